"""What a call costs as calls grow: without engines, which is the media path alone, and with them.

Measured is the service as it runs: HTTP and websocket server, the carrier's codec, µ-law and
resampling, Silero, the floor and the conversation, the flight recorder into SQLite, speech out of
the phrase cache, paced and marked. Without engines recogniser, scorer and voice are stubs; with
them the embedded ones do all their work, and only their words are replaced by the stub's, so that
both kinds of call take the same course. Every turn is scored, which in calls only those are whose
words do not say whether they are whole; what the agent says comes out of the phrase cache. For each
number of calls the service runs in a fresh process of its own; the callers are in this one.

Figures count everything that the service's process does, the meter included. Memory per extra call
is the difference to the process that carried one call. A frame is missed when the flight recorder
holds no verdict of the detector for it.
"""

from __future__ import annotations

import asyncio
import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.latency.serving import Metered, Served, ServicePlan, served
from benchmarks.load.callers import MediaCaller, Tally
from benchmarks.load.process_meter import Reading
from benchmarks.load.sounds import Sounds, make_sounds
from benchmarks.reporting.percentiles import percentile
from telephony.loopback.playout import FRAME_MS
from telephony.loopback.webhooks import WebhookClient, open_http
from voiceagent.core.timeline import PROBES, decode_events
from voiceagent.errors import ProviderError
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database

_STAGGER_S = 0.11
_TALKING_LIMIT_S = 60.0
_PROBE_MS = 32

Progress = Callable[[str, float | None], None]
"""Takes note of what is being done now, and of how much is done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many calls at once, one number after the other, and how long each is measured.

    Attributes:
        calls: Without engines.
        calls_with_engines: With them.
    """

    calls: Sequence[int]
    calls_with_engines: Sequence[int]
    measure_s: float


FULL = Plan((1, 8, 16, 30), (1, 8, 16, 30), 15.0)
QUICK = Plan((1, 8), (8,), 5.0)


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of calls at once cost, and what their callers met.

    Attributes:
        engines: Whether the engines worked.
        metered: The service's meter over the time in which all calls went on.
        missed_frames: Frames of the callers that the agent never judged.
        refused_next: Whether one call more than is allowed was refused.
    """

    calls: int
    engines: bool
    metered: Metered
    tallies: Sequence[Tally]
    missed_frames: int
    refused_next: bool

    @property
    def reading(self) -> Reading:
        """CPU, memory and lag of the service."""
        return self.metered.reading

    @property
    def cpu_ms_per_call_second(self) -> float:
        """CPU time of the service per second of a call."""
        return self._per_call_second(self.reading.cpu_s)

    @property
    def split_ms(self) -> dict[str, float]:
        """The same by part."""
        parts = self.metered.split()
        return {name: self._per_call_second(cpu_s) for name, cpu_s in parts.items()}

    @property
    def dropped(self) -> int:
        """Calls that ended before their callers did."""
        return sum(bool(tally.failure) for tally in self.tallies)

    @property
    def replies_ms(self) -> list[float]:
        """All callers' waits for an answer."""
        return [wait_ms for tally in self.tallies for wait_ms in tally.replies_ms]

    def _per_call_second(self, cpu_s: float) -> float:
        return cpu_s * 1000 / (self.reading.wall_s * self.calls)


async def measure(plan: Plan, progress: Progress) -> list[Load]:
    """Measure each number of calls of the plan, in its order; those without engines first.

    Raises:
        ProviderError: The service did not start, or does not answer.
    """
    progress("voices of the callers", 0.0)
    sounds = await make_sounds()
    rounds = [(calls, False) for calls in plan.calls]
    rounds += [(calls, True) for calls in plan.calls_with_engines]
    loads: list[Load] = []
    for calls, engines in rounds:
        which = "with engines" if engines else "without engines"
        progress(f"{calls} calls {which}", len(loads) / len(rounds))
        loads.append(await _measure_load(calls, plan.measure_s, sounds, engines=engines))
    return loads


def figures(loads: Sequence[Load]) -> dict[str, float]:
    """The figures by name; those without a number of calls are of the largest one."""
    found: dict[str, float] = {}
    for family, engines in (("media", False), ("load", True)):
        if own := [load for load in loads if load.engines is engines]:
            found |= {f"{family}.{name}": figure for name, figure in _family(own).items()}
    return {name: round(figure, 3) for name, figure in found.items()}


