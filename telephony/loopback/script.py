"""Which line a scripted caller takes next.

The first rule that matches a prompt's key serves it: an exact key before patterns, patterns in
the order of the file. A rule's lines are taken in turn; when they are spent the last answer is
said again, as people do who are asked twice. Prompts that only state something get no answer
unless a rule names them (a pattern that begins with ``*`` does not); those that ask the same again
(``clarify.…``) get the last answer again; any other unknown prompt gets the fallback lines.

Source: the table of prompt keys in dialog_policies/README.md.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from telephony.loopback.lines import Backchannel, Burst, Cough, Line, Say, Silence, interjection_ms
from telephony.loopback.scenario import Scenario

STATEMENTS = (
    "disclosure*",
    "offer.taken",
    "silence.*",
    "answer.*",
    "ack*",
    "tool.*",
    "handover*",
    "closing.*",
)
"""Prompts after which the agent goes on by itself."""

ASKS_AGAIN = ("clarify.*", "narrow.*", "confirm.*.again")
"""Prompts that repeat a question in other words."""

_REPEATS = 3


@dataclass(slots=True)
class _Rule:
    unused: deque[Line]
    answer: Line | None = None
    repeats: int = 0

    def next_answer(self) -> Line | None:
        """The next line that can stand as an answer, or the last one again."""
        while self.unused:
            line = self.unused.popleft()
            match line:
                case Backchannel() | Cough(after_ms=int()) | Burst(after_ms=int()):
                    continue  # its moment, in the agent's speech, has passed
                case Cough() | Burst():
                    return line
                case _:
                    self.answer = _again(line)
                    return line
        self.repeats += 1
        return self.answer if self.repeats <= _REPEATS else None


class Script:
    """A scenario's lines, and which of them are spent."""

    def __init__(self, scenario: Scenario) -> None:
        self._rules = {
            pattern: _rule(part.line() for part in parts)
            for pattern, parts in scenario.answers.items()
        }
        self._fallback = _rule(part.line() for part in scenario.fallback)
        self._last: Line | None = None

    def interjection(self, key: str, spoken_ms: float) -> Line | None:
        """The line to put into the agent's speech, once ``spoken_ms`` of it has been heard."""
        rule = self._find(key)
        if rule is None or not rule.unused:
            return None
        after_ms = interjection_ms(rule.unused[0])
        if after_ms is None or spoken_ms < after_ms:
            return None
        line = rule.unused.popleft()
        if isinstance(line, Say):
            rule.answer = self._last = _again(line)
        return line

    def reply(self, key: str) -> Line | None:
        """The answer to the prompt ``key``; None where none is due."""
        rule = self._find(key)
        line = rule.next_answer() if rule else None
        if line is None and rule is None:
            if _matches(key, STATEMENTS):
                return None
            if _matches(key, ASKS_AGAIN):
                line = self._last
        line = line or self._fallback.next_answer() or Silence()
        if not isinstance(line, Cough | Burst):
            self._last = _again(line)
        return line

    def fallback(self) -> Line:
        """What to say when the agent has fallen silent."""
        return self._fallback.next_answer() or Silence()

    def _find(self, key: str) -> _Rule | None:
        if key in self._rules:
            return self._rules[key]
        states = _matches(key, STATEMENTS)
        for pattern, rule in self._rules.items():
            if fnmatchcase(key, pattern) and not (states and pattern.startswith("*")):
                return rule
        return None


def is_closing(key: str) -> bool:
    """Whether the agent hangs up after this prompt."""
    return key.startswith("closing.")


def _rule(lines: Iterable[Line]) -> _Rule:
    return _Rule(deque(lines))


def _again(line: Line) -> Line:
    return replace(line, after_ms=None, next=None) if isinstance(line, Say) else line


def _matches(key: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(key, pattern) for pattern in patterns)
