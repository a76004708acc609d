"""The desk: calls are taken, carried, handed over, and their files closed once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from tests.runtime.office import Office
from tests.support.engines import ScriptedTranscriber
from tests.support.line import FakeLine
from tests.support.stage import Answer
from tests.support.virtual_time import run_virtually
from voiceagent.dialog.moves import (
    CallStarted,
    EndCall,
    HandOver,
    Observation,
    Say,
    TransferFailed,
    WordsHeard,
)
from voiceagent.dialog.state import DialogState
from voiceagent.errors import AuthenticationError, ProtocolError
from voiceagent.ports import Accepted, CallProgress, HandoffRecord, Refused, RingingCall
from voiceagent.runtime.admission import Admission, AdmissionSettings
from voiceagent.runtime.desk import CallDesk, DeskSettings

T = TypeVar("T")
SETTINGS = DeskSettings(
    full_sentence="Alle linjer er opptatt.",
    trouble_sentence="Vi har tekniske problemer.",
    overflow=None,
    policy="b2b_lead",
    language="nb",
    dispositions={"done": "completed"},
)


def talk(observation: Observation) -> Answer:
    match observation:
        case CallStarted():
            return Answer((Say("Hei", "greeting"),))
        case WordsHeard(text) if text == "menneske":
            return Answer((Say("Et øyeblikk", "handover"), HandOver("default", "Kari")))
        case TransferFailed() | WordsHeard():
            ended = DialogState(outcome="done", ended=True)
            return Answer((Say("Ha det", "closing"), EndCall("done")), state=ended)
        case _:
            return Answer()


@dataclass(slots=True)
class House:
    """A desk with its office."""

    office: Office
    desk: CallDesk
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def ring(self, call_sid: str = "CA1") -> str:
        decision = await self.desk.ringing(RingingCall(call_sid, "+4740000001", "+4722", "inbound"))
        assert isinstance(decision, Accepted)
        return decision.token

    def later(self, work: Coroutine[object, object, None]) -> None:
        self.tasks.append(asyncio.ensure_future(work))

    async def speak(self, line: FakeLine, *, after_s: float = 1.5) -> None:
        await asyncio.sleep(after_s)
        line.say(500)


def opened(words: list[str], max_calls: int = 2) -> House:
    office = Office(talk, transcriber=ScriptedTranscriber(words))
    ids = iter(f"call{n}" for n in range(1, 100))
    desk = CallDesk(
        admission=Admission(office.clock, AdmissionSettings(max_calls)),
        store=office.store,
        books=office.books,
        make_call=lambda ringing, call_id: office.make(call_id, ringing.call_sid),
        new_id=lambda: next(ids),
        clock=office.clock,
        settings=SETTINGS,
    )
    return House(office, desk)


def virtually(main: Callable[[], Awaitable[T]]) -> T:
    async def run() -> T:
        return await main()

    return run_virtually(run())


def test_a_call_is_entered_carried_and_closed() -> None:
    """Every call stands in the books with its disposition (TEL-04)."""
    house = opened(["ja"])

    async def run() -> None:
        token = await house.ring()
        line = FakeLine()
        house.later(house.speak(line))
        await house.desk.serve(line, call_sid="CA1", token=token)

    virtually(run)
    assert [call.call_sid for call in house.office.store.opened] == ["CA1"]
    (closed,) = house.office.store.closed
    assert (closed.outcome, closed.disposition, closed.reason) == ("done", "completed", "ended")
    assert closed.duration_ms > 2_000


def test_a_stream_without_its_token_is_nobodys_call() -> None:
    """The desk carries nothing before the token is right."""
    house = opened([])

    async def run() -> None:
        await house.ring()
        with pytest.raises(AuthenticationError):
            await house.desk.serve(FakeLine(), call_sid="CA1", token="wrong")
        with pytest.raises(AuthenticationError):
            await house.desk.serve(FakeLine(), call_sid="CA2", token="")

    virtually(run)
    assert house.office.store.closed == []


def test_a_second_stream_for_a_live_call_is_refused_and_the_first_goes_on() -> None:
    """One call, one agent."""
    house = opened(["ja"])

    async def run() -> None:
        token = await house.ring()
        line = FakeLine()
        serving = asyncio.ensure_future(house.desk.serve(line, call_sid="CA1", token=token))
        await asyncio.sleep(0.5)
        with pytest.raises(ProtocolError):
            await house.desk.serve(FakeLine(), call_sid="CA1", token=token)
        await house.speak(line)
        await serving

    virtually(run)
    assert house.office.store.closed[0].outcome == "done"


def test_when_full_the_caller_hears_a_sentence() -> None:
    """The call beyond the limit is refused as configured, and enters no books."""
    house = opened([], max_calls=1)

    async def run() -> Accepted | Refused:
        await house.ring()
        return await house.desk.ringing(RingingCall("CA2", None, "+4722", "inbound"))

    assert virtually(run) == Refused("capacity", "Alle linjer er opptatt.", None)
    assert len(house.office.store.opened) == 1


def test_a_call_that_cannot_be_entered_is_refused_and_may_ring_again() -> None:
    """Without books no call is taken; the place is given back."""
    house = opened([], max_calls=1)
    house.office.store.broken = True

    async def run() -> Accepted | Refused:
        refused = await house.desk.ringing(RingingCall("CA1", None, "+4722", "inbound"))
        house.office.store.broken = False
        await house.ring("CA1")
        return refused

    assert virtually(run) == Refused("store", "Vi har tekniske problemer.", None)


def test_an_unanswered_transfer_brings_the_caller_back_to_the_same_conversation() -> None:
    """The agent takes over again on a new stream; the hand-off's states are kept (HND-16)."""
    house = opened(["menneske"])

    async def run() -> None:
        line = FakeLine()
        house.later(house.speak(line))
        serving = asyncio.ensure_future(
            house.desk.serve(line, call_sid="CA1", token=await house.ring())
        )
        await asyncio.sleep(5)
        line.hang_up()
        await serving
        assert house.office.store.closed == []
        back = await house.desk.transfer_ended("CA1", answered=False, code="no-answer")
        assert isinstance(back, Accepted)
        await house.desk.serve(FakeLine(), call_sid="CA1", token=back.token)

    virtually(run)
    (closed,) = house.office.store.closed
    assert closed.outcome == "done"
    states = [r.state for r in house.office.store.records if isinstance(r, HandoffRecord)]
    assert states == ["ringing", "no-answer"]


