"""Words that a recogniser misheard: read as meant where that is plain, else not at all."""

from __future__ import annotations

from datetime import datetime

import pytest

from voiceagent.norwegian.acts.answers import read_yes_no
from voiceagent.norwegian.contact.companies import read_company
from voiceagent.norwegian.contact.contact import read_email
from voiceagent.norwegian.contact.garbling import clear_length, is_misheard_name, is_trade_garbled
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.numbers.amounts import read_amount
from voiceagent.norwegian.numbers.numbers import read_cardinal, read_numbers
from voiceagent.norwegian.roles.roles import Authority, read_authority
from voiceagent.norwegian.times.when import read_when
from voiceagent.norwegian.words.reading import read_text

_NOW = datetime(2026, 11, 18, 9, 30)


@pytest.mark.parametrize(
    "address",
    [
        "sent til gunnær krøllalfa gmail punktum com",
        "bente krøllalfa gmeil punktum com",
        "siri pompom lie krøllalfa outlook punktum com",
        "hilde krøllalfa firma pompom no",
        "ja punktum erik krøllalfa online punktum no",
    ],
)
def test_an_address_with_a_word_misheard_is_not_read(address: str) -> None:
    """A name or a host that is almost right, a lost sign, an answer in a name's place."""
    assert read_email(address) is None


def test_an_address_of_unknown_words_is_read() -> None:
    """What resembles no name is taken as it was dictated."""
    found = read_email("oline punktum lise krøllalfa zorbatek punktum no")
    assert found is not None
    assert found.value == "oline.lise@zorbatek.no"


@pytest.mark.parametrize(
    "name",
    ["snek keri", "nord fjord", "lys vik", "bergvyk", "nårdtun", "hansen og søn ner"],
)
def test_a_name_torn_or_confused_is_not_clear(name: str) -> None:
    """A double consonant torn, a place in two, an ending of places with another vowel."""
    words = name.split()
    assert clear_length(words) < len(words)


@pytest.mark.parametrize("name", ["granlund og vik", "fjell og fjord", "solgløtt", "gunnar vik"])
def test_a_name_of_known_parts_is_clear(name: str) -> None:
    """Two words that stand for themselves are not one that was torn."""
    words = name.split()
    assert clear_length(words) == len(words)


def test_an_everyday_word_where_a_trade_stands_is_a_trade_misheard() -> None:
    """«Fjellheim pil» trades in cars, and the sons of «pakke» are those of Bakke."""
    assert is_trade_garbled(["fjellheim", "pil"])
    assert is_trade_garbled(["pakke", "og", "sønner"])
    assert not is_trade_garbled(["fjellheim", "bil"])
    assert not is_trade_garbled(["pil"])


def test_a_verb_in_a_companys_name_silences_it() -> None:
    """Of «trøndelag ta» a piece was lost."""
    assert read_company("vi kommer fra trøndelag ta as") is None


def test_a_word_that_is_known_is_no_name_misheard() -> None:
    """«Lars» is himself; «larf» is nobody near."""
    assert not is_misheard_name("lars")
    assert is_misheard_name("tahl")


def test_a_surname_torn_in_two_leaves_the_first_name() -> None:
    """Half a surname is another surname."""
    found = read_person("mitt navn er kari sand berg")
    assert found is None or found.value == "Kari"


@pytest.mark.parametrize(
    "words", ["tog komma fem", "hjem og tjue", "firer til seks", "et pa tusen", "ny hundre tusen"]
)
def test_a_number_whose_beginning_was_misheard_is_not_read(words: str) -> None:
    """What stands after the misheard word is a piece of a number and no number."""
    assert read_numbers(words) == ()


@pytest.mark.parametrize("words", ["1 25 000", "12 00 kr", "1, millioner"])
def test_an_amount_that_lost_digits_is_not_read(words: str) -> None:
    """Digits beside digits that make no group of thousands say that one is missing."""
    assert read_amount(words) is None


def test_a_k_after_thousands_is_short_for_kroner() -> None:
    """«12 000 k» is not twelve million."""
    found = read_amount("12 000 k i måneden")
    assert found is not None
    assert found.value.high == 12_000


def test_ok_between_numbers_is_and() -> None:
    """«Hundre ok femti» is 150, while «ok» elsewhere agrees."""
    assert read_cardinal("hundre ok femti") == 150
    assert read_text("ja ok da").norm[1] != "og"


def test_ei_beside_a_verb_is_the_speaker_and_before_a_noun_an_article() -> None:
    """«Både ei og sjefen» shares; «ei uke» is one week."""
    found = read_authority("både ei og økonomisjefen må si ja")
    assert found is not None
    assert found.value is Authority.SHARES
    assert read_text("om ei uke").norm[1] == "ei"


def test_nei_where_an_hour_must_stand_is_nine() -> None:
    """Nobody refuses after «kvart over»."""
    found = read_when("tirsdag kvart over nei", now=_NOW)
    assert found is not None
    assert found.value.minute == 9 * 60 + 15


def test_what_may_be_done_is_not_ruled_out_by_a_lost_letter() -> None:
    """«Ka vi ikke ta mandag» asks for Monday."""
    found = read_when("ka vi ikke ta mandag", now=_NOW)
    assert found is not None
    assert found.value.not_dates == ()


def test_ha_before_men_is_yes_and_decides_nothing() -> None:
    """«Ja men ikke nå», misheard as «ha men ikke nå», is no refusal."""
    assert read_yes_no("ha men ikke nå") is None
