"""The corners of a conversation: second thoughts, half answers, numbers, messages, other dates."""

from __future__ import annotations

import pytest

from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import CONTACT, NEED, OFFERED, QUALIFIED, Script, talk
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    CallStarted,
    GaveBack,
    KeysPressed,
    NothingUnderstood,
    SilenceElapsed,
    ToolAnswered,
    ToolSlow,
    TransferFailed,
    WordsHeard,
)
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.simulation.chat import Chat

NUMBER = "ni åtte sju seks fem fire tre to"
HUMAN = "kan jeg få snakke med et menneske"
NOBODY = TransferFailed("no-answer")


@pytest.mark.parametrize(
    ("script", "last"),
    [
        pytest.param((NUMBER, "nei"), "ask.phone", id="a rejected number is asked for again"),
        pytest.param(
            (NUMBER, "nei ni åtte sju seks fem fire tre tre"),
            "confirm.phone",
            id="a corrected number is read back again",
        ),
        pytest.param((NUMBER, "tja"), "clarify.confirm_phone", id="neither yes nor no"),
        pytest.param((KeysPressed("123"),), "clarify.phone", id="keys that are no number"),
        pytest.param(("det husker jeg ikke",), "clarify.phone", id="no number at all"),
    ],
)
def test_a_number_is_got_right(engine: DialogEngine, script: Script, last: str) -> None:
    """What is dictated is read back, and a no clears it."""
    chat = talk(engine, (*OFFERED, *script), caller=None)
    assert chat.keys[-1] == last, chat.transcript()


def test_a_yes_to_an_unheard_number_confirms_nothing(engine: DialogEngine) -> None:
    """The number is said again when the caller broke in before its end."""
    chat = talk(engine, (*OFFERED, NUMBER), caller=None)
    chat.hear("ja", interrupted=chat.lines[-1].text)
    assert not chat.state.slots["phone"].confirmed
    chat.hear("ja", interrupted="Stemmer det?")
    assert chat.state.slots["phone"].confirmed


@pytest.mark.parametrize(
    ("script", "outcome", "last"),
    [
        pytest.param(
            (HUMAN, NOBODY, "ja si at de må sende tilbudet på nytt", "kari nordmann"),
            "message_taken",
            "closing.message",
            id="the message comes with the yes",
        ),
        pytest.param(
            (HUMAN, NOBODY, HUMAN),
            "not_reached",
            "ask.message",
            id="again a human, but nobody was there",
        ),
        pytest.param(
            (HUMAN, NOBODY, KeysPressed("0")), "not_reached", "ask.message", id="zero once more"
        ),
        pytest.param(
            (HUMAN, NOBODY, "ja", "eh ja"), "not_reached", "clarify.message", id="an empty message"
        ),
        pytest.param(
            (HUMAN, NOBODY, *(NothingUnderstood("t"),) * 3),
            "not_reached",
            "closing.goodbye",
            id="not understood and nobody there",
        ),
        pytest.param(
            (HUMAN, "hallo", KeysPressed("1"), SilenceElapsed(1)),
            "handing_over",
            "handover",
            id="words while we put through",
        ),
        pytest.param((HUMAN, GaveBack("snakket om pris")), "", "ask.need", id="given back"),
        pytest.param((NEED, GaveBack()), "", "ask.role", id="given back in a question"),
    ],
)
def test_humans_and_messages(engine: DialogEngine, script: Script, outcome: str, last: str) -> None:
    """A human at once, a message where nobody answers, never in circles (DIA-05)."""
    chat = talk(engine, script)
    assert (chat.state.outcome, chat.keys[-1]) == (outcome, last), chat.transcript()


def test_a_message_needs_a_number(engine: DialogEngine) -> None:
    """A withheld number is asked for before a message is passed on."""
    office = Office()
    script = (HUMAN, NOBODY, "ja", "si at kari har ringt", NUMBER, "ja")
    chat = talk(engine, script, office=office, caller=None)
    assert chat.state.outcome == "message_taken", chat.transcript()
    assert office.log[-1].arguments["phone"] == "+4798765432"
    assert office.log[-1].arguments["text"] == "si at kari har ringt"


