"""One turn, heard to its end by a rule that decides when the speaker has finished.

Everything is the product's own except time and talk: detector, conversation core, recogniser and
turn scorer work as in a call, on a clock that counts audio; an engine's answer comes as much later
as that engine usually takes. The dialog is one question that is answered by whatever was said, with
a sentence that lasts long enough to be interrupted by a speaker who goes on.

For comparison, :func:`by_pipecats_rules` judges the same sound with the same detector and scorer as
stock Pipecat does: 200 ms of silence, then the score; above one half the turn is over, else three
seconds have to pass. It is that rule on our audio, not that program: no transport, no queues.

Source: pipecat-ai 1.14: VADParams (0.7, 0.2 s, 0.2 s), SmartTurnParams (3 s, 0.5),
SpeechTimeoutUserTurnStopStrategy (0.6 s after the detector's stop).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import cast

from benchmarks.turns.cases import Turn
from benchmarks.turns.sounds import LEAD_MS, TurnSound
from models.loading import Engines
from voiceagent.core.commands import (
    Command,
    Hold,
    Prepare,
    Resume,
    SaveLine,
    ScoreTurn,
    Speak,
    TranscribeSpan,
)
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import (
    CallConnected,
    ClauseSynthesized,
    Event,
    Span,
    SpeakingHeld,
    SpeakingStarted,
    SpeechProbed,
    Ticked,
    Transcript,
    TurnScored,
    TurnTranscribed,
)
from voiceagent.core.manners import Manners
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    Expectation,
    NothingUnderstood,
    Observation,
    Say,
    WordsHeard,
)
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step
from voiceagent.runtime.listening import Listening

PRE_ROLL_MS, POST_ROLL_MS = 240, 160
WORDS_MS, SCORE_MS = 36, 45
"""How much later than asked for the engines answer, on one core."""

_VAD_CONFIDENCE = 0.7
_VAD_START_MS = 200
_VAD_STOP_MS = 200
_SMART_TURN_MS = 3_000
_TIMEOUT_MS = 600
_VERDICT_MS = 32
_EDGE_MS = 300
"""So much of a turn's first and last sound may be missed without losing a word."""
_REPLY = "Takk, da har jeg notert det, og så har jeg ett spørsmål til."
_REPLY_MS = 4_000


@dataclass(frozen=True, slots=True)
class Heard:
    """What the engines make of a turn, asked once and remembered for every rule.

    Attributes:
        probes: The detector's verdicts.
        words: Transcripts by span.
        scores: Turn scores by end of the audio they were given.
    """

    sound: TurnSound
    probes: tuple[SpeechProbed, ...]
    listening: Listening
    words: dict[tuple[int, int], Transcript]
    scores: dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Ending:
    """When a rule held a turn for over.

    Attributes:
        at_ms: In the turn's sound; None if never.
        text: The words it went by.
        whole: Whether all that was said was understood as one turn in the end, if only after the
            speaker had been cut in on.
    """

    at_ms: int | None
    text: str = ""
    whole: bool = False


Rule = Callable[[Heard, Engines], Awaitable[Ending]]


def listen(sound: TurnSound, engines: Engines) -> Heard:
    """Hear a turn's sound; nothing is decided yet."""
    listening = Listening(
        engines.detectors.open(), pre_roll_ms=PRE_ROLL_MS, post_roll_ms=POST_ROLL_MS
    )
    probes = tuple(probe for frame in sound.frames for probe in listening.hear(frame))
    return Heard(sound, probes, listening, {}, {})


# ---------------------------------------------------------------- ours


def ours(manners: Manners) -> Rule:
    """The conversation core with this patience."""

    async def rule(heard: Heard, engines: Engines) -> Ending:
        return await _Trial(heard, engines, manners).run()

    return rule


class _OneQuestion:
    """A dialog of one question; it answers whatever it hears, even what nobody understood."""

    def __init__(self, turn: Turn) -> None:
        self._asked = turn.asked

    def begin(self) -> DialogState:
        return DialogState()

    def step(self, state: DialogState, observation: Observation) -> Step:
        taken = isinstance(observation, WordsHeard | NothingUnderstood)
        moves = (Say(_REPLY),) if taken else ()
        expectation = Expectation() if moves else self._asked
        return Step(state, moves, expectation, ())


