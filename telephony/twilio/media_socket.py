"""The little that a phone line needs of a websocket, and Starlette's websocket behind it.

A socket that died is an answer, not an error: ``receive`` gives None and ``send`` gives False, from
whatever depth of the server the bad news comes.
"""

from __future__ import annotations

from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

NORMAL = 1000
NOT_ACCEPTED_DATA = 1003
POLICY_VIOLATION = 1008
MESSAGE_TOO_BIG = 1009


class MediaSocket(Protocol):
    """One websocket, already accepted."""

    async def receive(self) -> str | bytes | None:
        """The next text or binary frame; None when the socket is closed, and ever after."""
        ...

    async def send(self, text: str) -> bool:
        """Send a text frame; False when the socket is closed."""
        ...

    async def close(self, code: int) -> None:
        """Close with a websocket close code; a closed socket stays closed."""
        ...


class StarletteSocket:
    """Starlette's websocket, after ``accept``."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket

    async def receive(self) -> str | bytes | None:
        """See :class:`MediaSocket`."""
        try:
            message = await self._websocket.receive()
        except (RuntimeError, OSError):
            # RuntimeError: Starlette's word for reading a socket that is already closed.
            return None
        if message["type"] != "websocket.receive":
            return None
        text: str | None = message.get("text")
        if text is not None:
            return text
        data: bytes = message.get("bytes") or b""
        return data

    async def send(self, text: str) -> bool:
        """See :class:`MediaSocket`."""
        try:
            await self._websocket.send_text(text)
        except (RuntimeError, OSError, WebSocketDisconnect):
            return False
        return True

    async def close(self, code: int) -> None:
        """See :class:`MediaSocket`."""
        try:
            await self._websocket.close(code)
        except (RuntimeError, OSError, WebSocketDisconnect):
            return
