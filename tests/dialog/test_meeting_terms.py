"""What is wanted of a meeting besides its time: who attends, and what is added to the yes."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import OFFERED
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

ENGINES = {
    language: DialogEngine(load_policy(POLICIES / "b2b_lead.yaml"), language=language)
    for language in ("nb", "nn")
}


def talk(language: str, *words: str) -> Chat:
    """A talk under the lead policy."""
    chat = Chat.open(ENGINES[language], Office())
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    return chat.play(words)


@pytest.mark.parametrize("words", ["må jeg ha det", "må du ha det", "treng du å ha det no"])
def test_a_question_with_to_have_does_not_end_the_call(words: str) -> None:
    """DIA-13: «må du ha det» is a question; the lead is still on the line."""
    chat = talk("nb", "vi trenger nytt crm", words)
    assert chat.ended is None
    assert chat.keys[-1] == "ask.role", chat.transcript()


@pytest.mark.parametrize(
    ("language", "words", "who"),
    [
        ("nb", "det er ikke meg som skal i møtet men kollegaen min Stine Ruud", "Stine Ruud"),
        ("nb", "nei det er Stine Ruud som skal møte", "Stine Ruud"),
        ("nb", "kan jeg ta med kollegaen min Per Hansen", "Per Hansen"),
        ("nn", "eg skal ikkje vere med sjølv, det blir Kari Bø", "Kari Bø"),
        ("nb", "æ kan ikkje i møtet, men sjefen min Trond Vik blir med", "Trond Vik"),
    ],
)
def test_who_else_attends_goes_with_the_meeting(language: str, words: str, who: str) -> None:
    """BOO-12: no wrong number and no other caller; the seller reads whom to expect."""
    chat = talk(language, *OFFERED, words)
    assert chat.ended is None, chat.transcript()
    assert chat.keys[-1].startswith("offer."), chat.transcript()
    chat.play(("den første", "ja"))
    assert chat.outcome == "meeting_booked", chat.transcript()
    booked = chat.tools[-1].arguments
    assert who in str(booked["agenda"])
    assert booked["name"] != who


@pytest.mark.parametrize(
    ("language", "words", "noted"),
    [
        ("nb", "ja men det er Stine Ruud som møter i stedet for meg", "Deltaker: Stine Ruud"),
        ("nn", "ja og eg tek med meg Stine Ruud", "Deltakar: Stine Ruud"),
        ("nb", "ja men da må vi bli ferdige før tolv på dagen", "må vi bli ferdige"),
        ("nb", "ja og kan du sende det til økonomisjefen vår også", "sende det til økonomisjefen"),
        ("nb", "ja og send en påminnelse", "send en påminnelse"),
        ("nb", "ja send en påminnelse dagen før", "påminnelse dagen før"),
        ("nb", "ja og ta med priser på begge deler", "ta med priser"),
        ("nb", "ja, så lenge det ikke tar mer enn en halvtime", "ikke tar mer enn en halvtime"),
        ("nn", "ja, viss det tek under ein halvtime", "under ein halvtime"),
        ("nb", "ja og så vil jeg ha et møte til på torsdag", "et møte til på torsdag"),
    ],
)
def test_what_is_added_to_the_yes_is_kept_and_acknowledged(
    language: str, words: str, noted: str
) -> None:
    """QUA-06: the yes stands, and the condition is neither dropped nor passed over."""
    chat = talk(language, *OFFERED, "den første", words)
    assert chat.outcome == "meeting_booked", chat.transcript()
    assert noted in str(chat.tools[-1].arguments["agenda"])
    assert "ack.preference" in chat.keys


@pytest.mark.parametrize(
    "words",
    [
        "ja",
        "ja takk det passer fint",
        "ja og takk for hjelpen",
        "ja det er supert og ha en fin dag videre",
        "ja hvis det går an",
        "ja så fint da sees vi tirsdag",
        "ja men da kan jeg",
    ],
)
def test_politeness_adds_nothing_to_the_yes(words: str) -> None:
    """A yes with thanks is a yes; nothing is noted."""
    chat = talk("nb", *OFFERED, "den første", words)
    assert chat.outcome == "meeting_booked", chat.transcript()
    assert "Ønske" not in str(chat.tools[-1].arguments["agenda"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "ja men det må være fysisk"),
        ("nb", "ja hvis dere kommer til oss"),
        ("nn", "ja om de kjem hit"),
    ],
)
def test_a_condition_that_we_cannot_meet_is_answered_before_the_booking(
    language: str, words: str
) -> None:
    """QUA-06: the meeting is on video; who wants a visit hears so and is asked again."""
    chat = talk(language, *OFFERED, "den første", words)
    told = tuple(chat.keys[-2:])
    assert told == ("answer.where", "confirm.meeting.again"), chat.transcript()
    assert all(use.tool != "book_meeting" for use in chat.tools)


@pytest.mark.parametrize(
    "words",
    ["kan vi ta det på teams", "er møtet på teams", "jeg vil helst at dere kommer hit til oss"],
)
def test_how_we_meet_is_told(words: str) -> None:
    """DIA-13: a question about the meeting, and not about the product."""
    chat = talk("nb", *OFFERED, words)
    assert "answer.where" in chat.keys, chat.transcript()


@pytest.mark.parametrize("words", ["hvem får jeg møte", "hvem møter vi", "hvem holder møtet"])
def test_whom_they_meet_is_told(words: str) -> None:
    """DIA-13: however it is asked."""
    chat = talk("nb", *OFFERED, words)
    assert "answer.who_meets" in chat.keys, chat.transcript()


def test_two_meetings_are_one_now_and_one_noted() -> None:
    """BOO-12: nothing is «taken»; the other meeting is for the seller to arrange."""
    words = "jeg vil gjerne ha to møter ett på mandag og ett på torsdag"
    chat = talk("nb", *OFFERED, words)
    assert "ack.preference" in chat.keys
    assert "offer.other" not in chat.keys, chat.transcript()
    assert "torsdag" in chat.state.slots["remarks"].display


def test_who_does_not_decide_has_rung_the_right_number() -> None:
    """QUA-03: «det er ikke meg som bestemmer» answers a question."""
    chat = talk("nb", "vi trenger nytt crm", "selger", "det er ikke meg som bestemmer")
    assert chat.ended is None, chat.transcript()
