"""A Piper voice without a download: an ONNX file with the real inputs and output, and its JSON.

Every phoneme lasts 512 samples of a tone at 22 050 Hz. It reads letters as phonemes, so that no
other library is asked how they sound.
"""

from __future__ import annotations

import json
import string
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

SAMPLE_RATE_HZ = 22_050
PHONEME_SAMPLES = 512
_LETTERS = string.ascii_letters + string.digits + "æøåÆØÅ .,!?-\u0308\u030a"


def tone_piper(path: Path) -> Path:
    """Write the voice and its description.

    Args:
        path: Ends in ``.onnx``; its folder exists.
    """
    onnx.save(_model(), str(path))
    symbols = {"_": [0], "^": [1], "$": [2]}
    symbols |= {letter: [place] for place, letter in enumerate(_LETTERS, start=3)}
    described = {
        "num_symbols": len(symbols),
        "num_speakers": 1,
        "audio": {"sample_rate": SAMPLE_RATE_HZ, "quality": "medium"},
        "espeak": {"voice": "nb"},
        "phoneme_type": "text",
        "phoneme_id_map": symbols,
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(described))
    return path


def _model() -> onnx.ModelProto:
    """Output: for every id of ``input`` a stretch of tone; lengths and scales change nothing."""
    tone = np.sin(np.arange(PHONEME_SAMPLES) * 0.06).astype(np.float32).reshape(1, 1, -1)
    constants = [
        helper.make_tensor("tone", TensorProto.FLOAT, tone.shape, tone.tobytes(), raw=True),
        helper.make_tensor("last", TensorProto.INT64, [1], [2]),
        helper.make_tensor("flat", TensorProto.INT64, [4], [1, 1, 1, -1]),
        helper.make_tensor("half", TensorProto.FLOAT, [1], [0.5]),
        helper.make_tensor("none", TensorProto.FLOAT, [1], [0.0]),
    ]
    nodes = [
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["ids", "none"], ["zeros"]),
        helper.make_node("Add", ["zeros", "half"], ["halves"]),
        helper.make_node("Unsqueeze", ["halves", "last"], ["columns"]),
        helper.make_node("Mul", ["columns", "tone"], ["stretches"]),
        helper.make_node("Reshape", ["stretches", "flat"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "piper",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])],
        constants,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
