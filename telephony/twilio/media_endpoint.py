"""The websocket that Twilio opens for a call: who may speak on it, and that it ends well.

::

    upgrade ──signature──▶ accepted ──start, token──▶ the desk serves the call ──▶ closed 1000
       │ 403                  │ 1008                     │ 1008

The upgrade's signature is the same for every call, so it keeps strangers out and no more; the
one-time token in ``start`` is what binds a stream to its call, and the desk knows it.

Invariants: ``serve`` raises nothing but cancellation, whatever the socket sends and wherever it
dies, and leaves it closed; no audio is looked at before the token is.

Source: Twilio signs the upgrade with the wss URL and no fields (read in Twilio's own SDK for Python
agents); ``<Parameter>`` arrives in start.customParameters.
"""

from __future__ import annotations

import structlog
from starlette.websockets import WebSocket

from telephony.twilio.check_token import CHECK_PARAMETER, MARK_PREFIX, answer_check, is_check
from telephony.twilio.line import LineLimits, TwilioLine
from telephony.twilio.media_socket import POLICY_VIOLATION, StarletteSocket
from telephony.twilio.media_stream import Started
from telephony.twilio.settings import TwilioSettings
from telephony.twilio.signature import SIGNATURE_HEADER, check_signature
from telephony.twilio.twiml import TOKEN_PARAMETER
from voiceagent.errors import AuthenticationError, ProtocolError, VoiceAgentError
from voiceagent.ports import Clock, Desk

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class MediaEndpoint:
    """Serves media streams, each on its own."""

    def __init__(
        self, desk: Desk, settings: TwilioSettings, *, clock: Clock, limits: LineLimits
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._clock = clock
        self._limits = limits

    async def serve(self, websocket: WebSocket) -> None:
        """Carry one stream from its upgrade to its end."""
        signature = websocket.headers.get(SIGNATURE_HEADER)
        try:
            check_signature(self._settings.auth_token, self._settings.media_url, signature)
        except AuthenticationError as error:
            log.warning("stream refused", code=error.code, reason=str(error))
            await StarletteSocket(websocket).close(POLICY_VIOLATION)
            return
        try:
            await websocket.accept()
        except (RuntimeError, OSError):
            log.info("stream gone before it was accepted")
            return
        line = TwilioLine(StarletteSocket(websocket), self._limits)
        try:
            await self._carry(line)
        finally:
            await line.close()

    async def _carry(self, line: TwilioLine) -> None:
        try:
            started = await line.opened()
            with structlog.contextvars.bound_contextvars(call_sid=started.call_sid):
                await self._admit(line, started)
        except ProtocolError as error:
            log.warning("stream refused", code=error.code, reason=str(error))
            await line.refuse()
        except VoiceAgentError as error:
            log.error("stream failed", code=error.code, reason=str(error))
        except Exception:
            # One call's defect must not reach the server that carries the others.
            log.exception("stream failed", code="error")

    async def _admit(self, line: TwilioLine, started: Started) -> None:
        if started.account_sid != self._settings.account_sid:
            raise AuthenticationError("accountSid is not ours")
        question = started.parameters.get(CHECK_PARAMETER)
        if question is not None:
            await self._answer(line, question)
            return
        token = started.parameters.get(TOKEN_PARAMETER)
        if not token:
            raise AuthenticationError("token is missing")
        await self._desk.serve(line, call_sid=started.call_sid, token=token)

    async def _answer(self, line: TwilioLine, question: str) -> None:
        if not is_check(self._settings.auth_token, question, self._clock.now()):
            raise AuthenticationError("check is forged or old")
        await line.send_mark(MARK_PREFIX + answer_check(self._settings.auth_token, question))
