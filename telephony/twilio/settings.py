"""What the operator tells us about the Twilio account and our public address, as plain values.

The public URL is the one literal that TwiML, signature checks and the number's configuration share:
it is never taken from a request's Host or X-Forwarded headers.

Source: Twilio, ``<Stream>`` (wss on port 443, no query string); webhook security (the signature is
over the exact public URL).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from voiceagent.errors import ConfigurationError

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

VOICE_PATH = "/twilio/voice"
STATUS_PATH = "/twilio/status"
STREAM_STATUS_PATH = "/twilio/stream"
TRANSFER_PATH = "/twilio/transfer"
OVERFLOW_PATH = "/twilio/overflow"
WHISPER_PATH = "/twilio/whisper"
WHISPER_ANSWER_PATH = "/twilio/whisper/answer"
CHECK_PATH = "/twilio/check"
MEDIA_PATH = "/twilio/media"

MAX_RING_TIMEOUT_S = 600


@dataclass(frozen=True, slots=True)
class TwilioSettings:
    """One Twilio account and how we are reached from it.

    Attributes:
        account_sid: The account, ``AC…``.
        auth_token: Its primary auth token: signs webhooks, opens the REST API.
        public_url: Where Twilio reaches this service: https, no query, no trailing slash. Plain
            http is for a simulated carrier on this machine. A path in it is for a proxy, which
            must take it away: ``<public_url>/twilio/voice`` arrives here as ``/twilio/voice``.
        from_number: Our number in E.164, shown to those we call.
        fallback_number: Rung when the agent cannot answer, or None.
        fallback_sentence: Said when the agent cannot answer and there is no fallback number.
        ring_timeout_s: How long a human or a lead is rung. Longer than 30 s and voicemail answers.
        answer_timeout_s: How long the house may think about a webhook; Twilio waits 15 s.
        rest_timeout_s: How long a REST request may take, all attempts together.
        rest_url: Where the REST API is.
        time_limit_s: Longest call that we place.
        language: The language of sentences that Twilio says for us.
        voice: The voice that says them; Twilio's default one does not speak every language.
        max_body_bytes: Longest webhook body that we read.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    public_url: str
    from_number: str = ""
    fallback_number: str | None = None
    fallback_sentence: str = (
        "Vi får dessverre ikke tatt samtalen akkurat nå. Prøv gjerne igjen om litt. Ha det bra."
    )
    ring_timeout_s: int = 25
    answer_timeout_s: float = 8.0
    rest_timeout_s: float = 10.0
    rest_url: str = "https://api.twilio.com"
    time_limit_s: int = 3_600
    language: str = "nb-NO"
    voice: str = "Polly.Ida-Neural"
    max_body_bytes: int = 65_536

    def __post_init__(self) -> None:
        if not self.account_sid or not self.auth_token:
            raise ConfigurationError("the Twilio account and its auth token must both be set")
        if not 1 <= self.ring_timeout_s <= MAX_RING_TIMEOUT_S:
            raise ConfigurationError("the ring timeout must lie between 1 and 600 seconds")
        _require_public(self.public_url)

    def url(self, path: str) -> str:
        """The public address of one of our webhooks."""
        return self.public_url + path

    @property
    def media_url(self) -> str:
        """The public address of the media websocket: wss, or ws for a carrier on this machine."""
        # https → wss, http → ws
        return "ws" + self.public_url.removeprefix("http") + MEDIA_PATH


def _require_public(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ConfigurationError("the public URL is not a URL") from None
    local = parts.scheme == "http" and host in LOCAL_HOSTS
    if not host or not (parts.scheme == "https" or local):
        raise ConfigurationError("the public URL must be https with a host name")
    if parts.query or parts.fragment or parts.username is not None or url.endswith("/"):
        raise ConfigurationError(
            "the public URL must have no query, no fragment, no user and no slash at its end"
        )
