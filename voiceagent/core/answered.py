"""The turn that was answered last: what its answer was built on, should the caller go on with it.

«Ja …» is a whole answer and is answered at once. When «… det er jeg som bestemmer» follows before
the caller can have heard us out, it is no new turn: it was the same one, held for over too early.
Then everything since is taken back: the turn is heard whole, and understood from where the dialog
stood before. What cannot be taken back (a tool that runs, a transfer, a legal text) is not; and
before what stays (a booking, a farewell) we wait longer (:mod:`voiceagent.core.endpointing`).
"""

from __future__ import annotations

from dataclasses import dataclass

from voiceagent.core.events import Span
from voiceagent.dialog.moves import (
    PASSING_TOOLS,
    EndCall,
    Expectation,
    HandOver,
    Say,
    UseTool,
    WordsHeard,
)
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step


def is_revocable(step: Step) -> bool:
    """Whether a step can be taken back once it was begun: it only says what may be interrupted."""
    return all(isinstance(move, Say) and move.interruptible for move in step.moves)


def is_final(step: Step) -> bool:
    """Whether a step does something that stays: it books, sends, puts through, says goodbye."""
    for move in step.moves:
        match move:
            case UseTool(tool) if tool not in PASSING_TOOLS:
                return True
            case HandOver() | EndCall():
                return True
            case _:
                pass
    return False


@dataclass(frozen=True, slots=True)
class Answered:
    """A turn, and the step that answered it.

    Attributes:
        span: Where the turn lay.
        at_ms: When it was held for over.
        utterance_id: What its line in the transcript goes by.
        base: The dialog's state before it.
        expectation: What it answered.
        observation: What was heard.
        step: What the dialog made of that.
    """

    span: Span
    at_ms: int
    utterance_id: str
    base: DialogState
    expectation: Expectation
    observation: WordsHeard
    step: Step

    def goes_on(self, started_ms: int, *, longest_pause_ms: int, longest_answer_ms: int) -> bool:
        """Whether speech from ``started_ms`` on belongs to this turn.

        Args:
            started_ms: Where it begins.
            longest_pause_ms: Nobody pauses longer within a turn.
            longest_answer_ms: Whoever has heard more of our answer speaks about that.
        """
        pause_ms, answer_ms = started_ms - self.span.end_ms, started_ms - self.at_ms
        soon = pause_ms <= longest_pause_ms and answer_ms <= longest_answer_ms
        return soon and is_revocable(self.step)
