"""What is wrong with a policy, where, and how a caller would get there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault.

    Attributes:
        rule: Stable name of what is broken.
        place: Path in the file, or the node of the conversation.
        reason: What is wrong, in one line.
        path: The way through the conversation that fails; empty where none is meant.
    """

    rule: str
    place: str
    reason: str
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line for a terminal."""
        way = f" ({' → '.join(self.path)})" if self.path else ""
        return f"{self.place}: {self.reason} [{self.rule}]{way}"
