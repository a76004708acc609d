"""``python -m benchmarks``: what it offers, prints, keeps, and ends with."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Annotated

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

import benchmarks.__main__ as command_line
import benchmarks.reporting.drawing
from benchmarks.catalogue import Catalogue
from benchmarks.everything import in_a_process
from benchmarks.reporting.pictures import BarChart
from benchmarks.reporting.report import Outcome, ProgressLine, table
from benchmarks.reporting.results import read_result
from benchmarks.running import Benchmark, Runner
from voiceagent.errors import ConfigurationError, ProviderError, VoiceAgentError

PROJECT = Path(__file__).parents[2]


def _benchmark(cpu_ms: float) -> Benchmark:
    def run(quick: bool, progress: ProgressLine) -> Outcome:
        progress("counting", 0.0)
        shown = table("calls", "cost")
        shown.add_row("30", f"{cpu_ms} ms")
        pictures = (BarChart("cost", "ms", {"30 calls": {"ours": cpu_ms}}),)
        return Outcome(("media",), {"media.cpu_ms_per_call_second": cpu_ms}, (shown,), pictures)

    return run


class _Terminal:
    """A command line of one benchmark, or two."""

    def __init__(self) -> None:
        self.written = StringIO()
        console = Console(file=self.written, width=160)
        self.catalogue = Catalogue(runner=Runner(console), start=self._start)

        @self.catalogue.add("media", panel="All")
        def media(cpu_ms: Annotated[float, typer.Option("--cost")] = 9.5) -> Benchmark:
            """What a call costs."""
            return _benchmark(cpu_ms)

    def run(self, *words: str) -> int:
        """The exit code.

        Raises:
            VoiceAgentError: As the command line itself would show it.
        """
        done = CliRunner().invoke(self.catalogue.app, list(words))
        if isinstance(done.exception, VoiceAgentError):
            raise done.exception
        return done.exit_code

    def _start(self, words: Sequence[str]) -> str:
        try:
            code = self.run(*words)
        except VoiceAgentError as error:
            return str(error)
        return f"exit code {code}" if code else ""

    @property
    def shown(self) -> str:
        return self.written.getvalue()


@pytest.fixture
def terminal() -> _Terminal:
    """With ``media``, and ``all``, so that there are groups."""
    made = _Terminal()
    made.catalogue.add_all(panel="All")
    return made


def test_a_check_that_falls_short_names_it_and_fails(terminal: _Terminal) -> None:
    """The exit code is 1, and the last line says which bar."""
    assert terminal.run("media", "--quick", "--check", "--cost", "99") == 1
    assert terminal.shown.rstrip().endswith("media.cpu_ms_per_call_second")


def test_a_full_run_that_left_a_bar_unmeasured_fails(terminal: _Terminal) -> None:
    """Only a quick look may leave figures out."""
    assert terminal.run("media", "--check") == 1


def test_without_check_nothing_fails(terminal: _Terminal) -> None:
    """Looking is free; the verdict is shown all the same."""
    assert terminal.run("media", "--cost", "99") == 0
    assert "missed" in terminal.shown


def test_a_check_that_passes_says_so_and_keeps_the_result(
    terminal: _Terminal, tmp_path: Path
) -> None:
    """The table, the verdict and the file."""
    path = tmp_path / "deep" / "media.json"
    assert terminal.run("media", "--quick", "--check", "--json", str(path)) == 0
    assert "9.5 ms" in terminal.shown
    assert "reached" in terminal.shown
    kept = json.loads(path.read_text())
    assert kept["figures"] == {"media.cpu_ms_per_call_second": 9.5}
    assert kept["machine"]["cores"] >= 1
    assert kept["versions"]["python"]


def test_several_runs_make_one_result(terminal: _Terminal, tmp_path: Path) -> None:
    """Their figures are kept one by one, so that their spread is known."""
    path = tmp_path / "media.json"
    assert terminal.run("media", "--quick", "--repeat", "3", "--json", str(path)) == 0
    assert len(read_result(path).runs) == 3
    assert "last of 3 runs" in terminal.shown


def test_a_result_is_compared_with_an_earlier_one(terminal: _Terminal, tmp_path: Path) -> None:
    """What moved is named; what moved for the worse is called so by its bar's direction."""
    path = tmp_path / "media.json"
    terminal.run("media", "--quick", "--json", str(path))
    assert terminal.run("media", "--quick", "--compare", str(path), "--cost", "99") == 0
    assert re.search(r"media\.cpu_ms_per_call_second .* worse", terminal.shown)
    assert "1 worse (1 run before, 1 now;" in terminal.shown


