"""From encoder frames to words: the head, the search, and how far to trust the result.

Trust is a logistic function of what the search leaves behind: how much the text costs against the
best letters of each frame, how clear its letters were, how much of it is outside the vocabulary,
how far the runner-up is. Its weights are fitted on synthetic voices that neither training nor the
simulated callers use, so that confidence reads as the chance that the words are (nearly) right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.engines.beam import BeamSettings, Hypothesis, search
from models.engines.letters import encode_text
from models.engines.word_model import EDGE, Expected, WordModel
from voiceagent.core.events import HeardWord
from voiceagent.errors import ConfigurationError

OUTPUT_MS = 20
EVIDENCE = 7
"""How many numbers the trust is made of."""

_LEAST_LOG = -20.0


@dataclass(frozen=True, slots=True)
class Trust:
    """Logistic weights, and the confidence from which a text is accepted."""

    weights: tuple[float, ...]
    bias: float
    least: float

    def confidence(self, evidence: NDArray[np.float64]) -> float:
        """0…1."""
        return float(1 / (1 + np.exp(-(evidence @ np.array(self.weights) + self.bias))))


@dataclass(frozen=True, slots=True)
class Heard:
    """A recognised turn; word times are milliseconds before the end of the audio (negative)."""

    text: str
    confidence: float
    accepted: bool
    words: tuple[HeardWord, ...]


class Recogniser:
    """The loaded head with its word model and calibration; may be used from many threads.

    Args:
        folder: Holds ``head.onnx``, ``words.npz`` and ``recogniser.json``.

    Raises:
        ConfigurationError: A file is missing or malformed.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            stored = json.loads((folder / "recogniser.json").read_text(encoding="utf-8"))
            self._head = onnxruntime.InferenceSession(
                (folder / "head.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
            )
            self.words = WordModel(folder / "words.npz")
            self.settings = BeamSettings(**stored["search"])
            self.trust = Trust(tuple(stored["trust"]), stored["bias"], stored["least"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigurationError("embedded recogniser: its weights cannot be read") from error
        if len(self.trust.weights) != EVIDENCE:
            raise ConfigurationError(
                "embedded recogniser: recogniser.json does not fit this version"
            )

    def scores(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """Letter log-probabilities, two rows for every two frames."""
        return np.asarray(self._head.run(None, {"frames": frames})[0])

    def recognise(self, scores: NDArray[np.float32], expected: Expected) -> Heard:
        """The words that the scores hold, under what is expected now."""
        hypotheses = search(scores, expected, self.settings)
        best = hypotheses[0]
        if not best.text:
            return Heard("", 0.0, accepted=False, words=())
        confidence = self.trust.confidence(evidence(hypotheses, scores, expected))
        words = _words(best, scores)
        return Heard(best.text, confidence, confidence >= self.trust.least, words)


def evidence(
    hypotheses: list[Hypothesis], scores: NDArray[np.float32], expected: Expected
) -> NDArray[np.float64]:
    """What the trust in the first hypothesis rests on; it must not be empty."""
    best = hypotheses[0]
    letters = len(best.text)
    words = best.text.split()
    clarity = _clarity(best, scores)
    unknown = sum(len(word) for word in words if not expected.knows(word)) / letters
    runner_up = hypotheses[1].total if len(hypotheses) > 1 else best.total - 6.0
    before = [EDGE, *words]
    usual = sum(
        max(_LEAST_LOG, expected.word(left, right))
        for left, right in zip(before, words, strict=False)
    )
    return np.array(
        [
            max(-3.0, (best.acoustic - float(scores.max(1).sum())) / letters),
            float(np.mean(clarity)),
            float(np.min(clarity)),
            unknown,
            min(6.0, best.total - runner_up) / 6.0,
            usual / len(words) / 10.0,
            min(20, letters) / 20.0,
        ]
    )


def _clarity(best: Hypothesis, scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Probability of each letter where it was heard, with a frame of slack on each side."""
    symbols = encode_text(best.text)
    last = len(scores)
    return np.array(
        [
            float(np.exp(scores[max(0, frame - 1) : min(last, frame + 2), symbol].max()))
            for symbol, frame in zip(symbols, best.letter_frames, strict=True)
        ]
    )


def _words(best: Hypothesis, scores: NDArray[np.float32]) -> tuple[HeardWord, ...]:
    """Words with times; a letter is seen near its middle, so a word gets a frame on each side."""
    clarity = _clarity(best, scores)
    end_of_audio = len(scores)
    heard: list[HeardWord] = []
    place = 0
    for word in best.text.split(" "):
        frames = best.letter_frames[place : place + len(word)]
        heard.append(
            HeardWord(
                text=word,
                start_ms=(max(0, frames[0] - 2) - end_of_audio) * OUTPUT_MS,
                end_ms=(min(end_of_audio, frames[-1] + 3) - end_of_audio) * OUTPUT_MS,
                confidence=round(float(np.mean(clarity[place : place + len(word)])), 3),
            )
        )
        place += len(word) + 1
    return tuple(heard)