def _family(loads: Sequence[Load]) -> dict[str, float]:
    first, last = loads[0], loads[-1]
    split = last.split_ms
    found = {
        "cpu_ms_per_call_second": last.cpu_ms_per_call_second,
        "calls_per_core": 1000 / last.cpu_ms_per_call_second,
        "mb_per_extra_call": _mb_per_extra_call(first, last),
        "refused_beyond_limit": float(all(load.refused_next for load in loads)),
        "vad_and_scoring_ms_per_call_second": split["detector"] + split["turn scoring"],
    }
    for name, part_ms in split.items():
        found[f"split.{name.replace(' ', '_')}_ms_per_call_second"] = part_ms
    for load in loads:
        reading = load.reading
        greetings = [tally.greeting_ms or math.inf for tally in load.tallies]
        found |= {
            f"cpu_ms_per_call_second_{load.calls}": load.cpu_ms_per_call_second,
            f"rss_mb_{load.calls}_calls": reading.rss_mb,
            f"loop_lag_p50_ms_{load.calls}_calls": reading.lag_p50_ms,
            f"loop_lag_p99_ms_{load.calls}_calls": reading.lag_p99_ms,
            f"loop_lag_max_ms_{load.calls}_calls": reading.lag_max_ms,
            f"starved_share_{load.calls}_calls": reading.starved_s / reading.wall_s,
            f"dropped_calls_{load.calls}": load.dropped,
            f"missed_frames_{load.calls}": load.missed_frames,
            f"stutters_{load.calls}": sum(tally.stutters for tally in load.tallies),
            f"unanswered_{load.calls}": sum(tally.unanswered for tally in load.tallies),
            f"late_caller_frames_{load.calls}": sum(t.late_frames for t in load.tallies),
            f"greeting_p95_ms_{load.calls}_calls": percentile(greetings, 0.95),
            f"reply_p50_ms_{load.calls}_calls": percentile(load.replies_ms, 0.5),
            f"reply_p95_ms_{load.calls}_calls": percentile(load.replies_ms, 0.95),
        }
    return found


def _mb_per_extra_call(first: Load, last: Load) -> float:
    extra = last.calls - first.calls
    return (last.reading.rss_mb - first.reading.rss_mb) / extra if extra else math.nan


# ---------------------------------------------------------------- one number of calls


async def _measure_load(calls: int, measure_s: float, sounds: Sounds, *, engines: bool) -> Load:
    which = "settings" if engines else "none"
    plan = ServicePlan(calls, engines=which, words="repetition")
    with tempfile.TemporaryDirectory(prefix="voiceagent-load-") as folder:
        async with served(Path(folder), plan) as service:
            settings = service.carrier
            async with open_http(settings) as http:
                webhooks = WebhookClient(settings, http)
                callers = [MediaCaller(settings, webhooks, sounds, place) for place in range(calls)]
                metered, refused = await _carry(service, callers, webhooks, measure_s)
        tallies = [caller.tally for caller in callers]
        missed = await _missed_frames(service.database_url, tallies)
    return Load(calls, engines, metered, tallies, missed, refused)


async def _carry(
    service: Served, callers: Sequence[MediaCaller], webhooks: WebhookClient, measure_s: float
) -> tuple[Metered, bool]:
    """Have all callers talk and read the meter meanwhile; also, whether one more was refused."""
    enough = asyncio.Event()
    tasks = []
    try:
        for caller in callers:
            tasks.append(asyncio.create_task(caller.run(enough)))
            await asyncio.sleep(_STAGGER_S)
        async with asyncio.timeout(_TALKING_LIMIT_S):
            for caller in callers:
                await caller.talking.wait()
        next_caller = MediaCaller(service.carrier, webhooks, Sounds([[]], [b""]), 0)
        refused = await next_caller.ring() is None
        await service.read()
        await asyncio.sleep(measure_s)
        metered = await service.read()
    except TimeoutError as error:
        raise ProviderError(f"a caller got no answer:\n{service.tail()}") from error
    finally:
        enough.set()
        await asyncio.gather(*tasks)
    return metered, refused


async def _missed_frames(database_url: str, tallies: Sequence[Tally]) -> int:
    database = Database(database_url)
    try:
        store = SqlCallStore(database)
        missed_ms = 0
        for tally in tallies:
            entries = await store.timeline(tally.call_sid)
            bodies = [entry.body for entry in entries if entry.name == PROBES]
            judged = sum(len(decode_events(PROBES, body)) for body in bodies)
            missed_ms += max(tally.sent_frames * FRAME_MS // _PROBE_MS - judged, 0) * _PROBE_MS
        return math.ceil(missed_ms / FRAME_MS)
    finally:
        await database.close()
