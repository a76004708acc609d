"""A first name and a surname that were heard as one word, taken apart.

Between the two there is no pause, and a surname that the word model does not know begins no word
for it: «torfinnlysberg». Where a name was asked for, a long unknown word that begins with a first
name is two, unless a first name stands before it: «ole haraldsson» stays.

Source: the dialog's table of first names.
"""

from __future__ import annotations

from collections.abc import Callable

from voiceagent.core.events import HeardWord
from voiceagent.norwegian.words.name_tables import FIRST_NAMES

_LEAST_FIRST = 4
_LEAST_LAST = 4


def names_apart(
    words: tuple[HeardWord, ...], knows: Callable[[str], bool]
) -> tuple[HeardWord, ...]:
    """The words, with such names as two; ``knows`` tells the vocabulary's words."""
    done: list[HeardWord] = []
    for word in words:
        after_first = bool(done) and done[-1].text in FIRST_NAMES
        length = 0 if after_first or knows(word.text) else _first_name(word.text)
        if length:
            border_ms = word.start_ms + (word.end_ms - word.start_ms) * length // len(word.text)
            done.append(HeardWord(word.text[:length], word.start_ms, border_ms, word.confidence))
            word = HeardWord(word.text[length:], border_ms, word.end_ms, word.confidence)
        done.append(word)
    return tuple(done)


def _first_name(word: str) -> int:
    """Length of the longest first name that the word begins with; 0 for none."""
    for length in range(len(word) - _LEAST_LAST, _LEAST_FIRST - 1, -1):
        if word[:length] in FIRST_NAMES:
            return length
    return 0
