"""The dialog's two borders: observations in, moves out.

``engine.step(state, observation)`` is a pure function of both. A :class:`Step` holds the next
state, what to do now, and what answer is expected, so that the floor knows what a complete answer
is and the recogniser what words are likely.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# ---------------------------------------------------------------- what is expected


class AnswerKind(StrEnum):
    """What kind of answer a question asks for; it decides how long a pause may last."""

    NOTHING = "nothing"
    """Nothing was asked: a statement, or the call's end."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    """One of few things that were named, such as two offered times."""
    WHEN = "when"
    """A date, a time or a horizon."""
    NUMBER = "number"
    AMOUNT = "amount"
    DIGITS = "digits"
    """A telephone number or organisation number: spoken in groups, with pauses."""
    SPELLING = "spelling"
    """An e-mail address or a spelled name."""
    NAME = "name"
    COMPANY = "company"
    FREE = "free"
    """A description in the caller's own words."""


class Completeness(StrEnum):
    """Whether words complete the answer that is expected."""

    COMPLETE = "complete"
    """They answer the question in full; nothing more needs to come."""
    PARTIAL = "partial"
    """They have begun an answer that lacks something: five digits of eight, «jeg vil gjerne»."""
    LACKING = "lacking"
    """They may be a whole sentence, but hold nothing of what was asked: «det må være på plass»."""
    UNKNOWN = "unknown"
    """The words do not say."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """The answer that the last question asks for.

    Attributes:
        kind: What kind of answer.
        slot: The slot that it fills; empty where none.
        phrases: Words and phrases that are likely now (offered times, known names), lower case.
        language: ``"nb"`` or ``"nn"``.
    """

    kind: AnswerKind = AnswerKind.NOTHING
    slot: str = ""
    phrases: tuple[str, ...] = ()
    language: str = "nb"


# ---------------------------------------------------------------- observations


@dataclass(frozen=True, slots=True)
class CallStarted:
    """The line is open.

    Attributes:
        now: ISO 8601 wall time with offset; all dates in the call are read against it.
        direction: ``"inbound"`` or ``"outbound"``.
        caller: E.164 number of the other party, or None when withheld.
        facts: What is known beforehand, by slot name.
    """

    now: str
    direction: str = "inbound"
    caller: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordsHeard:
    """The caller said something that was understood as words.

    Attributes:
        text: Lower case, no punctuation, as recognised.
        utterance_id: Evidence pointer.
        confidence: 0…1, the recogniser's.
        interrupted: Our words that the caller had NOT heard when they broke in; empty when
            everything was heard.
    """

    text: str
    utterance_id: str
    confidence: float = 1.0
    interrupted: str = ""


@dataclass(frozen=True, slots=True)
class NothingUnderstood:
    """The caller spoke, but no words could be made of it."""

    utterance_id: str


@dataclass(frozen=True, slots=True)
class KeysPressed:
    """Telephone keys, as many as belong together."""

    digits: str


@dataclass(frozen=True, slots=True)
class SilenceElapsed:
    """The caller has said nothing since we finished; ``times`` in a row, from 1."""

    times: int


@dataclass(frozen=True, slots=True)
class ToolAnswered:
    """A tool that was asked for has ended; ``value`` holds plain JSON values."""

    tool: str
    ok: bool
    value: Mapping[str, object] = field(default_factory=dict)
    code: str = ""


@dataclass(frozen=True, slots=True)
class ToolSlow:
    """A tool has not answered yet and the caller should hear that we are working."""

    tool: str


@dataclass(frozen=True, slots=True)
class TransferFailed:
    """Nobody took the call that was handed over; the caller is back with us."""

    code: str


@dataclass(frozen=True, slots=True)
class GaveBack:
    """A supervisor who had taken over gives the call back, with a summary."""

    summary: str = ""


Observation = (
    CallStarted
    | WordsHeard
    | NothingUnderstood
    | KeysPressed
    | SilenceElapsed
    | ToolAnswered
    | ToolSlow
    | TransferFailed
    | GaveBack
)

# ---------------------------------------------------------------- moves


@dataclass(frozen=True, slots=True)
class Say:
    """Say something.

    Attributes:
        text: Written Norwegian with nothing left to fill in; the speaker makes it sayable.
        key: The prompt it came from.
        interruptible: False for legal text, which the caller must have heard in full.
        language: The language of the text; empty where only its words tell.
    """

    text: str
    key: str = ""
    interruptible: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class UseTool:
    """Run a tool: ``find_slots``, ``hold_slot``, ``book_meeting``, ``take_message`` …"""

    tool: str
    arguments: Mapping[str, object] = field(default_factory=dict)


PASSING_TOOLS = frozenset({"find_slots", "hold_slot", "look_up", "interpret"})
"""Tools that leave nothing behind: they only ask, and a time that is held is let go by itself."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Transfer the caller to a human, who hears ``summary`` first."""

    target: str
    summary: str


@dataclass(frozen=True, slots=True)
class EndCall:
    """Hang up when everything said before has been heard; ``outcome`` is the policy's code."""

    outcome: str


Move = Say | UseTool | HandOver | EndCall


@dataclass(frozen=True, slots=True)
class Decision:
    """Why something was done: the rule, and the evidence for it."""

    rule: str
    detail: str
    utterance_id: str = ""
    words: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What is known about a slot, and how.

    Attributes:
        value: A JSON value in the slot type's normal form (ISO dates, E.164, codes …).
        display: How it is written or read back.
        words: The caller's own words.
        utterance_id: Where they were said; ``"form"`` for what was known beforehand,
            ``"keys"`` for telephone keys.
        confidence: 0…1.
        confirmed: Whether it was read back, heard and accepted, or needs no confirming.
    """

    value: object
    display: str
    words: str
    utterance_id: str
    confidence: float
    confirmed: bool
