"""The smallest agent that speaks Twilio's protocol: tones for speech, a script for a mind.

It listens on a real local port and knows nothing of the simulated carrier but its addresses. What
it waited and said it measures itself, on the same clock, so that the caller's figures can be
compared with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx2
import numpy as np
import uvicorn
from fastapi import FastAPI, Request, Response, WebSocket
from starlette.websockets import WebSocketDisconnect
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from telephony.loopback.audio import is_audible, silence
from telephony.loopback.local_server import listen, serving
from telephony.twilio.media_stream import (
    ClearAudio,
    Dtmf,
    MarkEchoed,
    Media,
    PlaceMark,
    PlayAudio,
    Started,
    Stopped,
    decode,
    encode,
)
from tests.support.engines import tone
from voiceagent.core.audio import decode_ulaw, encode_ulaw

PUBLIC_URL = "https://agent.example.no"
ACCOUNT_SID = "AC" + "1" * 32
AUTH_TOKEN = "a secret that only a test knows"
CONNECT = (
    '<Response><Connect><Stream url="wss://agent.example.no/twilio/media">'
    '<Parameter name="token" value="once"/></Stream></Connect>'
    "<Say>Vi har tekniske problemer.</Say></Response>"
)


class AgentLine:
    """One websocket as the agent sees it.

    Attributes:
        started: What the carrier told at the start.
        keys: Telephone keys so far.
        marks: Marks given back, with the time of each.
        stopped: Set when the carrier says that the stream is over.
        waits_ms: From the arrival of a turn's last sound to the reply's first, per reply.
    """

    def __init__(self, socket: WebSocket) -> None:
        self.started: Started | None = None
        self.keys = ""
        self.marks: list[tuple[float, str]] = []
        self.stopped = asyncio.Event()
        self.waits_ms: list[float] = []
        self.caller_ulaw = bytearray()
        self._socket = socket
        self._sounded_at = 0.0
        self._heard = asyncio.Event()
        self._changed = asyncio.Event()
        self._ready = asyncio.Event()

    async def listen(self) -> None:
        """Take in everything until the stream ends."""
        async for text in self._socket.iter_text():
            match decode(text):
                case Started() as started:
                    self.started = started
                    self._ready.set()
                case Media(ulaw=ulaw):
                    self.caller_ulaw += ulaw
                    if is_audible(decode_ulaw(ulaw)):
                        self._sounded_at = now()
                        self._heard.set()
                case Dtmf(digit=digit):
                    self.keys += digit
                case MarkEchoed(name=name):
                    self.marks.append((now(), name))
                case Stopped():
                    self.stopped.set()
            self._changed.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition on what has been received."""
        while not condition():
            self._changed.clear()
            await self._changed.wait()

    async def turn_over(self, quiet_ms: int = 150) -> None:
        """Wait until the caller has made a sound and then been quiet."""
        await self._heard.wait()
        quiet = False
        while not quiet:
            self._heard.clear()
            rest_s = self._sounded_at + quiet_ms / 1000 - now()
            try:
                async with asyncio.timeout(max(0.0, rest_s)):
                    await self._heard.wait()
            except TimeoutError:
                quiet = True

    async def reply_after(self, wait_ms: int, mark: str, length_ms: int = 300) -> None:
        """Speak ``wait_ms`` after the caller's last sound arrived, and note the true wait."""
        await self.turn_over(min(150, wait_ms))
        await asyncio.sleep(max(0.0, self._sounded_at + wait_ms / 1000 - now()))
        self.waits_ms.append((now() - self._sounded_at) * 1000)
        await self.say(mark, length_ms)

    async def say(self, mark: str, length_ms: int = 300, *, lead_ms: int = 0) -> None:
        """Queue a tone and a mark behind it, all at once."""
        await self.play(np.concatenate([silence(lead_ms), tone(length_ms)]))
        await self.mark(mark)

    async def play(self, samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> None:
        """Queue sound."""
        await self._ready.wait()
        await self._socket.send_text(encode(PlayAudio(self.stream_sid, encode_ulaw(samples))))

    async def mark(self, name: str) -> None:
        """Place a mark."""
        await self._ready.wait()
        await self._socket.send_text(encode(PlaceMark(self.stream_sid, name)))

    async def clear(self) -> None:
        """Empty the carrier's buffer."""
        await self._socket.send_text(encode(ClearAudio(self.stream_sid)))

    async def raw(self, text: str) -> None:
        """Send anything."""
        await self._ready.wait()
        await self._socket.send_text(text)

    async def heard_to_end(self, mark: str) -> None:
        """Wait until a mark has come back."""
        await self.until(lambda: any(name == mark for _, name in self.marks))

    @property
    def stream_sid(self) -> str:
        return self.started.stream_sid if self.started else ""

    @property
    def call_sid(self) -> str:
        return self.started.call_sid if self.started else ""


Mind = Callable[["TinyAgent", AgentLine], Awaitable[None]]


@dataclass(slots=True)
class TinyAgent:
    """An agent with one mind per stream, in the order in which streams open.

    Attributes:
        minds: What to do on the first stream, the second, …; the socket closes when it returns.
        answers: Instructions by path, instead of those that open a stream.
        rest_url: The carrier's REST interface; set by the test.
        forms: Webhooks that came, with their path.
        forged: Requests whose signature was wrong.
        lines: Streams so far.
    """

    minds: tuple[Mind, ...] = ()
    answers: Mapping[str, str | int] = field(default_factory=dict)
    rest_url: str = ""
    forms: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    forged: list[str] = field(default_factory=list)
    lines: list[AgentLine] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/{path:path}")
        async def webhook(path: str, request: Request) -> Response:
            return self._answer(f"/{path}", request, dict(await request.form()))

        @app.websocket("/twilio/media")
        async def media(socket: WebSocket) -> None:
            signature = socket.headers.get("x-twilio-signature", "")
            address = PUBLIC_URL.replace("https", "wss") + socket.url.path
            if not RequestValidator(AUTH_TOKEN).validate(address, {}, signature):
                self.forged.append(address)
            await socket.accept()
            await self._converse(socket)

        return app

    def _answer(self, path: str, request: Request, form: Mapping[str, object]) -> Response:
        fields = {name: str(value) for name, value in form.items()}
        query = f"?{request.url.query}" if request.url.query else ""
        signature = request.headers.get("x-twilio-signature", "")
        if not RequestValidator(AUTH_TOKEN).validate(PUBLIC_URL + path + query, fields, signature):
            self.forged.append(path)
        self.forms.append((path, fields))
        answer = self.answers.get(path, CONNECT if path == "/twilio/voice" else "<Response/>")
        if isinstance(answer, int):
            return Response(status_code=answer)
        return Response(answer, media_type="text/xml")

    async def _converse(self, socket: WebSocket) -> None:
        line = AgentLine(socket)
        mind = self.minds[len(self.lines)]
        self.lines.append(line)
        listening = asyncio.create_task(line.listen())
        thinking = asyncio.ensure_future(mind(self, line))
        try:
            await asyncio.wait((listening, thinking), return_when=asyncio.FIRST_COMPLETED)
            if thinking.done():
                thinking.result()
                await socket.close()
        except (WebSocketDisconnect, RuntimeError):
            return  # the caller was quicker
        finally:
            for task in (listening, thinking):
                task.cancel()
            await asyncio.gather(listening, thinking, return_exceptions=True)

    async def order(self, call_sid: str, **form: str) -> httpx2.Response:
        """Change a call through the carrier's REST interface."""
        path = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Calls/{call_sid}.json"
        async with rest_client(self.rest_url) as http:
            return await http.post(path, data=form)

    def told(self, path: str) -> list[dict[str, str]]:
        """Webhooks that came to ``path``."""
        return [form for where, form in self.forms if where == path]


@asynccontextmanager
async def on_duty(agent: TinyAgent) -> AsyncIterator[str]:
    """The agent on a local port; gives its address."""
    config = uvicorn.Config(
        agent.app(),
        log_config=None,
        lifespan="off",
        ws="websockets-sansio",
        date_header=False,
        timeout_graceful_shutdown=1,
    )
    async with serving(config, listen("127.0.0.1", 0)) as url:
        yield url


def rest_client(rest_url: str) -> httpx2.AsyncClient:
    """A client of the carrier's REST interface with the account's credentials."""
    auth = (ACCOUNT_SID, AUTH_TOKEN)
    return httpx2.AsyncClient(base_url=rest_url, auth=auth, trust_env=False, verify=False)


def now() -> float:
    """The event loop's time in seconds."""
    return asyncio.get_running_loop().time()
