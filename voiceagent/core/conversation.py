"""The call's mind: events in, commands out. It decides who has the floor and what happens next.

    caller pauses 160 ms ─▶ TranscribeSpan
              words known ─▶ dialog step on a copy, Prepare the reply          (speculation)
                             ScoreTurn, where the words do not say whether they are complete
     the pause is long enough (endpointing) ─▶ adopt the step, Speak           (commit)
         the caller goes on before that ─▶ drop the speculation, keep the turn

    caller speaks over us ─▶ Hold ─┬▶ words          ─▶ give the floor away, answer them
                                   └▶ backchannel,   ─▶ Resume where the caller stopped hearing
                                      cough, nothing

Once the call is being ended for good (its longest is reached, or we hang up) nobody is answered any
more. When the line has closed, what was said and done before still counts: the last words, a tool
that was at work.

Pure: no clock, no thread, no socket. Time is what events say. The same events give the same
commands, which is what the flight recorder's replay proves.
"""

from __future__ import annotations

from collections.abc import Mapping

from voiceagent.core.attention import Attention
from voiceagent.core.commands import (
    Command,
    HangUp,
    Transfer,
)
from voiceagent.core.delivery import Delivery
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
from voiceagent.core.floor import SoundEndless, SpeechResumed, SpeechStarted, TentativeEnd
from voiceagent.core.keys import KeyBuffer
from voiceagent.core.manners import Manners
from voiceagent.core.patience import Patience
from voiceagent.core.thread import DialogThread
from voiceagent.core.turn import CallerTurn
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    CallStarted,
    EndCall,
    GaveBack,
    KeysPressed,
    NothingUnderstood,
    Observation,
    Say,
    SilenceElapsed,
    ToolAnswered,
    ToolSlow,
    TransferFailed,
)
from voiceagent.dialog.step import Step


