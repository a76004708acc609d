"""From the end of a caller's speech to the first sound of the answer, and who cuts in.

The wait counts from the last sample of the caller's speech to the first 10 ms that are audible at
their ear. A sound before the caller's last one is a cut-in, whatever it says; a turn that brings
nothing within seven seconds was never answered. Neither is averaged into the waits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table

from benchmarks.peers.clips import TurnClip
from benchmarks.peers.script import SHORT_TITLES, TITLES, Happened, System
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import Curve, Histogram, Picture
from benchmarks.reporting.report import table
from voiceagent.dialog.moves import AnswerKind

SLOW_MS, TAIL_MS = 800.0, 1_000.0
_SHORT = "short answer"


@dataclass(frozen=True, slots=True)
class Waited:
    """What became of a turn; ``wait_ms`` is None for a cut-in and where nothing came."""

    clip: TurnClip
    wait_ms: float | None
    cut_in: bool
    late_frames: int = 0

    @property
    def never(self) -> bool:
        """Whether nothing came."""
        return self.wait_ms is None and not self.cut_in


Found = Mapping[System, Sequence[Waited]]


def judge(clip: TurnClip, happened: Happened) -> Waited:
    """Compare what was heard with where the caller really ended."""
    if not happened.audible_ms:
        return Waited(clip, None, cut_in=False, late_frames=happened.late_frames)
    wait_ms = happened.audible_ms[0][0] - clip.end_ms
    if wait_ms < 0:
        return Waited(clip, None, cut_in=True, late_frames=happened.late_frames)
    return Waited(clip, wait_ms, cut_in=False, late_frames=happened.late_frames)


def figures(found: Found) -> dict[str, float]:
    """Figures by name, ``peers.`` and the system left out: ``ours.p50_ms``."""
    named: dict[str, float] = {}
    for system, waited in found.items():
        short = [one for one in waited if one.clip.turn.tag == _SHORT]
        yes_no = [one for one in short if one.clip.turn.asked.kind is AnswerKind.YES_NO]
        parts = {
            "": _figures_of(waited),
            "short_answer.": _latency(short),
            "yes_no.": _latency(yes_no),
        }
        named |= {
            f"{system.value}.{part}{name}": value
            for part, found_figures in parts.items()
            for name, value in found_figures.items()
        }
    return named


def _latency(waited: Sequence[Waited]) -> dict[str, float]:
    waits_ms = _waits(waited)
    return {"p50_ms": percentile(waits_ms, 0.5), "p95_ms": percentile(waits_ms, 0.95)}


def _figures_of(waited: Sequence[Waited]) -> dict[str, float]:
    waits_ms = _waits(waited)
    pauses = sum(len(one.clip.turn.pauses) for one in waited)
    cut_ins = sum(one.cut_in for one in waited)
    return _latency(waited) | {
        "max_ms": max(waits_ms, default=float("nan")),
        "slow_share": _share(waits_ms, SLOW_MS),
        "tail_share": _share(waits_ms, TAIL_MS),
        "cut_ins": float(cut_ins),
        "cut_in_share": cut_ins / pauses if pauses else float(cut_ins > 0),
        "never": float(sum(one.never for one in waited)),
        "late_frames": float(sum(one.late_frames for one in waited)),
    }


def _waits(waited: Sequence[Waited]) -> list[float]:
    return [one.wait_ms for one in waited if one.wait_ms is not None]


def _share(waits_ms: Sequence[float], over_ms: float) -> float:
    return sum(wait > over_ms for wait in waits_ms) / max(len(waits_ms), 1)


# ---------------------------------------------------------------- what is shown


def tables(found: Found) -> list[Table]:
    """By tag; the totals stand in the comparison."""
    shown = table("wait p50 / p95 / cut-ins", "n", *(SHORT_TITLES[system] for system in found))
    tags = dict.fromkeys(one.clip.turn.tag for one in next(iter(found.values())))
    for tag in tags:
        cells = []
        count = 0
        for waited in found.values():
            ones = [one for one in waited if one.clip.turn.tag == tag]
            count = len(ones)
            latency = _latency(ones)
            cut_ins = sum(one.cut_in for one in ones)
            cells.append(f"{latency['p50_ms']:.0f} / {latency['p95_ms']:.0f} / {cut_ins}")
        shown.add_row(tag, str(count), *cells)
    return [shown]


def pictures(found: Found) -> list[Picture]:
    """The waits as a histogram, and how many turns had been answered by when."""
    waits_ms = {TITLES[system]: sorted(_waits(waited)) for system, waited in found.items()}
    marks = {"promise, 95 of 100": SLOW_MS}
    answered = {
        TITLES[system]: [
            (wait_ms, (place + 1) / len(waited))
            for place, wait_ms in enumerate(waits_ms[TITLES[system]])
        ]
        for system, waited in found.items()
    }
    return [
        Histogram("End of speech to first sound", "ms", waits_ms, marks),
        Curve(
            "Turns answered without a cut-in",
            "ms after the end of speech",
            "share of turns",
            answered,
            across_marks=marks,
        ),
    ]
