"""One call: it listens, has engines work, speaks and records. What it does is decided in the core.

All of a stream's work is one TaskGroup: a reader, the sender, a heartbeat, and a task for each
thing an engine, a tool or the carrier is asked. Events go to the conversation one after the other,
in the order in which they happened, and the commands that come back take effect at once; nothing
here decides.

A call outlives its stream when it is transferred: nobody answers, the carrier opens another stream,
and the conversation goes on where it was.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace

import structlog

from voiceagent.core.audio import silence_ulaw
from voiceagent.core.commands import (
    Command,
    Discard,
    HangUp,
    Hold,
    Prepare,
    Resume,
    RunTool,
    SaveDecision,
    SaveFact,
    SaveLine,
    ScoreTurn,
    Speak,
    TranscribeSpan,
    Transfer,
)
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import (
    Event,
    KeyPressed,
    LineClosed,
    Span,
    SpeechProbed,
    Ticked,
    ToolReturned,
    Transcript,
    TranscriptionFailed,
    TransferEnded,
    TurnScored,
    TurnTranscribed,
)
from voiceagent.errors import DeadlineExceeded, ProviderError
from voiceagent.norwegian.contact.contact import mask_national_id
from voiceagent.ports import (
    AudioReceived,
    Carrier,
    Clock,
    DigitReceived,
    LineEnded,
    LineOpened,
    MarkReturned,
    PhoneLine,
    TurnAudio,
)
from voiceagent.runtime.call_clock import CallClock
from voiceagent.runtime.equipment import CallSettings, Engines
from voiceagent.runtime.farewell import hang_up
from voiceagent.runtime.flight_recorder import FlightRecorder
from voiceagent.runtime.listening import Listening
from voiceagent.runtime.speaking import Speaking
from voiceagent.runtime.tools import Tools
from voiceagent.runtime.tracks import Tracks
from voiceagent.runtime.voices import VoiceOver

_log = structlog.get_logger()
_HEARTBEAT_S = 0.2
_DOUBT_MS = 15_000


class Call:
    """A call that we have taken."""

    def __init__(
        self,
        *,
        call_id: str,
        call_sid: str,
        conversation: Conversation,
        listening: Listening,
        engines: Engines,
        tools: Tools,
        carrier: Carrier,
        recorder: FlightRecorder,
        tracks: Tracks | None,
        clock: Clock,
        settings: CallSettings,
    ) -> None:
        self.call_id = call_id
        self.call_sid = call_sid
        self.conversation = conversation
        self.transferring = False
        self._doubt_until_ms = 0
        self._hanging_up = False
        self.handed_to = ("", "")
        self._listening = listening
        self._engines = engines
        self._tools = tools
        self._carrier = carrier
        self._recorder = recorder
        self._tracks = tracks
        self._clock = clock
        self._settings = settings
        self._call_clock = CallClock(clock)
        self._pending: deque[Event] = deque()
        self._pumping = False
        self._cut: tuple[Span, TurnAudio] | None = None
        self._streaming = False
        self._speaking: Speaking
        self._tasks: asyncio.TaskGroup
        self._timer: asyncio.TimerHandle | None = None
        self._timer_ms: int | None = None
        self._over = asyncio.Event()
        self._voice_over = VoiceOver(
            engines.synthesizer,
            engines.phrases,
            self._call_clock,
            self.post,
            clause_deadline_s=settings.clause_deadline_s,
        )

    @property
    def now_ms(self) -> int:
        """The call's time now."""
        return self._call_clock.now_ms()

    async def finish(self) -> None:
        """The call is over: close what it kept open."""
        self._streaming = False
        self._stop_timer()
        self._recorder.close()
        try:
            await self._tools.release()
        finally:
            if self._tracks is not None:
                # Joining a long call's sound would hold up every other call.
                await asyncio.to_thread(self._tracks.close)

    # -------------------------------------------------------- one stream

    async def carry(self, line: PhoneLine, first: Callable[[int], Event]) -> str:
        """Carry the call over a stream until the stream ends.

        Args:
            line: The stream, opened.
            first: Gives the event that begins it, at the call's time.

        Returns:
            Why it ended: ``hangup``, ``lost``, ``transfer`` or ``ended`` (by us).
        """
        self._over.clear()
        self._call_clock.new_stream()
        self._listening.begin_stream()
        self._speaking = Speaking(
            line,
            self._clock,
            self._call_clock,
            self.post,
            pacing=self._settings.pacing,
            sent=self._tracks.agent if self._tracks else None,
            gate=self._listening.gate,
        )
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            self._streaming = True
            running = [
                tasks.create_task(self._speaking.run(), name="speaking"),
                tasks.create_task(self._beat(), name="heartbeat"),
            ]
            self.post(first(self._call_clock.now_ms()))
            reason = await self._read(line)
            self._streaming = False
            in_doubt = self._call_clock.now_ms() < self._doubt_until_ms
            if reason == "hangup" and in_doubt and not self._hanging_up:
                self.transferring = True  # the carrier did it, and was late in saying so
            if told := not self.transferring:
                self.post(LineClosed(self._call_clock.now_ms(), reason))
            for task in running:
                task.cancel()
            self._stop_timer()
            self._speaking.stop_all()
        if self.transferring:
            return "transfer"
        if not told:  # the caller hung up, and then the transfer failed
            self.post(LineClosed(self._call_clock.now_ms(), reason))
        return "ended" if self._hanging_up else reason

    async def _read(self, line: PhoneLine) -> str:
        """Take in what comes from the line, until it ends or we have ended the call."""
        reading = asyncio.ensure_future(self._read_events(line))
        over = asyncio.ensure_future(self._over.wait())
        try:
            await asyncio.wait({reading, over}, return_when=asyncio.FIRST_COMPLETED)
            if reading.done():
                return reading.result()
            await line.close()
            return "ended"
        finally:
            for future in (reading, over):
                future.cancel()
            await asyncio.gather(reading, over, return_exceptions=True)

    async def _read_events(self, line: PhoneLine) -> str:
        async for event in line.events():
            match event:
                case AudioReceived(at_ms, ulaw):
                    self._hear(at_ms, ulaw)
                case DigitReceived(digit):
                    self.post(KeyPressed(self._call_clock.now_ms(), digit))
                case MarkReturned(name):
                    self._speaking.mark_returned(name)
                case LineEnded(reason):
                    return reason
                case LineOpened():
                    pass
        return "lost"

    def _hear(self, at_ms: int, ulaw: bytes) -> None:
        hole_ms = self._listening.place(at_ms, ulaw, now_ms=self._call_clock.now_ms())
        if self._tracks is not None:
            self._tracks.caller(silence_ulaw(hole_ms) + ulaw)
        probes = list(self._listening.hear(ulaw))
        self._call_clock.hear(self._listening.heard_ms)
        for probe in probes:
            self.post(probe)

    async def _beat(self) -> None:
        """Time goes by also when the line brings no audio."""
        while True:
            heard_ms = self._listening.heard_ms
            await asyncio.sleep(_HEARTBEAT_S)
            if self._listening.heard_ms == heard_ms:
                self.post(Ticked(self._call_clock.now_ms()))

    # -------------------------------------------------------- events and commands

    def post(self, event: Event) -> None:
        """Give the conversation an event and carry out what it says, in order."""
        self._pending.append(event)
        if self._pumping:
            return
        self._pumping = True
        moved = False
        try:
            while self._pending:
                event = self._pending.popleft()
                commands = self.conversation.handle(event)
                moved = moved or bool(commands) or not isinstance(event, SpeechProbed)
                self._recorder.note(event, commands)
                if self._tracks is not None and commands:
                    self._tracks.note(commands)
                for command in commands:
                    self._perform(command)
        finally:
            self._pumping = False
        if moved:
            # A frame that brings nothing can only put off what is due, and the next one is near.
            self._set_timer()

    def _perform(self, command: Command) -> None:
        speaking = self._speaking
        match command:
            case ScoreTurn(span):
                self._tasks.create_task(self._score(span))
            case TranscribeSpan():
                self._tasks.create_task(self._transcribe(command))
            case Prepare(utterance):
                speaking.prepare(utterance, self._voice_over, self._tasks)
            case Speak(utterance):
                speaking.speak(utterance)
            case Hold(utterance):
                speaking.hold(utterance)
            case Resume(utterance, from_ms):
                speaking.speak(utterance, from_ms=from_ms)
            case Discard(utterance):
                speaking.discard(utterance)
            case RunTool():
                self._tasks.create_task(self._run_tool(command))
            case Transfer():
                self._tasks.create_task(self._transfer(command))
            case HangUp():
                self._tasks.create_task(self._hang_up())
            case SaveFact() | SaveDecision() | SaveLine():
                pass  # the recorder has kept them

    def _set_timer(self) -> None:
        wake_ms = self.conversation.wake_ms() if self._streaming else None
        if wake_ms == self._timer_ms:
            return
        self._stop_timer()
        if wake_ms is not None:
            delay_s = max(wake_ms - self._call_clock.now_ms(), 1) / 1000
            self._timer = asyncio.get_running_loop().call_later(delay_s, self._tick)
            self._timer_ms = wake_ms

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._timer_ms = None

    def _tick(self) -> None:
        self._timer = self._timer_ms = None
        self.post(Ticked(self._call_clock.now_ms()))

    # -------------------------------------------------------- what takes time

    def _audio(self, span: Span) -> TurnAudio:
        """The span's audio; scorer and recogniser get the very same object."""
        if self._cut is None or self._cut[0] != span:
            self._cut = (span, self._listening.cut(span))
        return self._cut[1]

    async def _score(self, span: Span) -> None:
        try:
            async with asyncio.timeout(self._settings.score_deadline_s):
                probability = await self._engines.scorer.score(self._audio(span))
        except (TimeoutError, ProviderError) as error:
            _log.warning("a turn goes unscored", fault=type(error).__name__)
            return
        self.post(TurnScored(self._call_clock.now_ms(), span, probability))

    async def _transcribe(self, command: TranscribeSpan) -> None:
        span = command.span
        try:
            async with asyncio.timeout(self._settings.transcript_deadline_s):
                transcript = await self._engines.transcriber.transcribe(
                    self._audio(span), command.expectation
                )
        except TimeoutError:
            code = DeadlineExceeded.code
        except ProviderError as error:
            code = error.code
        else:
            heard = _without_identity(transcript)
            self.post(TurnTranscribed(self._call_clock.now_ms(), span, heard))
            return
        _log.warning("a turn goes without words", code=code)
        self.post(TranscriptionFailed(self._call_clock.now_ms(), span, code))

    async def _run_tool(self, command: RunTool) -> None:
        result = await self._tools.run(command.tool, command.arguments)
        ending = result.ok, result.value, result.code
        self.post(ToolReturned(self._call_clock.now_ms(), command.request, command.tool, *ending))

    async def _transfer(self, command: Transfer) -> None:
        number = self._settings.humans.get(command.target) or self._settings.humans.get("default")
        if number is None:
            self.post(TransferEnded(self._call_clock.now_ms(), "no_number"))
            return
        self.transferring = True
        self.handed_to = (command.target, command.summary)
        try:
            await self._carrier.transfer(self.call_sid, target=number, summary=command.summary)
        except ProviderError as error:
            _log.warning("a transfer could not be made", code=error.code)
            self.transferring = False
            if isinstance(error, DeadlineExceeded):
                self._doubt_until_ms = self._call_clock.now_ms() + _DOUBT_MS
            self.post(TransferEnded(self._call_clock.now_ms(), error.code))

    async def _hang_up(self) -> None:
        self._hanging_up = True
        await hang_up(self._carrier, self.call_sid)
        self._over.set()


def _without_identity(transcript: Transcript) -> Transcript:
    """The transcript with national identity numbers masked: nothing behind this may keep one."""
    masked = mask_national_id(transcript.text)
    return transcript if masked == transcript.text else replace(transcript, text=masked, words=())
