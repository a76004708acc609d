"""Calls and records to fill a database with."""

from __future__ import annotations

from datetime import UTC, datetime

from voiceagent.ports import (
    ClosedCall,
    DecisionRecord,
    FactRecord,
    LineRecord,
    NewCall,
    TimelineEntry,
)

NOON = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
NUMBER = "+4790000001"


def new_call(name: str = "c1", *, caller: str | None = NUMBER, started: datetime = NOON) -> NewCall:
    """An inbound call."""
    return NewCall(
        id=name,
        call_sid=f"CA-{name}",
        direction="inbound",
        caller=caller,
        called="+4721000000",
        policy="kontorvarme",
        language="nb",
        started=started,
    )


def entry(sequence: int, *, call: str = "c1", at_ms: int | None = None) -> TimelineEntry:
    """An event of a call."""
    when = sequence * 20 if at_ms is None else at_ms
    return TimelineEntry(call, sequence, when, "event", "Ticked", f'{{"at_ms": {when}}}')


def fact(slot: str, value: object, *, at_ms: int = 1_000, call: str = "c1") -> FactRecord:
    """What was learned."""
    return FactRecord(call, at_ms, slot, value, str(value), True, "t1.1", "æ vil ha det", 0.9)


def decision(rule: str, detail: str, *, at_ms: int = 1_000, call: str = "c1") -> DecisionRecord:
    """Why something was done."""
    return DecisionRecord(call, at_ms, rule, detail, "t1.1", "ja")


def line(speaker: str, text: str, *, from_ms: int, call: str = "c1") -> LineRecord:
    """What was said."""
    return LineRecord(call, speaker, from_ms, from_ms + 900, text, f"{speaker}{from_ms}", True)


def closed(outcome: str = "booked", *, call: str = "c1") -> ClosedCall:
    """An ending."""
    return ClosedCall(call, NOON, 61_000, outcome, "meeting-booked", "agent-hung-up")
