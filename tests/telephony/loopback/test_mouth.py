"""The caller's track, frame by frame."""

from __future__ import annotations

import numpy as np
import pytest

from telephony.loopback.audio import NoiseKind, is_audible, noise, rms, silence
from telephony.loopback.mouth import FRAME_SAMPLES, Mouth
from tests.support.engines import tone
from voiceagent.core.audio import decode_ulaw

NOISE = noise(NoiseKind.WHITE, 200, -60, seed=1)


def test_the_line_is_never_dead() -> None:
    """Comfort noise fills every frame, over the end of its loop too."""
    mouth = Mouth(NOISE)
    frames = [decode_ulaw(mouth.frame().ulaw) for _ in range(25)]
    assert all(len(frame) == FRAME_SAMPLES for frame in frames)
    assert all(frame.any() and not is_audible(frame) for frame in frames)


def test_a_sound_begins_with_the_next_frame_and_its_end_is_known_to_the_sample() -> None:
    """50 ms of sound: two whole frames, and 10 ms into the third."""
    mouth = Mouth(NOISE)
    mouth.frame()
    mouth.say(tone(50))
    assert mouth.busy
    first, second, third, fourth = (mouth.frame() for _ in range(4))
    assert (first.began, first.ended_ms) == (True, None)
    assert (second.began, second.ended_ms) == (False, None)
    assert (third.began, third.ended_ms) == (False, 10)
    assert (fourth.began, fourth.ended_ms) == (False, None)
    assert not mouth.busy


def test_noise_goes_on_beneath_speech() -> None:
    """The pause inside a hesitating turn is as noisy as the line."""
    mouth = Mouth(NOISE)
    mouth.say(np.concatenate([tone(20), silence(20), tone(20)]))
    frames = [decode_ulaw(mouth.frame().ulaw) for _ in range(3)]
    assert rms(frames[1]) == pytest.approx(rms(NOISE), rel=0.3)
    assert is_audible(frames[0])


def test_loud_sounds_are_clipped_and_never_wrap() -> None:
    """Full scale plus noise stays full scale."""
    mouth = Mouth(noise(NoiseKind.WHITE, 200, -20, seed=1))
    mouth.say(np.full(FRAME_SAMPLES, 32_767, dtype=np.int16))
    assert decode_ulaw(mouth.frame().ulaw).min() > 0


def test_one_thing_is_said_at_a_time() -> None:
    """Two sounds at once, an empty one, or a line without noise are mistakes of the program."""
    mouth = Mouth(NOISE)
    with pytest.raises(ValueError, match="empty"):
        mouth.say(silence(0))
    mouth.say(tone(50))
    with pytest.raises(ValueError, match="another one"):
        mouth.say(tone(50))
    with pytest.raises(ValueError, match="160 samples or more"):
        Mouth(silence(10))
