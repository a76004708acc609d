"""A telephone number is one name for a telephone: it chooses no time, and the caller may give it.

What stands in the caller ID is only where they ring from.
"""

from __future__ import annotations

import pytest

from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import OFFERED
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.understanding.numbers_given import wants_other_number, without_numbers
from voiceagent.dialog.understanding.wishes import ordinal
from voiceagent.norwegian.words.reading import read_text

NUMBER = "+4790502030"


@pytest.mark.parametrize(
    "words",
    [
        "dere må bruke et annet nummer, ni null fem null to null tre null",
        "du kan nå meg på 90 50 20 30",
        "telefonnummeret mitt er ni null fem null to null tre null",
        "ring meg heller på nitti femti tjue tretti",
        "de får bruke eit anna nummer nitti femti tjue tretti",
    ],
)
def test_a_number_at_the_offer_is_read_back_and_chooses_nothing(chat: Chat, words: str) -> None:
    """BOO-12: digits of a telephone number are neither «the second» nor an hour."""
    chat.play((*OFFERED, words))
    assert chat.keys[-1] == "confirm.phone", chat.transcript()
    assert chat.state.booking.chosen is None
    chat.play(("ja", "den første", "ja"))
    assert chat.outcome == "meeting_booked", chat.transcript()
    assert chat.tools[-1].arguments["phone"] == NUMBER


@pytest.mark.parametrize(
    "words",
    [
        "ja men ring meg på et annet nummer",
        "ja, men bruk et annet telefonnummer",
        "ja men ikke ring det nummeret",
        "ja men eg har bytta nummer",
    ],
)
def test_another_number_is_asked_for_before_the_meeting_is_booked(chat: Chat, words: str) -> None:
    """QUA-06: a yes with something else in it books nothing yet, and is asked for again."""
    chat.play((*OFFERED, "den første", words))
    assert chat.keys[-1] == "ask.phone", chat.transcript()
    chat.play(("ni null fem null to null tre null", "ja"))
    assert chat.keys[-1] == "confirm.meeting.again", chat.transcript()
    chat.play(("ja",))
    assert chat.tools[-1].arguments["phone"] == NUMBER


def test_a_choice_and_a_number_in_one_breath_are_both_taken(chat: Chat) -> None:
    """The number is read back first, then the meeting."""
    chat.play((*OFFERED, "den andre og ring meg på 90 50 20 30"))
    assert chat.keys[-1] == "confirm.phone", chat.transcript()
    chat.play(("ja",))
    assert chat.keys[-1] == "confirm.meeting", chat.transcript()
    chosen = chat.state.booking.chosen
    assert chosen is not None
    assert chosen.start.startswith("2026-11-25T13:30")


def test_another_number_keeps_the_time_of_our_call(engine: DialogEngine) -> None:
    """DIA-07: the time that was agreed stands, and the number is the caller's own."""
    chat = Chat.open(engine, Office())
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    chat.play(
        (
            "jeg heter kari nordmann, kan dere ringe meg på onsdag klokka ti",
            "ja men på et annet nummer",
        )
    )
    chat.play(("ni null fem null to null tre null", "ja"))
    assert chat.outcome == "callback_requested", chat.transcript()
    assert chat.tools[-1].arguments["phone"] == NUMBER


@pytest.mark.parametrize(
    "words",
    ["den første", "ta den fyrste", "nummer en", "det første passer best", "ikke den siste"],
)
def test_the_first_is_meant(words: str) -> None:
    """One of two offers, by its place."""
    assert ordinal(read_text(words)) == 0


@pytest.mark.parametrize(
    "words",
    [
        "jeg må sjekke med sjefen først",
        "har dere noen andre tider",
        "et annet nummer ni to fem",
        "kan vi ta en annen dag",
        "kan det bli første juledag",
        "den første eller den andre",
    ],
)
def test_no_place_is_meant(words: str) -> None:
    """BOO-12: a time is taken only when the words point at exactly one."""
    assert ordinal(read_text(words)) is None


def test_words_keep_their_places_without_a_number() -> None:
    """What was read by place stays where it was."""
    text = "ring meg på 90 50 20 30 onsdag"
    assert len(without_numbers(text).split()) == len(text.split())
    assert without_numbers("onsdag klokka ti") == "onsdag klokka ti"


@pytest.mark.parametrize(
    "words", ["vi har et annet system", "nummeret mitt er riktig", "et nytt kundesystem"]
)
def test_nobody_asks_for_another_number(words: str) -> None:
    """Everyday words are no wish for another number."""
    assert not wants_other_number(read_text(words))


@pytest.mark.parametrize(
    "words",
    [
        "du kan nå meg på to fem null to null tre null",
        "ring meg heller på ni to fem null to null tre",
        "de får bruke ni to fem null tre null",
        "du kan nå meg på ni to fem null tå null tre null",
    ],
)
def test_a_number_that_lost_digits_on_the_way_is_asked_for(chat: Chat, words: str) -> None:
    """BOO-12, DIA-04: what was surely a number is not passed over."""
    chat.play((*OFFERED, words))
    assert chat.keys[-1] == "ask.phone", chat.transcript()


@pytest.mark.parametrize(
    "words",
    ["den første klokka ti", "mandag den tjuetredje klokka halv ni", "tirsdag ni null null"],
)
def test_times_are_no_part_of_a_number(chat: Chat, words: str) -> None:
    """A date and an hour have digits too."""
    chat.play((*OFFERED, words))
    assert chat.keys[-1] != "ask.phone", chat.transcript()


def test_yes_and_a_number_is_no_wish_to_be_called_back(chat: Chat) -> None:
    """BOO-12: «ja, ring meg heller på …» keeps the meeting in view."""
    chat.play((*OFFERED, "ja ring meg heller på nitti femti tjue tretti"))
    assert chat.keys[-1] == "confirm.phone", chat.transcript()
    chat.play(("ja", "den første", "ja"))
    assert chat.outcome == "meeting_booked"
