"""The words of a company's texts, and how a caller's word is one of them.

Callers use other words than the texts, and recognisers mishear: a word may be a compound of known
ones, a known one misspelled, or one that was torn in two. Each of these is a weaker match than the
word itself; a word that is none of them is *unknown*, and an unknown word is the strongest sign
that the texts do not hold the answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from voiceagent.norwegian.texts.stems import Term, parts, stem
from voiceagent.norwegian.texts.synonyms import SYNONYMS
from voiceagent.norwegian.words.plain_words import PLAIN

_MISSPELLED = 0.85
"""How much a word counts that is only nearly one of ours."""

_ALIKE, _VERY_ALIKE = 80.0, 86.0
_MIN_FUZZY_LETTERS = 5
_HEAD, _MODIFIER = 0.75, 0.5
"""What a compound's parts count for: «prisliste» is a list first, and about prices second."""

_LOOSELY = {"#hvordan": 0.3, "#når": 0.6, "#pris": 0.5, "#hvor": 0.6}
"""Question words that texts answer without saying so: «hvordan betaler vi», «hvor mye koster»."""

_EVERYDAY = 0.65
"""What a word weighs that no text holds and everybody says: less than «hubspot» or «vipps»."""

_PLAIN_STEMS = frozenset(stem(word) for word in PLAIN)

_SYNONYM = 0.8
_LESS = 0.6
"""How much of its weight the first part of a compound keeps that no text has."""

_ANSWERED_BY = {
    asking: frozenset(stem(word) for word in words.split())
    for asking, words in {
        "#når": "åpningstid tid klokka januar hverdag åpne mandag",
        "#pris": "kroner koste pris gratis ingenting",
        "#lenge": "dag uke måned år time minutt tid",
    }.items()
}
"""What shows that a passage answers a question word: «når» by hours, «hvor mye» by kroner."""

_PART = 0.6
"""What a compound of the question counts for where the text has only a part of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a question.

    Attributes:
        stem: As the caller said it, mended.
        weight: How much it says: rare words say more, question words little.
        meets: Stems of the texts that it may be, with how well: 1 is the word itself.
    """

    stem: str
    weight: float
    meets: Mapping[str, float]


class Vocabulary:
    """The words of one language's texts.

    Args:
        passages: The terms of each passage, heading and all.
        asking_weight: What a question word weighs, beside 1 for the rarest word.
    """

    def __init__(self, passages: Sequence[Iterable[Term]], *, asking_weight: float) -> None:
        whole = [{term.stem for term in terms} for terms in passages]
        self._words = {word for words in whole for word in words if not word.startswith("#")}
        self._parts = {
            word: found
            for word in sorted(self._words)
            if (found := parts(word, self._words - {word})) is not None
        }
        self._by_part: dict[str, dict[str, float]] = {}
        for word, (first, last) in self._parts.items():
            self._by_part.setdefault(first, {})[word] = _MODIFIER
            self._by_part.setdefault(last, {})[word] = _HEAD
        self._asking_weight = asking_weight
        self._in_passages = Counter(
            word for words in whole for word in words | self._parts_of(words)
        )
        self._choices = sorted(word for word in self._words if len(word) >= _MIN_FUZZY_LETTERS - 1)

    def _parts_of(self, words: set[str]) -> set[str]:
        return {part for word in words if word in self._parts for part in self._parts[word]}

    def weight(self, word: str) -> float:
        """How much a word says, 0…1: 1 for a rare one, in few texts or in none."""
        if word.startswith("#"):
            return self._asking_weight * _LOOSELY.get(word, 1.0)
        among = self._in_passages[word]
        if not among:
            return _EVERYDAY if word in _PLAIN_STEMS else 1.0
        return 1 / math.sqrt(1 + math.log(among))

    def read(self, question: Sequence[Term]) -> tuple[Asked, ...]:
        """The question's words as words of the texts, each once."""
        asked: dict[str, Asked] = {}
        place = 0
        while place < len(question):
            term = question[place]
            joined = self._joined(question, place)
            word = joined or term.stem
            place += 2 if joined else 1
            for one in self._read(word):
                asked.setdefault(one.stem, one)
        return tuple(asked.values())

    def _joined(self, question: Sequence[Term], place: int) -> str:
        """Two words that the recogniser tore apart: «kunde system»."""
        if place + 1 >= len(question) or question[place].asks or question[place + 1].asks:
            return ""
        first, last = question[place].stem, question[place + 1].stem
        for word in (stem(first + last), stem(f"{first}s{last}"), stem(f"{first}e{last}")):
            if word in self._words:
                return word
        return ""

    def _read(self, word: str) -> tuple[Asked, ...]:
        if word.startswith("#"):
            answering = _ANSWERED_BY.get(word, frozenset()) & self._words
            meets = dict.fromkeys(answering, _SYNONYM) | {word: 1.0}
            return (Asked(word, self.weight(word), meets),)
        meets = dict(self._by_part.get(word, {}))
        if word in self._words:
            meets |= dict.fromkeys(self._parts.get(word, ()), _PART) | {word: 1.0}
        likewise = {one for one in SYNONYMS.get(word, ()) if one in self._words}
        meets = dict.fromkeys(likewise, _SYNONYM) | meets
        if meets:
            known = word in self._words or not likewise
            weight = self.weight(word) if known else max(map(self.weight, likewise))
            return (Asked(word, weight, meets),)
        found = parts(word, self._words)
        whole = found is not None and self._words.issuperset(found)
        near = "" if whole else self._near(word, _ALIKE if found is None else _VERY_ALIKE)
        if near:
            return (Asked(near, self.weight(near), {near: _MISSPELLED}),)
        if found is not None:
            first, last = (self._part(part) for part in found)
            return (replace(first, weight=first.weight * _LESS), last)
        return (Asked(word, self.weight(word), {}),)

    def _part(self, word: str) -> Asked:
        meets = dict(self._by_part.get(word, {}))
        if word in self._words:
            meets[word] = 1.0
        return Asked(word, self.weight(word), meets)

    def _near(self, word: str, alike: float) -> str:
        if len(word) < _MIN_FUZZY_LETTERS:
            return ""
        found = process.extractOne(word, self._choices, scorer=fuzz.ratio, score_cutoff=alike)
        return "" if found is None else found[0]
