"""The parts of the dialog by themselves: wishes, criteria, phrases, texts, languages, summaries."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dialog.office import NOW
from voiceagent.dialog.leading.qualifying import Standing, follow_up_date, judge, qualified
from voiceagent.dialog.leading.summary import summarise
from voiceagent.dialog.moves import SlotValue
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.policies.prompts import (
    placeholders,
    render,
    say_meeting,
    say_offer,
    say_two_offers,
)
from voiceagent.dialog.simulation.simulating import mishear
from voiceagent.dialog.state import Booking, DialogState, Offer, Wish
from voiceagent.dialog.understanding.languages import is_nynorsk
from voiceagent.dialog.understanding.phrases import best_entry, earliest_phrase, find_phrase
from voiceagent.dialog.understanding.wishes import fits, meant, narrowed, relaxed, search_arguments
from voiceagent.norwegian.times.calendar_days import is_workday
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import read_text

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
TEN = Offer("eva", "2026-11-24T10:00:00+01:00", "2026-11-24T10:30:00+01:00")
HALF_TWO = Offer("eva", "2026-11-25T13:30:00+01:00", "2026-11-25T14:00:00+01:00")
LATER = Offer("eva", "2026-12-08T13:00:00+01:00", "2026-12-08T13:30:00+01:00")
STATE = DialogState(now=NOW)


def known(value: object, display: str = "x") -> SlotValue:
    """A slot's value whose source does not matter."""
    return SlotValue(value, display, display, "t1.1", 1.0, True)


@pytest.mark.parametrize(
    ("wish", "when", "expected"),
    [
        pytest.param(
            Wish(minute=600),
            When(dates=(TUESDAY,)),
            Wish(dates=(TUESDAY,)),
            id="a new day forgets the time",
        ),
        pytest.param(
            Wish(dates=(TUESDAY,)),
            When(minute=600),
            Wish(dates=(TUESDAY,), minute=600),
            id="a time keeps the day",
        ),
        pytest.param(
            Wish(dates=(TUESDAY, WEDNESDAY)),
            When(not_dates=(TUESDAY,)),
            Wish(dates=(WEDNESDAY,), not_dates=(TUESDAY,)),
            id="a day is ruled out",
        ),
        pytest.param(
            Wish(dates=(TUESDAY,), minute=600),
            When(from_minute=720, to_minute=960),
            Wish(dates=(TUESDAY,), from_minute=720, to_minute=960),
            id="a part of the day replaces the time",
        ),
        pytest.param(
            Wish(dates=(TUESDAY,), not_dates=(WEDNESDAY,)),
            When(any_time=True),
            Wish(not_dates=(WEDNESDAY,)),
            id="any time keeps what was ruled out",
        ),
    ],
)
def test_a_wish_is_narrowed(wish: Wish, when: When, expected: Wish) -> None:
    """What is said later is added to or replaces what was said before."""
    assert narrowed(wish, when) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(dates=(TUESDAY,)), (TEN,)),
        (When(minute=810), (HALF_TWO,)),
        (When(not_dates=(TUESDAY,)), (HALF_TWO,)),
        (When(from_minute=720), (HALF_TWO,)),
        (When(to_minute=720), (TEN,)),
        (When(dates=(TUESDAY,), minute=660), ()),
        (When(any_time=True), (TEN, HALF_TWO)),
        (None, (TEN, HALF_TWO)),
    ],
)
def test_a_time_points_at_offers(when: When | None, expected: tuple[Offer, ...]) -> None:
    """Exactly the offers that a time does not rule out."""
    assert meant((TEN, HALF_TWO), when) == expected


@settings(max_examples=50, deadline=None)
@given(
    minute=st.none() | st.integers(480, 960),
    day=st.none() | st.sampled_from((TUESDAY, WEDNESDAY)),
)
def test_a_wish_only_ever_widens_to_everything(minute: int | None, day: date | None) -> None:
    """Widening ends, and never leaves what was ruled out."""
    ruled_out = (date(2026, 11, 26),)
    wish: Wish | None = Wish(dates=(day,) if day else (), not_dates=ruled_out, minute=minute)
    steps = 0
    while wish is not None:
        assert wish.not_dates == ruled_out
        arguments = search_arguments(wish, duration_minutes=30, count=2, refused=())
        assert arguments["not_dates"] == ["2026-11-26"]
        wish, steps = relaxed(wish), steps + 1
    assert steps <= 3
    assert fits(TEN, When())


