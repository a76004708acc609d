"""Whoever we ring asks what it is about, or says what holds now (GDP-09, QUA-04)."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known


@pytest.mark.parametrize("name", ["callback", "rebooking"])
@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "hva gjelder det"), ("nb", "hvorfor ringer du"), ("nn", "kva gjeld det")],
)
def test_what_it_is_about_is_for_one_person_only(name: str, language: str, words: str) -> None:
    """GDP-09: before we know whom we speak with, and who it is told to when we do."""
    chat = call(name, words, language=language)
    assert chat.keys[-2:] == ("answer.private", "gate.identity"), chat.transcript()


@pytest.mark.parametrize(
    ("name", "language", "words", "key"),
    [
        ("callback", "nb", "hvilket skjema", "answer.form"),
        ("callback", "nb", "hva gjelder det", "answer.form"),
        ("callback", "nn", "kva skjema", "answer.form"),
        ("callback", "nb", "hva skrev jeg", "answer.wrote"),
        ("rebooking", "nb", "hvilket møte", "answer.meeting"),
        ("rebooking", "nn", "kva møte", "answer.meeting"),
        (
            "rebooking",
            "nb",
            "men jeg var jo der, det var dere som ikke dukket opp",
            "answer.our_fault",
        ),
    ],
)
def test_whoever_we_ring_is_told_why(name: str, language: str, words: str, key: str) -> None:
    """DIA-13: an answer to what was asked, and our question again."""
    chat = call(name, "ja", words, language=language)
    assert chat.keys[-2] == key, chat.transcript()
    assert chat.keys[-1].startswith("gate.")


@pytest.mark.parametrize(
    ("language", "words", "need"),
    [
        ("nb", "nei, nå trenger vi telefoni", "telefoni"),
        ("nb", "nei nå er det svartjeneste", "svartjeneste"),
        ("nb", "nei ikke crm lenger, nå ser vi etter telefoni", "telefoni"),
        ("nb", "det er egentlig svartjeneste vi trenger", "svartjeneste"),
        ("nn", "nei, no er det telefoni vi treng", "telefoni"),
    ],
)
def test_what_holds_instead_of_the_form_is_taken(language: str, words: str, need: str) -> None:
    """DIA-01: it was said in the same breath, and is not asked for."""
    chat = call("callback", "ja", "ja", words, language=language)
    assert chat.keys[-1] == "ask.role", chat.transcript()
    assert need in known(chat)["need"]
    assert "crm" not in known(chat)["need"]


@pytest.mark.parametrize("words", ["nei", "nei det stemmer ikke", "nei vi trenger ikke crm lenger"])
def test_a_form_that_holds_no_more_is_asked_about(words: str) -> None:
    """QUA-04: what was only denied leaves the need open."""
    chat = call("callback", "ja", "ja", words)
    assert chat.keys[-1] == "ask.need", chat.transcript()
