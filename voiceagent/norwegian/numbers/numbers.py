"""Numbers in an utterance: cardinals, ordinals, ranges, head counts and strings of digits.

The grammar of one number is in ``cardinals``; here numbers are found among other words, joined to
ranges (``ranges``), and told from articles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voiceagent.norwegian.numbers.cardinals import Parsed, below_thousand, parse_number
from voiceagent.norwegian.numbers.number_words import NOTES, Atom, AtomKind, is_article, text_atoms
from voiceagent.norwegian.numbers.ordinals import ORDINALS
from voiceagent.norwegian.numbers.ranges import follow, rising
from voiceagent.norwegian.words.mending import is_known_word
from voiceagent.norwegian.words.mishearing import may_be_number
from voiceagent.norwegian.words.reading import Reading, Text, read_text, word_set


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range of numbers.

    Attributes:
        low: The number, or the lower end of a range.
        high: The same as ``low`` unless a range was said.
        approximate: «rundt», «et par», «nesten», or a range.
        scale: The scale word that was said (1000 for «tusen»), 1 without.
    """

    low: float
    high: float
    approximate: bool = False
    scale: float = 1.0

    @property
    def is_range(self) -> bool:
        """Whether two ends were said."""
        return self.low != self.high

    @property
    def whole(self) -> int | None:
        """The number as an integer, where it is one and no range."""
        return int(self.low) if self.low == self.high and self.low == int(self.low) else None


_ABOUT_BEFORE = word_set(
    "regnet rundt nesten nærmere bortimot kanskje over godt litt minst drøyt drøye knapt snaut"
    " snaue inntil omkring bort sånn oppunder nærmare"
)
_ABOUT_AFTER = word_set("rundt sånn stykker stykk ish")
_RANGE_WORDS = word_set("til eller")
_DIGIT_KINDS = (
    AtomKind.UNIT,
    AtomKind.ZERO,
    AtomKind.TEN,
    AtomKind.TEEN,
    AtomKind.DIGITS,
)
_TENS_BEFORE_ORDINAL = {"tjue": 20, "tyve": 20, "tjuge": 20, "tretti": 30, "tredve": 30}
_UNITS_BEFORE_ORDINAL = {
    word: value
    for value, words in enumerate(
        ("", "en ein", "to", "tre", "fire", "fem", "seks", "sju syv", "åtte", "ni")
    )
    for word in words.split()
}
_BETWEEN = word_set("mellom mellan imellom")
_CLOCK_BEFORE = word_set("klokka halv kvart")
_REPEATS = {"dobbel": 2, "dobbelt": 2, "dobbelte": 2, "trippel": 3}
_PLACE_NAMES = word_set("nummer alternativ forslag valg")
_SOMETHING = word_set("noe litt")
_COUPLE = word_set("par")
_SEVERAL = word_set("noen flere fleire nokre nokon")


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
    if not found:
        tokens = read_text(text)
        counted = numbers_in(tokens)
        if len(counted) == 1 and tokens.norm[counted[0].start - 1] in _PLACE_NAMES:
            return counted[0].value.whole if counted[0].start else None
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
        elif (times := _REPEATS.get(atom.text, 0)) and _is_single(atoms, index + 1):
            following = atoms[index + 1]
            groups.append((str(int(following.value)) * times, atom.token, following.end))
            index += 2
        elif atom.kind is AtomKind.ZERO:
            groups.append(("0", atom.token, atom.end))
            index += 1
        elif (parsed := below_thousand(atoms, index)) is not None:
            if not _is_article_here(atoms, index, parsed) or _begins_digits(atoms, index):
                digits = str(int(parsed.value))
                groups.append((digits, atom.token, atoms[parsed.end - 1].end))
            index = parsed.end
        else:
            index += 1
    return tuple(groups)


def _is_single(atoms: tuple[Atom, ...], index: int) -> bool:
    return index < len(atoms) and atoms[index].kind in (AtomKind.UNIT, AtomKind.ZERO)


