"""Leads that come by a form: what it said, and what the person had done before (QUA-16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class IntentSignals:
    """What a person did before they asked to be called.

    Attributes:
        source: Where they came from, as the sender names it.
        campaign: What had brought them there.
        touches: How often they had been in touch before.
        downloads: What they downloaded.
        events: What they took part in: webinars, fairs.
    """

    source: str = ""
    campaign: str = ""
    touches: int = 0
    downloads: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was sent in.

    Attributes:
        id: The sender's name for it: sent again it is the same one.
        phone: E.164; the lead is found by it.
        at: When it came.
    """

    id: str
    phone: str
    at: datetime
    name: str
    company: str
    email: str
    need: str
    signals: IntentSignals


@dataclass(frozen=True, slots=True)
class LeadCall:
    """A call of a lead's, in short; the outcome is None while it lasts."""

    id: str
    started: datetime
    policy: str
    policy_version: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class LeadReport:
    """A lead with what it rests on: its forms, oldest first, and its calls."""

    id: str
    state: str
    created: datetime
    submissions: tuple[Submission, ...]
    calls: tuple[LeadCall, ...]


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What came of a source and campaign; a lead counts for each from which it sent a form."""

    source: str
    campaign: str
    leads: int
    called: int
    meetings: int


class LeadBook(Protocol):
    """The durable record of forms. What a method has returned from survives a crash."""

    async def submit(self, submission: Submission) -> str:
        """Keep a form with its lead, found by the number or new; returns the lead's id.

        Sent again under the same id, nothing changes.

        Raises:
            StoreError: The database is locked, full or out of reach.
        """
        ...

    async def lead(self, lead_id: str) -> LeadReport | None:
        """A lead whole; None when there is no such lead.

        Raises:
            StoreError: The database is locked or out of reach.
        """
        ...

    async def by_source(self) -> tuple[SourceReport, ...]:
        """Leads, calls and meetings of each source and campaign, by name.

        Raises:
            StoreError: The database is locked or out of reach.
        """
        ...
