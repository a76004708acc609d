"""What the process it runs in costs: CPU by thread, memory, and how late its event loop is.

The loop's lag is sampled as arrivals would meet it: a moment is due every 10 ms whether or not the
loop was free at the one before, so a stall of 50 ms counts as five late moments, not as one.

Source: proc(5) for smaps_rollup (kB) and schedstat (CPU time, time waited for a CPU; both ns).
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reporting.percentiles import percentile

EVERY_S = 0.01
LOOP = "MainThread"
"""The event loop's thread in ``Reading.threads_s``."""
NATIVE = "native"
"""Threads there that Python did not start: those of an inference engine."""
_ROLLUP = Path("/proc/self/smaps_rollup")
_SCHEDULED = Path("/proc/self/schedstat")
_THREADS = Path("/proc/self/task")


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
        threads_s: CPU time by the thread's name; a thread that ended meanwhile is left out.
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
    threads_s: Mapping[str, float] = field(default_factory=dict)


class ProcessMeter:
    """Measures its own process; ``run`` must run in the event loop that is measured."""

    def __init__(self) -> None:
        self._lags_ms: list[float] = []
        self._since = self._clocks()
        self._threads_s = _threads_s()

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
        earlier_s, self._threads_s = self._threads_s, _threads_s()
        threads_s = {name: used - earlier_s[name] for name, used in self._threads_s.items()}
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
            threads_s={name: used for name, used in threads_s.items() if used > 0},
        )

    @staticmethod
    def _clocks() -> tuple[float, float, float, float]:
        # schedstat of a process is that of its main thread, where the event loop runs.
        starved_ns = int(_SCHEDULED.read_text().split()[1])
        return time.monotonic(), time.process_time(), time.thread_time(), starved_ns / 1e9


def _threads_s() -> defaultdict[str, float]:
    """CPU time so far by the thread's name; threads of one name are added up."""
    names = {str(thread.native_id): thread.name for thread in threading.enumerate()}
    used: defaultdict[str, float] = defaultdict(float)
    for place in _THREADS.iterdir():
        try:
            nanoseconds = int((place / "schedstat").read_text().split()[0])
        except OSError:
            continue  # it ended between the listing and the reading
        used[names.get(place.name, NATIVE)] += nanoseconds / 1e9
    return used


def _memory_mb() -> dict[str, float]:
    """The sizes of smaps_rollup by name."""
    sizes: dict[str, float] = {}
    for line in _ROLLUP.read_text().splitlines()[1:]:
        name, _, rest = line.partition(":")
        sizes[name] = int(rest.split()[0]) / 1024
    return sizes
