"""What the recogniser believes, and what it takes for a whole number."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from benchmarks.language.everyday_talk import EVERYDAY
from benchmarks.speech.ear import Ear
from benchmarks.speech.sentences import Tally
from models.engines.beam import Hypothesis
from models.engines.recogniser import Recogniser, completed
from models.engines.trust import EVIDENCE, Trust
from models.engines.turn_encoder import TurnEncoder
from models.training.calibrate import borders, fit
from voiceagent.dialog.moves import AnswerKind, Expectation

_SAID = (
    ("ja det stemmer", AnswerKind.YES_NO),
    ("nei det passer ikke", AnswerKind.YES_NO),
    ("onsdag klokka ti", AnswerKind.WHEN),
    ("den andre passer best", AnswerKind.CHOICE),
    ("jeg er daglig leder", AnswerKind.FREE),
    ("vi trenger et nytt crm system", AnswerKind.FREE),
    ("innen tre måneder", AnswerKind.WHEN),
    ("rundt hundre tusen kroner", AnswerKind.AMOUNT),
    ("nittito trettifire femtiseks syttiåtte", AnswerKind.DIGITS),
    ("jeg heter kari nordmann", AnswerKind.NAME),
)


def _hypothesis(text: str, total: float) -> Hypothesis:
    return Hypothesis(text, total, total, tuple(range(len(text))))


@pytest.fixture(scope="module")
def ear(recogniser: Recogniser) -> Ear:
    """Callers' voices on a good line."""
    return Ear(Random(2), 25.0, encoder=TurnEncoder(features_only=True), recogniser=recogniser)


def test_answers_are_heard_and_believed(ear: Ear) -> None:
    """A miniature of the benchmark; the figure is far from the limit, so that it never flickers."""
    tally = Tally()
    for said, kind in _SAID:
        heard = ear.hear(ear.scores(ear.say(said)), Expectation(kind))
        tally.add(heard.text, said, accepted=heard.accepted)
    assert tally.word_error < 0.25
    assert tally.share(tally.accepted) > 0.6


def test_talk_about_something_else_is_not_believed(ear: Ear) -> None:
    """It is heard well, for what it is; but it is no answer."""
    believed = 0
    for text in EVERYDAY[::13]:
        scores = ear.scores(ear.say(text))
        for kind in (AnswerKind.YES_NO, AnswerKind.FREE):
            believed += ear.hear(scores, Expectation(kind)).accepted
    assert believed <= 0.35 * 2 * len(EVERYDAY[::13])


def test_a_known_name_is_written_as_the_call_knows_it(ear: Ear) -> None:
    """Nygård and Nygaard sound alike."""
    scores = ear.scores(ear.say("jeg heter per nygård"))
    known = Expectation(AnswerKind.NAME, phrases=("per nygaard", "nordlys regnskap"))
    assert ear.hear(scores, known).text == "jeg heter per nygaard"
    assert ear.hear(scores, Expectation(AnswerKind.NAME)).text == "jeg heter per nygård"


def test_eight_digits_decide_between_numbers_that_sound_alike(recogniser: Recogniser) -> None:
    """A lost digit is nearly free in the search; without a whole number the best stays."""
    whole, short = "fire ni trettien åtte to ni to", "fire ni trettien åtte to ni"
    digits = recogniser.words.for_question(AnswerKind.DIGITS)
    found = [_hypothesis(short, -10.0), _hypothesis(whole, -12.0)]
    assert [one.text for one in completed(found, digits)] == [whole, short]
    far = [_hypothesis(short, -10.0), _hypothesis(whole, -90.0)]
    assert completed(far, digits) == far
    begun = [_hypothesis("fire ni", -10.0), _hypothesis(whole, -12.0)]
    free = recogniser.words.for_question(AnswerKind.FREE)
    assert completed(begun, free) == begun


def test_each_kind_of_question_has_its_own_border() -> None:
    """A kind without a bias takes the common one."""
    trust = Trust((1.0,) * EVIDENCE, {"": -1.0, "name": 1.0}, least=0.45)
    nothing = np.zeros(EVIDENCE)
    assert trust.confidence(nothing, AnswerKind.NAME) > 0.7
    assert trust.confidence(nothing, AnswerKind.WHEN) < 0.3


def test_a_border_keeps_nearly_all_answers_and_follows_its_kind() -> None:
    """Kinds that are always heard well may ask for more, by a little; rare ones have none."""
    rng = np.random.default_rng(1)
    odds = np.concatenate([rng.normal(5, 0.1, 200), rng.normal(0, 1, 200), [9.0]])
    found = borders(odds, ["when"] * 200 + ["name"] * 200 + ["number"])
    assert np.mean(odds >= found[""]) == pytest.approx(0.98, abs=0.01)
    assert found["when"] == pytest.approx(found[""] + 0.5)
    assert found["name"] < found[""]
    assert "number" not in found


def test_the_fit_finds_what_tells_answers_apart() -> None:
    """Newton's method on two clouds."""
    rng = np.random.default_rng(2)
    rows = rng.normal(0, 1, (600, 3))
    right = rows[:, 1] + 0.2 * rng.normal(0, 1, 600) > 0
    weights, bias = fit(rows, right)
    assert abs(weights[1]) > 5 * max(abs(weights[0]), abs(weights[2]))
    assert abs(bias) < 1
