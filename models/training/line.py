"""Makes clean synthetic speech sound as it does at our end of a telephone line.

In order: a warp of speed and vocal tract, the line's band, a little room, noise, level and
clipping, µ-law, lost packets, and back to 16 kHz. Everything is drawn from a ``Random``.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
import soxr
from numpy.typing import NDArray

LINE_RATE_HZ = 8_000
SPEECH_RATE_HZ = 16_000
_PACKET_SAMPLES = 160


@dataclass(frozen=True, slots=True)
class LineCondition:
    """How bad the line is.

    Attributes:
        warp: Speed and vocal tract together; 1 leaves the voice alone.
        low_hz: Lower edge of the band.
        high_hz: Upper edge of the band.
        level_db: Loudness of the speech against full scale.
        noise_kind: ``"none"``, ``"white"``, ``"pink"``, ``"hum"``, ``"music"`` or ``"babble"``.
        snr_db: Speech against noise.
        room_ms: Length of the echo tail; 0 for none.
        loss: Share of lost packets.
        lead_ms: Silence (with the noise in it) before the speech.
        trail_ms: The same after it.
    """

    warp: float = 1.0
    low_hz: float = 300.0
    high_hz: float = 3400.0
    level_db: float = -20.0
    noise_kind: str = "none"
    snr_db: float = 60.0
    room_ms: int = 0
    loss: float = 0.0
    lead_ms: int = 300
    trail_ms: int = 200


def draw_condition(rng: Random, *, least_snr_db: float = 3.0) -> LineCondition:
    """A condition for training: from clean to bad."""
    noise = rng.choice(
        ["none", "none", "white", "pink", "pink", "babble", "babble", "hum", "music"]
    )
    return LineCondition(
        warp=rng.choice([1.0, rng.uniform(0.88, 1.14)]),
        low_hz=rng.uniform(150, 350),
        high_hz=rng.uniform(3100, 3700),
        level_db=rng.uniform(-34, -12),
        noise_kind=noise,
        snr_db=rng.uniform(least_snr_db, 40),
        room_ms=rng.choice([0, 0, 0, rng.randrange(30, 250)]),
        loss=rng.choice([0.0, 0.0, 0.0, 0.0, rng.uniform(0.005, 0.05)]),
        lead_ms=rng.randrange(60, 600),
        trail_ms=rng.randrange(60, 900),
    )


def through_line(
    samples: NDArray[np.int16],
    rate_hz: int,
    condition: LineCondition,
    rng: Random,
    babble: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """Clean speech at any rate to speech audio (float32, −1…1, 16 kHz) past the line."""
    noise = np.random.default_rng(rng.getrandbits(32))
    speech = soxr.resample(
        samples.astype(np.float32) / 32768, rate_hz * condition.warp, LINE_RATE_HZ
    )
    lead = np.zeros(condition.lead_ms * LINE_RATE_HZ // 1000, np.float32)
    trail = np.zeros(condition.trail_ms * LINE_RATE_HZ // 1000, np.float32)
    speech = np.concatenate([lead, speech.astype(np.float32), trail])
    if condition.room_ms:
        speech = _room(speech, condition.room_ms, noise)
    speech = _band(speech, condition.low_hz, condition.high_hz)
    loudness = float(np.sqrt(np.mean(np.square(speech)))) or 1e-4
    speech = speech * np.float32(10 ** (condition.level_db / 20) / loudness)
    if condition.noise_kind != "none":
        wanted = 10 ** ((condition.level_db - condition.snr_db) / 20)
        speech = speech + _noise(condition.noise_kind, len(speech), noise, babble) * wanted
    line = expand_ulaw(compress_ulaw(speech))
    if condition.loss:
        line = _lose_packets(line, condition.loss, noise)
    return np.asarray(soxr.resample(line, LINE_RATE_HZ, SPEECH_RATE_HZ), np.float32)


def compress_ulaw(samples: NDArray[np.float32]) -> NDArray[np.uint8]:
    """ITU-T G.711 µ-law, from −1…1; louder is clipped."""
    value = np.clip(samples * 32768, -32635, 32635).astype(np.int32)
    sign = np.where(value < 0, 0x80, 0).astype(np.int32)
    magnitude = np.abs(value) + 132
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    return np.asarray(~(sign | (exponent << 4) | mantissa) & 0xFF, np.uint8)


def expand_ulaw(codes: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Back to −1…1."""
    code = ~codes.astype(np.int32) & 0xFF
    exponent = (code >> 4) & 7
    magnitude = (((code & 0x0F) << 3) + 132 << exponent) - 132
    return (np.where(code & 0x80, -magnitude, magnitude) / 32768).astype(np.float32)


