"""Waits, as the meter counts them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from telephony.loopback.audio import silence
from telephony.loopback.latency import LatencyMeter
from telephony.loopback.report import (
    CallReport,
    EndedBy,
    ResponseLatency,
    outcome_heard,
    summarize,
)
from tests.support.engines import tone


def test_a_wait_lasts_from_the_turns_end_to_the_first_audible_sound() -> None:
    """Silent frames before it do not end it; silence at its head belongs to it."""
    meter = LatencyMeter()
    assert meter.turn_ended(1_000.0, "ask.role", "speech", agent_playing=False)
    assert meter.agent_sent(silence(20), 1_100) is None
    result = meter.agent_sent(np.concatenate([silence(30), tone(30)]), 1_250)
    assert result == ResponseLatency("ask.role", "speech", ended_ms=1_000, socket_ms=280)
    assert meter.agent_sent(tone(20), 1_300) is None
    meter.agent_named("ack")
    meter.agent_named("ask.budget")
    assert [one.reply_key for one in meter.results] == ["ack"]


def test_what_the_agent_was_saying_anyway_is_no_reply() -> None:
    """A turn that ends in the agent's speech is not measured."""
    meter = LatencyMeter()
    meter.agent_sent(tone(20), 950)
    assert not meter.turn_ended(1_000, "ask.role", "speech", agent_playing=False)
    assert not meter.turn_ended(3_000, "ask.role", "speech", agent_playing=True)
    assert meter.agent_sent(tone(20), 3_020) is None


def test_a_caller_who_speaks_again_waits_no_more() -> None:
    """The reply to the second turn is counted from the second turn's end."""
    meter = LatencyMeter()
    meter.turn_ended(1_000, "ask.role", "speech", agent_playing=False)
    meter.turn_began()
    assert meter.agent_sent(tone(20), 2_000) is None


def test_the_greeting_is_timed_apart() -> None:
    """Nobody had spoken yet."""
    meter = LatencyMeter()
    meter.agent_sent(silence(20), 100)
    assert meter.greeting_at_ms is None
    meter.agent_sent(tone(20), 300)
    meter.agent_sent(tone(20), 320)
    assert meter.greeting_at_ms == 300
    assert meter.results == []


def report(*latencies: ResponseLatency) -> CallReport:
    return CallReport(
        scenario="made_up",
        call_sid="CA1",
        voice="kari",
        duration_ms=1,
        ended_by=EndedBy.AGENT,
        outcome="",
        heard=(),
        latencies=latencies,
        barge_ins=(),
        events=(),
        failures=(),
        recording=Path("call.wav"),
    )


def test_percentiles_are_by_nearest_rank_over_spoken_turns_of_all_calls() -> None:
    """Keys are another matter: nobody waits for an end of turn there."""
    reports = [
        report(*(ResponseLatency("k", "speech", 0, 100 * rank) for rank in range(1, 11))),
        report(*(ResponseLatency("k", "speech", 0, 1_000 + 100 * rank) for rank in range(1, 11))),
        report(ResponseLatency("k", "keys", 0, 9_000)),
    ]
    summary = summarize(reports)
    assert summary is not None
    assert (summary.count, summary.p50_ms, summary.p95_ms, summary.max_ms) == (
        20,
        1_000,
        1_900,
        2_000,
    )
    assert summarize([]) is None


@pytest.mark.parametrize(
    ("heard", "bridged", "ended_by", "outcome"),
    [
        pytest.param(["closing.booked"], False, EndedBy.AGENT, "meeting_booked", id="booked"),
        pytest.param(
            ["closing.not_qualified.no_need"], False, EndedBy.AGENT, "not_qualified", id="reason"
        ),
        pytest.param(["closing.booked", "ack"], False, EndedBy.CALLER, "meeting_booked", id="ack"),
        pytest.param(["handover"], True, EndedBy.HUMAN, "handed_over", id="a human took it"),
        pytest.param(["greeting"], False, EndedBy.CALLER, "hung_up", id="rang off"),
        pytest.param(["greeting"], False, EndedBy.AGENT, "", id="unknown"),
    ],
)
def test_the_outcome_is_read_from_what_was_heard(
    heard: list[str], bridged: bool, ended_by: EndedBy, outcome: str
) -> None:
    """Closing words stand for their outcome, as the policies' table has it."""
    assert outcome_heard(heard, bridged=bridged, ended_by=ended_by) == outcome
