"""Which days and times of an utterance belong to a reason, and what the reason does to them.

Callers explain themselves: «jeg henter i barnehagen klokka fire så det må bli før tre». What the
clause of the reason names is never the wish. A day that the speaker is taken up on is ruled out
where the other clause names a day; where that names times alone, the day stands and the reason's
own times fall away. «Fredag drar jeg klokka tre så da må det bli før» makes the reason's time the
border of the wish.

A clause is a reason where somebody does something in it, and nothing says that this is the time
they have («ledig», «kan», «passer»).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from voiceagent.norwegian.times.availability import FREE
from voiceagent.norwegian.times.calendar_days import workdays_between
from voiceagent.norwegian.times.clock import SaidTime
from voiceagent.norwegian.times.dates import SaidDay
from voiceagent.norwegian.times.day_parts import SaidDelay, SaidPart
from voiceagent.norwegian.words.reading import word_set, words_pattern

Piece = SaidDay | SaidTime | SaidPart | SaidDelay


class Fate(Enum):
    """What becomes of a piece that a reason names."""

    KEPT = 1
    DROPPED = 2
    RULED_OUT = 3


@dataclass(frozen=True, slots=True)
class Clauses:
    """Where the reason and the wish of an utterance lie, in words.

    Attributes:
        reason: First word of the reason and the word after its last.
        wish: The same of the wish.
    """

    reason: tuple[int, int]
    wish: tuple[int, int]


_TURNS = word_set("så derfor men dermed")
_NO_TURN_AFTER = word_set(
    "fort snart raskt tidlig sent seint lenge mye mange ofte langt å sånn lite få bra fint godt"
    " vidt klart stor stort gjerne snill takk"
)
_GIVES_REASON = word_set("for fordi siden ettersom")
_NO_REASON_AFTER = word_set(
    "meg oss deg dere min mitt å en et at alle hele noen vår sent seint tidlig lenge dem han ham"
    " henne guds sikkerhets øvrig eksempel så lite mye sist det"
)
_CONDITION = words_pattern(r"^(?:ja |nei |ok |men )*(?:hvis|dersom|viss|om|når|dess)")
_SOMEBODY = words_pattern(
    "jeg", "vi", "me", "hun", "han", "ho", "sjefen", "kona", "mannen", "kollegaen",
    r"(?:er|var|blir|begynner|starter) (?:det|\S+(?:en|et|a))", r"\S*møtet", "toget", "flyet",
    r"^(?:da|nå|der) \S+r", r"^(?:\S+ )?(?:er|har|skal|må|sitter)", r"har \S+møte",
)  # fmt: skip
_FREE = words_pattern(
    rf"(?<!ikke ){FREE}(?! med)", "kan", "kunne", "passer", r"(?:la|lar) seg gjøre",
    "best", "bedre", "bra", "fint", "fin", r"greit?", "ok", "okei", "perfekt",
    "topp", "supert", "flott", "gjerne", "helst", "heller", "ønsker", "vil", "ville", "foretrekker",
    "sier", "si", "tenkt", "tenker", "tror", "velger", "funker", "fungerer", r"går(?! (?:jeg|vi) )",
    "satser", r"fleksibel", "mulig", "ringe", "snakke", "tar", "møtes",
    r"(?<!har en )(?<!annen )avtale", "mener", "mente",
    "sa",
    "foreslo", "skrev",
    r"så (?:fort|snart)", r"det må (?:\S+ ){0,3}bli",
)  # fmt: skip
_A_WEEK = 5
_ENDS_IN_BORDER = re.compile(r"(?<!\S)(?P<side>før|etter|etterpå)(?: det| da| den tida?| møtet)?$")


def clauses(words: Sequence[str]) -> Clauses | None:
    """The reason and the wish; None where nobody gives a reason."""
    for place, word in enumerate(words):
        if not 0 < place < len(words) - 1:
            continue
        if word in _TURNS and words[place + 1] not in _NO_TURN_AFTER:
            border = _ENDS_IN_BORDER.search(" ".join(words[place + 1 :]))
            if _is_reason(words[:place]) or border:
                return Clauses((0, place), (place + 1, len(words)))
        elif (
            word in _GIVES_REASON
            and words[place + 1] not in _NO_REASON_AFTER
            and _is_reason(words[place + 1 :])
        ):
            return Clauses((place + 1, len(words)), (0, place))
    return None


def _is_reason(words: Sequence[str]) -> bool:
    clause = " ".join(words)
    if _CONDITION.search(clause) or _FREE.search(clause):
        return False
    return _SOMEBODY.search(clause) is not None


def fate(piece: Piece, pieces: Sequence[Piece], where: Clauses) -> Fate:
    """What becomes of a piece, wherever it stands."""
    if not _within(piece, where.reason):
        return Fate.KEPT
    wished = [other for other in pieces if _within(other, where.wish)]
    if not wished:
        return Fate.KEPT
    if not isinstance(piece, SaidDay):
        return Fate.DROPPED
    other_days = [other for other in wished if isinstance(other, SaidDay)]
    if not other_days:
        return Fate.KEPT
    if any(day.dates == piece.dates for day in other_days):
        return Fate.DROPPED
    timed = any(isinstance(one, SaidTime) and _within(one, where.reason) for one in pieces)
    return Fate.DROPPED if timed or len(piece.dates) > _A_WEEK else Fate.RULED_OUT


def bordered(pieces: Sequence[Piece], where: Clauses, words: Sequence[str]) -> list[Piece] | None:
    """The pieces with the reason's time made the border that «før det» asks for; else None."""
    said = _ENDS_IN_BORDER.search(" ".join(words[slice(*where.wish)]))
    if said is not None and (days := _bordered_days(pieces, where, said["side"])) is not None:
        return days
    times = [one for one in pieces if isinstance(one, SaidTime) and _within(one, where.reason)]
    if said is None or len(times) != 1 or any(_within(one, where.wish) for one in pieces):
        return None
    time, minute = times[0], times[0].low
    if said["side"] == "før" and minute is None:  # «på jobb til tolv så før det»
        return list(pieces)
    if not time.exact or minute is None:
        return None
    border = (
        replace(time, low=None, high=minute, exact=False, about=False)
        if said["side"] == "før"
        else replace(time, high=None, exact=False, about=False)
    )
    return [border if one is time else one for one in pieces]


def _bordered_days(pieces: Sequence[Piece], where: Clauses, side: str) -> list[Piece] | None:
    """«jeg er tilbake den sjuende så etter det»: the days from the only one of the reason."""
    if len(pieces) != 1 or not isinstance(day := pieces[0], SaidDay) or len(day.dates) != 1:
        return None
    if side == "før" or not _within(day, where.reason):
        return None
    dates = workdays_between(day.dates[0], day.dates[0] + timedelta(days=_HORIZON_DAYS - 1))
    return [replace(day, dates=dates, weekday=None)]


_HORIZON_DAYS = 14


def _within(piece: Piece, span: tuple[int, int]) -> bool:
    return span[0] <= piece.start < span[1]
