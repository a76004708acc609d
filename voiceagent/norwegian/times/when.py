"""When a caller can or wants: dates, times and parts of the day together, with what stays open.

The pieces are found by ``dates``, ``clock`` and ``day_parts``, judged by ``polarity``, and put
together here. Nothing is guessed: what could be read in two ways is named in ``ambiguous``, and two
times that belong to two days are given up rather than mixed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from voiceagent.norwegian.numbers.digitised import digitise
from voiceagent.norwegian.times.calendar_days import DEFAULT_HOURS, OfficeHours
from voiceagent.norwegian.times.clock import SaidTime, is_half_open, settle_half, times_in
from voiceagent.norwegian.times.date_rules import days_in
from voiceagent.norwegian.times.dates import SaidDay
from voiceagent.norwegian.times.day_parts import (
    SaidDelay,
    SaidPart,
    any_time_in,
    delays_in,
    parts_in,
)
from voiceagent.norwegian.times.doubts import is_asked_back
from voiceagent.norwegian.times.evidence import (
    is_about_now,
    is_about_the_past,
    is_event,
    is_habit,
    is_habitual,
    is_wish,
    lost_pieces,
    trusted_times,
    untouched,
)
from voiceagent.norwegian.times.joined_days import meant_days
from voiceagent.norwegian.times.judging import Piece, judged_pieces, times_of_days_differ
from voiceagent.norwegian.times.limits import limited
from voiceagent.norwegian.times.polarity import Polarity
from voiceagent.norwegian.times.reasons import clauses
from voiceagent.norwegian.words.reading import Reading


@dataclass(frozen=True, slots=True)
class When:
    """A wish for a time, as far as it was said.

    Attributes:
        dates: The dates that are meant, earliest first; empty where none was said. A week, a month
            or «etter ferien» gives its workdays.
        not_dates: Dates that were ruled out («ikke mandag»).
        from_minute: Earliest start, minutes after midnight; None where not said.
        to_minute: Latest start; None where not said.
        minute: The exact clock time, after resolving by office hours. «Rundt ti» gives half an
            hour to either side in ``from_minute`` and ``to_minute`` as well.
        part_of_day: ``"morning"`` (before about ten), ``"forenoon"``, ``"lunch"``,
            ``"afternoon"`` or ``"evening"``; the range is also in ``from_minute``/``to_minute``.
        any_time: «når som helst», «samme for meg»: the caller leaves the time to us.
        ambiguous: What could be read in two ways: ``"hour"`` (which half of the day), ``"week"``
            (this or the next), ``"date"`` (weekday and date disagree), ``"period"`` (the borders of
            «etter ferien»), ``"time"`` (several times were named), ``"past"`` (the time has gone by
            today). Read it back, or ask.
    """

    dates: tuple[date, ...] = ()
    not_dates: tuple[date, ...] = ()
    from_minute: int | None = None
    to_minute: int | None = None
    minute: int | None = None
    part_of_day: str | None = None
    any_time: bool = False
    ambiguous: tuple[str, ...] = ()


_ABOUT_MINUTES = 30


def read_when(
    text: str, *, now: datetime, hours: OfficeHours = DEFAULT_HOURS
) -> Reading[When] | None:
    """What an utterance says about a time, read against ``now``; None where it says nothing."""
    line = digitise(text)
    words = line.line.split(" ") if line.line else []
    days, claimed = days_in(line, now.date())
    if is_about_now(line.line):
        days = [day for day in days if day.dates != (now.date(),)]
    claimed_days = len(claimed)
    days = [day for day in days if not is_habit(words, day)]
    if is_habitual(line.line) or is_event(line.line) or is_asked_back(line.line):
        return None
    delays = delays_in(line, claimed)
    anything = any_time_in(line, claimed)
    parts = parts_in(line, claimed, hours)
    times = times_in(line, claimed, hours)
    lost_day, lost_time = lost_pieces(words, claimed)
    past = is_about_the_past(words)
    days = [] if lost_day or past else untouched(days, words, claimed)
    parts = [] if lost_time or past else untouched(parts, words, claimed)
    times = [] if lost_time or past else untouched(times, words, claimed)
    where = clauses(words)
    wish = (0, len(words)) if where is None else where.wish
    times = trusted_times(times, days, parts, words, claimed, wish)
    pieces: list[Piece] = sorted([*days, *delays, *parts, *times], key=lambda piece: piece.start)
    if (not pieces and not anything) or (claimed_days and not days):
        return None
    if where is not None and any(wish[0] <= piece.start < wish[1] for piece in pieces):
        anything = [span for span in anything if wish[0] <= span[0] < wish[1]]
    told = judged_pieces(pieces, words, where)
    judged = limited(told, words) if where is None else told
    when = _assemble(judged, words, now, hours)
    anything = [span for span in anything if not _is_whole_of_lost_day(span, words, judged)]
    if when.dates:  # «hvilken som helst dag i uke 48» leaves the day to us, not the time
        anything = [span for span in anything if not _is_of_days(words[slice(*span)], when)]
    if when.minute is not None:  # «så tidlig som mulig helst klokka åtte» leaves nothing to us
        anything = []
    if anything and not any(start for start, _ in anything if _is_denied(words, start)):
        when = replace(when, any_time=True)
    if when == When() or not (
        when.any_time
        or when.not_dates
        or judged != told
        or is_wish(words, claimed)
        or _contrasts(judged)
    ):
        return None
    spans = [(piece.start, piece.end) for piece in pieces] + anything
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    if when.not_dates and "ikke" in words[:first]:
        first = words.index("ikke")
    return line.text.reading(when, line.spans[first][0], line.spans[last - 1][1])


def _is_whole_of_lost_day(
    span: tuple[int, int], words: list[str], judged: list[tuple[Piece, Polarity]]
) -> bool:
    """Whether «hele dagen» is of a day that is not wanted: «onsdag har jeg kurs hele dagen»."""
    if words[span[0]] not in ("hele", "heile"):
        return False
    before = [mark for piece, mark in judged if piece.start <= span[0]]
    after = [mark for piece, mark in judged if piece.start > span[0]]
    marks = before[-1:] or after[:1]
    return bool(marks) and marks[0] is not Polarity.WANTED


def _contrasts(judged: list[tuple[Piece, Polarity]]) -> bool:
    """Whether one day is wanted after another was not: «fredag er jeg på hytta, torsdag da»."""
    marks = [mark for piece, mark in judged if isinstance(piece, SaidDay)]
    return len(marks) > 1 and marks[-1] is Polarity.WANTED is not marks[0]


def _is_of_days(said: list[str], when: When) -> bool:
    named = len(when.dates) > 1 and {"like", "likegyldig"} & set(
        said
    )  # «tirsdag eller onsdag er like greit»
    return bool(named) or ("dag" in said and "helst" in said) or said[0] in ("alle", "hver")


def _is_denied(words: list[str], start: int) -> bool:
    before = words[max(0, start - 2) : start]
    return "ikke" in before and "kan" not in words[max(0, start - 5) : start]


# ---------------------------------------------------------------- putting together


def _assemble(
    judged: list[tuple[Piece, Polarity]], words: list[str], now: datetime, hours: OfficeHours
) -> When:
    wanted_days = [p for p, mark in judged if isinstance(p, SaidDay) and mark is Polarity.WANTED]
    denied_days = [p for p, mark in judged if isinstance(p, SaidDay) and mark is Polarity.RULED_OUT]
    days = meant_days(wanted_days, denied_days, words, now.date())
    when = When(days.dates, days.not_dates, ambiguous=days.ambiguous)
    if times_of_days_differ(judged):
        return replace(when, ambiguous=(*when.ambiguous, "time"))
    parts = [(p, mark) for p, mark in judged if isinstance(p, SaidPart)]
    times = [p for p, mark in judged if isinstance(p, SaidTime) and mark is Polarity.WANTED]
    for part, mark in parts:
        when = _with_part(when, part, mark, now.date())
    halves = [p.afternoon for p, mark in parts if mark is Polarity.WANTED]
    if len(set(halves)) == 1 and halves[0] is not None:
        times = [settle_half(time, afternoon=halves[0]) for time in times]
    when = _with_times(when, times, hours)
    for delay in (p for p, mark in judged if isinstance(p, SaidDelay) and mark is Polarity.WANTED):
        when = _with_delay(when, delay, now)
    return _with_past(when, now)


def _with_part(when: When, part: SaidPart, mark: Polarity, today: date) -> When:
    if mark is Polarity.TAKEN_BACK:
        return when
    if mark is Polarity.RULED_OUT:
        if part.today or part.part == "lunch":  # «ikke midt på dagen» leaves both ends
            return when
        if part.part in ("morning", "forenoon"):
            return replace(when, from_minute=part.to_minute)
        return replace(when, to_minute=part.from_minute)
    dates = when.dates or ((today,) if part.today else ())
    if (
        when.part_of_day is not None
        and when.from_minute is not None
        and part.from_minute is not None
    ):
        low = min(when.from_minute, part.from_minute)
        high = max(when.to_minute or 0, part.to_minute or 0)
        same = part.part == when.part_of_day
        code = part.part if same else None
        return replace(when, dates=dates, from_minute=low, to_minute=high, part_of_day=code)
    return replace(
        when,
        dates=dates,
        from_minute=part.from_minute,
        to_minute=part.to_minute,
        part_of_day=part.part,
    )


def _with_times(when: When, times: list[SaidTime], hours: OfficeHours) -> When:
    if not times:
        return when
    exact = {time.low for time in times if time.exact}
    if len(exact) == 1 and (point := next(iter(exact))) is not None:  # «før tolv så klokka elleve»
        times = [time for time in times if time.exact or not _holds(time, point)]
    if len(exact) > 1 or (exact and len(times) > len([time for time in times if time.exact])):
        return replace(when, ambiguous=(*when.ambiguous, "time"))
    ambiguous = when.ambiguous
    if any(is_half_open(time, hours) for time in times):
        ambiguous = (*ambiguous, "hour")
    if exact:
        time = times[-1]
        minute = time.low or 0
        low, high = (
            (minute - _ABOUT_MINUTES, minute + _ABOUT_MINUTES) if time.about else (None, None)
        )
        return replace(when, minute=minute, from_minute=low, to_minute=high, ambiguous=ambiguous)
    lows = list({time.low for time in times if time.low is not None})
    highs = list({time.high for time in times if time.high is not None})
    if len(lows) > 1 or len(highs) > 1:
        return replace(when, ambiguous=(*ambiguous, "time"))
    return replace(
        when,
        from_minute=lows[0] if lows else _before(when.from_minute, highs),
        to_minute=highs[0] if highs else when.to_minute,
        ambiguous=ambiguous,
    )


def _before(minute: int | None, highs: list[int]) -> int | None:
    """A part's beginning, unless the border lies before it: «mandag morgen før åtte»."""
    return None if minute is not None and highs and minute >= highs[0] else minute


def _holds(border: SaidTime, minute: int) -> bool:
    return (border.low is None or border.low <= minute) and (
        border.high is None or minute <= border.high
    )


def _with_delay(when: When, delay: SaidDelay, now: datetime) -> When:
    if when.dates or when.minute is not None:
        return when
    later = timedelta(minutes=delay.minutes)
    # An hour is an hour, also in the night when the clocks are changed.
    moment = (now.astimezone(UTC) + later).astimezone(now.tzinfo) if now.tzinfo else now + later
    minute = -(-(moment.hour * 60 + moment.minute) // 5) * 5
    return replace(when, dates=(moment.date(),), minute=min(minute, 24 * 60 - 5))


def _with_past(when: When, now: datetime) -> When:
    past = when.dates == (now.date(),) and (
        (when.minute is not None and when.minute < now.hour * 60 + now.minute)
        or (when.to_minute is not None and when.to_minute <= now.hour * 60 + now.minute)
    )
    return replace(when, ambiguous=(*when.ambiguous, "past")) if past else when
