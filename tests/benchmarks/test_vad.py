"""The comparison of speech detectors: its sounds are labelled right, and it counts what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from benchmarks.vad.benchmark import Alarms, Detected, Tally, _figures, hear_caller, hear_stranger
from benchmarks.vad.detectors import MAKERS, FileDetectors, cost
from benchmarks.vad.sounds import BEHIND, Caller, callers, strangers
from models.engines.silero import SileroDetectors
from models.loading import caller_voice
from voiceagent.core.audio import decode_ulaw, silence_ulaw

FRAME = 256


class Oracle:
    """Knows when speech is, by the clock; ``late_ms`` after it is."""

    def __init__(self, spans_ms: list[tuple[int, int]], late_ms: int = 0) -> None:
        self._spans_ms = spans_ms
        self._late_ms = late_ms
        self._heard_ms = 0

    def open(self) -> Oracle:
        return Oracle(self._spans_ms, self._late_ms)

    @property
    def frame_samples(self) -> int:
        return FRAME

    def probe(self, frame: bytes) -> float:
        at_ms = self._heard_ms - self._late_ms
        self._heard_ms += len(frame) // 8
        return float(any(start <= at_ms < end for start, end in self._spans_ms))


def _caller() -> Caller:
    """Speech from 1.0 to 2.0 s and from 2.4 to 3.0 s."""
    sounding = np.zeros(420, np.bool_)
    sounding[100:200] = sounding[240:300] = True
    pauses = (("cut", 2_000, 2_400),)
    return Caller("quiet line", silence_ulaw(4_200), sounding, 1_000, 3_000, pauses)


def _heard(detector: Any) -> Tally:
    tally = Tally()
    hear_caller(detector, _caller(), tally)
    return tally


def test_delays_are_those_of_the_conversation() -> None:
    """96 ms of speech begin a turn and 128 ms of silence end it, and frames have 32 ms."""
    tally = _heard(Oracle([(1_000, 2_000), (2_400, 3_000)]))
    assert 96 <= tally.onsets_ms[0] <= 96 + 64
    assert 128 <= tally.ends_ms[0] <= 128 + 64
    assert (tally.missed, tally.alarms, tally.found["cut"]) == (0, 0, 1)
    late = _heard(Oracle([(1_000, 2_000), (2_400, 3_000)], late_ms=100))
    assert 96 <= late.onsets_ms[0] - tally.onsets_ms[0] <= 128


@pytest.mark.parametrize(
    ("spans_ms", "fault"),
    [
        pytest.param([], "unheard", id="deaf"),
        pytest.param([(0, 9_999)], "early", id="hears speech everywhere"),
        pytest.param([(1_000, 9_999)], "open_ended", id="never hears the end"),
        pytest.param([(1_000, 3_000)], "alarms", id="talks over the pause"),
        pytest.param([(1_000, 1_500), (2_400, 3_000)], "missed", id="loses half a word"),
    ],
)
def test_each_fault_is_counted_by_its_name(spans_ms: list[tuple[int, int]], fault: str) -> None:
    """A detector that knows the truth has none of them."""
    assert getattr(_heard(Oracle(spans_ms)), fault) > 0
    assert getattr(_heard(Oracle([(1_000, 2_000), (2_400, 3_000)])), fault) == 0


def test_false_alarms_are_turns_per_minute() -> None:
    """Two sounds of half a second within thirty seconds are four a minute."""
    oracle: Any = Oracle([(5_000, 5_500), (20_000, 20_500)])
    alarms = hear_stranger(oracle, silence_ulaw(30_000))
    assert alarms.per_minute == pytest.approx(4)
    assert alarms.share == pytest.approx(1 / 30, rel=0.1)


async def test_callers_sound_where_their_label_says() -> None:
    """Before the first sound and in the pause there is only what is behind them."""
    made = await callers(quick=True)
    assert {caller.behind for caller in made} == set(BEHIND)
    for caller in made:
        voice = decode_ulaw(caller.ulaw).astype(float)
        loud = np.sqrt(np.mean(voice[caller.start_ms * 8 : caller.end_ms * 8] ** 2))
        quiet = np.sqrt(np.mean(voice[: caller.start_ms * 8] ** 2))
        assert loud > 1.5 * quiet
        assert caller.sounding[caller.start_ms // 10 : caller.end_ms // 10].mean() > 0.5
        for _, from_ms, to_ms in caller.pauses_ms:
            assert not caller.sounding[from_ms // 10 + 1 : to_ms // 10 - 1].any()


async def test_strangers_are_as_long_as_asked_and_no_silence() -> None:
    """All but the quiet line are to be heard."""
    made = await strangers(3_000, caller_voice("kari"))
    assert {len(ulaw) for ulaw in made.values()} == {24_000}
    levels = {name: np.abs(decode_ulaw(ulaw).astype(int)).max() for name, ulaw in made.items()}
    assert min(level for name, level in levels.items() if name != "quiet line") > 100


async def test_our_silero_and_the_file_say_the_same() -> None:
    """The rise to 16 kHz folded into the first matrix changes no verdict."""
    (caller, *_) = await callers(quick=True)
    ours = SileroDetectors(forget_after_ms=None).open()
    file = FileDetectors(16_000).open()
    frames = [caller.ulaw[at : at + FRAME] for at in range(0, len(caller.ulaw) - FRAME, FRAME)]
    verdicts = np.array([(ours.probe(frame), file.probe(frame)) for frame in frames])
    np.testing.assert_allclose(verdicts[:, 0], verdicts[:, 1], atol=1e-3)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_every_detector_has_a_cost(make: Callable[[], Any]) -> None:
    """More than nothing, less than the time that there is."""
    assert 0 < cost(make, silence_ulaw(640)).cpu_ms < 1_000


def test_figures_have_a_name_each() -> None:
    """Percentiles, shares and alarms by sound."""
    tally = _heard(Oracle([(1_000, 2_000), (2_400, 3_000)]))
    spent = cost(MAKERS["webrtcvad"], silence_ulaw(640))
    figures = dict(
        _figures(Detected({"quiet line": tally}, {"our echo −20 dB": Alarms(3, 0)}, spent))
    )
    assert figures["alarms_per_minute.our_echo_20_db"] == 3
    assert figures["unheard"] == 0
    assert figures["cut_pauses_noticed"] == 1
