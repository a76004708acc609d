"""Sound for a simulated telephone line: level, the line's band, noise, a cough.

Everything is a pure function of its arguments and a seed. *Voice audio* is int16, shape
(samples,), mono at 8 000 Hz; levels are root mean squares in dB below full scale (dBFS).

Source: ITU-T G.712 (the band of a telephone channel, 300 to 3 400 Hz).
"""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceagent.core.audio import decode_ulaw

RATE_HZ: Final = 8_000
SAMPLES_PER_MS: Final = 8
SPEECH_LEVEL_DB: Final = -20.0
QUIET_LINE_DB: Final = -62.0
"""What a line brings where nobody speaks: hiss, never silence."""
"""Level that every caller's speech is brought to."""

AUDIBLE_RMS: Final = 180.0
"""Root mean square (of int16) from which a sound counts as heard: about −45 dBFS."""

_WINDOW_SAMPLES: Final = 10 * SAMPLES_PER_MS

Voice = NDArray[np.int16]
_Gain = Callable[[NDArray[np.float64]], NDArray[np.float64]]


class NoiseKind(StrEnum):
    """What a line or a room sounds like behind the caller."""

    WHITE = "white"
    PINK = "pink"
    BABBLE = "babble"
    """Voices in the room, as hum: syllable-paced sound without words."""
    TRAFFIC = "traffic"
    """Low rumble that swells as cars pass."""


def rms(samples: Voice) -> float:
    """Root mean square; 0 for no samples."""
    if not len(samples):
        return 0.0
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def is_audible(samples: Voice) -> bool:
    """Whether a listener would notice the sound."""
    return rms(samples) >= AUDIBLE_RMS


def first_audible_ms(samples: Voice) -> int | None:
    """Where sound begins, in steps of 10 ms from the first sample; None for silence."""
    if not len(samples):
        return None
    heard = np.flatnonzero(_window_levels(samples) >= AUDIBLE_RMS)
    return int(heard[0]) * 10 if len(heard) else None


def trim(samples: Voice) -> Voice:
    """Without the silence before and after: what is 40 dB below the loudest 10 ms."""
    if not len(samples):
        return samples
    levels = _window_levels(samples)
    heard = np.flatnonzero(levels > levels.max() / 100)
    if not len(heard):
        return samples[:0]
    return samples[heard[0] * _WINDOW_SAMPLES : (heard[-1] + 1) * _WINDOW_SAMPLES]


def at_level(samples: Voice, level_db: float = SPEECH_LEVEL_DB) -> Voice:
    """Scaled so that its sounding parts have ``level_db``; loud peaks are clipped."""
    if not len(samples):
        return samples
    levels = _window_levels(samples)
    sounding = levels[levels > levels.max() / 30]
    if not len(sounding):
        return samples
    loudness = float(np.sqrt(np.mean(np.square(sounding))))
    return _to_voice(samples.astype(np.float64) * (_amplitude(level_db) / loudness))


def through_line(samples: Voice) -> Voice:
    """Limited to the band of a telephone channel."""
    if not len(samples):
        return samples
    return _to_voice(_shaped(samples.astype(np.float64), _telephone_band))


def silence(duration_ms: int) -> Voice:
    """Nothing at all."""
    return np.zeros(max(0, duration_ms) * SAMPLES_PER_MS, dtype=np.int16)


def noise(kind: NoiseKind, duration_ms: int, level_db: float, seed: int) -> Voice:
    """Noise of a kind through the line, ``level_db`` loud on the whole."""
    raw = _raw_noise(kind, duration_ms * SAMPLES_PER_MS, np.random.default_rng(seed))
    sound = _shaped(raw, _telephone_band)
    return _to_voice(sound * (_amplitude(level_db) / max(float(np.sqrt(np.mean(sound**2))), 1e-9)))


def cough(duration_ms: int, seed: int, level_db: float = SPEECH_LEVEL_DB + 2) -> Voice:
    """A burst of breath with a sharp beginning."""
    count = duration_ms * SAMPLES_PER_MS
    rng = np.random.default_rng(seed)
    time_s = np.arange(count) / RATE_HZ
    envelope = np.minimum(1, time_s / 0.008) * np.exp(-time_s * 1000 / max(duration_ms, 1) * 3.5)
    breath = _shaped(rng.standard_normal(count), lambda hz: np.exp(-np.square((hz - 900) / 700)))
    return at_level(_to_voice(breath * envelope * 8_000), level_db)


