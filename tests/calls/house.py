"""The service as an operator starts it: a process of its own, on a database of its own.

What a test waits for is looked at again and again until it is so: another process gives no sign.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx2

from telephony.loopback.webhooks import CarrierSettings
from voiceagent.ports import TimelineEntry
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.reports import CallReport, CallReports

ACCOUNT = "AC" + "d" * 32
HUMAN = "+4722999999"
START_LIMIT_S = 120.0
LOOK_EVERY_S = 0.02

T = TypeVar("T")


class Service:
    """One service; it may be started again on what it left behind.

    Args:
        folder: Where its database and its log are.
        settings: Settings by their names without ``VOICEAGENT_``, beside those that every test
            wants.
    """

    def __init__(self, folder: Path, **settings: object) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        port, rest_port = _free_port(), _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.database_url = f"sqlite:///{folder / 'voiceagent.db'}"
        self.carrier = CarrierSettings(
            public_url=self.url,
            local_url=self.url,
            account_sid=ACCOUNT,
            auth_token=secrets.token_hex(16),
            rest_port=rest_port,
        )
        own: dict[str, object] = {
            "port": port,
            "public_url": self.url,
            "data_dir": folder,
            "database_url": self.database_url,
            "human_number": HUMAN,
            "twilio_account_sid": ACCOUNT,
            "twilio_auth_token": self.carrier.auth_token,
            "twilio_api_url": f"http://127.0.0.1:{rest_port}",
            "twilio_number": "+4722000000",
            "log_format": "json",
            "ring_timeout_s": 5,
            "silence_ms": 60_000,
        }
        self._settings = own | settings
        self.process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start the process."""
        names = {f"VOICEAGENT_{name}".upper(): str(v) for name, v in self._settings.items()}
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "voiceagent", "serve"],
                env=os.environ | names,
                stdout=log,
                stderr=log,
            )

    def await_ready(self) -> None:
        """Wait until it takes calls."""
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, self._log.read_text()[-3_000:]
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"{self.url}/ready", timeout=2.0).status_code == 200:
                    return
            time.sleep(LOOK_EVERY_S)
        raise AssertionError("the service did not become ready")

    def send(self, sign: signal.Signals) -> None:
        """Send the process a signal."""
        assert self.process is not None
        self.process.send_signal(sign)

    def await_end(self, limit_s: float) -> int:
        """Wait for the process to end by itself; its exit status."""
        assert self.process is not None
        return self.process.wait(limit_s)

    @property
    def runs(self) -> bool:
        """Whether the process is there."""
        return self.process is not None and self.process.poll() is None

    def end(self) -> None:
        """Stop it if it still runs."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    # -------------------------------------------------------- what it says of itself

    async def readiness(self) -> tuple[int, dict[str, Any]]:
        """Status and body of ``/ready``."""
        async with httpx2.AsyncClient(timeout=5.0) as http:
            answer = await http.get(f"{self.url}/ready")
        return answer.status_code, answer.json()

    async def live(self) -> int:
        """Calls with an open stream."""
        _, body = await self.readiness()
        return int(body["live_calls"])

    def log(self, event: str = "") -> list[dict[str, Any]]:
        """Its log lines, or those with this message."""
        lines = [json.loads(line) for line in self._log.read_text().splitlines() if line[:1] == "{"]
        return [line for line in lines if event in ("", line["event"])]

    @property
    def _log(self) -> Path:
        return self.folder / "service.log"

    # -------------------------------------------------------- what it has written down

    async def report(self, call_sid: str, *, closed: bool = True) -> CallReport:
        """A call from the books, once it is over there."""
        database = Database(self.database_url)
        try:
            books = CallReports(database)

            async def known() -> CallReport | None:
                report = await books.call(call_sid)
                return report if report and (report.summary.outcome or not closed) else None

            return await until(known)
        finally:
            await database.close()

    async def timeline(self, call_sid: str) -> tuple[TimelineEntry, ...]:
        """A call's events and commands from the books."""
        database = Database(self.database_url)
        try:
            return await SqlCallStore(database).timeline(call_sid)
        finally:
            await database.close()


@contextmanager
def serving(*services: Service) -> Iterator[None]:
    """Run the services for the block; they start at the same time."""
    try:
        for service in services:
            service.begin()
        for service in services:
            service.await_ready()
        yield
    finally:
        for service in services:
            service.end()


async def until(look: Callable[[], Awaitable[T | None]], limit_s: float = 15.0) -> T:
    """Look until there is something to be seen."""
    async with asyncio.timeout(limit_s):
        while not (seen := await look()):  # noqa: ASYNC110 - another process tells nobody
            await asyncio.sleep(LOOK_EVERY_S)
        return seen


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
