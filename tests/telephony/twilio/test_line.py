"""The phone line over a websocket: what it tells, what it forgives, and how it ends."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from telephony.twilio.line import LineLimits, TwilioLine
from telephony.twilio.media_stream import Dtmf, MarkEchoed, Media, Started, Stopped, Unknown
from telephony.twilio.media_stream_peer import encode_message
from tests.telephony.twilio.sockets import ACCOUNT, CALL, STREAM, ScriptedSocket, writer
from voiceagent.errors import ProtocolError
from voiceagent.ports import (
    AudioReceived,
    DigitReceived,
    LineEnded,
    LineEvent,
    LineOpened,
    MarkReturned,
    PhoneLine,
)

FRAME = b"\x01" * 160
START = encode_message(Started(STREAM, CALL, ACCOUNT))
STOP = encode_message(Stopped(STREAM, CALL, ACCOUNT))
OPENED = LineOpened(CALL, STREAM)
# So short that nothing is waited for, so long that what is ready is never cut.
HASTY = LineLimits(start_timeout_s=0.01, idle_timeout_s=0.01, send_timeout_s=0.01)


async def heard(line: PhoneLine) -> list[LineEvent]:
    """Everything that the line tells."""
    return [event async for event in line.events()]


async def heard_from(*frames: str | bytes) -> list[LineEvent]:
    """Everything that a line tells about these frames, after which the socket closes."""
    return await heard(TwilioLine(ScriptedSocket(frames)))


async def test_a_whole_stream_becomes_events_in_order() -> None:
    """Start, audio, key, mark and stop each become their event; stop is a hang-up."""
    peer = writer(token="t")
    events = await heard_from(
        peer.connected(),
        peer.started(),
        peer.media(FRAME),
        peer.dtmf("5"),
        peer.media(FRAME),
        peer.mark("u1"),
        peer.stopped(),
    )
    assert events == [
        OPENED,
        AudioReceived(0, FRAME),
        DigitReceived("5"),
        AudioReceived(20, FRAME),
        MarkReturned("u1"),
        LineEnded("hangup"),
    ]


async def test_the_start_is_there_before_the_events() -> None:
    """Whoever checks the token sees the start first, and the events still begin with it."""
    peer = writer(token="t")
    line = TwilioLine(ScriptedSocket([peer.connected(), peer.started(), peer.stopped()]))
    assert (await line.opened()).parameters == {"token": "t"}
    assert await heard(line) == [OPENED, LineEnded("hangup")]


@pytest.mark.parametrize(
    "frames",
    [
        pytest.param([], id="nothing"),
        pytest.param([writer().connected()], id="connected only"),
        pytest.param([START], id="start only"),
        pytest.param([START, writer().media(FRAME)], id="in the middle"),
    ],
)
async def test_a_socket_that_dies_is_a_lost_line(frames: list[str]) -> None:
    """Wherever the socket dies, the last event says so, once."""
    events = await heard_from(*frames)
    assert events[-1] == LineEnded("lost")
    assert events.count(LineEnded("lost")) == 1


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param("{", id="malformed JSON"),
        pytest.param(b"\x00\x01", id="binary"),
        pytest.param('{"event":"media"}', id="media without media"),
    ],
)
async def test_a_few_bad_frames_are_passed_over(frame: str | bytes) -> None:
    """A bad frame is logged with its code and costs the caller nothing."""
    with capture_logs() as logs:
        events = await heard_from(START, frame, writer().media(FRAME), STOP)
    assert events == [OPENED, AudioReceived(0, FRAME), LineEnded("hangup")]
    [rejected] = [entry for entry in logs if entry["event"] == "frame rejected"]
    assert rejected["code"] == "protocol"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        pytest.param("{", 1008, id="malformed JSON"),
        pytest.param(b"\x00\x01", 1003, id="binary"),
    ],
)
async def test_one_bad_frame_too_many_ends_the_line(frame: str | bytes, code: int) -> None:
    """Beyond the few, the socket is closed with the code for what was wrong."""
    socket = ScriptedSocket([START, *[frame] * 6, writer().media(FRAME)], then_silent=True)
    assert await heard(TwilioLine(socket)) == [OPENED, LineEnded("lost")]
    assert socket.close_codes == [code]


async def test_an_oversize_frame_ends_the_line_at_once() -> None:
    """A 10 MB message is not looked at."""
    socket = ScriptedSocket([START, "x" * 10_000_000, writer().media(FRAME)], then_silent=True)
    assert await heard(TwilioLine(socket)) == [OPENED, LineEnded("lost")]
    assert socket.close_codes == [1009]


async def test_a_stream_that_never_starts_is_given_up() -> None:
    """Without a start in time the socket is closed."""
    socket = ScriptedSocket([writer().connected()], then_silent=True)
    assert await heard(TwilioLine(socket, HASTY)) == [LineEnded("lost")]
    assert socket.close_codes == [1008]
    with pytest.raises(ProtocolError):
        await TwilioLine(ScriptedSocket([], then_silent=True), HASTY).opened()


async def test_audio_before_the_start_is_a_bad_frame() -> None:
    """Messages in the wrong order are passed over, and too many of them end the line."""
    media = writer().media(FRAME)
    assert await heard_from(media, media, START, STOP) == [OPENED, LineEnded("hangup")]
    socket = ScriptedSocket([media] * 6, then_silent=True)
    assert await heard(TwilioLine(socket)) == [LineEnded("lost")]
    assert socket.close_codes == [1008]


async def test_a_carrier_gone_silent_is_a_lost_line() -> None:
    """Twilio sends audio all the time; nothing at all means that nobody is there."""
    socket = ScriptedSocket([START], then_silent=True)
    assert await heard(TwilioLine(socket, HASTY)) == [OPENED, LineEnded("lost")]
    assert socket.close_codes == [1008]


async def test_what_comes_twice_is_told_once() -> None:
    """Repeated starts, audio, keys and marks are passed over; equal ones sent anew are not."""
    peer = writer()
    start, media, key, mark = peer.started(), peer.media(FRAME), peer.dtmf("1"), peer.mark("m")
    events = await heard_from(start, start, media, media, key, key, mark, mark, peer.dtmf("1"))
    assert events == [
        OPENED,
        AudioReceived(0, FRAME),
        DigitReceived("1"),
        MarkReturned("m"),
        DigitReceived("1"),
        LineEnded("lost"),
    ]


async def test_messages_of_another_stream_are_not_ours() -> None:
    """Another stream's audio, keys, marks and stop do not reach this call."""
    other = replace(writer(), stream_sid="MZother")
    events = await heard_from(
        START, other.media(FRAME), other.dtmf("1"), other.mark("m"), other.stopped(), STOP
    )
    assert events == [OPENED, LineEnded("hangup")]


