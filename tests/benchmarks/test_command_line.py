"""``python -m benchmarks``: what it prints, keeps, and ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

import benchmarks.__main__ as command_line
from benchmarks.report import Outcome, ProgressLine, table


def _benchmark(cpu_ms: float) -> command_line.Benchmark:
    def run(quick: bool, progress: ProgressLine) -> Outcome:
        progress("counting")
        shown = table("calls", "cost")
        shown.add_row("30", f"{cpu_ms} ms")
        return Outcome(("media",), {"media.cpu_ms_per_call_second": cpu_ms}, (shown,))

    return run


def _run(cpu_ms: float, *, check: bool, quick: bool = True, json: Path | None = None) -> None:
    command_line._run("media", _benchmark(cpu_ms), quick=quick, check=check, json=json)


def test_a_check_that_falls_short_names_it_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code is 1, and the last line says which bar."""
    with pytest.raises(typer.Exit) as ending:
        _run(99.0, check=True)
    assert ending.value.exit_code == 1
    assert capsys.readouterr().out.rstrip().endswith("media.cpu_ms_per_call_second")


def test_a_full_run_that_left_a_bar_unmeasured_fails() -> None:
    """Only a quick look may leave figures out."""
    with pytest.raises(typer.Exit):
        _run(1.0, check=True, quick=False)


def test_without_check_nothing_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """Looking is free; the verdict is shown all the same."""
    _run(99.0, check=False)
    assert "missed" in capsys.readouterr().out


def test_a_check_that_passes_says_so_and_keeps_the_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table, the verdict and the file."""
    path = tmp_path / "media.json"
    _run(9.5, check=True, json=path)
    shown = capsys.readouterr().out
    assert "9.5 ms" in shown
    assert "reached" in shown
    assert json.loads(path.read_text())["figures"] == {"media.cpu_ms_per_call_second": 9.5}


def test_every_benchmark_is_offered() -> None:
    """The names that the README and the Makefile use."""
    commands = {
        command.callback.__name__
        for command in command_line.app.registered_commands
        if command.callback
    }
    parts = {
        command.callback.__name__
        for command in command_line.accuracy.registered_commands
        if command.callback
    }
    assert "media" in commands
    assert parts == {"speech", "language", "knowledge"}
