"""A speech vendor on a real socket, as Pipecat's own classes for real vendors expect it.

Three protocols: Cartesia's recogniser and Cartesia's voice (contexts and word times on the wire),
and Deepgram's voice (plain bytes that belong to whoever spoke last). It runs in a thread of its
own, so that whatever loop a test has, the vendor is somebody else. What it does is one of
:class:`Manner`.
"""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

KEY = "a-key-that-no-log-may-hold"
LETTER_MS = 60
PIECE_MS = 100


class Manner(Enum):
    """What the vendor does with a request."""

    PROPER = "proper"
    SLOW = "slow"
    """Answers after ``delay_s``."""
    FAULTY = "faulty"
    """Answers with an error message."""
    DROPPING = "dropping"
    """Cuts the connection in the middle of the request."""
    REFUSING = "refusing"
    """Refuses the key at the handshake."""
    GARBLED = "garbled"
    """Answers with what is no message of its protocol."""
    SILENT = "silent"
    """Never answers."""
    ENDLESS = "endless"
    """Speaks and never comes to an end."""


@dataclass
class Vendor:
    """The vendor's state, for the test to set and to look at.

    Attributes:
        manner: What it does with the next requests.
        times: How many requests that lasts; afterwards it is proper again.
        heard: What its recogniser makes of sound that is not silence.
        delay_s: How slow SLOW is.
        requests: Requests begun.
        connections: Handshakes that succeeded.
        cancelled: Requests that we took back.
        received_ms: Audio of the last recognised turn.
        queries: Query strings of the handshakes.
        letter_ms: How long a letter takes to say.
    """

    manner: Manner = Manner.PROPER
    times: int = 1_000
    heard: str = "Ja, det passer fint."
    delay_s: float = 0.2
    url: str = ""
    requests: int = 0
    connections: int = 0
    cancelled: int = 0
    received_ms: int = 0
    letter_ms: int = LETTER_MS
    with_words: bool = True
    queries: list[dict[str, list[str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take_manner(self) -> Manner:
        """What to do with a request that begins now."""
        self.requests += 1
        if self.times <= 0:
            return Manner.PROPER
        self.times -= 1
        return self.manner


@contextmanager
def vendor() -> Iterator[Vendor]:
    """A vendor that serves for the block."""
    state = Vendor()
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    thread = threading.Thread(target=_run, args=(loop, state, ready), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield state
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def _run(loop: asyncio.AbstractEventLoop, state: Vendor, ready: threading.Event) -> None:
    asyncio.set_event_loop(loop)
    server = loop.run_until_complete(_listen(state))
    ready.set()
    loop.run_forever()
    server.close(close_connections=True)
    loop.run_until_complete(server.wait_closed())
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    loop.close()


async def _listen(state: Vendor) -> Server:
    def admit(connection: ServerConnection, request: Request) -> Response | None:
        headers = request.headers
        key = headers.get("X-API-Key") or headers.get("Authorization", "").removeprefix("Token ")
        if key != KEY or state.manner is Manner.REFUSING:
            return connection.respond(HTTPStatus.UNAUTHORIZED, "no")
        return None

    async def meet(connection: ServerConnection) -> None:
        state.connections += 1
        assert connection.request is not None
        place = urlsplit(connection.request.path)
        query = parse_qs(place.query)
        state.queries.append(query)
        serving = {
            "/stt/websocket": _recognise,
            "/tts/websocket": _speak_contexts,
            "/v1/speak": _speak_bytes,
        }[place.path]
        with suppress(ConnectionClosed):
            await serving(connection, state, int(query.get("sample_rate", ["16000"])[0]))

    server = await serve(meet, "127.0.0.1", 0, process_request=admit)
    port = next(iter(server.sockets)).getsockname()[1]
    state.url = f"ws://127.0.0.1:{port}"
    return server


async def _recognise(connection: ServerConnection, state: Vendor, rate_hz: int) -> None:
    audio = bytearray()
    async for message in connection:
        if isinstance(message, bytes):
            audio += message
            continue
        if message == "done":
            return
        assert message == "finalize"
        state.received_ms = len(audio) // 2 * 1000 // rate_hz
        samples = np.frombuffer(bytes(audio), "<i2").astype(float)
        audio.clear()
        match state.take_manner():
            case Manner.SLOW:
                await asyncio.sleep(state.delay_s)
            case Manner.FAULTY:
                await connection.send(json.dumps({"type": "error", "message": state.heard}))
                continue
            case Manner.DROPPING:
                connection.transport.abort()
                return
            case Manner.GARBLED:
                await connection.send(b"\x00\x01\x02")
                await connection.send("{not json")
                await connection.send(json.dumps({"type": "transcript", "is_final": True}))
                continue
            case Manner.SILENT:
                continue
            case _:
                pass
        if samples.std() > 30:
            await connection.send(json.dumps(_result(state, partial=True)))
            await connection.send(json.dumps(_result(state)))


def _result(state: Vendor, *, partial: bool = False) -> dict[str, Any]:
    words, at_s = [], 0.3
    for word in state.heard.split():
        words.append({"word": word, "start": at_s, "end": at_s + 0.2})
        at_s += 0.25
    text = state.heard.split()[0] if partial else state.heard
    result = {"type": "transcript", "text": text, "is_final": not partial}
    return result | ({"words": words} if state.with_words and not partial else {})


async def _speak_contexts(connection: ServerConnection, state: Vendor, _rate_hz: int) -> None:
    speaking: dict[str, asyncio.Task[None]] = {}
    async for message in connection:
        order = json.loads(message)
        context = order["context_id"]
        if order.get("cancel"):
            state.cancelled += 1
            if context in speaking:
                speaking[context].cancel()
        elif order["transcript"]:
            rate_hz = order["output_format"]["sample_rate"]
            state.texts.append(order["transcript"])
            speaking[context] = asyncio.ensure_future(
                _say(connection, state, context, order["transcript"], rate_hz)
            )


async def _say(
    connection: ServerConnection, state: Vendor, context: str, text: str, rate_hz: int
) -> None:
    async def send(kind: str, **more: object) -> None:
        await connection.send(json.dumps({"type": kind, "context_id": context, **more}))

    manner = state.take_manner()
    if manner is Manner.SILENT:
        return
    if manner is Manner.FAULTY:
        await send("error", error=f"cannot say {text}")
        return
    if manner is Manner.GARBLED:
        await connection.send("{not json")
        return
    if manner is Manner.SLOW:
        await asyncio.sleep(state.delay_s)
    words = text.split()
    starts = np.cumsum([0, *(letters(word) for word in words)])[:-1] * state.letter_ms / 1000
    if state.with_words:
        times = {"words": words, "start": starts.tolist(), "end": starts.tolist()}
        await send("timestamps", word_timestamps=times)
    for number, piece in enumerate(pieces(text, rate_hz, state.letter_ms)):
        if manner is Manner.DROPPING:
            connection.transport.abort()
            return
        await send("chunk", data=base64.b64encode(piece).decode())
        if number == 0 and manner is Manner.ENDLESS:
            await asyncio.sleep(3_600)
    await send("done", done=True)


async def _speak_bytes(connection: ServerConnection, state: Vendor, rate_hz: int) -> None:
    async for message in connection:
        order = json.loads(message)
        if order["type"] == "Clear":
            state.cancelled += 1
            await connection.send(json.dumps({"type": "Cleared"}))
        elif order["type"] == "Speak":
            state.texts.append(order["text"])
            manner = state.take_manner()
            if manner is Manner.DROPPING:
                connection.transport.abort()
                return
            for piece in pieces(order["text"], rate_hz, state.letter_ms):
                await connection.send(piece)
                if manner is Manner.ENDLESS:
                    break
        elif order["type"] == "Flush" and state.manner is not Manner.ENDLESS:
            await connection.send(json.dumps({"type": "Flushed"}))


def pieces(text: str, rate_hz: int, letter_ms: int) -> list[bytes]:
    """The vendor's voice: a tone as long as the text, in pieces of 100 ms."""
    count = letters(text) * letter_ms * rate_hz // 1000
    time_s = np.arange(count) / rate_hz
    samples = (np.sin(2 * np.pi * 300 * time_s) * 12_000).astype("<i2")
    step = rate_hz * PIECE_MS // 1000
    return [samples[start : start + step].tobytes() for start in range(0, count, step)]


def letters(text: str) -> int:
    """How many letters and digits."""
    return sum(character.isalnum() for character in text)
