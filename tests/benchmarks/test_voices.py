"""The measures of speech: known sounds give known numbers."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.voices.measures import measure, semitones


def _voice(pitch_hz: float, duration_ms: int, peak: float = 0.5) -> np.ndarray:
    time_s = np.arange(duration_ms * 8) / 8_000
    wave = sum(np.sin(2 * np.pi * pitch_hz * part * time_s) / part for part in (1, 2, 3))
    return np.asarray(wave / np.abs(wave).max() * peak * 32_767).astype(np.int16)


def test_speed_is_syllables_from_first_sound_to_last() -> None:
    """Silence around a clause is not counted; a diphthong is one syllable."""
    silence = np.zeros(4_000, np.int16)
    speech = np.concatenate([silence, _voice(200, 1_000), silence])
    assert measure("Hei, jeg er en øy.", speech).syllables_per_s == pytest.approx(5, abs=0.05)


def test_level_peak_and_clipping() -> None:
    """A full-scale square of sound is loud and clipped; half of it is not."""
    loud = measure("a", np.full(8_000, 32_767, np.int16))
    assert loud.clipped == 8_000
    assert loud.level_dbfs == pytest.approx(0, abs=0.01)
    half = measure("a", _voice(200, 1_000, peak=0.5))
    assert (half.clipped, round(half.peak, 2)) == (0, 0.5)


@pytest.mark.parametrize("pitch_hz", [100, 160, 200, 320])
def test_melody_is_the_voices_pitch(pitch_hz: float) -> None:
    """To the period's whole samples."""
    heard = measure("a", _voice(pitch_hz, 500)).melody_hz
    assert np.median(heard) == pytest.approx(pitch_hz, rel=0.03)


def test_an_octave_is_twelve_semitones() -> None:
    """From the tenth percentile to the ninetieth."""
    assert semitones([100.0] * 5 + [200.0] * 5) == pytest.approx(12)
