"""How hundreds of text callers fare with each shipped policy, and what a step of the dialog costs.

Every policy is talked to in every language it speaks, words misheard as in ``policy simulate``.
A call is *right* when it ends as the caller's facts imply; a booking is *wrong* when the caller had
not accepted its time. The callers are ours: they show what breaks, not what people will do.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reporting.bars import limits
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import SHARE, BarChart, Histogram, Picture
from benchmarks.reporting.report import Outcome, ProgressLine, table
from voiceagent.chatting import library_beside
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import Observation
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.simulation.simulating import Report, simulate
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step

POLICIES = Path(__file__).resolve().parents[2] / "dialog_policies"
MAIN = "b2b_lead"
"""The policy that the promises are about."""

_CALLERS = 500
_FEW_CALLERS = 60
_SEED = 2


class TimedEngine(DialogEngine):
    """An engine that writes down what each of its steps took, as time on a processor."""

    def __init__(self, policy: Policy, *, language: str, times_ms: list[float]) -> None:
        """``times_ms`` is added to."""
        super().__init__(policy, language=language)
        self._times_ms = times_ms

    def step(self, state: DialogState, observation: Observation) -> Step:
        """A step as it is, timed."""
        start = time.thread_time()
        step = super().step(state, observation)
        self._times_ms.append((time.thread_time() - start) * 1000)
        return step


@dataclass(frozen=True, slots=True)
class Talked:
    """What came of the callers of one policy in one language."""

    policy: str
    language: str
    report: Report
    times_ms: Sequence[float]


def dialog(quick: bool, progress: ProgressLine) -> Outcome:
    """Right endings, wrong bookings, turns and evidence for each policy; the time of a step."""
    talked = tuple(_talk(_FEW_CALLERS if quick else _CALLERS, progress))
    times_ms = sorted(taken for one in talked for taken in one.times_ms)
    shown = table(
        "policy", "language", "callers", "right", "wrong bookings", "no evidence", "turns", "p95 ms"
    )
    for one in talked:
        report = one.report
        shown.add_row(
            one.policy,
            one.language,
            str(len(report.results)),
            f"{report.completion:.1%}",
            str(report.wrong_bookings),
            str(report.without_evidence),
            f"{report.median_turns:g}",
            f"{percentile(sorted(one.times_ms), 0.95):.2f}",
        )
    figures = _figures(talked) | {
        "dialog.step_p50_ms": percentile(times_ms, 0.5),
        "dialog.step_p95_ms": percentile(times_ms, 0.95),
    }
    rounded = {name: round(figure, 4) for name, figure in figures.items()}
    return Outcome(("dialog",), rounded, (shown,), _pictures(talked, times_ms))


def _talk(callers: int, progress: ProgressLine) -> Iterator[Talked]:
    files = sorted(POLICIES.glob("*.yaml"))
    policies = {file: load_policy(file) for file in files}
    pairs = [(file, language) for file in files for language in policies[file].languages]
    for place, (file, language) in enumerate(pairs):
        progress(f"{callers} callers to {file.stem} in {language}", place / len(pairs))
        times_ms: list[float] = []
        engine = TimedEngine(policies[file], language=language, times_ms=times_ms)
        library = library_beside(file, policies[file], language)
        report = simulate(engine, callers=callers, seed=_SEED, library=library)
        yield Talked(file.stem, language, report, times_ms)


def _figures(talked: Sequence[Talked]) -> dict[str, float]:
    """The main policy's figures, and the worst of all policies and languages."""
    main = [one.report for one in talked if one.policy == MAIN]
    every = [one.report for one in talked]
    return {
        "dialog.callers": float(sum(len(report.results) for report in every)),
        "dialog.right": min(report.completion for report in main),
        "dialog.right_worst_policy": min(report.completion for report in every),
        "dialog.wrong_bookings": float(sum(report.wrong_bookings for report in every)),
        "dialog.without_evidence": float(sum(report.without_evidence for report in every)),
        "dialog.turns_to_meeting": max(report.median_turns for report in main),
    }


def _pictures(talked: Sequence[Talked], times_ms: Sequence[float]) -> tuple[Picture, ...]:
    endings = {
        one.policy: {
            other.language: other.report.completion
            for other in talked
            if other.policy == one.policy
        }
        for one in talked
    }
    return (
        BarChart(
            "Calls that end as the caller's facts imply",
            SHARE,
            endings,
            limits({"aim": "dialog.right"}),
        ),
        Histogram(
            "Time of a step of the dialog",
            "ms",
            {"steps": times_ms},
            limits({"aim for p95": "dialog.step_p95_ms"}),
        ),
    )
