"""Telephone keys: which presses belong together.

A single key answers at once, unless digits were asked for: then they are gathered until ``#``, the
number is complete, or the caller has pressed nothing for a while.
"""

from __future__ import annotations

from voiceagent.dialog.moves import AnswerKind, Expectation

_NUMBER_DIGITS = 8
_GAP_MS = 2_000


class KeyBuffer:
    """Keys pressed and not yet taken."""

    def __init__(self) -> None:
        self._digits = ""
        self._due_ms: int | None = None

    def press(self, digit: str, *, at_ms: int, expectation: Expectation) -> None:
        """A key was pressed while ``expectation`` was what we had asked."""
        gathers = expectation.kind in (AnswerKind.DIGITS, AnswerKind.NUMBER)
        if digit == "#" and self._digits:
            self._due_ms = at_ms
            return
        self._digits += digit
        complete = not gathers or len(self._digits) >= _NUMBER_DIGITS
        self._due_ms = at_ms if complete else at_ms + _GAP_MS

    def due_ms(self) -> int | None:
        """When the keys are complete; None when there are none."""
        return self._due_ms

    def take(self, at_ms: int) -> str | None:
        """The keys, once they are complete."""
        if self._due_ms is None or at_ms < self._due_ms:
            return None
        digits, self._digits, self._due_ms = self._digits, "", None
        return digits
