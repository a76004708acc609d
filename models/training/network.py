"""The recogniser's head: encoder frames in, letter scores out.

A convolution halves the frame rate to 25 Hz, two bidirectional LSTM layers read the turn, and each
step gives two frames of letter scores, so that CTC still has 50 frames a second for fast speech.
Half the steps is half the price, here and in every call.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.engines.letters import SYMBOLS
from models.engines.turn_encoder import FEATURES

OUTPUTS_PER_STEP = 2


@dataclass(frozen=True, slots=True)
class HeadShape:
    """Sizes of the head."""

    stem: int = 256
    hidden: int = 256
    layers: int = 2
    dropout: float = 0.15


class Head(nn.Module):  # type: ignore[misc]  # torch is an extra without types here
    """Frames (batch, time, 384) to log-probabilities (batch, 2·ceil(time/2), symbols)."""

    def __init__(self, shape: HeadShape | None = None) -> None:
        super().__init__()
        self.shape = shape or HeadShape()
        self.register_buffer("mean", torch.zeros(FEATURES))
        self.register_buffer("scale", torch.ones(FEATURES))
        self.stem = nn.Conv1d(FEATURES, self.shape.stem, 5, stride=2, padding=2)
        self.memory = nn.LSTM(
            self.shape.stem,
            self.shape.hidden,
            self.shape.layers,
            batch_first=True,
            bidirectional=True,
            dropout=self.shape.dropout,
        )
        self.drop = nn.Dropout(self.shape.dropout)
        self.letters = nn.Linear(2 * self.shape.hidden, SYMBOLS * OUTPUTS_PER_STEP)

    def forward(self, frames: Tensor) -> Tensor:
        """Score every symbol in every output frame."""
        normal = (frames - self.mean) * self.scale
        steps = torch.nn.functional.gelu(self.stem(normal.transpose(1, 2))).transpose(1, 2)
        memory, _ = self.memory(self.drop(steps))
        scores = self.letters(self.drop(memory))
        batch, time = scores.shape[0], scores.shape[1] * OUTPUTS_PER_STEP
        return torch.log_softmax(scores.float().reshape(batch, time, SYMBOLS), dim=-1)


def outputs_of(frame_count: int) -> int:
    """Output frames for so many encoder frames."""
    return OUTPUTS_PER_STEP * ((frame_count + 1) // 2)
