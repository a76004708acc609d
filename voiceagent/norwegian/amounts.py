"""Amounts of money in Norwegian kroner, as callers name budgets.

An amount is always a range; a single number is a range of one. Without a scale word a small number
(«rundt femti») is left alone: fifty kroner or fifty thousand is the dialog's question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from voiceagent.norwegian.numbers import numbers_in
from voiceagent.norwegian.reading import Reading, read_text, words_pattern

Period = Literal["once", "month", "year"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in whole kroner.

    Attributes:
        low: Lower end; 0 for «maks …».
        high: Upper end; the same as ``low`` for one number.
        approximate: «rundt», «et par», «mellom».
        period: ``"once"`` unless a month or a year was said.
    """

    low: int
    high: int
    approximate: bool = False
    period: Period = "once"


_MONTHLY = words_pattern(r"(?:i|per|pr|hver) måned", "månedlig", "månedlige", "mnd", "månaden")
_YEARLY = words_pattern(r"(?:i|per|pr|hvert) år(?:et)?", "årlig", "årleg", "årlige")
_ABSENT = words_pattern(
    r"(?:har|finnes|er|finst) (?:vi )?ikke (?:noe |satt av )?(?:fast |eget |eige )?budsjett",
    r"ikke (?:noe |satt av )?(?:fast |eget |eige )?(?:budsjett|budsjettet|budsjettert)",
    r"(?:null|inget|ingen|ikke noen) (?:budsjett|penger|midler)",
)


def read_amount(text: str) -> Reading[Amount] | None:
    """The amount that an utterance names; None where there is none, or two that do not agree."""
    tokens = read_text(text)
    numbers = [number for number in numbers_in(tokens) if number.value.low >= 1000]
    if len(numbers) != 1:
        return None
    number = numbers[0]
    period: Period = "once"
    if re.search(_MONTHLY, tokens.line):
        period = "month"
    elif re.search(_YEARLY, tokens.line):
        period = "year"
    approximate = number.value.approximate or "rundt" in tokens.norm
    amount = Amount(int(number.value.low), int(number.value.high), approximate, period)
    return tokens.reading(amount, number.start, number.end)


def read_budget_absent(text: str) -> bool:
    """Whether a caller says that there is no budget: «vi har ikke satt av noe»."""
    return _ABSENT.search(read_text(text).line) is not None
