"""Reads what a peer wrote, field by field: a value of the promised type, or ProtocolError.

The fields are those of a JSON object or of a posted form.

Invariants: nothing but :class:`ProtocolError` leaves this module whatever the input, and no message
quotes the input. Text that cannot be encoded (lone surrogates) is refused here, so that nobody
after us stumbles over it.

Source: Twilio, Media Streams websocket messages: numbers are mostly strings ("sequenceNumber").
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NoReturn, cast

from voiceagent.errors import ProtocolError

NOT_GIVEN = -1
"""What a counter reads as when the peer left it out."""

_SID = re.compile(r"[A-Za-z0-9_.\-]{1,64}", re.ASCII)
_MAX_DIGITS = 15


def read_object(text: str | bytes, *, limit_bytes: int) -> Mapping[str, object]:
    """Parse one JSON object.

    Raises:
        ProtocolError: Too long, not UTF-8, not JSON, or not an object.
    """
    if len(text) > limit_bytes:
        raise ProtocolError(f"message is longer than {limit_bytes} bytes")
    try:
        decoded = text.decode() if isinstance(text, bytes) else text
        value = _DECODER.decode(decoded)
    except (ValueError, RecursionError):
        # ValueError covers bad JSON, bad UTF-8 and integers of thousands of digits.
        raise ProtocolError("message is not JSON") from None
    if not isinstance(value, dict):
        raise ProtocolError("message is not a JSON object")
    return cast(Mapping[str, object], value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


# Made once: json.loads with an option would make one for every message.
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def read_part(fields: Mapping[str, object], name: str) -> Mapping[str, object]:
    """The object in field ``name``."""
    value = fields.get(name)
    if not isinstance(value, dict):
        raise ProtocolError(f"{name} is not an object")
    return cast(Mapping[str, object], value)


def read_text(fields: Mapping[str, object], name: str, *, limit: int = 512) -> str:
    """The text in field ``name``, at most ``limit`` characters."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise ProtocolError(f"{name} is not text")
    if len(value) > limit:
        raise ProtocolError(f"{name} is longer than {limit} characters")
    if not is_encodable(value):
        raise ProtocolError(f"{name} is not Unicode text")
    return value


def read_sid(fields: Mapping[str, object], name: str) -> str:
    """An identifier: letters, digits, ``_``, ``.`` and ``-``, at most 64 of them."""
    value = fields.get(name)
    if not isinstance(value, str) or _SID.fullmatch(value) is None:
        raise ProtocolError(f"{name} is not an identifier")
    return value


def read_counter(fields: Mapping[str, object], name: str) -> int:
    """A whole number ≥ 0, written as a number or as text; ``NOT_GIVEN`` where it is absent."""
    value = fields.get(name)
    match value:
        case None:
            return NOT_GIVEN
        case bool():
            pass
        case int() if 0 <= value < 10**_MAX_DIGITS:
            return value
        case str() if value.isascii() and value.isdigit() and len(value) <= _MAX_DIGITS:
            return int(value)
        case _:
            pass
    raise ProtocolError(f"{name} is not a whole number")


def is_encodable(text: str) -> bool:
    """Whether ``text`` has a UTF-8 form."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
