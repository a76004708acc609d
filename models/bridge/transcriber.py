"""A Pipecat recogniser as a Transcriber: a whole turn goes in, its final words come out.

A turn is sent as Pipecat sends one: speech begins, audio, speech ends. It is over when

- the service says that its transcript is final, or has worked off the turn (segmented services,
  which get the turn as one piece), or
- it has given final words and then nothing for ``quiet_ms``, or
- nothing came: after ``patience_ms`` for a short sound, which was then no speech; after
  ``deadline_ms`` for anything longer, which is a failure.

A lost connection is tried once more on a fresh one if the deadline leaves time. A station whose
service did not say that it was done is not used again: what it still has to say belongs to nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import numpy as np
import soxr
from pipecat.frames.frames import (
    Frame,
    InputAudioRawFrame,
    InterimTranscriptionFrame,
    TranscriptionFrame,
    UserStartedSpeakingFrame,
    UserStoppedSpeakingFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.services.stt_service import SegmentedSTTService

from models.bridge.options import BridgeLimits
from models.bridge.service_loop import ServiceLoop
from models.bridge.station import SegmentDone, Station
from models.bridge.stations import Stations
from models.bridge.transcripts import Final, transcript
from voiceagent.core.events import Transcript
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import DeadlineExceeded, ProviderError
from voiceagent.ports import TurnAudio

_SPEECH_RATE_HZ = 16_000
_LEAST_SAMPLES = 3_200
_PIECE_MS = 100
_SHORT_MS = 600


class PipecatTranscriber:
    """The Transcriber port on a Pipecat STT service.

    Args:
        engine: Its name in transcripts, logs and errors.
        make: Builds a station.
        limits: Ours.
        loop: Where the stations live.
        connections: Turns at once.
    """

    def __init__(
        self,
        engine: str,
        make: Callable[[], Awaitable[Station]],
        limits: BridgeLimits,
        loop: ServiceLoop,
        *,
        connections: int,
    ) -> None:
        self._engine = engine
        self._limits = limits
        self._loop = loop
        self._stations = Stations(make, connections=connections, spare=limits.spare)
        loop.on_close(self._stations.close)

    async def transcribe(
        self,
        audio: TurnAudio,
        expectation: Expectation,  # noqa: ARG002 - no vendor takes it the same way
    ) -> Transcript:
        """Words of the turn; audio under 200 ms is not sent anywhere.

        Raises:
            DeadlineExceeded: The service did not answer in time.
            ProviderError: It failed, refused us or could not be reached.
        """
        if len(audio.samples) < _LEAST_SAMPLES:
            return Transcript("", 0.0, accepted=False, engine=self._engine)
        return await self._loop.run(self._hear(audio))

    # ---------------------------------------------------------------- in the service loop

    async def _hear(self, audio: TurnAudio) -> Transcript:
        limit_s = self._limits.deadline_ms / 1000
        try:
            async with asyncio.timeout(limit_s):
                try:
                    return await self._ask(audio, fresh=False)
                except ProviderError as error:
                    if not error.retryable:
                        raise
                    return await self._ask(audio, fresh=True)
        except TimeoutError as error:
            raise DeadlineExceeded(f"{self._engine}: no words in time") from error

    async def _ask(self, audio: TurnAudio, *, fresh: bool) -> Transcript:
        station = await self._stations.borrow(fresh=fresh)
        done = False
        try:
            await station.send(*self._turn(station, audio))
            finals, done = await self._listen(station, audio)
            return transcript(
                finals,
                engine=self._engine,
                duration_ms=audio.duration_ms,
                speech_ms=audio.speech_ms,
                # Streaming vendors count a connection's audio, not a turn's.
                timed=station.requests == 1,
            )
        finally:
            self._stations.give_back(station, again=done)

    async def _listen(self, station: Station, audio: TurnAudio) -> tuple[list[Final], bool]:
        """The final results, and whether the service has said that there are no more."""
        finals: list[Final] = []
        quiet_s = self._limits.quiet_ms / 1000
        patience_s = self._limits.patience_ms / 1000
        forever_s = self._limits.deadline_ms / 1000
        wait_s = patience_s if audio.speech_ms < _SHORT_MS else forever_s
        segmented = isinstance(station.service, SegmentedSTTService)
        while True:
            try:
                frame = await station.next(forever_s if segmented else wait_s)
            except TimeoutError:
                if finals or wait_s < forever_s:
                    return finals, False
                raise
            match frame:
                case SegmentDone():
                    return finals, True
                case TranscriptionFrame():
                    finals.append(Final(frame.text, frame.result))
                    if frame.finalized and not segmented:
                        return finals, True
                    wait_s = quiet_s
                case InterimTranscriptionFrame():
                    # It is still at it; what it has given so far is not all.
                    wait_s = forever_s

    def _turn(self, station: Station, audio: TurnAudio) -> list[Frame]:
        rate_hz = station.service.sample_rate or self._limits.input_rate_hz
        samples = audio.samples
        if rate_hz != _SPEECH_RATE_HZ:
            samples = soxr.resample(samples, _SPEECH_RATE_HZ, rate_hz)
        tail = np.zeros(self._limits.tail_ms * rate_hz // 1000, np.float32)
        pcm = (np.clip(np.concatenate([samples, tail]), -1, 1) * 32767).astype("<i2")
        step = _PIECE_MS * rate_hz // 1000
        pieces = [pcm[start : start + step].tobytes() for start in range(0, len(pcm), step)]
        return [
            VADUserStartedSpeakingFrame(),
            UserStartedSpeakingFrame(),
            *(InputAudioRawFrame(piece, rate_hz, 1) for piece in pieces),
            VADUserStoppedSpeakingFrame(),
            UserStoppedSpeakingFrame(),
        ]


def say_when_done(service: Any) -> None:
    """Let a segmented service report the end of each segment, with words or without."""
    if not isinstance(service, SegmentedSTTService):
        return
    run_stt = service.run_stt

    async def run(audio: bytes) -> AsyncGenerator[Frame | None, None]:
        async for frame in run_stt(audio):
            yield frame
        yield SegmentDone()

    service.run_stt = run
