"""Whether a word of a name was garbled on its way here: «elyn», «fysk», «ele ktro».

A name that nobody knows may be rare, or a known one misheard. Misheard it was, very likely, where
one sound of a pair that telephones confuse turns it into a word or a name that is known; where it
joins with its neighbour to one; or where no word of ours begins so.

Invariants: pure; what is known itself, or made of two known parts, is never garbled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from voiceagent.norwegian.contact.company_tables import BRANDS, COMPANY_WORDS, EPITHETS, TRADES
from voiceagent.norwegian.words.mending import ALIKE
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, PLACES, SURNAMES
from voiceagent.norwegian.words.plain_words import PLAIN
from voiceagent.norwegian.words.reading import word_set

_PARTICLES = word_set("von van de der den af al el la le di")
_BRAND_WORDS = frozenset(word for brand in BRANDS for word in brand.split())
_KNOWN = FIRST_NAMES | SURNAMES | PLACES | PLAIN | COMPANY_WORDS | _BRAND_WORDS | _PARTICLES
_NAMES = FIRST_NAMES | SURNAMES | PLACES | COMPANY_WORDS | _BRAND_WORDS
_VOWELS = frozenset("aeiouyæøåéü")
_ONSETS = word_set(
    "bj bl br by ch cl cr dj dr dv dw fj fl fn fr gj gl gn gr gh gw hj hv hr kh kj kl kn kr kv"
    " lj ll mj mc nj ph pl pr ps rh sc sh sj sk sl sm sn sp st sv sz th tj tr ts tv tw vr wh"
    " wl wr zh tz cz"
)
_ARTICLES = ("ene", "ane")
_SHORTEST_PART = 3
_SHORTEST = 4
_LONGEST_HALF = 5
_STRAYS = word_set("fr æh ok åg met tyl vån fir maet hei ter æt dæt tet")
"""Little words misheard, which no name holds."""
_ENDINGS = (
    "vik", "dal", "dalen", "berg", "vegen", "veien", "vågen", "bakken", "haugen", "haug", "gård",
    "gard", "fjord", "vatn", "sund", "strand", "fjell", "skog", "mark", "stad", "borg", "bygg",
)  # fmt: skip
_LATE_AE = re.compile(r"(?<!^)æ$|[aeiouyøå][^aeiouyøåæ]+(?<!s)(?<![kf]j)æ(?!r?$|s$|ss$|th|r[dt])")
"""A vowel that Norwegian writes in first syllables, «sæter» and «skjær» apart."""
_PLACE_ENDS = frozenset({"vik", "dal", "dalen", "vegen", "veien", "vågen", "fjord", "øya", "heia"})
_BEGINNINGS = (
    "bygg",
    "nord",
    "sør",
    "fjell",
    "fjord",
    "skog",
    "berg",
    "strand",
    "sund",
    "gull",
    "sol",
)
_LONGEST_BEGINNING = 5
_LONGEST_ENDING = 6
_PERSONS = FIRST_NAMES | SURNAMES
_ALPHABET = "abdefghijklmnoprstuvyæøå"


@lru_cache(maxsize=4096)
def is_known_name(word: str) -> bool:
    """Whether a word is known, by itself or as a compound of known parts."""
    if word in _KNOWN or _is_definite(word) or _is_owner(word):
        return True
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        left, right = word[:place], word[place:]
        if right in _KNOWN and (left in _KNOWN or (left[-1] in "se" and left[:-1] in _KNOWN)):
            return True
    return False


def _is_owner(word: str) -> bool:
    """Whether a word says whose a firm is: «nilsens bakeri»."""
    return word.endswith("s") and word[:-1] in _PERSONS


def _is_definite(word: str) -> bool:
    """Whether a word is a known one with the article of several: «bergene», «øyane»."""
    return word.endswith(_ARTICLES) and word[:-3] in _KNOWN


@lru_cache(maxsize=4096)
def _is_misheard(word: str) -> bool:
    """Whether one confused sound away from an unknown word stands a known one."""
    return any(
        _is_named(heard) or (letter == "æ" and is_known_name(heard))
        for place, letter in enumerate(word)
        if letter in ALIKE
        for heard in (word[:place] + ALIKE[letter] + word[place + 1 :],)
    )


def _is_named(word: str) -> bool:
    """Whether a word is a name, or made of two words that companies take theirs from."""
    return word in _NAMES or any(
        word[:place] in COMPANY_WORDS and word[place:] in COMPANY_WORDS
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    )


@lru_cache(maxsize=4096)
def _is_cut_short(word: str) -> bool:
    """Whether an unknown word lacks one letter of a name: «skaa», «rø»."""
    return len(word) > 1 and any(
        word + letter in _PERSONS or word + letter in PLACES or word + letter in TRADES
        for letter in _ALPHABET
    )


@lru_cache(maxsize=4096)
def _is_person_misheard(word: str) -> bool:
    """Whether a short unknown word is a confused sound away from somebody's name: «vyk»."""
    return any(
        word[:place] + ALIKE[letter] + word[place + 1 :] in _PERSONS
        for place, letter in enumerate(word)
        if letter in ALIKE
    )


