"""One Pipecat service in a pipeline of its own, and what comes out of it.

``open`` waits until the pipeline runs, which for most vendors means that the connection stands.
Then frames are sent in, and what the service makes of them is read with ``next``, in order; an
error that it reports stands in that order as a :class:`ProviderError`. A station that was once
broken stays so: it is closed and another takes its place.

Errors hold what the vendor does to us (category, whether it will last), never its own words: these
quote what was said.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from pipecat.clocks.base_clock import BaseClock
from pipecat.frames.frames import (
    AggregatedTextFrame,
    DataFrame,
    ErrorFrame,
    Frame,
    InterruptionFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
    TTSStartedFrame,
    TTSStoppedFrame,
)
from pipecat.frames.frames import InterimTranscriptionFrame as PartialFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.utils.errors import ErrorCategory
from pipecat.workers.runner import WorkerRunner

from models.bridge.options import BridgeLimits
from voiceagent.errors import DeadlineExceeded, ProviderError

_log = structlog.get_logger()
_AGES_NS = 3_600 * 1_000_000_000
_CLOSE_S = 3.0


@dataclass
class SegmentDone(DataFrame):  # type: ignore[misc]  # Pipecat's classes are untyped here
    """A segmented recogniser has worked off its turn, with words or without."""


_READ = (
    SegmentDone,
    TranscriptionFrame,
    PartialFrame,
    TTSStartedFrame,
    TTSAudioRawFrame,
    TTSStoppedFrame,
    AggregatedTextFrame,
    InterruptionFrame,
)


class AskingClock(BaseClock):  # type: ignore[misc]
    """Stands still while a clause is spoken, so that the times of its words begin at 0."""

    def __init__(self) -> None:
        self.now_ns = 0

    def start(self) -> None:
        """Nothing runs."""

    def get_time(self) -> int:
        """When the clause was asked for."""
        return self.now_ns

    def next_clause(self) -> None:
        """Go on, past all words of the clause before."""
        self.now_ns += _AGES_NS


class _Listener(FrameProcessor):  # type: ignore[misc]
    """The end of the pipeline."""

    def __init__(self, heard: Callable[[Frame], None]) -> None:
        super().__init__(enable_direct_mode=True)
        self._heard = heard

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if direction is FrameDirection.DOWNSTREAM and isinstance(frame, _READ):
            self._heard(frame)
        await self.push_frame(frame, direction)


class Station:
    """A service at work. All methods are for the service loop.

    Args:
        name: Stands in errors.
        service: The Pipecat service, not yet in any pipeline.
        limits: Ours.
        release: Frees what the service was given (an HTTP session).
    """

    def __init__(
        self,
        name: str,
        service: Any,
        limits: BridgeLimits,
        release: Callable[[], Awaitable[None]],
    ) -> None:
        self.name = name
        self.service = service
        self.clock = AskingClock()
        self.requests = 0
        self._limits = limits
        self._release = release
        self._busy = False
        self._lost = False
        self._closed: asyncio.Task[None] | None = None
        self._failure: ProviderError | None = None
        self._frames: asyncio.Queue[Frame | ProviderError] = asyncio.Queue()
        self._started = asyncio.Event()
        self._worker = PipelineWorker(
            Pipeline([service, _Listener(self._frames.put_nowait)]),
            clock=self.clock,
            params=PipelineParams(
                audio_in_sample_rate=limits.input_rate_hz,
                audio_out_sample_rate=limits.output_rate_hz,
            ),
            enable_rtvi=False,
            enable_turn_tracking=False,
            idle_timeout_secs=None,
        )
        self._running: asyncio.Task[None] | None = None

    @property
    def usable(self) -> bool:
        """Whether it may be given work."""
        running = self._running is not None and not self._running.done()
        return running and self._failure is None and not self._lost

    async def open(self) -> None:
        """Start the pipeline and connect.

        Raises:
            ProviderError: The vendor refused us or could not be reached.
        """
        self._worker.add_event_handler("on_pipeline_started", self._on_started)
        self.service.add_event_handler("on_error", self._on_error)
        self.service.add_event_handler("on_connected", self._on_connected)
        self.service.add_event_handler("on_disconnected", self._on_disconnected)
        runner = WorkerRunner(handle_sigint=False)
        await runner.add_workers(self._worker)
        self._running = asyncio.create_task(runner.run())
        try:
            async with asyncio.timeout(self._limits.connect_ms / 1000):
                await self._started.wait()
        except TimeoutError as error:
            raise DeadlineExceeded(f"{self.name}: no connection in time") from error
        if self._failure is not None:
            raise self._failure

    def begin(self) -> None:
        """A request begins: what came before it is nobody's."""
        self._busy = True
        self.requests += 1
        self.clock.next_clause()
        while not self._frames.empty():
            self._frames.get_nowait()

    def end(self) -> None:
        """The request is over."""
        self._busy = False

    async def send(self, *frames: Frame) -> None:
        """Put frames into the pipeline."""
        for frame in frames:
            await self._worker.queue_frame(frame)

    async def next(self, within_s: float) -> Frame:
        """What comes out next.

        Raises:
            TimeoutError: Nothing came.
            ProviderError: The service failed, or its connection was lost.
        """
        if self._failure is not None:
            raise self._failure
        async with asyncio.timeout(within_s):
            frame = await self._frames.get()
        if isinstance(frame, ProviderError):
            raise frame
        return frame

    @property
    def failure(self) -> ProviderError | None:
        """What broke it."""
        return self._failure

    async def close(self) -> None:
        """Leave the vendor and free everything; whoever waits for it may stop waiting."""
        if self._closed is None:
            self._closed = asyncio.create_task(self._close())
        await asyncio.shield(self._closed)

    async def _close(self) -> None:
        try:
            if self._running is not None:
                await self._worker.cancel()
                await asyncio.wait({self._running}, timeout=_CLOSE_S)
                self._running.cancel()
        finally:
            await _close_client(self.service)
            await self._release()

    # ---------------------------------------------------------------- events of Pipecat

    async def _on_started(self, _worker: PipelineWorker, _frame: Frame) -> None:
        self._started.set()

    async def _on_error(self, _service: Any, frame: ErrorFrame) -> None:
        category = frame.category or ErrorCategory.UNKNOWN
        kind = f" ({type(frame.exception).__name__})" if frame.exception else ""
        lasting = category.is_permanent or not self.service.is_usable
        self._fail(ProviderError(f"{self.name}: {category.value}{kind}", retryable=not lasting))

    async def _on_connected(self, _service: Any) -> None:
        self._lost = False

    async def _on_disconnected(self, _service: Any, *_more: Any) -> None:
        self._lost = True
        if self._busy:
            self._fail(ProviderError(f"{self.name}: the connection was lost", retryable=True))

    def _fail(self, error: ProviderError) -> None:
        if self._closed is not None or self._failure is not None:
            return
        self._failure = error
        self._frames.put_nowait(error)
        _log.warning("a bridged service failed", service=self.name, fault=str(error))


async def _close_client(service: Any) -> None:
    """Close the HTTP client of a vendor's own package, which Pipecat leaves open."""
    close = getattr(getattr(service, "_client", None), "close", None)
    if inspect.iscoroutinefunction(close):
        await close()
