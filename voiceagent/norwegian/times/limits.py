"""What leaving, coming and being busy make of the times said with them.

«torsdag er jeg opptatt før tolv» leaves Thursday from twelve; «jeg går hjem klokka tre» ends at
three, «på ferie til mandag» begins on Monday. A time at which somebody is busy is never a wish: of
«torsdag har jeg møte klokka ti» only the day that is ruled out remains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from voiceagent.norwegian.times.availability import BAD, ELSEWHERE, ENGAGEMENT
from voiceagent.norwegian.times.calendar_days import workdays_between
from voiceagent.norwegian.times.clock import SaidTime
from voiceagent.norwegian.times.dates import SaidDay
from voiceagent.norwegian.times.day_parts import SaidDelay, SaidPart
from voiceagent.norwegian.times.polarity import Polarity

Piece = SaidDay | SaidTime | SaidPart | SaidDelay
Judged = list[tuple[Piece, Polarity]]

_SMALL = (
    r"(?:(?:nok|jo|vel|dessverre|allerede|egentlig|helt|bare|veldig|litt|hele|mye|mest|en|et|ei"
    r"|noen|noe|annet|annen|anna|annan|viktig|fast|faste|der|da|kun) )*"
)
_BUSY = re.compile(
    rf"(?:da |så )?(?:er|har|sitter|blir|skal|må) (?:jeg|vi|me|det) {_SMALL}"
    rf"(?:{BAD}|{ELSEWHERE}|{ENGAGEMENT})(?: (?:i|på|med|hos) \S+)?(?: (?:fra|og|helt|hele))?"
)
_BUSY_UNTIL = re.compile(
    r"(?:da |så )?(?:er|har|sitter|blir|skal) (?:jeg|vi|me)(?: (?!ikke)\S+){0,3}"
)
_UNTIL_WORDS = frozenset(
    ("opptatt", "møte", "møter", "møtet", "kurs", "borte", "bortreist", "stengt")
)
_LEAVE = r"(?:går|gå|drar|dra|reiser|reise|stikker|stikke|kjører|løper|løpe|flyr|stikk)"
_AWAY = (
    r"(?: (?:hjem|hjemover|herfra|fra|jobb|jobben|kontoret|møtet|videre|av|gårde|avgårde|avsted"
    r"|ut|dessverre|igjen|da|allerede|senest|nok|jo|på|i|et|møte|til \S+))*"
)
_MUST = r"(?:(?:må|skal|bør|lyt) (?:nok |jo |dessverre )?)?"
_LEAVING = re.compile(
    rf"(?<!\S)(?:(?:jeg|vi|me) (?:må|skal|bør) (?:nok |jo |dessverre |bare )?{_LEAVE}"
    rf"|(?:jeg|vi|me) {_LEAVE}(?= (?:hjem|herfra|fra|videre|av|avgårde|avsted))"
    rf"|(?:må|skal) (?:jeg|vi|me) {_LEAVE}|{_LEAVE} (?:jeg|vi|me)){_AWAY}$"
)
_COMING = re.compile(
    r"(?<!\S)(?:(?:jeg|vi|me) (?:er|kommer)|(?:er|kommer) (?:jeg|vi|me))"
    r"(?: (?:nok|ikke|først|tidligst|igjen|vel))*"
    r" (?:ferdig|framme|fremme|hjem|ute av \S+|ferdig (?:i|på|med) \S+)(?: igjen| først| ca)?$"
)
_OTHERS = re.compile(
    r"(?<!\S)(?:sjefen|lederen|direktøren|kona|mannen|kollegaen|han|hun|de|barna|ungene)"
    r"(?: (?:min|vår|mi))?"
    rf"(?: (?:må|skal|bør))? {_LEAVE}{_AWAY}$"
)
_HORIZON_DAYS = 14
_GONE_UNTIL = re.compile(
    r"(?:^|(?<!\S)(?:(?:jeg|vi|me) (?:er|har|tar|blir|sitter|drar)|(?:er|har) (?:jeg|vi|me)) "
    rf"(?:(?!ikke)\S+ ){{0,2}}?)(?:{ELSEWHERE}|ferie|fri|permisjon|avspasering)"
    r"(?: (?!ikke)\S+){0,2}? (?:fram |frem |helt )?til(?P<incl> og med)?(?: på| den)?$"
)


def limited(judged: Judged, words: Sequence[str]) -> Judged:
    """The pieces with what busyness, leaving and coming make of them; unchanged where nothing."""
    result = list(judged)
    for place, (piece, mark) in enumerate(judged):
        if isinstance(piece, SaidDay):
            if mark is Polarity.TAKEN_BACK and (back := _back_from(piece, words)) is not None:
                result[place] = (back, Polarity.WANTED)
        elif isinstance(piece, SaidTime) and mark is not Polarity.RULED_OUT:
            before = judged[place - 1][0] if place else None
            gap = " ".join(words[before.end if before is not None else 0 : piece.start])
            border = _of_leaving(piece, gap)
            if _OTHERS.search(gap):
                result[place] = (piece, Polarity.TAKEN_BACK)
            if border is not None:
                result[place] = (border, Polarity.WANTED)
                if isinstance(before, SaidDay) and _alone(judged, SaidDay):
                    result[place - 1] = (before, Polarity.WANTED)
        if place and isinstance(judged[place - 1][0], SaidDay):
            result[place - 1 : place + 1] = _of_busyness(result[place - 1], result[place], words)
    return result


def _of_busyness(
    day: tuple[Piece, Polarity], other: tuple[Piece, Polarity], words: Sequence[str]
) -> Judged:
    """«torsdag er jeg opptatt før tolv»: what is left of the day."""
    piece, mark = other
    if isinstance(piece, SaidDay | SaidDelay):
        return [day, other]
    if mark is Polarity.TAKEN_BACK or day[1] is Polarity.WANTED:
        return [day, other]
    gap = " ".join(words[day[0].end : piece.start])
    if isinstance(piece, SaidTime) and words[piece.start] in _UNTIL_WORDS:
        stands = _BUSY_UNTIL.fullmatch(gap) is not None
        return [(day[0], Polarity.WANTED), other] if stands else [day, other]
    if not _BUSY.fullmatch(gap):
        return [day, other]
    if isinstance(piece, SaidPart) and piece.part != "lunch":
        return [(day[0], Polarity.WANTED), (piece, Polarity.RULED_OUT)]
    if not isinstance(piece, SaidTime) or piece.exact or None not in (piece.low, piece.high):
        return [day, (piece, Polarity.TAKEN_BACK)]
    inverted = replace(piece, low=piece.high, high=piece.low)
    return [(day[0], Polarity.WANTED), (inverted, Polarity.WANTED)]


def _of_leaving(time: SaidTime, gap: str) -> SaidTime | None:
    """«jeg må gå klokka ti» ends there; «jeg er ferdig klokka ti» begins there."""
    if not time.exact or time.about:
        return None
    if _LEAVING.search(gap):
        return replace(time, low=None, high=time.low, exact=False, about=False)
    if _COMING.search(gap):
        return replace(time, exact=False, about=False)
    return None


def _back_from(day: SaidDay, words: Sequence[str]) -> SaidDay | None:
    """«på ferie til mandag», «bortreist til og med fredag»: the days after it."""
    gone = _GONE_UNTIL.search(" ".join(words[: day.start]))
    if gone is None or day.end != len(words):
        return None
    first = day.dates[-1] + timedelta(days=1) if gone["incl"] else day.dates[0]
    dates = workdays_between(first, first + timedelta(days=_HORIZON_DAYS - 1))
    start = len(words[: day.start]) - len(gone[0].split())
    return replace(day, start=start, dates=dates, weekday=None, ambiguous=())


def _alone(judged: Judged, kind: type) -> bool:
    return sum(isinstance(piece, kind) for piece, _ in judged) == 1
