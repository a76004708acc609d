"""How far ahead a need lies: «innen tre måneder», «til høsten», «ikke før om et par år».

A horizon is a span of months from now. Seasons and quarters are calendar spans: spring is March to
May, and so on. What only says that there is no hurry names no horizon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from voiceagent.norwegian.numbers.digitised import Line, digitise
from voiceagent.norwegian.times import horizon_spans as spans
from voiceagent.norwegian.times.dates import MONTHS
from voiceagent.norwegian.times.horizon_rules import RULES
from voiceagent.norwegian.times.horizon_spans import Span
from voiceagent.norwegian.times.other_times import is_about_other_times, told_of
from voiceagent.norwegian.words.reading import REMEMBERED, Reading, word_set, words_pattern


@dataclass(frozen=True, slots=True)
class Horizon:
    """When something is needed, counted from now.

    Attributes:
        low_months: Earliest.
        high_months: Latest; None where it is open («ikke før neste år»).
        text: The caller's words for it, for reading back and for the record.
    """

    low_months: float
    high_months: float | None
    text: str


_HALF_SAID = re.compile(rf"\S+ eller (?:i )?(?:{'|'.join(MONTHS)})(?!\S)")
_UNWANTED = re.compile(r" (?:er|blir) (?:helt )?(?:uaktuelt|utelukket|for (?:tidlig|sent)|umulig)")
_DENIED_AFTER = re.compile(
    r" (?:blir|skjer|rekker|går|kommer|får|klarer)(?: (?:det|vi|jeg|nok|dessverre))* ikke(?!\S)"
)
_NOT_SOONER = re.compile(r"(?: en gang| tidligst| men)* (?:ikke før|tidligst)(?: det| da)?$")
_CORRECTED = words_pattern(
    "nei", "eller nei", "rettere sagt", r"jeg (?:mente|mener)", r"men (?:\S+ ){0,3}heller", "altså"
)
_BOUND_PUT_RIGHT = re.compile(
    r"(?<!\S)(?P<bound>innen|i løpet av|maks|maksimalt|høyst|(?:ikke før|tidligst|først|senest)"
    r"(?: om)?|minst) (?:en |\d{1,2} )?(?:\d{1,2}|en) (?P<unit>dag|dager|uke|måned|måneder|år)"
    r" (?:eller )?(?:nei|unnskyld)(?: (?:vent|unnskyld|forresten|jeg|mente|mener|heller|da|vi|si"
    r"|sier))* (?P<n>\d{1,2})(?: (?P<unit2>dager|uke|måned|måneder|år))?(?=$| (?!\d))"
)
_PUT_RIGHT = word_set("nei vent unnskyld forresten jeg mener mente heller da vi sier si")


@lru_cache(maxsize=REMEMBERED)
def read_horizon(text: str, *, now: datetime) -> Reading[Horizon] | None:
    """The horizon that an utterance gives; None where it gives none, or two that differ."""
    line = digitise(text)
    if is_about_other_times(line.line):
        return None
    if (better := _put_right(line, now)) is not None:
        return better
    claimed = {place for first, last in told_of(line.line) for place in range(first, last)}
    found: list[tuple[int, int, Span]] = []
    for pattern, build in RULES:
        for match in pattern.finditer(line.line):
            start, end = line.words(match)
            if not claimed.isdisjoint(range(start, end)):
                continue
            span = build(match, now.date())
            if span is not None and _DENIED_AFTER.match(line.line, match.end()):
                span = None if span[1] is None else (span[1], None)
            if span is not None and _NOT_SOONER.match(line.line, match.end()):
                span = (span[0], None)
            if _UNWANTED.match(line.line, match.end()):
                span = None
            claimed.update(range(start, end))
            if span is not None:
                found.append((start, end, span))
    found.sort(key=lambda one: one[0])
    if found and _HALF_SAID.match(line.line[line.starts[found[-1][1] - 1] :]):
        return None
    if len(found) > 1 and _CORRECTED.search(
        line.line, line.starts[found[0][1] - 1], line.starts[found[-1][1] - 1]
    ):
        found = found[-1:]
    if any(span != spans.SOON for _, _, span in found):  # «helst i går men innen to måneder»
        found = [one for one in found if one[2] != spans.SOON]
    if not found:
        return None
    start, end, (low, high) = min(found, key=lambda one: _width(one[2]))
    if not all(_is_within((low, high), span) for _, _, span in found):
        return None
    first, last = line.spans[start][0], line.spans[end - 1][1]
    horizon = Horizon(
        _rounded(low), None if high is None else _rounded(high), line.text.words(first, last)
    )
    return line.text.reading(horizon, first, last)


def _put_right(line: Line, now: datetime) -> Reading[Horizon] | None:
    """What is said after the last «nei» takes the place of what was said before."""
    words = line.line.split(" ")
    if (bounded := _put_right_within(line, now)) is not None:
        return bounded
    last = max((place for place, word in enumerate(words) if word == "nei"), default=0)
    if not 0 < last < len(words) - 1:
        return None
    while last < len(words) - 1 and words[last] in _PUT_RIGHT:
        last += 1
    first = line.spans[last][0]
    rest = read_horizon(line.text.words(first, len(line.text)), now=now)
    if rest is None:
        return None
    return line.text.reading(rest.value, first + rest.start, first + rest.end)


def _put_right_within(line: Line, now: datetime) -> Reading[Horizon] | None:
    """«innen tre måneder nei seks»: the bound, and the unit, of what is put right stay."""
    said = _BOUND_PUT_RIGHT.search(line.line)
    if said is None:
        return None
    unit = said["unit2"] or said["unit"]
    rest = read_horizon(f"{said['bound']} {said['n']} {unit}", now=now)
    if rest is None:
        return None
    first, last = line.tokens(said)
    text = line.text.words(first, last)
    return line.text.reading(
        Horizon(rest.value.low_months, rest.value.high_months, text), first, last
    )


def _width(span: Span) -> float:
    return float("inf") if span[1] is None else span[1] - span[0]


def _is_within(inner: Span, outer: Span) -> bool:
    """Whether one horizon narrows the other: «i sommer, juni juli»."""
    if inner[1] is not None and outer[1] is not None:  # «i august, etter ferien»
        shared = min(inner[1], outer[1]) - max(inner[0], outer[0])
        if shared >= _width(inner) / 2 > 0:
            return True
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1] + 0.1)
    return outer[0] <= inner[0] + 0.1 and ends


def _rounded(months: float) -> float:
    return round(max(0.0, months), 1)
