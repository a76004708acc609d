"""What an utterance says about a sum of money: a cap, a floor, a refusal, no budget at all.

The constructions are in ``amount.frames``; the sum stands in them as ``N``, its currency left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from voiceagent.norwegian.numbers.number_context import words_around
from voiceagent.norwegian.numbers.numbers import Number
from voiceagent.norwegian.words.frames import load_frames
from voiceagent.norwegian.words.reading import Reading, Text, word_set

_FRAMES = load_frames(Path(__file__).with_name("amount.frames"))
_CURRENCY = word_set("kroner kr kronar nok krone spenn k tusenlapper tusenlappar lapper lappar")
_CLAUSES = word_set("men og mens")


class Said(StrEnum):
    """What may be said about a sum, in the order in which it counts."""

    QUESTION = "question"
    FLOOR = "floor"
    CAP = "cap"
    SHORT = "short"
    CLAIMED = "claimed"
    NOT_REFUSED = "refused_not"
    REFUSED = "refused"
    UNIT = "unit"


REJECTED = frozenset({Said.QUESTION, Said.CLAIMED, Said.REFUSED, Said.UNIT})
"""A sum of which this is said is no budget."""


def said_about(text: Text, numbers: Sequence[Reading[Number]], place: int) -> Said | None:
    """What is said first of all about a number of an utterance; None where that is nothing."""
    heard = _FRAMES.heard_in(_around(text, numbers, place))
    return next((said for said in Said if said.value in heard), None)


def is_paid_now(text: Text, numbers: Sequence[Reading[Number]], place: int) -> bool:
    """Whether the number is what something costs already."""
    return "today" in _FRAMES.heard_in(_around(text, numbers, place))


def times_a_year(text: Text, numbers: Sequence[Reading[Number]], place: int) -> int | None:
    """How often the number is paid in a year, where that is by the quarter or the half."""
    heard = _FRAMES.heard_in(_around(text, numbers, place))
    return 4 if "quarter" in heard else 2 if "half" in heard else None


def _around(text: Text, numbers: Sequence[Reading[Number]], place: int) -> tuple[str, ...]:
    return words_around(text, numbers, place, clauses=_CLAUSES, with_number=_CURRENCY)
