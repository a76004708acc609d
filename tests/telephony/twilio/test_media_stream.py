"""The wire codec, from our side and from the carrier's, against each other and against pipecat."""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.twilio.media_stream import (
    MAX_MESSAGE_BYTES,
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
    decode,
    encode,
)
from telephony.twilio.media_stream_peer import StreamWriter, decode_order, encode_message
from tests.telephony.twilio.strategies import audio, messages, nonsense, orders
from voiceagent.errors import ProtocolError

STREAM = "MZ18ad3ab5a668481ce02b83e7395059f0"
CALL = "CA0123456789abcdef0123456789abcdef"
ACCOUNT = "AC0123456789abcdef0123456789abcdef"

# The messages as Twilio documents them, field by field.
WIRE_START: Mapping[str, object] = {
    "event": "start",
    "sequenceNumber": "1",
    "start": {
        "accountSid": ACCOUNT,
        "streamSid": STREAM,
        "callSid": CALL,
        "tracks": ["inbound"],
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": {"token": "t-1"},
    },
    "streamSid": STREAM,
}
WIRE_MEDIA: Mapping[str, object] = {
    "event": "media",
    "sequenceNumber": "3",
    "media": {"track": "inbound", "chunk": "1", "timestamp": "5", "payload": "/////w=="},
    "streamSid": STREAM,
}


def start_with(**changes: object) -> str:
    """The documented start message with fields of its inner part replaced."""
    start = WIRE_START["start"]
    assert isinstance(start, dict)
    return json.dumps({**WIRE_START, "start": {**start, **changes}})


def media_with(**changes: object) -> str:
    """The documented media message with fields of its inner part replaced."""
    media = WIRE_MEDIA["media"]
    assert isinstance(media, dict)
    return json.dumps({**WIRE_MEDIA, "media": {**media, **changes}})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            '{"event":"connected","protocol":"Call","version":"1.0.0"}', Connected(), id="connected"
        ),
        pytest.param(
            json.dumps(WIRE_START), Started(STREAM, CALL, ACCOUNT, {"token": "t-1"}), id="start"
        ),
        pytest.param(
            json.dumps(WIRE_MEDIA), Media(STREAM, b"\xff" * 4, 1, 5, sequence=3), id="media"
        ),
        pytest.param(
            json.dumps(
                {
                    "event": "dtmf",
                    "streamSid": STREAM,
                    "sequenceNumber": "5",
                    "dtmf": {"track": "inbound_track", "digit": "1"},
                }
            ),
            Dtmf(STREAM, "1", 5),
            id="dtmf",
        ),
        pytest.param(
            json.dumps(
                {
                    "event": "mark",
                    "streamSid": STREAM,
                    "sequenceNumber": "4",
                    "mark": {"name": "u3.1"},
                }
            ),
            MarkEchoed(STREAM, "u3.1", 4),
            id="mark",
        ),
        pytest.param(
            json.dumps(
                {
                    "event": "stop",
                    "streamSid": STREAM,
                    "sequenceNumber": "9",
                    "stop": {"accountSid": ACCOUNT, "callSid": CALL},
                }
            ),
            Stopped(STREAM, CALL, ACCOUNT, 9),
            id="stop",
        ),
        pytest.param('{"event":"speech","streamSid":7}', Unknown("speech"), id="unknown event"),
    ],
)
def test_each_documented_message_has_its_value(text: str, value: StreamMessage) -> None:
    """Every message of Twilio's documentation is read, and an unknown event is no error."""
    assert decode(text) == value
    assert decode(text.encode()) == value


@pytest.mark.parametrize(
    ("order", "wire"),
    [
        pytest.param(
            PlayAudio(STREAM, b"\xff" * 4),
            {"event": "media", "streamSid": STREAM, "media": {"payload": "/////w=="}},
            id="media",
        ),
        pytest.param(
            PlaceMark(STREAM, "u3.1"),
            {"event": "mark", "streamSid": STREAM, "mark": {"name": "u3.1"}},
            id="mark",
        ),
        pytest.param(ClearAudio(STREAM), {"event": "clear", "streamSid": STREAM}, id="clear"),
    ],
)
def test_each_order_is_written_as_documented(order: StreamOrder, wire: object) -> None:
    """What we send holds the documented fields and no other (31924 otherwise)."""
    assert json.loads(encode(order)) == wire


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="half an object"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="no event"),
        pytest.param('{"event":3}', id="an event that is a number"),
        pytest.param(b"\xff\xfe{}", id="not UTF-8"),
        pytest.param("[" * 60_000, id="nested without end"),
        pytest.param('{"event":"media","x":' + "9" * 5_000 + "}", id="an endless number"),
        pytest.param('{"event":"media","x":NaN}', id="NaN"),
        pytest.param('{"event":"x"}' + " " * MAX_MESSAGE_BYTES, id="oversize"),
        pytest.param(media_with(payload=7), id="payload is a number"),
        pytest.param(media_with(payload="AAA"), id="payload without padding"),
        pytest.param(media_with(payload="AA=A"), id="padding inside"),
        pytest.param(media_with(payload="AAA å"), id="payload with other letters"),
        pytest.param(media_with(timestamp="-4"), id="negative timestamp"),
        pytest.param(media_with(timestamp="٣"), id="timestamp in other digits"),
        pytest.param(media_with(chunk=True), id="chunk is a truth value"),
        pytest.param(media_with(chunk=[]), id="chunk is a list"),
        pytest.param(start_with(callSid=None), id="start without a call"),
        pytest.param(start_with(callSid="CA 1"), id="call with a space"),
        pytest.param(start_with(mediaFormat=None), id="no format"),
        pytest.param(
            start_with(mediaFormat={"encoding": "audio/pcm", "sampleRate": 8000, "channels": 1}),
            id="another encoding",
        ),
        pytest.param(
            start_with(
                mediaFormat={"encoding": "audio/x-mulaw", "sampleRate": 16000, "channels": 1}
            ),
            id="another rate",
        ),
        pytest.param(
            start_with(
                mediaFormat={"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 2}
            ),
            id="stereo",
        ),
        pytest.param(start_with(customParameters={"token": 7}), id="token is a number"),
        pytest.param(start_with(customParameters={"token": "\ud800"}), id="half a character"),
        pytest.param(
            start_with(customParameters={str(n): "" for n in range(40)}), id="too many parameters"
        ),
        pytest.param(start_with(tracks="inbound"), id="tracks is text"),
        pytest.param(
            json.dumps({"event": "dtmf", "streamSid": STREAM, "dtmf": {"digit": "12"}}),
            id="two keys in one",
        ),
    ],
)
def test_a_broken_message_is_the_peers_error(text: str | bytes) -> None:
    """Bad JSON, wrong types, bad base64, another format and oversize are ProtocolError."""
    with pytest.raises(ProtocolError):
        decode(text)


