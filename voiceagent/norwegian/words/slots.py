"""The slots of a frame as functions over words: each takes its piece and hands on to the next.

A :data:`Match` is given the words of an utterance and a place in them, and returns the place after
the whole rest of its frame, or :data:`NOWHERE`. A frame is therefore built from its end, where
:func:`done` stands: each slot is given the match of what comes after it. The ways in which a slot
can be filled are tried in order, and the first that lets the rest match is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

Match = Callable[[Sequence[str], int], int]
"""Words and a place to the place after the match, or :data:`NOWHERE`."""

Slot = Callable[[Match], Match]
"""The match of what comes after a slot to the match from the slot on."""

NOWHERE = -1


Row = tuple["Choice", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The words, and rows of words, that one slot can take.

    Attributes:
        words: Words taken as they are.
        starts: What a word begins with (``robot*``).
        ends: What a word ends with (``*dag``).
        holds: What a word holds somewhere (``*møte*``).
        rows: Words that stand together (``i_dag``), the longest row first.
        rows_by_word: Those of the rows that begin with a given word.
        rows_by_part: Those that begin with any word of a kind (``*_ganger``).
        takes: Whether a word alone fills the slot.
    """

    words: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    holds: tuple[str, ...]
    rows: tuple[Row, ...]
    rows_by_word: Mapping[str, Sequence[Row]]
    rows_by_part: Sequence[Row]
    takes: Callable[[str], bool]

    def ends_from(self, words: Sequence[str], place: int) -> list[int]:
        """The places where the slot can end if it begins at ``place``; the longest row first."""
        if place >= len(words):
            return []
        rows = (*self.rows_by_word.get(words[place], ()), *self.rows_by_part)
        ends = [place + len(row) for row in rows if _stands(row, words, place)]
        if self.takes(words[place]):
            ends.append(place + 1)
        return ends

    def stands_before(self, words: Sequence[str], place: int) -> bool:
        """Whether what stands right before ``place`` fills the slot."""
        if place > 0 and self.takes(words[place - 1]):
            return True
        return any(len(row) <= place and _stands(row, words, place - len(row)) for row in self.rows)


def _stands(row: Row, words: Sequence[str], place: int) -> bool:
    if place + len(row) > len(words):
        return False
    return all(one.takes(words[place + step]) for step, one in enumerate(row))


@cache
def choice(entries: tuple[str, ...]) -> Choice:
    """The choice between entries as the notation writes them: ``a``, ``a*``, ``*a``, ``a_b``."""
    singles = [entry for entry in entries if "_" not in entry]
    starred = [entry for entry in singles if "*" in entry]
    words = frozenset(singles).difference(starred)
    starts = tuple(one[:-1] for one in starred if one.endswith("*") and one[0] != "*")
    ends = tuple(one[1:] for one in starred if one[0] == "*" and one[-1] != "*")
    holds = tuple(one.strip("*") for one in starred if one[0] == one[-1] == "*")

    def takes(word: str) -> bool:
        return (
            word in words
            or word.startswith(starts)
            or word.endswith(ends)
            or any(part in word for part in holds)
        )

    rows = _rows({tuple(entry.split("_")) for entry in entries if "_" in entry})
    by_word: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for word in row[0].words:
            by_word[word].append(row)
    by_part = tuple(row for row in rows if not row[0].words)
    plainly = takes if starred else words.__contains__
    return Choice(words, starts, ends, holds, rows, by_word, by_part, plainly)


def _rows(written: Iterable[tuple[str, ...]]) -> tuple[Row, ...]:
    longest_first = sorted(written, key=lambda row: (-len(row), row))
    return tuple(tuple(choice((word,)) for word in row) for row in longest_first)


def done(_: Sequence[str], place: int) -> int:
    """The end of a frame: all that had to match has matched."""
    return place


def one_of(filling: Choice) -> Slot:
    """A slot that must be filled."""

    def slot(after: Match) -> Match:
        def single(words: Sequence[str], place: int) -> int:
            if place < len(words) and filling.takes(words[place]):
                return after(words, place + 1)
            return NOWHERE

        def row_or_single(words: Sequence[str], place: int) -> int:
            for end in filling.ends_from(words, place):
                if (found := after(words, end)) != NOWHERE:
                    return found
            return NOWHERE

        return row_or_single if filling.rows else single

    return slot


def at_most(count: int, slot: Slot) -> Slot:
    """A slot filled ``count`` times or less: as often as it can be."""

    def slots(after: Match) -> Match:
        match = after
        for _ in range(count):
            match = _either(slot(match), after)
        return match

    return slots


def at_need(count: int, slot: Slot) -> Slot:
    """A slot filled ``count`` times or less: as seldom as it can be."""

    def slots(after: Match) -> Match:
        match = after
        for _ in range(count):
            match = _either(after, slot(match))
        return match

    return slots


def _either(first: Match, second: Match) -> Match:
    def match(words: Sequence[str], place: int) -> int:
        found = first(words, place)
        return second(words, place) if found == NOWHERE else found

    return match


def or_end(slot: Slot) -> Slot:
    """A slot that must be filled unless the utterance ends here."""
    return lambda after: _either(slot(after), at_end(after))


def at_start(after: Match) -> Match:
    """The utterance begins here."""
    return lambda words, place: NOWHERE if place else after(words, place)


def at_end(after: Match) -> Match:
    """The utterance ends here."""
    return lambda words, place: after(words, place) if place == len(words) else NOWHERE


def any_but(border: Choice) -> Slot:
    """Any word that does not stand in a choice."""

    def slot(after: Match) -> Match:
        def match(words: Sequence[str], place: int) -> int:
            if place >= len(words) or border.takes(words[place]):
                return NOWHERE
            return after(words, place + 1)

        return match

    return slot


def not_before(unwanted: Slot) -> Slot:
    """What follows is not this; nothing is taken."""
    refused = unwanted(done)
    return lambda after: (
        lambda words, place: after(words, place) if refused(words, place) == NOWHERE else NOWHERE
    )


def not_after(unwanted: Choice) -> Slot:
    """What stands before is not this; nothing is taken."""
    return lambda after: (
        lambda words, place: (
            NOWHERE if unwanted.stands_before(words, place) else after(words, place)
        )
    )
