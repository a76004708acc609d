"""Makes the embedded recogniser's weights: ``python -m models.training --folder F``.

Speech first (two processes), then the head, its file, the word counts and the calibration. On two
shared cores that takes about three hours with the defaults; what exists in the folder is not made
again. Needs the extra ``voiceagent[training]`` and, for words outside the domain, Debian's
``wnorwegian``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

_WEIGHTS = Path(__file__).parent.parent / "weights"


def steps(folder: Path, weights: Path, shards: int, minutes: float) -> list[list[list[str]]]:
    """Commands in order; those in one list run at the same time."""
    data = ["--folder", str(folder)]
    halves = [["corpus", *data, "--shards", f"{first}:{shards}:2"] for first in (0, 1)]
    return [
        [["corpus", *data, "--split", "validation", "--shards", "0:3"]],
        halves,
        [["train", *data, "--minutes", str(minutes)]],
        [
            [
                "export",
                "--checkpoint",
                str(folder / "head.pt"),
                "--out",
                str(weights / "head.onnx"),
            ],
            ["language", "--out", str(weights / "words.npz")],
        ],
        [["calibrate", *data, "--weights", str(weights)]],
    ]


def main() -> None:
    """Run the recipe; ends at the first step that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="for shards and checkpoints")
    parser.add_argument("--weights", type=Path, default=_WEIGHTS)
    parser.add_argument("--shards", type=int, default=140, help="500 utterances each")
    parser.add_argument("--minutes", type=float, default=110, help="of training")
    arguments = parser.parse_args()
    recipe = steps(arguments.folder, arguments.weights, arguments.shards, arguments.minutes)
    for together in recipe:
        running = [
            subprocess.Popen([sys.executable, "-m", f"models.training.{command[0]}", *command[1:]])
            for command in together
        ]
        codes = [process.wait() for process in running]
        if any(codes):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
