"""Questions to us in what a caller says: where they begin, and how many there are.

Norwegian asks by a question word or by putting the verb before its subject («har dere …»), at the
beginning of a clause; «jeg lurer på om …» asks without either. Recognisers deliver no question
mark, so the beginning is all there is to go by.
"""

from __future__ import annotations

from voiceagent.dialog.understanding.phrases import find_phrase, listed
from voiceagent.norwegian.words.reading import Text

_WORDS = frozenset(listed("hva hvor kvar hvem når hvordan hvorfor hvilken hvilke hvilket"))
_VERBS = frozenset(
    listed("""
    er har kan får skal finnes fins finst blir bruker tar tilbyr støtter lagrer må trenger koster
    svarer snakker fungerer virker leverer selger driver gjør hjelper holder binder følger gir går
    kommer lager kunne vil jobber eier passer gjelder krever støttar tilbyd lagrar svarar verkar
    leverar sel gjer gjev brukar
    """)
)
_SUBJECTS = frozenset(
    listed("""
    dere de det den vi man jeg du noen noe alle en et disse dette systemet appen svartjenesten
    kundesystemet prisen prisene kundeservice avtalen dataene me svartenesta
    """)
)
_PASSIVES = frozenset(
    listed("""
    blir lagres brukes deles slettes behandles tas sendes selges krypteres oppbevares kreves kobles
    støttes krypterast oppbevarast takast sendast seljast krevst støttast koplast
    """)
)
_DEFINITE = ("en", "et", "ene", "a", "ane")
"""«lagres dataene i Norge»: asked of a thing, which stands in the definite form."""
_BEFORE = frozenset(
    listed("""
    og men eller hei hallo ja jo nei eh øh ehm altså okei ok greit fint takk da så på om forresten
    jeg lurer lurte bare litt du vet si meg spørre vite fortelle hm mm
    """)
)
"""What a clause may stand after, or begin with, before it asks."""

_TELLS = frozenset(listed("da så jeg"))
"""«da vil jeg …»: the verb stands before its subject, and still nothing is asked. «jeg driver det»
has its subject already."""
_THANKS = ("takk", "skal")
_EXCLAIMS = (("det", "var"), ("det", "er"), ("det", "høres"), ("det", "låter"))
_LONGEST_REMARK = 4
_WONDERS = (("lurer", "på"), ("lurte", "på"), ("lure", "på"), ("spørre", "om"), ("spørsmål", "om"))
_LEAST_WORDS = 3
_IS_IT = (
    ("er", "det"),
    ("er", "dette"),
    ("snakker", "jeg", "med"),
    ("har", "jeg", "kommet", "til"),
)
_NO_FIRM = frozenset(
    listed("""
    noen noe mange du dere meg deg oss en et ei ingen alle han hun de nå i på for fra med til slik
    sånn sant greit lov gratis bra mulig fritt åpent ledig riktig rett feil her der hos ikke bare
    robot roboten maskin maskinen menneske mennesket datamaskin automat automaten ai ki opptak
    kundeservice kundesenteret support supporten salg salgsavdelingen sentralbordet resepsjonen
    firmaet selskapet bedriften folk vi hvor hva kan norsk svensk sjefen selgeren dyrt bindingstid
    """)
)
_MOST_OF_FIRM = 3
_LIKE_ADJECTIVES = ("ig", "lig", "sk", "bart")
_SHORTEST_NOUN = 4
MOST_QUESTIONS = 3
"""Nobody remembers more of them than that, and neither do we."""


def questions_in(tokens: Text) -> tuple[str, ...]:
    """The questions in an utterance, in the caller's own words; empty for none."""
    starts = [place for place in range(len(tokens)) if _begins(tokens.norm, place)]
    found: list[str] = []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(tokens)
        while end > start and tokens.norm[end - 1] in ("og", "men", "eller"):
            end -= 1
        if end - start >= _LEAST_WORDS:
            found.append(tokens.words(start, end))
    return tuple(found[:MOST_QUESTIONS])


def before_questions(tokens: Text) -> str:
    """What is told before something is asked: «tre måneder, men er det bindingstid»; else empty."""
    begins = (
        place
        for place in range(1, len(tokens))
        if tokens.norm[place] in _WORDS - {"når"} or _begins(tokens.norm, place)
    )
    end = next(begins, 0)
    while end and tokens.norm[end - 1] in ("og", "men", "eller"):
        end -= 1
    return tokens.words(0, end) if end else ""


def asks_outright(tokens: Text) -> bool:
    """Whether an utterance begins with a question word: it is a question whatever was asked."""
    words = [word for word in tokens.norm if word not in _BEFORE]
    return len(words) >= _LEAST_WORDS and words[0] in _WORDS


def asks_for_firm(tokens: Text, ours: str) -> bool:
    """Whether somebody asks for a firm that is not ours: «er det rørleggeren», «er det Telenor»."""
    words = tokens.norm
    while words and words[0] in _BEFORE:
        words = words[1:]
    begun = next((begins for begins in _IS_IT if words[: len(begins)] == begins), ())
    named = words[len(begun) :]
    if not begun or not 0 < len(named) <= _MOST_OF_FIRM or not _NO_FIRM.isdisjoint(named):
        return False
    if find_phrase(tokens, (ours,)) is not None:
        return False
    return not named[-1].endswith(_LIKE_ADJECTIVES)


def _begins(norm: tuple[str, ...], place: int) -> bool:
    """Whether a question begins here, and not only a part of one."""
    if any(word not in _BEFORE for word in norm[_after_exclaiming(norm, place) : place]):
        return False
    if _wonders(norm, place):
        return True
    if any(_wonders(norm, before) for before in range(_clause(norm, place), place)):
        return False
    if norm[place] in _WORDS:
        return True
    if place and (norm[place - 1] in _TELLS or norm[place - 1 : place + 1] == _THANKS):
        return False
    following = norm[place + 1] if place + 1 < len(norm) else ""
    if norm[place] in _PASSIVES and following.endswith(_DEFINITE):
        return len(following) > _SHORTEST_NOUN
    return norm[place] in _VERBS | _PASSIVES and following in _SUBJECTS


def _after_exclaiming(norm: tuple[str, ...], place: int) -> int:
    """Where the clause of ``place`` begins, behind «det var dyrt»: a remark before a question."""
    clause = _clause(norm, place)
    exclaims = norm[clause : clause + 2] in _EXCLAIMS and place - clause <= _LONGEST_REMARK
    return place if exclaims else clause


def _wonders(norm: tuple[str, ...], place: int) -> bool:
    return norm[place : place + 2] in _WONDERS


def _clause(norm: tuple[str, ...], place: int) -> int:
    """Where the clause begins that ``place`` stands in, as far as «og» and «men» tell."""
    for before in range(place - 1, -1, -1):
        if norm[before] in ("og", "men", "eller"):
            return before
    return 0
