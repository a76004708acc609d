"""``python -m benchmarks peers``: all three systems on all three questions, and the ratios.

A block of calls goes to one system after the other before the next block begins; the booths that
wait use no CPU. How many calls are held at the same time is said in the figures: on two cores so
many did not change what one at a time gives.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from math import isfinite
from pathlib import Path

from rich.table import Table

from benchmarks.peers import interruptions, overhead, turn_taking
from benchmarks.peers.booths import Booth, booths
from benchmarks.peers.clips import (
    chosen_turns,
    over_blocks,
    over_clips,
    talk,
    turn_blocks,
    turn_clips,
)
from benchmarks.peers.script import SHORT_TITLES, TITLES, Happened, Script, System
from benchmarks.reporting.pictures import BarChart, Picture
from benchmarks.reporting.report import Outcome, ProgressLine, table
from voiceagent.errors import ConfigurationError

AT_ONCE = 4
"""Calls held at the same time in one process where waits are measured: as many as give the same
waits as one at a time. With eight, Pipecat answers 200 ms later, and ours as soon as with one."""

OVER_AT_ONCE = 8
"""The same for sounds over our voice: eight give what four give, to a few milliseconds."""

_COMPARED: Mapping[str, str] = {
    "p50_ms": "answer, p50",
    "p95_ms": "answer, p95",
    "max_ms": "answer, longest",
    "slow_share": "answers after 800 ms",
    "tail_share": "answers after 1 s",
    "yes_no.p50_ms": "after yes or no, p50",
    "yes_no.p95_ms": "after yes or no, p95",
    "cut_in_share": "cut-ins, of all pauses",
    "never": "turns never answered",
    "stop_p50_ms": "interrupted, silent: p50",
    "stop_p95_ms": "interrupted, silent: p95",
    "stop_max_ms": "interrupted, longest",
    "not_stopped": "interrupted, went on",
    "words_off_p50": "heard, words off, p50",
    "words_off_max": "heard, words off, most",
    "burst_stops_share": "wordless bursts that stop",
    "lost_share": "no turn, sentence lost",
    "gap_p50_ms": "no turn, silence, p50",
    "gap_max_ms": "no turn, silence, longest",
    "cpu_ms_per_call_second": "CPU per call-second",
    "silent.cpu_ms_per_call_second": "CPU, nobody listening",
    "mb_per_extra_call": "memory per extra call",
    "lag_p99_ms_16_calls": "loop lag at 16 calls, p99",
}
"""Figures that are compared, and how they are called."""


def peers(quick: bool, progress: ProgressLine) -> Outcome:
    """Hold the same calls with every system.

    Raises:
        ConfigurationError: Pipecat is not installed.
        ProviderError: A system failed.
    """
    require_pipecat()
    return asyncio.run(_measure(quick, progress))


def require_pipecat() -> None:
    """See that there is a peer.

    Raises:
        ConfigurationError: There is none.
    """
    if find_spec("pipecat") is None:
        raise ConfigurationError("peers: Pipecat is not installed (pip install pipecat-ai==1.14.0)")


async def _measure(quick: bool, progress: ProgressLine) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="voiceagent-peers-") as name:
        folder = Path(name)
        progress("callers' voices", 0.0)
        turns = await turn_clips(chosen_turns(quick=quick), folder, lambda _: None)
        overs = await over_clips(folder, quick=quick)
        script = await talk(folder)
        async with booths(tuple(System), folder) as opened:
            waited = await _hold(
                opened,
                list(turn_blocks(turns, AT_ONCE)),
                _part(progress, "turns", 0.02, 0.45),
            )
            reacted = await _hold(
                opened,
                list(over_blocks(overs, OVER_AT_ONCE)),
                _part(progress, "over us", 0.45, 0.72),
            )
            words_ms = max(one.words_p99_ms for one in opened)
        costs = await overhead.measure(
            overhead.QUICK if quick else overhead.FULL,
            script,
            folder,
            lambda doing, share: progress(doing, 0.72 + 0.28 * share),
        )
    found = {
        system: [turn_taking.judge(clip, one) for clip, one in zip(turns, ones, strict=True)]
        for system, ones in waited.items()
    }
    over = {
        system: [interruptions.judge(clip, one) for clip, one in zip(overs, ones, strict=True)]
        for system, ones in reacted.items()
    }
    return outcome(found, over, costs, words_ms)


def _part(
    progress: ProgressLine, doing: str, from_share: float, to_share: float
) -> Callable[[str, float], None]:
    def show(what: str, share: float) -> None:
        progress(f"{doing}: {what}", from_share + (to_share - from_share) * share)

    return show


async def _hold(
    opened: Sequence[Booth],
    blocks: Sequence[Sequence[Script]],
    progress: Callable[[str, float], None],
) -> dict[System, list[Happened]]:
    found: dict[System, list[Happened]] = {one.system: [] for one in opened}
    for place, block in enumerate(blocks):
        for one in opened:
            progress(
                f"block {place + 1} of {len(blocks)}, {TITLES[one.system]}", place / len(blocks)
            )
            found[one.system] += await one.hold(block)
    return found


# ---------------------------------------------------------------- what is shown


def outcome(
    waited: turn_taking.Found,
    reacted: interruptions.Found,
    costs: Sequence[overhead.Cost],
    words_ms: float,
) -> Outcome:
    """Figures, tables and pictures of a run."""
    own = turn_taking.figures(waited) | interruptions.figures(reacted) | overhead.figures(costs)
    ratios = ratios_of(own)
    figures = {f"peers.{name}": value for name, value in own.items()}
    figures |= {f"peers.ratio.{name}": value for name, value in ratios.items()}
    figures |= {
        "peers.turns": float(len(waited[System.OURS])),
        "peers.sounds_over_us": float(len(reacted[System.OURS])),
        "peers.at_once": float(AT_ONCE),
        "peers.over_at_once": float(OVER_AT_ONCE),
        "peers.words_p99_ms": words_ms,
    }
    shown = [
        _comparison(own),
        *turn_taking.tables(waited),
        *interruptions.tables(reacted),
        *overhead.tables(costs),
    ]
    drawn: list[Picture] = [
        *turn_taking.pictures(waited),
        *interruptions.pictures(reacted),
        *overhead.pictures(costs),
        _ratio_chart(ratios),
    ]
    return Outcome(("peers",), figures, shown, drawn)


def ratios_of(figures: Mapping[str, float]) -> dict[str, float]:
    """Ours over each peer's, by peer and figure; left out where the peer's is 0 or unknown."""
    ratios: dict[str, float] = {}
    for peer in (System.PIPECAT_DEFAULT, System.PIPECAT_TIMEOUT):
        for name in _COMPARED:
            ours = figures.get(f"{System.OURS.value}.{name}")
            theirs = figures.get(f"{peer.value}.{name}")
            if ours is None or not theirs or not isfinite(theirs) or not isfinite(ours):
                continue
            ratios[f"{peer.value}.{name}"] = ours / theirs
    return ratios


def _comparison(figures: Mapping[str, float]) -> Table:
    shown = table("figure", *SHORT_TITLES.values(), "÷ default", "÷ timeout")
    for name, title in _COMPARED.items():
        values = [figures.get(f"{system.value}.{name}") for system in System]
        if all(value is None for value in values):
            continue
        shown.add_row(
            title,
            *(_written(name, value) for value in values),
            *(_ratio(values[0], theirs) for theirs in values[1:]),
        )
    return shown


def _written(name: str, value: float | None) -> str:
    if value is None or not isfinite(value):
        return "–"
    if name.endswith("share"):
        return f"{value:.1%}"
    if "_ms" in name and "cpu" not in name:
        return f"{value:.0f} ms"
    if name.startswith("mb_"):
        return f"{value:.1f} MB"
    return f"{value:.1f} ms" if "cpu" in name else f"{value:.0f}"


def _ratio(ours: float | None, theirs: float | None) -> str:
    if ours is None or not theirs or not isfinite(theirs) or not isfinite(ours):
        return "–"
    return f"{ours / theirs:.2f}"


def _ratio_chart(ratios: Mapping[str, float]) -> Picture:
    groups: dict[str, dict[str, float]] = {}
    for key, value in ratios.items():
        peer, _, name = key.partition(".")
        groups.setdefault(_COMPARED[name], {})[TITLES[System(peer)]] = value
    return BarChart(
        "Ours over the peer's (less than 1: ours is smaller)", "×", groups, {"equal": 1}
    )
