"""Answers that come in halves, about somebody else, or in other words than a sum."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known
from voiceagent.dialog.understanding.halves import completed

ASKED_FOR_MONEY = ("vi trenger nytt crm", "daglig leder", "snarest")
ASKED_WHO_DECIDES = ("vi trenger nytt crm", "jeg er innkjøper")


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ("åtti", "tusen", 80_000, 80_000),
        ("rundt femti", "tusen", 50_000, 50_000),
        ("mellom femti og hundre", "tusen ja", 50_000, 100_000),
        ("kring seksti sytti", "ja tusen kroner", 60_000, 70_000),
        ("fem hundre", "eh tusen da", 500_000, 500_000),
        ("et par", "millioner", 2_000_000, 3_000_000),
        ("hundre og", "femti tusen", 150_000, 150_000),
    ],
)
def test_a_sum_in_two_breaths_is_one_sum(first: str, second: str, low: int, high: int) -> None:
    """QUA-18: nobody who says «åtti» and «tusen» is turned away for a thousand kroner."""
    chat = call("b2b_lead", *ASKED_FOR_MONEY, first, second)
    value = chat.state.slots["budget"].value
    assert isinstance(value, dict), chat.transcript()
    assert (value["low"], value["high"]) == (low, high)
    assert chat.keys[-1] == "ask.contact", chat.transcript()


def test_halves_that_make_no_sum_make_none() -> None:
    """QUA-18: «fjorten fem tusen» is fourteen or fifteen, and never one."""
    assert "budget" not in known(call("b2b_lead", *ASKED_FOR_MONEY, "fjorten fem", "tusen altså"))


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("vi er femti ansatte", "tusen"),
        ("femti", "hundre tusen"),
        ("hva da", "tusen"),
        ("", "tusen"),
    ],
)
def test_what_stands_by_itself_completes_nothing(before: str, text: str) -> None:
    """A sum that is whole takes the place of a number before it."""
    assert completed(before, text) is None


@pytest.mark.parametrize(
    "words",
    [
        "penger er ikke noe problem",
        "pengar er ikkje noko problem",
        "massevis",
        "vi har mer enn nok",
        "prisen spiller ingen rolle",
    ],
)
def test_money_enough_is_an_answer(words: str) -> None:
    """QUA-18: who has enough is not asked for a figure by keys."""
    chat = call("b2b_lead", *ASKED_FOR_MONEY, words)
    assert chat.state.slots["budget"].value == "enough", chat.transcript()


@pytest.mark.parametrize("words", ["vi har ikke akkurat massevis", "det er ikke mer enn nok"])
def test_money_denied_is_not_enough(words: str) -> None:
    """A phrase behind «ikke» says the opposite."""
    chat = call("b2b_lead", *ASKED_FOR_MONEY, words)
    value = chat.state.slots.get("budget")
    assert value is None or value.value != "enough", chat.transcript()


@pytest.mark.parametrize(
    "words",
    [
        "nei det er seksjonslederen men jeg innstiller",
        "det er sjefen og jeg anbefaler",
        "nei, daglig leder, men jeg kommer med forslag",
        "nei det er dagleg leiar så eg må spørje",
    ],
)
def test_who_decides_instead_is_not_the_role_of_who_says_so(words: str) -> None:
    """QUA-02: the buyer stays a buyer, whoever it is that decides."""
    chat = call("b2b_lead", *ASKED_WHO_DECIDES, words)
    assert known(chat)["role"] == "innkjøper", chat.transcript()


def test_a_role_that_the_caller_takes_is_a_correction() -> None:
    """QUA-21: «nei, jeg er egentlig selger» is said of oneself."""
    chat = call("b2b_lead", *ASKED_WHO_DECIDES, "nei jeg er egentlig selger")
    assert known(chat)["role"] == "selger"


@pytest.mark.parametrize("words", ["jeg og min kompanjong", "eg og kompanjongen", "jeg og kona"])
def test_partners_decide_together(words: str) -> None:
    """QUA-03: an answer to who decides, and no reason to ask four times more."""
    for policy, script in (("b2b_lead", ()), ("callback", ("ja", "ja", "ja"))):
        opened = script or ("vi trenger nytt crm",)
        chat = call(policy, *opened, "selger", words)
        assert chat.state.slots["authority"].value == "shares", chat.transcript()


@pytest.mark.parametrize(
    "words", ["når som helst", "kva tid som helst, når det passar dykk", "i løpet av halvåret"]
)
def test_any_time_is_a_time(words: str) -> None:
    """QUA-05: who has no wish about when is within every horizon."""
    chat = call("b2b_lead", *ASKED_FOR_MONEY[:2], words)
    assert chat.keys[-1] == "ask.budget", chat.transcript()


def test_other_facts_do_not_bring_the_first_wording_back() -> None:
    """DIA-04: after the narrowest question comes no wider one, whatever is told between."""
    chat = call("b2b_lead", *ASKED_FOR_MONEY[:2], "blabla lala", "lala mumu kikik")
    assert chat.keys[-1] == "narrow.timing", chat.transcript()
    chat.play(("hundre tusen",))
    assert chat.keys[-1] == "narrow.timing", chat.transcript()
