"""The durable record of calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call to be entered.

    Attributes:
        policy: The policy that holds it.
        policy_version: What that calls its version; two calls are compared by it.
        policy_sha256: Of the policy's content: two texts under one version are told apart.
        language: The language in which it begins.
    """

    id: str
    call_sid: str
    direction: str
    caller: str | None
    called: str
    policy: str
    language: str
    started: datetime
    policy_version: str = ""
    policy_sha256: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event or command of a call, in its order; ``body`` is JSON text."""

    call_id: str
    sequence: int
    at_ms: int
    kind: str
    name: str
    body: str


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A slot's value with its evidence; a later one for the same slot replaces it in reports."""

    call_id: str
    at_ms: int
    slot: str
    value: object
    display: str
    confirmed: bool
    utterance_id: str
    words: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """Why the dialog did what it did."""

    call_id: str
    at_ms: int
    rule: str
    detail: str
    utterance_id: str
    words: str


@dataclass(frozen=True, slots=True)
class LineRecord:
    """A line of the transcript: what was said, and whether it was heard in full."""

    call_id: str
    speaker: str
    from_ms: int
    to_ms: int
    text: str
    utterance_id: str
    complete: bool


@dataclass(frozen=True, slots=True)
class HandoffRecord:
    """A transfer to a human and how it ended (``ringing``, ``answered``, ``no-answer``, …)."""

    call_id: str
    at: datetime
    target: str
    summary: str
    state: str


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """A message taken for a human."""

    call_id: str
    at: datetime
    text: str
    name: str
    phone: str


CallRecord = (
    TimelineEntry | FactRecord | DecisionRecord | LineRecord | HandoffRecord | MessageRecord
)


@dataclass(frozen=True, slots=True)
class ClosedCall:
    """How a call ended. ``outcome`` is the policy's code, ``disposition`` the standard one."""

    call_id: str
    ended: datetime
    duration_ms: int
    outcome: str
    disposition: str
    reason: str


class CallStore(Protocol):
    """The durable record of calls. What a method has returned from survives a crash."""

    async def open_call(self, call: NewCall) -> None:
        """Enter a call, its caller and its lead (found by number, or new).

        Raises:
            StoreError: The database is locked, full or out of reach.
        """
        ...

    async def append(self, records: Sequence[CallRecord]) -> None:
        """Write records of one or many calls in one transaction; writing one twice is harmless.

        Raises:
            StoreError: Nothing of it was written.
        """
        ...

    async def close_call(self, closed: ClosedCall) -> None:
        """Enter how a call ended; the first ending of a call stands.

        Raises:
            StoreError: The database is locked, full or out of reach.
        """
        ...

    async def close_interrupted(self, now: datetime) -> tuple[str, ...]:
        """Close calls that a crash left open as ``interrupted``; returns their ids."""
        ...

    async def timeline(self, call_id: str) -> tuple[TimelineEntry, ...]:
        """A call's events and commands in order; ``call_id`` may be the carrier's name for it."""
        ...
