"""The detectors that are compared, and what they cost.

Ours are those that the setting offers. Beside them stand both halves of Silero's file as
onnxruntime runs them: the 16 kHz one on raised audio, which ours must agree with, and the 8 kHz one
on the line itself, which would spare the rise.

Measured on 180 callers: the 8 kHz half costs 0.62 of the other under the same engine and hears a
caller in babble sooner (onset p95 184 against 216 ms), but takes 21 instead of 15 % of pauses for
speech and overlooks a quarter of the pauses within a clause instead of a tenth. So ours is 16 kHz.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.engines.silero import MODEL_FILE, SileroDetectors
from models.engines.turn_encoder import pipecat_file
from models.engines.webrtc import WebrtcDetectors
from voiceagent.core.audio import RAISING_PAST, raise_rate, silence_ulaw, ulaw_levels
from voiceagent.ports import SpeechDetector, SpeechDetectors

_FRAME = 256
_MANY = 200
_STATM = Path("/proc/self/statm")
_PAGE_BYTES = 4_096

Array = NDArray[np.float32]


class FileDetectors:
    """Silero's file by onnxruntime, one thread, at 8 or at 16 kHz."""

    def __init__(self, rate_hz: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            pipecat_file(MODEL_FILE).read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self._rate_hz = rate_hz

    def open(self) -> SpeechDetector:
        """A detector that has heard nothing yet."""
        return _FileDetector(self._session, self._rate_hz)


class _FileDetector:
    def __init__(self, session: onnxruntime.InferenceSession, rate_hz: int) -> None:
        self._session = session
        self._rate = np.array(rate_hz, np.int64)
        self._raised = rate_hz // 8_000
        self._state = np.zeros((2, 1, 128), np.float32)
        self._past = np.zeros(RAISING_PAST, np.float32)
        self._context = np.zeros(32 * self._raised, np.float32)

    @property
    def frame_samples(self) -> int:
        return _FRAME

    def probe(self, frame: bytes) -> float:
        heard = self._context_and(frame)
        given = {"input": heard[None], "state": self._state, "sr": self._rate}
        verdict, self._state = self._session.run(None, given)
        return float(verdict[0, 0])

    def _context_and(self, frame: bytes) -> Array:
        levels = ulaw_levels(frame)
        if self._raised > 1:
            known = np.concatenate([self._past, levels])
            self._past, levels = known[-RAISING_PAST:], raise_rate(known)
        heard: Array = np.concatenate([self._context, levels])
        self._context = heard[-len(self._context) :]
        return heard


MAKERS: Mapping[str, Callable[[], SpeechDetectors]] = {
    "silero": SileroDetectors,
    "webrtcvad": WebrtcDetectors,
    "16 kHz file": lambda: FileDetectors(16_000),
    "8 kHz file": lambda: FileDetectors(8_000),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a detector takes.

    Attributes:
        cpu_ms: Per second of audio.
        load_mb: Once per process.
        call_kb: Per call.
    """

    cpu_ms: float
    load_mb: float
    call_kb: float


def cost(make: Callable[[], SpeechDetectors], ulaw: bytes) -> Cost:
    """Load a detector and let it hear ``ulaw``, best of five so that others' work counts less."""
    gc.collect()
    empty_mb = _resident_mb()
    detectors = make()
    step = detectors.open().frame_samples
    loaded_mb = _resident_mb()
    opened = [detectors.open() for _ in range(_MANY)]
    for detector in opened:
        detector.probe(silence_ulaw(step // 8))
    full_mb = _resident_mb()
    frames = [ulaw[at : at + step] for at in range(0, len(ulaw) - step + 1, step)]
    spent = [_spent_s(detectors.open(), frames) for _ in range(5)]
    seconds = len(frames) * step / 8_000
    per_call_kb = (full_mb - loaded_mb) * 1000 / _MANY
    return Cost(min(spent) * 1000 / seconds, loaded_mb - empty_mb, per_call_kb)


def _spent_s(detector: SpeechDetector, frames: list[bytes]) -> float:
    began = time.thread_time()
    for frame in frames:
        detector.probe(frame)
    return time.thread_time() - began


def _resident_mb() -> float:
    return int(_STATM.read_text().split()[1]) * _PAGE_BYTES / 1e6
