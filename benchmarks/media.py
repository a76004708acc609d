"""The media path: what a call costs when no engine works, and how many fit on the machine.

Measured is the service as it runs: HTTP and websocket server, the carrier's codec, µ-law and
resampling, Silero, the floor and the conversation, the flight recorder into SQLite, speech out of
the phrase cache, paced and marked. Recogniser, scorer and voice are stubs. For each number of calls
the service runs in a fresh process of its own; the callers are in this one.

Figures count everything that the service's process does, the meter included. Memory per extra call
is the difference to the process that carried one call. A frame is missed when the flight recorder
holds no verdict of the detector for it.
"""

from __future__ import annotations

import asyncio
import json
import math
import secrets
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from benchmarks.media_callers import MediaCaller, Tally
from benchmarks.media_sounds import Sounds, make_sounds
from benchmarks.percentiles import percentile
from benchmarks.process_meter import Reading
from telephony.loopback.playout import FRAME_MS
from telephony.loopback.webhooks import CarrierSettings, WebhookClient, open_http
from voiceagent.core.timeline import PROBES, decode_events
from voiceagent.errors import ProviderError
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database

_ACCOUNT = "AC" + "b" * 32
_START_LIMIT_S = 60.0
_STAGGER_S = 0.11
_TALKING_LIMIT_S = 60.0
_PROBE_MS = 32

Progress = Callable[[str], None]
"""Takes note of what is being done now."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many calls at once, one number after the other, and how long each is measured."""

    calls: Sequence[int]
    measure_s: float


FULL = Plan((1, 8, 16, 30), 15.0)
QUICK = Plan((1, 8), 5.0)


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of calls at once cost, and what their callers met.

    Attributes:
        reading: The service's meter over the time in which all calls went on.
        missed_frames: Frames of the callers that the agent never judged.
        refused_next: Whether one call more than is allowed was refused.
    """

    calls: int
    reading: Reading
    tallies: Sequence[Tally]
    missed_frames: int
    refused_next: bool

    @property
    def cpu_ms_per_call_second(self) -> float:
        """CPU time of the service per second of a call."""
        return self.reading.cpu_s * 1000 / (self.reading.wall_s * self.calls)

    @property
    def dropped(self) -> int:
        """Calls that ended before their callers did."""
        return sum(bool(tally.failure) for tally in self.tallies)

    @property
    def replies_ms(self) -> list[float]:
        """All callers' waits for an answer."""
        return [wait_ms for tally in self.tallies for wait_ms in tally.replies_ms]


async def measure(plan: Plan, progress: Progress) -> list[Load]:
    """Measure each number of calls of the plan, in its order.

    Raises:
        ProviderError: The service did not start, or does not answer.
    """
    progress("voices of the callers")
    sounds = await make_sounds()
    loads = []
    for calls in plan.calls:
        progress(f"{calls} calls")
        loads.append(await _measure_load(calls, plan.measure_s, sounds))
    return loads


def figures(loads: Sequence[Load]) -> dict[str, float]:
    """The figures by name; those without a number of calls are of the largest one."""
    first, last = loads[0], loads[-1]
    found = {
        "media.cpu_ms_per_call_second": last.cpu_ms_per_call_second,
        "media.mb_per_extra_call": _mb_per_extra_call(first, last),
        "media.refused_beyond_limit": float(all(load.refused_next for load in loads)),
    }
    for load in loads:
        reading = load.reading
        greetings = [tally.greeting_ms or math.inf for tally in load.tallies]
        found |= {
            f"media.cpu_ms_per_call_second_{load.calls}": load.cpu_ms_per_call_second,
            f"media.rss_mb_{load.calls}_calls": reading.rss_mb,
            f"media.loop_lag_p50_ms_{load.calls}_calls": reading.lag_p50_ms,
            f"media.loop_lag_p99_ms_{load.calls}_calls": reading.lag_p99_ms,
            f"media.loop_lag_max_ms_{load.calls}_calls": reading.lag_max_ms,
            f"media.starved_share_{load.calls}_calls": reading.starved_s / reading.wall_s,
            f"media.dropped_calls_{load.calls}": load.dropped,
            f"media.missed_frames_{load.calls}": load.missed_frames,
            f"media.stutters_{load.calls}": sum(tally.stutters for tally in load.tallies),
            f"media.unanswered_{load.calls}": sum(tally.unanswered for tally in load.tallies),
            f"media.late_caller_frames_{load.calls}": sum(t.late_frames for t in load.tallies),
            f"media.greeting_p95_ms_{load.calls}_calls": percentile(greetings, 0.95),
            f"media.reply_p50_ms_{load.calls}_calls": percentile(load.replies_ms, 0.5),
            f"media.reply_p95_ms_{load.calls}_calls": percentile(load.replies_ms, 0.95),
        }
    return {name: round(figure, 3) for name, figure in found.items()}


