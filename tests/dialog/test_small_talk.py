"""What is no business gets a word back and is never kept as a need (DIA-13)."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known, said
from voiceagent.dialog.understanding.small_talk import Aside, read_aside
from voiceagent.norwegian.words.reading import read_text


@pytest.mark.parametrize(
    ("language", "words", "key"),
    [
        ("nb", "hallo hører du meg", "answer.here"),
        ("nb", "hei er det noen der", "answer.here"),
        ("nn", "høyrer du meg", "answer.here"),
        ("nb", "åja så koselig, enda en robot", "answer.robot"),
        ("nb", "oi det var en maskin", "answer.robot"),
        ("nb", "er dette en sånn jævla robot", "answer.robot"),
        ("nb", "hvordan går det", "answer.fine"),
        ("nn", "korleis står det til", "answer.fine"),
    ],
)
def test_small_talk_gets_a_word_and_is_no_need(language: str, words: str, key: str) -> None:
    """DIA-13: the word, then our question; nothing of it is kept."""
    chat = call("b2b_lead", words, language=language)
    assert chat.keys[-2:] == (key, "ask.need"), chat.transcript()
    assert "need" not in known(chat)


def test_the_weather_is_no_need() -> None:
    """DIA-13: it needs no word either."""
    chat = call("b2b_lead", "så fint vær i dag")
    assert chat.keys[-1] == "ask.need"
    assert "need" not in known(chat)


@pytest.mark.parametrize(
    "words", ["hei hvordan går det, vi trenger nytt crm", "hallo hører du meg, vi trenger nytt crm"]
)
def test_business_beside_small_talk_counts(words: str) -> None:
    """DIA-01: several things at once; the need is the need."""
    chat = call("b2b_lead", words)
    assert known(chat)["need"] == "vi trenger nytt crm"
    assert chat.keys[-1] == "ask.role"


@pytest.mark.parametrize(
    "words",
    [
        "kona mi døde i går så jeg klarer ikke dette nå",
        "vi har hatt et dødsfall i familien",
        "jeg er på vei til en begravelse",
        "faren min er alvorlig syk",
    ],
)
def test_whoever_grieves_hears_kind_words_and_may_be_called_another_time(words: str) -> None:
    """QUA-12: nothing is pushed on somebody with bad news."""
    chat = call("b2b_lead", words)
    assert chat.keys[-2:] == ("answer.grief", "offer.callback"), chat.transcript()


@pytest.mark.parametrize(
    "words", ["jeg må ringe en ambulanse", "det brenner i huset", "jeg skal ringe politiet"]
)
def test_whoever_needs_help_at_once_gets_the_line_free(words: str) -> None:
    """DIA-13: told to ring the emergency number, and the call ends."""
    chat = call("b2b_lead", words)
    assert chat.keys[-1] == "answer.emergency"
    assert chat.outcome == "wrong_number"


@pytest.mark.parametrize(
    "words",
    [
        "vi leverer crm til ambulansetjenesten",
        "det brenner litt hos en kunde",
        "mannen med ansvaret er på ferie",
        "vi har en robot som svarer på telefonen",
        "onsdag, går det bra",
        "jeg vil høre mer om dere",
    ],
)
def test_business_is_not_taken_for_small_talk(words: str) -> None:
    """Nothing rather than something wrong."""
    assert read_aside(read_text(words)) is None


@pytest.mark.parametrize(
    "words",
    [
        "hi i'm calling about your crm product we're a small company in oslo",
        "can i talk to someone in sales",
        "hello we would like some information about your product",
    ],
)
def test_another_language_goes_to_a_colleague_and_is_no_need(words: str) -> None:
    """DIA-05: we speak Norwegian only, and say so."""
    chat = call("b2b_lead", words)
    assert chat.keys[-1] == "handover.language", chat.transcript()
    assert "need" not in known(chat)


def test_a_grave_word_has_a_kind_answer_in_each_of_our_policies() -> None:
    """Each aside that wants a word has one, and the weather wants none."""
    for name in ("b2b_lead", "callback", "rebooking", "reception"):
        chat = call(name)
        assert said(chat)
        for aside in Aside:
            assert not aside.value or aside.value in chat.engine.policy.prompts
