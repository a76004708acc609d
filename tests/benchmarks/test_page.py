"""The report: one file that needs nothing else, and tells what was reached and what moved."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from benchmarks.reporting.bars import Bar, Direction, Verdict
from benchmarks.reporting.comparison import compare
from benchmarks.reporting.page import Report, index, page, write_page
from benchmarks.reporting.pictures import BarChart, Waterfall
from benchmarks.reporting.report import table
from benchmarks.reporting.results import Result
from voiceagent.errors import ConfigurationError

WAIT = Bar("t.wait_ms", 500, Direction.AT_MOST, "promise")
LOST = Bar("t.lost", 0, Direction.AT_MOST, "design")
UNKNOWN = Bar("t.unknown", 0, Direction.AT_MOST, "design")


def a_result(wait_ms: float = 640.0, *, cores: int = 2, runs: int = 1) -> Result:
    machine = {"cores": cores, "cpu": "Some <Processor> & Co"}
    figures = {"t.wait_ms": wait_ms, "t.lost": 0.0}
    return Result(
        "t", ("t",), False, "2026-11-22T10:00:00+00:00", machine, {"numpy": "2.3"}, [figures] * runs
    )


def a_report() -> Report:
    shown = table("asked", "waits")
    shown.add_row("[bold]<yes> & no[/bold]", "640 ms")
    shown.caption = "in milliseconds"
    verdicts = (Verdict(WAIT, 640.0, False), Verdict(LOST, 0.0, True), Verdict(UNKNOWN, None, True))
    pictures = (
        Waterfall("Where it goes", "ms", {"yes": [("wait", 128.0)]}),
        BarChart("Sizes", "ms", {"a": {"b": 1.0}}),
    )
    earlier = a_result(300.0, cores=8)
    comparison = compare([earlier], a_result(), (WAIT, LOST))
    return Report(a_result(), verdicts, (shown,), pictures, comparison)


class _Reader(HTMLParser):
    """Proves that elements are closed in order, and collects their attributes."""

    EMPTY = frozenset({"meta", "path", "use", "rect", "br", "img", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open.pop() == tag


def test_a_report_is_one_file_without_network_or_script() -> None:
    """No address of any kind stands in it, and every reference stays within."""
    html = page(a_report())
    assert "http" not in html
    assert "<script" not in html
    assert "@import" not in html
    reader = _Reader()
    reader.feed(html)
    assert reader.open == []
    for name, value in reader.attributes:
        assert name not in {"src", "srcset", "onclick"}
        assert name != "href" or str(value).startswith("#")


def test_a_report_says_when_on_what_and_how_it_was_measured() -> None:
    """Figures say nothing without."""
    html = page(a_report())
    for said in ("2026-11-22 10:00:00 UTC", "a full run", "2 cores", "numpy", "2.3"):
        assert said in html
    assert "means of 3 runs" in page(Report(a_result(runs=3)))


def test_what_was_reached_and_missed_is_told_by_sign_word_and_colour() -> None:
    """Not by colour alone."""
    html = page(a_report())
    assert '<span class="bad">✗ missed</span>' in html
    assert '<span class="good">✓ reached</span>' in html
    assert '<span class="unsure">not measured</span>' in html
    assert "✓ 1 reached" in html
    assert "✗ 1 missed" in html


def test_a_report_shows_tables_and_pictures_and_escapes_what_it_shows() -> None:
    """A table's markup is style; angle brackets in it are text."""
    html = page(a_report())
    assert "<td>&lt;yes&gt; &amp; no</td>" in html
    assert "in milliseconds" in html
    assert "Some &lt;Processor&gt; &amp; Co" in html
    assert len(re.findall("<svg", html)) == 2
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_report_shows_what_moved_and_folds_what_did_not() -> None:
    """With what makes the comparison doubtful."""
    html = page(a_report())
    assert "✗ worse" in html
    assert "machine: cores was 8, now 2" in html
    assert re.search(r"<summary>what stayed within noise</summary>.*t\.lost", html, re.DOTALL)


def test_both_colour_schemes_are_there() -> None:
    """A page for the day and for the night."""
    html = page(a_report())
    assert "prefers-color-scheme:dark" in html
    assert "color-scheme:light dark" in html


def test_the_index_leads_to_every_report() -> None:
    """With the verdicts of all, and why one did not run."""
    html = index({"t.html": a_report()}, {"u": "no <engine>"})
    assert '<a href="t.html">t</a>' in html
    assert "✗ missed" in html
    assert "no &lt;engine&gt;" in html
    assert "1 worse" in html
    assert "http" not in html


def test_a_report_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    """No traceback after an hour of measuring."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        write_page(tmp_path / "file" / "t.html", Report(a_result()))
