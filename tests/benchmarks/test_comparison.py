"""What moved between two results, and what is called noise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from benchmarks.reporting.bars import Bar, Direction
from benchmarks.reporting.comparison import Comparison, Move, compare, default_noise
from benchmarks.reporting.report import comparison_line, comparison_table
from benchmarks.reporting.results import Result
from voiceagent.errors import ConfigurationError

BARS = (
    Bar("t.wait_ms", 500, Direction.AT_MOST, "promise"),
    Bar("t.right", 0.9, Direction.AT_LEAST, "promise"),
    Bar("t.lost", 1, Direction.BELOW, "promise"),
)


def a_result(*runs: dict[str, float]) -> Result:
    machine = {"cores": 2, "cpu": "a processor", "system": "Linux 6"}
    return Result("t", ("t",), False, "2026-11-22T10:00:00+00:00", machine, {"numpy": "2"}, runs)


def move(before: list[float], now: list[float], name: str = "t.wait_ms") -> Move:
    (change,) = compared(before, now, name).changes
    return change.move


def compared(before: list[float], now: list[float], name: str = "t.wait_ms") -> Comparison:
    earlier = a_result(*({name: value} for value in before))
    return compare([earlier], a_result(*({name: value} for value in now)), BARS)


@pytest.mark.parametrize(
    ("name", "before", "now", "expected"),
    [
        pytest.param("t.wait_ms", 300, 400, Move.NOISE, id="a time within two fifths"),
        pytest.param("t.wait_ms", 300, 600, Move.WORSE, id="a time that doubled"),
        pytest.param("t.wait_ms", 600, 300, Move.IMPROVED, id="a time that halved"),
        pytest.param("t.other_ms", 300, 600, Move.MOVED, id="no bar, no judgement"),
        pytest.param("t.right", 0.9, 0.909, Move.NOISE, id="less than a point"),
        pytest.param("t.right", 0.9, 0.92, Move.IMPROVED, id="more where more is better"),
        pytest.param("t.right", 0.9, 0.88, Move.WORSE, id="less where more is better"),
        pytest.param("t.lost", 0, 1, Move.WORSE, id="from none to one"),
        pytest.param("t.lost", 9, 14, Move.NOISE, id="a count within twice its root"),
        pytest.param("t.lost", 9, 30, Move.WORSE, id="a count far beyond"),
    ],
)
def test_what_was_measured_once_moves_beyond_its_units_noise(
    name: str, before: float, now: float, expected: Move
) -> None:
    """Good or bad is told by the bar's direction, and by nothing else."""
    assert move([before], [now], name) is expected


def test_a_quick_look_at_a_dozen_cases_tells_little_of_a_share() -> None:
    """One case of them is eight points."""
    before, now = a_result({"t.right": 0.92}), a_result({"t.right": 0.84})
    assert compare([before], now, BARS).of(Move.WORSE)
    assert compare([before], replace(now, quick=True), BARS).of(Move.NOISE)


def test_repeated_runs_tell_their_own_noise() -> None:
    """A third more is noise for figures that scatter, and a move for those that do not."""
    assert move([300, 420, 350], [400]) is Move.NOISE
    assert move([300, 301, 302], [400]) is Move.WORSE
    assert compared([300, 301, 302], [400]).changes[0].measured


def test_two_runs_are_little_to_tell_noise_by() -> None:
    """The interval is as wide as so few runs leave it; a third run narrows it."""
    assert move([300, 310], [400]) is Move.NOISE
    assert move([300, 310, 305], [400]) is Move.WORSE


def test_what_came_out_alike_each_time_moves_by_any_change() -> None:
    """The same phrases are read each time: one that is now read otherwise is a change."""
    assert move([0.93, 0.93, 0.93], [0.9276], "t.right") is Move.WORSE
    assert move([0.93, 0.93, 0.93], [0.93], "t.right") is Move.NOISE


