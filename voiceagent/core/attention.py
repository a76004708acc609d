"""What we hear of the caller: their open turn, what is known about it, and when it will be over.

    speech begins ──▶ begin()      over our voice: hold it
       it pauses  ──▶ pause()      ask the recogniser
     words known  ──▶ note_words() are they all? have the answer ready        (speculation)
      it goes on  ──▶ go_on()      throw that away, keep the turn
     due_ms() has passed ──▶ take()   the turn is over: this is the step that answers it

A turn that was answered too early goes on as the same turn (:mod:`voiceagent.core.answered`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voiceagent.core.answered import Answered
from voiceagent.core.backchannel import only_listens
from voiceagent.core.commands import Command, ScoreTurn, TranscribeSpan
from voiceagent.core.delivery import Delivery
from voiceagent.core.endpointing import PauseHabit
from voiceagent.core.events import (
    Span,
    SpeechProbed,
    TranscriptionFailed,
    TurnScored,
    TurnTranscribed,
    Utterance,
)
from voiceagent.core.floor import Floor, FloorEvent, SpeechStarted
from voiceagent.core.manners import Manners
from voiceagent.core.speculation import Speculator
from voiceagent.core.thread import DialogThread
from voiceagent.core.turn import CallerTurn
from voiceagent.dialog.afterthoughts import is_said_again
from voiceagent.dialog.completeness import breaks_off, completeness
from voiceagent.dialog.moves import Completeness, Expectation, WordsHeard
from voiceagent.dialog.step import Step


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that is over.

    Attributes:
        commands: What is to be kept or thrown away.
        step: What the dialog makes of it.
        prepared: The sayings of the step that are ready.
        unchanged: Whether it is what we have begun to answer already.
        news: Whether its words say more than those that we have begun to answer.
    """

    commands: list[Command]
    step: Step
    prepared: tuple[Utterance, ...]
    unchanged: bool
    news: bool


