"""Voice activity by WebRTC's detector, for hosts too small for Silero.

It costs microseconds but takes tones, noise and hold music for speech, so Silero is the default.

Source: webrtcvad (BSD-3-Clause); spec: false alarms on pauses 26–48 %, on tones and noise 100 %.
"""

from __future__ import annotations

import webrtcvad

from voiceagent.core.audio import LINE_RATE_HZ, decode_ulaw
from voiceagent.ports import SpeechDetector

FRAME_SAMPLES = 240
_STRICTEST = 3


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
        """240: 30 ms."""
        return FRAME_SAMPLES

    def probe(self, frame: bytes) -> float:
        """1 for speech, 0 for none.

        Raises:
            ValueError: The frame is not of 240 bytes.
        """
        if len(frame) != FRAME_SAMPLES:
            raise ValueError(f"frame: {FRAME_SAMPLES} bytes wanted, got {len(frame)}")
        samples = decode_ulaw(frame).astype("<i2")
        return 1.0 if self._vad.is_speech(samples.tobytes(), LINE_RATE_HZ) else 0.0
