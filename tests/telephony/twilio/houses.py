"""A house for webhooks and streams: settings, a clock, a desk that remembers, an ASGI app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx2
from fastapi import FastAPI

from telephony.twilio.line import LineLimits
from telephony.twilio.settings import MEDIA_PATH, TwilioSettings
from telephony.twilio.signature import sign
from telephony.twilio.webhooks import build_router
from telephony.twilio.whispers import WhisperBook
from tests.telephony.twilio.sockets import ACCOUNT, CALL
from voiceagent.errors import AuthenticationError
from voiceagent.ports import (
    Accepted,
    AudioReceived,
    CallProgress,
    LineEnded,
    LineEvent,
    PhoneLine,
    Refused,
    RingingCall,
)

AUTH_TOKEN = "fedcba9876543210fedcba9876543210"
SETTINGS = TwilioSettings(
    account_sid=ACCOUNT,
    auth_token=AUTH_TOKEN,
    public_url="https://agent.example.no/phone",
    from_number="+4721000000",
)


class StandingClock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.moved = timedelta()

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 12, tzinfo=UTC) + self.moved

    def monotonic_ms(self) -> float:
        return self.moved.total_seconds() * 1000


class RememberingDesk:
    """A desk that gives out tokens, echoes audio, and remembers what it was told."""

    def __init__(self) -> None:
        self.rung: list[RingingCall] = []
        self.told: list[CallProgress] = []
        self.transfers: list[tuple[str, bool, str]] = []
        self.answered: list[str] = []
        self.heard: dict[str, list[LineEvent]] = {}
        self.tokens: dict[str, str] = {}
        self.decision: Accepted | Refused | None = None
        self.trouble: Exception | None = None
        self.gate: asyncio.Event | None = None
        self.asked = asyncio.Event()

    async def ringing(self, call: RingingCall) -> Accepted | Refused:
        self.rung.append(call)
        self.asked.set()
        if self.gate is not None:
            await self.gate.wait()
        return self._decide(call.call_sid)

    async def serve(self, line: PhoneLine, *, call_sid: str, token: str) -> None:
        if self.tokens.pop(token, None) != call_sid:
            raise AuthenticationError("token is spent")
        if self.trouble is not None:
            raise self.trouble
        events = self.heard.setdefault(call_sid, [])
        async for event in line.events():
            events.append(event)
            if isinstance(event, AudioReceived):
                await line.send_audio(event.ulaw)
        await line.send_mark("after the end")

    async def progress(self, progress: CallProgress) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.told.append(progress)

    async def human_answered(self, call_sid: str) -> None:
        self.answered.append(call_sid)
        if self.trouble is not None:
            raise self.trouble

    async def transfer_ended(
        self, call_sid: str, *, answered: bool, code: str
    ) -> Accepted | Refused:
        self.transfers.append((call_sid, answered, code))
        return Refused("handed-over", "", None) if answered else self._decide(call_sid)

    def _decide(self, call_sid: str) -> Accepted | Refused:
        if self.trouble is not None:
            raise self.trouble
        if self.decision is not None:
            return self.decision
        token = f"token-{len(self.tokens) + 1}"
        self.tokens[token] = call_sid
        return Accepted(token)

    def ended(self, call_sid: str) -> bool:
        """Whether the call's line has told its end, exactly once and at the end."""
        ends = [isinstance(event, LineEnded) for event in self.heard[call_sid]]
        return ends[-1] and sum(ends) == 1


