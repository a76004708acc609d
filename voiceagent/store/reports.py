"""Reads calls back: a list of them, or one whole. Values only, nothing of the database.

Moments are in UTC; whoever shows them knows the reader's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from voiceagent.ports import (
    DecisionRecord,
    FactRecord,
    HandoffRecord,
    LineRecord,
    MessageRecord,
)
from voiceagent.store.database import Database
from voiceagent.store.meetings import BOOKED
from voiceagent.store.records import (
    Call,
    Caller,
    Disposition,
    Fact,
    Handoff,
    Lead,
    Meeting,
    Record,
    Ruling,
    SpokenLine,
    TakenMessage,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class CallSummary:
    """A call in a list. What is known at its end only is None while it lasts.

    Attributes:
        policy_version: Empty for calls from before it was kept, as is ``policy_sha256``.
        transfer: What its last transfer came to (``ringing``, ``answered``, ``no-answer`` …); None
            where there was none.
    """

    id: str
    call_sid: str
    direction: str
    caller: str | None
    called: str
    policy: str
    language: str
    started: datetime
    lead_id: str
    lead_state: str
    ended: datetime | None
    duration_ms: int | None
    outcome: str | None
    disposition: str | None
    reason: str | None
    policy_version: str = ""
    policy_sha256: str = ""
    transfer: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """A meeting that a call led to."""

    id: str
    seller: str
    starts: datetime
    ends: datetime
    title: str
    agenda: str
    name: str
    company: str
    phone: str
    email: str
    ics: str
    state: str


@dataclass(frozen=True, slots=True)
class CallReport:
    """A call whole.

    Attributes:
        meetings: Those that stand, at the time to which they were moved last.
        cancelled: Those that were cancelled.
        facts: The last one of each slot, in the order in which the slots were last filled.
        handoffs: Every state that a transfer came into, in order.
    """

    summary: CallSummary
    lines: tuple[LineRecord, ...]
    facts: tuple[FactRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    meetings: tuple[MeetingSummary, ...]
    cancelled: tuple[MeetingSummary, ...]
    handoffs: tuple[HandoffRecord, ...]
    messages: tuple[MessageRecord, ...]


class CallReports:
    """What can be read about calls."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def calls(
        self, *, limit: int = 50, before: datetime | None = None
    ) -> tuple[CallSummary, ...]:
        """The latest calls, newest first; ``before`` gives those that began earlier.

        Raises:
            StoreError: The database is locked or out of reach.
        """
        query = _summaries().order_by(Call.started.desc(), Call.id).limit(limit)
        if before is not None:
            query = query.where(Call.started < before)
        async with self._database.reading() as connection:
            return tuple(CallSummary(*row) for row in await connection.execute(query))

    async def call(self, call_id: str) -> CallReport | None:
        """One call, by our name for it or the carrier's; None when there is no such call.

        Raises:
            StoreError: The database is locked or out of reach.
        """
        named = or_(Call.id == call_id, Call.call_sid == call_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(_summaries().where(named))).first()
            return None if row is None else await _whole(connection, CallSummary(*row))


async def _whole(connection: AsyncConnection, summary: CallSummary) -> CallReport:
    name = summary.id
    meetings = await _read(connection, MeetingSummary, Meeting, name, "starts")
    return CallReport(
        summary=summary,
        lines=await _read(connection, LineRecord, SpokenLine, name, "from_ms", "id"),
        facts=_latest(await _read(connection, FactRecord, Fact, name, "at_ms", "id")),
        decisions=await _read(connection, DecisionRecord, Ruling, name, "at_ms", "id"),
        meetings=tuple(one for one in meetings if one.state == BOOKED),
        cancelled=tuple(one for one in meetings if one.state != BOOKED),
        handoffs=await _read(connection, HandoffRecord, Handoff, name, "at", "id"),
        messages=await _read(connection, MessageRecord, TakenMessage, name, "at", "id"),
    )


async def _read(
    connection: AsyncConnection, kind: type[T], table: type[Record], call_id: str, *order: str
) -> tuple[T, ...]:
    """The rows of a call as values of ``kind``, whose fields bear the columns' names."""
    columns = table.__table__.c
    query = (
        select(*(columns[field.name] for field in fields(kind)))
        .where(columns["call_id"] == call_id)
        .order_by(*(columns[name] for name in order))
    )
    return tuple(kind(*row) for row in await connection.execute(query))


def _latest(facts: tuple[FactRecord, ...]) -> tuple[FactRecord, ...]:
    by_slot: dict[str, FactRecord] = {}
    for fact in facts:
        by_slot.pop(fact.slot, None)
        if fact.value is not None:  # else it was withdrawn
            by_slot[fact.slot] = fact
    return tuple(by_slot.values())


def _summaries() -> Select[*tuple[Any, ...]]:
    """The fields of :class:`CallSummary`, in their order."""
    transfer = (
        select(Handoff.state)
        .where(Handoff.call_id == Call.id)
        .order_by(Handoff.at.desc(), Handoff.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    columns = (
        *(Call.id, Call.call_sid, Call.direction, Caller.phone, Call.called),
        *(Call.policy, Call.language, Call.started, Lead.id, Lead.state),
        *(Disposition.ended, Disposition.duration_ms),
        *(Disposition.outcome, Disposition.disposition, Disposition.reason),
        *(Call.policy_version, Call.policy_sha256, transfer),
    )
    return (
        select(*columns)
        .join(Lead, Lead.id == Call.lead_id)
        .outerjoin(Caller, Caller.id == Call.caller_id)
        .outerjoin(Disposition, Disposition.call_id == Call.id)
    )
