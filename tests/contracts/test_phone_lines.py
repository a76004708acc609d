"""The port ``PhoneLine``: Twilio's line over a websocket, and the one that tests use."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

import pytest

from tests.contracts.lines import PARTIES, Listener, Party
from tests.support.engines import tone
from tests.support.virtual_time import run_virtually
from voiceagent.core.audio import encode_ulaw
from voiceagent.ports import (
    AudioReceived,
    DigitReceived,
    LineEnded,
    LineEvent,
    LineOpened,
    MarkReturned,
)

Script = Callable[[Party, list[LineEvent]], Coroutine[None, None, None]]


@pytest.fixture(params=PARTIES)
def party(request: pytest.FixtureRequest) -> Callable[[], Party]:
    """Makes the other end of a line."""
    return PARTIES[request.param]


def met(make: Callable[[], Party], script: Script) -> list[LineEvent]:
    """Everything that came from a line while ``script`` played its part."""

    async def run() -> list[LineEvent]:
        listener = Listener(make())
        reading = asyncio.ensure_future(listener.read())
        await script(listener.party, listener.events)
        async with asyncio.timeout(60):
            await reading
        return listener.events

    return run_virtually(run())


def speech(duration_ms: int) -> bytes:
    """Line audio of our voice."""
    return encode_ulaw(tone(duration_ms))


def marks(events: list[LineEvent]) -> list[str]:
    """Marks that came back, in order."""
    return [event.name for event in events if isinstance(event, MarkReturned)]


def test_a_line_begins_with_whose_call_it_is_and_ends_once(party: Callable[[], Party]) -> None:
    """LineOpened is the first event, LineEnded the last, and there is one of each."""

    async def script(other: Party, _events: list[LineEvent]) -> None:
        await asyncio.sleep(0.5)
        other.hang_up()

    events = met(party, script)
    assert isinstance(events[0], LineOpened)
    assert events[-1] == LineEnded("hangup")
    assert [type(event) for event in events].count(LineEnded) == 1
    assert [type(event) for event in events].count(LineOpened) == 1


def test_audio_is_placed_from_the_start_of_the_stream(party: Callable[[], Party]) -> None:
    """Each piece begins where the one before it ended."""

    async def script(other: Party, _events: list[LineEvent]) -> None:
        await asyncio.sleep(1.05)
        other.hang_up()

    audio = [event for event in met(party, script) if isinstance(event, AudioReceived)]
    assert audio[0].at_ms == 0
    ends = [piece.at_ms + len(piece.ulaw) // 8 for piece in audio]
    assert [piece.at_ms for piece in audio[1:]] == ends[:-1]
    assert ends[-1] >= 1_000


def test_keys_come_in_the_order_in_which_they_were_pressed(party: Callable[[], Party]) -> None:
    """DTMF arrives as digits."""

    async def script(other: Party, _events: list[LineEvent]) -> None:
        await asyncio.sleep(0.1)
        for digit in "1*#":
            other.press(digit)
        await asyncio.sleep(0.1)
        other.hang_up()

    keys = [event.digit for event in met(party, script) if isinstance(event, DigitReceived)]
    assert "".join(keys) == "1*#"


def test_a_mark_comes_back_when_what_was_before_it_has_been_played(
    party: Callable[[], Party],
) -> None:
    """Neither before its audio is heard nor long after."""

    async def script(other: Party, events: list[LineEvent]) -> None:
        await asyncio.sleep(0.1)
        await other.line.send_audio(speech(400))
        await other.line.send_mark("a")
        await other.line.send_audio(speech(400))
        await other.line.send_mark("b")
        await asyncio.sleep(0.3)
        assert marks(events) == []
        await asyncio.sleep(0.3)
        assert marks(events) == ["a"]
        await asyncio.sleep(0.4)
        other.hang_up()
        assert other.played_ms == 800

    assert marks(met(party, script)) == ["a", "b"]


def test_a_clear_silences_at_once_and_gives_the_marks_back(party: Callable[[], Party]) -> None:
    """What was queued is not played; its marks come back all the same."""

    async def script(other: Party, events: list[LineEvent]) -> None:
        await asyncio.sleep(0.1)
        await other.line.send_audio(speech(5_000))
        await other.line.send_mark("a")
        await asyncio.sleep(0.5)
        await other.line.clear()
        await asyncio.sleep(0.1)
        assert marks(events) == ["a"]
        assert other.played_ms <= 540
        await asyncio.sleep(1.0)
        assert other.played_ms <= 540
        other.hang_up()

    met(party, script)


def test_sending_on_a_closed_line_does_nothing(party: Callable[[], Party]) -> None:
    """Whoever is late with a word, a mark or a clear gets no error."""

    async def script(other: Party, events: list[LineEvent]) -> None:
        await asyncio.sleep(0.1)
        await other.line.close()
        await asyncio.sleep(0.1)
        assert isinstance(events[-1], LineEnded)
        for _ in range(2):
            await other.line.send_audio(speech(100))
            await other.line.send_mark("late")
            await other.line.clear()
            await other.line.close()

    assert marks(met(party, script)) == []
