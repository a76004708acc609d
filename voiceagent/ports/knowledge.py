"""What the company has written down, and a language model that may put it into a sentence.

Neither decides anything: what they give is checked against the policy by the dialog before a word
of it is said, and every call goes on without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the company's own texts.

    Attributes:
        text: One or two sentences that can be said as they stand.
        source: Where it stands: file and heading, such as ``"priser.md#Oppstart"``.
        score: How well it fits the question, 0…1.
    """

    text: str
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A slot that the caller's words may hold.

    Attributes:
        name: The slot's name in the policy.
        kind: Its type, such as ``"role"`` or ``"horizon"``.
        question: The question that asks for it, as it is said.
        choices: The values that it may take; empty where it takes free words.
    """

    name: str
    kind: str
    question: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What a language model understood of one slot.

    Attributes:
        words: The caller's own consecutive words that show it.
        choice: One of the slot's choices; empty where it has none, or none was meant.
    """

    words: str
    choice: str = ""


class Knowledge(Protocol):
    """The company's texts, searched."""

    async def look_up(self, question: str, *, language: str, limit: int = 3) -> tuple[Passage, ...]:
        """The passages that fit a question, best first; none where nothing does.

        Raises:
            ProviderError: The index cannot be read.
        """
        ...


class LanguageModel(Protocol):
    """A language model as an adviser. Both methods answer within their own deadline."""

    async def phrase(self, question: str, passages: tuple[Passage, ...], *, language: str) -> str:
        """One or two sentences that answer the question from the passages; empty for "cannot".

        Raises:
            ProviderError: No answer in time, or none that can be used.
        """
        ...

    async def interpret(
        self, words: str, slots: tuple[OpenSlot, ...], *, language: str
    ) -> Mapping[str, Understood]:
        """What the caller's words say about the slots: for each found, the *caller's own words*.

        The values are read by the same readers as everything that is heard; a value whose words
        were not said is worth nothing.

        Raises:
            ProviderError: No answer in time, or none that can be used.
        """
        ...
