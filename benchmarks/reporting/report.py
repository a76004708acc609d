"""What a benchmark hands over, and how that is shown on a terminal: one form for all of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column, Table

from benchmarks.reporting.bars import Verdict
from benchmarks.reporting.comparison import Change, Comparison, Move
from benchmarks.reporting.pictures import Picture
from benchmarks.reporting.progress import (
    ProgressLine as ProgressLine,  # benchmarks take both from here
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a benchmark found.

    Attributes:
        families: First parts of its figures' names; the bars of these are its own.
        figures: Its figures by name.
        tables: What it shows.
        pictures: What a report draws of it.
    """

    families: Sequence[str]
    figures: Mapping[str, float]
    tables: Sequence[Table] = ()
    pictures: Sequence[Picture] = ()


@contextmanager
def progress_line(console: Console, name: str) -> Iterator[ProgressLine]:
    """A bar with the time left while a benchmark works; a few plain lines without a terminal."""
    if not console.is_terminal:
        yield _PlainLines(console, name)
        return
    columns = (
        SpinnerColumn(),
        # Where there is little room, it is what is being done that is cut short.
        TextColumn("{task.description}", table_column=Column(ratio=1, no_wrap=True)),
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    # Steps may lie minutes apart, and the time left is reckoned from those of this period.
    estimate_s = 600
    with Progress(
        *columns, console=console, transient=True, expand=True, speed_estimate_period=estimate_s
    ) as progress:
        task = progress.add_task(escape(name), total=None)

        def show(doing: str, share: float | None = None) -> None:
            said = escape(f"{name}: {doing}")
            if share is None:  # the bar stays where it was: what is done is done
                progress.update(task, description=said)
            else:
                done = min(max(share, 0.0), 1.0)
                progress.update(task, description=said, total=1.0, completed=done)

        yield show


class _PlainLines:
    """For logs and pipes: a line for each tenth of the work, or, without shares, for each kind.

    Two lines that differ in their numbers alone are of one kind.
    """

    def __init__(self, console: Console, name: str) -> None:
        self._console = console
        self._name = name
        self._tenths = -1
        self._kind = ""

    def __call__(self, doing: str, share: float | None = None) -> None:
        if share is not None:
            tenths = int(share * 10 + 1e-9)
            if tenths <= self._tenths:
                return
            self._tenths = tenths
            self._print(f"{share:4.0%}  {doing}")
        elif (kind := "".join(letter for letter in doing if not letter.isdigit())) != self._kind:
            self._kind = kind
            self._print(f"{doing} …")

    def _print(self, line: str) -> None:
        self._console.print(escape(f"{self._name}: {line}"), highlight=False)


def table(*columns: str) -> Table:
    """An empty table; the first column names, the others count."""
    empty = Table(box=None, pad_edge=False)
    for place, column in enumerate(columns):
        empty.add_column(column, justify="right" if place else "left", no_wrap=True)
    return empty


def verdict_table(verdicts: Sequence[Verdict]) -> Table:
    """Figures against their bars."""
    shown = table("bar", "figure", "limit", "verdict")
    for verdict in verdicts:
        if verdict.figure is None:
            word = "[yellow]not measured" if verdict.passed else "[red]not measured"
        else:
            word = "[green]reached" if verdict.passed else "[red]missed"
        figure = "–" if verdict.figure is None else f"{verdict.figure:g}"
        shown.add_row(verdict.bar.name, figure, str(verdict.bar), word)
    return shown


_WORDS = {
    Move.WORSE: "[red]worse",
    Move.IMPROVED: "[green]improved",
    Move.MOVED: "[yellow]moved",
    Move.NEW: "[dim]new",
    Move.GONE: "[dim]gone",
    Move.NOISE: "[dim]within noise",
}


def comparison_table(comparison: Comparison, *, every: bool = False) -> Table:
    """What moved, by how much, and what noise is; with ``every``, what did not move as well."""
    shown = table("figure", "before", "now", "change", "noise", "verdict")
    # Names may break where a terminal is narrow; numbers may not.
    shown.columns[0].no_wrap, shown.columns[0].overflow = False, "fold"
    for change in comparison.changes:
        if change.move is not Move.NOISE or every:
            cells = (number(change.before), number(change.now), share(change), noise(change))
            shown.add_row(escape(change.name), *cells, _WORDS[change.move])
    return shown


def comparison_line(comparison: Comparison) -> str:
    """How many figures went which way, in a sentence."""
    counts = [f"{len(comparison.of(move))} {move}" for move in Move if comparison.of(move)]
    before, now = comparison.runs
    runs = f"{before} run{'s' * (before > 1)} before, {now} now"
    assumed = any(change.noise > 0 and not change.measured for change in comparison.changes)
    said = "; ~ is assumed noise, by unit: --repeat measures it" if assumed else ""
    return f"{', '.join(counts) or 'no figure in common'} ({runs}{said})"


def number(figure: float | None) -> str:
    """A figure as people read it: four digits, none behind the point where it is large."""
    if figure is None or math.isnan(figure):
        return "–"
    return f"{figure:,.0f}" if abs(figure) >= 1000 else f"{figure:.4g}"


def noise(change: Change) -> str:
    """How far a figure trembles: ± what was measured, or ~ what is assumed."""
    if math.isnan(change.noise):
        return ""
    return f"{'±' if change.measured else '~'}{change.noise:.3g}"


def share(change: Change) -> str:
    """By how much of itself a figure changed."""
    return "" if change.share is None else f"{change.share:+.1%}"
