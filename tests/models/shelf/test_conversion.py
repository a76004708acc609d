"""Publishers' weights: what is not of the format is refused, and every float format is read."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models.shelf.conversion import convert_whisper
from models.shelf.safetensors import Weights
from tests.support.whisper_models import publishers_whisper
from voiceagent.errors import ProviderError


def _write(path: Path, header: object, body: bytes = b"") -> Path:
    described = json.dumps(header).encode()
    path.write_bytes(len(described).to_bytes(8, "little") + described + body)
    return path


@pytest.mark.parametrize("kind", ["F32", "F16", "BF16"])
def test_every_float_format_is_read_as_float32(tmp_path: Path, kind: str) -> None:
    """1.5 and −2 are exact in all three."""
    numbers = np.array([1.5, -2.0], np.float32)
    raw = {
        "F32": numbers.tobytes(),
        "F16": numbers.astype(np.float16).tobytes(),
        "BF16": (numbers.view(np.uint32) >> 16).astype(np.uint16).tobytes(),
    }[kind]
    header = {"x": {"dtype": kind, "shape": [2, 1], "data_offsets": [0, len(raw)]}}
    weights = Weights([_write(tmp_path / "w.safetensors", header, raw)])
    assert list(weights) == ["x"]
    assert len(weights) == 1
    np.testing.assert_array_equal(weights["x"], [[1.5], [-2.0]])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff" * 8, id="a header longer than the file"),
        pytest.param((4).to_bytes(8, "little") + b"nope" * 2, id="not JSON"),
        pytest.param((2).to_bytes(8, "little") + b"[]" * 5, id="not an object"),
    ],
)
def test_what_is_not_of_the_format_is_refused(tmp_path: Path, content: bytes) -> None:
    """A damaged or foreign file is named."""
    path = tmp_path / "w.safetensors"
    path.write_bytes(content)
    with pytest.raises(ProviderError, match=r"w\.safetensors"):
        Weights([path])


def test_numbers_that_are_no_floats_are_refused(tmp_path: Path) -> None:
    """Quantised weights need another converter."""
    header = {"x": {"dtype": "I8", "shape": [1], "data_offsets": [0, 1]}}
    weights = Weights([_write(tmp_path / "w.safetensors", header, b"a")])
    with pytest.raises(ProviderError, match="cannot be read"):
        weights["x"]


def test_a_model_that_is_no_whisper_is_refused(tmp_path: Path) -> None:
    """A missing array, and a description of something else."""
    made = publishers_whisper(tmp_path / "made", ["ja"], ["ja", "nei"])
    (made / "config.json").write_text('{"model_type": "bert"}')
    with pytest.raises(ProviderError, match="Whisper"):
        convert_whisper(made, tmp_path / "out")
