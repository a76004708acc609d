"""What the latency benchmark found, as figures, tables and pictures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table

from benchmarks.latency.engine_choice import EMBEDDED, EngineChoice
from benchmarks.latency.sweep import (
    MOST_CALLS,
    PROMISE_P50_MS,
    PROMISE_P95_MS,
    Step,
    blame,
    broken_step,
    kept_calls,
    share,
)
from benchmarks.latency.waterfall import STAGES, Wait, mean_stages
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import Curve, Histogram, Picture, Waterfall
from benchmarks.reporting.report import Outcome, table
from telephony.loopback.report import summarize
from voiceagent.rehearsal import Verdict

_SLOWEST = "slowest tenth"
_ALL = "all"
_PROMISE = {"p50 promised": float(PROMISE_P50_MS), "p95 promised": float(PROMISE_P95_MS)}


@dataclass(frozen=True, slots=True)
class Judged:
    """The shipped scenarios, each with its verdict, and all their waits."""

    verdicts: Sequence[Verdict]
    waits: Sequence[Wait]


def outcome(choice: EngineChoice, judged: Judged | None, steps: Sequence[Step]) -> Outcome:
    """Figures, tables and pictures of a run."""
    waits = _reference(judged, steps)
    rows = _rows(waits)
    figures = _judged_figures(judged) | {
        f"{choice.family}.{name}": figure
        for name, figure in (_kind_figures(rows) | _sweep_figures(steps)).items()
    }
    tables = [_waterfall(rows, choice), *_failed(judged)]
    pictures: list[Picture] = [_waterfall_picture(rows), _histogram(judged, steps)]
    if steps:
        tables += [_climb(steps), _growth(steps), _verdict(steps)]
        pictures += [_curve(steps), _growth_picture(steps)]
    families = (choice.family,) if judged is None else ("demo", choice.family)
    return Outcome(families, figures, tables, pictures)


def _reference(judged: Judged | None, steps: Sequence[Step]) -> Sequence[Wait]:
    """The waits that are told by kind: the scenarios', or those of the largest step kept."""
    if judged is not None:
        return judged.waits
    kept = [step for step in steps if step.kept]
    return (kept or list(steps[:1]))[-1].waits


def _rows(waits: Sequence[Wait]) -> dict[str, list[Wait]]:
    """The waits by what had been asked for, then the slowest tenth, then all."""
    by_kind: defaultdict[str, list[Wait]] = defaultdict(list)
    for wait in waits:
        by_kind[wait.asked_for or "not found"].append(wait)
    slowest = sorted(waits, key=lambda wait: -wait.felt_ms)[: math.ceil(len(waits) / 10)]
    return dict(sorted(by_kind.items())) | {_SLOWEST: slowest, _ALL: list(waits)}


# ---------------------------------------------------------------- figures


def _judged_figures(judged: Judged | None) -> dict[str, float]:
    if judged is None:
        return {}
    verdicts = judged.verdicts
    figures = {"demo.failed_calls": float(sum(bool(verdict.failures) for verdict in verdicts))}
    felt = summarize(verdict.report for verdict in verdicts)
    if felt is not None:
        felt_ms = [
            float(one.socket_ms)
            for verdict in verdicts
            for one in verdict.report.latencies
            if one.by == "speech"
        ]
        figures |= {
            "demo.turns": felt.count,
            "demo.p50_ms": felt.p50_ms,
            "demo.p95_ms": felt.p95_ms,
            "demo.p99_ms": percentile(felt_ms, 0.99),
            "demo.max_ms": felt.max_ms,
            "demo.over_800_share": share(felt_ms, lambda one: one > PROMISE_P95_MS),
            "demo.cut_ins": float(sum(verdict.report.cut_ins for verdict in verdicts)),
        }
    return figures


def _kind_figures(rows: Mapping[str, Sequence[Wait]]) -> dict[str, float]:
    figures = {}
    for kind, waits in rows.items():
        felt_ms = [wait.felt_ms for wait in waits]
        if kind not in (_ALL, _SLOWEST):
            figures[f"{kind}.p50_ms"] = percentile(felt_ms, 0.5)
            figures[f"{kind}.p95_ms"] = percentile(felt_ms, 0.95)
    for stage, length_ms in mean_stages(rows[_ALL]).items():
        figures[f"stage.{stage}_ms"] = round(length_ms, 1)
    return figures


def _sweep_figures(steps: Sequence[Step]) -> dict[str, float]:
    if not steps:
        return {}
    broken = broken_step(steps)
    figures: dict[str, float] = {}
    if broken is not None:
        figures |= {"calls_kept": kept_calls(steps), "broke_at_calls": broken.calls}
    elif steps[-1].calls == MOST_CALLS:
        figures["calls_kept"] = MOST_CALLS
    if kept := [step for step in steps if step.kept]:
        cost_ms = kept[-1].vad_and_scoring_ms_per_call_second
        figures["vad_and_scoring_ms_per_call_second"] = round(cost_ms, 2)
    for step in steps:
        reading = step.metered.reading
        own = {
            "turns": len(step.waits),
            "p50_ms": percentile(step.felt_ms, 0.5),
            "p95_ms": percentile(step.felt_ms, 0.95),
            "p99_ms": percentile(step.felt_ms, 0.99),
            "max_ms": max(step.felt_ms, default=math.nan),
            "over_800_share": step.over_share,
            "cut_in_share": step.cut_in_share,
            "dropped": step.dropped,
            "cpu_ms_per_call_second": step.cpu_ms_per_call_second,
            "vad_and_scoring_ms_per_call_second": step.vad_and_scoring_ms_per_call_second,
            "loop_lag_p99_ms": reading.lag_p99_ms,
        }
        figures |= {f"{step.calls}_calls.{name}": round(found, 4) for name, found in own.items()}
    return figures


