"""The load benchmark counts what it says it counts."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace
from io import StringIO
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from benchmarks.latency.serving import Metered
from benchmarks.load.benchmark import Load, Plan, figures, measure
from benchmarks.load.callers import Tally
from benchmarks.load.process_meter import LOOP, ProcessMeter, Reading
from benchmarks.load.report import outcome
from benchmarks.load.sounds import make_sounds
from benchmarks.load.stub_engines import stub_engines
from benchmarks.reporting.bars import judge, read_bars
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.report import verdict_table
from voiceagent.dialog.moves import Expectation
from voiceagent.ports import TurnAudio


def _reading(cpu_s: float, rss_mb: float) -> Reading:
    return Reading(
        wall_s=10.0,
        cpu_s=cpu_s,
        main_cpu_s=cpu_s,
        starved_s=0.1,
        rss_mb=rss_mb,
        private_mb=rss_mb - 50,
        lag_p50_ms=1.0,
        lag_p99_ms=7.0,
        lag_max_ms=30.0,
    )


def _load(
    calls: int,
    cpu_s: float,
    rss_mb: float,
    failures: int = 0,
    *,
    engines: bool = False,
    threads_s: dict[str, float] | None = None,
) -> Load:
    tallies = [
        Tally(f"CA{place}", failure="gone" if place < failures else "", greeting_ms=20.0)
        for place in range(calls)
    ]
    reading = replace(_reading(cpu_s, rss_mb), threads_s=threads_s or {LOOP: cpu_s})
    metered = Metered(reading, detector_cpu_s=cpu_s / 10, conversation_cpu_s=cpu_s / 5, turns=())
    return Load(calls, engines, metered, tallies, missed_frames=0, refused_next=True)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.001, 1))
@settings(max_examples=50, deadline=None)
def test_a_percentile_is_a_sample_that_covers_its_share(samples: list[float], share: float) -> None:
    """At least that share lies at or below it, and no smaller sample does it."""
    found = percentile(samples, share)
    assert found in samples
    assert sum(sample <= found for sample in samples) >= share * len(samples) - 1e-9
    assert sum(sample < found for sample in samples) < share * len(samples) + 1e-9


def test_no_samples_have_no_percentile() -> None:
    """It is not a number, so that no bar is passed by it."""
    assert math.isnan(percentile([], 0.5))


def test_costs_are_counted_per_call_second_and_extra_call() -> None:
    """30 calls in 10 s with 3 s of CPU: 10 ms; 58 MB more for 29 calls more: 2 MB each."""
    found = figures([_load(1, 0.2, 100.0), _load(30, 3.0, 158.0, failures=2)])
    assert found["media.cpu_ms_per_call_second"] == 10.0
    assert found["media.cpu_ms_per_call_second_1"] == 20.0
    assert found["media.mb_per_extra_call"] == 2.0
    assert found["media.dropped_calls_30"] == 2


def test_what_a_call_second_costs_is_told_part_by_part() -> None:
    """The parts are all that was used: what the loop did besides is the media path."""
    used_s = {LOOP: 3.0, "engine-scorer": 1.0, "engine-encoder": 1.5, "asyncio_0": 0.5}
    load = _load(10, 6.0, 100.0, engines=True, threads_s=used_s)
    assert load.split_ms["detector"] == pytest.approx(6.0)
    assert load.split_ms["turns and dialog"] == pytest.approx(12.0)
    assert load.split_ms["media path"] == pytest.approx(12.0)
    assert load.split_ms["recogniser"] == pytest.approx(15.0)
    assert sum(load.split_ms.values()) == pytest.approx(load.cpu_ms_per_call_second)
    found = figures([load])
    assert found["load.vad_and_scoring_ms_per_call_second"] == pytest.approx(16.0)
    assert found["load.calls_per_core"] == pytest.approx(1000 / 60, abs=0.01)


def test_every_bar_of_a_call_s_cost_has_a_figure_in_a_full_run() -> None:
    """A bar that nothing measures would fail for ever, or be forgotten."""
    loads = [
        _load(calls, cpu_s, rss_mb, engines=engines)
        for engines in (False, True)
        for calls, cpu_s, rss_mb in ((1, 0.1, 100.0), (30, 3.0, 110.0))
    ]
    verdicts = judge(figures(loads), read_bars(), families=["media", "load"], quick=False)
    assert {verdict.bar.name.partition(".")[0] for verdict in verdicts} == {"media", "load"}
    assert all(verdict.passed for verdict in verdicts)


def test_tables_show_every_load_and_every_verdict() -> None:
    """What falls short is to be seen, not only counted."""
    loads = [_load(1, 0.1, 100.0), _load(30, 9.0, 110.0, failures=2)]
    result = outcome(loads)
    verdicts = judge(result.figures, read_bars(), families=result.families, quick=False)
    console = Console(record=True, width=160, file=StringIO())
    for table in (*result.tables, verdict_table(verdicts)):
        console.print(table)
    shown = console.export_text()
    assert "30.0" in shown
    assert "missed" in shown
    assert "2 calls of 30: gone" in shown


async def test_a_stalled_loop_is_as_late_as_every_moment_it_let_pass() -> None:
    """A stall of 60 ms makes six moments late, not one."""
    meter = ProcessMeter()
    running = asyncio.create_task(meter.run())
    await asyncio.sleep(0)
    meter.take()
    stalled_until = asyncio.get_running_loop().time() + 0.06
    while asyncio.get_running_loop().time() < stalled_until:
        pass
    await asyncio.sleep(0.001)
    reading = meter.take()
    running.cancel()
    assert reading.lag_max_ms >= 40
    assert reading.lag_p50_ms >= 10
    assert reading.cpu_s > 0
    assert reading.rss_mb > reading.private_mb > 0


async def test_callers_sound_like_speech_in_whole_frames() -> None:
    """Every voice has a sentence of at least a second, in frames of 160 bytes."""
    sounds = await make_sounds()
    assert len(sounds.sentences) == 4
    for frames in (*sounds.sentences, sounds.quiet):
        assert len(frames) > 50
        assert {len(frame) for frame in frames} == {160}


async def test_the_stub_engines_answer_every_turn_alike() -> None:
    """Their words are understood, and their voice lasts as long as speech would."""
    engines = stub_engines()
    await engines.warm_up()
    audio = TurnAudio(np.zeros(16_000, np.float32), speech_ms=900)
    assert await engines.scorer.score(audio) > 0.9
    assert (await engines.transcriber.transcribe(audio, Expectation())).accepted
    pieces = [piece async for piece in engines.synthesizer.synthesize("God dag, og takk.")]
    words = [word for piece in pieces for word in piece.words]
    assert [word.text for word in words] == ["God", "dag,", "og", "takk."]
    assert all(one.end_ms == other.start_ms for one, other in pairwise(words))
    assert sum(len(piece.samples) for piece in pieces) == words[-1].end_ms * 8
    engines.close()


@pytest.mark.slow
async def test_two_calls_are_carried_and_measured() -> None:
    """The real service, in its own process, over real sockets, drops none of them."""
    (load,) = await measure(Plan((2,), (), 0.5), lambda _doing, _share: None)
    assert load.dropped == 0
    assert load.refused_next
    assert load.missed_frames == 0
    assert load.reading.cpu_s > 0
    assert len(load.replies_ms) >= 2
