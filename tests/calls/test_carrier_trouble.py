"""Transfers to a human, and a carrier whose REST interface fails: the caller is never left alone.

The calls of this module run at the same time, each with its own fate; the tests look at them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

import pytest

from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.report import CallReport, EndedBy, EventKind
from telephony.loopback.rest import Fault
from telephony.loopback.scenario import Scenario
from tests.calls.callers import WANTS_A_HUMAN, WRONG_NUMBER, caller, kinds, place
from tests.calls.house import Service
from voiceagent.store.reports import CallReport as BookedCall

pytestmark = pytest.mark.slow

LATE_S = 2.5
"""Longer than the service waits for the carrier."""

SERVED = {"answers": True, "ring_ms": 300, "talk_ms": 300}
ALONE = {"answers": False, "ring_ms": 300}
ASKS = {
    "greeting": WANTS_A_HUMAN,
    "transfer.failed": "Ja, gjerne.",
    "ask.message": "Jeg vil at dere ringer meg tilbake.",
    "ask.name": "Ola Hansen.",
}
DROPS = ASKS | {"ask.name": {"hang_up": True}}
GIVES_UP = {"greeting": WANTS_A_HUMAN, "transfer.failed": {"hang_up": True}}
CALLERS = {
    "served": (caller("served", "+4740000201", ASKS, human=SERVED), ()),
    "alone": (caller("alone", "+4740000202", ASKS, human=ALONE), ()),
    "dropped": (caller("dropped", "+4740000208", DROPS, human=ALONE), ()),
    "refused": (caller("refused", "+4740000203", GIVES_UP, human=SERVED), (Fault(500),)),
    "unheard": (caller("unheard", "+4740000204", GIVES_UP, human=SERVED), (Fault(503, LATE_S),)),
    "belated": (caller("belated", "+4740000207", ASKS, human=SERVED), (Fault(0, LATE_S),)),
    "held_once": (caller("held_once", "+4740000205", {"greeting": WRONG_NUMBER}), (Fault(500),)),
    "held": (
        caller("held", "+4740000206", {"greeting": WRONG_NUMBER}, human=SERVED),
        (Fault(500), Fault(503, LATE_S), Fault(500)),
    ),
}


@dataclass(frozen=True, slots=True)
class Met:
    """A call from both sides."""

    report: CallReport
    booked: BookedCall
    log: list[str]

    @property
    def handoffs(self) -> list[str]:
        """The states that its transfer came into."""
        return [handoff.state for handoff in self.booked.handoffs]


async def _all_at_once(service: Service) -> dict[str, Met]:
    async with LoopbackCarrier(service.carrier) as carrier:

        async def meet(scenario: Scenario, late_s: float) -> Met:
            await asyncio.sleep(late_s)
            report = await place(carrier, scenario)
            booked = await service.report(report.call_sid)
            lines = [
                line["event"] for line in service.log() if line.get("call_sid") == report.call_sid
            ]
            return Met(report, booked, lines)

        for scenario, faults in CALLERS.values():
            carrier.rest.faults_of[scenario.number or ""] = deque(faults)
        async with asyncio.TaskGroup() as tasks:
            meetings = {
                name: tasks.create_task(meet(scenario, place_no * 0.7))
                for place_no, (name, (scenario, _)) in enumerate(CALLERS.items())
            }
        return {name: meeting.result() for name, meeting in meetings.items()}


@pytest.fixture(scope="module")
def met(service: Service) -> dict[str, Met]:
    """All calls, made and over."""
    return asyncio.run(_all_at_once(service))


def test_a_human_who_answers_takes_the_call(met: dict[str, Met]) -> None:
    """The books have the hand-off in both its states, and the outcome (HAN)."""
    call = met["served"]
    assert EventKind.HUMAN_ANSWERED in kinds(call.report)
    assert call.report.ended_by is EndedBy.HUMAN
    assert call.booked.summary.outcome == "handed_over"
    assert call.handoffs == ["ringing", "answered"]


def test_a_caller_whom_nobody_takes_leaves_a_message(met: dict[str, Met]) -> None:
    """Nobody answers: the agent is back on a second stream, apologises and takes a message."""
    call = met["alone"]
    assert kinds(call.report).count(EventKind.STREAM_OPENED) == 2
    assert "transfer.failed" in call.report.heard
    assert call.booked.summary.outcome == "message_taken"
    assert call.handoffs == ["ringing", "no-answer"]
    assert len(call.booked.messages) == 1
    assert call.report.ended_by is EndedBy.AGENT


def test_a_message_that_was_told_is_kept_though_the_line_drops(met: dict[str, Met]) -> None:
    """GDP-09, DIA-06: whoever hangs up when asked for their name has left their message."""
    call = met["dropped"]
    assert call.report.ended_by is EndedBy.CALLER
    assert call.booked.summary.outcome == "message_taken"
    [message] = call.booked.messages
    assert "ring" in message.text
    assert message.phone == "+4740000208"


@pytest.mark.parametrize("name", ["refused", "unheard"])
def test_a_transfer_that_cannot_be_made_brings_an_apology(met: dict[str, Met], name: str) -> None:
    """The carrier says 500 or nothing: the caller stays with the agent, who offers a message."""
    call = met[name]
    assert kinds(call.report).count(EventKind.STREAM_OPENED) == 1
    assert "transfer.failed" in call.report.heard
    assert call.report.ended_by is EndedBy.CALLER
    assert EventKind.RINGING_HUMAN not in kinds(call.report)
    assert "a transfer could not be made" in call.log


def test_a_transfer_that_was_made_though_nobody_said_so_counts(met: dict[str, Met]) -> None:
    """The carrier answers too late: the agent has apologised, and then the human takes the call,
    knowing what it is about.
    """
    call = met["belated"]
    assert "a transfer could not be made" in call.log
    [whispered] = [one for one in call.report.events if one.kind is EventKind.HUMAN_ANSWERED]
    assert not whispered.text.startswith("Trykk")
    assert call.report.ended_by is EndedBy.HUMAN
    assert call.booked.summary.outcome == "handed_over"
    assert call.handoffs == ["ringing", "answered"]


def test_a_hang_up_that_fails_once_is_asked_for_again(met: dict[str, Met]) -> None:
    """The caller has said goodbye and hears no fallback."""
    call = met["held_once"]
    assert call.report.ended_by is EndedBy.AGENT
    assert EventKind.RINGING_HUMAN not in kinds(call.report)
    assert call.booked.summary.outcome == "wrong_number"
    assert call.log.count("the carrier would not hang up") == 1


def test_a_call_ends_though_the_carrier_never_hangs_up(met: dict[str, Met]) -> None:
    """500, silence, 500: the agent closes the stream, and the call is closed in the books."""
    call = met["held"]
    closed = next(one for one in call.report.events if one.kind is EventKind.STREAM_CLOSED)
    assert closed.text == "agent_closed"
    assert (call.booked.summary.outcome, call.booked.summary.reason) == ("wrong_number", "ended")
    assert call.log.count("the carrier would not hang up") == 3
