"""How well the embedded recogniser hears sentences of the simulated callers.

The sentences are of the dialog's domain and in no training set, in the callers' six voices (which
neither training nor calibration has heard), through band, µ-law and noise at 10–40 dB. A share is
random words outside the domain, half of it beside domain speech.

**Synthetic speech only.** These figures say nothing about people; for them use NB-Whisper.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from rapidfuzz.distance import Levenshtein

from benchmarks.speech_ear import Ear
from models.training.corpus import SPLITS, Utterance, open_vocabulary, utterances
from models.training.language import ASKED
from voiceagent.dialog.moves import AnswerKind, Expectation

DOMAIN = "domain"
OUTSIDE = "outside the domain"
ASIDE = "beside the question"

_QUESTIONS = tuple(kind for kind in AnswerKind if kind is not AnswerKind.NOTHING)

_SHARD = 900
"""A number that no training or validation shard has."""
_TYPICAL_S = (3.5, 4.5)
"""Length of the turns whose cost is promised."""


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

    def share(self, count: int) -> float:
        """Of the utterances."""
        return count / max(1, self.utterances)

    def add(self, heard: str, said: str, *, accepted: bool) -> None:
        """Count one utterance."""
        self.utterances += 1
        self.exact += heard == said
        self.accepted += accepted
        self.wrong_accepted += accepted and heard != said
        self.words += len(said.split())
        self.word_errors += Levenshtein.distance(heard.split(), said.split())


@dataclass(slots=True)
class Sentences:
    """What was measured.

    Attributes:
        kinds: Counts by kind of sentence.
        confused: Words of the domain that were heard as others.
        typical_ms: Head and search on turns of about four seconds, on one core.
    """

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    typical_ms: list[float] = field(default_factory=list)


def measure_sentences(ear: Ear, count: int, seed: int = 0) -> Sentences:
    """Hear ``count`` sentences."""
    measured = Sentences()
    for utterance in islice(_said(ear, seed), count):
        kind, said = utterance.sentence.kind, utterance.sentence.text
        scores = ear.scores(utterance.samples)
        heard = ear.hear(scores, Expectation(ASKED.get(kind, AnswerKind.NOTHING)))
        if _TYPICAL_S[0] <= len(utterance.samples) / 16_000 <= _TYPICAL_S[1]:
            measured.typical_ms.append(ear.words_ms[-1])
        if kind not in ASKED and kind != "open":
            # Questions, objections, «mm»: they come when something else was asked.
            anything = ear.hear(scores, Expectation(ear.rng.choice(_QUESTIONS)))
            measured.kinds[ASIDE].add(anything.text, said, accepted=anything.accepted)
        for name in (kind, OUTSIDE if kind == "open" else DOMAIN):
            measured.kinds[name].add(heard.text, said, accepted=heard.accepted)
        if kind != "open":
            measured.confused.update(confusions(heard.text.split(), said.split()))
    return measured


def confusions(heard: list[str], said: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a word that was said and the one that was heard in its place; «–» for none."""
    for edit in Levenshtein.editops(said, heard):
        yield (
            "–" if edit.tag == "insert" else said[edit.src_pos],
            "–" if edit.tag == "delete" else heard[edit.dest_pos],
        )


def _said(ear: Ear, seed: int) -> Iterator[Utterance]:
    split = replace(SPLITS["callers"], least_snr_db=ear.least_snr_db)
    return utterances(split, _SHARD + seed, ear.library, open_vocabulary())
