"""Voice activity by Silero: one session for the process, a little state per call.

512 samples at 16 kHz (32 ms) per verdict, with the 64 samples before them as context. The state is
small (2×1×128), so that a call costs kilobytes, not a session.

Source: silero-vad 6 (MIT), silero_vad.onnx as carried by pipecat-ai 1.14; spec: 0.15 ms a frame.
"""

from __future__ import annotations

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.engines.turn_encoder import pipecat_file
from voiceagent.ports import SpeechDetector

FRAME_SAMPLES = 512
_CONTEXT_SAMPLES = 64
_STATE_SHAPE = (2, 1, 128)
_RATE = np.array(16_000, dtype=np.int64)


class SileroDetectors:
    """The loaded model; opens a detector per call."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            pipecat_file("audio/vad/data/silero_vad.onnx").read_bytes(),
            options,
            providers=["CPUExecutionProvider"],
        )

    def open(self) -> SpeechDetector:
        """A detector that has heard nothing yet."""
        return SileroDetector(self._session)


class SileroDetector:
    """One call's ear. Not for use from two threads at once."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self._state = np.zeros(_STATE_SHAPE, np.float32)
        self._input = np.zeros((1, _CONTEXT_SAMPLES + FRAME_SAMPLES), np.float32)

    @property
    def frame_samples(self) -> int:
        """512: 32 ms."""
        return FRAME_SAMPLES

    def probe(self, frame: NDArray[np.float32]) -> float:
        """Probability that the frame holds speech; the frame joins what was heard before.

        Raises:
            ValueError: The frame has another shape than (512,).
        """
        if frame.shape != (FRAME_SAMPLES,):
            raise ValueError(f"frame: shape ({FRAME_SAMPLES},) wanted, got {frame.shape}")
        self._input[0, :_CONTEXT_SAMPLES] = self._input[0, -_CONTEXT_SAMPLES:]
        self._input[0, _CONTEXT_SAMPLES:] = frame
        probability, self._state = self._session.run(
            None, {"input": self._input, "state": self._state, "sr": _RATE}
        )
        return float(probability[0, 0])
