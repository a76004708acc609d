"""What the speech benchmark says and what it takes for an answer."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks.language.everyday_talk import ENGLISH, EVERYDAY, SWEDISH
from benchmarks.speech.cases import KINDS, UNKNOWN_COMPANIES, UNKNOWN_NAMES, cases
from benchmarks.speech.outsiders import POLICY, is_answer, questions
from benchmarks.speech.sentences import Tally, confusions
from benchmarks.speech.slots import SlotTally, letter_errors
from models.training import names
from models.training.outsiders import endless
from models.training.sentences import sentences
from voiceagent.dialog.moves import AnswerKind
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The shipped policy that the questions are taken from."""
    return load_policy(POLICY)


@pytest.mark.parametrize("kind", KINDS)
def test_every_case_is_read_right_when_it_is_heard_right(kind: str) -> None:
    """What the figures lose is lost in hearing, not in reading."""
    for case in islice(cases(kind, seed=0), 150):
        assert case.read(case.said) == case.meant, case.said


def test_the_same_seed_makes_the_same_cases() -> None:
    """Figures of two days can be compared."""
    first = [case.said for case in islice(cases("phone", 1), 20)]
    assert first == [case.said for case in islice(cases("phone", 1), 20)]
    assert first != [case.said for case in islice(cases("phone", 2), 20)]


def test_unknown_names_are_in_no_training_sentence() -> None:
    """Surnames and places that are kept back; a company's trade may be an everyday word."""
    surnames = {name.split()[-1] for name in UNKNOWN_NAMES}
    places = {company.split()[0] for company in UNKNOWN_COMPANIES}
    assert surnames | places <= names.HELD_BACK
    for sentence in islice(sentences(17), 6_000):
        assert not names.HELD_BACK & set(sentence.text.split()), sentence.text


def test_everyday_talk_is_not_what_the_confidence_learned_from() -> None:
    """At least 150 sentences, none of them one of the calibration's."""
    assert len(set(EVERYDAY)) >= 150
    assert not set(EVERYDAY) & set(islice(endless(1), 5_000))


def test_all_kinds_of_question_are_asked(policy: Policy) -> None:
    """Those of slots, a confirmation, a wish for a time and a choice of two."""
    asked = {question.expectation.kind for question in questions(policy)}
    assert asked >= set(AnswerKind) - {AnswerKind.NOTHING, AnswerKind.NUMBER, AnswerKind.SPELLING}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("yes_no", "ja det stemmer"),
        ("when", "på torsdag"),
        ("choice", "den andre"),
        ("need", "vi trenger et nytt crm system"),
        ("role", "jeg er daglig leder"),
        ("timing", "innen tre måneder"),
        ("budget", "rundt hundre tusen kroner"),
        ("name", "jeg heter kari nordmann"),
        ("company", "jeg ringer fra fjordtek"),
        ("phone", "nittito trettifire femtiseks syttiåtte"),
    ],
)
def test_an_answer_counts_as_one(policy: Policy, name: str, text: str) -> None:
    """The measure can fail: it is not blind to what the dialog understands."""
    question = next(question for question in questions(policy) if question.name == name)
    assert is_answer(policy, question, text)
    assert not is_answer(policy, question, "")


def test_other_talk_is_no_answer_to_closed_questions(policy: Policy) -> None:
    """With every word heard, hardly any of it is read as a time, a number or a yes."""
    closed = ("yes_no", "when", "choice", "timing", "budget", "phone")
    asked = [question for question in questions(policy) if question.name in closed]
    talk = (*EVERYDAY, *ENGLISH, *SWEDISH)
    taken = sum(is_answer(policy, question, text) for question in asked for text in talk)
    assert taken <= 0.02 * len(asked) * len(talk)


def test_a_case_counts_only_where_the_words_are_trusted() -> None:
    """Right words that the recogniser does not trust are asked for again: nothing, not right."""
    case = next(cases("yes_no", 0))
    tally = SlotTally()
    tally.add(case, case.said, accepted=True)
    tally.add(case, case.said, accepted=False)
    assert (tally.cases, tally.right, tally.wrong, tally.accuracy) == (2, 1, 0, 0.5)


@pytest.mark.parametrize(
    ("heard", "errors"),
    [
        ("jeg heter runar vassbotn", 0),
        ("jeg heter runer vassbotn", 1),
        ("runarvassbotn", 1),
        ("ja", 13),
    ],
)
def test_letters_are_counted_in_the_name_alone(heard: str, errors: int) -> None:
    """The carrier around it counts for nothing."""
    assert letter_errors("runar vassbotn", "jeg heter runar vassbotn", heard) == errors


def test_confusions_name_both_words() -> None:
    """Also where one of them is missing."""
    pairs = list(confusions(["den", "andre", "klokka"], ["den", "attende", "mai", "klokka"]))
    assert sorted(pairs) == [("attende", "–"), ("mai", "andre")] or sorted(pairs) == [
        ("attende", "andre"),
        ("mai", "–"),
    ]


def test_an_empty_tally_has_shares() -> None:
    """A quick look may draw no sentence of a kind."""
    assert (Tally().word_error, Tally().share(0), SlotTally().accuracy) == (0, 0, 0)
