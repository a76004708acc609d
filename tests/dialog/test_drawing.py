"""The picture of a policy."""

from __future__ import annotations

from xml.etree import ElementTree

from voiceagent.dialog.policies.drawing import draw
from voiceagent.dialog.policies.flow import END, flow_of
from voiceagent.dialog.policies.policy import Policy

SVG = "{http://www.w3.org/2000/svg}"


def _texts(policy: Policy) -> list[str]:
    root = ElementTree.fromstring(draw(policy))
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_the_picture_shows_every_question_and_what_is_said_there(policy: Policy) -> None:
    """Each node that the plan reaches has one card with its text, as well-formed SVG."""
    texts = _texts(policy)
    for node in ("greeting", "ask.role", "probe.authority", "offer", "confirm.meeting"):
        assert texts.count(node) == 1, node
    assert "«Hvilken rolle har du hos dere?»" in texts
    assert "with company: ask.contact" in texts


def test_the_plan_leads_from_the_first_words_to_the_meeting(policy: Policy) -> None:
    """The cards of the plan stand in the order of a call, and the last is the booked meeting."""
    texts = _texts(policy)
    plan = texts[: texts.index("Beside the plan")]
    inside = [plan.index(node) for node in ("start", "greeting", "ask.need", "offer")]
    assert inside == sorted(inside)
    assert plan[-1] == "meeting_booked"


def test_other_ways_stand_beside_the_card_with_the_number_of_where_they_lead(
    policy: Policy,
) -> None:
    """An ending is named, another card has its number."""
    texts = _texts(policy)
    number = texts[texts.index("probe.authority") - 1]
    assert f"{number} probe.authority" in texts
    assert "follow_up" in texts


def test_every_way_of_the_graph_leads_on(policy: Policy) -> None:
    """From each question an ending can be reached, and the start reaches each question."""
    flow = flow_of(policy)
    for node in flow.waiting:
        assert node in flow.reaches_ending()
        assert flow.path_to(node)[0] == "start"
    assert flow.path_to(f"{END}meeting_booked")[-1] == f"{END}meeting_booked"
    assert flow.path_to("nowhere") == ()
