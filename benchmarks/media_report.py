"""The media benchmark as a table: a row for each number of calls."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from benchmarks.media import FULL, QUICK, Load, figures, measure
from benchmarks.percentiles import percentile
from benchmarks.report import Outcome, ProgressLine, table


def media(quick: bool, progress: ProgressLine) -> Outcome:
    """Measure, and show.

    Raises:
        ProviderError: The service did not start, or does not answer.
    """
    return outcome(asyncio.run(measure(QUICK if quick else FULL, progress)))


def outcome(loads: Sequence[Load]) -> Outcome:
    """Figures and tables of a run."""
    tables = [_costs(loads), _callers(loads)]
    if any(load.dropped for load in loads):
        tables.append(_failures(loads))
    return Outcome(("media",), figures(loads), tables)


def _costs(loads: Sequence[Load]) -> Table:
    shown = table(
        "calls", "CPU ms/call-s", "one core", "RSS MB", "lag p50", "p99", "max", "starved"
    )
    for load in loads:
        reading = load.reading
        shown.add_row(
            str(load.calls),
            f"{load.cpu_ms_per_call_second:.1f}",
            f"{reading.cpu_s / reading.wall_s:.0%}",
            f"{reading.rss_mb:.1f}",
            f"{reading.lag_p50_ms:.1f} ms",
            f"{reading.lag_p99_ms:.1f} ms",
            f"{reading.lag_max_ms:.1f} ms",
            f"{reading.starved_s / reading.wall_s:.1%}",
        )
    return shown


def _callers(loads: Sequence[Load]) -> Table:
    shown = table(
        "calls", "dropped", "frames sent", "missed", "late", "stutters", "unanswered", "reply p50",
        "p95",
    )  # fmt: skip
    for load in loads:
        tallies = load.tallies
        shown.add_row(
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
