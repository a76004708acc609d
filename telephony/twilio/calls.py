"""Call control at Twilio: hang up, transfer, place a call.

A hang-up of a call that is gone has reached its aim. A transfer sends the caller to a human by new
instructions; the stream gets its ``stop``, and the outcome comes to our transfer webhook, which
brings the caller back when nobody answered. A call is placed once: when the answer is lost, the
error says so and nobody dials again without looking.

Source: Twilio, Calls resource (Status, Twiml, Timeout, TimeLimit, StatusCallbackEvent); errors
20404 (there is no such call) and 21220 (the call is not in progress).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

import structlog

from telephony.twilio import twiml
from telephony.twilio.rest import TwilioRefused, TwilioRest
from telephony.twilio.settings import STATUS_PATH, VOICE_PATH, WHISPER_PATH, TwilioSettings
from telephony.twilio.voice_fields import E164
from telephony.twilio.whispers import WhisperBook
from telephony.twilio.wire_fields import read_sid
from voiceagent.errors import DeadlineExceeded, ProtocolError, ProviderError

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_ALREADY_ENDED = frozenset({20404, 21220})
_NOT_FOUND = 404
_MAX_TWIML = 4_000
_NAME = re.compile(r"[A-Za-z0-9_\-]{1,64}")
_STATUS_EVENTS = ("initiated", "ringing", "answered", "completed")


class TwilioCarrier:
    """A ``Carrier``, and the placing of calls."""

    def __init__(self, rest: TwilioRest, settings: TwilioSettings, whispers: WhisperBook) -> None:
        self._rest = rest
        self._settings = settings
        self._whispers = whispers

    async def hang_up(self, call_sid: str) -> None:
        """See ``Carrier``. Its errors are retryable: hanging up twice is hanging up."""
        _require(_NAME, call_sid, "the call's name")
        fields = [("Status", "completed")]
        try:
            await self._rest.post("Calls", call_sid, fields=fields, repeatable=True)
        except TwilioRefused as refused:
            if refused.status != _NOT_FOUND and refused.number not in _ALREADY_ENDED:
                raise
            log.info("call had ended already", call_sid=call_sid, code=refused.code)

    async def transfer(self, call_sid: str, *, target: str, summary: str) -> None:
        """See ``Carrier``. On an error the caller is still with the agent."""
        _require(_NAME, call_sid, "the call's name")
        _require(E164, target, "the transfer's target")
        key = self._whispers.put(call_sid, summary)
        whisper_url = f"{self._settings.url(WHISPER_PATH)}?{urlencode({'id': key})}"
        document = twiml.transfer(self._settings, target, whisper_url)
        if len(document) > _MAX_TWIML:
            raise ProviderError("the instructions are longer than the carrier takes")
        try:
            await self._rest.post("Calls", call_sid, fields=[("Twiml", document)])
        except DeadlineExceeded:
            raise  # it may be done all the same, and then the human asks for the whisper
        except ProviderError:
            self._whispers.drop(call_sid)
            raise

    async def place_call(self, target: str, *, attempt_id: str) -> str:
        """Ring ``target`` (E.164) once and have it answered by our voice webhook.

        Args:
            target: Whom to ring.
            attempt_id: Our own name for this attempt; it comes back in the query of the voice and
                status webhooks, so that a call whose answer was lost can be recognised.

        Returns:
            The carrier's name for the call.

        Raises:
            ProviderError: Not placed, or not known to be; ``retryable`` only where it certainly
                was not placed.
        """
        _require(E164, target, "the number to call")
        _require(E164, self._settings.from_number, "our own number")
        _require(_NAME, attempt_id, "the attempt's name")
        query = urlencode({"attempt": attempt_id})
        fields = [
            ("To", target),
            ("From", self._settings.from_number),
            ("Url", f"{self._settings.url(VOICE_PATH)}?{query}"),
            ("Method", "POST"),
            ("Timeout", str(self._settings.ring_timeout_s)),
            ("TimeLimit", str(self._settings.time_limit_s)),
            ("StatusCallback", f"{self._settings.url(STATUS_PATH)}?{query}"),
            ("StatusCallbackMethod", "POST"),
            *(("StatusCallbackEvent", event) for event in _STATUS_EVENTS),
        ]
        return _call_sid(await self._rest.post("Calls", fields=fields))


def _require(pattern: re.Pattern[str], value: str, what: str) -> None:
    if pattern.fullmatch(value) is None:
        raise ProviderError(f"{what} has not the form that the carrier takes")


def _call_sid(answer: Mapping[str, object]) -> str:
    try:
        return read_sid(answer, "sid")
    except ProtocolError:
        raise ProviderError("the carrier placed a call without naming it") from None
