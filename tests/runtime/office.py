"""A call's runtime on fakes: line, engines, books and carrier, all in the loop's own time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

from tests.support.books import MemoryCalendar, MemoryCarrier, MemoryStore
from tests.support.engines import EnergyDetector, FixedScorer, ScriptedTranscriber, ToneVoice
from tests.support.line import FakeLine
from tests.support.stage import Answer, ScriptedDialog
from tests.support.virtual_time import LoopClock
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import CallConnected, Event
from voiceagent.core.manners import Manners
from voiceagent.dialog.moves import Observation
from voiceagent.ports import Synthesizer, Transcriber
from voiceagent.runtime.books import Books
from voiceagent.runtime.call import Call
from voiceagent.runtime.equipment import CallSettings, Engines
from voiceagent.runtime.flight_recorder import FlightRecorder
from voiceagent.runtime.listening import Listening
from voiceagent.runtime.phrases import PhraseCache
from voiceagent.runtime.speaking import PacingSettings
from voiceagent.runtime.tools import Tools, ToolSettings

SETTINGS = CallSettings(
    pacing=PacingSettings(),
    pre_roll_ms=240,
    post_roll_ms=160,
    score_deadline_s=1.0,
    transcript_deadline_s=2.0,
    clause_deadline_s=5.0,
    humans={"default": "+4722000001"},
)


@dataclass(slots=True)
class Office:
    """Everything that a call needs; ``make`` builds the call."""

    react: Callable[[Observation], Answer]
    transcriber: Transcriber = field(default_factory=ScriptedTranscriber)
    voice: Synthesizer = field(default_factory=ToneVoice)
    store: MemoryStore = field(default_factory=MemoryStore)
    carrier: MemoryCarrier = field(default_factory=MemoryCarrier)
    calendar: MemoryCalendar = field(default_factory=MemoryCalendar)
    line: FakeLine = field(default_factory=FakeLine)
    clock: LoopClock = field(default_factory=LoopClock)
    manners: Manners = field(default_factory=Manners)
    dialog: ScriptedDialog = field(init=False)
    books: Books = field(init=False)

    def __post_init__(self) -> None:
        self.dialog = ScriptedDialog(self.react)
        self.books = Books(self.store)

    def make(self, call_id: str = "call1", call_sid: str = "CA1") -> Call:
        """A call by this office's dialog."""
        return Call(
            call_id=call_id,
            call_sid=call_sid,
            conversation=Conversation(self.dialog, self.manners),  # type: ignore[arg-type]
            listening=Listening(EnergyDetector(), pre_roll_ms=240, post_roll_ms=160),
            engines=Engines(
                FixedScorer(), self.transcriber, self.voice, PhraseCache(limit_bytes=1_000_000)
            ),
            tools=Tools(call_id, self.calendar, self.books, self.clock, ToolSettings()),
            carrier=self.carrier,
            recorder=FlightRecorder(call_id, self.books),
            tracks=None,
            clock=self.clock,
            settings=SETTINGS,
        )

    async def run(self, script: Callable[[], Coroutine[object, object, None]] | None = None) -> str:
        """Make a call, carry it to its end, close it and write the books; why it ended."""
        call = self.make()
        reason = await self.carry(call, script)
        await call.finish()
        await self.books.settle()
        return reason

    async def carry(
        self, call: Call, script: Callable[[], Coroutine[object, object, None]] | None = None
    ) -> str:
        """Carry the call; ``script`` is a coroutine function that plays the caller."""
        playing = asyncio.ensure_future(script()) if script else None
        try:
            return await call.carry(self.line, connected)
        finally:
            if playing is not None:
                playing.cancel()


def connected(at_ms: int) -> Event:
    """The event that begins an inbound call."""
    return CallConnected(at_ms, "inbound", "2026-11-23T10:00:00+01:00", "+4740000000")
