"""Makes up what a caller might say, by the rules in :mod:`models.training.grammar`.

A sentence has what is spoken and what a transcript of it reads; they differ only where a name of
letters is spoken otherwise than it is written. Same seed, same sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from models.engines.letters import ALPHABET
from models.training import names, numbers
from models.training.grammar import MIX, RULES

_TOKEN = re.compile(r"<(\w+)>")
_LETTERS = "abcdefghijklmnoprstuvyæøå"
_ANYBODY = 0.04
"""Norway's John and Jane Doe: who tries a telephone agent often calls themselves so."""
_MADE_UP_FIRST = 0.15
_MADE_UP_LAST = 0.4

DIALECT: dict[str, tuple[str, ...]] = {
    "jeg": ("eg", "æ", "je", "eg", "æ"),
    "ikke": ("ikkje", "itj", "ikkje", "inte"),
    "hva": ("ka", "kva", "ka"),
    "hvem": ("kven", "kem"),
    "hvor": ("kor",),
    "hvorfor": ("korfor", "kvifor"),
    "hvordan": ("korleis", "kordan"),
    "meg": ("mæ", "meg"),
    "deg": ("dæ", "deg"),
    "vi": ("me", "vi", "mi"),
    "dere": ("dokker", "de", "dykk"),
    "noe": ("noko", "nokka", "noe"),
    "noen": ("nokon", "nån"),
    "mye": ("mykje", "møe"),
    "skal": ("ska",),
    "et": ("eit",),
    "en": ("ein",),
    "fra": ("frå", "fra"),
    "bare": ("berre", "bærre"),
    "være": ("vere", "vær"),
    "nå": ("no", "nå"),
    "hvilken": ("kva",),
    "hun": ("ho",),
    "uke": ("veke",),
    "uka": ("veka",),
    "måneder": ("månader", "månader", "måneder"),
    "innen": ("innan",),
    "leder": ("leiar",),
    "daglig": ("dagleg",),
    "trenger": ("treng", "trenge"),
    "heter": ("heite", "heiter", "hete"),
    "vet": ("veit", "vet"),
    "kommer": ("kjem", "kommer"),
    "ser": ("ser", "ser"),
    "snakke": ("snakke", "prate"),
    "mandag": ("måndag",),
    "tirsdag": ("tysdag",),
    "lørdag": ("laurdag",),
    "klokka": ("klokka", "klokkå"),
    "ja": ("jau", "ja", "ja"),
}
"""Written Bokmål to what is heard across the country; one of them is drawn."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A thing said.

    Attributes:
        kind: The rule it came from, or ``"open"``.
        text: Lower-case words of the recogniser's alphabet.
    """

    kind: str
    text: str


def sentences(
    seed: int, *, open_words: tuple[str, ...] = (), open_share: float = 0.0
) -> Iterator[Sentence]:
    """An endless stream; ``open_share`` of it is random words of ``open_words``."""
    rng = Random(seed)
    kinds, weights = list(MIX), list(MIX.values())
    while True:
        if open_words and rng.random() < open_share:
            yield Sentence("open", _open(rng, open_words))
            continue
        kind = rng.choices(kinds, weights)[0]
        text = _clean(expand(kind, rng))
        if rng.random() < 0.12 and not kind.startswith("nynorsk"):
            text = dialect(text, rng)
        if text:
            yield Sentence(kind, text)


def expand(rule: str, rng: Random) -> str:
    """One random expansion of a rule."""
    if rule in _TERMINALS:
        return _TERMINALS[rule](rng)
    chosen = rng.choice(_alternatives(rule))
    return _TOKEN.sub(lambda match: expand(match.group(1), rng), chosen)


def dialect(text: str, rng: Random) -> str:
    """Respell the words that are said otherwise in dialects, each with a good chance."""
    share = rng.choice([0.4, 0.9])
    return " ".join(
        rng.choice(DIALECT[word]) if word in DIALECT and rng.random() < share else word
        for word in text.split()
    )


@cache
def _alternatives(rule: str) -> tuple[str, ...]:
    return tuple(part.split("=>")[-1].strip() for part in RULES[rule].split("|"))


def _clean(text: str) -> str:
    return " ".join("".join(c if c in ALPHABET else " " for c in text.lower()).split())


def _open(rng: Random, words: tuple[str, ...]) -> str:
    """Random words; half of the time a piece of domain speech before or after them."""
    count = rng.choice([1, 1, 2, 2, 3, 3, 4, 5])
    drawn = " ".join(rng.choice(words) for _ in range(count))
    kind = rng.randrange(6)
    if kind == 0:
        return f"{_clean(expand(rng.choice(['need', 'yes', 'hello', 'thing', 'no']), rng))} {drawn}"
    if kind == 1:
        starter = rng.choice(
            [
                "vi driver med",
                "jeg jobber med",
                "vi lager",
                "vi selger",
                "det handler om",
                "vi har",
                "jeg har",
                "det er",
                "vi bruker",
                "jeg vil ha",
                "vi holder på med",
                "jeg tenker på",
                "vi leverer",
                "kundene våre er",
            ]
        )
        return f"{starter} {drawn}"
    if kind == 2:
        link = rng.choice(["og", "på", "i", "med", "til", "som", "for", "av", "om", "eller", "men"])
        return f"{drawn} {link} {rng.choice(words)}"
    return drawn


