"""What is to be done about what happened: the core's orders to the runtime.

The runtime performs them and reports back as events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voiceagent.core.events import Span, Utterance
from voiceagent.dialog.moves import Expectation


@dataclass(frozen=True, slots=True)
class ScoreTurn:
    """Judge by sound whether the caller has finished."""

    span: Span


@dataclass(frozen=True, slots=True)
class TranscribeSpan:
    """Recognise a span; ``expectation`` says what was asked, for bias."""

    span: Span
    expectation: Expectation


@dataclass(frozen=True, slots=True)
class Prepare:
    """Begin to synthesise; nothing is heard yet."""

    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Speak:
    """Send a prepared utterance."""

    utterance: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Stop sending at once and empty the carrier's buffer, but keep the rest."""

    utterance: int


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on from ``from_ms``, the place last heard."""

    utterance: int
    from_ms: int


@dataclass(frozen=True, slots=True)
class Discard:
    """Forget a prepared or held utterance."""

    utterance: int


@dataclass(frozen=True, slots=True)
class RunTool:
    """Run a tool and report back under ``request``."""

    request: int
    tool: str
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hand the caller to a human; ``summary`` is whispered to whoever answers."""

    target: str
    summary: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call. Everything that was to be heard has been heard."""

    outcome: str


@dataclass(frozen=True, slots=True)
class SaveFact:
    """Keep a slot's value with the evidence for it; None withdraws what was kept."""

    slot: str
    value: object
    display: str
    confirmed: bool
    utterance_id: str
    words: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SaveDecision:
    """Keep why the dialog did what it did."""

    rule: str
    detail: str
    utterance_id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SaveLine:
    """Keep what was said: by ``caller`` or ``agent``, with what of it was heard."""

    speaker: str
    text: str
    from_ms: int
    to_ms: int
    utterance_id: str
    complete: bool = True


Command = (
    ScoreTurn
    | TranscribeSpan
    | Prepare
    | Speak
    | Hold
    | Resume
    | Discard
    | RunTool
    | Transfer
    | HangUp
    | SaveFact
    | SaveDecision
    | SaveLine
)
