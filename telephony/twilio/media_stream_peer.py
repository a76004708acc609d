"""The carrier's side of the same wire: what Twilio would write, and how Twilio would read us.

For a simulated carrier and for tests. Reading is as strict as Twilio's documentation: anything but
media, mark and clear is an error there (31924), as is a binary frame (31950).

Source: Twilio, Media Streams websocket messages; Twilio error pages 31924 and 31950.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from telephony.twilio.media_stream import (
    CHANNELS,
    ENCODING,
    SAMPLE_RATE_HZ,
    ClearAudio,
    Connected,
    Dtmf,
    MarkEchoed,
    Media,
    PlaceMark,
    PlayAudio,
    Started,
    Stopped,
    StreamMessage,
    StreamOrder,
    Unknown,
    encode_audio,
    read_audio,
)
from telephony.twilio.wire_fields import NOT_GIVEN, read_object, read_part, read_sid, read_text
from voiceagent.errors import ProtocolError

MAX_ORDER_BYTES = 4_194_304
"""A stand-in's own limit; Twilio states none."""


def decode_order(text: str | bytes) -> StreamOrder:
    """Read what the agent sent.

    Raises:
        ProtocolError: Not media, mark or clear in the documented shape.
    """
    if isinstance(text, bytes):
        raise ProtocolError("binary frame (31950)")
    fields = read_object(text, limit_bytes=MAX_ORDER_BYTES)
    stream_sid = read_sid(fields, "streamSid")
    match read_text(fields, "event"):
        case "media":
            return PlayAudio(stream_sid, read_audio(read_part(fields, "media"), "payload"))
        case "mark":
            return PlaceMark(stream_sid, read_text(read_part(fields, "mark"), "name"))
        case "clear":
            return ClearAudio(stream_sid)
        case _:
            raise ProtocolError("unsupported event (31924)")


def encode_message(message: StreamMessage) -> str:
    """The text frame that Twilio would send; counters of -1 are left out."""
    return json.dumps(_message_body(message), separators=(",", ":"))


def _message_body(message: StreamMessage) -> Mapping[str, object]:
    match message:
        case Connected(protocol, version):
            return {"event": "connected", "protocol": protocol, "version": version}
        case Started(stream_sid=stream_sid, sequence=sequence):
            return _frame("start", stream_sid, sequence, _start_part(message))
        case Media(stream_sid=stream_sid, sequence=sequence):
            return _frame("media", stream_sid, sequence, _media_part(message))
        case Dtmf(stream_sid, digit, sequence):
            return _frame("dtmf", stream_sid, sequence, {"track": "inbound_track", "digit": digit})
        case MarkEchoed(stream_sid, name, sequence):
            return _frame("mark", stream_sid, sequence, {"name": name})
        case Stopped(stream_sid, call_sid, account_sid, sequence):
            part = {"accountSid": account_sid, "callSid": call_sid}
            return _frame("stop", stream_sid, sequence, part)
        case Unknown(event):
            return {"event": event}


def _frame(
    event: str, stream_sid: str, sequence: int, part: Mapping[str, object]
) -> dict[str, object]:
    counter = {} if sequence == NOT_GIVEN else {"sequenceNumber": str(sequence)}
    return {"event": event, **counter, "streamSid": stream_sid, event: part}


def _start_part(message: Started) -> Mapping[str, object]:
    return {
        "accountSid": message.account_sid,
        "streamSid": message.stream_sid,
        "callSid": message.call_sid,
        "tracks": list(message.tracks),
        "mediaFormat": {
            "encoding": ENCODING,
            "sampleRate": SAMPLE_RATE_HZ,
            "channels": CHANNELS,
        },
        "customParameters": dict(message.parameters),
    }


def _media_part(message: Media) -> Mapping[str, object]:
    part: dict[str, object] = {"track": message.track}
    if message.chunk != NOT_GIVEN:
        part["chunk"] = str(message.chunk)
    if message.timestamp_ms != NOT_GIVEN:
        part["timestamp"] = str(message.timestamp_ms)
    part["payload"] = encode_audio(message.ulaw)
    return part


@dataclass(slots=True)
class StreamWriter:
    """Writes one stream as Twilio would: it keeps the counters and the stream's time.

    Each method returns the next text frame. ``at_ms`` is where the next audio begins.
    """

    stream_sid: str
    call_sid: str
    account_sid: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    _sequence: int = 0
    _chunk: int = 0
    _samples: int = 0

    @property
    def at_ms(self) -> int:
        """Length of the audio written so far."""
        return self._samples * 1000 // SAMPLE_RATE_HZ

    def connected(self) -> str:
        """The greeting, which has no counter."""
        return encode_message(Connected())

    def started(self) -> str:
        """The stream's identity; to be sent once, before anything below."""
        return encode_message(
            Started(
                stream_sid=self.stream_sid,
                call_sid=self.call_sid,
                account_sid=self.account_sid,
                parameters=self.parameters,
                sequence=self._next(),
            )
        )

    def media(self, ulaw: bytes) -> str:
        """The next piece of the caller's voice; 160 bytes are usual."""
        at_ms = self.at_ms
        self._chunk += 1
        self._samples += len(ulaw)
        return encode_message(
            Media(self.stream_sid, ulaw, self._chunk, at_ms, sequence=self._next())
        )

    def dtmf(self, digit: str) -> str:
        """A key pressed."""
        return encode_message(Dtmf(self.stream_sid, digit, self._next()))

    def mark(self, name: str) -> str:
        """A mark given back."""
        return encode_message(MarkEchoed(self.stream_sid, name, self._next()))

    def stopped(self) -> str:
        """The end of the stream."""
        return encode_message(
            Stopped(self.stream_sid, self.call_sid, self.account_sid, self._next())
        )

    def _next(self) -> int:
        self._sequence += 1
        return self._sequence
