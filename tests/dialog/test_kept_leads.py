"""Leads that used to be thrown away: by a question, a trouble, a wish about the time, a hurry."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted, Observation
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt crm-system"}
ENGINES = {
    name: DialogEngine(load_policy(POLICIES / f"{name}.yaml")) for name in ("b2b_lead", "rebooking")
}
NEED = "vi trenger nytt crm"
OFFERED = (NEED, "daglig leder", "snarest", "hundre tusen", "anne berg fra berg as")


def talk(*script: str | Observation, policy: str = "b2b_lead") -> Chat:
    """The conversation after a script."""
    chat = Chat.open(ENGINES[policy], Office())
    direction, facts = ("outbound", FORM) if policy == "rebooking" else ("inbound", {})
    chat.observe(CallStarted(NOW, direction, "+4798765432", facts))
    return chat.play(script)


@pytest.mark.parametrize(
    "words",
    [
        "hvilke språk har systemet",
        "hvor lenge må vi vente på svar",
        "kan det kobles til outlook",
        "får vi hjelp på engelsk",
        "er det mennesker på kundeservice",
    ],
)
def test_a_question_about_the_product_is_answered_and_the_talk_goes_on(words: str) -> None:
    """DIA-13: no handover, no goodbye; the question that waited is asked again."""
    chat = talk(NEED, words)
    assert chat.handed_over is None
    assert chat.ended is None
    assert chat.keys[-1] == "ask.role", chat.transcript()


def test_an_ordinary_employee_has_said_a_role() -> None:
    """QUA-02: «jeg er bare en vanlig ansatt» answers the question about the role."""
    chat = talk(NEED, "jeg er bare en vanlig ansatt")
    assert "role" in chat.state.slots
    assert chat.handed_over is None


@pytest.mark.parametrize(
    "words",
    [
        "ja hei du, jo nå skal du høre, vi har jo hatt det samme systemet siden to tusen og åtte"
        " og det er jo helt håpløst, sjefen min sier vi må gjøre noe",
        "systemet vi har er helt håpløst, det henger hele tida",
        "vi er lei av leverandøren vår, de svarer aldri",
        "me er misnøgde med det gamle systemet",
    ],
)
def test_trouble_with_what_they_have_is_a_need(words: str) -> None:
    """QUA-04: a complaint about somebody else's system is why they ring."""
    chat = talk(words)
    assert chat.handed_over is None
    assert "need" in chat.state.slots, chat.transcript()


@pytest.mark.parametrize(
    "words",
    [
        "nei jeg ble syk",
        "nei jeg glemte det helt",
        "nei eg vart sjuk",
        "det kom noe i veien",
        "nei jeg rakk det ikke",
        "nei, æ va på sykehuset",
    ],
)
def test_why_somebody_did_not_come_is_no_refusal(words: str) -> None:
    """BOO-04: the reason answers another question; ours is asked again, once."""
    chat = talk("ja", words, policy="rebooking")
    assert chat.ended is None
    assert chat.keys[-1] == "clarify.again", chat.transcript()
    assert chat.play(("nei",)).state.outcome == "not_interested"


@pytest.mark.parametrize(
    "words",
    [
        "nei det passer ikke denne uka, men neste",
        "nei det passar ikkje no, men neste veke går fint",
        "nei, ikke før torsdag",
    ],
)
def test_a_no_with_a_time_wants_that_time(words: str) -> None:
    """BOO-04: times are looked for; nobody who names a week is told goodbye."""
    chat = talk("ja", words, policy="rebooking")
    assert chat.state.booking.offers or chat.state.booking.chosen, chat.transcript()


@pytest.mark.parametrize(
    "words",
    [
        "nei ikke nå, men ta kontakt igjen til våren",
        "nei ikkje no, men ring igjen til våren",
        "nei ikke nå, til våren kanskje",
        "vi kan snakkes igjen til våren",
    ],
)
def test_whoever_wants_to_hear_from_us_in_spring_does(words: str) -> None:
    """BOO-04: a season becomes a day that we name, and a task with a deadline."""
    chat = talk("ja", words, "ja", policy="rebooking")
    assert chat.state.outcome == "callback_requested", chat.transcript()
    window = chat.state.slots["callback"].value
    assert isinstance(window, dict)
    assert str(window["from"])[:7] == "2027-03"


