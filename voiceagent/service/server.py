"""The HTTP server, which finishes its calls before it stops.

The first SIGTERM or SIGINT drains: new calls are refused by a spoken sentence, live ones finish.
Then, or on a second signal, the server stops. Uvicorn alone would close every websocket at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from voiceagent.service.patient_sockets import PatientSocketProtocol


class DrainingServer(uvicorn.Server):
    """Uvicorn with a drain in front of its stop."""

    def __init__(self, config: uvicorn.Config, drain: Callable[[], Awaitable[object]]) -> None:
        super().__init__(config)
        self._drain = drain
        self._draining: asyncio.Task[None] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Drain at the first signal, stop at the second."""
        if self._draining is not None or not self.started:
            super().handle_exit(sig, frame)
            return
        self._draining = asyncio.get_running_loop().create_task(self._drain_and_stop(sig))

    async def _drain_and_stop(self, sig: int) -> None:
        try:
            await self._drain()
        finally:
            super().handle_exit(sig, None)


def make_server(
    app: FastAPI, *, host: str, port: int, drain: Callable[[], Awaitable[object]]
) -> DrainingServer:
    """A server for the application; ``await server.serve()`` runs it until a signal."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        ws=PatientSocketProtocol,
        ws_max_size=64 * 1024,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=5,
    )
    return DrainingServer(config, drain)
