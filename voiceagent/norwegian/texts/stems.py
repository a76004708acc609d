"""Norwegian words cut to what they have in common: stems, compounds and words without a subject.

For finding texts, not for understanding speech: «prisane», «prisen» and «priser» become one stem,
«kundesystem» may be taken apart where its parts are known, and «hva tar dere for …» leaves only
what it is about. Bokmål and Nynorsk meet in the same stem; the dialects' small words are brought
together by ``dialect`` before.

Invariants: a stem is never empty and never longer than its word; stemming a stem changes nothing.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from voiceagent.norwegian.words.reading import read_text

_MIN_STEM = 3
_MIN_PART = 3
_MIN_LONE_PART = 5
_VOWELS = frozenset("aeiouyæøå")
_KEEP_S = _VOWELS | {"s"}
"""Before these an s belongs to the word: «pris», «bonus», «pass»."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ENDINGS = _words(
    "asjonene asjonen asjonar asjoner asjon "
    "eringane eringene eringa eringen ering erte erer ere ert "
    "heiter heitene heita heitar hetene heten heter heit het "
    "ingane ingene ingar inger inga ingen ing "
    "ersk isk ande ende ane ene ast est "
    "erne ers ets ens es as en et er ar or a e s"
)
"""Endings of nouns, adjectives and verbs in both written languages, longest first within a kind."""

_WRITTEN = {
    "noreg": "norge",
    "heime": "hjemme",
    "heim": "hjem",
    "løysing": "løsning",
    "løysinga": "løsning",
    "løysingar": "løsning",
    "teneste": "tjeneste",
    "tenesta": "tjeneste",
    "tenester": "tjeneste",
    "rekneskap": "regnskap",
    "rekneskapen": "regnskap",
    "rekneskapet": "regnskap",
    "rekneark": "regneark",
    "open": "åpne",
    "ope": "åpne",
    "åpen": "åpne",
    "åpent": "åpne",
    "opne": "åpne",
    "opnar": "åpner",
    "opningstider": "åpningstider",
    "opningstid": "åpningstid",
    "oppseiing": "oppsigelse",
    "oppseiinga": "oppsigelse",
    "seie": "si",
    "seier": "sier",
    "sei": "si",
    "følgjer": "følger",
    "verkar": "virker",
    "verke": "virke",
    "eier": "eie",
    "eies": "eie",
    "eide": "eie",
    "eid": "eie",
    "eiere": "eie",
    "eieren": "eie",
    "eig": "eie",
    "eige": "eie",
    "eigd": "eie",
    "eigar": "eie",
    "eigarar": "eie",
    "storleik": "størrelse",
    "fleire": "flere",
    "tryggleik": "sikkerhet",
    "trygging": "sikkerhet",
    "sjå": "se",
    "ser": "se",
    "byte": "bytte",
    "byter": "bytter",
    "behalde": "beholde",
    "beheld": "beholder",
    "leggje": "legge",
    "legg": "legger",
    "byggje": "bygge",
    "sal": "salg",
    "salet": "salg",
    "sals": "salgs",
    "førespurnad": "henvendelse",
    "førespurnader": "henvendelser",
    "nettside": "nettside",
    "heimeside": "hjemmeside",
    "heimesida": "hjemmeside",
    "kople": "koble",
    "koplast": "kobles",
    "kopla": "koblet",
    "kopling": "kobling",
    "koplingar": "koblinger",
    "opplysningan": "opplysninger",
    "trygt": "trygg",
    "kva": "hva",
    "eingong": "engang",
    "gong": "gang",
    "aukar": "øker",
    "auke": "øke",
    "høgare": "høyere",
    "billegare": "billigere",
    "billeg": "billig",
    "leige": "leie",
    "skilnad": "forskjell",
    "skilnaden": "forskjell",
    "helligdag": "helligdag",
    "heilagdag": "helligdag",
    "heilagdagar": "helligdager",
    "kvardag": "hverdag",
    "kvardagar": "hverdager",
    "trong": "trang",
    "mista": "miste",
    "mistar": "mister",
    "rettar": "rettigheter",
    "slutta": "slutte",
    "spørsmål": "spørsmål",
    "månadspris": "månedspris",
    "tilsette": "ansatte",
    "meirverdiavgift": "merverdiavgift",
    "påminning": "påminnelse",
    "påminningar": "påminnelser",
    "svartenesta": "svartjeneste",
    "svarteneste": "svartjeneste",
    "tryggingskopi": "sikkerhetskopi",
    "tryggingskopiar": "sikkerhetskopi",
    "årleg": "årlig",
    "månadleg": "månedlig",
    "kostnad": "koste",
    "kostnader": "koste",
    "kostnadar": "koste",
    "kosta": "koster",
}
"""Nynorsk and colloquial forms whose stem differs from the Bokmål word's."""

