"""A call made by hand: the carrier's webhooks and its websocket, to be used well or badly.

A handset sends the caller's silence in real time, plays what the agent sends, and gives the marks
back when they have been played.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from secrets import token_hex

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from telephony.loopback.instructions import ConnectStream, Verb
from telephony.loopback.playout import FRAME_MS, PlayoutBuffer
from telephony.loopback.webhooks import WebhookClient, open_http
from telephony.twilio.media_stream import ClearAudio, PlaceMark, PlayAudio
from telephony.twilio.media_stream_peer import StreamWriter, decode_order
from tests.calls.house import ACCOUNT, Service, until
from voiceagent.core.audio import silence_ulaw

CALLER = "+4740000077"


class Handset:
    """One media stream, seen from the carrier."""

    def __init__(self, socket: ClientConnection, writer: StreamWriter) -> None:
        self.socket = socket
        self.writer = writer
        self.heard_ms = 0
        self.sent_ms = 0
        self._playout = PlayoutBuffer()

    async def run(self) -> None:
        """Be on the telephone until somebody hangs up or the task is cancelled."""
        reading = asyncio.ensure_future(self._read())
        try:
            await self._pump()
        except ConnectionClosed:
            return
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def heard(self, duration_ms: int) -> None:
        """Wait until so much of the agent's voice has been played in all."""

        async def enough() -> bool:
            return self.heard_ms >= duration_ms

        await until(enough)

    async def _pump(self) -> None:
        loop = asyncio.get_running_loop()
        began_s = loop.time() - self.sent_ms / 1000
        while True:
            await asyncio.sleep(began_s + (self.sent_ms + FRAME_MS) / 1000 - loop.time())
            await self.socket.send(self.writer.media(silence_ulaw(FRAME_MS)))
            self.sent_ms += FRAME_MS
            played = self._playout.play()
            self.heard_ms += FRAME_MS if played.audio_bytes else 0
            for name in played.marks:
                await self.socket.send(self.writer.mark(name))

    async def _read(self) -> None:
        async for text in self.socket:
            match decode_order(text):
                case PlayAudio(ulaw=ulaw):
                    self._playout.queue_audio(ulaw)
                case PlaceMark(name=name):
                    if self._playout.queue_mark(name):
                        await self.socket.send(self.writer.mark(name))
                case ClearAudio():
                    for name in self._playout.clear():
                        await self.socket.send(self.writer.mark(name))


class Phone:
    """One call at the carrier.

    Attributes:
        sid: The carrier's name for it.
    """

    def __init__(self, service: Service, webhooks: WebhookClient, number: str = CALLER) -> None:
        self.sid = "CA" + token_hex(16)
        self._service = service
        self._webhooks = webhooks
        self._number = number

    def form(self, status: str = "ringing") -> dict[str, str]:
        """Fields of this call's webhooks."""
        called = self._service.carrier.called
        parties = {"From": self._number, "To": called, "Direction": "inbound"}
        return {"CallSid": self.sid, "AccountSid": ACCOUNT, "CallStatus": status} | parties

    async def ring(self) -> tuple[Verb, ...]:
        """Ask the agent to take the call; what it wants done."""
        return await self._webhooks.instructions(self._service.carrier.voice_url, self.form())

    async def accepted(self) -> ConnectStream:
        """The same, where it is known that the agent takes the call."""
        verb = (await self.ring())[0]
        assert isinstance(verb, ConnectStream)
        return verb

    async def tell(self, status: str) -> None:
        """A status callback."""
        url = self._service.url + self._service.carrier.status_path
        await self._webhooks.post(url, self.form(status))

    def writer(self, parameters: Mapping[str, str], call_sid: str = "") -> StreamWriter:
        """A fresh stream of this call, or of one that it claims to be."""
        return StreamWriter("MZ" + token_hex(16), call_sid or self.sid, ACCOUNT, dict(parameters))

    @asynccontextmanager
    async def socket(self, **headers: str) -> AsyncIterator[ClientConnection]:
        """A websocket to the agent; ``headers`` replace the signature's."""
        url = "ws" + self._service.url.removeprefix("http") + "/twilio/media"
        async with connect(
            url,
            additional_headers=headers or self._webhooks.socket_headers(url),
            compression=None,
            proxy=None,
            ping_interval=None,
            close_timeout=2,
        ) as socket:
            yield socket

    @asynccontextmanager
    async def stream(self, parameters: Mapping[str, str]) -> AsyncIterator[Handset]:
        """A stream that has said whose it is; it is left to the block to hang up."""
        async with self.socket() as socket:
            handset = Handset(socket, self.writer(parameters))
            await socket.send(handset.writer.connected())
            await socket.send(handset.writer.started())
            yield handset

    @asynccontextmanager
    async def call(self) -> AsyncIterator[Handset]:
        """A whole call, hung up at the block's end."""
        verb = await self.accepted()
        async with self.stream(verb.parameters) as handset:
            talking = asyncio.ensure_future(handset.run())
            try:
                yield handset
            finally:
                talking.cancel()
                await asyncio.gather(talking, return_exceptions=True)
            await handset.socket.send(handset.writer.stopped())
        await self.tell("completed")


@asynccontextmanager
async def telephones(service: Service) -> AsyncIterator[WebhookClient]:
    """The carrier's way to the agent; phones are made with it."""
    async with open_http(service.carrier) as http:
        yield WebhookClient(service.carrier, http)


async def close_code(socket: ClientConnection) -> int | None:
    """Wait until the agent closes; the code that it gave."""
    async with asyncio.timeout(10):
        await socket.wait_closed()
    return socket.close_code
