"""Pictures: valid XML that needs nothing from elsewhere, and says what it shows."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import benchmarks.reporting.drawing
from benchmarks.reporting.axes import amount, round_step, unit_in
from benchmarks.reporting.drawing import draw, draw_alone
from benchmarks.reporting.label_places import place_labels
from benchmarks.reporting.pictures import SHARE, BarChart, Curve, Histogram, Picture, Waterfall
from voiceagent.errors import ConfigurationError

HISTOGRAM = Histogram(
    "Waits <of> callers & others",
    "ms",
    {"ours": [200.0, 250.0, 300.0, math.nan], "a peer": [900.0, 3000.0]},
    {"p50": 300.0, "p95": 500.0},
)
CURVE = Curve(
    "Waiting against cutting in",
    "p95, ms",
    "share of pauses",
    {"ours": [(300.0, 0.1), (500.0, 0.05), (math.nan, 0.0)], "a peer": [(900.0, 0.5)]},
    labels={"ours": ["hasty", "patient"]},
    across_marks={"aim": 500.0},
    up_marks={"limit": 0.02},
)
WATERFALL = Waterfall(
    "Where the time goes",
    "ms",
    {"yes or no": [("wait", 128.0), ("words", 30.0)], "name": [("wait", 300.0), ("voice", 9.0)]},
    {"promise": 500.0},
)
BARS = BarChart(
    "Right, by kind",
    SHARE,
    {"dates": {"written": 0.97, "misheard": 0.9}, "names": {"written": 0.8, "misheard": math.nan}},
    {"aim": 0.97},
)
EVERY = [
    pytest.param(HISTOGRAM, ["ours (3)", "a peer (2)", "p50 (300 ms)"], id="histogram"),
    pytest.param(
        CURVE, ["hasty", "patient", "a peer", "aim (500 ms)", "limit (2.0 %)"], id="curve"
    ),
    pytest.param(WATERFALL, ["158 ms", "309 ms", "words", "promise (500 ms)"], id="waterfall"),
    pytest.param(BARS, ["97 %", "80 %", "misheard", "names", "aim (97 %)"], id="bar chart"),
]
NOTHING = [
    Histogram("empty", "ms", {"ours": [], "theirs": [math.nan]}),
    Curve("empty", "x", "y", {"ours": []}),
    Waterfall("empty", "ms", {}),
    BarChart("empty", "ms", {"group": {}}),
]


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter("text")]


@pytest.mark.parametrize(("picture", "said"), EVERY)
def test_a_picture_names_what_it_shows_in_text(picture: Picture, said: list[str]) -> None:
    """Series, marks with their sizes, and totals can be read, searched and copied."""
    shown = texts(draw(picture, name="p1"))
    assert set(said) <= set(shown)
    assert picture.title in shown


@pytest.mark.parametrize(("picture", "said"), EVERY)
def test_a_picture_needs_nothing_from_elsewhere(picture: Picture, said: list[str]) -> None:
    """No address, no script, and every reference is to an id of its own."""
    svg = draw(picture, name="p1")
    assert "http" not in svg
    assert "<script" not in svg
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    assert ids
    assert all(name.startswith("p1-") for name in ids)
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg)) <= ids


@pytest.mark.parametrize(("picture", "said"), EVERY)
def test_ink_follows_the_page(picture: Picture, said: list[str]) -> None:
    """No black or white that would vanish on the other kind of page."""
    svg = draw(picture, name="p1")
    assert "var(--ink)" in svg
    assert not re.search(r"#(0[1-5]){3}\b|#000000|#ffffff|: black|: white", svg)


@pytest.mark.parametrize("picture", NOTHING, ids=lambda picture: type(picture).__name__)
def test_a_picture_of_nothing_says_so(picture: Picture) -> None:
    """A run that measured nothing leaves a report all the same."""
    assert "no figures" in texts(draw(picture, name="p1"))


def test_a_picture_alone_is_a_document_that_knows_light_and_dark() -> None:
    """For a README: its own size, paper and colours."""
    svg = draw_alone(WATERFALL)
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(root.attrib["width"]) > 700
    assert "prefers-color-scheme:dark" in svg


def test_the_same_picture_is_drawn_alike() -> None:
    """A committed picture changes only where its figures do."""
    assert draw(BARS, name="p1") == draw(BARS, name="p1")


def test_without_matplotlib_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nothing else needs it."""
    monkeypatch.setattr(benchmarks.reporting.drawing, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match="pip install"):
        draw(BARS, name="p1")


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.021, SHARE, "2.1 %"),
        (0.97, "share of pauses", "97 %"),
        (0.0, SHARE, "0 %"),
        (12345.6, "ms", "12\u2009346 ms"),
        (3.14159, "ms (p50)", "3.14 ms"),
        (5.0, "turns a minute", "5"),
        (5.0, "per minute", "5"),
        (0.00002, "s", "2e-05 s"),
    ],
)
def test_a_size_is_written_as_people_read_it(value: float, unit: str, shown: str) -> None:
    """Shares in per cent; a long unit stands at the axis alone."""
    assert amount(value, unit) == shown


def test_the_unit_of_an_axis_follows_its_last_comma() -> None:
    """«end of speech → audio, p95, ms» counts milliseconds; «calls at once» has no short one."""
    assert unit_in("end of speech → audio, p95, ms") == "ms"
    assert amount(3, unit_in("calls at once")) == "3"
    assert amount(3, unit_in("ms of it, whatever, calls")) == "3"
    assert amount(3, unit_in("ms from the last sound on")) == "3 ms"
    assert unit_in("share of pauses") == "share of pauses"


@given(st.floats(1e-9, 1e9))
@settings(max_examples=50, deadline=None)
def test_a_step_is_round_and_never_smaller_than_asked(step: float) -> None:
    """1, 2, 2.5 or 5 times a power of ten."""
    found = round_step(step)
    assert step * 0.999 <= found <= step * 10.01
    assert f"{found:.1e}"[:3] in {"1.0", "2.0", "2.5", "5.0"}


def test_names_of_points_keep_clear_of_points_and_of_each_other() -> None:
    """Where there is room; else a name stands beside its point."""
    inside = (0.0, 0.0, 400.0, 300.0)
    points = [(100.0, 100.0), (112.0, 104.0), (124.0, 108.0), (390.0, 150.0)]
    size = (50.0, 12.0)
    spots = place_labels(points, [size] * 4, points, inside)
    boxes = [(x - 25, y - 6, x + 25, y + 6) for x, y in spots]
    for place, (left, bottom, right, top) in enumerate(boxes):
        assert not any(left < x < right and bottom < y < top for x, y in points)
        assert right <= 402
        for other in boxes[place + 1 :]:
            assert right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= bottom
    crowd = [(200.0, 150.0)]
    assert place_labels(crowd, [(900.0, 12.0)], crowd, inside)[0][1] == 150.0
