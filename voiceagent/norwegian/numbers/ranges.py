"""When two numbers side by side are the ends of a range, and which ends.

A range rises, and gives its scale to both ends: «mellom femti og hundre tusen» begins at 50 000.
Without a word between them, two numbers are a range when they follow each other in counting («to
tre uker», «tjue tretti tusen»), or when both are round and count the same thousands or millions
(«femti hundre tusen», «hundre tusen to hundre tusen»); what rises more steeply than people guess is
none.
"""

from __future__ import annotations

from voiceagent.norwegian.numbers.cardinals import Parsed

_NEIGHBOURLY = frozenset({(10, 12), (12, 15), (12, 14), (15, 18), (18, 20), (11, 12), (13, 14)})
_STEEPEST = 2.5
"""From the lower end to the upper, of round thousands: «tjue femti tusen»."""
_STEEPEST_SCALED = 5.0
"""The same where both ends have their scale word, so that they are no one number misheard."""


def rising(first: Parsed, second: Parsed) -> tuple[float, float] | None:
    """The ends of a rising range; what multiplies its end also multiplies a bare beginning."""
    low = first.value
    if first.scale == second.scale == 1.0 and low < 1000 and second.value % 1000 == 0:
        if low * 1000 < second.value:
            low *= 1000  # «mellom 50 og 100 000»
    elif first.scale == 1.0:
        factors = [second.scale * 100, second.scale] if second.hundreds else [second.scale]
        fitting = [factor for factor in factors if low * factor < second.value]
        bare = second.value == second.scale  # «fem hundre til tusen»
        if not fitting and not bare:
            return None
        if fitting and (low < 100 or second.scale > 1.0):
            low *= fitting[0]
    return None if low >= second.value else (low, second.value)


def follow(first: Parsed, second: Parsed) -> bool:
    """Whether two numbers that stand side by side are a range."""
    return _counts_on(first, second) or _are_round(first, second)


def _counts_on(first: Parsed, second: Parsed) -> bool:
    """Whether two neighbouring numbers follow each other in counting: 2 3, 20 30, 5 6 hundred."""
    if first.scale > 1.0:
        return False
    step = second.value / second.scale / (100 if second.hundreds else 1)
    if first.value < 10:
        return 2 <= first.value == step - 1
    if 10 <= first.value < 20 and step == first.value + 1:
        return True
    if first.value < 100 and (first.value, step) in _NEIGHBOURLY:
        return True
    return (
        first.value % 5 == 0 and first.value < 100 and step in (first.value + 5, first.value + 10)
    )


def _are_round(first: Parsed, second: Parsed) -> bool:
    if second.scale == 1.0:
        return False
    if first.scale > 1.0:
        return first.value < second.value <= first.value * _STEEPEST_SCALED
    last = second.value / second.scale
    if first.value == 1.0:
        return last == 2 * first.value  # «en to millioner»
    return (
        first.value >= 10
        and first.value % 10 == 0
        and first.value < last <= first.value * _STEEPEST
    )
