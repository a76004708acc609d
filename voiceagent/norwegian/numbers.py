"""Numbers as they are said: cardinals, ordinals, decimals, ranges and strings of digits.

Grammar of a cardinal, over atoms (``number_words``):

    number    = chunk (scale [og] chunk)*          scales strictly falling: million, tusen
    chunk     = [small] hundre [og] small | small
    small     = ten unit | unit og ten | teen | ten | unit        («tjuefem», «fem og tjue»)
    decimal   = number komma digits [scale] | halvannen [scale] | number og en halv [scale]

What may be two numbers is never one by guess: «to og fire» is two, and a chunk is taken only if
what follows cannot claim it («hundre og femti tusen og hundre tusen» is two numbers).
"""

from __future__ import annotations

from dataclasses import dataclass

from voiceagent.norwegian.number_words import Atom, AtomKind, is_article, text_atoms
from voiceagent.norwegian.ordinals import ORDINALS
from voiceagent.norwegian.reading import Reading, Text, read_text

_BIGGEST = 1e12


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range of numbers.

    Attributes:
        low: The number, or the lower end of a range.
        high: The same as ``low`` unless a range was said.
        approximate: «rundt», «et par», «nesten».
    """

    low: float
    high: float
    approximate: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two ends were said."""
        return self.low != self.high

    @property
    def whole(self) -> int | None:
        """The number as an integer, where it is one and no range."""
        return int(self.low) if self.low == self.high and self.low == int(self.low) else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A number among the atoms: its value and the atom after it."""

    value: float
    end: int


def read_numbers(text: str) -> tuple[Reading[Number], ...]:
    """All numbers of an utterance, in order; an article («en gang») is no number.

    Ranges («mellom ti og tjue», «ti til tjue», «to tre») come as one number with two ends.
    """
    return numbers_in(read_text(text))


def read_cardinal(text: str) -> int | None:
    """The one whole number that an utterance states; None where there is none or several."""
    readings = read_numbers(text)
    if len(readings) != 1:
        return None
    return readings[0].value.whole


def read_ordinal(text: str) -> int | None:
    """The one ordinal of an utterance: «tredje», «tjueførste», «den 3.»; None otherwise."""
    found = ordinals_in(read_text(text))
    return found[0].value if len(found) == 1 else None


def read_digits(text: str) -> str:
    """All digits that are spelled out in an utterance, in order.

    Singles, pairs, triples and whole hundreds follow each other freely: «ni åtte null førtito
    tjueen» gives ``"9804221"``. Words that are no numbers are skipped.
    """
    return "".join(digits for digits, _, _ in digit_groups(read_text(text)))


def digit_groups(text: Text) -> tuple[tuple[str, int, int], ...]:
    """The groups that digits were said in: (digits, first token, token after)."""
    atoms = text_atoms(text)
    groups: list[tuple[str, int, int]] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        if atom.kind is AtomKind.DIGITS:
            groups.append((atom.text, atom.token, atom.end))
            index += 1
        elif atom.kind is AtomKind.ZERO:
            groups.append(("0", atom.token, atom.end))
            index += 1
        elif (parsed := _below_thousand(atoms, index)) is not None:
            groups.append((str(int(parsed.value)), atom.token, atoms[parsed.end - 1].end))
            index = parsed.end
        else:
            index += 1
    return tuple(groups)


def numbers_in(text: Text) -> tuple[Reading[Number], ...]:
    """:func:`read_numbers` on tokens."""
    atoms = text_atoms(text)
    found: list[Reading[Number]] = []
    index = 0
    while index < len(atoms):
        parsed = parse_number(atoms, index)
        if parsed is None or _is_lone_article(atoms, index, parsed):
            index += 1
            continue
        start, end = atoms[index].token, atoms[parsed.end - 1].end
        found.append(text.reading(Number(parsed.value, parsed.value), start, end))
        index = parsed.end
    return tuple(found)


def ordinals_in(text: Text) -> tuple[Reading[int], ...]:
    """:func:`read_ordinal` on tokens, all of them."""
    found: list[Reading[int]] = []
    for index, (raw, norm) in enumerate(zip(text.raw, text.norm, strict=True)):
        value = ORDINALS.get(raw) or ORDINALS.get(norm)
        if raw.endswith(".") and raw[:-1].isdigit():
            value = int(raw[:-1])
        if value is not None:
            found.append(text.reading(value, index, index + 1))
    return tuple(found)


def parse_number(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """The longest number that begins at an atom, decimals included."""
    if index < len(atoms) and atoms[index].kind is AtomKind.DECIMAL:
        return _scaled(atoms, Parsed(atoms[index].value, index + 1))
    whole = parse_cardinal(atoms, index)
    if whole is None:
        return None
    comma = whole.end
    if comma < len(atoms) and atoms[comma].kind is AtomKind.COMMA:
        decimals = _decimals(atoms, comma + 1)
        if decimals is not None:
            digits, end = decimals
            return _scaled(atoms, Parsed(float(f"{int(whole.value)}.{digits}"), end))
    return whole


def parse_cardinal(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """The longest whole number that begins at an atom."""
    total = 0.0
    last_scale = _BIGGEST
    position = index
    end = index
    if index < len(atoms) and atoms[index].kind is AtomKind.ZERO:
        return Parsed(0.0, index + 1)
    while True:
        after_and = position
        if position > index and _kind(atoms, position) is AtomKind.AND:
            after_and = position + 1
        chunk = _below_thousand(atoms, after_and)
        if chunk is None:
            if position == index and _kind(atoms, index) is AtomKind.SCALE:
                chunk = Parsed(1.0, index)
            else:
                break
        if _kind(atoms, chunk.end) is AtomKind.SCALE:
            scale = atoms[chunk.end].value
            if scale >= last_scale:
                break
            total += chunk.value * scale
            last_scale = scale
            position = end = chunk.end + 1
            continue
        if chunk.value >= last_scale or (
            after_and == position and position > index and chunk.value < 1
        ):
            break
        total += chunk.value
        end = chunk.end
        break
    return Parsed(total, end) if end > index else None


def _scaled(atoms: tuple[Atom, ...], parsed: Parsed) -> Parsed:
    if _kind(atoms, parsed.end) is AtomKind.SCALE:
        return Parsed(round(parsed.value * atoms[parsed.end].value, 2), parsed.end + 1)
    return parsed


def _decimals(atoms: tuple[Atom, ...], index: int) -> tuple[str, int] | None:
    digits = ""
    while _kind(atoms, index) is AtomKind.ZERO:
        digits += "0"
        index += 1
    small = _small(atoms, index)
    if small is not None:
        return digits + str(int(small.value)), small.end
    if _kind(atoms, index) is AtomKind.DIGITS:
        return digits + atoms[index].text, index + 1
    return (digits, index) if digits else None


def _below_thousand(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """A chunk: up to 999, and «tolv hundre» to «nittini hundre»."""
    kind = _kind(atoms, index)
    if kind is AtomKind.DIGITS:
        return Parsed(atoms[index].value, index + 1)
    if kind is AtomKind.HUNDRED:
        return _after_hundred(atoms, 100.0, index + 1)
    small = _small(atoms, index)
    if small is None:
        return None
    if _kind(atoms, small.end) is AtomKind.HUNDRED:
        return _after_hundred(atoms, small.value * 100, small.end + 1)
    return small


def _after_hundred(atoms: tuple[Atom, ...], value: float, index: int) -> Parsed:
    start = index + 1 if _kind(atoms, index) is AtomKind.AND else index
    rest = _small(atoms, start)
    if rest is None or _kind(atoms, rest.end) is AtomKind.HUNDRED:
        return Parsed(value, index)
    return Parsed(value + rest.value, rest.end)


def _small(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """1 to 99, in the new and the old way of counting."""
    match _kind(atoms, index):
        case AtomKind.TEEN:
            return Parsed(atoms[index].value, index + 1)
        case AtomKind.TEN:
            if _kind(atoms, index + 1) is AtomKind.UNIT:
                return Parsed(atoms[index].value + atoms[index + 1].value, index + 2)
            return Parsed(atoms[index].value, index + 1)
        case AtomKind.UNIT:
            if (
                _kind(atoms, index + 1) is AtomKind.AND
                and _kind(atoms, index + 2) is AtomKind.TEN
                and _kind(atoms, index + 3) is not AtomKind.UNIT
            ):
                return Parsed(atoms[index].value + atoms[index + 2].value, index + 3)
            return Parsed(atoms[index].value, index + 1)
        case _:
            return None


def _kind(atoms: tuple[Atom, ...], index: int) -> AtomKind | None:
    return atoms[index].kind if index < len(atoms) else None


def _is_lone_article(atoms: tuple[Atom, ...], index: int, parsed: Parsed) -> bool:
    """Whether a parsed one is rather the article of the noun after it."""
    return parsed.end == index + 1 and is_article(atoms[index]) and len(atoms) > 1