class Conversation:
    """One call, from its first event to its last."""

    def __init__(self, engine: DialogEngine, manners: Manners) -> None:
        self._thread = DialogThread(engine)
        self._manners = manners
        self._delivery = Delivery(grace_ms=manners.grace_ms)
        self._attention = Attention(self._thread, self._delivery, manners)
        self._keys = KeyBuffer()
        self._patience = Patience(silence_ms=manners.silence_ms, tool_slow_ms=manners.tool_slow_ms)
        self._muted = False
        self._transferring = False
        self._leaving = ""
        self._closed = False

    @property
    def outcome(self) -> str:
        """The policy's outcome code as it stands; empty while the call is undecided."""
        return self._thread.state.outcome or self._leaving

    @property
    def left_behind(self) -> Mapping[str, str] | None:
        """A message that the caller told us and that nobody has been given yet."""
        return self._thread.left_behind

    # -------------------------------------------------------- events

    def handle(self, event: Event) -> tuple[Command, ...]:
        """Take note of an event and say what is to be done."""
        if self._closed:
            return tuple(self._note_late(event))
        commands = self._note(event)
        if not self._closed:
            commands += self._do_what_is_due(event.at_ms)
        for command in commands:
            match command:
                case Transfer():
                    self._transferring = True
                case HangUp(outcome):
                    self._leaving = outcome
        return tuple(commands)

    def wake_ms(self) -> int | None:
        """When something will be due even if nothing happens; None for nothing."""
        if self._closed:
            return None
        times = [
            self._attention.due_ms() if not self._waits_for_legal() else None,
            self._delivery.deadline_ms(may_start=self._attention.turn is None),
            self._silence_due_ms(),
            self._keys.due_ms() if not self._delivery.legal() else None,
            self._slow_due_ms(),
        ]
        known = [time for time in times if time is not None]
        return min(known) if known else None

    def _note(self, event: Event) -> list[Command]:
        match event:
            case CallConnected(_, direction, now, caller, facts):
                return self._observe(CallStarted(now, direction, caller, facts), event.at_ms)
            case SpeechProbed():
                return self._hear(event)
            case TurnScored():
                self._attention.note_score(event)
                return []
            case TurnTranscribed() | TranscriptionFailed():
                return self._attention.note_words(event)
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
                return self._observe(ToolAnswered(tool, ok, value, code), at_ms)
            case TransferEnded(at_ms, code):
                # What was being said or heard when the stream ended is no longer under way.
                self._transferring = False
                gone = [*self._attention.drop(), *self._delivery.interrupt(at_ms)]
                return gone + self._observe(TransferFailed(code), at_ms)
            case SupervisorActed():
                return self._note_supervisor(event)
            case Ticked():
                return []
            case LineClosed(at_ms):
                self._closed = True
                return [*self._last_words(at_ms), *self._delivery.interrupt(at_ms)]

    def _note_late(self, event: Event) -> list[Command]:
        """The line has closed: nothing is answered, but what comes of what was begun is kept."""
        match event:
            case TurnTranscribed(at_ms, span, transcript):
                if self._attention.turn is None or not self._attention.turn.concerns(span):
                    return []
                self._attention.turn.transcript = transcript
                return self._last_words(at_ms)
            case ToolReturned(_, _, tool, ok, value, code):
                return self._thread.learn(ToolAnswered(tool, ok, value, code))
            case _:
                return []

    def _last_words(self, at_ms: int) -> list[Command]:
        return self._attention.take_last(at_ms, learning=not self._leaving)

    def _note_supervisor(self, event: SupervisorActed) -> list[Command]:
        match event.action:
            case "said":
                return self._delivery.begin([Say(event.text, "supervisor")], (), event.at_ms)
            case "took_over":
                self._muted = True
                return [*self._attention.drop(), *self._delivery.interrupt(event.at_ms)]
            case "gave_back":
                # What was said to the supervisor is no turn of ours.
                self._muted = False
                self._attention.close()
                return self._observe(GaveBack(event.text), event.at_ms)
            case _:
                return []

    # -------------------------------------------------------- listening

    def _hear(self, probe: SpeechProbed) -> list[Command]:
        event = self._attention.hear(probe)
        if event is None or self._muted or self._leaving:
            return []
        match event:
            case SpeechStarted():
                return self._attention.begin(event, probe.at_ms)
            case SpeechResumed(_, pause_ms):
                return self._attention.go_on(pause_ms)
            case TentativeEnd(span):
                return self._attention.pause(span)
            case SoundEndless(turn, _):
                return self._end_endless(turn, probe.at_ms)

    # -------------------------------------------------------- the end of a turn

    def _end_turn(self, turn: CallerTurn, at_ms: int) -> list[Command]:
        if turn.backchannel or not turn.words:
            return self._end_wordless(turn, at_ms)
        taken = self._attention.take(turn, at_ms)
        self._patience.caller_answered(self._attention.last_speech_ms)
        if taken.unchanged:
            adopted = self._thread.adopt(taken.step) if taken.news else []
            return taken.commands + adopted + self._delivery.resume(at_ms)
        return taken.commands + self._answer(taken.step, taken.prepared, at_ms)

    def _end_wordless(self, turn: CallerTurn, at_ms: int) -> list[Command]:
        """A backchannel, a cough, noise: go on; or, if it was a turn, ask again."""
        assert turn.span is not None
        commands = self._attention.pass_over(turn, at_ms)
        lasted_ms = turn.span.end_ms - turn.newly_ms
        busy = not self._delivery.idle or bool(self._delivery.running)
        if turn.backchannel and turn.words:
            commands.append(turn.line(turn.span.end_ms))
        noise = lasted_ms < self._manners.noise_ms and not turn.backchannel
        if not noise:
            self._patience.caller_spoke(turn.span.end_ms)
        if busy or turn.backchannel:
            return commands + self._delivery.resume(at_ms)
        if noise:
            return commands
        return commands + self._observe(NothingUnderstood(turn.span.utterance_id), at_ms)

    def _end_endless(self, number: int, at_ms: int) -> list[Command]:
        """Sound that is no speech has taken the floor: we take it back and speak over it."""
        commands = self._attention.lose()
        if not self._delivery.idle or self._delivery.running:
            return commands + self._delivery.resume(at_ms)
        return commands + self._observe(NothingUnderstood(f"t{number}.0"), at_ms)

    # -------------------------------------------------------- the dialog

    def _observe(self, observation: Observation, at_ms: int) -> list[Command]:
        if self._muted:
            return []
        if self._leaving:
            return self._thread.learn(observation)
        return self._adopt(self._thread.step(observation), (), at_ms)

    def _answer(self, step: Step, prepared: tuple[Utterance, ...], at_ms: int) -> list[Command]:
        """Give the floor away and answer; to what needs no answer, go on where we were."""
        if not step.moves:
            return self._thread.adopt(step) + self._delivery.resume(at_ms)
        return self._delivery.interrupt(at_ms) + self._adopt(step, prepared, at_ms)

    def _adopt(self, step: Step, prepared: tuple[Utterance, ...], at_ms: int) -> list[Command]:
        saved = self._thread.adopt(step)
        return saved + self._delivery.begin(step.moves, prepared, at_ms)

    # -------------------------------------------------------- what time brings

    def _do_what_is_due(self, at_ms: int) -> list[Command]:
        commands: list[Command] = []
        if at_ms >= self._manners.longest_call_ms and not self._leaving:
            commands += self._end_at_limit(at_ms)
        turn, due_ms = self._attention.turn, self._attention.due_ms()
        if turn and due_ms is not None and at_ms >= due_ms and not self._waits_for_legal():
            commands += self._end_turn(turn, at_ms)
        if not self._delivery.legal() and (digits := self._keys.take(at_ms)) is not None:
            commands += self._take_keys(digits, at_ms)
        slow_due_ms = self._slow_due_ms()
        if slow_due_ms is not None and at_ms >= slow_due_ms:
            slow = self._patience.tell_of(self._delivery.running.values())
            commands += [] if slow is None else self._observe(ToolSlow(slow.tool), at_ms)
        silence_due_ms = self._silence_due_ms()
        if silence_due_ms is not None and at_ms >= silence_due_ms:
            times = self._patience.break_silence(at_ms)
            commands += self._observe(SilenceElapsed(times), at_ms)
        return commands + self._delivery.advance(at_ms, may_start=self._attention.turn is None)

    def _waits_for_legal(self) -> bool:
        """Whether the turn must wait: what is being said has to be heard in full first."""
        turn = self._attention.turn
        return turn is not None and bool(turn.words) and self._delivery.legal()

    def _take_keys(self, digits: str, at_ms: int) -> list[Command]:
        if self._leaving or self._muted:
            return []
        self._patience.caller_answered(at_ms)
        commands = self._attention.drop()
        return commands + self._answer(self._thread.step(KeysPressed(digits)), (), at_ms)

    def _end_at_limit(self, at_ms: int) -> list[Command]:
        self._leaving = self._thread.state.outcome or "time_limit"
        commands = [*self._attention.drop(), *self._delivery.interrupt(at_ms)]
        farewell = Say(self._manners.limit_sentence, "closing.limit", interruptible=False)
        return commands + self._delivery.begin([farewell, EndCall(self._leaving)], (), at_ms)

    def _slow_due_ms(self) -> int | None:
        """When "one moment" is due; None while somebody speaks."""
        if self._attention.turn is not None or not self._delivery.idle:
            return None
        running = self._delivery.running.values()
        return self._patience.tool_due_ms(running, self._delivery.quiet_since_ms)

    def _silence_due_ms(self) -> int | None:
        busy = (
            self._attention.turn is not None
            or not self._delivery.idle
            or bool(self._delivery.running)
        )
        if busy or self._muted or self._transferring or self._leaving:
            return None
        return self._patience.silence_due_ms(self._delivery.quiet_since_ms)
