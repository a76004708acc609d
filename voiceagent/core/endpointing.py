"""When a pause is the end of a turn: how long to wait after the caller's last sound.

Four signals decide: what kind of answer was asked for, whether the words complete it, how finished
the voice sounds, and how long this caller's pauses inside turns have been so far. Words and the
question carry the decision; the sound only leans on it, because on short Norwegian answers it is
right little more often than not.

Source: design.md §3 for the signals; spec/speech.md §4.2 for the weight of the turn score; the
delays stand where ``python -m benchmarks turns`` shows the knee of waiting against cutting in: a
shorter wait after a complete answer cuts in no more often, because the words carry the decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from voiceagent.dialog.moves import AnswerKind, Completeness

_COMPLETE_MS = MappingProxyType(
    {
        AnswerKind.NOTHING: 260,
        AnswerKind.YES_NO: 170,
        AnswerKind.CHOICE: 180,
        AnswerKind.WHEN: 200,
        AnswerKind.NUMBER: 200,
        AnswerKind.AMOUNT: 200,
        AnswerKind.DIGITS: 200,
        AnswerKind.SPELLING: 340,
        AnswerKind.NAME: 200,
        AnswerKind.COMPANY: 220,
        AnswerKind.FREE: 220,
    }
)
_UNKNOWN_MS = MappingProxyType(
    {
        AnswerKind.NOTHING: 450,
        AnswerKind.YES_NO: 420,
        AnswerKind.CHOICE: 460,
        AnswerKind.WHEN: 640,
        AnswerKind.NUMBER: 600,
        AnswerKind.AMOUNT: 600,
        AnswerKind.DIGITS: 1_400,
        AnswerKind.SPELLING: 1_400,
        AnswerKind.NAME: 460,
        AnswerKind.COMPANY: 460,
        AnswerKind.FREE: 480,
    }
)


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Milliseconds of silence after which a turn is over, by what is known about it.

    Attributes:
        complete_ms: The words complete the answer.
        unknown_ms: The words do not say whether it is complete.
        lacking_ms: The words hold nothing of what was asked, though they may be a whole sentence.
        partial_ms: The words have begun an answer that lacks something.
        digits_partial_ms: The same, within digits or spelling, which are said in groups.
        wordless_ms: Speech in which no words were recognised.
        finished_score: From here on the voice sounds finished.
        unfinished_score: Below this it sounds unfinished.
        finished_discount_ms: Taken off an unclear answer that sounds finished.
        unfinished_surcharge_ms: Added to an unknown answer that sounds unfinished.
        pause_factor: An unknown answer waits at least so many times the caller's usual pause.
        pause_limit_ms: …but not longer than this on that account.
        longest_ms: Nothing waits longer.
    """

    complete_ms: Mapping[AnswerKind, int] = field(default_factory=lambda: _COMPLETE_MS)
    unknown_ms: Mapping[AnswerKind, int] = field(default_factory=lambda: _UNKNOWN_MS)
    lacking_ms: int = 800
    partial_ms: int = 1_200
    digits_partial_ms: int = 1_200
    wordless_ms: int = 680
    finished_score: float = 0.85
    unfinished_score: float = 0.12
    finished_discount_ms: int = 160
    unfinished_surcharge_ms: int = 100
    pause_factor: float = 1.0
    pause_limit_ms: int = 700
    longest_ms: int = 3_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a pause.

    Attributes:
        kind: The answer that was asked for.
        completeness: What the words say; None where the recogniser heard none that it trusts.
        score: The turn score, or None while it is not known.
        usual_pause_ms: This caller's typical pause inside a turn; 0 while none was seen.
    """

    kind: AnswerKind
    completeness: Completeness | None
    score: float | None
    usual_pause_ms: int = 0


def commit_delay_ms(evidence: Evidence, settings: EndpointSettings) -> int:
    """Milliseconds of silence after the caller's last sound at which the turn is over."""
    if evidence.completeness is None:
        return min(settings.wordless_ms, settings.longest_ms)
    delay = _worded_delay_ms(evidence, evidence.completeness, settings)
    return min(delay, settings.longest_ms)


def _worded_delay_ms(
    evidence: Evidence, completeness: Completeness, settings: EndpointSettings
) -> int:
    match completeness:
        case Completeness.COMPLETE:
            return settings.complete_ms[evidence.kind]
        case Completeness.PARTIAL:
            grouped = evidence.kind in (AnswerKind.DIGITS, AnswerKind.SPELLING)
            return settings.digits_partial_ms if grouped else settings.partial_ms
        case Completeness.LACKING:
            return settings.lacking_ms
        case Completeness.UNKNOWN:
            return _unknown_delay_ms(evidence, settings)


def _unknown_delay_ms(evidence: Evidence, settings: EndpointSettings) -> int:
    delay = settings.unknown_ms[evidence.kind]
    if evidence.score is not None and evidence.score >= settings.finished_score:
        delay -= settings.finished_discount_ms
    elif evidence.score is not None and evidence.score < settings.unfinished_score:
        delay += settings.unfinished_surcharge_ms
    habit_ms = int(evidence.usual_pause_ms * settings.pause_factor)
    return max(delay, min(habit_ms, settings.pause_limit_ms))


class PauseHabit:
    """A caller's pauses inside turns, as a mean that forgets: the newest counts 0.4."""

    def __init__(self) -> None:
        self._mean_ms = 0.0

    @property
    def usual_ms(self) -> int:
        """The typical pause; 0 while none was seen."""
        return round(self._mean_ms)

    def learn(self, pause_ms: int) -> None:
        """Take note of a pause after which the caller went on."""
        self._mean_ms = pause_ms if not self._mean_ms else 0.6 * self._mean_ms + 0.4 * pause_ms