class Attention:
    """One call's listening."""

    def __init__(self, thread: DialogThread, delivery: Delivery, manners: Manners) -> None:
        self.turn: CallerTurn | None = None
        self._thread = thread
        self._delivery = delivery
        self._manners = manners
        self._floor = Floor(manners.floor)
        self._habit = PauseHabit()
        self._speculator = Speculator(thread, delivery)
        self._answered: Answered | None = None

    @property
    def last_speech_ms(self) -> int:
        """Where the caller's last speech ended so far."""
        return self._floor.last_speech_ms

    def hear(self, probe: SpeechProbed) -> FloorEvent | None:
        """What the detector's verdict comes to."""
        return self._floor.hear(probe, eager=not self._delivery.idle)

    # -------------------------------------------------------- while the turn lasts

    def begin(self, started: SpeechStarted, at_ms: int) -> list[Command]:
        """The caller has begun to speak, perhaps over us."""
        remaining_ms = self._delivery.remaining_ms(at_ms)
        over_us = remaining_ms is None or remaining_ms > self._manners.tail_ms
        last = self._answered
        if last is not None and self._goes_on(last, started.at_ms):
            self._floor.reopen(last.span)
            self.turn = CallerTurn.going_on(last, started.at_ms, over_us=over_us)
        else:
            self.turn = CallerTurn(started.turn, started.at_ms, over_us=over_us)
        return self._delivery.hold() if over_us else []

    def go_on(self, pause_ms: int) -> list[Command]:
        """The caller speaks on after a pause."""
        self._habit.learn(pause_ms)
        if self.turn is None:
            return []
        self.turn.go_on()
        return self._speculator.drop(self.turn)

    def pause(self, span: Span) -> list[Command]:
        """The caller has paused: what have they said?"""
        if self.turn is None:
            return []
        self.turn.pause(span)
        return [TranscribeSpan(span, self._asked(self.turn))]

    def note_score(self, event: TurnScored) -> None:
        """How finished the voice sounds."""
        if self.turn is not None and self.turn.concerns(event.span):
            self.turn.score = event.probability

    def note_words(self, event: TurnTranscribed | TranscriptionFailed) -> list[Command]:
        """What was said, or that nobody can say."""
        turn = self.turn
        if turn is None or not turn.concerns(event.span):
            return []
        if isinstance(event, TranscriptionFailed):
            turn.failed = True
            return []
        turn.transcript = event.transcript
        if not turn.words:
            turn.broken_off = breaks_off(event.transcript.text)
            return []
        asked = self._asked(turn)
        turn.completeness = completeness(asked, turn.words)
        just_answered = self._just_answered(turn)
        turn.backchannel = only_listens(turn, asked, self._delivery, just_answered=just_answered)
        if turn.backchannel:
            return []
        # The score costs three times what the words cost and only leans on unclear ones.
        unclear = turn.completeness is Completeness.UNKNOWN
        score: list[Command] = [ScoreTurn(event.span)] if unclear else []
        return score + self._speculator.make(turn, self._observation(turn, event.at_ms))

    def due_ms(self) -> int | None:
        """When the turn is over if the caller stays silent; None while they speak.

        While they may just be going on, that is not before we know.
        """
        if self.turn is None:
            return None
        due_ms = self.turn.due_ms(
            kind=self._asked(self.turn).kind,
            habit=self._habit,
            held=self._delivery.held,
            manners=self._manners,
        )
        if due_ms is None or not self._floor.stirring:
            return due_ms
        return max(due_ms, self._floor.heard_ms + self._manners.floor.resume_ms)

    # -------------------------------------------------------- when it is over

    def take(self, turn: CallerTurn, at_ms: int) -> Taken:
        """The turn, which has words, is over: what they come to."""
        assert turn.span is not None
        last = turn.reopened
        if last is not None and self._thread.state is not last.step.state:
            turn.reopened = last = None  # something else was answered meanwhile
        asked, before = self._asked(turn), last.base if last else self._thread.state
        observation = self._observation(turn, at_ms)
        commands, step, prepared = self._speculator.take(turn, observation)
        news = last is None or observation.text != last.observation.text
        if last is not None and news:
            self._habit.cut_in(turn.reopened_ms - last.span.end_ms)
        else:
            self._habit.taken()
        self._answered = Answered(
            turn.span, at_ms, turn.utterance_id, before, asked, observation, step
        )
        self.close()
        commands.append(turn.line(self.last_speech_ms))
        return Taken(commands, step, prepared, unchanged=turn.unchanged(step), news=news)

    def take_last(self, at_ms: int, *, learning: bool) -> list[Command]:
        """The line has closed: the last words, if they are known, and what is learned of them."""
        turn = self.turn
        if turn is None or turn.span is None or not turn.paused or not turn.words:
            return []
        self.turn = None
        line = turn.line(turn.span.end_ms)
        if turn.backchannel or not learning:
            return [line]
        base = turn.reopened.base if turn.reopened else None
        return [line, *self._thread.learn(self._observation(turn, at_ms), base)]

    def pass_over(self, turn: CallerTurn, at_ms: int) -> list[Command]:
        """The turn is over and brought nothing: no words, or none that ask for an answer."""
        if turn.reopened is not None and turn.span is not None and self._answered is not None:
            answered_ms = at_ms if turn.words else self._answered.at_ms
            self._answered = replace(self._answered, span=turn.span, at_ms=answered_ms)
        self.close()
        return self._speculator.drop(turn)

    def drop(self) -> list[Command]:
        """Forget the open turn: it is none of ours."""
        commands = self.lose()
        self.close()
        return commands

    def lose(self) -> list[Command]:
        """Forget the open turn, while its sound goes on."""
        turn, self.turn = self.turn, None
        return self._speculator.drop(turn) if turn else []

    def close(self) -> None:
        """What comes next is a new turn."""
        self.turn = None
        self._floor.close()

    # -------------------------------------------------------- inside

    def _asked(self, turn: CallerTurn) -> Expectation:
        """What the turn answers."""
        return turn.reopened.expectation if turn.reopened else self._thread.expectation

    def _observation(self, turn: CallerTurn, at_ms: int) -> WordsHeard:
        if turn.reopened is not None:
            return turn.observation(turn.reopened.observation.interrupted)
        return turn.observation(self._delivery.unheard(at_ms, tail_ms=self._manners.tail_ms))

    def _just_answered(self, turn: CallerTurn) -> bool:
        """Whether its words may be mere agreement with what we have begun to answer."""
        if turn.reopened is not None:
            return is_said_again(turn.reopened.observation.text, turn.words)
        last = self._answered
        return last is not None and turn.started_ms - last.at_ms < self._manners.afterthought_ms

    def _goes_on(self, last: Answered, started_ms: int) -> bool:
        """Whether the caller goes on with the turn that was answered last."""
        moved_on = self._thread.state is not last.step.state or bool(self._delivery.running)
        if moved_on or started_ms - last.span.start_ms >= self._manners.longest_turn_ms:
            return False
        return last.goes_on(
            started_ms,
            longest_pause_ms=self._manners.reopen_pause_ms,
            longest_answer_ms=self._manners.reopen_answer_ms,
        )
