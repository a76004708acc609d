"""What holds for every reader: evidence, silence on noise, and no exception on any text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.language.corpus import load
from voiceagent.norwegian.acts.answers import read_acts
from voiceagent.norwegian.contact.companies import read_company
from voiceagent.norwegian.contact.contact import (
    mask_national_id,
    read_email,
    read_org_number,
    read_phone,
    read_phone_part,
    read_postcode,
)
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.numbers.amounts import read_amount
from voiceagent.norwegian.numbers.headcount import read_count
from voiceagent.norwegian.numbers.numbers import read_numbers, read_ordinal
from voiceagent.norwegian.roles.roles import read_authority, read_level, read_role
from voiceagent.norwegian.times.clock import read_clock
from voiceagent.norwegian.times.timing import read_horizon
from voiceagent.norwegian.times.when import read_when
from voiceagent.norwegian.words.reading import Reading, read_text

_NOW = datetime(2026, 11, 18, 9, 30)
_READERS: tuple[Callable[[str], Reading[object] | None], ...] = (
    read_amount,
    read_clock,
    read_company,
    lambda text: read_company(text, expected=True),
    read_count,
    read_email,
    lambda text: read_horizon(text, now=_NOW),
    read_level,
    read_org_number,
    read_person,
    lambda text: read_person(text, expected=True),
    read_phone,
    read_postcode,
    read_role,
    read_authority,
    lambda text: read_when(text, now=_NOW),
)
_VOCABULARY = sorted({word for phrase in load() for word in phrase.text.split()})


def _everything(text: str) -> list[Reading[object]]:
    found: list[Reading[object]] = [
        reading for reader in _READERS if (reading := reader(text)) is not None
    ]
    found.extend(read_acts(text))
    found.extend(read_numbers(text))
    return found


@given(st.lists(st.sampled_from(_VOCABULARY), max_size=14))
@settings(max_examples=400, deadline=None)
def test_any_words_in_any_order_are_read_with_their_evidence(words: list[str]) -> None:
    """No reader fails on word salad, and its evidence lies in the text (DIA-06, QUA-21)."""
    text = " ".join(words)
    tokens = read_text(text)
    for reading in _everything(text):
        assert 0 <= reading.start <= reading.end <= len(tokens)
        assert reading.words == tokens.words(reading.start, reading.end)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_read_without_an_exception(text: str) -> None:
    """Recognisers deliver anything: other scripts, control characters, digits of all kinds."""
    _everything(text)
    read_ordinal(text)
    read_phone_part(text)
    mask_national_id(text)


@pytest.mark.parametrize("text", ["", " ", "…", "eh", "mm", "xyz qwrt"])
def test_noise_holds_no_value(text: str) -> None:
    """Silence, hesitation and gibberish give no value where nothing was asked for."""
    readers: list[Callable[[str], Reading[object] | None]] = [
        read_amount,
        read_clock,
        read_email,
        read_phone,
        read_role,
        read_authority,
        read_count,
    ]
    assert all(reader(text) is None for reader in readers)
    assert read_when(text, now=_NOW) is None
    assert read_horizon(text, now=_NOW) is None


def test_tokens_are_never_empty_and_map_to_the_line() -> None:
    """Offsets in the line of common forms lead back to the delivered words."""
    tokens = read_text("Ja, æ kan itj Tysdag kl. 14.30!")
    assert tokens.raw == ("ja", "æ", "kan", "itj", "tysdag", "kl", "14.30")
    assert tokens.norm == ("ja", "jeg", "kan", "ikke", "tirsdag", "klokka", "14.30")
    assert [tokens.line[at:].split(" ")[0] for at in tokens.starts] == list(tokens.norm)


def test_dialect_and_nynorsk_read_as_bokmaal_does() -> None:
    """The same wish in three kinds of Norwegian is the same value."""
    wishes = ["ikke mandag men tirsdag", "ikkje måndag men tysdag", "itj manda men tirsda"]
    readings = [read_when(wish, now=_NOW) for wish in wishes]
    values = {repr(reading.value) for reading in readings if reading is not None}
    assert len(values) == 1


@pytest.mark.parametrize(
    "told",
    [
        "dere ringte meg på mandag",
        "jeg slutter klokka fire",
        "vi har personalmøte hver fredag",
        "jeg starter i ny jobb i januar",
    ],
)
def test_what_is_only_told_is_no_wish_for_a_time(told: str) -> None:
    """The past, habits and other people's hours give no date to book (DIA-13)."""
    assert read_when(told, now=_NOW) is None


@pytest.mark.parametrize(
    "heard", ["hjem hundre tusen kroner", "to komma hjem millioner", "en halv melon kroner"]
)
def test_a_number_beside_a_misheard_one_is_given_up(heard: str) -> None:
    """Half a number is worse than none."""
    assert read_amount(heard) is None


@pytest.mark.parametrize("heard", ["torsdag tå om ettermiddagen", "klokka vart p elleve"])
def test_a_time_beside_a_misheard_word_is_given_up(heard: str) -> None:
    """A wrong time is worse than a question."""
    assert read_when(heard, now=_NOW) is None


def test_a_word_that_is_none_is_read_by_its_sound() -> None:
    """«åm» and «dår lig» are no words; a name one sound from another one stays as heard."""
    assert read_text("mandag åm en uke").norm == ("mandag", "om", "en", "uke")
    assert read_text("det passer dår lig").norm == ("det", "passer", "dårlig")
    assert read_text("nordlys regnskap").raw == ("nordlys", "regnskap")
