"""A service of a benchmark's own: in a fresh process, metered, reached as a carrier would."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import httpx2

from benchmarks.latency.stopwatch import TurnTimes
from benchmarks.load.process_meter import LOOP, Reading
from telephony.loopback.webhooks import CarrierSettings, open_http
from voiceagent.errors import ProviderError
from voiceagent.rehearsal import HUMAN, SELLERS

_ACCOUNT = "AC" + "b" * 32
_START_LIMIT_S = 120.0
_LINE_LIMIT_BYTES = 1 << 24
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}
"""As ``voiceagent serve`` has it."""


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """What is started.

    Attributes:
        max_calls: Calls at once; the next one is refused.
        engines: ``none`` or ``settings``; see :mod:`benchmarks.load.service`.
        words: ``own``, ``embedded`` or ``repetition``.
        settings: Settings of the service besides, by name.
    """

    max_calls: int
    engines: str = "settings"
    words: str = "own"
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Metered:
    """What the service did since the reading before.

    Attributes:
        detector_cpu_s: CPU time in the speech detectors; in the event loop's thread.
        conversation_cpu_s: CPU time in turn-taking and dialog; in the event loop's thread.
        turns: Requests for words that were answered.
    """

    reading: Reading
    detector_cpu_s: float
    conversation_cpu_s: float
    turns: Sequence[TurnTimes]

    def split(self) -> dict[str, float]:
        """CPU seconds by part; together all that the process used."""
        reading = self.reading
        threads = dict(reading.threads_s)
        loop_s = threads.pop(LOOP, 0.0)
        parts = {
            "detector": self.detector_cpu_s,
            "turns and dialog": self.conversation_cpu_s,
            "media path": max(loop_s - self.detector_cpu_s - self.conversation_cpu_s, 0),
            "turn scoring": threads.pop("engine-scorer", 0.0),
            "recogniser": threads.pop("engine-encoder", 0.0) + threads.pop("engine-recogniser", 0),
            "voice": threads.pop("engine-voice", 0.0),
            "native": threads.pop("native", 0.0),
        }
        return parts | {"books": sum(threads.values())}


@dataclass(frozen=True, slots=True)
class Served:
    """The service in its process."""

    process: asyncio.subprocess.Process
    carrier: CarrierSettings
    database_url: str
    log: Path

    async def read(self) -> Metered:
        """Read its meter, which begins anew.

        Raises:
            ProviderError: The service is gone.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(b"\n")
            await self.process.stdin.drain()
            found = json.loads(await asyncio.wait_for(self.process.stdout.readline(), 30))
            return Metered(
                Reading(**found["reading"]),
                found["detector_cpu_s"],
                found["conversation_cpu_s"],
                [TurnTimes(**turn) for turn in found["turns"]],
            )
        except (OSError, ValueError, TimeoutError) as error:
            raise ProviderError(f"the service gave no reading:\n{self.tail()}") from error

    def tail(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-2_000:]


@asynccontextmanager
async def served(folder: Path, plan: ServicePlan) -> AsyncIterator[Served]:
    """Start the service, with an empty database in ``folder``.

    Raises:
        ProviderError: It did not become ready.
    """
    port, rest_port, token = _free_port(), _free_port(), secrets.token_hex(16)
    url = f"http://127.0.0.1:{port}"
    database_url = f"sqlite:///{folder / 'voiceagent.db'}"
    settings: dict[str, object] = {
        "port": port,
        "public_url": url,
        "data_dir": str(folder),
        "database_url": database_url,
        "max_calls": plan.max_calls,
        "human_number": HUMAN,
        "sellers": SELLERS,
        "ring_timeout_s": 5,
        "twilio_account_sid": _ACCOUNT,
        "twilio_auth_token": token,
        "twilio_api_url": f"http://127.0.0.1:{rest_port}",
        "twilio_number": "+4722000000",
        "log_level": "warning",
    }
    content = {
        "settings": settings | dict(plan.settings),
        "engines": plan.engines,
        "words": plan.words,
    }
    log = folder / "service.log"
    process = await _started(log, content)
    carrier = CarrierSettings(url, url, account_sid=_ACCOUNT, auth_token=token, rest_port=rest_port)
    service = Served(process, carrier, database_url, log)
    try:
        await _until_ready(service)
        yield service
    finally:
        await _stop(process)


async def _started(log: Path, content: Mapping[str, object]) -> asyncio.subprocess.Process:
    with _opened(log) as written:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.load.service",
            json.dumps(content),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=written,
            env=os.environ | _ENVIRONMENT,
            limit=_LINE_LIMIT_BYTES,
        )


def _opened(log: Path) -> BinaryIO:
    log.parent.mkdir(parents=True, exist_ok=True)
    return log.open("wb")


async def _until_ready(service: Served) -> None:
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
