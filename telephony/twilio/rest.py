"""The few requests that we make of Twilio's REST API, and what may go wrong with them.

A POST can ring a telephone, and the API has no idempotency key. So a request is sent again only
where it certainly was not carried out: the connection could not be made, or Twilio said 429. For
everything else the error says by ``retryable`` whether the caller may dare.

Invariants: every request ends within ``rest_timeout_s``, all attempts and pauses together; nothing
but ProviderError leaves this module; no message holds what Twilio wrote, for it quotes numbers.

Source: Twilio, REST API 2010-04-01 (forms in, JSON out, basic authentication; an error's body has a
``code``); error 20429: the request was not processed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from types import TracebackType
from urllib.parse import quote

import httpx2

from telephony.twilio.settings import TwilioSettings
from voiceagent.errors import DeadlineExceeded, ProviderError

Pairs = Sequence[tuple[str, str]]

_MAX_ANSWER_BYTES = 1_000_000
_ATTEMPTS = 3
_PAUSE_S = 0.5
_TOO_MANY_REQUESTS = 429


class TwilioRefused(ProviderError):  # noqa: N818 - reads as the fact that it states
    """Twilio answered, and the answer is no.

    Attributes:
        status: The HTTP status.
        number: Twilio's own error number, 0 where there is none; also in ``code``.
    """

    def __init__(self, status: int, number: int, *, retryable: bool) -> None:
        super().__init__(
            f"the carrier answered {status}, error {number or 'unknown'}", retryable=retryable
        )
        self.status = status
        self.number = number
        self.code = f"twilio-{number}" if number else "twilio"


class TwilioRest:
    """One account's REST API. To be closed at the end; usable as an async context."""

    def __init__(
        self,
        settings: TwilioSettings,
        *,
        transport: httpx2.AsyncBaseTransport | None = None,
        pause_s: float = _PAUSE_S,
    ) -> None:
        self._timeout_s = settings.rest_timeout_s
        self._pause_s = pause_s
        self._account_sid = settings.account_sid
        self._client = httpx2.AsyncClient(
            base_url=settings.rest_url,
            auth=(settings.account_sid, settings.auth_token),
            timeout=settings.rest_timeout_s,
            transport=transport,
        )

    async def __aenter__(self) -> TwilioRest:
        return self

    async def __aexit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give back the connections."""
        await self._client.aclose()

    async def get(self, *resource: str, query: Pairs = ()) -> Mapping[str, object]:
        """Read a resource of our account, named by its path parts.

        Raises:
            TwilioRefused: Twilio said no.
            ProviderError: It could not be reached, broke off, or wrote nonsense.
            DeadlineExceeded: It did not answer in time.
        """
        request = self._client.build_request("GET", self._path(resource), params=list(query))
        return await self._perform(request, repeatable=True)

    async def post(
        self, *resource: str, fields: Pairs, repeatable: bool = False
    ) -> Mapping[str, object]:
        """Create or change a resource of our account.

        Args:
            resource: The parts of its path.
            fields: The form; a name may occur more than once.
            repeatable: Whether doing it twice is the same as doing it once; only marks the error.

        Raises:
            TwilioRefused: Twilio said no.
            ProviderError: It could not be reached, broke off, or wrote nonsense.
            DeadlineExceeded: It did not answer in time; it may have done what was asked.
        """
        form: dict[str, list[str]] = {}
        for name, value in fields:
            form.setdefault(name, []).append(value)
        request = self._client.build_request("POST", self._path(resource), data=form)
        return await self._perform(request, repeatable=repeatable)

    def _path(self, resource: Sequence[str]) -> str:
        parts = "/".join(quote(part, safe="") for part in (self._account_sid, *resource))
        return f"/2010-04-01/Accounts/{parts}.json"

    async def _perform(self, request: httpx2.Request, *, repeatable: bool) -> Mapping[str, object]:
        try:
            async with asyncio.timeout(self._timeout_s):
                status, body = await self._send_until_heard(request)
        except (TimeoutError, httpx2.TimeoutException):
            raise DeadlineExceeded(
                "the carrier did not answer in time", retryable=repeatable
            ) from None
        except (httpx2.HTTPError, httpx2.StreamError):
            message = "the connection to the carrier broke"
            raise ProviderError(message, retryable=repeatable) from None
        answer = _read(body)
        if 200 <= status < 300 and answer is not None:
            return answer
        if 200 <= status < 400:
            raise ProviderError("the carrier's answer makes no sense", retryable=repeatable)
        again = status == _TOO_MANY_REQUESTS or (status >= 500 and repeatable)
        raise TwilioRefused(status, _number(answer), retryable=again)

    async def _send_until_heard(self, request: httpx2.Request) -> tuple[int, bytes]:
        """Send until Twilio has taken the request, at most ``_ATTEMPTS`` times."""
        for attempt in range(_ATTEMPTS):
            last = attempt == _ATTEMPTS - 1
            try:
                status, body = await self._send(request)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                if last:
                    raise ProviderError("the carrier cannot be reached", retryable=True) from None
            else:
                if status != _TOO_MANY_REQUESTS or last:
                    return status, body
            await asyncio.sleep(self._pause_s * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    async def _send(self, request: httpx2.Request) -> tuple[int, bytes]:
        response = await self._client.send(request, stream=True)
        body = bytearray()
        try:
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > _MAX_ANSWER_BYTES:
                    return response.status_code, b""
        finally:
            await response.aclose()
        return response.status_code, bytes(body)


def _read(body: bytes) -> Mapping[str, object] | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _number(answer: Mapping[str, object] | None) -> int:
    number = 0 if answer is None else answer.get("code")
    return number if isinstance(number, int) and 0 <= number < 1_000_000 else 0