def _begins_oddly(word: str) -> bool:
    first, second = word[0], word[1]
    return not {first, second} & _VOWELS and first + second not in _ONSETS


def is_garbled(words: Sequence[str], place: int) -> bool:
    """Whether a word of a name, beside its neighbours, is likely another one misheard.

    Args:
        words: The words of the name as delivered.
        place: Which of them.
    """
    word = words[place]
    if word in _STRAYS:
        return True
    if place + 1 < len(words) and _is_torn(word, words[place + 1]):
        return True
    bound = place > 0 and words[place - 1] in ("og", "&")  # «skog og hage service»
    if not bound and "".join(words[place : place + 2]) in COMPANY_WORDS - {word}:
        return True  # «land bruk»
    if place and _is_torn(words[place - 1], word):
        return True
    unknown = word not in _KNOWN and not _is_owner(word)
    if unknown and len(word) > _SHORTEST and _is_person_misheard(word):
        return True
    if "-" in word or is_known_name(word):
        return False
    if _is_cut_short(word) or (_VOWELS.intersection(word) and _begins_oddly(word)):
        return True
    if len(word) < _SHORTEST:
        return _is_person_misheard(word)
    return _LATE_AE.search(word) is not None or _is_misheard(word) or _is_place_misheard(word)


def is_misheard_name(word: str) -> bool:
    """Whether a single word, of an address say, is an unknown one that sounds like a name."""
    if word in _KNOWN:
        return False
    return _is_person_misheard(word) or (
        not is_known_name(word) and (_is_misheard(word) or _is_place_misheard(word))
    )


def is_trade_garbled(words: Sequence[str]) -> bool:
    """Whether an everyday word stands where a trade or a family would: «skog og nark»."""
    if len(words) < 2:
        return False
    family = len(words) > 2 and words[1] == "og" and words[2] in ("sønn", "sønner", "co", "partner")
    return (family and _is_alike(words[0], SURNAMES)) or _is_alike(words[-1], TRADES)


def _is_alike(word: str, others: frozenset[str]) -> bool:
    """Whether a word that is no name is a confused sound away from one of these."""
    if word in SURNAMES or word in FIRST_NAMES or word in PLACES or word in EPITHETS:
        return False
    return word not in others and any(
        word[:place] + ALIKE[letter] + word[place + 1 :] in others
        for place, letter in enumerate(word)
        if letter in ALIKE
    )


def clear_length(words: Sequence[str]) -> int:
    """How many words of a name stand before the first that was garbled."""
    return next((i for i in range(len(words)) if is_garbled(words, i)), len(words))


def _is_torn(left: str, right: str) -> bool:
    whole = left + right
    if left in FIRST_NAMES:
        return False
    if whole in SURNAMES or whole in PLACES:
        return True
    if right in _PLACE_ENDS and left not in SURNAMES and left not in ("og", "&"):
        return True
    if right in SURNAMES or right in FIRST_NAMES:
        return False
    known = is_known_name(left), is_known_name(right)
    if all(known):
        return False
    if _is_named(whole) or whole in BRANDS or (not known[1] and _is_doubled(left, right)):
        return True
    if any(known):
        return min(len(left), len(right)) > 1 and is_known_name(whole)
    return right[0] in _VOWELS and len(left) <= _LONGEST_HALF


def _is_doubled(left: str, right: str) -> bool:
    """Whether a double consonant was torn apart: «snek keri», «kyl ling»."""
    seam = left[-1]
    return seam == right[0] and seam not in _VOWELS and left[-2:-1] in _VOWELS


def _is_place_misheard(word: str) -> bool:
    """Whether an unknown word ends or begins almost as places do: «lysvyk», «nårdskaret»."""
    confused = [
        (place, word[:place] + ALIKE[letter] + word[place + 1 :])
        for place, letter in enumerate(word)
        if letter in ALIKE
    ]
    begins = not word.startswith(_BEGINNINGS) and any(
        heard.startswith(_BEGINNINGS) for place, heard in confused if place < _LONGEST_BEGINNING
    )
    return begins or (
        not word.endswith(_ENDINGS)
        and any(
            place and heard.endswith(_ENDINGS)
            for place, heard in confused
            if place >= len(word) - _LONGEST_ENDING
        )
    )
