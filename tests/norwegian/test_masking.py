"""What identifies a caller does not leave the house; what does not, stays as it was said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.norwegian.contact.masking import mask_identity
from voiceagent.norwegian.speaking.counting import say_digits


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("ring meg på ni åtte sju seks fem fire tre to", "ring meg på [nummer]"),
        ("ring 987 65 432 i morgen", "ring [nummer] i morgen"),
        ("+47 98 76 54 32", "[nummer]"),
        ("orgnummer 935 444 063", "orgnummer [nummer]"),
        ("åtte null null én to tre fire fem seks sju", "[nummer]"),
        ("send det til kari@fjordtek.no", "send det til [e-post]"),
        ("kari krøllalfa fjordtek punkt no", "[e-post]"),
        ("jeg heter kari nordmann og lurer på prisen", "jeg heter [navn] og lurer på prisen"),
        (
            "jeg heter kari nordmann og har nummer ni åtte sju seks fem fire tre to",
            "jeg heter [navn] og har nummer [nummer]",
        ),
        ("personnummeret er 01019012345", "personnummeret er ***"),
    ],
)
def test_who_somebody_is_goes(words: str, masked: str) -> None:
    """Numbers, addresses and names, written or spoken (GDP)."""
    assert mask_identity(words) == masked


@pytest.mark.parametrize(
    "words",
    [
        "vi trenger et nytt crm system",
        "vi har hundre tusen kroner",
        "100 000 kroner i året",
        "budsjettet er 1 500 000 kroner",
        "innen tre måneder",
        "vi er tjuefem stykker",
    ],
)
def test_what_says_nothing_about_a_person_stays(words: str) -> None:
    """Budgets, times and needs are what the model is asked about."""
    assert mask_identity(words) == words


def test_a_name_that_is_known_goes_wherever_it_stands() -> None:
    """«Hvilken rolle har du, Kari?» does not name anybody either."""
    question = "Hvilken rolle har du, Kari?"
    assert mask_identity(question, names=("Kari Nordmann",)) == "Hvilken rolle har du, [navn]?"


@settings(max_examples=60, deadline=None)
@given(digits=st.from_regex(r"[49][0-9]{7}", fullmatch=True), lead=st.sampled_from(("", "ring ")))
def test_no_telephone_number_gets_through(digits: str, lead: str) -> None:
    """Whichever it is, and however it is grouped."""
    assert "[nummer]" in mask_identity(f"{lead}{digits}")
    spoken = mask_identity(f"{lead}{say_digits(digits, group=1)}")
    assert "[nummer]" in spoken


@settings(max_examples=40, deadline=None)
@given(words=st.text(max_size=60))
def test_masking_takes_any_text(words: str) -> None:
    """It never raises, and masking twice changes nothing more that a reader would find."""
    assert isinstance(mask_identity(words), str)
