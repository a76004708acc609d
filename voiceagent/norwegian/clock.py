"""Clock times as they are said, resolved by office hours where the half of the day is open."""

from __future__ import annotations

from dataclasses import dataclass

from voiceagent.norwegian.calendar_days import DEFAULT_HOURS, OfficeHours
from voiceagent.norwegian.reading import Reading, read_text, words_pattern


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day.

    Attributes:
        minute: Minutes after midnight, after resolving.
        ambiguous: Whether the other half of the day is as likely.
    """

    minute: int
    ambiguous: bool


_DIGITAL = words_pattern(
    r"klokka (?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?", r"(?P<h>\d{1,2})[.:](?P<m>\d\d)"
)


def resolve_minute(minute: int, hours: OfficeHours = DEFAULT_HOURS) -> ClockTime:
    """Choose the half of the day for a twelve-hour time by when the office is open."""
    morning = minute % 720
    afternoon = morning + 720
    fitting = [
        candidate
        for candidate in (morning, afternoon)
        if hours.open_minute <= candidate <= hours.close_minute
    ]
    if len(fitting) == 1:
        return ClockTime(fitting[0], ambiguous=False)
    return ClockTime(afternoon if morning < 7 * 60 else morning, ambiguous=True)


def read_clock(text: str, *, hours: OfficeHours = DEFAULT_HOURS) -> Reading[ClockTime] | None:
    """The one clock time of an utterance: «klokka ti», «halv tre», «14.30»."""
    tokens = read_text(text)
    match = _DIGITAL.search(tokens.line)
    if match is None:
        return None
    hour = int(match["hour"] or match["h"])
    minute = int(match["minute"] or match["m"] or 0)
    if hour > 23 or minute > 59:
        return None
    total = hour * 60 + minute
    time = ClockTime(total, ambiguous=False) if hour > 12 else resolve_minute(total, hours)
    return tokens.matched(time, match)
