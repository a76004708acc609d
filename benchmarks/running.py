"""One benchmark from start to end: measured, shown, kept, compared and judged.

Whatever can be refused is refused before anything is measured: a file to compare with that cannot
be read, pictures without the package that draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks.reporting.bars import BARS, Bar, Verdict, judge, read_bars
from benchmarks.reporting.comparison import Comparison, compare
from benchmarks.reporting.machine import machine
from benchmarks.reporting.page import Report, need_drawing, write_page, write_pictures
from benchmarks.reporting.progress import ProgressLine, part_of
from benchmarks.reporting.report import (
    Outcome,
    comparison_line,
    comparison_table,
    progress_line,
    verdict_table,
)
from benchmarks.reporting.results import Result, means, read_baselines, result_of, write_result

Benchmark = Callable[[bool, ProgressLine], Outcome]
"""Measures; the first argument asks for a quick look."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for, beside the benchmark's own options.

    Attributes:
        baselines: Files of earlier results, or the word ``baseline``.
        svg: A folder for the pictures, each a file of its own.
        repeat: How many runs one result is made of.
    """

    quick: bool = False
    json: Path | None = None
    html: Path | None = None
    svg: Path | None = None
    baselines: Sequence[Path] = ()
    repeat: int = 1


@dataclass(frozen=True, slots=True)
class Finished:
    """A benchmark that has been run."""

    result: Result
    outcome: Outcome
    verdicts: Sequence[Verdict]
    comparison: Comparison | None = None

    @property
    def short(self) -> list[str]:
        """Names of the bars that were not reached."""
        return [verdict.bar.name for verdict in self.verdicts if not verdict.passed]


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs benchmarks and shows them on a console; ``bars`` is the file of limits."""

    console: Console = field(default_factory=Console)
    bars: Path = BARS

    def run(self, name: str, choose: Callable[[], Benchmark], wishes: Wishes) -> Finished:
        """Measure and show, and write what is wished for.

        Args:
            name: The benchmark's.
            choose: Called once everything that can be refused is known to be fine; engines are
                imported here.
            wishes: Of the command line.

        Raises:
            ConfigurationError: A file cannot be read or written, or nothing can draw a report.
        """
        bars = read_bars(self.bars)
        baselines = read_baselines(wishes.baselines, name)
        if wishes.html is not None or wishes.svg is not None:
            need_drawing()
        finished = self._measure(name, choose(), wishes, bars)
        if baselines:
            comparison = compare(baselines, finished.result, bars)
            finished = replace(finished, comparison=comparison)
        self._show(finished)
        self._keep(finished, wishes)
        return finished

    def _measure(
        self, name: str, benchmark: Benchmark, wishes: Wishes, bars: Sequence[Bar]
    ) -> Finished:
        before, at = machine(), datetime.now(UTC)
        load = f"{before['cores']} cores, {before['cpu']}; load before: {before['load_before']}"
        self.console.print(escape(load), highlight=False)
        with progress_line(self.console, name) as progress:
            outcomes = [
                benchmark(wishes.quick, _run_of(progress, done, wishes.repeat))
                for done in range(wishes.repeat)
            ]
        figures = means([outcome.figures for outcome in outcomes])
        outcome = replace(outcomes[-1], figures=figures)
        runs = [outcome.figures for outcome in outcomes]
        result = result_of(name, outcome.families, runs, quick=wishes.quick, at=at, machine=before)
        verdicts = judge(figures, bars, families=outcome.families, quick=wishes.quick)
        return Finished(result, outcome, verdicts)

    def _show(self, finished: Finished) -> None:
        for shown in finished.outcome.tables:
            self.console.print(shown)
            self.console.print()
        if len(finished.result.runs) > 1:
            runs = len(finished.result.runs)
            self.console.print(f"Tables are of the last of {runs} runs, figures their means.")
        if finished.verdicts:
            self.console.print(verdict_table(finished.verdicts))
        if finished.comparison is not None:
            self.console.print()
            show_comparison(self.console, finished.comparison)

    def _keep(self, finished: Finished, wishes: Wishes) -> None:
        if wishes.json is not None:
            write_result(wishes.json, finished.result, names=list(finished.outcome.figures))
        if wishes.svg is not None:
            write_pictures(wishes.svg, finished.result.benchmark, finished.outcome.pictures)
        if wishes.html is not None:
            outcome = finished.outcome
            write_page(
                wishes.html,
                Report(
                    finished.result,
                    finished.verdicts,
                    outcome.tables,
                    outcome.pictures,
                    finished.comparison,
                ),
            )
            self.console.print(f"report: {escape(str(wishes.html))}", highlight=False)


def show_comparison(console: Console, comparison: Comparison, *, every: bool = False) -> None:
    """What moved, with what makes it doubtful."""
    console.print(f"[bold]{escape(comparison.benchmark)}[/bold] against the baseline")
    for note in comparison.notes:
        console.print(f"[yellow]note[/yellow]: {escape(note)}", highlight=False)
    shown = comparison_table(comparison, every=every)
    if shown.row_count:
        console.print(shown)
    console.print(comparison_line(comparison), highlight=False)


def _run_of(progress: ProgressLine, done: int, of: int) -> ProgressLine:
    """The progress of one run of several."""
    prefix = f"run {done + 1} of {of}: " if of > 1 else ""
    return part_of(progress, done / of, (done + 1) / of, prefix=prefix)
