"""Callers who want it otherwise than we asked: a meeting after all, a call later, nothing more."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known, rules, said
from voiceagent.dialog.understanding.free_text import is_question
from voiceagent.norwegian.words.reading import read_text

_LATE = ("vi trenger nytt crm", "daglig leder", "om ett år")
_LATE_NN = ("vi treng nytt crm", "dagleg leiar", "om eit år")
_READ_BACK = ("ja", "ja", "den første")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "nei, jeg vil ha møte nå"),
        ("nb", "kan vi ikke ta et møte nå"),
        ("nb", "jeg vil heller ha en demo med en gang"),
        ("nb", "kan vi ta et møte på tirsdag"),
        ("nn", "nei, eg vil ha møte no"),
        ("nn", "eg vil ikkje vente så lenge, eg vil ha eit møte no"),
    ],
)
def test_whoever_wants_the_meeting_now_is_not_put_off(language: str, words: str) -> None:
    """QUA-05: a need that comes later is offered a call, and a meeting is not refused for it."""
    late = _LATE_NN if language == "nn" else _LATE
    chat = call("b2b_lead", *late, words, "nei", "Kari Nordmann frå Fjordtek", language=language)
    assert "follow_up.meeting" in rules(chat), chat.transcript()
    assert chat.keys[-1] in ("offer.slots", "offer.one"), chat.transcript()
    assert chat.outcome == ""


@pytest.mark.parametrize("words", ["nei, ikke noe møte", "nei, jeg vil ikke ha noe møte"])
def test_whoever_wants_no_meeting_gets_none(words: str) -> None:
    """QUA-12: a no with the word in it is a no."""
    chat = call("b2b_lead", *_LATE, words)
    assert "follow_up.meeting" not in rules(chat)
    assert chat.outcome == "not_qualified" or chat.keys[-1] == "objection.not_interested"


@pytest.mark.parametrize("words", ["i september", "nei, heller i september", "frå september av"])
def test_another_month_for_our_call_is_taken(words: str) -> None:
    """QUA-05: the month is for the call that we proposed, and none for the need."""
    chat = call("b2b_lead", *_LATE, words)
    assert "follow_up.moved" in rules(chat), chat.transcript()
    assert known(chat)["follow_up"] == "onsdag 1. september 2027"
    assert known(chat)["timing"] == "om ett år"


def test_a_month_for_the_need_is_no_day_for_our_call() -> None:
    """QUA-05: «vi trenger det i mars» puts the need right."""
    chat = call("b2b_lead", *_LATE, "nei, vi trenger det i mars")
    assert known(chat)["timing"] == "i mars"
    assert "follow_up.moved" not in rules(chat)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "nei, vi har funnet noe annet"),
        ("nb", "vi har valgt en annen leverandør"),
        ("nb", "jeg har ombestemt meg"),
        ("nb", "vi har løst det selv"),
        ("nn", "nei, vi har funne noko anna"),
        ("nn", "eg har ombestemt meg"),
        ("nn", "vi har droppa det"),
    ],
)
def test_a_form_that_holds_no_more_is_met_with_one_question(language: str, words: str) -> None:
    """QUA-12: whoever has found something else is asked once, and never what they need."""
    chat = call("callback", "ja", "ja", words, language=language)
    assert chat.keys[-1] == "objection.not_interested", chat.transcript()


def test_a_changed_need_is_no_lack_of_one() -> None:
    """DIA-01: «ombestemt» with a new need is a need."""
    chat = call("callback", "ja", "ja", "jeg har ombestemt meg, nå trenger vi telefoni")
    assert "telefoni" in known(chat)["need"], chat.transcript()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "jeg har allerede fått en ny tid"),
        ("nb", "jeg har allerede avtalt et nytt møte"),
        ("nn", "eg har alt fått ny tid"),
    ],
)
def test_a_time_that_was_agreed_elsewhere_stands(language: str, words: str) -> None:
    """BOO-04: no second meeting beside the new one."""
    chat = call("rebooking", "ja", words, language=language)
    assert chat.outcome == "already_moved", chat.transcript()


def test_no_new_time_yet_is_none() -> None:
    """«ikke fått ny tid» wants one."""
    assert call("rebooking", "ja", "jeg har ikke fått noen ny tid").outcome == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "ikke nå, ring til uka"),
        ("nb", "nei ikke nå, ring meg neste uke"),
        ("nb", "ikke nå, prøv på mandag"),
        ("nn", "ikkje no, ring til veka"),
        ("nn", "nei ikkje no, ring meg til veka"),
    ],
)
def test_not_now_but_then_is_a_call_then(language: str, words: str) -> None:
    """QUA-12: neither a time for the meeting nor «never again»."""
    chat = call("rebooking", "ja", words, language=language)
    assert chat.keys[-1] == "confirm.callback", chat.transcript()


@pytest.mark.parametrize("words", ["ikke ring meg mer", "ikke nå, ikke ring meg igjen"])
def test_never_again_stays_never_again(words: str) -> None:
    """GDP-09: a no to calls is honoured at once."""
    assert call("rebooking", "ja", words).outcome == "opted_out"


@pytest.mark.parametrize(
    "words", ["eg var sjuk, men ja", "eg gløymde det, men gjerne", "eg satt i møte men ja gjerne"]
)
def test_a_reason_with_a_yes_is_a_yes(words: str) -> None:
    """BOO-04: not asked again."""
    chat = call("rebooking", "ja", words, language="nn")
    assert chat.keys[-1] == "offer.slots", chat.transcript()


@pytest.mark.parametrize(
    "words", ["det kan jæ spørre om", "jeg kan spørre ham", "eg skal prøve å få med han"]
)
def test_whoever_will_ask_the_one_who_decides_has_said_yes(words: str) -> None:
    """QUA-01: authority by who comes along."""
    chat = call("b2b_lead", "vi trenger nytt crm", "markedssjef", "nei", words)
    assert "probe.authority.passed" in rules(chat), chat.transcript()


@pytest.mark.parametrize("words", ["det er eige firma", "jeg driver for meg selv", "eget firma"])
def test_a_firm_without_a_name_is_not_asked_for_again(words: str) -> None:
    """DIA-05: the caller's name will do."""
    told = ("vi trenger nytt crm", "daglig leder", "innen tre måneder", "vet ikke")
    chat = call("b2b_lead", *told, words, "kari nordmann")
    assert "company" not in known(chat)
    assert chat.keys[-1] == "offer.slots", chat.transcript()


