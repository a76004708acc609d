"""A call back has a time: said in words, made into a stretch of our hours, read back, kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import NEED, Script, talk
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.leading.callbacks import hours_of, say_window, window_for, written_window
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Market
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.understanding.preferences import Preference
from voiceagent.norwegian.times.when import When, read_when

TUESDAY = datetime.fromisoformat("2026-11-24T13:10:00+01:00")
WHO = "jeg heter kari nordmann"
SATURDAY = datetime.fromisoformat(NOW)


def said(words: str, now: datetime, *preferences: Preference) -> tuple[str, str]:
    """How a time is read back, and its beginning."""
    reading = read_when(words, now=now)
    window = window_for(reading.value if reading else None, now, Market(), preferences)
    return say_window(window, now), window.start.isoformat()[:16]


@pytest.mark.parametrize(
    ("words", "spoken", "start"),
    [
        ("i morgen klokka ti", "i morgen klokka ti", "2026-11-25T10:00"),
        ("klokka to", "i dag klokka to", "2026-11-24T14:00"),
        ("klokka ti", "i morgen klokka ti", "2026-11-25T10:00"),
        ("på fredag ettermiddag", "fredag ettermiddag", "2026-11-27T12:00"),
        ("torsdag", "i løpet av torsdag", "2026-11-26T08:00"),
        ("mellom ni og elleve", "i morgen formiddag", "2026-11-25T09:00"),
        ("etter lunsj", "i løpet av dagen", "2026-11-24T13:10"),
        ("så snart som mulig", "så snart vi kan i dag", "2026-11-24T13:10"),
        ("vet ikke", "så snart vi kan i dag", "2026-11-24T13:10"),
        ("i kveld klokka sju", "i dag klokka halv fire", "2026-11-24T15:30"),
        ("på søndag klokka tolv", "mandag klokka tolv", "2026-11-30T12:00"),
        ("på lørdag", "i løpet av mandag", "2026-11-30T08:00"),
        ("neste uke", "i løpet av mandag", "2026-11-30T08:00"),
        ("den tredje desember klokka ni", "torsdag 3. desember klokka ni", "2026-12-03T09:00"),
    ],
)
def test_words_become_a_stretch_of_our_hours(words: str, spoken: str, start: str) -> None:
    """DIA-07: what is promised is a time at which somebody is at work."""
    assert said(words, TUESDAY) == (spoken, start)


def test_a_weekend_call_is_answered_by_the_next_open_day() -> None:
    """On a Saturday nothing is promised for Sunday, and «i løpet av mandag» is Monday."""
    assert said("så snart som mulig", SATURDAY) == ("i løpet av mandag", "2026-11-23T08:00")
    assert said("i morgen klokka ti", SATURDAY) == ("mandag klokka ti", "2026-11-23T10:00")


def test_a_call_after_the_clock_change_is_no_hour_late() -> None:
    """Hours are wall time of the market's zone, whatever the offset is today."""
    autumn = datetime.fromisoformat("2026-10-23T10:00:00+02:00")
    reading = read_when("mandag klokka ni", now=autumn)
    assert reading is not None
    window = window_for(reading.value, autumn, Market(), ())
    assert window.start.isoformat() == "2026-10-26T09:00:00+01:00"


def test_stated_preferences_choose_among_the_times_that_were_left_to_us() -> None:
    """DIA-09: «ring helst etter klokka to» decides when nothing else was said."""
    after_two = Preference(from_minute=14 * 60, about_calls=True)
    not_wednesdays = Preference(not_weekdays=(2,))
    assert said("i morgen", TUESDAY, after_two) == (
        "i morgen mellom to og fire",
        "2026-11-25T14:00",
    )
    assert said("når som helst", TUESDAY, not_wednesdays)[1] == "2026-11-24T13:10"
    assert said("klokka ti", TUESDAY, not_wednesdays)[1] != "2026-11-25T10:00"


MINUTES = st.integers(min_value=0, max_value=24 * 60 - 1)


