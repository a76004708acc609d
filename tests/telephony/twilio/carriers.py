"""Stand-ins for Twilio's REST API: one that answers as told, and sockets that misbehave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from tests.telephony.twilio.sockets import ACCOUNT, CALL

NUMBER_SID = "PN0123456789abcdef0123456789abcdef"


class RecordingCarrier:
    """Keeps every request and answers from a list, then with 200 and a call."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self._answers = list(answers)
        self.requests: list[httpx2.Request] = []

    @property
    def transport(self) -> httpx2.MockTransport:
        """To be given to the client."""
        return httpx2.MockTransport(self._answer)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if not self._answers:
            return httpx2.Response(200, json={"sid": CALL, "account_sid": ACCOUNT})
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def refusal(status: int, number: int | None = None) -> httpx2.Response:
    """An error as Twilio writes it; its message quotes a telephone number."""
    body: dict[str, Any] = {"status": status, "message": "The number +4790000001 is not valid"}
    if number is not None:
        body["code"] = number
    return httpx2.Response(status, json=body)


Manners = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def server(manners: Manners) -> AsyncIterator[str]:
    """A TCP server with such manners; gives its http address."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await manners(reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    running = await asyncio.start_server(meet, "127.0.0.1", 0)
    try:
        host, port = running.sockets[0].getsockname()
        yield f"http://{host}:{port}"
    finally:
        running.close()
