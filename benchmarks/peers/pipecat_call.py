"""One call by stock Pipecat, as its documentation builds a Twilio bot; nothing in it is changed.

::

    transport in ─ recogniser ─ user aggregator ─ brain ─ voice ─ transport out ─ assistant aggr.
                                (VAD, turn rules)

Its own are the transport with its pacing, the Twilio serializer, Silero's analyzer with its
defaults, both aggregators, the turn strategies and, by default, Smart-Turn. Ours are the engines in
the slots that every user fills: a segmented recogniser, a voice, and a brain without a language
model that answers each context with one sentence.

Both sides of the line are at 8 000 Hz, so nothing is resampled. RTVI and turn tracking, which a
worker adds unless told otherwise, are off: they only cost. The recogniser takes a segment without
the half second of zeros that is put behind it by default: ours needs none, and is not slowed.

Source: pipecat-ai 1.14 (BSD-2-Clause).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import numpy as np

import models.bridge  # noqa: F401  (first: it imports Pipecat without its log)
from benchmarks.peers.engines import HearingAs, NotingVoice
from benchmarks.peers.script import Hearing, Script, System
from benchmarks.peers.wire import Wire
from models.loading import Engines
from voiceagent.core.audio import encode_ulaw, ulaw_to_speech
from voiceagent.errors import ProviderError
from voiceagent.ports import TurnAudio

# isort: split
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.audio.vad.vad_analyzer import VADParams
from pipecat.frames.frames import (
    Frame,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    LLMTextFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.serializers.twilio import TwilioFrameSerializer
from pipecat.services.settings import STTSettings, TTSSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.services.tts_service import TTSService
from pipecat.transports.websocket.fastapi import (
    FastAPIWebsocketParams,
    FastAPIWebsocketTransport,
)
from pipecat.turns.user_stop import SpeechTimeoutUserTurnStopStrategy
from pipecat.turns.user_turn_strategies import UserTurnStrategies
from pipecat.workers.runner import WorkerRunner
from starlette.websockets import WebSocketState

RATE_HZ = 8_000
_PATIENCE_S = 20.0


class PipecatCall:
    """One call.

    Args:
        words_s: 99th percentile of the time in which the recogniser answers.
        listening: Whether there is a detector, and with it turns.
    """

    def __init__(
        self,
        system: System,
        script: Script,
        wire: Wire,
        engines: Engines,
        *,
        words_s: float,
        listening: bool = True,
    ) -> None:
        self.voice = NotingVoice(engines.synthesizer)
        self._script = script
        self._wire = wire
        self._context = LLMContext()
        self._brain = _Brain(script)
        transport = FastAPIWebsocketTransport(
            _Websocket(wire),
            FastAPIWebsocketParams(
                audio_in_enabled=True,
                audio_out_enabled=True,
                serializer=TwilioFrameSerializer(
                    wire.stream_sid, params=TwilioFrameSerializer.InputParams(auto_hang_up=False)
                ),
            ),
        )
        aggregators = LLMContextAggregatorPair(
            self._context, user_params=_turn_rules(system, listening=listening)
        )
        pipeline = Pipeline(
            [
                transport.input(),
                _Recogniser(script, engines, words_s),
                aggregators.user(),
                self._brain,
                _Voice(self.voice),
                transport.output(),
                aggregators.assistant(),
            ]
        )
        self._worker = PipelineWorker(
            pipeline,
            params=PipelineParams(audio_in_sample_rate=RATE_HZ, audio_out_sample_rate=RATE_HZ),
            idle_timeout_secs=None,
            enable_rtvi=False,
            enable_turn_tracking=False,
        )
        self._started = asyncio.Event()
        self._worker.add_event_handler("on_pipeline_started", self._on_started)
        self._running: asyncio.Task[None] | None = None

    @property
    def believed(self) -> str:
        """What its context says that the caller heard."""
        said = [
            message["content"]
            for message in self._context.messages
            if isinstance(message, dict) and message.get("role") == "assistant"
        ]
        return " ".join(text for text in said if isinstance(text, str))

    async def open(self) -> None:
        """Build and start the pipeline.

        Raises:
            ProviderError: It did not start.
        """
        runner = WorkerRunner(handle_sigint=False)
        await runner.add_workers(self._worker)
        self._running = asyncio.create_task(runner.run())
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._started.wait()
        except TimeoutError as error:
            raise ProviderError("Pipecat's pipeline did not start") from error

    async def begin(self) -> None:
        """The stream opens; what begins it is ignored by the serializer."""
        self._wire.open()
        if self._script.greeting:
            await self._brain.say(self._script.greeting)

    async def close(self) -> None:
        """The caller hangs up."""
        self._wire.close()
        await self._worker.cancel()
        if self._running is not None:
            async with asyncio.timeout(_PATIENCE_S):
                await self._running

    async def _on_started(self, _worker: Any, _frame: Frame) -> None:
        self._started.set()


def _turn_rules(system: System, *, listening: bool) -> LLMUserAggregatorParams:
    if not listening:
        return LLMUserAggregatorParams(
            user_turn_strategies=UserTurnStrategies(stop=[SpeechTimeoutUserTurnStopStrategy()])
        )
    detector = SileroVADAnalyzer(params=VADParams())
    if system is System.PIPECAT_DEFAULT:
        return LLMUserAggregatorParams(vad_analyzer=detector)
    return LLMUserAggregatorParams(
        vad_analyzer=detector,
        user_turn_strategies=UserTurnStrategies(stop=[SpeechTimeoutUserTurnStopStrategy()]),
    )


class _Recogniser(SegmentedSTTService):  # type: ignore[misc]  # Pipecat's classes are untyped here
    """Our recogniser in its place."""

    def __init__(self, script: Script, engines: Engines, words_s: float) -> None:
        super().__init__(
            trailing_silence_secs=0.0,
            ttfs_p99_latency=words_s,
            settings=STTSettings(model=None, language=None),
        )
        self._transcriber = HearingAs(engines.transcriber, script.hearing)
        self._script = script

    @property
    def wants_wav_segments(self) -> bool:
        return False

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame | None, None]:
        samples = np.frombuffer(audio, dtype=np.int16)
        speech = ulaw_to_speech(encode_ulaw(samples))
        turn = TurnAudio(speech, speech_ms=len(samples) * 1000 // RATE_HZ)
        heard = await self._transcriber.transcribe(turn, self._script.asked)
        if heard.text and (heard.accepted or self._script.hearing is Hearing.ALL):
            yield TranscriptionFrame(heard.text, "caller", "")
        else:
            yield None


class _Brain(FrameProcessor):  # type: ignore[misc]
    """Where the language model is: it answers every context with one sentence."""

    def __init__(self, script: Script) -> None:
        super().__init__()
        self._reply = script.reply

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, LLMContextFrame):
            if self._reply:
                await self.say(self._reply)
        else:
            await self.push_frame(frame, direction)

    async def say(self, text: str) -> None:
        """Answer as a model would, all at once."""
        await self.push_frame(LLMFullResponseStartFrame())
        await self.push_frame(LLMTextFrame(text))
        await self.push_frame(LLMFullResponseEndFrame())


class _Voice(TTSService):  # type: ignore[misc]
    """Our voice in its place."""

    def __init__(self, voice: NotingVoice) -> None:
        super().__init__(
            push_start_frame=True,
            push_stop_frames=True,
            sample_rate=RATE_HZ,
            settings=TTSSettings(model=None, voice=None, language=None),
        )
        self._voice = voice

    async def run_tts(self, text: str, context_id: str) -> AsyncGenerator[Frame | None, None]:
        async for chunk in self._voice.synthesize(text):
            yield TTSAudioRawFrame(
                chunk.samples.tobytes(), self.sample_rate, 1, context_id=context_id
            )


class _Websocket:
    """The wire as Starlette's websocket, as much of it as the transport uses."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.client_state = self.application_state = WebSocketState.CONNECTED
        self.headers: dict[str, str] = {}

    async def receive(self) -> dict[str, object]:
        text = await self._wire.receive()
        if text is None:
            return {"type": "websocket.disconnect"}
        return {"type": "websocket.receive", "text": text}

    async def send_text(self, text: str) -> None:
        self._wire.send(text)

    async def send_bytes(self, data: bytes) -> None:
        self._wire.send(data)

    async def close(self, *_reason: object) -> None:
        self.client_state = self.application_state = WebSocketState.DISCONNECTED
