"""Where the names of points stand, so that they touch neither each other nor a point."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

Spot = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_GAPS = (7.0, 14.0, 24.0, 36.0)
_POINT = 5.0


def place_labels(
    points: Sequence[Spot], sizes: Sequence[tuple[float, float]], taken: Sequence[Spot], inside: Box
) -> list[Spot]:
    """The middle of each label, one after the other: the nearest place that is free.

    Args:
        points: What is named.
        sizes: Width and height of each name.
        taken: All points that are drawn.
        inside: Where names may stand; one that finds no place stands to the right of its point.
    """
    boxes: list[Box] = [(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in taken]
    spots = []
    for point, size in zip(points, sizes, strict=True):
        wanted = list(_around(point, size))
        free = (
            spot
            for spot in wanted
            if _within(_box(spot, size), inside)
            and not any(_touch(_box(spot, size), box) for box in boxes)
        )
        spot = next(free, wanted[0])
        boxes.append(_box(spot, size))
        spots.append(spot)
    return spots


def _around(point: Spot, size: tuple[float, float]) -> Iterator[Spot]:
    x, y = point
    width, height = size
    for gap in _GAPS:
        beside, above = gap + width / 2, gap + height / 2
        yield from (
            (x + beside, y), (x, y + above), (x + beside * 0.8, y + above), (x, y - above),
            (x + beside * 0.8, y - above), (x - beside, y), (x - beside * 0.8, y + above),
            (x - beside * 0.8, y - above),
        )  # fmt: skip


def _box(spot: Spot, size: tuple[float, float]) -> Box:
    (x, y), (width, height) = spot, size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(box: Box, inside: Box) -> bool:
    # A name may reach over the edge by its own margin, not into the axis' numbers.
    slack = 2.0
    left, bottom, right, top = inside
    return (
        box[0] >= left - slack and box[1] >= bottom - slack
        and box[2] <= right + slack and box[3] <= top + slack
        and math.isfinite(sum(box))
    )  # fmt: skip