def _first_name(rng: Random) -> str:
    """Every other time one of the commonest, now and then one that nobody has."""
    if rng.random() < _MADE_UP_FIRST:
        return rng.choice(names.FIRST_HEADS) + rng.choice(names.FIRST_TAILS)
    return rng.choice(names.FIRST_NAMES[:80] if rng.random() < 0.5 else names.FIRST_NAMES)


def _surname(rng: Random) -> str:
    """A common one, or one that is put together as farms' names are."""
    if rng.random() < _MADE_UP_LAST:
        return _farm(rng)
    return rng.choice(names.SURNAMES)


def _farm(rng: Random) -> str:
    """A name that is kept back for measuring is drawn again."""
    name = rng.choice(names.SURNAME_HEADS) + rng.choice(names.SURNAME_TAILS)
    return _farm(rng) if name in names.HELD_BACK else name


def _person(rng: Random) -> str:
    if rng.random() < _ANYBODY:
        return rng.choice(["kari nordmann", "ola nordmann"])
    first = _first_name(rng)
    if rng.random() < 0.12:
        first = f"{first} {rng.choice(names.FIRST_NAMES)}"
    return f"{first} {_surname(rng)}"


def _company(rng: Random) -> str:
    kind = rng.randrange(10)
    stem, ending = rng.choice(names.COMPANY_STEMS), rng.choice(names.COMPANY_ENDINGS)
    if rng.random() < 0.3:
        ending = rng.choice(names.TRADES)
    if kind <= 1:
        name = f"{stem} {ending}"
    elif kind == 2:
        name = f"{stem}{ending}"
    elif kind == 3:
        name = f"{rng.choice(names.PLACES)} {ending}"
    elif kind == 4:
        name = f"{rng.choice(names.SURNAMES)} {ending}"
    elif kind >= 8:
        name = f"{_farm(rng)} {ending}"
    elif kind == 5:
        name = f"{stem}{rng.choice(names.COMPANY_STEMS)} {ending}"
    elif kind == 6:
        name = rng.choice(names.PLAIN_COMPANIES)
    else:
        other = rng.choice(["sønn", "sønner", "co", rng.choice(names.SURNAMES)])
        name = f"{rng.choice(names.SURNAMES)} og {other}"
    return name + (" as" if rng.random() < 0.22 else "")


def _letters(rng: Random) -> str:
    word = rng.choice(names.FIRST_NAMES + names.SURNAMES + names.COMPANY_STEMS)
    return " ".join(word[: rng.randrange(3, 8)])


def _email(rng: Random) -> str:
    user = rng.choice(
        [
            rng.choice(names.FIRST_NAMES),
            f"{rng.choice(names.FIRST_NAMES)} punktum {rng.choice(names.SURNAMES)}",
            rng.choice(["post", "firmapost", "kontakt", "info", "salg", "kontoret"]),
            _letters(rng),
            f"{rng.choice(_LETTERS)} {rng.choice(names.SURNAMES)}",
            f"{rng.choice(names.FIRST_NAMES)} bindestrek {rng.choice(names.FIRST_NAMES)}",
            f"{rng.choice(names.FIRST_NAMES)} {numbers.digit(rng)} {numbers.digit(rng)}",
        ]
    )
    host = rng.choice(
        ["gmail", "hotmail", "outlook", "online", "icloud", "live", "yahoo"]
        + [_company(rng).removesuffix(" as").replace(" ", rng.choice(["", " "])) for _ in range(8)]
    )
    at = rng.choice(["krøllalfa", "krøllalfa", "krøllalfa", "alfakrøll"])
    dot = rng.choice(["punktum", "punktum", "punkt", "dot"])
    return f"{user} {at} {host} {dot} {rng.choice(['no', 'no', 'no', 'com', 'net', 'org'])}"


def _digits(rng: Random) -> str:
    return " ".join(numbers.digit(rng) for _ in range(rng.randrange(2, 9)))


def _organisation_number(rng: Random) -> str:
    if rng.random() < 0.5:
        return " ".join(numbers.digit(rng) for _ in range(9))
    return " ".join(numbers.cardinal(rng.randrange(800, 1000), rng) for _ in range(3))


def _small(rng: Random) -> str:
    value = rng.choice([rng.randrange(2, 21), rng.randrange(2, 100), rng.randrange(1, 50) * 10])
    return numbers.cardinal(value, rng)


_TERMINALS: dict[str, Callable[[Random], str]] = {
    "first": _first_name,
    "last": _surname,
    "person": _person,
    "company": _company,
    "place": lambda rng: rng.choice(names.PLACES),
    "amount": numbers.amount,
    "clock": numbers.clock,
    "date": numbers.calendar_date,
    "dayofmonth": numbers.day_of_month,
    "weekday": lambda rng: rng.choice(numbers.WEEKDAYS[:5] * 3 + numbers.WEEKDAYS[5:]),
    "nnday": lambda rng: rng.choice(numbers.NYNORSK_WEEKDAYS),
    "month": lambda rng: rng.choice(numbers.MONTHS),
    "week": lambda rng: numbers.cardinal(rng.randrange(1, 53), rng),
    "few": lambda rng: rng.choice(
        ["to", "tre", "fire", "fem", "seks", "ni", "et par", "noen", "tolv"]
    ),
    "small": _small,
    "phone": numbers.phone,
    "digit": numbers.digit,
    "digits": _digits,
    "orgnumber": _organisation_number,
    "letter": lambda rng: rng.choice(_LETTERS),
    "letters": _letters,
    "email": _email,
}
