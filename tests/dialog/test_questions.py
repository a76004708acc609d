"""Where a question begins, and how many there are."""

from __future__ import annotations

import pytest

from voiceagent.dialog.understanding.questions import asks_outright, questions_in
from voiceagent.norwegian.words.reading import read_text


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("hvor lagres dataene våre", ("hvor lagres dataene våre",)),
        ("hei kan vi prøve gratis", ("kan vi prøve gratis",)),
        ("kor lagrar de dataa våre", ("kor lagrar de dataa våre",)),
        ("jeg lurer på om dere har app", ("lurer på om dere har app",)),
        ("eg lurte på kva det kostar", ("lurte på kva det kostar",)),
        ("må vi bytte nummer", ("må vi bytte nummer",)),
        (
            "har dere app og hvor lagres dataene",
            ("har dere app", "hvor lagres dataene"),
        ),
        (
            "hvem eier dere og hva koster opplæringen og får vi rabatt men tar dere backup",
            ("hvem eier dere", "hva koster opplæringen", "får vi rabatt"),
        ),
        ("vi trenger noen som vet hva de gjør", ()),
        ("daglig leder", ()),
        ("ja det stemmer", ()),
        ("nå har dere fått navnet mitt", ()),
        ("hva da", ()),
        ("", ()),
    ],
)
def test_questions_are_found_where_clauses_begin(text: str, questions: tuple[str, ...]) -> None:
    """By a question word, or by the verb before its subject; three are kept at most."""
    assert questions_in(read_text(text)) == questions


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("ja forresten hvor lagres dataene", True),
        ("når begynner opplæringen", True),
        ("ha det bra", False),
        ("har det bra du", False),
        ("hva koster opplæringen", True),
    ],
)
def test_after_a_goodbye_only_a_question_word_asks(text: str, asks: bool) -> None:
    """«har det» is a goodbye too."""
    assert asks_outright(read_text(text)) is asks
