"""Days of a month by their number: «den tredje desember», «3/12», «den tredje».

The builders that ``date_rules`` names for them. A day without a month is the next such day, unless
a month was named before it («etter den første desember så si den andre»).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from voiceagent.norwegian.times.calendar_days import workdays_between
from voiceagent.norwegian.times.dates import (
    MONTHS,
    WEEKDAYS,
    SaidDay,
    add_months,
    group,
    monday_of,
    said,
    week_dates,
)

_DATED = re.compile(rf"(?<!\S)(\d+)\.? ({'|'.join(MONTHS)})(?!\S)")


def day_of_month(match: re.Match[str], today: date) -> SaidDay | None:
    name, digits = group(match, "mo"), group(match, "m", "m2")
    day, year, weekday = int(match["d"]), group(match, "y"), group(match, "wd")
    if name is None and digits is None:
        return _next_day(day, today, weekday)
    number = int(digits) if digits else MONTHS.index(name or "") + 1
    years = [_year(year)] if year else [today.year, today.year + 1]
    for candidate in years:
        try:
            found = date(candidate, number, day)
        except ValueError:
            continue
        if found >= today:
            return _agreeing(found, weekday)
    return None


def named_before(match: re.Match[str]) -> tuple[int, int] | None:
    """Day and month of the last date with its month that stands before a match."""
    named = _DATED.findall(match.string, 0, match.start())
    return (int(named[-1][0]), MONTHS.index(named[-1][1]) + 1) if named else None


def day_of_named_month(match: re.Match[str], today: date) -> SaidDay | None:
    """«etter den første desember så si den andre»: a day of the month that was named before."""
    named = named_before(match)
    if named is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, named[1], int(match["d"]))
        except ValueError:
            return None
        if day >= today:
            return said(day)
    return None


def two_days(match: re.Match[str], today: date) -> SaidDay | None:
    """«den første eller den andre desember», «fjerde til sjette januar»."""
    number = MONTHS.index(match["mo"]) + 1
    for year in (today.year, today.year + 1):
        try:
            first, last = date(year, number, int(match["d"])), date(year, number, int(match["d2"]))
        except ValueError:
            return None
        if today <= first < last:
            days = workdays_between(first, last) if match["join"] == "til" else (first, last)
            return said(*days)
    return None


def _year(said: str) -> int:
    return 2000 + int(said[-2:])


def _next_day(day: int, today: date, weekday: str | None) -> SaidDay | None:
    """The next «den tredje», in this month or the one after."""
    candidates = []
    for months in (0, 1, 2):
        first = add_months(today.replace(day=1), months)
        try:
            candidates.append(first.replace(day=day))
        except ValueError:
            continue
    candidates = [candidate for candidate in candidates if candidate >= today]
    if not candidates:
        return None
    if weekday is not None:
        agreeing = [day for day in candidates if WEEKDAYS[day.weekday()] == weekday]
        return said(agreeing[0]) if agreeing else said(candidates[0], ambiguous=("date",))
    return said(candidates[0])


def _agreeing(day: date, weekday: str | None) -> SaidDay | None:
    agrees = weekday is None or WEEKDAYS[day.weekday()] == weekday
    return said(day, ambiguous=() if agrees else ("date",))


def day_of_next_month(match: re.Match[str], today: date) -> SaidDay | None:
    """«den femte neste måned»."""
    try:
        day = add_months(today.replace(day=1), 1).replace(day=int(match["d"]))
    except ValueError:
        return None
    return _agreeing(day, group(match, "wd"))


def last_of_month(match: re.Match[str], today: date) -> SaidDay | None:
    """«den siste i måneden», «den siste i mars»: the month's last day."""
    first = today.replace(day=1)
    if (name := group(match, "mo")) is not None:
        first = date(today.year, MONTHS.index(name) + 1, 1)
        first = first if first.month >= today.month else first.replace(year=today.year + 1)
    elif group(match, "mwhich"):
        first = add_months(first, 1)
    return _agreeing(add_months(first, 1) - timedelta(days=1), group(match, "wd"))


def week_of_day(match: re.Match[str], today: date) -> SaidDay | None:
    """«den uka som begynner trettiende november»."""
    day = day_of_month(match, today)
    return None if day is None else said(*week_dates(monday_of(day.dates[0]), today), is_week=True)
