"""The carrier's play-out buffer, in virtual time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.loopback.playout import BUFFER_LIMIT_MS, BYTES_PER_MS, PlayoutBuffer


def test_audio_plays_at_160_bytes_in_20_ms() -> None:
    """400 bytes last 50 ms: two full frames and one that is padded with silence."""
    buffer = PlayoutBuffer()
    buffer.queue_audio(b"\x10" * 400)
    first, second, third = buffer.play(), buffer.play(), buffer.play()
    assert first.ulaw == second.ulaw == b"\x10" * 160
    assert third.ulaw == b"\x10" * 80 + b"\xff" * 80
    assert third.audio_bytes == 80


def test_a_mark_comes_back_when_the_audio_before_it_has_been_played() -> None:
    """A mark behind 40 ms of audio is due with the second frame, not earlier."""
    buffer = PlayoutBuffer()
    buffer.queue_audio(b"\x10" * 320)
    assert buffer.queue_mark("1.1.0.greeting") is False
    assert buffer.play().marks == ()
    assert buffer.play().marks == ("1.1.0.greeting",)
    assert buffer.play().marks == ()


def test_a_mark_with_nothing_before_it_is_due_at_once() -> None:
    """Twilio echoes a mark immediately when its buffer is empty."""
    buffer = PlayoutBuffer()
    assert buffer.queue_mark("1.1.0.greeting") is True
    assert buffer.waiting_marks == ()


def test_clear_drops_the_audio_and_gives_every_waiting_mark_back() -> None:
    """After a clear nothing more of the old audio is heard, and its marks return in order."""
    buffer = PlayoutBuffer()
    buffer.queue_audio(b"\x10" * 800)
    buffer.queue_mark("a")
    buffer.queue_audio(b"\x10" * 800)
    buffer.queue_mark("b")
    buffer.play()
    assert buffer.clear() == ("a", "b")
    assert buffer.play().audio_bytes == 0
    assert buffer.clear() == ()


def test_marks_count_on_after_a_clear() -> None:
    """A mark placed after a clear waits for the audio before it, as the first one did."""
    buffer = PlayoutBuffer()
    buffer.queue_audio(b"\x10" * 1600)
    buffer.play()
    buffer.clear()
    buffer.queue_audio(b"\x20" * 320)
    buffer.queue_mark("later")
    assert buffer.play().marks == ()
    assert buffer.play().marks == ("later",)


def test_more_than_ten_minutes_of_audio_is_refused() -> None:
    """Twilio's warning 31931: what does not fit is dropped, what waits is kept."""
    buffer = PlayoutBuffer()
    assert buffer.queue_audio(bytes(BUFFER_LIMIT_MS * BYTES_PER_MS))
    assert not buffer.queue_audio(b"\x10")
    assert buffer.buffered_ms == BUFFER_LIMIT_MS


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.integers(1, 700), st.sampled_from(["mark", "play", "clear"]))))
def test_no_mark_is_lost_or_given_back_twice(steps: list[int | str]) -> None:
    """Whatever the order of audio, marks, clears and time, each mark returns once, in order."""
    buffer = PlayoutBuffer()
    placed: list[str] = []
    returned: list[str] = []
    for step in steps:
        if isinstance(step, int):
            buffer.queue_audio(b"\x10" * step)
        elif step == "mark":
            placed.append(str(len(placed)))
            if buffer.queue_mark(placed[-1]):
                returned.append(placed[-1])
        elif step == "play":
            returned.extend(buffer.play().marks)
        else:
            returned.extend(buffer.clear())
    returned.extend(buffer.clear())
    assert returned == placed
