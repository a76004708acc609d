"""The carrier's end of one media stream, in real time.

Every 20 ms a frame of the caller leaves and a frame of the agent is played. The n-th frame is due
n times 20 ms after the stream opened, counted, never slept; a pump that was held up sends what it
owes at once. What the agent sends is buffered, played and acknowledged as Twilio does.

Source: Twilio, Media Streams websocket messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from telephony.loopback.audio import stereo_wav
from telephony.loopback.caller import Caller
from telephony.loopback.lines import HangUp, Keys
from telephony.loopback.playout import FRAME_MS, PlayoutBuffer
from telephony.twilio.media_stream import ClearAudio, PlaceMark, PlayAudio, StreamOrder
from telephony.twilio.media_stream_peer import StreamWriter, decode_order
from voiceagent.errors import ProtocolError

_CLOSING_S = 2.0


class StreamEnd(StrEnum):
    """Why a stream ended."""

    AGENT_CLOSED = "agent_closed"
    ORDERED = "ordered"
    """The agent changed the call through the carrier's REST interface."""
    CALLER_LEFT = "caller_left"
    TIME_LIMIT = "time_limit"


@dataclass(slots=True)
class Tracks:
    """Both sides of a call as line audio; grows by 8 kB a second and side."""

    caller: bytearray = field(default_factory=bytearray)
    agent: bytearray = field(default_factory=bytearray)

    def wav(self) -> bytes:
        """The caller left, the agent right, as it was heard."""
        return stereo_wav(bytes(self.caller), bytes(self.agent))


class MediaStream:
    """One websocket of one call.

    Args:
        socket: An open websocket.
        writer: Writes the carrier's messages.
        caller: Who is on the line.
        clock_ms: Milliseconds since the call was answered.
        limit_ms: When the call has lasted too long.
        tracks: Takes both sides, where a recording is wanted.
        trouble: Takes what the agent did against the protocol.

    Attributes:
        lag_ms: How late a frame left, at worst.
    """

    def __init__(
        self,
        socket: ClientConnection,
        writer: StreamWriter,
        caller: Caller,
        *,
        clock_ms: Callable[[], float],
        limit_ms: int,
        tracks: Tracks | None,
        trouble: Callable[[str], None],
    ) -> None:
        self.lag_ms = 0.0
        self._socket = socket
        self._writer = writer
        self._caller = caller
        self._clock_ms = clock_ms
        self._limit_ms = limit_ms
        self._tracks = tracks
        self._trouble = trouble
        self._playout = PlayoutBuffer()

    async def run(self, ordered: asyncio.Event) -> StreamEnd:
        """Carry the stream until somebody ends it; ``ordered`` set means that the agent did."""
        try:
            await self._socket.send(self._writer.connected())
            await self._socket.send(self._writer.started())
        except ConnectionClosed:
            return StreamEnd.AGENT_CLOSED
        end = await self._carry(ordered)
        if end is not StreamEnd.AGENT_CLOSED:
            await self._stop()
        return end

    async def _carry(self, ordered: asyncio.Event) -> StreamEnd:
        pump = asyncio.create_task(self._pump())
        reader = asyncio.create_task(self._read())
        order = asyncio.create_task(ordered.wait())
        tasks = (pump, reader, order)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception) and not isinstance(result, ConnectionClosed):
                raise result
        if order.done() and not order.cancelled():
            return StreamEnd.ORDERED
        if not pump.cancelled() and pump.exception() is None:
            return pump.result()
        return StreamEnd.AGENT_CLOSED

    async def _stop(self) -> None:
        try:
            async with asyncio.timeout(_CLOSING_S):
                await self._socket.send(self._writer.stopped())
                await self._socket.close()
        except (ConnectionClosed, TimeoutError):
            return  # the agent was quicker, or is gone

    # ------------------------------------------------------------ every 20 ms

    async def _pump(self) -> StreamEnd:
        started_ms = self._clock_ms()
        frames = 0
        while True:
            due_ms = started_ms + (frames + 1) * FRAME_MS
            wait_ms = due_ms - self._clock_ms()
            if wait_ms > 0:
                await asyncio.sleep(wait_ms / 1000)
            now_ms = self._clock_ms()
            self.lag_ms = max(self.lag_ms, now_ms - due_ms)
            end = await self._step(now_ms)
            if end is not None:
                return end
            frames += 1

    async def _step(self, at_ms: float) -> StreamEnd | None:
        ulaw = self._caller.speak(at_ms)
        await self._socket.send(self._writer.media(ulaw))
        played = self._playout.play()
        self._caller.hear(played, at_ms)
        for name in played.marks:
            await self._socket.send(self._writer.mark(name))
        if self._tracks is not None:
            self._tracks.caller += ulaw
            self._tracks.agent += played.ulaw
        if at_ms > self._limit_ms:
            return StreamEnd.TIME_LIMIT
        match self._caller.act(at_ms):
            case Keys(digits):
                for digit in digits:
                    await self._socket.send(self._writer.dtmf(digit))
            case HangUp():
                return StreamEnd.CALLER_LEFT
            case None:
                pass
        return None

    # ------------------------------------------------------------ whenever the agent sends

    async def _read(self) -> None:
        async for text in self._socket:
            try:
                order = decode_order(text)
            except ProtocolError as trouble:
                self._trouble(f"agent: {trouble}")
                continue
            if order.stream_sid != self._writer.stream_sid:
                self._trouble("agent: message for another stream")
                continue
            await self._obey(order)

    async def _obey(self, order: StreamOrder) -> None:
        match order:
            case PlayAudio(ulaw=ulaw):
                self._caller.receive_audio(ulaw, self._clock_ms())
                if not self._playout.queue_audio(ulaw):
                    self._trouble("agent: more than ten minutes of audio wait (31931)")
            case PlaceMark(name=name):
                if self._playout.queue_mark(name):
                    self._caller.mark_reached(name)
                    await self._socket.send(self._writer.mark(name))
            case ClearAudio():
                dropped = self._playout.buffered_ms > 0
                flushed = self._playout.clear()
                self._caller.receive_clear(self._clock_ms(), dropped=dropped)
                for name in flushed:
                    await self._socket.send(self._writer.mark(name))
