"""The word model and the search for words in letter scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.engines.beam import BeamSettings, search
from models.engines.letters import ALPHABET, BLANK, SYMBOLS, decode_greedy, encode_text
from models.engines.word_model import EDGE, Expected, WordModel
from models.training.language import write_counts
from voiceagent.dialog.moves import AnswerKind

_SETTINGS = BeamSettings()


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> WordModel:
    """A small word model, counted afresh."""
    path = tmp_path_factory.mktemp("words") / "words.npz"
    write_counts(path, seed=3, amount=4_000)
    return WordModel(path)


@pytest.fixture(scope="module")
def plain(words: WordModel) -> Expected:
    """Nothing particular is expected."""
    return words.for_question(AnswerKind.NOTHING)


def spelled(text: str, clarity: float = 0.9, blanks: int = 1) -> NDArray[np.float32]:
    """Letter scores of somebody who says ``text`` with so much clarity."""
    rows: list[int] = []
    for symbol in encode_text(text):
        rows += [symbol, *[BLANK] * blanks]
    scores = np.full((len(rows), SYMBOLS), (1 - clarity) / (SYMBOLS - 1), np.float32)
    scores[np.arange(len(rows)), rows] = clarity
    return np.log(scores)


def garbled(text: str, wrong: dict[int, str], clarity: float = 0.55) -> NDArray[np.float32]:
    """The same, with other letters heard at some places, the right ones a little less."""
    scores = np.exp(spelled(text, 0.9))
    for place, letter in wrong.items():
        row = scores[2 * place]
        right = ALPHABET.index(text[place]) + 1
        row[right], row[ALPHABET.index(letter) + 1] = 0.9 - clarity, clarity
    return np.log(scores)


@pytest.mark.parametrize(
    "text", ["ja", "nei takk", "onsdag klokka ti", "rundt hundre tusen kroner", "æ e dagleg leiar"]
)
def test_clear_words_are_heard_as_they_are(plain: Expected, text: str) -> None:
    """With letters this clear the word model changes nothing."""
    assert search(spelled(text, 0.99), plain, _SETTINGS)[0].text == text


def test_the_word_model_mends_an_unclear_letter(plain: Expected) -> None:
    """«onsdak» by sound is «onsdag»: it is what callers say."""
    scores = garbled("onsdag", {5: "k"})
    assert decode_greedy(scores.argmax(1)) == "onsdak"
    assert search(scores, plain, _SETTINGS)[0].text == "onsdag"


def test_a_word_outside_the_vocabulary_can_be_heard(plain: Expected) -> None:
    """Unknown names come through when they are clear."""
    assert not plain.knows("zykvor")
    assert search(spelled("jeg heter zykvor", 0.97), plain, _SETTINGS)[0].text == "jeg heter zykvor"


def test_an_expected_name_wins_over_a_likelier_word(words: WordModel) -> None:
    """The call knows the company «vindtek»; by sound alone it was «vindtak»."""
    scores = garbled("vindtek", {5: "a"}, clarity=0.6)
    expected = words.for_question(AnswerKind.COMPANY, ("vindtek",))
    assert search(scores, expected, _SETTINGS)[0].text == "vindtek"


def test_letters_are_found_where_they_were_said(plain: Expected) -> None:
    """The frame of each letter, spaces included, though unlikelier ones were tried before."""
    best = search(spelled("ja takk", blanks=2), plain, _SETTINGS)[0]
    assert best.letter_frames == tuple(range(0, 21, 3))


def test_silence_is_no_words(plain: Expected) -> None:
    """Sure blanks, and no frames at all, give the empty text."""
    quiet = np.full((40, SYMBOLS), np.log(1e-5), np.float32)
    quiet[:, BLANK] = np.log(0.9997)
    assert search(quiet, plain, _SETTINGS)[0].text == ""
    assert search(quiet[:0], plain, _SETTINGS)[0].text == ""


def test_the_question_makes_its_answers_likelier(words: WordModel) -> None:
    """«ti» begins a number sooner when a number was asked for."""
    number = words.for_question(AnswerKind.NUMBER)
    yes_no = words.for_question(AnswerKind.YES_NO)
    assert yes_no.word(EDGE, "ja") > number.word(EDGE, "ja")
    assert number.word(EDGE, "rundt") > yes_no.word(EDGE, "rundt")


def test_a_beginning_promises_no_less_than_its_words_give(plain: Expected) -> None:
    """The search may drop a beginning only when all that it can become is worse."""
    for before, word in [(EDGE, "jeg"), ("jeg", "heter"), ("klokka", "ti"), ("ja", "takk")]:
        for end in range(1, len(word) + 1):
            assert plain.beginning(before, word[:end]) >= plain.word(before, word) - 1e-9


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=30), st.integers(0, 2**32 - 1))
def test_whatever_is_heard_is_words_with_single_spaces(text: str, seed: int) -> None:
    """Any scores give a normal text with a frame for every letter, best first."""
    noise = np.random.default_rng(seed).random((2 * len(text) + 3, SYMBOLS)).astype(np.float32)
    scores = np.log(noise / noise.sum(1, keepdims=True))
    hypotheses = search(scores, _ANY, BeamSettings(width=4))
    best = hypotheses[0]
    assert best.text == " ".join(best.text.split())
    assert len(best.letter_frames) == len(best.text)
    assert list(best.letter_frames) == sorted(best.letter_frames)
    totals = [hypothesis.total for hypothesis in hypotheses]
    assert totals == sorted(totals, reverse=True)


def _committed() -> Expected:
    folder = Path(__file__).parents[2] / "models" / "weights"
    return WordModel(folder / "words.npz").for_question(AnswerKind.NOTHING)


_ANY = _committed()
