"""Number words and digits as atoms that the number grammar is written in.

A recogniser joins and splits compounds as it likes («femogtjue», «femog tjue», «fem og tjue»), so
every token is first cut into atoms and the grammar never sees where the token borders were. A word
that cannot be cut into number atoms altogether is no number: «entre» holds «en» and «tre» but is
kept whole by :func:`word_pieces`, which only cuts where neighbours make one number.

Source: the counting reform of 1951 («femogtjue» and «tjuefem» both live); Nynorsk; dialects.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from voiceagent.norwegian.words.reading import Text


class AtomKind(StrEnum):
    """What an atom can do in a number."""

    ZERO = "zero"
    UNIT = "unit"
    TEEN = "teen"
    TEN = "ten"
    HUNDRED = "hundred"
    SCALE = "scale"
    AND = "and"
    COMMA = "comma"
    HALF = "half"
    ONE_AND_HALF = "one_and_half"
    DIGITS = "digits"
    DECIMAL = "decimal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a number.

    Attributes:
        kind: What it can do.
        value: Its value; 0 for the ones without.
        text: Digits as delivered, so that leading zeros survive.
        token: Index of the token it came from.
        end: Index after the last token it came from.
    """

    kind: AtomKind
    value: float
    text: str
    token: int
    end: int


_UNITS = {
    "en": 1, "én": 1, "ein": 1, "ett": 1, "eit": 1, "eitt": 1, "et": 1, "éin": 1, "éi": 1, "ei": 1,
    "to": 2, "tvo": 2, "tre": 3, "tri": 3, "fire": 4, "fira": 4, "fem": 5, "feem": 5, "fæm": 5,
    "seks": 6, "sæks": 6, "sju": 7, "syv": 7, "sjau": 7, "åtte": 8, "ått": 8, "åtta": 8,
    "otte": 8, "ni": 9, "nie": 9,
}  # fmt: skip
_TEENS = {
    "ti": 10, "tie": 10, "elleve": 11, "ellve": 11, "elve": 11, "ællev": 11, "ællve": 11,
    "tolv": 12, "toll": 12, "tølv": 12, "tretten": 13, "trettan": 13, "trætten": 13,
    "fæmten": 15, "fæmtan": 15,
    "fjorten": 14, "fjortan": 14, "femten": 15, "femtan": 15,
    "seksten": 16, "sekstan": 16, "seisten": 16, "sytten": 17, "søtten": 17, "syttan": 17,
    "atten": 18, "attan": 18, "nitten": 19, "nittan": 19,
}  # fmt: skip
_TENS = {
    "tjue": 20, "tyve": 20, "tjuge": 20, "kjue": 20, "tretti": 30, "tredve": 30, "tredivi": 30,
    "treddve": 30, "tredde": 30, "tredive": 30, "trætti": 30, "fæmti": 50, "sæksti": 60,
    "førti": 40, "fyrti": 40, "førr": 40, "førre": 40, "femti": 50, "seksti": 60, "sytti": 70,
    "søtti": 70, "åtti": 80, "nitti": 90,
}  # fmt: skip
_SCALES = {
    "tusen": 1e3, "tusan": 1e3, "tusn": 1e3, "tusind": 1e3, "million": 1e6,
    "millioner": 1e6, "millionar": 1e6,
    "mill": 1e6, "mille": 1e6, "millionen": 1e6, "milliard": 1e9, "milliarder": 1e9,
    "milliardar": 1e9, "mrd": 1e9,
}  # fmt: skip

