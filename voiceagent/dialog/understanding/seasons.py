"""A time for our call that no calendar day names: «til våren», «neste år», «om et halvt år».

Told for a need it is a horizon; told for a call it is the first workday of that time. Whoever says
«ta kontakt igjen til våren» has named no day and wants none named back but by us.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from voiceagent.norwegian.times.calendar_days import is_workday, next_workday
from voiceagent.norwegian.times.dates import MONTHS
from voiceagent.norwegian.times.timing import read_horizon
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Reading, Text

_DAYS_A_MONTH = 30.4
_LEAST_MONTHS = 0.9
_BY_MONTH = frozenset(MONTHS)
_SHORTEST_MONTH = 28
_NAMED = re.compile(r"(?<!\S)(?:til|neste|om|etter|over|utpå|rundt|mot) (?!(?:til|om|neste) ).*")


_SEASONS = frozenset(
    (*MONTHS, "vår", "våren", "sommer", "sommeren", "høst", "høsten", "vinter", "vinteren")
)
_NEED = frozenset(
    ("trenger", "behov", "plass", "klar", "klart", "ferdig", "drift", "starte", "start", "oppstart")
)
_LASTS = frozenset(("måneder", "måned", "uker", "uke", "snart", "fort"))


def names_season(tokens: Text) -> bool:
    """«heller i september» to the month of our call: another for it, and none for the need."""
    words = frozenset(tokens.norm)
    return not _SEASONS.isdisjoint(words) and words.isdisjoint(_NEED | _LASTS)


def read_season(text: str, *, now: datetime) -> Reading[When] | None:
    """The first workday of a time that lies a month or more ahead; None for any other."""
    # «… ta kontakt igjen til våren»: what stands before the time is about the call.
    named = _NAMED.search(text)
    found = read_horizon(text, now=now) or (named and read_horizon(named[0], now=now))
    if found is None or (found.value.low_months or 0) < _LEAST_MONTHS:
        return None
    day = now.date() + timedelta(days=round(found.value.low_months * _DAYS_A_MONTH))
    day = day if is_workday(day) else next_workday(day)
    return Reading(When(dates=(day,)), found.words, found.start, found.end)


def next_coming(day: date, after: str, text: str) -> date:
    """«i desember», said of a September that is too early (ISO ``after``), is the one after it."""
    refused = date.fromisoformat(after) if after else date.min
    if day > refused or _BY_MONTH.isdisjoint(text.lower().split()):
        return day
    year = refused.year if (day.month, day.day) > (refused.month, refused.day) else refused.year + 1
    later = day.replace(year=year, day=min(day.day, _SHORTEST_MONTH))
    return later if is_workday(later) else next_workday(later)
