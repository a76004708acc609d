"""Stems, compounds and what remains of a question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.norwegian.texts.stems import parts, stem, terms
from voiceagent.norwegian.texts.synonyms import SYNONYMS


@pytest.mark.parametrize(
    "forms",
    [
        "pris prisen priser prisene prisar prisane",
        "koste koster kostar kosta kostnad",
        "lagre lagres lagret lagring lagra",
        "bruker brukere brukerne brukar brukarar brukarane",
        "åpen åpent åpner open ope opnar",
        "eie eier eies eig eigarar eiere",
        "regnskap regnskapet rekneskap rekneskapen",
        "sikkerhet sikkerheten tryggleik",
        "kryptert kryptering kryptere",
        "integrasjon integrasjoner integrasjonar integrere",
    ],
)
def test_forms_of_a_word_share_a_stem_in_both_written_languages(forms: str) -> None:
    """Bokmål finds Nynorsk and the other way round."""
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize("word", ["pris", "bonus", "pass", "app", "is", "å"])
def test_what_belongs_to_a_short_word_is_not_an_ending(word: str) -> None:
    """«pris» is not the plural of «pri»."""
    assert stem(word) == word


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_stem_is_stable_and_never_empty(word: str) -> None:
    """Stemming twice changes nothing, whatever the recogniser delivers."""
    once = stem(word)
    assert stem(once) == once
    assert bool(once) == bool(word)
    terms(word)


def test_a_compound_is_taken_apart_at_known_words() -> None:
    """The last part carries the meaning; a joint letter belongs to neither."""
    known = {"kund", "system", "måned", "pris", "betal"}
    assert parts("kundesystem", known) == ("kund", "system")
    assert parts("månedspris", known) == ("måned", "pris")
    assert parts("betalingsfrist", known) == ("betal", "frist")


def test_a_short_known_word_inside_another_is_chance() -> None:
    """«appellere» has nothing to do with an app."""
    assert parts("appell", {"app"}) is None


def test_a_question_keeps_what_it_is_about_and_how_it_asks() -> None:
    """Small words go; «hvor mange» stays as a question word of its own."""
    assert [term.stem for term in terms("hvor mange kunder har dere egentlig")] == [
        "#mange",
        "kund",
    ]
    assert [term.asks for term in terms("kor mange kundar har de")] == [True, False]


@pytest.mark.parametrize("words", ["kan vi si opp", "hvordan sier vi opp avtalen"])
def test_a_verb_and_its_particle_are_one_word(words: str) -> None:
    """«si opp» is a notice, not a saying."""
    assert stem("oppsigelse") in {term.stem for term in terms(words)}


def test_synonyms_go_both_ways_and_never_to_themselves() -> None:
    """The table is read from either side."""
    for word, others in SYNONYMS.items():
        assert word not in others
        assert all(word in SYNONYMS[other] for other in others)
