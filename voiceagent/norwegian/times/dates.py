"""The dates that words mean: weekdays, weeks, days of the month, feasts, «om fjorten dager».

``date_rules`` finds the words; each builder here turns a match into a :class:`SaidDay`: the dates
that are meant and what is open about them. A date that does not exist («31. februar») or lies in
the past («forrige mandag») yields nothing. Weekdays alone stay unresolved (``weekday``), because a
week said beside them («tirsdag i neste uke») decides which one is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from voiceagent.norwegian.times.calendar_days import (
    is_workday,
    next_workday,
    workdays_between,
)

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidDay:
    """Dates where they stand in a line.

    Attributes:
        start: First word of the line.
        end: Word after the last.
        dates: The dates that are meant, earliest first.
        ambiguous: What is open, as in :class:`~voiceagent.norwegian.times.when.When`.
        weekday: 0…6 for a weekday that a week beside it may still move, else None.
        is_week: Whether the dates are a week or part of one, which weekdays lie in.
        is_month: Whether they are a month or part of one.
        in_week: Whether it is a weekday whose week was said with it («tirsdag i uke 50»).
        follows: Whether it is counted from the day before it («fredagen etter det»).
    """

    start: int
    end: int
    dates: tuple[date, ...]
    ambiguous: tuple[str, ...] = ()
    weekday: int | None = None
    is_week: bool = False
    is_month: bool = False
    in_week: bool = False
    follows: bool = False


def monday_of(day: date) -> date:
    """The Monday of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def coming(weekday: int, today: date) -> date:
    """The next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def add_months(day: date, months: int) -> date:
    """The same day of the month later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError("no such month")


def week_dates(monday: date, today: date) -> tuple[date, ...]:
    """The workdays of a week that are not over."""
    return workdays_between(max(monday, today), monday + timedelta(days=4))


def said(*dates: date, ambiguous: tuple[str, ...] = (), is_week: bool = False) -> SaidDay | None:
    return SaidDay(0, 0, dates, ambiguous, None, is_week) if dates else None


# ---------------------------------------------------------------- builders


def nothing(_: re.Match[str], __: date) -> SaidDay | None:
    return None


def relative(match: re.Match[str], today: date) -> SaidDay | None:
    return said(
        today
        + timedelta(
            days={"dag": 0, "morgen": 1, "overmorgen": 2, "dagen etter": 2}[
                group(match, "rel", "rel2") or "overmorgen"
            ]
        )
    )


def weekday_alone(match: re.Match[str], today: date) -> SaidDay | None:
    weekday = WEEKDAYS.index(match["wd"])
    day = coming(weekday, today)
    which = group(match, "which") or ""
    if which.startswith("neste"):
        distance = (day - today).days
        if day < monday_of(today) + timedelta(days=7) or distance == 1:
            return said(day + timedelta(days=7), ambiguous=("week",))
        return said(day)
    if which in ("førstkommende", "kommende", "denne", "nå", "nå på", "1."):
        return said(day)
    ambiguous = ("week",) if weekday == today.weekday() else ()
    return SaidDay(0, 0, (day,), ambiguous, weekday)


def weekday_after(match: re.Match[str], today: date) -> SaidDay | None:
    """«ikke på mandag men mandagen etter»: counted from the day that was named before."""
    weekday = WEEKDAYS.index(match["wd"])
    return SaidDay(0, 0, (coming(weekday, today),), (), weekday, follows=True)


def follow(days: list[SaidDay]) -> list[SaidDay]:
    """Days in order, those that follow another counted from it; without another they are lost."""
    kept: list[SaidDay] = []
    for day in days:
        if not day.follows or day.weekday is None:
            kept.append(day)
        elif kept:
            dates = (coming(day.weekday, kept[-1].dates[-1]),)
            kept.append(replace(day, dates=dates, weekday=None))
    return kept


def weekday_plural(match: re.Match[str], today: date) -> SaidDay | None:
    day = coming(WEEKDAYS.index(match["wd"]), today)
    return said(*(day + timedelta(days=7 * week) for week in range(4)))


