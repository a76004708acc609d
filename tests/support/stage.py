"""A stage for the conversation: it plays runtime and caller in simulated milliseconds.

The caller is a list of cues (speak so long, with these words; be silent; press a key). The
runtime's part is played with fixed costs: words come ``ENGINE_MS`` after they were asked for, a
clause lasts 200 ms a word, sound is sent 160 ms ahead of being played. Nothing waits and nothing is
random.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TypeVar

from voiceagent.core.commands import (
    Command,
    Discard,
    HangUp,
    Hold,
    Prepare,
    Resume,
    RunTool,
    SaveLine,
    ScoreTurn,
    Speak,
    TranscribeSpan,
    Transfer,
)
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import (
    CallConnected,
    ClauseSynthesized,
    Event,
    MarkReached,
    SpeakingHeld,
    SpeakingSent,
    SpeakingStarted,
    SpeechProbed,
    Ticked,
    ToolReturned,
    Transcript,
    TurnScored,
    TurnTranscribed,
    Utterance,
)
from voiceagent.core.manners import Manners
from voiceagent.dialog.moves import Decision, Expectation, Move, Observation
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step

C = TypeVar("C")

FRAME_MS = 32
SPEECH_DB, LINE_DB = -20, -60
ENGINE_MS = 90
WORD_MS = 200
LEAD_MS = 160
NOW = "2026-11-23T10:00:00+01:00"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scripted dialog does on an observation."""

    moves: tuple[Move, ...] = ()
    expectation: Expectation = field(default_factory=Expectation)
    state: DialogState | None = None


@dataclass(slots=True)
class ScriptedDialog:
    """Stands for the dialog engine: a function from observation to answer; keeps what it saw.

    Speculative steps are seen too, so ``seen`` may hold an observation twice.
    """

    react: Callable[[Observation], Answer]
    seen: list[Observation] = field(default_factory=list)

    def left_behind(self, _: DialogState) -> None:
        return None

    def begin(self) -> DialogState:
        return DialogState()

    def step(self, state: DialogState, observation: Observation) -> Step:
        self.seen.append(observation)
        answer = self.react(observation)
        following = answer.state if answer.state is not None else DialogState(turns=state.turns + 1)
        decision = Decision("scripted", type(observation).__name__)
        return Step(following, answer.moves, answer.expectation, (decision,))


@dataclass(slots=True)
class _Sending:
    utterance: Utterance
    started_ms: int
    from_ms: int
    alive: bool = True


