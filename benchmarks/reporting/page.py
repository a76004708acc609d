"""A benchmark's report as one HTML file that needs nothing else: no network, no script.

It is read on a light and on a dark screen and can be printed. What was reached or missed is told by
sign and word, and by colour only besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from rich.table import Table
from rich.text import Text

from benchmarks.reporting.bars import Verdict
from benchmarks.reporting.comparison import Comparison, Move
from benchmarks.reporting.drawing import draw, draw_alone, need_matplotlib
from benchmarks.reporting.pictures import Picture
from benchmarks.reporting.report import comparison_line, noise, number, share
from benchmarks.reporting.results import Result, file_name
from benchmarks.reporting.style import COLOUR_RULES
from voiceagent.errors import ConfigurationError

need_drawing = need_matplotlib
"""Refuses a report that could not be drawn; to be asked before anything is measured."""

_STYLE = (
    COLOUR_RULES
    + """
:root{--good:#00695c;--bad:#b3261e;--unsure:#8a5a00}
@media (prefers-color-scheme:dark){:root{--good:#6fd3bd;--bad:#ff8a80;--unsure:#f2c063}}
*{box-sizing:border-box}
html{color-scheme:light dark}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:60rem;background:var(--paper);
color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.15rem;margin:2.4rem 0 .6rem}
p{margin:.3rem 0}
.quiet,caption,dt{color:var(--faint)}
a{color:inherit}
.scroll{overflow-x:auto;margin:0 0 1.6rem}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
caption{caption-side:bottom;text-align:left;padding-top:.4rem}
th,td{padding:.3rem .9rem .3rem 0;text-align:right;white-space:nowrap;
border-bottom:1px solid var(--grid)}
th:first-child,td:first-child{text-align:left}
th{color:var(--faint);font-weight:600;vertical-align:bottom}
.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}
.unsure{color:var(--unsure);font-weight:600}
p.note{color:var(--unsure);font-size:.875rem}
figure{margin:0 0 2.2rem;overflow-x:auto}
figure svg{display:block;min-width:34rem;height:auto}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;font-size:.875rem}
dd{margin:0}
details summary{cursor:pointer;color:var(--faint);font-size:.875rem}
@media print{body{max-width:none}figure,tr{break-inside:avoid}}
"""
)
_VERDICTS = {True: ("good", "✓ reached"), False: ("bad", "✗ missed")}
_MOVES = {
    Move.WORSE: ("bad", "✗ worse"),
    Move.IMPROVED: ("good", "✓ improved"),
    Move.MOVED: ("unsure", "moved"),
    Move.NEW: ("quiet", "new"),
    Move.GONE: ("quiet", "gone"),
    Move.NOISE: ("quiet", "within noise"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a page tells of one benchmark."""

    result: Result
    verdicts: Sequence[Verdict] = ()
    tables: Sequence[Table] = ()
    pictures: Sequence[Picture] = ()
    comparison: Comparison | None = None


def write_page(path: Path, report: Report) -> None:
    """Write a benchmark's report.

    Raises:
        ConfigurationError: matplotlib is not installed, or the file cannot be written.
    """
    _write(path, page(report))


def write_pictures(folder: Path, benchmark: str, pictures: Sequence[Picture]) -> None:
    """Write each picture as a file of its own: ``turns-1.svg``, in their order.

    Raises:
        ConfigurationError: matplotlib is not installed, or a file cannot be written.
    """
    for place, picture in enumerate(pictures, start=1):
        _write(folder / file_name(f"{benchmark}-{place}", "svg"), draw_alone(picture))


def page(report: Report) -> str:
    """A benchmark's report as HTML.

    Raises:
        ConfigurationError: There are pictures and matplotlib is not installed.
    """
    return _document(f"Benchmark {report.result.benchmark}", _sections(report))


def write_index(path: Path, reports: Mapping[str, Report], failed: Mapping[str, str]) -> None:
    """Write the page that leads to the others: ``reports`` by file name, ``failed`` by benchmark.

    Raises:
        ConfigurationError: The file cannot be written.
    """
    _write(path, index(reports, failed))


def index(reports: Mapping[str, Report], failed: Mapping[str, str]) -> str:
    """All benchmarks of a run, with all their verdicts."""
    return _document("Benchmarks", _index_sections(reports, failed))


# ---------------------------------------------------------------- sections


def _sections(report: Report) -> Iterator[str]:
    result = report.result
    yield f"<h1>{escape(result.benchmark)}</h1>{_when(result)}{_tally(report.verdicts)}"
    if report.verdicts:
        yield "<h2>Against the bars</h2>" + _verdicts(report.verdicts)
    if report.comparison is not None:
        yield "<h2>Against the baseline</h2>" + _comparison(report.comparison)
    if report.pictures:
        yield "<h2>Pictures</h2>"
        for place, picture in enumerate(report.pictures):
            yield f"<figure>{draw(picture, name=f'p{place}')}</figure>"
    if report.tables:
        yield "<h2>Tables</h2>"
        yield from (_table(table) for table in report.tables)
    yield _figures(result)
    yield "<h2>Measured on</h2>" + _names({**result.machine, **result.versions})


