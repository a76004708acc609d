"""How the letters of an address are written: «bjørn med oe», «åse med dobbel a», «john uten h».

Mail servers take no æ, ø or å, so people say what stands for them; and they say which letter a name
lacks. The note changes the word that it speaks of, the nearest before it, and is left out.

Invariants: pure; a letter is only left out where the word that remains is a name; a note that fits
no word stays, so that the address is not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from voiceagent.norwegian.words.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.words.reading import word_set
from voiceagent.norwegian.words.spelling import letter

_WRITTEN_FOR = {"ø": ("oe", "o"), "æ": ("ae", "e", "a"), "å": ("aa", "a")}
_SAID_SO = word_set("skrevet skrives staves stavet bare altså da der")
_INSTEAD = (("i", "stedet", "for"), ("istedenfor",), ("i", "staden", "for"), ("for",))
_DOUBLED = ("dobbel", "dobbelt", "to")
_FARTHEST = 4
_SIGNS = word_set("krøllalfa alfakrøll snabela krøllalfaen")


def with_letters(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words with such notes carried out, and the place that each had before."""
    said, places = list(words), list(range(len(words)))
    place = 0
    while place < len(said):
        changed = _written(said, place) or _without(said, place)
        if changed is None:
            place += 1
            continue
        index, word, end = changed
        start = place
        while start > index + 1 and said[start - 1] in _SAID_SO:
            start -= 1
        said[index] = word
        del said[start:end], places[start:end]
        place = start
    return tuple(said), tuple(places)


def names_letter(words: Sequence[str], place: int) -> bool:
    """Whether a word names a letter, or the two that are written for one: «oe»."""
    if place >= len(words):
        return False
    written = {form for forms in _WRITTEN_FOR.values() for form in forms}
    return words[place] in written or letter(words[place]) is not None


def _written(words: Sequence[str], place: int) -> tuple[int, str, int] | None:
    """«med oe» behind a word with an ø: its place, how it is written, the place after the note."""
    if words[place] != "med" or place + 1 >= len(words):
        return None
    letters, end = _letters(words, place + 1)
    if not letters:
        return None
    for index in range(place - 1, max(-1, place - 1 - _FARTHEST), -1):
        if words[index] in _SIGNS:
            return None
        special = {one for one in words[index] if one in _WRITTEN_FOR}
        fitting = [one for one in special if letters in _WRITTEN_FOR[one]]
        if len(special) == 1 and fitting and len(words[index]) > 1:
            end = _past_instead(words, end, fitting[0])
            return index, words[index].replace(fitting[0], letters), end
    return None


def _letters(words: Sequence[str], place: int) -> tuple[str, int]:
    """«oe», «o e», «a a», «dobbel a», «to a-er», «o»; empty for anything else."""
    word = words[place]
    if word in _DOUBLED and place + 1 < len(words):
        doubled = words[place + 1].removesuffix("-er").removesuffix("-ar").removesuffix("er")
        return (doubled * 2, place + 2) if doubled == "a" else ("", place)
    if word in ("oe", "ae", "aa"):
        return word, place + 1
    if word in ("o", "a", "e"):
        both = word + (words[place + 1] if place + 1 < len(words) else "")
        return (both, place + 2) if both in ("oe", "ae", "aa") else (word, place + 1)
    return "", place


def _past_instead(words: Sequence[str], place: int, special: str) -> int:
    """Past «i stedet for ø»."""
    for phrase in _INSTEAD:
        end = place + len(phrase)
        if tuple(words[place:end]) == phrase and words[end : end + 1] == [special]:
            return end + 1
    return place


def _without(words: Sequence[str], place: int) -> tuple[int, str, int] | None:
    """«uten h» behind «john» or «jon»."""
    if words[place] not in ("uten", "utan") or not place or place + 1 >= len(words):
        return None
    left_out = letter(words[place + 1])
    before = words[place - 1]
    if left_out is None or len(before) <= 1:
        return None
    if left_out not in before:
        return place - 1, before, place + 2
    shorter = before.replace(left_out, "")
    if shorter not in FIRST_NAMES and shorter not in SURNAMES:
        return None
    return place - 1, shorter, place + 2
