"""Messages know whom they are for and whom they are from (HND-16)."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known
from voiceagent.dialog.moves import HandOver, TransferFailed
from voiceagent.dialog.simulation.chat import Chat

NOBODY = TransferFailed("no-answer")


def message(chat: Chat) -> dict[str, object]:
    """What was written down."""
    return next(dict(use.arguments) for use in chat.tools if use.tool == "take_message")


def test_a_message_keeps_whom_it_is_for_and_whom_it_is_from() -> None:
    """HND-16: asked for before anybody answered, the recipient stands before the message."""
    chat = call(
        "reception",
        "kan du sette meg over til Petter Dass",
        NOBODY,
        "ja",
        "be ham ringe meg",
        "Ola Hansen",
    )
    assert chat.outcome == "message_taken"
    written = message(chat)
    assert written["text"] == "Til Petter Dass: be ham ringe meg"
    assert written["name"] == "Ola Hansen"


@pytest.mark.parametrize(
    ("language", "words", "to", "text"),
    [
        ("nb", "kan du gi en beskjed til Ida Berg om at jeg blir forsinket", "Ida Berg", "jeg bl"),
        ("nb", "si til Ola Hansen at jeg kommer i morgen", "Ola Hansen", "jeg kommer i morgen"),
        ("nn", "kan du gje beskjed til Ida Berg om at eg er sjuk", "Ida Berg", "eg er sjuk"),
    ],
)
def test_a_message_said_in_one_breath_is_taken(
    language: str, words: str, to: str, text: str
) -> None:
    """HND-16: nothing that was said is asked for."""
    chat = call("reception", words, "Per Olsen", language=language)
    assert chat.outcome == "message_taken", chat.transcript()
    assert str(message(chat)["text"]).startswith(f"Til {to}: {text}")
    assert message(chat)["name"] == "Per Olsen"


def test_a_message_may_be_announced_first() -> None:
    """HND-16: then we ask what it is."""
    chat = call("reception", "kan jeg legge igjen en beskjed til Ola", "at jeg kommer klokka ti")
    assert chat.keys[-1] == "ask.name", chat.transcript()
    assert known(chat)["message"] == "jeg kommer klokka ti"


def test_what_is_said_to_the_offer_of_a_message_is_the_message() -> None:
    """HND-16: «at fakturaen …» goes to no queue; nobody answered there."""
    chat = call(
        "reception",
        "jeg vil snakke med et menneske",
        NOBODY,
        "at fakturaen fra mai er betalt to ganger",
        "Ola Hansen",
    )
    assert message(chat)["text"] == "fakturaen fra mai er betalt to ganger"
    assert message(chat)["name"] == "Ola Hansen"


@pytest.mark.parametrize("words", ["når er det noen der da", "når åpner dere igjen", "hvem er du"])
def test_a_question_is_no_message(words: str) -> None:
    """DIA-13: it gets its answer, and the offer stands."""
    chat = call("reception", "jeg vil snakke med et menneske", NOBODY, words)
    assert "message" not in known(chat)
    assert chat.keys[-1] == "transfer.failed", chat.transcript()


def test_whoever_wants_to_be_called_is_asked_for_a_name() -> None:
    """HND-16: «Ukjent innringer» is nobody that a colleague can ask for."""
    chat = call("reception", "kan dere ringe meg på mandag", "Ola Hansen", "klokka ni", "ja")
    assert chat.outcome == "callback_requested"
    assert message(chat)["name"] == "Ola Hansen"


def test_a_name_withheld_holds_no_message_back() -> None:
    """GDP-09: we ask once, and take the message without it."""
    chat = call("reception", "si til Ola Hansen at jeg er syk", "det vil jeg ikke si")
    assert chat.outcome == "message_taken"
    assert message(chat)["name"] == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "er Ida Berg der"),
        ("nb", "hei er Ida Berg på jobb i dag"),
        ("nb", "god dag er Ida Berg ledig"),
        ("nn", "er Ida Berg til stades"),
    ],
)
def test_somebody_asked_for_by_name_is_a_call_to_put_through(language: str, words: str) -> None:
    """QUA-13: we cannot see who is in; a colleague can, and hears who is wanted."""
    chat = call("reception", words, language=language)
    assert isinstance(chat.handed_over, HandOver), chat.transcript()
    assert "Ida Berg" in chat.handed_over.summary
    assert "name" not in known(chat)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("hei jeg skulle gjerne snakket med noen på salg", "sales"),
        ("kan jeg få tak i en på kundeservice", "support"),
        ("det gjelder en regning jeg har fått", "accounting"),
        ("jeg skulle snakket med noen", "default"),
    ],
)
def test_a_queue_that_is_named_goes_before_the_desk(words: str, target: str) -> None:
    """HND-12: «noen på salg» is sales."""
    chat = call("reception", words)
    assert isinstance(chat.handed_over, HandOver)
    assert chat.handed_over.target == target


@pytest.mark.parametrize("words", ["når stenger dere", "har dere åpent i dag", "når åpner dere"])
def test_opening_hours_are_told_and_are_no_need(words: str) -> None:
    """DIA-13: «stenger» sounds like «trenger», and is none."""
    chat = call("reception", words)
    assert "answer.hours" in chat.keys, chat.transcript()
    assert "need" not in known(chat)


def test_a_time_said_where_the_name_was_asked_for_is_the_time() -> None:
    """DIA-01: «klokka ni» is no name, and the day that was said before stands."""
    chat = call("reception", "kan dere ringe meg på mandag", "klokka ni", "Ola Hansen", "ja")
    assert chat.outcome == "callback_requested", chat.transcript()
    assert str(message(chat)["text"]).startswith("Ring tilbake mandag 23. november 09:00")


def test_whoever_is_told_to_have_called_is_not_asked_for_a_name() -> None:
    """HND-16: «si at Kari Nordmann har ringt» says who."""
    chat = call("reception", "jeg vil snakke med salg", NOBODY, "si at kari nordmann har ringt")
    assert message(chat)["name"] == "Kari Nordmann"
