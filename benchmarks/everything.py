"""All benchmarks one after the other, and what they say together.

Each runs in a process of its own, as if it were run alone: memory, caches and threads of one are
none of another's. One that cannot run here is named and does not keep the others from running; it
counts as short.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks.reporting.bars import judge, read_bars
from benchmarks.reporting.comparison import compare
from benchmarks.reporting.page import Report, need_drawing, write_index
from benchmarks.reporting.report import comparison_line, verdict_table
from benchmarks.reporting.results import (
    BASELINE,
    baseline_of,
    file_name,
    read_baselines,
    read_result,
)

Start = Callable[[Sequence[str]], str]
"""Runs ``python -m benchmarks`` with these words; returns what kept it from its end, or nothing."""


def in_a_process(words: Sequence[str]) -> str:
    """Run a benchmark as one would by hand; what it prints is seen."""
    command = [sys.executable, "-m", "benchmarks", *words]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        return ""
    said = re.sub(r"^error \(\w+\): ", "", " ".join(done.stderr.split()))
    return said or f"exit code {done.returncode}"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where results and reports go; None for nowhere."""

    json: Path | None = None
    html: Path | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """A run of many benchmarks.

    Attributes:
        options: Given to each: ``--quick`` and the like.
        compares: Whether each is held against its baseline, where it has one.
    """

    console: Console
    folders: Folders
    options: Sequence[str] = ()
    compares: bool = False
    start: Start = in_a_process

    def run(self, names: Sequence[str]) -> list[str]:
        """Run these, in order.

        Returns:
            The bars that were missed, and the benchmarks that did not run.

        Raises:
            ConfigurationError: Reports are wanted and cannot be drawn or written.
        """
        if self.folders.html is not None:
            need_drawing()
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            return self._run(names, self.folders.json or Path(folder))

    def _run(self, names: Sequence[str], results: Path) -> list[str]:
        reports: dict[str, Report] = {}
        failed: dict[str, str] = {}
        for place, name in enumerate(names, start=1):
            self.console.rule(f"{escape(name)} ({place} of {len(names)})")
            kept = results / file_name(name, "json")
            failure = self.start([*name.split(), *self._words(name, kept)])
            if failure:
                failed[name] = failure
                self.console.print(f"[red]did not run[/red]: {escape(failure)}", highlight=False)
            else:
                reports[name] = self._report(name, kept)
            self._write_index(reports, failed)
        self._sum_up(reports, failed)
        verdicts = [verdict for report in reports.values() for verdict in report.verdicts]
        return [*(each.bar.name for each in verdicts if not each.passed), *failed]

    def _words(self, name: str, kept: Path) -> list[str]:
        words = [*self.options, "--json", str(kept)]
        if self.folders.html is not None:
            words += ["--html", str(self.folders.html / file_name(name, "html"))]
        return words + (["--compare", BASELINE] if self._has_baseline(name) else [])

    def _has_baseline(self, name: str) -> bool:
        return self.compares and baseline_of(name).exists()

    def _report(self, name: str, kept: Path) -> Report:
        result, bars = read_result(kept), read_bars()
        verdicts = judge(result.figures, bars, families=result.families, quick=result.quick)
        if not self._has_baseline(name):
            return Report(result, verdicts)
        baselines = read_baselines([Path(BASELINE)], name)
        return Report(result, verdicts, comparison=compare(baselines, result, bars))

    def _write_index(self, reports: Mapping[str, Report], failed: Mapping[str, str]) -> None:
        """After each benchmark, so that what is interrupted can be read."""
        if self.folders.html is not None:
            by_file = {file_name(name, "html"): report for name, report in reports.items()}
            write_index(self.folders.html / "index.html", by_file, failed)

    def _sum_up(self, reports: Mapping[str, Report], failed: Mapping[str, str]) -> None:
        self.console.rule("all verdicts")
        verdicts = [verdict for report in reports.values() for verdict in report.verdicts]
        if verdicts:
            self.console.print(verdict_table(verdicts))
        for name, report in reports.items():
            if report.comparison is not None:
                said = escape(f"{name}: {comparison_line(report.comparison)}")
                self.console.print(said, highlight=False)
        for name, why in failed.items():
            said = f"[red]{escape(name)} did not run[/red]: {escape(why)}"
            self.console.print(said, highlight=False)
        if self.folders.html is not None:
            place = escape(str(self.folders.html / "index.html"))
            self.console.print(f"reports: {place}", highlight=False)
