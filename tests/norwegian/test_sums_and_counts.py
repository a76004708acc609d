"""Sums and head counts: what the corpus' notation does not show."""

from __future__ import annotations

import pytest

from voiceagent.norwegian.numbers.amounts import Amount, read_amount
from voiceagent.norwegian.numbers.headcount import read_count


@pytest.mark.parametrize(
    "said",
    ["vi er under tjue", "ikke mer enn tjue", "i overkant av tjue", "tjue pluss", "godt over tjue"],
)
def test_a_bound_makes_a_count_rough(said: str) -> None:
    """Who says «under tjue» has not counted to twenty."""
    found = read_count(said)
    assert found is not None
    assert (found.value.low, found.value.approximate) == (20, True)


@pytest.mark.parametrize("said", ["vi er tjue", "tjue totalt", "nei tjue"])
def test_a_plain_count_is_exact(said: str) -> None:
    """A number that nothing bounds is meant as said."""
    found = read_count(said)
    assert found is not None
    assert found.value.approximate is False


def test_a_sum_that_is_not_reached_lies_below_it() -> None:
    """«Ikke så mye som» excludes the upper end itself, as «under» does."""
    for said in ("ikke så mye som hundre tusen", "under hundre tusen"):
        found = read_amount(said)
        assert found is not None
        assert found.value == Amount(0, 100_000, approximate=True)
        assert found.value.below is True


def test_a_floor_is_no_sum_to_stay_below() -> None:
    """«Ikke under» names the least, and nothing is below it."""
    found = read_amount("ikke under hundre tusen")
    assert found is not None
    assert found.value == Amount(100_000, 100_000, approximate=True)
    assert found.value.below is False


def test_a_mended_sum_points_at_all_of_its_words() -> None:
    """The evidence of «femti tusen nei hundre» reaches to the number that counts."""
    found = read_amount("vi har femti tusen nei hundre")
    assert found is not None
    assert (found.value.high, found.words) == (100_000, "femti tusen nei hundre")
