"""A model hub on this machine: real HTTP with ranges, redirects, resets and wrong bytes.

What goes wrong is scripted per path, one entry per request, in order; when the script is spent the
server behaves.
"""

from __future__ import annotations

import hashlib
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

Mishap = Literal["reset", "short", "busy", "wrong", "forbidden", "ignore range", "bad range"]


@dataclass(slots=True)
class FileServer:
    """What it serves and what was asked.

    Attributes:
        url: Where it listens, without a slash at the end.
        files: Path → bytes.
        mishaps: Path → what goes wrong, request by request.
        etags: Path → validator; by default the digest of the bytes.
        stated: Paths whose digest is stated before the bytes come, by a redirect as the hub does.
        commit: Stated with every answer where it is not empty.
        asked: Path and Range of every request for bytes, in order.
        gate: Requests wait for it.
    """

    url: str
    files: dict[str, bytes] = field(default_factory=dict)
    mishaps: dict[str, list[Mishap]] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    stated: set[str] = field(default_factory=set)
    commit: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]


@contextmanager
def file_server() -> Iterator[FileServer]:
    """A server that runs until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    state = FileServer(f"http://127.0.0.1:{server.server_address[1]}")
    state.gate.set()
    server.state = state  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A connection that we broke off ourselves is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        state: FileServer = self.server.state  # type: ignore[attr-defined]
        state.gate.wait(10)
        path = self.path.removeprefix("/bytes")
        if path in state.stated and not self.path.startswith("/bytes"):
            self._redirect(state, path)
            return
        state.asked.append((path, self.headers.get("Range", "")))
        script = state.mishaps.get(path, [])
        mishap = script.pop(0) if script else None
        if mishap in ("busy", "forbidden"):
            self._empty(503 if mishap == "busy" else 403, {"Retry-After": "0"})
        elif path not in state.files:
            self._empty(404, {})
        else:
            self._give(state, path, mishap)

    def _redirect(self, state: FileServer, path: str) -> None:
        digest = hashlib.sha256(state.files[path]).hexdigest()
        headers = {"Location": f"{state.url}/bytes{path}", "X-Linked-ETag": f'"{digest}"'}
        self._empty(302, headers | self._commit(state))

    def _give(self, state: FileServer, path: str, mishap: Mishap | None) -> None:
        content = state.files[path]
        etag = state.etags.get(path, f'"{hashlib.sha256(content).hexdigest()[:16]}"')
        start = self._start(etag)
        if mishap == "ignore range":
            start = 0
        if start > len(content):
            self._empty(416, {})
            return
        body = content[start:]
        if mishap == "wrong":
            body = bytes(byte ^ 1 for byte in body)
        self.send_response(206 if start else 200)
        if start:
            told = 0 if mishap == "bad range" else start
            self.send_header("Content-Range", f"bytes {told}-{len(content) - 1}/{len(content)}")
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(body)))
        for name, value in self._commit(state).items():
            self.send_header(name, value)
        self.end_headers()
        if mishap in ("reset", "short"):
            self._break_off(body, mishap)
        else:
            self.wfile.write(body)

    def _start(self, etag: str) -> int:
        wanted = self.headers.get("Range", "")
        if not wanted or self.headers.get("If-Range", etag) != etag:
            return 0
        return int(wanted.removeprefix("bytes=").rstrip("-"))

    def _break_off(self, body: bytes, mishap: Mishap) -> None:
        """Half of it; then the connection is closed, or reset with what is under way lost."""
        self.wfile.write(body[: len(body) // 2])
        self.wfile.flush()
        if mishap == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        self.connection.close()

    def _empty(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    @staticmethod
    def _commit(state: FileServer) -> dict[str, str]:
        return {"X-Repo-Commit": state.commit} if state.commit else {}
