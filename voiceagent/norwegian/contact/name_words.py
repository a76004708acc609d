"""Which words of an utterance may belong to somebody's name, and how a name is written.

Invariants: function words, numbers, signs of addresses and single letters are never part of a name;
a listed name always may be, whatever else the word means.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.numbers.number_words import word_pieces
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, NEVER_NAMES, SURNAMES
from voiceagent.norwegian.words.plain_words import PLAIN
from voiceagent.norwegian.words.reading import Text, word_set

PARTICLES = word_set("von van de der den af al el la le di")
ADDRESS_SIGNS = word_set("krøllalfa alfakrøll punktum bindestrek understrek @")
_WRITTEN_SMALL = word_set("von van de af der den la")
_SAYING = word_set("sa sier seier svarer svarte eller")
_LONGEST = 4


def may_be_name(tokens: Text, index: int) -> bool:
    """Whether a word can be part of a name."""
    word, norm = tokens.raw[index], tokens.norm[index]
    if word in FIRST_NAMES or word in SURNAMES or word in PARTICLES:
        return True
    if norm in NEVER_NAMES or word in NEVER_NAMES or word in ADDRESS_SIGNS | _SAYING:
        return False
    if word_pieces(word) or word_pieces(norm) or len(word) < 2:
        return False
    return re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", word) is not None


def is_plain(word: str) -> bool:
    """Whether a word is an everyday one that nobody is called by."""
    return word in PLAIN and word not in FIRST_NAMES and word not in SURNAMES


def name_from(tokens: Text, start: int) -> tuple[str, ...]:
    """The words from a place on that can be a name and are no everyday words; at most four."""
    end = start
    while end < min(len(tokens), start + _LONGEST) and may_be_name(tokens, end):
        if is_plain(tokens.raw[end]):
            break
        end += 1
    while end > start and tokens.raw[end - 1] in PARTICLES:
        end -= 1
    return tokens.raw[start:end]


def titled(words: tuple[str, ...]) -> str:
    """A name as it is written: «van der meer» → van der Meer."""
    return " ".join(
        word if word in _WRITTEN_SMALL else "-".join(part.capitalize() for part in word.split("-"))
        for word in words
    )
