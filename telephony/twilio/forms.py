"""Reads a webhook: a signed form from our own account, or an error that says who is at fault.

Checked in the order of their cost: the size, the kind of body, the signature, the account. Nothing
in a body is believed before the signature holds.

Source: Twilio posts ``application/x-www-form-urlencoded``; parameters can occur more than once and
all of them are signed.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from telephony.twilio.settings import TwilioSettings
from telephony.twilio.signature import SIGNATURE_HEADER, check_signature
from voiceagent.errors import AuthenticationError, ProtocolError

FORM_TYPE = "application/x-www-form-urlencoded"
_MAX_FIELDS = 200


class BodyTooLarge(ProtocolError):  # noqa: N818 - reads as the fact that it states
    """The body is longer than any webhook's."""


async def read_form(request: Request, path: str, settings: TwilioSettings) -> Mapping[str, str]:
    """The fields of a webhook that was sent to ``path`` of our public URL; first values win.

    Raises:
        BodyTooLarge: Longer than ``max_body_bytes``.
        AuthenticationError: Not signed by Twilio, or of another account.
        ProtocolError: Not a form, or broken off.
    """
    body = await _read_body(request, settings)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise ProtocolError("the body is not a form")
    pairs = _parse(body)
    query = request.scope.get("query_string", b"").decode("latin-1")
    url = settings.url(path) + (f"?{query}" if query else "")
    signature = request.headers.get(SIGNATURE_HEADER)
    check_signature(settings.auth_token, url, signature, fields=pairs)
    fields = dict(reversed(pairs))
    given = fields.get("AccountSid", "").encode()
    if not hmac.compare_digest(given, settings.account_sid.encode()):
        raise AuthenticationError("AccountSid is not ours")
    return fields


async def _read_body(request: Request, settings: TwilioSettings) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(settings.answer_timeout_s):
            async for chunk in request.stream():
                body += chunk
                if len(body) > settings.max_body_bytes:
                    raise BodyTooLarge("the body is too long")
    except (TimeoutError, ClientDisconnect):
        raise ProtocolError("the body broke off") from None
    return bytes(body)


def _parse(body: bytes) -> list[tuple[str, str]]:
    try:
        text = body.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError:
        raise ProtocolError("the body is not a form") from None
