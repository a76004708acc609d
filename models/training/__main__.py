"""Makes the embedded recogniser's weights: ``python -m models.training --folder F``.

Speech first (two processes), then the head, its file, the word counts and the calibration; what
exists in the folder is not made again. Needs the extra ``voiceagent[training]`` and, for words
outside the domain, Debian's ``wnorwegian``. ``--quick`` goes the same way with next to nothing, to
prove that it can be gone: its weights hear nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

_WEIGHTS = Path(__file__).parent.parent / "weights"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made and learned.

    Attributes:
        shards: Shards of training speech.
        utterances: In each shard.
        validation: Shards of validation speech.
        minutes: Of training.
        hidden: Width of the head's memory.
        sentences: Counted for the word model.
        hearings: Domain sentences heard for the calibration.
    """

    shards: int = 190
    utterances: int = 500
    validation: int = 3
    minutes: float = 110.0
    hidden: int = 256
    sentences: int = 80_000
    hearings: int = 2_000


QUICK = Size(2, 24, 1, minutes=0.2, hidden=16, sentences=2_000, hearings=80)


def steps(folder: Path, weights: Path, size: Size) -> list[list[list[str]]]:
    """Commands in order; those in one list run at the same time."""
    data = ["--folder", str(folder)]
    corpus = ["corpus", *data, "--utterances", str(size.utterances)]
    halves = [[*corpus, "--shards", f"{first}:{size.shards}:2"] for first in (0, 1)]
    checkpoint = str(folder / "head.pt")
    minutes, hidden = str(size.minutes), str(size.hidden)
    counted = str(size.sentences)
    return [
        [[*corpus, "--split", "validation", "--shards", f"0:{size.validation}"]],
        halves,
        [["train", *data, "--minutes", minutes, "--hidden", hidden]],
        [
            ["export", "--checkpoint", checkpoint, "--out", str(weights / "head.onnx")],
            ["language", "--out", str(weights / "words.npz"), "--sentences", counted],
        ],
        [["calibrate", "--weights", str(weights), "--amount", str(size.hearings)]],
    ]


def main() -> None:
    """Run the recipe; ends at the first step that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="for shards and checkpoints")
    parser.add_argument("--weights", type=Path, default=_WEIGHTS)
    parser.add_argument("--shards", type=int, help="500 utterances each")
    parser.add_argument("--minutes", type=float, help="of training")
    parser.add_argument("--quick", action="store_true", help="the whole way in miniature")
    arguments = parser.parse_args()
    if arguments.quick and arguments.weights == _WEIGHTS:
        parser.error("--quick makes weights that hear nothing: give them a --weights of their own")
    size = QUICK if arguments.quick else Size()
    size = replace(
        size,
        shards=arguments.shards or size.shards,
        minutes=arguments.minutes or size.minutes,
    )
    arguments.weights.mkdir(parents=True, exist_ok=True)
    for together in steps(arguments.folder, arguments.weights, size):
        running = [
            subprocess.Popen([sys.executable, "-m", f"models.training.{command[0]}", *command[1:]])
            for command in together
        ]
        codes = [process.wait() for process in running]
        if any(codes):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
