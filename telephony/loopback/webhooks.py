"""The carrier's requests to the agent: signed as Twilio signs, sent to where it really listens.

The agent knows itself by a public address (``https://…``) and builds its signatures and its
instructions from that; the simulated carrier signs the public address and connects to the local
one. Signatures are made by Twilio's own library, so that ours are not checked against themselves.

Source: Twilio, webhook security; webhook connection overrides (5 s to connect, 15 s in all, one
try more when no connection was made).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from websockets.asyncio.client import ClientConnection, connect

from telephony.loopback.instructions import Verb, read_instructions
from voiceagent.errors import ProtocolError, ProviderError


@dataclass(frozen=True, slots=True)
class CarrierSettings:
    """How a simulated carrier reaches the agent, and the agent the carrier.

    Attributes:
        public_url: The agent's own idea of its address, ``https://…`` without a path; a plain
            ``http://…`` one where both are on one machine.
        local_url: Where it really listens, ``http://…``, without a path.
        called: The agent's number in E.164.
        voice_path: Webhook of an incoming call.
        status_path: Webhook of call progress; empty for none.
        rest_port: Port of the stand-in for the carrier's REST interface; 0 for any free one.
    """

    public_url: str
    local_url: str
    account_sid: str
    auth_token: str
    called: str = "+4722000000"
    voice_path: str = "/twilio/voice"
    status_path: str = "/twilio/status"
    rest_host: str = "127.0.0.1"
    rest_port: int = 0
    connect_timeout_s: float = 5.0
    total_timeout_s: float = 15.0

    @property
    def voice_url(self) -> str:
        """Public address of the webhook of an incoming call."""
        return self.public_url + self.voice_path


class WebhookClient:
    """Sends webhooks of one carrier account."""

    def __init__(self, settings: CarrierSettings, http: httpx2.AsyncClient) -> None:
        self._settings = settings
        self._http = http
        self._validator = RequestValidator(settings.auth_token)

    async def instructions(self, url: str, form: Mapping[str, str]) -> tuple[Verb, ...]:
        """Ask the agent what to do.

        Raises:
            ProtocolError: The answer is an error or no instructions.
            ProviderError: There was no answer.
        """
        return read_instructions(await self.post(url, form), url)

    async def post(self, url: str, form: Mapping[str, str]) -> str:
        """Send a webhook; returns the body of the answer.

        Raises:
            ProtocolError: The answer is an error.
            ProviderError: There was no answer.
        """
        headers = {
            "X-Twilio-Signature": self._signature(url, form),
            "I-Twilio-Idempotency-Token": secrets.token_hex(16),
        }
        try:
            try:
                answer = await self._http.post(self._local(url), data=dict(form), headers=headers)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                answer = await self._http.post(self._local(url), data=dict(form), headers=headers)
        except httpx2.TimeoutException as trouble:
            raise ProviderError("webhook: no answer in time (11205)") from trouble
        except httpx2.HTTPError as trouble:
            raise ProviderError("webhook: no connection (11205)") from trouble
        if not answer.is_success:
            raise ProtocolError(f"webhook: status {answer.status_code} (11200)")
        return answer.text

    async def open_socket(self, url: str, *, closing_s: float = 1.0) -> ClientConnection:
        """Open the stream whose public address is ``url``, as plainly as the carrier does.

        Raises:
            OSError: No connection, or none in time.
            InvalidStatus: The agent refused the upgrade.
        """
        return await connect(
            self._local(url).replace("http", "ws", 1),
            additional_headers=self.socket_headers(url),
            compression=None,
            user_agent_header=None,
            proxy=None,
            ping_interval=None,
            open_timeout=self._settings.connect_timeout_s,
            close_timeout=closing_s,
        )

    def socket_headers(self, url: str) -> dict[str, str]:
        """Headers of the upgrade request for a stream."""
        return {"x-twilio-signature": self._signature(url, {})}

    def _signature(self, url: str, form: Mapping[str, str]) -> str:
        return str(self._validator.compute_signature(url, dict(form)))

    def _local(self, url: str) -> str:
        public, wanted = urlsplit(self._settings.public_url), urlsplit(url)
        if wanted.hostname != public.hostname:
            raise ProtocolError("instructions: an address that is not the agent's own")
        query = f"?{wanted.query}" if wanted.query else ""
        return f"{self._settings.local_url}{wanted.path}{query}"


def open_http(settings: CarrierSettings) -> httpx2.AsyncClient:
    """An HTTP client with the carrier's timeouts; to be closed by the caller."""
    timeout = httpx2.Timeout(settings.total_timeout_s, connect=settings.connect_timeout_s)
    # Loading the certificates of the world takes a while and a plain address needs none.
    verify = settings.local_url.startswith("https:")
    return httpx2.AsyncClient(timeout=timeout, trust_env=False, verify=verify)
