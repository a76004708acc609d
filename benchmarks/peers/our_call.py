"""One call of ours as the service carries it: wire codec, line, runtime, core, books in SQLite.

Only the desk before it and the policy behind it are left out: the dialog is one question that is
answered by whatever was said, as in :mod:`benchmarks.turns.trial`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from benchmarks.peers.engines import HearingAs, NotingVoice
from benchmarks.peers.script import Hearing, Script
from benchmarks.peers.wire import Wire
from models.loading import Engines
from telephony.twilio.line import LineLimits, TwilioLine
from voiceagent.clock import SystemClock
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import CallConnected, Event
from voiceagent.core.manners import Manners
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    CallStarted,
    Expectation,
    NothingUnderstood,
    Observation,
    Say,
    WordsHeard,
)
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step
from voiceagent.ports import (
    Calendar,
    CallRecord,
    Carrier,
    LineRecord,
    NewCall,
    SpeechDetector,
    Transcriber,
)
from voiceagent.runtime.books import Books
from voiceagent.runtime.call import Call
from voiceagent.runtime.equipment import CallSettings
from voiceagent.runtime.equipment import Engines as CallEngines
from voiceagent.runtime.flight_recorder import FlightRecorder
from voiceagent.runtime.listening import Listening
from voiceagent.runtime.phrases import PhraseCache
from voiceagent.runtime.speaking import PacingSettings
from voiceagent.runtime.tools import Tools, ToolSettings
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.schema import migrate

_NOW = "2026-11-18T09:30:00+01:00"
_SETTINGS = CallSettings(
    pacing=PacingSettings(),
    pre_roll_ms=240,
    post_roll_ms=160,
    score_deadline_s=1.0,
    transcript_deadline_s=2.4,
    clause_deadline_s=5.0,
    humans={},
)
_PHRASES_BYTES = 1_000_000


class OurHouse:
    """What the calls of a process share.

    Args:
        folder: Where the books lie.
    """

    def __init__(self, folder: Path) -> None:
        self._url = f"sqlite:///{folder / 'books.db'}"
        self._database = Database(self._url)
        self._store = SqlCallStore(self._database)
        self._books = Books(self._store)
        self._writing: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open the books."""
        await migrate(self._url)
        self._writing = asyncio.create_task(self._books.run())

    async def make(
        self, script: Script, wire: Wire, engines: Engines, *, listening: bool = True
    ) -> OurCall:
        """A call, ready to begin; unless ``listening``, no frame is ever speech."""
        clock = SystemClock()
        entry = NewCall(
            wire.call_sid, wire.call_sid, "inbound", None, "", "peers", "nb", clock.now()
        )
        await self._store.open_call(entry)
        detector = engines.detectors.open() if listening else _DeafDetector()
        return OurCall(script, wire, engines, detector, self._books)

    async def close(self) -> None:
        """Close the books."""
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        await self._books.settle()
        await self._database.close()


class OurCall:
    """One call."""

    def __init__(
        self,
        script: Script,
        wire: Wire,
        engines: Engines,
        detector: SpeechDetector,
        books: Books,
    ) -> None:
        self.voice = NotingVoice(engines.synthesizer)
        self._wire = wire
        self._line = TwilioLine(_WireSocket(wire), LineLimits())
        self._overheard = _Overheard(books)
        heard_books = cast(Books, self._overheard)
        clock = SystemClock()
        hearing = script.hearing
        transcriber: Transcriber = HearingAs(engines.transcriber, hearing)
        self._call = Call(
            call_id=wire.call_sid,
            call_sid=wire.call_sid,
            conversation=Conversation(cast(DialogEngine, _OneQuestion(script)), Manners()),
            listening=Listening(
                detector, pre_roll_ms=_SETTINGS.pre_roll_ms, post_roll_ms=_SETTINGS.post_roll_ms
            ),
            engines=CallEngines(
                engines.scorer, transcriber, self.voice, PhraseCache(limit_bytes=_PHRASES_BYTES)
            ),
            tools=Tools(
                wire.call_sid, cast(Calendar, _NoCalendar()), heard_books, clock, ToolSettings()
            ),
            carrier=cast(Carrier, _NoCarrier()),
            recorder=FlightRecorder(wire.call_sid, heard_books),
            tracks=None,
            clock=clock,
            settings=_SETTINGS,
        )
        self._carrying: asyncio.Task[str] | None = None

    @property
    def believed(self) -> str:
        """What we hold the caller to have heard of us."""
        return " ".join(self._overheard.said)

    async def open(self) -> None:
        """Wait for the carrier."""
        self._carrying = asyncio.create_task(self._carry())

    async def begin(self) -> None:
        """The stream opens."""
        self._wire.open()

    async def close(self) -> None:
        """The caller hangs up."""
        self._wire.close()
        if self._carrying is not None:
            await self._carrying
        await self._call.finish()

    async def _carry(self) -> str:
        await self._line.opened()
        return await self._call.carry(self._line, _connected)


def _connected(at_ms: int) -> Event:
    return CallConnected(at_ms, "inbound", _NOW, None)


class _OneQuestion:
    """A dialog of one question; it answers whatever it hears, even what nobody understood."""

    def __init__(self, script: Script) -> None:
        self._asked = script.asked
        self._greeting = script.greeting
        self._reply = script.reply
        # For load: every turn is answered alike.
        self._again = script.hearing is Hearing.SAME

    def left_behind(self, _: DialogState) -> None:
        """Nothing is ever told for somebody else here."""
        return

    def begin(self) -> DialogState:
        return DialogState()

    def step(self, state: DialogState, observation: Observation) -> Step:
        match observation:
            case CallStarted() if self._greeting:
                return Step(state, (Say(self._greeting),), self._asked, ())
            case WordsHeard() | NothingUnderstood() if self._reply:
                after = self._asked if self._again else Expectation()
                return Step(state, (Say(self._reply),), after, ())
            case _:
                return Step(state, (), self._asked, ())


class _WireSocket:
    """The wire as a ``MediaSocket``."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def receive(self) -> str | bytes | None:
        return await self._wire.receive()

    async def send(self, text: str) -> bool:
        self._wire.send(text)
        return True

    async def close(self, code: int) -> None:
        del code


class _Overheard:
    """Books that also remember what was said by us."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self.said: list[str] = []

    def keep(self, records: Sequence[CallRecord]) -> None:
        self.said += [
            record.text
            for record in records
            if isinstance(record, LineRecord) and record.speaker == "agent"
        ]
        self._books.keep(records)

    async def settle(self) -> bool:
        return await self._books.settle()


class _DeafDetector:
    frame_samples = 256

    def probe(self, frame: bytes) -> float:
        del frame
        return 0.0


class _NoCalendar:
    async def release(self, *, call_id: str) -> None:
        del call_id


class _NoCarrier:
    async def hang_up(self, call_sid: str) -> None:
        del call_sid
