"""Names are written as the call knows them, however they sound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.engines.joined_names import names_apart
from models.engines.letters import ALPHABET
from models.engines.recogniser import as_written
from models.engines.soundalikes import as_heard, in_alphabet, sound_key
from models.engines.word_model import Spellings
from voiceagent.core.events import HeardWord


def _heard(text: str) -> tuple[HeardWord, ...]:
    return tuple(
        HeardWord(word, place * 500 - 2_000, place * 500 - 1_600, 0.9)
        for place, word in enumerate(text.split())
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nygaard", "nygård"),
        ("wiik", "vik"),
        ("christophersen", "kristoffersen"),
        ("mathisen", "matisen"),
        ("philip", "filip"),
        ("cecilie", "sesilie"),
        ("fjordtech", "fjordtek"),
        ("schmidt", "sjmit"),
        ("maxbo", "maksbo"),
    ],
)
def test_spellings_that_sound_the_same_have_the_same_key(one: str, other: str) -> None:
    """By rules of spelling alone."""
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hansen", "jansen"), ("moe", "mie"), ("dahl", "dale"), ("lie", "lia")]
)
def test_names_that_sound_otherwise_stay_apart(one: str, other: str) -> None:
    """Nothing is fuzzy: another name is another person."""
    assert sound_key(one) != sound_key(other)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12))
def test_whatever_is_expected_can_be_listened_for(word: str) -> None:
    """Accents, digits and signs leave letters that the recogniser has."""
    assert set(in_alphabet(word)) <= set(ALPHABET)
    assert set(as_heard(word)) <= set(ALPHABET)


@pytest.mark.parametrize(
    ("heard", "known", "written"),
    [
        ("jeg heter per nygård", "per nygaard", "jeg heter per nygaard"),
        ("det er kristian vik", "christian wiik", "det er christian wiik"),
        ("jeg ringer fra fjord tek", "fjordtech", "jeg ringer fra fjordtech"),
        ("jeg heter torfinnlysberg", "torfinn lysberg", "jeg heter torfinn lysberg"),
        ("jeg heter ola hansen", "per nygaard", "jeg heter ola hansen"),
    ],
)
def test_a_known_name_is_written_as_it_is_known(heard: str, known: str, written: str) -> None:
    """Sound cannot choose between Nygård and Nygaard; the call's knowledge can."""
    words = as_written(_heard(heard), Spellings((known,)))
    assert " ".join(word.text for word in words) == written
    times = [time for word in words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)


@pytest.mark.parametrize(
    ("heard", "apart"),
    [
        ("jeg heter torfinnlysberg", "jeg heter torfinn lysberg"),
        ("ingridnordmo her", "ingrid nordmo her"),
        ("jeg heter ole haraldsson", "jeg heter ole haraldsson"),
        ("jeg heter kvernberg", "jeg heter kvernberg"),
        ("jeg heter jonasen", "jeg heter jonasen"),
    ],
)
def test_a_first_name_is_taken_from_an_unknown_surname(heard: str, apart: str) -> None:
    """Also «jonasen» begins with a first name, but what is left of it is no surname."""
    words = names_apart(_heard(heard), {"jeg", "heter", "ole", "her"}.__contains__)
    assert " ".join(word.text for word in words) == apart
    times = [time for word in words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)


def test_short_words_are_left_alone() -> None:
    """«i» in a phrase must not respell every «j»."""
    assert Spellings(("as i",)).of(["j"]) is None
