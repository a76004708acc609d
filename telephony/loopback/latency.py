"""How long the agent lets a caller wait, measured at the socket.

A turn of the caller that ends while the agent is quiet opens a measurement; the agent's first
audible sound closes it. A turn that ends in the agent's speech opens none, since what is heard
next is no reply. Source: the project's definition, end of the caller's last sound to the first
sound of the reply at the socket.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from telephony.loopback.audio import Voice, first_audible_ms
from telephony.loopback.report import ResponseLatency

OVERLAP_MS = 150
"""Agent sound that arrived so shortly before the turn's end is speech still going on."""


@dataclass(frozen=True, slots=True)
class _Pending:
    key: str
    by: str
    ended_ms: float


class LatencyMeter:
    """Measures one call.

    Attributes:
        results: Replies so far, in order.
        greeting_at_ms: When the first audible sound of the call arrived.
    """

    def __init__(self) -> None:
        self.results: list[ResponseLatency] = []
        self.greeting_at_ms: float | None = None
        self._pending: _Pending | None = None
        self._sounded_ms = float("-inf")
        self._reply_unnamed = False

    def turn_ended(self, at_ms: float, key: str, by: str, *, agent_playing: bool) -> bool:
        """The caller's last sound ended; False where the agent was speaking over it.

        Args:
            at_ms: When, to the sample.
            key: The prompt that was answered.
            by: ``"speech"`` or ``"keys"``.
            agent_playing: Whether audible audio of the agent waits to be played.
        """
        overlaps = agent_playing or at_ms - self._sounded_ms < OVERLAP_MS
        self._pending = None if overlaps else _Pending(key, by, at_ms)
        return not overlaps

    def turn_began(self) -> None:
        """The caller makes sound again: a reply that has not come yet is not waited for."""
        self._pending = None

    def agent_sent(self, samples: Voice, at_ms: float) -> ResponseLatency | None:
        """Audio of the agent arrived at the socket; returns the reply that it begins."""
        lead_ms = first_audible_ms(samples)
        if lead_ms is None:
            return None
        heard_ms = at_ms + lead_ms
        self._sounded_ms = heard_ms
        if self.greeting_at_ms is None:
            self.greeting_at_ms = heard_ms
        pending, self._pending = self._pending, None
        if pending is None:
            return None
        result = ResponseLatency(
            pending.key,
            pending.by,
            ended_ms=round(pending.ended_ms),
            socket_ms=round(heard_ms - pending.ended_ms),
        )
        self.results.append(result)
        self._reply_unnamed = True
        return result

    def agent_named(self, key: str) -> None:
        """A mark told what the last reply began with."""
        if self._reply_unnamed and self.results:
            self._reply_unnamed = False
            self.results[-1] = replace(self.results[-1], reply_key=key)
