"""Whether a word of a name was garbled on its way here: «elyn», «fysk», «ele ktro».

A name that nobody knows may be rare, or a known one misheard. Misheard it was, very likely, where
one sound of a pair that telephones confuse turns it into a word or a name that is known; where it
joins with its neighbour to one; or where no word of ours begins so.

Invariants: pure; what is known itself, or made of two known parts, is never garbled.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from voiceagent.norwegian.name_tables import FIRST_NAMES, PLACES, SURNAMES
from voiceagent.norwegian.plain_words import PLAIN
from voiceagent.norwegian.reading import word_set

_COMPANY_WORDS = word_set(
    "bygg bygge elektro elektriker rør rørlegger energi kraft vind fisk sjømat hav laks frukt"
    " grønt gartneri gård landbruk maskin mekaniske verksted verft båt båtservice service bil auto"
    " dekk transport logistikk frakt taxi buss regnskap revisjon økonomi finans bank eiendom bolig"
    " hus hytter entreprenør anlegg graving pukkverk betong stål metall glass tak blikk"
    " ventilasjon kulde varme isolasjon maling malermester malerservice snekker snekkeri tømrer"
    " trevare interiør møbler design arkitekter ingeniør konsulent consult consulting partner"
    " partners gruppen gruppe group holding invest invester data system systemer software teknikk"
    " teknologi digital media reklame trykk forlag kaffe bakeri konditori catering mat restaurant"
    " hotell hotel camping overnatting reiser turist frisør salong klinikk helse tannlege optikk"
    " apotek dyreklinikk barnehage skole trening sport foto film lyd lys musikk blomster hage park"
    " skog tømmer sag renhold vaktmester vakt sikkerhet alarm lås nøkkel skilt solskjerming"
    " persienner verktøy utleie handel import eksport engros dagligvare butikk klær sko gull"
    " smykker urmaker sønner sønn brødrene brødre søstrene norsk norske nordic nordisk"
    " skandinavisk fjord fjell kyst nord sør øst vest øy dal elv sjø sol måne stjerne glimt bris"
    " tinde topp vekst hurtig rask trygg grønn blå lyse tider rød hvit gammel ny store lille"
    " løsninger tjenester produkter utvikling marked salg kontor post pakke bud avløsarlag"
    " vassverk settefisk havneservice takst mølle meieri slakteri bryggeri"
)
_KNOWN = FIRST_NAMES | SURNAMES | PLACES | PLAIN | _COMPANY_WORDS
_NAMES = FIRST_NAMES | SURNAMES | PLACES | _COMPANY_WORDS
_PAIRS = ("bp", "dt", "gk", "vf", "mn", "oå", "eæ", "iy")
_ALIKE = {pair[0]: pair[1] for pair in _PAIRS} | {pair[1]: pair[0] for pair in _PAIRS}
_VOWELS = frozenset("aeiouyæøåéü")
_ONSETS = word_set(
    "bj bl br by ch cl cr dj dr dv dw fj fl fn fr gj gl gn gr gh gw hj hv hr kh kj kl kn kr kv ks"
    " lj ll mj mc nj ng ph pj pl pr ps rh sc sh sj sk sl sm sn sp st sv sz th tj tr ts tv tw vr wh"
    " wl wr zh tz cz"
)
_SHORTEST_PART = 3
_SHORTEST = 4


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    """Whether a word is known, by itself or as a compound of known parts."""
    if word in _KNOWN:
        return True
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        left, right = word[:place], word[place:]
        if right in _KNOWN and (left in _KNOWN or (left[-1] in "se" and left[:-1] in _KNOWN)):
            return True
    return False


@lru_cache(maxsize=4096)
def _is_misheard(word: str) -> bool:
    """Whether one confused sound away from an unknown word stands a known one."""
    return any(
        _is_named(heard) or (letter == "æ" and _is_known(heard))
        for place, letter in enumerate(word)
        if letter in _ALIKE
        for heard in (word[:place] + _ALIKE[letter] + word[place + 1 :],)
    )


def _is_named(word: str) -> bool:
    """Whether a word is a name, or made of two words that companies take theirs from."""
    return word in _NAMES or any(
        word[:place] in _COMPANY_WORDS and word[place:] in _COMPANY_WORDS
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
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
    if place + 1 < len(words) and _is_torn(word, words[place + 1]):
        return True
    if place and _is_torn(words[place - 1], word):
        return True
    if len(word) < _SHORTEST or "-" in word or _is_known(word):
        return False
    return word.endswith("æ") or _begins_oddly(word) or _is_misheard(word)


def clear_length(words: Sequence[str]) -> int:
    """How many words of a name stand before the first that was garbled."""
    return next((i for i in range(len(words)) if is_garbled(words, i)), len(words))


def _is_torn(left: str, right: str) -> bool:
    whole = left + right
    if left in FIRST_NAMES or right in SURNAMES or right in FIRST_NAMES:
        return False
    if whole in SURNAMES:
        return True
    return not (_is_known(left) and _is_known(right)) and _is_named(whole)
