"""Names of people: parts with labels, second thoughts, and names of somebody else."""

from __future__ import annotations

import pytest

from voiceagent.norwegian.contact.names import read_person


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("lund til etternavn og silje til fornavn", "Silje Lund"),
        ("holte er etternavnet jan erik", "Jan Erik Holte"),
        ("ola med etternavn h a g e n", "Ola Hagen"),
        ("kristian med c h og så dahl", "Christian Dahl"),
    ],
)
def test_a_name_may_be_told_part_by_part(said: str, meant: str) -> None:
    """Whatever the order, first names come first (DIA-13)."""
    reading = read_person(said, expected=True)
    assert reading is not None
    assert reading.value == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("jeg heter jan jan erik holte", "Jan Erik Holte"),
        ("hei silje her silje lund", "Silje Lund"),
        ("jeg heter lars olsen nei larsen", "Lars Larsen"),
        ("jeg heter kari nordmann nei ikke kari karin", "Karin Nordmann"),
    ],
)
def test_what_is_said_last_and_in_full_is_the_name(said: str, meant: str) -> None:
    """A stutter is no double name, and a correction takes the place of one part only."""
    reading = read_person(said)
    assert reading is not None
    assert reading.value == meant


def test_the_evidence_of_a_stuttered_name_lies_in_the_words_that_were_said() -> None:
    """Places count the words as delivered, repetitions and all."""
    reading = read_person("jeg heter ronny ronny karlsen takk")
    assert reading is not None
    assert (reading.value, reading.start, reading.end) == ("Ronny Karlsen", 3, 5)


@pytest.mark.parametrize(
    "said",
    [
        "sjefen min heter per kristiansen",
        "jeg skulle hatt tak i per hansen",
        "det er kari nordmann som bestemmer",
        "per hansen er ikke inne i dag",
    ],
)
def test_the_name_of_somebody_else_is_not_the_callers(said: str) -> None:
    """Nothing rather than the wrong contact."""
    assert read_person(said) is None
