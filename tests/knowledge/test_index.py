"""The index: the right passage, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.integrations.knowledge.folder import read_folder
from voiceagent.integrations.knowledge.index import Ranking, TextIndex
from voiceagent.integrations.knowledge.markdown import read_markdown

FOLDER = Path(__file__).parents[2] / "dialog_policies" / "fjordlys"
TEXTS = read_folder(FOLDER, ("nb", "nn"))
NB, NN = TextIndex(TEXTS.all_in("nb")), TextIndex(TEXTS.all_in("nn"))


def best(index: TextIndex, question: str) -> str:
    """The source of the best passage; empty for none."""
    found = index.search(question)
    return found[0].source if found else ""


@pytest.mark.parametrize(
    ("question", "source"),
    [
        pytest.param("hva koster svartjenesten", "priser.md#Pris på svartjenesten", id="plain"),
        pytest.param("ka koste svartjenesta", "priser.md#Pris på svartjenesten", id="dialect"),
        pytest.param("kvar blir opplysningane lagra", "sikkerhet.md#Lagring", id="Nynorsk"),
        pytest.param("hva er måneds prisen per bruker", "priser.md#Pris per bruker", id="torn"),
        pytest.param("tar dere sikkerhetskåpi", "sikkerhet.md#Sikkerhetskopi", id="misheard"),
        pytest.param("kan vi si opp når som helst", "avtale.md#Oppsigelse", id="particle"),
    ],
)
def test_a_question_finds_its_passage(question: str, source: str) -> None:
    """In the words of callers and recognisers (DIA-06)."""
    assert best(NB, question) == source


def test_a_question_in_bokmal_finds_the_nynorsk_text() -> None:
    """Where the talk is in Nynorsk, its texts answer."""
    assert best(NN, "hvor lagres dataene våre") == "sikkerhet.nn.md#Lagring"


@pytest.mark.parametrize(
    "question",
    [
        "hvem vant kampen i går",
        "har dere kontor i oslo",
        "kan vi betale med vipps",
        "kan dere lage en ny nettside til oss",
        "",
        "   ",
        "hva er det",
        "og så da",
    ],
)
def test_what_the_texts_do_not_hold_finds_nothing(question: str) -> None:
    """Nothing is better than something wrong (DIA-13)."""
    assert NB.search(question) == ()


@pytest.mark.parametrize(
    "question",
    [
        'hva "koster" det',
        "NEAR(pris rabatt)",
        "pris* OR passages:pris",
        "pris AND NOT rabatt",
        "'; DROP TABLE passages; --",
        "pris ^ rabatt + moms - {x} : (y)",
        "\x00pris\x00",
        "ℙ𝕣𝕚𝕤 prĭs 價格 🙂",
        '"',
    ],
)
def test_a_question_is_never_taken_for_syntax(question: str) -> None:
    """Whatever the recogniser delivers is words."""
    NB.search(question)
    assert best(NB, "hva koster svartjenesten") == "priser.md#Pris på svartjenesten"


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_question_gives_passages_with_scores(question: str) -> None:
    """Scores are 0…1, best first, and none is below the threshold."""
    found = NB.search(question)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(Ranking().threshold <= score <= 1 for score in scores)


def test_of_a_very_long_question_only_the_beginning_counts() -> None:
    """Ten thousand words cost no more than forty."""
    assert best(NB, "hva koster svartjenesten " + "eh " * 10_000) == (
        "priser.md#Pris på svartjenesten"
    )


def test_two_passages_that_fit_alike_are_no_answer() -> None:
    """Under different headings, neither can be meant; under one, both may be said."""
    text = "## {}\n\nBilen er rød.\n\n## {}\n\nBilen er rød.\n"
    apart, _ = read_markdown(text.format("En", "To"), name="x.md")
    together, _ = read_markdown(text.format("En", "En"), name="x.md")
    assert TextIndex(apart).search("er bilen rød") == ()
    assert len(TextIndex(together).search("er bilen rød")) == 2


def test_an_index_of_nothing_finds_nothing() -> None:
    """An empty folder is no reason to fall."""
    assert TextIndex(()).search("hva koster det") == ()
    assert len(TextIndex(())) == 0


def test_no_more_passages_than_asked_for() -> None:
    """The limit holds."""
    assert len(NB.search("hva koster svartjenesten", limit=1)) == 1
