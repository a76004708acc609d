"""How loud our voices are: alike, as loud as a telephone wants it, and never clipped.

The sounding parts of a clause are brought to −18 dBFS root mean square, in the middle of the −20 to
−16 that telephone networks are planned for; where that would drive a peak past 0.9 of full scale,
the peak decides. Silence stays silence.

Source: ITU-T P.56's idea of an active speech level, with frames of 20 ms and a fixed threshold.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TARGET_DBFS = -18.0
MOST_PEAK = 0.9
_FRAME_SAMPLES = 160
_ACTIVE_SHARE = 0.02
_SILENT = 1e-3


def levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Speech at 8 000 Hz, −1…1, at the level of all our voices."""
    peak = float(np.max(np.abs(samples), initial=0.0))
    if peak < _SILENT:
        return samples
    wanted = 10 ** (TARGET_DBFS / 20) / active_level(samples)
    return samples * np.float32(min(wanted, MOST_PEAK / peak))


def active_level(samples: NDArray[np.float32]) -> float:
    """Root mean square of the frames that sound; 0 for none."""
    whole = len(samples) // _FRAME_SAMPLES * _FRAME_SAMPLES
    if not whole:
        return float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0
    power = np.mean(np.square(samples[:whole].reshape(-1, _FRAME_SAMPLES)), axis=1)
    # 0.02 of the loudest frame's level: −34 dB, under any sound and above any pause.
    active = power[power > np.max(power) * _ACTIVE_SHARE**2]
    return float(np.sqrt(np.mean(active))) if len(active) else 0.0