def weekday_later(match: re.Match[str], today: date) -> SaidDay | None:
    """«mandag om en uke», «mandag om 14 dager»: counted from the coming one."""
    weeks = _weeks(match)
    day = coming(WEEKDAYS.index(match["wd"]), today)
    return (
        None if weeks is None else SaidDay(0, 0, (day + timedelta(days=7 * weeks),), in_week=True)
    )


def weekday_in_week(match: re.Match[str], today: date) -> SaidDay | None:
    monday = _said_monday(match, today)
    if monday is None:
        return None
    day = monday + timedelta(days=WEEKDAYS.index(match["wd"]))
    return SaidDay(0, 0, (day,), in_week=True) if day >= today else None


def nth_weekday(match: re.Match[str], today: date) -> SaidDay | None:
    """«første mandag i juni», «siste fredag i måneden»."""
    for first in _month_starts(match, today):
        days = [
            first + timedelta(days=offset)
            for offset in range(31)
            if (first + timedelta(days=offset)).month == first.month
            and (first + timedelta(days=offset)).weekday() == WEEKDAYS.index(match["wd"])
        ]
        place = -1 if match["nth"] == "siste" else int(match["nth"][0]) - 1
        if place < len(days) and days[place] >= today:
            return said(days[place])
    return None


def _weeks(match: re.Match[str]) -> int | None:
    if (days := group(match, "days")) is not None:
        return {"8": 1, "14": 2, "21": 3}.get(days)
    return _count(group(match, "n"))


def _count(said: str | None) -> int | None:
    if said is None or said == "halvannen":
        return None
    return {"en": 1, "en par": 2}.get(said) or int(said)


def _said_monday(match: re.Match[str], today: date) -> date | None:
    if (number := group(match, "week")) is not None:
        year = group(match, "y")
        if year is not None:
            start = date(today.year + 1 if year == "neste år" else int(year), 1, 4)
            return _numbered_monday(int(number), max(start, today)) if number != "en" else None
        return _numbered_monday(1 if number == "en" else int(number), today)
    which = group(match, "wk", "wk3")
    weeks = {"denne": 0, "etter neste": 2}.get(which or "", 1)
    return monday_of(today) + timedelta(days=7 * weeks)


def _numbered_monday(week: int, today: date) -> date | None:
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday + timedelta(days=4) >= today:
            return monday
    return None


def week(match: re.Match[str], today: date) -> SaidDay | None:
    monday = _said_monday(match, today)
    return None if monday is None else _part_of_week(match, monday, today)


def weeks(match: re.Match[str], today: date) -> SaidDay | None:
    """«uke 50 eller 51», «uke 50 til 52»."""
    mondays = [_numbered_monday(int(match[name]), today) for name in ("week", "week2")]
    start, end = mondays
    if start is None or end is None or not 0 < (end - start).days <= 35:
        return None
    second = start + timedelta(days=7) if match["join"] == "til" else end
    rest = workdays_between(second, end + timedelta(days=4))
    return said(*week_dates(start, today), *rest, is_week=True)


def week_after(match: re.Match[str], today: date) -> SaidDay | None:
    """«uka etter»: after the week that was named before it, or after this one."""
    named = re.findall(r"(?:neste|til) uke|uke (\d{1,2})", match.string[: match.start()])
    named = named or re.findall(r"neste()", match[0])
    monday: date | None = monday_of(today) + timedelta(days=7 if named else 0)
    if named and named[-1]:
        monday = _numbered_monday(int(named[-1]), today)
    if monday is None:
        return None
    notes = () if named else ("week",)
    return said(*week_dates(monday + timedelta(7), today), ambiguous=notes, is_week=True)


def nth_week(match: re.Match[str], today: date) -> SaidDay | None:
    """«første uka i desember»: the week with the month's first workday, or counted on from it."""
    for first in _month_starts(match, today):
        start = first if is_workday(first) else next_workday(first)
        if match["nth"] == "siste":
            monday = monday_of(add_months(first, 1) - timedelta(days=1))
            if (monday + timedelta(days=2)).month != first.month:
                monday -= timedelta(days=7)  # most of that week lies in the next month
        else:
            monday = monday_of(start) + timedelta(days=7 * (int(match["nth"][0]) - 1))
        week = workdays_between(max(monday, today), monday + timedelta(days=4))
        days = [day for day in week if day.month == first.month]
        if days:
            return said(*days, ambiguous=("period",), is_week=True)
    return None


