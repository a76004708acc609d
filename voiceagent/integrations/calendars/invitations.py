"""Writes a meeting as an iCalendar object, with its time zone spelled out inside.

There is no METHOD: the file states a meeting rather than asking anybody for one; whoever sends it
as an invitation sets that. Names and addresses come from a telephone call, so they are freed of
everything that could end a line or a quoted parameter and begin another.

Source: RFC 5545, sections 3.1 (content lines), 3.6.1 (VEVENT), 3.8.4.3 (ORGANIZER).
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from voiceagent.integrations.calendars.slots import SellerHours
from voiceagent.integrations.calendars.zones import zone_rules
from voiceagent.ports import Booking

PRODUCT = "-//voiceagent//built-in calendar//NO"


def invitation(
    booking: Booking,
    hours: SellerHours,
    *,
    meeting_id: str,
    domain: str,
    now: datetime,
    sequence: int = 0,
    cancelled: bool = False,
) -> str:
    """The .ics text of a meeting, by the clock of the zone that ``booking.slot`` is in.

    One that was changed has a higher ``sequence`` under the same name, so that it takes the place
    of the one before (RFC 5545, section 3.8.7.4).
    """
    event = Event()
    event.add("uid", f"{meeting_id}@{domain}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", sequence)
    event.add("dtstart", booking.slot.start)
    event.add("dtend", booking.slot.end)
    event.add("summary", _printable(booking.title))
    event.add("description", _printable(booking.agenda, keep="\n"))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("organizer", _address(hours.email, hours.name))
    if _is_address(booking.email):
        event.add("attendee", _address(booking.email, booking.name))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    start = booking.slot.start
    if isinstance(start.tzinfo, ZoneInfo):
        calendar.add_component(zone_rules(start.tzinfo, start.year))
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{_printable(email)}")
    clean = _printable(name).replace('"', "'").strip()
    if clean:
        address.params["CN"] = vText(clean)
    return address


def _is_address(email: str) -> bool:
    """Whether it can stand in an address line at all; its truth is checked elsewhere."""
    local, at, domain = email.partition("@")
    return bool(local and at and domain) and email.isprintable() and " " not in email


def _printable(text: str, *, keep: str = "") -> str:
    cleaned = (letter if letter.isprintable() or letter in keep else " " for letter in text)
    return "".join(cleaned)
