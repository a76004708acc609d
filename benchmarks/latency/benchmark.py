"""How long callers wait for an answer, what they wait for, and how many can call at once.

First the shipped scenarios ring, all at the same time as in ``voiceagent demo``, and each call is
judged by the service's books. Then more and more callers keep calling until the promise breaks
(:mod:`benchmarks.latency.sweep`). Service and callers are two processes on this machine; what a
caller feels is measured at its socket, the stages come from :mod:`benchmarks.latency.waterfall`.

Whisper's turns are not judged: its words are borrowed (:mod:`benchmarks.latency.engine_choice`),
and only the sweep is run.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.latency.crowd import CarriedCall, casting, ramp_s
from benchmarks.latency.engine_choice import EMBEDDED, EngineChoice
from benchmarks.latency.report import Judged, outcome
from benchmarks.latency.serving import Served, served
from benchmarks.latency.sweep import MOST_CALLS, Step, Sweep, booked_waits, climb, window_s
from benchmarks.reporting.report import Outcome, ProgressLine
from models.engines.placement import Device
from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.report import CallEvent, CallReport, EventKind
from voiceagent.errors import ConfigurationError
from voiceagent.rehearsal import Stage, rehearse, scenarios

QUICK = ("books_a_meeting", "changes_the_time", "corrects_an_answer")
_QUICK_WINDOW_S = 30.0
_JUDGED_S = 65.0
_START_S = 15.0
_EXPECTED = (1, 2, 4, 8, 16, 24, 24, 32, 32)
"""The steps of a climb as the embedded engines make it on two cores; for the time left."""

_MORE_CALLS = 32
"""Places of the service beyond the callers': one who hangs up keeps its own for a moment."""


def latency(
    quick: bool,
    progress: ProgressLine,
    *,
    engines: str = EMBEDDED,
    device: str = "cpu",
    calls: str = "",
) -> Outcome:
    """Have the callers ring, and read the books afterwards.

    Args:
        quick: One set of scenarios, or one step.
        progress: Is told what goes on.
        engines: A name of :mod:`benchmarks.latency.engine_choice`.
        device: What Whisper runs on: ``cpu`` or ``cuda``.
        calls: Numbers of calls at once, comma-separated, and nothing else is run; else the
            scenarios are judged and the numbers climb.

    Raises:
        ConfigurationError: No such engines, no GPU, or no numbers.
        ProviderError: The service did not become ready, or is gone.
    """
    choice = EngineChoice(engines, _device(device))
    choice.require()
    return asyncio.run(_measure(choice, _numbers(calls), quick=quick, progress=progress))


def _device(name: str) -> Device:
    if name not in ("cpu", "cuda"):
        raise ConfigurationError("device: cpu or cuda")
    return Device(name)


def _numbers(text: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError:
        numbers = (0,)
    if any(not 0 < number <= MOST_CALLS for number in numbers):
        raise ConfigurationError(f"calls: numbers from 1 to {MOST_CALLS}, comma-separated")
    return numbers


async def _measure(
    choice: EngineChoice, numbers: Sequence[int], *, quick: bool, progress: ProgressLine
) -> Outcome:
    judges = choice.name == EMBEDDED and not numbers
    if quick and not numbers and not judges:
        numbers = (1,)
    climbs = not (quick and judges)
    windows_s: Callable[[int], float] = (lambda _calls: _QUICK_WINDOW_S) if quick else window_s
    expected = (numbers or _EXPECTED) if climbs else ()
    about_s = _START_S + _JUDGED_S * judges + sum(windows_s(n) + ramp_s(n) for n in expected)
    judged, steps = None, list[Step]()
    with tempfile.TemporaryDirectory(prefix="voiceagent-latency-") as folder:
        async with _telling(progress, about_s) as told:
            told.doing = f"{choice.name}: the service starts"
            plan = choice.plan(Path(folder) / "models", max_calls=MOST_CALLS + _MORE_CALLS)
            async with served(Path(folder) / "service", plan) as service:
                if judges:
                    judged = await _judged(service, QUICK if quick else (), told)
                if climbs:
                    steps = await _climb(service, numbers, windows_s, told)
    return outcome(choice, judged, steps)


async def _judged(service: Served, names: Sequence[str], told: _Told) -> Judged:
    chosen = scenarios(names)
    over: set[str] = set()

    def note(scenario: str, event: CallEvent) -> None:
        if event.kind is EventKind.HUNG_UP:
            over.add(scenario)
            told.doing = f"{len(over)} of {len(chosen)} calls are over"

    told.doing = f"{len(chosen)} callers"
    await service.read()
    stage = Stage(service.carrier, service.database_url)
    verdicts = await rehearse(stage, chosen, on_event=note)
    carried = [_carried(verdict.report) for verdict in verdicts]
    metered = await service.read()
    found = await booked_waits(service.database_url, carried, metered)
    return Judged(verdicts, found)


def _carried(report: CallReport) -> CarriedCall:
    """The call as the crowd's are told; of its waits those on its first stream."""
    opened = [e.at_ms for e in report.events if e.kind is EventKind.STREAM_OPENED]
    until_ms = opened[1] if opened[1:] else float("inf")
    waits = [one for one in report.latencies if one.by == "speech" and one.ended_ms < until_ms]
    return CarriedCall(
        call_sid=report.call_sid,
        scenario=report.scenario,
        opened_ms=opened[0] if opened else None,
        latencies=waits,
        turns=sum(event.kind is EventKind.CALLER_SPOKE for event in report.events),
        cut_ins=report.cut_ins,
        unanswered=sum(event.kind is EventKind.NO_REPLY for event in report.events),
        ended_by=report.ended_by,
        lag_ms=report.pacing_lag_ms,
    )


async def _climb(
    service: Served, numbers: Sequence[int], windows_s: Callable[[int], float], told: _Told
) -> list[Step]:
    told.doing = "voices of the callers"
    parts = await casting()
    async with LoopbackCarrier(service.carrier) as carrier:
        return await climb(Sweep(service, carrier, parts, windows_s, told.say).carry, numbers)


# ---------------------------------------------------------------- progress


@dataclass(slots=True)
class _Told:
    """What goes on now, told again every second with the share of time that has gone by."""

    progress: ProgressLine
    about_s: float
    doing: str = ""
    begun_s: float = field(default_factory=time.monotonic)

    def say(self, doing: str) -> None:
        self.doing = doing

    async def run(self) -> None:
        while True:
            gone_s = time.monotonic() - self.begun_s
            self.progress(self.doing, min(gone_s / self.about_s, 0.99))
            await asyncio.sleep(1)


@asynccontextmanager
async def _telling(progress: ProgressLine, about_s: float) -> AsyncIterator[_Told]:
    told = _Told(progress, about_s)
    running = asyncio.ensure_future(told.run())
    try:
        yield told
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
