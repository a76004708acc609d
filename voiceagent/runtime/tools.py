"""What the dialog can have done: free times, a hold, a booking and its change, a message.

Arguments and results are plain JSON values. A tool that fails or is late gives ``ok=False`` with
the error's code, never an exception: the dialog finds the words for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from voiceagent.errors import StoreError, VoiceAgentError
from voiceagent.ports import (
    Booking,
    Calendar,
    Clock,
    Knowledge,
    MeetingSlot,
    MessageRecord,
    Passage,
    SlotQuery,
)
from voiceagent.runtime.advice import Advice, Phrasing
from voiceagent.runtime.books import Books

_log = structlog.get_logger()

JsonMap = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ToolSettings:
    """How tools behave.

    Attributes:
        deadline_s: A tool that takes longer has failed.
        horizon_days: How far ahead meetings are offered.
        notice_minutes: No meeting is offered sooner than this.
    """

    deadline_s: float = 8.0
    horizon_days: int = 28
    notice_minutes: int = 120


@dataclass(frozen=True, slots=True)
class ToolResult:
    """How a tool ended."""

    ok: bool
    value: JsonMap
    code: str = ""


class Tools:
    """The tools of one call; ``knowledge`` is what the company has written, where it has.

    ``advice`` is a language model's, where there is one.
    """

    def __init__(
        self,
        call_id: str,
        calendar: Calendar,
        books: Books,
        clock: Clock,
        settings: ToolSettings,
        knowledge: Knowledge | None = None,
        advice: Advice | None = None,
    ) -> None:
        self._call_id = call_id
        self._calendar = calendar
        self._books = books
        self._clock = clock
        self._settings = settings
        self._knowledge = knowledge
        self._advice = advice
        self._held: MeetingSlot | None = None
        self._tools: dict[str, Callable[[JsonMap], Awaitable[JsonMap]]] = {
            "find_slots": self._find_slots,
            "hold_slot": self._hold_slot,
            "book_meeting": self._book_meeting,
            "move_meeting": self._move_meeting,
            "cancel_meeting": self._cancel_meeting,
            "take_message": self._take_message,
            "look_up": self._look_up,
            "interpret": self._interpret,
        }

    async def run(self, tool: str, arguments: JsonMap) -> ToolResult:
        """Run a tool by name."""
        perform = self._tools.get(tool)
        if perform is None:
            return ToolResult(False, {}, "unknown_tool")
        try:
            async with asyncio.timeout(self._settings.deadline_s):
                return ToolResult(True, await perform(arguments))
        except TimeoutError:
            _log.warning("tool was late", tool=tool)
            return ToolResult(False, {}, "deadline")
        except VoiceAgentError as error:
            _log.warning("tool failed", tool=tool, code=error.code)
            return ToolResult(False, {}, error.code)
        except (KeyError, TypeError, ValueError) as error:
            _log.error("tool was asked in a way it does not know", tool=tool, fault=repr(error))
            return ToolResult(False, {}, "bad_arguments")

    async def release(self) -> None:
        """Free what the call still holds."""
        try:
            await self._calendar.release(call_id=self._call_id)
        except VoiceAgentError as error:
            # It runs out by itself.
            _log.warning("a held slot could not be freed", code=error.code)

    async def _find_slots(self, arguments: JsonMap) -> JsonMap:
        now = self._clock.now()
        earliest = now + timedelta(minutes=self._settings.notice_minutes)
        after = arguments.get("after")
        if isinstance(after, str) and after:
            earliest = max(earliest, datetime.fromisoformat(after))
        query = SlotQuery(
            duration_minutes=_whole(arguments.get("duration_minutes"), 30),
            earliest=earliest,
            latest=now + timedelta(days=self._settings.horizon_days),
            dates=_dates(arguments.get("dates")),
            not_dates=_dates(arguments.get("not_dates")),
            from_minute=_minute(arguments.get("from_minute")),
            to_minute=_minute(arguments.get("to_minute")),
            limit=_whole(arguments.get("count"), 2),
            instead_of=_text(arguments, "instead_of"),
        )
        slots = await self._calendar.free_slots(query)
        return {"slots": [_written(slot) for slot in slots]}

    async def _hold_slot(self, arguments: JsonMap) -> JsonMap:
        """Hold the time: with the seller it was offered for, or with a colleague who is free."""
        asked, instead_of = _slot(arguments), _text(arguments, "instead_of")
        if await self._calendar.hold(asked, call_id=self._call_id, instead_of=instead_of):
            self._held = asked
            return {"held": True}
        for slot in await self._colleagues(asked, instead_of):
            if await self._calendar.hold(slot, call_id=self._call_id, instead_of=instead_of):
                self._held = slot
                return {"held": True}
        return {"held": False}

    async def _colleagues(self, asked: MeetingSlot, instead_of: str) -> tuple[MeetingSlot, ...]:
        minute = asked.start.hour * 60 + asked.start.minute
        length = asked.end - asked.start
        query = SlotQuery(
            duration_minutes=int(length.total_seconds()) // 60,
            earliest=asked.start,
            latest=asked.start,
            dates=(asked.start.date(),),
            from_minute=minute,
            to_minute=minute,
            limit=1,
            instead_of=instead_of,
        )
        return await self._calendar.free_slots(query)

    async def _book_meeting(self, arguments: JsonMap) -> JsonMap:
        slot = self._held_at(_slot(arguments))
        booking = Booking(
            key=f"{self._call_id}:{slot.seller}:{slot.start.isoformat()}",
            slot=slot,
            call_id=self._call_id,
            title=_text(arguments, "title"),
            agenda=_text(arguments, "agenda"),
            name=_text(arguments, "name"),
            company=_text(arguments, "company"),
            phone=_text(arguments, "phone"),
            email=_text(arguments, "email"),
        )
        meeting = await self._calendar.book(booking)
        if meeting is None:
            return {"booked": False}
        return {"booked": True, "meeting_id": meeting.id, **_written(meeting.slot)}

    def _held_at(self, slot: MeetingSlot) -> MeetingSlot:
        """The slot, with the seller whom it is held with: it may be a colleague's."""
        held = self._held
        return held if held is not None and held.start == slot.start else slot

    async def _move_meeting(self, arguments: JsonMap) -> JsonMap:
        slot = self._held_at(_slot(arguments))
        meeting_id = str(arguments["meeting_id"])
        meeting = await self._calendar.move(meeting_id, slot, call_id=self._call_id)
        if meeting is None:
            return {"moved": False}
        return {"moved": True, "meeting_id": meeting.id, **_written(meeting.slot)}

    async def _cancel_meeting(self, arguments: JsonMap) -> JsonMap:
        return {"cancelled": await self._calendar.cancel(str(arguments["meeting_id"]))}

    async def _take_message(self, arguments: JsonMap) -> JsonMap:
        message = MessageRecord(
            call_id=self._call_id,
            at=self._clock.now(),
            text=_text(arguments, "text"),
            name=_text(arguments, "name"),
            phone=_text(arguments, "phone"),
        )
        self._books.keep([message])
        if not await self._books.settle():
            raise StoreError("the message could not be written down")
        return {}

    async def _look_up(self, arguments: JsonMap) -> JsonMap:
        """What the company's texts say to a question; an empty answer where they say nothing."""
        if self._knowledge is None:
            return {"answer": "", "source": "", "score": 0.0, "passages": []}
        question, language = _text(arguments, "question"), _text(arguments, "language")
        passages = await self._knowledge.look_up(question, language=language)
        best = passages[0] if passages else Passage("", "", 0.0)
        said = Phrasing(best.text)
        if passages and self._advice is not None:
            said = await self._advice.phrase(question, passages, language=language)
        return {
            "answer": said.text,
            "phrasing_fault": said.fault,
            "source": best.source,
            "score": best.score,
            "passages": [
                {"text": one.text, "source": one.source, "score": one.score} for one in passages
            ],
        }

    async def _interpret(self, arguments: JsonMap) -> JsonMap:
        """What a language model finds in words that the grammar could not read."""
        if self._advice is None:
            return {"utterance": _text(arguments, "utterance"), "found": {}}
        return await self._advice.interpret(arguments)


def _written(slot: MeetingSlot) -> dict[str, str]:
    return {
        "seller": slot.seller,
        "start": slot.start.isoformat(),
        "end": slot.end.isoformat(),
    }


def _slot(arguments: JsonMap) -> MeetingSlot:
    return MeetingSlot(
        seller=str(arguments["seller"]),
        start=datetime.fromisoformat(str(arguments["start"])),
        end=datetime.fromisoformat(str(arguments["end"])),
    )


def _text(arguments: JsonMap, name: str) -> str:
    value = arguments.get(name)
    return value if isinstance(value, str) else ""


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) and value > 0 else default


def _minute(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _dates(value: object) -> tuple[date, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return tuple(date.fromisoformat(str(item)) for item in value)
