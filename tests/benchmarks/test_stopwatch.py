"""What is measured in a running service is what was really done there."""

from __future__ import annotations

from collections import deque
from typing import cast

import numpy as np
import pytest
import structlog

from benchmarks.latency.stopwatch import (
    BorrowedWords,
    ScoringToo,
    Stopwatch,
    TimedConversation,
    TimedDetectors,
    TimedTranscriber,
    note_job,
)
from benchmarks.load.stub_engines import RepetitionTranscriber
from models.engines.worker import EngineThread
from voiceagent.core.commands import Command, TranscribeSpan
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import Event, Span, Ticked, Transcript, TurnTranscribed
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ProviderError
from voiceagent.ports import SpeechDetector, TurnAudio

AUDIO = TurnAudio(np.zeros(16_000, np.float32), speech_ms=900)
SPAN = Span(1, 2, 1_000, 1_900)


class _Asks:
    """A conversation that asks for words once."""

    outcome = "undecided"

    def handle(self, event: Event) -> tuple[Command, ...]:
        return (TranscribeSpan(SPAN, Expectation()),) if isinstance(event, Ticked) else ()


class _Engine:
    """A recogniser on a thread of its own."""

    def __init__(self, thread: EngineThread, text: str) -> None:
        self._thread = thread
        self._text = text
        self.heard = 0

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        del audio, expectation
        text = await self._thread.run(lambda: self._text)
        self.heard += 1
        return Transcript(text, 0.9, accepted=True)


class _Deaf:
    """A recogniser that fails."""

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        raise ProviderError("deaf")


class _Detectors:
    frame_samples = 256

    def open(self) -> SpeechDetector:
        return self

    def probe(self, frame: bytes) -> float:
        return len(frame) / 1_000


async def test_a_turns_times_are_told_by_call_turn_and_revision() -> None:
    """Engines' work and the wait besides are apart, and the answer's making is a third thing."""
    watch, thread = Stopwatch(), EngineThread("timed", watch=note_job)
    conversation = TimedConversation(cast(Conversation, _Asks()), watch)
    engine = TimedTranscriber(_Engine(thread, "ja"), watch)
    with structlog.contextvars.bound_contextvars(call_sid="CA1"):
        conversation.handle(Ticked(2_100))
        transcript = await engine.transcribe(AUDIO, Expectation())
        conversation.handle(TurnTranscribed(2_200, SPAN, transcript))
    thread.close()
    assert conversation.outcome == "undecided"
    _, conversation_cpu_s, (turn,) = watch.take()
    assert (turn.call_sid, turn.turn, turn.revision) == ("CA1", 1, 2)
    assert turn.worked_ms > 0
    assert turn.waited_ms > 0
    assert 0 < turn.dialog_ms <= conversation_cpu_s * 1000
    assert watch.take() == (0.0, 0.0, [])


async def test_the_measured_engine_works_and_the_words_are_the_others() -> None:
    """Of the lender's work nothing is counted to the turn."""
    watch, thread = Stopwatch(), EngineThread("lender", watch=note_job)
    cost, lender = _Engine(EngineThread("cost"), "xyz"), _Engine(thread, "ja takk")
    engine = TimedTranscriber(BorrowedWords(cost, lender), watch)
    watch.asked[""] = deque([SPAN])
    transcript = await engine.transcribe(AUDIO, Expectation())
    thread.close()
    assert transcript.text == "ja takk"
    assert cost.heard == 1
    _, _, (turn,) = watch.take()
    assert turn.worked_ms == 0


async def test_an_engine_that_fails_fails_with_borrowed_words_too() -> None:
    """Cost is not all that is measured: who is late or broken has no words."""
    engine = BorrowedWords(_Deaf(), RepetitionTranscriber())
    with pytest.raises(ProviderError):
        await engine.transcribe(AUDIO, Expectation())


async def test_every_turn_is_scored_where_that_is_wanted() -> None:
    """The words are the recogniser's."""
    scored: list[TurnAudio] = []

    class Scorer:
        async def score(self, audio: TurnAudio) -> float:
            scored.append(audio)
            return 0.5

    engine = ScoringToo(RepetitionTranscriber(), Scorer())
    assert (await engine.transcribe(AUDIO, Expectation())).accepted
    assert scored == [AUDIO]


def test_a_detectors_verdicts_are_its_own() -> None:
    """And its time is counted."""
    watch = Stopwatch()
    detector = TimedDetectors(_Detectors(), watch).open()
    assert detector.frame_samples == 256
    assert detector.probe(b"x" * 256) == 0.256
    assert watch.detector_cpu_s > 0
