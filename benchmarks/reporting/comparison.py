"""What moved between two results, and what only trembled.

A figure has moved when it lies further from the baseline than noise does. Where there are several
runs (of the baseline, of the new result, or of both), noise is what they show: the 95 % interval of
the difference of two means by Student's t, with the spread pooled over both sides. Two runs say
little of their spread, and the interval is as wide as that; from three on it is of use.

Where each side was run once, a default by the figure's unit stands in for the spread. The defaults
are what quick runs of unchanged code, four each of five benchmarks, differed by on two cores that
others used too; repeated runs see far finer.

* **times**: 40 %, and never less than 0.1 ms (19 of 20 pairs of runs lay within it).
* **ratios** of times of one run: 30 % (all pairs).
* **memory**: 15 %, and never less than a megabyte: pages that an allocator keeps or gives back.
* **shares** (0…1): one point, two cases of some two hundred; synthetic voices are not alike twice
  to the last sample. In a quick look, which has a dozen cases of a kind, ten points.
* **counts**: 2·√n, as for events that come by chance. From none to one is a move.
* **levels** (dB, semitones): half a unit, which nobody hears.
* anything else: 20 %.

*Improved* and *worse* follow the direction of the figure's bar. A figure without a bar has just
moved: whether that is good is not ours to say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from benchmarks.reporting.bars import Bar, Direction
from benchmarks.reporting.results import Result
from voiceagent.errors import ConfigurationError


class Move(StrEnum):
    """What became of a figure."""

    WORSE = "worse"
    IMPROVED = "improved"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"
    NOISE = "within noise"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and now.

    Attributes:
        before: None where the baseline does not have it.
        now: None where the new result does not have it.
        noise: How far it could lie from ``before`` by chance.
        measured: Whether ``noise`` comes from repeated runs and not from a default.
    """

    name: str
    before: float | None
    now: float | None
    noise: float
    measured: bool
    move: Move

    @property
    def share(self) -> float | None:
        """How much it changed, as a share of what it was; None where that says nothing."""
        if self.before is None or self.now is None or self.before == 0:
            return None
        return (self.now - self.before) / abs(self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of two results, what differs most in meaning first.

    Attributes:
        runs: How many the baseline has, and the new result.
        notes: What makes the two less comparable than their figures look.
    """

    benchmark: str
    runs: tuple[int, int]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]

    def of(self, move: Move) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.move is move)


def compare(baseline: Sequence[Result], now: Result, bars: Sequence[Bar]) -> Comparison:
    """Hold a result against an earlier one, or against several of the same benchmark.

    Raises:
        ConfigurationError: There is nothing to compare with, or they are of different benchmarks.
    """
    if not baseline:
        raise ConfigurationError("a baseline is wanted to compare with")
    names = {result.benchmark for result in (*baseline, now)}
    if len(names) > 1:
        raise ConfigurationError(f"results of {' and '.join(sorted(names))} cannot be compared")
    earlier = [run for result in baseline for run in result.runs]
    directions = {bar.name: bar.direction for bar in bars}
    figures = dict.fromkeys(name for run in (*earlier, *now.runs) for name in run)
    changes = [
        _change(
            name,
            [run[name] for run in earlier if name in run],
            [run[name] for run in now.runs if name in run],
            directions.get(name),
            quick=now.quick or any(result.quick for result in baseline),
        )
        for name in figures
    ]
    order = list(Move)
    changes.sort(key=lambda change: (order.index(change.move), change.name))
    notes = dict.fromkeys(note for result in baseline for note in _notes(result, now))
    notes |= dict.fromkeys(_load_note(baseline, now))
    return Comparison(
        now.benchmark,
        (len(earlier), len(now.runs)),
        tuple(changes),
        tuple(notes),
    )


def _change(
    name: str,
    before: Sequence[float],
    now: Sequence[float],
    direction: Direction | None,
    *,
    quick: bool,
) -> Change:
    if not before or not now:
        was, value = fmean(before) if before else None, fmean(now) if now else None
        return Change(name, was, value, math.nan, False, Move.NEW if now else Move.GONE)
    was, value = fmean(before), fmean(now)
    spread = _spread(before, now)
    noise = default_noise(name, was, value, quick=quick) if spread is None else spread
    # Sums of decimal fractions differ in the sixteenth place.
    noise = max(noise, _last_place([*before, *now]))
    if abs(value - was) <= noise + 1e-9 * max(abs(was), abs(value)):
        move = Move.NOISE
    elif direction is None:
        move = Move.MOVED
    else:
        rose = value > was
        move = Move.IMPROVED if rose == (direction is Direction.AT_LEAST) else Move.WORSE
    return Change(name, was, value, noise, spread is not None, move)


# ---------------------------------------------------------------- noise

_STUDENT_T = (
    12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13,
)  # fmt: skip
"""97.5 % points for 1, 2, 3 … degrees of freedom; beyond the last, its own value is wide enough."""


def _spread(before: Sequence[float], now: Sequence[float]) -> float | None:
    """Half the 95 % interval of the difference of the means; None where nothing was repeated."""
    freedom = len(before) + len(now) - 2
    if freedom < 1:
        return None
    squares = sum(variance(side) * (len(side) - 1) for side in (before, now) if len(side) > 1)
    student_t = _STUDENT_T[min(freedom, len(_STUDENT_T)) - 1]
    return student_t * math.sqrt(squares / freedom * (1 / len(before) + 1 / len(now)))


def _last_place(values: Sequence[float]) -> float:
    """One unit of the last decimal of figures that were rounded; nothing for whole ones."""
    decimals = max(len(f"{value:.5f}".rstrip("0").partition(".")[2]) for value in values)
    return 10.0**-decimals if 0 < decimals < 5 else 0.0


def default_noise(name: str, before: float, now: float, *, quick: bool = False) -> float:
    """What a figure of this name trembles by, where nobody has measured it."""
    words = name.replace(".", "_").split("_")
    larger = max(abs(before), abs(now))
    if "ms" in words:
        return max(0.4 * larger, 0.1)
    if "s" in words and words[words.index("s") - 1] != "per":
        return max(0.4 * larger, 0.0001)
    if "ratio" in words:
        return 0.3 * larger
    if "mb" in words:
        return max(0.15 * larger, 1)
    if "kb" in words:
        return max(0.15 * larger, 1000)
    if {"db", "dbfs", "semitones"} & set(words):
        return 0.5
    if min(before, now) >= 0 and larger <= 1:
        return 0.1 if quick else 0.01
    if before.is_integer() and now.is_integer():
        return 2 * math.sqrt(max(before, 0))
    return 0.2 * larger


# ---------------------------------------------------------------- what makes them less comparable


def _notes(before: Result, now: Result) -> list[str]:
    notes = []
    if before.quick != now.quick:
        quick = "the baseline" if before.quick else "the new result"
        notes.append(f"{quick} is a quick look, the other a full run: their cases differ")
    for name in ("cpu", "cores", "system"):
        notes += _differs(f"machine: {name}", before.machine.get(name), now.machine.get(name))
    for name in sorted({*before.versions, *now.versions}):
        notes += _differs(name, before.versions.get(name), now.versions.get(name))
    return notes


def _load_note(baseline: Sequence[Result], now: Result) -> list[str]:
    """Said where others keep a quarter of the machine busier than before, or less busy."""
    before, value = [_load(result) for result in baseline], _load(now)
    cores = now.machine.get("cores")
    share = cores / 4 if isinstance(cores, int) else 0.5
    if all(abs(load - value) <= share for load in before) or math.isnan(sum(before) + value):
        return []
    least, most = f"{min(before):g}", f"{max(before):g}"
    loads = least if least == most else f"{least} to {most}"
    return [f"others kept {loads} cores busy when the baseline was made, now {value:g}"]


def _load(result: Result) -> float:
    load = result.machine.get("load_before")
    return float(load) if isinstance(load, int | float) else math.nan


def _differs(what: str, before: object, now: object) -> list[str]:
    return [] if before == now else [f"{what} was {before or 'absent'}, now {now or 'absent'}"]


def tally(comparisons: Sequence[Comparison]) -> Mapping[Move, int]:
    """How many figures went which way, over several benchmarks."""
    return {move: sum(len(each.of(move)) for each in comparisons) for move in Move}
