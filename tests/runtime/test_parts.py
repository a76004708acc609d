"""Small parts of the runtime: ear, clock, phrases, recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime.test_admission import HandClock
from tests.support.engines import EnergyDetector, tone
from tests.support.recording import agreed_tracks
from voiceagent.core.audio import encode_ulaw, silence_ulaw
from voiceagent.core.events import Span, SpeechProbed, SpokenWord
from voiceagent.runtime.call_clock import CallClock
from voiceagent.runtime.listening import Listening
from voiceagent.runtime.phrases import Phrase, PhraseCache


def ear() -> Listening:
    return Listening(EnergyDetector(), pre_roll_ms=240, post_roll_ms=160)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30))
@settings(max_examples=30, deadline=None)
def test_verdicts_do_not_depend_on_how_the_audio_was_cut(cuts: list[int]) -> None:
    """Odd frame sizes give the same probabilities at the same times as 20 ms frames."""
    sound = silence_ulaw(200) + encode_ulaw(tone(400)) + silence_ulaw(200)
    steady, other = ear(), ear()
    frames = [sound[at : at + 160] for at in range(0, len(sound), 160)]
    regular = [verdict for frame in frames for verdict in steady.hear(frame)]
    odd: list[SpeechProbed] = []
    at = 0
    for cut in cuts:
        odd += other.hear(sound[at : at + cut])
        at += cut
    odd += other.hear(sound[at:])
    assert odd == regular


def test_a_turn_is_cut_with_a_little_before_and_after() -> None:
    """Engines hear the first and last sounds whole."""
    listening = ear()
    list(listening.hear(silence_ulaw(1_000) + encode_ulaw(tone(500)) + silence_ulaw(500)))
    audio = listening.cut(Span(1, 1, 1_000, 1_500))
    assert audio.duration_ms == 240 + 500 + 160
    assert audio.speech_ms == 500
    loud = np.abs(audio.samples) > 0.05
    assert not loud[: 230 * 16].any()
    assert loud[245 * 16 : 735 * 16].any()


def test_the_ear_remembers_the_last_minute_only() -> None:
    """An hour of call costs as much memory as two minutes."""
    listening = ear()
    for _ in range(200):
        list(listening.hear(silence_ulaw(1_000)))
    assert listening.heard_ms == 200_000
    assert len(listening._kept) <= 66_000 * 8
    early = listening.cut(Span(1, 1, 1_000, 2_000))
    assert early.duration_ms == 0


def test_a_hole_in_the_audio_is_silence_in_its_place() -> None:
    """Times stay true after audio that never came."""
    listening = ear()
    list(listening.hear(silence_ulaw(320)))
    listening.skip_to(5_000)
    (hole, first, *_) = listening.hear(silence_ulaw(64))
    assert (hole.at_ms, hole.probability) == (5_000, 0.0)
    assert first.at_ms == 5_032
    assert listening.heard_ms == 5_064


def test_the_calls_clock_follows_the_audio_and_never_goes_back() -> None:
    """Audio leads; between frames the clock runs on."""
    hand = HandClock()
    clock = CallClock(hand)
    clock.hear(20)
    hand.at_ms += 7
    assert clock.now_ms() == 27
    clock.hear(22)
    assert clock.now_ms() == 27
    hand.at_ms += 50
    assert clock.now_ms() == 72


def test_the_phrase_used_longest_ago_goes_first() -> None:
    """The cache is bounded in bytes."""
    cache = PhraseCache(limit_bytes=400)
    for name in ("a", "b", "c", "d"):
        cache.put("voice", name, Phrase(bytes(100), ()))
    assert cache.get("voice", "a") is not None
    cache.put("voice", "e", Phrase(bytes(100), ()))
    assert cache.get("voice", "b") is None
    assert cache.get("voice", "a") is not None


def test_a_phrase_of_another_voice_is_another_phrase() -> None:
    """Changing the voice never plays the old one."""
    cache = PhraseCache(limit_bytes=1_000)
    phrase = Phrase(bytes(10), (SpokenWord("hei", 0, 10),))
    cache.put("one", "hei", phrase)
    assert cache.get("two", "hei") is None
    assert cache.get("one", "hei") is phrase


def test_a_phrase_too_long_for_the_cache_is_not_kept() -> None:
    """One long text cannot push all others out."""
    cache = PhraseCache(limit_bytes=400)
    cache.put("voice", "long", Phrase(bytes(101), ()))
    assert cache.get("voice", "long") is None


def test_both_sides_are_recorded_in_step(tmp_path: Path) -> None:
    """Caller left, agent right; what we say stands where the caller's side was by then."""
    tracks = agreed_tracks(tmp_path, "call1")
    tracks.caller(silence_ulaw(500))
    tracks.agent(encode_ulaw(tone(300)))
    tracks.caller(encode_ulaw(tone(700)))
    path = tracks.close()
    assert path is not None
    assert sorted(file.name for file in tmp_path.iterdir()) == ["call1.wav"]
    data = path.read_bytes()
    assert data[:4] == b"RIFF"
    assert len(data) - data.index(b"data") - 8 == 2 * 1_200 * 8
    right = data[data.index(b"data") + 8 :][1::2]
    assert right[: 500 * 8] == silence_ulaw(500)
    assert right[500 * 8 : 500 * 8 + 200] != silence_ulaw(25)
