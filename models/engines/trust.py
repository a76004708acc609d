"""Whether to believe what the search found: its evidence, and a logistic weighing of it.

The evidence sets what was heard against what is expected: how far the text falls behind the best
letters of each frame, how clear its letters and its vaguest word are, how likely its words are as
an answer here, how many of them nobody knows. Talk about something else can be heard well and is
still no answer; then it is the words that are unlikely. Weights and a bias per kind of question are
fitted on synthetic voices that neither training nor the simulated callers use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.engines.beam import Hypothesis
from models.engines.letters import encode_text
from models.engines.word_model import EDGE, Expected
from voiceagent.dialog.moves import AnswerKind

EVIDENCE = 11
"""How many numbers the trust is made of."""

_WORST_FIT = -3.0
_NO_RUNNER_UP = 6.0
_LEAST_LOG = -25.0
_LEAST_LETTER_LOG = -6.0
_LEAST_END_LOG = -10.0
_LONG = 20


@dataclass(frozen=True, slots=True)
class Trust:
    """Logistic weights, a bias per kind of question, and where acceptance begins.

    ``biases`` are such that ``least`` is the border under every kind of question.
    """

    weights: tuple[float, ...]
    biases: Mapping[str, float]
    least: float

    def confidence(self, evidence: NDArray[np.float64], kind: AnswerKind) -> float:
        """0…1; comparable across kinds of question by its distance from ``least``."""
        bias = self.biases.get(kind.value, self.biases[""])
        return float(1 / (1 + np.exp(-(evidence @ np.array(self.weights) + bias))))


def evidence(
    hypotheses: list[Hypothesis], scores: NDArray[np.float32], expected: Expected
) -> NDArray[np.float64]:
    """What the trust in the first hypothesis rests on; it must not be empty."""
    best = hypotheses[0]
    letters, words = len(best.text), best.text.split()
    clear = clarity(best, scores)
    runner_up = hypotheses[1].total if len(hypotheses) > 1 else best.total - _NO_RUNNER_UP
    usual = [
        max(_LEAST_LOG, expected.word(before, word))
        for before, word in zip([EDGE, *words], words, strict=False)
    ]
    end = max(_LEAST_END_LOG, expected.word(words[-1], EDGE))
    return np.array(
        [
            max(_WORST_FIT, (best.acoustic - float(scores.max(1).sum())) / letters),
            float(np.mean(clear)),
            float(np.min(clear)),
            min(_NO_RUNNER_UP, best.total - runner_up) / _NO_RUNNER_UP,
            float(np.mean(usual)) / 10,
            min(usual) / 20,
            max(_LEAST_LETTER_LOG, sum(usual) / letters),
            min(_LONG, letters) / _LONG,
            sum(not expected.knows(word) for word in words) / len(words),
            min(word_clarity(words, clear)),
            end / 10,
        ]
    )


def clarity(best: Hypothesis, scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Probability of each letter where it was heard, with a frame of slack on each side."""
    symbols = encode_text(best.text)
    last = len(scores)
    return np.array(
        [
            float(np.exp(scores[max(0, frame - 1) : min(last, frame + 2), symbol].max()))
            for symbol, frame in zip(symbols, best.letter_frames, strict=True)
        ]
    )


def word_clarity(words: list[str], clear: NDArray[np.float64]) -> list[float]:
    """Mean clarity of each word's letters."""
    means: list[float] = []
    place = 0
    for word in words:
        means.append(float(np.mean(clear[place : place + len(word)])))
        place += len(word) + 1
    return means
