"""The media websocket: who may speak on it, and that every stream ends well."""

from __future__ import annotations

import asyncio
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from telephony.twilio.check_token import answer_check, make_check
from telephony.twilio.line import LineLimits
from telephony.twilio.media_stream_peer import StreamWriter
from telephony.twilio.signature import sign
from tests.telephony.twilio.houses import AUTH_TOKEN, SETTINGS, House
from tests.telephony.twilio.sockets import ACCOUNT, CALL, STREAM, writer
from tests.telephony.twilio.strategies import nonsense
from voiceagent.errors import ProviderError
from voiceagent.ports import AudioReceived, DigitReceived, LineEnded, LineOpened

FRAME = b"\x01" * 160
OTHER_CALL = "CA" + "1" * 32


def house_with(**calls: str) -> House:
    """A house whose desk has given out these tokens."""
    house = House()
    house.desk.tokens.update(calls)
    return house


async def test_a_stream_with_its_token_is_served() -> None:
    """The desk gets the line of its call; audio flows both ways; the socket ends closed."""
    house = house_with(t=CALL)
    peer = writer(token="t")
    async with house.stream() as socket:
        for frame in (peer.connected(), peer.started(), peer.media(FRAME), peer.media(FRAME)):
            socket.send(frame)
        socket.send(peer.dtmf("1"))
        socket.send(peer.stopped())
        sent = [json.loads(text) for text in await socket.sent()]
    assert house.desk.heard[CALL] == [
        LineOpened(CALL, STREAM),
        AudioReceived(0, FRAME),
        AudioReceived(20, FRAME),
        DigitReceived("1"),
        LineEnded("hangup"),
    ]
    assert [message["event"] for message in sent] == ["media"]
    assert socket.close_code == 1000


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param("", id="missing"),
        pytest.param("forged", id="forged"),
        pytest.param(sign(AUTH_TOKEN, "https://agent.example.no/phone/twilio/media"), id="https"),
        pytest.param(sign("another", SETTINGS.media_url), id="another token"),
    ],
)
async def test_a_forged_upgrade_is_refused_before_it_is_accepted(signature: str) -> None:
    """A stranger never gets a socket, so sends nothing that we would read."""
    house = house_with(t=CALL)
    async with house.stream(signature=signature) as socket:
        socket.send(writer(token="t").started())
        assert await socket.sent() == []
    assert socket.close_code == 1008
    assert house.desk.heard == {}


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({}, id="none"),
        pytest.param({"token": ""}, id="empty"),
        pytest.param({"token": "guessed"}, id="guessed"),
        pytest.param({"check": "1.2.3"}, id="a check that we did not sign"),
    ],
)
async def test_a_stream_without_its_token_is_refused(parameters: dict[str, str]) -> None:
    """No token, no call: closed with 1008 and a log line with its code."""
    house = house_with(t=CALL)
    with capture_logs() as logs:
        async with house.stream() as socket:
            socket.send(writer(**parameters).started())
            await socket.sent()
    assert socket.close_code == 1008
    assert [entry["code"] for entry in logs] == ["authentication"]
    assert house.desk.heard == {}


async def test_a_token_works_once_and_for_its_own_call() -> None:
    """Used twice, or for another call, it is refused, and the first stream is untouched."""
    house = house_with(t=CALL, u=OTHER_CALL)
    first, second, third = writer(token="t"), writer(token="t"), writer(token="u")
    async with house.stream() as one, house.stream() as two, house.stream() as three:
        one.send(first.started())
        one.send(first.media(FRAME))
        two.send(second.started())
        three.send(third.started())
        await two.finish()
        await three.finish()
        one.send(first.stopped())
    assert (one.close_code, two.close_code, three.close_code) == (1000, 1008, 1008)
    assert house.desk.heard[CALL][-2:] == [AudioReceived(0, FRAME), LineEnded("hangup")]


async def test_another_account_is_refused() -> None:
    """A stream of an account that is not ours never reaches the desk."""
    house = house_with(t=CALL)
    async with house.stream() as socket:
        socket.send(StreamWriter(STREAM, CALL, "AC9", {"token": "t"}).started())
        await socket.sent()
    assert socket.close_code == 1008
    assert house.desk.tokens == {"t": CALL}


async def test_a_socket_that_dies_while_it_opens_is_nothing_to_anybody() -> None:
    """Gone before we could accept it: the handler returns."""
    house = house_with(t=CALL)
    async with house.stream() as socket:
        socket.vanish()
        await socket.ended()
    assert house.desk.heard == {}


async def test_a_socket_that_says_nothing_is_closed() -> None:
    """Without a start in time there is nobody to serve."""
    house = House(limits=LineLimits(start_timeout_s=0.01))
    async with house.stream() as socket:
        socket.send(writer().connected())
        await socket.ended()
    assert socket.close_code == 1008


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        pytest.param(ProviderError("an engine failed"), "provider", id="a known error"),
        pytest.param(RuntimeError("a defect"), "error", id="a defect"),
    ],
)
async def test_a_call_that_fails_ends_its_own_stream_only(trouble: Exception, code: str) -> None:
    """The handler returns, the socket is closed, the log says what happened."""
    house = house_with(t=CALL)
    house.desk.trouble = trouble
    with capture_logs() as logs:
        async with house.stream() as socket:
            socket.send(writer(token="t").started())
            await socket.sent()
    assert [entry["code"] for entry in logs if entry["event"] == "stream failed"] == [code]
    assert socket.close_code == 1000


async def test_a_check_of_the_way_back_is_answered_on_the_stream() -> None:
    """The proof comes back as a mark, and the desk is not troubled."""
    house = house_with()
    question = make_check(AUTH_TOKEN, house.clock.now())
    async with house.stream() as socket:
        socket.send(writer(check=question).started())
        [text] = await socket.sent()
    assert json.loads(text)["mark"]["name"] == "check." + answer_check(AUTH_TOKEN, question)
    assert house.desk.heard == {}


# ---------------------------------------------------------------- fuzz


def genuine_frames() -> list[str]:
    """A whole call as the carrier writes it."""
    peer = writer(token="t")
    return [
        peer.connected(),
        peer.started(),
        *(peer.media(FRAME) for _ in range(4)),
        peer.dtmf("1"),
        peer.mark("m"),
        peer.media(FRAME[:83]),
        peer.stopped(),
    ]


noisy_frames = st.lists(
    st.one_of(
        st.sampled_from(genuine_frames()),
        nonsense,
        st.binary(max_size=50),
        st.sampled_from(["x" * 10_000_000, b"x" * 70_000]),
    ),
    max_size=14,
)


@given(noisy_frames, st.booleans(), st.booleans())
@settings(max_examples=70, deadline=None)
def test_whatever_a_socket_sends_its_handler_ends(
    frames: list[str | bytes], vanishes: bool, started: bool
) -> None:
    """Fuzz: random, repeated and disordered frames, and 10 MB ones; beside it a good call."""

    async def play() -> None:
        house = house_with(t=CALL, u=OTHER_CALL)
        good = StreamWriter("MZgood", OTHER_CALL, ACCOUNT, {"token": "u"})
        async with house.stream() as other:
            other.send(good.started())
            async with house.stream() as socket:
                if started:
                    socket.send(writer(token="t").started())
                for frame in frames:
                    socket.send(frame)
                if vanishes:
                    await socket.caught_up()
                    socket.vanish()
                await asyncio.wait_for(socket.finish(), 5)
            other.send(good.media(FRAME))
            other.send(good.stopped())
        assert CALL not in house.desk.heard or house.desk.ended(CALL)
        assert house.desk.heard[OTHER_CALL] == [
            LineOpened(OTHER_CALL, "MZgood"),
            AudioReceived(0, FRAME),
            LineEnded("hangup"),
        ]

    asyncio.run(play())


@pytest.mark.parametrize("alive_frames", range(len(genuine_frames()) + 1))
async def test_a_socket_may_die_at_any_point(alive_frames: int) -> None:
    """After each frame of a call in turn: the handler returns and the desk hears one end."""
    house = house_with(t=CALL)
    async with house.stream() as socket:
        for frame in genuine_frames()[:alive_frames]:
            socket.send(frame)
        await socket.caught_up()
        socket.vanish()
        await socket.finish()
    assert CALL not in house.desk.heard or house.desk.ended(CALL)
    assert (CALL in house.desk.heard) == (alive_frames >= 2)
