"""The letters that the embedded recogniser hears, and CTC's reading of them.

Symbol 0 is CTC's blank; letter k of :data:`ALPHABET` is symbol k + 1.
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå "
BLANK = 0
SPACE = ALPHABET.index(" ") + 1
SYMBOLS = len(ALPHABET) + 1


def encode_text(text: str) -> list[int]:
    """Symbol numbers of a text in the alphabet."""
    return [ALPHABET.index(letter) + 1 for letter in text]


def decode_greedy(best: Iterable[int]) -> str:
    """The text of a best symbol per frame: repeats merged, blanks dropped, spaces single."""
    letters: list[str] = []
    before = BLANK
    for symbol in best:
        if symbol not in {before, BLANK}:
            letters.append(ALPHABET[symbol - 1])
        before = symbol
    return " ".join("".join(letters).split())
