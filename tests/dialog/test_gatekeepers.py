"""We ring a person and somebody else answers (QUA-13), and consent comes before data (GDP-08)."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import NEED, OFFERED, Script, talk
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    CallStarted,
    HandOver,
    KeysPressed,
    NothingUnderstood,
    WordsHeard,
)
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt crm-system"}
ENGINES = {
    language: DialogEngine(load_policy(POLICIES / "callback.yaml"), language=language)
    for language in ("nb", "nn")
}


def ring(script: Script, language: str = "nb") -> Chat:
    """The call minutes after a form, up to the end of the script."""
    chat = Chat.open(ENGINES[language], Office())
    chat.observe(CallStarted(NOW, "outbound", "+4798765432", FORM))
    return chat.play(script)


def told(chat: Chat) -> str:
    """All that we have said."""
    return " ".join(line.text for line in chat.lines if line.speaker == "agent")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("vent litt så setter jeg deg over", "gatekeeper.thanks"),
        ("jeg skal hente henne", "gatekeeper.thanks"),
        ("dette er sentralbordet", "gatekeeper.please"),
        ("hvem kan jeg hilse fra", "gatekeeper.please"),
        ("hva gjelder det", "gate.identity"),
        ("hun sitter i møte", "gatekeeper.away"),
        ("ho er ikkje inne i dag", "gatekeeper.away"),
        ("kan jeg ta imot en beskjed", "gatekeeper.away"),
        ("nei", "gatekeeper.away"),
    ],
)
def test_a_gatekeeper_is_asked_and_told_no_more_than_needed(words: str, key: str) -> None:
    """QUA-13, GDP-09: through, when, or please; and nothing of what the form said."""
    chat = ring((words,))
    assert chat.keys[-1] == key, chat.transcript()
    assert "crm" not in told(chat)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(("vent litt så setter jeg deg over", "hallo", "ja det er meg"), id="hallo"),
        pytest.param(("jeg skal hente henne", "ja hei det er kari"), id="says who it is"),
    ],
)
def test_a_new_listener_is_told_again_that_this_is_a_machine(script: Script) -> None:
    """GDP-09: the law's sentence is for whoever listens."""
    chat = ring(script)
    assert chat.keys.count("disclosure") == 2, chat.transcript()
    assert chat.keys[-1] == "gate.permission", chat.transcript()


def test_a_person_who_is_away_is_called_again() -> None:
    """QUA-13: with a time that the gatekeeper names, and without a word about the matter."""
    chat = ring(("hun er i møte", "prøv igjen tirsdag klokka ti", "ja det passer"))
    assert chat.state.outcome == "callback_requested", chat.transcript()
    assert "crm" not in told(chat)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_person_in_a_meeting_is_no_gatekeeper(language: str) -> None:
    """«Ja, men jeg sitter i møte» is the person themselves."""
    chat = ring(("ja men jeg sitter i møte nå",), language)
    assert chat.keys[-1] == "ask.callback", chat.transcript()


# ---------------------------------------------------------------- consent


@pytest.mark.parametrize(
    ("script", "consent"),
    [
        pytest.param((*OFFERED, "den første", "ja"), "meeting", id="a meeting"),
        pytest.param(("kan jeg få snakke med et menneske",), "transfer", id="a human"),
        pytest.param((KeysPressed("0"),), "transfer", id="a human by key"),
        pytest.param((NothingUnderstood("t1.1"),) * 3, "transfer", id="no understanding"),
        pytest.param(
            (NEED, "ring meg senere", "tirsdag", "kari nordmann", "ja"),
            "contact",
            id="a call back",
        ),
        pytest.param(
            (NEED, "daglig leder", "om to år", "ja det er greit"), "contact", id="a follow-up"
        ),
    ],
)
def test_nothing_is_passed_on_without_a_consent(
    engine: DialogEngine, script: Script, consent: str
) -> None:
    """GDP-08: booking, message, follow-up and transfer each have their basis, with evidence."""
    chat = talk(engine, script)
    kept = chat.state.slots["consent"]
    assert kept.value == consent, chat.transcript()
    assert kept.utterance_id


def test_consent_stands_before_the_tool_that_passes_data_on(engine: DialogEngine) -> None:
    """GDP-08: in the same step, never after it."""
    chat = Chat.open(engine, Office())
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    passing = {"book_meeting", "take_message"}
    for words in (*OFFERED, "den første", "ja"):
        step = engine.step(chat.state, _heard(words))
        uses = {getattr(move, "tool", "") for move in step.moves}
        if uses & passing or any(isinstance(move, HandOver) for move in step.moves):
            assert "consent" in step.state.slots
        chat.hear(words)
    assert chat.state.outcome == "meeting_booked"


def _heard(words: str) -> WordsHeard:
    return WordsHeard(words, "t1.1", 0.95)


@pytest.mark.parametrize(
    "script",
    [
        ("dette er ikke kari men jeg kan svare for henne", "ja"),
        ("nei dette er sentralbordet hos fjordtek", "hun er i permisjon", "til august"),
        ("til august",),
        ("nei hun slutter klokka tre",),
    ],
)
def test_what_the_form_said_is_told_to_nobody_else(script: Script) -> None:
    """GDP-09: neither a stand-in nor a time given for somebody on leave opens the form."""
    chat = ring(script)
    assert "gate.permission" not in chat.keys, chat.transcript()
    assert "skjema" not in told(chat)
    assert "crm" not in told(chat)


@pytest.mark.parametrize("words", ["kari her", "ja kari her", "kari nordmann snakker"])
def test_a_telephone_answered_by_name_is_that_person(words: str) -> None:
    """As people answer their telephone; they are not asked for again."""
    assert ring((words,)).keys[-1] == "gate.permission"


@pytest.mark.parametrize("words", ["kjapt da", "ja om det går fort", "bare litt"])
def test_a_yes_with_a_limit_is_a_yes_to_talking_now(words: str) -> None:
    """DIA-01: whoever has little time is not asked twice whether they have some."""
    assert ring(("ja", words)).keys[-1] == "gate.form"
