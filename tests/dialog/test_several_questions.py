"""An answer with a question, and several questions: each counts, and each once (DIA-01)."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known

NEED = "vi trenger nytt crm"


@pytest.mark.parametrize(
    ("script", "slot", "answer"),
    [
        ((NEED, "daglig leder, men hva koster det"), "role", "answer.price"),
        ((NEED, "daglig leder", "tre måneder, men er det bindingstid"), "timing", "answer.binding"),
        ((NEED, "daglig leder", "tre måneder hvor holder dere til"), "timing", "answer.office"),
    ],
)
def test_an_answer_with_a_question_is_taken_and_answered_once(
    script: tuple[str, ...], slot: str, answer: str
) -> None:
    """DIA-01: the answer is not asked for again, and nothing is said twice."""
    chat = call("b2b_lead", *script)
    assert slot in known(chat), chat.transcript()
    assert chat.keys.count(answer) == 1, chat.transcript()
    assert chat.keys[-1] != f"ask.{slot}"


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("hva koster det og hvor holder dere til", ["answer.price", "answer.office"]),
        ("hva koster det og er det bindingstid", ["answer.price", "answer.binding"]),
        ("hvor holder dere til og hvor lenge varer møtet", ["answer.office", "answer.length"]),
    ],
)
def test_each_of_several_questions_is_answered(words: str, answers: list[str]) -> None:
    """DIA-13: in their order, then ours again."""
    chat = call("b2b_lead", NEED, words)
    told = [key for key in chat.keys if key.startswith("answer.")]
    assert told == answers, chat.transcript()
    assert chat.keys[-1] == "ask.role"
