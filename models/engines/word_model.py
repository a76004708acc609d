"""How likely words are in the calls that we hold: the recogniser's expectation of the caller.

Counts of word pairs from generated domain sentences, for all of them and per kind of question.
A pair's probability is interpolated (Witten–Bell) from the question's pairs to all pairs to single
words. Words outside the vocabulary are possible at a price per letter, by a letter model made from
the vocabulary, so that unknown names and companies can be heard.

Phrases that the dialog expects right now (a known name, the offered times) are mixed in, with
words that the vocabulary lacks.

Source: Witten & Bell 1991; counts by :mod:`models.training.language`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from models.engines.soundalikes import as_heard, in_alphabet, sound_key
from voiceagent.dialog.moves import AnswerKind

EDGE = ""
"""The word before the first and after the last."""

_EXPECTED = math.log(0.3)
_USUAL = math.log(0.7)
_LEAST_GENERAL_SHARE = 0.2
_UNKNOWN_WORD = math.log(0.001)
_UNKNOWN_IN_KIND: Mapping[str, float] = {
    "name": math.log(0.25),
    "company": math.log(0.25),
    **dict.fromkeys(("yes_no", "choice", "when", "number", "amount", "digits"), math.log(1e-6)),
}
_LETTER_FLOOR = 0.03
_LEAST_KEY = 3
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class _Followers:
    """What came after a word: counts, their sum, and how many different words."""

    counts: Mapping[str, int]
    total: int


class WordModel:
    """Loaded counts; immutable and shared by all calls."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            words = [EDGE, *str(stored["words"]).split()]
            rows = np.stack([stored["before"], stored["after"], stored["kind"], stored["count"]], 1)
            kinds = str(stored["kinds"]).split()
        tables: dict[str, dict[str, dict[str, int]]] = {
            kind: defaultdict(dict) for kind in ["", *kinds]
        }
        for before, after, kind, count in rows.tolist():
            every = tables[""][words[before]]
            every[words[after]] = every.get(words[after], 0) + count
            if kind:
                tables[kinds[kind - 1]][words[before]][words[after]] = count
        self._tables = {
            kind: {word: _Followers(after, sum(after.values())) for word, after in table.items()}
            for kind, table in tables.items()
        }
        self.vocabulary = frozenset(words[1:])
        self._single = _single_words(self._tables[""])
        self._letters = _LetterModel(self.vocabulary)
        self._single_ahead = _prefixes({word: math.log(p) for word, p in self._single.items()})
        self._usual = {kind: Usual(self, kind) for kind in self._tables}

    def for_question(self, kind: AnswerKind, phrases: tuple[str, ...] = ()) -> Expected:
        """What to expect when a question of this kind was asked and ``phrases`` are likely."""
        return Expected(kind, self._usual.get(kind.value, self._usual[""]), phrases)

    def pair(self, kind: str, before: str, after: str) -> float:
        """Probability of ``after`` behind ``before`` under a kind of question."""
        probability = _mixed(
            self._tables[""].get(before), after, self._single.get(after, 0.0), least=0.0
        )
        if kind:
            probability = _mixed(
                self._tables[kind].get(before), after, probability, least=_LEAST_GENERAL_SHARE
            )
        return probability

    def followers(self, kind: str, before: str) -> set[str]:
        """Words that were seen behind ``before``."""
        found: set[str] = set()
        for table in ("", kind):
            seen = self._tables[table].get(before)
            if seen is not None:
                found.update(seen.counts)
        return found - {EDGE}

    def general_share(self, kind: str, before: str) -> float:
        """How much of the probability behind ``before`` is left to single words."""
        share = _back_off(self._tables[""].get(before), least=0.0)
        if kind:
            share *= _back_off(self._tables[kind].get(before), least=_LEAST_GENERAL_SHARE)
        return share

    def single_ahead(self, prefix: str) -> float:
        """Log-probability of the likeliest word that begins so, whatever came before."""
        return self._single_ahead.get(prefix, _NEVER)

    def unknown(self, kind: str, letters: str, *, whole: bool) -> float:
        """Log-probability of a word outside the vocabulary, or of its beginning."""
        price = _UNKNOWN_IN_KIND.get(kind, _UNKNOWN_WORD)
        return price + self._letters.score(letters, whole=whole)


class Usual:
    """The word model under a kind of question, before anything is known about this call."""

    def __init__(self, model: WordModel, kind: str) -> None:
        self._model = model
        self._kind = kind
        self.word = lru_cache(maxsize=16_000)(self._word)
        self.beginning = lru_cache(maxsize=16_000)(self._beginning)
        self._share_of = lru_cache(maxsize=4_000)(self._make_share)
        self._ahead_of = lru_cache(maxsize=3_000)(self._make_ahead)

    def knows(self, word: str) -> bool:
        """Whether the word is in the vocabulary."""
        return word in self._model.vocabulary

    def _word(self, before: str, word: str) -> float:
        probability = self._model.pair(self._kind, before, word)
        known = math.log(probability) if probability > 0 else _NEVER
        if word == EDGE:
            return known
        return max(known, self._model.unknown(self._kind, word, whole=True))

    def _beginning(self, before: str, prefix: str) -> float:
        seen = self._ahead_of(before).get(prefix, _NEVER)
        single = self._model.single_ahead(prefix) + self._share_of(before)
        return max(seen, single, self._model.unknown(self._kind, prefix, whole=False))

    def _make_share(self, before: str) -> float:
        share = self._model.general_share(self._kind, before)
        return math.log(share) if share > 0 else _NEVER

    def _make_ahead(self, before: str) -> dict[str, float]:
        words = self._model.followers(self._kind, before)
        return _prefixes({word: self._word(before, word) for word in words})


