"""What the kinds of pictures share: rows, marks, legend, and sizes as people read them."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from benchmarks.reporting.pictures import SHARE, Curve
from benchmarks.reporting.style import FAINT, INK, MARK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

_UNITS = frozenset({"ms", "s", "MB", "kB", "dB", "×"})
"""Short enough to stand behind each size; others stand at the axis alone."""
_CLOSE = 0.11
_NAME_LETTERS = 20


def name_rows(
    axes: Axes, names: Sequence[str], unit: str, marks: Mapping[str, float], *, bars: int
) -> None:
    """Name the rows, from the top down, and make the picture as high as they need."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.set_figheight(1.75 + max(0.24 * bars, 0.34 * len(names)))
    axes.set_yticks(range(len(names)), ["\n".join(textwrap.wrap(name, 28)) for name in names])
    axes.tick_params(axis="y", labelcolor=INK)
    axes.set_ylim(len(names) - 0.45, -0.55)
    axes.grid(axis="x")
    axes.margins(x=0.12)
    if axes.get_xlim()[0] > -1e-12:
        axes.set_xlim(left=0)
    axes.set_xlabel("" if unit == SHARE else unit)
    axes.xaxis.set_major_formatter(shown_as(unit))
    upright_marks(axes, marks, unit)


def size_at_end(axes: Axes, size: float, height: float, text: str) -> None:
    side = -1 if size < 0 else 1
    axes.annotate(
        text, (size, height), (4 * side, 0), textcoords="offset points", fontsize=9.5,
        va="center_baseline", ha="left" if side > 0 else "right", color=INK,
    )  # fmt: skip


def upright_marks(axes: Axes, marks: Mapping[str, float], unit: str) -> None:
    """Dashed lines with their names above the axes, two rows of names where they would touch."""
    right = max([axes.get_xlim()[1], *(at * 1.04 for at in marks.values())])
    axes.set_xlim(right=right)
    left = axes.get_xlim()[0]
    ends = [-math.inf, -math.inf]
    for name, at in sorted(marks.items(), key=lambda mark: mark[1]):
        axes.axvline(at, color=MARK, lw=1.2, ls=(0, (5, 3)))
        text = f"{name} ({amount(at, unit)})"
        share = (at - left) / max(right - left, 1e-12)
        half = 0.0055 * len(text)
        place = min(max(share, half), 1 - half)
        row = 0 if place - half >= ends[0] else 1
        ends[row] = place + half
        axes.annotate(
            text, (place, 1.0), (0, 3 + 11 * row), color=MARK, fontsize=9.5, ha="center",
            va="bottom", xycoords="axes fraction", textcoords="offset points",
        )  # fmt: skip
    if marks and ends[1] > 0:
        axes.set_title(axes.get_title(loc="left"), pad=34)


def level_marks(axes: Axes, marks: Mapping[str, float], unit: str) -> None:
    """Dashed lines with their names to the right of the axes; close ones keep their distance."""
    low, high = axes.get_ylim()
    ordered = sorted(marks.items(), key=lambda mark: mark[1])
    for place, (name, at) in enumerate(ordered):
        axes.axhline(at, color=MARK, lw=1.2, ls=(0, (5, 3)))
        below = place > 0 and at - ordered[place - 1][1] < _CLOSE * (high - low)
        above = place + 1 < len(ordered) and ordered[place + 1][1] - at < _CLOSE * (high - low)
        text = "\n".join(textwrap.wrap(f"{name} ({amount(at, unit)})", _NAME_LETTERS))
        axes.annotate(
            text, (1.0, at), (5, 0), color=MARK, fontsize=9.5, ha="left",
            va="top" if above and not below else "bottom" if below and not above else "center",
            xycoords=axes.get_yaxis_transform(), textcoords="offset points",
            annotation_clip=False,
        )  # fmt: skip


def legend_below(figure: Figure, axes: Axes) -> None:
    handles, labels = axes.get_legend_handles_labels()
    if not labels:
        return
    room = 104
    whole = sum(len(label) + 6 for label in labels)
    columns = len(labels) if whole <= room else max(1, room // (max(map(len, labels)) + 6))
    # It is filled column by column; people read row by row.
    order = [place for first in range(columns) for place in range(first, len(labels), columns)]
    figure.legend(
        [handles[place] for place in order], [labels[place] for place in order],
        loc="outside lower left", ncols=columns, handlelength=1.4, columnspacing=1.6,
        labelcolor=INK,
    )  # fmt: skip


def from_zero(axes: Axes, picture: Curve) -> None:
    """Begin at nothing where nothing is not far away; leave room around what is drawn."""
    left, right = axes.get_xlim()
    low, high = axes.get_ylim()
    high = max([high, *(at * 1.1 for at in picture.up_marks.values())])
    axes.set_ylim(0 if 0 <= max(low, 0) < high / 2 else low, high)
    axes.set_xlim(0 if 0 <= max(left, 0) < right / 2 else left, right)


def whole_steps(axis: Axis, values: Sequence[float]) -> None:
    """No half calls: what comes in whole numbers is numbered by them."""
    from matplotlib.ticker import MaxNLocator

    if all(value == round(value) for value in finite(values)):
        axis.set_major_locator(MaxNLocator(8, integer=True, steps=[1, 2, 5, 10]))


def say_nothing(axes: Axes) -> None:
    axes.set_axis_off()
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.set_figheight(1.2)
    axes.text(0.0, 0.5, "no figures", transform=axes.transAxes, color=FAINT)


def shown_as(unit: str) -> FuncFormatter:
    """How an axis writes its numbers."""
    from matplotlib.ticker import FuncFormatter

    if unit.startswith(SHARE):
        return FuncFormatter(lambda value, _: f"{value * 100:g} %")
    return FuncFormatter(lambda value, _: _digits(value))


def amount(value: float, unit: str) -> str:
    """A size as people read it: shares in per cent, others with their unit where that is short."""
    if unit.startswith(SHARE):
        digits = 0 if abs(value) >= 0.1 or value == 0 else 1
        return f"{value * 100:.{digits}f} %"
    word = unit.split(" ")[0]
    return f"{_digits(value)} {word}" if word in _UNITS else _digits(value)


def _digits(value: float) -> str:
    if value and abs(value) < 0.001:
        return f"{value:.0e}"
    if abs(value) >= 100 or value == round(value):
        return f"{value:,.0f}".replace(",", "\u2009")
    return f"{value:.3g}"


def unit_in(axis: str) -> str:
    """The unit of an axis' name: a share, what follows its last comma, or what it begins with."""
    if axis.startswith(SHARE):
        return axis
    return axis.rpartition(",")[2].strip()


def finite(values: Sequence[float]) -> list[float]:
    return [value for value in values if math.isfinite(value)]


def round_step(step: float) -> float:
    """1, 2, 2.5 or 5 times a power of ten, not smaller than ``step``."""
    if step <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * of for of in (1, 2, 2.5, 5, 10) if power * of >= step * 0.999)
