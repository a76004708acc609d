"""Callers who know every sample of theirs, and write down when each of ours was played to them.

    listening ──we have spoken long enough──▶ sounding ──▶ (waiting for our answer ──▶ sounding) ─┐
        ▲                                                                                        │
        └────────────────────────────── 800 ms later ─────────────────────────────────────────────┘

The carrier's side of the wire is that of :mod:`telephony.loopback`: a frame of 20 ms is played and
one is sent at the same moment, counted and never slept; what we send waits in its buffer until it
is played or cleared. Times are milliseconds of the stream: the n-th frame ends at 20 n.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex

import numpy as np
from numpy.typing import NDArray
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.barge.dialog import ASKED, STATED
from benchmarks.barge.plans import Cue, Kind, Plan
from telephony.loopback.audio import SAMPLES_PER_MS, is_audible
from telephony.loopback.ear import read_mark
from telephony.loopback.instructions import ConnectStream
from telephony.loopback.playout import FRAME_MS, PlayoutBuffer
from telephony.loopback.webhooks import CarrierSettings, WebhookClient
from telephony.twilio.media_stream import ClearAudio, PlaceMark, PlayAudio
from telephony.twilio.media_stream_peer import StreamWriter, decode_order
from voiceagent.core.audio import decode_ulaw, encode_ulaw
from voiceagent.errors import VoiceAgentError

_FRAME = FRAME_MS * SAMPLES_PER_MS
_SETTLE_MS = 800
_PATIENCE_MS = 12_000
_ANSWER_PATIENCE_MS = 4_000
_LAST_LOOK_MS = 3_000
_CLOSING_S = 5.0


@dataclass(frozen=True, slots=True)
class Clear:
    """We told the carrier to drop what it had not played.

    Attributes:
        received_bytes: All audio that had come by then.
        offset_bytes: How much of it had been played, or dropped before.
    """

    at_ms: float
    received_bytes: int
    offset_bytes: int


@dataclass(slots=True)
class Deed:
    """A cue as it was carried out: where its sound could first be noticed, and where it ended."""

    cue: Cue
    onset_ms: float
    end_ms: float = 0.0
    then_onset_ms: float | None = None
    then_end_ms: float = 0.0


@dataclass(slots=True)
class Played:
    """What a caller heard, frame by frame.

    Attributes:
        offsets: After each frame: up to where in all that we sent playing had come, in bytes.
        sounding: Whether a listener noticed something in the frame.
        marks: Names of prompts whose end was heard, with the time.
        lag_ms: How late a frame left, at worst: the caller's own fault.
        failure: Why the call was not carried to its end; empty when it was.
    """

    call_sid: str
    plan: Plan
    offsets: list[int] = field(default_factory=list)
    sounding: list[bool] = field(default_factory=list)
    clears: list[Clear] = field(default_factory=list)
    marks: list[tuple[float, str]] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    lag_ms: float = 0.0
    failure: str = ""


class BargeCaller:
    """One call, carried by a plan."""

    def __init__(self, settings: CarrierSettings, webhooks: WebhookClient, plan: Plan) -> None:
        self.played = Played("CA" + token_hex(16), plan)
        self._settings = settings
        self._webhooks = webhooks
        self._playout = PlayoutBuffer()
        self._received_bytes = 0
        self._offset_bytes = 0
        self._voice = _Mouth(plan)
        self._started_s = 0.0

    async def run(self) -> Played:
        """Ring, carry out all cues and ring off; what went wrong stands in the result."""
        try:
            stream = await self._ring()
            async with asyncio.timeout(self._settings.total_timeout_s):
                socket = await self._webhooks.open_socket(stream.url, closing_s=_CLOSING_S)
            await self._talk(socket, stream.parameters)
        except (VoiceAgentError, OSError, InvalidHandshake, TimeoutError, StopIteration) as error:
            self.played.failure = f"{type(error).__name__}: {error}"
        except ConnectionClosed:
            self.played.failure = "the agent closed the stream"
        return self.played

    async def _ring(self) -> ConnectStream:
        form = {
            "CallSid": self.played.call_sid,
            "AccountSid": self._settings.account_sid,
            "From": self.played.plan.number,
            "To": self._settings.called,
            "CallStatus": "ringing",
            "Direction": "inbound",
            "ApiVersion": "2010-04-01",
        }
        verbs = await self._webhooks.instructions(self._settings.voice_url, form)
        for verb in verbs:
            if isinstance(verb, ConnectStream):
                return verb
        raise VoiceAgentError("the call was refused")

    async def _talk(self, socket: ClientConnection, parameters: Mapping[str, str]) -> None:
        account = self._settings.account_sid
        writer = StreamWriter("MZ" + token_hex(16), self.played.call_sid, account, dict(parameters))
        await socket.send(writer.connected())
        await socket.send(writer.started())
        self._started_s = asyncio.get_running_loop().time()
        listening = asyncio.create_task(self._listen(socket, writer))
        try:
            while not self._voice.done:
                await self._step(socket, writer)
            await socket.send(writer.stopped())
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            await socket.close()

    @property
    def _clock_ms(self) -> float:
        return (asyncio.get_running_loop().time() - self._started_s) * 1000

    async def _step(self, socket: ClientConnection, writer: StreamWriter) -> None:
        due_ms = (len(self.played.offsets) + 1) * FRAME_MS
        await asyncio.sleep((due_ms - self._clock_ms) / 1000)
        self.played.lag_ms = max(self.played.lag_ms, self._clock_ms - due_ms)
        await socket.send(writer.media(self._voice.frame()))
        heard = self._playout.play()
        samples = decode_ulaw(heard.ulaw)
        sounds = heard.audio_bytes > 0 and is_audible(samples)
        self._offset_bytes += heard.audio_bytes
        self.played.offsets.append(self._offset_bytes)
        self.played.sounding.append(sounds)
        for name in heard.marks:
            self._note_mark(name, due_ms)
            await socket.send(writer.mark(name))
        deed = self._voice.hear(samples, due_ms, sounds=sounds)
        if deed is not None:
            self.played.deeds.append(deed)

    def _note_mark(self, name: str, at_ms: float) -> None:
        mark = read_mark(name)
        if mark is not None:
            self.played.marks.append((at_ms, mark.key))
            self._voice.note_mark(mark.key, at_ms)

    async def _listen(self, socket: ClientConnection, writer: StreamWriter) -> None:
        async for text in socket:
            match decode_order(text):
                case PlayAudio(ulaw=ulaw):
                    self._received_bytes += len(ulaw)
                    self._playout.queue_audio(ulaw)
                case PlaceMark(name=name):
                    if self._playout.queue_mark(name):
                        self._note_mark(name, self._clock_ms)
                        await socket.send(writer.mark(name))
                case ClearAudio():
                    received, offset = self._received_bytes, self._offset_bytes
                    self.played.clears.append(Clear(self._clock_ms, received, offset))
                    self._offset_bytes = received
                    for name in self._playout.clear():
                        await socket.send(writer.mark(name))


class _Mouth:
    """What a caller sends, and when they make which sound."""

    def __init__(self, plan: Plan) -> None:
        self.done = False
        self._behind = plan.behind[: len(plan.behind) // _FRAME * _FRAME]
        self._cues = list(plan.cues)
        self._place = 0
        self._sound: NDArray[np.int16] | None = None
        self._sound_place = 0
        self._deed: Deed | None = None
        self._spoken_ms = 0
        self._since_ms = 0.0
        self._heard: list[NDArray[np.int16]] = []
        self._stated_ms: float | None = None
        self._asked_ms: float | None = None
        self._question_ms: float | None = None

    # ------------------------------------------------------------ sending

    def frame(self) -> bytes:
        """The next 20 ms."""
        start = self._place * _FRAME % len(self._behind)
        self._place += 1
        mixed = self._behind[start : start + _FRAME].astype(np.int32)
        if self._sound is not None:
            piece = self._sound[self._sound_place : self._sound_place + _FRAME]
            self._sound_place += _FRAME
            mixed[: len(piece)] += piece
            mixed += self._echo()
        return encode_ulaw(np.clip(mixed, -32_768, 32_767).astype(np.int16))

    def _echo(self) -> NDArray[np.int32]:
        """What came out of the caller's loudspeaker a while ago, as the microphone has it."""
        assert self._deed is not None
        if self._deed.cue.echo is None:
            return np.zeros(_FRAME, np.int32)
        down_db, delay_ms = self._deed.cue.echo
        # One frame more: what is sent now is older than what is played now.
        recent = np.concatenate(self._heard[-1 - -(-delay_ms // FRAME_MS) :])
        end = len(recent) - (delay_ms - FRAME_MS) * SAMPLES_PER_MS
        echo = recent[end - _FRAME : end] * np.float64(10 ** (-down_db / 20))
        heard: NDArray[np.int32] = np.rint(echo).astype(np.int32)
        return heard

    # ------------------------------------------------------------ listening

    def note_mark(self, key: str, at_ms: float) -> None:
        """The end of a prompt has been heard."""
        if key == STATED:
            self._stated_ms, self._asked_ms = at_ms, None
        elif key == ASKED and self._stated_ms is not None:
            self._asked_ms = at_ms
            self._question_ms = at_ms - self._stated_ms

    def hear(self, samples: NDArray[np.int16], at_ms: float, *, sounds: bool) -> Deed | None:
        """Hear the frame that ends at ``at_ms``; gives what is begun with the next one."""
        self._heard = [*self._heard[-20:], samples]
        self._spoken_ms += FRAME_MS if sounds else 0
        if self._sound is not None:
            if self._sound_place >= len(self._sound):
                self._end_sound(at_ms)
            return None
        waiting = self._deed
        if waiting is not None and waiting.cue.then is not None and waiting.then_onset_ms is None:
            self._go_on(waiting, at_ms, sounds=sounds)
            return None
        if at_ms - self._since_ms < _SETTLE_MS and waiting is not None:
            self._spoken_ms = 0
            return None
        if not self._cues:
            enough = self._spoken_ms >= FRAME_MS or at_ms - self._since_ms > _LAST_LOOK_MS
            self.done = enough and at_ms - self._since_ms > _SETTLE_MS + 1_000
            return None
        return self._begin(at_ms) if self._is_due(at_ms, sounds=sounds) else None

    def _is_due(self, at_ms: float, *, sounds: bool) -> bool:
        cue = self._cues[0]
        if at_ms - self._since_ms > _PATIENCE_MS + cue.after_ms:
            return True
        if cue.kind is not Kind.YES:
            return sounds and self._spoken_ms >= cue.after_ms
        if self._asked_ms is not None:
            return at_ms >= self._asked_ms + max(cue.after_ms, 0)
        if cue.after_ms >= 0 or self._stated_ms is None or self._question_ms is None:
            return False
        return at_ms >= self._stated_ms + self._question_ms + cue.after_ms

    def _begin(self, at_ms: float) -> Deed:
        cue = self._cues.pop(0)
        self._sound, self._sound_place = cue.sound, 0
        self._stated_ms = self._asked_ms = None
        self._deed = Deed(cue, at_ms + cue.lead_ms)
        return self._deed

    def _end_sound(self, at_ms: float) -> None:
        assert self._sound is not None
        assert self._deed is not None
        # The frame that was sent with this step ends at ``at_ms``.
        end_ms = at_ms - (self._sound_place - len(self._sound)) / SAMPLES_PER_MS
        if self._deed.then_onset_ms is None:
            self._deed.end_ms = end_ms
        else:
            self._deed.then_end_ms = end_ms
        self._sound = None
        self._since_ms = at_ms
        self._spoken_ms = 0

    def _go_on(self, deed: Deed, at_ms: float, *, sounds: bool) -> None:
        waited_ms = at_ms - self._since_ms
        if (
            sounds and self._spoken_ms >= deed.cue.then_after_ms
        ) or waited_ms > _ANSWER_PATIENCE_MS:
            self._sound, self._sound_place = deed.cue.then, 0
            deed.then_onset_ms = at_ms
