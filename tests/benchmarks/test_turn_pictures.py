"""The trade-off as a picture: what is joined, named and marked."""

from __future__ import annotations

from benchmarks.reporting.pictures import BarChart, Curve, Histogram
from benchmarks.turns.pictures import pictures


def figures(p50_ms: float, p95_ms: float, cut_in_share: float) -> dict[str, float]:
    return {"p50_ms": p50_ms, "p95_ms": p95_ms, "cut_in_share": cut_in_share}


FOUND = {
    "ours": figures(330, 700, 0.06),
    "a peer": figures(350, 3100, 0.5),
    "ours × 2": figures(510, 1700, 0.02),
    "ours × 0.5": figures(260, 450, 0.4),
}


def test_our_rule_is_joined_by_its_patience_and_peers_are_dots() -> None:
    """From the hastiest to the most patient, whatever the order in which they were judged."""
    all_rules, alone, waits, kinds = pictures("ours", FOUND, {"ours": [300.0]}, {"short": {}})
    assert isinstance(all_rules, Curve)
    assert isinstance(alone, Curve)
    line = next(iter(all_rules.series))
    assert all_rules.series[line] == [(450, 0.4), (700, 0.06), (1700, 0.02)]
    assert all_rules.series["a peer"] == [(3100, 0.5)]
    assert all_rules.labels[line] == ["", "as shipped", ""]
    assert alone.series["p50"] == [(260, 0.4), (330, 0.06), (510, 0.02)]
    assert alone.labels["p95"] == ["× 0.5", "as shipped", "× 2"]
    assert alone.across_marks == {"aim for p50": 300, "aim for p95": 500}
    assert isinstance(waits, Histogram)
    assert isinstance(kinds, BarChart)