class Stage:
    """Runs one conversation; ``log`` holds (at_ms, command), ``events`` what it was told."""

    def __init__(self, dialog: ScriptedDialog, manners: Manners | None = None) -> None:
        self.dialog = dialog
        self.conversation = Conversation(dialog, manners or Manners())  # type: ignore[arg-type]
        self.log: list[tuple[int, Command]] = []
        self.events: list[Event] = []
        self.now_ms = 0
        self.transcripts: list[Transcript] = []
        self.score = 0.5
        self.tool_ms = 100
        self.tool_values: dict[str, Mapping[str, object]] = {}
        self.engine_ms = ENGINE_MS
        self._due: list[tuple[int, int, Event]] = []
        self._order = count()
        self._utterances: dict[int, Utterance] = {}
        self._sending: _Sending | None = None
        self._last: _Sending | None = None

    # -------------------------------------------------------- the caller's part

    def connect(self) -> None:
        """The call begins."""
        self.tell(CallConnected(0, "inbound", NOW, "+4740000000"))

    def speak(self, duration_ms: int, text: str | None = None, *, accepted: bool = True) -> None:
        """The caller speaks; ``text`` is what the recogniser makes of the turn, once asked."""
        if text is not None:
            self.transcripts.append(Transcript(text, 0.9, accepted and bool(text)))
        self._pass(duration_ms, 230 / 255, SPEECH_DB)

    def wait(self, duration_ms: int) -> None:
        """The caller is silent."""
        self._pass(duration_ms, 2 / 255, LINE_DB)

    def _pass(self, duration_ms: int, probability: float, level_db: int) -> None:
        until_ms = self.now_ms + duration_ms
        while self.now_ms < until_ms:
            frame_end_ms = (self.now_ms // FRAME_MS + 1) * FRAME_MS
            self._run_until(frame_end_ms)
            self.tell(SpeechProbed(frame_end_ms, probability, level_db))

    # -------------------------------------------------------- the runtime's part

    def tell(self, event: Event) -> None:
        """Give the conversation an event."""
        self.now_ms = max(self.now_ms, event.at_ms)
        self.events.append(event)
        for command in self.conversation.handle(event):
            self.log.append((event.at_ms, command))
            self._perform(command)

    def _run_until(self, until_ms: int) -> None:
        while True:
            wake_ms = self.conversation.wake_ms()
            due_ms = self._due[0][0] if self._due else until_ms + 1
            if due_ms <= min(until_ms, until_ms if wake_ms is None else wake_ms):
                self.tell(heapq.heappop(self._due)[2])
                continue
            if wake_ms is None or wake_ms > until_ms:
                break
            self.tell(Ticked(max(wake_ms, self.now_ms)))
        self.now_ms = until_ms

    def _later(self, event: Event) -> None:
        heapq.heappush(self._due, (event.at_ms, next(self._order), event))

    def _perform(self, command: Command) -> None:
        now_ms = self.now_ms
        match command:
            case ScoreTurn(span):
                self._later(TurnScored(now_ms + self.engine_ms // 2, span, self.score))
            case TranscribeSpan(span):
                words = self.transcripts[-1] if self.transcripts else Transcript("", 0.0, False)
                self._later(TurnTranscribed(now_ms + self.engine_ms, span, words))
            case Prepare(utterance):
                self._utterances[utterance.id] = utterance
                for clause, text in enumerate(utterance.clauses):
                    duration_ms = len(text.split()) * WORD_MS
                    self._later(ClauseSynthesized(now_ms, utterance.id, clause, duration_ms))
            case Speak(utterance_id):
                self._send(self._utterances[utterance_id], 0)
            case Resume(utterance_id, from_ms):
                self._send(self._utterances[utterance_id], from_ms)
            case Hold(utterance_id):
                self._hold(utterance_id)
            case Discard(utterance_id):
                self._forget(utterance_id)
            case RunTool(request, tool):
                value = self.tool_values.get(tool, {})
                self._later(ToolReturned(now_ms + self.tool_ms, request, tool, True, value))
            case _:
                pass

    def _send(self, utterance: Utterance, from_ms: int) -> None:
        begins_ms = self.now_ms
        if self._last is not None and self._last.alive:
            begins_ms = max(begins_ms, self._plays_until_ms(self._last) - LEAD_MS)
        sending = _Sending(utterance, begins_ms, from_ms)
        self._sending = self._last = sending
        duration_ms = _duration_ms(utterance)
        rest_ms = duration_ms - from_ms
        self._later(SpeakingStarted(begins_ms, utterance.id, from_ms))
        sent_ms = begins_ms + max(rest_ms - LEAD_MS, 0)
        self._later(SpeakingSent(sent_ms, utterance.id, duration_ms))
        self._later(MarkReached(begins_ms + rest_ms, utterance.id, duration_ms))

    def _plays_until_ms(self, sending: _Sending) -> int:
        return sending.started_ms + _duration_ms(sending.utterance) - sending.from_ms

    def _hold(self, utterance_id: int) -> None:
        sending = self._sending
        assert sending is not None
        self._forget(utterance_id, also_prepared=False)
        sent_ms = sending.from_ms + self.now_ms + LEAD_MS - sending.started_ms
        limit_ms = _duration_ms(sending.utterance)
        self._later(SpeakingHeld(self.now_ms, utterance_id, min(sent_ms, limit_ms)))

    def _forget(self, utterance_id: int, *, also_prepared: bool = True) -> None:
        gone = (SpeakingStarted, SpeakingSent, MarkReached)
        self._due = [
            entry
            for entry in self._due
            if not (isinstance(entry[2], gone) and entry[2].utterance == utterance_id)
        ]
        heapq.heapify(self._due)
        if self._last is not None and self._last.utterance.id == utterance_id:
            self._last.alive = False
        if also_prepared:
            self._utterances.pop(utterance_id, None)

    # -------------------------------------------------------- what was seen

    def of(self, *kinds: type[C]) -> list[tuple[int, C]]:
        """The commands of these kinds, with their times."""
        return [(at_ms, command) for at_ms, command in self.log if isinstance(command, kinds)]

    def said(self) -> list[SaveLine]:
        """The transcript as it was kept."""
        return [command for _, command in self.log if isinstance(command, SaveLine)]

    def started_after(self, at_ms: int) -> int:
        """When our first sound after ``at_ms`` left."""
        starts = [
            event.at_ms
            for event in self.events
            if isinstance(event, SpeakingStarted) and event.at_ms >= at_ms
        ]
        assert starts, f"nothing was said after {at_ms} ms"
        return starts[0]

    def ended(self) -> bool:
        """Whether the conversation has hung up or handed over."""
        return bool(self.of(HangUp, Transfer))


def _duration_ms(utterance: Utterance) -> int:
    return sum(len(clause.split()) for clause in utterance.clauses) * WORD_MS


def texts(lines: Iterable[SaveLine], speaker: str) -> list[str]:
    """What one side said, as kept."""
    return [line.text for line in lines if line.speaker == speaker]
