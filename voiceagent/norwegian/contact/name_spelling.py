"""How a name is spelled: «med k», «med to l-er», «k a r i», «dahl d a h l».

A note that agrees with the name changes nothing; one that nothing in the name sounds like is
passed over. Letters that are said one by one win over the word that they spell.
"""

from __future__ import annotations

from voiceagent.norwegian.contact.name_words import name_from
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.words.reading import Reading, Text
from voiceagent.norwegian.words.spelling import read_letter

_SPELT_OTHERWISE: dict[str, tuple[tuple[str, str], ...]] = {
    "c": (("kr", "chr"), ("k", "c"), ("s", "c")),
    "k": (("ch", "k"), ("c", "k")),
    "ch": (("k", "ch"),),
    "w": (("v", "w"),),
    "v": (("w", "v"),),
    "z": (("s", "z"),),
    "th": (("t", "th"),),
}
_NAMED = FIRST_NAMES | SURNAMES
_PAIRS = ("ch", "th")
_LEAST_SPELLED = 2


def spelled_name(tokens: Text, start: int) -> Reading[str] | None:
    """«k a r i»: letters alone make a name where one was asked for."""
    spelled = spelled_letters(tokens, start)
    if spelled is None or spelled[1] != len(tokens):
        return None
    return tokens.reading(spelled[0].capitalize(), start, spelled[1])


def spelled_letters(tokens: Text, start: int) -> tuple[str, int] | None:
    """Two letters or more that are said one by one from a place on, and the place after."""
    letters, index = "", start
    while index < len(tokens) and (found := read_letter(tokens.raw, index)) is not None:
        letters += found[0]
        index = found[1]
    enough = min(len(letters), index - start) >= _LEAST_SPELLED
    return (letters, index) if enough else None


def spelling_noted(tokens: Text, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """Apply «med k», «med c h», «med to l-er» to the words before; unknown notes change nothing."""
    words = list(tokens.raw[start:end])
    while end + 1 < len(tokens) and tokens.norm[end] in ("med", "uten", "utan") and words:
        found = _pair(tokens, end + 1) or read_letter(tokens.raw, end + 1)
        if found is None:
            break
        if tokens.norm[end] != "med":
            words = [word.replace(found[0], "") if len(word) > 3 else word for word in words]
            end = found[1]
            continue
        index = next((i for i, word in enumerate(words) if _noted(word, found[0]) != word), None)
        if index is not None and not any(found[0] in word for word in words):
            words[index] = _noted(words[index], found[0])
        end = found[1]
    return tuple(words), end


def _pair(tokens: Text, start: int) -> tuple[str, int] | None:
    """«c h», «th»: two letters that are written for one sound."""
    if tokens.raw[start] in _PAIRS:
        return tokens.raw[start], start + 1
    both = "".join(tokens.raw[start : start + 2])
    return (both, start + 2) if both in _PAIRS else None


def spelled_after(tokens: Text, words: tuple[str, ...], end: int) -> tuple[tuple[str, ...], int]:
    """«berit som i b e r i t»: the letters win over the name that they spell.

    Letters that spell none of the words are the surname: «morten d a h l», and may be said as a
    word once more.
    """
    start = end + 2 if tokens.raw[end : end + 2] == ("som", "i") else end
    spelled = spelled_letters(tokens, start)
    if spelled is None or not words:
        return words, end
    letters, after = spelled
    again = after < len(tokens) and tokens.raw[after] == letters
    rest = name_from(tokens, after + again)
    if letters == words[-1] and rest and _is_over(tokens, after + again + len(rest)):
        return (*words, *rest), after + again + len(rest)  # «kari k a r i nordmann»
    if after + again != len(tokens) and not _is_over(tokens, after + again):
        return words, end
    if letters not in _NAMED and any(_lacks_one(letters, word) for word in words):
        return words, after + again  # «kari a r i»: a letter was lost on its way
    index = next((i for i, word in enumerate(words) if word[:1] == letters[:1]), len(words))
    return (*words[:index], letters, *words[index + 1 :]), after + again


def _lacks_one(letters: str, word: str) -> bool:
    """Whether letters spell a known name but for one that is missing."""
    return word in _NAMED and any(
        word[:place] + word[place + 1 :] == letters for place in range(len(word))
    )


def _is_over(tokens: Text, place: int) -> bool:
    return all(word in ("altså", "takk", "da", "ja", "sånn") for word in tokens.norm[place:])


def _noted(word: str, letters: str) -> str:
    for sound, written in _SPELT_OTHERWISE.get(letters, ()):
        if sound in word:
            return word.replace(sound, written, 1)
    if (
        len(letters) == 2
        and letters[0] == letters[1]
        and letters[0] in word
        and letters not in word
    ):
        return word.replace(letters[0], letters, 1)
    return word
