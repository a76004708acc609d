"""The grammar of one number, over the atoms that words were cut into.

    number    = chunk (scale [og] chunk)*          scales strictly falling: million, tusen
    chunk     = [small] hundre [og] small | small
    small     = ten unit | unit og ten | teen | ten | unit        («tjuefem», «fem og tjue»)
    decimal   = number komma digits [scale] | number og en halv [scale] | halvannen [scale]
              | en halv [scale]

What may be two numbers is never made one by guess: «to og fire» is two, and a chunk is taken only
if what follows cannot claim it («hundre og femti tusen og hundre tusen» is two numbers).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voiceagent.norwegian.numbers.number_words import Atom, AtomKind, is_article

_BIGGEST = 1e12
_NEVER_HUNDREDS = 20
"""From here on nobody counts hundreds of thousands: «tolv hundre tusen», but not «femti»."""
_CLOCK_AFTER_HALF = (AtomKind.UNIT, AtomKind.TEEN, AtomKind.DIGITS)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A number among the atoms.

    Attributes:
        value: The number.
        end: Index of the atom after it.
        scale: The last scale word in it (1000 for «tusen»), 1 without.
        hundreds: Whether it ends in counted hundreds («seks hundre», not «hundre»).
    """

    value: float
    end: int
    scale: float = 1.0
    hundreds: bool = False