async def test_unknown_events_and_other_tracks_are_passed_over() -> None:
    """A new kind of message, or our own voice sent back, is not an event of the line."""
    events = await heard_from(
        START,
        encode_message(Unknown("speech")),
        encode_message(Media(STREAM, FRAME, 1, 0, track="outbound")),
        STOP,
    )
    assert events == [OPENED, LineEnded("hangup")]


async def test_counters_may_be_left_out() -> None:
    """Keys and marks without a sequence number are all told."""
    key, mark = encode_message(Dtmf(STREAM, "1")), encode_message(MarkEchoed(STREAM, "m"))
    events = await heard_from(START, key, key, mark, mark, STOP)
    assert events[1:5] == [DigitReceived("1")] * 2 + [MarkReturned("m")] * 2


async def test_odd_sized_audio_keeps_every_sample() -> None:
    """Pieces of any size pass as they are, placed by the samples before them."""
    peer = writer()
    events = await heard_from(peer.started(), peer.media(b"\x01" * 83), peer.media(b"\x02" * 7))
    assert events[1:3] == [AudioReceived(0, b"\x01" * 83), AudioReceived(10, b"\x02" * 7)]


async def test_a_leap_in_time_is_logged() -> None:
    """More than a second of missing audio is not made up, and the log says so."""
    late = encode_message(Media(STREAM, FRAME, 9, 3_000))
    with capture_logs() as logs:
        events = await heard_from(START, writer().media(FRAME), late)
    assert events[2] == AudioReceived(3_000, FRAME)
    assert [entry["off_ms"] for entry in logs if entry["event"] == "stream time leapt"] == [2_980]


