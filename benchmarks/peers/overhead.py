"""What a call costs where the engines that a user chooses cost nothing: CPU, memory, loop lag.

Each number of calls runs in a fresh process; CPU time and memory are read from outside it, the lag
of its event loop inside. Each caller takes a turn every seven seconds, evenly spread, and is
answered; words and voice are free, so what counts is the path of the sound:

* *silent*: no detector; nothing is ever said or heard. Transport, codec, pipeline.
* *full*: detector, turn rules and, but for Pipecat's timeout, turn scoring; the agent answers.

The pretended carrier and the meter run in the same process as the system. What they cost alone is
measured for each number of calls and taken off the CPU per call-second; ``raw_…`` is with it. Ours
also writes its flight recorder into SQLite.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from rich.table import Table

from benchmarks.peers.booths import booth
from benchmarks.peers.clips import TURN_EVERY_S
from benchmarks.peers.script import SHORT_TITLES, TITLES, Script, System
from benchmarks.reporting.pictures import BarChart, Picture
from benchmarks.reporting.report import table


@dataclass(frozen=True, slots=True)
class Load:
    """So many calls of a system at once; ``what`` is silent, full or idle (the carrier alone)."""

    system: System
    what: str
    calls: int

    @property
    def title(self) -> str:
        """How it is called in a table."""
        return (
            "carrier alone" if self.what == "idle" else f"{SHORT_TITLES[self.system]}, {self.what}"
        )


@dataclass(frozen=True, slots=True)
class Cost:
    """What a load cost.

    Attributes:
        answers: How often the agent spoke, warm-up included.
        late_frames: Frames that the carrier brought late: the process had no time.
    """

    load: Load
    cpu_ms_per_call_second: float
    rss_mb: float
    lag_p50_ms: float
    lag_p99_ms: float
    answers: float
    late_frames: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Which numbers of calls, and how long each is warmed up and measured."""

    silent: Sequence[int]
    full: Sequence[int]
    warm_s: float
    measure_s: float

    def loads(self) -> list[Load]:
        """In the order in which they are measured."""
        pipecat, ours = System.PIPECAT_TIMEOUT, System.OURS
        return [
            *(Load(ours, "idle", calls) for calls in self.full),
            *(Load(system, "silent", calls) for calls in self.silent for system in (ours, pipecat)),
            *(Load(system, "full", calls) for calls in self.full for system in System),
        ]


FULL = Plan(silent=(8,), full=(1, 8, 16), warm_s=3.0, measure_s=float(TURN_EVERY_S))
QUICK = Plan(silent=(), full=(4,), warm_s=1.5, measure_s=TURN_EVERY_S / 2)


async def measure(
    plan: Plan, script: Script, folder: Path, progress: Callable[[str, float], None]
) -> list[Cost]:
    """Measure all loads of a plan.

    Raises:
        ProviderError: A booth failed.
    """
    loads = plan.loads()
    costs = []
    for place, load in enumerate(loads):
        progress(f"{load.title}: {load.calls} calls", place / len(loads))
        costs.append(await _measure(load, plan, script, folder / f"load{place}"))
    return costs


async def _measure(load: Load, plan: Plan, script: Script, folder: Path) -> Cost:
    job = {
        "what": load.what,
        "calls": load.calls,
        "script": script.to_json(),
        "warm_s": plan.warm_s,
        "measure_s": plan.measure_s,
    }
    async with booth(load.system, folder) as system:
        await system.ask({"load": job})
        await system.answer()
        begun_s, cpu_before_s = monotonic(), system.cpu_s()
        await system.answer()
        cpu_s, wall_s = system.cpu_s() - cpu_before_s, monotonic() - begun_s
        rss_mb = await asyncio.to_thread(system.rss_mb)
        reading = await system.answer()
    return Cost(
        load,
        cpu_ms_per_call_second=cpu_s * 1000 / (wall_s * load.calls),
        rss_mb=rss_mb,
        lag_p50_ms=reading["lag_p50_ms"],
        lag_p99_ms=reading["lag_p99_ms"],
        answers=reading["answers"],
        late_frames=reading["late_frames"],
    )


def figures(costs: Sequence[Cost]) -> dict[str, float]:
    """Figures by name, ``peers.`` left out; those without a number are of the second one."""
    carrier = carrier_ms(costs)
    named: dict[str, float] = {}
    for system in System:
        for what, part in (("full", ""), ("silent", "silent.")):
            ones = [c for c in costs if c.load.system is system and c.load.what == what]
            if ones:
                own = _of(ones, carrier)
                named |= {f"{system.value}.{part}{name}": value for name, value in own.items()}
    named |= {f"carrier.cpu_ms_per_call_second_{n}_calls": ms for n, ms in carrier.items()}
    return named


def carrier_ms(costs: Sequence[Cost]) -> dict[int, float]:
    """CPU per call-second of the carrier alone, by number of calls."""
    return {c.load.calls: c.cpu_ms_per_call_second for c in costs if c.load.what == "idle"}


def _of(costs: Sequence[Cost], carrier: Mapping[int, float]) -> dict[str, float]:
    first, middle = costs[0], costs[min(1, len(costs) - 1)]
    named = {"cpu_ms_per_call_second": net_ms(middle, carrier)}
    if extra := middle.load.calls - first.load.calls:
        named["mb_per_extra_call"] = (middle.rss_mb - first.rss_mb) / extra
    for cost in costs:
        calls = f"{cost.load.calls}_calls"
        named |= {
            f"cpu_ms_per_call_second_{calls}": net_ms(cost, carrier),
            f"raw_cpu_ms_per_call_second_{calls}": cost.cpu_ms_per_call_second,
            f"rss_mb_{calls}": cost.rss_mb,
            f"lag_p50_ms_{calls}": cost.lag_p50_ms,
            f"lag_p99_ms_{calls}": cost.lag_p99_ms,
            f"load_late_frames_{calls}": cost.late_frames,
        }
    return named


def net_ms(cost: Cost, carrier: Mapping[int, float]) -> float:
    """CPU per call-second without the carrier's."""
    return cost.cpu_ms_per_call_second - carrier.get(cost.load.calls, 0.0)


def tables(costs: Sequence[Cost]) -> list[Table]:
    """A row per load."""
    shown = table(
        "system",
        "calls",
        "CPU ms/call-s",
        "net",
        "RSS MB",
        "lag p50",
        "p99",
        "late frames",
        "answers",
    )
    carrier = carrier_ms(costs)
    for cost in sorted(costs, key=lambda cost: (cost.load.what, cost.load.calls)):
        shown.add_row(
            cost.load.title,
            str(cost.load.calls),
            f"{cost.cpu_ms_per_call_second:.1f}",
            "–" if cost.load.what == "idle" else f"{net_ms(cost, carrier):.1f}",
            f"{cost.rss_mb:.0f}",
            f"{cost.lag_p50_ms:.1f}",
            f"{cost.lag_p99_ms:.1f}",
            f"{cost.late_frames:.0f}",
            f"{cost.answers:.0f}",
        )
    return [shown]


def pictures(costs: Sequence[Cost]) -> list[Picture]:
    """CPU per call-second by number of calls."""
    groups: dict[str, dict[str, float]] = {}
    for cost in costs:
        if cost.load.what == "full":
            sizes = groups.setdefault(f"{cost.load.calls} calls", {})
            sizes[TITLES[cost.load.system]] = net_ms(cost, carrier_ms(costs))
    return [BarChart("CPU per second of a call", "ms", groups)]
