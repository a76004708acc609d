"""What the caller has heard, from what was sent, when, and the marks that came back."""

from __future__ import annotations

import pytest

from voiceagent.core.events import SpokenWord, Utterance
from voiceagent.core.playback import Playback

TEXT = ("en to tre fire fem", "seks sju åtte ni ti")


def sent(words: bool = False) -> Playback:
    """Two clauses of a second each, sent from 1 000 ms on."""
    playback = Playback()
    playback.add(Utterance(1, TEXT))
    for clause, text in enumerate(TEXT):
        times = tuple(
            SpokenWord(word, 200 * place, 200 * place + 200)
            for place, word in enumerate(text.split())
        )
        playback.clause_ready(1, clause, duration_ms=1_000, words=times if words else ())
    playback.started(1, at_ms=1_000, from_ms=0)
    return playback


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize(
    ("at_ms", "said"), [(1_000, 0), (1_450, 2), (2_000, 5), (2_650, 8), (3_000, 10), (9_000, 10)]
)
def test_heard_words_follow_the_time_that_was_played(words: bool, at_ms: int, said: int) -> None:
    """Heard and unheard together are the text; the cut falls between words."""
    playback = sent(words)
    playback.sent(1, at_ms=2_840, duration_ms=2_000)
    heard = playback.heard(1, at_ms)
    whole = " ".join(TEXT)
    assert f"{heard.text} {heard.rest}".strip() == whole
    assert abs(len(heard.text.split()) - said) <= (0 if words else 1)


def test_marks_teach_how_late_everything_is_heard() -> None:
    """A mark 200 ms after its place should have played says the line is 200 ms late."""
    playback = sent()
    playback.marked(1, at_ms=2_200, position_ms=1_000)
    assert playback.lag_ms == 100
    playback.marked(1, at_ms=3_200, position_ms=2_000)
    assert playback.lag_ms == 150


def test_held_speech_stands_where_it_was_cut() -> None:
    """After a hold the position does not move, and resuming goes on from it."""
    playback = sent()
    playback.held(1, at_ms=1_500, sent_ms=660)
    assert playback.position_ms(1, 5_000) == 500
    playback.started(1, at_ms=5_000, from_ms=500)
    assert playback.position_ms(1, 5_250) == 750


def test_an_utterance_held_at_its_very_end_is_over_when_it_is_sent_on() -> None:
    """Nothing is left to begin with: it does not count as held for ever."""
    playback = sent()
    playback.sent(1, at_ms=2_840, duration_ms=2_000)
    playback.held(1, at_ms=3_050, sent_ms=2_000)
    assert not playback.finished(1, 9_000)
    playback.sent(1, at_ms=3_600, duration_ms=2_000)
    assert playback.finished(1, 3_600)
    assert playback.heard(1, 3_600).complete


def test_nothing_is_heard_that_was_not_sent() -> None:
    """Heard ≤ sent, also when the line was late to begin."""
    playback = sent()
    playback.held(1, at_ms=4_000, sent_ms=660)
    assert playback.position_ms(1, 4_000) == 660


def test_a_second_utterance_plays_after_the_first() -> None:
    """Sound joins the end of what the line still plays."""
    playback = sent()
    playback.sent(1, at_ms=2_840, duration_ms=2_000)
    playback.add(Utterance(2, ("sist",)))
    playback.clause_ready(2, 0, duration_ms=400, words=())
    playback.started(2, at_ms=2_850, from_ms=0)
    playback.sent(2, at_ms=2_900, duration_ms=400)
    assert not playback.finished(2, 3_300)
    assert playback.finished(2, 3_400)


def test_an_utterance_that_could_not_be_voiced_is_over_at_once() -> None:
    """A failed voice must not keep the queue waiting for ever."""
    playback = Playback()
    playback.add(Utterance(1, TEXT))
    playback.sent(1, at_ms=500, duration_ms=0)
    assert playback.finished(1, 500)
    assert playback.heard(1, 500).position_ms == 0
