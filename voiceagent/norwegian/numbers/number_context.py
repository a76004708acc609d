"""An utterance as it is seen from one of its numbers, for constructions about that number.

The number stands as :data:`NUMBER`, so that ``frames`` can be written around it; its neighbours
among the numbers end the view on both sides, and the last of the words that begin a clause ends it
on the left («vi omsetter for ti millioner og har hundre tusen»).
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from voiceagent.norwegian.numbers.numbers import Number
from voiceagent.norwegian.words.reading import Reading, Text

NUMBER = "N"


def words_around(
    text: Text,
    numbers: Sequence[Reading[Number]],
    place: int,
    *,
    clauses: AbstractSet[str],
    with_number: AbstractSet[str] = frozenset(),
) -> tuple[str, ...]:
    """The common forms around a number, and the number itself.

    Args:
        text: The utterance.
        numbers: All its numbers.
        place: Which of them is looked at.
        clauses: Words that begin a clause of their own.
        with_number: Words that belong to the number where they touch it, such as a currency.
    """
    number = numbers[place]
    first = numbers[place - 1].end if place else 0
    last = numbers[place + 1].start if place + 1 < len(numbers) else len(text)
    before = text.norm[first : number.start]
    after = text.norm[number.end : last]
    borders = [at for at in range(1, len(before)) if before[at] in clauses]
    before = before[borders[-1] :] if borders else before
    if before and before[-1] in with_number:
        before = before[:-1]
    if after and after[0] in with_number:
        after = after[1:]
    return (*before, NUMBER, *after)
