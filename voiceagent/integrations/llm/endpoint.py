"""One request to a chat-completions endpoint: total deadline, size limit, breaker, one pool.

Invariants: a request ends within ``deadline_ms`` from the call to the parsed text, whatever the
peer does (connecting, headers, trickling body); nothing but ProviderError leaves this module; no
redirect is followed, for the key would go with it; no word, prompt or key is logged or put into a
message.

Source: OpenAI API reference, «Create chat completion»: POST /chat/completions with ``model``,
``messages``, ``response_format``; the text is in ``choices[0].message.content``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

import httpx2
import structlog

from voiceagent.errors import ConfigurationError, DeadlineExceeded, ProviderError
from voiceagent.integrations.llm.breaker import Breaker
from voiceagent.integrations.llm.replies import text_of
from voiceagent.ports import Clock

_log = structlog.get_logger()

Message = Mapping[str, str]
T = TypeVar("T")

_MAX_REPLY_BYTES = 64_000
_MAX_TOKENS = 200
_WARM_S = 2.0
_KEPT_S = 120.0
_REFUSED_SHAPE = frozenset({400, 422})
"""Statuses by which servers answer to a field that they do not know."""


class LanguageModelFailed(ProviderError):  # noqa: N818 - reads as the fact that it states
    """The endpoint gave no usable text; ``code`` says why, for logs and figures."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message, retryable=True)
        self.code = code


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Where the model is.

    Attributes:
        url: Base address, such as ``"http://127.0.0.1:11434/v1"``.
        model: Its name there.
        key: Sent as a bearer token; empty for none.
        deadline_ms: Limit for one request, all together.
    """

    url: str
    model: str
    key: str = ""
    deadline_ms: int = 600


class ChatEndpoint:
    """One endpoint, shared by all calls. To be closed at the end; usable as an async context.

    Raises:
        ConfigurationError: The address or the key cannot be sent.
    """

    def __init__(
        self,
        settings: EndpointSettings,
        clock: Clock,
        *,
        breaker: Breaker | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._breaker = breaker or Breaker()
        self._plain = False
        try:
            base = httpx2.URL(settings.url.rstrip("/") + "/")
            if base.scheme not in ("http", "https") or not base.host:
                raise ValueError("no address of a server")
            # Uncompressed, so that a small reply cannot unfold into a large one.
            headers = {"Accept-Encoding": "identity"}
            if settings.key:
                headers["Authorization"] = f"Bearer {settings.key}"
            self._client = httpx2.AsyncClient(
                base_url=base,
                headers=headers,
                timeout=settings.deadline_ms / 1000,
                limits=httpx2.Limits(max_connections=64, keepalive_expiry=_KEPT_S),
                transport=transport,
            )
        except (httpx2.InvalidURL, UnicodeEncodeError, ValueError):
            message = "VOICEAGENT_LLM_URL or VOICEAGENT_LLM_KEY: it cannot be used"
            raise ConfigurationError(message) from None

    async def __aenter__(self) -> ChatEndpoint:
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

    async def warm(self) -> bool:
        """Have a connection ready, so that no caller waits for one; whether there is one."""
        try:
            async with asyncio.timeout(_WARM_S):
                async with self._client.stream("GET", "models") as response:
                    # A body that is left unread costs the connection.
                    await _body_of(response)
                    return True
        except (TimeoutError, httpx2.HTTPError, httpx2.StreamError, OSError, ProviderError):
            return False

    async def ask(self, messages: Sequence[Message], read: Callable[[str], T | None]) -> T:
        """The model's answer to a talk.

        Args:
            messages: The talk.
            read: Makes a value of the answer's text; None where it is not as agreed.

        Raises:
            DeadlineExceeded: It did not answer in time.
            LanguageModelFailed: It could not be reached, refused, or wrote nonsense; or it has
                failed so often that it is left alone for a while.
        """
        if not self._breaker.admits(self._clock.monotonic_ms()):
            raise LanguageModelFailed("llm-resting", "the language model is left alone for now")
        settled = False
        try:
            async with asyncio.timeout(self._settings.deadline_ms / 1000):
                value = read(await self._answer(messages))
            if value is None:
                raise _nonsense()
            settled = True
        except (TimeoutError, httpx2.TimeoutException):
            settled = True
            self._failed(DeadlineExceeded.code)
            raise DeadlineExceeded("the language model did not answer in time") from None
        except LanguageModelFailed as error:
            settled = True
            self._failed(error.code)
            raise
        except (httpx2.HTTPError, httpx2.StreamError, OSError):
            settled = True
            self._failed("llm-unreachable")
            message = "the connection to the language model broke"
            raise LanguageModelFailed("llm-unreachable", message) from None
        finally:
            if not settled:
                self._breaker.abandoned()
        if self._breaker.succeeded():
            _log.info("the language model answers again")
        return value

    def _failed(self, code: str) -> None:
        if self._breaker.failed(self._clock.monotonic_ms()):
            _log.warning("the language model fails; calls go on without it", code=code)

    async def _answer(self, messages: Sequence[Message]) -> str:
        status, body = await self._send(messages)
        if status in _REFUSED_SHAPE and not self._plain:
            # Older servers know neither field; asked once, remembered for good.
            self._plain = True
            status, body = await self._send(messages)
            self._plain = 200 <= status < 300
        if not 200 <= status < 300:
            raise LanguageModelFailed(f"llm-{status}", f"the language model answered {status}")
        text = text_of(body)
        if text is None:
            raise _nonsense()
        return text

    async def _send(self, messages: Sequence[Message]) -> tuple[int, bytes]:
        question: dict[str, object] = {
            "model": self._settings.model,
            "messages": list(messages),
            "stream": False,
        }
        if not self._plain:
            question |= {
                "temperature": 0,
                "max_tokens": _MAX_TOKENS,
                "response_format": {"type": "json_object"},
            }
        content = json.dumps(question, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        sending = self._client.stream("POST", "chat/completions", content=content, headers=headers)
        async with sending as response:
            return response.status_code, await _body_of(response)


async def _body_of(response: httpx2.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > _MAX_REPLY_BYTES:
            raise LanguageModelFailed("llm-too-long", "the language model's reply is huge")
    return bytes(body)


def _nonsense() -> LanguageModelFailed:
    return LanguageModelFailed("llm-nonsense", "the language model's reply makes no sense")
