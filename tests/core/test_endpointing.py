"""How long a pause must last, by what is known about it."""

from __future__ import annotations

import pytest

from voiceagent.core.endpointing import EndpointSettings, Evidence, PauseHabit, commit_delay_ms
from voiceagent.dialog.moves import AnswerKind, Completeness

SETTINGS = EndpointSettings()


def delay(
    kind: AnswerKind,
    completeness: Completeness | None,
    *,
    score: float | None = None,
    usual_pause_ms: int = 0,
    broken_off: bool = False,
    final: bool = False,
) -> int:
    evidence = Evidence(kind, completeness, score, broken_off, usual_pause_ms, final=final)
    return commit_delay_ms(evidence, SETTINGS)


def test_a_yes_to_a_yes_no_question_is_answered_at_once() -> None:
    """«Ja» after a yes/no question leaves nothing to wait for (VOX-02)."""
    assert delay(AnswerKind.YES_NO, Completeness.COMPLETE) <= 250


def test_five_digits_of_eight_wait_more_than_a_second() -> None:
    """Numbers are said in groups, with pauses between them."""
    assert delay(AnswerKind.DIGITS, Completeness.PARTIAL) > 1_000


def test_an_unfinished_clause_waits_longer_than_any_finished_one() -> None:
    """«Jeg vil gjerne …» is not an answer yet."""
    unfinished = delay(AnswerKind.FREE, Completeness.PARTIAL)
    assert unfinished > max(SETTINGS.complete_ms.values())
    assert unfinished == SETTINGS.partial_ms


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_a_complete_answer_waits_less_than_an_unclear_one(kind: AnswerKind) -> None:
    """Words that complete the answer always shorten the wait."""
    complete = delay(kind, Completeness.COMPLETE)
    assert complete < delay(kind, Completeness.UNKNOWN, score=0.5)


def test_the_sound_only_leans_on_an_unclear_answer() -> None:
    """A voice that sounds unfinished is waited for longer; where words are clear, they win."""
    unclear = delay(AnswerKind.FREE, Completeness.UNKNOWN)
    assert delay(AnswerKind.FREE, Completeness.UNKNOWN, score=0.9) == unclear
    assert delay(AnswerKind.FREE, Completeness.UNKNOWN, score=0.05) > unclear
    complete = delay(AnswerKind.YES_NO, Completeness.COMPLETE)
    assert delay(AnswerKind.YES_NO, Completeness.COMPLETE, score=0.05) == complete


def test_a_caller_who_pauses_long_is_given_longer() -> None:
    """The caller's own pauses stretch the wait, within a limit."""
    unclear = delay(AnswerKind.FREE, Completeness.UNKNOWN)
    patient = delay(AnswerKind.FREE, Completeness.UNKNOWN, usual_pause_ms=800)
    assert unclear < patient == 480
    assert delay(AnswerKind.FREE, Completeness.UNKNOWN, usual_pause_ms=5_000) == 700


def test_speech_without_words_waits_its_own_time() -> None:
    """Where no words were trusted, nothing shortens the wait: more may make them clear."""
    assert delay(AnswerKind.YES_NO, None) == SETTINGS.wordless_ms
    assert delay(AnswerKind.FREE, None, score=0.99) == SETTINGS.wordless_ms


def test_an_untrusted_guess_that_breaks_off_is_waited_for() -> None:
    """«… som» is not answered, but whoever said it has not finished."""
    assert delay(AnswerKind.FREE, None, broken_off=True) == SETTINGS.partial_ms


def test_in_digits_and_spelling_an_untrusted_group_is_one_of_several() -> None:
    """Groups of a number are said with long pauses, understood or not."""
    for kind in (AnswerKind.DIGITS, AnswerKind.SPELLING):
        assert delay(kind, None) == SETTINGS.digits_partial_ms


@pytest.mark.parametrize("kind", list(AnswerKind))
@pytest.mark.parametrize("completeness", list(Completeness))
def test_nothing_waits_beyond_three_seconds(kind: AnswerKind, completeness: Completeness) -> None:
    """Whatever is known, the caller is answered within the longest wait."""
    assert delay(kind, completeness, score=0.0, usual_pause_ms=9_000) <= SETTINGS.longest_ms


def test_a_habit_follows_the_callers_pauses_and_forgets() -> None:
    """It begins with everybody's; each pause moves it by four tenths."""
    habit = PauseHabit()
    assert habit.usual_ms == 300
    habit.learn(800)
    assert habit.usual_ms == 500
    habit.learn(500)
    assert habit.usual_ms == 500


def test_the_closure_within_a_word_is_no_pause_of_the_callers() -> None:
    """«I[kk]e» is silent for a tenth of a second; nobody pauses there."""
    habit = PauseHabit()
    habit.learn(160)
    assert habit.usual_ms == 300


def test_before_what_cannot_be_taken_back_we_wait_longer() -> None:
    """A clear «ja» that books is given the time for «… nei, forresten»."""
    assert delay(AnswerKind.YES_NO, Completeness.COMPLETE, final=True) == SETTINGS.final_ms
    partial = delay(AnswerKind.WHEN, Completeness.PARTIAL)
    assert delay(AnswerKind.WHEN, Completeness.PARTIAL, final=True) == partial


def test_a_wait_that_was_not_the_callers_is_no_habit() -> None:
    """Who had to hear nine seconds of legal text out does not pause for nine seconds."""
    habit = PauseHabit()
    habit.learn(9_000)
    assert habit.usual_ms == 780
