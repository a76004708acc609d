"""Voice activity by WebRTC's detector, for hosts too small for Silero.

It costs microseconds but takes tones, noise and hold music for speech, so Silero is the default.

Source: webrtcvad (BSD-3-Clause); spec: false alarms on pauses 26–48 %, on tones and noise 100 %.
"""

from __future__ import annotations

import numpy as np
import webrtcvad
from numpy.typing import NDArray

from voiceagent.ports import SpeechDetector

FRAME_SAMPLES = 480
_STRICTEST = 3
_RATE_HZ = 16_000


class WebrtcDetectors:
    """Opens a detector per call."""

    def open(self) -> SpeechDetector:
        """A detector that has heard nothing yet."""
        return WebrtcDetector()


class WebrtcDetector:
    """One call's ear: 1 or 0 for every 30 ms."""

    def __init__(self) -> None:
        self._vad = webrtcvad.Vad(_STRICTEST)

    @property
    def frame_samples(self) -> int:
        """480: 30 ms."""
        return FRAME_SAMPLES

    def probe(self, frame: NDArray[np.float32]) -> float:
        """1 for speech, 0 for none.

        Raises:
            ValueError: The frame has another shape than (480,).
        """
        if frame.shape != (FRAME_SAMPLES,):
            raise ValueError(f"frame: shape ({FRAME_SAMPLES},) wanted, got {frame.shape}")
        samples = (np.clip(frame, -1, 1) * 32767).astype("<i2")
        return 1.0 if self._vad.is_speech(samples.tobytes(), _RATE_HZ) else 0.0