_EMPTY = frozenset(
    _words("""
    jeg meg du deg han hun vi oss dere de dem den det dette disse denne man en ei et ett min mi mitt
    mine din vår vårt våre sin sitt deres som at å og eller men så om når da hvis for fra til på i
    av med ved hos etter uten under over mot per ut opp ned inn er var være blir bli ble blitt har
    ha hadde kan kunne skal skulle vil ville må måtte får få fikk bør burde finnes finn fins går gå
    gjør gjøre gjort tar ta tatt ikke bare også litt mye mer mest noe noen ingen alle alt hver hvert
    hele egen eget egne selv her der nå jo vel ja nei eh øh hei takk lurer lure lurte lurt på hva
    hvem hvor hvordan hvorfor hvilken hvilke hvilket egentlig da altså liksom forresten si fortelle
    fortell vet veit spørre spørsmål gjerne slik sånn hvordan kommer komme mulig lov greit fint bra
    sant ting sak veldig ganske fortsatt allerede enn dersom hen us våres
    firma firmaet bedrift bedriften selskap selskapet skje skjer te dykk dykkar blei vart
    foregår dem slags gang mæ dæ sjølve sjøl same samme sammen saman både hverandre liten tenkte
    tenker tror mener kvar kvart før holde holder lage lager gi gir virke virker fungere fungerer
    støtter støtte står ligger innafor direkte automatisk vanlig vanligvis stykker stykk tillegg
    først nok klarer klare oppe ekstra får jobber helst folk person personer andre annet slike
    """)
)
"""Words that say nothing about what a text is about."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text as it is compared.

    Attributes:
        stem: What is compared.
        asks: Whether it is a question word («#hvem»), which weighs little by itself.
    """

    stem: str
    asks: bool = False


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word without its endings."""
    word = _WRITTEN.get(word, word)
    cut = _cut(word)
    while cut != word:
        word, cut = cut, _cut(cut)
    return word


def _cut(word: str) -> str:
    for ending in _ENDINGS:
        if not word.endswith(ending):
            continue
        rest = word[: -len(ending)]
        if len(rest) < _MIN_STEM or not _VOWELS & set(rest):
            continue
        if ending != "s" or rest[-1] not in _KEEP_S:
            return rest
    return word


_ASKING = {
    ("hvor", "mange"): "#mange",
    ("hvor", "mye"): "#pris",
    ("hvor", "lenge"): "#lenge",
    ("hvor", "lang"): "#lenge",
    ("hvor", "langt"): "#lenge",
    ("hvor", "fort"): "#lenge",
    ("hvor", "raskt"): "#lenge",
    ("hvor", "ofte"): "#ofte",
    ("hvor", "stor"): "#stor",
    ("hvor", "store"): "#stor",
    ("hvor", "stort"): "#stor",
    ("hva", "heter"): "#navn",
}
_WITH_PARTICLE: dict[tuple[str, str], str] = {
    ("si", "opp"): "oppsigelse",
    ("sier", "opp"): "oppsigelse",
    ("skrive", "under"): "signere",
    ("skriver", "under"): "signere",
    ("i", "gang"): "oppstart",
    ("sette", "opp"): "øke",
    ("setter", "opp"): "øke",
    ("går", "ned"): "nede",
    ("gått", "ned"): "nede",
    ("er", "nede"): "nede",
    ("si", "fra"): "varsle",
    ("sier", "fra"): "varsle",
    ("logge", "på"): "innlogging",
    ("legge", "inn"): "registrere",
    ("hente", "ut"): "eksportere",
    ("få", "ut"): "eksportere",
    ("ta", "ut"): "eksportere",
    ("passe", "på"): "trygg",
    ("ta", "opp"): "opptak",
    ("tar", "opp"): "opptak",
    ("følge", "opp"): "oppfølging",
}
"""Verbs whose particle makes the meaning; up to two words may stand between."""

_MAX_BETWEEN = 2
_ASKING_ALONE = {
    "hvem": "#hvem",
    "når": "#når",
    "hvor": "#hvor",
    "kvar": "#hvor",
    "hvordan": "#hvordan",
}


@lru_cache(maxsize=4096)
def terms(text: str) -> tuple[Term, ...]:
    """What a text is about, in its order; for a question also how it asks."""
    words = [word.replace("-", "") for word in read_text(text).norm]
    found: list[Term] = []
    place = 0
    while place < len(words):
        pair = _ASKING.get((words[place], words[place + 1] if place + 1 < len(words) else ""))
        alone = _ASKING_ALONE.get(words[place]) if place < 2 else None
        whole = _with_particle(words, place)
        if whole:
            found.append(Term(stem(whole)))
        if pair is not None:
            found.append(Term(pair, asks=True))
            place += 2
            continue
        if alone is not None:
            found.append(Term(alone, asks=True))
        elif words[place] not in _EMPTY and len(words[place]) > 1:
            found.append(Term(stem(words[place])))
        place += 1
    return tuple(found)


def _with_particle(words: list[str], place: int) -> str:
    """The verb that a word makes with a particle that follows: «sier vi opp»."""
    following = words[place + 1 : place + 2 + _MAX_BETWEEN]
    return next((v for p in following if (v := _WITH_PARTICLE.get((words[place], p), ""))), "")


def parts(word: str, known: Container[str]) -> tuple[str, str] | None:
    """A compound's two parts as stems, of which the last carries the meaning.

    Args:
        word: The compound's stem.
        known: Stems that are words of their own. Both parts must be known, or one of them where
            the other is long enough to be a word.
    """
    best: tuple[tuple[int, int], tuple[str, str]] | None = None
    for place in range(_MIN_PART, len(word) - _MIN_PART + 1):
        left, right = stem(word[:place]), stem(word[place:])
        for first in dict.fromkeys((left, stem(word[: place - 1]) if _joint(word, place) else "")):
            known_parts = 2 * (right in known) + (first in known)
            if not first or known_parts == 0:
                continue
            if known_parts < 3 and min(place, len(word) - place) < _MIN_LONE_PART:
                continue  # One short known word in an unknown one is chance.
            covered = (len(word) - place) * (right in known) + place * (first in known)
            if best is None or (known_parts, covered) > best[0]:
                best = ((known_parts, covered), (first, right))
    return best[1] if best else None


def _joint(word: str, place: int) -> bool:
    """Whether the letter before ``place`` may only join two parts: «måned-s-pris»."""
    return word[place - 1] in "se" and place - 1 >= _MIN_PART