def numbers_in(text: Text) -> tuple[Reading[Number], ...]:
    """:func:`read_numbers` on tokens."""
    atoms = text_atoms(text)
    found: list[Reading[Number]] = []
    index = 0
    while index < len(atoms):
        if (skipped := _after_torn(atoms, index)) is not None:
            index = skipped
            continue
        spanned = _between(atoms, index) or _vague(atoms, index) or _plain(atoms, index)
        if spanned is not None and _is_torn_off(atoms, spanned[1]):
            index = _past_numbers(atoms, spanned[1])
            continue
        if spanned is None:
            index += 1
            if atoms[index - 1].text in _BETWEEN:  # a range that does not rise: read neither end
                index = _past_numbers(atoms, index)
            continue
        number, end = spanned
        if [atom.text for atom in atoms[end : end + 2]] in (["eller", "annet"], ["eller", "anna"]):
            index = end + 2  # «ett eller annet»
            continue
        if atoms[end : end + 1] and atoms[end].text == "takk":  # «tusen takk»
            index = end
            continue
        first, last = atoms[index].token, atoms[end - 1].end
        if not number.approximate and _is_about(text, first, last):
            number = Number(number.low, number.high, True, number.scale)
        found.append(text.reading(number, first, last))
        index = end
    return tuple(found)


def ordinals_in(text: Text) -> tuple[Reading[int], ...]:
    """:func:`read_ordinal` on tokens, all of them; «tjue første», «tre og tyvende» in pieces "
    "too."""
    found: list[Reading[int]] = []
    for index, raw in enumerate(text.raw):
        value = None if text.norm[index] == "tilbake" else ORDINALS.get(raw)
        value = value or ORDINALS.get(text.norm[index])
        if raw.endswith(".") and raw[:-1].isdigit():
            value = int(raw[:-1])
        if value is None:
            continue
        start = index
        tens = _TENS_BEFORE_ORDINAL.get(text.norm[index - 1], 0) if index else 0
        unit = _UNITS_BEFORE_ORDINAL.get(text.norm[index - 2], 0) if index > 1 else 0
        if tens and value < 10:
            value, start = tens + value, index - 1
        elif unit and value in (20, 30) and text.raw[index - 1] in ("og", "å"):
            value, start = unit + value, index - 2
        found.append(text.reading(value, start, index + 1))
    return tuple(found)


def _plain(atoms: tuple[Atom, ...], index: int) -> tuple[Number, int] | None:
    """A number, or a range without «mellom»: «ti til tjue», «to tre», «fem eller seks»."""
    first = parse_number(atoms, index)
    if first is None:
        return None
    if index and atoms[index - 1].text in _CLOCK_BEFORE:
        return None
    if _is_article_here(atoms, index, first) or _is_about_so_many(atoms, index):
        if first.end < len(atoms) and atoms[first.end].text == "til":  # «en til to millioner»
            second = parse_number(atoms, first.end + 1)
            number = None if second is None else _range(first, second)
            return None if second is None or number is None else (number, second.end)
        second = parse_number(atoms, first.end)
        if second is not None and follow(first, second) and (number := _range(first, second)):
            return number, second.end  # «vi har en to millioner»
        rest = _plain(atoms, first.end)  # «en tjue stykker», «en ti femten»: about so many
        if rest is None or (rest[0].high < 10 and not rest[0].is_range):
            return None
        return replace(rest[0], approximate=True), rest[1]
    joined = first.end
    if joined < len(atoms) and atoms[joined].text in _RANGE_WORDS:
        second = parse_number(atoms, joined + 1)
        if second is not None and (number := _range(first, second)) is not None:
            return number, second.end
        return Number(first.value, first.value, False, first.scale), first.end
    second = parse_number(atoms, joined)
    if second is not None and follow(first, second):
        number = _range(first, second)
        if number is not None:
            return number, second.end
    return Number(first.value, first.value, False, first.scale), first.end


def _between(atoms: tuple[Atom, ...], index: int) -> tuple[Number, int] | None:
    """«mellom … og …»: the «og» is chosen that leaves two numbers in rising order."""
    if atoms[index].text not in _BETWEEN:
        return None
    best: tuple[Number, int] | None = None
    for place in range(index + 2, len(atoms) - 1):
        if atoms[place].kind is not AtomKind.AND:
            continue
        first = parse_number(atoms[:place], index + 1)
        second = parse_number(atoms, place + 1)
        if first is None or second is None or first.end != place:
            continue
        number = _range(first, second)
        if number is not None and (best is None or second.end > best[1]):
            best = number, second.end
    return best


def _vague(atoms: tuple[Atom, ...], index: int) -> tuple[Number, int] | None:
    """«et par hundre tusen», «noen tusen», «et dusin», «et par og tjue»."""
    atom = atoms[index]
    following = atoms[index + 1] if index + 1 < len(atoms) else None
    if is_article(atom) and following is not None:
        if following.text in _COUPLE:
            return _times(atoms, index + 2, 2.0, 3.0)
        if following.text == "dusin":
            return Number(12.0, 12.0, True), index + 2
        if following.text in ("håndfull", "handfull"):
            return Number(4.0, 6.0, True), index + 2
    if atom.text in _SEVERAL and following is not None:
        if following.kind in (AtomKind.HUNDRED, AtomKind.SCALE) or following.text in NOTES:
            return _times(atoms, index + 1, 2.0, 9.0)
        if following.text == "få":
            return Number(3.0, 5.0, True), index + 2
    return None


