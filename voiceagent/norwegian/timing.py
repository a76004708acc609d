"""How far ahead a need lies: «innen tre måneder», «til høsten», «ikke før om et par år»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from voiceagent.norwegian.numbers import numbers_in
from voiceagent.norwegian.reading import Reading, read_text


@dataclass(frozen=True, slots=True)
class Horizon:
    """When something is needed, counted from now.

    Attributes:
        low_months: Earliest.
        high_months: Latest; None where it is open («ikke før neste år»).
        text: The horizon in Norwegian, for reading back and for the record.
    """

    low_months: float
    high_months: float | None
    text: str


_UNITS = {"uke": 12 / 52, "måned": 1.0, "måneder": 1.0, "år": 12.0}


def read_horizon(text: str, *, now: datetime) -> Reading[Horizon] | None:
    """The horizon that an utterance gives; None where it gives none."""
    tokens = read_text(text)
    for number in numbers_in(tokens):
        unit = tokens.norm[number.end] if number.end < len(tokens) else ""
        if unit.isdigit() and int(unit) <= now.year:
            continue
        if unit in _UNITS:
            months = number.value.high * _UNITS[unit]
            start = max(0, number.start - 1)
            words = tokens.words(start, number.end + 1)
            return tokens.reading(Horizon(0.0, months, words), start, number.end + 1)
    if "fort" in tokens.norm or "snart" in tokens.norm:
        place = tokens.norm.index("fort" if "fort" in tokens.norm else "snart")
        return tokens.reading(Horizon(0.0, 1.0, "så fort som mulig"), place, place + 1)
    return None
