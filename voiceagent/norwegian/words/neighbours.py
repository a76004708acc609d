"""Small words that only their neighbours tell: «no» is «nå», «d» is «det», «me» is «vi» or «med».

Invariant: a word is read otherwise only beside a neighbour that speaks for it; letters that are
spelt out and English stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_BESIDE_IT = _words(
    "er var e va går har kan blir ble vil skal må passer spørs gjør ja jeg vi du som forstår heter",
    " skjer tar høres stemmer nei sier ikke for når at om hva greit tror hvis sånn æ ha",
)
_AFTER_WE = _words(
    "har er vil kan må skal trenger får tar sier bestemmer gjør tror vet bruker snakkes skulle",
    " ville ønsker driver gir snakkast høyrest talast kjøper",
)
_AFTER_I = _words(
    "heter bestemmer har vil kan må skal tror vet synes arbeider ringer snakke trenger tar eier",
    " ønsker forstår hører hørte husker sitter står kommer driver mente mener bare",
    " også avgjør ikke skjønner",
)
"""What «e» and «i» open an utterance before, as «jeg»."""
_OF_IT = _words(
    "greit fint bra ok okei riktig mulig jeg meg nok sant feil klart avtale helt ikke bare vi du",
    " heilt rett i_orden umulig",
)
_AFTER_ME = _words("det da selv alene som sjøl aleina også ja jo")
_NUMBERS = _words(
    "en ett to tre fire fem seks sju syv åtte ni ti tjue tretti tredve førti femti seksti sytti",
    "åtti nitti hundre tusen tolv tyvende tredevte",
)
_PRONOUNS = _words("jeg vi du han hun de dere")
_OPENERS = _words("kan vil skal må får bør kunne ville skulle måtte å eller og")
_DAYS = _words("mandag tirsdag onsdag torsdag fredag lørdag søndag")
_BOUNDED = _NUMBERS | _DAYS | _words("til over etter klokka halv i kvart jul påske")
_BEFORE_ARTICLE = _words("om etter mangler trenger ansette søker og på")
_TENS = ("tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti")
_AFTER_THEN = _words("har kan må skal vil er sitter blir passer")
_WITH_IT = _words("er kan har vil skal må får vet trenger tror gjør var ble blir ønsker kunne")
_EVERY = _words(
    "dag kvardag hverdag virkedag uke måned månad år time gang morgen kveld natt helg halvtime",
    "minutt eneste einaste enkelt annen andre av sin si sitt stund en ein fjortende",
)
"""What «kvar» stands before as «hver» and not as «hvor»."""
_ASKED_OF_YOU = _words(
    "kan vil skal har tar lagrer lagrar kommer selger fikk gjør holder driver leverer tilbyr",
    "bruker brukar sender ringer trenger snakke jobber arbeider får eier eig hjelper bor ligger",
    "starter",
    "leier bestemmer deler sletter behandler behandlar selde fekk støtter støttar svarer svarar",
)
"""Verbs with which «de» is asked as «dere»: «kva sel de», «tek de opp samtalen»."""
_OF_A_MATTER = _words("gå passe være bli hende stemme vente koste skje")
"""What «de» does as «det»: «kan de gå klokka tre»."""
_ASKING = _words("hva hvor hvem når hvordan hvorfor hvilken slags mye lenge mange")
_BEFORE_QUESTION = _words("hei hallo ja nei og men du eh altså unnskyld forresten greit ok okei")
_ENGLISH_AFTER_NO = _words("thanks thank problem way sir i we you it not hablo")


def _is_hour_before(words: Sequence[str], place: int) -> bool:
    """Whether an hour must follow: «klokka …», «kvart over …»."""
    if place and words[place - 1] == "klokka":
        return place + 1 == len(words) or words[place + 1] in ("på", "den", "i")
    return (
        place > 1 and words[place - 1] in ("over", "på") and words[place - 2] in ("kvart", "halv")
    )


def _is_you(words: Sequence[str], place: int, raw: Sequence[str], norm: Sequence[str]) -> bool:
    """Whether Nynorsk «de» is «dere»: in a question to us, right after its verb."""
    if not place or words[place] != "de":
        return False
    opens = place == 1 or words[place - 2] in _ASKING | _BEFORE_QUESTION
    if not opens or _OF_A_MATTER.intersection(norm[place + 1 : place + 3]):
        return False
    if words[place - 1] == "er":
        # «Kor er de» asks for a thing in the west; «kvar er de» and «er de opne» ask for us.
        return raw[place - 2 : place - 1] == ("kvar",) or raw[place + 1 : place + 2] == ("opne",)
    return words[place - 1] in _ASKED_OF_YOU


def in_context(raw: Sequence[str], norm: Sequence[str]) -> tuple[str, ...]:
    """Common forms of an utterance, those that depend on their neighbours included.

    Args:
        raw: The words as delivered.
        norm: The common form of each word by itself.
    """
    words = list(norm)
    for place, word in enumerate(raw):
        before = words[place - 1] if place else ""
        after = norm[place + 1] if place + 1 < len(norm) else ""
        match word:
            case "no" if len(raw) > 1 and after not in _ENGLISH_AFTER_NO:
                words[place] = "nå"
            case "d" if {before, after} & _BESIDE_IT and len(before) != 1 and len(after) != 1:
                words[place] = "det"
            case "me" if after in _AFTER_WE or not before:
                words[place] = "vi"
            case "me" if before in ("snakke", "høre", "hør"):
                words[place] = "med"
            case "e" | "i" if not before and after in _AFTER_I:
                words[place] = "jeg"
            case "de" if (
                after in _WITH_IT and norm[place + 2 : place + 3] and (norm[place + 2] in _OF_IT)
            ):
                words[place] = "det"
            case "de" if _is_you(words, place, raw, norm):
                words[place] = "dere"
            case "kvar" if after in _EVERY or after in _DAYS or before in ("per", "til"):
                words[place] = "hver"
            case "ok" | "åk" if {before, after} <= _NUMBERS or {before, after} <= _DAYS:
                words[place] = "og"
            case "ok" | "åk" if before == "jeg" and after:
                words[place] = "og"
            case "ei" if after in _AFTER_I or (before == "både" and after == "og"):
                words[place] = "jeg"
            case "ka" if before in _PRONOUNS or after == "ikke":
                words[place] = "kan"
            case "ka" if after == "vi" and "ikke" in norm[place + 2 : place + 3]:
                words[place] = "kan"
            case "ha" if before in _PRONOUNS and not _OPENERS.intersection(
                words[max(0, place - 2) : place - 1]
            ):
                words[place] = "har"
            case "ha" if before in _DAYS and after in _PRONOUNS:
                words[place] = "har"
            case "ha" if not before and after in ("som", "blir"):
                words[place] = "han"
            case "s" if len(before) > 1 and len(after) > 1:
                words[place] = "så"
            case "å" if before in ("neste", "hvert"):
                words[place] = "år"
            case "for" | "fyr" if before in ("ikke", "være", "bli") and after in _BOUNDED:
                words[place] = "før"
            case "ok" | "åk" if before in _NUMBERS and after.startswith(_TENS):
                words[place] = "og"
            case "nei" | "ny" | "mi" if _is_hour_before(words, place):
                words[place] = "ni"
            case "enn" if before in _BEFORE_ARTICLE:
                words[place] = "en"
            case "fr" if after:
                words[place] = "fra"
            case "ha" if not before and after == "men":
                words[place] = "ja"
            case "eter" if before in ("vi", "jeg", "mitt", "firmaet", "selskapet", "og"):
                words[place] = "heter"
            case "kår" if after in ("ikke", "fint", "bra", "greit", "ut", "helt", "dessverre"):
                words[place] = "går"
            case "heter" if after == "klokka" and before != "firmaet":
                words[place] = "etter"
            case "for" | "fyr" if not before and after == "klokka":
                words[place] = "før"
            case "får" if before == "stedet":
                words[place] = "for"
            case "ta" | "tå" if after in _AFTER_THEN:
                words[place] = "da"
            case "æ" if before in _DAYS and after in ("helt", "full", "fullt", "for", "fin"):
                words[place] = "er"
            case "mæ" if before and (not after or after in _AFTER_ME):
                words[place] = "meg"
            case _:
                pass
    return tuple(words)
