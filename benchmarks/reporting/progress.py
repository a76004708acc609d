"""How far a benchmark is: its work in parts, and the parts in steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class ProgressLine(Protocol):
    """Says what a benchmark is doing now."""

    def __call__(self, doing: str, share: float | None = None) -> None:
        """Show it; ``share`` (0…1) is how much of the whole work is done, where that is known."""
        ...


def part_of(
    progress: ProgressLine, begins: float, ends: float, *, prefix: str = ""
) -> ProgressLine:
    """A line for one part of the work: its own shares 0…1 are the whole's from ``begins`` on."""

    def show(doing: str, share: float | None = None) -> None:
        whole = None if share is None else begins + share * (ends - begins)
        progress(f"{prefix}{doing}", whole)

    return show


def counted(progress: ProgressLine, doing: str, items: Sequence[Item]) -> Iterator[Item]:
    """The items one by one, each announced with its number and share."""
    for number, item in enumerate(items):
        progress(f"{doing} {number + 1} of {len(items)}", number / len(items))
        yield item


def parts_of(progress: ProgressLine, weights: Sequence[float]) -> list[ProgressLine]:
    """A line for each part of the work, one after the other, as long as their weights say."""
    ends = list(accumulate(weights, initial=0.0))
    whole = ends[-1] or 1.0
    return [part_of(progress, begin / whole, end / whole) for begin, end in pairwise(ends)]
