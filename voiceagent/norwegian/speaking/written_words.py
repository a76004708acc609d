"""Abbreviations, spelled letters, Roman numbers, signs and slashes in a written text.

What is a word as well is an abbreviation in its frame only; capitals without a vowel are spelled;
a Roman number is one behind what is numbered («kapittel IV») or who is («Olav II»).
"""

from __future__ import annotations

import re

from voiceagent.norwegian.speaking.abbreviations import (
    ABBREVIATIONS,
    FRAMED,
    LETTERS,
    POINTLESS,
    STREETS,
)
from voiceagent.norwegian.speaking.counting import say_number, say_ordinal
from voiceagent.norwegian.speaking.expansion import Expansion, kept_point
from voiceagent.norwegian.words.plain_words import PLAIN

_ALL = ABBREVIATIONS | {word: ABBREVIATIONS[word + "."] for word in POINTLESS}
_NEVER_CAPITAL = frozenset({"PR", "PR.", "ST.", "FR.", "EL.", "El.", "SR.", "JR."})
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ROMAN_LIMIT = 30
_ALL_SHARES = 100
_NUMBERED = (
    r"kapittel|kap\.?|del|fase|trinn|klasse|type|bind|nivå|kategori|versjon|punkt|artikkel|gruppe"
    r"|avsnitt|krig|akt|grad|vedlegg"
)
_CROWNED = (
    r"Harald|Olav|Haakon|Håkon|Henrik|Karl|Oscar|Oskar|Fredrik|Frederik|Kristian|Christian|Gustav"
    r"|Margrethe|Elizabeth|Ludvig|Louis|Johannes Paul|Pius|Benedikt|Frans|Charles|Georg|Magnus"
)


def _abbreviated(match: re.Match[str]) -> str:
    """An abbreviation in words; one that ends its sentence keeps the point."""
    written = match[0].replace(" ", "").replace("\u00a0", "")
    if written in _NEVER_CAPITAL:
        return match[0]
    words = _ALL[written.lower()]
    if match.start() == 0 and written[0].isupper():
        words = words[0].upper() + words[1:]
    return words + kept_point(match)


def _framed(short: str) -> Expansion:
    """The expansion of an abbreviation that is a word as well."""
    words, before, after = FRAMED[short]
    pattern = rf"(?P<lead>{before})(?<![\w.])(?i:{re.escape(short)})(?P<gap>{after})"

    def said(match: re.Match[str]) -> str:
        gap = " " if after else kept_point(match)
        return match["lead"] + words + gap

    return re.compile(pattern), said


def _spelled(match: re.Match[str]) -> str:
    return " ".join(say_number(int(c)) if c.isdigit() else c for c in match[0])


def _capitals(match: re.Match[str]) -> str:
    """«KPMG» is spelled; among other capitals («RING NÅ TLF») it is somebody shouting."""
    beside = _shouted(match.string[: match.start()].split()[-1:])
    beside = beside or _shouted(match.string[match.end() :].split()[:1])
    return match[0] if beside or match[0].lower() in PLAIN else " ".join(match[0])


def _shouted(words: list[str]) -> bool:
    return any(word.isupper() and word.lower().strip(".,!?") in PLAIN for word in words)


def _roman(written: str) -> int:
    """What a Roman number is worth, or 0 if it is none."""
    values = [_ROMAN[letter] for letter in written]
    worth = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        worth += -value if value < following else value
    return worth if 0 < worth < _ROMAN_LIMIT and _as_roman(worth) == written else 0


def _as_roman(value: int) -> str:
    tens, rest = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[rest]


def _numbered(match: re.Match[str]) -> str:
    value = _roman(match["n"])
    return match["w"] + (say_number(value) if value else match["n"])


def _crowned(match: re.Match[str]) -> str:
    value = _roman(match["n"])
    return f"{match['w']} den {say_ordinal(value)}" if value else match[0]


def _bare_roman(match: re.Match[str]) -> str:
    value = _roman(match[0])
    return say_number(value) if value else match[0]


def _pair(match: re.Match[str]) -> str:
    shares = int(match[1]) + int(match[2]) == _ALL_SHARES
    return f"{match[1]} {match[2]}" if shares else f"{match[1]} skråstrek {match[2]}"


def _slash(match: re.Match[str]) -> str:
    left, right = match["a"], match["b"]
    if {left.lower(), right.lower()} <= {"og", "eller"}:
        return f"{left} {right}"
    if (left.isupper() and right.isupper()) or min(len(left), len(right)) == 1:
        return f"{left} {right}"
    return f"{left} eller {right}"


