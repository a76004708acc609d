"""What vendors say about words, theirs and ours, and the way down to line rate."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from models.bridge.narrowing import Narrowing
from models.bridge.spoken_words import Pace, SpokenWords
from models.bridge.transcripts import UNSTATED, Final, transcript
from voiceagent.core.events import SpokenWord, Transcript


def _heard(*finals: Final, speech_ms: int = 1_500) -> Transcript:
    return transcript(finals, engine="vendor", duration_ms=2_000, speech_ms=speech_ms)


def test_finals_are_one_text_in_lower_case_without_punctuation() -> None:
    """A vendor may end a sentence in the middle of a turn."""
    heard = _heard(Final("Ja."), Final("Det passer fint!"))
    assert (heard.text, heard.accepted) == ("ja det passer fint", True)
    assert heard.confidence == UNSTATED


@pytest.mark.parametrize(
    "result",
    [
        {"channel": {"alternatives": [{"confidence": 0.62}]}},
        SimpleNamespace(channel=SimpleNamespace(alternatives=[SimpleNamespace(confidence=0.62)])),
        {"words": [{"word": "ja", "confidence": 0.2}], "confidence": 0.62},
    ],
    ids=["a dictionary", "an object", "not a word's"],
)
def test_a_stated_confidence_is_found_where_vendors_put_it(result: Any) -> None:
    """The whole result's, not that of one of its words."""
    assert _heard(Final("ja", result)).confidence == 0.62


def test_word_times_are_taken_only_if_they_are_those_of_the_text() -> None:
    """Half a list would put words where they were not."""
    words = [
        {"word": "Ja,", "start": 0.1, "end": 0.3, "confidence": 0.9},
        {"word": " ", "start": 0.3, "end": 0.3},
        {"word": "takk", "start": 0.35, "end": 9.0},
    ]
    heard = _heard(Final("Ja, takk", {"words": words}))
    assert [(w.text, w.start_ms, w.end_ms) for w in heard.words] == [
        ("ja", 100, 300),
        ("takk", 350, 2_000),
    ]
    assert heard.words[0].confidence == 0.9
    assert _heard(Final("Ja, mange takk", {"words": words})).words == ()
    assert _heard(Final("Ja", {"words": [{"word": "ja"}]})).words == ()
    assert _heard(Final("Ja", {"words": [{"word": "ja", "start": 3.0, "end": 4.0}]})).words == ()


def test_times_that_count_from_another_turn_are_not_taken() -> None:
    """A vendor counts all that a connection has carried; its first turn alone begins at 0."""
    result = {"words": [{"word": "ja", "start": 0.1, "end": 0.3}], "confidence": 0.7}
    heard = transcript(
        [Final("ja", result)], engine="vendor", duration_ms=2_000, speech_ms=400, timed=False
    )
    assert (heard.text, heard.confidence, heard.words) == ("ja", 0.7, ())


def test_no_words_and_too_many_are_not_accepted() -> None:
    """Nobody says seven words in a second; a recogniser that does has made them up."""
    assert not _heard(Final("…")).accepted
    assert not _heard(Final("en to tre fire fem seks sju"), speech_ms=900).accepted


def _all(words: SpokenWords, pieces_ms: list[int]) -> list[tuple[int, SpokenWord]]:
    """Every word with the number of the piece that it came with."""
    given: list[tuple[int, SpokenWord]] = []
    at_ms = 0
    for number, piece_ms in enumerate(pieces_ms[:-1]):
        at_ms += piece_ms
        given += [(number, word) for word in words.until(at_ms)]
    last = words.rest(at_ms, at_ms + pieces_ms[-1])
    return given + [(len(pieces_ms) - 1, word) for word in last]


def test_told_words_begin_where_the_voice_said() -> None:
    """Found by their letters, whatever the voice does with case and punctuation."""
    words = SpokenWords("Hei, på DEG.", Pace())
    for word, at_ms in (("hei", 0), ("på", 200), ("deg", 350)):
        words.tell(word, at_ms)
    assert [word for _, word in _all(words, [100, 200, 200])] == [
        SpokenWord("Hei,", 0, 200),
        SpokenWord("på", 200, 350),
        SpokenWord("DEG.", 350, 500),
    ]


def test_untold_words_go_by_the_voices_own_pace() -> None:
    """Learnt from what it has said before."""
    pace = Pace()
    pace.learn(40, 4_000)
    given = [word for _, word in _all(SpokenWords("Hei på deg.", pace), [80] * 10)]
    assert [word.start_ms for word in given] == [0, 300, 500]


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.sampled_from(["hei", "på", "deg.", "14:30", "–", "onsdag"]), max_size=8),
    some.lists(some.tuples(some.sampled_from(["hei", "to", "x"]), some.integers(-5, 3_000))),
    some.lists(some.integers(1, 300), min_size=1, max_size=8),
)
def test_whatever_a_voice_says_every_word_comes_once_and_in_order(
    written: list[str], told: list[tuple[str, int]], pieces_ms: list[int]
) -> None:
    """No word twice, none missing, no time that runs backwards or begins beyond the sound."""
    words = SpokenWords(" ".join(written), Pace())
    for word, at_ms in told:
        words.tell(word, at_ms)
    given = [word for _, word in _all(words, pieces_ms)]
    assert [word.text for word in given] == written
    times = [time for word in given for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert all(word.start_ms <= max(sum(pieces_ms), 3_000) for word in given)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 24_000, 44_100])
@pytest.mark.parametrize("tone_hz", [300, 1_000, 3_000])
def test_a_tone_comes_through_in_place_and_as_loud_as_it_was(rate_hz: int, tone_hz: int) -> None:
    """Cut anywhere, from any rate: the error is 60 dB below the tone."""
    tone = np.sin(2 * np.pi * tone_hz * np.arange(rate_hz // 4) / rate_hz) * 10_000
    cuts = np.cumsum(np.random.default_rng(rate_hz).integers(1, rate_hz // 40, 100))
    stream = Narrowing(rate_hz)
    pieces = [stream.push(piece) for piece in np.split(tone.astype(np.int16), cuts)]
    line = np.concatenate([*pieces, stream.end()])
    assert len(line) == pytest.approx(2_000, abs=1)
    wanted = np.sin(2 * np.pi * tone_hz * np.arange(len(line)) / 8_000) * 10_000
    assert np.std((line - wanted)[100:-100]) < 10


def test_what_does_not_fit_the_line_is_not_folded_into_it() -> None:
    """5 kHz from a wide voice would be heard at 3 kHz."""
    tone = (np.sin(2 * np.pi * 5_000 * np.arange(6_000) / 24_000) * 10_000).astype(np.int16)
    assert np.abs(Narrowing(24_000).push(tone)[100:]).max() < 10
