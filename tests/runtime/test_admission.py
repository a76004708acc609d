"""The door: how many calls, and who may open a stream."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from voiceagent.errors import AuthenticationError, CapacityError, ProtocolError
from voiceagent.runtime.admission import Admission, AdmissionSettings


class HandClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at_ms = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.at_ms / 1000, UTC)

    def monotonic_ms(self) -> float:
        return self.at_ms


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def admission(clock: HandClock) -> Admission:
    return Admission(clock, AdmissionSettings(max_calls=2, token_ttl_ms=60_000))


def test_a_token_opens_its_own_call_once(admission: Admission) -> None:
    """A token is bound to its call and spent by its use."""
    token = admission.admit("CA1")
    admission.enter("CA1", token)
    admission.leave("CA1")
    with pytest.raises(AuthenticationError):
        admission.enter("CA1", token)


def test_a_token_of_another_call_opens_nothing(admission: Admission) -> None:
    """Knowing one call's token is no way into another."""
    token = admission.admit("CA1")
    admission.admit("CA2")
    with pytest.raises(AuthenticationError):
        admission.enter("CA2", token)


@pytest.mark.parametrize("token", ["", "x", "æøå", "None"])
def test_a_made_up_token_opens_nothing(admission: Admission, token: str) -> None:
    """Neither for a call that rang nor for one that never did."""
    admission.admit("CA1")
    for call_sid in ("CA1", "CA9"):
        with pytest.raises(AuthenticationError):
            admission.enter(call_sid, token)


def test_a_second_stream_of_a_live_call_is_refused(admission: Admission) -> None:
    """Never two agents on one call."""
    admission.enter("CA1", admission.admit("CA1"))
    with pytest.raises(ProtocolError):
        admission.enter("CA1", "whatever")
    with pytest.raises(ProtocolError):
        admission.admit("CA1")


def test_a_token_runs_out(admission: Admission, clock: HandClock) -> None:
    """After its minute the token is worth nothing and the place is free again."""
    token = admission.admit("CA1")
    clock.at_ms = 60_001
    with pytest.raises(AuthenticationError):
        admission.enter("CA1", token)
    assert admission.expire() == ("CA1",)
    assert admission.count == 0


def test_the_call_beyond_the_limit_is_refused_until_one_ends(admission: Admission) -> None:
    """Accepted calls hold their place before their stream opens."""
    admission.admit("CA1")
    admission.admit("CA2")
    with pytest.raises(CapacityError, match="full"):
        admission.admit("CA3")
    admission.leave("CA1")
    admission.admit("CA3")


def test_ringing_twice_takes_one_place_and_gives_a_new_token(admission: Admission) -> None:
    """A replayed webhook does not fill the house."""
    first = admission.admit("CA1")
    second = admission.admit("CA1")
    assert first != second
    assert admission.count == 1
    admission.enter("CA1", second)


def test_draining_refuses_new_calls_and_lets_a_transferred_one_return(
    admission: Admission,
) -> None:
    """Live calls finish, also those that are away with a human."""
    admission.enter("CA1", admission.admit("CA1"))
    admission.leave_for_a_while("CA1")
    admission.draining = True
    with pytest.raises(CapacityError, match="draining"):
        admission.admit("CA2")
    admission.enter("CA1", admission.admit("CA1"))
    assert admission.live == 1


def test_a_call_that_is_away_may_return_after_an_hour(
    admission: Admission, clock: HandClock
) -> None:
    """A human may talk longer than a token lives; meanwhile the place can serve another call."""
    admission.enter("CA1", admission.admit("CA1"))
    admission.leave_for_a_while("CA1")
    clock.at_ms = 3_600_000
    assert admission.expire() == ()
    assert (admission.unfinished, admission.count) == (1, 0)
    admission.enter("CA1", admission.admit("CA1"))
