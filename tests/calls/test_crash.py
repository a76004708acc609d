"""The service is killed in the middle of a call, and started again on what it left behind."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.report import EventKind
from tests.calls.callers import caller, kinds, place
from tests.calls.house import Service, serving, until
from tests.calls.phone import Phone, telephones
from voiceagent.store.reports import CallReport

pytestmark = pytest.mark.slow

BUYER = caller(
    "buyer",
    "+4740000101",
    {"greeting": "Hei, jeg er daglig leder, og vi trenger et nytt crm-system."},
    fallback={"silence": True},
    human={"answers": True, "ring_ms": 100, "talk_ms": 100},
    voice="kari",
)


async def test_a_kill_in_mid_call_loses_nothing_that_was_written(tmp_path: Path) -> None:
    """After SIGKILL a call is in the books up to the last entry, without a gap and with its
    facts; its caller reaches a human. The next start closes it as interrupted and takes calls.
    """
    service = Service(tmp_path)
    with serving(service):
        async with LoopbackCarrier(service.carrier) as carrier:
            calling = asyncio.ensure_future(place(carrier, BUYER))
            before = await _with_facts(service, carrier)
            entries = await service.timeline(before.summary.id)
            service.send(signal.SIGKILL)
            service.await_end(5)
            met = await calling
        assert EventKind.HUMAN_ANSWERED in kinds(met)

        after = await service.timeline(met.call_sid)
        assert after[: len(entries)] == entries
        assert [entry.sequence for entry in after] == list(range(len(after)))

        service.begin()
        service.await_ready()
        report = await service.report(met.call_sid)
        assert (report.summary.outcome, report.summary.reason) == ("interrupted", "crash")
        assert report.summary.duration_ms == after[-1].at_ms
        assert {fact.slot for fact in report.facts} >= {fact.slot for fact in before.facts}
        [closed] = service.log("calls that a crash left open were closed")
        assert closed["count"] == 1

        async with telephones(service) as webhooks:
            another = Phone(service, webhooks)
            async with another.call() as handset:
                await handset.heard(200)
        assert (await service.report(another.sid)).summary.outcome == "hung_up"


async def _with_facts(service: Service, carrier: LoopbackCarrier) -> CallReport:
    """The call as the books have it once something was learned in it."""

    async def ringing() -> str | None:
        return next((view.sid for view in carrier.views() if view.status == "in-progress"), None)

    call_sid = await until(ringing)

    async def learned() -> CallReport | None:
        report = await service.report(call_sid, closed=False)
        return report if report.facts else None

    return await until(learned, limit_s=30)
