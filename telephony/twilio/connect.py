"""Points a telephone number at this service, after proving that the way to it is open.

::

    number      is it on the account?
    webhook     does a signed request to the public URL reach this service, and no other?
    forgery     does the service turn away one with a wrong signature?
    stream      does a signed upgrade open a websocket to this service?
    pointed     do the number's webhooks lead here, as read back from Twilio?

The way is proven first: a live number is never pointed at a service that does not answer. Each
check is made as Twilio would make it, through the public URL, and answered with a code that only a
holder of the auth token can compute (see ``check_token``).

What is not proven: that Twilio itself spells the URL and signs as we do here; only the first real
call shows that.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
from websockets.asyncio.client import connect as open_websocket
from websockets.exceptions import InvalidHandshake, InvalidURI, WebSocketException

from telephony.twilio.check_token import CHECK_PARAMETER, MARK_PREFIX, answer_check, make_check
from telephony.twilio.media_stream import PlaceMark
from telephony.twilio.media_stream_peer import StreamWriter, decode_order
from telephony.twilio.rest import TwilioRest
from telephony.twilio.settings import CHECK_PATH, STATUS_PATH, VOICE_PATH, TwilioSettings
from telephony.twilio.signature import SIGNATURE_HEADER, sign
from telephony.twilio.voice_fields import E164
from voiceagent.errors import ProtocolError, ProviderError
from voiceagent.ports import Clock

_TIMEOUT_S = 10.0
_CHECK_CALL = "CAcheck"
_CHECK_STREAM = "MZcheck"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried; ``why`` says what was found, for a person to read."""

    name: str
    ok: bool
    why: str


async def connect_number(
    settings: TwilioSettings, number: str, *, rest: TwilioRest, clock: Clock
) -> tuple[Check, ...]:
    """Prove the way back, then point ``number`` (E.164) here; stops at the first failure.

    Returns:
        The checks that were made, in order. The number was changed only when all before
        ``pointed`` are ok.
    """
    checks = [await _check_number(rest, number)]
    if checks[-1].ok:
        checks += await prove_way_back(settings, clock=clock)
    if all(check.ok for check in checks):
        checks.append(await _check_pointed(rest, settings, number))
    return tuple(checks)


async def prove_way_back(settings: TwilioSettings, *, clock: Clock) -> tuple[Check, ...]:
    """The checks that need no account: webhook, forgery and stream."""
    async with httpx2.AsyncClient(timeout=_TIMEOUT_S) as client:
        return (
            await _named("webhook", lambda: _reach_webhook(client, settings, clock)),
            await _named("forgery", lambda: _forge_webhook(client, settings, clock)),
            await _named("stream", lambda: _open_stream(settings, clock)),
        )


async def find_number(rest: TwilioRest, number: str) -> str | None:
    """Twilio's name for a number of the account; None when it is not there.

    Raises:
        ProviderError: Twilio refused, or did not answer.
    """
    answer = await rest.get("IncomingPhoneNumbers", query=[("PhoneNumber", number)])
    numbers = answer.get("incoming_phone_numbers")
    for one in numbers if isinstance(numbers, list) else []:
        # Twilio matches parts of numbers, too.
        if isinstance(one, dict) and one.get("phone_number") == number:
            sid = one.get("sid")
            return sid if isinstance(sid, str) else None
    return None


async def point_number(rest: TwilioRest, settings: TwilioSettings, number_sid: str) -> bool:
    """Lead a number's webhooks to us; True when Twilio says that they do now.

    Raises:
        ProviderError: Twilio refused, or did not answer.
    """
    wanted = {
        "VoiceUrl": settings.url(VOICE_PATH),
        "VoiceMethod": "POST",
        "StatusCallback": settings.url(STATUS_PATH),
        "StatusCallbackMethod": "POST",
    }
    answer = await rest.post(
        "IncomingPhoneNumbers", number_sid, fields=list(wanted.items()), repeatable=True
    )
    return (
        answer.get("voice_url") == wanted["VoiceUrl"]
        and answer.get("status_callback") == wanted["StatusCallback"]
    )