def _band(samples: NDArray[np.float32], low_hz: float, high_hz: float) -> NDArray[np.float32]:
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1 / LINE_RATE_HZ)
    rise = 1 / (1 + (low_hz / np.maximum(hz, 1)) ** 8)
    fall = 1 / (1 + (hz / high_hz) ** 24)
    return np.fft.irfft(spectrum * np.sqrt(rise * fall), len(samples)).astype(np.float32)


def _room(
    samples: NDArray[np.float32], tail_ms: int, noise: np.random.Generator
) -> NDArray[np.float32]:
    """Exponentially fading noise as impulse response, 3 to 12 dB below the direct sound."""
    length = tail_ms * LINE_RATE_HZ // 1000
    tail = noise.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    tail *= 10 ** (-noise.uniform(3, 12) / 20) / float(np.sqrt(np.sum(np.square(tail))))
    tail[0] = 1.0
    size = len(samples) + length
    echoed = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(tail, size), size)
    return echoed[: len(samples)].astype(np.float32)


def _noise(
    kind: str, count: int, noise: np.random.Generator, babble: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Noise of loudness 1."""
    time_s = np.arange(count) / LINE_RATE_HZ
    if kind == "babble" and babble is not None and len(babble) > count:
        start = int(noise.integers(0, len(babble) - count))
        made = babble[start : start + count].astype(np.float64)
    elif kind == "hum":
        made = sum(
            (
                np.sin(2 * np.pi * 50 * k * time_s + noise.uniform(0, 6)) / k
                for k in (1, 2, 3, 5, 7)
            ),
            start=0.3 * noise.standard_normal(count),
        )
    elif kind == "music":
        made = _music(count, noise)
    elif kind == "white":
        made = noise.standard_normal(count)
    else:
        spectrum = np.fft.rfft(noise.standard_normal(count))
        made = np.fft.irfft(spectrum / np.sqrt(np.arange(len(spectrum)) + 1.0), count)
    banded = _band(made.astype(np.float32), 150, 3600)
    return banded / np.float32(np.sqrt(np.mean(np.square(banded))) + 1e-9)


def _music(count: int, noise: np.random.Generator) -> NDArray[np.float64]:
    """Chords of fading notes, half a second each."""
    made = np.zeros(count)
    step = LINE_RATE_HZ // 2
    for start in range(0, count, step):
        span = np.arange(min(step, count - start)) / LINE_RATE_HZ
        for _ in range(3):
            note_hz = 110 * 2 ** (float(noise.integers(0, 36)) / 12)
            for overtone in (1, 2, 3):
                made[start : start + len(span)] += (
                    np.sin(2 * np.pi * note_hz * overtone * span) * np.exp(-2 * span) / overtone
                )
    return made


def _lose_packets(
    line: NDArray[np.float32], share: float, noise: np.random.Generator
) -> NDArray[np.float32]:
    """Lost packets are silent, or the one before is heard again more softly."""
    kept = line.copy()
    repeat = noise.random() < 0.5
    for start in range(_PACKET_SAMPLES, len(kept) - _PACKET_SAMPLES, _PACKET_SAMPLES):
        if noise.random() < share:
            before = kept[start - _PACKET_SAMPLES : start]
            kept[start : start + _PACKET_SAMPLES] = before * 0.7 if repeat else 0.0
    return kept