def test_a_bad_baseline_is_refused_before_anything_is_measured(
    terminal: _Terminal, tmp_path: Path
) -> None:
    """Nobody measures for an hour to learn of a typing error."""
    with pytest.raises(ConfigurationError, match="there is no such file"):
        terminal.run("media", "--compare", str(tmp_path / "none.json"))
    with pytest.raises(ConfigurationError, match=r"--json .*media\.json writes one"):
        terminal.run("media", "--compare", "baseline")
    assert terminal.shown == ""


def test_a_report_that_cannot_be_drawn_is_refused_before_anything_is_measured(
    terminal: _Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without matplotlib the error says what to install; everything else still works."""
    monkeypatch.setattr(benchmarks.reporting.drawing, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match="pip install 'matplotlib"):
        terminal.run("media", "--html", str(tmp_path / "media.html"))
    assert terminal.shown == ""
    assert terminal.run("media", "--quick", "--json", str(tmp_path / "media.json")) == 0


def test_pictures_can_be_had_alone(terminal: _Terminal, tmp_path: Path) -> None:
    """For a README or a letter."""
    assert terminal.run("media", "--quick", "--svg", str(tmp_path)) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["media-1.svg"]


def test_all_runs_each_and_leads_to_their_reports(terminal: _Terminal, tmp_path: Path) -> None:
    """One that cannot run is named, keeps no other from running, and counts as short."""

    @terminal.catalogue.add("accuracy speech", panel="All")
    def speech() -> Benchmark:
        """Fails."""

        def run(quick: bool, progress: ProgressLine) -> Outcome:
            raise ProviderError("no engine here")

        return run

    folder = tmp_path / "reports"
    options = ("--quick", "--check", "--html", str(folder), "--json", str(folder))
    assert terminal.run("all", *options) == 1
    assert "accuracy speech did not run: no engine here" in terminal.shown
    assert sorted(path.name for path in folder.iterdir()) == [
        "index.html",
        "media.html",
        "media.json",
    ]
    index = (folder / "index.html").read_text()
    assert 'href="media.html"' in index
    assert "no engine here" in index


def test_what_all_starts_is_a_process_of_its_own() -> None:
    """What went wrong in it is told in its own words, without their decoration."""
    failure = in_a_process(["turns", "--compare", "no such file.json"])
    assert failure == "no such file.json: there is no such file"
    assert in_a_process(["compare", "--help"]) == ""


def test_all_can_be_some(terminal: _Terminal) -> None:
    """A name that is none is refused with those there are."""
    assert terminal.run("all", "--quick", "--only", "media") == 0
    assert terminal.run("all", "--quick", "--only", "median") == 2


def test_every_benchmark_is_offered_and_is_there() -> None:
    """The names that the README and the Makefile use; each leads to something that measures."""
    chosen = command_line.catalogue.chosen
    parts = {"accuracy language", "accuracy knowledge", "accuracy speech"}
    assert {"latency", "turns", "vad", "whisper", "voices", *parts} <= set(chosen)
    for name, choose in chosen.items():
        module, measures = _imported_by(choose)
        source = (PROJECT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        assert f"def {measures}(" in source, name


def _imported_by(choose: Callable[..., Benchmark]) -> tuple[str, str]:
    """Module and name of what measures; the import itself would load every engine."""
    (found,) = [
        node for node in ast.walk(ast.parse(inspect.getsource(choose)))
        if isinstance(node, ast.ImportFrom)
    ]  # fmt: skip
    return str(found.module), found.names[0].name


def test_results_are_compared_without_running_anything(
    terminal: _Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last file is the new one, the others are the baseline."""
    paths = [tmp_path / f"{number}.json" for number in range(3)]
    for path, cost in zip(paths, ("9", "10", "60"), strict=True):
        terminal.run("media", "--quick", "--json", str(path), "--cost", cost)
    done = CliRunner().invoke(command_line.app, ["compare", *map(str, paths)])
    assert done.exit_code == 0
    assert "1 worse (2 runs before, 1 now)" in capsys.readouterr().out + done.output
    alone = CliRunner().invoke(command_line.app, ["compare", str(paths[0])])
    assert isinstance(alone.exception, ConfigurationError)


def test_the_help_says_how_to_look_keep_and_compare() -> None:
    """One page, without loading an engine or matplotlib."""
    code = (
        "import sys, benchmarks.__main__ as line\n"
        "sys.argv = ['python -m benchmarks', '--help']\n"
        "try:\n    line.main()\n"
        "finally:\n"
        "    loaded = {'matplotlib', 'onnxruntime', 'fastapi'} & set(sys.modules)\n"
        "    print('loaded:', sorted(loaded))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for words in ("--quick", "--html FILE", "--compare FILE", "--json FILE", "accuracy", "all"):
        assert words in done.stdout
    assert "loaded: []" in done.stdout
