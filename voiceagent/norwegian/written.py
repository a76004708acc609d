"""Written Norwegian to what a voice must be given, and its clauses.

Expansion goes from the most telling form to the least: addresses and telephone numbers first, then
times and dates, money and percentages, abbreviations, and at last the numbers that are left. What
has become words is never touched again.

Source: the faults of the embedded voice, measured (dates with dots read as points, «14.30» as
«fjorten punktum tretti», «kl.» spelled, years as cardinals).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from voiceagent.norwegian.abbreviations import (
    ABBREVIATIONS,
    LETTERS,
    MONTHS_SHORT,
    NEUTER,
    UNITS,
)
from voiceagent.norwegian.contact import is_phone_number
from voiceagent.norwegian.counting import (
    say_decimal,
    say_digits,
    say_number,
    say_ordinal,
    say_year,
)
from voiceagent.norwegian.dates import MONTHS
from voiceagent.norwegian.dictating import say_email, say_phone
from voiceagent.norwegian.telling import say_time

_SENTENCE_END = re.compile(r"[.!?…]+[»\")]*(?=\s)")
_SOFT_END = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)")
_JOINTS = re.compile(r"\s(?=(?:og|men|så|for å|som|fordi|hvis|når|eller|slik at|at)\s)")
_FIRST_CLAUSE_MAX = 48
_CLAUSE_MIN = 24
_CLAUSE_MAX = 110


def sayable(text: str) -> str:
    """Written Norwegian as a voice must be given it: abbreviations, dates and numbers in words."""
    for pattern, replacement in _EXPANSIONS:
        text = pattern.sub(replacement, text)
    return re.sub(r"\s{2,}", " ", text).strip()


def split_clauses(text: str) -> tuple[str, ...]:
    """Cut a text into clauses that can be spoken one by one.

    The first is kept short, so that sound starts early; the others are neither so short that the
    voice stumbles nor so long that it waits. Joined by spaces they give the text again.
    """
    text = re.sub(r"\s+", " ", text).strip()
    clauses: list[str] = []
    for sentence in _cut(text, _SENTENCE_END):
        if _is_abbreviated_end(clauses):
            clauses[-1] += " " + sentence
        else:
            clauses.append(sentence)
    pieces = [piece for clause in clauses for piece in _cut(clause, _SOFT_END)]
    merged: list[str] = []
    for piece in pieces:
        fits = merged and not _ends_sentence(merged[-1])
        if fits and len(merged) > 1 and len(merged[-1]) < _CLAUSE_MIN:
            merged[-1] += " " + piece
        elif fits and len(merged) == 1 and _runs_on(merged[0], piece):
            merged[0] += " " + piece
        else:
            merged.append(piece)
    return tuple(
        part for index, piece in enumerate(merged) for part in _shortened(piece, first=index == 0)
    )


# ---------------------------------------------------------------- clauses


def _cut(text: str, border: re.Pattern[str]) -> list[str]:
    pieces = []
    start = 0
    for match in border.finditer(text):
        piece = text[start : match.end()].strip()
        if border is _SENTENCE_END and _abbreviated(piece):
            continue
        pieces.append(piece)
        start = match.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def _abbreviated(piece: str) -> bool:
    last = piece.rsplit(" ", 1)[-1].lower().lstrip("(«")
    return last in ABBREVIATIONS or re.fullmatch(r"\d{1,2}\.", last) is not None


def _is_abbreviated_end(clauses: list[str]) -> bool:
    return bool(clauses) and _abbreviated(clauses[-1])


def _ends_sentence(piece: str) -> bool:
    return piece[-1] in ".!?…»" and not _abbreviated(piece)


def _runs_on(first: str, following: str) -> bool:
    """Whether a first piece is too short to stand alone, such as a lone number in a list."""
    return len(first) < 4 and len(first) + len(following) < _FIRST_CLAUSE_MAX


def _shortened(piece: str, *, first: bool) -> list[str]:
    limit = _FIRST_CLAUSE_MAX if first else _CLAUSE_MAX
    if len(piece) <= limit:
        return [piece]
    joints = [match.start() for match in _JOINTS.finditer(piece)]
    fitting = [at for at in joints if 12 <= at <= limit and len(piece) - at > 12]
    if not fitting:
        return [piece]
    cut = fitting[-1]
    return [piece[:cut].strip(), *_shortened(piece[cut:].strip(), first=False)]


# ---------------------------------------------------------------- expansions


def _whole(digits: str) -> int:
    return int(re.sub(r"[ .\u00a0]", "", digits))


def _say_value(number: str, *, neuter: bool = False) -> str:
    whole, comma, decimals = number.partition(",")
    if comma and decimals.strip("-"):
        return say_decimal(_whole(whole), decimals)
    return say_number(_whole(whole), neuter=neuter)


def _phone(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])[-8:]
    return say_phone(digits) if is_phone_number(digits) else match[0]


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if hour > 24 or minute > 59:
        return match[0]
    prefix = "klokka " if match["k"] else ""
    return prefix + say_time((hour % 24) * 60 + minute)


def _clock_range(match: re.Match[str]) -> str:
    first = int(match["h"]) * 60 + int(match["m"] or 0)
    second = int(match["h2"]) * 60 + int(match["m2"] or 0)
    if max(first, second) >= 24 * 60:
        return match[0]
    return f"klokka {say_time(first)} til {say_time(second)}"


def _date(match: re.Match[str]) -> str:
    day, month = int(match["d"]), int(match["mo"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    year = match["y"]
    words = f"{say_ordinal(day)} {MONTHS[month - 1]}"
    if year:
        words += " " + say_year(int(year) if len(year) == 4 else 2000 + int(year))
    return words


def _month_date(match: re.Match[str]) -> str:
    year = f" {say_year(int(match['y']))}" if match["y"] else ""
    return f"{say_ordinal(int(match['d']))} {match['mo']}{year}"


def _money(match: re.Match[str]) -> str:
    number = _say_value(match["a"] or match["b"])
    scale = {"mi": " millioner", "mr": " milliarder"}.get(
        (match["s"] or "").strip().lower()[:2], ""
    )
    return f"{number}{scale} kroner"


def _small_money(match: re.Match[str]) -> str:
    """«99,90 kr»: kroner and øre."""
    whole, cents = say_number(_whole(match[1])), int(match[2])
    return f"{whole} kroner" + (f" og {say_number(cents)} øre" if cents else "")


def _currency(match: re.Match[str]) -> str:
    sign = (match["sign"] or match["after"] or "").upper()
    name = {"€": "euro", "EUR": "euro", "$": "dollar", "USD": "dollar", "NOK": "kroner",
            "SEK": "svenske kroner", "DKK": "danske kroner", "£": "pund"}[sign]  # fmt: skip
    return f"{_say_value(match['a'] or match['b'])} {name}"


def _unit(match: re.Match[str]) -> str:
    one, many = UNITS[match["u"]]
    return f"{match['n']} {one if match['n'] == '1' else many}"


def _one_of(match: re.Match[str]) -> str:
    return f"{say_number(int(match[1]), neuter=True)} "


def _code(match: re.Match[str]) -> str:
    return match[1] + say_digits(match[2])


def _ended(match: re.Match[str]) -> str:
    """An abbreviation in words; at the end of a text its point ends the sentence too."""
    sentence = match.string[:1].isupper()
    ends = sentence and match[0].endswith(".") and match.end() == len(match.string)
    return ABBREVIATIONS[match[0].lower()] + ("." if ends else "")


def _percent(match: re.Match[str]) -> str:
    return f"{_say_value(match[1])} prosent"


def _number(match: re.Match[str]) -> str:
    digits = match[0]
    plain = re.sub(r"\D", "", digits)
    if digits[0] == "0" and len(plain) > 1 and "," not in digits:
        return " ".join(say_number(int(digit)) for digit in plain)
    return _say_value(digits)


_N = r"\d{1,3}(?:[ .\u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_MONTH = "|".join(MONTHS)
_EXPANSIONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[«»\"“”]"), lambda _: ""),
    (re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"), lambda match: say_email(match[0])),
    (
        re.compile(
            r"\b(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*)\.(no|com|org|net|eu)\b(?:/\S*)?"
        ),
        lambda match: f"{match[1].replace('.', ' punktum ')} punktum {match[2]}",
    ),
    (
        re.compile(r"(?i)\borg\.? ?nr\.? (\d{3}) ?(\d{3}) ?(\d{3})\b"),
        lambda match: "organisasjonsnummer " + say_digits(match[1] + match[2] + match[3], group=3),
    ),
    (re.compile(r"(?:\+47 ?)(?:\d ?){7}\d\b"), _phone),
    (
        re.compile(
            r"(?<!\d )(?<!\d[.,] )(?<![\d.,])(?:\d\d \d\d \d\d \d\d|\d{3} \d\d \d{3}|[2-9]\d{7})\b"
            r"(?! ?(?:kr|kroner|,-))"
        ),
        _phone,
    ),
    (
        re.compile(
            r"(?i)\bkl(?:\.|okka|okken)? ?(?P<h>\d{1,2})(?:[.:](?P<m>\d\d))?"
            r" ?(?:[–-]| til ) ?(?:kl\.? ?)?(?P<h2>\d{1,2})(?:[.:](?P<m2>\d\d))?\b"
        ),
        _clock_range,
    ),
    (re.compile(r"(?i)\b(?P<k>kl(?:\.|okka|okken)? ?)(?P<h>\d{1,2})(?:[.:](?P<m>\d\d))?\b"), _time),
    (re.compile(r"(?P<k>)\b(?P<h>\d{1,2}):(?P<m>\d\d)\b"), _time),
    (
        re.compile(
            r"(?<![\d.,])(?P<h>[01]\d|2[0-3])\.(?P<m>[0-5]\d) ?[–-] ?"
            r"(?P<h2>[01]\d|2[0-3])\.(?P<m2>[0-5]\d)(?![\d.,])"
        ),
        _clock_range,
    ),
    (re.compile(r"(?<!den )(?<!\d)24/7\b"), lambda _: "døgnet rundt"),
    (
        re.compile(r"(?:\b1/2|½) (?=(?:time|år|dag|måned|liter|kilo|million|stilling|side))"),
        lambda _: "en halv ",
    ),
    (re.compile(r"½"), lambda _: " og en halv"),
    (
        re.compile(
            r"(?i)\b(?:d\. ?)?(?=\d)(?P<d>\d{1,2})\. ?(?P<mo>" + "|".join(MONTHS_SHORT) + r")\b\.?"
        ),
        lambda match: f"{match['d']}. {MONTHS_SHORT[match['mo'].lower()]}",
    ),
    (
        re.compile(r"(?i)\b(" + "|".join(MONTHS_SHORT) + r")\.(?= \d{4})"),
        lambda match: MONTHS_SHORT[match[1].lower()],
    ),
    (re.compile(r"\bQ([1-4])\b"), lambda match: f"{say_ordinal(int(match[1]))} kvartal"),
    (
        re.compile(
            r"(?i)\b((?:kode|ref(?:eranse)?|saksnr|ordrenr|kundenr|fakturanr|faktura nr|sak nr|pin)"
            r"(?:\.|:)? ?)(\d{4,10})\b"
        ),
        _code,
    ),
    (re.compile(r"§§? ?(\d+)-(\d+)"), lambda match: f"paragraf {match[1]} {match[2]}"),
    (re.compile(r"§§? ?"), lambda _: "paragraf "),
    (re.compile(r"\b(\d+) ?[x×] ?(\d+)\b"), lambda match: f"{match[1]} ganger {match[2]}"),
    (re.compile(r"(?<![\w-])[-−](?=\d)"), lambda _: "minus "),
    (re.compile(r"\b(?P<d>\d{1,2})\.(?P<mo>\d{1,2})\.(?P<y>\d{4}|\d{2})\b"), _date),
    (re.compile(r"\b(?P<d>\d{1,2})/(?P<mo>\d{1,2})(?:[-/](?P<y>\d{4}|\d{2}))?\b"), _date),
    (re.compile(r"\b(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)\b"), _date),
    (
        re.compile(rf"\b(?P<d>\d{{1,2}})\. ?(?P<mo>{_MONTH})(?: (?P<y>(?:19|20)\d\d))?\b"),
        _month_date,
    ),
    (
        re.compile(
            rf"(?P<sign>[€$£]|\b(?:NOK|EUR|USD|SEK|DKK)) ?(?P<a>{_N})"
            rf"|\b(?P<b>{_N}) ?(?P<after>[€$£]|(?:EUR|USD|SEK|DKK|NOK)\b)"
        ),
        _currency,
    ),
    (re.compile(r"(?<=\d) ?[–-] ?(?=\d)"), lambda _: " til "),
    (re.compile(r"\b(\d{1,3}(?:[ .]\d{3})*),(\d\d) ?kr(?:oner)?\b\.?"), _small_money),
    (re.compile(r"(?i)kr(?:oner)?/(?:t|time)\b\.?"), lambda _: "kroner i timen"),
    (re.compile(rf"(?i)\bkr\.? ?(?P<a>{_N})(?:,-)?(?P<s> ?(?:mill|mrd)\w*\.?)?(?P<b>)"), _money),
    (
        re.compile(rf"(?P<a>)\b(?P<b>{_N})(?P<s> ?(?:mill|mrd)\w*\.?)?(?: ?kr\b\.?| kroner\b|,-)"),
        _money,
    ),
    (re.compile(r"(?i)kr(?:oner)?/(?:mnd\.?|måned)"), lambda _: "kroner i måneden"),
    (re.compile(r"(?i)/(?:mnd\b\.?|måned\b)"), lambda _: " i måneden"),
    (re.compile(r"(?i)/år\b"), lambda _: " i året"),
    (re.compile(r"(?i)\b(?:per|pr\.?) mnd\b\.?"), lambda _: "per måned"),
    (re.compile(rf"\b({_N}) ?%"), _percent),
    (re.compile(r"%"), lambda _: " prosent"),
    (
        re.compile(
            r"(?<![\w.,])(?P<n>\d+(?:,\d+)?) ?(?P<u>"
            + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
            + r")(?![\w/])(?:\.(?= [a-zæøå]))?(?!\.?\d)"
        ),
        _unit,
    ),
    (re.compile(r"\b(\d*1) (?=(?:" + "|".join(NEUTER) + r")(?:er|et)?\b)"), _one_of),
    (re.compile(r"\b(\d)(?=G\b)"), lambda match: say_number(int(match[1])) + " "),
    (
        re.compile(r"(?<![\d.,])(\d{1,2})\.(\d{1,2})(?![\d.,])"),
        lambda match: f"{match[1]} punktum {match[2]}",
    ),
    (
        re.compile(
            r"(?<![\w.])(?:"
            + "|".join(sorted(map(re.escape, ABBREVIATIONS), key=len, reverse=True))
            + r")(?![\w])",
            re.IGNORECASE,
        ),
        _ended,
    ),
    (
        re.compile(r"\b(?:" + "|".join(LETTERS) + r")\b"),
        lambda match: " ".join(say_number(int(c)) if c.isdigit() else c for c in match[0]),
    ),
    (
        re.compile(r"\b(?P<d>\d{1,2})\.(?= (?!$)[a-zæøå])"),
        lambda match: say_ordinal(int(match["d"])),
    ),
    (
        re.compile(
            r"(?<![\d,. ])(?<!\d )\b((?:19|20)\d\d)\b(?![ .,]?\d)|\b((?:19|20)\d\d)\b(?![ .,]\d)"
        ),
        lambda match: say_year(int(match[1] or match[2])),
    ),
    (re.compile(rf"\b(?:{_N})\b"), _number),
    (
        re.compile(
            r"(?<=[a-zæøå]) ?[–-] ?(?=(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b)"
        ),
        lambda _: " til ",
    ),
    (re.compile(r" ?& ?"), lambda _: " og "),
    (re.compile(r"(?<=\w)/(?=\w)"), lambda _: " eller "),
)
