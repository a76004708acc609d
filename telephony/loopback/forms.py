"""The fields of the carrier's webhooks, as Twilio names them.

Source: Twilio, voice webhook parameters, status callbacks, ``<Stream statusCallback>``, ``<Dial
action>``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from secrets import token_hex

WITHHELD = "+266696687"
"""What Twilio gives for a number that is withheld: ANONYMOUS on a keypad."""


def call_form(
    call_sid: str, account_sid: str, *, caller: str, called: str, status: str
) -> dict[str, str]:
    """What every webhook of a call carries; ``caller`` is empty when withheld."""
    number = caller or WITHHELD
    return {
        "CallSid": call_sid,
        "AccountSid": account_sid,
        "From": number,
        "Caller": number,
        "To": called,
        "Called": called,
        "CallStatus": status,
        "Direction": "inbound",
        "ApiVersion": "2010-04-01",
    }


def result_fields(duration_ms: int) -> dict[str, str]:
    """What the last status callback of a call adds; an inbound call has only this one."""
    return {
        "CallDuration": str(round(duration_ms / 1000)),
        "Duration": str(-(-duration_ms // 60_000)),
        "Timestamp": format_datetime(datetime.now(UTC)),
        "SequenceNumber": "0",
        "CallbackSource": "call-progress-events",
    }


def stream_fields(stream_sid: str, name: str, event: str) -> dict[str, str]:
    """What a stream's status callback adds."""
    return {
        "StreamSid": stream_sid,
        "StreamName": name,
        "StreamEvent": event,
        "Timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
    }


def dial_fields(lasted_ms: float, *, bridged: bool) -> dict[str, str]:
    """What the action of a ``<Dial>`` is told."""
    return {
        "DialCallStatus": "completed" if bridged else "no-answer",
        "DialBridged": "true" if bridged else "false",
        "DialCallSid": "CA" + token_hex(16),
        "DialCallDuration": str(round(lasted_ms / 1000)),
    }
