"""Whether there is room for another call, and who may open its stream.

A call is let in while fewer than ``max_calls`` are going on and we are not draining. Being let in
reserves a place until the stream opens or ``token_ttl_ms`` has passed. The stream proves itself by
a token of 192 random bits, bound to its call and good for one use.

A call that is away (transferred) costs us nothing, so it does not count; it may always come back,
even as one too many. One that nobody ever reports as over is given up after ``away_ttl_ms``.

Source: spec/telephony.md §2.3 for the token's rules; Twilio, ``<Dial timeLimit>``: a bridged call
lasts four hours at most.
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
    away_ttl_ms: int = 4 * 3_600_000 + 300_000


@dataclass(slots=True)
class _Place:
    """A call's place. ``token`` is None once it has been used.

    ``since_ms`` is when the token was issued, or when the call went away.
    """

    token: str | None
    since_ms: float
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
        """Calls that take up room: live, or expected to open their stream."""
        return sum(not place.away and not self._late(place) for place in self._places.values())

    @property
    def unfinished(self) -> int:
        """Calls that still need this process: all of the above, and those that may come back."""
        return sum(not self._late(place) for place in self._places.values())

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
        place = self._places.get(call_sid)
        if place is not None and place.live:
            raise ProtocolError("the call has a stream already")
        if place is None:
            if self.draining:
                raise CapacityError("draining")
            if self.count >= self._settings.max_calls:
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
            place.since_ms = self._clock.monotonic_ms()

    def leave(self, call_sid: str) -> None:
        """The call is over."""
        self._places.pop(call_sid, None)

    def expire(self) -> tuple[str, ...]:
        """Give up places whose stream did not open in time; returns their calls."""
        late = tuple(call_sid for call_sid, place in self._places.items() if self._late(place))
        for call_sid in late:
            del self._places[call_sid]
        return late

    def _late(self, place: _Place) -> bool:
        if place.live:
            return False
        ttl_ms = self._settings.away_ttl_ms if place.away else self._settings.token_ttl_ms
        return self._clock.monotonic_ms() - place.since_ms > ttl_ms
