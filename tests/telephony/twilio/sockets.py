"""A websocket made of lists: frames in, frames out, and ways to die."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable

from telephony.twilio.media_stream_peer import StreamWriter

STREAM = "MZ18ad3ab5a668481ce02b83e7395059f0"
CALL = "CA0123456789abcdef0123456789abcdef"
ACCOUNT = "AC0123456789abcdef0123456789abcdef"


class ScriptedSocket:
    """Plays ``frames`` to the line, then closes, or stays silent for ever.

    Args:
        frames: What the carrier sends.
        then_silent: Whether the socket stays open when they have been read.
        dies_after_sends: After so many messages from us, sending fails.
        sends_hang: Whether sending never returns.
    """

    def __init__(
        self,
        frames: Iterable[str | bytes],
        *,
        then_silent: bool = False,
        dies_after_sends: int | None = None,
        sends_hang: bool = False,
    ) -> None:
        self._frames = list(frames)
        self._then_silent = then_silent
        self._dies_after_sends = dies_after_sends
        self._sends_hang = sends_hang
        self.sent: list[str] = []
        self.close_codes: list[int] = []

    async def receive(self) -> str | bytes | None:
        if self._frames:
            return self._frames.pop(0)
        if self._then_silent and not self.close_codes:
            await asyncio.Event().wait()
        return None

    async def send(self, text: str) -> bool:
        if self._sends_hang:
            await asyncio.Event().wait()
        if self._dies_after_sends is not None and len(self.sent) >= self._dies_after_sends:
            return False
        self.sent.append(text)
        return True

    async def close(self, code: int) -> None:
        self.close_codes.append(code)

    @property
    def sent_events(self) -> list[str]:
        """The kinds of message that we sent, in order."""
        return [json.loads(text)["event"] for text in self.sent]


def writer(**parameters: str) -> StreamWriter:
    """A fresh stream at the carrier."""
    return StreamWriter(STREAM, CALL, ACCOUNT, parameters)
