"""Callers that cost little, in numbers: they talk in turn with the agent and count what comes back.

    waits ──agent silent for 400 ms──▶ speaks a sentence ──▶ waits for the reply ──▶ …

Each one leads a call from the carrier's webhook on: signed request, instructions, websocket, a
frame every 20 ms that is counted and never slept, marks given back as their audio is played. The
callers of ``telephony.loopback`` follow scripts and listen by ear; these only carry sound.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import cycle
from secrets import token_hex

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.load.sounds import Sounds
from telephony.loopback.instructions import ConnectStream
from telephony.loopback.playout import FRAME_BYTES, FRAME_MS, PlayoutBuffer
from telephony.loopback.webhooks import CarrierSettings, WebhookClient
from telephony.twilio.media_stream import ClearAudio, PlaceMark, PlayAudio
from telephony.twilio.media_stream_peer import StreamWriter, decode_order
from voiceagent.errors import VoiceAgentError

_POLITE_FRAMES = 20
_PATIENCE_FRAMES = 300
_CLOSING_S = 5.0


@dataclass(slots=True)
class Tally:
    """What became of one call.

    Attributes:
        failure: Why the call was not carried to the caller's own end; empty when it was.
        sent_frames: Frames of the caller.
        late_frames: Those that left more than a frame's length late: the caller's own fault.
        heard_frames: Frames in which the agent was heard.
        stutters: How often the agent's sound ran dry in the middle of a sentence.
        unanswered: Sentences that brought no reply within six seconds.
        greeting_ms: From the stream's start to the agent's first sound; None when there was none.
        replies_ms: From the end of each sentence to the first sound of the answer.
    """

    call_sid: str
    failure: str = ""
    sent_frames: int = 0
    late_frames: int = 0
    heard_frames: int = 0
    stutters: int = 0
    unanswered: int = 0
    greeting_ms: float | None = None
    replies_ms: list[float] = field(default_factory=list)


class MediaCaller:
    """One call. Its place among the others decides its voice."""

    def __init__(
        self, settings: CarrierSettings, webhooks: WebhookClient, sounds: Sounds, place: int
    ) -> None:
        self.tally = Tally("CA" + token_hex(16))
        self.talking = asyncio.Event()
        """Set once the agent has answered a sentence, and when the call is over."""
        self._settings = settings
        self._webhooks = webhooks
        self._sentence = sounds.sentences[place % len(sounds.sentences)]
        self._quiet = cycle(sounds.quiet)
        self._position: int | None = None
        self._playout = PlayoutBuffer()
        self._still_frames = 0
        self._mid_sentence = False
        self._waiting_since_s: float | None = None

    async def run(self, enough: asyncio.Event) -> None:
        """Carry the call until there has been ``enough``; what went wrong stands in the tally."""
        try:
            stream = await self.ring()
            if stream is None:
                self.tally.failure = "refused"
                return
            async with asyncio.timeout(self._settings.total_timeout_s):
                socket = await self._webhooks.open_socket(stream.url, closing_s=_CLOSING_S)
            await self._talk(socket, stream.parameters, enough)
        except (VoiceAgentError, OSError, InvalidHandshake, TimeoutError) as error:
            self.tally.failure = f"{type(error).__name__}: {error}"
        except ConnectionClosed:
            self.tally.failure = "the agent closed the stream"
        finally:
            self.talking.set()

    async def ring(self) -> ConnectStream | None:
        """Ask the agent to take the call; None when it will not.

        Raises:
            ProtocolError: The answer is an error or no instructions.
            ProviderError: There was no answer.
        """
        form = {
            "CallSid": self.tally.call_sid,
            "AccountSid": self._settings.account_sid,
            "From": "+266696687",  # a withheld number
            "To": self._settings.called,
            "CallStatus": "ringing",
            "Direction": "inbound",
            "ApiVersion": "2010-04-01",
        }
        verbs = await self._webhooks.instructions(self._settings.voice_url, form)
        return next((verb for verb in verbs if isinstance(verb, ConnectStream)), None)

    async def _talk(
        self, socket: ClientConnection, parameters: Mapping[str, str], enough: asyncio.Event
    ) -> None:
        writer = StreamWriter(
            "MZ" + token_hex(16), self.tally.call_sid, self._settings.account_sid, dict(parameters)
        )
        await socket.send(writer.connected())
        await socket.send(writer.started())
        self._waiting_since_s = asyncio.get_running_loop().time()
        listening = asyncio.create_task(self._listen(socket, writer))
        try:
            await self._pump(socket, writer, enough)
            await socket.send(writer.stopped())
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            await socket.close()

    # ------------------------------------------------------------ every 20 ms

    async def _pump(
        self, socket: ClientConnection, writer: StreamWriter, enough: asyncio.Event
    ) -> None:
        loop = asyncio.get_running_loop()
        due_s = loop.time()
        while not enough.is_set():
            due_s += FRAME_MS / 1000
            await asyncio.sleep(due_s - loop.time())
            self.tally.late_frames += loop.time() - due_s > FRAME_MS / 1000
            await socket.send(writer.media(self._next_frame()))
            self.tally.sent_frames += 1
            for mark in self._play():
                await socket.send(writer.mark(mark))

    def _next_frame(self) -> bytes:
        self._still_frames += 1
        if self._position is None:
            answered = self._waiting_since_s is None
            patience = _POLITE_FRAMES if answered else _PATIENCE_FRAMES
            if self._still_frames < patience:
                return next(self._quiet)
            self.tally.unanswered += not answered
            self._waiting_since_s = None
            self._position = 0
        frame = self._sentence[self._position]
        self._position += 1
        self._still_frames = 0
        if self._position == len(self._sentence):
            self._position = None
            self._waiting_since_s = asyncio.get_running_loop().time()
        return frame

    def _play(self) -> tuple[str, ...]:
        played = self._playout.play()
        if played.audio_bytes:
            self.tally.heard_frames += 1
            self._still_frames = 0
        if played.audio_bytes < FRAME_BYTES and self._mid_sentence:
            self._mid_sentence = False
            self.tally.stutters += 1
        return played.marks

    # ------------------------------------------------------------ whenever the agent sends

    async def _listen(self, socket: ClientConnection, writer: StreamWriter) -> None:
        async for text in socket:
            match decode_order(text):
                case PlayAudio(ulaw=ulaw):
                    self._note_reply()
                    self._mid_sentence = True
                    self._playout.queue_audio(ulaw)
                case PlaceMark(name=name):
                    self._mid_sentence = False
                    if self._playout.queue_mark(name):
                        await socket.send(writer.mark(name))
                case ClearAudio():
                    self._mid_sentence = False
                    for name in self._playout.clear():
                        await socket.send(writer.mark(name))

    def _note_reply(self) -> None:
        if self._waiting_since_s is None or self._position is not None:
            return
        waited_ms = (asyncio.get_running_loop().time() - self._waiting_since_s) * 1000
        self._waiting_since_s = None
        if self.tally.greeting_ms is None:
            self.tally.greeting_ms = waited_ms
        else:
            self.tally.replies_ms.append(waited_ms)
            self.talking.set()
