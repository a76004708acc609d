"""Money in a written text, and what it is due for: «kr 2–3 mill.», «99 kr/bruker/mnd», «5 MNOK».

The currency is said last, once, and in the singular of exactly one: «kr 50 000–100 000» is «femti
tusen til hundre tusen kroner», «1 kr» is «en krone», «1 mill. kr» is «en million kroner».
"""

from __future__ import annotations

import re

from voiceagent.norwegian.speaking.abbreviations import UNITS
from voiceagent.norwegian.speaking.counting import say_number
from voiceagent.norwegian.speaking.expansion import Expansion, kept_point
from voiceagent.norwegian.speaking.written_numbers import NUMERAL, say_numeral, whole
from voiceagent.norwegian.words.reading import word_set

_CURRENCIES = {
    "kr": ("krone", "kroner"), "nok": ("krone", "kroner"), "krone": ("krone", "kroner"),
    "€": ("euro", "euro"), "eur": ("euro", "euro"), "$": ("dollar", "dollar"),
    "usd": ("dollar", "dollar"), "£": ("pund", "pund"), "gbp": ("pund", "pund"),
    "sek": ("svensk krone", "svenske kroner"), "dkk": ("dansk krone", "danske kroner"),
}  # fmt: skip
_BEFORE = r"(?:(?P<c>[€$£]|\b(?:NOK|EUR|USD|SEK|DKK|GBP)|(?i:\bkr)\.?) ?)"
_BEHIND = (
    r"(?: ?(?P<c>[€$£]|(?:NOK|EUR|USD|SEK|DKK|GBP)\b|kr\b\.?|kroner\b|krone\b)"
    r"|,[-–](?!\d)(?: ?(?:kr\b\.?|kroner\b))?)"
)
_SCALE = r"(?: ?(?P<s>(?i:mill(?:ion(?:er|ar)?)?|mrd|milliard(?:er|ar)?)\b\.?|tusen\b|k\b))"
_TAIL = r"(?:,[-–](?!\d))?"
_PER = {
    "mnd": "i måneden", "måned": "i måneden", "månad": "i månaden", "mån": "i måneden",
    "år": "i året", "uke": "i uka", "veke": "i veka", "dag": "per dag", "døgn": "per døgn",
    "time": "i timen", "t": "i timen", "h": "i timen", "min": "i minuttet",
    "minutt": "i minuttet", "s": "i sekundet", "sek": "i sekundet", "kvartal": "i kvartalet",
    "halvår": "i halvåret",
}  # fmt: skip
_SHARED = word_set(
    "bruker brukar stk stykk person ansatt tilsett lisens enhet eining kunde samtale plass sete"
    " side hode avdeling bedrift selskap lead møte anrop melding SMS kWh km kg m² m2 kvm GB"
)
_SCALE_WORDS = {"mi": ("million", "millioner"), "mr": ("milliard", "milliarder")}


def _scaled(number: str, scale: str | None) -> str:
    said = say_numeral(number)
    if not scale:
        return said
    start = scale.lower()[:2]
    if start not in _SCALE_WORDS:
        return say_number(whole(number) * 1000) if number.isdigit() else f"{said} tusen"
    one, many = _SCALE_WORDS[start]
    return f"{said} {one if number == '1' else many}"


def _named(number: str, scale: str | None, sign: str) -> str:
    """An amount with its currency, «kroner og øre» where there are øre."""
    one, many = _CURRENCIES[sign]
    head, comma, cents = number.partition(",")
    if comma and len(cents) == 2 and not scale and many == "kroner":
        words = _named(head, None, sign)
        return words + (f" og {say_number(int(cents))} øre" if int(cents) else "")
    single = number == "1" and not scale
    return f"{_scaled(number, scale)} {one if single else many}"


def _sign(match: re.Match[str]) -> str:
    sign = (match["c"] or "kr").lower().rstrip(".")
    return "kr" if sign == "kroner" else sign


def _money(match: re.Match[str]) -> str:
    return _named(match["n"], match["s"], _sign(match)) + kept_point(match)


def _span(match: re.Match[str]) -> str:
    """«kr 2–3 mill.»: both ends in front of the one currency."""
    joint = match["j"].strip()
    between = joint if joint.isalpha() else "til"
    last = _named(match["m"], match["s"], _sign(match))
    return f"{say_numeral(match['n'])} {between} {last}" + kept_point(match)


