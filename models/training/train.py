"""Trains the head on shards and keeps the best by voices that it never heard.

``python -m models.training.train --folder F --minutes 50`` reads ``F/train`` (taking in shards as
they are finished) and ``F/validation``, and writes ``F/head.pt`` whenever the error on validation
falls. The learning rate follows a warm-up and a cosine over the minutes given.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from dataclasses import asdict
from pathlib import Path
from random import Random

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch import Tensor, nn

from models.engines.letters import BLANK, decode_greedy
from models.training.network import Head, HeadShape, outputs_of
from models.training.shards import Batch, Example, Shelf, batches, pack

_FRAMES_PER_BATCH = 9_000
_WARM_UP = 0.04
_EMA = 0.998
_VALIDATE_EVERY_S = 150.0


def augment(frames: Tensor, outputs: Tensor) -> Tensor:
    """Noise on the features, and short stretches of time blanked out."""
    noisy = frames + 0.15 * torch.randn_like(frames)
    longest = frames.shape[1]
    for row, length in enumerate(outputs.tolist()):
        for _ in range(length // 60):
            width = int(torch.randint(0, 9, ()))
            start = int(torch.randint(0, max(1, length - width), ()))
            noisy[row, start : min(longest, start + width)] = 0.0
    return noisy


def loss_of(head: Head, batch: Batch, *, noisy: bool) -> Tensor:
    """CTC loss per letter."""
    frames = augment((batch.frames - head.mean) * head.scale, batch.outputs) if noisy else None
    if frames is not None:
        frames = frames / head.scale + head.mean
    with torch.autocast("cpu", torch.bfloat16):
        scores = head(batch.frames if frames is None else frames)
    total = nn.functional.ctc_loss(
        scores.float().transpose(0, 1),
        batch.targets,
        torch.clamp(batch.outputs, max=scores.shape[1]),
        batch.target_lengths,
        blank=BLANK,
        reduction="sum",
        zero_infinity=True,
    )
    return total / max(1, int(batch.target_lengths.sum()))


def validate(head: Head, examples: list[Example]) -> tuple[float, float]:
    """Word and letter error of greedy decoding."""
    head.eval()
    word_errors = words = letter_errors = letters = 0
    with torch.no_grad():
        for group in batches(examples, Random(0), _FRAMES_PER_BATCH):
            best = head(pack(group).frames).argmax(-1)
            for row, example in zip(best, group, strict=True):
                heard = decode_greedy(row[: outputs_of(len(example.frames))].tolist())
                word_errors += Levenshtein.distance(heard.split(), example.text.split())
                letter_errors += Levenshtein.distance(heard, example.text)
                words += len(example.text.split())
                letters += len(example.text)
    head.train()
    return word_errors / max(1, words), letter_errors / max(1, letters)


def learning_rate(progress: float, peak: float) -> float:
    """Warm-up, then a cosine to nearly nothing; ``progress`` is 0…1."""
    if progress < _WARM_UP:
        return peak * (0.05 + 0.95 * progress / _WARM_UP)
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, progress))))


def train(
    folder: Path, minutes: float, seed: int, shape: HeadShape, start: Path | None, peak: float
) -> None:
    """Train for so many minutes of wall time."""
    torch.manual_seed(seed)
    rng = Random(seed)
    shelf, check = Shelf(folder / "train"), Shelf(folder / "validation")
    shelf.refresh()
    check.refresh()
    head = Head(shape)
    if start is not None:
        head.load_state_dict(torch.load(start)["state"])
    else:
        sample = torch.from_numpy(np.concatenate([e.frames for e in shelf.examples[:500]])).float()
        head.mean.copy_(sample.mean(0))
        head.scale.copy_(1 / (sample.std(0) + 1e-3))
    smooth = copy.deepcopy(head)
    optimizer = torch.optim.AdamW(head.parameters(), lr=peak, weight_decay=1e-3)
    begun = checked = time.monotonic()
    best, steps, seen, running = float("inf"), 0, 0, 0.0
    while (progress := (time.monotonic() - begun) / (60 * minutes)) < 1:
        shelf.refresh()
        for group in batches(shelf.examples, rng, _FRAMES_PER_BATCH):
            progress = (time.monotonic() - begun) / (60 * minutes)
            if progress >= 1:
                break
            for setting in optimizer.param_groups:
                setting["lr"] = learning_rate(progress, peak)
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(head, pack(group), noisy=True)
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            steps, seen = steps + 1, seen + len(group)
            running = 0.98 * running + 0.02 * loss.item() if steps > 1 else loss.item()
            keep = min(_EMA, steps / (steps + 20))
            with torch.no_grad():
                for slow, fast in zip(smooth.parameters(), head.parameters(), strict=True):
                    slow.lerp_(fast, 1 - keep)
            if time.monotonic() - checked > _VALIDATE_EVERY_S:
                checked = time.monotonic()
                best = _check(
                    smooth,
                    check.examples,
                    folder,
                    best,
                    f"{progress:.2f} {steps} {seen} of {len(shelf.examples)} loss {running:.3f}",
                )
    _check(smooth, check.examples, folder, best, f"end {steps} {seen}")


def _check(head: Head, examples: list[Example], folder: Path, best: float, line: str) -> float:
    words, letters = validate(head, examples)
    print(f"{line} wer {words:.4f} cer {letters:.4f}", flush=True)
    if letters < best:
        torch.save({"state": head.state_dict(), "shape": asdict(head.shape)}, folder / "head.pt")
    return min(best, letters)


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--start", type=Path, default=None, help="go on from this checkpoint")
    parser.add_argument("--rate", type=float, default=1.6e-3, help="highest learning rate")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(
        arguments.folder,
        arguments.minutes,
        arguments.seed,
        HeadShape(hidden=arguments.hidden),
        arguments.start,
        arguments.rate,
    )


if __name__ == "__main__":
    main()
