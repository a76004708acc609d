"""The load benchmark as tables and pictures: a row for each number of calls."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from benchmarks.load.benchmark import FULL, QUICK, Load, figures, measure
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import BarChart, Curve
from benchmarks.reporting.report import Outcome, ProgressLine, table

_PEER_CPU_MS = (44.0, 73.0)
_PEER_MB = 48.0
"""Stock Pipecat 1.14 with detector and turn scorer: CPU of a call-second, memory of a call."""


def load(quick: bool, progress: ProgressLine) -> Outcome:
    """Measure, and show.

    Raises:
        ProviderError: The service did not start, or does not answer.
    """
    return outcome(asyncio.run(measure(QUICK if quick else FULL, progress)))


def outcome(loads: Sequence[Load]) -> Outcome:
    """Figures, tables and pictures of a run."""
    tables = [_costs(loads), _split(loads), _callers(loads)]
    if any(load.dropped for load in loads):
        tables.append(_failures(loads))
    return Outcome(("media", "load"), figures(loads), tables, (_curve(loads), _chart(loads)))


def _which(load: Load) -> str:
    return "embedded" if load.engines else "none"


def _costs(loads: Sequence[Load]) -> Table:
    shown = table(
        "engines", "calls", "CPU ms/call-s", "one core", "RSS MB", "lag p50", "p99", "max",
        "starved",
    )  # fmt: skip
    for load in loads:
        reading = load.reading
        shown.add_row(
            _which(load),
            str(load.calls),
            f"{load.cpu_ms_per_call_second:.1f}",
            f"{reading.cpu_s / reading.wall_s:.0%}",
            f"{reading.rss_mb:.1f}",
            f"{reading.lag_p50_ms:.1f} ms",
            f"{reading.lag_p99_ms:.1f} ms",
            f"{reading.lag_max_ms:.1f} ms",
            f"{reading.starved_s / reading.wall_s:.1%}",
        )
    low, high = _PEER_CPU_MS
    shown.caption = (
        f"stock Pipecat 1.14, detector and turn scorer alone: {low:g} to {high:g} ms per "
        f"call-second, {_PEER_MB:g} MB per call"
    )
    return shown


def _split(loads: Sequence[Load]) -> Table:
    shown = table("CPU ms/call-s", *(f"{load.calls} {_which(load)}" for load in loads))
    for part in loads[-1].split_ms:
        shown.add_row(part, *(f"{load.split_ms[part]:.2f}" for load in loads))
    return shown


def _callers(loads: Sequence[Load]) -> Table:
    shown = table(
        "engines", "calls", "dropped", "frames sent", "missed", "late", "stutters", "unanswered",
        "reply p50", "p95",
    )  # fmt: skip
    for load in loads:
        tallies = load.tallies
        shown.add_row(
            _which(load),
            str(load.calls),
            str(load.dropped),
            str(sum(tally.sent_frames for tally in tallies)),
            str(load.missed_frames),
            str(sum(tally.late_frames for tally in tallies)),
            str(sum(tally.stutters for tally in tallies)),
            str(sum(tally.unanswered for tally in tallies)),
            f"{percentile(load.replies_ms, 0.5):.0f} ms",
            f"{percentile(load.replies_ms, 0.95):.0f} ms",
        )
    return shown


def _failures(loads: Sequence[Load]) -> Table:
    shown = table("why calls were dropped")
    for load in loads:
        reasons = Counter(tally.failure for tally in load.tallies if tally.failure)
        for reason, count in reasons.most_common():
            shown.add_row(f"{count} calls of {load.calls}: {reason}")
    return shown


def _curve(loads: Sequence[Load]) -> Curve:
    series = {
        f"engines: {name}": [
            (float(load.calls), load.cpu_ms_per_call_second)
            for load in loads
            if _which(load) == name
        ]
        for name in dict.fromkeys(_which(load) for load in loads)
    }
    return Curve(
        "What a second of a call costs as calls grow",
        across="calls at once",
        up="CPU of the service, ms per call-second",
        series=series,
        up_marks={"stock Pipecat 1.14, at least": _PEER_CPU_MS[0]},
    )


def _chart(loads: Sequence[Load]) -> BarChart:
    largest = {_which(load): load for load in loads}.values()
    return BarChart(
        "Where a call-second goes, at the largest number of calls",
        "CPU ms per call-second",
        {
            part: {_which(load): load.split_ms[part] for load in largest}
            for part in loads[-1].split_ms
        },
    )