def _pattern_of(words: tuple[str, ...]) -> str:
    return "|".join(
        re.escape(word).replace(r"\.", r"\.[ \u00a0]?", word[:-1].count("."))
        for word in sorted(words, key=len, reverse=True)
    )


SHORT_PAIRS: tuple[Expansion, ...] = (
    (re.compile(r"(?<![\w/])m/ ?(?=[A-Za-zÆØÅæøå])"), lambda _: "med "),
    (re.compile(r"(?<![\w/])u/ ?(?=[A-Za-zÆØÅæøå])"), lambda _: "uten "),
    (re.compile(r"(?i)(?<![\w/])v/ ?(?=[A-Za-zÆØÅæøå])"), lambda _: "ved "),
    (re.compile(r"(?i)(?<![\w/])c/o\b"), lambda _: "c o"),
    (re.compile(r"§§? ?(\d+)-(\d+)"), lambda match: f"paragraf {match[1]} {match[2]}"),
)
"""«m/mva», «v/Hansen», «§ 3-4»."""

SIGNS: tuple[Expansion, ...] = (
    (re.compile(r"§§? ?"), lambda _: "paragraf "),
    (re.compile(r"\b(\d+) ?[x×] ?(\d+)\b"), lambda match: f"{match[1]} ganger {match[2]}"),
    (re.compile(r"(?<![\w-])[-−](?=\d)"), lambda _: "minus "),
    (re.compile(r"#(?= ?\d)"), lambda _: "nummer "),
    (re.compile(r"(?<=\d) ?\+(?= ?\d)"), lambda _: " pluss "),
    (re.compile(r"(?<=[\w.]) \+ (?=\w)"), lambda _: " pluss "),
    (re.compile(r"(?<=\d)\+(?!\w)"), lambda _: " pluss"),
    (re.compile(r"[~≈] ?(?=\d)"), lambda _: "cirka "),
    (re.compile(r"≤ ?(?=\d)"), lambda _: "høyst "),
    (re.compile(r"≥ ?(?=\d)"), lambda _: "minst "),
    (re.compile(r"(?<!\S)< ?(?=\d)"), lambda _: "under "),
    (re.compile(r"(?<!\S)> ?(?=\d)"), lambda _: "over "),
    (re.compile(r"(?<=\w) = (?=\w)"), lambda _: " er "),
)

WORDS: tuple[Expansion, ...] = (
    (
        re.compile(r"(?<=[a-zæøå])(gt|vn)\.(?= \d)"),
        lambda match: STREETS[match[1]],
    ),
    (re.compile(r"(?<=\w )(gt|pl)\.(?= \d)"), lambda match: STREETS[match[1]]),
    *(_framed(short) for short in FRAMED),
    (
        re.compile(r"(?<![\w.])(?:" + _pattern_of(tuple(_ALL)) + r")(?![\w/])", re.IGNORECASE),
        _abbreviated,
    ),
    (
        re.compile(rf"(?P<w>\b(?i:{_NUMBERED}) )(?P<n>[IVX]+)\b"),
        _numbered,
    ),
    (re.compile(rf"\b(?P<w>{_CROWNED}) (?P<n>[IVX]+)\b"), _crowned),
    (re.compile(r"(?<![\w-])(?!VI\b|XX)[IVX]{2,5}\b(?!-)"), _bare_roman),
    (re.compile(r"\b(?:" + "|".join(LETTERS) + r")\b"), _spelled),
    (re.compile(r"\b[BCDFGHJKLMNPQRSTVWXZ]{2,5}\b(?!\.\w)"), _capitals),
    (re.compile(r"\b([A-ZÆØÅ])(?=\d{1,3}\b)"), lambda match: match[1] + " "),
    (re.compile(r"\b(\d{1,3})(?=[A-ZÆØÅ]\b)"), lambda match: match[1] + " "),
)

PAIRS: tuple[Expansion, ...] = ((re.compile(r"\b(\d+)/(\d+)\b"), _pair),)
"""«80/20»: two numbers that are no date, fraction or year."""

LEFT_OVERS: tuple[Expansion, ...] = (
    (re.compile(r" ?& ?"), lambda _: " og "),
    (re.compile(r"(?<=\S) / (?=\S)"), lambda _: " eller "),
    (re.compile(r"\b(?P<a>\w+)/(?P<b>\w+)"), _slash),
    (re.compile(r"(?<=\w)/(?=\w)"), lambda _: " eller "),
)
