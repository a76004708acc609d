"""Interruptions, by callers who know their every sample, on the real service in real time.

The service runs in a process of its own, led by :mod:`benchmarks.barge.dialog`; its callers ring it
as a carrier does, a few at a time. When we were silent is what the carrier's end of the wire saw,
where what we had sent ahead is played until it is cleared; what we thought is read from the flight
recorder afterwards. A carrier's own network, which would come on top, is not part of it.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.barge.callers import BargeCaller, Played
from benchmarks.barge.plans import Plan, plans
from benchmarks.barge.report import outcome
from benchmarks.barge.trials import Trial, judge
from benchmarks.reporting.report import Outcome, ProgressLine
from telephony.loopback.webhooks import WebhookClient, open_http
from voiceagent.rehearsal import Stage, service
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database

AT_ONCE = 8
"""Callers at a time: what more of them cost is the business of ``load``."""

_STAGGER_S = 0.3
_BOOKS_S = 2.0


def barge(quick: bool, progress: ProgressLine) -> Outcome:
    """Interrupt, and read the books afterwards.

    Raises:
        ProviderError: The service did not become ready.
    """
    return asyncio.run(_measure(quick, progress))


async def _measure(quick: bool, progress: ProgressLine) -> Outcome:
    progress("voices of the callers")
    callers = await plans(quick=quick)
    with tempfile.TemporaryDirectory(prefix="voiceagent-barge-") as folder:
        program = ("benchmarks.barge.service",)
        async with service(Path(folder) / "service", program=program) as stage:
            played = await _ring(stage, callers, progress)
            await asyncio.sleep(_BOOKS_S)
        trials = await _judged(stage, played)
    return outcome(trials, played)


async def _ring(stage: Stage, callers: Sequence[Plan], progress: ProgressLine) -> list[Played]:
    places = asyncio.Semaphore(AT_ONCE)
    begun = asyncio.Lock()
    over = 0

    async def ring(plan: Plan, webhooks: WebhookClient) -> Played:
        nonlocal over
        async with places:
            async with begun:
                await asyncio.sleep(_STAGGER_S)
            played = await BargeCaller(stage.carrier, webhooks, plan).run()
        over += 1
        progress(f"{over} of {len(callers)} calls are over", over / len(callers))
        return played

    progress(f"{len(callers)} callers, {AT_ONCE} at a time", 0.0)
    async with open_http(stage.carrier) as http:
        webhooks = WebhookClient(stage.carrier, http)
        return list(await asyncio.gather(*(ring(plan, webhooks) for plan in callers)))


async def _judged(stage: Stage, played: Sequence[Played]) -> list[Trial]:
    database = Database(stage.database_url)
    try:
        store = SqlCallStore(database)
        return [
            trial
            for call in played
            if not call.failure
            for trial in judge(call, await store.timeline(call.call_sid))
        ]
    finally:
        await database.close()
