"""Fits the recogniser's trust: when to believe what it heard.

``python -m models.training.calibrate --folder F --weights models/weights`` hears the validation
shards and speech and sounds that no one should understand, and fits a logistic function to whether
the words were (nearly) right. Writes ``recogniser.json``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from models.engines.beam import BeamSettings, search
from models.engines.espeak_library import espeak_library
from models.engines.recogniser import EVIDENCE, Recogniser, evidence
from models.engines.turn_encoder import TurnEncoder
from models.training.language import ASKED
from models.training.negatives import negatives
from models.training.shards import Shelf
from voiceagent.dialog.moves import AnswerKind

SEARCH = BeamSettings()
_NEARLY = 0.25
_NEGATIVES = 300
_FALSE_ACCEPTS = 0.03


def gather(
    recogniser: Recogniser, folder: Path, encoder: TurnEncoder
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Evidence, whether the words were nearly right, and whether there were words at all."""
    rows: list[NDArray[np.float64]] = []
    right: list[bool] = []
    speech: list[bool] = []

    def add(scores: NDArray[np.float32], text: str, kind: AnswerKind) -> None:
        expected = recogniser.words.for_question(kind)
        hypotheses = search(scores, expected, recogniser.settings)
        if not hypotheses[0].text:
            return
        wrong = Levenshtein.distance(hypotheses[0].text.split(), text.split())
        rows.append(evidence(hypotheses, scores, expected))
        right.append(bool(text) and wrong <= _NEARLY * len(text.split()))
        speech.append(bool(text))

    shelf = Shelf(folder / "validation")
    shelf.refresh()
    for example in shelf.examples:
        scores = recogniser.scores(example.frames.astype(np.float32))
        add(scores, example.text, ASKED.get(example.kind, AnswerKind.NOTHING))
    kinds = [AnswerKind.YES_NO, AnswerKind.WHEN, AnswerKind.NAME, AnswerKind.FREE]
    for place, samples in enumerate(negatives(_NEGATIVES, 5, espeak_library())):
        add(recogniser.scores(encoder.encode(samples).frames), "", kinds[place % 4])
    return np.array(rows), np.array(right), np.array(speech)


def fit(rows: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Logistic regression by Newton's method with a little ridge."""
    design = np.column_stack([rows, np.ones(len(rows))])
    weights = np.zeros(design.shape[1])
    ridge = np.eye(design.shape[1]) * 0.5
    ridge[-1, -1] = 1e-3
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (right - chance) - ridge @ weights
        curve = (design.T * (chance * (1 - chance))) @ design + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights[:-1], float(weights[-1])


def threshold(confidence: NDArray[np.float64], speech: NDArray[np.bool_]) -> float:
    """The least confidence at which few of the wordless sounds pass; between 0.45 and 0.7."""
    wordless = confidence[~speech]
    if not len(wordless):
        return 0.5
    return float(np.clip(np.quantile(wordless, 1 - _FALSE_ACCEPTS), 0.45, 0.7))


def main() -> None:
    """Calibrate, and print what it means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    arguments = parser.parse_args()
    out = arguments.weights / "recogniser.json"
    blank = {"search": asdict(SEARCH), "trust": [0.0] * EVIDENCE, "bias": 0.0, "least": 0.5}
    out.write_text(json.dumps(blank, indent=2) + "\n", encoding="utf-8")
    recogniser = Recogniser(arguments.weights)
    rows, right, speech = gather(recogniser, arguments.folder, TurnEncoder(features_only=True))
    weights, bias = fit(rows, right)
    confidence = 1 / (1 + np.exp(-(rows @ weights + bias)))
    least = threshold(confidence, speech)
    stored = {
        "search": asdict(SEARCH),
        "trust": [round(float(weight), 4) for weight in weights],
        "bias": round(bias, 4),
        "least": round(least, 3),
    }
    out.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    passed = confidence >= least
    print(f"least {least:.3f}; right and accepted {passed[right].mean():.3f}")
    print(f"wrong but accepted {passed[speech & ~right].mean():.3f}")
    print(f"wordless with text {np.sum(~speech)}, accepted {passed[~speech].sum()}")


if __name__ == "__main__":
    main()
