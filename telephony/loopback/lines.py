"""What a scripted caller can do when it is their turn, or before it is.

A *reply* is done when the agent has finished (:class:`Say`, :class:`Keys`, :class:`Silence`,
:class:`HangUp`); a *prelude* is done then too, and the next line of the same prompt follows it
(:class:`Cough`, :class:`Burst`); an *interjection* is done while the agent is speaking: any of
these with ``after_ms`` set.
"""

from __future__ import annotations

from dataclasses import dataclass

from telephony.loopback.audio import NoiseKind


@dataclass(frozen=True, slots=True)
class Say:
    """Speak.

    Attributes:
        text: Ordinary written Norwegian.
        then: What follows after a hesitation of ``pause_ms``; the turn ends after it.
        pause_ms: Silence inside the turn.
        after_ms: When set, break in after so much of the agent's speech.
        hangs_up: Put the receiver down when it is said.
        next: What the caller breaks into the agent's reply with; its ``after_ms`` is set.
    """

    text: str
    then: str = ""
    pause_ms: int = 0
    after_ms: int | None = None
    hangs_up: bool = False
    next: Say | None = None


@dataclass(frozen=True, slots=True)
class Backchannel:
    """A sign of listening («mm») while the agent is speaking; no answer is wanted."""

    text: str
    after_ms: int


@dataclass(frozen=True, slots=True)
class Keys:
    """Press telephone keys."""

    digits: str


@dataclass(frozen=True, slots=True)
class Cough:
    """Cough, either before answering or, with ``after_ms``, into the agent's speech."""

    duration_ms: int
    after_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Burst:
    """Noise that comes and goes, such as a car; ``level_db`` is relative to full scale."""

    kind: NoiseKind
    duration_ms: int
    level_db: float
    after_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """Put the receiver down."""


Line = Say | Backchannel | Keys | Cough | Burst | Silence | HangUp


def interjection_ms(line: Line) -> int | None:
    """How much of the agent's speech goes before the line; None for one that waits its turn."""
    match line:
        case Say() | Backchannel() | Cough() | Burst():
            return line.after_ms
        case Keys() | Silence() | HangUp():
            return None


def is_prelude(line: Line) -> bool:
    """Whether the next line follows of itself."""
    return isinstance(line, Cough | Burst)
