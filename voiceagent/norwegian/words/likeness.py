"""What an utterance is most like, where no construction says what it means.

The frames read what somebody thought of; callers say it otherwise. A small linear model over words,
word beginnings and pairs of words, fitted to the corpus' development part, has the second word: it
is asked only where the frames kept silent, and believed only where it is sure and knows the words.

The weights stand beside this module, one file for a kind of reading: a line of labels with their
biases, then a feature a line with its weights in hundredths. ``benchmarks.language.likeness`` fits
them.

Invariants: pure; a text of unknown words is like nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_SHORT_STEM = 4
_LONG_STEM = 6
_SCALE = 100


@dataclass(frozen=True, slots=True)
class Likeness:
    """A label, how sure the model is of it, and how much of the text it knows."""

    label: str
    share: float
    known: float


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one kind of reading."""

    labels: tuple[str, ...]
    biases: tuple[float, ...]
    weights: dict[str, tuple[tuple[int, float], ...]]

    def likeness(self, words: Sequence[str]) -> Likeness:
        """What the words, as common forms, are most like."""
        sums = list(self.biases)
        features = [self.weights[f] for f in features_of(words) if f in self.weights]
        scale = 1 / math.sqrt(max(1, len(features)))
        for weights in features:
            for place, weight in weights:
                sums[place] += weight * scale
        top = max(sums)
        shares = [math.exp(value - top) for value in sums]
        best = max(range(len(sums)), key=sums.__getitem__)
        known = sum(word in self.weights for word in words) / max(1, len(words))
        return Likeness(self.labels[best], shares[best] / sum(shares), known)


def features_of(words: Sequence[str]) -> set[str]:
    """Words, their beginnings, and pairs of neighbours, one word apart at most."""
    framed = ("^", *words, "$")
    features = set(words)
    for place, word in enumerate(framed):
        features.update(
            word[:length] + "*" for length in (_SHORT_STEM, _LONG_STEM) if len(word) > length
        )
        features.update(f"{word} {other}" for other in framed[place + 1 : place + 2])
        features.update(f"{word} _ {other}" for other in framed[place + 2 : place + 3])
    return features


@lru_cache(maxsize=8)
def load_model(path: Path) -> Model:
    """The weights in a file that ``python -m benchmarks.language.likeness`` wrote."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    heads = [cell.split("=") for cell in first.split("\t")]
    weights = {}
    for line in lines:
        feature, *cells = line.split("\t")
        weights[feature] = tuple(
            (int(place), int(weight) / _SCALE) for place, weight in (c.split(":") for c in cells)
        )
    return Model(tuple(name for name, _ in heads), tuple(float(b) for _, b in heads), weights)
