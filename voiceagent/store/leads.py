"""Leads: found by a telephone number or new, with the forms that they sent in.

A number belongs to one lead. Two that enter the same new number at once agree on the first one's
lead, on either database.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, case, delete, distinct, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from voiceagent.ports import IntentSignals, LeadCall, LeadReport, SourceReport, Submission
from voiceagent.store.database import Database
from voiceagent.store.meetings import BOOKED
from voiceagent.store.records import Call, Caller, Disposition, Lead, Meeting, SentForm
from voiceagent.store.upserts import added

RAW = "raw"
_FORM_FIELDS = (
    *(SentForm.id, SentForm.phone, SentForm.at, SentForm.name, SentForm.company),
    *(SentForm.email, SentForm.need, SentForm.source, SentForm.campaign, SentForm.touches),
    *(SentForm.downloads, SentForm.events),
)


async def identify(
    connection: AsyncConnection, dialect: str, phone: str | None, now: datetime
) -> tuple[str | None, str]:
    """The caller and the lead of a number; both new when it is, and no caller without one."""
    if phone is None:
        return None, await _new_lead(connection, now)
    query = select(Caller.id, Caller.lead_id).where(Caller.phone == phone)
    known = (await connection.execute(query)).one_or_none()
    if known is not None:
        return known.id, known.lead_id
    lead_id = await _new_lead(connection, now)
    values = {"id": uuid4().hex, "phone": phone, "lead_id": lead_id, "created": now}
    await connection.execute(added(Caller, dialect, keys=("phone",)), values)
    caller_id, kept_lead_id = (await connection.execute(query)).one()
    if kept_lead_id != lead_id:
        # The same new number was entered by somebody else while we waited for it.
        await connection.execute(delete(Lead).where(Lead.id == lead_id))
    return caller_id, kept_lead_id


async def _new_lead(connection: AsyncConnection, now: datetime) -> str:
    lead_id = uuid4().hex
    await connection.execute(insert(Lead), {"id": lead_id, "state": RAW, "created": now})
    return lead_id


class SqlLeadBook:
    """The port ``LeadBook`` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def submit(self, submission: Submission) -> str:
        """Keep a form with its lead, found by the number or new; returns the lead's id.

        Raises:
            StoreError: The database is locked, full or out of reach.
        """
        dialect = self._database.dialect
        known = select(SentForm.lead_id).where(SentForm.id == submission.id)
        async with self._database.writing() as connection:
            if (lead_id := await connection.scalar(known)) is not None:
                return lead_id
            _, lead_id = await identify(connection, dialect, submission.phone, submission.at)
            await connection.execute(
                added(SentForm, dialect, keys=("id",)), _row(submission, lead_id)
            )
            # Sent twice at once, the first one's lead is the form's.
            return await connection.scalar(known) or lead_id

    async def lead(self, lead_id: str) -> LeadReport | None:
        """A lead with its forms and calls; None when there is no such lead."""
        forms = select(*_FORM_FIELDS).where(SentForm.lead_id == lead_id)
        calls = (
            select(Call.id, Call.started, Call.policy, Call.policy_version, Disposition.outcome)
            .outerjoin(Disposition, Disposition.call_id == Call.id)
            .where(Call.lead_id == lead_id)
        )
        async with self._database.reading() as connection:
            query = select(Lead.id, Lead.state, Lead.created).where(Lead.id == lead_id)
            found = (await connection.execute(query)).one_or_none()
            if found is None:
                return None
            sent = await connection.execute(forms.order_by(SentForm.at, SentForm.id))
            made = await connection.execute(calls.order_by(Call.started, Call.id))
            return LeadReport(
                *found,
                tuple(_submission(row) for row in sent),
                tuple(LeadCall(*row) for row in made),
            )

    async def by_source(self) -> tuple[SourceReport, ...]:
        """Leads, those of them that were spoken with, and meetings that stand, by source."""
        booked = case((Meeting.state == BOOKED, Meeting.id))
        query = (
            select(
                SentForm.source,
                SentForm.campaign,
                func.count(distinct(SentForm.lead_id)),
                func.count(distinct(Call.lead_id)),
                func.count(distinct(booked)),
            )
            .outerjoin(Call, Call.lead_id == SentForm.lead_id)
            .outerjoin(Meeting, Meeting.call_id == Call.id)
            .group_by(SentForm.source, SentForm.campaign)
            .order_by(SentForm.source, SentForm.campaign)
        )
        async with self._database.reading() as connection:
            return tuple(SourceReport(*row) for row in await connection.execute(query))


def _row(form: Submission, lead_id: str) -> dict[str, object]:
    signals = form.signals
    return {
        "id": form.id,
        "lead_id": lead_id,
        "at": form.at,
        "phone": form.phone,
        "name": form.name,
        "company": form.company,
        "email": form.email,
        "need": form.need,
        "source": signals.source,
        "campaign": signals.campaign,
        "touches": signals.touches,
        "downloads": list(signals.downloads),
        "events": list(signals.events),
    }


def _submission(row: Row[*tuple[Any, ...]]) -> Submission:
    """A row of ``_FORM_FIELDS``."""
    signals = IntentSignals(
        row.source, row.campaign, row.touches, tuple(row.downloads), tuple(row.events)
    )
    form = (row.id, row.phone, row.at, row.name, row.company, row.email, row.need)
    return Submission(*form, signals)
