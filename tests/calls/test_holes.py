"""Audio that never came: the call's time stays true after a hole in the caller's sound."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.runtime.office import Office
from tests.support.engines import EnergyDetector, tone
from tests.support.line import FakeLine
from tests.support.stage import Answer
from tests.support.virtual_time import run_virtually
from voiceagent.core.audio import encode_ulaw, silence_ulaw
from voiceagent.core.events import SpeechProbed
from voiceagent.core.floor import Floor, FloorSettings, SpeechStarted
from voiceagent.dialog.moves import Observation
from voiceagent.ports import AudioReceived, LineEnded, LineEvent, LineOpened
from voiceagent.runtime.listening import Listening

FRAME_MS = 20


def ear() -> Listening:
    """A call's ear that takes every sound for speech."""
    return Listening(EnergyDetector(), pre_roll_ms=240, post_roll_ms=160)


def heard(listening: Listening, at_ms: int, ulaw: bytes, *, now_ms: int) -> list[SpeechProbed]:
    """Audio that begins at ``at_ms`` of its stream, taken in."""
    listening.place(at_ms, ulaw, now_ms=now_ms)
    return list(listening.hear(ulaw))


def test_a_hole_counts_as_silence() -> None:
    """After a hole of 1.5 s, what is heard stands where it was spoken."""
    listening = ear()
    heard(listening, 0, silence_ulaw(1_000), now_ms=1_000)
    probes = heard(listening, 2_500, encode_ulaw(tone(320)), now_ms=2_820)
    assert listening.heard_ms == 2_820
    assert probes[0] == SpeechProbed(2_500, 0.0, -90)
    assert probes[-1].at_ms > 2_750


def test_times_that_round_differently_are_no_hole() -> None:
    """A piece that is not a whole number of milliseconds leaves no gap behind."""
    listening = ear()
    heard(listening, 0, b"\xff" * 163, now_ms=20)
    assert listening.place(21, silence_ulaw(20), now_ms=41) == 0


def test_a_second_stream_begins_where_the_call_stands() -> None:
    """Its own time begins at 0 again; what lies between the two is silence."""
    listening = ear()
    heard(listening, 0, silence_ulaw(1_000), now_ms=1_000)
    listening.begin_stream()
    heard(listening, 0, silence_ulaw(20), now_ms=9_020)
    assert listening.heard_ms == 9_020
    heard(listening, 20, silence_ulaw(20), now_ms=9_041)
    assert listening.heard_ms == 9_040


@pytest.mark.parametrize("leap_ms", [500, 1_500, 60_000])
def test_a_leap_in_time_is_never_taken_for_speech(leap_ms: int) -> None:
    """However long nothing was heard, one frame of sound after it begins no turn."""
    floor = Floor(FloorSettings())
    floor.hear(SpeechProbed(32, 0.0, -60))
    assert floor.hear(SpeechProbed(32 + leap_ms, 0.0, -60)) is None
    assert floor.hear(SpeechProbed(64 + leap_ms, 1.0, -20)) is None
    events = [
        floor.hear(SpeechProbed(at, 1.0, -20)) for at in range(96 + leap_ms, leap_ms + 500, 32)
    ]
    assert [event for event in events if event] == [SpeechStarted(1, 32 + leap_ms)]


class HoleyLine(FakeLine):
    """Brings a second of silence, nothing for 1.5 s, and then a second of speech."""

    async def events(self) -> AsyncIterator[LineEvent]:
        yield LineOpened("CA1", "MZ1")
        for at_ms in range(0, 1_000, FRAME_MS):
            await asyncio.sleep(FRAME_MS / 1000)
            yield AudioReceived(at_ms, silence_ulaw(FRAME_MS))
        await asyncio.sleep(1.5)
        for at_ms in range(2_500, 3_500, FRAME_MS):
            await asyncio.sleep(FRAME_MS / 1000)
            yield AudioReceived(at_ms, encode_ulaw(tone(FRAME_MS)))
        yield LineEnded("hangup")


def quiet(_observation: Observation) -> Answer:
    """A dialog that does nothing."""
    return Answer()


def test_the_calls_clock_is_true_after_a_hole() -> None:
    """The line's own times are heeded, so that audio and wall time do not part for good."""
    office = Office(quiet, line=HoleyLine())

    async def run() -> tuple[str, int]:
        call = office.make()
        reason = await office.carry(call)
        return reason, call.now_ms

    reason, now_ms = run_virtually(run())
    assert reason == "hangup"
    assert now_ms == pytest.approx(3_500, abs=2 * FRAME_MS)
