"""The wire of Twilio Media Streams as values, from our side of a ``<Connect><Stream>``.

::

    Twilio → us   connected · start · (media | dtmf | mark)* · stop
    us → Twilio   (media | mark | clear)*, from ``start`` on

Pure: text in, frozen values out, and back. It judges one message at a time and keeps no state:
what is late, repeated or out of order is told by ``sequence``, ``chunk`` and ``timestamp_ms``, and
settled by the line. An event we do not know is a value too (:class:`Unknown`), never an error, so
that a new kind of message cannot end a call.

Invariants: :func:`decode` gives a :data:`StreamMessage` or raises ProtocolError, whatever comes
in; a value that was encoded by either side decodes to an equal value on the other.

Source: Twilio, Media Streams websocket messages (fields; counters are text; only mediaFormat holds
numbers; µ-law at 8 000 Hz, mono, without a header).
"""

from __future__ import annotations

import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from telephony.twilio.wire_fields import (
    is_encodable,
    read_counter,
    read_object,
    read_part,
    read_sid,
    read_text,
)
from voiceagent.errors import ProtocolError

MAX_MESSAGE_BYTES = 65_536
"""Longest message we look at: 6 s of audio in one piece, where 20 ms are usual."""

MAX_PARAMETERS = 32
DIGITS = frozenset("0123456789*#ABCD")

ENCODING = "audio/x-mulaw"
SAMPLE_RATE_HZ = 8_000
CHANNELS = 1

# ---------------------------------------------------------------- from Twilio


@dataclass(frozen=True, slots=True)
class Connected:
    """The first message on a socket; it does not yet say whose call it is."""

    protocol: str = "Call"
    version: str = "1.0.0"


@dataclass(frozen=True, slots=True)
class Started:
    """The stream's identity. ``parameters`` are the ``<Parameter>`` pairs of our own TwiML."""

    stream_sid: str
    call_sid: str
    account_sid: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    tracks: tuple[str, ...] = ("inbound",)
    sequence: int = 1


@dataclass(frozen=True, slots=True)
class Media:
    """Audio from the caller: µ-law bytes, 8 000 Hz mono, of any length.

    ``chunk`` counts from 1 per track and ``timestamp_ms`` from the start of the stream; both are
    -1 where the peer gave none.
    """

    stream_sid: str
    ulaw: bytes
    chunk: int = -1
    timestamp_ms: int = -1
    track: str = "inbound"
    sequence: int = -1


@dataclass(frozen=True, slots=True)
class Dtmf:
    """A telephone key, one of :data:`DIGITS`."""

    stream_sid: str
    digit: str
    sequence: int = -1


@dataclass(frozen=True, slots=True)
class MarkEchoed:
    """A mark of ours came back: played, or flushed by a clear."""

    stream_sid: str
    name: str
    sequence: int = -1


@dataclass(frozen=True, slots=True)
class Stopped:
    """The stream is over: the caller hung up, or the call was sent elsewhere."""

    stream_sid: str
    call_sid: str
    account_sid: str
    sequence: int = -1


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event that this code does not know. ``event`` is cut to 32 characters."""

    event: str


StreamMessage = Connected | Started | Media | Dtmf | MarkEchoed | Stopped | Unknown

# ---------------------------------------------------------------- to Twilio


@dataclass(frozen=True, slots=True)
class PlayAudio:
    """µ-law bytes, 8 000 Hz mono, to be queued and played in order."""

    stream_sid: str
    ulaw: bytes


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A request to be told when everything queued so far has been played."""

    stream_sid: str
    name: str


@dataclass(frozen=True, slots=True)
class ClearAudio:
    """An order to drop what is queued; all pending marks come back at once."""

    stream_sid: str


StreamOrder = PlayAudio | PlaceMark | ClearAudio


def encode(order: StreamOrder) -> str:
    """The text frame that carries ``order`` to Twilio."""
    return json.dumps(_order_body(order), separators=(",", ":"))


def _order_body(order: StreamOrder) -> Mapping[str, object]:
    match order:
        case PlayAudio(stream_sid, ulaw):
            return _message("media", stream_sid, media={"payload": encode_audio(ulaw)})
        case PlaceMark(stream_sid, name):
            return _message("mark", stream_sid, mark={"name": name})
        case ClearAudio(stream_sid):
            return _message("clear", stream_sid)


def _message(event: str, stream_sid: str, **parts: Mapping[str, str]) -> Mapping[str, object]:
    return {"event": event, "streamSid": stream_sid, **parts}


# ---------------------------------------------------------------- reading


