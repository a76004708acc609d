"""Writes calls: ``SqlCallStore`` is the port ``CallStore`` on SQLite or PostgreSQL.

Every record has a natural key, so a batch that is sent again after a doubtful failure changes
nothing. Where a later record may correct an earlier one under the same key (a fact, a line of the
transcript) the last one written stands; where the key says it all (an event, a state that a
transfer came into) the first one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import Delete, Select, delete, func, or_, select

from voiceagent.ports import (
    CallRecord,
    ClosedCall,
    DecisionRecord,
    FactRecord,
    HandoffRecord,
    LineRecord,
    MessageRecord,
    NewCall,
    TimelineEntry,
)
from voiceagent.store.database import Database
from voiceagent.store.leads import identify
from voiceagent.store.records import (
    Call,
    Disposition,
    Fact,
    Handoff,
    Record,
    Ruling,
    SlotHold,
    SpokenLine,
    TakenMessage,
    TimelineItem,
)
from voiceagent.store.upserts import Insert, added, replaced

Row = dict[str, object]

INTERRUPTED = "interrupted"


class SqlCallStore:
    """The durable record of calls.

    Args:
        database: Where it is kept; the tables must be there (see ``schema.migrate``).
        instance: Name of this service, the same after a restart. Two services on one database
            have two names, so that one that starts does not declare the other's calls dead.
    """

    def __init__(self, database: Database, *, instance: str = "voiceagent") -> None:
        self._database = database
        self._instance = instance
        self._inserts = _inserts(database.dialect)
        self._close = added(Disposition, database.dialect, keys=("call_id",))

    async def open_call(self, call: NewCall) -> None:
        """Enter a call, its caller and its lead (found by number, or new).

        Entering the same call again changes nothing.

        Raises:
            StoreError: The database is locked, full or out of reach, or the carrier's name
                belongs to another call.
        """
        async with self._database.writing() as connection:
            known = await connection.scalar(select(Call.id).where(Call.id == call.id))
            if known is not None:
                return
            caller_id, lead_id = await identify(
                connection, self._database.dialect, call.caller, call.started
            )
            await connection.execute(
                added(Call, self._database.dialect, keys=("id",)),
                {
                    "id": call.id,
                    "call_sid": call.call_sid,
                    "direction": call.direction,
                    "caller_id": caller_id,
                    "lead_id": lead_id,
                    "called": call.called,
                    "policy": call.policy,
                    "policy_version": call.policy_version,
                    "policy_sha256": call.policy_sha256,
                    "language": call.language,
                    "started": call.started,
                    "instance": self._instance,
                },
            )

    async def append(self, records: Sequence[CallRecord]) -> None:
        """Write records of one or many calls in one transaction; writing one twice is harmless.

        Raises:
            StoreError: Nothing of it was written.
        """
        rows: dict[type[Record], list[Row]] = {}
        for record in records:
            table, row = _row(record)
            rows.setdefault(table, []).append(row)
        if not rows:
            return
        async with self._database.writing() as connection:
            for table, batch in rows.items():
                await connection.execute(self._inserts[table], batch)

    async def close_call(self, closed: ClosedCall) -> None:
        """Enter how a call ended; the first ending of a call stands.

        Raises:
            StoreError: The database is locked, full or out of reach.
        """
        async with self._database.writing() as connection:
            await connection.execute(
                self._close,
                {
                    "call_id": closed.call_id,
                    "ended": closed.ended,
                    "duration_ms": closed.duration_ms,
                    "outcome": closed.outcome,
                    "disposition": closed.disposition,
                    "reason": closed.reason,
                },
            )

    async def close_interrupted(self, now: datetime) -> tuple[str, ...]:
        """Close the calls of this instance that a crash left open; returns their ids.

        Such a call ended where its timeline ends. What was learned is kept, what it held in the
        calendar is freed.
        """
        async with self._database.writing() as connection:
            rows = (await connection.execute(_open_calls(self._instance))).all()
            if not rows:
                return ()
            endings = [_interrupted(call, started, last or 0, now) for call, started, last in rows]
            await connection.execute(self._close, endings)
            for call, _, _ in rows:
                await connection.execute(_free(call))
        return tuple(call for call, _, _ in rows)

    async def timeline(self, call_id: str) -> tuple[TimelineEntry, ...]:
        """A call's events and commands in order; ``call_id`` may be the carrier's name for it."""
        wanted = (
            select(Call.id)
            .where(or_(Call.id == call_id, Call.call_sid == call_id))
            .scalar_subquery()
        )
        query = (
            select(
                TimelineItem.call_id,
                TimelineItem.sequence,
                TimelineItem.at_ms,
                TimelineItem.kind,
                TimelineItem.name,
                TimelineItem.body,
            )
            .where(TimelineItem.call_id == wanted)
            .order_by(TimelineItem.sequence)
        )
        async with self._database.reading() as connection:
            return tuple(TimelineEntry(*row) for row in await connection.execute(query))


def _inserts(dialect: str) -> dict[type[Record], Insert]:
    return {
        TimelineItem: added(TimelineItem, dialect, keys=("call_id", "sequence")),
        Fact: replaced(Fact, dialect, keys=("call_id", "slot", "at_ms", "utterance_id")),
        Ruling: added(Ruling, dialect, keys=("call_id", "at_ms", "rule", "fingerprint")),
        SpokenLine: replaced(
            SpokenLine, dialect, keys=("call_id", "from_ms", "speaker", "utterance_id")
        ),
        Handoff: added(Handoff, dialect, keys=("call_id", "at", "state")),
        TakenMessage: replaced(TakenMessage, dialect, keys=("call_id", "at")),
    }


def _row(record: CallRecord) -> tuple[type[Record], Row]:
    match record:
        case TimelineEntry():
            return TimelineItem, _fields(record)
        case FactRecord():
            return Fact, _fields(record)
        case DecisionRecord():
            return Ruling, {**_fields(record), "fingerprint": _fingerprint(record)}
        case LineRecord():
            return SpokenLine, _fields(record)
        case HandoffRecord():
            return Handoff, _fields(record)
        case MessageRecord():
            return TakenMessage, _fields(record)


def _fields(record: CallRecord) -> Row:
    """The record's fields, which bear their columns' names."""
    return {name: getattr(record, name) for name in record.__slots__}


def _fingerprint(decision: DecisionRecord) -> str:
    content = "\x1f".join((decision.detail, decision.utterance_id, decision.words))
    return blake2b(content.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _open_calls(instance: str) -> Select[str, datetime, int | None]:
    """Calls without a disposition, with when they began and the last moment known of them."""
    last_ms = (
        select(func.max(TimelineItem.at_ms)).where(TimelineItem.call_id == Call.id)
    ).scalar_subquery()
    return (
        select(Call.id, Call.started, last_ms)
        .outerjoin(Disposition, Disposition.call_id == Call.id)
        .where(Disposition.call_id.is_(None), Call.instance == instance)
        .order_by(Call.started, Call.id)
    )


def _interrupted(call_id: str, started: datetime, last_ms: int, now: datetime) -> Row:
    return {
        "call_id": call_id,
        "ended": max(started, min(now, started + timedelta(milliseconds=last_ms))),
        "duration_ms": last_ms,
        "outcome": INTERRUPTED,
        "disposition": INTERRUPTED,
        "reason": "crash",
    }


def _free(call_id: str) -> Delete:
    return delete(SlotHold).where(SlotHold.call_id == call_id)
