"""Written Norwegian to what a voice must be given.

Expansion goes from the most telling form to the least: addresses and telephone numbers first, then
times and dates, money and percentages, abbreviations, and at last the numbers that are left. What
has become words is never touched again.

Source: the faults of the embedded voice, measured (dates with dots read as points, «14.30» as
«fjorten punktum tretti», «kl.» spelled, years as cardinals).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceagent.norwegian.speaking.clauses import split_clauses
from voiceagent.norwegian.speaking.expansion import Expansion, expand
from voiceagent.norwegian.speaking.nynorsk_forms import in_nynorsk, is_nynorsk
from voiceagent.norwegian.speaking.written_addresses import ADDRESSES
from voiceagent.norwegian.speaking.written_money import MONEY_BEHIND, MONEY_IN_FRONT, RATES
from voiceagent.norwegian.speaking.written_numbers import (
    DECIMAL_POINTS,
    FRACTIONS,
    NUMBERS,
    PERCENTAGES,
    QUANTITIES,
)
from voiceagent.norwegian.speaking.written_times import (
    DATES,
    ORDINALS,
    PERIODS,
    SPANS,
    TIMES,
    WEEKDAY_NAMES,
    YEARS,
)
from voiceagent.norwegian.speaking.written_words import LEFT_OVERS, PAIRS, SHORT_PAIRS, SIGNS, WORDS

__all__ = ["sayable", "split_clauses"]

_NUMBER_SPANS: tuple[Expansion, ...] = ((re.compile(r"(?<=\d) ?[–-] ?(?=\d)"), lambda _: " til "),)
_QUOTES: tuple[Expansion, ...] = ((re.compile(r"[«»\"“”]"), lambda _: ""),)
_EXPANSIONS: tuple[Expansion, ...] = (
    *_QUOTES,
    *ADDRESSES,
    *RATES,
    *SHORT_PAIRS,
    *DECIMAL_POINTS,
    *FRACTIONS,
    *WEEKDAY_NAMES,
    *TIMES,
    *YEARS,
    *DATES,
    *PERIODS,
    *MONEY_IN_FRONT,
    *_NUMBER_SPANS,
    *SIGNS,
    *PERCENTAGES,
    *MONEY_BEHIND,
    *QUANTITIES,
    *WORDS,
    *ORDINALS,
    *PAIRS,
    *NUMBERS,
    *SPANS,
    *LEFT_OVERS,
)


_LONGEST = 240
"""Letters looked at together: no figure is longer, and time grows with the square."""


def sayable(text: str, language: str = "") -> str:
    """Written Norwegian as a voice must be given it: abbreviations, dates and numbers in words.

    Args:
        text: What is to be said.
        language: ``"nb"`` or ``"nn"``; empty where only the words of the text tell.
    """
    words = " ".join(expand(piece, _EXPANSIONS) for piece in _pieces(text))
    words = re.sub(r"\s{2,}", " ", words).strip()
    nynorsk = language == "nn" if language else is_nynorsk(text)
    return in_nynorsk(words) if nynorsk else words


def _pieces(text: str) -> Iterator[str]:
    """The text as it is, or where nobody writes so much in a row, in parts cut between words."""
    while len(text) > _LONGEST:
        cut = text.rfind(" ", 0, _LONGEST)
        cut = cut if cut > 0 else _LONGEST
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text
