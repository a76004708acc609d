"""Constructions over word classes: the little language in which meanings are written down.

A frame is a row of slots, matched against the common forms of an utterance:

    word          the word itself; ``a/b`` either; ``i_dag`` words that stand together
    word*  *word  any word that begins, or ends, so; ``*`` alone is any word
    <class>       a word of a class; a class may take in others
    (slot)        may be missing
    _             up to three filler words («nok», «jo», «egentlig»)
    ...           up to four words of any kind, within the clause
    ^  $          the utterance begins, or ends, here; ``a/$`` the word or the end
    -slot         the next word is not this; ``--slot`` it is, and is not taken
    ~word         the word before is not this

``<we> har _ ikke _ råd`` thus reads «vi har dessverre ikke råd» and «me har nok ikkje råd» alike.
Frames stand in ``*.frames`` files beside the modules that read them: ``<class> = words`` (further
lines are indented), then a ``[section]`` for each meaning with one frame a line; what has two
meanings at once stands under ``[this and that]``; ``#`` begins a comment.

An utterance is not compared with all the thousand frames of a file: each has a key, the slot with
the rarest words among those that must be filled, and only frames whose key can be filled are tried.

Invariants: frames match whole words; of several that match at one place the first of its section
counts; optional slots and fillers take what they can, ``...`` as little as it can.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from voiceagent.norwegian.words.slots import (
    NOWHERE,
    Choice,
    Match,
    Slot,
    any_but,
    at_end,
    at_most,
    at_need,
    at_start,
    choice,
    done,
    not_after,
    not_before,
    one_of,
    or_end,
)

_FILLERS = "filler"
_MOST_FILLERS = 3
_WIDEST_GAP = 4
_CLAUSE_BORDER = choice(("men", "fordi", "hvis"))
_CLASS_LINE = re.compile(r"<(?P<name>\w+)> = (?P<words>.+)")
_REMEMBERED = 16
"""Utterances: several readers ask for the same one."""
_STEM = 3
"""Letters by which words that are given by their beginning are looked up."""
_RARER_BY_LETTER = 3.0
"""A guess: a word of one letter more is said a third as often."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One construction.

    Attributes:
        match: How it matches.
        key: The slot without which it cannot: the one that is filled most rarely.
        openings: The slots that its first word can fill.
    """

    match: Match
    key: Choice
    openings: tuple[Choice, ...]


class Heard:
    """Where the frames of a file can begin in one utterance."""

    def __init__(
        self, words: Sequence[str], beginnings: Mapping[str, Sequence[tuple[int, Frame]]]
    ) -> None:
        """Hold the words and, by section, places with what can begin there, in order."""
        self._words = words
        self._beginnings = beginnings

    def spans(self, section: str) -> list[tuple[int, int]]:
        """The constructions of a section: first word and the one after the last; none overlap."""
        found: list[tuple[int, int]] = []
        reached = 0
        for place, frame in self._beginnings.get(section, ()):
            if place >= reached and (end := frame.match(self._words, place)) != NOWHERE:
                found.append((place, end))
                reached = end
        return found

    def span(self, section: str) -> tuple[int, int] | None:
        """The first construction of a section."""
        for place, frame in self._beginnings.get(section, ()):
            if (end := frame.match(self._words, place)) != NOWHERE:
                return place, end
        return None

    def __contains__(self, section: str) -> bool:
        """Whether a construction of the section is heard."""
        return self.span(section) is not None


class Frames:
    """The constructions of a file, ready to be heard in utterances."""

    def __init__(self, sections: Mapping[str, Sequence[Frame]]) -> None:
        """Index the frames by what they need and by how they begin."""
        self._frames = [(name, frame) for name, frames in sections.items() for frame in frames]
        self._keys = _Index()
        self._openings = _Index()
        for number, (_, frame) in enumerate(self._frames):
            self._keys.add(number, frame.key)
            for opening in frame.openings:
                self._openings.add(number, opening)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._search)

    def heard_in(self, words: tuple[str, ...]) -> Heard:
        """What can be heard in an utterance, given its common forms."""
        return self._remembered(words)

    def _search(self, words: tuple[str, ...]) -> Heard:
        possible = {number for word in words for number in self._keys.filled_by(word)}
        beginnings: defaultdict[str, list[tuple[int, Frame]]] = defaultdict(list)
        for place, word in enumerate(words):
            for number in sorted(possible.intersection(self._openings.filled_by(word))):
                section, frame = self._frames[number]
                beginnings[section].append((place, frame))
        return Heard(words, beginnings)


class _Index:
    """Frames by a word that fills a certain slot of theirs, and perhaps some that it does not."""

    def __init__(self) -> None:
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_stem: defaultdict[str, set[int]] = defaultdict(set)
        self._any: set[int] = set()

    def add(self, number: int, slot: Choice) -> None:
        if slot.ends or slot.holds or any(len(start) < _STEM for start in slot.starts):
            self._any.add(number)
        for word in slot.words:
            self._by_word[word].add(number)
        for start in slot.starts:
            self._by_stem[start[:_STEM]].add(number)
        for row in slot.rows:
            self.add(number, row[0])

    def filled_by(self, word: str) -> Iterator[int]:
        return chain(self._by_word.get(word, ()), self._by_stem.get(word[:_STEM], ()), self._any)


def load_frames(path: Path) -> Frames:
    """The frames of a file.

    Raises:
        KeyError: A frame names a class that is not there.
        ValueError: A frame has no slot that must be filled.
    """
    classes: dict[str, str] = {}
    sections: dict[str, list[Frame]] = {}
    means: list[list[Frame]] = []
    latest = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            means = [sections.setdefault(name, []) for name in line.strip("[]").split(" and ")]
        elif named := _CLASS_LINE.match(line):
            latest = named["name"]
            classes[latest] = named["words"]
        elif line.startswith("    "):
            classes[latest] += " " + line.strip()
        else:
            read = frame(line, classes)
            for frames in means:
                frames.append(read)
    return Frames(sections)


def frame(line: str, classes: Mapping[str, str]) -> Frame:
    """One construction in the notation above.

    Args:
        line: The construction.
        classes: The words of each class, separated by spaces.

    Raises:
        KeyError: It names a class that is not there.
        ValueError: It has no slot that must be filled.
    """
    keys = [_words_of(slot, classes) for slot in line.split() if _must_be_filled(slot)]
    if not keys:
        raise ValueError(f"a frame needs a word of its own: {line}")
    match: Match = done
    for written in reversed(line.split()):
        match = _slot(written, classes)(match)
    return Frame(match, min(keys, key=_commonness), tuple(_openings(line.split(), classes)))


def _openings(slots: Sequence[str], classes: Mapping[str, str]) -> Iterator[Choice]:
    for written in slots:
        if written == "...":
            yield choice(("*",))
        elif written == "_":
            yield choice(tuple(classes[_FILLERS].split()))
        elif written != "^" and written[0] not in "-~":
            yield _words_of(written.strip("()").removesuffix("/$"), classes)
        if _must_be_filled(written):
            return


def _must_be_filled(written: str) -> bool:
    return written not in ("_", "...", "^", "$") and written[0] not in "(-~" and "/$" not in written


def _slot(written: str, classes: Mapping[str, str]) -> Slot:
    match written[0], written:
        case _, "^":
            return at_start
        case _, "$":
            return at_end
        case _, "_":
            return at_most(_MOST_FILLERS, one_of(choice(tuple(classes[_FILLERS].split()))))
        case _, "...":
            return at_need(_WIDEST_GAP, any_but(_CLAUSE_BORDER))
        case "-", _:
            return not_before(_slot(written[1:], classes))
        case "~", _:
            return not_after(_words_of(written[1:], classes))
        case _ if written.strip("()").endswith("/$"):
            return or_end(one_of(_words_of(written.strip("()")[:-2], classes)))
        case "(", _:
            return at_most(1, one_of(_words_of(written.strip("()"), classes)))
        case _:
            return one_of(_words_of(written, classes))


def _words_of(written: str, classes: Mapping[str, str]) -> Choice:
    return choice(tuple(_entries(written.split("/"), classes)))


def _entries(written: Iterable[str], classes: Mapping[str, str]) -> Iterator[str]:
    for entry in written:
        if entry[0] == "<":
            yield from _entries(classes[entry[1:-1]].split(), classes)
        else:
            yield entry


def _commonness(key: Choice) -> float:
    """How often a slot can be filled in talk, as its words let guess: short words are common."""
    if key.ends or key.holds or any(len(start) < _STEM for start in key.starts):
        return math.inf
    alone = [len(word) for word in key.words] + [_STEM for _ in key.starts]
    rows = (_commonness(row[0]) for row in key.rows)
    return sum(_RARER_BY_LETTER**-length for length in alone) + sum(rows)