@pytest.mark.parametrize(
    ("script", "failing", "outcome"),
    [
        pytest.param((HUMAN, NOBODY, "si at kari har ringt"), 1, "message_taken", id="once"),
        pytest.param((HUMAN, NOBODY, "si at kari har ringt"), 2, "not_reached", id="twice, nobody"),
        pytest.param(
            (NEED, "kan du ringe meg tilbake", "tirsdag klokka ti", "kari nordmann", "ja"),
            2,
            "handing_over",
            id="twice",
        ),
    ],
)
def test_a_message_that_cannot_be_kept_is_not_promised(
    engine: DialogEngine, script: Script, failing: int, outcome: str
) -> None:
    """A tool that fails is tried again, then a human; nothing is promised in vain."""
    chat = talk(engine, script, office=Office(failing={"take_message": failing}))
    assert chat.state.outcome == outcome, chat.transcript()


@pytest.mark.parametrize(
    ("script", "outcome", "last"),
    [
        pytest.param(
            ("nei ring heller i mars", CONTACT), "follow_up", "closing.follow_up", id="March"
        ),
        pytest.param(
            ("nei vi trenger det innen tre måneder",), "", "ask.budget", id="sooner after all"
        ),
        pytest.param(("tja",), "", "clarify.follow_up", id="undecided"),
        pytest.param(("ja eh nei",), "", "clarify.follow_up", id="yes and no"),
        pytest.param((KeysPressed("1"), CONTACT), "follow_up", "closing.follow_up", id="key one"),
        pytest.param((KeysPressed("2"),), "not_qualified", "closing.not_qualified", id="key two"),
    ],
)
def test_a_follow_up_is_agreed_on(
    engine: DialogEngine, script: Script, outcome: str, last: str
) -> None:
    """Beyond the horizon we agree on a date; another date counts too (QUA-05)."""
    chat = talk(engine, (NEED, "jeg er daglig leder", "ikke før om to år", *script))
    assert (chat.state.outcome, chat.keys[-1]) == (outcome, last), chat.transcript()
    if outcome == "follow_up":
        assert chat.state.slots["follow_up"].confirmed


@pytest.mark.parametrize(
    ("script", "last"),
    [
        pytest.param(("ikke tirsdag",), "confirm.meeting", id="rules one out"),
        pytest.param(("når som helst på torsdag",), "offer.slots", id="any time on a day"),
        pytest.param(("ja fredag klokka ti",), "confirm.meeting", id="a free wish needs no choice"),
        pytest.param(("fredag klokka elleve",), "offer.other.one", id="only that day is free"),
        pytest.param(("nei",), "ask.other_time", id="neither"),
        pytest.param(("nei", "vet ikke"), "offer.callback", id="no idea when"),
        pytest.param(("nei", "nei"), "offer.callback", id="never"),
        pytest.param(("nei", "når som helst"), "offer.slots", id="any time, but not those"),
        pytest.param(("nei", "bla bla"), "clarify.other_time", id="no time in it"),
        pytest.param(("den første", "nei"), "ask.other_time", id="not after all"),
        pytest.param(("den første", "hvor lenge varer møtet"), "confirm.meeting.again", id="asks"),
        pytest.param(("den første", "jeg heter kari hansen"), "clarify.meeting", id="a remark"),
        pytest.param(
            ("den første", "nei jeg heter kari hansen"), "confirm.meeting.again", id="fix"
        ),
        pytest.param(("den første", "nei torsdag"), "offer.slots", id="another day"),
        pytest.param(("den første", "bla bla bla"), "clarify.meeting", id="nonsense"),
        pytest.param((KeysPressed("7"),), "offer.slots", id="a key that means nothing"),
        pytest.param(("hva koster det",), "offer.slots", id="a question, then the offer again"),
    ],
)
def test_a_time_is_found_together(engine: DialogEngine, script: Script, last: str) -> None:
    """Wishes, refusals, second thoughts and questions each lead on (DIA-07)."""
    chat = talk(engine, (*OFFERED, *script))
    assert chat.keys[-1] == last, chat.transcript()


@pytest.mark.parametrize(
    ("script", "last"),
    [
        pytest.param((KeysPressed("1"),), "confirm.meeting", id="key one"),
        pytest.param((KeysPressed("2"),), "ask.other_time", id="key two"),
        pytest.param(("ja det passer",), "confirm.meeting", id="yes"),
        pytest.param(("nei",), "ask.other_time", id="no"),
        pytest.param(("bla bla bla",), "clarify.offer_one", id="nonsense"),
    ],
)
def test_a_single_time_is_a_yes_or_no(engine: DialogEngine, script: Script, last: str) -> None:
    """One free time is offered as such."""
    chat = talk(engine, (*OFFERED, *script), office=Office(free=["2026-11-24T10:00"]))
    assert chat.keys[-1] == last, chat.transcript()


