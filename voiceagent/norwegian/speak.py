"""Values to Norwegian words, and written text to what a voice can say.

Everything that this module says, the readers of this room can read back.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from voiceagent.norwegian.amounts import Amount

_UNITS = [
    "null",
    "en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "sju",
    "åtte",
    "ni",
    "ti",
    "elleve",
    "tolv",
    "tretten",
    "fjorten",
    "femten",
    "seksten",
    "sytten",
    "atten",
    "nitten",
]
_TENS = ["", ".", "tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"][1:]
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]


def say_number(value: int, *, neuter: bool = False) -> str:
    """A whole number in words; ``neuter`` gives «ett» for one."""
    if value < 0:
        return "minus " + say_number(-value)
    if value < 20:
        return "ett" if value == 1 and neuter else _UNITS[value]
    if value < 100:
        tens, unit = divmod(value, 10)
        return _TENS[tens - 1] + (_UNITS[unit] if unit else "")
    for size, word in (
        (1_000_000_000, "milliard"),
        (1_000_000, "million"),
        (1000, "tusen"),
        (100, "hundre"),
    ):
        if value >= size:
            count, rest = divmod(value, size)
            neuter_count = size <= 1000
            head = f"{say_number(count, neuter=neuter_count)} {word}"
            if count > 1 and size >= 1_000_000:
                head += "er"
            if not rest:
                return head
            joint = " og " if rest < 100 else " "
            return head + joint + say_number(rest)
    return str(value)


def say_time(minute: int) -> str:
    """A clock time without «klokka»: «halv tre», «kvart over ni», «ti»."""
    hour, rest = divmod(minute, 60)
    this, following = _UNITS[(hour - 1) % 12 + 1], _UNITS[hour % 12 + 1]
    this, following = (
        this.replace("en", "ett") if this == "en" else this,
        "ett" if following == "en" else following,
    )
    match rest:
        case 0:
            return this
        case 15:
            return f"kvart over {this}"
        case 30:
            return f"halv {following}"
        case 45:
            return f"kvart på {following}"
        case _ if rest <= 20:
            return f"{_UNITS[rest] if rest < 20 else 'tjue'} over {this}"
        case _:
            return f"{say_number(hour)} {say_number(rest)}"


def say_date(day: date, now: datetime) -> str:
    """A date with its weekday: «onsdag 25. november», with the year when it is another one."""
    year = f" {day.year}" if day.year != now.year else ""
    return f"{_WEEKDAYS[day.weekday()]} {day.day}. {_MONTHS[day.month - 1]}{year}"


def say_when(moment: datetime, now: datetime) -> str:
    """A date and clock time: «onsdag 25. november klokka halv ti»."""
    return f"{say_date(moment.date(), now)} klokka {say_time(moment.hour * 60 + moment.minute)}"


def say_amount(amount: Amount) -> str:
    """An amount in kroner: «rundt femti tusen kroner i måneden»."""
    if amount.low == amount.high:
        words = f"{say_number(amount.low)} kroner"
    else:
        words = f"mellom {say_number(amount.low)} og {say_number(amount.high)} kroner"
    if amount.approximate and amount.low == amount.high:
        words = "rundt " + words
    return words + {"once": "", "month": " i måneden", "year": " i året"}[amount.period]


def say_phone(number: str) -> str:
    """A telephone number in pairs, digit groups separated by commas."""
    digits = re.sub(r"\D", "", number)
    digits = digits[-8:]
    pairs = [digits[index : index + 2] for index in range(0, len(digits), 2)]
    return ", ".join(
        f"null {_UNITS[int(pair)]}" if pair[0] == "0" else say_number(int(pair)) for pair in pairs
    )


def say_email(address: str) -> str:
    """An e-mail address as it is dictated: «kari krøllalfa fjordtek punktum no»."""
    spoken = address.replace("@", " krøllalfa ").replace(".", " punktum ")
    return spoken.replace("-", " bindestrek ").replace("_", " understrek ")


def sayable(text: str) -> str:
    """Written Norwegian as a voice must be given it: abbreviations, dates and numbers in words."""
    return text.replace("kl.", "klokka").replace("f.eks.", "for eksempel").replace(" kr", " kroner")


def split_clauses(text: str) -> tuple[str, ...]:
    """Cut a text into clauses that can be spoken one by one; the first is kept short."""
    parts = re.split(r"(?<=[!?,;:])\s+|(?<=[^\d\W]{3}\.)\s+", text.strip())
    return tuple(part for part in parts if part)


def respell(text: str) -> str:
    """Spell words so that the embedded voice says them right: «meg» → «mei»."""
    table = {"meg": "mei", "deg": "dei", "seg": "sei", "godt": "gått"}
    return re.sub(r"\b(?:meg|deg|seg|godt)\b", lambda match: table[match[0]], text)