def _share(match: re.Match[str]) -> str:
    """What the slash of «kr/bruker», «per bruker/mnd», «8 t/dag» or «GB/s» puts an amount over."""
    left, right = match["w"], match["u"]
    before = match.string[: match.start()]
    money = left.endswith((",-", ",–")) or left.strip(".").lower() in _MONEY_WORDS
    measured = left in UNITS or left in _TIMES
    counted = bool(_NUMBER_BEFORE.search(before)) and measured
    counted = counted or re.fullmatch(r"\d[\d.,–-]*[A-Za-z²]*", left) is not None
    shared = _PER_BEFORE.search(before) is not None
    if right.lower() in _PER and (money or counted or shared):
        return f"{left} {_PER[right.lower()]}" + kept_point(match)
    if right in _SHARED and (money or counted or shared or left in _DUE):
        shared_word = UNITS[right][0] if right in UNITS else right
        return f"{left} per {shared_word}" + kept_point(match)
    return match[0]


_MONEY_WORDS = frozenset(_CURRENCIES) | {"kroner", "øre", "euro", "dollar", "%", "prosent"}
_TIMES = word_set("timer timar time dager dagar minutter")
_DUE = word_set("måneden månaden året uka veka timen dag")
_NUMBER_BEFORE = re.compile(r"\d \Z")
_PER_BEFORE = re.compile(r"(?i)\b(?:per|pr\.?) \Z")
_SLASH = re.compile(r"(?P<w>[^\s/]+) ?/ ?(?P<u>[A-Za-zæøåÆØÅ²]+)\b(?:\.(?!\w))?")

RATES: tuple[Expansion, ...] = (
    (re.compile(r"(?i)\b(?:per|pr\.?) mnd\b\.?"), lambda match: "per måned" + kept_point(match)),
    *((_SLASH, _share),) * 3,
)
"""«kr/mnd», «8 t/dag», «99 kr/bruker/mnd»: one slash after the other."""


def _thousands(match: re.Match[str]) -> str:
    """«5 MNOK», «500 tkr»."""
    scale = "mill" if match["s"] == "M" else "k"
    return _named(match["n"], scale, match["c"].lower()) + kept_point(match)


_NO_NOUN = r"(?! (?!(?:per|i|pr|eks\w*|in\w*|pluss|og|for|å|om|på|hver|kvar|kroner)\b)[a-zæøå])"

MONEY_IN_FRONT: tuple[Expansion, ...] = (
    (re.compile(rf"\b(?P<n>{NUMERAL}) ?(?P<s>[MTkt])(?P<c>NOK|EUR|USD|kr)\b\.?"), _thousands),
    (re.compile(rf"\b(?P<s>[MT])(?P<c>NOK|EUR|USD) ?(?P<n>{NUMERAL})"), _thousands),
    (
        re.compile(
            rf"{_BEFORE}(?P<n>{NUMERAL}){_TAIL}(?P<j> ?[–-] ?| (?:til|og|eller) )"
            rf"(?:(?i:kr)\.? ?)?(?P<m>{NUMERAL}){_TAIL}{_SCALE}"
        ),
        _span,
    ),
    (
        re.compile(
            rf"{_BEFORE}(?P<n>{NUMERAL}){_TAIL}(?P<j> ?[–-] ?| til )"
            rf"(?:(?i:kr)\.? ?)?(?P<m>{NUMERAL}){_TAIL}(?P<s>)(?![.,]?\d| ?%){_NO_NOUN}"
        ),
        _span,
    ),
    (re.compile(rf"{_BEFORE}(?P<n>{NUMERAL}){_TAIL}{_SCALE}?(?: ?(?:kr\b\.?|kroner\b))?"), _money),
)
"""The currency in front, and shortened behind («5 MNOK»): before dashes become words."""

MONEY_BEHIND: tuple[Expansion, ...] = (
    (re.compile(rf"\b(?P<n>{NUMERAL}){_SCALE}?{_BEHIND}"), _money),
    (
        re.compile(rf"\b(?P<n>{NUMERAL}) ?(?P<s>(?:mill|mrd)\b\.?|(?<=\d)k\b)"),
        lambda match: _scaled(match["n"], match["s"]) + kept_point(match),
    ),
)
