"""Reads weights in the safetensors format, one array at a time.

Eight bytes of length, a JSON header of that length, then the arrays; numbers are little-endian.

Source: the format's description in github.com/huggingface/safetensors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voiceagent.errors import ProviderError

_LONGEST_HEADER_BYTES = 100_000_000
_TYPES: dict[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "BF16": np.dtype("<u2"),
}


class Weights(Mapping[str, NDArray[np.float32]]):
    """Arrays of one or more files by name, read as float32 when asked for.

    Raises:
        ProviderError: A file is not of the format, or holds other numbers than floats.
    """

    def __init__(self, paths: list[Path]) -> None:
        self._places: dict[str, tuple[Path, int, dict[str, Any]]] = {}
        for path in paths:
            begin, header = _header(path)
            for name, entry in header.items():
                if name != "__metadata__":
                    self._places[name] = (path, begin, entry)

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        path, begin, entry = self._places[name]
        try:
            first, last = entry["data_offsets"]
            kind = _TYPES[entry["dtype"]]
            raw = np.fromfile(
                path, kind, count=(last - first) // kind.itemsize, offset=begin + first
            )
            if entry["dtype"] == "BF16":
                # The upper half of a float32 is the same number with fewer digits.
                raw = (raw.astype(np.uint32) << 16).view(np.float32)
            return np.asarray(raw.reshape(entry["shape"]), np.float32)
        except (KeyError, ValueError, TypeError) as error:
            raise ProviderError(f"{path.name}: {name} cannot be read") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _header(path: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 0 < length < min(_LONGEST_HEADER_BYTES, path.stat().st_size):
            raise ProviderError(f"{path.name}: not a safetensors file")
        try:
            header = json.loads(file.read(length))
        except ValueError as error:
            raise ProviderError(f"{path.name}: not a safetensors file") from error
    if not isinstance(header, dict):
        raise ProviderError(f"{path.name}: not a safetensors file")
    return 8 + length, header
