"""Whole conversations in text, each of which must end as a good receptionist would end it."""

from __future__ import annotations

import pytest

from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    CallStarted,
    KeysPressed,
    NothingUnderstood,
    Observation,
    SilenceElapsed,
    TransferFailed,
)
from voiceagent.dialog.simulation.chat import Chat

NEED = "hei vi trenger et nytt crm system"
QUALIFIED = (NEED, "jeg er daglig leder", "innen tre måneder", "rundt hundre tusen kroner")
CONTACT = "jeg heter kari nordmann og ringer fra fjordtek"
OFFERED = (*QUALIFIED, CONTACT)
NOISE = NothingUnderstood("t0.1")

Script = tuple[str | Observation, ...]


def talk(
    engine: DialogEngine,
    script: Script,
    *,
    office: Office | None = None,
    caller: str | None = "+4798765432",
) -> Chat:
    """The conversation after a script."""
    chat = Chat.open(engine, office or Office())
    chat.observe(CallStarted(NOW, caller=caller))
    return chat.play(script)


@pytest.mark.parametrize(
    ("script", "outcome", "heard"),
    [
        pytest.param(
            (*OFFERED, "den første passer fint", "ja det stemmer"),
            "meeting_booked",
            ("offer.slots", "confirm.meeting", "closing.booked"),
            id="books a meeting",
        ),
        pytest.param(
            (*OFFERED, "onsdag passer best", "ja"),
            "meeting_booked",
            ("confirm.meeting", "closing.booked"),
            id="chooses by weekday",
        ),
        pytest.param(
            (*OFFERED, "klokka halv to", "ja det er fint"),
            "meeting_booked",
            ("confirm.meeting", "closing.booked"),
            id="chooses by clock time",
        ),
        pytest.param(
            (*OFFERED, KeysPressed("2"), KeysPressed("1")),
            "meeting_booked",
            ("confirm.meeting", "closing.booked"),
            id="chooses and confirms by keys",
        ),
        pytest.param(
            (*OFFERED, "har dere noe på torsdag", "den andre", "ja"),
            "meeting_booked",
            ("offer.slots", "confirm.meeting"),
            id="wants another day",
        ),
        pytest.param(
            (*OFFERED, "nei", "torsdag klokka ni", "ja"),
            "meeting_booked",
            ("ask.other_time", "confirm.meeting"),
            id="refuses both and names a free time",
        ),
        pytest.param(
            (*OFFERED, "tirsdag", "nei onsdag", "ja"),
            "meeting_booked",
            ("confirm.meeting", "confirm.meeting.again"),
            id="corrects the day when it is read back",
        ),
        pytest.param(
            (*OFFERED, "den første", "nei heller den andre", "ja det stemmer"),
            "meeting_booked",
            ("confirm.meeting.again",),
            id="corrects the choice when it is read back",
        ),
        pytest.param(
            ("hva koster det", *OFFERED, "den første", "hvor lenge varer møtet", "ja"),
            "meeting_booked",
            ("answer.price", "answer.length", "confirm.meeting.again"),
            id="asks first, and once more before saying yes",
        ),
        pytest.param(
            ("er du en robot", *OFFERED, "den første", "ja"),
            "meeting_booked",
            ("answer.robot",),
            id="asks whether it is a robot",
        ),
        pytest.param(
            (NEED, "hva sa du", *OFFERED[1:], "den første", "ja"),
            "meeting_booked",
            ("ask.role",),
            id="asks for a repeat",
        ),
        pytest.param(
            (NEED, "vent litt", *OFFERED[1:], "den første", "ja"),
            "meeting_booked",
            ("answer.wait",),
            id="asks to wait",
        ),
        pytest.param(
            (NEED, NOISE, *OFFERED[1:], "den første", "ja"),
            "meeting_booked",
            ("clarify.role",),
            id="is misunderstood once",
        ),
        pytest.param(
            (NEED, NOISE, NOISE, *OFFERED[1:], "den første", "ja"),
            "meeting_booked",
            ("clarify.role", "narrow.role"),
            id="is misunderstood twice",
        ),
        pytest.param(
            (NEED, NOISE, NOISE, NOISE),
            "handing_over",
            ("clarify.role", "narrow.role", "handover.trouble"),
            id="is misunderstood three times",
        ),
        pytest.param(
            (*QUALIFIED[:3], "vet ikke", CONTACT, "den første", "ja"),
            "meeting_booked",
            ("ask.budget", "ask.contact"),
            id="does not know the budget",
        ),
        pytest.param(
            (*QUALIFIED[:3], NOISE, NOISE, NOISE, CONTACT, "den første", "ja"),
            "meeting_booked",
            ("clarify.budget", "narrow.budget", "ask.contact"),
            id="an optional question is given up on",
        ),
        pytest.param(
            ("kan jeg få snakke med et menneske",),
            "handing_over",
            ("handover",),
            id="wants a human",
        ),
        pytest.param(
            (*OFFERED, KeysPressed("0")), "handing_over", ("handover",), id="presses zero"
        ),
        pytest.param(
            (
                "kan jeg få snakke med et menneske",
                TransferFailed("no-answer"),
                "ja gjerne",
                "si at de må ringe meg om tilbudet",
                "kari nordmann",
            ),
            "message_taken",
            ("transfer.failed", "ask.message", "closing.message"),
            id="nobody answers and a message is taken",
        ),
        pytest.param(
            (
                "kan jeg få snakke med et menneske",
                TransferFailed("no-answer"),
                "nei men dere kan ringe meg på onsdag klokka ti",
                "kari nordmann",
                "ja",
            ),
            "callback_requested",
            ("transfer.failed", "confirm.callback", "closing.callback"),
            id="nobody answers and a call is agreed on",
        ),
        pytest.param(
            ("kan jeg få snakke med et menneske", TransferFailed("busy"), "nei takk"),
            "not_reached",
            ("transfer.failed", "closing.goodbye"),
            id="nobody answers and no message is wanted",
        ),
        pytest.param(
            (NEED, "jeg er selger", "nei det gjør jeg ikke", "nei det går ikke"),
            "not_qualified",
            ("probe.authority", "closing.not_qualified"),
            id="decides nothing",
        ),
        pytest.param(
            (NEED, "jeg er selger", "nei det gjør jeg ikke", "ja det kan jeg"),
            "",
            ("probe.authority", "ask.timing"),
            id="brings whoever decides",
        ),
        pytest.param(
            ("vi trenger ingenting",),
            "not_qualified",
            ("closing.not_qualified",),
            id="needs nothing",
        ),
        pytest.param(
            ("jeg ringer som privatperson",),
            "not_qualified",
            ("closing.not_qualified.out_of_scope",),
            id="is a private person",
        ),
        pytest.param(
            (*QUALIFIED[:3], "fem tusen kroner", "nei det går ikke"),
            "not_qualified",
            ("probe.budget", "closing.not_qualified"),
            id="has too little money",
        ),
        pytest.param(
            (NEED, "jeg er daglig leder", "ikke før om to år", "ja det er greit", CONTACT),
            "follow_up",
            ("ask.follow_up", "ask.contact", "closing.follow_up"),
            id="needs it later and agrees to a date",
        ),
        pytest.param(
            (NEED, "jeg er daglig leder", "ikke før om to år", "nei takk"),
            "not_qualified",
            ("ask.follow_up", "closing.not_qualified"),
            id="needs it later and wants no call",
        ),
        pytest.param(
            ("beklager jeg har ringt feil nummer",),
            "wrong_number",
            ("closing.wrong_number",),
            id="has the wrong number",
        ),
        pytest.param(
            (SilenceElapsed(1), SilenceElapsed(2), SilenceElapsed(3)),
            "no_answer",
            ("silence.first", "silence.second", "closing.silence"),
            id="says nothing",
        ),
        pytest.param(
            (NEED, "nei jeg er ikke interessert", "nei"),
            "not_interested",
            ("objection.not_interested", "closing.not_interested"),
            id="is not interested",
        ),
        pytest.param(
            (NEED, "jeg er ikke interessert", "hva koster det"),
            "",
            ("objection.not_interested", "answer.price", "ask.role"),
            id="was not interested but has a question",
        ),
        pytest.param(("slutt å ringe meg",), "opted_out", ("closing.opted_out",), id="never again"),
        pytest.param(
            (
                NEED,
                "kan du ringe meg tilbake",
                "i morgen klokka ti",
                "ja det passer",
                "kari nordmann",
            ),
            "callback_requested",
            ("ask.callback", "offer.callback.time", "closing.callback"),
            id="wants to be called back",
        ),
        pytest.param(
            ("do you speak english please",),
            "handing_over",
            ("handover.language",),
            id="speaks English",
        ),
        pytest.param(
            (NEED, "ha det bra"), "hung_up", ("closing.goodbye",), id="says goodbye early"
        ),
        pytest.param(
            ("jeg er kunde hos dere og det gjelder en faktura",),
            "handing_over",
            ("handover",),
            id="is a customer with an invoice",
        ),
        pytest.param(
            (*OFFERED, "det er det samme for meg", "ja"),
            "meeting_booked",
            ("confirm.meeting",),
            id="takes either time",
        ),
        pytest.param(
            (*OFFERED, "ja", "den andre", "ja"),
            "meeting_booked",
            ("clarify.offer",),
            id="says yes to two times",
        ),
        pytest.param(
            ("ja hallo er det fjordlys", "har dere kontor i tyskland", NEED),
            "",
            ("answer.who", "answer.unknown", "ask.role"),
            id="asks who we are, and what we do not know",
        ),
        pytest.param(
            ("hei jeg vil booke et møte på torsdag", "et nytt crm system", *OFFERED[1:]),
            "",
            ("ask.need", "offer.slots"),
            id="wants a meeting before saying why",
        ),
        pytest.param(
            ("jeg skulle snakket med ingrid i salg",), "handing_over", ("handover",), id="a name"
        ),
        pytest.param(
            (NEED, NOISE, NOISE, KeysPressed("1"), NOISE, NOISE, "en", NOISE, NOISE, "to"),
            "",
            ("narrow.role", "narrow.timing", "narrow.budget"),
            id="answers by keys, pressed and spoken",
        ),
    ],
)
def test_a_conversation_ends_as_it_should(
    engine: DialogEngine, script: Script, outcome: str, heard: tuple[str, ...]
) -> None:
    """Each kind of caller reaches the outcome that their facts imply (DIA-01, DIA-04, DIA-07)."""
    chat = talk(engine, script)
    assert chat.state.outcome == outcome, chat.transcript()
    assert set(heard) <= set(chat.keys), chat.transcript()


