"""What a simulated caller can tell of its call, and how figures over many calls are made.

Times are milliseconds since the call was answered unless a name says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class EventKind(StrEnum):
    """What happened, as the caller and the carrier saw it."""

    RINGING = "ringing"
    ANSWERED = "answered"
    STREAM_OPENED = "stream_opened"
    STREAM_CLOSED = "stream_closed"
    AGENT_SPOKE = "agent_spoke"
    AGENT_CUT_OFF = "agent_cut_off"
    """The agent dropped audio that waited: it was interrupted, or held its breath."""
    CALLER_SPOKE = "caller_spoke"
    CALLER_SILENT = "caller_silent"
    KEYS_PRESSED = "keys_pressed"
    REPLY_HEARD = "reply_heard"
    """The first sound after the caller's turn; carries the latency."""
    NO_REPLY = "no_reply"
    """Neither side made a sound for too long."""
    CUT_IN = "cut_in"
    """The agent began to speak in the middle of the caller's turn."""
    ANNOUNCED = "announced"
    """The carrier itself spoke, as the agent's instructions told it."""
    RINGING_HUMAN = "ringing_human"
    HUMAN_ANSWERED = "human_answered"
    HUMAN_ABSENT = "human_absent"
    HUNG_UP = "hung_up"
    TROUBLE = "trouble"


class EndedBy(StrEnum):
    """Who or what ended the call."""

    CALLER = "caller"
    AGENT = "agent"
    """Hung up through the carrier's REST interface, or by its instructions."""
    HUMAN = "human"
    """The colleague whom the call was transferred to."""
    REFUSED = "refused"
    """No stream was ever opened."""
    SOCKET = "socket"
    """The agent's socket closed and its instructions had nothing more."""
    TIME_LIMIT = "time_limit"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One line of what happened.

    Attributes:
        at_ms: When it began.
        until_ms: When it ended, for speech.
        key: The prompt that it is about, or that is answered.
        text: The caller's own words, or what was wrong.
        latency_ms: Of :attr:`EventKind.REPLY_HEARD`.
    """

    at_ms: int
    kind: EventKind
    key: str = ""
    text: str = ""
    until_ms: int | None = None
    latency_ms: int | None = None


EventSink = Callable[[str, CallEvent], None]
"""Takes a scenario's name and its next event; must not block."""


@dataclass(frozen=True, slots=True)
class ResponseLatency:
    """One reply of the agent.

    Attributes:
        key: The prompt that the caller answered.
        by: ``"speech"`` or ``"keys"``.
        ended_ms: When the caller's last sound ended, or the last key was pressed.
        socket_ms: From there to the agent's first audible sound at the socket; a message's
            leading silence counts as waiting.
        reply_key: The prompt that the reply began with; empty if no mark told.
    """

    key: str
    by: str
    ended_ms: int
    socket_ms: int
    reply_key: str = ""


@dataclass(frozen=True, slots=True)
class BargeIn:
    """The caller broke in at ``at_ms``; ``clear_ms`` later the agent's voice was dropped."""

    key: str
    at_ms: int
    clear_ms: int | None


@dataclass(frozen=True, slots=True)
class CallReport:
    """A call as the caller saw it.

    Attributes:
        outcome: Outcome code that the closing words stand for; empty if none was heard.
        heard: Keys of prompts that were played, in order.
        latencies: One for each turn of the caller that got a reply.
        failures: What was not as the scenario expects; what only the service's books can tell
            (facts, the meeting) is not judged here.
        greeting_ms: From the stream's opening to the first sound; None if there was none.
        pacing_lag_ms: How late the caller's own frames left, at worst.
        recording: WAV file with the caller left and the agent right, if one was wanted.
    """

    scenario: str
    call_sid: str
    voice: str
    duration_ms: int
    ended_by: EndedBy
    outcome: str
    heard: tuple[str, ...]
    latencies: tuple[ResponseLatency, ...]
    barge_ins: tuple[BargeIn, ...]
    events: tuple[CallEvent, ...]
    failures: tuple[str, ...]
    greeting_ms: int | None = None
    pacing_lag_ms: int = 0
    recording: Path | None = None

    @property
    def cut_ins(self) -> int:
        """How often the agent began in the middle of the caller's turn."""
        return sum(event.kind is EventKind.CUT_IN for event in self.events)


@dataclass(frozen=True, slots=True)
class LatencySummary:
    """Response latency over calls; only spoken turns count."""

    count: int
    p50_ms: int
    p95_ms: int
    max_ms: int


def summarize(reports: Iterable[CallReport]) -> LatencySummary | None:
    """Percentiles (nearest rank) over all spoken turns; None where there was none."""
    values = sorted(
        latency.socket_ms
        for report in reports
        for latency in report.latencies
        if latency.by == "speech"
    )
    if not values:
        return None
    return LatencySummary(len(values), _rank(values, 50), _rank(values, 95), values[-1])


def outcome_heard(heard: Sequence[str], *, bridged: bool, ended_by: EndedBy) -> str:
    """The outcome code that the prompts stand for, as dialog_policies/README.md lists them."""
    if bridged:
        return "handed_over"
    for key in reversed(heard):
        for closing, outcome in _OUTCOMES.items():
            if key == closing or key.startswith(f"{closing}."):
                return outcome
    return "hung_up" if ended_by is EndedBy.CALLER else ""


_OUTCOMES = {
    "closing.booked": "meeting_booked",
    "closing.follow_up": "follow_up",
    "closing.not_qualified": "not_qualified",
    "closing.message": "message_taken",
    "closing.callback": "callback_requested",
    "closing.wrong_number": "wrong_number",
    "closing.not_interested": "not_interested",
    "closing.opted_out": "opted_out",
    "closing.silence": "no_answer",
    "closing.goodbye": "hung_up",
}


def _rank(values: Sequence[int], percent: int) -> int:
    return values[max(0, math.ceil(len(values) * percent / 100) - 1)]
