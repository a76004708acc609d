"""Somebody else answers, fetches the one we asked for, or turns out to be her (QUA-13, GDP-09)."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known, said


@pytest.mark.parametrize("name", ["callback", "rebooking"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "nei det er mannen hennes"),
        ("nb", "dette er Ola hos Fjordtek"),
        ("nb", "nei jeg heter Ola Berg"),
        ("nb", "nei jeg heter Kari Hansen"),
        ("nn", "nei det er kona hans"),
    ],
)
def test_somebody_else_is_asked_to_put_us_through(name: str, language: str, words: str) -> None:
    """QUA-13: and nobody's name takes the place of the one that was on the form."""
    chat = call(name, words, language=language)
    assert chat.keys[-1] == "gatekeeper.please", chat.transcript()
    assert known(chat)["name"] == "Kari Nordmann"


@pytest.mark.parametrize("before", ["nei", "nei det er mannen hennes", "dette er sentralbordet"])
@pytest.mark.parametrize(
    "words",
    [
        "et øyeblikk så skal jeg hente henne",
        "nei hun sitter ved siden av, vent litt",
        "vent litt jeg gir deg telefonen hennes, nei jeg gir deg henne",
        "hun kommer nå",
        "eg skal rope på ho",
    ],
)
def test_we_wait_for_whoever_is_fetched(before: str, words: str) -> None:
    """QUA-13, GDP-09: then a new listener hears that this is a machine, and is asked anew."""
    chat = call("callback", before, words)
    assert chat.keys[-1] == "gatekeeper.thanks", chat.transcript()
    chat.hear("hallo")
    assert chat.keys[-2:] == ("disclosure", "gate.identity"), chat.transcript()
    chat.hear("ja det er Kari")
    assert chat.keys[-1] == "gate.permission"


@pytest.mark.parametrize("words", ["hei det er Kari", "ja hallo det er Kari Nordmann"])
def test_a_new_listener_who_says_her_name_is_not_asked_for_it(words: str) -> None:
    """DIA-01: the law's sentence, and on."""
    chat = call("callback", "jeg skal hente henne", words)
    assert chat.keys[-2:] == ("disclosure", "gate.permission"), chat.transcript()


def test_a_yes_to_being_put_through_is_no_yes_to_being_her() -> None:
    """GDP-09: «ja» to «kan jeg få snakke med Kari?» means that she is fetched."""
    chat = call("callback", "dette er sentralbordet", "ja")
    assert chat.keys[-1] == "gatekeeper.thanks", chat.transcript()
    assert not chat.state.passed


def test_whoever_fetches_says_so_twice_and_we_still_wait() -> None:
    """GDP-09: «hun er på vei» is nobody new."""
    chat = call("callback", "jeg skal hente henne", "hun er på vei")
    assert chat.keys[-1] == "gatekeeper.thanks"
    assert chat.state.put_through


@pytest.mark.parametrize("before", ["nei", "nei jeg heter Kari Hansen"])
@pytest.mark.parametrize("words", ["jeg er jo her", "det er jo meg", "du snakker med henne"])
def test_somebody_who_is_here_after_all_is_talked_with_now(before: str, words: str) -> None:
    """DIA-04: nobody is asked for a day while she is on the line."""
    chat = call("callback", before, words)
    assert chat.keys[-1] == "gate.permission", chat.transcript()


def test_somebody_away_is_called_another_time_as_before() -> None:
    """QUA-13: with no word about the matter."""
    chat = call("callback", "nei jeg heter Ola Berg", "nei hun er ikke her", "mandag", "ja")
    assert chat.outcome == "callback_requested", chat.transcript()
    assert "crm" not in " ".join(said(chat))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "hun er tilbake på torsdag"),
        ("nb", "hun er ikke her, hun kommer tilbake torsdag"),
        ("nn", "ho er ikkje her, ho er tilbake torsdag"),
    ],
)
def test_a_day_that_was_told_is_not_asked_for(language: str, words: str) -> None:
    """QUA-13: «ho er tilbake torsdag» says when."""
    chat = call("callback", words, language=language)
    assert chat.keys[-1] == "confirm.callback", chat.transcript()


@pytest.mark.parametrize(
    "words",
    [
        "du har ringt telefonsvareren til telenor",
        "hei du har kommet til mobilsvar legg igjen en beskjed etter pipetonen",
        "legg igjen beskjed etter tonen",
    ],
)
def test_an_answering_machine_is_nobody(words: str) -> None:
    """GDP-09: nothing is left on it, and we try again."""
    chat = call("callback", words)
    assert chat.outcome == "no_answer", chat.transcript()
    assert "crm" not in " ".join(said(chat))


@pytest.mark.parametrize("words", ["er dette en telefonsvarer", "snakker jeg med en telefonsvarer"])
def test_whoever_asks_whether_we_are_a_machine_is_told(words: str) -> None:
    """The honest answer is yes."""
    assert "answer.robot" in call("callback", words).keys
