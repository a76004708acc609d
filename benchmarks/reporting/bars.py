"""The bars that figures are held against: one file for all benchmarks, and the comparison.

A bar belongs to the benchmark whose name its own begins with (``media.dropped_calls_30``). A
figure that was not measured does not pass, except in a quick look, which leaves some out by design.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from voiceagent.errors import ConfigurationError

BARS = Path(__file__).parents[1] / "bars.toml"


class Direction(StrEnum):
    """Which side of the limit is good."""

    AT_MOST = "at_most"
    BELOW = "below"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure must reach, and where that was said."""

    name: str
    limit: float
    direction: Direction
    source: str

    def passes(self, figure: float) -> bool:
        """Whether the figure is on the good side; what is not a number never is."""
        match self.direction:
            case Direction.AT_MOST:
                return figure <= self.limit
            case Direction.BELOW:
                return figure < self.limit
            case Direction.AT_LEAST:
                return figure >= self.limit

    def __str__(self) -> str:
        words = {Direction.AT_MOST: "≤", Direction.BELOW: "<", Direction.AT_LEAST: "≥"}
        return f"{words[self.direction]} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A bar and the figure held against it; None where it was not measured."""

    bar: Bar
    figure: float | None
    passed: bool


def read_bars(path: Path = BARS) -> tuple[Bar, ...]:
    """All bars.

    Raises:
        ConfigurationError: The file is malformed; the message names the bar.
    """
    try:
        written = tomllib.loads(path.read_text())["bars"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ConfigurationError(f"{path.name}: {error}") from error
    return tuple(_read_bar(name, fields) for name, fields in written.items())


def limits(named: Mapping[str, str], path: Path = BARS) -> dict[str, float]:
    """Limits of bars (``named`` by what they are to be called), as marks of a picture.

    A bar that is not in the file is left out.

    Raises:
        ConfigurationError: The file is malformed.
    """
    found = {bar.name: bar.limit for bar in read_bars(path)}
    return {called: found[name] for called, name in named.items() if name in found}


def judge(
    figures: Mapping[str, float], bars: Sequence[Bar], *, families: Sequence[str], quick: bool
) -> tuple[Verdict, ...]:
    """Hold figures against the bars of these families (``media`` for ``media.…``)."""
    return tuple(
        _judge(bar, figures.get(bar.name), quick=quick)
        for bar in bars
        if any(bar.name.startswith(f"{family}.") for family in families)
    )


def _judge(bar: Bar, figure: float | None, *, quick: bool) -> Verdict:
    return Verdict(bar, figure, quick if figure is None else bar.passes(figure))


def _read_bar(name: str, fields: Mapping[str, object]) -> Bar:
    limit, source = fields.get("limit"), fields.get("source")
    if not isinstance(limit, int | float) or not isinstance(source, str):
        raise ConfigurationError(f"bar {name}: a number as limit and a source are wanted")
    try:
        return Bar(name, float(limit), Direction(str(fields.get("direction"))), source)
    except ValueError as error:
        raise ConfigurationError(f"bar {name}: {error}") from error
