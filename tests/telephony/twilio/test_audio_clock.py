"""Audio in its true place, whatever the carrier's stamps do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.twilio.audio_clock import MAX_FILL_MS, AudioClock, Fit, Placement

FRAME = b"\x01" * 160


def place_all(*stamps: tuple[int, int]) -> list[Placement]:
    """Place 20 ms frames with these (chunk, timestamp) pairs."""
    clock = AudioClock()
    return [clock.place(FRAME, chunk=chunk, timestamp_ms=stamp) for chunk, stamp in stamps]


@pytest.mark.parametrize(
    ("stamps", "places"),
    [
        pytest.param([(1, 0), (2, 20), (3, 40)], [0, 20, 40], id="in order"),
        pytest.param([(1, 5), (2, 27), (3, 38)], [0, 20, 40], id="stamps that jitter"),
        pytest.param([(-1, -1), (-1, -1)], [0, 20], id="no stamps at all"),
        pytest.param([(1, 0), (2, 120_000), (3, 120_020)], [0, 20, 40], id="a stamp gone mad"),
        pytest.param([(1, 5_000), (2, 0), (3, 20)], [5_000, 5_020, 5_040], id="a clock set back"),
        pytest.param([(1, 0), (1, 20), (1, 40)], [0, 20, 40], id="a carrier that counts no chunks"),
        pytest.param([(1, 0), (2, 0), (3, 0)], [0, 20, 40], id="a carrier whose clock stands"),
        pytest.param([(1, 0), (2, 1_520), (3, 1_540)], [0, 1_520, 1_540], id="a hole"),
    ],
)
def test_a_piece_stands_where_its_stamp_says(
    stamps: list[tuple[int, int]], places: list[int]
) -> None:
    """Small trouble leaves the audio whole; a long hole moves it to its true time."""
    assert [placed.at_ms for placed in place_all(*stamps)] == places
    assert all(placed.ulaw == FRAME for placed in place_all(*stamps))


def test_a_gap_is_filled_with_silence() -> None:
    """A missing piece becomes µ-law silence of its length, so that time stays true."""
    _, second, third = place_all((1, 0), (4, 60), (5, 80))
    assert (second.at_ms, second.ulaw) == (20, b"\xff" * 320 + FRAME)
    assert (second.fit, second.off_ms) == (Fit.FILLED, 40)
    assert (third.at_ms, third.ulaw) == (80, FRAME)


@pytest.mark.parametrize(
    "again",
    [pytest.param((2, 20), id="repeated"), pytest.param((1, 0), id="late")],
)
def test_a_piece_whose_time_has_passed_is_dropped(again: tuple[int, int]) -> None:
    """A repeated or late piece is not heard twice."""
    dropped = place_all((1, 0), (2, 20), again)[-1]
    assert (dropped.ulaw, dropped.fit) == (b"", Fit.REPEATED)


@given(
    st.lists(
        st.tuples(
            st.binary(max_size=400),
            st.integers(min_value=-1, max_value=50),
            st.integers(min_value=-1, max_value=2_000) | st.integers(min_value=0, max_value=10**14),
        ),
        max_size=30,
    )
)
@settings(max_examples=200, deadline=None)
def test_pieces_never_overlap_and_time_never_goes_back(
    pieces: list[tuple[bytes, int, int]],
) -> None:
    """Fuzz: for any sizes, numbers and stamps; and silence is made by the second at most."""
    clock = AudioClock()
    end_ms = 0
    for ulaw, chunk, stamp in pieces:
        placed = clock.place(ulaw, chunk=chunk, timestamp_ms=stamp)
        assert placed.at_ms >= end_ms - 1  # odd sizes: a place is rounded down to whole ms
        assert len(placed.ulaw) <= len(ulaw) + MAX_FILL_MS * 8
        end_ms = placed.at_ms + len(placed.ulaw) // 8
