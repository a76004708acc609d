"""Text as tokens, and what was read out of it with its evidence.

Recognisers deliver lower-case words without punctuation, in whatever spelling they learnt; callers
speak dialect. Each token therefore has two faces: ``raw``, what was delivered, and ``norm``, one
common form (``dialect``) that the grammars are written in. Grammars either walk the tokens or run
regular expressions over :attr:`Text.line`, the norm forms joined by single spaces, and map the
match back to tokens, so that every value can point at the caller's own words.

Invariants: a token is never empty and holds no white space; ``line`` has exactly one space between
tokens, so offsets map to tokens without doubt.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from voiceagent.norwegian.words.dialect import BESIDE, COMMON_FORM, FILLERS, SPLIT_COMPOUNDS
from voiceagent.norwegian.words.mending import mended, mended_pair
from voiceagent.norwegian.words.neighbours import in_context

REMEMBERED = 16
"""Utterances that a costly reader remembers: several parts of the dialog ask for the same one."""
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_TOKEN = re.compile(
    r"[a-z0-9_.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+"  # an e-mail address
    r"|[0-9]+(?:[.,:/][0-9]+)*(?:\.(?=\s+[^\W\d]))?"  # 14.30, 1.200.000, 3/6, "3." before a word
    r"|[^\W\d_]+(?:[-'’][^\W\d_]+)*"  # words, with inner hyphen
    r"|[%@+&]"
)
_NUMBER_RANGE = re.compile(
    r"(?<![0-9-])([0-9][0-9.,:]*)\s?[-–]\s?([0-9][0-9.,:]*)(?![0-9-])(?!\s[0-9])"
)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """A value and the words it was read from.

    Attributes:
        value: What the words mean.
        words: The words themselves, as delivered.
        start: Index of the first token of the evidence.
        end: Index after its last token.
    """

    value: T_co
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A tokenised utterance.

    Attributes:
        raw: The tokens as delivered, lower case.
        norm: Their common forms.
        line: The common forms joined by single spaces.
        starts: Offset of each token in ``line``.
    """

    raw: tuple[str, ...]
    norm: tuple[str, ...]
    line: str
    starts: tuple[int, ...]

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.raw)

    def span(self, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
        """First token and the one after the last that a match in ``line`` touches."""
        start, end = match.span(group)
        if end <= start:
            first = bisect_right(self.starts, start) - 1
            return first, first
        return bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)

    def words(self, start: int, end: int) -> str:
        """The delivered words of a token span."""
        return " ".join(self.raw[start:end])

    def reading(self, value: T, start: int, end: int) -> Reading[T]:
        """``value`` with the tokens ``start`` to ``end`` as its evidence."""
        return Reading(value, self.words(start, end), start, end)

    def matched(self, value: T, match: re.Match[str]) -> Reading[T]:
        """``value`` with the tokens of a match in ``line`` as its evidence."""
        start, end = self.span(match)
        return self.reading(value, start, end)

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of ``pattern`` in ``line``."""
        return pattern.finditer(self.line)


def common_form(word: str) -> str:
    """The form that the grammars know a word by; unknown words stand for themselves."""
    plain = word.replace("-", "").replace("'", "").replace("’", "") if len(word) > 1 else word
    return COMMON_FORM.get(plain) or mended(plain)


@lru_cache(maxsize=256)
def read_text(text: str) -> Text:
    """Tokenise an utterance; punctuation between tokens is dropped.

    The cache is what makes many readers over the same utterance cheap; it holds no state.
    """
    lowered = unicodedata.normalize("NFKC", text).lower()
    lowered = _NUMBER_RANGE.sub(r"\1 til \2", lowered)
    found = _TOKEN.findall(lowered)
    raw = tuple(_join_compounds([token for token in found if token not in FILLERS] or found))
    norm = in_context(
        raw, [_beside(raw, place) or common_form(raw[place]) for place in range(len(raw))]
    )
    starts = []
    offset = 0
    for token in norm:
        starts.append(offset)
        offset += len(token) + 1
    return Text(raw, norm, " ".join(norm), tuple(starts))


_BESIDE: dict[str, tuple[tuple[str, str, str], ...]] = {
    word: tuple((left, right, form) for left, own, right, form in BESIDE if own == word)
    for _, word, _, _ in BESIDE
}


def _beside(raw: tuple[str, ...], place: int) -> str | None:
    """The form that a word takes beside its neighbours: «de e» is «det er»."""
    for left, right, form in _BESIDE.get(raw[place], ()):
        before = raw[place - 1] if place else ""
        after = raw[place + 1] if place + 1 < len(raw) else ""
        if left in ("*", before) and right in ("*", after):
            return form
    return None


def _join_compounds(tokens: list[str]) -> list[str]:
    joined: list[str] = []
    for token in tokens:
        whole = joined and (
            SPLIT_COMPOUNDS.get((joined[-1], token)) or mended_pair(joined[-1], token)
        )
        if whole:
            joined[-1] = whole
        else:
            joined.append(token)
    return joined


def words_pattern(*phrases: str) -> re.Pattern[str]:
    """Compile alternatives that match whole words only, the longest alternatives first given."""
    return re.compile(r"(?<!\S)(?:" + "|".join(phrases) + r")(?!\S)")


def word_set(words: str) -> frozenset[str]:
    """The words of a line, for tables that read like text."""
    return frozenset(words.split())
