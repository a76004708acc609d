"""How a benchmark's result is shown, kept and judged: one form for all of them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from benchmarks.bars import Verdict
from benchmarks.machine import versions
from benchmarks.pictures import Picture


class ProgressLine(Protocol):
    """Says what a benchmark is doing now."""

    def __call__(self, doing: str, share: float | None = None) -> None:
        """Show it; ``share`` (0…1) is how much of the whole work is done, where that is known."""
        ...


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
    """A line that moves while a benchmark works; plain lines where there is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(name, total=None)

        def show(doing: str, share: float | None = None) -> None:
            total = None if share is None else 1.0
            progress.update(task, description=f"{name}: {doing}", total=total, completed=share)
            if not console.is_terminal:
                console.print(f"{name}: {doing} …")

        yield show


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


def write_json(
    path: Path, name: str, outcome: Outcome, machine: Mapping[str, object], *, quick: bool
) -> None:
    """Keep a result: the machine (as it was before the run), versions and figures.

    A figure that is not a finite number is written as null.
    """
    figures = {
        key: value if math.isfinite(value) else None
        for key, value in sorted(outcome.figures.items())
    }
    content = {
        "benchmark": name,
        "quick": quick,
        "machine": machine,
        "versions": versions(),
        "figures": figures,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n")
