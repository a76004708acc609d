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
