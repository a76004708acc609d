"""What a benchmark wants drawn, as data; :mod:`benchmarks.reporting.drawing` draws it.

A picture says what it shows and in which unit. ``marks`` are lines that the figures are held
against: a bar of ``bars.toml``, a promise. A unit that begins with :data:`SHARE` means values from
0 to 1, which are read in per cent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SHARE = "share"
"""The unit of shares; more may follow: ``share of pauses cut in on``."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often each size came, one outline per series."""

    title: str
    unit: str
    series: Mapping[str, Sequence[float]]
    marks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Curve:
    """One thing against another; a series of one point is a single dot with its name.

    Attributes:
        across: What the x axis counts, with its unit.
        up: What the y axis counts, with its unit.
        series: Points (x, y) by name, in the order in which they are joined.
        labels: What stands beside a series' points, where they have names.
        across_marks: Vertical lines by name.
        up_marks: Horizontal lines by name.
    """

    title: str
    across: str
    up: str
    series: Mapping[str, Sequence[tuple[float, float]]]
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    across_marks: Mapping[str, float] = field(default_factory=dict)
    up_marks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Stages that follow each other, one row per case: (stage, its length) in order."""

    title: str
    unit: str
    rows: Mapping[str, Sequence[tuple[str, float]]]
    marks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Sizes side by side: for each group, one bar per series.

    Attributes:
        groups: Series name and size, by group.
    """

    title: str
    unit: str
    groups: Mapping[str, Mapping[str, float]]
    marks: Mapping[str, float] = field(default_factory=dict)


Picture = Histogram | Curve | Waterfall | BarChart