def first_week_of_year(_: re.Match[str], today: date) -> SaidDay | None:
    return said(*workdays_between(start := next_workday(date(today.year + 1, 1, 1)),
                                   monday_of(start) + timedelta(days=4)), is_week=True)  # fmt: skip


def this_week(match: re.Match[str], today: date) -> SaidDay | None:
    """«i løpet av uka»: what is left of it."""
    return _part_of_week(match, monday_of(today), today)


def _part_of_week(match: re.Match[str], monday: date, today: date) -> SaidDay | None:
    first, last = {"start": (0, 1), "midten": (1, 3), "slutten": (3, 4)}.get(_part(match), (0, 4))
    dates = workdays_between(
        max(monday + timedelta(days=first), today), monday + timedelta(days=last)
    )
    return said(*dates, is_week=True)


def _part(match: re.Match[str]) -> str:
    said = group(match, "part", "part2") or ""
    for word, part in _PARTS.items():
        if said.startswith(word):
            return part
    return ""


_PARTS = {
    "starten": "start", "begynnelsen": "start", "byrjinga": "start", "først": "start",
    "tidlig": "start", "midten": "midten", "medio": "midten", "midt": "midten",
    "slutten": "slutten", "sent": "slutten", "utgangen": "slutten", "enden": "slutten",
    "siste": "slutten", "mot slutten": "slutten", "første": "start", "1.": "start",
}  # fmt: skip


def in_days(match: re.Match[str], today: date) -> SaidDay | None:
    count = _count(match["n"])
    if count is None:
        return None
    match match["unit"]:
        case "dag" | "dager":
            day = today + timedelta(days=count)
        case "uke":
            day = today + timedelta(days=7 * count)
        case _:
            day = add_months(today, count)
            day = day if is_workday(day) else next_workday(day)
    return said(day)


def weekday_in_weeks(match: re.Match[str], today: date) -> SaidDay | None:
    """«om to uker på torsdag»: the weekday of that week."""
    count = _count(match["n"])
    if count is None:
        return None
    monday = monday_of(today) + timedelta(days=7 * count)
    day = monday + timedelta(days=WEEKDAYS.index(match["wd"]))
    return SaidDay(0, 0, (day,), in_week=True)


def _month_starts(match: re.Match[str], today: date) -> list[date]:
    this = today.replace(day=1)
    if (name := group(match, "mo")) is not None:
        number = MONTHS.index(name) + 1
        return [date(today.year, number, 1), date(today.year + 1, number, 1)]
    if group(match, "mwhich") == "neste":
        return [add_months(this, 1)]
    return [this, add_months(this, 1)] if group(match, "nth") else [this]


def month(match: re.Match[str], today: date) -> SaidDay | None:
    first, last = {"start": (1, 10), "midten": (11, 20), "slutten": (21, 31)}.get(
        _part(match), (1, 31)
    )
    for start in _month_starts(match, today):
        end = add_months(start, 1) - timedelta(days=1)
        dates = workdays_between(
            max(start.replace(day=first), today), min(start + timedelta(days=last - 1), end)
        )
        if dates:
            notes = ("period",) if _part(match) else ()
            return SaidDay(0, 0, dates, notes, is_month=True)
    return None


def weekend(_: re.Match[str], today: date) -> SaidDay | None:
    saturday = monday_of(today) + timedelta(days=5)
    return said(*(day for day in (saturday, saturday + timedelta(days=1)) if day >= today))


def around_weekend(match: re.Match[str], today: date) -> SaidDay | None:
    monday = monday_of(today)
    if match["side"] == "før":
        return said(*week_dates(monday, today))
    return said(*week_dates(monday + timedelta(days=7), today), is_week=True)


def group(match: re.Match[str], *names: str) -> str | None:
    """The first of some groups that the pattern has and that took part."""
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), None)
