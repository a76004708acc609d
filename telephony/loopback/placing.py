"""Placing simulated calls: what the command line uses.

``place_calls`` opens one carrier, rehearses every caller's lines first (so that no voice has to be
made while calls are measured), then rings one after another, the longest call first, and waits for
all. A call that goes wrong becomes a report with its failures; it never harms the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from telephony.loopback.caller import Caller
from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.live_call import CallerLine, LiveCall
from telephony.loopback.report import (
    CallEvent,
    CallReport,
    EndedBy,
    EventKind,
    EventSink,
    outcome_heard,
)
from telephony.loopback.scenario import Scenario
from telephony.loopback.speech import Repertoire, VoiceSource, rehearse
from telephony.loopback.stream import Tracks
from telephony.loopback.webhooks import CarrierSettings

STAGGER_MS = 700
"""Between one ring and the next. People do not ring on a signal: callers who begin within the same
moment also answer the same prompts in the same moment, which no real load does."""


@dataclass(frozen=True, slots=True)
class CallOptions:
    """One call to be placed.

    Attributes:
        scenario: Who calls, and why.
        number: The caller's number instead of the scenario's; ``""`` withholds it.
        keep_audio: Folder for a recording of both sides; None for no recording.
    """

    scenario: Scenario
    number: str | None = None
    keep_audio: Path | None = None


def _unheard(_scenario: str, _event: CallEvent) -> None:
    """The sink of those who want no events."""


async def place_call(
    options: CallOptions,
    *,
    settings: CarrierSettings,
    voices: VoiceSource,
    on_event: EventSink = _unheard,
) -> CallReport:
    """Place one call and carry it to its end.

    Raises:
        ConfigurationError: The voice is not known, or the REST port is taken.
        ProviderError: The voice failed.
    """
    return (await place_calls([options], settings=settings, voices=voices, on_event=on_event))[0]


async def place_calls(
    calls: Sequence[CallOptions],
    *,
    settings: CarrierSettings,
    voices: VoiceSource,
    on_event: EventSink = _unheard,
    stagger_ms: int = STAGGER_MS,
) -> list[CallReport]:
    """Place calls that run at the same time; reports come in the order of ``calls``.

    Raises:
        ConfigurationError: A voice is not known, or the REST port is taken.
        ProviderError: A voice failed.
    """
    async with LoopbackCarrier(settings) as carrier:
        repertoires = [
            await rehearse(options.scenario, voices(options.scenario.voice)) for options in calls
        ]
        places = _ringing_places([options.scenario.length_s for options in calls])
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(
                    _place_late(carrier, options, repertoire, on_event, place * stagger_ms)
                )
                for options, repertoire, place in zip(calls, repertoires, places, strict=True)
            ]
        return [task.result() for task in tasks]


def _ringing_places(lengths_s: Sequence[int]) -> list[int]:
    """Each call's place in the order of ringing: the longest first, so that all end early."""
    order = sorted(range(len(lengths_s)), key=lambda place: -lengths_s[place])
    return [order.index(place) for place in range(len(lengths_s))]


async def _place_late(
    carrier: LoopbackCarrier,
    options: CallOptions,
    repertoire: Repertoire,
    on_event: EventSink,
    delay_ms: int,
) -> CallReport:
    await asyncio.sleep(delay_ms / 1000)
    return await place_on(carrier, options, repertoire, on_event)


async def place_on(
    carrier: LoopbackCarrier,
    options: CallOptions,
    repertoire: Repertoire,
    on_event: EventSink = _unheard,
) -> CallReport:
    """Place a call through a carrier that is open, with lines that are rehearsed."""
    scenario = options.scenario
    events: list[CallEvent] = []

    def note(event: CallEvent) -> None:
        events.append(event)
        on_event(scenario.name, event)

    number = scenario.number if options.number is None else options.number
    line = CallerLine(number or "", scenario.human, scenario.max_ms)
    caller = Caller(scenario, repertoire, note)
    tracks = Tracks() if options.keep_audio else None
    call = LiveCall(carrier.settings, carrier.webhooks, line, caller, note, tracks)
    carrier.admit(call)
    ended_by = await call.run()
    recording = _keep(tracks, options, call.sid)
    return _report(scenario, call, caller, ended_by, events, recording)


def _keep(tracks: Tracks | None, options: CallOptions, call_sid: str) -> Path | None:
    if tracks is None or options.keep_audio is None:
        return None
    options.keep_audio.mkdir(parents=True, exist_ok=True)
    path = options.keep_audio / f"{options.scenario.name}-{call_sid[-8:]}.wav"
    path.write_bytes(tracks.wav())
    return path


def _report(
    scenario: Scenario,
    call: LiveCall,
    caller: Caller,
    ended_by: EndedBy,
    events: Sequence[CallEvent],
    recording: Path | None,
) -> CallReport:
    heard = tuple(caller.ear.heard)
    outcome = outcome_heard(heard, bridged=call.bridged, ended_by=ended_by)
    greeted_ms, opened_ms = caller.meter.greeting_at_ms, call.opened_ms
    silent = greeted_ms is None or opened_ms is None
    return CallReport(
        scenario=scenario.name,
        call_sid=call.sid,
        voice=scenario.voice,
        duration_ms=call.duration_ms,
        ended_by=ended_by,
        outcome=outcome,
        heard=heard,
        latencies=tuple(caller.meter.results),
        barge_ins=tuple(caller.barge_ins),
        events=tuple(events),
        failures=tuple(_failures(scenario, heard, outcome, ended_by, events)),
        greeting_ms=None if silent else round((greeted_ms or 0) - (opened_ms or 0)),
        pacing_lag_ms=round(call.lag_ms),
        recording=recording,
    )


def _failures(
    scenario: Scenario,
    heard: Sequence[str],
    outcome: str,
    ended_by: EndedBy,
    events: Sequence[CallEvent],
) -> list[str]:
    expected = scenario.expect
    failures = [event.text for event in events if event.kind is EventKind.TROUBLE]
    failures += [
        f"no reply within the caller's patience after {event.key or 'the opening'}"
        for event in events
        if event.kind is EventKind.NO_REPLY
    ]
    match ended_by:
        case EndedBy.TIME_LIMIT:
            failures.append(f"the call was not over after {scenario.max_ms} ms")
        case EndedBy.SOCKET:
            failures.append("the agent's socket closed and the call was not hung up")
        case EndedBy.REFUSED:
            failures.append("the call was refused")
        case _:
            pass
    if outcome != expected.outcome:
        failures.append(f"outcome {outcome or 'unknown'}, expected {expected.outcome}")
    failures += [
        f"never heard: {key}"
        for key in expected.heard
        if not any(said == key or said.startswith(f"{key}.") for said in heard)
    ]
    return failures