def stereo_wav(left: bytes, right: bytes) -> bytes:
    """Two tracks of line audio as a WAV file of signed 16-bit samples, 8 000 Hz."""
    count = max(len(left), len(right))
    tracks = [decode_ulaw(track.ljust(count, b"\xff")) for track in (left, right)]
    target = io.BytesIO()
    with wave.open(target, "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(2)
        writer.setframerate(RATE_HZ)
        writer.writeframes(np.column_stack(tracks).astype("<i2").tobytes())
    return target.getvalue()


def _window_levels(samples: Voice) -> NDArray[np.float64]:
    """Root mean square of each 10 ms; the last window may be shorter."""
    windows = -(-len(samples) // _WINDOW_SAMPLES)
    padded = np.zeros(windows * _WINDOW_SAMPLES)
    padded[: len(samples)] = samples
    squares = np.square(padded).reshape(windows, _WINDOW_SAMPLES).sum(axis=1)
    sizes = np.full(windows, float(_WINDOW_SAMPLES))
    sizes[-1] = len(samples) - (windows - 1) * _WINDOW_SAMPLES
    levels: NDArray[np.float64] = np.sqrt(squares / sizes)
    return levels


def _shaped(signal: NDArray[np.float64], gain: _Gain) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(signal)
    frequencies_hz = np.fft.rfftfreq(len(signal), 1 / RATE_HZ).astype(np.float64)
    shaped: NDArray[np.float64] = np.fft.irfft(spectrum * gain(frequencies_hz), len(signal))
    return shaped


def _telephone_band(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    rise = np.clip((hz - 200) / 100, 0, 1)
    fall = np.clip((3_600 - hz) / 200, 0, 1)
    gain: NDArray[np.float64] = np.sin(rise * np.pi / 2) * np.sin(fall * np.pi / 2)
    return gain


def _raw_noise(kind: NoiseKind, count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    match kind:
        case NoiseKind.WHITE:
            return rng.standard_normal(count)
        case NoiseKind.PINK:
            return _shaped(rng.standard_normal(count), lambda hz: np.clip(hz, 20, None) ** -0.5)
        case NoiseKind.BABBLE:
            return _babble(count, rng)
        case NoiseKind.TRAFFIC:
            return _traffic(count, rng)


def _babble(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Six talkers: a buzz of harmonics each, swelling four or so times a second."""
    time_s = np.arange(count) / RATE_HZ
    total = np.zeros(count)
    for _ in range(6):
        pitch_hz = rng.uniform(95, 230)
        wander = 1 + 0.06 * np.sin(2 * np.pi * rng.uniform(0.2, 0.7) * time_s)
        phase = 2 * np.pi * np.cumsum(pitch_hz * wander) / RATE_HZ
        buzz = np.zeros(count)
        for harmonic in range(2, 12):
            buzz += np.sin(harmonic * phase + rng.uniform(0, 6)) / harmonic
        pace = np.sin(2 * np.pi * rng.uniform(2.5, 5) * time_s + rng.uniform(0, 6))
        phrase = np.sin(2 * np.pi * rng.uniform(0.15, 0.4) * time_s + rng.uniform(0, 6))
        total += buzz * np.clip(pace + 0.3, 0, None) * np.clip(phrase + 0.6, 0, None)
    return total


def _traffic(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    rumble = _shaped(rng.standard_normal(count), lambda hz: np.exp(-np.clip(hz, 250, None) / 350))
    time_s = np.arange(count) / RATE_HZ
    swell = np.full(count, 0.35)
    for start_s in np.arange(rng.uniform(0, 2), count / RATE_HZ + 2, rng.uniform(2.5, 4.5)):
        swell += np.exp(-np.square((time_s - start_s) / 0.8))
    traffic: NDArray[np.float64] = rumble * swell
    return traffic


def _amplitude(level_db: float) -> float:
    return 32_768 * float(10 ** (level_db / 20))


def _to_voice(samples: NDArray[np.float64]) -> Voice:
    return np.clip(np.rint(samples), -32_768, 32_767).astype(np.int16)
