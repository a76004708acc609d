"""What Twilio asks us over HTTP, and our answers.

=====================  ===================================================================
POST voice             a call rings: open the stream, refuse, or fall back
POST status            a call's state; any order, any number of times
POST stream            a stream's state; logged
POST transfer          a transfer is over: back to the agent, or hang up
POST overflow          the overflow number has been rung: apologise where nobody answered
POST whisper[/answer]  the callee of a transfer: what it is about, and whether they take it
POST check             the proof that Twilio's way to us is open
WEBSOCKET media        the stream itself, see ``media_endpoint``
=====================  ===================================================================

A forged request gets 403, one that cannot be understood 400, an oversize one 413, and 503 when our
books cannot take it. A caller never hears an error: when the house cannot answer in time, the call
goes to the fallback.

Invariants: a repeated ``voice`` or ``transfer`` gets the first answer again (its token included,
which is good for one stream), so a replay opens no second call. No log holds a number.

Source: Twilio, Voice webhooks, ``<Dial action>`` (DialCallStatus, DialBridged), status callbacks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from telephony.twilio import twiml
from telephony.twilio.check_token import CHECK_PARAMETER, answer_check, is_check
from telephony.twilio.expiring_map import ExpiringMap
from telephony.twilio.forms import BodyTooLarge, read_form
from telephony.twilio.line import LineLimits
from telephony.twilio.media_endpoint import MediaEndpoint
from telephony.twilio.settings import (
    CHECK_PATH,
    MEDIA_PATH,
    OVERFLOW_PATH,
    STATUS_PATH,
    STREAM_STATUS_PATH,
    TRANSFER_PATH,
    VOICE_PATH,
    WHISPER_ANSWER_PATH,
    WHISPER_PATH,
    TwilioSettings,
)
from telephony.twilio.voice_fields import (
    read_dial_outcome,
    read_progress,
    read_ringing,
    read_stream_state,
)
from telephony.twilio.whispers import WhisperBook
from telephony.twilio.wire_fields import read_sid, read_text
from voiceagent.errors import AuthenticationError, ProtocolError, VoiceAgentError
from voiceagent.ports import Accepted, Clock, Desk, Refused

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Form = Mapping[str, str]
Handler = Callable[[Request, Form], Awaitable[Response]]
Decision = Callable[[], Awaitable[Accepted | Refused]]

_ANSWERS_TTL_S = 3_600.0
_ANSWERS_CAPACITY = 4_096


def build_router(
    desk: Desk,
    settings: TwilioSettings,
    *,
    clock: Clock,
    whispers: WhisperBook,
    limits: LineLimits | None = None,
) -> APIRouter:
    """Everything under ``/twilio``. ``whispers`` is shared with the carrier that transfers."""
    webhooks = Webhooks(desk, settings, clock=clock, whispers=whispers)
    media = MediaEndpoint(desk, settings, clock=clock, limits=limits or LineLimits())
    router = APIRouter(include_in_schema=False)
    for path, handler in webhooks.routes().items():
        router.add_api_route(path, _guarded(handler, path, settings), methods=["POST"])
    router.add_api_websocket_route(MEDIA_PATH, media.serve)
    return router


def _guarded(
    handler: Handler, path: str, settings: TwilioSettings
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            form = await read_form(request, path, settings)
            return await handler(request, form)
        except VoiceAgentError as error:
            status = _status_of(error)
            reason = str(error)
            log.warning("webhook refused", path=path, code=error.code, status=status, reason=reason)
            return PlainTextResponse(error.code, status_code=status)

    return endpoint


def _status_of(error: VoiceAgentError) -> int:
    match error:
        case AuthenticationError():
            return 403
        case BodyTooLarge():
            return 413
        case ProtocolError():
            return 400
        case _:
            return 503


class Webhooks:
    """The handlers, after the form has been read and found genuine."""

    def __init__(
        self, desk: Desk, settings: TwilioSettings, *, clock: Clock, whispers: WhisperBook
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._clock = clock
        self._whispers = whispers
        self._answers: ExpiringMap[asyncio.Task[str]] = ExpiringMap(
            clock, ttl_s=_ANSWERS_TTL_S, capacity=_ANSWERS_CAPACITY
        )

    def routes(self) -> Mapping[str, Handler]:
        """Each path with its handler."""
        return {
            VOICE_PATH: self.voice,
            STATUS_PATH: self.status,
            STREAM_STATUS_PATH: self.stream_status,
            TRANSFER_PATH: self.transfer_ended,
            OVERFLOW_PATH: self.overflow_ended,
            WHISPER_PATH: self.whisper,
            WHISPER_ANSWER_PATH: self.whisper_answer,
            CHECK_PATH: self.check,
        }

    async def voice(self, _request: Request, form: Form) -> Response:
        """A call asks to be taken."""
        call = read_ringing(form)
        key = f"voice/{call.call_sid}"
        return _xml(await self._answer_once(key, call.call_sid, lambda: self._desk.ringing(call)))

    async def status(self, _request: Request, form: Form) -> Response:
        """A call's state has changed."""
        await self._desk.progress(read_progress(form))
        return _done()

    async def stream_status(self, _request: Request, form: Form) -> Response:
        """A stream's state has changed; only trouble is worth a warning."""
        call_sid, state = read_sid(form, "CallSid"), read_stream_state(form)
        note = log.warning if state == "stream-error" else log.info
        note("stream state", call_sid=call_sid, state=state)
        return _done()

    async def transfer_ended(self, request: Request, form: Form) -> Response:
        """The human has been rung: the caller is served, or comes back to the agent."""
        call_sid = read_sid(form, "CallSid")
        outcome = read_dial_outcome(form, accepted=self._whispers.accepted(call_sid))
        self._whispers.drop(call_sid)
        log.info("transfer ended", call_sid=call_sid, answered=outcome.answered, state=outcome.code)
        ended = self._desk.transfer_ended
        # One call can be transferred twice; each attempt has its own leg.
        attempt = form.get("DialCallSid") or request.headers.get("I-Twilio-Idempotency-Token", "")
        return _xml(
            await self._answer_once(
                f"transfer/{call_sid}/{attempt}",
                call_sid,
                lambda: ended(call_sid, answered=outcome.answered, code=outcome.code),
            )
        )

    async def overflow_ended(self, _request: Request, form: Form) -> Response:
        """The overflow number has been rung."""
        outcome = read_dial_outcome(form, accepted=None)
        return _xml(twiml.hang_up() if outcome.answered else twiml.apology(self._settings))

    async def whisper(self, request: Request, _form: Form) -> Response:
        """The callee of a transfer has picked up."""
        key = read_text(request.query_params, "id", limit=64)
        answer_url = f"{self._settings.url(WHISPER_ANSWER_PATH)}?{request.url.query}"
        return _xml(twiml.whisper(self._settings, self._whispers.summary(key), answer_url))

    async def whisper_answer(self, request: Request, form: Form) -> Response:
        """The callee has pressed a key."""
        if form.get("Digits") != twiml.ACCEPT_DIGIT:
            return _xml(twiml.hang_up())
        call_sid = self._whispers.accept(read_text(request.query_params, "id", limit=64))
        if call_sid is not None:
            await self._tell_answered(call_sid)
        return _xml(twiml.bridge())

    async def _tell_answered(self, call_sid: str) -> None:
        """Whatever our books say to it, the two are to be connected."""
        try:
            async with asyncio.timeout(self._settings.answer_timeout_s):
                await self._desk.human_answered(call_sid)
        except (VoiceAgentError, TimeoutError):
            log.warning("a transfer's answer could not be noted", call_sid=call_sid)

    async def check(self, _request: Request, form: Form) -> Response:
        """Prove that we hold the same auth token as whoever asks."""
        question = read_text(form, CHECK_PARAMETER)
        if not is_check(self._settings.auth_token, question, self._clock.now()):
            raise AuthenticationError("check is forged or old")
        return PlainTextResponse(answer_check(self._settings.auth_token, question))

    async def _answer_once(self, key: str, call_sid: str, decide: Decision) -> str:
        task = self._answers.get(key)
        if task is None:
            task = asyncio.ensure_future(self._answer(key, call_sid, decide))
            self._answers.put(key, task)
        # Shielded: a request that Twilio gives up must not spoil the answer for its repetition.
        return await asyncio.shield(task)

    async def _answer(self, key: str, call_sid: str, decide: Decision) -> str:
        try:
            async with asyncio.timeout(self._settings.answer_timeout_s):
                decision = await decide()
        except (VoiceAgentError, TimeoutError) as error:
            code = error.code if isinstance(error, VoiceAgentError) else "deadline"
            log.error("call not answered", call_sid=call_sid, code=code)
        except Exception:
            # Whatever is broken in here, the caller must still reach somebody.
            log.exception("call not answered", call_sid=call_sid, code="error")
        else:
            return self._instructions(decision)
        self._answers.drop(key)
        return twiml.fallback(self._settings)

    def _instructions(self, decision: Accepted | Refused) -> str:
        match decision:
            case Accepted(token):
                return twiml.connect_stream(self._settings, token)
            case Refused(_, sentence, overflow):
                return twiml.refusal(self._settings, sentence, overflow)


def _xml(document: str) -> Response:
    return Response(document, media_type="application/xml")


def _done() -> Response:
    return Response(status_code=204)
