"""Spellings of names that sound the same: Nygaard and Nygård, Wiik and Vik.

Sound cannot choose between them; what the call knows can. A word that is expected is listened for
as it is written and as it sounds, and whatever sounds like it is written as the call knows it.
Two spellings count as one only when rules of Norwegian spelling make them one: nothing is fuzzy.
"""

from __future__ import annotations

import re
import unicodedata

from models.engines.letters import ALPHABET

_FOREIGN = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ð": "d", "þ": "t", "ß": "s"})
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("aa", "å"),
        ("ae", "æ"),
        ("oe", "ø"),
        ("sch", "sj"),
        ("chr", "kr"),
        ("ch", "k"),
        ("ck", "kk"),
        ("c(?=[eiyæø])", "s"),
        ("c", "k"),
        ("qu|q", "kv"),
        ("x", "ks"),
        ("z", "s"),
        ("w", "v"),
        ("ph", "f"),
        ("th", "t"),
        ("dt$", "t"),
        ("gh", "g"),
    )
)
_DOUBLED = re.compile(r"(.)\1+")
_LIKE = str.maketrans({"y": "i", "j": "i"})


def in_alphabet(word: str) -> str:
    """The word in the recogniser's letters: «café» is «cafe»; digits and signs are left out."""
    plain = "".join(
        letter if letter in ALPHABET else unicodedata.normalize("NFD", letter)[0]
        for letter in word.lower().translate(_FOREIGN)
    )
    return "".join(letter for letter in plain if letter in ALPHABET and letter != " ")


def as_heard(word: str) -> str:
    """How a listener who knows no names would spell it."""
    heard = in_alphabet(word)
    for pattern, sound in _RULES:
        heard = pattern.sub(sound, heard)
    return heard


def sound_key(word: str) -> str:
    """The same for spellings that sound the same."""
    return _DOUBLED.sub(r"\1", as_heard(word)).translate(_LIKE)
