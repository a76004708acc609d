"""Fits the weights of ``voiceagent.norwegian.words.likeness`` to the corpus' development part.

    python -m benchmarks.language.likeness

A multinomial logistic regression over words, word beginnings and pairs of words, fitted by Adam for
a fixed number of steps: the same corpus gives the same weights. What other kinds of reading,
questions about the company and everyday talk say is like nothing. The ``test`` part is never read.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import voiceagent.norwegian
from benchmarks.knowledge.benchmark import QUESTIONS
from benchmarks.language.corpus import load
from benchmarks.language.everyday_talk import EVERYDAY
from voiceagent.norwegian.words.likeness import features_of
from voiceagent.norwegian.words.reading import read_text

Floats = NDArray[np.float32]
Ints = NDArray[Any]

NOTHING = "nothing"
_STEPS = 250
_RATE = 0.1
_DECAY = 2e-5
_SEEN_AT_LEAST = 2
_LEAST_WEIGHT = 0.15
_VALUES = (
    "amount",
    "budget_absent",
    "company",
    "company_expected",
    "count",
    "digits",
    "email",
    "horizon",
    "number",
    "org",
    "person",
    "person_expected",
    "phone",
    "postcode",
    "when",
)
_STRANGERS = {
    "acts": (*_VALUES, "role", "authority"),
    "authority": (*_VALUES, "role", "acts", "yes_no"),
    "yes_no": ("amount", "company", "count", "email", "horizon", "person", "phone", "when", "role"),
}
"""Kinds whose phrases are none of a kind's labels."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it means."""

    features: frozenset[str]
    label: str


def examples(kind: str) -> list[Example]:
    """What a kind's weights are fitted to."""
    meant: dict[str, str] = {}
    phrases = [phrase for phrase in load() if phrase.part == "dev"]
    for phrase in phrases:
        if phrase.kind == kind:
            meant[phrase.text] = NOTHING if phrase.expected == "none" else phrase.expected
        elif kind == "acts" and phrase.kind == "yes_no" and phrase.expected in ("yes", "no"):
            meant.setdefault(phrase.text, phrase.expected)
    for phrase in phrases:
        if phrase.kind in _STRANGERS[kind]:
            meant.setdefault(phrase.text, NOTHING)
    for sentence in (*EVERYDAY, *_questions()):
        meant.setdefault(sentence, NOTHING)
    return [
        Example(frozenset(features_of(read_text(text).norm)), label)
        for text, label in sorted(meant.items())
    ]


def _questions() -> list[str]:
    """What callers ask us about, as far as the index was tuned on it."""
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [row["question"] for row in rows if row["part"] == "dev"]


@dataclass(frozen=True, slots=True)
class Fit:
    """Features, labels and their weights."""

    features: tuple[str, ...]
    labels: tuple[str, ...]
    weights: Floats
    biases: Floats


def fit(given: Sequence[Example]) -> Fit:
    """Weights by which the examples' labels are likeliest."""
    seen = Counter(feature for one in given for feature in one.features)
    features = tuple(sorted(name for name, count in seen.items() if count >= _SEEN_AT_LEAST))
    place = {name: index for index, name in enumerate(features)}
    labels = tuple(sorted({one.label for one in given}))
    rows = [sorted(place[name] for name in one.features if name in place) or [0] for one in given]
    lengths = np.array([len(row) for row in rows])
    columns: Ints = np.concatenate([np.array(row) for row in rows])
    scale = np.repeat(1 / np.sqrt(lengths), lengths).astype(np.float32)[:, None]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    order = np.argsort(columns, kind="stable")
    row_of = np.repeat(np.arange(len(rows)), lengths)[order]
    counts = np.bincount(columns, minlength=len(features))
    column_starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    truth = np.zeros((len(rows), len(labels)), np.float32)
    truth[np.arange(len(rows)), [labels.index(one.label) for one in given]] = 1
    weights = np.zeros((len(features), len(labels)), np.float32)
    biases = np.zeros(len(labels), np.float32)
    first: Floats = np.zeros_like(weights)
    second: Floats = np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        sums = np.add.reduceat(weights[columns] * scale, starts, axis=0) + biases
        shares = np.exp(sums - sums.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        error = (shares - truth) / len(rows)
        slope = np.add.reduceat(error[row_of] * scale[order], column_starts, axis=0)
        slope += _DECAY * weights
        first = (0.9 * first + 0.1 * slope).astype(np.float32)
        second = (0.99 * second + 0.01 * slope * slope).astype(np.float32)
        move = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights = (weights - _RATE * move).astype(np.float32)
        biases = (biases - 0.5 * error.sum(0)).astype(np.float32)
    return Fit(features, labels, weights, biases)


def written(found: Fit) -> str:
    """The weights in the form that ``likeness`` reads; what hardly weighs is left out."""
    heads = zip(found.labels, found.biases, strict=True)
    lines = ["\t".join(f"{label}={bias:.2f}" for label, bias in heads)]
    for feature, row in zip(found.features, found.weights, strict=True):
        centred = row - np.median(row)
        cells = [
            f"{place}:{round(float(weight) * 100)}"
            for place, weight in enumerate(centred)
            if abs(weight) >= _LEAST_WEIGHT
        ]
        if cells or " " not in feature:  # A word that says nothing is known all the same.
            lines.append("\t".join([feature, *cells]))
    return "\n".join(lines) + "\n"


def main() -> int:
    """Fit and write the weights of every kind that has some."""
    folder = Path(voiceagent.norwegian.__file__).parent
    for kind in _STRANGERS:
        given = examples(kind)
        path = next(folder.rglob(f"{kind}.likeness"))
        path.write_text(written(fit(given)), encoding="utf-8")
        print(f"{kind}: {len(given)} examples")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
