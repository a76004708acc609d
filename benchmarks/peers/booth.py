"""A booth: one system in a process of its own. ``python -m benchmarks.peers.booth SYSTEM FOLDER``.

Each line of standard input is a job, each line of standard output its result, both JSON::

    {"calls": [script, …]}                    → {"happened": […]}        all at the same time
    {"load": {"calls": n, "silent": bool …}}  → {"ready": true}, {"lag_p50_ms": …, …}

All calls of a job are built before any begins: Pipecat loads its networks with every call, which
holds up the loop. The end of the input ends the booth.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import warnings
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

import numpy as np

from benchmarks.load.process_meter import ProcessMeter
from benchmarks.peers.engines import CannedVoice, NotingVoice
from benchmarks.peers.our_call import OurHouse
from benchmarks.peers.script import Happened, Script, System
from benchmarks.peers.wire import Wire
from benchmarks.reporting.percentiles import percentile
from models.loading import Engines, load_engines
from voiceagent.logs import configure_logs
from voiceagent.ports import TurnAudio

_LEAD_S = 0.25
_STILL_MS = 600.0
_LOOK_MS = 100
_VAD_STOP_S = 0.2
_TRIALS = 25


class PeerCall(Protocol):
    """One call of either system."""

    voice: NotingVoice

    @property
    def believed(self) -> str:
        """What the system holds the caller to have heard."""
        ...

    async def open(self) -> None:
        """Make ready."""
        ...

    async def begin(self) -> None:
        """The stream opens."""
        ...

    async def close(self) -> None:
        """The caller hangs up."""
        ...


MakeCall = Callable[[Script, Wire], Awaitable[PeerCall]]


@dataclass(frozen=True, slots=True)
class Line:
    """A call with its wire."""

    script: Script
    wire: Wire
    call: PeerCall


class Idle:
    """A system that does nothing, for what the pretended carrier itself costs."""

    def __init__(self, wire: Wire, voice: NotingVoice) -> None:
        self.voice = voice
        self.believed = ""
        self._wire = wire
        self._reading: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin to read."""
        self._reading = asyncio.create_task(self._read())

    async def begin(self) -> None:
        """The stream opens."""
        self._wire.open()

    async def close(self) -> None:
        """The caller hangs up."""
        self._wire.close()
        if self._reading is not None:
            await self._reading

    async def _read(self) -> None:
        while await self._wire.receive() is not None:
            pass


# ---------------------------------------------------------------- calls, and what came of them


async def hold_calls(make: MakeCall, scripts: Sequence[Script]) -> list[Happened]:
    """Hold calls at the same time."""
    lines = [await _open(make, script) for script in scripts]
    gc.collect()
    loop = asyncio.get_running_loop()
    begin_s = loop.time() + _LEAD_S
    try:
        return await asyncio.gather(
            *(_hold(line, begin_s + line.script.delay_ms / 1000) for line in lines)
        )
    finally:
        await asyncio.gather(*(line.call.close() for line in lines))


async def _open(make: MakeCall, script: Script) -> Line:
    wire = Wire(script.frames())
    call = await make(script, wire)
    await call.open()
    return Line(script, wire, call)


async def _hold(line: Line, begin_s: float) -> Happened:
    await asyncio.sleep(begin_s - asyncio.get_running_loop().time())
    await line.call.begin()
    await line.wire.feed(begin_s, lambda at_ms: _is_over(line, begin_s, at_ms))
    return await _summed_up(line, begin_s)


def _is_over(line: Line, begin_s: float, at_ms: int) -> bool:
    script, ear = line.script, line.wire.ear
    if at_ms >= script.limit_ms:
        return True
    if script.until_answered:
        # Not at each frame: it looks at every sample.
        return at_ms % _LOOK_MS == 0 and any(
            from_ms <= at_ms for from_ms, _ in ear.audible_ms(begin_s)
        )
    still_ms = at_ms - (ear.free_s - begin_s) * 1000
    return at_ms >= script.least_ms and still_ms >= _STILL_MS and not ear.cut


async def _summed_up(line: Line, begin_s: float) -> Happened:
    ear = line.wire.ear
    clears_ms = [(at_s - begin_s) * 1000 for at_s in ear.clears_s]
    # What has been sent by now is all that counts; a moment for the system to write it down.
    await asyncio.sleep(0.1)
    return Happened(
        audible_ms=ear.audible_ms(begin_s),
        clears_ms=clears_ms,
        played_ms=[ear.played_ms(begin_s, at_ms) for at_ms in clears_ms],
        total_ms=ear.played_ms(begin_s, 1e9),
        ahead_ms=ear.dropped_bytes / 8,
        voiced=[(one.text, one.words, one.duration_ms) for one in line.call.voice.spoken],
        believed=line.call.believed,
        late_frames=line.wire.late_frames,
    )


# ---------------------------------------------------------------- load


