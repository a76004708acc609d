"""Talks by the other policies that we ship: calling back, the switchboard, a new time."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted, Observation, TransferFailed
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt crm-system"}


def talk(policy: str, script: tuple[str | Observation, ...], **started: object) -> Chat:
    """The conversation after a script."""
    chat = Chat.open(DialogEngine(load_policy(POLICIES / f"{policy}.yaml")), Office())
    known = {"direction": "outbound", "caller": "+4798765432", "facts": FORM} | started
    chat.observe(CallStarted(NOW, **known))  # type: ignore[arg-type]
    return chat.play(script)


QUALIFYING = ("jeg er daglig leder", "innen tre måneder", "hundre tusen kroner")


@pytest.mark.parametrize(
    ("policy", "script", "outcome", "heard"),
    [
        pytest.param(
            "callback",
            ("ja det er meg", "ja", "ja det stemmer", *QUALIFYING, "den første", "ja"),
            "meeting_booked",
            ("gate.identity", "gate.permission", "gate.form", "closing.booked"),
            id="a form becomes a meeting",
        ),
        pytest.param(
            "callback",
            ("ja", "ja", "nei vi trenger flere leads", *QUALIFYING, "den andre", "ja"),
            "meeting_booked",
            ("gate.form",),
            id="the need has changed since",
        ),
        pytest.param(
            "callback",
            ("ja", "nei det passer ikke nå", "i morgen klokka ti", "ja"),
            "callback_requested",
            ("gate.permission", "ask.callback", "closing.callback"),
            id="not now",
        ),
        pytest.param(
            "callback",
            ("nei", "torsdag klokka ni", "ja"),
            "callback_requested",
            ("gate.identity", "gatekeeper.away"),
            id="somebody else answers",
        ),
        pytest.param(
            "callback",
            ("hvor har dere nummeret mitt fra", "ja", "slutt å ringe meg"),
            "opted_out",
            ("answer.private", "gate.permission", "closing.opted_out"),
            id="where from, and never again",
        ),
        pytest.param(
            "rebooking",
            ("ja det er meg", "ja gjerne", "onsdag", "ja"),
            "meeting_booked",
            ("gate.again", "offer.slots", "closing.booked"),
            id="another time",
        ),
        pytest.param(
            "rebooking",
            ("ja", "nei takk"),
            "not_interested",
            ("gate.again", "closing.not_interested"),
            id="no other time",
        ),
        pytest.param(
            "rebooking",
            ("ja", "det er ikke aktuelt lenger"),
            "not_interested",
            ("closing.not_interested",),
            id="no longer of interest",
        ),
    ],
)
def test_an_outbound_call_ends_as_it_should(
    policy: str, script: tuple[str, ...], outcome: str, heard: tuple[str, ...]
) -> None:
    """We say who we are, ask leave, use what the form said, and take no for an answer (QUA-12)."""
    chat = talk(policy, script)
    assert chat.state.outcome == outcome, chat.transcript()
    assert set(heard) <= set(chat.keys), chat.transcript()


def test_a_form_is_never_asked_for_again() -> None:
    """Name, company, need and number are known: only the rest is asked."""
    chat = talk("callback", ("ja", "ja", "ja", *QUALIFYING, "den første", "ja"))
    asked = {key for key in chat.keys if key.startswith("ask.")}
    assert asked == {"ask.role", "ask.timing", "ask.budget"}, chat.transcript()


def test_nothing_of_a_form_is_told_before_the_person_is_known() -> None:
    """What somebody wrote is nobody else's business (GDP-09)."""
    chat = talk("callback", ("nei",))
    told = " ".join(line.text for line in chat.lines if line.speaker == "agent")
    assert "crm" not in told


@pytest.mark.parametrize(
    ("script", "target"),
    [
        pytest.param(("jeg vil gjerne snakke med salg",), "sales", id="names a department"),
        pytest.param(("det gjelder en faktura",), "accounting", id="names a matter"),
        pytest.param(
            ("det gjelder en avtale med en kollega", "jeg heter kari nordmann"),
            "default",
            id="something else",
        ),
    ],
)
def test_the_switchboard_puts_through(script: tuple[str, ...], target: str) -> None:
    """Who and what about, then the right queue, with a summary (QUA-13, HND-16)."""
    chat = talk("reception", script, direction="inbound", facts={})
    assert chat.handed_over is not None, chat.transcript()
    assert chat.handed_over.target == target
    assert chat.state.outcome == "handing_over"


def test_the_switchboard_takes_a_message() -> None:
    """Nobody answers: the message, the name and the number are passed on."""
    script = ("jeg vil snakke med salg", TransferFailed("no-answer"), "ja", "si at kari har ringt")
    chat = talk("reception", script, direction="inbound", facts={})
    assert chat.state.outcome == "message_taken", chat.transcript()
    assert chat.tools[-1].arguments["phone"] == "+4798765432"
