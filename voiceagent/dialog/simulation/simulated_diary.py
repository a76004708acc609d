"""A calendar for simulated callers: a fortnight of free half-hours, drawn at random."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from voiceagent.dialog.moves import ToolAnswered, UseTool


class Diary:
    """A week of free half-hours, drawn at random; answers the dialog's tools."""

    def __init__(self, generator: random.Random) -> None:
        start = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
        self._free = sorted(
            start + timedelta(days=day, minutes=30 * step)
            for day in (*range(5), *range(7, 12))
            for step in range(16)
            if generator.random() < 0.35
        )
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
        first, last, count = wanted["from_minute"], wanted["to_minute"], wanted["count"]
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
            if isinstance(count, int) and len(found) == count:
                break
        return found


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
