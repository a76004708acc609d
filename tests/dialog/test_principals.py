"""Whoever rings for somebody else, introduces themselves, or has no firm but their own name."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known

ASKED_WHO = ("vi trenger nytt crm", "daglig leder", "snarest", "hundre tusen")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "hei jeg skal booke et møte for sjefen min han heter trond vik og er daglig leder i"
            " vik as",
            "Trond Vik",
        ),
        ("jeg ringer på vegne av sjefen min kari nordmann, hun vil ha et møte", "Kari Nordmann"),
        ("eg ringer for sjefen min, ho heiter kari nordmann", "Kari Nordmann"),
        ("jeg skal avtale et møte for daglig leder vår som heter trond vik", "Trond Vik"),
    ],
)
def test_the_one_that_somebody_rings_for_attends_and_is_not_the_caller(
    words: str, name: str
) -> None:
    """QUA-01: neither name nor role is the caller's; the introduction is no need."""
    chat = call("b2b_lead", words)
    facts = known(chat)
    assert facts["attendees"] == name, chat.transcript()
    assert {"name", "role", "authority"}.isdisjoint(facts), chat.transcript()
    assert "need" not in facts, chat.transcript()


def test_a_caller_for_somebody_else_gets_the_meeting() -> None:
    """BOO-12: booked in the caller's name, with the one who attends beside it."""
    chat = call("b2b_lead", "jeg skal booke et møte for sjefen min trond vik i vik as")
    chat.play(("kundesystem", "jeg er kontorleder", "nei han bestemmer", "ja", "snarest"))
    chat.play(("hundre tusen", "lise dahl", "den første", "ja"))
    assert chat.outcome == "meeting_booked", chat.transcript()
    assert chat.tools[-1].arguments["name"] == "Lise Dahl"
    assert "Trond Vik" in str(chat.tools[-1].arguments["agenda"])


def test_whoever_introduces_themselves_with_their_firm_is_called_so() -> None:
    """QUA-21: a name that was misheard before gives way at the question for the firm."""
    chat = call("b2b_lead", *ASKED_WHO, "jon hansen", "arne bakken fra bakken sport")
    assert known(chat)["name"] == "Arne Bakken", chat.transcript()
    assert known(chat)["company"] == "Bakken Sport"


@pytest.mark.parametrize(
    ("words", "name", "firm"),
    [
        ("jeg har enkeltpersonforetak på eget navn kari bø", "Kari Bø", "Kari Bø"),
        ("odd berge berge transport", "Odd Berge", "Berge Transport"),
        ("tor eide fra eide bygg", "Tor Eide", "Eide Bygg"),
        ("vi heter nilsens bakeri og jeg er nils", "Nils", "Nilsens Bakeri"),
    ],
)
def test_name_and_firm_are_heard_in_one_answer(words: str, name: str, firm: str) -> None:
    """QUA-01: nobody is asked again for what they have just said."""
    chat = call("b2b_lead", *ASKED_WHO, words)
    assert (known(chat)["name"], known(chat)["company"]) == (name, firm), chat.transcript()


@pytest.mark.parametrize("words", ["det er bare meg selv", "eg driv for meg sjølv"])
def test_a_firm_of_one_is_called_by_its_owner(words: str) -> None:
    """Asked for a firm, it is an answer."""
    chat = call("b2b_lead", *ASKED_WHO, "kari bø", words)
    assert known(chat)["company"] == "Kari Bø", chat.transcript()


def test_nobody_is_made_up_of_a_filler() -> None:
    """DIA-13: «jeg er jo pensjonist» names nobody."""
    chat = call("b2b_lead", *ASKED_WHO, "jeg er jo pensjonist men jeg eier butikken ennå")
    assert "name" not in known(chat), chat.transcript()
