"""When a call counts as handed over: by the human's answer, whatever else is reported and when."""

from __future__ import annotations

import asyncio

from tests.runtime.test_desk import House, opened, virtually
from tests.runtime.test_unhappy_ends import opened_for_handing
from tests.support.line import FakeLine
from voiceagent.ports import Accepted, CallProgress, HandoffRecord


def records_of(house: House) -> list[str]:
    """The states that transfers came into, in order."""
    return [one.state for one in house.office.store.records if isinstance(one, HandoffRecord)]


async def ring_a_human(house: House) -> None:
    """A call whose caller has been sent to a human, whose telephone rings."""
    line = FakeLine()
    token = await house.ring()
    serving = asyncio.ensure_future(house.desk.serve(line, call_sid="CA1", token=token))
    await asyncio.sleep(5)
    line.hang_up()
    await serving


def test_a_caller_is_handed_over_when_the_human_answers_and_not_before() -> None:
    """While it rings the books say so; the answer is in them at once, and only once (HND-06)."""
    house = opened_for_handing([])

    async def run() -> None:
        await ring_a_human(house)
        assert records_of(house) == ["ringing"]
        for _ in range(2):
            await house.desk.human_answered("CA1")
        assert records_of(house) == ["ringing", "answered"]
        assert house.office.store.closed == []
        await house.desk.transfer_ended("CA1", answered=True, code="completed")
        await house.desk.human_answered("CA1")

    virtually(run)
    assert records_of(house) == ["ringing", "answered"]
    (closed,) = house.office.store.closed
    assert (closed.outcome, closed.reason) == ("handed_over", "transferred")


def test_an_answered_transfer_whose_end_nobody_reports_was_handed_over() -> None:
    """The call's end is told, the transfer's is lost: the human had the caller all the same."""
    house = opened_for_handing([])

    async def run() -> None:
        await ring_a_human(house)
        await house.desk.human_answered("CA1")
        await house.desk.progress(CallProgress("CA1", "completed", 9))
        await asyncio.sleep(6)
        await house.desk.sweep()

    virtually(run)
    (closed,) = house.office.store.closed
    assert (closed.outcome, closed.reason) == ("handed_over", "transferred")


def test_a_human_who_takes_the_call_too_late_has_not_answered() -> None:
    """The carrier's last word on the transfer counts: the two never spoke, the caller is back."""
    house = opened_for_handing([])

    async def run() -> None:
        await ring_a_human(house)
        await house.desk.human_answered("CA1")
        back = await house.desk.transfer_ended("CA1", answered=False, code="no-answer")
        assert isinstance(back, Accepted)
        await house.desk.serve(FakeLine(), call_sid="CA1", token=back.token)

    virtually(run)
    assert records_of(house) == ["ringing", "answered", "no-answer"]
    (closed,) = house.office.store.closed
    assert closed.outcome == "message_taken"


def test_an_answer_to_a_call_that_we_do_not_know_is_let_go() -> None:
    """A restart forgets calls; the two are connected without us."""
    house = opened([])

    async def run() -> None:
        await house.desk.human_answered("CA404")

    virtually(run)
    assert records_of(house) == []
