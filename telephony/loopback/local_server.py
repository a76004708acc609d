"""An HTTP server within a process that does other things as well.

uvicorn's own ``serve`` takes over the process's signals and ends the process when a port is
taken; a guest must do neither, hence its steps one by one here. Its main loop is left out: it only
renews the Date header and counts requests.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from voiceagent.errors import ConfigurationError


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 means any free one.

    Raises:
        ConfigurationError: The port is taken, or the host is not ours.
    """
    try:
        return socket.create_server((host, port))
    except OSError as trouble:
        raise ConfigurationError(f"port {port} on {host}: cannot be listened on") from trouble


@asynccontextmanager
async def serving(config: uvicorn.Config, listener: socket.socket) -> AsyncIterator[str]:
    """Serve on ``listener`` while the block runs; gives the base address, without a path."""
    host, port = listener.getsockname()[:2]
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    try:
        yield f"http://{host}:{port}"
    finally:
        await server.shutdown(sockets=[listener])
