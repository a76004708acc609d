"""The questions file and how answers to it are judged."""

from __future__ import annotations

import pytest

from benchmarks.knowledge.benchmark import (
    TEXTS,
    AskedOf,
    Verdict,
    knowledge,
    read_questions,
)
from voiceagent.integrations.knowledge.folder import read_folder

QUESTIONS = read_questions()


def test_there_are_many_questions_and_a_third_have_no_answer() -> None:
    """At least 120, at least 40 without, and a part that nothing was tuned on."""
    assert len(QUESTIONS) >= 120
    assert sum(not one.sources for one in QUESTIONS) >= 40
    assert sum(one.part == "test" for one in QUESTIONS) >= 100
    assert {one.language for one in QUESTIONS} == {"nb", "nn"}
    assert len({(one.language, one.words, one.part) for one in QUESTIONS}) == len(QUESTIONS)


def test_every_source_that_is_expected_exists() -> None:
    """A heading that was renamed must be renamed here too."""
    texts = read_folder(TEXTS, ("nb", "nn"))
    for one in QUESTIONS:
        known = {passage.source for passage in texts.own[one.language]}
        assert known.issuperset(one.sources), one


@pytest.mark.parametrize(
    ("sources", "found", "verdict"),
    [
        (("a#1",), "a#1", Verdict.RIGHT),
        (("a#1", "b#2"), "b#2", Verdict.RIGHT),
        (("a#1",), "b#2", Verdict.WRONG),
        (("a#1",), "", Verdict.UNKNOWN),
        ((), "", Verdict.RIGHT),
        ((), "a#1", Verdict.WRONG),
    ],
)
def test_nothing_is_right_where_the_texts_say_nothing(
    sources: tuple[str, ...], found: str, verdict: Verdict
) -> None:
    """Another passage than the one meant is wrong, and so is any where none is (DIA-13)."""
    assert AskedOf("dev", "nb", "?", sources).judge(found) is verdict


def test_the_texts_answer_as_promised() -> None:
    """DIA-06, DIA-13: most is answered, hardly anything wrongly, misheard words and all."""
    figures = knowledge(True, lambda doing, share=None: None).figures
    assert figures["knowledge.right"] >= 0.85
    assert figures["knowledge.wrong"] <= 0.05
    assert figures["knowledge.unseen.wrong"] <= 0.05
    assert figures["knowledge.misheard.wrong"] <= 0.05