def test_an_answered_transfer_closes_the_file_as_handed_over() -> None:
    """When the human has taken the call there is nothing left to do."""
    house = opened(["menneske"])

    async def run() -> Accepted | Refused:
        line = FakeLine()
        house.later(house.speak(line))
        serving = asyncio.ensure_future(
            house.desk.serve(line, call_sid="CA1", token=await house.ring())
        )
        await asyncio.sleep(5)
        line.hang_up()
        await serving
        return await house.desk.transfer_ended("CA1", answered=True, code="completed")

    assert virtually(run) == Refused("over", "", None)
    (closed,) = house.office.store.closed
    assert (closed.outcome, closed.reason) == ("handed_over", "transferred")


@pytest.mark.parametrize("state", ["completed", "no-answer", "failed", "canceled", "busy"])
def test_a_call_that_ends_before_its_stream_is_closed_by_the_carriers_word(state: str) -> None:
    """The carrier's last word closes a file that no stream will; once is enough."""
    house = opened([])

    async def run() -> None:
        await house.ring()
        for _ in range(2):
            await house.desk.progress(CallProgress("CA1", state, 3))
        await house.desk.progress(CallProgress("CA1", "in-progress", 1))
        await house.desk.progress(CallProgress("CA404", state, 1))

    virtually(run)
    assert [closed.reason for closed in house.office.store.closed] == [state]


def test_a_call_that_is_over_does_not_ring_again() -> None:
    """A replayed webhook after the end opens nothing."""
    house = opened([])

    async def run() -> Accepted | Refused:
        await house.ring()
        await house.desk.progress(CallProgress("CA1", "completed", 1))
        return await house.desk.ringing(RingingCall("CA1", None, "+4722", "inbound"))

    assert virtually(run) == Refused("over", "", None)


def test_a_stream_that_never_opens_closes_the_file_after_the_tokens_time() -> None:
    """Nothing is left lying at the desk."""
    house = opened([])

    async def run() -> None:
        await house.ring()
        await asyncio.sleep(61)
        await house.desk.sweep()

    virtually(run)
    assert [closed.reason for closed in house.office.store.closed] == ["no_stream"]


def test_draining_waits_for_live_calls_and_refuses_new_ones() -> None:
    """A stop lets callers finish."""
    house = opened(["ja"])

    async def run() -> bool:
        line = FakeLine()
        house.later(house.speak(line, after_s=5))
        house.later(house.desk.serve(line, call_sid="CA1", token=await house.ring()))
        await asyncio.sleep(0.1)
        draining = asyncio.ensure_future(house.desk.drain(limit_s=60))
        await asyncio.sleep(0.1)
        refused = await house.desk.ringing(RingingCall("CA2", None, "+4722", "inbound"))
        assert isinstance(refused, Refused)
        return await draining

    assert virtually(run)
    assert house.office.store.closed[0].outcome == "done"


def test_a_drain_does_not_wait_for_ever() -> None:
    """Calls that outlast the limit are told of."""
    house = opened([])

    async def run() -> bool:
        serving = asyncio.ensure_future(
            house.desk.serve(FakeLine(), call_sid="CA1", token=await house.ring())
        )
        await asyncio.sleep(0.1)
        finished = await house.desk.drain(limit_s=3)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return finished

    assert not virtually(run)
