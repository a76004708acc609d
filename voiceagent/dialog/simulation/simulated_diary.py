"""A calendar for simulated callers: ten workdays of free half-hours, drawn at random."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from voiceagent.dialog.moves import ToolAnswered, UseTool

_OFFICE = ZoneInfo("Europe/Oslo")
_OPENS = time(8)
_HALF_HOURS = 16
_WORKDAYS = 10
_SATURDAY = 5
_SHARE_FREE = 0.35


class Diary:
    """The free half-hours of the ten workdays after today; answers the dialog's tools."""

    def __init__(self, generator: random.Random, today: date) -> None:
        """Draw what is free."""
        days = (today + timedelta(days=ahead) for ahead in count(1))
        self._free = [
            datetime.combine(day, _OPENS, _OFFICE) + timedelta(minutes=30 * step)
            for day in islice((day for day in days if day.weekday() < _SATURDAY), _WORKDAYS)
            for step in range(_HALF_HOURS)
            if generator.random() < _SHARE_FREE
        ]
        self.booked: str = ""

    def __call__(self, use: UseTool) -> ToolAnswered:
        """Answer a tool at once."""
        match use.tool:
            case "find_slots":
                return ToolAnswered(use.tool, ok=True, value={"slots": self._find(use)})
            case "book_meeting":
                self.booked = str(use.arguments["start"])
                return ToolAnswered(use.tool, ok=True, value={"booked": True, "meeting_id": "m"})
            case "move_meeting":
                self.booked = str(use.arguments["start"])
                return ToolAnswered(use.tool, ok=True, value={"moved": True})
            case "cancel_meeting":
                self.booked = ""
                return ToolAnswered(use.tool, ok=True, value={"cancelled": True})
            case _:
                return ToolAnswered(use.tool, ok=True, value={"held": True})

    def _find(self, use: UseTool) -> list[dict[str, object]]:
        wanted = use.arguments
        dates, not_dates = _texts(wanted["dates"]), _texts(wanted["not_dates"])
        first, last, most = wanted["from_minute"], wanted["to_minute"], wanted["count"]
        found: list[dict[str, object]] = []
        for start in self._free:
            minute, day = start.hour * 60 + start.minute, start.date().isoformat()
            early = isinstance(first, int) and minute < first
            late = isinstance(last, int) and minute > last
            if early or late or day in not_dates or (dates and day not in dates):
                continue
            if not dates and any(str(slot["start"]).startswith(day) for slot in found):
                continue
            end = start + timedelta(minutes=30)
            found.append({"seller": "a", "start": start.isoformat(), "end": end.isoformat()})
            if isinstance(most, int) and len(found) == most:
                break
        return found


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
