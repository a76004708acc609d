"""Reads the fields of voice webhooks into our own values.

Source: Twilio, TwiML voice request parameters; status callbacks (CallStatus, SequenceNumber,
CallDuration); ``<Dial action>`` (DialCallStatus, DialBridged). A withheld number comes as a word
spelt on a keypad: +266696687 is ANONYMOUS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from telephony.twilio.wire_fields import NOT_GIVEN, read_counter, read_sid, read_text
from voiceagent.errors import ProtocolError
from voiceagent.ports import CallProgress, RingingCall

E164 = re.compile(r"\+[1-9][0-9]{6,14}")

# ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE on the keys of a telephone.
_WITHHELD = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})

_STATES: Mapping[str, str] = {
    "queued": "queued",
    "initiated": "queued",
    "ringing": "ringing",
    "in-progress": "in-progress",
    "answered": "in-progress",
    "completed": "completed",
    "busy": "busy",
    "failed": "failed",
    "no-answer": "no-answer",
    "canceled": "canceled",
}
_STREAM_STATES = frozenset({"stream-started", "stream-stopped", "stream-error"})
_DIAL_STATES = frozenset({"completed", "answered", "busy", "no-answer", "failed", "canceled"})
_MAX_ADDRESS = 256

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DialOutcome:
    """How ringing a human ended; ``code`` is one of Twilio's DialCallStatus values."""

    answered: bool
    code: str


def read_ringing(form: Form) -> RingingCall:
    """A call that asks to be taken.

    Raises:
        ProtocolError: A field is missing or not what it should be.
    """
    direction = read_text(form, "Direction")
    sender = form.get("From") or ""
    receiver = read_text(form, "To", limit=_MAX_ADDRESS)
    call_sid = read_sid(form, "CallSid")
    if direction.startswith("outbound"):
        return RingingCall(call_sid, _number(receiver), sender[:_MAX_ADDRESS], "outbound")
    if direction != "inbound":
        raise ProtocolError("Direction is not known")
    return RingingCall(call_sid, _number(sender), receiver, "inbound")


def _number(address: str) -> str | None:
    if address in _WITHHELD or E164.fullmatch(address) is None:
        return None
    return address


def read_progress(form: Form) -> CallProgress:
    """A call's state.

    Raises:
        ProtocolError: A field is missing, or the state is none that we know.
    """
    state = _STATES.get(read_text(form, "CallStatus"))
    if state is None:
        raise ProtocolError("CallStatus is not known")
    duration_s = read_counter(form, "CallDuration")
    return CallProgress(
        call_sid=read_sid(form, "CallSid"),
        state=state,
        sequence=read_counter(form, "SequenceNumber"),
        duration_s=None if duration_s == NOT_GIVEN else duration_s,
    )


def read_stream_state(form: Form) -> str:
    """A stream's state.

    Raises:
        ProtocolError: None that we know.
    """
    state = read_text(form, "StreamEvent")
    if state not in _STREAM_STATES:
        raise ProtocolError("StreamEvent is not known")
    return state


def read_dial_outcome(form: Form, *, accepted: bool | None) -> DialOutcome:
    """How ringing a human ended.

    A callee who hangs up on the whisper counts as ``completed`` at Twilio, so that word alone does
    not mean that the two have spoken: DialBridged says so, and where it is absent, ``accepted``:
    whether the callee pressed the key, or None where they had not to.

    Raises:
        ProtocolError: DialCallStatus is missing or not known.
    """
    state = read_text(form, "DialCallStatus")
    if state not in _DIAL_STATES:
        raise ProtocolError("DialCallStatus is not known")
    if state not in ("completed", "answered"):
        return DialOutcome(False, state)
    match form.get("DialBridged"):
        case "true":
            answered = True
        case "false":
            answered = False
        case _:
            answered = accepted is not False
    return DialOutcome(answered, state if answered else "no-answer")
