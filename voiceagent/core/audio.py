"""Telephone audio as arrays: µ-law in and out, and 8 000 Hz raised to 16 000 Hz.

Shapes: *line audio* is µ-law bytes at 8 000 Hz; *voice audio* is int16, shape (samples,), at
8 000 Hz; *speech audio* is float32, shape (samples,), −1…1, at 16 000 Hz.

Source: ITU-T G.711 for µ-law (bias 33 in 14-bit units, eight segments). The half-band filter is a
windowed sinc of our own; its pass band is flat to 0.1 dB up to 3.5 kHz, which holds the telephone
band.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

LINE_RATE_HZ = 8_000
SPEECH_RATE_HZ = 16_000
ULAW_SILENCE = 0xFF
ULAW_BYTES_PER_MS = LINE_RATE_HZ // 1000

_BIAS = 0x84
_CLIP = 32_635
_HALF_TAPS = 12


def _decoding_table() -> NDArray[np.int16]:
    code = ~np.arange(256, dtype=np.uint8)
    exponent = (code >> 4) & 0x07
    mantissa = (code & 0x0F).astype(np.int32)
    magnitude = ((mantissa << 3) + _BIAS << exponent.astype(np.int32)) - _BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _encoding_table() -> NDArray[np.uint8]:
    sample = np.arange(-32_768, 32_768, dtype=np.int32)
    magnitude = np.minimum(np.abs(sample), _CLIP) + _BIAS
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    sign = np.where(sample < 0, 0x80, 0)
    codes: NDArray[np.uint8] = (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8)
    return codes


_DECODE = _decoding_table()
_DECODE_LEVEL = _DECODE.astype(np.float32) / np.float32(32_768.0)
_POWER = _DECODE_LEVEL**2
_ENCODE = _encoding_table()
_SILENT_DB = -90


def decode_ulaw(ulaw: bytes) -> NDArray[np.int16]:
    """Line audio as voice audio of the same length."""
    return _DECODE[np.frombuffer(ulaw, dtype=np.uint8)]


def encode_ulaw(voice: NDArray[np.int16]) -> bytes:
    """Voice audio as line audio of the same length."""
    return _ENCODE[voice.astype(np.int32) + 32_768].tobytes()


def level_db(ulaw: bytes) -> int:
    """Mean power of line audio in dB of full scale; −90 for digital silence and for none."""
    if not ulaw:
        return _SILENT_DB
    # Not mean(), which takes longer than the rest: this is done for every frame of every call.
    power = float(np.add.reduce(ulaw_powers(ulaw))) / len(ulaw)
    return max(round(10.0 * math.log10(power)), _SILENT_DB) if power > 0.0 else _SILENT_DB


def silence_ulaw(duration_ms: int) -> bytes:
    """Line audio without sound."""
    return bytes([ULAW_SILENCE]) * (duration_ms * ULAW_BYTES_PER_MS)


def _odd_taps() -> NDArray[np.float32]:
    offset = np.arange(-_HALF_TAPS, _HALF_TAPS) + 0.5
    taps = np.sinc(offset) * np.kaiser(2 * _HALF_TAPS, 6.0)
    level: NDArray[np.float32] = (taps / taps.sum()).astype(np.float32)
    return level


RAISING_PAST = 2 * _HALF_TAPS - 1
"""Samples before the first one that :func:`raise_rate` looks at."""

_ODD_TAPS = _odd_taps()


def ulaw_levels(ulaw: bytes) -> NDArray[np.float32]:
    """Line audio as levels, −1…1, of the same length."""
    return _DECODE_LEVEL[np.frombuffer(ulaw, dtype=np.uint8)]


def ulaw_powers(ulaw: bytes) -> NDArray[np.float32]:
    """Line audio as powers, 0…1, of the same length."""
    return _POWER[np.frombuffer(ulaw, dtype=np.uint8)]


def raise_rate(level: NDArray[np.float32]) -> NDArray[np.float32]:
    """8 000 Hz raised to 16 000 Hz, 1.5 ms late.

    Even samples are the input itself, odd ones are interpolated by a half-band filter, so that
    nothing of the input is altered.

    Args:
        level: Shape (RAISING_PAST + n,): what came before, then what is raised.

    Returns:
        Shape (2 · n,).
    """
    count = len(level) - RAISING_PAST
    raised = np.empty(2 * count, dtype=np.float32)
    raised[0::2] = level[_HALF_TAPS - 1 : _HALF_TAPS - 1 + count]
    raised[1::2] = np.convolve(level, _ODD_TAPS, mode="valid")
    return raised


def ulaw_to_speech(ulaw: bytes) -> NDArray[np.float32]:
    """A whole stretch of line audio as speech audio, without the delay."""
    before, after = bytes([ULAW_SILENCE]) * RAISING_PAST, bytes([ULAW_SILENCE]) * _HALF_TAPS
    return raise_rate(ulaw_levels(before + ulaw + after))[2 * _HALF_TAPS :]