async def carry_load(make: MakeCall, job: dict[str, Any], meter: ProcessMeter) -> dict[str, float]:
    """Hold equal calls until told, and say how late the loop was from the signal on."""
    script = Script.from_json(job["script"])
    frames = script.frames()
    lines = []
    for place in range(job["calls"]):
        # Each caller is at another place of the same clip, evenly.
        shift = place * len(frames) // job["calls"]
        wire = Wire(frames[shift:] + frames[:shift], again=True)
        call = await make(script, wire)
        await call.open()
        lines.append(Line(script, wire, call))
    gc.collect()
    begin_s = asyncio.get_running_loop().time() + _LEAD_S
    feeding = [
        asyncio.create_task(_feed(line, begin_s + place * 0.02 / len(lines)))
        for place, line in enumerate(lines)
    ]
    await asyncio.sleep(job["warm_s"])
    for line in lines:
        line.wire.late_frames = 0
    meter.take()
    say({"ready": True})
    await asyncio.sleep(job["measure_s"])
    reading = asdict(meter.take())
    say({"measured": True})
    for task in feeding:
        task.cancel()
    await asyncio.gather(*feeding, return_exceptions=True)
    answers = sum(len(line.wire.ear.audible_ms(begin_s)) for line in lines)
    await asyncio.gather(*(line.call.close() for line in lines))
    late = sum(line.wire.late_frames for line in lines)
    return reading | {"answers": float(answers), "late_frames": float(late)}


async def _feed(line: Line, begin_s: float) -> None:
    await asyncio.sleep(begin_s - asyncio.get_running_loop().time())
    await line.call.begin()
    await line.wire.feed(begin_s, lambda _: False)


# ---------------------------------------------------------------- the process


def say(result: dict[str, Any]) -> None:
    """Give a result."""
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()


async def words_p99_s(engines: Engines) -> float:
    """How long the recogniser takes for a turn of two seconds."""
    hum = (np.sin(np.arange(32_000) * 0.08) * 0.1).astype(np.float32)
    taken_s = []
    for _ in range(_TRIALS):
        before_s = perf_counter()
        await engines.transcriber.transcribe(TurnAudio(hum, speech_ms=2_000), Script("").asked)
        taken_s.append(perf_counter() - before_s)
    return percentile(taken_s, 0.99)


class Makers:
    """Makes the calls of a booth: ``full``, ``silent`` (no detector) or ``idle`` (no system).

    Calls for load have a voice that costs nothing.
    """

    def __init__(self, system: System, engines: Engines, folder: Path, words_s: float) -> None:
        self._system = system
        self._words_s = words_s
        self._engines = engines
        self._free = replace(engines, synthesizer=CannedVoice(engines.synthesizer))
        self._house = OurHouse(folder)

    async def open(self) -> None:
        """Open our books."""
        if self._system is System.OURS:
            await self._house.open()

    async def close(self) -> None:
        """Close them."""
        if self._system is System.OURS:
            await self._house.close()

    async def measured(self, script: Script, wire: Wire) -> PeerCall:
        """A call with all its engines."""
        return await self._make(script, wire, self._engines, listening=True)

    async def full(self, script: Script, wire: Wire) -> PeerCall:
        """A call with detector and turns."""
        return await self._make(script, wire, self._free, listening=True)

    async def silent(self, script: Script, wire: Wire) -> PeerCall:
        """A call in which no sound is ever speech."""
        return await self._make(script, wire, self._free, listening=False)

    async def idle(self, script: Script, wire: Wire) -> PeerCall:
        """Nothing but the wire."""
        del script
        return Idle(wire, NotingVoice(self._free.synthesizer))

    async def _make(
        self, script: Script, wire: Wire, engines: Engines, *, listening: bool
    ) -> PeerCall:
        if self._system is System.OURS:
            return await self._house.make(script, wire, engines, listening=listening)
        from benchmarks.peers.pipecat_call import PipecatCall

        words_s = _VAD_STOP_S + self._words_s
        return PipecatCall(
            self._system, script, wire, engines, words_s=words_s, listening=listening
        )


async def serve(system: System, folder: Path) -> None:
    """Do jobs until there are no more."""
    engines = load_engines()
    await engines.warm_up()
    words_s = await words_p99_s(engines)
    makers = Makers(system, engines, folder, words_s)
    await makers.open()
    meter = ProcessMeter()
    metering = asyncio.create_task(meter.run())
    by_name = {"full": makers.full, "silent": makers.silent, "idle": makers.idle}
    say({"words_p99_ms": words_s * 1000})
    try:
        async for job in _jobs():
            if "calls" in job:
                scripts = [Script.from_json(one) for one in job["calls"]]
                happened = await hold_calls(makers.measured, scripts)
                say({"happened": [one.to_json() for one in happened]})
            else:
                load = job["load"]
                say(await carry_load(by_name[load["what"]], load, meter))
    finally:
        metering.cancel()
        await asyncio.gather(metering, return_exceptions=True)
        await makers.close()
        engines.close()


async def _jobs() -> Any:
    reader = asyncio.StreamReader(limit=2**24)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


def main() -> None:
    """Serve the system on the command line."""
    system, folder = System(sys.argv[1]), Path(sys.argv[2])
    configure_logs(level="error", as_json=True)
    warnings.simplefilter("ignore", DeprecationWarning)
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(system, folder))


if __name__ == "__main__":
    main()
