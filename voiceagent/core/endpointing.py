"""When a pause is the end of a turn: how long to wait after the caller's last sound.

Four signals decide: what kind of answer was asked for, whether the words complete it, how finished
the voice sounds, and how long this caller's pauses inside turns have been so far. Words and the
question carry the decision. The sound can only lengthen the wait: a voice that sounds unfinished
mostly is, while one that sounds finished goes on as often as not.

Source: design.md §3 for the signals; spec/speech.md §4.2 for the weight of the turn score; the
delays stand where ``python -m benchmarks turns`` shows the knee of waiting against cutting in. Of
the unclear answers there, a turn score above 0.95 came in 20 that were over and 18 that were not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from voiceagent.dialog.moves import AnswerKind, Completeness

_COMPLETE_MS = MappingProxyType(
    {
        AnswerKind.NOTHING: 260,
        AnswerKind.YES_NO: 230,
        AnswerKind.CHOICE: 210,
        AnswerKind.WHEN: 300,
        AnswerKind.NUMBER: 260,
        AnswerKind.AMOUNT: 260,
        AnswerKind.DIGITS: 260,
        AnswerKind.SPELLING: 340,
        AnswerKind.NAME: 260,
        AnswerKind.COMPANY: 280,
        AnswerKind.FREE: 280,
    }
)
_UNKNOWN_MS = MappingProxyType(
    {
        AnswerKind.NOTHING: 450,
        AnswerKind.YES_NO: 420,
        AnswerKind.CHOICE: 460,
        AnswerKind.WHEN: 680,
        AnswerKind.NUMBER: 600,
        AnswerKind.AMOUNT: 600,
        AnswerKind.DIGITS: 1_400,
        AnswerKind.SPELLING: 1_400,
        AnswerKind.NAME: 460,
        AnswerKind.COMPANY: 460,
        AnswerKind.FREE: 420,
    }
)
_GROUPED = frozenset({AnswerKind.DIGITS, AnswerKind.SPELLING})


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
        unfinished_score: Below this the voice sounds unfinished.
        unfinished_surcharge_ms: Added to an unknown answer that sounds unfinished.
        pause_factor: An unknown answer waits at least so many times the caller's usual pause.
        pause_limit_ms: …but not longer than this on that account.
        final_ms: Before what stays (a booking, a farewell) at least this is waited.
        longest_ms: Nothing waits longer.
    """

    complete_ms: Mapping[AnswerKind, int] = field(default_factory=lambda: _COMPLETE_MS)
    unknown_ms: Mapping[AnswerKind, int] = field(default_factory=lambda: _UNKNOWN_MS)
    lacking_ms: int = 900
    partial_ms: int = 1_200
    digits_partial_ms: int = 1_400
    wordless_ms: int = 760
    unfinished_score: float = 0.12
    unfinished_surcharge_ms: int = 40
    pause_factor: float = 0.6
    pause_limit_ms: int = 700
    final_ms: int = 360
    longest_ms: int = 3_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a pause.

    Attributes:
        kind: The answer that was asked for.
        completeness: What the words say; None where the recogniser heard none that it trusts.
        broken_off: Whether words that it does not trust end where nobody ends: good enough a reason
            to wait, though none to answer.
        score: The turn score, or None while it is not known.
        usual_pause_ms: This caller's typical pause inside a turn.
        least_ms: What this caller has shown us that we must wait at least.
        final: Whether what we would do now stays.
    """

    kind: AnswerKind
    completeness: Completeness | None
    score: float | None
    broken_off: bool = False
    usual_pause_ms: int = 0
    least_ms: int = 0
    final: bool = False


def commit_delay_ms(evidence: Evidence, settings: EndpointSettings) -> int:
    """Milliseconds of silence after the caller's last sound at which the turn is over."""
    if evidence.completeness is None:
        delay = _wordless_delay_ms(evidence, settings)
    else:
        delay = _worded_delay_ms(evidence, evidence.completeness, settings)
    if evidence.final:
        delay = max(delay, settings.final_ms)
    return min(delay, settings.longest_ms)


def _wordless_delay_ms(evidence: Evidence, settings: EndpointSettings) -> int:
    if evidence.kind in _GROUPED:
        return settings.digits_partial_ms
    return settings.partial_ms if evidence.broken_off else settings.wordless_ms


def _worded_delay_ms(
    evidence: Evidence, completeness: Completeness, settings: EndpointSettings
) -> int:
    match completeness:
        case Completeness.COMPLETE:
            return max(settings.complete_ms[evidence.kind], evidence.least_ms)
        case Completeness.PARTIAL:
            in_groups = evidence.kind in _GROUPED
            return settings.digits_partial_ms if in_groups else settings.partial_ms
        case Completeness.LACKING:
            return settings.lacking_ms
        case Completeness.UNKNOWN:
            return _unknown_delay_ms(evidence, settings)


def _unknown_delay_ms(evidence: Evidence, settings: EndpointSettings) -> int:
    delay = settings.unknown_ms[evidence.kind]
    if evidence.score is not None and evidence.score < settings.unfinished_score:
        delay += settings.unfinished_surcharge_ms
    habit_ms = int(evidence.usual_pause_ms * settings.pause_factor)
    return max(delay, evidence.least_ms, min(habit_ms, settings.pause_limit_ms))


class PauseHabit:
    """A caller's pauses inside turns, as a mean that forgets; it begins with everybody's.

    One long pause is no habit: it moves the mean by its weight only. Stretches as short as the
    closure of a «t» are no pauses. But whoever was cut in on is not cut in on again: for a few
    turns we wait as long as would have been enough.
    """

    _USUAL_MS = 300.0
    _SHORTEST_MS, _LONGEST_MS = 250, 1_500
    _NEWEST = 0.4
    _MARGIN_MS = 60
    _MOST_MS = 600
    _KEPT_A_TURN = 0.8

    def __init__(self) -> None:
        self._mean_ms = self._USUAL_MS
        self._least_ms = 0.0

    @property
    def usual_ms(self) -> int:
        """The typical pause."""
        return round(self._mean_ms)

    def learn(self, pause_ms: int) -> None:
        """Take note of a pause after which the caller went on."""
        if pause_ms >= self._SHORTEST_MS:
            self._mean_ms += self._NEWEST * (min(pause_ms, self._LONGEST_MS) - self._mean_ms)

    @property
    def least_ms(self) -> int:
        """What is waited at least, whatever the words say."""
        return round(self._least_ms)

    def cut_in(self, pause_ms: int) -> None:
        """We answered in a pause of ``pause_ms``, and the caller went on."""
        self._least_ms = min(pause_ms + self._MARGIN_MS, self._MOST_MS)

    def taken(self) -> None:
        """A turn was taken: what was learned from a cut-in fades."""
        self._least_ms *= self._KEPT_A_TURN
