"""Name, firm and role said together; Nynorsk that had been missed (DIA-01)."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known

QUALIFIED = ("vi trenger nytt crm, jeg er daglig leder", "snarest", "hundre tusen")


@pytest.mark.parametrize(
    ("words", "name", "company"),
    [
        ("kari nordmann fjordtek", "Kari Nordmann", "Fjordtek"),
        ("kari nordmann fra fjordtek as", "Kari Nordmann", "Fjordtek AS"),
        ("kari nordmann", "Kari Nordmann", ""),
        ("kari nordmann ja det er meg", "Kari Nordmann", ""),
    ],
)
def test_what_follows_the_name_is_the_firm(words: str, name: str, company: str) -> None:
    """DIA-01: both were asked for, and both were said."""
    chat = call("b2b_lead", *QUALIFIED, words)
    assert known(chat)["name"] == name
    assert known(chat).get("company", "") == company, chat.transcript()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "jeg heter per aasen, er daglig leder i aasen bygg, vi trenger nytt kundesystem"),
        ("nn", "eg heiter per aasen, er dagleg leiar i aasen bygg, vi treng nytt kundesystem"),
    ],
)
def test_a_role_after_a_name_needs_no_second_subject(language: str, words: str) -> None:
    """DIA-01: «jeg heter …, er daglig leder» says both."""
    chat = call("b2b_lead", words, language=language)
    assert {"name", "company", "role", "need"} <= known(chat).keys(), chat.transcript()
    assert chat.keys[-1] == "ask.timing"


@pytest.mark.parametrize("words", ["kvar held de til", "kvar ligg de"])
def test_where_we_are_is_asked_in_nynorsk_too(words: str) -> None:
    """DIA-11: a question, and no need."""
    chat = call("b2b_lead", words, language="nn")
    assert chat.keys[-2:] == ("answer.office", "ask.need"), chat.transcript()
    assert "need" not in known(chat)


def test_a_seller_is_known_in_nynorsk_too() -> None:
    """DIA-11: «eg vil selje dykk noko» is no need."""
    chat = call("b2b_lead", "eg vil selje dykk noko", language="nn")
    assert chat.outcome == "not_qualified"


def test_a_firm_is_asked_for_in_other_words_each_time() -> None:
    """DIA-04: never the same question twice in a row."""
    chat = call(
        "b2b_lead", *QUALIFIED, "kari nordmann", "hm ja det er det jo", "hm ja det er det jo"
    )
    asked = [key for key in chat.keys if key.endswith(".company")]
    assert asked == ["ask.company", "clarify.company", "narrow.company"], chat.transcript()
