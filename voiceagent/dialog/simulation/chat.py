"""A whole conversation in text: the engine, a script of observations, and an office that answers.

Pure, so tests and ``policy chat`` run the same talk. Tools are answered at once by ``office``; the
script goes on where the engine waits for the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    Decision,
    EndCall,
    Expectation,
    HandOver,
    Observation,
    Say,
    ToolAnswered,
    UseTool,
    WordsHeard,
)
from voiceagent.dialog.state import HANDED_OVER, HANDING_OVER, DialogState

Office = Callable[[UseTool], ToolAnswered]

_MAX_TOOLS_IN_A_ROW = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the talk: who, the words, and the prompt key of ours."""

    speaker: str
    text: str
    key: str = ""


@dataclass(slots=True)
class Chat:
    """A conversation that is being led.

    Attributes:
        engine: Who leads it.
        office: Who answers the tools.
        state: Where it stands.
        lines: What was said.
        tools: Tools that were used, in order.
        decisions: Why.
        handed_over: The last transfer.
        ended: The outcome given with the last end of the call; None while it goes on.
    """

    engine: DialogEngine
    office: Office
    state: DialogState
    lines: list[Line]
    tools: list[UseTool]
    decisions: list[Decision]
    expectation: Expectation = field(default_factory=Expectation)
    handed_over: HandOver | None = None
    ended: str | None = None
    turns: int = 0

    @classmethod
    def open(cls, engine: DialogEngine, office: Office) -> Chat:
        """A conversation in which nothing has happened."""
        return cls(engine, office, engine.begin(), [], [], [])

    def hear(self, text: str, *, confidence: float = 0.95, interrupted: str = "") -> None:
        """The caller says something."""
        self.turns += 1
        self.observe(WordsHeard(text, f"t{self.turns}.1", confidence, interrupted))

    def observe(self, observation: Observation) -> None:
        """Anything happens; tools that follow from it are answered."""
        if isinstance(observation, WordsHeard):
            self.lines.append(Line("caller", observation.text))
        waiting: list[Observation] = [observation]
        rounds = 0
        while waiting and rounds < _MAX_TOOLS_IN_A_ROW:
            rounds += 1
            step = self.engine.step(self.state, waiting.pop(0))
            self.state = step.state
            self.expectation = step.expectation
            self.decisions.extend(step.decisions)
            for move in step.moves:
                match move:
                    case Say(text, key):
                        self.lines.append(Line("agent", text, key))
                    case UseTool():
                        self.tools.append(move)
                        waiting.append(self.office(move))
                    case HandOver():
                        self.handed_over = move
                    case EndCall(outcome):
                        self.ended = outcome

    def play(self, script: Iterable[str | Observation]) -> Chat:
        """Run a script; strings are words of the caller."""
        for entry in script:
            if isinstance(entry, str):
                self.hear(entry)
            else:
                self.observe(entry)
        return self

    @property
    def outcome(self) -> str:
        """How the talk stands; whoever is being put through is taken, for here humans answer."""
        outcome = self.state.outcome
        return HANDED_OVER if outcome == HANDING_OVER else outcome

    @property
    def keys(self) -> tuple[str, ...]:
        """Prompt keys that were said, in order."""
        return tuple(line.key for line in self.lines if line.speaker == "agent")

    @property
    def agent_turns(self) -> int:
        """How often we took the floor."""
        count, before = 0, ""
        for line in self.lines:
            count += line.speaker == "agent" and before != "agent"
            before = line.speaker
        return count

    def transcript(self) -> str:
        """The talk as text, one line each."""
        return "\n".join(
            f"{'Agent  ' if line.speaker == 'agent' else 'Caller '} {line.text}"
            + (f"  [{line.key}]" if line.key else "")
            for line in self.lines
        )
