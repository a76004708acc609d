"""The tables of calls: who rang, what was said, what was learned, why, and how it ended.

Everything about a call hangs on ``calls`` and goes with it when it is erased. Rows are added and
hardly ever changed: a call is open as long as it has no disposition, so "the first ending stands"
is a primary key and not a rule that somebody must remember.

A *caller* is a telephone number, a *lead* the business behind it; a lead may ring from several
numbers. Withheld numbers cannot be told apart: such a call gets a lead of its own and no caller.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import (
    JSON,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from voiceagent.store.columns import COUNTER, Instant, Words


class Record(DeclarativeBase):
    """The root of all tables; constraints have names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        str: Words,
        datetime: Instant,
        bool: Boolean,
        int: Integer,
        float: Float,
        object: JSON,
    }


def _of_call() -> Mapped[str]:
    return mapped_column(ForeignKey("calls.id", ondelete="CASCADE"))


class Lead(Record):
    """A business that may buy; ``state`` is its place in the lifecycle."""

    __tablename__ = "leads"
    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    created: Mapped[datetime]


class SentForm(Record):
    """A form that a lead sent in, and what they had done before; ``id`` is the sender's."""

    __tablename__ = "submissions"
    id: Mapped[str] = mapped_column(primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    phone: Mapped[str]
    name: Mapped[str]
    company: Mapped[str]
    email: Mapped[str]
    need: Mapped[str]
    source: Mapped[str]
    campaign: Mapped[str]
    touches: Mapped[int]
    downloads: Mapped[object]
    events: Mapped[object]
    __table_args__ = (Index("ix_submissions_source_campaign", "source", "campaign"),)


class Caller(Record):
    """A telephone number (E.164) and the lead it belongs to."""

    __tablename__ = "callers"
    id: Mapped[str] = mapped_column(primary_key=True)
    phone: Mapped[str] = mapped_column(unique=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    created: Mapped[datetime]


class Call(Record):
    """A call; ``instance`` is the service that carried it, which alone may declare it dead.

    ``policy_version`` is what the policy calls itself, ``policy_sha256`` tells whether its text was
    changed all the same; both are empty for calls from before they were kept.
    """

    __tablename__ = "calls"
    id: Mapped[str] = mapped_column(primary_key=True)
    call_sid: Mapped[str] = mapped_column(unique=True)
    direction: Mapped[str]
    caller_id: Mapped[str | None] = mapped_column(
        ForeignKey("callers.id", ondelete="SET NULL"), index=True
    )
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    called: Mapped[str]
    policy: Mapped[str]
    language: Mapped[str]
    started: Mapped[datetime] = mapped_column(index=True)
    instance: Mapped[str]
    policy_version: Mapped[str]
    policy_sha256: Mapped[str]


class Disposition(Record):
    """How a call ended. Its presence is what makes a call closed."""

    __tablename__ = "dispositions"
    call_id: Mapped[str] = mapped_column(
        ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True
    )
    ended: Mapped[datetime]
    duration_ms: Mapped[int]
    outcome: Mapped[str]
    disposition: Mapped[str]
    reason: Mapped[str]


class TimelineItem(Record):
    """An event or command; by far the most rows, so they lie together, call by call."""

    __tablename__ = "timeline"
    call_id: Mapped[str] = mapped_column(
        ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True
    )
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at_ms: Mapped[int]
    kind: Mapped[str]
    name: Mapped[str]
    body: Mapped[str]
    __table_args__ = ({"sqlite_with_rowid": False},)


class Fact(Record):
    """A slot's value with the evidence for it; a slot may have several, the last one counts."""

    __tablename__ = "facts"
    id: Mapped[int] = mapped_column(COUNTER, primary_key=True)
    call_id: Mapped[str] = _of_call()
    at_ms: Mapped[int]
    slot: Mapped[str]
    value: Mapped[object]
    display: Mapped[str]
    confirmed: Mapped[bool]
    utterance_id: Mapped[str]
    words: Mapped[str]
    confidence: Mapped[float]
    __table_args__ = (UniqueConstraint("call_id", "slot", "at_ms", "utterance_id"),)


class Ruling(Record):
    """A decision of the dialog. ``fingerprint`` tells apart two by one rule at one moment."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(COUNTER, primary_key=True)
    call_id: Mapped[str] = _of_call()
    at_ms: Mapped[int]
    rule: Mapped[str]
    detail: Mapped[str]
    utterance_id: Mapped[str]
    words: Mapped[str]
    fingerprint: Mapped[str]
    __table_args__ = (UniqueConstraint("call_id", "at_ms", "rule", "fingerprint"),)


class SpokenLine(Record):
    """A line of the transcript."""

    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(COUNTER, primary_key=True)
    call_id: Mapped[str] = _of_call()
    speaker: Mapped[str]
    from_ms: Mapped[int]
    to_ms: Mapped[int]
    text: Mapped[str]
    utterance_id: Mapped[str]
    complete: Mapped[bool]
    __table_args__ = (UniqueConstraint("call_id", "from_ms", "speaker", "utterance_id"),)


class Handoff(Record):
    """A state that a transfer to a human came into."""

    __tablename__ = "handoffs"
    id: Mapped[int] = mapped_column(COUNTER, primary_key=True)
    call_id: Mapped[str] = _of_call()
    at: Mapped[datetime]
    target: Mapped[str]
    summary: Mapped[str]
    state: Mapped[str]
    __table_args__ = (UniqueConstraint("call_id", "at", "state"),)


class TakenMessage(Record):
    """A message for a human."""

    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(COUNTER, primary_key=True)
    call_id: Mapped[str] = _of_call()
    at: Mapped[datetime]
    text: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str]
    __table_args__ = (UniqueConstraint("call_id", "at"),)


class Seller(Record):
    """A seller's name; its row is what two bookings for one seller queue for."""

    __tablename__ = "sellers"
    id: Mapped[str] = mapped_column(primary_key=True)


class SlotHold(Record):
    """A time kept for a call until ``expires``; one per call, and one per seller and start."""

    __tablename__ = "holds"
    call_id: Mapped[str] = mapped_column(primary_key=True)
    seller: Mapped[str] = mapped_column(ForeignKey("sellers.id", ondelete="CASCADE"))
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    expires: Mapped[datetime]
    __table_args__ = (UniqueConstraint("seller", "starts"),)


class Meeting(Record):
    """A meeting in the built-in calendar, with its .ics as it was made last.

    ``call_id`` is no foreign key: a meeting outlives the record of its call. ``state`` is
    ``booked`` or ``cancelled``; ``sequence`` counts the changes, ``changed`` is the last of them.
    """

    __tablename__ = "meetings"
    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    seller: Mapped[str] = mapped_column(ForeignKey("sellers.id"))
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    call_id: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    agenda: Mapped[str]
    name: Mapped[str]
    company: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    ics: Mapped[str]
    created: Mapped[datetime]
    state: Mapped[str]
    sequence: Mapped[int]
    changed: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "ix_meetings_standing",
            "seller",
            "starts",
            unique=True,
            sqlite_where=text("state = 'booked'"),
            postgresql_where=text("state = 'booked'"),
        ),
        Index("ix_meetings_starts", "starts"),
    )
