"""Whose meeting it is: no meeting without a name, and what the seller's calendar says of it."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import OFFERED
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

QUALIFIED = OFFERED[:-1]


def talk(language: str, *words: str) -> Chat:
    """A talk under the lead policy."""
    engine = DialogEngine(load_policy(POLICIES / "b2b_lead.yaml"), language=language)
    chat = Chat.open(engine, Office())
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    return chat.play(words)


@pytest.mark.parametrize("words", ["det vil jeg ikke si", "det vil eg helst ikkje oppgi"])
def test_a_meeting_needs_a_name(words: str) -> None:
    """GDP-08: the firm may be kept back, but not whose meeting it is; that is asked once more."""
    chat = talk("nb", *QUALIFIED, words)
    assert chat.keys[-1] == "ask.name.meeting", chat.transcript()
    chat.play(("Anne Berg", "den første", "ja"))
    assert chat.outcome == "meeting_booked", chat.transcript()
    assert chat.tools[-1].arguments["name"] == "Anne Berg"


def test_who_keeps_the_name_back_twice_is_offered_a_call() -> None:
    """Nobody is pressed, and no meeting is booked for nobody."""
    chat = talk("nn", *QUALIFIED, "det vil eg ikkje seie", "det har du ikkje noko med")
    assert chat.keys[-1] == "offer.callback", chat.transcript()
    assert all(use.tool != "book_meeting" for use in chat.tools)


def test_the_calendar_says_whom_the_meeting_is_with() -> None:
    """BOO-12: a seller's day of «Møte med Fjordlys» says nothing."""
    chat = talk("nb", *OFFERED, "den første", "ja")
    assert chat.tools[-1].arguments["title"] == "Møte mellom Fjordlys og Fjordtek"


@pytest.mark.parametrize(
    ("language", "words", "noted"),
    [
        ("nb", "ja, men ring meg på mobilen i stedet for video", "Ønsker telefon i stedet for"),
        ("nn", "ja men eg vil helst ha det på telefon, ikkje på teams", "Ønskjer telefon"),
    ],
)
def test_a_wish_for_the_telephone_is_noted_with_the_meeting(
    language: str, words: str, noted: str
) -> None:
    """DIA-09: booked by the yes, and the one who holds the meeting reads the wish."""
    chat = talk(language, *OFFERED, "den første", words)
    if chat.state.booking.meeting_id == "":
        chat.play(("ja",))  # A yes with a «nei» in it is asked for again.
    assert chat.outcome == "meeting_booked", chat.transcript()
    assert noted in str(chat.tools[-1].arguments["agenda"])


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("hva slags møte er det", "answer.where"),
        ("er det fysisk", "answer.where"),
        ("kommer dere til oss eller", "answer.where"),
        ("får jeg en bekreftelse", "answer.confirmation"),
        ("sender dere en kalenderinvitasjon", "answer.confirmation"),
    ],
)
def test_questions_about_the_meeting_are_answered_at_its_read_back(words: str, answer: str) -> None:
    """What the list knows is no «det vet jeg ikke», and the question follows again."""
    chat = talk("nb", *OFFERED, "den første", words)
    assert chat.keys[-2:] == (answer, "confirm.meeting.again"), chat.transcript()


def test_a_human_is_told_what_an_angry_caller_said() -> None:
    """HND-16: «ukjent innringer» alone helps nobody."""
    chat = talk("nb", "dere er noen jævla svindlere")
    assert chat.handed_over is not None
    assert "svindlere" in chat.handed_over.summary