def parse_number(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """The longest number that begins at an atom, decimals and halves included."""
    match _kind(atoms, index):
        case AtomKind.DECIMAL:
            return _scaled(atoms, Parsed(atoms[index].value, index + 1))
        case AtomKind.ONE_AND_HALF:
            if _kind(atoms, index + 1) is AtomKind.HUNDRED:
                return _scaled(atoms, Parsed(150.0, index + 2))
            return _scaled(atoms, Parsed(1.5, index + 1))
        case AtomKind.HALF:
            scaled = _scaled(atoms, Parsed(0.5, index + 1))
            return scaled if scaled.scale > 1 else None
    if (half := _half(atoms, index)) is not None:
        return _scaled(atoms, half)
    whole = parse_cardinal(atoms, index)
    if whole is None:
        return None
    if _kind(atoms, whole.end) is AtomKind.COMMA and whole.scale == 1.0:
        decimals = _decimals(atoms, whole.end + 1)
        if decimals is not None:
            digits, end = decimals
            return _scaled(atoms, Parsed(float(f"{int(whole.value)}.{digits}"), end))
    if _kind(atoms, whole.end) is AtomKind.AND and whole.scale == 1.0:
        half = _half(atoms, whole.end + 1)
        if half is not None:
            return _scaled(atoms, Parsed(whole.value + 0.5, half.end))
    return whole


def parse_cardinal(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """The longest whole number that begins at an atom."""
    if _kind(atoms, index) is AtomKind.ZERO:
        return Parsed(0.0, index + 1)
    total, last_scale, end, hundreds = 0.0, _BIGGEST, index, False
    while True:
        start = end
        if end > index and _kind(atoms, end) is AtomKind.AND:
            start = end + 1
        chunk = below_thousand(atoms, start)
        hundreds = hundreds if chunk is None else chunk.hundreds
        if chunk is None:
            if end > index or _kind(atoms, index) is not AtomKind.SCALE:
                break
            chunk = Parsed(1.0, index)  # a bare «tusen»
        if _kind(atoms, chunk.end) is not AtomKind.SCALE:
            if chunk.value < last_scale and not (end > index and _is_once(atoms, start)):
                total, end = total + chunk.value, chunk.end
            break
        scale = atoms[chunk.end].value
        if scale >= last_scale:
            break
        total, last_scale, end = total + chunk.value * scale, scale, chunk.end + 1
    if end == index:
        return None
    return Parsed(total, end, last_scale if last_scale < _BIGGEST else 1.0, hundreds)


def _is_once(atoms: tuple[Atom, ...], index: int) -> bool:
    """«femti tusen en gang»: no 50 001."""
    following = atoms[index + 1 : index + 2]
    return is_article(atoms[index]) and [atom.text for atom in following] in (["gang"], ["gong"])


def below_thousand(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """A chunk: up to 999, and «tolv hundre» to «nittini hundre»."""
    match _kind(atoms, index):
        case AtomKind.DIGITS:
            return Parsed(atoms[index].value, index + 1)
        case AtomKind.HUNDRED:
            return _after_hundred(atoms, 100.0, index + 1)
    small = _small(atoms, index)
    if small is not None and _kind(atoms, small.end) is AtomKind.HUNDRED:
        whole = _after_hundred(atoms, small.value * 100, small.end + 1)
        if small.value >= _NEVER_HUNDREDS and _kind(atoms, whole.end) is AtomKind.SCALE:
            return small  # «femti hundre tusen» are two numbers
        return replace(whole, hundreds=whole.end == small.end + 1)
    return small


def _after_hundred(atoms: tuple[Atom, ...], value: float, index: int) -> Parsed:
    start = index + 1 if _kind(atoms, index) is AtomKind.AND else index
    rest = _small(atoms, start)
    if rest is None or (
        _kind(atoms, rest.end) is AtomKind.HUNDRED
        and (start == index or rest.value < _NEVER_HUNDREDS)
    ):
        return Parsed(value, index)
    return Parsed(value + rest.value, rest.end)


def _small(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """1 to 99, in the new and the old way of counting."""
    match _kind(atoms, index):
        case AtomKind.TEEN:
            return Parsed(atoms[index].value, index + 1)
        case AtomKind.TEN:
            if (
                _kind(atoms, index + 1) is AtomKind.UNIT
                and not _opens_half(atoms, index + 1)
                and (_is_joined(atoms, index, 2) or not _is_joined(atoms, index + 1, 3))
            ):
                return Parsed(atoms[index].value + atoms[index + 1].value, index + 2)
            return Parsed(atoms[index].value, index + 1)
        case AtomKind.UNIT:
            if (
                _kind(atoms, index + 1) is AtomKind.AND
                and _kind(atoms, index + 2) is AtomKind.TEN
                and (_is_joined(atoms, index, 3) or _kind(atoms, index + 3) is not AtomKind.UNIT)
            ):
                return Parsed(atoms[index].value + atoms[index + 2].value, index + 3)
            return Parsed(atoms[index].value, index + 1)
    return None


def _is_joined(atoms: tuple[Atom, ...], index: int, count: int) -> bool:
    """Whether so many atoms came from one word: «seksogtjue» is never torn for its neighbours."""
    piece = atoms[index : index + count]
    return len(piece) == count and piece[0].token == piece[-1].token


def _half(atoms: tuple[Atom, ...], index: int) -> Parsed | None:
    """«en halv» and «et halvt», unless a clock time begins there («en halv tre»)."""
    if _opens_half(atoms, index) and _kind(atoms, index + 2) not in _CLOCK_AFTER_HALF:
        return Parsed(0.5, index + 2)
    return None


def _opens_half(atoms: tuple[Atom, ...], index: int) -> bool:
    return (
        _kind(atoms, index) is AtomKind.UNIT
        and is_article(atoms[index])
        and _kind(atoms, index + 1) is AtomKind.HALF
    )


def _scaled(atoms: tuple[Atom, ...], parsed: Parsed) -> Parsed:
    if _kind(atoms, parsed.end) is AtomKind.SCALE:
        scale = atoms[parsed.end].value
        return Parsed(round(parsed.value * scale, 2), parsed.end + 1, scale)
    return parsed


def _decimals(atoms: tuple[Atom, ...], index: int) -> tuple[str, int] | None:
    digits = ""
    while _kind(atoms, index) is AtomKind.ZERO:
        digits, index = digits + "0", index + 1
    small = _small(atoms, index)
    if small is not None:
        return digits + str(int(small.value)), small.end
    if _kind(atoms, index) is AtomKind.DIGITS:
        return digits + atoms[index].text, index + 1
    return (digits, index) if digits else None


def _kind(atoms: tuple[Atom, ...], index: int) -> AtomKind | None:
    return atoms[index].kind if index < len(atoms) else None
