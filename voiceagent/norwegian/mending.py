"""Mends words that a recogniser got almost right: «femty», «onsdak», «klåkka».

Only long, telling words of closed classes are mended (days, months, parts of the day, tens and
scales, the signs of an address), only by one letter, only when exactly one of them is that near,
and never a word that is known otherwise. Names and answers keep what was heard: mending touches the
common form alone.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from voiceagent.norwegian.dialect import COMMON_FORM


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
_KNOWN = _FORMS.keys() | COMMON_FORM.keys() | set(COMMON_FORM.values())
# Words of their own, one letter away from a telling one.
_OWN_WORDS = _words(
    "femte sjette tolvte ellevte åttende nittende attende syttende trette sykt sytte mitten hinder",
    "hundrer hundene hunder tusenvis tusenlapp kunden mandal torsten fremtid fortid førtid time",
    "morgenen kvelder millionen bestemme bestemmes bestemt interessant interesserte punktene",
    "punktet fatten hatten matten katten natten natta satten sitten kitten skotten ratten retten",
    "tetten betten rette tette retter opptatte middag middager mange vanlig husen musen duser",
    "klokken klokke klokker tretter fretten satte sitti mitti ditti åtte måtte",
)


_NEVER_TAIL = _words("ti en to tre fire fem seks sju åtte ni dag middag")


def mended_pair(left: str, right: str) -> str | None:
    """The telling word that two pieces make, «hun dre»; None where the second is a word itself."""
    whole = left + right
    return whole if right not in _NEVER_TAIL and whole in _FORMS else None


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The telling word that a word is one letter away from, or the word itself."""
    if len(word) < 5 or word in _KNOWN or word in _OWN_WORDS or not word.isalpha():
        return word
    near = {
        common
        for form, common in _FORMS.items()
        if abs(len(form) - len(word)) <= 1 and OSA.distance(form, word, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else word
