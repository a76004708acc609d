"""Simulated callers against a service, and the verdict on each call from the service's own books.

The service is a process of its own, started as an operator would start it; the callers reach it as
a carrier would, by signed webhooks and real websockets, in real time. Nothing is judged by what a
caller believes: outcome, facts and meeting are read from the database afterwards.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import httpx2

from models.loading import caller_voice
from telephony.loopback.placing import CallOptions, place_calls
from telephony.loopback.report import CallEvent, CallReport
from telephony.loopback.scenario import Scenario, load_scenario
from telephony.loopback.webhooks import CarrierSettings
from voiceagent.errors import ConfigurationError, ProviderError
from voiceagent.settings import PROJECT
from voiceagent.store.database import Database
from voiceagent.store.reports import CallReport as BookedCall
from voiceagent.store.reports import CallReports

SCENARIOS = PROJECT / "telephony" / "loopback" / "scenarios"
HUMAN = "+4722999999"
SELLERS = "Kari Solberg, Ola Dahl, Ida Berg, Jon Lie, Eva Moen, Per Hauge, Liv Strand, Odd Vik"
"""More than one caller may well want Monday at nine."""
_ACCOUNT = "AC" + "d" * 32
_START_LIMIT_S = 60.0
_BOOKS_LIMIT_S = 5.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A call, as the caller met it and as the books tell it.

    Attributes:
        scenario: What the caller was to do.
        report: The caller's side.
        booked: The service's side; None when the call never reached the books.
        failures: What is not as the scenario's file says; empty when all is.
    """

    scenario: Scenario
    report: CallReport
    booked: BookedCall | None
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A service that runs, and the carrier's way to it."""

    carrier: CarrierSettings
    database_url: str


def scenarios(names: Sequence[str] = ()) -> list[Scenario]:
    """The shipped scenarios, or the named ones: names, or paths of files.

    Raises:
        ConfigurationError: No such scenario, or one that is malformed.
    """
    if not names:
        return [load_scenario(path) for path in sorted(SCENARIOS.glob("*.yaml"))]
    found = []
    for name in names:
        path = Path(name) if name.endswith((".yaml", ".yml")) else SCENARIOS / f"{name}.yaml"
        if not path.is_file():
            known = ", ".join(sorted(path.stem for path in SCENARIOS.glob("*.yaml")))
            raise ConfigurationError(f"scenario {name!r}: there is none; known: {known}")
        found.append(load_scenario(path))
    return found


@asynccontextmanager
async def service(
    folder: Path, *, max_calls: int = 30, program: Sequence[str] = ("voiceagent", "serve")
) -> AsyncIterator[Stage]:
    """Start the service in a process of its own, with an empty database in ``folder``.

    Args:
        folder: Where it keeps everything; emptied first.
        max_calls: Calls at once.
        program: The module that is run, with its arguments.

    Raises:
        ProviderError: It did not become ready.
    """
    _empty(folder)
    port, rest_port = _free_port(), _free_port()
    url = f"http://127.0.0.1:{port}"
    token = secrets.token_hex(16)
    database_url = f"sqlite:///{(folder / 'voiceagent.db').resolve()}"
    own = {
        "PORT": str(port),
        "PUBLIC_URL": url,
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "MAX_CALLS": str(max_calls),
        "HUMAN_NUMBER": HUMAN,
        "TWILIO_ACCOUNT_SID": _ACCOUNT,
        "TWILIO_AUTH_TOKEN": token,
        "TWILIO_API_URL": f"http://127.0.0.1:{rest_port}",
        "TWILIO_NUMBER": "+4722000000",
        "SELLERS": SELLERS,
        "LOG_FORMAT": "json",
        "RING_TIMEOUT_S": "5",
    }
    environment = os.environ | {f"VOICEAGENT_{name}": value for name, value in own.items()}
    log = _log_of(folder)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *program, env=environment, stdout=log, stderr=log
    )
    try:
        await _until_ready(process, url, folder)
        carrier = CarrierSettings(
            public_url=url,
            local_url=url,
            account_sid=_ACCOUNT,
            auth_token=token,
            rest_port=rest_port,
        )
        yield Stage(carrier, database_url)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), 10)
            except TimeoutError:
                process.kill()
        log.close()


async def rehearse(
    stage: Stage,
    chosen: Sequence[Scenario],
    *,
    on_event: Callable[[str, CallEvent], None],
    keep_audio: Path | None = None,
    stagger_ms: int = 250,
) -> list[Verdict]:
    """Place the calls, all running at once, and judge each of them."""
    reports = await place_calls(
        [CallOptions(scenario, keep_audio=keep_audio) for scenario in chosen],
        settings=stage.carrier,
        voices=caller_voice,
        on_event=on_event,
        stagger_ms=stagger_ms,
    )
    database = Database(stage.database_url)
    try:
        books = CallReports(database)
        return [
            await _judge(scenario, report, books)
            for scenario, report in zip(chosen, reports, strict=True)
        ]
    finally:
        await database.close()


async def _judge(scenario: Scenario, report: CallReport, books: CallReports) -> Verdict:
    booked = await _closed(books, report.call_sid)
    failures = list(report.failures)
    if booked is None:
        return Verdict(scenario, report, None, (*failures, "the call is not in the books"))
    expected = scenario.expect
    if booked.summary.outcome != expected.outcome:
        failures.append(f"outcome {booked.summary.outcome}, not {expected.outcome}")
    if bool(booked.meetings) != expected.meeting:
        failures.append(f"{len(booked.meetings)} meetings, where {int(expected.meeting)} was due")
    known = {fact.slot: fact.value for fact in booked.facts}
    for slot, value in expected.facts.items():
        if known.get(slot) != value:
            failures.append(f"{slot}: {known.get(slot)!r}, not {value!r}")
    return Verdict(scenario, report, booked, tuple(failures))


async def _closed(books: CallReports, call_sid: str) -> BookedCall | None:
    """The call, once it has been closed; the books may be a moment behind the line."""
    booked = None
    for _ in range(int(_BOOKS_LIMIT_S / 0.1)):
        booked = await books.call(call_sid)
        if booked is not None and booked.summary.outcome is not None:
            return booked
        await asyncio.sleep(0.1)
    return booked


async def _until_ready(process: asyncio.subprocess.Process, url: str, folder: Path) -> None:
    deadline = asyncio.get_running_loop().time() + _START_LIMIT_S
    async with httpx2.AsyncClient(timeout=2.0) as client:
        while asyncio.get_running_loop().time() < deadline:
            if process.returncode is not None:
                raise ProviderError(f"the service ended at its start:\n{_tail(folder)}")
            try:
                if (await client.get(f"{url}/ready")).status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise ProviderError("the service did not become ready")


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _log_of(folder: Path) -> BinaryIO:
    return (folder / "service.log").open("wb")


def _tail(folder: Path) -> str:
    return (folder / "service.log").read_text(errors="replace")[-2_000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