def test_everything_in_the_first_sentence_is_never_asked_again(engine: DialogEngine) -> None:
    """Several answers in one utterance fill several slots, and what is known is not asked."""
    chat = talk(
        engine,
        (
            "hei jeg heter kari nordmann jeg er daglig leder i fjordtek vi trenger et nytt crm"
            " system innen tre måneder og har rundt hundre tusen kroner",
        ),
    )
    asked = [key for key in chat.keys if key.startswith("ask.")]
    assert {"need", "name", "role", "authority", "timing", "budget"} <= set(chat.state.slots)
    assert set(asked) <= {"ask.company"}, chat.transcript()


def test_a_booking_call_takes_few_turns(engine: DialogEngine) -> None:
    """A caller who answers plainly has a meeting within nine turns of ours."""
    chat = talk(engine, (*OFFERED, "den første", "ja"))
    assert chat.agent_turns <= 9


def test_a_withheld_number_is_asked_for_and_read_back(engine: DialogEngine) -> None:
    """The number is asked for only when the line does not give it, and confirmed."""
    chat = talk(
        engine,
        (*OFFERED, "ni åtte sju seks fem fire tre to", "ja", "den første", "ja"),
        caller=None,
    )
    assert chat.state.outcome == "meeting_booked", chat.transcript()
    assert {"ask.phone", "confirm.phone"} <= set(chat.keys)
    assert chat.state.slots["phone"].value == "+4798765432"
    assert chat.state.slots["phone"].confirmed