class _Trial:
    """A call of one turn."""

    def __init__(self, heard: Heard, engines: Engines, manners: Manners) -> None:
        self._heard = heard
        self._engines = engines
        dialog = cast(DialogEngine, _OneQuestion(heard.sound.turn))
        self._conversation = Conversation(dialog, manners)
        self._coming: list[tuple[int, int, Event]] = []
        self._numbers = count()
        self._text = ""
        self._spoke_ms: int | None = None
        self._saying_from_ms = 0
        self._lines: list[SaveLine] = []

    async def run(self) -> Ending:
        await self._answers(CallConnected(0, "inbound", "2026-11-18T09:30:00+01:00", None))
        for probe in self._heard.probes:
            self._expect(probe)
        while self._coming:
            at_ms, _, event = heappop(self._coming)
            due_ms = self._conversation.wake_ms()
            if due_ms is not None and due_ms < at_ms:
                heappush(self._coming, (at_ms, next(self._numbers), event))
                event = Ticked(due_ms)
            await self._answers(event)
        return Ending(self._spoke_ms, self._text, whole=self._is_whole())

    def _is_whole(self) -> bool:
        """Whether the caller's last line is all that they said."""
        sound = self._heard.sound
        begins_ms, ends_ms = LEAD_MS + _EDGE_MS, sound.end_ms - _EDGE_MS
        return (
            bool(self._lines)
            and self._lines[-1].from_ms <= begins_ms <= ends_ms <= self._lines[-1].to_ms
        )

    async def _answers(self, event: Event) -> None:
        for command in self._conversation.handle(event):
            await self._perform(command, event.at_ms)

    async def _perform(self, command: Command, at_ms: int) -> None:
        match command:
            case TranscribeSpan(span, expectation):
                words = await self._words(span, expectation)
                if self._spoke_ms is None:
                    self._text = words.text
                self._expect(TurnTranscribed(at_ms + WORDS_MS, span, words))
            case ScoreTurn(span):
                score = await score_of(self._heard, self._engines, span)
                self._expect(TurnScored(at_ms + SCORE_MS, span, score))
            case Prepare(utterance):
                for clause in range(len(utterance.clauses)):
                    self._expect(ClauseSynthesized(at_ms, utterance.id, clause, _REPLY_MS))
            case Speak(utterance_id):
                if self._spoke_ms is None:
                    self._spoke_ms = at_ms
                self._say(utterance_id, at_ms, 0)
            case Resume(utterance_id, from_ms):
                self._say(utterance_id, at_ms, from_ms)
            case Hold(utterance_id):
                self._expect(SpeakingHeld(at_ms, utterance_id, at_ms - self._saying_from_ms))
            case SaveLine(speaker="caller"):
                self._lines.append(command)
            case _:
                pass

    def _say(self, utterance: int, at_ms: int, from_ms: int) -> None:
        self._saying_from_ms = at_ms - from_ms
        self._expect(SpeakingStarted(at_ms, utterance, from_ms))

    def _expect(self, event: Event) -> None:
        heappush(self._coming, (event.at_ms, next(self._numbers), event))

    async def _words(self, span: Span, expectation: Expectation) -> Transcript:
        key = (span.start_ms, span.end_ms)
        if key not in self._heard.words:
            audio = self._heard.listening.cut(span)
            transcript = await self._engines.transcriber.transcribe(audio, expectation)
            self._heard.words[key] = transcript
        return self._heard.words[key]


async def score_of(heard: Heard, engines: Engines, span: Span) -> float:
    """The turn score of a span, remembered."""
    key = (span.start_ms, span.end_ms)
    if key not in heard.scores:
        heard.scores[key] = await engines.scorer.score(heard.listening.cut(span))
    return heard.scores[key]


# ---------------------------------------------------------------- by the peer's rules


async def by_pipecats_rules(heard: Heard, engines: Engines) -> Ending:
    """Smart-Turn after 200 ms of silence; three seconds where it says "not yet"."""
    return await _pipecat(heard, engines, by_score=True)


async def by_pipecats_timeout(heard: Heard, engines: Engines) -> Ending:
    """200 ms of silence and 600 more, whatever was said."""
    return await _pipecat(heard, engines, by_score=False)


async def _pipecat(heard: Heard, engines: Engines, *, by_score: bool) -> Ending:
    start_ms = end_ms = speech_ms = 0
    speaking = started = asked = False
    for probe in heard.probes:
        loud = probe.probability >= _VAD_CONFIDENCE
        speech_ms = speech_ms + _VERDICT_MS if loud else 0
        if loud and speaking:
            end_ms, asked = probe.at_ms, False
        elif loud and speech_ms >= _VAD_START_MS:
            speaking, asked, end_ms = True, False, probe.at_ms
            start_ms = start_ms if started else probe.at_ms - speech_ms
            started = True
        if not started or loud:
            continue
        quiet_ms = probe.at_ms - end_ms
        if quiet_ms >= _VAD_STOP_MS and not asked:
            asked, speaking = True, False
            span = Span(1, 1, start_ms, end_ms)
            if by_score and await score_of(heard, engines, span) > 0.5:
                return Ending(probe.at_ms + SCORE_MS)
        if quiet_ms >= (_SMART_TURN_MS if by_score else _VAD_STOP_MS + _TIMEOUT_MS):
            return Ending(probe.at_ms)
    return Ending(None)