def test_where_it_is_is_asked_of_the_meeting() -> None:
    """BOO-12: «hvor er det?» to a time that is read back has its answer."""
    chat = call("rebooking", *_READ_BACK, "hvor er det?")
    assert chat.keys[-2:] == ("answer.where", "confirm.meeting.again"), chat.transcript()


@pytest.mark.parametrize(
    "words", ["vent, eg må sjekke kalenderen", "må sjå i kalenderen", "jeg må sjekke timeplanen"]
)
def test_whoever_looks_into_the_calendar_is_waited_for(words: str) -> None:
    """QUA-06: no answer yet, and no second question."""
    chat = call("rebooking", *_READ_BACK, words)
    assert chat.keys[-1] == "answer.wait", chat.transcript()


@pytest.mark.parametrize("words", ["eg ombestemte meg", "jeg angrer", "vi har skiftet mening"])
def test_a_changed_mind_books_nothing(words: str) -> None:
    """QUA-06: another time is asked for."""
    chat = call("rebooking", *_READ_BACK, words)
    assert chat.keys[-1] == "ask.other_time", chat.transcript()


@pytest.mark.parametrize("words", ["vi tek kontakt sjølve", "vi tar kontakt selv"])
def test_whoever_will_call_us_is_let_go(words: str) -> None:
    """QUA-12: one polite question, and no word of prices."""
    chat = call("callback", "ja", words)
    assert chat.keys[-1] == "objection.not_interested", chat.transcript()


def test_to_be_contacted_is_a_call_back() -> None:
    """DIA-05: «ta kontakt med meg»."""
    chat = call("b2b_lead", "vi treng nytt crm", "ta kontakt med meg", language="nn")
    assert chat.keys[-1] == "ask.callback", chat.transcript()


@pytest.mark.parametrize(
    "words", ["takk skal du ha", "har ikke bestemt oss", "jeg driver det selv"]
)
def test_statements_are_no_questions(words: str) -> None:
    """DIA-13: nothing is looked up, and nothing kept for a colleague."""
    assert not is_question(read_text(words))


@pytest.mark.parametrize("words", ["rundt påske", "i påska", "kring jul"])
def test_feasts_are_times(words: str) -> None:
    """QUA-01: when it should be in place."""
    chat = call("b2b_lead", "vi treng nytt crm", "dagleg leiar", words, language="nn")
    assert known(chat)["timing"] == words
    assert said(chat)[-1] != "Når bør det vere på plass?"
