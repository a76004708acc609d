"""Whisper's log-mel picture of the last eight seconds, as the Smart-Turn encoder wants it.

Audio is padded with zeros on the left, brought to zero mean and unit variance, and turned into 80
Slaney mel bands every 10 ms. Frames that lie wholly in the padding are all alike, so only one of
them is computed.

Source: Radford et al. 2022 (Whisper), section 2.2; the numbers are those of the feature extractor
that Smart-Turn v3 was trained with, and a test holds ours equal to it.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
WINDOW_SAMPLES = 8 * SAMPLE_RATE_HZ
HOP_SAMPLES = 160
MEL_BANDS = 80
MEL_FRAMES = WINDOW_SAMPLES // HOP_SAMPLES

_FFT_SAMPLES = 400
_HALF = _FFT_SAMPLES // 2
_POWER_FLOOR = 1e-10
_VARIANCE_FLOOR = 1e-7


def log_mel(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The picture of the last eight seconds of ``samples``: float32, shape (80, 800)."""
    speech = samples[-WINDOW_SAMPLES:].astype(np.float32, copy=False)
    padding = WINDOW_SAMPLES - len(speech)
    mean = float(speech.sum(dtype=np.float64)) / WINDOW_SAMPLES
    variance = float(np.square(speech, dtype=np.float64).sum()) / WINDOW_SAMPLES - mean * mean
    scale = 1.0 / np.sqrt(variance + _VARIANCE_FLOOR)

    # The first frame that touches speech; all before it see padding only.
    first = max(0, (padding - _HALF) // HOP_SAMPLES)
    start = first * HOP_SAMPLES - _HALF
    known = np.zeros(WINDOW_SAMPLES - max(start, 0), np.float32)
    if len(speech):
        known[-len(speech) :] = speech
    known = (known - np.float32(mean)) * np.float32(scale)
    left = _HALF if start < 0 else 0
    framed = np.pad(known, (left, _HALF), mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(framed, _FFT_SAMPLES)[::HOP_SAMPLES]
    windows = windows[: MEL_FRAMES - first]
    spectrum = np.fft.rfft(windows * _hann(), axis=-1)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    mel = np.log10(np.maximum(power @ _filters(), _POWER_FLOOR))

    picture = np.empty((MEL_BANDS, MEL_FRAMES), np.float32)
    picture[:, first:] = mel.T
    if first:
        picture[:, :first] = _padding_frame(-mean * scale)[:, None]
    floor = float(picture.max()) - 8.0
    return ((np.maximum(picture, floor) + 4.0) / 4.0).astype(np.float32)


def _padding_frame(level: float) -> NDArray[np.float32]:
    """Log mel of a frame that is constant at ``level``."""
    spectrum = np.fft.rfft(np.full(_FFT_SAMPLES, level) * _hann())
    power = np.square(np.abs(spectrum))
    return np.log10(np.maximum(power @ _filters(), _POWER_FLOOR)).astype(np.float32)


@cache
def _hann() -> NDArray[np.float32]:
    return np.hanning(_FFT_SAMPLES + 1)[:-1].astype(np.float32)


@cache
def _filters() -> NDArray[np.float32]:
    """Triangles on the Slaney scale with unit area, shape (201, 80)."""
    edges_hz = _mel_to_hz(np.linspace(0.0, _hz_to_mel(SAMPLE_RATE_HZ / 2), MEL_BANDS + 2))
    bins_hz = np.linspace(0, SAMPLE_RATE_HZ / 2, _HALF + 1)
    widths = np.diff(edges_hz)
    slopes = edges_hz[None, :] - bins_hz[:, None]
    falling = -slopes[:, :-2] / widths[:-1]
    rising = slopes[:, 2:] / widths[1:]
    triangles = np.maximum(0.0, np.minimum(falling, rising))
    return (triangles * (2.0 / (edges_hz[2:] - edges_hz[:-2]))).astype(np.float32)


def _hz_to_mel(hz: float) -> float:
    """Slaney: linear to 1 000 Hz, logarithmic above."""
    return 3.0 * hz / 200.0 if hz < 1000 else 15.0 + float(np.log(hz / 1000.0)) * 27 / np.log(6.4)


def _mel_to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel < 15.0, 200.0 * mel / 3.0, 1000.0 * np.exp((mel - 15.0) * np.log(6.4) / 27))
