"""Numbers in a written text: decimals, percentages, units, years, fractions, signs.

Invariant: a thousand's separator is a space or a point before exactly three digits, a decimal sign
is a comma; a decimal point is one only before a unit («2.5 mill.») or behind a currency.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.speaking.abbreviations import COUNTED, NEUTER, UNITS
from voiceagent.norwegian.speaking.counting import say_decimal, say_number, say_year
from voiceagent.norwegian.speaking.expansion import Expansion, kept_point

_SPACES = " .\u00a0\u202f"
NUMERAL = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
"""A number as it is written, without its sign."""

_YEAR_BEFORE = re.compile(
    r"(?i)\b(?:i|fra|frå|til|siden|sidan|år|året|innen|innan|våren|høsten|hausten|sommeren|sommaren"
    r"|vinteren|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    r"|kvartal|halvår|uke \w+|veke \w+|og med|starten av|slutten av|løpet av|utgangen av) \Z"
)
_AMOUNT_BEFORE = re.compile(
    r"(?i)\b(?:har|hadde|over|under|ca\.?|cirka|rundt|omtrent|nesten|minst|enn|inntil|opptil"
    r"|totalt|omkring|hele|bare|kun|berre) \Z"
)
_FRACTION_BEFORE = re.compile(
    r"(?i)\b(?:ca\.?|cirka|omtrent|rundt|nesten|over|under|minst|opptil|kun|bare|godt|snaut|drøyt"
    r"|knapt) \Z"
)
_PARTS = {2: "halv", 3: "tredjedel", 4: "fjerdedel", 5: "femtedel", 6: "sjettedel",
          8: "åttendedel", 10: "tidel"}  # fmt: skip
_ROOM = 1_000_000_000


def whole(digits: str) -> int:
    """What a number without decimals is worth."""
    return int(re.sub(r"\D", "", digits))


def say_numeral(number: str, *, neuter: bool = False) -> str:
    """A number of the form :data:`NUMERAL` in words."""
    head, comma, decimals = number.partition(",")
    if comma and decimals:
        return say_decimal(whole(head), decimals)
    return say_number(whole(head), neuter=neuter)


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match["a"]), int(match["b"])
    quantity = _FRACTION_BEFORE.search(match.string[: match.start()])
    if not (quantity or match["of"]) or below not in _PARTS or not 0 < above < below:
        return match[0]
    if below == 2:
        return "halvparten" if match["of"] == " av" else "en halv"
    return f"{say_number(above)} {_PARTS[below]}{'er' if above > 1 else ''}"


def _mixed(match: re.Match[str]) -> str:
    """«1 1/2», «2½»: a whole and a part."""
    above, below = (1, 2) if match["half"] else (int(match["a"]), int(match["b"]))
    if below not in _PARTS or not 0 < above < below:
        return match[0]
    part = "en halv" if below == 2 else f"{say_number(above)} {_PARTS[below]}"
    return f"{say_number(int(match['n']))} og {part}{'er' if above > 1 else ''}"


def _year(match: re.Match[str]) -> str:
    before, value = match.string[: match.start()], int(match[0])
    counted = match.string[match.end() : match.end() + 12].lower().startswith(_COUNTED_NEXT)
    follows = re.match(r" (?:nye |gode |aktive |betalende )?[a-zæøå]", match.string[match.end() :])
    amount = counted or (_AMOUNT_BEFORE.search(before) and follows)
    return say_number(value) if amount and not _YEAR_BEFORE.search(before) else say_year(value)


_COUNTED_NEXT = tuple(" " + stem for stem in COUNTED)


def _unit(match: re.Match[str]) -> str:
    one, many = UNITS[match["u"]]
    return f"{match['n']} {one if match['n'] == '1' else many}" + kept_point(match)


def _one_of(match: re.Match[str]) -> str:
    return f"{say_number(int(match[1]), neuter=True)} "


def _number(match: re.Match[str]) -> str:
    digits = match[0]
    plain = re.sub(r"\D", "", digits)
    unbroken = digits.isdigit() and int(digits) >= _ROOM
    if (digits[0] == "0" and len(plain) > 1 and "," not in digits) or unbroken:
        return " ".join(say_number(int(digit)) for digit in plain)
    return say_numeral(digits)


_SCALED = (
    r" ?(?:mill|mrd|%|prosent|kr\b|kroner|NOK|EUR|USD|M?NOK|million|milliard|timer|timar|"
    r"(?:km|kg|GB|TB|MB|m²|m2|kvm|t|år|kWh|cm|mm|m)\b)"
)
_UNIT_NAMES = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))

DECIMAL_POINTS: tuple[Expansion, ...] = (
    (
        re.compile(rf"(?<![\d.,])(\d+)\.(\d{{1,2}})(?={_SCALED})"),
        lambda match: f"{match[1]},{match[2]}",
    ),
    (
        re.compile(r"((?:[€$£]|\b(?:NOK|EUR|USD|SEK|DKK|kr\.?)) ?\d+)\.(\d{1,2})(?![\d.])"),
        lambda match: f"{match[1]},{match[2]}",
    ),
)
"""«2.5 mill.» as «2,5 mill.»."""

FRACTIONS: tuple[Expansion, ...] = (
    (re.compile(r"(?<!den )(?<!\d)24/7\b"), lambda _: "døgnet rundt"),
    (
        re.compile(
            r"\b(?P<n>\d+)(?: (?P<a>[1-9])/(?P<b>[2-9])(?![\d/])(?= ?[a-zæøå])| ?(?P<half>½))"
        ),
        _mixed,
    ),
    (
        re.compile(r"(?:\b1/2|½) (?=(?:time|år|dag|måned|liter|kilo|million|stilling|side))"),
        lambda _: "en halv ",
    ),
    (re.compile(r"½"), lambda _: "en halv"),
    (re.compile(r"¼"), lambda _: "en kvart"),
    (re.compile(r"¾"), lambda _: "tre kvart"),
    (
        re.compile(
            r"(?<![\d/.,])(?P<a>[1-9])/(?P<b>[2-9]|10)(?![\d/.]\d|\d|/)"
            r"(?=(?P<of> av\b| (?:stilling|time|år|dag|måned|liter|kilo|million|side)|-del)?)"
        ),
        _fraction,
    ),
)

PERCENTAGES: tuple[Expansion, ...] = (
    (
        re.compile(r"(?:(?<=\s)|^)[+±](?= ?\d)"),
        lambda match: {"+": "pluss ", "±": "pluss minus "}[match[0]],
    ),
    (
        re.compile(rf"\b({NUMERAL}) ?% ?[–-] ?(?=\d)"),
        lambda match: f"{say_numeral(match[1])} prosent til ",
    ),
    (re.compile(rf"\b({NUMERAL}) ?%"), lambda match: f"{say_numeral(match[1])} prosent"),
    (re.compile(r"%"), lambda _: " prosent"),
)

QUANTITIES: tuple[Expansion, ...] = (
    (
        re.compile(
            rf"(?<![\w.,])(?P<n>\d+(?:,\d+)?) ?(?P<u>{_UNIT_NAMES})(?![\w/²])(?:\.(?!\.?\d))?"
            r"(?!\.?\d)"
        ),
        _unit,
    ),
    (
        re.compile(rf"(?<![\w.,])(\d{{1,3}}(?:[ .]\d{{3}})+) ?({_UNIT_NAMES})(?![\w/²])"),
        lambda match: f"{match[1]} {UNITS[match[2]][1]}",
    ),
    (re.compile(r"\b(\d*1) (?=(?:" + "|".join(NEUTER) + r")(?:er|et)?\b)"), _one_of),
)

NUMBERS: tuple[Expansion, ...] = (
    (
        re.compile(r"(?<![\w.,])\d{1,2}(?:\.\d{1,2}){2,}(?![\d,])"),
        lambda match: match[0].replace(".", " punktum "),
    ),
    (
        re.compile(
            r"(?<![\d,. ])(?<!\d )\b(?:19|20)\d\d\b(?! ?\d|[.,]\d)|\b(?:19|20)\d\d\b(?![ .,]\d)"
        ),
        _year,
    ),
    (re.compile(rf"\b(?:{NUMERAL})\b"), _number),
)
