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

from voiceagent.norwegian.reading import Text, read_text

_ALIKE = 83.0
"""Lets one letter of six differ: «kostar», «koster»."""
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
    if min(len(heard), len(wanted)) < _MIN_FUZZY_LETTERS:
        return False
    return fuzz.ratio(heard, wanted) >= _ALIKE


def find_phrase(text: Text, phrases: Iterable[str]) -> tuple[int, int] | None:
    """Tokens of the longest of ``phrases`` in ``text``; of equals the first."""
    best: tuple[int, int] | None = None
    best_length = 0
    for phrase in phrases:
        wanted = phrase_tokens(phrase)
        if len(wanted) <= best_length:
            continue
        span = _find(text.norm, wanted)
        if span is not None:
            best, best_length = span, len(wanted)
    return best


def earliest_phrase(text: Text, phrases: Iterable[str]) -> tuple[int, int] | None:
    """Tokens of the phrase that begins first."""
    spans = [
        span for phrase in phrases if (span := _find(text.norm, phrase_tokens(phrase))) is not None
    ]
    return min(spans, default=None)


def _find(norm: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[int, int] | None:
    # Nearly every phrase fails here: a word of it is simply not there.
    for word in wanted:
        if word not in norm and (
            len(word) < _MIN_FUZZY_LETTERS or not any(_alike(token, word) for token in norm)
        ):
            return None
    return _place(norm, wanted)


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
    best: tuple[str, int, int] | None = None
    best_length = 0
    for name, phrases in entries.items():
        for phrase in _longest_first(phrases):
            length = len(phrase_tokens(phrase))
            if length <= best_length:
                break
            span = _find(text.norm, phrase_tokens(phrase))
            if span is not None:
                best, best_length = (name, *span), length
                break
    return best
