"""What is said about an address while it is dictated: notes, second thoughts, spelled words.

«… haugenmaskin i ett ord punktum no», «wenche w e n c h e krøllalfa …», «gmail nei unnskyld hotmail
punktum com», «… no nei berge med e på slutten». The notes are taken out, so that only the address
itself is left to read; a correction replaces the word that stood in its place, or sounds like it.

Invariants: pure; words are only left out, never invented; a correction that fits nowhere makes the
address unreadable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from voiceagent.norwegian.contact.renaming import CORRECTING
from voiceagent.norwegian.words.plain_words import FUNCTION_WORDS
from voiceagent.norwegian.words.reading import word_set
from voiceagent.norwegian.words.spelling import read_letter

_NOTES = tuple(
    tuple(note.split())
    for note in (
        "alt sammen i ett ord", "alt i ett ord", "skrevet i ett ord", "skrives i ett ord",
        "i ett ord", "i eitt ord", "i et ord", "som ett ord", "som et ord", "alt i ett",
        "skrevet i ett", "skrives i ett", "i ett", "i eitt", "ett ord", "uten noe mellomrom",
        "uten mellomrom", "utan mellomrom", "uten noen mellomrom", "skrevet sammen",
        "skrives sammen", "skrive saman", "sammenskrevet", "samanskrive", "med små bokstaver",
        "bare små bokstaver", "med bare små bokstaver", "små bokstaver", "med små bokstavar",
        "alt med små bokstaver", "uten store bokstaver", "rett og slett",
    )
)  # fmt: skip
_SIGNS = word_set(
    "punktum prikk bindestrek understrek krøllalfa alfakrøll strek krøllalfaen snabela"
)
_LINKS = word_set("og så deretter")
_BESIDE_CORRECTION = word_set(
    "jeg det er mente mener vent litt sa si men altså eh øh skal være skulle sagt da så bare ikke"
    " selvfølgelig rettere å eller den heter ble blir"
)
_LIKE = 2
_HOSTS = word_set("gmail hotmail outlook yahoo live online icloud no com net org")
_TOPS = word_set("no com net org")
_AT = word_set("krøllalfa alfakrøll krøllalfaen snabela")
_MOST_REPLACED = 3


def without_notes(words: Sequence[str]) -> tuple[int, ...]:
    """The places of the words that belong to an address or stand around it."""
    kept: list[int] = []
    place = 0
    while place < len(words):
        note = next((one for one in _NOTES if tuple(words[place : place + len(one)]) == one), ())
        if note and kept:
            place += len(note)
        elif (end := _past_agreeing(words, place, kept)) > place:
            place = end
        elif (letters := _spelled(words, place)) is not None:
            if kept and OSA.distance(words[kept[-1]], letters[0]) <= _LIKE:
                kept.pop()
            kept.extend(range(place, letters[1]))
            again = letters[1] < len(words) and words[letters[1]] == letters[0]
            place = letters[1] + again
        elif kept and words[place] in _LINKS and _beside_sign(words, place, kept[-1]):
            place += 1
        else:
            kept.append(place)
            place += 1
    return tuple(kept)


def _beside_sign(words: Sequence[str], place: int, before: int) -> bool:
    """Whether «og så» stands beside a sign, so that it only leads on to what comes next."""
    following = words[place + 1 : place + 2]
    return words[before] in _SIGNS or bool((_SIGNS | _LINKS).intersection(following))


def _past_agreeing(words: Sequence[str], place: int, kept: Sequence[int]) -> int:
    """Past «med k» behind a word with a k, which says nothing new."""
    if words[place] != "med" or not kept or place + 1 >= len(words):
        return place
    found = read_letter(words, place + 1)
    if found is None or len(found[0]) > 1 or found[0] not in words[kept[-1]]:
        return place
    return found[1]


def _spelled(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """Three or more single letters, which spell a word."""
    end = start
    while end < len(words) and len(words[end]) == 1 and words[end].isalpha():
        end += 1
    return ("".join(words[start:end]), end) if end - start > _LIKE else None


def put_right(words: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The words with a correction carried out inside the address, the likeliest first.

    Only where something of the address was said before: «nei» at the beginning corrects nothing.
    """
    place = next((index for index, word in enumerate(words) if word in CORRECTING), 0)
    if not place or not _SIGNS.intersection(words[:place]):
        return
    after = _past_correction(words, place)
    if after >= len(words):
        return
    before = range(place)
    if _AT.intersection(words[:place]) and _AT.intersection(words[after:]):
        yield tuple(range(after, len(words)))
        return
    for dropped in range(1, min(_MOST_REPLACED, place) + 1):
        old = words[place - dropped]
        hosts = old in _HOSTS and words[after] in _HOSTS
        if old not in _SIGNS and (hosts or _is_like(old, words[after])):
            yield (*before[: place - dropped], *range(after, len(words)))
            return
    if words[place - 1] not in _SIGNS:
        yield (*before[: place - 1], *range(after, len(words)))


def _is_like(one: str, other: str) -> bool:
    return OSA.distance(one, other) <= _LIKE and one[:1] == other[:1]


def _past_correction(words: Sequence[str], place: int) -> int:
    while place < len(words) and words[place] in CORRECTING | _BESIDE_CORRECTION:
        place += 1
    return place


def corrected_address(address: str, behind: Sequence[str]) -> str | None:
    """An address with the correction behind it carried out; None where that fits nowhere.

    Args:
        address: The address as read.
        behind: The words that follow it.
    """
    if not behind or behind[0] not in CORRECTING:
        return address
    place = _past_correction(behind, 0)
    if behind[place : place + 1] and behind[place] in _SIGNS:
        place += 1
    if place >= len(behind):
        return address
    new = behind[place]
    parts = _parts(address)
    top = len(parts) - 1
    if new in _TOPS and place + 1 == len(behind):
        return "".join((*parts[:top], new))
    if new in FUNCTION_WORDS or new in _SIGNS:
        return address
    if parts[0] == new or new in parts:
        return address
    near = [index for index, part in enumerate(parts[:top]) if _is_like(part, new)]
    if new in _HOSTS:
        near = [index for index, part in enumerate(parts[:top]) if part in _HOSTS]
    if len(near) != 1 or not new.isascii():
        return None
    return "".join((*parts[: near[0]], new, *parts[near[0] + 1 :]))


def _parts(address: str) -> list[str]:
    parts = [""]
    for letter in address:
        if letter in ".@-_+":
            parts.extend((letter, ""))
        else:
            parts[-1] += letter
    return parts
