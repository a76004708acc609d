"""What a mark says has been played is what had been sent before it."""

from __future__ import annotations

import asyncio

from tests.support.engines import ToneVoice
from tests.support.line import FakeLine
from tests.support.virtual_time import LoopClock, run_virtually
from voiceagent.core.events import ClauseSynthesized, Event, MarkReached, Utterance
from voiceagent.runtime.call_clock import CallClock
from voiceagent.runtime.phrases import PhraseCache
from voiceagent.runtime.speaking import PacingSettings, Speaking
from voiceagent.runtime.voices import VoiceOver

FRAME_MS = 80


async def _marked(clauses: tuple[str, ...]) -> list[Event]:
    """What is reported of an utterance whose marks have all come back."""
    line, clock, events = FakeLine(), LoopClock(), list[Event]()
    call_clock = CallClock(clock)
    pacing = PacingSettings(frame_ms=FRAME_MS)
    speaking = Speaking(line, clock, call_clock, events.append, pacing=pacing)
    voice = VoiceOver(
        ToneVoice(word_ms=210),
        PhraseCache(limit_bytes=0),
        call_clock,
        events.append,
        clause_deadline_s=1.0,
    )
    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(speaking.run())
        speaking.prepare(Utterance(1, clauses, key="told"), voice, tasks)
        speaking.speak(1)
        await asyncio.sleep(4)
        for name in line.marks:
            speaking.mark_returned(name)
        sending.cancel()
    return events


def test_a_mark_stands_where_its_frame_ends() -> None:
    """A mark follows the frame in which its clause ends, and comes back when that was played.

    If it were taken to stand at the clause's end, we would think that the line plays everything up
    to a frame later than it does.
    """
    clauses = ("Dette er det første.", "Og dette er det andre.")
    events = run_virtually(_marked(clauses))
    ends: list[int] = []
    for event in events:
        if isinstance(event, ClauseSynthesized):
            ends.append((ends[-1] if ends else 0) + event.duration_ms)
    marks = [event.position_ms for event in events if isinstance(event, MarkReached)]
    first, last = marks
    assert ends[0] % FRAME_MS, "the clause ends within a frame"
    assert first == -(-ends[0] // FRAME_MS) * FRAME_MS
    assert last == ends[1]
