"""A Pipecat voice as a Synthesizer: a clause goes in, its sound flows out as it comes.

Sound is brought to line rate piece by piece, so that the first piece leaves when the vendor's
first sound is here; only the last 20 ms wait for the end, for with them go the words that nobody
has timed (see :mod:`models.bridge.spoken_words`). The clause ends at Pipecat's TTSStoppedFrame.

Whoever stops listening interrupts: the service gets Pipecat's InterruptionFrame, tells the vendor
to stop, and rests before it speaks again, so that sound on its way is not taken for the next
clause's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import numpy as np
from numpy.typing import NDArray
from pipecat.frames.frames import (
    BotStartedSpeakingFrame,
    BotStoppedSpeakingFrame,
    InterruptionFrame,
    TTSAudioRawFrame,
    TTSSpeakFrame,
    TTSStartedFrame,
    TTSStoppedFrame,
    TTSTextFrame,
)
from pipecat.processors.frame_processor import FrameDirection

from models.bridge.narrowing import Narrowing
from models.bridge.options import BridgeLimits
from models.bridge.service_loop import ServiceLoop
from models.bridge.spoken_words import Pace, SpokenWords
from models.bridge.station import Station
from models.bridge.stations import Stations
from voiceagent.errors import DeadlineExceeded, ProviderError
from voiceagent.ports import VoiceChunk

VOICE_RATE_HZ = 8_000
_PIECE_SAMPLES = 640
_HELD_SAMPLES = 160
_REST_S = 0.5
_SETTLE_S = 2.0
_NS_PER_MS = 1_000_000

Deliver = Callable[[VoiceChunk | ProviderError | None], None]


class PipecatSynthesizer:
    """The Synthesizer port on a Pipecat TTS service.

    Args:
        engine: Its name in logs and errors.
        voice: The phrase cache's key: engine and options.
        make: Builds a station.
        limits: Ours.
        loop: Where the stations live.
        connections: Clauses at once.
    """

    def __init__(
        self,
        engine: str,
        voice: str,
        make: Callable[[], Awaitable[Station]],
        limits: BridgeLimits,
        loop: ServiceLoop,
        *,
        connections: int,
    ) -> None:
        self._engine = engine
        self._voice = voice
        self._limits = limits
        self._loop = loop
        self._pace = Pace()
        self._stations = Stations(make, connections=connections, spare=limits.spare)
        loop.on_close(self._stations.close)

    @property
    def voice(self) -> str:
        """Class and options."""
        return self._voice

    async def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        """Speak one clause; a text without a word or a digit gives no chunk.

        Raises:
            DeadlineExceeded: No sound came in time.
            ProviderError: The service failed, refused us or could not be reached.
        """
        if not any(character.isalnum() for character in text):
            return
        home = asyncio.get_running_loop()
        # Holds one clause at most: the vendor makes sound faster than it is said.
        pieces: asyncio.Queue[VoiceChunk | ProviderError | None] = asyncio.Queue()

        def deliver(piece: VoiceChunk | ProviderError | None) -> None:
            if not home.is_closed():
                home.call_soon_threadsafe(pieces.put_nowait, piece)

        job = self._loop.begin(self._speak(text, deliver))
        try:
            while (piece := await pieces.get()) is not None:
                if isinstance(piece, ProviderError):
                    raise piece
                yield piece
        finally:
            job.cancel()

    # ---------------------------------------------------------------- in the service loop

    async def _speak(self, text: str, deliver: Deliver) -> None:
        clause = _Clause(text, self._pace, deliver)
        try:
            try:
                await self._ask(clause, fresh=False)
            except ProviderError as error:
                late = isinstance(error, DeadlineExceeded)
                if late or clause.has_sound or not error.retryable:
                    raise
                await self._ask(clause, fresh=True)
            deliver(None)
        except ProviderError as error:
            deliver(error)
        except asyncio.CancelledError:
            deliver(None)
            raise
        except Exception as error:  # a vendor's class must not leave a call waiting
            deliver(ProviderError(f"{self._engine}: {type(error).__name__}"))

    async def _ask(self, clause: _Clause, *, fresh: bool) -> None:
        station = await self._stations.borrow(fresh=fresh)
        done, stopped = False, False
        try:
            await station.send(TTSSpeakFrame(clause.text, append_to_context=False))
            await self._listen(station, clause)
            done = True
        except asyncio.CancelledError:
            stopped = True
            raise
        finally:
            if stopped:
                self._stations.give_back(station, again=True, rest_s=_REST_S, before=_interrupt)
            else:
                self._stations.give_back(station, again=done)

    async def _listen(self, station: Station, clause: _Clause) -> None:
        wait_s = self._limits.deadline_ms / 1000
        while True:
            try:
                frame = await station.next(wait_s)
            except TimeoutError as error:
                raise DeadlineExceeded(f"{self._engine}: no sound in time") from error
            match frame:
                case TTSStartedFrame():
                    await station.service.queue_frame(
                        BotStartedSpeakingFrame(), FrameDirection.UPSTREAM
                    )
                case TTSAudioRawFrame():
                    clause.add(frame.audio, frame.sample_rate)
                case TTSTextFrame() if frame.pts:
                    at_ms = (frame.pts - station.clock.now_ns) // _NS_PER_MS
                    clause.words.tell(frame.text, at_ms)
                case TTSStoppedFrame():
                    await self._finish(station, clause)
                    return

    async def _finish(self, station: Station, clause: _Clause) -> None:
        # An error that ends a clause is reported right behind the end that it causes.
        for _ in range(3):
            await asyncio.sleep(0)
        if station.failure is not None:
            raise station.failure
        if not clause.finish():
            raise ProviderError(f"{self._engine}: it gave no sound", retryable=True)
        await station.service.queue_frame(BotStoppedSpeakingFrame(), FrameDirection.UPSTREAM)


async def _interrupt(station: Station) -> None:
    """Have the service stop; returns when it has dropped what it was saying."""
    await station.send(InterruptionFrame())
    while not isinstance(await station.next(_SETTLE_S), InterruptionFrame):
        pass


class _Clause:
    """One clause on its way to the line."""

    def __init__(self, text: str, pace: Pace, deliver: Deliver) -> None:
        self.text = text
        self.words = SpokenWords(text, pace)
        self._pace = pace
        self._deliver = deliver
        self._narrow: Narrowing | None = None
        self._held: NDArray[np.int16] = np.zeros(0, np.int16)
        self._sent = 0

    @property
    def has_sound(self) -> bool:
        """Whether any sound has left."""
        return self._sent > 0

    def add(self, pcm: bytes, rate_hz: int) -> None:
        """Sound of the vendor, signed 16-bit little-endian mono at ``rate_hz``."""
        if rate_hz != VOICE_RATE_HZ and self._narrow is None:
            self._narrow = Narrowing(rate_hz)
        samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.int16)
        self._take(samples if self._narrow is None else self._narrow.push(samples))

    def finish(self) -> bool:
        """Send what was held, with the words that are left; False: there was no sound."""
        if self._narrow is not None:
            self._take(self._narrow.end())
        if not len(self._held):
            return False
        last_ms, duration_ms = self._sent // 8, (self._sent + len(self._held)) // 8
        words = self.words.until(last_ms) + self.words.rest(last_ms, duration_ms)
        self._deliver(VoiceChunk(self._held, words))
        self._pace.learn(self.words.letters, duration_ms)
        return True

    def _take(self, samples: NDArray[np.int16]) -> None:
        held = np.concatenate([self._held, samples])
        while len(held) > _HELD_SAMPLES:
            piece = held[: min(_PIECE_SAMPLES, len(held) - _HELD_SAMPLES)]
            held = held[len(piece) :]
            self._sent += len(piece)
            self._deliver(VoiceChunk(piece, self.words.until(self._sent // 8)))
        self._held = held
