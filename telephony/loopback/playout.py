"""What a carrier does with the audio and the marks that it is sent: the play-out buffer.

Invariants: audio plays in the order it came, 160 bytes per 20 ms; a mark comes back when all
audio queued before it has been played, at once if none is waiting; ``clear`` drops what is not
yet played and gives every waiting mark back. No clock: whoever calls :meth:`play` is the clock.

Source: Twilio documentation, Media Streams websocket messages (media, mark, clear; warning 31931
for more than ten minutes of buffered audio).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

FRAME_MS = 20
BYTES_PER_MS = 8
FRAME_BYTES = FRAME_MS * BYTES_PER_MS
ULAW_SILENCE = b"\xff"
BUFFER_LIMIT_MS = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Played:
    """What went to the caller's ear in one step.

    Attributes:
        ulaw: Line audio, padded with silence where the buffer ran dry.
        audio_bytes: How much of it came from the buffer.
        marks: Marks whose audio has now been played, in order.
    """

    ulaw: bytes
    audio_bytes: int
    marks: tuple[str, ...] = ()


class PlayoutBuffer:
    """The carrier's buffer of one media stream."""

    def __init__(self) -> None:
        self._audio = bytearray()
        self._taken_bytes = 0
        self._marks: deque[tuple[int, str]] = deque()

    @property
    def buffered_ms(self) -> float:
        """Audio that waits to be played."""
        return len(self._audio) / BYTES_PER_MS

    @property
    def waiting_marks(self) -> tuple[str, ...]:
        """Marks that have not been given back yet."""
        return tuple(name for _, name in self._marks)

    def queue_audio(self, ulaw: bytes) -> bool:
        """Add audio; False when the buffer is full and the audio was refused."""
        if self.buffered_ms + len(ulaw) / BYTES_PER_MS > BUFFER_LIMIT_MS:
            return False
        self._audio += ulaw
        return True

    def queue_mark(self, name: str) -> bool:
        """Add a mark; True when nothing waits before it and it is due at once."""
        if not self._audio:
            return True
        self._marks.append((self._taken_bytes + len(self._audio), name))
        return False

    def clear(self) -> tuple[str, ...]:
        """Drop all audio that waits; returns the marks that waited with it."""
        flushed = self.waiting_marks
        self._marks.clear()
        self._audio.clear()
        return flushed

    def play(self, duration_ms: int = FRAME_MS) -> Played:
        """Let ``duration_ms`` of time pass at the caller's ear."""
        wanted_bytes = duration_ms * BYTES_PER_MS
        audio = bytes(self._audio[:wanted_bytes])
        del self._audio[:wanted_bytes]
        self._taken_bytes += len(audio)
        marks: list[str] = []
        while self._marks and self._marks[0][0] <= self._taken_bytes:
            marks.append(self._marks.popleft()[1])
        padded = audio + ULAW_SILENCE * (wanted_bytes - len(audio))
        return Played(ulaw=padded, audio_bytes=len(audio), marks=tuple(marks))
