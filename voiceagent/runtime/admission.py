"""Whether there is room for another call, and who may open its stream.

A call is let in while fewer than ``max_calls`` are going on and we are not draining. Being let in
reserves a place until the stream opens or ``token_ttl_ms`` has passed. The stream proves itself by a
token of 192 random bits, bound to its call and good for one use.

Source: spec/telephony.md §2.3 for the token's rules.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from voiceagent.errors import AuthenticationError, CapacityError, ProtocolError
from voiceagent.ports import Clock


@dataclass(frozen=True, slots=True)
class AdmissionSettings:
    """How many calls, and how long an accepted one may take to open its stream."""

    max_calls: int
    token_ttl_ms: int = 60_000


@dataclass(slots=True)
class _Place:
    """A call's place. ``token`` is None once it has been used."""

    token: str | None
    issued_ms: float
    live: bool = False
    away: bool = False


class Admission:
    """The door."""

    def __init__(self, clock: Clock, settings: AdmissionSettings) -> None:
        self._clock = clock
        self._settings = settings
        self._places: dict[str, _Place] = {}
        self.draining = False

    @property
    def count(self) -> int:
        """Calls that hold a place."""
        return len(self._places)

    @property
    def live(self) -> int:
        """Calls with an open stream."""
        return sum(place.live for place in self._places.values())

    def admit(self, call_sid: str) -> str:
        """Reserve a place; returns the token for the stream.

        A call that has a place already gets a new token, unless its stream is open.

        Raises:
            CapacityError: Full, or draining. A call that is away (transferred) may always return.
            ProtocolError: The call's stream is open.
        """
        self.expire()
        place = self._places.get(call_sid)
        if place is not None and place.live:
            raise ProtocolError("the call has a stream already")
        if place is None:
            if self.draining:
                raise CapacityError("draining")
            if len(self._places) >= self._settings.max_calls:
                raise CapacityError("full")
        token = secrets.token_urlsafe(24)
        self._places[call_sid] = _Place(token, self._clock.monotonic_ms())
        return token

    def enter(self, call_sid: str, token: str) -> None:
        """The call's stream has opened with this token.

        Raises:
            AuthenticationError: The token is unknown, spent, late or another call's.
            ProtocolError: The call's stream is open already.
        """
        place = self._places.get(call_sid)
        if place is not None and place.live:
            raise ProtocolError("the call has a stream already")
        known = place.token if place is not None and place.token is not None else ""
        fresh = place is not None and not self._late(place)
        if not hmac.compare_digest(known.encode(), token.encode()) or not known or not fresh:
            raise AuthenticationError("the stream's token is not valid")
        assert place is not None
        place.token = None
        place.live = True

    def leave_for_a_while(self, call_sid: str) -> None:
        """The call was transferred: its stream is closed, but it may come back."""
        if place := self._places.get(call_sid):
            place.live, place.away = False, True

    def leave(self, call_sid: str) -> None:
        """The call is over."""
        self._places.pop(call_sid, None)

    def expire(self) -> tuple[str, ...]:
        """Give up places whose stream never opened; returns their calls."""
        late = tuple(
            call_sid
            for call_sid, place in self._places.items()
            if not place.live and not place.away and self._late(place)
        )
        for call_sid in late:
            del self._places[call_sid]
        return late

    def _late(self, place: _Place) -> bool:
        return self._clock.monotonic_ms() - place.issued_ms > self._settings.token_ttl_ms
