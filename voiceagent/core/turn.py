"""The caller's open turn: what is known about it while it may still go on.

A turn gathers evidence (its last span, the score, the words) and one speculation: the dialog's step
on those words, made on a copy and thrown away if the caller goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from voiceagent.core.answered import Answered, is_final
from voiceagent.core.commands import SaveLine
from voiceagent.core.endpointing import Evidence, PauseHabit, commit_delay_ms
from voiceagent.core.events import Span, Transcript, Utterance
from voiceagent.core.manners import Manners
from voiceagent.dialog.moves import AnswerKind, Completeness, WordsHeard
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step


@dataclass(frozen=True, slots=True)
class Speculation:
    """What we would answer.

    It holds as long as it was made from the same state and the same observation.
    """

    base: DialogState
    observation: WordsHeard
    step: Step
    prepared: tuple[Utterance, ...]


@dataclass(slots=True)
class CallerTurn:
    """One turn of the caller, from its first sound until it is closed.

    Attributes:
        turn: Its number.
        started_ms: Where its first speech began.
        span: The stretch last asked about; None while the caller is in the first one.
        paused: Whether the span is the latest: the caller has been silent since its end.
        transcript: The words of ``span``; None while they are not known.
        failed: Whether the recogniser failed on ``span``.
        score: The turn score of ``span``.
        completeness: What the words say about themselves; None where none are trusted.
        broken_off: Whether words that are not trusted end where nobody ends.
        over_us: Whether it began while we were being heard.
        backchannel: Whether the words only say that the caller is listening.
        reopened: The turn that this one goes on with, if that was answered too early…
        reopened_ms: …and where it went on.
    """

    turn: int
    started_ms: int
    span: Span | None = None
    paused: bool = False
    transcript: Transcript | None = None
    failed: bool = False
    score: float | None = None
    completeness: Completeness | None = None
    broken_off: bool = False
    over_us: bool = False
    backchannel: bool = False
    reopened: Answered | None = None
    reopened_ms: int = 0
    speculation: Speculation | None = field(default=None)

    @classmethod
    def going_on(cls, last: Answered, started_ms: int, *, over_us: bool) -> CallerTurn:
        """The turn that was answered last, which goes on at ``started_ms``."""
        return cls(
            last.span.turn,
            last.span.start_ms,
            over_us=over_us,
            reopened=last,
            reopened_ms=started_ms,
        )

    def pause(self, span: Span) -> None:
        """A new span is being asked about; what was known of the one before is void."""
        self.span = span
        self.paused = True
        self.transcript = None
        self.failed = False
        self.score = None
        self.completeness = None
        self.broken_off = False
        self.backchannel = False

    def go_on(self) -> None:
        """The caller went on speaking."""
        self.paused = False

    def concerns(self, span: Span) -> bool:
        """Whether an engine's answer about ``span`` is about what we wait for."""
        return self.paused and self.span == span

    @property
    def newly_ms(self) -> int:
        """Where its newest speech began: the turn itself, or what reopened it."""
        return self.started_ms if self.reopened is None else self.reopened_ms

    @property
    def words(self) -> str:
        """Words that the recogniser trusts; empty when there are none."""
        transcript = self.transcript
        return transcript.text if transcript is not None and transcript.accepted else ""

    @property
    def utterance_id(self) -> str:
        """What its line goes by: a reopened turn's line takes the place of the earlier one."""
        if self.reopened is not None:
            return self.reopened.utterance_id
        assert self.span is not None
        return self.span.utterance_id

    def observation(self, interrupted: str) -> WordsHeard:
        """The words, for the dialog; ``interrupted`` is what of ours the caller did not hear."""
        assert self.span is not None
        assert self.transcript is not None
        return WordsHeard(
            text=self.words,
            utterance_id=self.utterance_id,
            confidence=self.transcript.confidence,
            interrupted=interrupted,
        )

    def unchanged(self, step: Step) -> bool:
        """Whether going on has changed nothing: the answer is the one that we have begun."""
        return self.reopened is not None and step.moves == self.reopened.step.moves

    def line(self, to_ms: int) -> SaveLine:
        """What the caller said, for the transcript."""
        assert self.span is not None
        return SaveLine("caller", self.words, self.started_ms, to_ms, self.utterance_id)

    @property
    def judged(self) -> bool:
        """Whether the recogniser has said all it will about the span."""
        return self.transcript is not None or self.failed

    def due_ms(
        self, *, kind: AnswerKind, habit: PauseHabit, held: bool, manners: Manners
    ) -> int | None:
        """When the turn is over if the caller stays silent; None while they speak.

        Args:
            kind: The answer that was asked for.
            habit: This caller's pauses inside turns.
            held: Whether we were stopped by this turn and wait to go on.
            manners: Our patience.
        """
        if self.span is None or not self.paused:
            return None
        end_ms = self.span.end_ms
        if not self.judged:
            return end_ms + manners.transcript_limit_ms
        if self.backchannel or end_ms - self.span.start_ms >= manners.longest_turn_ms:
            return end_ms
        if held and not self.words:
            return end_ms + manners.resume_after_ms
        evidence = Evidence(
            kind=kind,
            completeness=self.completeness,
            score=self.score,
            broken_off=self.broken_off,
            usual_pause_ms=habit.usual_ms,
            least_ms=habit.least_ms,
            final=self.speculation is not None and is_final(self.speculation.step),
        )
        return end_ms + commit_delay_ms(evidence, manners.endpoint)
