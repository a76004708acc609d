"""Booths from outside: begin one, give it jobs, read what its process costs, end it.

Source: proc(5) for stat (user and system time, in ticks) and smaps_rollup (kB).
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers.script import Happened, Script, System
from voiceagent.errors import ProviderError

_START_S = 90.0
_JOB_S = 120.0
_STOP_S = 20.0
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}
"""As our service sets it for itself; it spares Pipecat a spinning thread as well."""
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Booth:
    """A system in its process.

    Attributes:
        words_p99_ms: How long the recogniser takes in it.
    """

    system: System
    words_p99_ms: float
    _process: asyncio.subprocess.Process
    _log: Path

    async def hold(self, scripts: Sequence[Script]) -> list[Happened]:
        """Have calls held at the same time.

        Raises:
            ProviderError: The booth is gone, or does not answer.
        """
        await self.ask({"calls": [script.to_json() for script in scripts]})
        answer = await self.answer()
        return [Happened(**one) for one in answer["happened"]]

    async def ask(self, job: Mapping[str, Any]) -> None:
        """Give it a job."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(job).encode() + b"\n")
        await self._process.stdin.drain()

    async def answer(self) -> dict[str, Any]:
        """Its next answer.

        Raises:
            ProviderError: The booth is gone, or does not answer.
        """
        return await _read(self._process, self._log, self.system, _JOB_S)

    def cpu_s(self) -> float:
        """CPU time that its process has used, all threads."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text()
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S

    def rss_mb(self) -> float:
        """Resident memory of its process now."""
        rollup = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text()
        line = next(line for line in rollup.splitlines() if line.startswith("Rss:"))
        return int(line.split()[1]) / 1024


@asynccontextmanager
async def booth(system: System, folder: Path) -> AsyncIterator[Booth]:
    """A booth from its start to its end.

    Raises:
        ProviderError: It did not start.
    """
    log = _log_in(folder)
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.peers.booth",
            system.value,
            str(folder),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=written,
            env=os.environ | _ENVIRONMENT,
            limit=2**24,
        )
    try:
        started = await _read(process, log, system, _START_S)
        yield Booth(system, started["words_p99_ms"], process, log)
    finally:
        await _end(process)


@asynccontextmanager
async def booths(systems: Sequence[System], folder: Path) -> AsyncIterator[list[Booth]]:
    """Booths of all systems, begun at the same time."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(booth(system, folder / system.value))
            for system in systems
        ]


async def _read(
    process: asyncio.subprocess.Process, log: Path, system: System, within_s: float
) -> dict[str, Any]:
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), within_s)
        answer: dict[str, Any] = json.loads(line)
    except (OSError, ValueError, TimeoutError) as error:
        raise ProviderError(f"{system.value} gave no answer:\n{_tail(log)}") from error
    return answer


def _log_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "booth.log"


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-2_000:]


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    assert process.stdin is not None
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), _STOP_S)
    except TimeoutError:
        process.kill()
        await process.wait()
