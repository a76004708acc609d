"""The guard between a language model and a caller: what is written is said, all else is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dialog.phrasings import (
    COMPANY,
    GOOD,
    HOSTILE,
    REFUSED_THOUGH_RIGHT,
    SAID_THOUGH_WRONG,
    SECOND_SIGHT,
)
from voiceagent.dialog.guard.grounding import sentences
from voiceagent.dialog.guard.guarding import refusal
from voiceagent.norwegian.texts.figures import figures

PASSAGES = tuple(dict.fromkeys(passage for _, passages in GOOD for passage in passages))


@pytest.mark.parametrize(("answer", "passages"), GOOD, ids=[answer for answer, _ in GOOD])
def test_a_phrasing_of_what_is_written_may_be_said(answer: str, passages: tuple[str, ...]) -> None:
    """Other words, other spellings of the same figures, fewer facts: all that is the company's."""
    assert refusal(answer, passages, company=COMPANY) == ""


@pytest.mark.parametrize(("code", "answer", "passages"), HOSTILE, ids=[a for _, a, _ in HOSTILE])
def test_what_is_not_written_is_refused_with_its_reason(
    code: str, answer: str, passages: tuple[str, ...]
) -> None:
    """Prices, promises, names, denials, manners and languages of a model's own (DIA-06)."""
    assert refusal(answer, passages, company=COMPANY) == code


@pytest.mark.parametrize("passage", SECOND_SIGHT)
def test_what_was_written_to_trip_the_guard_does_not(passage: str) -> None:
    """Facts of the passage are said; every twist of them is refused."""
    good, hostile = SECOND_SIGHT[passage]
    for answer in good:
        assert refusal(answer, (passage,), company=COMPANY) == "", answer
    for answer in hostile:
        assert refusal(answer, (passage,), company=COMPANY) != "", answer


@pytest.mark.parametrize(("answer", "passage"), REFUSED_THOUGH_RIGHT)
def test_the_guard_would_rather_refuse_what_is_right(answer: str, passage: str) -> None:
    """Its price, written down: a synonym, a new condition, a bare verdict."""
    assert refusal(answer, (passage,), company=COMPANY) != ""


@pytest.mark.parametrize(("answer", "passage"), SAID_THOUGH_WRONG)
def test_what_the_guard_cannot_see_is_written_down(answer: str, passage: str) -> None:
    """Its limit: whoever mends it moves the sentence to the others."""
    assert refusal(answer, (passage,), company=COMPANY) == ""


@pytest.mark.parametrize("passage", [*PASSAGES, *SECOND_SIGHT])
def test_a_passage_may_always_be_said_itself(passage: str) -> None:
    """The guard has nothing against the company's own texts."""
    assert refusal(passage, (passage,), company=COMPANY) == ""


@settings(max_examples=60, deadline=None)
@given(
    amount=st.integers(2, 99_999),
    unit=st.sampled_from(("kroner i måneden", "prosent", "dager", "brukere", "")),
    passage=st.sampled_from(PASSAGES),
)
def test_a_figure_that_no_passage_holds_is_never_said(amount: int, unit: str, passage: str) -> None:
    """Whatever else a sentence holds: a figure from nowhere stops it."""
    said = f"{passage[:-1]} og {amount} {unit}.".replace(" .", ".")
    worth = {figure.value for figure in figures(passage)}
    if not worth & {figure.value for figure in figures(f"{amount} {unit}")}:
        assert refusal(said, (passage,)) != ""


@settings(max_examples=80, deadline=None)
@given(answer=st.text(max_size=200), passage=st.sampled_from(PASSAGES))
def test_the_guard_has_an_answer_to_any_text(answer: str, passage: str) -> None:
    """It never raises, and words that are not the passage's are never let through."""
    code = refusal(answer, (passage,))
    known = any(word in passage.lower() for word in answer.lower().split())
    assert code or known or figures(answer)


def test_abbreviations_and_dates_do_not_end_a_sentence() -> None:
    """«kl. 9» and «1. mars» are one sentence with what follows."""
    assert sentences("Vi åpner kl. 9 den 1. mars. Velkommen!") == (
        "Vi åpner kl. 9 den 1. mars.",
        "Velkommen!",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4 900 kr", "fire tusen ni hundre kroner"),
        ("4.900,-", "4900 kroner"),
        ("en halvtime", "30 minutter"),
        ("en halv time", "30 minutter"),
        ("to uker", "14 dager"),
        ("ett år", "12 måneder"),
        ("halvannet år", "atten måneder"),
        ("25 %", "tjuefem prosent"),
        ("490 kr/mnd", "490 kroner i måneden"),
        ("fra 08.00 til 16.00", "fra klokka åtte til klokka fire"),
        ("mandag til fredag", "hverdager"),
        ("den 1. mars", "den første mars"),
        ("halv ti", "kl. 09.30"),
    ],
)
def test_figures_are_compared_by_their_worth(one: str, other: str) -> None:
    """However a figure is spelled, it is the same figure."""

    def said(text: str) -> list[object]:
        return [(found.kind, found.value, found.rate, found.bound) for found in figures(text)]

    assert said(one) == said(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("490 kroner i måneden", "490 kroner i året"),
        ("490 kroner", "490 kroner per bruker"),
        ("fra 490 kroner", "490 kroner"),
        ("inntil 30 dager", "minst 30 dager"),
        ("10 prosent", "10 kroner"),
        ("før klokka tolv", "etter klokka tolv"),
        ("klokka tolv", "før klokka tolv"),
        ("mandag", "tirsdag"),
        ("i dag", "i morgen"),
    ],
)
def test_what_changes_a_figures_meaning_is_part_of_it(one: str, other: str) -> None:
    """Its unit, its rate and its border."""
    assert not all(
        any(mine.agrees_with(theirs) for theirs in figures(other)) for mine in figures(one)
    )


def test_no_digit_goes_unseen() -> None:
    """What is no number is a figure all the same."""
    assert [figure.kind for figure in figures("Vi er 24/7 på ISO27001")].count("sign") >= 1
    assert figures("Vi holder til i Bergen") == ()