def test_the_last_place_of_a_rounded_figure_is_no_move() -> None:
    """0.003 and 0.004 may have been 0.0034 and 0.0036; none and one are whole."""
    assert move([0.003] * 3, [0.004], "t.other_db") is Move.NOISE
    assert move([0.0] * 3, [1.0], "t.lost") is Move.WORSE


def test_runs_of_the_new_result_tell_noise_too() -> None:
    """One run before and three now are four runs, with the spread of the three."""
    assert move([300], [400, 401, 399]) is Move.WORSE
    assert move([300], [300, 420, 350]) is Move.NOISE


def test_several_baselines_are_one_with_their_runs() -> None:
    """``--compare a.json --compare b.json``: the spread of both is noise."""
    baselines = [a_result({"t.wait_ms": value}) for value in (300.0, 310.0, 305.0)]
    found = compare(baselines, a_result({"t.wait_ms": 330.0}), BARS)
    assert found.runs == (3, 1)
    assert found.of(Move.WORSE)


def test_a_figure_that_is_missing_on_one_side_is_said_to_be() -> None:
    """New or gone is no improvement."""
    found = compare([a_result({"t.a": 1.0})], a_result({"t.b": 1.0}), BARS)
    assert {change.name: change.move for change in found.changes} == {
        "t.a": Move.GONE,
        "t.b": Move.NEW,
    }


def test_what_makes_two_results_less_comparable_is_noted() -> None:
    """Another machine, other versions, a quick look against a full run."""
    before = a_result({"t.wait_ms": 300.0})
    now = replace(before, quick=True, machine={**before.machine, "cores": 8}, versions={})
    notes = compare([before], now, BARS).notes
    assert any("quick look" in note for note in notes)
    assert "machine: cores was 2, now 8" in notes
    busy = [replace(before, machine={**before.machine, "load_before": load}) for load in (0.1, 4)]
    assert compare(busy[:1], busy[1], BARS).notes == (
        "others kept 0.1 cores busy when the baseline was made, now 4",
    )
    assert "numpy was 2, now absent" in notes
    assert compare([before], before, BARS).notes == ()


def test_results_of_different_benchmarks_are_refused() -> None:
    """Nothing in them belongs together."""
    other = replace(a_result({"t.wait_ms": 1.0}), benchmark="u")
    with pytest.raises(ConfigurationError, match="t and u"):
        compare([a_result({"t.wait_ms": 1.0})], other, BARS)
    with pytest.raises(ConfigurationError, match="baseline"):
        compare([], other, BARS)


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(st.floats(0, 1e6), min_size=1, max_size=5),
    name=st.sampled_from(["t.wait_ms", "t.right", "t.lost", "t.rss_mb", "t.level_db", "t.x"]),
)
def test_a_result_never_moves_against_itself(before: list[float], name: str) -> None:
    """Whatever the figures are."""
    assert move(before, before, name) is Move.NOISE
    assert default_noise(name, before[0], before[0]) >= 0


def test_the_worst_stands_first_and_noise_is_not_shown() -> None:
    """What is looked for is on top; what stayed is counted."""
    before = a_result({"t.right": 0.9, "t.wait_ms": 300.0, "t.lost": 0.0, "t.new_ms": 5.0})
    now = a_result({"t.right": 0.95, "t.wait_ms": 900.0, "t.lost": 0.0, "t.new_ms": 50.0})
    found = compare([before], now, BARS)
    assert [change.name for change in found.changes][:3] == ["t.wait_ms", "t.right", "t.new_ms"]
    console = Console(width=140)
    with console.capture() as shown:
        console.print(comparison_table(found))
    assert "+200.0%" in shown.get()
    assert "t.lost" not in shown.get()
    with console.capture() as every:
        console.print(comparison_table(found, every=True))
    assert "t.lost" in every.get()
    assert comparison_line(found) == (
        "1 worse, 1 improved, 1 moved, 1 within noise (1 run before, 1 now;"
        " ~ is assumed noise, by unit: --repeat measures it)"
    )
