"""Whether words complete an answer: what lets the floor commit early, and what makes it wait."""

from __future__ import annotations

import pytest

from voiceagent.dialog.completeness import completeness, is_backchannel_now
from voiceagent.dialog.moves import AnswerKind, Completeness, Expectation

COMPLETE, PARTIAL, UNKNOWN = Completeness.COMPLETE, Completeness.PARTIAL, Completeness.UNKNOWN
LACKING = Completeness.LACKING


@pytest.mark.parametrize(
    ("kind", "slot", "text", "expected"),
    [
        (AnswerKind.YES_NO, "authority", "ja", COMPLETE),
        (AnswerKind.YES_NO, "", "nei", COMPLETE),
        (AnswerKind.YES_NO, "", "ja det stemmer", COMPLETE),
        (AnswerKind.YES_NO, "", "ja men", PARTIAL),
        (AnswerKind.YES_NO, "", "tja", UNKNOWN),
        (AnswerKind.CHOICE, "", "den første", COMPLETE),
        (AnswerKind.CHOICE, "", "onsdag passer best", COMPLETE),
        (AnswerKind.CHOICE, "", "onsdag klokka", PARTIAL),
        (AnswerKind.CHOICE, "", "jeg tror", PARTIAL),
        (AnswerKind.WHEN, "timing", "innen tre måneder", COMPLETE),
        (AnswerKind.WHEN, "timing", "innen", PARTIAL),
        (AnswerKind.WHEN, "timing", "innen tre måneder og budsjett", UNKNOWN),
        (AnswerKind.WHEN, "timing", "ja og gjerne innen tre måneder", COMPLETE),
        (AnswerKind.WHEN, "", "torsdag klokka ti", COMPLETE),
        (AnswerKind.WHEN, "", "på torsdag", UNKNOWN),
        (AnswerKind.WHEN, "", "heller den andre", COMPLETE),
        (AnswerKind.WHEN, "timing", "det må være på plass", LACKING),
        (AnswerKind.WHEN, "timing", "det vet jeg ikke", UNKNOWN),
        (AnswerKind.WHEN, "timing", "skal vi se", PARTIAL),
        (AnswerKind.AMOUNT, "budget", "rundt hundre tusen kroner", COMPLETE),
        (AnswerKind.AMOUNT, "budget", "rundt", PARTIAL),
        (AnswerKind.DIGITS, "phone", "ni åtte sju seks fem", PARTIAL),
        (AnswerKind.DIGITS, "phone", "ni åtte sju seks fem fire tre to", COMPLETE),
        (AnswerKind.DIGITS, "phone", "nummeret mitt er", PARTIAL),
        (AnswerKind.SPELLING, "email", "kari krøllalfa", PARTIAL),
        (AnswerKind.SPELLING, "email", "kari krøllalfa fjordtek punktum no", COMPLETE),
        (AnswerKind.NAME, "name", "kari nordmann", COMPLETE),
        (AnswerKind.NAME, "name", "jeg heter", PARTIAL),
        (AnswerKind.COMPANY, "company", "firmaet heter", PARTIAL),
        (AnswerKind.AMOUNT, "budget", "det er ganske mye", LACKING),
        (AnswerKind.FREE, "role", "jeg er daglig leder", COMPLETE),
        (AnswerKind.FREE, "need", "jeg vil gjerne", PARTIAL),
        (AnswerKind.FREE, "need", "vi trenger et nytt crm system og", PARTIAL),
        (AnswerKind.FREE, "need", "vi trenger et nytt crm system", UNKNOWN),
        (AnswerKind.FREE, "need", "vi trenger et nytt", PARTIAL),
        (AnswerKind.FREE, "need", "vi trenger noe nytt", UNKNOWN),
        (AnswerKind.FREE, "authority", "det må jeg ta med sjefen min", COMPLETE),
        (AnswerKind.FREE, "need", "det gjelder min", PARTIAL),
        (AnswerKind.FREE, "need", "kan jeg få snakke med et menneske", COMPLETE),
        (AnswerKind.FREE, "name+company", "jeg heter kari nordmann", UNKNOWN),
        (AnswerKind.FREE, "need", "", UNKNOWN),
        (AnswerKind.YES_NO, "", "det tror jeg", UNKNOWN),
        (AnswerKind.YES_NO, "", "det tror jeg ikke", COMPLETE),
        (AnswerKind.YES_NO, "", "ja det tror jeg", COMPLETE),
        (AnswerKind.WHEN, "", "neste uke", UNKNOWN),
        (AnswerKind.WHEN, "", "neste uke en gang", COMPLETE),
        (AnswerKind.WHEN, "", "på torsdag eller på fredag", COMPLETE),
        (AnswerKind.AMOUNT, "budget", "det ligger på mellom femti og hundre tusen", COMPLETE),
        (AnswerKind.FREE, "role", "jeg jobber", PARTIAL),
        (AnswerKind.FREE, "need", "vi ser", PARTIAL),
    ],
)
def test_words_complete_an_answer_or_do_not(
    kind: AnswerKind, slot: str, text: str, expected: Completeness
) -> None:
    """A closed answer is complete, a begun one partial, and all else is left to the sound."""
    assert completeness(Expectation(kind, slot), text) is expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (AnswerKind.YES_NO, "ja", False),
        (AnswerKind.YES_NO, "mm", True),
        (AnswerKind.CHOICE, "ja", False),
        (AnswerKind.FREE, "ja", True),
        (AnswerKind.NOTHING, "ja akkurat", True),
        (AnswerKind.FREE, "onsdag", False),
    ],
)
def test_yes_is_an_answer_only_where_one_was_asked_for(
    kind: AnswerKind, text: str, expected: bool
) -> None:
    """After a yes/no question «ja» answers; elsewhere it only keeps the line open."""
    assert is_backchannel_now(Expectation(kind), text) is expected


@pytest.mark.parametrize("text", ["hva koster det", "kan du gjenta det", "hvem er du", "har vi"])
def test_a_question_that_ends_in_a_pronoun_is_not_an_unfinished_clause(text: str) -> None:
    """«Hva koster det» is whole; only «… og vi» goes on."""
    assert completeness(Expectation(AnswerKind.FREE), text) is not Completeness.PARTIAL


@pytest.mark.parametrize("text", ["det", "vi trenger et system og vi", "jeg tror at du"])
def test_a_pronoun_that_begins_a_clause_is_unfinished(text: str) -> None:
    """After a conjunction, or alone, more is to come."""
    assert completeness(Expectation(AnswerKind.FREE), text) is Completeness.PARTIAL
