"""The house as a carrier sees it: what it asks and tells us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from voiceagent.ports.line import PhoneLine


@dataclass(frozen=True, slots=True)
class RingingCall:
    """A call that the carrier asks us to take.

    Attributes:
        call_sid: The carrier's name for it.
        caller: The other party in E.164, or None when withheld.
        called: Our number in E.164.
        direction: ``"inbound"``, or ``"outbound"`` where we placed it.
    """

    call_sid: str
    caller: str | None
    called: str
    direction: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """We take the call; the media stream must present ``token``, once."""

    token: str


@dataclass(frozen=True, slots=True)
class Refused:
    """We cannot take it: say ``sentence``, or ring ``overflow`` instead when there is one."""

    code: str
    sentence: str
    overflow: str | None


@dataclass(frozen=True, slots=True)
class CallProgress:
    """A call's state at the carrier. May come late, twice or out of order.

    Attributes:
        state: ``queued``, ``ringing``, ``in-progress``, ``completed``, ``busy``, ``failed``,
            ``no-answer`` or ``canceled``.
        sequence: The carrier's counter within the call; -1 where it gives none.
    """

    call_sid: str
    state: str
    sequence: int
    duration_s: int | None = None


class Desk(Protocol):
    """The house as a carrier sees it."""

    async def ringing(self, call: RingingCall) -> Accepted | Refused:
        """Decide whether to take a call. Asking again for the same call gives a new token."""
        ...

    async def serve(self, line: PhoneLine, *, call_sid: str, token: str) -> None:
        """Carry a call whose media stream has opened; returns when the stream is done.

        Raises:
            AuthenticationError: The token is unknown, spent, late or another call's.
            ProtocolError: The call already has a stream.
        """
        ...

    async def progress(self, progress: CallProgress) -> None:
        """Take note of a call's state at the carrier. Idempotent and free of order."""
        ...

    async def human_answered(self, call_sid: str) -> None:
        """The human who is being rung takes the call. Idempotent; how it ended is told later."""
        ...

    async def transfer_ended(
        self, call_sid: str, *, answered: bool, code: str
    ) -> Accepted | Refused:
        """A transfer is over; when nobody answered, the caller comes back with a new token.

        Returns:
            ``Refused`` with an empty sentence when the human took the call: nothing is left to do.
        """
        ...
