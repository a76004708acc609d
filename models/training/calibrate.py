"""Fits the recogniser's trust: when to believe that it heard an answer.

``python -m models.training.calibrate --weights models/weights`` hears domain sentences under the
question that they answer (questions, objections and the like under any), and talk and sounds that
answer nothing under any question, all in the validation voices. A logistic function is fitted to
whether there was an answer and its words were (nearly) right; each kind of question gets a bias of
its own, as far as its own sentences ask for one. Writes ``recogniser.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from models.engines.beam import BeamSettings, search_twice
from models.engines.espeak_library import espeak_library
from models.engines.recogniser import Recogniser, completed
from models.engines.trust import EVIDENCE, evidence
from models.engines.turn_encoder import TurnEncoder
from models.training.corpus import SPLITS, utterances
from models.training.language import ASKED
from models.training.negatives import negatives
from voiceagent.dialog.moves import AnswerKind

SEARCH = BeamSettings()
LEAST = 0.45
"""Confidence from which a text is accepted, under every kind of question."""

_SHARD = 700
"""A number that no validation shard has."""
_LEAST_SNR_DB = 8.0
_NEARLY = 0.25
_QUESTIONS_PER_NEGATIVE = 2
_QUESTIONS = (
    AnswerKind.YES_NO,
    AnswerKind.WHEN,
    AnswerKind.NAME,
    AnswerKind.COMPANY,
    AnswerKind.DIGITS,
    AnswerKind.FREE,
    AnswerKind.AMOUNT,
    AnswerKind.CHOICE,
)
_LOST = 0.02
"""Share of the domain's sentences that the border may cost, over all kinds."""
_LOST_IN_KIND = 0.01
_EASIER, _HARDER = 0.7, 0.5
"""How far a kind's border may lie below and above the common one, in log odds."""
_ENOUGH = 40
"""Sentences of a kind that make a border of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Hearing:
    """Evidence of one hearing; ``errors`` per word, None where nothing was answered."""

    kind: AnswerKind
    evidence: NDArray[np.float64]
    errors: float | None


def hearings(recogniser: Recogniser, amount: int) -> Iterator[Hearing]:
    """``amount`` sentences of the domain and nearly as many sounds that answer nothing."""
    library, encoder = espeak_library(), TurnEncoder(features_only=True)
    split = replace(SPLITS["validation"], least_snr_db=_LEAST_SNR_DB, open_share=0.0)
    rng = Random(6)
    for utterance in islice(utterances(split, _SHARD, library, ()), amount):
        scores = recogniser.scores(encoder.encode(utterance.samples).frames)
        anywhere = rng.choice((AnswerKind.NOTHING, *_QUESTIONS))
        kind = ASKED.get(utterance.sentence.kind, anywhere)
        yield from _hear(recogniser, scores, kind, utterance.sentence.text)
    for samples in negatives(amount * 9 // 10, 5, library, _LEAST_SNR_DB):
        scores = recogniser.scores(encoder.encode(samples).frames)
        for kind in rng.sample(_QUESTIONS, _QUESTIONS_PER_NEGATIVE):
            yield from _hear(recogniser, scores, kind, None)


def _hear(
    recogniser: Recogniser, scores: NDArray[np.float32], kind: AnswerKind, said: str | None
) -> Iterator[Hearing]:
    """Nothing where no words were found: no trust is needed then."""
    expected = recogniser.words.for_question(kind)
    hypotheses = completed(search_twice(scores, expected, recogniser.settings), expected)
    if not hypotheses[0].text:
        return
    errors = None
    if said is not None:
        wrong = Levenshtein.distance(hypotheses[0].text.split(), said.split())
        errors = wrong / len(said.split())
    yield Hearing(kind, evidence(hypotheses, scores, expected), errors)


def fit(rows: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Logistic regression by Newton's method with a little ridge."""
    design = np.column_stack([rows, np.ones(len(rows))])
    weights = np.zeros(design.shape[1])
    ridge = np.eye(design.shape[1]) * 0.5
    ridge[-1, -1] = 1e-3
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (right - chance) - ridge @ weights
        curve = (design.T * (chance * (1 - chance))) @ design + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights[:-1], float(weights[-1])


def borders(log_odds: NDArray[np.float64], kinds: list[str]) -> dict[str, float]:
    """The least log odds of the domain's sentences that are believed, per kind and in common."""
    common = float(np.quantile(log_odds, _LOST))
    found = {"": common}
    for kind in sorted(set(kinds)):
        own = log_odds[[place for place, of in enumerate(kinds) if of == kind]]
        if len(own) >= _ENOUGH:
            border = float(np.quantile(own, _LOST_IN_KIND))
            found[kind] = min(max(border, common - _EASIER), common + _HARDER)
    # Where nothing was asked nothing is answered wrongly, and «mm» must be known for what it is.
    found[AnswerKind.NOTHING.value] = common - _EASIER
    return found


def main() -> None:
    """Calibrate, and print what it means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--amount", type=int, default=2_000, help="domain sentences to hear")
    arguments = parser.parse_args()
    out = arguments.weights / "recogniser.json"
    blank = {"search": asdict(SEARCH), "trust": [0.0] * EVIDENCE, "biases": {"": 0.0}, "least": 0.5}
    out.write_text(json.dumps(blank, indent=2) + "\n", encoding="utf-8")
    heard = list(hearings(Recogniser(arguments.weights), arguments.amount))
    if not any(hearing.errors is not None for hearing in heard):
        print("no words were found in any sentence: the trust stays blank")
        return
    rows = np.array([hearing.evidence for hearing in heard])
    answers = np.array([hearing.errors is not None for hearing in heard])
    right = np.array(
        [hearing.errors is not None and hearing.errors <= _NEARLY for hearing in heard]
    )
    weights, bias = fit(rows, right)
    log_odds = rows @ weights + bias
    kinds = [hearing.kind.value for hearing in heard]
    domain_kinds = [kind for kind, answer in zip(kinds, answers, strict=True) if answer]
    border = borders(log_odds[answers], domain_kinds)
    centre = float(np.log(LEAST / (1 - LEAST)))
    biases = {kind: round(bias - least + centre, 4) for kind, least in border.items()}
    stored = {
        "search": asdict(SEARCH),
        "trust": [round(float(weight), 4) for weight in weights],
        "biases": biases,
        "least": LEAST,
    }
    out.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    passed = log_odds >= np.array([border.get(kind, border[""]) for kind in kinds])
    for name, those in {"answers": answers, "right ones": right, "no answers": ~answers}.items():
        print(f"{name}: {passed[those].sum()} of {those.sum()} accepted")


if __name__ == "__main__":
    main()
