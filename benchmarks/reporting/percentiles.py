"""Percentiles of samples, by nearest rank: always a value that was really measured."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that ``share`` (0…1) of all samples do not exceed; NaN for none."""
    if not samples:
        return math.nan
    rank = max(math.ceil(share * len(samples)), 1)
    return sorted(samples)[rank - 1]