def test_a_nearly_empty_calendar_repeats_rather_than_lies(engine: DialogEngine) -> None:
    """When nothing but the refused time is left, a colleague calls."""
    office = Office(free=["2026-11-24T10:00"])
    chat = talk(engine, (*OFFERED, "nei", "onsdag", "nei", "torsdag", "nei"), office=office)
    assert chat.keys[-1] in ("offer.callback", "ask.other_time"), chat.transcript()


def test_the_searches_have_an_end(engine: DialogEngine) -> None:
    """After the policy's number of searches a colleague calls."""
    script = ("nei", "torsdag", "nei", "fredag", "nei", "onsdag", "nei", "tirsdag", "nei")
    chat = talk(engine, (*OFFERED, *script, "mandag"))
    assert "offer.callback" in chat.keys, chat.transcript()


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        pytest.param(("nei takk",), "hung_up", id="no call wanted"),
        pytest.param(("i morgen klokka ti", "ja"), "callback_requested", id="when, at once"),
        pytest.param(("ja gjerne", "ja når som helst", "ja"), "callback_requested", id="any time"),
        pytest.param(("tja",), "", id="undecided"),
    ],
)
def test_a_call_back_can_be_had(engine: DialogEngine, script: Script, outcome: str) -> None:
    """With no free time a colleague calls, if the caller wants it."""
    chat = talk(engine, (*OFFERED, *script), office=Office(free=[]))
    assert chat.state.outcome == outcome, chat.transcript()


def test_an_unknown_authority_is_asked_about_in_both_ways(engine: DialogEngine) -> None:
    """During the second question other answers count, and a question does not lose it."""
    chat = talk(engine, (NEED, "jeg er selger", "nei", "hva koster det"))
    assert chat.keys[-1] == "probe.authority", chat.transcript()
    chat.hear("nei vent det er jeg som bestemmer")
    assert chat.state.slots["authority"].value == "decides", chat.transcript()


def test_no_need_ends_a_second_question(engine: DialogEngine) -> None:
    """Whoever says meanwhile that there is no need is let go, with that reason."""
    chat = talk(engine, (NEED, "jeg er selger", "nei", "vi trenger ingenting"))
    assert chat.state.slots["not_qualified_reason"].value == "no_need", chat.transcript()


def test_not_interested_twice_is_enough(engine: DialogEngine) -> None:
    """One question, never two (QUA-12)."""
    chat = talk(engine, (NEED, "jeg er ikke interessert", "nei jeg er ikke interessert"))
    assert chat.state.outcome == "not_interested", chat.transcript()


def test_a_change_of_mind_is_welcome(engine: DialogEngine) -> None:
    """A yes to «er det noe du lurer på» goes on where we were."""
    chat = talk(engine, (NEED, "jeg er ikke interessert", "ja"))
    assert chat.keys[-1] == "ask.role", chat.transcript()


def test_stop_alone_asks_us_to_be_quiet(engine: DialogEngine) -> None:
    """«stopp» from somebody who called us is no wish never to be called."""
    chat = talk(engine, (NEED, "stopp"))
    assert chat.state.outcome == ""
    assert chat.keys[-1] == "answer.wait"


def test_a_repeat_has_an_end(engine: DialogEngine) -> None:
    """The same words twice more, then other words."""
    chat = talk(engine, (NEED, "hva sa du", "hva sa du", "hva sa du"))
    assert chat.keys.count("ask.role") == 3
    assert chat.keys[-1] == "clarify.role", chat.transcript()


def test_something_wanted_over_our_goodbye_opens_the_call_again(engine: DialogEngine) -> None:
    """A question said while we say goodbye is answered."""
    chat = talk(engine, (NEED, "ha det bra", "vent hva koster det"))
    assert not chat.state.ended
    assert "answer.price" in chat.keys, chat.transcript()


def test_a_silence_after_the_end_only_ends(engine: DialogEngine) -> None:
    """Nothing more is said once goodbye has been said."""
    chat = talk(engine, ("jeg har ringt feil nummer",))
    said = len(chat.lines)
    chat.observe(SilenceElapsed(1))
    chat.observe(KeysPressed("1"))
    assert len(chat.lines) == said
    assert chat.ended == "wrong_number"


