"""How well the embedded recogniser hears the simulated callers, and what a pass costs.

``python -m benchmarks.accuracy_speech --utterances 1200`` makes sentences of the dialog's domain
that no training set holds, in the callers' six voices (which neither training nor calibration has
heard), through band, µ-law and noise at 10–40 dB, and prints word error by kind of sentence, how
many answers are heard exactly, what is rejected, and milliseconds.

**Synthetic speech only.** These figures say nothing about people; for them use NB-Whisper.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from random import Random

import numpy as np
from numpy.typing import NDArray

from models.engines.espeak_library import EspeakLibrary, espeak_library
from models.engines.recogniser import Recogniser
from models.engines.turn_encoder import TurnEncoder
from models.loading import EMBEDDED_WEIGHTS
from models.training.corpus import SPLITS, Utterance, open_vocabulary, utterances
from models.training.language import ASKED
from models.training.negatives import negatives
from voiceagent.dialog.moves import AnswerKind

_SHARD = 900
"""A number that no training or validation shard has."""


@dataclass(slots=True)
class Tally:
    """Counts over utterances of one kind."""

    utterances: int = 0
    exact: int = 0
    accepted: int = 0
    wrong_accepted: int = 0
    words: int = 0
    word_errors: int = 0

    @property
    def word_error(self) -> float:
        """Errors per word."""
        return self.word_errors / max(1, self.words)

    def add(self, heard: str, said: str, *, accepted: bool) -> None:
        """Count one utterance."""
        self.utterances += 1
        self.exact += heard == said
        self.accepted += accepted
        self.wrong_accepted += accepted and heard != said
        self.words += len(said.split())
        self.word_errors += word_errors(heard.split(), said.split())


@dataclass(slots=True)
class Report:
    """What was measured; times are milliseconds on one core."""

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    front_ms: list[float] = field(default_factory=list)
    words_ms: list[float] = field(default_factory=list)
    sounds: int = 0
    sounds_accepted: int = 0


def measure(count: int, *, least_snr_db: float = 10.0, seed: int = 0) -> Report:
    """Hear ``count`` utterances, and a sixth as many sounds without a word for us."""
    library, encoder = espeak_library(), TurnEncoder(features_only=True)
    recogniser, report = Recogniser(EMBEDDED_WEIGHTS), Report()
    for utterance in islice(_said(library, least_snr_db, seed), count):
        kind, said = utterance.sentence.kind, utterance.sentence.text
        begun = time.perf_counter()
        frames = encoder.encode(utterance.samples).frames
        between = time.perf_counter()
        expected = recogniser.words.for_question(ASKED.get(kind, AnswerKind.NOTHING))
        heard = recogniser.recognise(recogniser.scores(frames), expected)
        report.front_ms.append((between - begun) * 1000)
        report.words_ms.append((time.perf_counter() - between) * 1000)
        for name in (kind, "outside the domain" if kind == "open" else "domain"):
            report.kinds[name].add(heard.text, said, accepted=heard.accepted)
    _hear_sounds(report, recogniser, encoder, negatives(count // 6, seed + 77, library))
    return report


def _said(library: EspeakLibrary, least_snr_db: float, seed: int) -> Iterator[Utterance]:
    split = replace(SPLITS["callers"], least_snr_db=least_snr_db)
    return utterances(split, _SHARD + seed, library, open_vocabulary())


def _hear_sounds(
    report: Report,
    recogniser: Recogniser,
    encoder: TurnEncoder,
    sounds: Iterable[NDArray[np.float32]],
) -> None:
    for samples in sounds:
        kind = Random(len(samples)).choice([AnswerKind.YES_NO, AnswerKind.FREE, AnswerKind.WHEN])
        scores = recogniser.scores(encoder.encode(samples).frames)
        heard = recogniser.recognise(scores, recogniser.words.for_question(kind))
        report.sounds += 1
        report.sounds_accepted += heard.accepted


def word_errors(heard: list[str], said: list[str]) -> int:
    """Least number of words to insert, delete or replace."""
    row = list(range(len(said) + 1))
    for place, word in enumerate(heard, 1):
        before, row[0] = row[0], place
        for column, wanted in enumerate(said, 1):
            best = min(row[column] + 1, row[column - 1] + 1, before + (word != wanted))
            before, row[column] = row[column], best
    return row[-1]


def print_report(report: Report) -> None:
    """A table, worst kinds last."""
    print("synthetic callers only: these figures say nothing about people\n")
    print(f"{'kind':<20}{'n':>6}{'word error':>12}{'exact':>9}{'accepted':>10}{'wrong acc.':>12}")
    tallies = sorted(report.kinds.items(), key=lambda of: (of[0] != "domain", of[1].word_error))
    for kind, tally in tallies:
        shares = (tally.exact, tally.accepted, tally.wrong_accepted)
        exact, accepted, wrong = (share / max(1, tally.utterances) for share in shares)
        print(
            f"{kind:<20}{tally.utterances:>6}{tally.word_error:>12.3f}"
            f"{exact:>9.3f}{accepted:>10.3f}{wrong:>12.3f}"
        )
    print(f"\nEnglish, music, noise, tones: {report.sounds_accepted} of {report.sounds} accepted")
    costs = {"front of the encoder": report.front_ms, "head and search": report.words_ms}
    for name, values in costs.items():
        p50, p95 = np.percentile(values, [50, 95])
        print(f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--utterances", type=int, default=1_200)
    parser.add_argument("--least-snr-db", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print_report(
        measure(arguments.utterances, least_snr_db=arguments.least_snr_db, seed=arguments.seed)
    )


if __name__ == "__main__":
    main()
