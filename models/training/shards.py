"""Reads the shards that :mod:`models.training.corpus` writes, and cuts them into batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.engines.letters import encode_text
from models.training.network import outputs_of

_POOL_BATCHES = 40


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """Encoder frames (float16) of an utterance, its text and the kind of sentence."""

    frames: NDArray[np.float16]
    text: str
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Padded frames with their lengths, and all targets in one row as CTC takes them."""

    frames: Tensor
    outputs: Tensor
    targets: Tensor
    target_lengths: Tensor


@dataclass(slots=True)
class Shelf:
    """All shards of a folder that exist so far; new ones are taken in when asked."""

    folder: Path
    examples: list[Example] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def refresh(self) -> None:
        """Take in shards that were finished since the last time."""
        for path in sorted(self.folder.glob("[0-9]*.npz")):
            if path.name in self._seen or "building" in path.name:
                continue
            self._seen.add(path.name)
            with np.load(path) as shard:
                pieces = np.split(shard["frames"], np.cumsum(shard["counts"])[:-1])
                self.examples += [
                    Example(frames, str(text), str(kind))
                    for frames, text, kind in zip(
                        pieces, shard["texts"], shard["kinds"], strict=True
                    )
                ]


def batches(examples: list[Example], rng: Random, frames_per_batch: int) -> Iterator[list[Example]]:
    """Every example once, in batches of similar length and about equal work."""
    order = rng.sample(examples, len(examples))
    pool_size = 64 * _POOL_BATCHES
    for start in range(0, len(order), pool_size):
        pool = sorted(order[start : start + pool_size], key=lambda example: len(example.frames))
        cut: list[list[Example]] = [[]]
        for example in pool:
            longest = max(len(example.frames), 50)
            if cut[-1] and (len(cut[-1]) + 1) * longest > frames_per_batch:
                cut.append([])
            cut[-1].append(example)
        rng.shuffle(cut)
        yield from cut


def pack(examples: list[Example]) -> Batch:
    """Pad to the longest."""
    longest = max(len(example.frames) for example in examples)
    frames = np.zeros((len(examples), longest, examples[0].frames.shape[1]), np.float32)
    for place, example in enumerate(examples):
        frames[place, : len(example.frames)] = example.frames
    targets = [encode_text(example.text) for example in examples]
    return Batch(
        torch.from_numpy(frames),
        torch.tensor([outputs_of(len(example.frames)) for example in examples]),
        torch.tensor([symbol for target in targets for symbol in target], dtype=torch.long),
        torch.tensor([len(target) for target in targets]),
    )
