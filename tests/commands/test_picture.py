"""A call drawn: every word in its lane, every answer with its latency, and valid SVG."""

from __future__ import annotations

from xml.etree import ElementTree

from voiceagent.core.timeline import Response
from voiceagent.picture import draw_call
from voiceagent.ports import LineRecord

LINES = (
    LineRecord("c", "agent", 0, 3_000, "Hei <der> & velkommen", "a1", True),
    LineRecord("c", "caller", 3_500, 5_000, "ja", "t1.1", True),
    LineRecord("c", "agent", 15_000, 33_000, "en lang setning " * 12, "a2", True),
)


def test_a_drawn_call_is_valid_and_holds_every_line_and_latency() -> None:
    """Text is escaped, long bars go on in the next row, latencies stand as numbers."""
    drawn = draw_call("call & more", LINES, [Response(1, 5_000, 310, 200, "yes_no")])
    root = ElementTree.fromstring(drawn)
    bars = [node for node in root.iter() if node.tag.endswith("rect")]
    titles = [node.text for node in root.iter() if node.tag.endswith("title")]
    assert len(bars) == 1 + 2 + 3  # the paper, two short bars, one over three rows
    assert "Hei <der> & velkommen" in titles
    assert "310 ms" in [node.text for node in root.iter()]


def test_a_call_in_which_nothing_was_said_can_be_drawn() -> None:
    """A caller who hung up at once is a picture too."""
    ElementTree.fromstring(draw_call("silence", (), ()))