# ---------------------------------------------------------------- tables


def _waterfall(rows: Mapping[str, Sequence[Wait]], choice: EngineChoice) -> Table:
    shown = table("asked for", "turns", *STAGES, "p50", "p95", "p99", "max", "> 800 ms")
    for kind, waits in rows.items():
        stages, felt_ms = mean_stages(waits), [wait.felt_ms for wait in waits]
        shown.add_row(
            kind,
            str(len(waits)),
            *(f"{stages[stage]:.0f}" if stages else "–" for stage in STAGES),
            *(f"{percentile(felt_ms, place):.0f}" for place in (0.5, 0.95, 0.99, 1.0)),
            f"{share(felt_ms, lambda one: one > PROMISE_P95_MS):.1%}",
        )
    shown.caption = "stages: means in ms, as far as the answer waited for them"
    if choice.name != EMBEDDED:
        shown.caption += (
            f"; {choice.name} has random weights and does a recogniser's whole work; the words "
            "are the embedded recogniser's, whose own work comes on top"
        )
    return shown


def _failed(judged: Judged | None) -> Iterator[Table]:
    verdicts = judged.verdicts if judged else ()
    if any(verdict.failures for verdict in verdicts):
        shown = table("calls that did not go as their file says")
        for verdict in verdicts:
            if verdict.failures:
                shown.add_row(f"{verdict.scenario.name}: {'; '.join(verdict.failures)}")
        yield shown


def _climb(steps: Sequence[Step]) -> Table:
    shown = table(
        "calls at once", "turns", "p50", "p95", "p99", "max", "> 800 ms", "cut-ins", "no answer",
        "dropped", "CPU ms/call-s", "VAD, score", "cores", "lag p99",
        "starved", "callers late", "promise",
    )  # fmt: skip
    for step in steps:
        reading = step.metered.reading
        shown.add_row(
            str(step.calls),
            str(len(step.waits)),
            *(f"{percentile(step.felt_ms, place):.0f}" for place in (0.5, 0.95, 0.99, 1.0)),
            f"{step.over_share:.1%}",
            f"{step.cut_in_share:.1%}",
            str(sum(call.unanswered for call in step.carried)),
            str(step.dropped),
            f"{step.cpu_ms_per_call_second:.1f}",
            f"{step.vad_and_scoring_ms_per_call_second:.1f}",
            f"{reading.cpu_s / reading.wall_s:.2f}",
            f"{reading.lag_p99_ms:.0f} ms",
            f"{reading.starved_s / reading.wall_s:.1%}",
            f"{max((call.lag_ms for call in step.carried), default=0):.0f} ms",
            "[green]kept" if step.kept else "[red]broken",
        )
    return shown


def _growth(steps: Sequence[Step]) -> Table:
    shown = table("stage, mean ms", *(f"{step.calls} calls" for step in steps))
    means = [mean_stages(step.waits) for step in steps]
    for stage in STAGES:
        shown.add_row(stage, *(f"{mean[stage]:.1f}" if mean else "–" for mean in means))
    return shown


def _verdict(steps: Sequence[Step]) -> Table:
    shown = table("how far the promise holds")
    shown.add_row(_said(steps))
    return shown


def _said(steps: Sequence[Step]) -> str:
    broken = broken_step(steps)
    if broken is None:
        return f"the promise held at every step, up to {steps[-1].calls} calls at once"
    said = f"the promise held at {kept_calls(steps)} calls at once and broke at {broken.calls}"
    cause, reading = blame(steps[0], broken), broken.metered.reading
    if cause is not None:
        said += f"; what grew most is {cause.stage}, by {cause.grown_ms:.0f} ms in the mean"
    starved = reading.starved_s / reading.wall_s
    return f"{said}; the service's loop then waited for a processor {starved:.0%} of the time"


# ---------------------------------------------------------------- pictures


def _waterfall_picture(rows: Mapping[str, Sequence[Wait]]) -> Waterfall:
    return Waterfall(
        "What callers wait for, by what they had been asked for",
        "ms",
        {
            f"{kind} ({len(waits)})": [(stage, max(length, 0.0)) for stage, length in means.items()]
            for kind, waits in rows.items()
            if (means := mean_stages(waits))
        },
        marks=_PROMISE,
    )


def _histogram(judged: Judged | None, steps: Sequence[Step]) -> Histogram:
    series: dict[str, Sequence[float]] = {}
    if judged is not None:
        series["the scenarios"] = [wait.felt_ms for wait in judged.waits]
    series |= {f"{step.calls} calls": step.felt_ms for step in steps}
    return Histogram("How long callers wait for an answer", "ms", series, marks=_PROMISE)


def _curve(steps: Sequence[Step]) -> Curve:
    return Curve(
        "How long callers wait as calls grow",
        across="calls at once",
        up="ms from the caller's last sound to our first",
        series={
            name: [(float(step.calls), percentile(step.felt_ms, place)) for step in steps]
            for name, place in (("p50", 0.5), ("p95", 0.95))
        },
        up_marks=_PROMISE,
    )


def _growth_picture(steps: Sequence[Step]) -> Waterfall:
    return Waterfall(
        "What callers wait for, by how many call at once",
        "ms",
        {
            f"{step.calls} calls": [(stage, max(length, 0.0)) for stage, length in means.items()]
            for step in steps
            if (means := mean_stages(step.waits))
        },
    )
