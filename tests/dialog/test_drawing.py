"""The picture of a policy."""

from __future__ import annotations

from xml.etree import ElementTree

from voiceagent.dialog.policies.drawing import draw
from voiceagent.dialog.policies.flow import END, flow_of
from voiceagent.dialog.policies.policy import Policy

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_shows_every_question_and_ending(policy: Policy) -> None:
    """Each node that the plan reaches is drawn once, as well-formed SVG."""
    root = ElementTree.fromstring(draw(policy))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    for node in ("greeting", "ask.role", "probe.authority", "offer", "confirm.meeting"):
        assert texts.count(node) == 1, node
    for outcome in ("meeting_booked", "follow_up", "not_qualified"):
        assert texts.count(outcome) == 1, outcome


def test_every_way_of_the_graph_leads_on(policy: Policy) -> None:
    """From each question an ending can be reached, and the start reaches each question."""
    flow = flow_of(policy)
    for node in flow.waiting:
        assert node in flow.reaches_ending()
        assert flow.path_to(node)[0] == "start"
    assert flow.path_to(f"{END}meeting_booked")[-1] == f"{END}meeting_booked"
    assert flow.path_to("nowhere") == ()