@pytest.mark.parametrize(
    ("slot", "value", "standing"),
    [
        ("authority", "decides", Standing.MET),
        ("authority", "none", Standing.FAILED),
        ("need", "none", Standing.FAILED),
        ("role", "unknown", Standing.OPEN),
        ("timing", {"low_months": 3, "high_months": 3}, Standing.MET),
        ("timing", {"low_months": 12.0, "high_months": None}, Standing.LATER),
        ("budget", {"low": 5000, "high": 5000, "period": "once"}, Standing.FAILED),
        ("budget", {"low": 5000, "high": 5000, "period": "month"}, Standing.MET),
        ("budget", "none", Standing.OPEN),
        ("budget", "enough", Standing.MET),
    ],
)
def test_a_criterion_stands_on_its_value(
    policy: Policy, slot: str, value: object, standing: Standing
) -> None:
    """Thresholds and codes decide, and an absent budget is no refusal (QUA-02…QUA-05)."""
    state = replace(STATE, slots={slot: known(value)})
    found = {finding.criterion: finding.standing for finding in judge(policy, state)}
    assert found[slot] is standing


def test_nobody_qualifies_on_nothing(policy: Policy) -> None:
    """Without evidence every criterion is open."""
    assert {finding.standing for finding in judge(policy, STATE)} == {Standing.OPEN}
    assert not qualified(policy, STATE)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 60))
def test_a_follow_up_is_on_a_workday_ahead(months: float) -> None:
    """Never in the past, never on a holiday, at most two years ahead."""
    day = follow_up_date(STATE, months)
    assert is_workday(day)
    assert 20 < (day - STATE.moment.date()).days < 750


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("hva koster", "ja men hva vil det koste", False),
        ("hva koster det", "hva kostar det", True),
        ("bindingstid", "er det noe bindingstit", True),
        ("hvor er dere", "kor er de hen", False),
        ("selge dere", "jeg vil gjerne selge dere", True),
        ("ja", "nei", False),
    ],
)
def test_phrases_are_found_in_dialect_and_with_small_faults(
    phrase: str, text: str, found: bool
) -> None:
    """One spelling serves its Nynorsk and misheard forms, short words only exactly."""
    assert (find_phrase(read_text(text), (phrase,)) is not None) is found


def test_the_longest_phrase_wins() -> None:
    """More words are better evidence; an equal one loses to the first."""
    text = read_text("hva koster det å bytte")
    assert find_phrase(text, ("koster", "hva koster")) == (0, 2)
    assert best_entry(text, {"a": ("koster",), "b": ("hva koster det",)}) == ("b", 0, 3)
    assert best_entry(text, {"a": ("pris",)}) is None
    assert earliest_phrase(text, ("bytte", "koster")) == (1, 2)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("eg veit ikkje", True),
        ("kva kostar det", True),
        ("jeg vet ikke", False),
        ("æ vet itj", False),
        ("eg og ho har ein bil", True),
        ("", False),
    ],
)
def test_nynorsk_is_known_by_its_own_words(words: str, expected: bool) -> None:
    """Northern dialects are no Nynorsk: their speakers read Bokmål."""
    assert is_nynorsk(tuple(words.split())) is expected


def test_times_are_named_as_people_do() -> None:
    """The weekday within a week, else the date; a common day is said once."""
    now = STATE.moment
    assert say_offer(TEN, now, "nb") == "tirsdag klokka ti"
    assert say_offer(TEN, now, "nn").startswith("tysdag")
    assert "desember" in say_offer(LATER, now, "nb")
    same_day = Offer("eva", "2026-11-24T14:00:00+01:00", "2026-11-24T14:30:00+01:00")
    assert say_two_offers(TEN, same_day, now, "nb") == ("tirsdag klokka ti", "klokka to")
    assert say_meeting(TEN, now, "nb") == "tirsdag 24. november klokka ti"


def test_a_variant_needs_what_it_names(policy: Policy) -> None:
    """«Takk, Kari.» only when the name is known."""
    assert render(policy, STATE, "ack.name", {}) == "Takk."
    named = replace(STATE, slots={"name": known("Kari Nordmann", "Kari Nordmann")})
    assert render(policy, named, "ack.name", {}) == "Takk, Kari."
    assert placeholders("{a} og {b}") == {"a", "b"}


def test_variants_take_turns(policy: Policy) -> None:
    """The same words are not said twice in a row."""
    said = [render(policy, replace(STATE, said={"ack": n}), "ack", {}) for n in range(4)]
    assert len(set(said[:3])) == 3
    assert said[3] == said[0]


def test_a_summary_is_short_and_in_the_language() -> None:
    """Who, what about, what was found out, what comes next."""
    slots = {"need": known("nytt crm", "nytt crm"), "role": known("ceo", "dagleg leiar")}
    state = replace(STATE, language="nn", slots=slots, booking=Booking(wanted=True))
    assert summarise(state, language="nn") == (
        "Ukjend innringar. Behov: nytt crm. Rolle: dagleg leiar. Ønskjer møte."
    )
    booked = replace(state, booking=Booking(meeting_id="m"))
    assert summarise(booked).endswith("Møte er booket.")


def test_mishearing_keeps_something() -> None:
    """A simulated recogniser never turns words into nothing."""
    generator = random.Random(3)
    heard = {mishear("ja det er jeg som bestemmer", 0.9, generator) for _ in range(20)}
    assert all(heard)
    assert len(heard) > 5
    assert mishear("ja", 0.0, generator) == "ja"