def _times(
    atoms: tuple[Atom, ...], index: int, low: float, high: float
) -> tuple[Number, int] | None:
    factor, scale = 1.0, 1.0
    if index < len(atoms) and atoms[index].kind is AtomKind.HUNDRED:
        factor, index = 100.0, index + 1
    if index < len(atoms) and atoms[index].kind is AtomKind.SCALE:
        scale = atoms[index].value
        factor, index = factor * scale, index + 1
    return Number(low * factor, high * factor, True, scale), index


def _range(first: Parsed, second: Parsed) -> Number | None:
    ends = rising(first, second)
    return None if ends is None else Number(*ends, True, second.scale)


def _is_about_so_many(atoms: tuple[Atom, ...], index: int) -> bool:
    """Whether «en» says «about» before two numbers that count on: «en tre fire»."""
    if index or not is_article(atoms[index]):
        return False
    first = parse_number(atoms, index + 1)
    second = None if first is None else parse_number(atoms, first.end)
    if first is None or second is None or not follow(first, second):
        return False
    return second.end == len(atoms) or atoms[second.end].kind not in _DIGIT_KINDS


def _begins_digits(atoms: tuple[Atom, ...], index: int) -> bool:
    """Whether «en» is followed by at least two more digits: «og så en fem sju»."""
    following = atoms[index + 1 : index + 3]
    return len(following) == 2 and all(atom.kind in _DIGIT_KINDS for atom in following)


def _is_article_here(atoms: tuple[Atom, ...], index: int, parsed: Parsed) -> bool:
    """Whether a parsed «en» is rather an article: digits stand beside the number one."""
    if parsed.end != index + 1 or not is_article(atoms[index]) or len(atoms) == 1:
        return False
    before = atoms[index - 1].kind if index else None
    after = atoms[index + 1].kind if index + 1 < len(atoms) else None
    if before in _DIGIT_KINDS and (after in _DIGIT_KINDS or after is None):
        return False
    return not (index == 0 and after in (AtomKind.UNIT, AtomKind.ZERO))


def _past_numbers(atoms: tuple[Atom, ...], index: int) -> int:
    """The place after the numbers that stand within a few words."""
    end = index
    for place in range(index, min(len(atoms), index + 5)):
        if place >= end and (lost := parse_number(atoms, place)) is not None:
            end = lost.end
    return end


def _after_torn(atoms: tuple[Atom, ...], index: int) -> int | None:
    """The place after a number whose beginning was misheard: «hjem tusen», «tren og en halv»."""
    if not index:
        return None
    before = atoms[index - 1]
    torn = before.kind is AtomKind.OTHER and may_be_number(before.text)
    halved = (
        before.kind is AtomKind.AND
        and is_article(atoms[index])
        and index + 1 < len(atoms)
        and atoms[index + 1].kind is AtomKind.HALF
    )
    bound = before.kind in (AtomKind.AND, AtomKind.COMMA) or before.text in _RANGE_WORDS
    if bound and index > 1 and atoms[index - 2].kind is AtomKind.OTHER:  # «hjem og tjue»
        torn = before.kind is AtomKind.COMMA or may_be_number(atoms[index - 2].text)
    if atoms[index].kind in (AtomKind.HUNDRED, AtomKind.SCALE):  # «et pa tusen»
        torn = torn or (before.kind is AtomKind.OTHER and not is_known_word(before.text))
    parsed = parse_number(atoms, index) if torn or halved else None
    return None if parsed is None else parsed.end


def _is_torn_off(atoms: tuple[Atom, ...], end: int) -> bool:
    """Whether the rest of a number was misheard: «to komma hjem», «en halv melon»."""
    if end >= len(atoms):
        return False
    joined = atoms[end].kind in (AtomKind.COMMA, AtomKind.AND)
    place = end + 1 if joined else end
    lost = atoms[end].kind is AtomKind.COMMA or (
        joined and place < len(atoms) and atoms[place].text in _SOMETHING
    )
    return lost or (
        place < len(atoms)
        and atoms[place].kind is AtomKind.OTHER
        and may_be_number(atoms[place].text)
    )


def _is_about(text: Text, start: int, end: int) -> bool:
    before = text.norm[start - 1] if start else ""
    after = text.norm[end] if end < len(text) else ""
    return before in _ABOUT_BEFORE or after in _ABOUT_AFTER
