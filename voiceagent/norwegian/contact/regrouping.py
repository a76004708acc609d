"""Long numbers said in hundreds: «ni hundre og syttifire, sju hundre og seksti, seks hundre …».

Said in a row, the end of one group and the beginning of the next may make a number of their own:
«seksti seks hundre» is no sixty-six hundred. So all ways to cut the words into groups of the usual
shape are tried, three and three digits or three, two and three, and only what they agree on counts.

Invariants: pure; a word that was delivered whole is never cut for a telephone number, which has no
check digit to tell; «hundre» without a count counts only where nothing else fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from voiceagent.norwegian.numbers.number_words import Atom, AtomKind, text_atoms
from voiceagent.norwegian.words.mishearing import may_be_number
from voiceagent.norwegian.words.reading import Text, word_set

_ORG_SHAPE = (3, 3, 3)
_PHONE_SHAPE = (3, 2, 3)
_PAIR, _TRIPLE = 2, 3
_HUNDRED = AtomKind.HUNDRED
_LEADING_ON = word_set("så eh øh ehm mm hm ja deretter komma er altså")
_Group = tuple[str, int]
"""Digits of a group, and the index of the atom after it."""


def org_in_hundreds(tokens: Text, is_valid: Callable[[str], bool]) -> tuple[str, int, int] | None:
    """Nine digits in three groups that pass their check: digits, first token, token after."""
    return _in_hundreds(tokens, _ORG_SHAPE, is_valid, cuts_words=True)


def phone_in_hundreds(tokens: Text, is_valid: Callable[[str], bool]) -> tuple[str, int, int] | None:
    """Eight digits in groups of three, two and three: digits, first token, token after."""
    return _in_hundreds(tokens, _PHONE_SHAPE, is_valid, cuts_words=False)


def _in_hundreds(
    tokens: Text,
    shape: Sequence[int],
    is_valid: Callable[[str], bool],
    *,
    cuts_words: bool,
) -> tuple[str, int, int] | None:
    atoms = text_atoms(tokens)
    said = [
        place
        for place, atom in enumerate(atoms)
        if atom.kind not in (AtomKind.OTHER, AtomKind.AND, AtomKind.COMMA)
    ]
    if not said or not any(atom.kind is _HUNDRED for atom in atoms):
        return None
    first, last = atoms[said[0]].token, atoms[said[-1]].end
    if _is_torn(tokens, atoms, said[0], said[-1] + 1):
        return None
    inner = tuple(atom for atom in atoms[said[0] : said[-1] + 1] if atom.kind is not AtomKind.OTHER)
    for bare in (False, True):
        found = {
            digits
            for digits in _cut(inner, 0, shape, bare=bare, cuts_words=cuts_words)
            if is_valid(digits)
        }
        if found:
            return (found.pop(), first, last) if len(found) == 1 else None
    return None


def _is_torn(tokens: Text, atoms: tuple[Atom, ...], start: int, end: int) -> bool:
    """Whether words between or beside the groups may have been digits, or go on with them."""
    beside = (*atoms[max(0, start - 1) : start], *atoms[end : end + 1])
    between = (atom for atom in atoms[start:end] if atom.kind is AtomKind.OTHER)
    return any(
        atom.kind in (AtomKind.AND, AtomKind.COMMA) or may_be_number(atom.text) for atom in beside
    ) or any(tokens.norm[atom.token] not in _LEADING_ON for atom in between)


def _cut(
    atoms: tuple[Atom, ...], start: int, shape: Sequence[int], *, bare: bool, cuts_words: bool
) -> Iterator[str]:
    """The digits of every way to cut the atoms from a place on into groups of a shape."""
    if not shape:
        if start == len(atoms):
            yield ""
        return
    begin = start
    if start and _kind(atoms, start) is AtomKind.AND and atoms[start - 1].kind is not _HUNDRED:
        begin += 1  # «… og så null en seks»
    groups = _triples(atoms, begin, bare=bare) if shape[0] == _TRIPLE else _pairs(atoms, begin)
    for digits, end in groups:
        if not cuts_words and end < len(atoms) and atoms[end - 1].token == atoms[end].token:
            continue
        for rest in _cut(atoms, end, shape[1:], bare=bare, cuts_words=cuts_words):
            yield digits + rest


def _triples(atoms: tuple[Atom, ...], start: int, *, bare: bool) -> Iterator[_Group]:
    """Three digits: «sju hundre og seksti», «hundre og elleve», «null førtito», «ni null en»."""
    for count, place in _hundreds(atoms, start, bare=bare):
        yield count + "00", place
        place += _kind(atoms, place) is AtomKind.AND
        for digits, end in _small(atoms, place):
            yield count + digits.zfill(_PAIR), end
    for first, place in _singles(atoms, start):
        for digits, end in _pairs(atoms, place):
            yield first + digits, end
    if _kind(atoms, start) is AtomKind.DIGITS and len(atoms[start].text) == _TRIPLE:
        yield atoms[start].text, start + 1


def _hundreds(atoms: tuple[Atom, ...], start: int, *, bare: bool) -> Iterator[_Group]:
    kind = _kind(atoms, start)
    if kind is AtomKind.UNIT and _kind(atoms, start + 1) is _HUNDRED:
        yield str(int(atoms[start].value)), start + 2
    elif bare and kind is _HUNDRED:
        yield "1", start + 1


def _pairs(atoms: tuple[Atom, ...], start: int) -> Iterator[_Group]:
    """Two digits: «seksti», «tjueto», «to og tjue», «null fire», «fire ni»."""
    for digits, end in _small(atoms, start):
        if len(digits) == _PAIR:
            yield digits, end
    for first, place in _singles(atoms, start):
        for second, end in _singles(atoms, place):
            yield first + second, end
    if _kind(atoms, start) is AtomKind.DIGITS and len(atoms[start].text) == _PAIR:
        yield atoms[start].text, start + 1


def _singles(atoms: tuple[Atom, ...], start: int) -> Iterator[_Group]:
    if _kind(atoms, start) in (AtomKind.UNIT, AtomKind.ZERO):
        yield str(int(atoms[start].value)), start + 1


def _small(atoms: tuple[Atom, ...], start: int) -> Iterator[_Group]:
    """One to ninety-nine, in all ways that the words allow."""
    match _kind(atoms, start):
        case AtomKind.TEEN:
            yield str(int(atoms[start].value)), start + 1
        case AtomKind.TEN:
            tens = int(atoms[start].value)
            yield str(tens), start + 1
            if _kind(atoms, start + 1) is AtomKind.UNIT:
                yield str(tens + int(atoms[start + 1].value)), start + 2
        case AtomKind.UNIT:
            yield str(int(atoms[start].value)), start + 1
            ten = _kind(atoms, start + 2) is AtomKind.TEN
            if ten and _kind(atoms, start + 1) is AtomKind.AND:
                yield str(int(atoms[start + 2].value + atoms[start].value)), start + 3


def _kind(atoms: tuple[Atom, ...], place: int) -> AtomKind | None:
    return atoms[place].kind if place < len(atoms) else None