_WORDS: dict[str, tuple[AtomKind, float]] = (
    {word: (AtomKind.UNIT, float(value)) for word, value in _UNITS.items()}
    | {word: (AtomKind.TEEN, float(value)) for word, value in _TEENS.items()}
    | {word: (AtomKind.TEN, float(value)) for word, value in _TENS.items()}
    | {word: (AtomKind.SCALE, value) for word, value in _SCALES.items()}
    | dict.fromkeys(("hundre", "hundra", "hundrede", "hunner", "hundr"), (AtomKind.HUNDRED, 100.0))
    | {"null": (AtomKind.ZERO, 0.0), "nul": (AtomKind.ZERO, 0.0)}
    | {"og": (AtomKind.AND, 0.0), "å": (AtomKind.AND, 0.0)}
    | {"komma": (AtomKind.COMMA, 0.0)}
    | dict.fromkeys(("halv", "halvt", "halve", "halva"), (AtomKind.HALF, 0.5))
    | dict.fromkeys(
        ("halvannen", "halvannet", "halvanna", "halvannan", "halvtanna", "halvtannan", "halvandre"),
        (AtomKind.ONE_AND_HALF, 1.5),
    )
)
_SECOND = frozenset({"annen", "annet", "anna", "annan"})
_ARTICLES = frozenset({"en", "ein", "et", "eit", "ei"})
_QUARTERS = {"kvart": 0.25, "kvarte": 0.25, "trekvart": 0.75, "trekvarte": 0.75}
NOTES = frozenset(
    {"tusenlapper", "tusenlappar", "tusenlappa", "lapper", "lappar", "lappa", "laken"}
    | {"hundrelapper", "hundrelappar", "hundrelappa"}
)
"""Notes that are counted instead of the thousands or hundreds that they are worth."""
_GRAMMAR = frozenset({"til", "eller", "mellom", "annet", "noe"})
"""Words between numbers, known even where they were mended."""
_LONGEST = max(map(len, _WORDS))


@lru_cache(maxsize=4096)
def word_pieces(word: str) -> tuple[str, ...]:
    """Cut a word into number words, the longest first; empty where that cannot be done.

    Each piece is a key of the number table. A compound must hold more than digits side by side:
    «totre» is two numbers and «entre» is none, so two bare units never make a word.
    """
    if word in _WORDS:
        return (word,)
    pieces = _cut(word)
    if not pieces or len(pieces) < 2:
        return ()
    kinds = [_WORDS[piece][0] for piece in pieces]
    for left, right in itertools.pairwise(kinds):
        if (left, right) not in _NEIGHBOURS:
            return ()
    if kinds[0] is AtomKind.AND or kinds[-1] is AtomKind.COMMA:
        return ()
    return pieces


_BIG = (AtomKind.HUNDRED, AtomKind.SCALE)
_SMALL = (AtomKind.UNIT, AtomKind.TEEN, AtomKind.TEN)
_NEIGHBOURS = frozenset(
    {(AtomKind.TEN, AtomKind.UNIT), (AtomKind.ZERO, AtomKind.UNIT), (AtomKind.ZERO, AtomKind.ZERO)}
    | {(small, AtomKind.AND) for small in (AtomKind.UNIT, *_BIG)}
    | {(AtomKind.AND, small) for small in _SMALL}
    | {(small, big) for small in _SMALL for big in _BIG}
    | {(big, small) for small in _SMALL for big in _BIG}
    | {(AtomKind.HUNDRED, AtomKind.SCALE)}
    | {(before, AtomKind.COMMA) for before in (AtomKind.ZERO, *_SMALL)}
    | {(AtomKind.COMMA, after) for after in (AtomKind.ZERO, AtomKind.UNIT, AtomKind.TEN)}
)


def _cut(word: str) -> tuple[str, ...]:
    if not word:
        return ()
    for size in range(min(len(word), _LONGEST), 1, -1):
        head = word[:size]
        if head not in _WORDS:
            continue
        rest = word[size:]
        if not rest:
            return (head,)
        # «ettusen» writes two of its three t's.
        tail = _cut(rest) or (_cut("t" + rest) if head.endswith("tt") else ())
        if tail:
            return (head, *tail)
    return ()


