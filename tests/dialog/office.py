"""An office for scripted talks: a calendar of free times that answers the tools at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from voiceagent.dialog.moves import ToolAnswered, UseTool

NOW = "2026-11-21T10:00:00+01:00"
"""A Saturday: the next working day is Monday the 23rd."""

FREE = (
    "2026-11-24T10:00",
    "2026-11-25T13:30",
    "2026-11-26T09:00",
    "2026-11-26T14:00",
    "2026-11-27T10:00",
    "2026-12-01T12:00",
)
"""Tuesday ten, Wednesday half past one, Thursday nine and two, Friday ten, Tuesday after."""


@dataclass(slots=True)
class Office:
    """Answers tools.

    Attributes:
        free: Starts of free half-hours, local time.
        failing: Tool → how many more times it fails.
        stolen: Starts that somebody takes when we try to hold or book them.
        log: Tools in order.
        calendar: Meeting → start, as the calendar has it.
    """

    free: list[str] = field(default_factory=lambda: list(FREE))
    failing: dict[str, int] = field(default_factory=dict)
    stolen: set[str] = field(default_factory=set)
    log: list[UseTool] = field(default_factory=list)
    calendar: dict[str, str] = field(default_factory=dict)

    def __call__(self, use: UseTool) -> ToolAnswered:
        self.log.append(use)
        if self.failing.get(use.tool, 0) > 0:
            self.failing[use.tool] -= 1
            return ToolAnswered(use.tool, ok=False, code="provider")
        match use.tool:
            case "find_slots":
                return ToolAnswered(use.tool, ok=True, value={"slots": self._find(use.arguments)})
            case "hold_slot":
                return ToolAnswered(use.tool, ok=True, value={"held": self._take(use.arguments)})
            case "book_meeting":
                booked = self._take(use.arguments)
                self.calendar["m1"] = str(use.arguments["start"])[:16] if booked else ""
                value = {"booked": booked, "meeting_id": "m1" if booked else ""}
                return ToolAnswered(use.tool, ok=True, value=value)
            case "move_meeting":
                moved = self._take(use.arguments)
                if moved:
                    name = str(use.arguments["meeting_id"])
                    self.calendar[name] = str(use.arguments["start"])[:16]
                return ToolAnswered(use.tool, ok=True, value={"moved": moved})
            case "cancel_meeting":
                stood = self.calendar.pop(str(use.arguments["meeting_id"]), "")
                return ToolAnswered(use.tool, ok=True, value={"cancelled": bool(stood)})
            case _:
                return ToolAnswered(use.tool, ok=True)

    def _take(self, arguments: Mapping[str, object]) -> bool:
        start = str(arguments["start"])[:16]
        if start in self.stolen:
            self.stolen.discard(start)
            self.free.remove(start)
            return False
        return True

    def _find(self, arguments: Mapping[str, object]) -> list[dict[str, object]]:
        dates, not_dates = arguments["dates"], arguments["not_dates"]
        first, last = arguments["from_minute"], arguments["to_minute"]
        count = arguments["count"]
        assert isinstance(dates, list)
        assert isinstance(not_dates, list)
        assert isinstance(count, int)
        fitting: list[str] = []
        days: set[date] = set()
        for start in self.free:
            moment = datetime.fromisoformat(start)
            minute = moment.hour * 60 + moment.minute
            if dates and moment.date().isoformat() not in dates:
                continue
            if moment.date().isoformat() in not_dates:
                continue
            if isinstance(first, int) and minute < first:
                continue
            if isinstance(last, int) and minute > last:
                continue
            if not dates and moment.date() in days:
                continue
            days.add(moment.date())
            fitting.append(start)
        return [_slot(start) for start in fitting[:count]]


def _slot(start: str) -> dict[str, object]:
    end = datetime.fromisoformat(start) + timedelta(minutes=30)
    return {
        "seller": "eva",
        "start": f"{start}:00+01:00",
        "end": f"{end.isoformat()}+01:00",
    }
