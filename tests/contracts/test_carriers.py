"""The port ``Carrier``: Twilio's REST interface as we use it, and the one that tests use."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Protocol

import httpx2
import pytest

from telephony.loopback.instructions import Dial, read_instructions
from telephony.loopback.rest import CallView, Fault, RestLog, build_rest_app
from telephony.twilio.calls import TwilioCarrier
from telephony.twilio.rest import TwilioRest
from telephony.twilio.whispers import WhisperBook
from tests.support.books import MemoryCarrier
from tests.telephony.twilio.houses import SETTINGS, StandingClock
from voiceagent.errors import DeadlineExceeded, ProviderError
from voiceagent.ports import Carrier

CALL_SID = "CA" + "1" * 32
HUMAN = "+4722999999"


class Exchange(Protocol):
    """A carrier, and what became of its one call."""

    @property
    def carrier(self) -> Carrier: ...

    def ended(self) -> bool: ...

    def rung(self) -> list[str]: ...

    def fail(self, error: ProviderError) -> None:
        """The next requests fail like this."""
        ...


@dataclass(slots=True)
class MemoryExchange:
    """The carrier of the runtime's tests."""

    carrier: MemoryCarrier = field(default_factory=MemoryCarrier)

    def ended(self) -> bool:
        return CALL_SID in self.carrier.hung_up

    def rung(self) -> list[str]:
        return [target for _, target, _ in self.carrier.transfers]

    def fail(self, error: ProviderError) -> None:
        self.carrier.fault = error


@dataclass(slots=True)
class OneCall:
    """A ``CallBook`` with one call in progress."""

    status: str = "in-progress"
    documents: list[str] = field(default_factory=list)

    def views(self) -> Sequence[CallView]:
        return [CallView(CALL_SID, "+4740000000", "+4722000000", self.status)]

    def hang_up(self, call_sid: str) -> None:
        self.status = "completed"

    def redirect(self, call_sid: str, *, twiml: str, url: str) -> None:
        self.documents.append(twiml)


@dataclass(slots=True)
class TwilioExchange:
    """Twilio's stand-in, reached over HTTP."""

    carrier: TwilioCarrier
    book: OneCall
    log: RestLog

    def ended(self) -> bool:
        return self.book.status == "completed"

    def rung(self) -> list[str]:
        verbs = [read_instructions(text, SETTINGS.public_url)[0] for text in self.book.documents]
        return [verb.numbers[0].number for verb in verbs if isinstance(verb, Dial)]

    def fail(self, error: ProviderError) -> None:
        late = isinstance(error, DeadlineExceeded)
        self.log.faults.append(Fault(0, 5.0) if late else Fault(500))


@asynccontextmanager
async def memory() -> AsyncIterator[Exchange]:
    """The one that tests use."""
    yield MemoryExchange()


@asynccontextmanager
async def twilio() -> AsyncIterator[Exchange]:
    """Ours, against the simulated carrier's REST interface."""
    book, log = OneCall(), RestLog()
    app = build_rest_app(
        book, account_sid=SETTINGS.account_sid, auth_token=SETTINGS.auth_token, log=log
    )
    settings = replace(SETTINGS, rest_timeout_s=0.3)
    transport = httpx2.ASGITransport(app)
    async with TwilioRest(settings, transport=transport, pause_s=0) as rest:
        carrier = TwilioCarrier(rest, settings, WhisperBook(StandingClock()))
        yield TwilioExchange(carrier, book, log)


Opener = Callable[[], AbstractAsyncContextManager[Exchange]]
EXCHANGES: dict[str, Opener] = {"memory": memory, "twilio": twilio}


@pytest.fixture(params=EXCHANGES)
async def exchange(request: pytest.FixtureRequest) -> AsyncIterator[Exchange]:
    """A carrier with one call in progress."""
    async with EXCHANGES[request.param]() as opened:
        yield opened


async def test_a_call_that_is_hung_up_is_over(exchange: Exchange) -> None:
    """The carrier ends it, whatever its instructions still hold."""
    assert not exchange.ended()
    await exchange.carrier.hang_up(CALL_SID)
    assert exchange.ended()


async def test_hanging_up_twice_is_hanging_up(exchange: Exchange) -> None:
    """A call that is gone already counts as ended."""
    await exchange.carrier.hang_up(CALL_SID)
    await exchange.carrier.hang_up(CALL_SID)
    assert exchange.ended()


async def test_a_transfer_rings_the_human(exchange: Exchange) -> None:
    """The caller stays in the call, which rings the target."""
    await exchange.carrier.transfer(CALL_SID, target=HUMAN, summary="Kari vil ha møte.")
    assert exchange.rung() == [HUMAN]
    assert not exchange.ended()


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(ProviderError("HTTP 500", retryable=True), id="500"),
        pytest.param(DeadlineExceeded("too late"), id="no answer"),
    ],
)
async def test_a_failure_is_said_and_leaves_the_call_as_it_was(
    exchange: Exchange, error: ProviderError
) -> None:
    """Every failure is a ProviderError, in time, and nobody is rung."""
    exchange.fail(error)
    with pytest.raises(ProviderError):
        async with asyncio.timeout(5):
            await exchange.carrier.transfer(CALL_SID, target=HUMAN, summary="")
    assert exchange.rung() == []
    exchange.fail(error)
    with pytest.raises(ProviderError) as failed:
        async with asyncio.timeout(5):
            await exchange.carrier.hang_up(CALL_SID)
    assert failed.value.retryable
