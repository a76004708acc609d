"""Phrases of a policy found in what a caller said.

A phrase is found when its words stand in the utterance in order, each spelled almost the same
(recognisers miss endings), with at most one foreign word between two of them. Both sides are
compared in the readers' common form, so one phrase serves Bokmål, Nynorsk and dialects. A longer
phrase beats a shorter one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
    found = next(_book((tuple(phrases),)).found_in(text.norm), None)
    return None if found is None else found[1]


def earliest_phrase(text: Text, phrases: Iterable[str]) -> tuple[int, int] | None:
    """Tokens of the phrase that begins first."""
    return min((span for _, span in _book((tuple(phrases),)).found_in(text.norm)), default=None)


class _Book:
    """Groups of phrases, by the longest word of each: hundreds are asked for and few are near."""

    def __init__(self, groups: tuple[tuple[str, ...], ...]) -> None:
        self._phrases = sorted(
            (-len(tokens), group, order, tokens)
            for group, phrases in enumerate(groups)
            for order, tokens in enumerate(map(phrase_tokens, phrases))
            if tokens
        )
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for number, (*_, tokens) in enumerate(self._phrases):
            self._by_key[max(tokens, key=len)].append(number)
        self._near = lru_cache(maxsize=2048)(self._numbers_near)

    def found_in(self, norm: tuple[str, ...]) -> Iterator[tuple[int, tuple[int, int]]]:
        """Group and tokens of each phrase that is there: the longest first, then as listed."""
        for number in sorted({number for token in norm for number in self._near(token)}):
            _, group, _, tokens = self._phrases[number]
            span = _place(norm, tokens)
            if span is not None:
                yield group, span

    def _numbers_near(self, token: str) -> tuple[int, ...]:
        if len(token) < _MIN_FUZZY_LETTERS:
            return tuple(self._by_key.get(token, ()))
        keys = (key for key in self._by_key if _alike(token, key))
        return tuple(number for key in keys for number in self._by_key[key])


@lru_cache(maxsize=512)
def _book(groups: tuple[tuple[str, ...], ...]) -> _Book:
    return _Book(groups)


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


def best_entry(text: Text, entries: Mapping[str, tuple[str, ...]]) -> tuple[str, int, int] | None:
    """The entry whose phrase covers most words of ``text``, with the tokens it was found in."""
    found = next(_book(tuple(entries.values())).found_in(text.norm), None)
    if found is None:
        return None
    group, span = found
    return (tuple(entries)[group], *span)
