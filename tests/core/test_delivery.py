"""Our side of the floor: what happens to moves that nobody will carry out any more."""

from __future__ import annotations

import pytest

from voiceagent.core.commands import SaveDecision
from voiceagent.core.delivery import Delivery
from voiceagent.dialog.moves import EndCall, HandOver, Move, Say


@pytest.mark.parametrize(
    ("move", "dropped"),
    [
        pytest.param(HandOver("support", "Kari"), ["to support"], id="a transfer"),
        pytest.param(EndCall("meeting_booked"), [], id="the end of the call"),
    ],
)
def test_a_promised_transfer_does_not_vanish_without_a_word(move: Move, dropped: list[str]) -> None:
    """GDP-09: decisions and hand-offs are logged, those that come to nothing too."""
    delivery = Delivery(grace_ms=300)
    delivery.begin([Say("Jeg setter deg over."), move], (), 0)
    commands = delivery.interrupt(100)
    told = [command for command in commands if isinstance(command, SaveDecision)]
    assert [command.detail for command in told] == dropped
    assert {command.rule for command in told} <= {"delivery.dropped"}
    assert delivery.idle
