"""Figures are held against bars, and what falls short is named."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from benchmarks.reporting.bars import Bar, Direction, judge, limits, read_bars
from voiceagent.errors import ConfigurationError

BARS = (
    Bar("media.cpu", 15, Direction.AT_MOST, "promise"),
    Bar("media.lag", 20, Direction.BELOW, "promise"),
    Bar("media.share", 0.9, Direction.AT_LEAST, "promise"),
    Bar("demo.p50_ms", 500, Direction.AT_MOST, "promise"),
)


def _short(figures: dict[str, float], *, quick: bool = False) -> list[str]:
    verdicts = judge(figures, BARS, families=["media"], quick=quick)
    return [verdict.bar.name for verdict in verdicts if not verdict.passed]


@pytest.mark.parametrize(
    ("figures", "short"),
    [
        pytest.param({"cpu": 15, "lag": 19.9, "share": 0.9}, [], id="on the good side"),
        pytest.param({"cpu": 15.1, "lag": 1, "share": 1}, ["media.cpu"], id="above at_most"),
        pytest.param({"cpu": 1, "lag": 20, "share": 1}, ["media.lag"], id="not below"),
        pytest.param({"cpu": 1, "lag": 1, "share": 0.8}, ["media.share"], id="under at_least"),
        pytest.param({"cpu": math.nan, "lag": 1, "share": 1}, ["media.cpu"], id="not a number"),
    ],
)
def test_a_figure_on_the_wrong_side_of_its_bar_falls_short(
    figures: dict[str, float], short: list[str]
) -> None:
    """Each direction has its own idea of the limit itself."""
    assert _short({f"media.{name}": value for name, value in figures.items()}) == short


def test_a_figure_that_was_not_measured_falls_short() -> None:
    """A bar cannot be passed by leaving its figure out."""
    assert _short({"media.cpu": 1, "media.lag": 1}) == ["media.share"]


def test_a_quick_look_may_leave_figures_out() -> None:
    """It still fails on those it has."""
    assert _short({"media.cpu": 99}, quick=True) == ["media.cpu"]


def test_bars_of_other_benchmarks_do_not_count() -> None:
    """Each benchmark answers for its own figures."""
    verdicts = judge({}, BARS, families=["demo"], quick=False)
    assert [verdict.bar.name for verdict in verdicts] == ["demo.p50_ms"]


def test_our_own_bars_can_be_read() -> None:
    """What we promise of the media path stands in the file."""
    bars = {bar.name: bar for bar in read_bars()}
    assert bars["media.cpu_ms_per_call_second"].limit == 15
    assert bars["media.loop_lag_p99_ms_30_calls"].direction is Direction.BELOW


def test_a_picture_is_marked_with_the_bars_own_limits() -> None:
    """A mark cannot differ from what is judged; a bar that is not there is no mark."""
    named = {"promise": "media.cpu_ms_per_call_second", "none": "media.nothing"}
    assert limits(named) == {"promise": 15}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bars = ", id="not TOML"),
        pytest.param("[limits]", id="no bars"),
        pytest.param('[bars."a.b"]\ndirection = "at_most"\nsource = "promise"', id="no limit"),
        pytest.param('[bars."a.b"]\nlimit = 1\ndirection = "up"\nsource = "x"', id="no direction"),
    ],
)
def test_a_malformed_bar_is_refused(tmp_path: Path, text: str) -> None:
    """An operator is told before anything is measured."""
    path = tmp_path / "bars.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError):
        read_bars(path)
