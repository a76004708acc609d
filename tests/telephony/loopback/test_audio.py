"""Sound of a simulated line."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from telephony.loopback import audio
from tests.support.engines import tone
from voiceagent.core.audio import encode_ulaw


def test_trimming_takes_silence_from_both_ends_only() -> None:
    """A pause inside stays; 300 ms before and 500 ms after go."""
    sound = np.concatenate(
        [audio.silence(300), tone(200), audio.silence(100), tone(200), audio.silence(500)]
    )
    assert len(audio.trim(sound)) == 500 * audio.SAMPLES_PER_MS


def test_speech_is_brought_to_one_level() -> None:
    """A faint and a loud voice reach the line equally loud."""
    levels = [
        20 * np.log10(audio.rms(audio.at_level(tone(500, level=level))) / 32_768)
        for level in (0.01, 0.8)
    ]
    assert levels == pytest.approx([audio.SPEECH_LEVEL_DB] * 2, abs=0.2)


@pytest.mark.parametrize("kind", list(audio.NoiseKind))
def test_noise_has_its_level_its_band_and_its_seed(kind: audio.NoiseKind) -> None:
    """Each kind is as loud as asked, lies in the telephone band and can be made again."""
    sound = audio.noise(kind, 2_000, -40, seed=7)
    assert 20 * np.log10(audio.rms(sound) / 32_768) == pytest.approx(-40, abs=0.5)
    power = np.abs(np.fft.rfft(sound.astype(float))) ** 2
    hz = np.fft.rfftfreq(len(sound), 1 / audio.RATE_HZ)
    assert power[(hz < 150) | (hz > 3_700)].sum() < 0.02 * power.sum()
    assert np.array_equal(sound, audio.noise(kind, 2_000, -40, seed=7))
    assert not np.array_equal(sound, audio.noise(kind, 2_000, -40, seed=8))


def test_a_cough_is_loud_and_short() -> None:
    """Most of its energy comes in the first third."""
    burst = audio.cough(300, seed=1)
    assert audio.is_audible(burst)
    third = len(burst) // 3
    assert audio.rms(burst[:third]) > 3 * audio.rms(burst[-third:])


def test_the_first_sound_is_found_to_ten_milliseconds() -> None:
    """Leading silence counts as waiting, so its length must be known."""
    assert audio.first_audible_ms(np.concatenate([audio.silence(70), tone(50)])) == 70
    assert audio.first_audible_ms(audio.silence(100)) is None
    assert audio.first_audible_ms(audio.silence(0)) is None


def test_a_recording_holds_both_tracks_side_by_side() -> None:
    """Caller left, agent right; the shorter track is filled with silence."""
    left = encode_ulaw(tone(100))
    with wave.open(io.BytesIO(audio.stereo_wav(left, b""))) as reader:
        assert (reader.getnchannels(), reader.getframerate(), reader.getnframes()) == (2, 8000, 800)
        frames = np.frombuffer(reader.readframes(800), dtype="<i2").reshape(-1, 2)
    assert audio.is_audible(frames[:, 0])
    assert not frames[:, 1].any()


def test_nothing_is_made_of_no_sound() -> None:
    """A voice that returns no samples passes through every step unharmed."""
    nothing = audio.silence(0)
    assert len(audio.trim(audio.at_level(audio.through_line(nothing)))) == 0
    assert len(audio.trim(audio.at_level(audio.silence(50)))) == 0
    assert audio.rms(nothing) == 0
