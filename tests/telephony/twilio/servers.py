"""A real server on a free port of this machine, for what only real sockets can show."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import uvicorn

from telephony.twilio.settings import TwilioSettings
from tests.telephony.twilio.houses import SETTINGS


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[socket.socket, TwilioSettings]]:
    """A free port of this machine, and settings whose public URL is there."""
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        yield port, replace(SETTINGS, public_url=f"http://127.0.0.1:{port.getsockname()[1]}")


@asynccontextmanager
async def served(app: Any, port: socket.socket) -> AsyncIterator[None]:
    """An app on a real server."""
    config = uvicorn.Config(app, log_config=None, lifespan="off", ws="websockets-sansio")
    server = uvicorn.Server(config)
    running = asyncio.ensure_future(server.serve(sockets=[port]))
    try:
        yield
    finally:
        server.should_exit = True
        await running
