"""What happens in one call of a booth, and what came of it: both travel as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from telephony.loopback.playout import FRAME_BYTES
from voiceagent.dialog.moves import AnswerKind, Expectation


class System(StrEnum):
    """Who is measured."""

    OURS = "ours"
    PIPECAT_DEFAULT = "pipecat_default"
    PIPECAT_TIMEOUT = "pipecat_timeout"


TITLES = {
    System.OURS: "voiceagent",
    System.PIPECAT_DEFAULT: "Pipecat, default",
    System.PIPECAT_TIMEOUT: "Pipecat, timeout",
}

SHORT_TITLES = {
    System.OURS: "ours",
    System.PIPECAT_DEFAULT: "Pipecat",
    System.PIPECAT_TIMEOUT: "its timeout",
}


class Hearing(StrEnum):
    """What the recogniser says.

    ``ALL`` gives Pipecat also words that the recogniser itself does not trust: without words it
    waits five seconds. Ours always knows what is trusted and decides for itself.
    """

    ALL = "all"
    TRUSTED = "trusted"
    NOTHING = "nothing"
    SAME = "same"
    """The same words for every sound, at no cost."""


@dataclass(frozen=True, slots=True)
class Script:
    """One call.

    Attributes:
        clip: File of the caller's line audio.
        kind: Kind of answer that was asked for.
        greeting: What the system says of its own accord at the beginning; empty for nothing.
        reply: What it says to whatever it hears.
        hearing: What the recogniser says.
        until_answered: Whether the call is over with the first sound; else it is over when the line
            has been quiet for a while after ``least_ms`` and nothing that was cut is owed.
        limit_ms: The call is over then in any case.
        delay_ms: So much later than the first of its block it begins.
    """

    clip: str
    kind: str = AnswerKind.FREE.value
    slot: str = ""
    phrases: Sequence[str] = ()
    greeting: str = ""
    reply: str = "Greit."
    hearing: Hearing = Hearing.ALL
    until_answered: bool = False
    least_ms: float = 0.0
    limit_ms: float = 12_000.0
    delay_ms: float = 0.0

    @property
    def asked(self) -> Expectation:
        """The expectation that goes with the question."""
        return Expectation(AnswerKind(self.kind), self.slot, tuple(self.phrases))

    def frames(self) -> list[bytes]:
        """The clip in frames of 20 ms; what is left at the end is dropped."""
        ulaw = Path(self.clip).read_bytes()
        last = len(ulaw) - FRAME_BYTES
        return [ulaw[at : at + FRAME_BYTES] for at in range(0, last + 1, FRAME_BYTES)]

    def to_json(self) -> dict[str, Any]:
        """A JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Script:
        """Read one."""
        return cls(**(fields | {"hearing": Hearing(fields["hearing"])}))


@dataclass(frozen=True, slots=True)
class Happened:
    """What a caller heard; times in milliseconds after the first sample that they spoke.

    Attributes:
        audible_ms: Stretches in which something was heard.
        clears_ms: When the line was cleared.
        played_ms: Sound that played before each clear.
        total_ms: Sound that played in all.
        ahead_ms: Sound that a clear dropped.
        voiced: What the voice was asked to say, in order: text, its words with their ends, length.
        believed: Our side of the conversation, as the system holds it to have been heard.
        late_frames: Frames that left more than a frame's length late: the machine was too busy.
    """

    audible_ms: Sequence[tuple[float, float]]
    clears_ms: Sequence[float]
    played_ms: Sequence[float]
    total_ms: float
    ahead_ms: float
    voiced: Sequence[tuple[str, Sequence[tuple[str, float]], float]]
    believed: str
    late_frames: int

    def to_json(self) -> dict[str, Any]:
        """A JSON object."""
        return asdict(self)