# ---------------------------------------------------------------- sending


async def opened_line(socket: ScriptedSocket, limits: LineLimits | None = None) -> TwilioLine:
    """A line whose start has come."""
    line = TwilioLine(socket, limits)
    await line.opened()
    return line


async def test_audio_marks_and_clears_leave_in_order() -> None:
    """What we send carries the stream's name and keeps its order."""
    socket = ScriptedSocket([START], then_silent=True)
    line = await opened_line(socket)
    await line.send_audio(FRAME * 3)
    await line.send_mark("u1")
    await line.clear()
    assert [json.loads(text)["streamSid"] for text in socket.sent] == [STREAM] * 3
    assert socket.sent_events == ["media", "mark", "clear"]


async def test_small_pieces_are_sent_together() -> None:
    """Pieces of 20 ms leave by twos; a mark takes along what is held, a clear drops it."""
    socket = ScriptedSocket([START], then_silent=True)
    line = await opened_line(socket)
    for _ in range(3):
        await line.send_audio(FRAME)
    assert socket.sent_events == ["media"]
    await line.send_mark("u1")
    assert socket.sent_events == ["media", "media", "mark"]
    await line.send_audio(FRAME)
    await line.clear()
    await line.send_mark("u2")
    assert socket.sent_events == ["media", "media", "mark", "clear", "mark"]


async def test_nothing_is_sent_before_the_start() -> None:
    """Twilio refuses what comes before its start message, so it does not leave."""
    socket = ScriptedSocket([], then_silent=True)
    line = TwilioLine(socket)
    await line.send_audio(FRAME * 3)
    await line.send_mark("u1")
    await line.clear()
    assert socket.sent == []


async def test_a_send_that_fails_ends_the_line() -> None:
    """A dead socket found by sending wakes the reader; later sends do nothing."""
    socket = ScriptedSocket([START], then_silent=True, dies_after_sends=1)
    line = await opened_line(socket)
    reading = asyncio.ensure_future(heard(line))
    await asyncio.sleep(0)
    for name in ("a", "b", "c"):
        await line.send_mark(name)
    assert await reading == [OPENED, LineEnded("lost")]
    assert socket.sent_events == ["mark"]


async def test_a_send_that_hangs_ends_the_line() -> None:
    """A peer that takes nothing any more is given up after the timeout."""
    socket = ScriptedSocket([START], then_silent=True, sends_hang=True)
    line = await opened_line(socket, LineLimits(send_timeout_s=0.01))
    reading = asyncio.ensure_future(heard(line))
    await asyncio.sleep(0)
    await line.send_mark("a")
    assert await reading == [OPENED, LineEnded("lost")]


async def test_closing_ends_the_events_and_all_sending() -> None:
    """After close the reader is told, nothing is sent, and closing again does nothing."""
    socket = ScriptedSocket([START], then_silent=True)
    line = await opened_line(socket)
    reading = asyncio.ensure_future(heard(line))
    await asyncio.sleep(0)
    await line.close()
    await line.close()
    await line.send_audio(FRAME * 3)
    assert await reading == [OPENED, LineEnded("lost")]
    assert (socket.sent, socket.close_codes) == ([], [1000])
