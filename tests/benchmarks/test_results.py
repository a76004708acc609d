"""Results as files: what is kept comes back, and what is no result is refused by name."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.reporting.machine import machine
from benchmarks.reporting.results import (
    baseline_of,
    means,
    read_baselines,
    read_result,
    result_of,
    write_result,
)
from voiceagent.errors import ConfigurationError

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def test_a_result_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    """A figure says nothing without what it was measured on; what is not a number is null."""
    path = tmp_path / "deep" / "t.json"
    runs = [{"t.a": 1.0, "t.b": math.nan}, {"t.a": 3.0, "t.b": math.inf}]
    result = result_of("t", ("t",), runs, quick=True, at=AT, machine=machine())
    write_result(path, result, names=["t.a", "t.b"])
    assert json.loads(path.read_text())["figures"] == {"t.a": 2.0, "t.b": None}
    kept = read_result(path)
    assert kept == result
    assert kept.at == "2026-11-22T10:00:00+00:00"
    assert kept.figures == {"t.a": 2.0}


def test_a_dropped_call_in_one_of_three_runs_is_no_clean_result() -> None:
    """A figure of several runs is their mean; a median would hide the one."""
    assert means([{"t.dropped": 0.0}, {"t.dropped": 0.0}, {"t.dropped": 1.0}])["t.dropped"] > 0
    assert math.isnan(means([{"t.a": math.nan}])["t.a"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("{", r"no JSON \(line 1\)", id="not JSON"),
        pytest.param("[1, 2]", "no result of a benchmark", id="a list"),
        pytest.param('{"figures": {}}', "no result of a benchmark", id="no benchmark"),
        pytest.param('{"benchmark": "t"}', "figures by name", id="no figures"),
        pytest.param('{"benchmark": "t", "figures": {"a": "1"}}', "a is no number", id="text"),
        pytest.param('{"benchmark": "t", "figures": {"a": true}}', "a is no number", id="truth"),
        pytest.param('{"benchmark": "t", "figures": {}, "machine": 1}', "machine", id="machine"),
        pytest.param("\x00\xff", "cannot be read", id="not text"),
    ],
)
def test_a_file_that_holds_no_result_is_refused_by_name(
    tmp_path: Path, content: str, said: str
) -> None:
    """The message names the file and what is wrong with it."""
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="latin-1" if "\xff" in content else "utf-8")
    with pytest.raises(ConfigurationError, match=said) as error:
        read_result(path)
    assert "bad.json" in str(error.value)


def test_a_folder_or_nothing_is_no_result(tmp_path: Path) -> None:
    """Both are typing errors."""
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_result(tmp_path)
    with pytest.raises(ConfigurationError, match="there is no such file"):
        read_result(tmp_path / "none.json")


def test_a_result_that_cannot_be_kept_is_an_error_of_ours(tmp_path: Path) -> None:
    """No traceback after an hour of measuring."""
    (tmp_path / "file").write_text("")
    result = result_of("t", ("t",), [{}], quick=True, at=AT, machine={})
    with pytest.raises(ConfigurationError, match="cannot be written"):
        write_result(tmp_path / "file" / "t.json", result)


def test_a_baseline_of_another_benchmark_is_refused(tmp_path: Path) -> None:
    """Before anything is measured."""
    path = tmp_path / "t.json"
    write_result(path, result_of("t", ("t",), [{}], quick=True, at=AT, machine={}))
    with pytest.raises(ConfigurationError, match="a result of t, not turns"):
        read_baselines([path], "turns")


def test_every_committed_baseline_is_a_full_run_of_its_benchmark() -> None:
    """``--compare baseline`` finds it by the benchmark's name."""
    for path in baseline_of("x").parent.glob("*.json"):
        result = read_result(path)
        assert baseline_of(result.benchmark) == path
        assert not result.quick
