"""The dates of feasts and holidays, and of the days that are named after them.

Fixed days by the calendar, movable ones by Easter; a holiday of the schools or of industry by its
usual weeks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from voiceagent.norwegian.times.calendar_days import easter_sunday, is_workday, workdays_between
from voiceagent.norwegian.times.dates import WEEKDAYS, SaidDay, monday_of, said


def between_feasts(_: re.Match[str], today: date) -> SaidDay | None:
    """«romjula»: the workdays between Christmas and New Year's Eve."""
    return said(*workdays_between(max(today, date(today.year, 12, 27)), date(today.year, 12, 30)))


def named_day(match: re.Match[str], today: date) -> SaidDay | None:
    """«lille julaften», «nyttårsaften», «skjærtorsdag»: the next such day."""
    name = match["name"].removesuffix("en")
    for year in (today.year, today.year + 1):
        easter = easter_sunday(year)
        day = (
            date(year, *_FIXED_DAYS[name])
            if name in _FIXED_DAYS
            else easter + timedelta(days=_EASTER_DAYS[name])
        )
        if day >= today:
            return said(day)
    return None


_FIXED_DAYS = {
    "lille julaft": (12, 23), "lillejulaft": (12, 23), "julaft": (12, 24),
    "1. juledag": (12, 25), "2. juledag": (12, 26),
    "nyttårsaft": (12, 31), "nyttårsdag": (1, 1), "1. nyttårsdag": (1, 1), "17. mai": (5, 17),
    "grunnlovsdag": (5, 17), "nasjonaldag": (5, 17), "sankthans": (6, 23), "sankthansaft": (6, 23),
}  # fmt: skip
_EASTER_DAYS = {
    "palmesøndag": -7, "skjærtorsdag": -3, "langfredag": -2, "påskeaft": -1, "1. påskedag": 0,
    "2. påskedag": 1, "3. påskedag": 2, "kristi himmelfartsdag": 39, "kristi himmelfart": 39,
    "1. pinsedag": 49, "2. pinsedag": 50,
}  # fmt: skip
NAMED_DAYS = (*_FIXED_DAYS, *_EASTER_DAYS)
"""Names of days, without the «en» that may end them."""


def beside_feast(match: re.Match[str], today: date) -> SaidDay | None:
    """«onsdag etter påske», «første uka over nyttår», «dagen før skjærtorsdag»: one of its days.

    A weekday is the nearest one on that side; a week the first that begins there.
    """
    anchor = _anchor(match, today)
    if anchor is None:
        return None
    step = -1 if match["side"] == "før" else 1
    edge = anchor[0] if step < 0 else anchor[1]
    days = [edge + timedelta(days=step * count) for count in range(1, 15)]
    if match["unit"] == "uke":
        weeks = _PLACES.get((match["nth"] or "").strip(), 0) * step
        monday = monday_of(days[0]) + timedelta(days=7 * weeks)
        left = workdays_between(max(days[0], monday), monday + timedelta(days=4))
        if step < 0 and monday == monday_of(edge):
            monday -= timedelta(days=7)
        elif step > 0 and len(left) < _MOST_OF_A_WEEK:
            monday += timedelta(days=7)
        notes = ("period",) if match["nth"] == "siste " else ()
        return said(
            *workdays_between(max(today, monday), monday + timedelta(days=4)),
            ambiguous=notes,
            is_week=True,
        )
    if match["unit"] in WEEKDAYS:
        if step < 0 and (eve := _EVES.get(match.groupdict().get("feast") or "")) is not None:
            eve_day = eve(anchor[0])
            days = [eve_day - timedelta(days=count) for count in range(1, 15)]
        days = [day for day in days if day.weekday() == WEEKDAYS.index(match["unit"])]
    elif match["unit"] != "dagen" or "feast" in match.groupdict():
        days = [day for day in days if is_workday(day)]
    place = _PLACES.get((match["nth"] or "").strip(), 0)
    return said(days[place]) if place < len(days) and days[place] >= today else None


_EVES: dict[str, Callable[[date], date]] = {
    "jul": lambda first: first.replace(day=24),
    "påske": lambda first: first + timedelta(days=3),
}
"""The first day nobody works, where the feast's span begins before it: «onsdag før påske»."""
_MOST_OF_A_WEEK = 3
_PLACES = {"1.": 0, "2.": 1, "3.": 2}


def _anchor(match: re.Match[str], today: date) -> tuple[date, date] | None:
    if (feast := match.groupdict().get("feast")) is not None:
        spans = (_feast_days(feast, year, today) for year in (today.year, today.year + 1))
        return next((span for span in spans if span[0] > today), None)
    named = named_day(match, today)
    return None if named is None else (named.dates[0], named.dates[0])


def feast(match: re.Match[str], today: date) -> SaidDay | None:
    """«etter påske», «før jul», «over nyttår»: two weeks on that side of the feast."""
    feast = match["feast"]
    for year in (today.year, today.year + 1):
        first, last = _feast_days(feast, year, today)
        if match["side"] == "før":
            if first > today:
                start = max(today + timedelta(days=1), first - timedelta(days=14))
                return said(*workdays_between(start, first - timedelta(days=1)),
                             ambiguous=("period",))  # fmt: skip
        elif last >= today:
            days = workdays_between(last + timedelta(days=1), last + timedelta(days=14))
            return said(*days, ambiguous=("period",))
    return None


def _feast_days(feast: str, year: int, today: date) -> tuple[date, date]:
    """First and last day of a feast or holiday; a bare «ferie» is the one that comes next."""
    easter = easter_sunday(year)
    spans = {
        "påske": (easter - timedelta(days=6), easter + timedelta(days=1)),
        "pinse": (easter + timedelta(days=49), easter + timedelta(days=50)),
        "jul": (date(year, 12, 23), date(year + 1, 1, 1)),
        "romjul": (date(year, 12, 23), date(year + 1, 1, 1)),
        "nyttår": (date(year, 12, 31), date(year + 1, 1, 1)),
        "nyår": (date(year, 12, 31), date(year + 1, 1, 1)),
        "sommer": (date(year, 6, 22), date(year, 8, 14)),
        "sommerferie": (date(year, 6, 22), date(year, 8, 14)),
        "fellesferie": (date.fromisocalendar(year, 28, 1), date.fromisocalendar(year, 30, 7)),
        "høstferie": (date.fromisocalendar(year, 40, 1), date.fromisocalendar(year, 41, 7)),
        "vinterferie": (date.fromisocalendar(year, 8, 1), date.fromisocalendar(year, 9, 7)),
        "17. mai": (date(year, 5, 17), date(year, 5, 17)),
    }
    if feast in spans:
        return spans[feast]
    holidays = ("sommer", "høstferie", "jul", "påske")
    return min(spans[name] for name in holidays if spans[name][1] >= today)