@pytest.mark.parametrize(
    "words",
    [
        "jeg vil ikke ha noe møte, bare send meg et tilbud på e-post",
        "nei bare send tilbudet",
        "jeg vil ikke ha noe møte, bare et tilbud",
        "kan dere ikke bare sende et pristilbud",
        "eg vil ikkje ha noko møte, berre send eit tilbod",
    ],
)
def test_whoever_wants_an_offer_instead_of_a_meeting_gets_one(words: str) -> None:
    """QUA-12: the lead is not pressed and not lost: whose address it goes to is asked."""
    chat = talk(*OFFERED, words)
    assert chat.keys[-1] == "ask.email", chat.transcript()
    chat = chat.play(("anne krøllalfa berg punktum no", "ja"))
    assert chat.state.outcome == "email_requested"


@pytest.mark.parametrize(
    "words",
    [
        "dette er ikke noe jeg vil svare på",
        "det vil jeg ikke svare på",
        "det tar vi i møtet",
        "det vil eg ikkje seie",
    ],
)
def test_what_is_kept_back_is_explained_once_and_then_left_to_a_colleague(words: str) -> None:
    """QUA-12: why we ask, the question once more, and then no pressure and no goodbye."""
    chat = talk(NEED, "daglig leder", words)
    assert chat.keys[-2:] == ("answer.why", "ask.timing"), chat.transcript()
    chat = chat.play((words,))
    assert chat.keys[-1] == "offer.callback"


@pytest.mark.parametrize(
    ("words", "month"),
    [("om to år", "2028-11"), ("til våren", "2027-03")],
)
def test_a_day_that_is_wrong_is_asked_for(words: str, month: str) -> None:
    """QUA-05: «ikke så tidlig» is about the day; a later follow-up is still a follow-up."""
    chat = talk(NEED, "daglig leder", "om et år eller så", "nei ikke så tidlig")
    assert chat.keys[-1] == "ask.callback.other"
    chat = chat.play((words, "anne berg fra berg as"))
    assert chat.state.outcome == "follow_up", chat.transcript()
    assert str(chat.state.slots["follow_up"].value)[:7] == month


def test_a_follow_up_knows_whom_to_call() -> None:
    """QUA-05: name and company are asked for before we part, and who will not say is let go."""
    chat = talk(NEED, "daglig leder", "om to år", "ja")
    assert chat.keys[-1] == "ask.contact"
    told = chat.play(("anne berg fra berg as",))
    assert told.state.outcome == "follow_up"
    assert told.state.slots["name"].display == "Anne Berg"


def test_who_leaves_after_agreeing_to_a_follow_up_has_one() -> None:
    """QUA-05: goodbye instead of a name undoes nothing that was agreed."""
    chat = talk(NEED, "daglig leder", "om to år", "ja", "ha det bra")
    assert chat.state.outcome == "follow_up"


@pytest.mark.parametrize(
    "words",
    [
        "ok da vil jeg gjerne ha et møte",
        "det var mange spørsmål, kan du ikke bare booke et møte",
        "eg vil berre booke eit møte",
    ],
)
def test_whoever_is_in_a_hurry_is_heard_and_asked_no_more_than_needed(words: str) -> None:
    """DIA-07: a word to the wish, the question again, and the budget is left out."""
    chat = talk(NEED, "daglig leder", words)
    assert chat.keys[-2:] == ("ack.meeting", "ask.timing"), chat.transcript()
    chat = chat.play(("snarest", "anne berg fra berg as"))
    assert "ask.budget" not in chat.keys
    assert chat.keys[-1] == "offer.slots"


def test_a_wish_for_a_meeting_is_no_need_and_its_deferral_neither() -> None:
    """QUA-04: «det tar vi i møtet» is nothing that a meeting could be about."""
    chat = talk("jeg vil bare booke et møte", "det tar vi i møtet")
    assert "need" not in chat.state.slots
    assert chat.keys[1:4] == ("greeting", "ack.meeting", "ask.need")
