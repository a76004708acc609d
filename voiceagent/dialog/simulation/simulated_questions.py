"""What simulated callers ask beside the talk, and what became of it.

A question that the company's texts answer knows which passage does; one that they do not must be
admitted, not answered. Both are asked in the middle of a talk, with the same word errors as
everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from voiceagent.dialog.moves import Decision

UNANSWERABLE = (
    "kan vi betale med vipps",
    "har dere kontor i tromsø",
    "hva heter sjefen deres",
    "selger dere kaffemaskiner",
    "kan dere levere bredbånd",
    "har dere parkering for gjester",
    "hva skjer hvis dere går konkurs",
    "er dere miljøfyrtårn",
    "kan dere lage en ny logo til oss",
    "har dere vært på tv",
    "hvem vant kampen i går",
    "kan vi leie utstyr av dere",
)
"""What a company's texts hardly ever say."""


class Told(StrEnum):
    """What a question led to."""

    RIGHT = "right"
    """The passage that answers it; or the admission, where none does."""
    WRONG = "wrong"
    UNKNOWN = "unknown"
    """«Det vet jeg ikke», though the texts do."""
    LISTED = "listed"
    """An entry of the policy's own list answered first."""
    MISSED = "missed"
    """It was not taken for a question."""


@dataclass(frozen=True, slots=True)
class CompanyQuestion:
    """A question, and the passages that answer it; none where the texts do not."""

    words: str
    sources: tuple[str, ...] = ()


def judge_told(question: CompanyQuestion, decisions: Sequence[Decision]) -> Told:
    """What the decisions that followed a question say about its answer."""
    for decision in decisions:
        if decision.rule == "answer.looked_up":
            right = any(decision.detail.startswith(source) for source in question.sources)
            return Told.RIGHT if right else Told.WRONG
        if decision.rule in ("answer.unknown", "look_up.nothing"):
            return Told.UNKNOWN if question.sources else Told.RIGHT
        if decision.rule.startswith("answer."):
            return Told.LISTED
    return Told.MISSED
