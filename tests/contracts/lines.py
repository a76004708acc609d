"""Lines for the contract of ``PhoneLine``, each with the other party's part, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from telephony.loopback.playout import FRAME_MS, PlayoutBuffer
from telephony.twilio.line import TwilioLine
from telephony.twilio.media_stream import ClearAudio, PlaceMark, PlayAudio
from telephony.twilio.media_stream_peer import StreamWriter, decode_order
from tests.support.line import FakeLine
from tests.telephony.twilio.sockets import writer
from voiceagent.core.audio import silence_ulaw
from voiceagent.ports import LineEvent, PhoneLine


class Party(Protocol):
    """The other end of a line."""

    @property
    def line(self) -> PhoneLine: ...

    @property
    def played_ms(self) -> int:
        """How much of our sound was played."""
        ...

    def press(self, digit: str) -> None: ...

    def hang_up(self) -> None: ...


@dataclass(slots=True)
class FakeParty:
    """The other end of the line that the runtime's tests use."""

    line: FakeLine = field(default_factory=FakeLine)

    @property
    def played_ms(self) -> int:
        return self.line.heard_ms

    def press(self, digit: str) -> None:
        self.line.press(digit)

    def hang_up(self) -> None:
        self.line.hang_up()


class CarrierSocket:
    """Twilio's end of a websocket: sends silence every 20 ms, plays, gives marks back."""

    def __init__(self) -> None:
        self.played_ms = 0
        self.writer: StreamWriter = writer()
        self._frames: asyncio.Queue[str | None] = asyncio.Queue()
        self._playout = PlayoutBuffer()
        self._closed = False
        self._ticking: asyncio.Task[None] | None = None

    def put(self, frame: str | None) -> None:
        """The carrier sends something, or None for the end."""
        self._frames.put_nowait(frame)

    async def receive(self) -> str | bytes | None:
        if self._ticking is None:
            self.put(self.writer.connected())
            self.put(self.writer.started())
            self._ticking = asyncio.ensure_future(self._tick())
        if self._closed:
            return None
        frame = await self._frames.get()
        if frame is None:
            await self.close(1000)
        return frame

    async def send(self, text: str) -> bool:
        if self._closed:
            return False
        match decode_order(text):
            case PlayAudio(ulaw=ulaw):
                self._playout.queue_audio(ulaw)
            case PlaceMark(name=name):
                if self._playout.queue_mark(name):
                    self.put(self.writer.mark(name))
            case ClearAudio():
                for name in self._playout.clear():
                    self.put(self.writer.mark(name))
        return True

    async def close(self, _code: int) -> None:
        self._closed = True
        self.put(None)
        if self._ticking is not None:
            self._ticking.cancel()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(FRAME_MS / 1000)
            played = self._playout.play()
            self.played_ms += played.audio_bytes // 8
            for name in played.marks:
                self.put(self.writer.mark(name))
            self.put(self.writer.media(silence_ulaw(FRAME_MS)))


class TwilioParty:
    """Twilio."""

    def __init__(self) -> None:
        self._socket = CarrierSocket()
        self.line: PhoneLine = TwilioLine(self._socket)

    @property
    def played_ms(self) -> int:
        return self._socket.played_ms

    def press(self, digit: str) -> None:
        self._socket.put(self._socket.writer.dtmf(digit))

    def hang_up(self) -> None:
        self._socket.put(self._socket.writer.stopped())


PARTIES: dict[str, Callable[[], Party]] = {"fake": FakeParty, "twilio": TwilioParty}


@dataclass(slots=True)
class Listener:
    """Reads a line to its end."""

    party: Party
    events: list[LineEvent] = field(default_factory=list)

    async def read(self) -> None:
        """Take in all events."""
        async for event in self.party.line.events():
            self.events.append(event)