def test_an_error_never_quotes_what_came_in() -> None:
    """A message that ends in a log cannot carry what the caller's side wrote."""
    with pytest.raises(ProtocolError) as caught:
        decode(start_with(callSid="+4790000000 secret"))
    assert "secret" not in str(caught.value)


def test_counters_may_be_absent_or_plain_numbers() -> None:
    """A carrier that speaks this protocol loosely is still understood."""
    text = json.dumps(
        {"event": "media", "streamSid": STREAM, "media": {"payload": "", "timestamp": 40}}
    )
    assert decode(text) == Media(STREAM, b"", timestamp_ms=40)


@given(messages)
@settings(max_examples=80, deadline=None)
def test_what_the_carrier_writes_is_what_we_read(message: StreamMessage) -> None:
    """Both sides of the codec agree on every message from the carrier."""
    assert decode(encode_message(message)) == message


@given(orders)
@settings(max_examples=80, deadline=None)
def test_what_we_write_is_what_the_carrier_reads(order: StreamOrder) -> None:
    """Both sides of the codec agree on every order to the carrier."""
    assert decode_order(encode(order)) == order


@given(nonsense)
@settings(max_examples=120, deadline=None)
def test_whatever_comes_in_is_a_message_or_a_protocol_error(text: str | bytes) -> None:
    """Fuzz: decoding never fails in another way, on either side."""
    with contextlib.suppress(ProtocolError):
        assert isinstance(decode(text), StreamMessage)
    with contextlib.suppress(ProtocolError):
        assert isinstance(decode_order(text), StreamOrder)


@given(st.binary(max_size=60), st.integers(min_value=0, max_value=300))
@settings(max_examples=80, deadline=None)
def test_a_damaged_message_is_a_message_or_a_protocol_error(noise: bytes, place: int) -> None:
    """Fuzz: the same for real messages with bytes cut out or written over."""
    whole = json.dumps(WIRE_START).encode()
    with contextlib.suppress(ProtocolError):
        assert isinstance(decode(whole[:place] + noise + whole[place + 3 :]), StreamMessage)


def test_the_carriers_side_counts_as_twilio_does() -> None:
    """One sequence over all messages from 1, chunks from 1, time in milliseconds of audio."""
    writer = StreamWriter(STREAM, CALL, ACCOUNT, {"token": "t-1"})
    frames = [
        writer.connected(),
        writer.started(),
        writer.media(b"\xff" * 160),
        writer.dtmf("5"),
        writer.media(b"\xff" * 160),
        writer.mark("m"),
        writer.stopped(),
    ]
    assert [decode(frame) for frame in frames] == [
        Connected(),
        Started(STREAM, CALL, ACCOUNT, {"token": "t-1"}, sequence=1),
        Media(STREAM, b"\xff" * 160, 1, 0, sequence=2),
        Dtmf(STREAM, "5", 3),
        Media(STREAM, b"\xff" * 160, 2, 20, sequence=4),
        MarkEchoed(STREAM, "m", 5),
        Stopped(STREAM, CALL, ACCOUNT, 6),
    ]
    assert json.loads(frames[1]) == WIRE_START


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b'{"event":"clear","streamSid":"MZ1"}', id="binary frame (31950)"),
        pytest.param('{"event":"dtmf","streamSid":"MZ1"}', id="unsupported event (31924)"),
        pytest.param('{"event":"media","media":{"payload":""}}', id="no stream"),
    ],
)
def test_the_carriers_side_is_as_strict_as_twilio(text: str | bytes) -> None:
    """What Twilio would answer with an error is an error in the stand-in."""
    with pytest.raises(ProtocolError):
        decode_order(text)


@given(audio.filter(bool))
@settings(max_examples=30, deadline=None)
def test_a_media_order_is_plain_base64_of_the_audio(ulaw: bytes) -> None:
    """No header and no line break stands around the audio."""
    assert base64.b64decode(json.loads(encode(PlayAudio(STREAM, ulaw)))["media"]["payload"]) == ulaw
