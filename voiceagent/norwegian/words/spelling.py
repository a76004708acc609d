"""Letters as they are spelled aloud: «k», «kå», «k som i karl», «dobbelt-v», «to l-er».

Source: the Norwegian names of the letters; the spelling alphabet of the Norwegian armed forces and
telephone service («Anna, Bernhard, Caesar …») is read through «som i» only, never by itself, since
its words are names.
"""

from __future__ import annotations

from collections.abc import Sequence

_LETTER_NAMES: dict[str, str] = {
    "a": "a", "be": "b", "bé": "b", "se": "c", "ce": "c", "de": "d", "dé": "d", "e": "e",
    "eff": "f", "ef": "f", "ge": "g", "gé": "g", "hå": "h", "ho": "h", "i": "i", "jodd": "j",
    "jé": "j", "je": "j", "kå": "k", "ko": "k", "ell": "l", "el": "l", "emm": "m", "em": "m",
    "enn": "n", "o": "o", "pe": "p", "pé": "p", "ku": "q", "kuh": "q", "err": "r", "ær": "r",
    "ess": "s", "te": "t", "té": "t", "u": "u", "ve": "v", "vé": "v", "dobbeltve": "w",
    "dobbelve": "w", "dobbelvé": "w", "eks": "x", "y": "y", "sett": "z", "zet": "z", "zett": "z",
    "æ": "æ", "ø": "ø", "å": "å",
}  # fmt: skip
_DOUBLED = ("dobbel", "dobbelt", "dobbeltt", "to", "2")


def letter(word: str) -> str | None:
    """The letter that a word is, or names; None for other words."""
    if len(word) == 1 and word.isalpha():
        return word
    return _LETTER_NAMES.get(word)


def read_letter(words: Sequence[str], index: int) -> tuple[str, int] | None:
    """The letters spelled at a place, and the place after: «k som i karl», «dobbel s».

    A single letter or the name of one counts; «som i …» must agree with the letter in front, or it
    names it alone («a som i anna»).
    """
    word = words[index]
    times = 1
    start = index
    if word in _DOUBLED and index + 1 < len(words):
        following = words[index + 1].removesuffix("-er").removesuffix("-ar")
        doubled = letter(following)
        if doubled is None:
            return None
        if doubled == "v" and word.startswith("dobbel"):
            return "w", index + 2
        word, times, start = following, 2, index + 1
    found = letter(word)
    if found is None:
        return None
    end = start + 1
    if words[end : end + 2] in (["som", "i"], ("som", "i")) and end + 2 < len(words):
        example = words[end + 2]
        if len(word) > 1 and not example.startswith(found):
            return None
        if not example.startswith(word[0]) and not example.startswith(found):
            return None
        end += 3
    elif words[end : end + 1] in (["for"], ("for",)) and end + 1 < len(words):
        if not words[end + 1].startswith(found):
            return None
        end += 2
    return found * times, end
