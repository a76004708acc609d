"""When a caller's words only say that they are listening, and we go on as if nothing was said."""

from __future__ import annotations

from voiceagent.core.delivery import Delivery
from voiceagent.core.turn import CallerTurn
from voiceagent.dialog.afterthoughts import adds_nothing
from voiceagent.dialog.completeness import is_backchannel_now
from voiceagent.dialog.moves import Expectation


def only_listens(
    turn: CallerTurn, expectation: Expectation, delivery: Delivery, *, just_answered: bool
) -> bool:
    """Whether the turn's words ask for no answer.

    Args:
        turn: A turn with words.
        expectation: What was asked: after a yes/no question «ja» is an answer.
        delivery: What we are saying.
        just_answered: Whether the turn began right after another that was answered.
    """
    if (delivery.ending or just_answered) and adds_nothing(turn.words):
        return True
    over_us = turn.over_us and not delivery.idle
    return over_us and is_backchannel_now(expectation, turn.words)