@dataclass
class House:
    """The app with the room under test, and its ways in."""

    settings: TwilioSettings = SETTINGS
    limits: LineLimits = field(default_factory=LineLimits)
    desk: RememberingDesk = field(default_factory=RememberingDesk)
    clock: StandingClock = field(default_factory=StandingClock)

    def __post_init__(self) -> None:
        self.whispers = WhisperBook(self.clock)
        self.app = FastAPI()
        self.app.include_router(
            build_router(
                self.desk,
                self.settings,
                clock=self.clock,
                whispers=self.whispers,
                limits=self.limits,
            )
        )

    async def post(
        self,
        path: str,
        fields: Mapping[str, str] | Sequence[tuple[str, str]],
        *,
        signature: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> httpx2.Response:
        """Send a webhook as Twilio would: signed, unless a signature is given."""
        pairs = list(fields.items()) if isinstance(fields, Mapping) else list(fields)
        url = self.settings.url(path)
        all_headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": sign(AUTH_TOKEN, url, pairs) if signature is None else signature,
            **(headers or {}),
        }
        content = urlencode(pairs).encode() if body is None else body
        transport = httpx2.ASGITransport(app=self.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://inside") as client:
            return await client.post(path, content=content, headers=all_headers)

    @asynccontextmanager
    async def stream(self, *, signature: str | None = None) -> AsyncIterator[AsgiPeer]:
        """Open the media websocket as Twilio would."""
        if signature is None:
            signature = sign(AUTH_TOKEN, self.settings.media_url)
        peer = AsgiPeer(self.app, MEDIA_PATH, {"x-twilio-signature": signature})
        try:
            yield peer
        finally:
            await peer.finish()


def voice_fields(**changes: str) -> dict[str, str]:
    """The fields of a call that rings, with some replaced."""
    return {
        "AccountSid": ACCOUNT,
        "CallSid": CALL,
        "From": "+4790000001",
        "To": "+4721000000",
        "Direction": "inbound",
        "CallStatus": "ringing",
        "ApiVersion": "2010-04-01",
        **changes,
    }


class AsgiPeer:
    """The far end of a websocket, spoken to the app directly: no server, no thread."""

    def __init__(self, app: Any, path: str, headers: Mapping[str, str]) -> None:
        self._inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._dead = False
        self._drained = asyncio.Event()
        self.close_code: int | None = None
        scope = {
            "type": "websocket",
            "asgi": {"version": "3.0"},
            "scheme": "ws",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("test", 1),
            "server": ("test", 2),
            "subprotocols": [],
        }
        self._inbox.put_nowait({"type": "websocket.connect"})
        self._app = asyncio.ensure_future(app(scope, self._give, self._take))

    async def _give(self) -> dict[str, Any]:
        if self._inbox.empty():
            self._drained.set()
        return await self._inbox.get()

    async def _take(self, message: dict[str, Any]) -> None:
        if self._dead:
            raise OSError("the peer is gone")
        if message["type"] == "websocket.close":
            self.close_code = message["code"]
            self._inbox.put_nowait({"type": "websocket.disconnect", "code": message["code"]})
        self._outbox.put_nowait(message)

    def send(self, frame: str | bytes) -> None:
        """Send a text or a binary frame."""
        kind = "text" if isinstance(frame, str) else "bytes"
        self._inbox.put_nowait({"type": "websocket.receive", kind: frame})
        self._drained.clear()

    async def caught_up(self) -> None:
        """Wait until the app has read everything and asks for more, or has returned."""
        drained = asyncio.ensure_future(self._drained.wait())
        await asyncio.wait({drained, self._app}, return_when=asyncio.FIRST_COMPLETED)
        drained.cancel()

    async def ended(self) -> None:
        """Wait until the app has returned of its own accord."""
        await self._app

    def vanish(self) -> None:
        """Die without a word: reads end, and writes fail."""
        self._dead = True
        self._inbox.put_nowait({"type": "websocket.disconnect", "code": 1006})

    async def sent(self) -> list[str]:
        """The text frames from the app, once it is done."""
        await self.finish()
        messages = [self._outbox.get_nowait() for _ in range(self._outbox.qsize())]
        return [one["text"] for one in messages if one["type"] == "websocket.send"]

    async def finish(self) -> None:
        """Hang up where the app has not, and wait until the app has returned.

        Raises:
            Exception: Whatever left the app.
        """
        self._inbox.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await self._app
