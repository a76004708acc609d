"""What single parts of a running service cost and take, measured where they are called.

CPU is that of the calling thread; a detector and the conversation work in the event loop's. How
long a turn's words were waited for is told apart from how long an engine worked on them: the rest
is its queue, and the loop's delay in taking the answer.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import structlog

from models.engines.worker import JobTimes
from voiceagent.core.commands import Command, TranscribeSpan
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import Event, Span, Transcript, TurnTranscribed
from voiceagent.dialog.moves import Expectation
from voiceagent.ports import (
    SpeechDetector,
    SpeechDetectors,
    Transcriber,
    TurnAudio,
    TurnScorer,
)

_jobs: ContextVar[list[JobTimes] | None] = ContextVar("jobs", default=None)


def note_job(times: JobTimes) -> None:
    """A job of an engine's thread is done: it is counted to the turn that asked for it."""
    jobs = _jobs.get()
    if jobs is not None:
        jobs.append(times)


@dataclass(slots=True)
class TurnTimes:
    """What became of one request for words; milliseconds.

    Attributes:
        call_sid: The carrier's name of the call.
        turn: Number of the caller's turn.
        revision: How often it had been asked for by then.
        worked_ms: How long engines worked on it.
        waited_ms: How long it was waited for besides.
        dialog_ms: What the conversation took to make an answer of the words.
    """

    call_sid: str
    turn: int
    revision: int
    worked_ms: float = 0.0
    waited_ms: float = 0.0
    dialog_ms: float = 0.0


@dataclass(slots=True)
class Stopwatch:
    """Everything noted since the last :meth:`take`."""

    detector_cpu_s: float = 0.0
    conversation_cpu_s: float = 0.0
    turns: dict[tuple[str, int, int], TurnTimes] = field(default_factory=dict)
    asked: dict[str, deque[Span]] = field(default_factory=dict)

    def take(self) -> tuple[float, float, list[TurnTimes]]:
        """CPU of detectors and of conversations, and the turns; begins anew."""
        taken = self.detector_cpu_s, self.conversation_cpu_s, list(self.turns.values())
        self.detector_cpu_s = self.conversation_cpu_s = 0.0
        self.turns = {}
        return taken

    def turn(self, span: Span) -> TurnTimes:
        """The times of a span of the call that is at work now."""
        key = _call_sid(), span.turn, span.revision
        return self.turns.setdefault(key, TurnTimes(*key))


class TimedDetectors:
    """Detectors whose CPU time is counted."""

    def __init__(self, detectors: SpeechDetectors, watch: Stopwatch) -> None:
        self._detectors = detectors
        self._watch = watch

    def open(self) -> SpeechDetector:
        """A detector with fresh state."""
        return _TimedDetector(self._detectors.open(), self._watch)


class _TimedDetector:
    def __init__(self, detector: SpeechDetector, watch: Stopwatch) -> None:
        self._detector = detector
        self._watch = watch

    @property
    def frame_samples(self) -> int:
        return self._detector.frame_samples

    def probe(self, frame: bytes) -> float:
        begun_s = time.thread_time()
        probability = self._detector.probe(frame)
        self._watch.detector_cpu_s += time.thread_time() - begun_s
        return probability


class TimedTranscriber:
    """Notes for each turn how long engines worked and how long it waited besides."""

    def __init__(self, transcriber: Transcriber, watch: Stopwatch) -> None:
        self._transcriber = transcriber
        self._watch = watch

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """Words of the turn."""
        asked = self._watch.asked.get(_call_sid())
        times = self._watch.turn(asked.popleft()) if asked else None
        jobs: list[JobTimes] = []
        _jobs.set(jobs)
        begun_s = time.monotonic()
        transcript = await self._transcriber.transcribe(audio, expectation)
        took_s = time.monotonic() - begun_s
        if times is not None:
            worked_s = sum(job.done_s - job.begun_s for job in jobs)
            times.worked_ms = min(worked_s, took_s) * 1000
            times.waited_ms = max(took_s - worked_s, 0) * 1000
        return transcript


class ScoringToo:
    """A recogniser beside which the turn scorer judges every turn, whether asked or not."""

    def __init__(self, transcriber: Transcriber, scorer: TurnScorer) -> None:
        self._transcriber = transcriber
        self._scorer = scorer

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """Words of the turn, once it has been scored.

        Raises:
            ProviderError: Either failed.
        """
        transcript, _ = await asyncio.gather(
            self._transcriber.transcribe(audio, expectation), self._scorer.score(audio)
        )
        return transcript


class BorrowedWords:
    """The cost of one recogniser and the words of another.

    Both hear each turn at the same time, and the answer waits for both: so the engine that is
    measured is never faster here than alone, and the words' own work comes on top.
    """

    def __init__(self, cost: Transcriber, words: Transcriber) -> None:
        self._cost = cost
        self._words = words

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """The words of the second.

        Raises:
            ProviderError: Either failed; as one engine would have.
        """
        words = asyncio.ensure_future(self._unwatched(audio, expectation))
        try:
            await self._cost.transcribe(audio, expectation)
            return await words
        finally:
            words.cancel()

    async def _unwatched(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        _jobs.set(None)  # in a task's own context: these jobs are not what is measured
        return await self._words.transcribe(audio, expectation)


class TimedConversation:
    """A conversation whose CPU time is counted, and the time it takes to answer words."""

    def __init__(self, conversation: Conversation, watch: Stopwatch) -> None:
        self._conversation = conversation
        self._watch = watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._conversation, name)

    def handle(self, event: Event) -> tuple[Command, ...]:
        """Take note of an event and say what is to be done."""
        begun_s = time.thread_time()
        commands = self._conversation.handle(event)
        took_s = time.thread_time() - begun_s
        self._watch.conversation_cpu_s += took_s
        if isinstance(event, TurnTranscribed):
            self._watch.turn(event.span).dialog_ms = took_s * 1000
        for command in commands:
            if isinstance(command, TranscribeSpan):
                self._watch.asked.setdefault(_call_sid(), deque()).append(command.span)
        return commands


def _call_sid() -> str:
    return str(structlog.contextvars.get_contextvars().get("call_sid", ""))
