"""Stated preferences are kept with their evidence, and used (DIA-09)."""

from __future__ import annotations

import pytest

from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import CONTACT, NEED, OFFERED, QUALIFIED, Script, talk
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.understanding.framed_times import read_time
from voiceagent.dialog.understanding.preferences import (
    Preference,
    around_obstacles,
    kept_in,
    read_preference,
)
from voiceagent.norwegian.words.reading import read_text

STATE = DialogState(now=NOW)


def preference(words: str) -> Preference | None:
    """What an utterance says about being reached."""
    return read_preference(read_text(words), read_time(words, now=STATE.moment))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "ring meg heller på ettermiddagen",
            Preference(from_minute=720, to_minute=960, about_calls=True),
        ),
        ("jeg sitter i møter før lunsj", Preference(from_minute=690)),
        ("eg sit i møte før lunsj", Preference(from_minute=690)),
        ("jeg er som regel opptatt på formiddagen", Preference(from_minute=720)),
        ("jeg har møter på ettermiddagen", Preference(to_minute=720)),
        ("send helst e-post", Preference(channel="email")),
        ("send heller ein mail", Preference(channel="email")),
        ("kan du sende det på mail i stedet", Preference(channel="email")),
        ("jeg foretrekker sms", Preference(channel="sms")),
        ("jeg foretrekker telefon", Preference(channel="phone")),
        ("ikke ring meg send heller en sms", Preference(channel="sms", not_channel="phone")),
        ("ikke send sms", Preference(not_channel="sms")),
        ("ring meg helst jeg leser ikke e-post", Preference("phone", "email")),
        ("ikke på fredager", Preference(not_weekdays=(4,))),
        ("jeg jobber ikke på fredager", Preference(not_weekdays=(4,))),
        ("fredagar passar dårleg", Preference(not_weekdays=(4,))),
        ("tysdagar passar best", Preference(weekdays=(1,))),
        (
            "helst etter klokka to på torsdager",
            Preference(weekdays=(3,), from_minute=14 * 60),
        ),
        (
            "jeg vil helst bli oppringt etter klokka to",
            Preference(from_minute=14 * 60, about_calls=True),
        ),
    ],
)
def test_a_preference_is_read(words: str, expected: Preference) -> None:
    """DIA-09: channel, parts of the day and weekdays, wanted or not."""
    assert preference(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "onsdag passer best",
        "heller torsdag klokka ni",
        "i morgen klokka ti",
        "ikke på fredag",
        "helst innen tre måneder",
        "vi vil ringe flere kunder på ettermiddagen",
        "vi trenger hjelp med telefon og e-post",
        "ja det passer",
        "jeg sitter i møte nå",
    ],
)
def test_a_wish_for_this_once_is_no_preference(words: str) -> None:
    """A day that is being arranged, a need, an obstacle of the moment."""
    assert preference(words) is None


def test_an_obstacle_leaves_the_other_side_of_the_day() -> None:
    """«Jeg sitter i møter før lunsj» is no wish for the time before lunch."""
    words = "jeg sitter i møter før lunsj"
    when = read_time(words, now=STATE.moment)
    assert when is not None
    turned = around_obstacles(read_text(words), when)
    assert (turned.value.from_minute, turned.value.to_minute) == (690, None)
    free = read_time("etter klokka to", now=STATE.moment)
    assert free is not None
    assert around_obstacles(read_text("etter klokka to"), free) is free


def test_preferences_are_kept_with_words_and_utterance(engine: DialogEngine) -> None:
    """DIA-09: each has its own evidence, and the pending question follows."""
    chat = talk(engine, (NEED, "send helst e-post", "jeg jobber ikke på fredager"))
    assert chat.keys[-2:] == ("ack.preference", "ask.email"), chat.transcript()
    value = chat.state.slots["preferences"].value
    assert value == [
        {
            "channel": "email",
            "about_calls": False,
            "words": "send helst e-post",
            "utterance_id": "t2.1",
        },
        {
            "not_weekdays": [4],
            "about_calls": False,
            "words": "jeg jobber ikke på fredager",
            "utterance_id": "t3.1",
        },
    ]
    assert kept_in(chat.state.slots) == (
        Preference(channel="email"),
        Preference(not_weekdays=(4,)),
    )


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        pytest.param("ikke på tirsdager", ("onsdag", "torsdag"), id="a weekday"),
        pytest.param("jeg sitter i møter før lunsj", ("onsdag", "torsdag"), id="an obstacle"),
        pytest.param("fredager passer best", ("fredag",), id="a good day"),
        pytest.param("mandager passer best", ("tirsdag", "onsdag"), id="one that is full"),
        pytest.param(
            "jeg vil helst bli oppringt etter klokka to", ("tirsdag", "onsdag"), id="about calls"
        ),
    ],
)
def test_meetings_are_offered_as_preferred(
    engine: DialogEngine, words: str, offered: tuple[str, ...]
) -> None:
    """DIA-09: the first offer heeds what was said, where anything is free then."""
    chat = talk(engine, (NEED, words, *QUALIFIED[1:], CONTACT))
    assert chat.keys[-1].startswith("offer."), chat.transcript()
    assert all(day in chat.lines[-1].text for day in offered), chat.lines[-1].text


def test_what_the_caller_asks_for_goes_before_their_habits(engine: DialogEngine) -> None:
    """«Ikke på fredager» does not stand against «fredag klokka ti»."""
    office = Office()
    chat = talk(engine, (*OFFERED, "ikke på fredager", "fredag klokka ti", "ja"), office=office)
    assert office.calendar == {"m1": "2026-11-27T10:00"}, chat.transcript()


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        pytest.param(
            (NEED, "ring meg heller på ettermiddagen", "kari nordmann", "ja"),
            "callback_requested",
            id="instead",
        ),
        pytest.param(
            ("nei ring meg heller etter lunsj", "kari nordmann", "ja"),
            "callback_requested",
            id="at once",
        ),
        pytest.param(
            (
                *(NEED, "jeg er daglig leder", "om to år"),
                *("ja men ring meg helst på ettermiddagen", "kari nordmann fra fjordtek"),
            ),
            "follow_up",
            id="with the follow-up",
        ),
    ],
)
def test_a_preference_for_calls_arranges_the_call(
    engine: DialogEngine, script: Script, outcome: str
) -> None:
    """DIA-09: «ring meg heller …» is a call back, and is kept for the next ones."""
    chat = talk(engine, script)
    assert chat.state.outcome == outcome, chat.transcript()
    assert kept_in(chat.state.slots)[-1].about_calls
