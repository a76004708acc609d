"""Values to Norwegian words: what the agent says, the readers of this room can read back.

The values come out as written Norwegian that reads well in a transcript («onsdag 25. november
klokka halv ti»); :func:`sayable` turns what is still digits into words for a voice.
"""

from __future__ import annotations

from datetime import date, datetime

from voiceagent.norwegian.numbers.amounts import Amount
from voiceagent.norwegian.speaking.counting import (
    say_decimal,
    say_digits,
    say_number,
    say_ordinal,
    say_year,
)
from voiceagent.norwegian.speaking.dictating import say_email, say_phone
from voiceagent.norwegian.speaking.telling import say_time
from voiceagent.norwegian.speaking.written import sayable, split_clauses
from voiceagent.norwegian.times.dates import MONTHS, WEEKDAYS

__all__ = [
    "say_amount",
    "say_date",
    "say_decimal",
    "say_digits",
    "say_email",
    "say_number",
    "say_ordinal",
    "say_phone",
    "say_time",
    "say_when",
    "say_year",
    "sayable",
    "split_clauses",
]

_PERIODS = {"once": "", "month": " i måneden", "year": " i året"}


def say_date(day: date, now: datetime) -> str:
    """A date with its weekday: «onsdag 25. november», with the year when it is another one."""
    year = f" {day.year}" if day.year != now.year else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]}{year}"


def say_when(moment: datetime, now: datetime) -> str:
    """A date and clock time: «onsdag 25. november klokka halv ti»."""
    return f"{say_date(moment.date(), now)} klokka {say_time(moment.hour * 60 + moment.minute)}"


def say_amount(amount: Amount) -> str:
    """An amount in kroner: «rundt femti tusen kroner i måneden», «mellom en og to millioner»."""
    if amount.low == amount.high:
        words = ("rundt " if amount.approximate else "") + _kroner(amount.high)
    elif amount.low == 0:
        words = "inntil " + _kroner(amount.high)
    else:
        words = f"mellom {say_number(amount.low)} og {_kroner(amount.high)}"
    return words + _PERIODS[amount.period]


def _kroner(value: int) -> str:
    if value >= 1_000_000 and value % 100_000 == 0 and value % 1_000_000:
        millions, rest = divmod(value, 1_000_000)
        return f"{say_decimal(millions, str(rest // 100_000))} millioner kroner"
    return f"{say_number(value)} {'krone' if value == 1 else 'kroner'}"
