"""What the caller hears of the agent: when it speaks, about what, and when it has finished.

The agent tells what it says by the names of its marks, ``generation.utterance.clause.key``, which
come back when the audio before them has been played. Usually a mark stands behind its clause; one
that arrives before any sound of its utterance announces it.

    quiet ──sound──▶ speaking ──mark, then 250 ms of silence──▶ finished (quiet)
                        └──────clear that dropped audio──────▶ cut off  (quiet)

A pause without a mark behind the last sound is a pause in the speech. Speech whose marks never
come is finished after 1.5 s of silence.
"""

from __future__ import annotations

from dataclasses import dataclass

from telephony.loopback.audio import is_audible
from telephony.loopback.playout import FRAME_MS, Played
from voiceagent.core.audio import decode_ulaw

FINISHED_AFTER_MS = 250
FINISHED_WITHOUT_MARK_MS = 1_500


@dataclass(frozen=True, slots=True)
class AgentMark:
    """A mark's name, read."""

    generation: int
    utterance: int
    clause: int
    key: str


def read_mark(name: str) -> AgentMark | None:
    """The parts of ``generation.utterance.clause.key``; None for any other name."""
    parts = name.split(".", 3)
    if len(parts) != 4 or not all(part.isdecimal() for part in parts[:3]):
        return None
    return AgentMark(int(parts[0]), int(parts[1]), int(parts[2]), parts[3])


@dataclass(frozen=True, slots=True)
class AgentBegan:
    """Sound after silence."""

    at_ms: float


@dataclass(frozen=True, slots=True)
class AgentFinished:
    """The agent has said what it had to say; ``key`` is empty where no mark ever told.

    ``from_ms`` and ``to_ms`` enclose the sound; ``keys`` are all prompts in it, the last one
    being ``key``.
    """

    from_ms: float
    to_ms: float
    key: str
    keys: tuple[str, ...] = ()


AgentEvent = AgentBegan | AgentFinished


class Ear:
    """Follows the agent's speech as it is played.

    Attributes:
        key: Prompt that is being spoken as far as marks have told; empty where unknown.
        spoken_ms: Sound heard of the present utterance.
        run_ms: Sound heard since the agent last began.
        heard: Keys whose audio was played, in order, without repeats in a row.
    """

    def __init__(self) -> None:
        self.key = ""
        self.spoken_ms = 0
        self.run_ms = 0
        self.heard: list[str] = []
        self._run_keys: list[str] = []
        self._speaking = False
        self._began_ms = 0.0
        self._sounded_ms = float("-inf")
        self._marked = False
        self._utterance = -1
        self._since_mark_ms = 0

    @property
    def speaking(self) -> bool:
        """Whether the agent has the floor, pauses within its speech included."""
        return self._speaking

    @property
    def complete(self) -> bool:
        """Whether a mark stands behind the last sound: the words so far are whole."""
        return self._marked

    def hear(self, played: Played, at_ms: float) -> AgentEvent | None:
        """Take in the 20 ms that end at ``at_ms``."""
        event: AgentEvent | None = None
        if played.audio_bytes and is_audible(decode_ulaw(played.ulaw)):
            event = self._sound(at_ms)
        for name in played.marks:
            self.mark(name)
        return event or self._finish(at_ms)

    def mark(self, name: str) -> None:
        """A mark was reached by playing, or found nothing before it."""
        mark = read_mark(name)
        if mark is None:
            return
        announces = mark.utterance != self._utterance and self._since_mark_ms == 0
        if mark.utterance != self._utterance:
            self.spoken_ms = self._since_mark_ms
            self._utterance = mark.utterance
        self.key = mark.key
        self._since_mark_ms = 0
        self._marked = not announces
        if announces:
            return
        for keys in (self.heard, self._run_keys):
            if keys[-1:] != [mark.key]:
                keys.append(mark.key)

    def cut_off(self) -> None:
        """Audio that waited was dropped, or the line went away: the agent broke off."""
        self._speaking = False
        self._since_mark_ms = 0

    def sounded_within(self, duration_ms: float, at_ms: float) -> bool:
        """Whether sound was heard in the last ``duration_ms``."""
        return at_ms - self._sounded_ms < duration_ms

    def _sound(self, at_ms: float) -> AgentEvent | None:
        self._sounded_ms = at_ms
        self._marked = False
        self._since_mark_ms += FRAME_MS
        self.spoken_ms += FRAME_MS
        if self._speaking:
            self.run_ms += FRAME_MS
            return None
        self._speaking = True
        self._began_ms = at_ms - FRAME_MS
        self.run_ms = FRAME_MS
        self._run_keys = []
        return AgentBegan(self._began_ms)

    def end(self) -> AgentFinished | None:
        """The line closed: speech that is whole has finished, other speech was cut off."""
        if self._speaking and self._marked:
            return self._finished()
        self.cut_off()
        return None

    def _finish(self, at_ms: float) -> AgentEvent | None:
        quiet_ms = at_ms - self._sounded_ms
        enough_ms = FINISHED_AFTER_MS if self._marked else FINISHED_WITHOUT_MARK_MS
        return self._finished() if self._speaking and quiet_ms >= enough_ms else None

    def _finished(self) -> AgentFinished:
        self._speaking = False
        key, self.key = self.key, ""
        self.spoken_ms = self._since_mark_ms = 0
        return AgentFinished(self._began_ms, self._sounded_ms, key, tuple(self._run_keys))