def _index_sections(reports: Mapping[str, Report], failed: Mapping[str, str]) -> Iterator[str]:
    results = [report.result for report in reports.values()]
    yield "<h1>Benchmarks</h1>" + (_when(results[0]) if results else "")
    yield _tally([verdict for report in reports.values() for verdict in report.verdicts])
    rows = [
        [f'<a href="{escape(file)}">{escape(report.result.benchmark)}</a>', *_counts(report)]
        for file, report in reports.items()
    ]
    rows += [
        [escape(name), f'<span class="bad">did not run: {escape(why)}</span>', ""]
        for name, why in failed.items()
    ]
    yield _grid(["benchmark", "bars", "against the baseline"], rows)
    for report in reports.values():
        if report.verdicts:
            yield f"<h2>{escape(report.result.benchmark)}</h2>" + _verdicts(report.verdicts)
    if results:
        yield "<h2>Measured on</h2>" + _names({**results[0].machine, **results[0].versions})


def _counts(report: Report) -> list[str]:
    compared = comparison_line(report.comparison) if report.comparison else ""
    return [_tally(report.verdicts) or "none", escape(compared)]


def _when(result: Result) -> str:
    kind = "a quick look" if result.quick else "a full run"
    runs = f", means of {len(result.runs)} runs" if len(result.runs) > 1 else ""
    at = result.at.replace("T", " ").replace("+00:00", " UTC")
    machine = f"{result.machine.get('cores', '?')} cores, {result.machine.get('cpu', '?')}"
    return f'<p class="quiet">{escape(f"{at}; {kind}{runs}; {machine}")}</p>'


def _tally(verdicts: Sequence[Verdict]) -> str:
    measured = [verdict for verdict in verdicts if verdict.figure is not None]
    missed = sum(not verdict.passed for verdict in measured)
    parts = []
    if len(measured) > missed:
        parts.append(f'<span class="good">✓ {len(measured) - missed} reached</span>')
    if missed:
        parts.append(f'<span class="bad">✗ {missed} missed</span>')
    if len(measured) < len(verdicts):
        parts.append(f'<span class="unsure">{len(verdicts) - len(measured)} not measured</span>')
    return f"<p>{', '.join(parts)}</p>" if parts else ""


def _verdicts(verdicts: Sequence[Verdict]) -> str:
    rows = []
    for verdict in sorted(verdicts, key=lambda verdict: verdict.passed):
        look, word = _VERDICTS[verdict.passed]
        if verdict.figure is None:
            look, word = "unsure", "not measured"
        cells = [verdict.bar.name, number(verdict.figure), str(verdict.bar), verdict.bar.source]
        rows.append([*map(escape, cells), f'<span class="{look}">{word}</span>'])
    return _grid(["bar", "figure", "limit", "from", "verdict"], rows)


def _comparison(comparison: Comparison) -> str:
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in comparison.notes)
    moved: list[list[str]] = []
    still: list[list[str]] = []
    for change in comparison.changes:
        look, word = _MOVES[change.move]
        row = [
            escape(change.name),
            number(change.before),
            number(change.now),
            share(change),
            noise(change),
            f'<span class="{look}">{word}</span>',
        ]
        (still if change.move is Move.NOISE else moved).append(row)
    columns = ["figure", "before", "now", "change", "noise", "verdict"]
    text = f"{notes}<p>{escape(comparison_line(comparison))}</p>"
    text += _grid(columns, moved) if moved else ""
    return text + (_folded("what stayed within noise", _grid(columns, still)) if still else "")


def _figures(result: Result) -> str:
    rows = [[escape(name), number(value)] for name, value in sorted(result.figures.items())]
    return _folded("all figures by name", _grid(["figure", "value"], rows)) if rows else ""


# ---------------------------------------------------------------- pieces of HTML


def _document(title: str, sections: Iterator[str]) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(sections)
        + "\n</body>\n</html>\n"
    )


def _table(table: Table) -> str:
    columns = [_plain(column.header) for column in table.columns]
    cells = [[escape(_plain(cell)) for cell in column.cells] for column in table.columns]
    caption = _plain(table.caption) if table.caption else ""
    return _grid(columns, list(zip(*cells, strict=True)), caption)


def _plain(cell: object) -> str:
    """What a terminal would show: markup is style, not text."""
    return cell.plain if isinstance(cell, Text) else Text.from_markup(str(cell)).plain


def _grid(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "") -> str:
    """A table; cells are HTML already, columns and caption are text."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    below = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="scroll"><table>{below}<thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def _names(values: Mapping[str, object]) -> str:
    pairs = (
        f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{escape(str(value)) or '–'}</dd>"
        for name, value in values.items()
    )
    return f"<dl>{''.join(pairs)}</dl>"


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{content}</details>"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from error
