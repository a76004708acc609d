"""Our voice on its way out: paced from the samples sent, stopped within one frame.

Frames leave a little ahead of real time, so that a busy moment of ours is not heard as a stutter;
the lead stays short, so that little has to be thrown away when the caller breaks in. The time of a
frame follows from the samples sent before it and never from repeated sleeps.

Marks are named ``generation.utterance.clause.key``. A clear returns all pending marks at once, as
if they had been played; it also begins a new generation, so that those are known for what they are.

Orders take effect at once and never wait; one task does all the sending, so that what goes to the
line goes in the order in which it was decided.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from voiceagent.core.audio import ULAW_BYTES_PER_MS
from voiceagent.core.events import (
    UNPREPARED,
    Event,
    MarkReached,
    SpeakingHeld,
    SpeakingSent,
    SpeakingStarted,
    SynthesisFailed,
    Utterance,
)
from voiceagent.ports import Clock, PhoneLine
from voiceagent.runtime.call_clock import CallClock
from voiceagent.runtime.echo import EchoGate
from voiceagent.runtime.voices import Voiced, VoiceOver

_REMEMBERED_MARKS = 64


@dataclass(frozen=True, slots=True)
class PacingSettings:
    """How sound leaves.

    Attributes:
        frame_ms: Sound per message; the carrier stutters on messages much shorter than 50 ms.
        lead_ms: How far ahead of real time sound is sent.
    """

    frame_ms: int = 80
    lead_ms: int = 160


@dataclass(slots=True, eq=False)
class _Run:
    """An utterance being sent: up to which byte, and which clauses have had their mark."""

    voiced: Voiced
    position: int
    marked: int
    started: bool = False


class Speaking:
    """One call's mouth."""

    def __init__(
        self,
        line: PhoneLine,
        clock: Clock,
        call_clock: CallClock,
        emit: Callable[[Event], None],
        *,
        pacing: PacingSettings,
        sent: Callable[[bytes], None] | None = None,
        gate: EchoGate | None = None,
    ) -> None:
        """``sent`` is given all sound that goes out, for the recorder.

        ``gate`` is told when it is played, to know its echo.
        """
        self._line = line
        self._clock = clock
        self._call_clock = call_clock
        self._emit = emit
        self._pacing = pacing
        self._sent = sent
        self._gate = gate
        self._voiced: dict[int, Voiced] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._run: _Run | None = None
        self._finished: _Run | None = None
        self._wake = asyncio.Event()
        self._clear_due = False
        self._generation = 1
        self._marks: dict[str, tuple[int, int]] = {}
        self._line_free_ms = 0.0

    # -------------------------------------------------------- orders

    def prepare(
        self, utterance: Utterance, voice_over: VoiceOver, tasks: asyncio.TaskGroup
    ) -> None:
        """Begin to make an utterance's sound."""
        voiced = Voiced(utterance)
        self._voiced[utterance.id] = voiced
        task = tasks.create_task(voice_over.voice(voiced, self._wake.set))
        self._tasks[utterance.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(utterance.id, None))

    def speak(self, utterance: int, *, from_ms: int = 0) -> None:
        """Send a prepared utterance, from its beginning or from where it was held."""
        voiced = self._voiced.get(utterance)
        if voiced is None:
            self._emit(SynthesisFailed(self._call_clock.now_ms(), utterance, UNPREPARED))
            return
        position = from_ms * ULAW_BYTES_PER_MS
        marked = sum(end <= position for end in voiced.clause_ends)
        self._run = _Run(voiced, position, marked)
        self._wake.set()

    def hold(self, utterance: int) -> None:
        """Stop sending and have the carrier drop what it has not played."""
        run = self._run or self._finished
        sent_ms = 0
        if run is not None and run.voiced.utterance.id == utterance:
            sent_ms = run.position // ULAW_BYTES_PER_MS
        self._stop()
        self._emit(SpeakingHeld(self._call_clock.now_ms(), utterance, sent_ms))

    def discard(self, utterance: int) -> None:
        """Forget an utterance; if it is being heard, it stops."""
        if task := self._tasks.get(utterance):
            task.cancel()
        self._voiced.pop(utterance, None)
        for run in (self._run, self._finished):
            if run is not None and run.voiced.utterance.id == utterance:
                if self._clock.monotonic_ms() < self._line_free_ms:
                    self._stop()
                self._run = self._finished = None
                return

    def mark_returned(self, name: str) -> None:
        """The carrier gave a mark back; unknown, late and flushed ones mean nothing."""
        place = self._marks.pop(name, None)
        if place is not None and name.startswith(f"{self._generation}."):
            utterance, position_ms = place
            self._emit(MarkReached(self._call_clock.now_ms(), utterance, position_ms))

    def stop_all(self) -> None:
        """Stop making sound: the line is gone."""
        self._run = self._finished = None
        for task in self._tasks.values():
            task.cancel()
        self._voiced.clear()

    def _stop(self) -> None:
        self._run = None
        self._generation += 1
        self._line_free_ms = 0.0
        if self._gate is not None:
            self._gate.cleared(self._call_clock.now_ms())
        self._clear_due = True
        self._wake.set()

    # -------------------------------------------------------- sending

    async def run(self) -> None:
        """Send whatever is to be said, until cancelled."""
        while True:
            self._wake.clear()
            wait_s = await self._advance()
            if wait_s is None:
                await self._wake.wait()
            elif wait_s > 0:
                await self._wait(wait_s)

    async def _wait(self, wait_s: float) -> None:
        try:
            async with asyncio.timeout(wait_s):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _advance(self) -> float | None:
        """Do one thing; returns how long there is nothing to do, None for until woken."""
        if self._clear_due:
            self._clear_due = False
            await self._line.clear()
            return 0
        run = self._run
        if run is None:
            return None
        frame_bytes = self._pacing.frame_ms * ULAW_BYTES_PER_MS
        frame = bytes(run.voiced.ulaw[run.position : run.position + frame_bytes])
        if len(frame) < frame_bytes and not run.voiced.complete:
            return None
        if not frame:
            await self._finish(run)
            return 0
        now_ms = self._clock.monotonic_ms()
        self._line_free_ms = max(self._line_free_ms, now_ms)
        wait_ms = self._line_free_ms - self._pacing.lead_ms - now_ms
        if wait_ms > 0:
            return wait_ms / 1000
        await self._send(run, frame)
        return 0

    async def _send(self, run: _Run, frame: bytes) -> None:
        if not run.started:
            run.started = True
            from_ms = run.position // ULAW_BYTES_PER_MS
            self._emit(SpeakingStarted(self._call_clock.now_ms(), run.voiced.utterance.id, from_ms))
        if self._gate is not None:
            ahead_ms = self._line_free_ms - self._clock.monotonic_ms()
            self._gate.sent(frame, self._call_clock.now_ms() + ahead_ms)
        run.position += len(frame)
        self._line_free_ms += len(frame) / ULAW_BYTES_PER_MS
        if self._sent is not None:
            self._sent(frame)
        await self._line.send_audio(frame)
        await self._send_marks(run)

    async def _send_marks(self, run: _Run) -> None:
        ends = run.voiced.clause_ends
        utterance = run.voiced.utterance
        while self._run is run and run.marked < len(ends) and ends[run.marked] <= run.position:
            name = f"{self._generation}.{utterance.id}.{run.marked}.{utterance.key}"
            # Where the mark stands: up to a frame behind its clause, and that is when it returns.
            self._marks[name] = (utterance.id, run.position // ULAW_BYTES_PER_MS)
            run.marked += 1
            while len(self._marks) > _REMEMBERED_MARKS:
                del self._marks[next(iter(self._marks))]
            await self._line.send_mark(name)

    async def _finish(self, run: _Run) -> None:
        await self._send_marks(run)
        if self._run is not run:
            return
        self._run = None
        if self._finished is not None:
            self._voiced.pop(self._finished.voiced.utterance.id, None)
        self._finished = run
        utterance = run.voiced.utterance.id
        self._emit(SpeakingSent(self._call_clock.now_ms(), utterance, run.voiced.duration_ms))
