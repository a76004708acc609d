"""Mends words that a recogniser got almost right: «femty», «onsdak», «åm», «dår lig».

Three mends, from the closest to the widest, each only where exactly one word is meant:

1. *By one letter*, for long, telling words of closed classes (days, months, tens, signs).
2. *By sound*: what is no word at all, but differs from exactly one everyday word in one sound of a
   pair that telephones confuse (b p, d t, g k, v f, m n, o å, e æ, i y).
3. *Torn in two*: pieces that make one everyday word, where they are not two words themselves.

A word that people say (``plain_words``), a number or a name is never mended, and names keep what
was heard: mending a single word touches its common form alone.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from voiceagent.norwegian.words.dialect import COMMON_FORM
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.words.plain_words import PLAIN


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_TELLING = _words(
    "mandag tirsdag onsdag torsdag fredag lørdag søndag formiddag formiddagen ettermiddag",
    "ettermiddagen overmorgen klokka januar februar april august september oktober november",
    "desember krøllalfa punktum bindestrek understrek måneder elleve tretten fjorten femten",
    "seksten sytten atten nitten tretti førti femti seksti sytti åtti nitti hundre tusen million",
    "millioner halvannen morgen kvelden budsjett interessert opptatt bestemmer",
)
_FORMS = {word: word for word in _TELLING} | {
    form: common for form, common in COMMON_FORM.items() if common in _TELLING and len(form) > 5
}
# Words of their own, one letter away from a telling one.
_OWN_WORDS = _words(
    "femte sjette tolvte ellevte åttende nittende attende syttende trette sykt sytte mitten hinder",
    "hundrer hundene hunder tusenvis tusenlapp kunden mandal torsten fremtid fortid førtid time",
    "morgenen kvelder millionen bestemme bestemmes bestemt interessant interesserte punktene",
    "punktet fatten hatten matten katten natten natta satten sitten kitten skotten ratten retten",
    "tetten betten rette tette retter opptatte middag middager mange vanlig husen musen duser",
    "klokken klokke klokker datt tretter fretten satte sitti mitti ditti åtte måtte",
)
_NUMBERS = _words(
    "null en to tre fire fem seks sju syv åtte ni ti elleve tolv tretten fjorten femten seksten",
    "sytten atten nitten tjue tyve tretti tredve førti femti seksti sytti åtti nitti hundre tusen",
    "million millioner mill milliard halvannen halvannet kvart dusin par noen",
)
_KNOWN = _FORMS.keys() | COMMON_FORM.keys() | set(COMMON_FORM.values()) | PLAIN | _NUMBERS
_WHOLE = _KNOWN | FIRST_NAMES | SURNAMES
_NEVER_TAIL = _words("ti en to tre fire fem seks sju åtte ni dag middag")
_SOUND_PAIRS = ("bp", "dt", "gk", "vf", "mn", "oå", "eæ", "iy")
ALIKE = {pair[0]: pair[1] for pair in _SOUND_PAIRS} | {pair[1]: pair[0] for pair in _SOUND_PAIRS}
_SHORTEST_TORN = 6


def mended_pair(left: str, right: str) -> str | None:
    """The word that two pieces make, «hun dre»; None where they may be two words."""
    whole = left + right
    if right not in _NEVER_TAIL and whole in _FORMS:
        return whole
    if len(whole) < _SHORTEST_TORN or whole not in _WHOLE:
        return None
    return None if left in _WHOLE and right in _WHOLE else whole


def is_known_word(word: str) -> bool:
    """Whether people say this word, as a grammar's, an everyday one, a number or a name."""
    return word in _WHOLE or word in _OWN_WORDS


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The word that a string is one letter or one sound away from, or the string itself."""
    if word in _KNOWN or word in _OWN_WORDS or not word.isalpha():
        return word
    if len(word) >= 5:
        near = {
            common
            for form, common in _FORMS.items()
            if abs(len(form) - len(word)) <= 1 and OSA.distance(form, word, score_cutoff=1) <= 1
        }
        if len(near) == 1:
            return near.pop()
    return word if word in _WHOLE else _by_sound(word)


def _by_sound(word: str) -> str:
    if len(word) < 2 and word != "y":
        return word
    alike = {
        heard
        for place, letter in enumerate(word)
        if letter in ALIKE and (heard := word[:place] + ALIKE[letter] + word[place + 1 :]) in _KNOWN
    }
    if len(alike) != 1:
        return word
    heard = alike.pop()
    return COMMON_FORM.get(heard, heard)