# ---------------------------------------------------------------- the checks


async def _named(name: str, attempt: Callable[[], Awaitable[str]]) -> Check:
    """A check from what raises with the reason, or returns with what was found."""
    try:
        return Check(name, True, await attempt())
    except (ProtocolError, ProviderError) as error:
        return Check(name, False, str(error))
    except (httpx2.TimeoutException, TimeoutError):
        return Check(name, False, "no answer in time; is the service running and reachable?")
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        return Check(name, False, f"not reached: {type(error).__name__}")


async def _check_number(rest: TwilioRest, number: str) -> Check:
    async def attempt() -> str:
        if E164.fullmatch(number) is None:
            raise ProtocolError("the number must be written in full, as in +4721000000")
        if await find_number(rest, number) is None:
            raise ProtocolError("the account has no such number")
        return "the number is on the account"

    return await _named("number", attempt)


async def _check_pointed(rest: TwilioRest, settings: TwilioSettings, number: str) -> Check:
    async def attempt() -> str:
        sid = await find_number(rest, number)
        if sid is None or not await point_number(rest, settings, sid):
            raise ProtocolError("Twilio did not take the new webhooks")
        return f"calls go to {settings.url(VOICE_PATH)}"

    return await _named("pointed", attempt)


async def _reach_webhook(client: httpx2.AsyncClient, settings: TwilioSettings, clock: Clock) -> str:
    question = make_check(settings.auth_token, clock.now())
    response = await _post_check(client, settings, question, settings.auth_token)
    if response.status_code == 403:
        raise ProtocolError(
            "the service refused our signature: it must run with the same auth token and public URL"
        )
    if response.status_code != 200:
        raise ProtocolError(f"the public URL answered {response.status_code}")
    if response.text != answer_check(settings.auth_token, question):
        raise ProtocolError("something answered at the public URL, but not this service")
    return "a signed webhook reached the service"


async def _forge_webhook(client: httpx2.AsyncClient, settings: TwilioSettings, clock: Clock) -> str:
    question = make_check(settings.auth_token, clock.now())
    response = await _post_check(client, settings, question, "somebody else's token")
    if response.status_code != 403:
        raise ProtocolError(f"a forged webhook was answered {response.status_code} and not 403")
    return "a forged webhook was turned away"


async def _post_check(
    client: httpx2.AsyncClient, settings: TwilioSettings, question: str, auth_token: str
) -> httpx2.Response:
    url = settings.url(CHECK_PATH)
    fields = {"AccountSid": settings.account_sid, CHECK_PARAMETER: question}
    signature = sign(auth_token, url, fields.items())
    return await client.post(url, data=fields, headers={SIGNATURE_HEADER: signature})


async def _open_stream(settings: TwilioSettings, clock: Clock) -> str:
    question = make_check(settings.auth_token, clock.now())
    writer = StreamWriter(
        _CHECK_STREAM, _CHECK_CALL, settings.account_sid, {CHECK_PARAMETER: question}
    )
    wanted = MARK_PREFIX + answer_check(settings.auth_token, question)
    async with asyncio.timeout(_TIMEOUT_S), _websocket(settings) as (send, receive):
        await send(writer.connected())
        await send(writer.started())
        answer = decode_order(await receive())
    if not isinstance(answer, PlaceMark) or answer.name != wanted:
        raise ProtocolError("a websocket opened at the public URL, but not to this service")
    return "a signed stream opened and was answered"


Send = Callable[[str], Awaitable[None]]
Receive = Callable[[], Awaitable[str | bytes]]


@asynccontextmanager
async def _websocket(settings: TwilioSettings) -> AsyncIterator[tuple[Send, Receive]]:
    url = settings.media_url
    headers = {SIGNATURE_HEADER: sign(settings.auth_token, url)}
    try:
        async with open_websocket(url, additional_headers=headers, compression=None) as socket:
            yield socket.send, socket.recv
    except (InvalidHandshake, InvalidURI):
        raise ProtocolError("the public URL did not open a websocket") from None
    except WebSocketException:
        raise ProtocolError("the websocket closed without an answer") from None