def decode(text: str | bytes) -> StreamMessage:
    """Read one message from Twilio.

    Raises:
        ProtocolError: Longer than ``MAX_MESSAGE_BYTES``, not a JSON object, a missing field or one
            of the wrong type, audio that is not base64, or a format other than µ-law 8 000 Hz mono.
    """
    fields = read_object(text, limit_bytes=MAX_MESSAGE_BYTES)
    event = read_text(fields, "event")
    reader = _READERS.get(event)
    return Unknown(event[:32]) if reader is None else reader(fields)


def _read_connected(fields: Mapping[str, object]) -> Connected:
    return Connected(protocol=read_text(fields, "protocol"), version=read_text(fields, "version"))


def _read_start(fields: Mapping[str, object]) -> Started:
    start = read_part(fields, "start")
    _require_our_format(read_part(start, "mediaFormat"))
    return Started(
        stream_sid=read_sid(start, "streamSid"),
        call_sid=read_sid(start, "callSid"),
        account_sid=read_sid(start, "accountSid"),
        parameters=_read_parameters(start),
        tracks=_read_tracks(start),
        sequence=read_counter(fields, "sequenceNumber"),
    )


def _require_our_format(media_format: Mapping[str, object]) -> None:
    if media_format.get("encoding") != ENCODING:
        raise ProtocolError("mediaFormat.encoding is not µ-law")
    if read_counter(media_format, "sampleRate") != SAMPLE_RATE_HZ:
        raise ProtocolError("mediaFormat.sampleRate is not 8000")
    if read_counter(media_format, "channels") != CHANNELS:
        raise ProtocolError("mediaFormat.channels is not 1")


def _read_parameters(start: Mapping[str, object]) -> Mapping[str, str]:
    if start.get("customParameters") is None:
        return {}
    parameters = read_part(start, "customParameters")
    if len(parameters) > MAX_PARAMETERS:
        raise ProtocolError("customParameters has too many entries")
    if not all(is_encodable(name) for name in parameters):
        raise ProtocolError("customParameters has a name that is not Unicode text")
    return {name: read_text(parameters, name) for name in parameters}


def _read_tracks(start: Mapping[str, object]) -> tuple[str, ...]:
    tracks = start.get("tracks", ["inbound"])
    if not isinstance(tracks, list) or not all(isinstance(track, str) for track in tracks):
        raise ProtocolError("tracks is not a list of text")
    return tuple(tracks)


def _read_media(fields: Mapping[str, object]) -> Media:
    media = read_part(fields, "media")
    return Media(
        stream_sid=read_sid(fields, "streamSid"),
        ulaw=read_audio(media, "payload"),
        chunk=read_counter(media, "chunk"),
        timestamp_ms=read_counter(media, "timestamp"),
        track=read_text(media, "track") if "track" in media else "inbound",
        sequence=read_counter(fields, "sequenceNumber"),
    )


def _read_dtmf(fields: Mapping[str, object]) -> Dtmf:
    digit = read_text(read_part(fields, "dtmf"), "digit")
    if digit not in DIGITS:
        raise ProtocolError("dtmf.digit is not a telephone key")
    return Dtmf(
        stream_sid=read_sid(fields, "streamSid"),
        digit=digit,
        sequence=read_counter(fields, "sequenceNumber"),
    )


def _read_mark(fields: Mapping[str, object]) -> MarkEchoed:
    return MarkEchoed(
        stream_sid=read_sid(fields, "streamSid"),
        name=read_text(read_part(fields, "mark"), "name"),
        sequence=read_counter(fields, "sequenceNumber"),
    )


def _read_stop(fields: Mapping[str, object]) -> Stopped:
    stop = read_part(fields, "stop")
    return Stopped(
        stream_sid=read_sid(fields, "streamSid"),
        call_sid=read_sid(stop, "callSid"),
        account_sid=read_sid(stop, "accountSid"),
        sequence=read_counter(fields, "sequenceNumber"),
    )


_READERS: Mapping[str, Callable[[Mapping[str, object]], StreamMessage]] = {
    "connected": _read_connected,
    "start": _read_start,
    "media": _read_media,
    "dtmf": _read_dtmf,
    "mark": _read_mark,
    "stop": _read_stop,
}


def encode_audio(ulaw: bytes) -> str:
    """Base64 without line breaks."""
    return binascii.b2a_base64(ulaw, newline=False).decode("ascii")


def read_audio(fields: Mapping[str, object], name: str) -> bytes:
    """The bytes in base64 field ``name``, which must be padded and free of other characters."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise ProtocolError(f"{name} is not text")
    try:
        return binascii.a2b_base64(value, strict_mode=True)
    except ValueError:
        raise ProtocolError(f"{name} is not base64") from None
