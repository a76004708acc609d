"""The carrier's end of one call's websocket, in this process: it feeds a clip and lends its ear.

A frame of 20 ms leaves when its last sample would have been spoken, on a deadline counted from the
call's beginning and never from the frame before. When the clip is over, its last quiet stretch goes
on. Marks come back when what was sent before them has played, or at once after a clear.

Source: Twilio, Media Streams websocket messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, cycle
from secrets import token_hex

from benchmarks.peers.ear import Ear
from telephony.loopback.playout import FRAME_MS
from telephony.twilio.media_stream import ClearAudio, PlaceMark, PlayAudio
from telephony.twilio.media_stream_peer import StreamWriter, decode_order

_QUIET_FRAMES = 100


class Wire:
    """One call. ``receive`` and ``send`` are for the system, the rest is the carrier's.

    Args:
        frames: What the caller sounds like; its last two seconds are quiet.
        again: Whether it is said over and over.
    """

    def __init__(self, frames: Sequence[bytes], *, again: bool = False) -> None:
        self.stream_sid = "MZ" + token_hex(16)
        self.call_sid = "CA" + token_hex(16)
        self.ear = Ear()
        self.late_frames = 0
        self._frames = frames
        self._after = frames if again else frames[-_QUIET_FRAMES:]
        self._writer = StreamWriter(self.stream_sid, self.call_sid, "AC" + "b" * 32)
        self._inbox: asyncio.Queue[str | None] = asyncio.Queue()
        self._marks: dict[str, asyncio.TimerHandle] = {}
        self._closed = False

    # ------------------------------------------------------------ the system's end

    async def receive(self) -> str | None:
        """The next message of the carrier; None when the call is over, and ever after."""
        text = await self._inbox.get()
        if text is None:
            self._inbox.put_nowait(None)
        return text

    def send(self, text: str | bytes) -> None:
        """The system sent a message.

        Raises:
            ProtocolError: Twilio would not have understood it.
        """
        now_s = asyncio.get_running_loop().time()
        match decode_order(text):
            case PlayAudio(ulaw=ulaw):
                self.ear.play(now_s, ulaw)
            case PlaceMark(name=name):
                self._place(name, now_s)
            case ClearAudio():
                self.ear.clear(now_s)
                for name in list(self._marks):
                    self._give_back(name)

    def _place(self, name: str, now_s: float) -> None:
        if self.ear.free_s <= now_s:
            self._put(self._writer.mark(name))
        else:
            loop = asyncio.get_running_loop()
            self._marks[name] = loop.call_at(self.ear.free_s, self._give_back, name)

    def _give_back(self, name: str) -> None:
        self._marks.pop(name).cancel()
        self._put(self._writer.mark(name))

    def _put(self, text: str) -> None:
        if not self._closed:
            self._inbox.put_nowait(text)

    # ------------------------------------------------------------ the carrier's end

    def open(self) -> None:
        """Say whose call this is."""
        self._put(self._writer.connected())
        self._put(self._writer.started())

    async def feed(self, begin_s: float, enough: Callable[[int], bool]) -> None:
        """Bring the caller's sound, from ``begin_s`` on, until there has been enough.

        Args:
            begin_s: When the first sample is spoken.
            enough: Asked after each frame with the milliseconds since then.
        """
        loop = asyncio.get_running_loop()
        for place, frame in enumerate(self._sound(), start=1):
            due_s = begin_s + place * FRAME_MS / 1000
            await asyncio.sleep(due_s - loop.time())
            self.late_frames += loop.time() - due_s > FRAME_MS / 1000
            self._put(self._writer.media(frame))
            if enough(place * FRAME_MS):
                return

    def close(self) -> None:
        """The caller hangs up."""
        self._put(self._writer.stopped())
        self._closed = True
        self._inbox.put_nowait(None)
        for handle in self._marks.values():
            handle.cancel()

    def _sound(self) -> Iterator[bytes]:
        return chain(self._frames, cycle(self._after))
