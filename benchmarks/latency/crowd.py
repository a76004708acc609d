"""So many calls at once, all the time: whoever hangs up is followed by the next caller.

The callers are those of the shipped scenarios, over real websockets and in real time. They ring one
after another until there are enough; what is measured then lasts for a window of time, in which
there are never fewer (but for the moment between two calls), and ends with everybody hanging up.
Left out are who says nothing and who is put through to a human: they hardly ask anything of us.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from models.loading import caller_voice
from telephony.loopback.caller import Caller
from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.live_call import CallerLine, LiveCall
from telephony.loopback.report import CallEvent, EndedBy, EventKind, ResponseLatency
from telephony.loopback.scenario import Scenario
from telephony.loopback.speech import Repertoire, rehearse
from voiceagent.rehearsal import scenarios

QUIET = ("human_is_away", "silent", "wants_a_human")
_STAGGER_S = 0.7
_RAMP_S = 12.0
_SETTLE_S = 3.0
_LEAST_S = 2.0
"""No call is begun that would be cut off sooner."""

Part = tuple[Scenario, Repertoire]
"""A caller and its lines, spoken beforehand."""


@dataclass(frozen=True, slots=True)
class CarriedCall:
    """What the caller's side tells of a call, within the window.

    Attributes:
        opened_ms: When its stream opened, by the call's clock; None where it never did.
        latencies: Its waits, after spoken turns alone.
        turns: Spoken turns.
        cut_ins: Turns in which we were heard before they were over.
        unanswered: Silences that the caller broke because nothing came.
        ended_by: Who ended it.
        lag_ms: How late a frame of the caller left, at worst.
    """

    call_sid: str
    scenario: str
    opened_ms: float | None
    latencies: Sequence[ResponseLatency]
    turns: int
    cut_ins: int
    unanswered: int
    ended_by: EndedBy
    lag_ms: float

    @property
    def dropped(self) -> bool:
        """Whether the service let go of it; who is over ends by us, and who is cut off by time."""
        return self.ended_by in (EndedBy.REFUSED, EndedBy.SOCKET, EndedBy.TROUBLE)


async def casting(names: Sequence[str] = ()) -> list[Part]:
    """The callers, with all that they will say; all shipped ones that are not quiet, or these.

    Raises:
        ProviderError: A voice failed.
    """
    chosen = [one for one in scenarios(names) if one.name not in QUIET]
    return [(one, await rehearse(one, caller_voice(one.voice))) for one in chosen]


def ramp_s(calls: int) -> float:
    """How long it takes until so many have rung and the first have been greeted."""
    return _stagger_s(calls) * calls + _SETTLE_S


async def keep_calling(
    carrier: LoopbackCarrier, parts: Sequence[Part], calls: int, window_s: float
) -> list[CarriedCall]:
    """Keep so many calls going until the window that follows the ramp is over."""
    begins_s = asyncio.get_running_loop().time() + ramp_s(calls)
    crowd = _Crowd(carrier, cycle(parts), begins_s, begins_s + window_s)
    async with asyncio.TaskGroup() as group:
        places = [
            group.create_task(crowd.place(place * _stagger_s(calls))) for place in range(calls)
        ]
    return [call for place in places for call in place.result()]


def _stagger_s(calls: int) -> float:
    return min(_STAGGER_S, _RAMP_S / calls)


@dataclass(frozen=True, slots=True)
class _Crowd:
    carrier: LoopbackCarrier
    parts: Iterator[Part]
    begins_s: float
    ends_s: float

    async def place(self, delay_s: float) -> list[CarriedCall]:
        """One call after the other."""
        await asyncio.sleep(delay_s)
        carried = []
        while (left_s := self.ends_s - asyncio.get_running_loop().time()) > _LEAST_S:
            carried.append(await self._carry(*next(self.parts), limit_ms=round(left_s * 1000)))
        return carried

    async def _carry(
        self, scenario: Scenario, repertoire: Repertoire, *, limit_ms: int
    ) -> CarriedCall:
        events: list[CallEvent] = []
        caller = Caller(scenario, repertoire, events.append)
        line = CallerLine(scenario.number or "", scenario.human, min(limit_ms, scenario.max_ms))
        call = LiveCall(self.carrier.settings, self.carrier.webhooks, line, caller, events.append)
        self.carrier.admit(call)
        ended_by = await call.run()
        # The window's beginning by the call's clock, which began when it was answered.
        now_s = asyncio.get_running_loop().time()
        from_ms = call.clock_ms - (now_s - self.begins_s) * 1000
        told = [event for event in events if event.at_ms >= from_ms]
        return CarriedCall(
            call_sid=call.sid,
            scenario=scenario.name,
            opened_ms=call.opened_ms,
            latencies=[
                one
                for one in caller.meter.results
                if one.by == "speech" and one.ended_ms >= from_ms
            ],
            turns=_count(told, EventKind.CALLER_SPOKE),
            cut_ins=_count(told, EventKind.CUT_IN),
            unanswered=_count(told, EventKind.NO_REPLY),
            ended_by=ended_by,
            lag_ms=call.lag_ms,
        )


def _count(events: Sequence[CallEvent], kind: EventKind) -> int:
    return sum(event.kind is kind for event in events)
