"""The waits of a caller are read from the flight recorder as they were felt."""

from __future__ import annotations

from benchmarks.latency import Wait, outcome, waits_in
from voiceagent.core.commands import Command, Resume, Speak, TranscribeSpan
from voiceagent.core.events import (
    Event,
    Span,
    SpeakingStarted,
    SpeechProbed,
    Transcript,
    TranscriptionFailed,
    TurnTranscribed,
)
from voiceagent.core.timeline import encode, encode_probes
from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.ports import TimelineEntry

YES = Expectation(AnswerKind.YES_NO)
FIRST = Span(1, 1, 1_000, 2_000)
GONE_ON = Span(1, 2, 1_000, 3_000)


def _entries(*items: tuple[int, Event | Command]) -> list[TimelineEntry]:
    entries = []
    for place, (at_ms, item) in enumerate(items):
        kind = "command" if isinstance(item, Command) else "event"
        name, body = encode_probes([item]) if isinstance(item, SpeechProbed) else encode(item)
        entries.append(TimelineEntry("c1", place, at_ms, kind, name, body))
    return entries


def _heard(at_ms: int, span: Span) -> tuple[int, Event]:
    return at_ms, TurnTranscribed(at_ms, span, Transcript("ja", 0.9, accepted=True))


def test_a_wait_is_told_stage_by_stage() -> None:
    """Each stage counts from the caller's last sound at 2 000 ms."""
    entries = _entries(
        (2_144, SpeechProbed(2_144, 0.0)),
        (2_160, TranscribeSpan(FIRST, YES)),
        _heard(2_190, FIRST),
        (2_200, Speak(7)),
        (2_210, SpeakingStarted(2_210, 7, 0)),
    )
    assert list(waits_in(entries)) == [Wait("yes_no", 160, 190, 200, 210)]


def test_a_caller_who_goes_on_waits_from_the_new_end() -> None:
    """What was asked in the pause before is void."""
    entries = _entries(
        (2_160, TranscribeSpan(FIRST, YES)),
        _heard(2_190, FIRST),
        (3_160, TranscribeSpan(GONE_ON, YES)),
        _heard(3_170, FIRST),
        (3_200, TranscriptionFailed(3_200, GONE_ON, "deadline")),
        (3_500, Speak(8)),
        (3_520, SpeakingStarted(3_520, 8, 0)),
    )
    assert list(waits_in(entries)) == [Wait("yes_no", 160, 200, 500, 520)]


def test_what_answers_nobody_is_no_wait() -> None:
    """A greeting, and an utterance that goes on after a hold."""
    entries = _entries(
        (0, Speak(1)),
        (10, SpeakingStarted(10, 1, 0)),
        (2_160, TranscribeSpan(FIRST, YES)),
        (2_400, Resume(1, 800)),
        (2_410, SpeakingStarted(2_410, 1, 800)),
    )
    assert not list(waits_in(entries))


def test_a_turn_without_words_still_counts() -> None:
    """The caller waited all the same."""
    entries = _entries(
        (2_160, TranscribeSpan(FIRST, YES)),
        (2_700, Speak(7)),
        (2_705, SpeakingStarted(2_705, 7, 0)),
    )
    assert list(waits_in(entries)) == [Wait("yes_no", 160, None, 700, 705)]


def test_figures_are_told_by_the_kind_of_question() -> None:
    """The answer to a yes/no question is not averaged away by longer ones."""
    waits = [Wait("yes_no", 160, 170, 200, 210), Wait("when", 160, 300, 400, 420)]
    figures = outcome([], waits).figures
    assert figures["latency.yes_no.p50_ms"] == 210
    assert figures["latency.when.p95_ms"] == 420
