"""Answers made in the silence, before it is known whether the caller has finished.

A speculation is the dialog's step on the words so far, made on a copy, with its first saying being
voiced. It is thrown away when the caller goes on, and holds only as long as it was made from the
same state and the same observation.
"""

from __future__ import annotations

from voiceagent.core.commands import Command, Discard
from voiceagent.core.delivery import Delivery
from voiceagent.core.events import Utterance
from voiceagent.core.thread import DialogThread
from voiceagent.core.turn import CallerTurn, Speculation
from voiceagent.dialog.moves import Say, WordsHeard
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step


class Speculator:
    """Makes, drops and takes the speculations of a call's turns."""

    def __init__(self, thread: DialogThread, delivery: Delivery) -> None:
        self._thread = thread
        self._delivery = delivery

    def make(self, turn: CallerTurn, observation: WordsHeard) -> list[Command]:
        """Have the answer to these words ready; what is being said already is."""
        base = self._base(turn)
        step = self._thread.step(observation, base)
        first = next((move for move in step.moves if isinstance(move, Say)), None)
        prepared = (self._delivery.compose(first),) if first and not turn.unchanged(step) else ()
        turn.speculation = Speculation(base, observation, step, prepared)
        return [self._delivery.prepare(utterance) for utterance in prepared]

    def drop(self, turn: CallerTurn) -> list[Command]:
        """Throw the turn's speculation away, if there is one."""
        speculation, turn.speculation = turn.speculation, None
        if speculation is None:
            return []
        for utterance in speculation.prepared:
            self._delivery.playback.forget(utterance.id)
        return [Discard(utterance.id) for utterance in speculation.prepared]

    def take(
        self, turn: CallerTurn, observation: WordsHeard
    ) -> tuple[list[Command], Step, tuple[Utterance, ...]]:
        """The step on these words and what of it is prepared, made anew where it does not hold."""
        speculation, base = turn.speculation, self._base(turn)
        if (
            speculation is not None
            and speculation.base is base
            and speculation.observation == observation
        ):
            turn.speculation = None
            return [], speculation.step, speculation.prepared
        return self.drop(turn), self._thread.step(observation, base), ()

    def _base(self, turn: CallerTurn) -> DialogState:
        return turn.reopened.base if turn.reopened is not None else self._thread.state
