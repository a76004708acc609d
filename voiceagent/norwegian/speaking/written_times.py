"""Clock times, dates and ordinals in a written text.

A time after «kl.» binds those it is listed with («kl. 14 og 15»). What has a dot in the middle is a
time («10.30»), a date («1.12. kl. 13») or neither («versjon 2.10»), by its own form and the word
before; where nothing tells, the dot is said.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.speaking.abbreviations import (
    MONTHS_SHORT,
    WEEKDAY_LETTERS,
    WEEKDAYS_SHORT,
)
from voiceagent.norwegian.speaking.counting import say_digits, say_ordinal, say_year
from voiceagent.norwegian.speaking.expansion import Expansion, kept_point
from voiceagent.norwegian.speaking.telling import say_time
from voiceagent.norwegian.times.dates import MONTHS, WEEKDAYS

_DAY_MINUTES = 24 * 60
_MONTH = r"(?i:" + "|".join(MONTHS) + r")"
_SHORT_MONTH = r"(?i:" + "|".join(MONTHS_SHORT) + r")"
_WEEKDAY = r"(?i:" + "|".join((*WEEKDAYS, "måndag", "tysdag", "laurdag", "sundag")) + r")(?:en)?"
_CLOCK_LEAD = r"(?i:\bkl(?:\.|okka|okken|okkeslett)?:? ?)"
_T = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_LISTED = (
    r"(?![\d:]|[.,]\d)(?!\.? ?(?:%|kr\b|kroner|mill|" + _MONTH + r"|" + _SHORT_MONTH + r"))"
    r"(?!\. [a-zæøå])(?! (?!(?:i|på|den|om|passer|er|hvis|som|eller|og|går|for|til|med|hver|kvar"
    r"|nå|da|så|høres|fungerer|norsk|presis|samme|same)\b)[a-zæøå])"
)
_NO_TIME_BEFORE = re.compile(
    r"(?i)(?:\b(?:versjon|v|ver|kapittel|kap\.?|punkt|pkt\.?|avsnitt|tabell|figur|paragraf|tls"
    r"|ios|android|macos|windows|python|java|http|bluetooth|usb|excel|office|utgave|del)|§) ?\Z"
)
_DATE_BEFORE = re.compile(
    rf"(?:\b{_WEEKDAY}|(?i:\b(?:den|dato|datoen|fristen|frist:?|innen|innan|uke \d+,)))[ ,:]+\Z"
)
_CLOCK_AFTER = re.compile(r"(?i),? (?:kl\b|klokk)")
_HOURS = range(6, 24)
_FIVE = 5


def _minute(written: str) -> int:
    hour, _, rest = written.replace(":", ".").partition(".")
    return (int(hour) % 24) * 60 + int(rest or 0)


def _listed(match: re.Match[str]) -> str:
    """«kl. 14», «kl. 10–12», «kl. 9, 10 eller 11.30»."""
    words = [say_time(_minute(match["t"]))]
    for joint, time in re.findall(rf"(.*?)(?i:kl(?:\.|okka|okken)? ?)?({_T})", match["more"] or ""):
        plain = joint.strip()
        between = " til " if plain in ("-", "–") else f"{joint.rstrip()} "
        words.append(between + say_time(_minute(time)))
    return ("Klokka " if match[0][0] == "K" else "klokka ") + "".join(words)


def _whole_clock(match: re.Match[str]) -> str:
    return f"klokka {say_time(int(match[1]) % 24 * 60 + int(match[2]))}"


def _span(match: re.Match[str]) -> str:
    if max(_minute(match["t"]), _minute(match["u"])) >= _DAY_MINUTES:
        return match[0]
    return f"klokka {say_time(_minute(match['t']))} til {say_time(_minute(match['u']))}"


def _dotted_span(match: re.Match[str]) -> str:
    """«10.30–11», «9–10.30», unless the dots are those of a version or of prices."""
    if _NO_TIME_BEFORE.search(match.string[: match.start()]):
        return match[0]
    minutes = [int(part[-2:]) for part in (match["t"], match["u"]) if "." in part]
    return match[0] if any(minute % _FIVE for minute in minutes) else _span(match)


def _colon_time(match: re.Match[str]) -> str:
    return say_time(_minute(match[0])) if int(match["h"]) <= 24 else match[0]


def _dotted(match: re.Match[str]) -> str:
    """«10.30» as a time, «1.12 kl. 13» as a date; else its dot is said."""
    first, second = int(match["a"]), int(match["b"])
    before, after = match.string[: match.start()], match.string[match.end() :]
    if not _NO_TIME_BEFORE.search(before):
        is_day = 1 <= first <= 31 and 1 <= second <= 12
        led = _DATE_BEFORE.search(before) or _CLOCK_AFTER.match(after)
        zeros = match["a"][0] == "0" or match["b"][0] == "0"
        if is_day and (led or (zeros and second % _FIVE and len(match["b"]) == 2)):
            return f"{say_ordinal(first)} {MONTHS[second - 1]}"
        if len(match["b"]) == 2 and first in _HOURS and second < 60 and not second % _FIVE:
            return say_time(first * 60 + second)
    rest = say_digits(match["b"], group=1).replace(",", "") if match["b"][0] == "0" else match["b"]
    return f"{match['a']} punktum {rest}"


def _date(match: re.Match[str]) -> str:
    day, month = int(match["d"]), int(match["mo"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    year = match["y"]
    words = f"{say_ordinal(day)} {MONTHS[month - 1]}"
    if year:
        words += " " + say_year(int(year) if len(year) == 4 else 2000 + int(year))
    return words


def _short_date(match: re.Match[str]) -> str:
    """«25.11.»: a date without its year."""
    day, month = int(match["d"]), int(match["mo"])
    versioned = _NO_TIME_BEFORE.search(match.string[: match.start()])
    if versioned or not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    return f"{say_ordinal(day)} {MONTHS[month - 1]}" + kept_point(match)


def _month_date(match: re.Match[str]) -> str:
    year = f" {say_year(int(match['y']))}" if match["y"] else ""
    return f"{say_ordinal(int(match['d']))} {match['mo'].lower()}{year}"


def _long_month(match: re.Match[str]) -> str:
    return f"{match['d']}. {MONTHS_SHORT[match['mo'].lower()]}" + kept_point(match)


def _ordinal_span(match: re.Match[str]) -> str:
    return f"{say_ordinal(int(match['d']))} til {match['e']}."


def _last_ordinal(match: re.Match[str]) -> str:
    """«den 3.» with nothing behind it."""
    return f"{match['lead']}{say_ordinal(int(match['d']))}" + _final(match)


def _two_ordinals(match: re.Match[str]) -> str:
    joint = match["j"] if match["j"].isalpha() else "til"
    words = f"{say_ordinal(int(match['d']))} {joint} {say_ordinal(int(match['e']))}"
    return words + _final(match)


def _final(match: re.Match[str]) -> str:
    following = match.string[match.end() :].lstrip()
    if following[:1] in tuple("?!,;:)–-"):
        return ""
    return kept_point(match)


def _weekday_span(match: re.Match[str]) -> str:
    names = {**WEEKDAYS_SHORT, **WEEKDAY_LETTERS}
    return f"{names[match[1].lower()]} til {names[match[2].lower()]}" + kept_point(match)


def _weekday(match: re.Match[str]) -> str:
    return WEEKDAYS_SHORT[match["w"].lower()] + kept_point(match)


def _later_span(match: re.Match[str]) -> str:
    return f"klokka {say_time(_minute(match['t2']))} til {say_time(_minute(match['u2']))}"


def _short_year(first: str, second: str) -> str:
    return say_year(int(second)) if len(second) == 4 else say_year(int(first[:2] + second))


_SHORT_DAYS = "|".join(WEEKDAYS_SHORT)
_WORDS_TOO = ("man", "tor", "fre", "tir", "sun", "mån")
_CLEAR_DAYS = "(?:" + "|".join(day for day in WEEKDAYS_SHORT if day not in _WORDS_TOO) + ")"
_DAYS_TOO = "(?:[Mm]an|tor|[Ff]re|[Tt]ir|[Mm]ån|[Ss]un)"
_DAY_NEXT = (
    r"(?:\d|(?:og|eller|til|kl|den|uke|veke|klokk\w*|formiddag|morgen|kveld|ettermiddag|neste)\b)"
)
_DATE_NEXT = rf"(?:den )?\d{{1,2}}(?:\. ?(?:{_MONTH}|{_SHORT_MONTH})|[./]\d{{1,2}})"
_ANY_DAY = rf"(?:{_WEEKDAY}|(?i:{_CLEAR_DAYS})\.?)"
_TOGETHER = r"(?: ?[–-] ?| (?:og|eller|til) |, ?)"

WEEKDAY_NAMES: tuple[Expansion, ...] = (
    (
        re.compile(rf"(?i)\b({_SHORT_DAYS})\.? ?[–-] ?({_SHORT_DAYS})\b(?:\.(?!\w))?"),
        _weekday_span,
    ),
    (re.compile(r"(?i)\b(ma|ti|on|lø)[–-](to|fr|lø|sø)\b"), _weekday_span),
    (
        re.compile(rf"(?P<day>\b{_ANY_DAY}{_TOGETHER})(?P<w>man|tor|fre|tir)\b(?:\.(?!\w))?"),
        lambda match: match["day"] + _weekday(match),
    ),
    (re.compile(rf"\b(?P<w>{_DAYS_TOO}|(?i:{_CLEAR_DAYS}))\.?(?=,? {_DATE_NEXT})"), _weekday),
    (re.compile(rf"\b(?P<w>{_DAYS_TOO})\.(?= {_DAY_NEXT})"), _weekday),
    (re.compile(r"\b(?P<w>(?i:man|tir|fre|tor))(?=: ?\d)"), _weekday),
    (re.compile(rf"\b(?P<w>(?i:{_CLEAR_DAYS}))\b(?:\.(?!\w))?"), _weekday),
)
"""«ons. 18. nov», «man–fre», «ma–fr»; «man» and «Tor» are days in the company of one only."""

TIMES: tuple[Expansion, ...] = (
    (re.compile(r"\b(\d{1,2}:[0-5]\d):[0-5]\d\b"), lambda match: match[1]),
    (re.compile(rf"{_CLOCK_LEAD}(0\d|1\d|2[0-3])([0-5]\d)(?![\d.,:])"), _whole_clock),
    (
        re.compile(
            rf"{_CLOCK_LEAD}(?P<t>{_T})(?![\d:]|[.,]\d)"
            rf"(?P<more>(?:(?: ?[–-] ?|,? (?:til|og|eller) |, )(?i:kl(?:\.|okka|okken)? ?)?"
            rf"{_T}{_LISTED})*)"
        ),
        _listed,
    ),
    (
        re.compile(
            rf"(?<![\d.,:/])(?P<t>(?:[01]?\d|2[0-4]):[0-5]\d) ?(?:[–-]|til) ?"
            rf"(?P<u>{_T})(?![\d:]|[.,]\d)"
            rf"|(?<![\d.,:/])(?P<t2>{_T}) ?[–-] ?(?P<u2>(?:[01]?\d|2[0-4]):[0-5]\d)(?![\d:]|[.,]\d)"
        ),
        lambda match: _span(match) if match["t"] else _later_span(match),
    ),
    (
        re.compile(r"(?<![\d.,:/])(?P<h>\d{1,2}):[0-5]\d(?![\d:])"),
        _colon_time,
    ),
    (re.compile(r"(?<=\d):(?=\d{4}\b)"), lambda _: " "),
    (
        re.compile(r"(?<![\d:])(\d{1,2}):(\d{1,2})(?![\d:])"),
        lambda match: f"{match[1]} til {match[2]}",
    ),
    (
        re.compile(
            r"(?<![\d.,:/])(?P<t>(?:[01]?\d|2[0-3])\.[0-5]\d) ?[–-] ?"
            r"(?P<u>(?:[01]?\d|2[0-4])(?:\.[0-5]\d)?)(?![\d,:/%]|\.\d| ?(?:%|kr|mill|mrd|,-))"
        ),
        _dotted_span,
    ),
    (
        re.compile(
            r"(?<![\d.,:/])(?P<t>(?:[01]?\d|2[0-3])) ?[–-] ?"
            r"(?P<u>(?:[01]?\d|2[0-3])\.[0-5]\d)(?![\d,:/%]|\.\d| ?(?:%|kr|mill|mrd|,-))"
        ),
        _dotted_span,
    ),
    (
        re.compile(
            r"(?<![\d.,:/+-])(?P<t>0\d) ?[–-] ?(?P<u>[01]\d|2[0-4])(?![\d,:/%-]|\.\d| ?(?:%|kr))"
        ),
        _span,
    ),
)

DATES: tuple[Expansion, ...] = (
    (
        re.compile(rf"(?i)\b(?:d\. ?)?(?P<d>\d{{1,2}})\. ?(?P<mo>{_SHORT_MONTH})\b(?:\.(?!\d))?"),
        _long_month,
    ),
    (
        re.compile(rf"(?i)\b({_SHORT_MONTH})\.?(?= (?:19|20)\d\d)"),
        lambda match: MONTHS_SHORT[match[1].lower()],
    ),
    (
        re.compile(rf"(?i)\b(?P<mo>{_SHORT_MONTH})\.(?!\w)"),
        lambda match: MONTHS_SHORT[match["mo"].lower()] + kept_point(match),
    ),
    (re.compile(r"(?<=\d\.\d\.|\.\d\d\.) ?[–-] ?(?=\d{1,2}\.\d{1,2}\.)"), lambda _: " til "),
    (
        re.compile(r"(?<=\d/\d) ?[–-] ?(?=\d{1,2}/\d)|(?<=/\d\d) ?[–-] ?(?=\d{1,2}/\d)"),
        lambda _: " til ",
    ),
    (re.compile(rf"(?i)(?<=[a-zæøå]) ?[–-] ?(?=\d{{1,2}}\. ?{_MONTH})"), lambda _: " til "),
    (
        re.compile(rf"(?<![\d.,])(?P<d>\d{{1,2}})\.? ?[–-] ?(?P<e>\d{{1,2}})\.(?= ?{_MONTH})"),
        _ordinal_span,
    ),
    (
        re.compile(r"(?i)\b((?:uke|veke|vike) \d{1,2})\.? ?[–-] ?(\d{1,2})\b"),
        lambda match: f"{match[1]} til {match[2]}",
    ),
    (
        re.compile(r"(?<![\d.,])(?P<d>\d{1,2})\. ?(?P<j>[–-]) ?(?P<e>\d{1,2})\.(?!\d)"),
        _two_ordinals,
    ),
    (
        re.compile(rf"(?<![\d.,])(?P<d>\d{{1,2}})\. ?[–-] ?(?=\d{{1,2}}\.\d{{1,2}}\.|{_WEEKDAY})"),
        lambda match: f"{say_ordinal(int(match['d']))} til ",
    ),
    (re.compile(r"\b(?P<d>\d{1,2})\.(?P<mo>\d{1,2})\.(?P<y>\d{4}|\d{2})\b"), _date),
    (
        re.compile(
            r"(?<![\d/.,])(?P<d>\d{1,2})/(?P<mo>\d{1,2})"
            r"(?:[-/ ](?P<y>(?:19|20)\d\d|(?<! )\d\d(?!\d)))?(?![\d/])"
        ),
        _date,
    ),
    (re.compile(r"\b(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)\b"), _date),
    (re.compile(r"(?<![\d.,])(?P<d>\d{1,2})\.(?P<mo>\d{1,2})\.(?!\d)"), _short_date),
    (
        re.compile(rf"\b(?P<d>\d{{1,2}})\. ?(?P<mo>{_MONTH})\b(?: (?P<y>(?:19|20)\d\d))?\b"),
        _month_date,
    ),
    (
        re.compile(r"(?<![\d.,/-])(?P<a>\d{1,2})\.(?P<b>\d{1,2})(?![\d,]|\.\d)"),
        _dotted,
    ),
    (
        re.compile(
            r"\b(?P<d>\d{1,2})\.,? (?P<j>og|eller|til) (?P<e>\d{1,2})\.(?=\s*(?:[?!,;)]|\Z))"
        ),
        _two_ordinals,
    ),
    (
        re.compile(r"\b(?P<lead>(?i:den) )(?P<d>\d{1,2})\.(?=\s*(?:[?!,;:)–-]|\Z)|\s+[A-ZÆØÅ])"),
        _last_ordinal,
    ),
)


PERIODS: tuple[Expansion, ...] = (
    (re.compile(r"\bQ([1-4])\b"), lambda match: f"{say_ordinal(int(match[1]))} kvartal"),
    (
        re.compile(r"\bH([12])(?= ?(?:19|20)\d\d)|(?<=\bi )H([12])\b"),
        lambda match: f"{say_ordinal(int(match[1] or match[2]))} halvår",
    ),
)
"""«Q1», «H1 2027»."""

ORDINALS: tuple[Expansion, ...] = (
    (
        re.compile(r"\b(?P<d>\d{1,2})\.(?= (?!$)[a-zæøå])"),
        lambda match: say_ordinal(int(match["d"])),
    ),
)

SPANS: tuple[Expansion, ...] = (
    (re.compile(rf"(?<=[a-zæøå]) ?[–-] ?(?=(?:{_WEEKDAY}|{_MONTH})\b)"), lambda _: " til "),
)
"""«mandag–fredag»."""

YEARS: tuple[Expansion, ...] = (
    (
        re.compile(r"\b((?:19|20)\d\d)/((?:19|20)?\d\d)\b(?!/)"),
        lambda match: f"{say_year(int(match[1]))} {_short_year(match[1], match[2])}",
    ),
)
"""«2026/27»."""
