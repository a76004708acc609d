"""Waiting against cutting in, drawn: every rule as a point, ours at several degrees of patience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.reporting.bars import limits
from benchmarks.reporting.pictures import BarChart, Curve, Histogram, Picture

Figures = Mapping[str, float]
"""``p50_ms``, ``p95_ms`` and ``cut_in_share`` of one rule."""


def pictures(
    own: str,
    figures: Mapping[str, Figures],
    waits_ms: Mapping[str, Sequence[float]],
    by_tag: Mapping[str, Mapping[str, float]],
) -> tuple[Picture, ...]:
    """The trade-off with the peers and without, all waits, and the long ones by kind of turn.

    Args:
        own: Our rule's name; the same rule scaled is called ``own × scale``.
        figures: By rule.
        waits_ms: By rule, the scaled ones left out.
        by_tag: p95 in milliseconds by kind of turn and rule.
    """
    scaled = {_scale(own, name): each for name, each in figures.items() if name.startswith(own)}
    ours = dict(sorted(scaled.items()))
    peers = {name: each for name, each in figures.items() if not name.startswith(own)}
    aim = limits({"aim": "turns.ours.cut_in_share"})
    share = "share of pauses cut in on"
    line = f"{own}, more or less patient"
    names = ["as shipped" if scale == 1 else f"× {scale:g}" for scale in ours]
    return (
        Curve(
            "Waiting against cutting in, all rules on the same sound",
            "end of speech → end of turn, p95, ms",
            share,
            {line: _points(ours, "p95_ms")}
            | {name: _points({1: each}, "p95_ms") for name, each in peers.items()},
            labels={line: ["as shipped" if scale == 1 else "" for scale in ours]},
            across_marks=limits({"aim": "turns.ours.p95_ms"}),
            up_marks=aim,
        ),
        Curve(
            f"Closer: {own} alone, with all its delays scaled",
            "end of speech → end of turn, ms",
            share,
            {"p50": _points(ours, "p50_ms"), "p95": _points(ours, "p95_ms")},
            labels={"p50": names, "p95": names},
            across_marks=limits(
                {"aim for p50": "turns.ours.p50_ms", "aim for p95": "turns.ours.p95_ms"}
            ),
            up_marks=aim,
        ),
        Histogram(
            "How long callers wait from their last sound on",
            "ms",
            waits_ms,
            limits({"aim for p50": "turns.ours.p50_ms", "aim for p95": "turns.ours.p95_ms"}),
        ),
        BarChart("The longest waits (p95), by kind of turn", "ms", by_tag),
    )


def _scale(own: str, name: str) -> float:
    return float(name.removeprefix(own).removeprefix(" × ") or 1)


def _points(figures: Mapping[float, Figures], across: str) -> list[tuple[float, float]]:
    return [(each[across], each["cut_in_share"]) for each in figures.values()]
