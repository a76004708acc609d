"""Pictures as SVG, for a page or to stand alone.

Text stays text, in the reader's own font; colours follow the page. Legends stand below the data,
never in it; lines have markers of their own besides their colours.

These modules alone know matplotlib, and import it when something is drawn.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from io import StringIO
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from benchmarks.reporting.axes import (
    amount,
    finite,
    from_zero,
    legend_below,
    level_marks,
    name_rows,
    round_step,
    say_nothing,
    shown_as,
    size_at_end,
    unit_in,
    upright_marks,
    whole_steps,
)
from benchmarks.reporting.label_places import place_labels
from benchmarks.reporting.pictures import BarChart, Curve, Histogram, Picture, Waterfall
from benchmarks.reporting.style import FAINT, PAPER, SERIES, STYLE, WIDTH_IN, alone, inline
from voiceagent.errors import ConfigurationError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MARKERS = "osD^vP*X"
_MOST_BINS = 72
_STEP_DOTS = 9.0


def need_matplotlib() -> None:
    """Refuse at once what could not be drawn at the end.

    Raises:
        ConfigurationError: matplotlib is not installed; the message says how to install it.
    """
    if find_spec("matplotlib") is None:
        raise ConfigurationError(
            "pictures are drawn by matplotlib, which is not here: pip install 'matplotlib>=3.10'"
            " (or the dev extra: pip install -e '.[dev]')"
        )


def draw(picture: Picture, *, name: str) -> str:
    """An SVG element that names no address, for a page whose style has the colour rules.

    Args:
        picture: What to draw.
        name: Letters and digits that no other picture of the page has; ids begin with it.

    Raises:
        ConfigurationError: matplotlib is not installed.
    """
    return inline(_svg(picture), picture.title, name)


def draw_alone(picture: Picture) -> str:
    """A whole SVG document, which follows its reader's preference for light or dark.

    Raises:
        ConfigurationError: matplotlib is not installed.
    """
    return alone(draw(picture, name="picture"))


def _svg(picture: Picture) -> str:
    need_matplotlib()
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    with rc_context(STYLE):  # type: ignore[arg-type]  # its names are literals
        layout = ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.06)
        figure = Figure(figsize=(WIDTH_IN, 4.2), layout=layout)
        canvas = FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.set_title("\n".join(textwrap.wrap(picture.title, 80)))
        match picture:
            case Histogram():
                _histogram(axes, picture)
            case Curve():
                _curve(axes, picture)
            case Waterfall():
                _waterfall(axes, picture)
            case BarChart():
                _bars(axes, picture)
        legend_below(figure, axes)
        if isinstance(picture, Curve):
            _name_points(axes, picture)
        written = StringIO()
        # Without these four, the file would tell when and by what it was drawn.
        nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
        canvas.print_svg(written, metadata=nothing)  # type: ignore[no-untyped-call]
        return written.getvalue()


# ---------------------------------------------------------------- the four kinds


def _histogram(axes: Axes, picture: Histogram) -> None:
    series = {name: finite(values) for name, values in picture.series.items()}
    every = [*chain.from_iterable(series.values())]
    if not every:
        say_nothing(axes)
        return
    least, most = min(every), max([*every, *picture.marks.values()])
    least = 0.0 if 0 <= least <= most / 2 else least
    # So many that most hold some of the samples, and that two humps do not become one.
    bins = min(_MOST_BINS, math.ceil(6 * math.sqrt(max(map(len, series.values())))))
    width = round_step((most - least) / bins)
    edges = [math.floor(least / width) * width + width * place for place in range(bins + 2)]
    for place, (name, values) in enumerate(series.items()):
        if not values:
            continue
        colour = SERIES[place % len(SERIES)]
        weights = [1 / len(values)] * len(values)
        label = f"{name} ({len(values)})"
        axes.hist(values, edges, weights=weights, histtype="stepfilled", color=colour, alpha=0.14)
        axes.hist(
            values, edges, weights=weights, histtype="step", color=colour, lw=1.8, label=label
        )
    axes.set_xlim(edges[0], max(most, edges[0] + width) + width)
    axes.set_xlabel(picture.unit)
    axes.set_ylabel(f"share in each {width:g} {picture.unit}")
    axes.yaxis.set_major_formatter(shown_as("share"))
    axes.xaxis.set_major_formatter(shown_as(picture.unit))
    axes.grid(axis="y")
    upright_marks(axes, picture.marks, picture.unit)


def _curve(axes: Axes, picture: Curve) -> None:
    for place, (name, points) in enumerate(picture.series.items()):
        drawn = [point for point in points if all(map(math.isfinite, point))]
        if not drawn:
            continue
        colour, marker = SERIES[place % len(SERIES)], _MARKERS[place % len(_MARKERS)]
        across, up = zip(*drawn, strict=True)
        # A single dot is named where it is, and a legend would only repeat it.
        label = "_" if len(points) == 1 else name
        axes.plot(
            across, up, color=colour, marker=marker, markersize=6.5, lw=2.0, label=label,
            markeredgecolor=PAPER, markeredgewidth=0.8, clip_on=False,
        )  # fmt: skip
    if not axes.lines:
        say_nothing(axes)
        return
    for axis, unit in ((axes.xaxis, picture.across), (axes.yaxis, picture.up)):
        axis.set_major_formatter(shown_as(unit))
    whole_steps(axes.xaxis, [across for points in picture.series.values() for across, _ in points])
    from_zero(axes, picture)
    axes.set_xlabel(picture.across)
    axes.set_ylabel(picture.up)
    axes.grid()
    upright_marks(axes, picture.across_marks, unit_in(picture.across))
    level_marks(axes, picture.up_marks, unit_in(picture.up))


def _waterfall(axes: Axes, picture: Waterfall) -> None:
    stages = list(dict.fromkeys(stage for row in picture.rows.values() for stage, _ in row))
    if not stages:
        say_nothing(axes)
        return
    seen: set[str] = set()
    for height, row in enumerate(picture.rows.values()):
        at = 0.0
        for stage, length in row:
            if not math.isfinite(length):
                continue
            colour = SERIES[stages.index(stage) % len(SERIES)]
            label = "" if stage in seen else stage
            seen.add(stage)
            axes.barh(
                height, length, left=at, height=0.62, color=colour, label=label,
                edgecolor=PAPER, linewidth=1.0,
            )  # fmt: skip
            at += length
        size_at_end(axes, at, height, amount(at, picture.unit))
    name_rows(axes, list(picture.rows), picture.unit, picture.marks, bars=len(picture.rows))


def _bars(axes: Axes, picture: BarChart) -> None:
    series = list(dict.fromkeys(name for group in picture.groups.values() for name in group))
    if not series:
        say_nothing(axes)
        return
    thick = 0.8 / len(series)
    for place, name in enumerate(series):
        colour = SERIES[place % len(SERIES)]
        rows = [
            (height + (place - (len(series) - 1) / 2) * thick, group[name])
            for height, group in enumerate(picture.groups.values())
            if name in group and math.isfinite(group[name])
        ]
        heights = [height for height, _ in rows]
        sizes = [size for _, size in rows]
        axes.barh(heights, sizes, height=thick * 0.9, color=colour, label=name)
        for height, size in rows:
            size_at_end(axes, size, height, amount(size, picture.unit))
    if len(series) == 1 and series[0] in ("", picture.unit):
        axes.containers[0].set_label("_only")
    bars = len(picture.groups) * len(series)
    name_rows(axes, list(picture.groups), picture.unit, picture.marks, bars=bars)


def _name_points(axes: Axes, picture: Curve) -> None:
    """Names beside points, where they touch neither each other nor a point."""
    named = [
        (point, label, SERIES[place % len(SERIES)])
        for place, (name, points) in enumerate(picture.series.items())
        for point, label in zip(points, _point_names(picture, name), strict=False)
        if label and all(map(math.isfinite, point))
    ]
    if not named:
        return
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()  # so that the layout is known
    to_page = axes.transData.transform
    taken = [
        spot
        for points in picture.series.values()
        for spot in _along([tuple(to_page(point)) for point in points])
    ]
    dot = figure.dpi / 72
    box = axes.get_window_extent()
    spots = place_labels(
        [tuple(to_page(point)) for point, _, _ in named],
        [(5.6 * len(label) * dot, 11 * dot) for _, label, _ in named],
        taken,
        (box.x0, box.y0, box.x1, box.y1),
    )
    for (point, label, colour), spot in zip(named, spots, strict=True):
        x, y = ((end - start) / dot for end, start in zip(spot, to_page(point), strict=True))
        far = abs(y) > 18 or abs(x) > 2.8 * len(label) + 14
        axes.annotate(
            label, point, (x, y), textcoords="offset points", fontsize=9.5, color=colour,
            ha="center", va="center",
            arrowprops={"arrowstyle": "-", "color": FAINT, "lw": 0.8} if far else None,
        )  # fmt: skip


def _point_names(picture: Curve, name: str) -> Sequence[str]:
    """What stands beside a series' points; a single dot bears its series' name."""
    alone = len(picture.series[name]) == 1
    return picture.labels.get(name, (name,) if alone else ())


def _along(spots: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Points and what joins them, in steps; for names that keep clear of both."""
    drawn = [spot for spot in spots if all(map(math.isfinite, spot))]
    yield from drawn
    for (x, y), (to_x, to_y) in pairwise(drawn):
        steps = math.ceil(math.dist((x, y), (to_x, to_y)) / _STEP_DOTS)
        for step in range(1, steps):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps
