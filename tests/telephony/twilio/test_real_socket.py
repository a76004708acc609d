"""The media websocket on a real server: sizes and deaths as a network brings them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from telephony.twilio.media_stream import PlayAudio
from telephony.twilio.media_stream_peer import StreamWriter, decode_order
from telephony.twilio.signature import SIGNATURE_HEADER, sign
from tests.telephony.twilio.houses import AUTH_TOKEN, House
from tests.telephony.twilio.servers import listening, served
from tests.telephony.twilio.sockets import ACCOUNT
from voiceagent.ports import LineEnded

FRAME = b"\x01" * 160


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """A house on a real server."""
    async with listening() as (port, settings):
        made = House(settings=settings)
        async with served(made.app, port):
            yield made


def opened(house: House, *, auth_token: str = AUTH_TOKEN) -> connect:
    """A media websocket to the house, signed."""
    url = house.settings.media_url
    headers = {SIGNATURE_HEADER: sign(auth_token, url)}
    return connect(url, additional_headers=headers, compression=None)


async def started(house: House, socket: ClientConnection, call_sid: str) -> StreamWriter:
    """Begin a call on an open socket, with a token that the desk knows."""
    token = f"token-of-{call_sid}"
    house.desk.tokens[token] = call_sid
    writer = StreamWriter(f"MZ{call_sid}", call_sid, ACCOUNT, {"token": token})
    await socket.send(writer.connected())
    await socket.send(writer.started())
    return writer


async def echoed(socket: ClientConnection, writer: StreamWriter) -> bool:
    """Whether the call is alive: two frames sent come back."""
    await socket.send(writer.media(FRAME))
    await socket.send(writer.media(FRAME))
    order = decode_order(await socket.recv())
    return order == PlayAudio(writer.stream_sid, FRAME * 2)


async def close_code(socket: ClientConnection, *frames: str) -> int | None:
    """With which code the house closes after these frames."""
    try:
        for frame in frames:
            await socket.send(frame)
        await socket.recv()
    except ConnectionClosed:
        return socket.close_code
    return None


async def test_one_bad_call_leaves_the_others_alone(house: House) -> None:
    """Beside a good call: a 10 MB message, a torn connection, nonsense; each ends alone."""
    async with opened(house) as good:
        writer = await started(house, good, "CAgood")
        assert await echoed(good, writer)
        async with opened(house) as big:
            await started(house, big, "CAbig")
            assert await close_code(big, "x" * 10_000_000) == 1009
        async with opened(house) as torn:
            await started(house, torn, "CAtorn")
            torn.transport.abort()
        async with opened(house) as mad:
            await started(house, mad, "CAmad")
            assert await close_code(mad, *["{"] * 6) == 1008
        assert await echoed(good, writer)
        await good.send(writer.stopped())
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(good.recv(), 5)
    assert house.desk.heard["CAgood"][-1] == LineEnded("hangup")
    assert house.desk.heard["CAbig"][-1] == LineEnded("lost")
    assert house.desk.heard["CAmad"][-1] == LineEnded("lost")


async def test_a_forged_upgrade_gets_403(house: House) -> None:
    """Refused before it is a websocket."""
    with pytest.raises(InvalidStatus) as refused:
        async with opened(house, auth_token="another"):
            pass
    assert refused.value.response.status_code == 403
