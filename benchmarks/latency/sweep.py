"""More and more calls at once, until the promise breaks.

The number of calls doubles until p50 or p95 of the callers' waits is past the promise, and one step
between the last two is tried. A step that breaks it is carried once more and judged by all its
turns together, because a 95th percentile of forty turns is two of them. What broke it is the stage
of the wait that has grown most since the first step.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from benchmarks.latency.crowd import CarriedCall, Part, keep_calling, ramp_s
from benchmarks.latency.serving import Metered, Served
from benchmarks.latency.stopwatch import TurnTimes
from benchmarks.latency.waterfall import Wait, mean_stages, waits
from benchmarks.reporting.percentiles import percentile
from telephony.loopback.carrier import LoopbackCarrier
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database

PROMISE_P50_MS = 500
PROMISE_P95_MS = 800
MOST_CALLS = 64


@dataclass(frozen=True, slots=True)
class Step:
    """A number of calls at once, and what their callers met within the window.

    Attributes:
        metered: The service's meter; where the step was carried twice, of the second time.
    """

    calls: int
    waits: Sequence[Wait]
    carried: Sequence[CarriedCall]
    metered: Metered

    @property
    def felt_ms(self) -> list[float]:
        """All waits."""
        return [wait.felt_ms for wait in self.waits]

    @property
    def kept(self) -> bool:
        """Whether the promise held: both percentiles, and no call was dropped."""
        p50_ms, p95_ms = percentile(self.felt_ms, 0.5), percentile(self.felt_ms, 0.95)
        return p50_ms < PROMISE_P50_MS and p95_ms < PROMISE_P95_MS and not self.dropped

    @property
    def dropped(self) -> int:
        """Calls that the service let go of."""
        return sum(call.dropped for call in self.carried)

    @property
    def over_share(self) -> float:
        """Share of the waits that are longer than the promise's 800 ms."""
        return share(self.felt_ms, lambda felt_ms: felt_ms > PROMISE_P95_MS)

    @property
    def cut_in_share(self) -> float:
        """Share of the callers' turns in which we were heard before they were over."""
        turns = sum(call.turns for call in self.carried)
        return sum(call.cut_ins for call in self.carried) / turns if turns else 0.0

    @property
    def cpu_ms_per_call_second(self) -> float:
        """CPU time of the service per second of a call."""
        reading = self.metered.reading
        return reading.cpu_s * 1000 / (reading.wall_s * self.calls)

    @property
    def vad_and_scoring_ms_per_call_second(self) -> float:
        """The part of it that detectors and turn scorer use."""
        parts = self.metered.split()
        used_s = parts["detector"] + parts["turn scoring"]
        return used_s * 1000 / (self.metered.reading.wall_s * self.calls)


@dataclass(frozen=True, slots=True)
class Blame:
    """The stage that has grown most from one step to another, and by how much in the mean."""

    stage: str
    grown_ms: float


def share(samples: Sequence[float], counts: Callable[[float], bool]) -> float:
    """Of all samples; 0 for none."""
    return sum(map(counts, samples)) / len(samples) if samples else 0.0


def kept_calls(steps: Sequence[Step]) -> int:
    """The largest number of calls at which the promise held; 0 for none."""
    return max((step.calls for step in steps if step.kept), default=0)


def broken_step(steps: Sequence[Step]) -> Step | None:
    """The one with the fewest calls at which it did not."""
    broken = [step for step in steps if not step.kept]
    return min(broken, key=lambda step: step.calls, default=None)


def blame(first: Step, broken: Step) -> Blame | None:
    """What has grown most; None where the stages are not known, or it is the same step."""
    before, after = mean_stages(first.waits), mean_stages(broken.waits)
    if not before or not after or first is broken:
        return None
    grown = {stage: after[stage] - before[stage] for stage in after}
    stage = max(grown, key=lambda name: grown[name])
    return Blame(stage, grown[stage])


async def climb(carry: Callable[[int], Awaitable[Step]], numbers: Sequence[int] = ()) -> list[Step]:
    """Step by step up to the first that breaks the promise; sorted by calls.

    Args:
        carry: Carries so many calls.
        numbers: These and no others, in order; else doubling, and one step between.
    """
    steps: list[Step] = []
    for calls in numbers or _doubling():
        steps.append(await _sure(carry, calls))
        if not steps[-1].kept:
            break
    broken = broken_step(steps)
    if broken is not None and not numbers:
        between = (kept_calls(steps) + broken.calls) // 2
        if between > kept_calls(steps):
            steps.append(await _sure(carry, between))
    return sorted(steps, key=lambda step: step.calls)


async def _sure(carry: Callable[[int], Awaitable[Step]], calls: int) -> Step:
    """So many calls, and once more where that breaks the promise."""
    step = await carry(calls)
    if step.kept:
        return step
    again = await carry(calls)
    return replace(
        again, waits=[*step.waits, *again.waits], carried=[*step.carried, *again.carried]
    )


def _doubling() -> list[int]:
    return [1 << power for power in range(MOST_CALLS.bit_length()) if 1 << power <= MOST_CALLS]


def window_s(calls: int) -> float:
    """How long is measured: few callers need longer for as many turns."""
    return {1: 90.0, 2: 70.0}.get(calls, 40.0)


class Sweep:
    """Carries steps against one service.

    Args:
        service: Started with the engines that are measured.
        carrier: Open.
        parts: The callers.
        windows_s: The length of a step's window by its number of calls.
        doing: Is told what is done.
    """

    def __init__(
        self,
        service: Served,
        carrier: LoopbackCarrier,
        parts: Sequence[Part],
        windows_s: Callable[[int], float],
        doing: Callable[[str], None],
    ) -> None:
        self._service = service
        self._carrier = carrier
        self._parts = parts
        self._windows_s = windows_s
        self._doing = doing

    async def carry(self, calls: int) -> Step:
        """Carry so many calls and look them up in the books.

        Raises:
            ProviderError: The service is gone.
        """
        length_s = self._windows_s(calls)
        about_s = ramp_s(calls) + length_s
        self._doing(f"{calls} call{'s' * (calls > 1)} at once, {about_s:.0f} s")
        await self._service.read()
        carried = await keep_calling(self._carrier, self._parts, calls, length_s)
        metered = await self._service.read()
        found = await booked_waits(self._service.database_url, carried, metered)
        return Step(calls, found, carried, metered)


async def booked_waits(
    database_url: str, carried: Sequence[CarriedCall], metered: Metered
) -> list[Wait]:
    """The calls' waits, with what the service's books and its stopwatch know of them."""
    times: dict[str, dict[tuple[int, int], TurnTimes]] = {}
    for turn in metered.turns:
        times.setdefault(turn.call_sid, {})[turn.turn, turn.revision] = turn
    database = Database(database_url)
    try:
        store = SqlCallStore(database)
        found = []
        for call in carried:
            if call.latencies and call.opened_ms is not None:
                entries = await store.timeline(call.call_sid)
                own = times.get(call.call_sid, {})
                found += waits(call.latencies, call.opened_ms, entries, own)
        return found
    finally:
        await database.close()
