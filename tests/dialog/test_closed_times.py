"""Times when nobody works, days too far ahead, and whose time it is that was said."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import OFFERED
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.leading.closed_times import is_beyond, open_instead
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Market
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.state import Wish

TODAY = date(2026, 11, 21)
FREE_LATE = (
    *("2026-11-24T08:00", "2026-11-24T15:00", "2026-11-25T08:00", "2026-11-25T14:30"),
    *("2026-11-27T10:00", "2026-11-30T09:00"),
)
SUNDAY = "2026-11-22T10:00:00+01:00"


def talk(name: str, language: str, *words: str, now: str = NOW, free: tuple[str, ...] = ()) -> Chat:
    """A talk under a policy, with these free times."""
    engine = DialogEngine(load_policy(POLICIES / f"{name}.yaml"), language=language)
    facts = {} if name == "b2b_lead" else {"name": "Kari Nordmann", "need": "crm"}
    chat = Chat.open(engine, Office(free=list(free)) if free else Office())
    chat.observe(CallStarted(now, "outbound" if facts else "inbound", "+4798765432", facts))
    return chat.play(words)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kan vi ta det klokka sju på kvelden", ("2026-11-24T15:00", "2026-11-25T14:30")),
        ("helst etter klokka seks", ("2026-11-24T15:00", "2026-11-25T14:30")),
        ("kan vi møtes klokka seks om morgenen", ("2026-11-24T08:00", "2026-11-25T08:00")),
        ("hva med lørdag", ("2026-11-27T10:00", "2026-11-30T09:00")),
    ],
)
def test_closed_times_are_called_closed_and_not_taken(words: str, found: tuple[str, ...]) -> None:
    """BOO-12: «opptatt» would be untrue at seven in the evening; the nearest open times follow."""
    chat = talk("b2b_lead", "nb", *OFFERED, words, free=FREE_LATE)
    assert "time.closed" in chat.keys, chat.transcript()
    assert not {"offer.other", "offer.other.one"} & set(chat.keys)
    assert tuple(offer.start[:16] for offer in chat.state.booking.offers) == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("syttende mai", "time.closed"),
        ("andre juledag", "time.closed"),
        ("ikke før i februar", "time.beyond"),
    ],
)
def test_a_day_beyond_the_calendar_brings_a_call(words: str, said: str) -> None:
    """A wish for next spring gets no Tuesday of this week."""
    chat = talk("b2b_lead", "nb", *OFFERED, words)
    assert chat.keys[-2:] == (said, "offer.callback"), chat.transcript()


def test_another_day_is_still_searched_for_after_a_closed_one() -> None:
    """«neste fredag, da?» to «skal en kollega ringe deg?»: the meeting is still wanted."""
    chat = talk("b2b_lead", "nb", *OFFERED, "syttende mai", "andre juledag", "neste fredag da")
    assert [offer.start[:16] for offer in chat.state.booking.offers] == ["2026-11-27T10:00"]


def test_who_cannot_before_january_is_not_offered_monday() -> None:
    """BOO-04: the rebooking keeps to what was said."""
    chat = talk("rebooking", "nn", "ja", "ja men eg kan ikkje før i januar")
    assert chat.keys[-1] == "offer.callback", chat.transcript()


@pytest.mark.parametrize(
    ("wish", "instead"),
    [
        (Wish(dates=(date(2026, 11, 25),), minute=600), None),
        (Wish(), None),
        (
            Wish(dates=(date(2026, 12, 5),)),
            Wish(dates=(date(2026, 12, 4), date(2026, 12, 7), date(2026, 12, 8))),
        ),
        (Wish(minute=19 * 60), Wish(from_minute=14 * 60)),
        (Wish(to_minute=7 * 60), Wish(to_minute=10 * 60)),
    ],
)
def test_the_nearest_open_times_stand_in_for_closed_ones(wish: Wish, instead: Wish | None) -> None:
    """An evening gives the late afternoon, a Saturday the days around it."""
    assert open_instead(wish, TODAY, Market()) == instead


def test_only_whole_wishes_lie_beyond() -> None:
    """One day within reach is enough to search for."""
    assert is_beyond(Wish(dates=(date(2027, 1, 4),)), TODAY)
    assert not is_beyond(Wish(dates=(date(2026, 12, 1), date(2027, 1, 4))), TODAY)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("vi trenger nytt crm før jul, gjerne møte onsdag", "2026-11-25"),
        ("me treng nytt crm før jul, helst eit møte onsdag", "2026-11-25"),
        ("kan vi ta et møte torsdag, vi trenger nytt crm innen tre måneder", "2026-11-26"),
    ],
)
def test_the_deadline_of_a_project_is_no_wish_for_the_meeting(words: str, day: str) -> None:
    """QUA-05: two times in one breath, each where it belongs."""
    chat = talk("b2b_lead", "nb", words)
    assert [date.isoformat() for date in chat.state.booking.wish.dates] == [day]
    assert "timing" in chat.state.slots


@pytest.mark.parametrize(
    ("name", "words", "start"),
    [
        ("b2b_lead", ("kan dere ringe meg om to uker", "klokka ti"), "2026-12-07T10:00"),
        ("b2b_lead", ("ring meg om to uker", "på onsdag"), "2026-12-09T08:00"),
        ("callback", ("ring meg i morgen klokka ti", "nei klokka to"), "2026-11-23T14:00"),
        (
            "callback",
            ("kan noen ringe meg klokka åtte i kveld", "nei", "på onsdag", "mellom ni og ti"),
            "2026-11-25T09:00",
        ),
        ("b2b_lead", ("ring meg på fredag", "nei på torsdag"), "2026-11-26T08:00"),
    ],
)
def test_the_day_of_our_call_is_kept(name: str, words: tuple[str, ...], start: str) -> None:
    """DIA-07: a time said after a day is a time on that day."""
    chat = talk(name, "nb", *words, now=SUNDAY)
    kept = chat.state.slots["callback"].value
    assert isinstance(kept, dict)
    assert datetime.fromisoformat(kept["from"]).isoformat()[:16] == start, chat.transcript()


@pytest.mark.parametrize("words", ["ring meg om to uker", "kan de ringje meg om ein månad"])
def test_about_two_weeks_names_no_closed_day(words: str) -> None:
    """Asked on a Sunday it means the week, and the need's own time is still open."""
    chat = talk("b2b_lead", "nb", words, "kari nordmann", now=SUNDAY)
    assert chat.keys[-1] == "confirm.callback", chat.transcript()
    assert "timing" not in chat.state.slots
