"""Which words may be a value misheard, so that a value beside them is not trusted.

A recogniser that mishears «fem» writes a word that exists: «hjem», «frem», «fin». Alone such a word
means nothing; beside a number («hjem tusen», «to træ hundre») it says that a piece of the number is
lost. So the grammars ask here before they trust what stands next to it. Nothing is mended: what was
really said is the caller's to repeat.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from voiceagent.norwegian.words.mending import ALIKE, is_known_word


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_NUMBER_WORDS = _words(
    "null to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten",
    "atten nitten tjue tretti førti femti seksti sytti åtti nitti hundre tusen million millioner",
    "halvannen",
)
_NUMBER_DOUBLES = _words(
    "tog tå do toe tor tren trær ter tree træ fyre firer fyrer frem hjem fem'en sex sekk sjur",
    "sjuer otte måtte nye mi nie tid di tie tju skue tue trette trett førtid forti fort femte",
    "sekste tus duser husen milion melon melion hav kalv hundene hunder tusj",
)
_TIME_WORDS = _words(
    "før etter fra rundt mellom innen halv kvart klokka ikke neste om på over til tidligst senest",
    "mandag tirsdag onsdag torsdag fredag uke januar februar mars april mai juni juli august",
    "september oktober november desember",
)
_TIME_DOUBLES = _words("flokka låka kalv mandat tå do otte skue tren træ trær")


def _by_sound(word: str) -> set[str]:
    """What a word is heard as with one sound of a pair confused."""
    return {
        word[:place] + ALIKE[letter] + word[place + 1 :]
        for place, letter in enumerate(word)
        if letter in ALIKE
    }


_NUMBERS_BY_SOUND = {heard for word in _NUMBER_WORDS for heard in _by_sound(word)} - _NUMBER_WORDS


@lru_cache(maxsize=2048)
def may_be_number(word: str) -> bool:
    """Whether a word that is no number may have been one: «hjem» for «fem», «tå» for «to»."""
    return word in _NUMBER_DOUBLES or word in _NUMBERS_BY_SOUND or _is_near(word, _NUMBER_WORDS)


@lru_cache(maxsize=2048)
def may_be_time(word: str) -> bool:
    """Whether a word that means nothing may have been one of time: «ette», «kfart», «tini»."""
    return word in _TIME_DOUBLES or _is_near(word, _TIME_WORDS | _NUMBER_WORDS)


def _is_near(word: str, others: frozenset[str]) -> bool:
    if not word.isalpha() or is_known_word(word):
        return False
    reach = 1 if len(word) < 6 else 2
    return any(
        abs(len(word) - len(other)) <= reach
        and OSA.distance(word, other, score_cutoff=reach) <= reach
        for other in others
    )
