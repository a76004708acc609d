"""What a peer may do wrong, while a good call goes on beside it and must not notice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from telephony.loopback.instructions import ConnectStream, HangUpCall
from telephony.twilio.media_stream_peer import StreamWriter
from tests.calls.house import Service, until
from tests.calls.phone import Phone, close_code, telephones
from voiceagent.core.audio import silence_ulaw

pytestmark = pytest.mark.slow

TOLERATED = 5
"""So many bad frames are passed over; one more ends the stream."""


class GoodCall(threading.Thread):
    """A caller who does nothing wrong, in a loop of its own, for as long as the module runs."""

    def __init__(self, service: Service) -> None:
        super().__init__(name="good call")
        self.sid = ""
        self.heard_ms = 0
        self.sent_ms = 0
        self.closed_early = True
        self.speaks = threading.Event()
        self.hang_up = threading.Event()
        self._service = service

    def run(self) -> None:
        asyncio.run(self._carry())

    async def _carry(self) -> None:
        async with telephones(self._service) as webhooks:
            phone = Phone(self._service, webhooks)
            self.sid = phone.sid
            async with phone.call() as handset:
                await handset.heard(100)
                self.speaks.set()
                await asyncio.to_thread(self.hang_up.wait)
                self.heard_ms, self.sent_ms = handset.heard_ms, handset.sent_ms
                self.closed_early = handset.socket.close_code is not None


@pytest.fixture(scope="module")
def good(service: Service) -> Iterator[GoodCall]:
    """The call beside."""
    call = GoodCall(service)
    call.start()
    assert call.speaks.wait(20)
    yield call
    call.hang_up.set()
    call.join()


@pytest.fixture
async def phone(service: Service, good: GoodCall) -> AsyncIterator[Phone]:
    """A telephone; afterwards only the good call is left."""
    async with telephones(service) as webhooks:
        yield Phone(service, webhooks)
    assert good.is_alive()
    await until(lambda: only_the_good_call(service))


async def only_the_good_call(service: Service) -> bool:
    """Whether no other stream is open."""
    return await service.live() == 1


@asynccontextmanager
async def started(phone: Phone) -> AsyncIterator[tuple[ClientConnection, StreamWriter]]:
    """A stream that has been let in."""
    verb = await phone.accepted()
    async with phone.stream(verb.parameters) as handset:
        await handset.socket.recv()  # our first audio: the token was good
        yield handset.socket, handset.writer


# ---------------------------------------------------------------- frames


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        pytest.param("{", 1008, id="malformed JSON"),
        pytest.param("[]", 1008, id="not an object"),
        pytest.param('{"event":"media"}', 1008, id="media without anything"),
        pytest.param(b"\x00\xff" * 80, 1003, id="binary"),
    ],
)
async def test_one_bad_frame_too_many_ends_the_stream(
    phone: Phone, service: Service, frame: str | bytes, code: int
) -> None:
    """Some are passed over, then the socket is closed by the code for what was wrong."""
    async with started(phone) as (socket, writer):
        for _ in range(TOLERATED):
            await socket.send(frame)
        await socket.send(writer.media(silence_ulaw(20)))
        await socket.send(frame)
        assert await close_code(socket) == code
    report = await service.report(phone.sid)
    assert (report.summary.outcome, report.summary.reason) == ("hung_up", "lost")


async def test_a_message_of_ten_megabytes_ends_the_stream(phone: Phone, service: Service) -> None:
    """Before as after the start; nothing is kept of it."""
    huge = json.dumps({"event": "media", "media": {"payload": "A" * 10_000_000}})
    async with phone.socket() as socket:
        with_code = await _send_until_closed(socket, huge)
        assert with_code == 1009
    async with started(phone) as (socket, _):
        assert await _send_until_closed(socket, huge) == 1009
    assert (await service.report(phone.sid)).summary.reason == "lost"


async def _send_until_closed(socket: ClientConnection, frame: str) -> int | None:
    with contextlib.suppress(ConnectionClosed):  # it may be refused while it is being sent
        await socket.send(frame)
    return await close_code(socket)


async def test_audio_of_odd_size_and_order_is_taken_as_it_comes(
    phone: Phone, service: Service
) -> None:
    """Odd lengths, numbers that jump or repeat, an unknown event: the call goes on to its end."""
    async with started(phone) as (socket, writer):
        for length in (0, 1, 159, 161, 7_999):
            await socket.send(writer.media(b"\xff" * length))
        again = writer.media(silence_ulaw(20))
        for frame in (again, again, '{"event":"weather"}', writer.started()):
            await socket.send(frame)
        leap = json.loads(writer.media(silence_ulaw(20)))
        leap["sequenceNumber"], leap["media"]["chunk"] = "1", "999999"
        await socket.send(json.dumps(leap))
        await socket.send(writer.stopped())
        assert await close_code(socket) == 1000
    assert (await service.report(phone.sid)).summary.reason == "hangup"


async def test_a_socket_that_speaks_before_its_start_is_closed(phone: Phone) -> None:
    """Without ``start`` nobody knows whose call it is."""
    verb = await phone.accepted()
    writer = phone.writer(verb.parameters)
    async with phone.socket() as socket:
        for _ in range(TOLERATED + 1):
            await socket.send(writer.media(silence_ulaw(20)))
        assert await close_code(socket) == 1008


async def test_a_socket_that_says_nothing_is_closed(phone: Phone) -> None:
    """A missing start ends after five seconds."""
    async with phone.socket() as socket:
        assert await close_code(socket) == 1008


# ---------------------------------------------------------------- who may speak


async def test_a_token_is_good_for_one_stream(phone: Phone, service: Service) -> None:
    """Used again, during the call or after it, it opens nothing; the call is untouched."""
    verb = await phone.accepted()
    async with phone.stream(verb.parameters) as first:
        await first.socket.recv()
        async with phone.stream(verb.parameters) as second:
            assert await close_code(second.socket) == 1008
        await first.socket.send(first.writer.media(silence_ulaw(20)))
        await first.socket.send(first.writer.stopped())
        assert await close_code(first.socket) == 1000
    assert (await service.report(phone.sid)).summary.reason == "hangup"
    async with phone.stream(verb.parameters) as late:
        assert await close_code(late.socket) == 1008


async def test_anothers_token_opens_nothing_and_its_owner_may_still_use_it(
    phone: Phone, service: Service
) -> None:
    """A token is bound to its call."""
    verb = await phone.accepted()
    async with telephones(service) as webhooks:
        thief = Phone(service, webhooks)
        await thief.accepted()
        for claimed in (thief.sid, "CA" + "0" * 32):
            async with phone.socket() as socket:
                await socket.send(phone.writer(verb.parameters, claimed).started())
                assert await close_code(socket) == 1008
    async with phone.stream(verb.parameters) as handset:
        await handset.socket.recv()
        await handset.socket.send(handset.writer.stopped())


async def test_a_forged_upgrade_is_refused(phone: Phone) -> None:
    """Without our auth token there is no websocket at all."""
    with pytest.raises(InvalidStatus) as refused:
        async with phone.socket(**{"X-Twilio-Signature": "Zm9yZ2Vk"}):
            pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", ["voice", "status", "stream", "transfer", "whisper", "overflow"])
async def test_a_forged_webhook_is_refused(phone: Phone, service: Service, path: str) -> None:
    """A wrong signature, none, and a good one over other fields: 403, and no call."""
    url = f"{service.url}/twilio/{path}"
    signed = RequestValidator(service.carrier.auth_token).compute_signature(url, phone.form("busy"))
    async with httpx2.AsyncClient() as http:
        for headers in ({"X-Twilio-Signature": "Zm9yZ2Vk"}, {}, {"X-Twilio-Signature": signed}):
            answer = await http.post(url, data=phone.form(), headers=headers)
            assert answer.status_code == 403


async def test_a_replayed_voice_webhook_opens_no_second_call(
    phone: Phone, service: Service
) -> None:
    """The same answer comes again, with the token that is spent; after the call too."""
    verb = await phone.accepted()
    assert await phone.accepted() == verb
    async with phone.stream(verb.parameters) as handset:
        await handset.socket.recv()
        assert await phone.accepted() == verb
        await handset.socket.send(handset.writer.stopped())
        await close_code(handset.socket)
    await service.report(phone.sid)
    verbs = await phone.ring()
    assert isinstance(verbs[0], ConnectStream | HangUpCall)
    if isinstance(verbs[0], ConnectStream):
        async with phone.stream(verbs[0].parameters) as late:
            assert await close_code(late.socket) == 1008
    await phone.tell("completed")
    await phone.tell("ringing")


# ---------------------------------------------------------------- where a socket may die


def _tear_after(frames: int, *, politely: bool) -> Callable[[Phone], Coroutine[None, None, None]]:
    async def tear(phone: Phone) -> None:
        verb = await phone.accepted()
        writer = phone.writer(verb.parameters)
        begun = [writer.connected(), writer.started()]
        more = [writer.media(silence_ulaw(20)) for _ in range(20)]
        async with phone.socket() as socket:
            for frame in (begun + more)[:frames]:
                await socket.send(frame)
            if not politely:
                socket.transport.abort()

    return tear


async def test_sockets_may_die_at_any_point(phone: Phone, service: Service) -> None:
    """Torn or closed after any number of frames, nothing is left over and the books are closed."""
    chance = random.Random(7)
    ways = [
        _tear_after(frames, politely=chance.random() < 0.5)
        for frames in (0, 1, 2, 2, 3, 4, chance.randint(5, 12), 22)
    ]
    async with telephones(service) as webhooks:
        phones = [Phone(service, webhooks) for _ in ways]
        async with asyncio.TaskGroup() as tasks:
            for tear, torn in zip(ways, phones, strict=True):
                tasks.create_task(tear(torn))
        reports = [await service.report(torn.sid) for torn in phones]
    assert {report.summary.outcome for report in reports} <= {"hung_up", "no_stream"}


JUNK = st.one_of(
    st.text(max_size=60),
    st.binary(max_size=60),
    st.fixed_dictionaries(
        {"event": st.sampled_from(["connected", "start", "media", "dtmf", "mark", "stop", "x"])},
        optional={
            "start": st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3),
            "media": st.fixed_dictionaries({"payload": st.text(max_size=20)}),
            "streamSid": st.sampled_from(["", "MZ1", 7]),
            "sequenceNumber": st.integers() | st.text(max_size=5),
        },
    ).map(json.dumps),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(frames=st.lists(JUNK, max_size=12), begun=st.booleans())
def test_whatever_a_socket_sends_the_house_stands(
    service: Service, good: GoodCall, frames: list[str | bytes], begun: bool
) -> None:
    """Junk before or after the start harms nobody: the process lives and lets go of the stream."""

    async def send() -> None:
        async with telephones(service) as webhooks:
            phone = Phone(service, webhooks)
            parameters = (await phone.accepted()).parameters if begun else {}
            async with phone.socket() as socket:
                try:
                    if begun:
                        await socket.send(phone.writer(parameters).started())
                    for frame in frames:
                        await socket.send(frame)
                except ConnectionClosed:
                    return
            await phone.tell("completed")
        await until(lambda: only_the_good_call(service))

    asyncio.run(send())
    assert service.runs


# ---------------------------------------------------------------- and all the while


async def test_the_good_call_noticed_nothing(service: Service, good: GoodCall) -> None:
    """It was carried from its first to its last frame, its greeting was heard, its record has no
    gap; and nobody's misdeeds were logged with a telephone number or as a defect of ours.
    """
    good.hang_up.set()
    await asyncio.to_thread(good.join)
    assert not good.closed_early
    report = await service.report(good.sid)
    assert (report.summary.outcome, report.summary.reason) == ("hung_up", "hangup")
    assert report.lines[0].complete
    assert report.summary.duration_ms is not None
    assert report.summary.duration_ms >= good.sent_ms - 100
    timeline = await service.timeline(good.sid)
    assert [entry.sequence for entry in timeline] == list(range(len(timeline)))
    assert [line for line in service.log() if "exception" in line] == []
    assert "+47400" not in (service.folder / "service.log").read_text()
    assert await service.live() == 0
