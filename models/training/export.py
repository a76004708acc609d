"""Writes a trained head as an ONNX file for the runtime.

The graph is put together by hand from plain operators (opset 17), so that no exporter's version
matters; weights are stored in half precision and widened at load. A test holds its output equal to
the network's.

The memory, nine tenths of the work, is then brought to whole numbers of seven bits: half the time,
and the same letters. An eighth bit would overflow on processors without VNNI.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from models.engines.letters import SYMBOLS
from models.engines.turn_encoder import FEATURES
from models.training.network import OUTPUTS_PER_STEP, Head, HeadShape

# An LSTM's gates: input, forget, cell, output in PyTorch; input, output, forget, cell in ONNX.
_GATES = (0, 3, 1, 2)


class _Graph:
    """Collects nodes and half-precision weights."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []

    def weight(self, name: str, value: NDArray[np.float32]) -> str:
        self.weights.append(numpy_helper.from_array(value.astype(np.float16), f"{name}.half"))
        self.nodes.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
        return name

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output


def to_onnx(head: Head) -> onnx.ModelProto:
    """One turn: frames (time, 384) to log-probabilities (2·ceil(time/2), symbols)."""
    state = {name: tensor.detach().numpy() for name, tensor in head.state_dict().items()}
    graph = _Graph()
    # Full precision here: the mean's rounding would be a bias on every frame.
    graph.constant("mean", state["mean"].astype(np.float32))
    graph.constant("scale", state["scale"].astype(np.float32))
    normal = graph.node(
        "Mul", [graph.node("Sub", ["frames", "mean"], "centred"), "scale"], "normal"
    )
    graph.constant("axis0", np.array([0], np.int64))
    turned = graph.node("Transpose", [normal], "turned", perm=[1, 0])
    batch = graph.node("Unsqueeze", [turned, "axis0"], "batch")
    stem = graph.node(
        "Conv",
        [
            batch,
            graph.weight("stem.w", state["stem.weight"]),
            graph.weight("stem.b", state["stem.bias"]),
        ],
        "stem",
        kernel_shape=[5],
        strides=[2],
        pads=[2, 2],
    )
    steps = graph.node("Transpose", [_gelu(graph, stem)], "steps", perm=[2, 0, 1])
    for layer in range(head.shape.layers):
        steps = _lstm(graph, state, layer, steps, head.shape.hidden)
    width = 2 * head.shape.hidden
    graph.constant("rows", np.array([-1, width], np.int64))
    flat = graph.node("Reshape", [steps, "rows"], "flat")
    letters = graph.node(
        "Gemm",
        [
            flat,
            graph.weight("letters.w", state["letters.weight"]),
            graph.weight("letters.b", state["letters.bias"]),
        ],
        "letters",
        transB=1,
    )
    graph.constant("outputs", np.array([-1, SYMBOLS], np.int64))
    split = graph.node("Reshape", [letters, "outputs"], "split")
    graph.node("LogSoftmax", [split], "scores", axis=-1)
    return _model(graph)


def _gelu(graph: _Graph, value: str) -> str:
    for name, number in (("root2", np.sqrt(2.0)), ("one", 1.0), ("half", 0.5)):
        graph.constant(name, np.array(number, np.float32))
    bent = graph.node("Erf", [graph.node("Div", [value, "root2"], "gelu.a")], "gelu.b")
    both = graph.node("Mul", [value, graph.node("Add", [bent, "one"], "gelu.c")], "gelu.d")
    return graph.node("Mul", [both, "half"], "gelu")


def _lstm(
    graph: _Graph, state: dict[str, NDArray[np.float32]], layer: int, steps: str, hidden: int
) -> str:
    def gates(name: str) -> NDArray[np.float32]:
        parts = state[f"memory.{name}"].reshape(4, hidden, -1)
        return parts[list(_GATES)].reshape(4 * hidden, -1)

    ends = (f"l{layer}", f"l{layer}_reverse")
    inputs = np.stack([gates(f"weight_ih_{end}") for end in ends])
    recurrent = np.stack([gates(f"weight_hh_{end}") for end in ends])
    biases = np.stack(
        [np.concatenate([gates(f"bias_ih_{end}"), gates(f"bias_hh_{end}")])[:, 0] for end in ends]
    )
    made = graph.node(
        "LSTM",
        [
            steps,
            graph.constant(f"w{layer}", inputs.astype(np.float32)),
            graph.constant(f"r{layer}", recurrent.astype(np.float32)),
            graph.weight(f"b{layer}", biases),
        ],
        f"lstm{layer}",
        hidden_size=hidden,
        direction="bidirectional",
    )
    # (time, directions, batch, hidden) to (time, batch, both directions)
    turned = graph.node("Transpose", [made], f"lstm{layer}.t", perm=[0, 2, 1, 3])
    graph.constant(f"join{layer}", np.array([0, 0, -1], np.int64))
    return graph.node("Reshape", [turned, f"join{layer}"], f"lstm{layer}.j")


def _model(graph: _Graph) -> onnx.ModelProto:
    made = helper.make_graph(
        graph.nodes,
        "embedded-recogniser",
        [helper.make_tensor_value_info("frames", TensorProto.FLOAT, ["time", FEATURES])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["outputs", SYMBOLS])],
        graph.weights,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    model.producer_name = f"voiceagent, {OUTPUTS_PER_STEP} outputs per step"
    onnx.checker.check_model(model)
    return model


def save_small(model: onnx.ModelProto, path: Path) -> None:
    """Write a head with its memory in whole numbers."""
    quantize_dynamic(
        model,
        path,
        op_types_to_quantize=["LSTM"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )


def load_head(path: Path) -> Head:
    """The network of a checkpoint, ready to answer."""
    stored = torch.load(path)
    head = Head(HeadShape(**stored["shape"]))
    head.load_state_dict(stored["state"])
    head.eval()
    return head


def main() -> None:
    """Convert a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    save_small(to_onnx(load_head(arguments.checkpoint)), arguments.out)


if __name__ == "__main__":
    main()