@lru_cache(maxsize=256)
def text_atoms(text: Text) -> tuple[Atom, ...]:
    """The atoms of an utterance; every token that is no number gives one OTHER atom."""
    atoms: list[Atom] = []
    for index, (word, norm) in enumerate(zip(text.raw, text.norm, strict=True)):
        atoms.extend(_token_atoms(word, norm, index))
    return tuple(_join_thousands(_join_quarters(_join_halves(atoms))))


def is_article(atom: Atom) -> bool:
    """Whether an atom may be an article rather than the number one."""
    return atom.text in _ARTICLES


def _token_atoms(word: str, norm: str, index: int) -> list[Atom]:
    if word[0].isdigit():
        return [_digit_atom(word, index)]
    pieces = () if norm == "før" else word_pieces(word) or word_pieces(norm)
    if not pieces and "-" in word:
        parts = [word_pieces(part) for part in word.split("-") if part]
        if parts and all(parts):
            pieces = tuple(piece for part in parts for piece in part)
    if not pieces:
        text = norm if norm in _GRAMMAR else word
        return [Atom(AtomKind.OTHER, 0.0, text, index, index + 1)]
    return [Atom(*_WORDS[piece], piece, index, index + 1) for piece in pieces]


def _digit_atom(word: str, index: int) -> Atom:
    plain = word.rstrip(".")
    if plain.isdigit():
        return Atom(AtomKind.DIGITS, float(plain), plain, index, index + 1)
    groups = plain.split(".")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and plain.count(",") == 0:
        joined = "".join(groups)
        if joined.isdigit() and len(groups[0]) <= 3 and groups[0] != "0":
            return Atom(AtomKind.DIGITS, float(joined), joined, index, index + 1)
    decimal = plain.replace(",", ".")
    if decimal.count(".") == 1 and ":" not in decimal and "/" not in decimal:
        return Atom(AtomKind.DECIMAL, float(decimal), plain, index, index + 1)
    return Atom(AtomKind.OTHER, 0.0, word, index, index + 1)


def _join_halves(atoms: list[Atom]) -> list[Atom]:
    """Join «halv annen» into one atom."""
    joined: list[Atom] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        if last is not None and last.kind is AtomKind.HALF and atom.text in _SECOND:
            joined[-1] = Atom(AtomKind.ONE_AND_HALF, 1.5, "halvannen", last.token, atom.end)
        else:
            joined.append(atom)
    return joined


def _join_quarters(atoms: list[Atom]) -> list[Atom]:
    """Read «en kvart million», «trekvart million», «tre kvart million» as decimals."""
    joined: list[Atom] = []
    for place, atom in enumerate(atoms):
        share = _QUARTERS.get(atom.text)
        following = atoms[place + 1 : place + 2]
        if share is None or not following or following[0].kind is not AtomKind.SCALE:
            joined.append(atom)
            continue
        start = atom.token
        if joined and joined[-1].kind is AtomKind.UNIT and joined[-1].value == 3 and share < 0.5:
            share, start = 0.75, joined.pop().token  # «tre kvart million»
        elif joined and is_article(joined[-1]):
            start = joined.pop().token
        joined.append(Atom(AtomKind.DECIMAL, share, atom.text, start, atom.end))
    return joined


def _join_thousands(atoms: list[Atom]) -> list[Atom]:
    """Join «1 200 000» into one atom; its text keeps every digit as delivered."""
    joined: list[Atom] = []
    grouped = False
    for atom in atoms:
        last = joined[-1] if joined else None
        if (
            last is not None
            and atom.kind is AtomKind.DIGITS is last.kind
            and len(atom.text) == 3
            and (grouped or len(last.text) <= 3)
            and last.text[0] != "0"
        ):
            grouped = True
            digits = last.text + atom.text
            joined[-1] = Atom(AtomKind.DIGITS, float(digits), digits, last.token, atom.end)
            continue
        grouped = False
        joined.append(atom)
    return joined
