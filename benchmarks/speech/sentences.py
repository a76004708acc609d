"""How well the embedded recogniser hears sentences of the simulated callers.

The sentences are of the dialog's domain and in no training set, in the callers' six voices (which
neither training nor calibration has heard), through band, µ-law and noise at 10–40 dB. Sentences
with made-up names, of which the head has heard none, are counted apart from the domain's own. A
share is random words outside the domain, half of it beside domain speech.

**Synthetic speech only.** These figures say nothing about people; for them use NB-Whisper.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from rapidfuzz.distance import Levenshtein

from benchmarks.reporting.progress import ProgressLine, counted
from benchmarks.speech.ear import Ear
from models.training import names
from models.training.corpus import SPLITS, Utterance, open_vocabulary, utterances
from models.training.grammar import RULES
from models.training.language import ASKED
from models.training.numbers import MONTHS
from models.training.sentences import DIALECT
from voiceagent.dialog.moves import AnswerKind, Expectation

DOMAIN = "domain"
OUTSIDE = "outside the domain"
ASIDE = "beside the question"
UNHEARD = "with unheard names"

_QUESTIONS = tuple(kind for kind in AnswerKind if kind is not AnswerKind.NOTHING)

_LISTED = (*names.FIRST_NAMES, *names.SURNAMES, *names.PLACES, *names.COMPANY_STEMS)
_COMMON = {
    *(word for rule in RULES.values() for word in rule.replace("|", " ").split()),
    *(word for spellings in DIALECT.values() for word in spellings),
    *MONTHS,
    *("tusen", "kvarter", "live"),
}
_UNHEARD_WORDS = frozenset(
    {head + tail for head in names.SURNAME_HEADS for tail in names.SURNAME_TAILS}
    | {head + tail for head in names.FIRST_HEADS for tail in names.FIRST_TAILS}
    | set(names.TRADES)
) - {*_LISTED, *names.COMPANY_ENDINGS, *_COMMON}
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


def measure_sentences(ear: Ear, count: int, progress: ProgressLine, seed: int = 0) -> Sentences:
    """Hear ``count`` sentences."""
    measured = Sentences()
    said_here = islice(_said(ear, seed), count)
    for _, utterance in zip(counted(progress, "sentence", range(count)), said_here, strict=True):
        kind, said = utterance.sentence.kind, utterance.sentence.text
        scores = ear.scores(utterance.samples)
        heard = ear.hear(scores, Expectation(ASKED.get(kind, AnswerKind.NOTHING)))
        if _TYPICAL_S[0] <= len(utterance.samples) / 16_000 <= _TYPICAL_S[1]:
            measured.typical_ms.append(ear.words_ms[-1])
        if kind not in ASKED and kind != "open":
            # Questions, objections, «mm»: they come when something else was asked.
            anything = ear.hear(scores, Expectation(ear.rng.choice(_QUESTIONS)))
            measured.kinds[ASIDE].add(anything.text, said, accepted=anything.accepted)
        where = OUTSIDE if kind == "open" else UNHEARD if has_unheard_name(said) else DOMAIN
        for name in (kind, where) if where != UNHEARD else (where,):
            measured.kinds[name].add(heard.text, said, accepted=heard.accepted)
        if kind != "open":
            measured.confused.update(confusions(heard.text.split(), said.split()))
    return measured


def has_unheard_name(said: str) -> bool:
    """Whether a name or trade in it is one that the head was not trained on."""
    return bool(_UNHEARD_WORDS & set(said.split()))


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
