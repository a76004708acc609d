"""What one step of the dialog gives: the next state, what to do now, and what answer to expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voiceagent.dialog.moves import Decision, Expectation, Move

if TYPE_CHECKING:
    from voiceagent.dialog.state import DialogState


@dataclass(frozen=True, slots=True)
class Step:
    """The result of one observation.

    Attributes:
        state: The state from now on; the one before is untouched.
        moves: What to do, in order.
        expectation: The answer expected once ``moves`` have been heard.
        decisions: The rules that decided, with their evidence.
    """

    state: DialogState
    moves: tuple[Move, ...]
    expectation: Expectation
    decisions: tuple[Decision, ...]
