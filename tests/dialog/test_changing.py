"""A meeting that stands is moved or cancelled, and the calendar is right afterwards (BOO-04)."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import FREE, NOW, Office
from tests.dialog.test_talks import OFFERED, Script, talk
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted, EndCall, KeysPressed, ToolAnswered, TransferFailed
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.state import Offer
from voiceagent.dialog.understanding.shifts import stepped_from
from voiceagent.norwegian.words.reading import read_text

BOOKED = (*OFFERED, "den første", "ja det stemmer")
"""Tuesday the 24th at ten."""

TUESDAY, WEDNESDAY, THURSDAY = "2026-11-24T10:00", "2026-11-25T13:30", "2026-11-26T09:00"
LATER = "2026-11-24T11:00"


@pytest.mark.parametrize(
    ("script", "stands"),
    [
        pytest.param(("kan vi ta det en time senere likevel", "ja"), LATER, id="an hour later"),
        pytest.param(("kan vi flytte det til onsdag", "ja", "ja"), WEDNESDAY, id="another day"),
        pytest.param(("nei vent torsdag klokka ni", "ja"), THURSDAY, id="no, another time"),
        pytest.param(("kan vi heller ta dagen etter", "ja", "ja"), WEDNESDAY, id="the day after"),
        pytest.param(
            ("jeg kan ikke likevel", "torsdag klokka ni", "ja"), THURSDAY, id="cannot after all"
        ),
        pytest.param(
            ("kan vi flytte møtet", "onsdag", "ja", "ja"), WEDNESDAY, id="asks to move it"
        ),
        pytest.param(
            ("kan vi flytte det til onsdag", "ja", "ja", "nei kan vi ta torsdag klokka ni", "ja"),
            THURSDAY,
            id="moves it twice",
        ),
        pytest.param(
            ("kan vi flytte det til onsdag", "nei torsdag klokka ni", "ja"),
            THURSDAY,
            id="corrects the move",
        ),
        pytest.param(("takk skal du ha vi snakkes tirsdag",), TUESDAY, id="takes leave"),
        pytest.param(("supert ha det",), TUESDAY, id="says goodbye"),
        pytest.param(("kan vi flytte det til onsdag", "nei", "nei"), TUESDAY, id="no time suits"),
        pytest.param(("kan vi flytte møtet", "vet ikke", "nei takk"), TUESDAY, id="does not know"),
        pytest.param(("avlys det", "nei"), TUESDAY, id="does not cancel after all"),
        pytest.param(
            ("avlys det", "nei flytt det til onsdag", "ja", "ja"), WEDNESDAY, id="moves instead"
        ),
        pytest.param(("avlys møtet", KeysPressed("2")), TUESDAY, id="keeps it by key"),
    ],
)
def test_a_meeting_just_booked_can_be_moved(
    engine: DialogEngine, script: Script, stands: str
) -> None:
    """BOO-04: the calendar has what the caller accepted last, and the call counts as booked."""
    office = Office(free=sorted([*FREE, LATER]))
    chat = talk(engine, (*BOOKED, *script), office=office)
    assert office.calendar == {"m1": stands}, chat.transcript()
    assert chat.state.outcome == "meeting_booked", chat.transcript()
    assert chat.ended == "meeting_booked"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(("nei avlys det", "ja"), id="no, cancel it"),
        pytest.param(("jeg må avbestille møtet", "ja avlys det"), id="asks to cancel"),
        pytest.param(("avlys det", "hva sa du", "ja"), id="asks back"),
        pytest.param(("avlys det", "tja", "ja"), id="hesitates"),
        pytest.param(("kan vi flytte møtet", "nei bare avlys det", "ja"), id="while moving"),
        pytest.param(("avlys det", KeysPressed("1")), id="by key"),
    ],
)
def test_a_meeting_just_booked_can_be_cancelled(engine: DialogEngine, script: Script) -> None:
    """BOO-04: only on a yes to the question, and then it is gone from the calendar."""
    office = Office()
    chat = talk(engine, (*BOOKED, *script), office=office)
    assert office.calendar == {}, chat.transcript()
    assert chat.state.outcome == "meeting_cancelled"
    assert "next_step" not in chat.state.slots


def test_a_cancellation_is_not_taken_from_a_yes_to_unheard_words(engine: DialogEngine) -> None:
    """What was asked but not heard is asked again (QUA-06)."""
    office = Office()
    chat = talk(engine, (*BOOKED, "avlys det"), office=office)
    chat.hear("ja", interrupted="tirsdag 24. november klokka ti?")
    assert office.calendar == {"m1": TUESDAY}, chat.transcript()
    chat.hear("ja")
    assert office.calendar == {}


def test_a_move_is_read_back_with_its_agenda_before_it_is_made(engine: DialogEngine) -> None:
    """QUA-06: a new time is accepted like the first one."""
    office = Office()
    chat = talk(engine, (*BOOKED, "kan vi ta onsdag i stedet", "ja"), office=office)
    assert office.calendar == {"m1": TUESDAY}
    assert "onsdag 25. november klokka halv to" in chat.lines[-1].text
    chat.hear("ja")
    assert "flyttet til onsdag 25. november" in chat.lines[-1].text
    assert chat.state.slots["next_step"].value == f"{WEDNESDAY}:00+01:00"


def test_a_time_that_somebody_took_leaves_the_meeting_where_it_was(engine: DialogEngine) -> None:
    """The old time stands until the calendar has the new one."""
    office = Office()
    chat = talk(engine, (*BOOKED, "kan vi flytte det til onsdag"), office=office)
    office.stolen = {WEDNESDAY}
    chat.hear("ja")
    assert office.calendar == {"m1": TUESDAY}, chat.transcript()
    assert "offer.taken" in chat.keys
    chat.hear("nei")
    chat.hear("torsdag klokka ni")
    chat.hear("ja")
    assert office.calendar == {"m1": THURSDAY}, chat.transcript()


def test_a_calendar_that_fails_says_that_the_meeting_stands(engine: DialogEngine) -> None:
    """Nothing is promised that is not so."""
    office = Office(failing={"move_meeting": 2})
    chat = talk(engine, (*BOOKED, "kan vi flytte det til onsdag", "ja", "ja"), office=office)
    assert {"tool.failed", "meeting.stands", "offer.callback"} <= set(chat.keys), chat.transcript()
    assert office.calendar == {"m1": TUESDAY}
    office = Office(failing={"cancel_meeting": 1})
    chat = talk(engine, (*BOOKED, "avlys møtet", "ja"), office=office)
    assert chat.state.outcome == "meeting_cancelled", chat.transcript()
    office = Office(failing={"cancel_meeting": 2})
    chat = talk(engine, (*BOOKED, "avlys møtet", "ja"), office=office)
    assert chat.keys[-1] == "offer.callback", chat.transcript()
    assert office.calendar == {"m1": TUESDAY}


def test_a_caller_who_gets_nobody_after_booking_has_booked(engine: DialogEngine) -> None:
    """A transfer that fails does not unmake the meeting."""
    chat = talk(engine, (*BOOKED, "kan jeg få snakke med et menneske", TransferFailed("busy")))
    assert chat.state.outcome == "meeting_booked"
    chat.hear("nei takk")
    assert chat.ended == "meeting_booked", chat.transcript()


def test_an_answer_about_a_meeting_that_nobody_waits_for_changes_nothing(
    engine: DialogEngine,
) -> None:
    """A late answer of the calendar is ignored."""
    chat = talk(engine, BOOKED)
    chat.observe(ToolAnswered("cancel_meeting", ok=True, value={"cancelled": True}))
    assert chat.state.booking.meeting_id == "m1"


STANDING = {
    "meeting_id": "old",
    "meeting_seller": "eva",
    "meeting_start": f"{TUESDAY}:00+01:00",
    "meeting_end": "2026-11-24T10:30:00+01:00",
}


def rebooking(script: Script, *, language: str = "nb", **facts: str) -> tuple[Chat, Office]:
    """A talk about a meeting that was known beforehand."""
    office = Office(calendar={"old": TUESDAY})
    policy = load_policy(POLICIES / "rebooking.yaml")
    chat = Chat.open(DialogEngine(policy, language=language), office)
    known = {"name": "Kari Nordmann"} | STANDING | facts
    chat.observe(CallStarted(NOW, "outbound", "+4798765432", known))
    return chat.play(script), office


@pytest.mark.parametrize(
    ("script", "outcome", "calendar"),
    [
        pytest.param(
            ("ja det er meg", "ja gjerne", "onsdag", "ja"),
            "meeting_booked",
            {"old": WEDNESDAY},
            id="moved",
        ),
        pytest.param(
            ("ja", "kan vi ta det på torsdag klokka ni", "ja"),
            "meeting_booked",
            {"old": THURSDAY},
            id="names a time",
        ),
        pytest.param(("ja", "nei avlys det", "ja"), "meeting_cancelled", {}, id="cancelled"),
        pytest.param(
            ("ja", "ja gjerne", "nei bare avlys det", "ja"), "meeting_cancelled", {}, id="gives up"
        ),
        pytest.param(("avlys møtet",), "", {"old": TUESDAY}, id="before we know who it is"),
        pytest.param(("ja", "nei takk"), "not_interested", {"old": TUESDAY}, id="no thanks"),
    ],
)
def test_a_known_meeting_is_moved_not_doubled(
    script: Script, outcome: str, calendar: dict[str, str]
) -> None:
    """BOO-04: the rebooking call changes the meeting that it is about, once it knows who it is."""
    chat, office = rebooking(script)
    assert chat.state.outcome == outcome, chat.transcript()
    assert office.calendar == calendar, chat.transcript()
    assert "book_meeting" not in {use.tool for use in office.log}


def test_a_meeting_that_is_over_is_booked_anew() -> None:
    """After a no-show the old meeting stays in the book as what it was."""
    chat, office = rebooking(
        ("ja", "ja gjerne", "onsdag", "ja"),
        meeting_start="2026-11-20T10:00:00+01:00",
        meeting_end="2026-11-20T10:30:00+01:00",
    )
    assert chat.state.outcome == "meeting_booked", chat.transcript()
    assert "book_meeting" in {use.tool for use in office.log}


def test_nynorsk_moves_and_cancels_too() -> None:
    """The same in the other written language."""
    chat, office = rebooking(("ja det er meg", "nei avlys det", "ja"), language="nn")
    assert office.calendar == {}, chat.transcript()
    assert chat.lines[-1].text == "Då er møtet avlyst. Ha ein fin dag!"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("en time senere", ("2026-11-24", 660)),
        ("en halvtime tidligere", ("2026-11-24", 570)),
        ("halvannen time senere", ("2026-11-24", 690)),
        ("to timer senere", ("2026-11-24", 720)),
        ("et kvarter fram", ("2026-11-24", 615)),
        ("dagen etter", ("2026-11-25", None)),
        ("to dager senere", ("2026-11-26", None)),
        ("uka etter", ("2026-12-01", None)),
        ("ein time seinare", ("2026-11-24", 660)),
    ],
)
def test_distances_are_counted_from_the_meeting(
    words: str, expected: tuple[str, int | None]
) -> None:
    """«En time senere» is about the time that was agreed, not about now."""
    base = Offer("eva", f"{TUESDAY}:00+01:00", "").moment
    when = stepped_from(read_text(words), base)
    assert when is not None
    assert (when.dates[0].isoformat(), when.minute) == expected


def test_a_little_later_is_the_same_day() -> None:
    """«Litt senere på dagen» leaves the hour to the calendar; other words are no distance."""
    base = Offer("eva", f"{TUESDAY}:00+01:00", "").moment
    later, earlier = (
        stepped_from(read_text("litt senere"), base),
        stepped_from(read_text("litt tidligere"), base),
    )
    assert later is not None
    assert earlier is not None
    assert (later.from_minute, earlier.to_minute) == (630, 570)
    assert stepped_from(read_text("på torsdag"), base) is None


def test_the_read_back_before_booking_takes_a_distance_too(engine: DialogEngine) -> None:
    """«Kan vi ta det en time senere» while the first time is read back."""
    office = Office(free=sorted([*FREE, LATER]))
    chat = talk(
        engine, (*OFFERED, "den første", "kan vi ta det en time senere", "ja"), office=office
    )
    assert office.calendar == {"m1": LATER}, chat.transcript()


def test_a_meeting_that_stands_is_named_in_each_end(engine: DialogEngine) -> None:
    """Each end of the call says the code that the books need."""
    chat = talk(engine, (*BOOKED, "avlys det", "ja"))
    assert chat.ended == "meeting_cancelled"
    assert EndCall("meeting_cancelled").outcome in engine.policy.outcomes


@pytest.mark.parametrize(
    "words",
    [
        "ja og hva skal vi snakke om",
        "ja eh hvor lenke varer det",
        "ja kan kona mi være med",
        "ja men hvem blir med fra dere",
    ],
)
def test_a_yes_that_goes_on_with_a_question_books_nothing_yet(
    engine: DialogEngine, words: str
) -> None:
    """QUA-06: the question is answered, or kept, and the meeting is read back again."""
    chat = talk(engine, (*OFFERED, "den første", words))
    assert chat.keys[-1] == "confirm.meeting.again", chat.transcript()
    assert not any(use.tool == "book_meeting" for use in chat.tools)
    chat.play(("ja",))
    assert chat.outcome == "meeting_booked"
