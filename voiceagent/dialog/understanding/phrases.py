"""Phrases of a policy found in what a caller said.

A phrase is found when its words stand in the utterance in order, each spelled almost the same
(recognisers miss endings), with at most one foreign word between two of them. Both sides are
compared in the readers' common form, so one phrase serves Bokmål, Nynorsk and dialects. A longer
phrase beats a shorter one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from voiceagent.norwegian.words.reading import Text, read_text

_ALIKE = 83.0
"""Lets one letter of six differ: «kostar», «koster»."""
_SHORTEST_SHARE = 0.7
"""Of a longer word; a shorter one cannot be so alike."""
_MIN_FUZZY_LETTERS = 5
_MAX_GAP = 1


def listed(text: str) -> tuple[str, ...]:
    """The words of a table that is written as running text."""
    return tuple(text.split())


@lru_cache(maxsize=4096)
def phrase_tokens(phrase: str) -> tuple[str, ...]:
    """A phrase in the readers' common form."""
    return read_text(phrase).norm


@lru_cache(maxsize=16384)
def _alike(heard: str, wanted: str) -> bool:
    if heard == wanted:
        return True
    shorter, longer = sorted((len(heard), len(wanted)))
    if shorter < _MIN_FUZZY_LETTERS or shorter < _SHORTEST_SHARE * longer:
        return False
    return fuzz.ratio(heard, wanted) >= _ALIKE


def find_phrase(text: Text, phrases: Iterable[str]) -> tuple[int, int] | None:
    """Tokens of the longest of ``phrases`` in ``text``; of equals the first."""
    words = _words(text.norm)
    best: tuple[int, int] | None = None
    best_length = 0
    for phrase in phrases:
        wanted = phrase_tokens(phrase)
        if len(wanted) <= best_length:
            continue
        span = words.find(wanted)
        if span is not None:
            best, best_length = span, len(wanted)
    return best


def earliest_phrase(text: Text, phrases: Iterable[str]) -> tuple[int, int] | None:
    """Tokens of the phrase that begins first."""
    words = _words(text.norm)
    spans = [span for phrase in phrases if (span := words.find(phrase_tokens(phrase))) is not None]
    return min(spans, default=None)


class _Words:
    """The words of one utterance, which hundreds of phrases are looked for in."""

    def __init__(self, norm: tuple[str, ...]) -> None:
        self._norm = norm
        self._long = tuple(token for token in norm if len(token) >= _MIN_FUZZY_LETTERS)
        self._holds = dict.fromkeys(norm, True)

    def find(self, wanted: tuple[str, ...]) -> tuple[int, int] | None:
        """Tokens of a phrase. Nearly every phrase fails here: a word of it is simply not there."""
        for word in wanted:
            there = self._holds.get(word)
            if there is None:
                there = self._holds[word] = any(_alike(token, word) for token in self._long)
            if not there:
                return None
        return _place(self._norm, wanted)


@lru_cache(maxsize=8)
def _words(norm: tuple[str, ...]) -> _Words:
    return _Words(norm)


def _place(norm: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[int, int] | None:
    for start, token in enumerate(norm):
        if not _alike(token, wanted[0]):
            continue
        place = start
        for word in wanted[1:]:
            for step in range(1, _MAX_GAP + 2):
                if place + step < len(norm) and _alike(norm[place + step], word):
                    place += step
                    break
            else:
                break
        else:
            return start, place + 1
    return None


@lru_cache(maxsize=256)
def _longest_first(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=lambda phrase: -len(phrase_tokens(phrase))))


def best_entry(text: Text, entries: Mapping[str, tuple[str, ...]]) -> tuple[str, int, int] | None:
    """The entry whose phrase covers most words of ``text``, with the tokens it was found in."""
    words = _words(text.norm)
    best: tuple[str, int, int] | None = None
    best_length = 0
    for name, phrases in entries.items():
        for phrase in _longest_first(phrases):
            length = len(phrase_tokens(phrase))
            if length <= best_length:
                break
            span = words.find(phrase_tokens(phrase))
            if span is not None:
                best, best_length = (name, *span), length
                break
    return best
