"""The dialog as the conversation holds it: the engine, its state, and what is expected now."""

from __future__ import annotations

from collections.abc import Mapping

from voiceagent.core.commands import Command, SaveDecision, SaveFact
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import Expectation, Observation
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step


class DialogThread:
    """The thread of one talk. A step is tried freely and counts only once it is adopted."""

    def __init__(self, engine: DialogEngine) -> None:
        self._engine = engine
        self.state = engine.begin()
        self.expectation = Expectation()

    @property
    def left_behind(self) -> Mapping[str, str] | None:
        """A message that nobody has been given yet."""
        return self._engine.left_behind(self.state)

    def step(self, observation: Observation, base: DialogState | None = None) -> Step:
        """What the dialog would do, now or where it stood at ``base``; nothing changes."""
        return self._engine.step(base or self.state, observation)

    def learn(self, observation: Observation, base: DialogState | None = None) -> list[Command]:
        """Take a step of which only what is learned counts: there is nobody to answer."""
        return self.adopt(self.step(observation, base))

    def adopt(self, step: Step) -> list[Command]:
        """Make a step real; returns what is to be kept of it: decisions, facts that are new or
        changed, and those that are withdrawn (value None)."""
        saved: list[Command] = [
            SaveDecision(decision.rule, decision.detail, decision.utterance_id, decision.words)
            for decision in step.decisions
        ]
        known = self.state.slots
        for slot, value in step.state.slots.items():
            if known.get(slot) != value:
                saved.append(
                    SaveFact(
                        slot=slot,
                        value=value.value,
                        display=value.display,
                        confirmed=value.confirmed,
                        utterance_id=value.utterance_id,
                        words=value.words,
                        confidence=value.confidence,
                    )
                )
        saved += [
            SaveFact(slot, None, "", confirmed=False, utterance_id="", words="", confidence=0.0)
            for slot in known
            if slot not in step.state.slots
        ]
        self.state = step.state
        self.expectation = step.expectation
        return saved
