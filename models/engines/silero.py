"""Voice activity by Silero: its weights once for the process, a little state per call.

The network's 16 kHz half is used, which judges 512 samples (32 ms) with the 64 before them::

    576 samples ─mirrored to 640─▶ 4 windows ─STFT─▶ magnitudes ─4 convolutions─▶ 128 ─LSTM─▶ 0…1

It is small, so that an inference engine spends more on carrying it than on computing it: its file
branches on the rate and on shapes, each time anew. Here it is a dozen array operations. And what
stands before its magnitudes is linear, the rise from the line's 8 000 Hz included: filter, mirror
and STFT are one matrix, so that line audio goes straight in and no sample is ever interpolated.

Its memory of a long quiet makes it deaf: after 4.5 s without speech it notices a caller 50 ms
later, and every fifth short word on a quiet line, every second before noise, never. So after two
seconds of quiet it is given the memory of one who has heard nothing but the last 640 ms.

Invariant: but for that, verdicts are those of the file under onnxruntime on the raised audio, to
within rounding.

Source: silero-vad 6 (MIT), silero_vad.onnx as carried by pipecat-ai 1.14, whose graph this follows
node by node; measured in the same runs: 60 µs of CPU a frame, against 70 where the audio is raised
first, and 140 where onnxruntime then judges it. Onset (three frames of five) p50/p95 and words
missed, 54 words of six voices after 4.5 s each: quiet line 157/247 ms, 6 before and 102/163 ms, 4
after; pink noise at 10 dB 154/470 ms, 22 and 123/225 ms, 2; babble at 15 dB 206/486 ms, 25 and
140/257 ms, 5; no more alarms in a minute each of eight sounds that are no speech. Forgetting all at
once, without the 640 ms, is as quick and has alarms.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from onnx import numpy_helper

from models.engines.turn_encoder import pipecat_file
from voiceagent.core.audio import RAISING_PAST, raise_rate, ulaw_levels
from voiceagent.errors import ConfigurationError
from voiceagent.ports import SpeechDetector

FRAME_SAMPLES = 256
FORGET_AFTER_MS = 2_000
_FRAME_MS = 32
_REMEMBERED = 20
_QUIET = 0.15
MODEL_FILE = "audio/vad/data/silero_vad.onnx"
_RAISED = 2
_PAST = 64 // _RAISED + RAISING_PAST
_WINDOW = 256
_HOP = 128
_WINDOWS = 4
_MIRRORED = 64
_HEARD = RAISING_PAST + _WINDOW // _RAISED
_HEARD_LAST = RAISING_PAST + (_WINDOW - _MIRRORED) // _RAISED
_BINS = 129
_UNITS = 128
_HALF = np.float32(0.5)

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SileroWeights:
    """The 16 kHz half of the network, as matrices to multiply from the right.

    Attributes:
        stft: (151, 258): from the line's samples under a window to its cosines, then sines.
        last_stft: (119, 258): the same for the last window, whose end is the mirror of its middle.
        convolutions: One (taps · channels, channels) per layer; the last one's outer taps fall on
            padding and are left out.
        gates: (256, 512): input, forget, output, candidate; for the features and the last output.
            The first three are halved: a sigmoid is 0.5 · tanh(x / 2) + 0.5, so that one pass of
            tanh serves all four.
    """

    stft: Array
    last_stft: Array
    convolutions: tuple[Array, ...]
    convolution_biases: tuple[Array, ...]
    gates: Array
    gate_biases: Array
    verdict: Array
    verdict_bias: float


class SileroDetectors:
    """The loaded model; opens a detector per call."""

    def __init__(self, *, forget_after_ms: int | None = FORGET_AFTER_MS) -> None:
        """``forget_after_ms`` of quiet are forgotten; None remembers all, as the file does."""
        self._weights = _read_weights(pipecat_file(MODEL_FILE).read_bytes())
        self._forget_after_ms = forget_after_ms

    def open(self) -> SpeechDetector:
        """A detector that has heard nothing yet."""
        return SileroDetector(self._weights, forget_after_ms=self._forget_after_ms)


class SileroDetector:
    """One call's ear: about 20 kB. Not for use from two threads at once."""

    def __init__(
        self, weights: SileroWeights, *, forget_after_ms: int | None = FORGET_AFTER_MS
    ) -> None:
        self._weights = weights
        self._forget_after_ms = forget_after_ms
        self._quiet_ms = 0
        self._recent: deque[Array] = deque(maxlen=_REMEMBERED)
        self._levels = np.zeros(_PAST + FRAME_SAMPLES, np.float32)
        self._spectrum = np.zeros((_WINDOWS, 2 * _BINS), np.float32)
        # Rows of zeros above and below stand for the convolutions' padding.
        self._magnitudes = np.zeros((1 + _WINDOWS + 1, _BINS), np.float32)
        self._first = np.zeros((1 + _WINDOWS + 1, 128), np.float32)
        self._second = np.zeros((1 + 2 + 1, 64), np.float32)
        self._windows = _sliding(self._levels, _WINDOWS - 1, _HEARD, _HOP // _RAISED)
        self._last_window = self._levels[-_HEARD_LAST:]
        self._first_view = _sliding(self._magnitudes, 4, 3 * _BINS, _BINS)
        self._second_view = _sliding(self._first, 2, 3 * 128, 2 * 128)
        self._third_view = _sliding(self._second, 1, 3 * 64, 2 * 64)
        # The encoder's features, then the LSTM's last output.
        self._features = np.zeros((1, 128 + _UNITS), np.float32)
        self._cell = np.zeros((1, _UNITS), np.float32)

    @property
    def frame_samples(self) -> int:
        """256: 32 ms."""
        return FRAME_SAMPLES

    def probe(self, frame: bytes) -> float:
        """Probability that the frame holds speech; the frame joins what was heard before.

        Raises:
            ValueError: The frame is not of 256 bytes.
        """
        if len(frame) != FRAME_SAMPLES:
            raise ValueError(f"frame: {FRAME_SAMPLES} bytes wanted, got {len(frame)}")
        self._levels[:_PAST] = self._levels[-_PAST:]
        self._levels[_PAST:] = ulaw_levels(frame)
        self._encode()
        self._recent.append(self._features[:, :128].copy())
        probability = self._judge()
        self._forget_quiet(probability)
        return probability

    def _forget_quiet(self, probability: float) -> None:
        self._quiet_ms = self._quiet_ms + _FRAME_MS if probability < _QUIET else 0
        if self._forget_after_ms is None or self._quiet_ms < self._forget_after_ms:
            return
        self._quiet_ms = 0
        self._features[:, 128:] = 0
        self._cell = np.zeros((1, _UNITS), np.float32)
        for features in self._recent:
            self._features[:, :128] = features
            self._judge()

    def _encode(self) -> None:
        weights = self._weights
        layers, biases = weights.convolutions, weights.convolution_biases
        spectrum = self._spectrum
        np.matmul(self._windows, weights.stft, out=spectrum[:-1])
        np.matmul(self._last_window, weights.last_stft, out=spectrum[-1])
        np.square(spectrum, out=spectrum)
        power = spectrum[:, :_BINS] + spectrum[:, _BINS:]
        np.sqrt(power, out=self._magnitudes[1 : 1 + _WINDOWS])
        np.maximum(self._first_view @ layers[0] + biases[0], 0, out=self._first[1 : 1 + _WINDOWS])
        np.maximum(self._second_view @ layers[1] + biases[1], 0, out=self._second[1:3])
        third = np.maximum(self._third_view @ layers[2] + biases[2], 0)
        np.maximum(third @ layers[3] + biases[3], 0, out=self._features[:, :128])

    def _judge(self) -> float:
        weights = self._weights
        gates = np.tanh(self._features @ weights.gates + weights.gate_biases)
        opened = gates[:, : 3 * _UNITS] * _HALF + _HALF
        kept = opened[:, _UNITS : 2 * _UNITS] * self._cell
        self._cell = kept + opened[:, :_UNITS] * gates[:, 3 * _UNITS :]
        output = opened[:, 2 * _UNITS :] * np.tanh(self._cell)
        self._features[:, 128:] = output
        logit = float(np.maximum(output[0], 0) @ weights.verdict) + weights.verdict_bias
        return 0.5 * math.tanh(0.5 * logit) + 0.5


def _sliding(base: Array, rows: int, columns: int, step: int) -> Array:
    """A view of ``base``'s values in a line: ``rows`` windows, ``step`` values apart."""
    size = base.itemsize
    return as_strided(base, (rows, columns), (step * size, size))


# ---------------------------------------------------------------- the file


def _read_weights(content: bytes) -> SileroWeights:
    found = _constants(onnx.load_from_string(content))
    try:
        kernels = [found[f"encoder.{layer}.reparam_conv.weight"] for layer in range(4)]
        kernels[3] = kernels[3][:, :, 1:2]
        cells = [found[f"decoder.rnn.{part}"] for part in ("weight_ih", "weight_hh")]
        stft = _right(found["stft.forward_basis_buffer"])
        return SileroWeights(
            stft=_raising(_WINDOW) @ stft,
            last_stft=_raising(_WINDOW - _MIRRORED) @ (_mirroring() @ stft),
            convolutions=tuple(_right(kernel) for kernel in kernels),
            convolution_biases=tuple(
                found[f"encoder.{layer}.reparam_conv.bias"] for layer in range(4)
            ),
            gates=np.ascontiguousarray(_reordered(np.concatenate(cells, axis=1)).T),
            gate_biases=_reordered(found["decoder.rnn.bias_ih"] + found["decoder.rnn.bias_hh"]),
            verdict=found["decoder.decoder.2.weight"].reshape(_UNITS),
            verdict_bias=float(found["decoder.decoder.2.bias"][0]),
        )
    except KeyError as error:
        raise ConfigurationError(f"silero_vad.onnx: not the model we know: {error}") from error


def _constants(model: onnx.ModelProto) -> dict[str, Array]:
    """The constants of the branch for 16 kHz, by the names of the network's own parts."""
    branches = [
        attribute.g
        for node in model.graph.node
        if node.op_type == "If"
        for attribute in node.attribute
        if attribute.name == "then_branch"
    ]
    return {
        node.output[0].rpartition("Inline_0__")[2]: numpy_helper.to_array(node.attribute[0].t)
        for branch in branches
        for node in branch.node
        if node.op_type == "Constant"
    }


def _raising(samples: int) -> Array:
    """The rise to 16 000 Hz as a matrix (samples of the line, ``samples``)."""
    units = np.eye(RAISING_PAST + samples // _RAISED, dtype=np.float32)
    return np.stack([raise_rate(unit) for unit in units])


def _mirroring() -> Array:
    """The last window from its real samples: behind the last one, those before it come back."""
    real = _WINDOW - _MIRRORED
    ahead = np.eye(real, dtype=np.float32)
    mirrored = ahead[:, real - 2 : real - 2 - _MIRRORED : -1]
    return np.hstack([ahead, mirrored])


def _right(kernel: Array) -> Array:
    """A convolution's kernel (out, in, taps) as a matrix (taps · in, out)."""
    return np.ascontiguousarray(kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0]))


def _reordered(gates: Array) -> Array:
    """The LSTM's gates as ``SileroWeights`` wants them: the three that open and close first."""
    entering, kept, candidate, leaving = np.split(gates, 4)
    return np.concatenate([entering * _HALF, kept * _HALF, leaving * _HALF, candidate])