def _mb_per_extra_call(first: Load, last: Load) -> float:
    extra = last.calls - first.calls
    return (last.reading.rss_mb - first.reading.rss_mb) / extra if extra else math.nan


# ---------------------------------------------------------------- one number of calls


async def _measure_load(calls: int, measure_s: float, sounds: Sounds) -> Load:
    with tempfile.TemporaryDirectory(prefix="voiceagent-media-") as folder:
        async with _service(Path(folder), max_calls=calls) as service:
            settings = service.carrier
            async with open_http(settings) as http:
                webhooks = WebhookClient(settings, http)
                callers = [MediaCaller(settings, webhooks, sounds, place) for place in range(calls)]
                reading, refused = await _carry(service, callers, webhooks, measure_s)
        tallies = [caller.tally for caller in callers]
        missed = await _missed_frames(service.database_url, tallies)
    return Load(calls, reading, tallies, missed, refused)


async def _carry(
    service: _Service, callers: Sequence[MediaCaller], webhooks: WebhookClient, measure_s: float
) -> tuple[Reading, bool]:
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
        reading = await service.read()
    except TimeoutError as error:
        raise ProviderError(f"a caller got no answer:\n{service.tail()}") from error
    finally:
        enough.set()
        await asyncio.gather(*tasks)
    return reading, refused


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


# ---------------------------------------------------------------- the service


@dataclass(frozen=True, slots=True)
class _Service:
    """The service in its process."""

    process: asyncio.subprocess.Process
    carrier: CarrierSettings
    database_url: str
    log: Path

    async def read(self) -> Reading:
        """Read its meter, which begins anew.

        Raises:
            ProviderError: The service is gone.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(b"\n")
            await self.process.stdin.drain()
            line = await asyncio.wait_for(self.process.stdout.readline(), 30)
            return Reading(**json.loads(line))
        except (OSError, ValueError, TimeoutError) as error:
            raise ProviderError(f"the service gave no reading:\n{self.tail()}") from error

    def tail(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-2_000:]


@asynccontextmanager
async def _service(folder: Path, *, max_calls: int) -> AsyncIterator[_Service]:
    port, token = _free_port(), secrets.token_hex(16)
    url = f"http://127.0.0.1:{port}"
    database_url = f"sqlite:///{folder / 'voiceagent.db'}"
    settings = {
        "port": port,
        "public_url": url,
        "data_dir": str(folder),
        "database_url": database_url,
        "max_calls": max_calls,
        "twilio_account_sid": _ACCOUNT,
        "twilio_auth_token": token,
        "log_level": "warning",
    }
    log = folder / "service.log"
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.media_service",
            json.dumps(settings),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=written,
        )
    carrier = CarrierSettings(url, url, account_sid=_ACCOUNT, auth_token=token)
    service = _Service(process, carrier, database_url, log)
    try:
        await _until_ready(service)
        yield service
    finally:
        await _stop(process)


async def _until_ready(service: _Service) -> None:
    async with open_http(service.carrier) as http:
        for _ in range(int(_START_LIMIT_S / 0.1)):
            if service.process.returncode is not None:
                raise ProviderError(f"the service ended at its start:\n{service.tail()}")
            try:
                if (await http.get(f"{service.carrier.local_url}/ready")).status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise ProviderError("the service did not become ready")


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 15)
    except TimeoutError:
        process.kill()
        await process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
