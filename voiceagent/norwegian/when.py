"""When a caller can or wants: dates, times and parts of the day together, with what stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from voiceagent.norwegian.calendar_days import DEFAULT_HOURS, OfficeHours
from voiceagent.norwegian.clock import read_clock
from voiceagent.norwegian.reading import Reading, read_text


@dataclass(frozen=True, slots=True)
class When:
    """A wish for a time, as far as it was said.

    Attributes:
        dates: The dates that are meant, earliest first; empty where none was said. A week, a month
            or «etter ferien» gives its workdays.
        not_dates: Dates that were ruled out («ikke mandag»).
        from_minute: Earliest start, minutes after midnight; None where not said.
        to_minute: Latest start; None where not said.
        minute: The exact clock time, after resolving by office hours.
        part_of_day: ``"morning"`` (before about ten), ``"forenoon"``, ``"lunch"``,
            ``"afternoon"`` or ``"evening"``; the range is also in ``from_minute``/``to_minute``.
        any_time: «når som helst», «samme for meg»: the caller leaves the time to us.
        ambiguous: What could be read in two ways: ``"hour"`` (which half of the day), ``"week"``
            (this or the next), ``"date"`` (weekday and date disagree), ``"period"`` (the borders of
            «etter ferien»), ``"past"`` (the time has gone by today). Read it back, or ask.
    """

    dates: tuple[date, ...] = ()
    not_dates: tuple[date, ...] = ()
    from_minute: int | None = None
    to_minute: int | None = None
    minute: int | None = None
    part_of_day: str | None = None
    any_time: bool = False
    ambiguous: tuple[str, ...] = ()


_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def read_when(
    text: str, *, now: datetime, hours: OfficeHours = DEFAULT_HOURS
) -> Reading[When] | None:
    """What an utterance says about a time, read against ``now``; None where it says nothing."""
    tokens = read_text(text)
    clock = read_clock(text, hours=hours)
    dates: list[date] = []
    not_dates: list[date] = []
    places: list[int] = []
    for index, word in enumerate(tokens.norm):
        if word in _WEEKDAYS:
            ahead = (_WEEKDAYS.index(word) - now.weekday() - 1) % 7 + 1
            negated = "ikke" in tokens.norm[max(0, index - 2) : index]
            (not_dates if negated else dates).append(now.date() + timedelta(days=ahead))
            places.append(index)
    if clock is None and not places:
        return None
    start = min([*places, clock.start] if clock else places)
    end = max([*(place + 1 for place in places), clock.end] if clock else [p + 1 for p in places])
    when = When(
        dates=tuple(dates),
        not_dates=tuple(not_dates),
        minute=clock.value.minute if clock else None,
        ambiguous=("hour",) if clock and clock.value.ambiguous else (),
    )
    return tokens.reading(when, start, end)
