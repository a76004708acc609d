"""A house that is full, and one that is about to stop."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from telephony.loopback.instructions import Announce, Dial, HangUpCall, Verb
from tests.calls.house import Service, serving, until
from tests.calls.phone import Phone, telephones

pytestmark = pytest.mark.slow

OVERFLOW = "+4722888888"
STOP_LIMIT_S = 10


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Service]]:
    """Two houses with room for one call; both end with this module's last tests."""
    folder = tmp_path_factory.mktemp("limits")
    houses = {
        "speaks": Service(
            folder / "speaks", max_calls=1, full_sentence="Det er fullt.", stream_wait_s=3
        ),
        "rings": Service(folder / "rings", max_calls=1, overflow_number=OVERFLOW),
    }
    with serving(*houses.values()):
        yield houses


async def refused_beside_a_call(service: Service) -> tuple[Verb, ...]:
    """What a second caller is told while the first is on the line; then there is room again."""
    async with telephones(service) as webhooks:
        first = Phone(service, webhooks)
        async with first.call() as handset:
            await handset.heard(100)
            assert (await service.readiness())[0] == 503
            verbs = await Phone(service, webhooks).ring()
            so_far = handset.heard_ms
            await handset.heard(so_far + 100)
        await service.report(first.sid)
        assert (await service.readiness())[0] == 200
        second = Phone(service, webhooks)
        async with second.call() as handset:
            await handset.heard(100)
        await service.report(second.sid)
    return verbs


async def test_a_full_house_says_so_and_has_room_again_afterwards(
    services: dict[str, Service],
) -> None:
    """With one call allowed, the second hears a sentence and is not in the books."""
    verbs = await refused_beside_a_call(services["speaks"])
    assert verbs == (Announce("Det er fullt."), HangUpCall())


async def test_a_place_that_nobody_takes_is_free_again(services: dict[str, Service]) -> None:
    """An accepted call whose stream never opens fills the house for so long and no longer."""
    service = services["speaks"]
    async with telephones(service) as webhooks:
        absent = Phone(service, webhooks)
        await absent.accepted()
        assert (await service.readiness())[0] == 503
        assert (await Phone(service, webhooks).ring())[0] == Announce("Det er fullt.")
        await until(lambda: ready(service))
        assert (await service.report(absent.sid)).summary.outcome == "no_stream"


async def test_a_full_house_rings_the_overflow_number(services: dict[str, Service]) -> None:
    """Where there is one, it is rung instead of saying anything."""
    dial, _ = await refused_beside_a_call(services["rings"])
    assert isinstance(dial, Dial)
    assert [number.number for number in dial.numbers] == [OVERFLOW]


async def test_a_drain_lets_live_calls_finish_and_takes_no_more(
    services: dict[str, Service],
) -> None:
    """SIGTERM: the call goes on and ends as it would have, a new one hears a sentence, /ready is
    503, and then the process ends by itself.
    """
    service = services["speaks"]
    async with telephones(service) as webhooks:
        live = Phone(service, webhooks)
        async with live.call() as handset:
            await handset.heard(100)
            service.send(signal.SIGTERM)
            await until(lambda: draining(service))
            verbs = await Phone(service, webhooks).ring()
            so_far = handset.heard_ms
            await handset.heard(so_far + 1_000)
    assert verbs == (Announce("Det er fullt."), HangUpCall())
    service.await_end(STOP_LIMIT_S)
    report = await service.report(live.sid)
    assert (report.summary.outcome, report.summary.reason) == ("hung_up", "hangup")
    assert [line["live"] for line in service.log("draining")] == [1]
    assert service.log("calls outlasted the drain") == []


async def test_a_second_signal_stops_at_once(services: dict[str, Service]) -> None:
    """Who does not want to wait says it twice; the call is closed in the books all the same."""
    service = services["rings"]
    async with telephones(service) as webhooks:
        live = Phone(service, webhooks)
        verb = await live.accepted()
        async with live.stream(verb.parameters) as handset:
            await until(lambda: is_live(service))
            service.send(signal.SIGTERM)
            await until(lambda: draining(service))
            service.send(signal.SIGTERM)
            service.await_end(STOP_LIMIT_S)
            await handset.socket.wait_closed()
    report = await service.report(live.sid)
    assert (report.summary.outcome, report.summary.reason) == ("hung_up", "lost")


async def ready(service: Service) -> bool:
    """Whether the next call would be taken."""
    return (await service.readiness())[0] == 200


async def draining(service: Service) -> bool:
    """Whether the service says that it is not ready because it drains."""
    status, body = await service.readiness()
    return status == 503 and bool(body["draining"])


async def is_live(service: Service) -> bool:
    """Whether a stream is open."""
    return await service.live() == 1
