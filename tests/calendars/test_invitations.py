"""A meeting as a file that calendars understand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from tests.calendars.office import KARI, WEDNESDAY, booking, slot
from voiceagent.integrations.calendars.invitations import invitation
from voiceagent.ports import Booking


def _written(wanted: Booking) -> str:
    return invitation(wanted, KARI, meeting_id="m1", domain="example.com", now=WEDNESDAY)


def _event(text: str) -> Event:
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return event


def test_the_invitation_names_time_zone_agenda_and_people() -> None:
    """BOO-01, BOO-02: time in Europe/Oslo with its rules, the agenda, who invites whom."""
    text = _written(booking(slot("2026-11-20 10:00")))
    event = _event(text)
    assert event["uid"] == "m1@example.com"
    assert event.start == slot("2026-11-20 10:00").start
    assert event.end == slot("2026-11-20 10:30").start
    assert event["summary"] == "Møte om varmepumper"
    assert event["description"] == "Behov\nPris; levering, og neste steg"
    assert event["organizer"] == "mailto:kari@example.com"
    assert event["attendee"] == "mailto:per@example.org"
    assert event["attendee"].params["CN"] == "Per Ås"
    assert "DTSTART;TZID=Europe/Oslo:20261120T100000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert "\r\n" in text


def test_a_meeting_after_the_clock_change_carries_the_right_moment() -> None:
    """Ten o'clock in April is eight in UTC, though it was booked in winter."""
    event = _event(_written(booking(slot("2027-04-05 10:00"))))
    assert event.start == datetime(2027, 4, 5, 8, 0, tzinfo=UTC)


def test_a_caller_without_an_address_is_not_invited_by_mail() -> None:
    """No attendee line is written for half an address."""
    for email in ("", "per", "@example.org", "per ås@example.org", "a@b\r\nX:1"):
        assert "ATTENDEE" not in _written(replace(booking(slot("2026-11-20 10:00")), email=email))


@settings(max_examples=60, deadline=None)
@given(title=st.text(), agenda=st.text(), name=st.text(), email=st.text() | st.emails())
def test_nothing_that_a_caller_says_breaks_out_of_its_field(
    title: str, agenda: str, name: str, email: str
) -> None:
    """Hostile names and titles stay one event with our organizer and at most one guest."""
    wanted = replace(
        booking(slot("2026-11-20 10:00")), title=title, agenda=agenda, name=name, email=email
    )
    event = _event(_written(wanted))
    assert event["organizer"] == "mailto:kari@example.com"
    assert event.end - event.start == timedelta(minutes=30)
    assert not isinstance(event.get("attendee"), list)
    assert set(event) <= {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"),
        *("DESCRIPTION", "STATUS", "ORGANIZER", "ATTENDEE"),
    }
