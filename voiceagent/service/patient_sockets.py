"""Websockets that do not stop reading after every message.

Uvicorn stops reading from a socket whenever a message waits for the application and starts again
when it is taken: two system calls a message, fifty messages a second and call. Here reading stops
only when ``LIMIT`` messages wait, which bounds a peer that floods us all the same.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LIMIT = 32


class _PatientTransport:
    """The socket's transport, which stops reading only when told so by :meth:`enough`."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._paused = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)

    def pause_reading(self) -> None:
        """Uvicorn asks for this at every message: it is not yet too many."""

    def enough(self) -> None:
        """Too many messages wait: stop reading."""
        if not self._paused:
            self._paused = True
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Nothing waits any more: read again, if reading was stopped."""
        if self._paused:
            self._paused = False
            self._transport.resume_reading()


class PatientSocketProtocol(WebSocketsSansIOProtocol):
    """Uvicorn's websocket protocol on a patient transport."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin on a transport of ours around uvicorn's."""
        self._patient = _PatientTransport(transport)
        super().connection_made(self._patient)  # type: ignore[arg-type]

    def send_receive_event_to_app(self) -> None:
        """Queue a whole message for the application; stop reading where too many wait."""
        super().send_receive_event_to_app()
        if self.queue.qsize() >= LIMIT:
            self._patient.enough()
