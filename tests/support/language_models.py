"""A chat-completions server on a real socket that behaves, or misbehaves, as a test wants."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_DROP_S = 0.005


@dataclass(frozen=True, slots=True)
class Reply:
    """How the server answers one request.

    Attributes:
        body: The bytes of the body.
        status: The HTTP status.
        length: Content-Length as it is claimed; None for the true one.
        never: Nothing is sent at all.
        after_head: Nothing is sent after the headers.
        in_drops: The body comes byte by byte, for ever slower than anybody waits.
        cut_after: So many bytes of the body are sent, and the connection is reset.
    """

    body: bytes = b""
    status: int = 200
    length: int | None = None
    never: bool = False
    after_head: bool = False
    in_drops: bool = False
    cut_after: int | None = None


def says(content: object) -> Reply:
    """A completion with this text, or with this value as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text}
    completion = {"object": "chat.completion", "choices": [{"index": 0, "message": message}]}
    return Reply(json.dumps(completion, ensure_ascii=False).encode())


def answers(text: str) -> Reply:
    """A phrased answer."""
    return says({"answer": text})


def understands(**slots: tuple[str, str]) -> Reply:
    """Slots with the words that were found and the choice."""
    found = {name: {"words": words, "choice": choice} for name, (words, choice) in slots.items()}
    return says({"slots": found})


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> dict[str, object]:
        """The body."""
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value

    @property
    def data(self) -> dict[str, object]:
        """What the user's message holds."""
        messages = self.json["messages"]
        assert isinstance(messages, list)
        value = json.loads(messages[-1]["content"])
        assert isinstance(value, dict)
        return value


@dataclass(slots=True)
class FakeModel:
    """The server: ``react`` says how it answers; ``asked`` keeps what it was asked."""

    react: Callable[[Asked], Reply]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def questions(self) -> list[Asked]:
        """Requests for a completion."""
        return [one for one in self.asked if one.method == "POST"]

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a connection in a task of its own."""
        self.tasks.add(asyncio.ensure_future(self._serve(reader, writer)))

    async def close(self) -> None:
        """End what is still being served."""
        self.closing.set()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while not self.closing.is_set():
                asked = await _read(reader)
                if asked is None:
                    return
                self.asked.append(asked)
                self.came.set()
                reply = Reply(b"{}") if asked.method == "GET" else self.react(asked)
                if not await self._send(writer, reply):
                    return
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _send(self, writer: asyncio.StreamWriter, reply: Reply) -> bool:
        if reply.never:
            await self.closing.wait()
            return False
        length = len(reply.body) if reply.length is None else reply.length
        writer.write(
            f"HTTP/1.1 {reply.status} X\r\nContent-Type: application/json\r\n"
            f"Content-Length: {length}\r\n\r\n".encode()
        )
        if reply.after_head:
            await writer.drain()
            await self.closing.wait()
            return False
        if reply.in_drops:
            return await self._drip(writer, reply.body)
        if reply.cut_after is not None:
            writer.write(reply.body[: reply.cut_after])
            await writer.drain()
            writer.transport.abort()
            return False
        writer.write(reply.body)
        await writer.drain()
        return length == len(reply.body)

    async def _drip(self, writer: asyncio.StreamWriter, body: bytes) -> bool:
        for place in range(len(body)):
            writer.write(body[place : place + 1])
            await writer.drain()
            try:
                await asyncio.wait_for(self.closing.wait(), _DROP_S)
            except TimeoutError:
                continue
            return False
        return True


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head:
        return None
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, path, headers, body.decode())


@asynccontextmanager
async def fake_model(react: Callable[[Asked], Reply] | Reply) -> AsyncIterator[FakeModel]:
    """A server that listens while the context lasts."""
    model = FakeModel(react if callable(react) else lambda _: react)
    server = await asyncio.start_server(model.accept, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    model.url = f"http://127.0.0.1:{port}/v1"
    try:
        yield model
    finally:
        server.close()
        await model.close()
        await server.wait_closed()
