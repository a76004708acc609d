"""The call's mind: events in, commands out. It decides who has the floor and what happens next.

    caller pauses 160 ms ─▶ TranscribeSpan
              words known ─▶ dialog step on a copy, Prepare the reply          (speculation)
                             ScoreTurn, where the words do not say whether they are complete
     the pause is long enough (endpointing) ─▶ adopt the step, Speak           (commit)
         the caller goes on before that ─▶ drop the speculation, keep the turn

    caller speaks over us ─▶ Hold ─┬▶ words          ─▶ give the floor away, answer them
                                   └▶ backchannel,   ─▶ Resume where the caller stopped hearing
                                      cough, nothing

Pure: no clock, no thread, no socket. Time is what events say. The same events give the same
commands, which is what the flight recorder's replay proves.
"""

from __future__ import annotations

from voiceagent.core.commands import (
    Command,
    Discard,
    SaveLine,
    ScoreTurn,
    TranscribeSpan,
    Transfer,
)
from voiceagent.core.delivery import Delivery
from voiceagent.core.endpointing import PauseHabit
from voiceagent.core.events import (
    CallConnected,
    ClauseSynthesized,
    Event,
    KeyPressed,
    LineClosed,
    MarkReached,
    SpeakingHeld,
    SpeakingSent,
    SpeakingStarted,
    SpeechProbed,
    SupervisorActed,
    SynthesisFailed,
    Ticked,
    ToolReturned,
    TranscriptionFailed,
    TransferEnded,
    TurnScored,
    TurnTranscribed,
    Utterance,
)
from voiceagent.core.floor import Floor, SpeechResumed, SpeechStarted, TentativeEnd
from voiceagent.core.keys import KeyBuffer
from voiceagent.core.manners import Manners
from voiceagent.core.thread import DialogThread
from voiceagent.core.turn import CallerTurn, Speculation
from voiceagent.dialog.afterthoughts import adds_nothing
from voiceagent.dialog.completeness import completeness, is_backchannel_now
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    CallStarted,
    Completeness,
    EndCall,
    Expectation,
    GaveBack,
    KeysPressed,
    NothingUnderstood,
    Observation,
    Say,
    SilenceElapsed,
    ToolAnswered,
    ToolSlow,
    TransferFailed,
    WordsHeard,
)
from voiceagent.dialog.step import Step


