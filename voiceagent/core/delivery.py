"""What we are about to do, in order: things to say, and what follows when they have been heard.

A step of the dialog gives moves. Sayings become utterances and are sent one after the other without
a gap; tools start at once; handing over and ending wait until everything before them was heard.

    idle ──begin()──▶ speaking ──hold()──▶ held ──resume()──▶ speaking
                         │                   │
                         └────interrupt()────┴──▶ idle      (what was not heard is returned)

Invariant: at most one utterance is being sent; only an interruptible one is ever held.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from voiceagent.core.commands import (
    Command,
    Discard,
    HangUp,
    Hold,
    Prepare,
    Resume,
    RunTool,
    SaveDecision,
    SaveLine,
    Speak,
    Transfer,
)
from voiceagent.core.events import (
    UNPREPARED,
    ClauseSynthesized,
    MarkReached,
    SpeakingHeld,
    SpeakingReport,
    SpeakingSent,
    SpeakingStarted,
    SynthesisFailed,
    Utterance,
)
from voiceagent.core.playback import Playback
from voiceagent.dialog.moves import EndCall, HandOver, Move, Say, UseTool
from voiceagent.norwegian.speaking.speak import split_clauses


@dataclass(frozen=True, slots=True)
class _Saying:
    """An utterance in its place, with where its first word was sent, once it was."""

    utterance: Utterance
    started_ms: int | None = None


@dataclass(frozen=True, slots=True)
class RunningTool:
    """A tool that has not answered yet."""

    request: int
    tool: str
    since_ms: int


class Delivery:
    """Our side of the floor."""

    def __init__(self, *, grace_ms: int) -> None:
        """``grace_ms`` passes between the last word heard and the line being dropped."""
        self.playback = Playback()
        self._grace_ms = grace_ms
        self._utterances = 0
        self._requests = 0
        self._queue: deque[_Saying | HandOver | EndCall] = deque()
        self._current: _Saying | None = None
        self._sent = False
        self._held = False
        self._playing: deque[_Saying] = deque()
        self.running: dict[int, RunningTool] = {}
        self.quiet_since_ms = 0

    # -------------------------------------------------------- what is going on

    @property
    def held(self) -> bool:
        """Whether an utterance was stopped and may go on."""
        return self._held

    @property
    def ending(self) -> bool:
        """Whether the call ends when everything queued has been heard."""
        return any(isinstance(item, EndCall) for item in self._queue)

    @property
    def idle(self) -> bool:
        """Whether nothing is being said, waits to be said, or is to follow."""
        return self._current is None and not self._playing and not self._queue

    def legal(self) -> bool:
        """Whether something is being heard that must be heard in full."""
        sayings = [*self._playing, *([self._current] if self._current else [])]
        return any(not saying.utterance.interruptible for saying in sayings)

    def remaining_ms(self, at_ms: int) -> int | None:
        """How long what has been sent will still be heard; None while more is to be sent."""
        if self._current is not None or any(isinstance(item, _Saying) for item in self._queue):
            return None
        if not self._playing:
            return 0
        ends_ms = self.playback.ends_at_ms(self._playing[-1].utterance.id)
        return max((ends_ms or at_ms) - at_ms, 0)

    # -------------------------------------------------------- what is to be done

    def compose(self, say: Say) -> Utterance:
        """An utterance for a saying; it is not queued."""
        self._utterances += 1
        clauses = split_clauses(say.text)
        return Utterance(self._utterances, clauses, say.interruptible, say.key, say.language)

    def prepare(self, utterance: Utterance) -> Command:
        """Have an utterance synthesised."""
        self.playback.add(utterance)
        return Prepare(utterance)

    def begin(
        self, moves: Iterable[Move], prepared: tuple[Utterance, ...], at_ms: int
    ) -> list[Command]:
        """Queue moves; ``prepared`` are the first sayings among them, if they were prepared."""
        commands: list[Command] = []
        ready = deque(prepared)
        for move in moves:
            match move:
                case Say():
                    if ready:
                        utterance = ready.popleft()
                    else:
                        utterance = self.compose(move)
                        commands.append(self.prepare(utterance))
                    self._queue.append(_Saying(utterance))
                case UseTool(tool, arguments):
                    self._requests += 1
                    self.running[self._requests] = RunningTool(self._requests, tool, at_ms)
                    commands.append(RunTool(self._requests, tool, arguments))
                case HandOver() | EndCall():
                    self._queue.append(move)
        return commands

    def advance(self, at_ms: int, *, may_start: bool) -> list[Command]:
        """Do what is due: note what has been heard, start the next saying, or end.

        Args:
            at_ms: Now.
            may_start: False while the caller has the floor: legal text is said all the same, but
                nobody is hung up on.
        """
        commands = self._note_heard(at_ms)
        if self._held or (self._current is not None and not self._sent):
            return commands
        if self._current is not None:
            self._playing.append(self._current)
            self._current = None
        if not self._queue:
            return commands
        match self._queue[0]:
            case _Saying(utterance) as saying:
                if may_start or not utterance.interruptible:
                    self._queue.popleft()
                    self._current, self._sent = saying, False
                    commands.append(Speak(utterance.id))
            case HandOver(target, summary) if self._all_heard(at_ms):
                self._queue.popleft()
                commands.append(Transfer(target, summary))
            case EndCall(outcome) if may_start and self._all_heard(at_ms):
                self._queue.clear()
                commands.append(HangUp(outcome))
        return commands

    def deadline_ms(self, *, may_start: bool) -> int | None:
        """When :meth:`advance` next has something to do without any event."""
        if self._playing and not self._held:
            return self.playback.ends_at_ms(self._playing[0].utterance.id)
        follows = bool(self._queue) and not isinstance(self._queue[0], _Saying)
        if follows and isinstance(self._queue[0], EndCall) and not may_start:
            return None
        if not self._playing and self._current is None and follows:
            return self.quiet_since_ms + self._grace_ms
        return None

    def _all_heard(self, at_ms: int) -> bool:
        """Whether the last word has been heard, and a moment has passed."""
        return not self._playing and at_ms >= self.quiet_since_ms + self._grace_ms

    # -------------------------------------------------------- what the line reports

    def note(self, report: SpeakingReport) -> list[Command]:
        """Take note of what became of an utterance."""
        playback = self.playback
        match report:
            case ClauseSynthesized(_, utterance, clause, duration_ms, words):
                playback.clause_ready(utterance, clause, duration_ms=duration_ms, words=words)
            case SpeakingStarted(at_ms, utterance, from_ms):
                playback.started(utterance, at_ms=at_ms, from_ms=from_ms)
                if self._is_current(utterance) and from_ms == 0:
                    assert self._current is not None
                    self._current = _Saying(self._current.utterance, at_ms)
            case SpeakingSent(at_ms, utterance, duration_ms):
                playback.sent(utterance, at_ms=at_ms, duration_ms=duration_ms)
                self._sent = self._sent or self._is_current(utterance)
            case MarkReached(at_ms, utterance, position_ms):
                playback.marked(utterance, at_ms=at_ms, position_ms=position_ms)
            case SpeakingHeld(at_ms, utterance, sent_ms):
                playback.held(utterance, at_ms=at_ms, sent_ms=sent_ms)
            case SynthesisFailed(at_ms, utterance, code):
                return self._failed(utterance, at_ms, lost=code == UNPREPARED)
        return []

    def _is_current(self, utterance: int) -> bool:
        return self._current is not None and self._current.utterance.id == utterance

    def _failed(self, utterance: int, at_ms: int, *, lost: bool) -> list[Command]:
        """The voice could not say (the rest of) an utterance: go on with what follows.

        What is being said is heard as far as there is sound, unless that is ``lost``.
        """
        if self._is_current(utterance):
            going_on = self.playback.has_sound(utterance) and not lost
            return [] if going_on else self._cut_current(at_ms)
        self._queue = deque(
            item
            for item in self._queue
            if not (isinstance(item, _Saying) and item.utterance.id == utterance)
        )
        return []

    # -------------------------------------------------------- barge-in

    def hold(self) -> list[Command]:
        """Stop speaking, keep the rest. Does nothing where nothing can be held."""
        saying = self._current or (self._playing[-1] if self._playing else None)
        if self._held or saying is None or self.legal():
            return []
        if self._current is None:
            self._current = self._playing.pop()
        self._held = True
        return [Hold(saying.utterance.id)]

    def resume(self, at_ms: int) -> list[Command]:
        """Go on where the caller stopped hearing us."""
        if not self._held or self._current is None:
            return []
        self._held, self._sent = False, False
        utterance = self._current.utterance.id
        return [Resume(utterance, self.playback.position_ms(utterance, at_ms))]

    def interrupt(self, at_ms: int) -> list[Command]:
        """Give the floor away for good: drop what was not heard. Running tools go on.

        A transfer that was promised and will not come is written down; what comes instead is the
        dialog's to say. An end of the call needs no word: whoever speaks over it reopens it.
        """
        commands = self._note_heard(at_ms)
        for item in self._queue:
            if isinstance(item, HandOver):
                commands.append(SaveDecision("delivery.dropped", f"to {item.target}"))
        for saying in (*self._playing, *self._queued_sayings()):
            commands.append(Discard(saying.utterance.id))
        if self._current is not None:
            commands += self._cut_current(at_ms)
        for saying in self._playing:
            commands += self._saved(saying, at_ms)
        self._playing.clear()
        self._queue.clear()
        self.quiet_since_ms = at_ms
        return commands

    def unheard(self, at_ms: int, *, tail_ms: int) -> str:
        """Our words that the caller has not heard; a rest within ``tail_ms`` counts as heard."""
        remaining_ms = self.remaining_ms(at_ms)
        if remaining_ms is not None and remaining_ms <= tail_ms and not self._held:
            return ""
        current = [*self._playing, *([self._current] if self._current else [])]
        rest = [self.playback.heard(saying.utterance.id, at_ms).rest for saying in current]
        rest += [" ".join(saying.utterance.clauses) for saying in self._queued_sayings()]
        return " ".join(part for part in rest if part)

    # -------------------------------------------------------- inside

    def _queued_sayings(self) -> list[_Saying]:
        return [item for item in self._queue if isinstance(item, _Saying)]

    def _cut_current(self, at_ms: int) -> list[Command]:
        assert self._current is not None
        saying, self._current = self._current, None
        self._held, self._sent = False, False
        self.quiet_since_ms = at_ms
        return [Discard(saying.utterance.id), *self._saved(saying, at_ms)]

    def _note_heard(self, at_ms: int) -> list[Command]:
        commands: list[Command] = []
        while self._playing and self.playback.finished(self._playing[0].utterance.id, at_ms):
            saying = self._playing.popleft()
            commands += self._saved(saying, at_ms)
        return commands

    def _saved(self, saying: _Saying, at_ms: int) -> list[Command]:
        utterance = saying.utterance
        heard = self.playback.heard(utterance.id, at_ms)
        ends_ms = self.playback.ends_at_ms(utterance.id) if heard.complete else at_ms
        to_ms = min(ends_ms if ends_ms is not None else at_ms, at_ms)
        self.quiet_since_ms = max(self.quiet_since_ms, to_ms)
        self.playback.forget(utterance.id)
        if saying.started_ms is None or not heard.text:
            return []
        return [
            SaveLine(
                speaker="agent",
                text=heard.text,
                from_ms=saying.started_ms,
                to_ms=to_ms,
                utterance_id=f"a{utterance.id}",
                complete=heard.complete,
            )
        ]
