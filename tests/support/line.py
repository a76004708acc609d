"""A telephone line without a carrier: it plays what it is sent in the loop's own time.

The other party is a script of the test: ``say`` queues the caller's sound, which arrives in 20 ms
frames while the line runs. What we send is played in real (virtual) time; marks come back when
played, and all at once after a clear, as a carrier does it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from tests.support.engines import tone
from voiceagent.core.audio import ULAW_BYTES_PER_MS, encode_ulaw, silence_ulaw
from voiceagent.ports import (
    AudioReceived,
    DigitReceived,
    LineEnded,
    LineEvent,
    LineOpened,
    MarkReturned,
)

FRAME_MS = 20


@dataclass(slots=True)
class FakeLine:
    """Implements the port ``PhoneLine``.

    Attributes:
        heard: (loop time in ms, line audio) of everything that was played to the caller.
        clears: Loop times of the clears.
        marks: Names of the marks that were asked for.
    """

    heard: list[tuple[float, bytes]] = field(default_factory=list)
    clears: list[float] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    closed: bool = False
    mute: bool = False
    _speech: bytearray = field(default_factory=bytearray)
    _events: asyncio.Queue[LineEvent] = field(default_factory=asyncio.Queue)
    _queued: list[bytes | str] = field(default_factory=list)
    _playing: bytearray = field(default_factory=bytearray)

    # -------------------------------------------------------- the caller's part

    def say(self, duration_ms: int) -> None:
        """The caller makes a sound for so long."""
        self._speech += encode_ulaw(tone(duration_ms))

    def press(self, digit: str) -> None:
        """The caller presses a key."""
        self._events.put_nowait(DigitReceived(digit))

    def hang_up(self, reason: str = "hangup") -> None:
        """The caller hangs up, or the line breaks."""
        self._events.put_nowait(LineEnded(reason))

    @property
    def heard_ms(self) -> int:
        """How much of our voice has been played, in milliseconds."""
        return sum(len(ulaw) for _, ulaw in self.heard) // ULAW_BYTES_PER_MS

    # -------------------------------------------------------- the port

    async def events(self) -> AsyncIterator[LineEvent]:
        yield LineOpened("CA1", "MZ1")
        ticking = asyncio.ensure_future(self._tick())
        try:
            while True:
                event = await self._events.get()
                yield event
                if isinstance(event, LineEnded):
                    return
        finally:
            ticking.cancel()

    async def send_audio(self, ulaw: bytes) -> None:
        self._queued.append(ulaw)

    async def send_mark(self, name: str) -> None:
        self.marks.append(name)
        self._queued.append(name)

    async def clear(self) -> None:
        self.clears.append(_now_ms())
        names = [item for item in self._queued if isinstance(item, str)]
        self._queued.clear()
        self._playing.clear()
        for name in names:
            self._events.put_nowait(MarkReturned(name))

    async def close(self) -> None:
        self.closed = True
        self._events.put_nowait(LineEnded("closed"))

    # -------------------------------------------------------- the carrier's part

    async def _tick(self) -> None:
        at_ms = 0
        frame_bytes = FRAME_MS * ULAW_BYTES_PER_MS
        while True:
            await asyncio.sleep(FRAME_MS / 1000)
            self._play(frame_bytes)
            frame = bytes(self._speech[:frame_bytes])
            del self._speech[:frame_bytes]
            if not self.mute:
                frame += silence_ulaw(FRAME_MS)[len(frame) :]
                self._events.put_nowait(AudioReceived(at_ms, frame))
            at_ms += FRAME_MS

    def _play(self, frame_bytes: int) -> None:
        while len(self._playing) < frame_bytes and self._queued:
            item = self._queued.pop(0)
            if isinstance(item, str):
                self._events.put_nowait(MarkReturned(item))
            else:
                self._playing += item
        if self._playing:
            self.heard.append((_now_ms(), bytes(self._playing[:frame_bytes])))
            del self._playing[:frame_bytes]


def _now_ms() -> float:
    return asyncio.get_running_loop().time() * 1000