class Conversation:
    """One call, from its first event to its last."""

    def __init__(self, engine: DialogEngine, manners: Manners) -> None:
        self._thread = DialogThread(engine)
        self._manners = manners
        self._floor = Floor(manners.floor)
        self._habit = PauseHabit()
        self._delivery = Delivery(grace_ms=manners.grace_ms)
        self._keys = KeyBuffer()
        self._turn: CallerTurn | None = None
        self._slow_said: set[int] = set()
        self._silences = 0
        self._quiet_since_ms = 0
        self._answered_ms = -manners.afterthought_ms
        self._muted = False
        self._transferring = False
        self._limit_said = False
        self._closed = False

    @property
    def outcome(self) -> str:
        """The policy's outcome code as it stands; empty while the call is undecided."""
        return self._thread.state.outcome

    @property
    def expectation(self) -> Expectation:
        """The answer that is expected now."""
        return self._thread.expectation

    # -------------------------------------------------------- events

    def handle(self, event: Event) -> tuple[Command, ...]:
        """Take note of an event and say what is to be done."""
        if self._closed:
            return ()
        commands = self._note(event)
        if not self._closed:
            commands += self._do_what_is_due(event.at_ms)
        if any(isinstance(command, Transfer) for command in commands):
            self._transferring = True
        return tuple(commands)

    def wake_ms(self) -> int | None:
        """When something will be due even if nothing happens; None for nothing."""
        if self._closed:
            return None
        times = [
            self._turn_due_ms() if not self._waits_for_legal() else None,
            self._delivery.deadline_ms(),
            self._silence_due_ms(),
            self._keys.due_ms(),
            *(
                tool.since_ms + self._manners.tool_slow_ms
                for tool in self._delivery.running.values()
                if tool.request not in self._slow_said
            ),
        ]
        known = [time for time in times if time is not None]
        return min(known) if known else None

    def _note(self, event: Event) -> list[Command]:
        match event:
            case CallConnected(_, direction, now, caller, facts):
                return self._observe(CallStarted(now, direction, caller, facts), event.at_ms)
            case SpeechProbed(at_ms, probability):
                return self._hear(at_ms, probability)
            case TurnScored(_, span, probability):
                if self._turn and self._turn.concerns(span):
                    self._turn.score = probability
                return []
            case TurnTranscribed() | TranscriptionFailed():
                return self._note_words(event)
            case KeyPressed(at_ms, digit):
                self._keys.press(digit, at_ms=at_ms, expectation=self._thread.expectation)
                return []
            case (
                ClauseSynthesized()
                | SynthesisFailed()
                | SpeakingStarted()
                | SpeakingSent()
                | MarkReached()
                | SpeakingHeld()
            ):
                return self._delivery.note(event)
            case ToolReturned(at_ms, request, tool, ok, value, code):
                self._delivery.running.pop(request, None)
                self._slow_said.discard(request)
                return self._observe(ToolAnswered(tool, ok, value, code), at_ms)
            case TransferEnded(at_ms, code):
                self._transferring = False
                return self._observe(TransferFailed(code), at_ms)
            case SupervisorActed():
                return self._note_supervisor(event)
            case Ticked():
                return []
            case LineClosed(at_ms):
                self._closed = True
                return self._delivery.interrupt(at_ms)

    def _note_supervisor(self, event: SupervisorActed) -> list[Command]:
        match event.action:
            case "said":
                return self._delivery.begin([Say(event.text, "supervisor")], (), event.at_ms)
            case "took_over":
                self._muted = True
                return [*self._drop_turn(), *self._delivery.interrupt(event.at_ms)]
            case "gave_back":
                self._muted = False
                return self._observe(GaveBack(event.text), event.at_ms)
            case _:
                return []

    # -------------------------------------------------------- listening

    def _hear(self, at_ms: int, probability: float) -> list[Command]:
        event = self._floor.hear(at_ms=at_ms, probability=probability)
        if event is None or self._muted:
            return []
        match event:
            case SpeechStarted(turn, started_ms):
                return self._begin_turn(turn, started_ms, at_ms)
            case SpeechResumed(_, pause_ms):
                self._habit.learn(pause_ms)
                if self._turn is None:
                    return []
                self._turn.go_on()
                return self._drop_speculation(self._turn)
            case TentativeEnd(span):
                if self._turn is None:
                    return []
                self._turn.pause(span)
                return [TranscribeSpan(span, self._thread.expectation)]

    def _begin_turn(self, turn: int, started_ms: int, at_ms: int) -> list[Command]:
        remaining_ms = self._delivery.remaining_ms(at_ms)
        over_us = remaining_ms is None or remaining_ms > self._manners.tail_ms
        self._turn = CallerTurn(turn, started_ms, over_us=over_us)
        return self._delivery.hold() if over_us else []

    def _note_words(self, event: TurnTranscribed | TranscriptionFailed) -> list[Command]:
        turn = self._turn
        if turn is None or not turn.concerns(event.span):
            return []
        if isinstance(event, TranscriptionFailed):
            turn.failed = True
            return []
        turn.transcript = event.transcript
        if turn.words:
            turn.completeness = completeness(self._thread.expectation, turn.words)
            turn.backchannel = self._only_listens(turn)
        if turn.backchannel:
            return []
        # The score costs three times what the words cost and only leans on unclear ones.
        unclear = turn.completeness in (None, Completeness.UNKNOWN)
        score: list[Command] = [ScoreTurn(event.span)] if unclear else []
        return score + (self._speculate(turn, event.at_ms) if turn.words else [])

    def _only_listens(self, turn: CallerTurn) -> bool:
        just_answered = turn.started_ms - self._answered_ms < self._manners.afterthought_ms
        if (self._delivery.ending or just_answered) and adds_nothing(turn.words):
            return True
        over_us = turn.over_us and not self._delivery.idle
        return over_us and is_backchannel_now(self._thread.expectation, turn.words)

    def _speculate(self, turn: CallerTurn, at_ms: int) -> list[Command]:
        observation = self._words_heard(turn, at_ms)
        step = self._thread.step(observation)
        first = next((move for move in step.moves if isinstance(move, Say)), None)
        prepared = (self._delivery.compose(first),) if first else ()
        turn.speculation = Speculation(self._thread.state, observation, step, prepared)
        return [self._delivery.prepare(utterance) for utterance in prepared]

    def _words_heard(self, turn: CallerTurn, at_ms: int) -> WordsHeard:
        assert turn.span is not None
        assert turn.transcript is not None
        return WordsHeard(
            text=turn.words,
            utterance_id=turn.span.utterance_id,
            confidence=turn.transcript.confidence,
            interrupted=self._delivery.unheard(at_ms, tail_ms=self._manners.tail_ms),
        )

    def _drop_speculation(self, turn: CallerTurn) -> list[Command]:
        speculation, turn.speculation = turn.speculation, None
        return self._discard(speculation) if speculation else []

    def _discard(self, speculation: Speculation) -> list[Command]:
        for utterance in speculation.prepared:
            self._delivery.playback.forget(utterance.id)
        return [Discard(utterance.id) for utterance in speculation.prepared]

    def _drop_turn(self) -> list[Command]:
        turn, self._turn = self._turn, None
        self._floor.close()
        return self._drop_speculation(turn) if turn else []

    # -------------------------------------------------------- the end of a turn

    def _turn_due_ms(self) -> int | None:
        if self._turn is None:
            return None
        return self._turn.due_ms(
            kind=self._thread.expectation.kind,
            usual_pause_ms=self._habit.usual_ms,
            held=self._delivery.held,
            manners=self._manners,
        )

    def _end_turn(self, turn: CallerTurn, at_ms: int) -> list[Command]:
        if turn.backchannel or not turn.words:
            return self._end_wordless(turn, at_ms)
        observation = self._words_heard(turn, at_ms)
        speculation, turn.speculation = turn.speculation, None
        commands: list[Command] = []
        prepared: tuple[Utterance, ...] = ()
        if (
            speculation is not None
            and speculation.base is self._thread.state
            and speculation.observation == observation
        ):
            step, prepared = speculation.step, speculation.prepared
        else:
            commands += self._discard(speculation) if speculation else []
            step = self._thread.step(observation)
        self._close_turn()
        self._silences = 0
        self._answered_ms = at_ms
        commands.append(_caller_line(turn, self._floor.last_speech_ms))
        commands += self._delivery.interrupt(at_ms)
        return commands + self._adopt(step, prepared, at_ms)

    def _end_wordless(self, turn: CallerTurn, at_ms: int) -> list[Command]:
        """A backchannel, a cough, noise: go on; or, if it was a turn, ask again."""
        commands = self._drop_speculation(turn)
        assert turn.span is not None
        lasted_ms = turn.span.end_ms - turn.span.start_ms
        busy = not self._delivery.idle or bool(self._delivery.running)
        self._close_turn()
        if turn.backchannel and turn.words:
            commands.append(_caller_line(turn, turn.span.end_ms))
        if busy or turn.backchannel:
            return commands + self._delivery.resume(at_ms)
        if lasted_ms < self._manners.noise_ms:
            return commands
        return commands + self._observe(NothingUnderstood(turn.span.utterance_id), at_ms)

    def _close_turn(self) -> None:
        self._turn = None
        self._floor.close()

    # -------------------------------------------------------- the dialog

    def _observe(self, observation: Observation, at_ms: int) -> list[Command]:
        if self._muted:
            return []
        return self._adopt(self._thread.step(observation), (), at_ms)

    def _adopt(self, step: Step, prepared: tuple[Utterance, ...], at_ms: int) -> list[Command]:
        saved = self._thread.adopt(step)
        return saved + self._delivery.begin(step.moves, prepared, at_ms)

    # -------------------------------------------------------- what time brings

    def _do_what_is_due(self, at_ms: int) -> list[Command]:
        commands: list[Command] = []
        if at_ms >= self._manners.longest_call_ms and not self._limit_said:
            commands += self._end_at_limit(at_ms)
        turn, due_ms = self._turn, self._turn_due_ms()
        if turn and due_ms is not None and at_ms >= due_ms and not self._waits_for_legal():
            commands += self._end_turn(turn, at_ms)
        if (digits := self._keys.take(at_ms)) is not None:
            commands += self._take_keys(digits, at_ms)
        for tool in list(self._delivery.running.values()):
            late_ms = at_ms - tool.since_ms
            if late_ms >= self._manners.tool_slow_ms and tool.request not in self._slow_said:
                self._slow_said.add(tool.request)
                if self._delivery.idle and self._turn is None:
                    commands += self._observe(ToolSlow(tool.tool), at_ms)
        silence_due_ms = self._silence_due_ms()
        if silence_due_ms is not None and at_ms >= silence_due_ms:
            self._silences += 1
            self._quiet_since_ms = at_ms
            commands += self._observe(SilenceElapsed(self._silences), at_ms)
        return commands + self._delivery.advance(at_ms, may_start=self._turn is None)

    def _waits_for_legal(self) -> bool:
        """Whether the turn must wait: what is being said has to be heard in full first."""
        turn = self._turn
        return turn is not None and bool(turn.words) and self._delivery.legal()

    def _take_keys(self, digits: str, at_ms: int) -> list[Command]:
        self._silences = 0
        commands = [*self._drop_turn(), *self._delivery.interrupt(at_ms)]
        return commands + self._observe(KeysPressed(digits), at_ms)

    def _end_at_limit(self, at_ms: int) -> list[Command]:
        self._limit_said = True
        commands = [*self._drop_turn(), *self._delivery.interrupt(at_ms)]
        farewell = Say(self._manners.limit_sentence, "closing.limit", interruptible=False)
        outcome = self._thread.state.outcome or "time_limit"
        return commands + self._delivery.begin([farewell, EndCall(outcome)], (), at_ms)

    def _silence_due_ms(self) -> int | None:
        busy = self._turn is not None or not self._delivery.idle or bool(self._delivery.running)
        if busy or self._muted or self._transferring:
            return None
        quiet_ms = max(
            self._quiet_since_ms, self._delivery.quiet_since_ms, self._floor.last_speech_ms
        )
        return quiet_ms + self._manners.silence_ms


def _caller_line(turn: CallerTurn, to_ms: int) -> SaveLine:
    assert turn.span is not None
    return SaveLine("caller", turn.words, turn.started_ms, to_ms, turn.span.utterance_id)
