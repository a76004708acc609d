"""How far a benchmark is: a bar on a terminal, a few lines elsewhere."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from benchmarks.reporting.progress import counted, part_of, parts_of
from benchmarks.reporting.report import progress_line


class Noted:
    """A progress line that remembers."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, float | None]] = []

    def __call__(self, doing: str, share: float | None = None) -> None:
        self.lines.append((doing, share))


def test_items_are_announced_with_number_and_share() -> None:
    """Before each, what is done already."""
    noted = Noted()
    assert list(counted(noted, "turn", ["a", "b"])) == ["a", "b"]
    assert noted.lines == [("turn 1 of 2", 0.0), ("turn 2 of 2", 0.5)]


def test_a_parts_shares_are_the_wholes() -> None:
    """A part that says nothing of its share leaves the whole's alone."""
    noted = Noted()
    first, second = parts_of(noted, [1, 3])
    first("a", 0.5)
    second("b", 1.0)
    part_of(second, 0.0, 0.5, prefix="c: ")("d", None)
    assert noted.lines == [("a", 0.125), ("b", 1.0), ("c: d", None)]
    assert parts_of(noted, []) == []
    parts_of(noted, [0, 0])[1]("e", 1.0)
    assert noted.lines[-1] == ("e", 0.0)


def _plain(*calls: tuple[str, float | None]) -> list[str]:
    written = StringIO()
    with progress_line(Console(file=written, width=80), "turns") as progress:
        for doing, share in calls:
            progress(doing, share)
    return written.getvalue().splitlines()


def test_without_a_terminal_there_is_a_line_for_each_tenth() -> None:
    """A thousand steps are eleven lines of a log."""
    lines = _plain(*((f"turn {step} of 1000", step / 1000) for step in range(1001)))
    assert len(lines) == 11
    assert lines[0] == "turns:   0%  turn 0 of 1000"
    assert lines[-1] == "turns: 100%  turn 1000 of 1000"


def test_without_shares_lines_that_differ_by_a_number_alone_are_one() -> None:
    """A benchmark that counts without knowing its whole does not fill a log."""
    lines = _plain(("call 1", None), ("call 2", None), ("reading [books]", None))
    assert lines == ["turns: call 1 …", "turns: reading [books] …"]


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.4, 2.0])
def test_on_a_terminal_there_is_a_bar_and_nothing_stays(share: float) -> None:
    """It is drawn while work goes on and wiped away at its end; odd shares do no harm."""
    written = StringIO()
    console = Console(file=written, width=100, force_terminal=True)
    with progress_line(console, "turns") as progress:
        progress("hearing [turn]", share)
        progress("judging")
    assert "turns: judging" in written.getvalue()
    assert "\x1b[2K" in written.getvalue()