class Expected:
    """Scores words and beginnings of words under a question and the phrases likely now."""

    def __init__(self, kind: AnswerKind, usual: Usual, phrases: tuple[str, ...]) -> None:
        self.kind = kind
        self._usual = usual
        self._next: dict[str, set[str]] = defaultdict(set)
        self._first: set[str] = set()
        self.spellings = Spellings(phrases)
        for words in self.spellings.heard:
            self._first.update(words[:1])
            for before, after in pairwise(words):
                self._next[before].add(after)
        self._words = self._first.union(*self._next.values())
        self._ahead: dict[str, dict[str, float]] = {}

    def knows(self, word: str) -> bool:
        """Whether the word is in the vocabulary or in an expected phrase."""
        return word in self._words or self._usual.knows(word)

    def word(self, before: str, word: str) -> float:
        """Log-probability of a whole word behind ``before``; ``EDGE`` ends the turn."""
        usual = self._usual.word(before, word)
        return max(usual + _USUAL, self._expected(before, word)) if self._words else usual

    def beginning(self, before: str, prefix: str) -> float:
        """Log-probability of the best that an unfinished word can become."""
        usual = self._usual.beginning(before, prefix)
        if not self._words:
            return usual
        ahead = self._ahead.get(before)
        if ahead is None:
            ahead = _prefixes({word: self._expected(before, word) for word in self._words})
            self._ahead[before] = ahead
        return max(usual + _USUAL, ahead.get(prefix, _NEVER))

    def _expected(self, before: str, word: str) -> float:
        """What the phrases say: the next word of one, its first word, any of its words."""
        following = self._next.get(before, ())
        if word in following:
            return _EXPECTED + math.log(0.9 / len(following))
        if word in self._first:
            return _EXPECTED + math.log(0.4 / len(self._first))
        if word in self._words:
            return _EXPECTED + math.log(0.1 / len(self._words))
        return _NEVER


class Spellings:
    """How the words of expected phrases are written, whatever they sound like.

    Attributes:
        heard: The phrases as they may be heard: as written, and as they sound.
    """

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self.heard: list[list[str]] = []
        self._written: dict[str, list[str]] = {}
        for phrase in phrases:
            written = phrase.lower().replace("-", " ").split()
            plain = [in_alphabet(word) for word in written]
            sounded = [as_heard(word) for word in written]
            self.heard += [plain] if plain == sounded else [plain, sounded]
            self._add(written)
            for word in written:
                self._add([word])

    def _add(self, written: list[str]) -> None:
        key = "".join(sound_key(word) for word in written)
        if len(key) >= _LEAST_KEY:
            self._written.setdefault(key, written)

    def of(self, words: list[str]) -> list[str] | None:
        """How a run of heard words is written; None where no expected phrase sounds so."""
        if not self._written:
            return None
        return self._written.get("".join(sound_key(word) for word in words))


class _LetterModel:
    """Letter after two letters, from the vocabulary's words, each counted once."""

    def __init__(self, words: frozenset[str]) -> None:
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for word in words:
            padded = f"^^{word}$"
            for place in range(2, len(padded)):
                counts[padded[place - 2 : place]][padded[place]] += 1
        self._log: dict[str, dict[str, float]] = {}
        for before, after in counts.items():
            total = sum(after.values()) + len(after)
            self._log[before] = {
                letter: math.log(max(_LETTER_FLOOR, count / total))
                for letter, count in after.items()
            }
        self._floor = math.log(_LETTER_FLOOR)
        self._score = lru_cache(maxsize=50_000)(self._running)

    def score(self, letters: str, *, whole: bool) -> float:
        running = self._score(letters)
        return running + self._letter(letters, "$") if whole else running

    def _running(self, letters: str) -> float:
        if not letters:
            return 0.0
        return self._score(letters[:-1]) + self._letter(letters[:-1], letters[-1])

    def _letter(self, before: str, letter: str) -> float:
        return self._log.get(f"^^{before}"[-2:], {}).get(letter, self._floor)


def _single_words(table: Mapping[str, _Followers]) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    for followers in table.values():
        for word, count in followers.counts.items():
            counts[word] += count
    total = sum(counts.values()) + len(counts)
    return {word: (count + 1) / total for word, count in counts.items()}


def _mixed(followers: _Followers | None, after: str, general: float, *, least: float) -> float:
    share = _back_off(followers, least=least)
    if followers is None:
        return general
    seen = followers.counts.get(after, 0) / followers.total
    return (1 - share) * seen + share * general


def _back_off(followers: _Followers | None, *, least: float) -> float:
    if followers is None:
        return 1.0
    different = len(followers.counts)
    return max(least, different / (different + followers.total))


def _prefixes(scores: Mapping[str, float]) -> dict[str, float]:
    """The best score among the words that begin with each prefix."""
    best: dict[str, float] = {}
    for word, score in scores.items():
        for end in range(1, len(word) + 1):
            prefix = word[:end]
            if score > best.get(prefix, _NEVER):
                best[prefix] = score
    return best
