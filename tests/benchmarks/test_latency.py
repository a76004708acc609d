"""The waits of a caller are told stage by stage, and calls are added until the promise breaks."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from benchmarks.latency.benchmark import latency
from benchmarks.latency.crowd import CarriedCall
from benchmarks.latency.engine_choice import NAMES, EngineChoice
from benchmarks.latency.report import Judged, outcome
from benchmarks.latency.serving import Metered
from benchmarks.latency.stopwatch import TurnTimes
from benchmarks.latency.sweep import Step, blame, climb, kept_calls
from benchmarks.latency.waterfall import (
    STAGES,
    Answered,
    Wait,
    answered,
    mean_stages,
    stages_of,
    waits,
)
from benchmarks.load.process_meter import Reading
from models.engines.placement import Device
from telephony.loopback.report import EndedBy, ResponseLatency
from voiceagent.core.commands import Command, Resume, Speak, TranscribeSpan
from voiceagent.core.events import (
    ClauseSynthesized,
    Event,
    Span,
    SpeakingStarted,
    SpeechProbed,
    Ticked,
    Transcript,
    TranscriptionFailed,
    TurnTranscribed,
)
from voiceagent.core.timeline import encode, encode_probes
from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.errors import ConfigurationError
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


def _only(*items: tuple[int, Event | Command]) -> Answered:
    (found,) = answered(_entries(*items))
    return found


# ---------------------------------------------------------------- one wait


def test_what_is_done_in_the_pause_costs_the_caller_nothing() -> None:
    """The words came at 2 190, the pause lasted to 2 400: all until then is silence."""
    turn = _only(
        (2_160, TranscribeSpan(FIRST, YES)),
        _heard(2_190, FIRST),
        (2_195, ClauseSynthesized(2_195, 7, 0, 900)),
        (2_400, Ticked(2_400)),
        (2_400, Speak(7)),
        (2_410, SpeakingStarted(2_410, 7, 0)),
    )
    times = TurnTimes("CA1", 1, 1, worked_ms=20, waited_ms=10, dialog_ms=4)
    stages = stages_of(turn, times, ended_ms=1_950, felt_ms=480)
    assert stages == {
        "silence": 450, "recognising": 0, "scoring": 0, "dialog": 0, "voice": 0, "queue": 10,
        "wire": 20,
    }  # fmt: skip


def test_words_that_come_late_are_waited_for() -> None:
    """Of 240 ms the engine worked 180; the answer took 10 to think of and 30 to voice."""
    turn = _only(
        (2_160, TranscribeSpan(FIRST, YES)),
        _heard(2_400, FIRST),
        (2_400, Speak(7)),
        (2_440, ClauseSynthesized(2_440, 7, 0, 900)),
        (2_445, SpeakingStarted(2_445, 7, 0)),
    )
    times = TurnTimes("CA1", 1, 1, worked_ms=180, waited_ms=60, dialog_ms=10)
    stages = stages_of(turn, times, ended_ms=2_000, felt_ms=450)
    assert stages == {
        "silence": 160, "recognising": 180, "scoring": 0, "dialog": 10, "voice": 30, "queue": 65,
        "wire": 5,
    }  # fmt: skip


@given(
    st.integers(0, 400), st.integers(0, 2_000), st.integers(0, 600), st.floats(0, 3_000),
    st.sampled_from(["TurnTranscribed", "TurnScored", "Ticked"]),
)  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_stages_are_together_what_was_felt(
    asked_ms: int, words_ms: int, sounded_ms: int, worked_ms: float, by: str
) -> None:
    """Nothing is left over, whatever took how long."""
    decided_ms = asked_ms + words_ms
    turn = Answered(
        "yes_no", FIRST, asked_ms, decided_ms, asked_ms, decided_ms, by, None,
        decided_ms + sounded_ms,
    )  # fmt: skip
    times = TurnTimes("CA1", 1, 1, worked_ms=worked_ms)
    stages = stages_of(turn, times, ended_ms=-50, felt_ms=900)
    assert tuple(stages) == STAGES
    assert sum(stages.values()) == pytest.approx(900)
    assert min(length for stage, length in stages.items() if stage != "wire") >= 0


def test_a_caller_who_goes_on_waits_from_the_new_end() -> None:
    """What was asked in the pause before is void; a turn without words was waited for as well."""
    turn = _only(
        (2_160, TranscribeSpan(FIRST, YES)),
        _heard(2_190, FIRST),
        (3_160, TranscribeSpan(GONE_ON, YES)),
        _heard(3_170, FIRST),
        (3_200, TranscriptionFailed(3_200, GONE_ON, "deadline")),
        (3_500, Speak(8)),
        (3_520, SpeakingStarted(3_520, 8, 0)),
    )
    assert (turn.span, turn.asked_ms, turn.words_ms) == (GONE_ON, 3_160, 3_200)
    assert turn.asked_for == "yes_no"


def test_what_answers_nobody_is_no_wait() -> None:
    """A greeting, and an utterance that goes on after a hold."""
    entries = _entries(
        (0, Speak(1)),
        (10, SpeakingStarted(10, 1, 0)),
        (2_160, TranscribeSpan(FIRST, YES)),
        (2_400, Resume(1, 800)),
        (2_410, SpeakingStarted(2_410, 1, 800)),
    )
    assert not list(answered(entries))


def test_both_ends_of_the_wire_are_brought_to_one_clock() -> None:
    """The call began 40 ms before its stream, the stream 300 ms after it was answered."""
    entries = _entries(
        (40, SpeechProbed(40, 0.0, -60)),
        (2_160, TranscribeSpan(FIRST, YES)),
        _heard(2_190, FIRST),
        (2_400, Speak(7)),
        (2_410, SpeakingStarted(2_410, 7, 0)),
    )
    felt = [ResponseLatency("ask.need", "speech", ended_ms=2_240, socket_ms=440)]
    (wait,) = waits(felt, 300, entries, {})
    assert wait.asked_for == "yes_no"
    assert wait.stages is not None
    assert sum(wait.stages.values()) == pytest.approx(440)
    assert wait.stages["wire"] == 10
    (elsewhere,) = waits([replace(felt[0], ended_ms=9_000)], 300, entries, {})
    assert elsewhere == Wait(440)


# ---------------------------------------------------------------- more and more calls


def _step(calls: int, felt_ms: float, queue_ms: float = 0.0, *, dropped: bool = False) -> Step:
    stages = dict.fromkeys(STAGES, 0.0) | {"queue": queue_ms, "silence": felt_ms - queue_ms}
    ended = EndedBy.SOCKET if dropped else EndedBy.AGENT
    carried = CarriedCall("CA1", "silent", 1.0, (), 10, 1, 0, ended, 3.0)
    reading = Reading(10.0, 2.0, 1.0, 0.0, 100.0, 50.0, 0.5, 4.0, 9.0)
    return Step(
        calls, [Wait(felt_ms, "yes_no", stages)] * 10, [carried], Metered(reading, 0.5, 0, ())
    )


async def test_calls_double_until_the_promise_breaks_and_one_step_lies_between() -> None:
    """1, 2, 4, 8, 16 hold, 32 does not, 24 does: 24 it is."""
    tried: list[int] = []

    async def carry(calls: int) -> Step:
        tried.append(calls)
        return _step(calls, 300 if calls <= 25 else 900)

    steps = await climb(carry)
    assert tried == [1, 2, 4, 8, 16, 32, 32, 24]
    assert [step.calls for step in steps] == [1, 2, 4, 8, 16, 24, 32]
    assert kept_calls(steps) == 24


async def test_a_step_that_breaks_is_judged_by_twice_as_many_turns() -> None:
    """Three slow turns of ten break it; three of seventy do not."""
    felt_ms = [[300.0] * 7 + [900.0] * 3, [300.0] * 60]

    async def carry(calls: int) -> Step:
        return replace(_step(calls, 300), waits=[Wait(one) for one in felt_ms.pop(0)])

    (step,) = await climb(carry, (4,))
    assert step.kept
    assert len(step.felt_ms) == 70
    assert not felt_ms


async def test_given_numbers_are_the_only_ones_tried() -> None:
    """And none after the first that breaks."""

    async def carry(calls: int) -> Step:
        return _step(calls, 300 if calls < 10 else 900)

    assert [step.calls for step in await climb(carry, (4, 12, 20))] == [4, 12]
    assert kept_calls(await climb(carry, (12, 20))) == 0


def test_a_dropped_call_breaks_the_promise() -> None:
    """However fast the others were answered."""
    assert _step(4, 300).kept
    assert not _step(4, 300, dropped=True).kept


def test_the_stage_that_grew_most_is_to_blame() -> None:
    """Not the longest one."""
    found = blame(_step(1, 300, 5), _step(32, 900, 500))
    assert found is not None
    assert found.stage == "queue"
    assert found.grown_ms == pytest.approx(495)


def test_figures_and_tables_tell_where_it_broke_and_on_what() -> None:
    """The figures of other engines have names of their own, so that no bar of ours judges them."""
    steps = [_step(1, 300, 5), _step(2, 900, 500)]
    found = outcome(EngineChoice("whisper-base"), None, steps)
    assert found.families == ("latency_whisper_base",)
    assert found.figures["latency_whisper_base.calls_kept"] == 1
    assert found.figures["latency_whisper_base.broke_at_calls"] == 2
    assert found.figures["latency_whisper_base.2_calls.over_800_share"] == 1
    assert found.figures["latency_whisper_base.yes_no.p95_ms"] == 300
    assert found.figures["latency_whisper_base.stage.queue_ms"] == 5
    assert found.figures["latency_whisper_base.vad_and_scoring_ms_per_call_second"] == 50
    console = Console(record=True, width=220, file=StringIO())
    for table in found.tables:
        console.print(table)
    shown = " ".join(console.export_text().split())
    assert "what grew most is queue, by 495 ms" in shown
    assert "random weights" in shown


def test_a_limit_that_was_not_looked_for_is_not_told() -> None:
    """Two calls that were asked for and held say nothing about three."""
    found = outcome(EngineChoice(), None, [_step(2, 300)])
    assert found.families == ("latency",)
    assert "latency.calls_kept" not in found.figures
    assert outcome(EngineChoice(), None, [_step(64, 300)]).figures["latency.calls_kept"] == 64


def test_scenarios_are_told_by_the_kind_of_question() -> None:
    """The answer to a yes/no question is not averaged away by longer ones."""
    judged = Judged((), [Wait(210, "yes_no"), Wait(420, "when"), Wait(900)])
    found = outcome(EngineChoice(), judged, [])
    assert found.families == ("demo", "latency")
    assert found.figures["latency.yes_no.p50_ms"] == 210
    assert found.figures["latency.when.p95_ms"] == 420
    assert mean_stages(judged.waits) == {}


# ---------------------------------------------------------------- what may be asked for


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"engines": "whisper-huge"}, "engines: one of"),
        ({"device": "cuda"}, "processor alone"),
        ({"engines": "whisper-base", "device": "cuda"}, "no GPU"),
        ({"device": "tpu"}, "cpu or cuda"),
        ({"calls": "1,many"}, "numbers from 1"),
        ({"calls": "0"}, "numbers from 1"),
    ],
)
def test_what_cannot_be_measured_is_said_at_once(
    options: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a service is started or a model written."""
    monkeypatch.setattr("ctranslate2.get_cuda_device_count", lambda: 0)
    with pytest.raises(ConfigurationError, match=why):
        latency(True, lambda _doing, _share=None: None, **options)


def test_each_choice_of_engines_has_figures_of_its_own() -> None:
    """What runs on a GPU, too."""
    families = {EngineChoice(name).family for name in NAMES}
    families.add(EngineChoice("whisper-base", Device.CUDA).family)
    assert len(families) == len(NAMES) + 1


@pytest.mark.slow
def test_two_callers_are_carried_and_their_waits_told() -> None:
    """The real service, in its own process, over real sockets, for half a minute."""
    found = latency(True, lambda _doing, _share=None: None, calls="2")
    assert found.figures["latency.2_calls.turns"] > 2
    assert found.figures["latency.2_calls.dropped"] == 0
    assert found.figures["latency.stage.silence_ms"] > 0
