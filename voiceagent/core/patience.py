"""What we have waited for, and since when: the caller's words, and tools.

Only what was taken for an answer counts as the caller's: a dog that barks every four seconds is
silence all the same. A tool's "one moment" is said once, and after our own last word, so that «jeg
ser i kalenderen» is not trodden on.
"""

from __future__ import annotations

from collections.abc import Iterable

from voiceagent.core.delivery import RunningTool


class Patience:
    """One call's patience."""

    def __init__(self, *, silence_ms: int, tool_slow_ms: int) -> None:
        self._silence_ms = silence_ms
        self._tool_slow_ms = tool_slow_ms
        self._since_ms = 0
        self._silences = 0
        self._told: set[int] = set()

    def caller_spoke(self, until_ms: int) -> None:
        """The caller was heard until ``until_ms``, if without words."""
        self._since_ms = max(self._since_ms, until_ms)

    def caller_answered(self, until_ms: int) -> None:
        """The caller gave an answer: silences are counted from 1 again."""
        self.caller_spoke(until_ms)
        self._silences = 0

    def silence_due_ms(self, quiet_since_ms: int) -> int:
        """When a silence must be broken, if we have been quiet since ``quiet_since_ms``."""
        return max(self._since_ms, quiet_since_ms) + self._silence_ms

    def break_silence(self, at_ms: int) -> int:
        """A silence is broken now; returns its number in a row, from 1."""
        self._since_ms = at_ms
        self._silences += 1
        return self._silences

    def tool_due_ms(self, running: Iterable[RunningTool], quiet_since_ms: int) -> int | None:
        """When somebody must be told that a tool is slow; None for nobody."""
        waits = [tool.since_ms for tool in running if tool.request not in self._told]
        return max(min(waits), quiet_since_ms) + self._tool_slow_ms if waits else None

    def tell_of(self, running: Iterable[RunningTool]) -> RunningTool | None:
        """The tool that has been at work longest and was not told of: it counts as told."""
        silent = [tool for tool in running if tool.request not in self._told]
        tool = min(silent, key=lambda one: one.since_ms, default=None)
        if tool is not None:
            self._told.add(tool.request)
        return tool