def test_a_booked_meeting_is_not_booked_twice(engine: DialogEngine) -> None:
    """A correction after the booking does not start a second one."""
    office = Office()
    chat = talk(engine, (*OFFERED, "den første", "ja"), office=office)
    chat.hear("nei vent onsdag passer bedre")
    assert [use.tool for use in office.log].count("book_meeting") == 1
    assert chat.state.outcome == "meeting_booked"


def test_slow_and_late_tools(engine: DialogEngine) -> None:
    """A slow tool is spoken about only while it works, and a late one is ignored."""
    chat = Chat.open(engine, Office())
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    chat.observe(ToolSlow("find_slots"))
    assert chat.keys[-1] == "greeting"
    chat.observe(ToolAnswered("find_slots", ok=True))
    assert chat.keys[-1] == "greeting"
    state = talk(engine, (*QUALIFIED, CONTACT)).state
    searching = engine.step(state, WordsHeard("har dere noe på fredag", "t9.1")).state
    slow = engine.step(searching, ToolSlow("find_slots"))
    assert [getattr(move, "key", "") for move in slow.moves] == ["tool.slow"]
    waiting = engine.step(slow.state, WordsHeard("ja", "t9.2"))
    assert waiting.moves == ()
    quiet = engine.step(slow.state, SilenceElapsed(1))
    assert quiet.moves == ()


def test_a_hold_that_fails_does_not_stop_the_booking(engine: DialogEngine) -> None:
    """Booking is safe by itself, so a missing hold only costs certainty."""
    office = Office(failing={"hold_slot": 1})
    chat = talk(engine, (*OFFERED, "den første", "ja"), office=office)
    assert chat.state.outcome == "meeting_booked", chat.transcript()


def test_a_hold_that_is_lost_leads_to_other_times(engine: DialogEngine) -> None:
    """Taken between our offer and the choice, or between the read-back and the booking."""

    class Thief(Office):
        """Takes the time when it is booked, not when it is held."""

    office = Office(stolen={"2026-11-24T10:00"})
    chat = talk(engine, (*OFFERED, "den første"), office=office)
    assert chat.keys[-2:] == ("offer.taken", "offer.slots"), chat.transcript()


def test_an_email_is_kept_and_read_back(engine: DialogEngine) -> None:
    """Dictated addresses are read back even where nobody asked for one."""
    chat = talk(engine, (NEED, "kari krøllalfa fjordtek punktum no", "ja"))
    assert chat.state.slots["email"].value == "kari@fjordtek.no"
    assert chat.state.slots["email"].confirmed
    assert chat.keys[-1] == "ask.role", chat.transcript()


def test_facts_from_a_form_are_read_like_answers(engine: DialogEngine) -> None:
    """A form's texts become the same values as spoken ones, and empty fields none."""
    chat = Chat.open(engine, Office())
    facts = {"role": "Daglig leder", "need": "nytt crm", "timing": "innen tre måneder", "name": " "}
    chat.observe(CallStarted(NOW, facts=facts | {"nonsense": "x"}))
    slots = chat.state.slots
    assert slots["role"].value == "ceo"
    assert slots["need"].value == "nytt crm"
    assert "name" not in slots
    assert "nonsense" not in slots
    chat.hear("hei")
    assert chat.keys[-1] == "ask.budget", chat.transcript()


def test_a_foreign_number_is_kept_as_it_is(engine: DialogEngine) -> None:
    """Only Norwegian numbers are written in pairs."""
    chat = Chat.open(engine, Office())
    chat.observe(CallStarted(NOW, caller="+46701234567"))
    assert chat.state.slots["phone"].display == "+46701234567"


def test_a_policy_in_one_language_stays_in_it(policy: Policy) -> None:
    """Without Nynorsk prompts a Nynorsk caller is answered in Bokmål."""
    engine = DialogEngine(policy.model_copy(update={"languages": ("nb",)}))
    chat = talk(engine, ("vi treng eit nytt crm system", "eg er dagleg leiar"))
    assert chat.state.language == "nb"


def test_the_recogniser_is_told_the_names_that_the_call_knows(engine: DialogEngine) -> None:
    """Whom we expect is spelled as we know them; nobody is expected before they are known."""
    stranger, known = Chat.open(engine, Office()), Chat.open(engine, Office())
    stranger.observe(CallStarted(NOW))
    known.observe(CallStarted(NOW, facts={"name": "Kari Nygaard", "company": "Fjordtek AS"}))
    assert {"kari nygaard", "fjordtek as"} <= set(known.state.pending.phrases)
    assert not {"kari nygaard", "fjordtek as"} & set(stranger.state.pending.phrases)