def test_a_number_in_two_pieces_is_put_together(engine: DialogEngine) -> None:
    """Four digits and four digits make a number."""
    chat = talk(engine, (*OFFERED, "ni åtte sju seks", "fem fire tre to", "ja"), caller=None)
    assert "ask.phone.rest" in chat.keys, chat.transcript()
    assert chat.state.slots["phone"].value == "+4798765432"


def test_a_number_can_be_typed(engine: DialogEngine) -> None:
    """Keys are digits where a number was asked for; typed numbers are not read back."""
    chat = talk(engine, (*OFFERED, KeysPressed("98765432")), caller=None)
    assert chat.state.slots["phone"].value == "+4798765432"
    assert "offer.slots" in chat.keys, chat.transcript()


def test_a_taken_time_leads_to_others(engine: DialogEngine) -> None:
    """When somebody was quicker the agent says so and offers other times."""
    office = Office(stolen={"2026-11-24T10:00"})
    chat = talk(engine, (*OFFERED, "den første", "den første", "ja"), office=office)
    assert "offer.taken" in chat.keys, chat.transcript()
    assert chat.state.outcome == "meeting_booked"
    assert chat.state.slots["next_step"].value != "2026-11-24T10:00:00+01:00"


def test_a_calendar_that_fails_once_is_asked_again(engine: DialogEngine) -> None:
    """One failure of a tool is not the caller's business."""
    office = Office(failing={"find_slots": 1, "book_meeting": 1})
    chat = talk(engine, (*OFFERED, "den første", "ja"), office=office)
    assert chat.state.outcome == "meeting_booked", chat.transcript()


