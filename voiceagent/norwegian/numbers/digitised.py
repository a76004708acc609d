"""An utterance with its small numbers as digits, so that grammars of time can be regular.

«torsdag tjue tredje klokka ti» becomes ``torsdag 23. klokka 10``: cardinals are digits, ordinals
digits with a dot, «en», «ei», «et» and their like the word ``en`` (one or an article: the grammar
around it knows). Everything else is the common form. Each word of the line still knows its tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from voiceagent.norwegian.numbers.cardinals import parse_cardinal
from voiceagent.norwegian.numbers.number_words import AtomKind, is_article, text_atoms, word_pieces
from voiceagent.norwegian.numbers.numbers import ordinals_in
from voiceagent.norwegian.words.reading import Text, common_form, read_text

_YEAR = re.compile(r"(?:tjue|tyve)((?:ti|el|tol|tret|fjor|fem|seks|sy|sø|at|ni|tju|før|åt)\w+)")
_JOINED_DAY = re.compile(r"i(?=\w{2})(\w+)")
_DAYS_OF_I = frozenset(
    ("dag", "morgen", "kveld", "ettermiddag", "formiddag", "overmorgen", "natt", "går", "fjor",
     "vår", "sommer", "høst", "vinter", "helg", "år")
)  # fmt: skip
"""What «i» is written together with: «imorgen», «ikveld», «isommer»."""
_JOINED_TIME = re.compile(
    r"(null|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten)"
    r"(tretti|tredve|femten|førtifem|femogførti|femti|tjue|førti|nullnull)"
)
"""Hour and minutes in one word, which no number is: «nitretti», «fjortenfemten»."""
_AROUND_HOUR = re.compile(r"(\w+?)-?(?:tida|tiden|tia|tidå|tidi)")


@dataclass(frozen=True, slots=True)
class Line:
    """A digitised utterance.

    Attributes:
        text: The tokens it was made from.
        line: The words, joined by single spaces.
        starts: Offset of each word in ``line``.
        spans: First token and token after, of each word.
    """

    text: Text
    line: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def tokens(self, match: re.Match[str]) -> tuple[int, int]:
        """First token and the one after the last that a match touches."""
        first, last = self.words(match)
        return self.spans[first][0], self.spans[last - 1][1]

    def words(self, match: re.Match[str]) -> tuple[int, int]:
        """First word and the one after the last that a match touches."""
        start, end = match.span()
        return bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)


@lru_cache(maxsize=128)
def digitise(utterance: str) -> Line:
    """The digitised line of an utterance."""
    text = read_text(utterance)
    atoms = text_atoms(text)
    ordinals = {reading.start: reading for reading in ordinals_in(text)}
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        start, end = atom.token, atom.end
        if (ordinal := ordinals.get(start)) is not None:
            words.append(f"{ordinal.value}.")
            end = ordinal.end
            index = next((i for i in range(index, len(atoms)) if atoms[i].token >= end), len(atoms))
        elif (joined := _joined(text.raw[start])) is not None:
            words.extend(joined)
            spans.extend([(start, end)] * (len(joined) - 1))
            index = next((i for i in range(index, len(atoms)) if atoms[i].token >= end), len(atoms))
        elif atom.kind is AtomKind.DIGITS:
            words.append(atom.text)
            index += 1
        elif (parsed := parse_cardinal(atoms, index)) is not None:
            lone = parsed.end == index + 1 and is_article(atom)
            words.append("en" if lone else str(int(parsed.value)))
            end = atoms[parsed.end - 1].end
            index = parsed.end
        elif (year := _YEAR.fullmatch(text.raw[start])) and word_pieces(year[1]):
            words.append("20" + digitise(year[1]).line)
            index += 1
        elif (hour := _AROUND_HOUR.fullmatch(text.raw[start])) and word_pieces(hour[1]):
            words.extend((digitise(hour[1]).line, "tida"))
            spans.append((start, end))
            index += 1
        else:
            words.append(_plain(atom.kind, text, start))
            index += 1
        spans.append((start, end))
    starts: list[int] = []
    offset = 0
    for word in words:
        starts.append(offset)
        offset += len(word) + 1
    return Line(text, " ".join(words), tuple(starts), tuple(spans))


def _joined(raw: str) -> list[str] | None:
    """The words of two that are written as one."""
    day = _JOINED_DAY.fullmatch(raw)
    if day is not None and (said := common_form(day[1])) in _DAYS_OF_I and raw != said:
        return ["i", said]
    time = _JOINED_TIME.fullmatch(raw)
    return None if time is None else [digitise(time[1]).line, *digitise(time[2]).line.split(" ")]


def _plain(kind: AtomKind, text: Text, token: int) -> str:
    match kind:
        case AtomKind.HALF:
            return "halv"
        case AtomKind.ONE_AND_HALF:
            return "halvannen"
        case _:
            return text.norm[token]
