"""Simulated callers with a short errand, for whole calls in real time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.loading import caller_voice
from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.placing import CallOptions, place_on
from telephony.loopback.report import CallEvent, CallReport, EventKind
from telephony.loopback.scenario import Scenario
from telephony.loopback.speech import rehearse

WANTS_A_HUMAN = "Kan jeg få snakke med et menneske?"
WRONG_NUMBER = "Beklager, jeg har ringt feil nummer."


def caller(name: str, number: str, answers: Mapping[str, object], **fields: object) -> Scenario:
    """Somebody who rings; what a test does not care about is filled in.

    Asked anything else, the caller says again what it is about: on a busy machine the recogniser
    may have been too late the first time.
    """
    whole: dict[str, object] = {
        "name": name,
        "description": "Made in a test.",
        "voice": "solveig",
        "number": number,
        "noise": {"kind": "white", "snr_db": 35},
        "think_ms": 100,
        "answers": dict(answers),
        "fallback": answers["greeting"],
        "expect": {"outcome": "hung_up"},
    }
    return Scenario.model_validate(whole | fields)


def _unheard(_name: str, _event: CallEvent) -> None:
    """The sink of those who want no events."""


async def place(
    carrier: LoopbackCarrier,
    scenario: Scenario,
    on_event: Callable[[str, CallEvent], None] = _unheard,
) -> CallReport:
    """Carry a caller's whole call."""
    repertoire = await rehearse(scenario, caller_voice(scenario.voice))
    return await place_on(carrier, CallOptions(scenario), repertoire, on_event)


def kinds(report: CallReport) -> list[EventKind]:
    """What happened in a call, in order."""
    return [event.kind for event in report.events]


def announced(report: CallReport) -> list[str]:
    """What the carrier's own voice said."""
    return [event.text for event in report.events if event.kind is EventKind.ANNOUNCED]
