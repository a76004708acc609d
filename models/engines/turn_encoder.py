"""One pass of the Smart-Turn network: has the speaker finished, and what did it sound like.

Smart-Turn v3.2 is a Whisper-tiny encoder (four layers, 384 wide, 50 frames a second, eight
seconds) with a small classifier. Its second layer's first norm is added as a graph output: those
frames feed our recogniser at no further cost. A session may be used from many threads; the work
of one pass stays on the calling thread.

Source: pipecat-ai 1.14, pipecat/audio/turn/smart_turn (BSD-2-Clause); nodes read from its graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper
from onnx.utils import Extractor

from models.engines.log_mel import WINDOW_SAMPLES, log_mel
from voiceagent.errors import ConfigurationError

FRAME_SAMPLES = 320
WINDOW_FRAMES = WINDOW_SAMPLES // FRAME_SAMPLES
FEATURES = 384
FEATURE_NODE = "layer_norm_2"

_INPUT = "input_features"
_OUTPUT = "logits"


@dataclass(frozen=True, slots=True, eq=False)
class TurnPass:
    """What one pass gave.

    Attributes:
        probability: Of a finished turn, 0…1; the file's output is past its sigmoid already.
        frames: float32, shape (n, 384), 50 a second; the last one ends with the audio.
    """

    probability: float
    frames: NDArray[np.float32]


class TurnEncoder:
    """The loaded network.

    Args:
        features_only: Leave out what only the turn score needs; a third of the cost. Training
            uses it; ``probability`` is then 0.
        threads: Threads within one pass; more than one was slower on two cores.
    """

    def __init__(self, *, features_only: bool = False, threads: int = 1) -> None:
        self._features_only = features_only
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _graph(features_only), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, samples: NDArray[np.float32]) -> TurnPass:
        """One pass over the last eight seconds of speech audio."""
        picture = log_mel(samples)[None]
        count = frames_of(len(samples))
        if self._features_only:
            (features,) = self._session.run([FEATURE_NODE], {_INPUT: picture})
            return TurnPass(0.0, features[0, WINDOW_FRAMES - count :])
        score, features = self._session.run([_OUTPUT, FEATURE_NODE], {_INPUT: picture})
        return TurnPass(float(score[0, 0]), features[0, WINDOW_FRAMES - count :])


def frames_of(sample_count: int) -> int:
    """How many frames of the window hold (part of) so many samples."""
    return min(WINDOW_FRAMES, -(-sample_count // FRAME_SAMPLES))


def smart_turn_path() -> Path:
    """The file in the installed pipecat-ai.

    Raises:
        ConfigurationError: It is not there.
    """
    return pipecat_file("audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx")


def pipecat_file(relative: str) -> Path:
    """A data file of pipecat-ai, found without importing it (its import costs a second)."""
    spec = find_spec("pipecat")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(root) / relative
        if path.is_file():
            return path
    raise ConfigurationError(f"pipecat-ai is not installed, or has no {Path(relative).name}")


def _graph(features_only: bool) -> bytes:
    model = onnx.load(smart_turn_path())
    if all(FEATURE_NODE not in node.output for node in model.graph.node):
        raise ConfigurationError(f"smart-turn: its graph has no {FEATURE_NODE}")
    features = helper.make_tensor_value_info(
        FEATURE_NODE, TensorProto.FLOAT, ["batch", WINDOW_FRAMES, FEATURES]
    )
    if features_only:
        model.graph.value_info.append(features)
        return bytes(Extractor(model).extract_model([_INPUT], [FEATURE_NODE]).SerializeToString())
    model.graph.output.append(features)
    return bytes(model.SerializeToString())