@settings(max_examples=80, deadline=None)
@given(
    ahead=st.lists(st.integers(min_value=0, max_value=30), max_size=4),
    minute=st.one_of(st.none(), MINUTES),
    hour=st.integers(min_value=0, max_value=23),
    start=st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31)),
)
def test_whatever_is_said_we_only_promise_open_hours_ahead(
    ahead: list[int], minute: int | None, hour: int, start: date
) -> None:
    """The window lies in the future, on an open day, within its hours."""
    now = datetime.combine(start, datetime.min.time()).replace(hour=hour).astimezone()
    when = When(
        dates=tuple(sorted({start + timedelta(days=days) for days in ahead})), minute=minute
    )
    window, hours = window_for(when, now, Market(), ()), hours_of(Market())
    assert hours.is_open(window.start.date())
    assert window.start >= now.replace(second=0, microsecond=0)
    first = window.start.hour * 60 + window.start.minute
    assert hours.open_minute <= first < hours.closing_minute(window.start.date())
    assert window.end > window.start
    assert say_window(window, now)


@pytest.mark.parametrize(
    ("script", "start"),
    [
        pytest.param(("tirsdag klokka ti", "ja"), "2026-11-24T10:00", id="a time"),
        pytest.param(("i kveld", "ja det er greit"), "2026-11-23T15:30", id="after hours"),
        pytest.param(("tirsdag klokka ti", "nei onsdag", "ja"), "2026-11-25T08:00", id="corrects"),
        pytest.param(("tirsdag", "nei", "onsdag etter lunsj", "ja"), "2026-11-25T12:00", id="no"),
        pytest.param(("vet ikke", "ja"), "2026-11-23T08:00", id="does not know"),
        pytest.param(("tirsdag", "tja", "ja"), "2026-11-24T08:00", id="hesitates"),
        pytest.param(
            ("mandag", "nei tirsdag", "nei onsdag", "nei torsdag", "nei fredag"),
            "2026-11-27T08:00",
            id="never content",
        ),
    ],
)
def test_the_time_of_a_call_back_is_read_back_and_kept(
    engine: DialogEngine, script: Script, start: str
) -> None:
    """DIA-07: both ends in ISO 8601 and the words; the colleague reads the same in the message."""
    office = Office()
    chat = talk(engine, (NEED, WHO, "kan du ringe meg tilbake", *script), office=office)
    assert chat.state.outcome == "callback_requested", chat.transcript()
    kept = chat.state.slots["callback"]
    assert isinstance(kept.value, dict)
    assert kept.value["from"][:16] == start, chat.transcript()
    assert kept.confirmed
    assert kept.display in chat.lines[-1].text
    assert written_window(kept.value) in str(office.log[-1].arguments["text"])
    assert chat.state.slots["consent"].value == "contact"


def test_a_yes_to_an_unheard_time_promises_nothing(engine: DialogEngine) -> None:
    """What was read back but not heard is read back again."""
    chat = talk(engine, (NEED, WHO, "kan du ringe meg tilbake", "tirsdag klokka ti"))
    chat.hear("ja", interrupted="tirsdag klokka ti. Passer det?")
    assert chat.state.outcome == ""
    chat.hear("ja")
    assert chat.state.outcome == "callback_requested", chat.transcript()


def test_a_time_at_the_first_question_is_a_time_to_call(engine: DialogEngine) -> None:
    """«I morgen klokka ti» to «passer det nå?» needs no second question."""
    chat = Chat.open(DialogEngine(load_policy(POLICIES / "callback.yaml")), Office())
    chat.observe(CallStarted(NOW, "outbound", "+4798765432", {"name": "Kari Nordmann"}))
    chat.play(("ja", "nei men tirsdag klokka ti", "ja"))
    assert chat.state.outcome == "callback_requested", chat.transcript()
    assert "ask.callback" not in chat.keys


def test_nynorsk_reads_the_time_back_in_nynorsk() -> None:
    """Weekdays and tomorrow have their own words."""
    engine = DialogEngine(load_policy(POLICIES / "b2b_lead.yaml"), language="nn")
    chat = talk(engine, (NEED, WHO, "kan du ringje meg attende", "tysdag klokka ti"))
    assert chat.lines[-1].text == "Då ringjer vi tysdag klokka ti. Passar det?"
    assert written_window(None) == ""
