"""What the process it runs in costs: CPU, memory, and how late its event loop is.

The loop's lag is sampled as arrivals would meet it: a moment is due every 10 ms whether or not the
loop was free at the one before, so a stall of 50 ms counts as five late moments, not as one.

Source: proc(5) for smaps_rollup (kB) and schedstat (CPU time, time waited for a CPU; both ns).
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.percentiles import percentile

EVERY_S = 0.01
_ROLLUP = Path("/proc/self/smaps_rollup")
_SCHEDULED = Path("/proc/self/schedstat")


@dataclass(frozen=True, slots=True)
class Reading:
    """What happened since the reading before.

    Attributes:
        wall_s: How long that was.
        cpu_s: CPU time of all threads.
        main_cpu_s: CPU time of the event loop's thread.
        starved_s: How long the event loop's thread could run but got no CPU.
        rss_mb: Resident memory now.
        private_mb: The part of it that no other process shares.
        lag_p50_ms: Lag of the event loop.
    """

    wall_s: float
    cpu_s: float
    main_cpu_s: float
    starved_s: float
    rss_mb: float
    private_mb: float
    lag_p50_ms: float
    lag_p99_ms: float
    lag_max_ms: float


class ProcessMeter:
    """Measures its own process; ``run`` must run in the event loop that is measured."""

    def __init__(self) -> None:
        self._lags_ms: list[float] = []
        self._since = self._clocks()

    async def run(self) -> None:
        """Sample until cancelled."""
        loop = asyncio.get_running_loop()
        due_s = loop.time() + EVERY_S
        while True:
            await asyncio.sleep(due_s - loop.time())
            now_s = loop.time()
            while due_s <= now_s:
                self._lags_ms.append((now_s - due_s) * 1000)
                due_s += EVERY_S

    def take(self) -> Reading:
        """Read the meter and begin anew."""
        before, self._since = self._since, self._clocks()
        lags_ms, self._lags_ms = self._lags_ms, []
        wall_s, cpu_s, main_cpu_s, starved_s = (
            after - earlier for after, earlier in zip(self._since, before, strict=True)
        )
        memory = _memory_mb()
        return Reading(
            wall_s=wall_s,
            cpu_s=cpu_s,
            main_cpu_s=main_cpu_s,
            starved_s=starved_s,
            rss_mb=memory["Rss"],
            private_mb=memory["Private_Clean"] + memory["Private_Dirty"],
            lag_p50_ms=percentile(lags_ms, 0.5),
            lag_p99_ms=percentile(lags_ms, 0.99),
            lag_max_ms=max(lags_ms, default=0.0),
        )

    @staticmethod
    def _clocks() -> tuple[float, float, float, float]:
        # schedstat of a process is that of its main thread, where the event loop runs.
        starved_ns = int(_SCHEDULED.read_text().split()[1])
        return time.monotonic(), time.process_time(), time.thread_time(), starved_ns / 1e9


def _memory_mb() -> dict[str, float]:
    """The sizes of smaps_rollup by name."""
    sizes: dict[str, float] = {}
    for line in _ROLLUP.read_text().splitlines()[1:]:
        name, _, rest = line.partition(":")
        sizes[name] = int(rest.split()[0]) / 1024
    return sizes