def test_a_calendar_that_stays_away_becomes_a_call_back(engine: DialogEngine) -> None:
    """With the calendar down a colleague calls; nothing is promised that does not stand."""
    office = Office(failing={"find_slots": 9})
    chat = talk(engine, (*OFFERED, "ja", "mandag klokka ni", "ja"), office=office)
    assert {"tool.failed", "offer.callback"} <= set(chat.keys), chat.transcript()
    assert chat.state.outcome == "callback_requested"
    assert office.log[-1].tool == "take_message"


def test_no_free_time_becomes_a_call_back(engine: DialogEngine) -> None:
    """An empty calendar is said, and a call offered."""
    chat = talk(engine, OFFERED, office=Office(free=[]))
    assert chat.keys[-1] == "offer.callback", chat.transcript()


def test_a_yes_to_an_unheard_time_books_nothing(engine: DialogEngine) -> None:
    """What was read back but not heard is not confirmed (DIA-02, QUA-06)."""
    office = Office()
    chat = talk(engine, (*OFFERED, "den første"), office=office)
    chat.hear("ja", interrupted="klokka ti. Vi ser på behovet og en løsning. Stemmer det?")
    assert chat.keys[-1] == "confirm.meeting.again", chat.transcript()
    assert "book_meeting" not in {use.tool for use in office.log}
    chat.hear("ja")
    assert chat.state.outcome == "meeting_booked"


def test_a_yes_over_the_last_words_is_enough(engine: DialogEngine) -> None:
    """Day, time and agenda were heard; only «Stemmer det?» was cut off."""
    chat = talk(engine, (*OFFERED, "den første"))
    chat.hear("ja", interrupted="Stemmer det?")
    assert chat.state.outcome == "meeting_booked", chat.transcript()


def test_a_yes_during_the_first_of_two_times_takes_it(engine: DialogEngine) -> None:
    """«ja, den!» before the second time had been said."""
    chat = talk(engine, OFFERED)
    chat.hear("ja den", interrupted="eller onsdag klokka halv to, hva passer best?")
    assert chat.keys[-1] == "confirm.meeting", chat.transcript()
    assert chat.state.booking.chosen is not None
    assert chat.state.booking.chosen.start.startswith("2026-11-24T10:00")


def test_thanks_over_our_goodbye_still_ends_the_call(engine: DialogEngine) -> None:
    """«takk, ha det» said while we say goodbye does not open the call again."""
    chat = talk(engine, (*OFFERED, "den første", "ja"))
    chat.ended = None
    chat.hear("takk skal du ha ha det bra")
    assert chat.ended == "meeting_booked"


def test_two_nynorsk_turns_change_the_language(engine: DialogEngine) -> None:
    """One Nynorsk word is no reason to switch; two clear turns are."""
    chat = talk(engine, ("hei vi treng eit nytt crm system",))
    assert chat.state.language == "nb"
    chat.hear("eg veit ikkje kva de kallar det eg er dagleg leiar")
    assert chat.state.language == "nn"
    assert chat.lines[-1].text != "Når bør det være på plass?", chat.transcript()


def test_a_national_identity_number_is_never_kept(engine: DialogEngine) -> None:
    """Eleven digits are masked before anything is read or logged (GDP-09)."""
    chat = talk(engine, ("hei fødselsnummeret mitt er 01010112345 og vi trenger et crm",))
    kept = f"{chat.state!r} {chat.decisions!r}"
    assert "01010112345" not in kept


def test_three_words_of_swearing_get_a_human(engine: DialogEngine) -> None:
    """Swearing without an answer in it is met politely and with a human (DIA-13)."""
    chat = talk(engine, ("dette er helt jævlig",))
    assert chat.state.outcome == "handing_over", chat.transcript()
    assert "handover.complaint" in chat.keys
