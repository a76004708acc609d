"""What happens in a call.

A call is a list of events. Each carries ``at_ms``, counted in milliseconds of call audio from the
first frame; the core never reads a clock. Events and the commands that answer them are appended to
the call's timeline and nothing else is state, so a recorded call replays to the same decisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# ---------------------------------------------------------------- values


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the caller's audio: one turn, as far as it has been heard.

    Attributes:
        turn: Number of the caller's turn, from 1.
        revision: 1 at the first tentative end; grows each time the caller goes on.
        start_ms: First millisecond of speech, pre-roll not included.
        end_ms: Last millisecond of speech.
    """

    turn: int
    revision: int
    start_ms: int
    end_ms: int

    @property
    def utterance_id(self) -> str:
        """Name of this stretch in evidence, e.g. ``"t3.1"``."""
        return f"t{self.turn}.{self.revision}"


@dataclass(frozen=True, slots=True)
class HeardWord:
    """One recognised word; times are milliseconds from the start of the span."""

    text: str
    start_ms: int
    end_ms: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser made of a span.

    Attributes:
        text: Lower-case words without punctuation; empty when nothing was understood.
        confidence: 0…1, comparable within one engine.
        accepted: False when the engine holds its own guess to be unreliable (noise, another
            language, outside its domain); ``text`` is then never answered, but a guess that breaks
            off is a reason to wait.
        words: Word times, where the engine knows them.
        engine: Name of the engine that heard it.
    """

    text: str
    confidence: float
    accepted: bool
    words: tuple[HeardWord, ...] = ()
    engine: str = ""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of our own speech; times are milliseconds from the start of its clause."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something that we say, cut into clauses that are synthesised one by one.

    Attributes:
        id: Number within the call, from 1.
        clauses: Sayable text, in order.
        interruptible: False for legal text: it is heard in full.
        key: The prompt it came from, for logs and the phrase cache.
        language: The language of the clauses; empty where only their words tell.
    """

    id: int
    clauses: tuple[str, ...]
    interruptible: bool = True
    key: str = ""
    language: str = ""


# ---------------------------------------------------------------- events


@dataclass(frozen=True, slots=True)
class CallConnected:
    """The line is open in both directions.

    Attributes:
        direction: ``"inbound"`` or ``"outbound"``.
        caller: The other party's number in E.164, or None when withheld.
        facts: What is known beforehand (a form, an earlier call), by slot name.
        now: Wall time of the first frame, ISO 8601 with offset, for dates in the dialog.
    """

    at_ms: int
    direction: str
    now: str
    caller: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpeechProbed:
    """The detector's verdict on the frame that ends at ``at_ms``, and how loud that is.

    Attributes:
        probability: That it is speech; 0…1.
        level_db: Its mean power, in dB of full scale.
    """

    at_ms: int
    probability: float
    level_db: int


@dataclass(frozen=True, slots=True)
class TurnScored:
    """How likely it is that the caller has finished, judged by sound alone; 0…1."""

    at_ms: int
    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class TurnTranscribed:
    """The words of a span."""

    at_ms: int
    span: Span
    transcript: Transcript


@dataclass(frozen=True, slots=True)
class TranscriptionFailed:
    """The recogniser failed or came too late; ``code`` is that of the error."""

    at_ms: int
    span: Span
    code: str


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A telephone key: one of ``0123456789*#``."""

    at_ms: int
    digit: str


@dataclass(frozen=True, slots=True)
class ClauseSynthesized:
    """A clause of an utterance is ready to be sent."""

    at_ms: int
    utterance: int
    clause: int
    duration_ms: int
    words: tuple[SpokenWord, ...] = ()


UNPREPARED = "unprepared"
"""Code of a failure: no sound of the utterance is at hand."""


@dataclass(frozen=True, slots=True)
class SynthesisFailed:
    """The voice failed; what it had not yet said stays unsaid."""

    at_ms: int
    utterance: int
    code: str


@dataclass(frozen=True, slots=True)
class SpeakingStarted:
    """The first sample of an utterance, or of what is left of it, went to the line."""

    at_ms: int
    utterance: int
    from_ms: int = 0


@dataclass(frozen=True, slots=True)
class SpeakingSent:
    """The last sample of an utterance went to the line; it may still be playing."""

    at_ms: int
    utterance: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class MarkReached:
    """The carrier says that the utterance has been played up to ``position_ms``."""

    at_ms: int
    utterance: int
    position_ms: int


@dataclass(frozen=True, slots=True)
class SpeakingHeld:
    """Sending has stopped and the carrier's buffer was emptied; ``sent_ms`` had been sent."""

    at_ms: int
    utterance: int
    sent_ms: int


@dataclass(frozen=True, slots=True)
class ToolReturned:
    """A tool ended. ``value`` holds plain JSON values; ``code`` names the error when not ok."""

    at_ms: int
    request: int
    tool: str
    ok: bool
    value: Mapping[str, object] = field(default_factory=dict)
    code: str = ""


@dataclass(frozen=True, slots=True)
class TransferEnded:
    """A transfer to a human came back: nobody answered, or it could not be made."""

    at_ms: int
    code: str


@dataclass(frozen=True, slots=True)
class SupervisorActed:
    """A supervisor ``joined``, ``said`` (a line for us to say), ``took_over`` or ``gave_back``."""

    at_ms: int
    action: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time went by; sent at least every 100 ms, also when the line delivers no audio."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class LineClosed:
    """The call is over: ``hangup`` by the caller, ``lost``, ``limit`` or ``drained``."""

    at_ms: int
    reason: str


SpeakingReport = (
    ClauseSynthesized
    | SynthesisFailed
    | SpeakingStarted
    | SpeakingSent
    | MarkReached
    | SpeakingHeld
)
"""What becomes of our own utterances."""

Event = (
    CallConnected
    | SpeechProbed
    | TurnScored
    | TurnTranscribed
    | TranscriptionFailed
    | KeyPressed
    | SpeakingReport
    | ToolReturned
    | TransferEnded
    | SupervisorActed
    | Ticked
    | LineClosed
)
