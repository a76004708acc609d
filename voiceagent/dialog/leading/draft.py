"""A step in the making: collects moves and decisions, and the state that follows.

Lives for one step and is never shared; the states it takes and gives are frozen. Rules call it in
the words of a conversation: say, ask, use, hand over, end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from voiceagent.dialog.leading.summary import summarise
from voiceagent.dialog.moves import (
    AnswerKind,
    Decision,
    EndCall,
    Expectation,
    HandOver,
    Move,
    Say,
    SlotValue,
    UseTool,
)
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.policies.prompts import language_of, render
from voiceagent.dialog.policies.visibility import hidden_from, role_of
from voiceagent.dialog.state import (
    HANDING_OVER,
    Booking,
    DialogState,
    Evidence,
    Pending,
    Topic,
)
from voiceagent.dialog.step import Step

_UNDECIDED = frozenset({"hung_up", "no_answer"})
"""Endings that say nothing against what was settled before."""

ACK_EVERY = 4
"""An answer is acknowledged at most every so many turns."""


class Draft:
    """One step being made; ``learned`` names the slots that it has set.

    Args:
        policy: The conversation's rules.
        state: Where it stands.
        evidence: What this step answers to; goes into each decision. None where nothing new came
            from the caller: then it is what they said last.
        interprets: A language model may be asked about words that the grammar cannot read.
    """

    def __init__(
        self,
        policy: Policy,
        state: DialogState,
        evidence: Evidence | None,
        *,
        interprets: bool = False,
    ) -> None:
        self.policy = policy
        self.state = state if evidence is None else replace(state, evidence=evidence)
        self.evidence = self.state.evidence
        self.interprets = interprets
        self.moves: list[Move] = []
        self.decisions: list[Decision] = []
        self.learned: set[str] = set()

    # ------------------------------------------------------------ the state

    def change(self, **changes: object) -> None:
        """Replace fields of the state."""
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]

    def book(self, **changes: object) -> None:
        """Replace fields of the booking."""
        booking: Booking = replace(self.state.booking, **changes)  # type: ignore[arg-type]
        self.change(booking=booking)

    def fill(self, slot: str, value: SlotValue) -> None:
        """Set a slot."""
        self.change(slots={**self.state.slots, slot: value})
        self.learned.add(slot)

    def forget(self, slot: str) -> None:
        """Take a slot's value back."""
        self.change(slots={name: kept for name, kept in self.state.slots.items() if name != slot})

    def fill_now(self, slot: str, value: object, display: str, *, confirmed: bool = True) -> None:
        """Set a slot on the evidence of this step."""
        evidence = self.evidence
        self.fill(
            slot,
            SlotValue(
                value,
                display,
                evidence.words,
                evidence.utterance_id,
                evidence.confidence,
                confirmed,
            ),
        )

    def consent(self, value: str, display: str) -> None:
        """Note what the caller has agreed to, before anything about them is passed on (GDP-08).

        What was agreed to first stands: it covers the least.
        """
        if "consent" not in self.state.slots:
            self.fill_now("consent", value, display)

    def decide(self, rule: str, detail: str = "") -> None:
        """Write down why something is done."""
        evidence = self.evidence
        self.decisions.append(
            Decision(rule, detail, evidence.utterance_id, evidence.words, evidence.confidence)
        )

    # ------------------------------------------------------------ moves

    @property
    def language(self) -> str:
        """The language being spoken."""
        return language_of(self.policy, self.state)

    def has(self, key: str) -> bool:
        """Whether the policy has this prompt."""
        return key in self.policy.prompts

    def say(
        self, key: str, values: Mapping[str, str] | None = None, *, interruptible: bool = True
    ) -> Say:
        """Say a prompt."""
        text = render(self.policy, self.state, key, values or {})
        said = Say(text, key, interruptible, self.language)
        self.moves.append(said)
        self.change(said={**self.state.said, key: self.state.said.get(key, 0) + 1})
        return said

    def say_text(self, text: str, key: str) -> None:
        """Say a sentence that is none of the policy's prompts; ``key`` tells where it is from."""
        self.moves.append(Say(text, key, language=self.language))
        self.change(said={**self.state.said, key: self.state.said.get(key, 0) + 1})

    def say_again(self, says: tuple[Say, ...]) -> None:
        """Say lines a second time."""
        self.moves.extend(says)

    def acknowledge(self) -> None:
        """A short «Fint.», but not on every turn, and not after an answer of ours.

        What was told may have words of its own: a name has «Takk, Kari.», and a need, which is
        often a trouble, «Skjønner.»
        """
        if any(isinstance(move, Say) for move in self.moves):
            return
        if self.state.quiet_turns < ACK_EVERY:
            self.change(quiet_turns=self.state.quiet_turns + 1)
            return
        told = ("name", *(name for name in self.policy.slots if name != "name"))
        own = (f"ack.{name}" for name in told if name in self.learned)
        self.say(next((key for key in own if self.has(key)), "ack"))
        self.change(quiet_turns=1)

    def ask(
        self,
        topic: Topic,
        key: str,
        kind: AnswerKind,
        *,
        name: str,
        slots: tuple[str, ...] = (),
        values: Mapping[str, str] | None = None,
        phrases: tuple[str, ...] = (),
        misses: int = 0,
    ) -> None:
        """Ask a question and wait for its answer; ``phrases`` are likely words in it."""
        said = self.say(key, values)
        likely = tuple(phrase.lower() for phrase in phrases if phrase)
        pending = Pending(topic, name, kind, slots, (said,), likely, misses)
        self.change(pending=pending, waiting="")

    def use(self, tool: str, arguments: Mapping[str, object]) -> None:
        """Run a tool; nothing is asked meanwhile."""
        self.moves.append(UseTool(tool, arguments))
        self.change(waiting=tool, pending=Pending(Topic.TOOL))

    def hand_over(self, rule: str, key: str = "handover", target: str = "default") -> None:
        """Put the caller through to a human."""
        self.decide(rule, f"to {target}")
        labels = self.policy.humans[target].label
        spoken = next((texts for code, texts in labels.items() if code == self.language), None)
        label = (spoken or next(iter(labels.values())))[0]
        self.say(key, {"label": label})
        self.consent("transfer", "settes over til en kollega")
        hidden = hidden_from(self.policy, role_of(self.policy, target))
        self.moves.append(HandOver(target, summarise(self.state, hidden, self.policy.languages[0])))
        self.change(
            outcome=self.state.settled or HANDING_OVER, pending=Pending(Topic.HUMAN), waiting=""
        )

    def end(self, outcome: str, key: str, values: Mapping[str, str] | None = None) -> None:
        """Say a closing line and end the call."""
        if outcome in _UNDECIDED:
            outcome = self.state.undecided or outcome
        self.decide(f"close.{outcome}")
        self.say(key, values)
        self.moves.append(EndCall(outcome))
        self.change(outcome=outcome, ended=True, pending=Pending(), waiting="")

    def end_silently(self) -> None:
        """End again, with what was decided before."""
        self.moves.append(EndCall(self.state.outcome))

    def step(self) -> Step:
        """What has been made."""
        pending = self.state.pending
        slot = "+".join(pending.slots)
        expectation = Expectation(pending.kind, slot, pending.phrases, self.language)
        return Step(self.state, tuple(self.moves), expectation, tuple(self.decisions))
