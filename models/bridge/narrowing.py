"""A voice's sound down to line rate, as it comes and without waiting.

soxr in a stream gives its output in blocks: of the first 100 ms of sound it gives none. A windowed
sinc that reaches 2.5 ms to either side gives all but the last 2.5 ms of what there is, from any
rate; its pass band is flat to 0.1 dB up to 3.2 kHz, and what would fold back there is 60 dB down.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voiceagent.core.audio import LINE_RATE_HZ

_REACH = 20
"""How far the filter reaches, in samples of the line."""
_CUT = 0.46
"""Where it cuts, in parts of the line's rate."""
_BETA = 6.0


class Narrowing:
    """Brings one stream of int16 samples from ``rate_hz`` to 8 000 Hz."""

    def __init__(self, rate_hz: int) -> None:
        self._steps, self._kernels, self._half = _filter(rate_hz)
        self._phases = len(self._kernels)
        # Silence before the first sample, so that the first output stands at its place.
        self._kept = np.zeros(self._half, np.float32)
        self._phase = 0
        self._place = 0

    def push(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """The line's samples whose surroundings are known now."""
        kept = np.concatenate([self._kept, samples.astype(np.float32)])
        # Output k lies at steps · k / phases input samples from the first.
        room = len(kept) - 2 * self._half - self._place
        if room <= 0:
            self._kept = kept
            return np.zeros(0, np.int16)
        count = max(0, math.ceil((room * self._phases - self._phase) / self._steps))
        offsets = self._phase + self._steps * np.arange(count + 1)
        starts, phases = self._place + offsets // self._phases, offsets % self._phases
        windows = np.lib.stride_tricks.sliding_window_view(kept, 2 * self._half)
        narrow = np.einsum("ij,ij->i", windows[starts[:count]], self._kernels[phases[:count]])
        first = min(int(starts[count]), len(kept))
        self._kept, self._place = kept[first:], int(starts[count]) - first
        self._phase = int(phases[count])
        rounded: NDArray[np.int16] = np.clip(np.rint(narrow), -32_768, 32_767).astype(np.int16)
        return rounded

    def end(self) -> NDArray[np.int16]:
        """The rest of the stream."""
        return self.push(np.zeros(self._half, np.int16))


@cache
def _filter(rate_hz: int) -> tuple[int, NDArray[np.float32], int]:
    """Input steps per output in phases, one kernel per phase, and half a kernel's length."""
    common = math.gcd(rate_hz, LINE_RATE_HZ)
    steps, phases = rate_hz // common, LINE_RATE_HZ // common
    ratio = max(rate_hz / LINE_RATE_HZ, 1.0)
    half = math.ceil(_REACH * ratio)
    taps = np.arange(-half, half)
    # A kernel's window begins at its output's place, half a kernel early.
    away = taps[None, :] - np.arange(phases)[:, None] / phases
    inside = np.sqrt(np.clip(1 - (away / half) ** 2, 0, None))
    kernels = np.sinc(2 * _CUT * away / ratio) * np.i0(_BETA * inside)
    return steps, (kernels / kernels.sum(axis=1, keepdims=True)).astype(np.float32), half
