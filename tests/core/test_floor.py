"""The floor: frames of the detector become turns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.core.events import Span, SpeechProbed
from voiceagent.core.floor import (
    Floor,
    FloorEvent,
    FloorSettings,
    SoundEndless,
    SpeechResumed,
    SpeechStarted,
    TentativeEnd,
)

FRAME_MS = 32
VOICE_DB, NOISE_DB = -20, -60


def probe(at_ms: int, probability: float, level_db: int | None = None) -> SpeechProbed:
    """A frame; as loud as speech or as what is behind it, where nothing else is said."""
    usual_db = VOICE_DB if probability >= 0.3 else NOISE_DB
    return SpeechProbed(at_ms, probability, usual_db if level_db is None else level_db)


def hear(floor: Floor, script: str) -> list[FloorEvent]:
    """Each letter is a frame: ``s`` speech, ``.`` silence."""
    events = []
    for index, letter in enumerate(script, start=1):
        event = floor.hear(probe(index * FRAME_MS, 0.9 if letter == "s" else 0.05))
        events += [event] if event else []
    return events


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("......", [], id="silence is nobody's turn"),
        pytest.param("ss......", [], id="a click shorter than the onset is nobody's turn"),
        pytest.param("..sss", [SpeechStarted(1, 64)], id="a turn starts where its speech began"),
        pytest.param(
            "sss.....",
            [SpeechStarted(1, 0), TentativeEnd(Span(1, 1, 0, 96))],
            id="160 ms of silence may be the end",
        ),
        pytest.param(
            "sss..s..s", [SpeechStarted(1, 0)], id="a short pause does not yield the floor"
        ),
        pytest.param(
            "sss.......ss",
            [
                SpeechStarted(1, 0),
                TentativeEnd(Span(1, 1, 0, 96)),
                SpeechResumed(1, 7 * FRAME_MS),
            ],
            id="speech after a tentative end goes on with the turn",
        ),
        pytest.param(
            "sss.......s....",
            [SpeechStarted(1, 0), TentativeEnd(Span(1, 1, 0, 96))],
            id="a single frame after a tentative end is not speech",
        ),
        pytest.param("s.s.s", [SpeechStarted(1, 0)], id="a stuttering onset counts its speech"),
    ],
)
def test_frames_become_turns(script: str, expected: list[FloorEvent]) -> None:
    """Sound alone makes turns, tentative ends and resumptions (DIA-03)."""
    assert hear(Floor(FloorSettings()), script) == expected


def test_a_closed_turn_is_followed_by_a_new_one() -> None:
    """Closing ends the turn: what comes next has the next number."""
    floor = Floor(FloorSettings())
    hear(floor, "sss.....")
    floor.close()
    event = None
    for index in range(9, 13):
        event = floor.hear(probe(index * FRAME_MS, 0.9)) or event
    assert event == SpeechStarted(2, 8 * FRAME_MS)


def test_speech_fades_by_a_lower_threshold_than_it_begins() -> None:
    """A frame at 0.4 goes on with speech but does not begin it."""
    floor = Floor(FloorSettings())
    assert [floor.hear(probe(n * FRAME_MS, 0.4)) for n in range(1, 8)] == [None] * 7
    for n in range(8, 12):
        floor.hear(probe(n * FRAME_MS, 0.9))
    for n in range(12, 20):
        assert floor.hear(probe(n * FRAME_MS, 0.4)) is None
    assert floor.last_speech_ms == 19 * FRAME_MS


def test_time_that_goes_back_is_refused() -> None:
    """The floor counts audio; audio does not run backwards."""
    floor = Floor(FloorSettings())
    floor.hear(probe(64, 0.0))
    with pytest.raises(ValueError, match="went back"):
        floor.hear(probe(32, 0.0))


@given(st.text(alphabet="s.", max_size=200))
@settings(max_examples=60, deadline=None)
def test_every_turn_starts_pauses_and_goes_on_in_order(script: str) -> None:
    """Whatever the frames, starts, tentative ends and resumptions alternate properly."""
    state = "quiet"
    for event in hear(Floor(FloorSettings()), script):
        match event:
            case SpeechStarted():
                assert state == "quiet"
                state = "speaking"
            case TentativeEnd(span):
                assert state == "speaking"
                assert span.start_ms < span.end_ms
                state = "paused"
            case SpeechResumed(_, pause_ms):
                assert state == "paused"
                assert pause_ms >= FloorSettings().tentative_end_ms
                state = "speaking"


def test_sound_without_a_pause_is_told_once_and_then_not_listened_to() -> None:
    """Nobody speaks for twelve seconds without drawing breath; after a pause we listen again."""
    floor = Floor(FloorSettings())
    events = hear(floor, "s" * 500 + "." * 6)
    assert events == [SpeechStarted(1, 0), SoundEndless(1, 0)]
    assert not floor.turn_open
    begins_ms = 600 * FRAME_MS
    onset = [floor.hear(probe(begins_ms + n * FRAME_MS, 0.9)) for n in range(5)]
    assert any(isinstance(event, SpeechStarted) and event.turn == 2 for event in onset)


def test_a_gap_in_the_audio_does_not_stop_the_ear() -> None:
    """After a transfer the next frame may come a minute later."""
    floor = Floor(FloorSettings())
    hear(floor, "..")
    assert floor.hear(probe(60_000, 0.0)) is None
    events = [floor.hear(probe(60_000 + n * FRAME_MS, 0.9)) for n in range(1, 6)]
    assert SpeechStarted(1, 60_000) in events


def test_a_frame_that_falls_back_to_the_noise_is_the_end_though_the_detector_lingers() -> None:
    """The detector holds on for a tenth of a second after the voice; loudness tells at once."""
    floor = Floor(FloorSettings())
    hear(floor, "..sssss")
    lingering = [0.95, 0.9, 0.7, 0.4, 0.1]
    events = [
        floor.hear(probe((8 + n) * FRAME_MS, probability, NOISE_DB))
        for n, probability in enumerate(lingering)
    ]
    assert events == [None, None, None, TentativeEnd(Span(1, 1, 64, 7 * FRAME_MS)), None]


def test_a_quiet_stretch_that_the_detector_is_sure_of_lies_within_a_word() -> None:
    """The closure of a «t» is no place to ask about."""
    floor = Floor(FloorSettings())
    hear(floor, "..sssss")
    for n in range(8, 14):
        assert floor.hear(probe(n * FRAME_MS, 0.95, NOISE_DB)) is None
    assert floor.last_speech_ms == 7 * FRAME_MS


def test_a_caller_who_lowers_their_voice_is_heard_on() -> None:
    """«HALLO!», and then a voice 15 dB lower: all of it lies in the turn."""
    floor = Floor(FloorSettings())
    for n in range(1, 11):
        floor.hear(probe(n * FRAME_MS, 0.95, -5))
    for n in range(11, 70):
        assert floor.hear(probe(n * FRAME_MS, 0.85, -20)) is None
    assert floor.last_speech_ms == 69 * FRAME_MS


def test_a_hum_that_the_detector_takes_for_speech_is_endless_too() -> None:
    """However quiet: what goes on without a breath is told once and then not listened to."""
    floor = Floor(FloorSettings())
    hear(floor, "..sssss")
    events = [floor.hear(probe(n * FRAME_MS, 0.8, -58)) for n in range(8, 600)]
    assert [event for event in events if event] == [SoundEndless(1, 64)]


def test_where_voice_and_noise_lie_close_together_loudness_says_nothing() -> None:
    """A caller 8 dB above a loud room is heard by the detector alone; none of it is lost."""
    floor = Floor(FloorSettings())
    for n in range(1, 6):
        floor.hear(probe(n * FRAME_MS, 0.1, -28))
    for n in range(6, 20):
        floor.hear(probe(n * FRAME_MS, 0.9, -20 if n % 3 else -27))
    assert floor.last_speech_ms == 19 * FRAME_MS


def test_while_we_are_heard_two_frames_of_speech_are_enough() -> None:
    """We stop for less than we begin a turn for: going on again costs less than talking over."""
    floor = Floor(FloorSettings())
    floor.hear(probe(FRAME_MS, 0.9))
    assert floor.hear(probe(2 * FRAME_MS, 0.9), eager=True) == SpeechStarted(1, 0)
