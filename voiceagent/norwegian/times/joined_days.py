"""Several days of one utterance joined: weeks that move weekdays, ranges, borders, days said twice.

«Tirsdag i neste uke» is one day, «mandag til onsdag» are three, «fra torsdag» has no end, and
«etter ferien mandag den fjerde» says one day in two ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from voiceagent.norwegian.times.calendar_days import workdays_between
from voiceagent.norwegian.times.dates import SaidDay, monday_of


@dataclass(frozen=True, slots=True)
class MeantDays:
    """What the days of an utterance come to, as in ``when``."""

    dates: tuple[date, ...]
    not_dates: tuple[date, ...]
    ambiguous: tuple[str, ...]


_HORIZON_DAYS = 14


def meant_days(
    wanted: list[SaidDay], denied: list[SaidDay], words: list[str], today: date
) -> MeantDays:
    """The days of an utterance, joined.

    Args:
        wanted: Days that are wished for, in order.
        denied: Days that are ruled out.
        words: The words of the line, for what stands between.
        today: Where counting begins.
    """
    weeks = [day for day in wanted if day.is_week]
    mondays = sorted({monday_of(day.dates[0]) for day in weeks})
    dates: set[date] = set()
    limited: set[date] | None = None
    ambiguous: list[str] = []
    wanted = _sharing_weeks(wanted, words)
    moved = _in_month([_in_week(day, mondays) for day in wanted if not day.is_week])
    moved = _refined(moved, words)
    for index, day in enumerate(moved):
        ambiguous.extend(day.ambiguous)
        direction = _direction(words, day.start)
        following = moved[index + 1] if index + 1 < len(moved) else None
        if index and _is_range(words, moved[index - 1], day):
            dates.update(workdays_between(moved[index - 1].dates[0], day.dates[-1]))
        elif direction == "from" and words[day.end : day.end + 2] == ["men", "da"]:
            dates.update(day.dates)  # «ikke før fredag men da kan du ringe»
        elif direction == "from" and not (following and _is_range(words, day, following)):
            first = day.dates[-1] + timedelta(days=1) if _after(words, day.start) else day.dates[0]
            limit = workdays_between(first, first + timedelta(days=_HORIZON_DAYS - 1))
            limited = set(limit) if limited is None else limited & set(limit)
        elif direction == "until":
            last = (
                day.dates[0] if _inclusive(words, day.start) else day.dates[0] - timedelta(days=1)
            )
            limit = workdays_between(today, last)
            limited = set(limit) if limited is None else limited & set(limit)
        else:
            dates.update(day.dates)
    if weeks and not dates:
        dates = _week_dates(weeks, words)
        ambiguous.extend(note for week in weeks for note in week.ambiguous)
    if limited is not None:
        dates = dates & limited if dates else limited
    not_dates = {
        day
        for said in denied
        for day in (_in_week(said, mondays) if _beside(said, weeks) else said).dates
    }
    if not limited and dates & not_dates and len(dates) == len(dates & not_dates):
        not_dates -= dates  # wanted and ruled out at once: neither was meant as it was heard
        dates = set()
    return MeantDays(
        dates=tuple(sorted(dates - not_dates)),
        not_dates=tuple(sorted(not_dates)),
        ambiguous=tuple(dict.fromkeys(ambiguous)),
    )


def _beside(day: SaidDay, weeks: list[SaidDay]) -> bool:
    """Whether a week speaks of a day that was ruled out, not of the wish that follows."""
    return any(week.start < day.start or week.start == day.end for week in weeks)


def _week_dates(weeks: list[SaidDay], words: list[str]) -> set[date]:
    """The dates of the weeks; «etter neste uke» and «ikke før uke 50» reach beyond them."""
    dates: set[date] = set()
    for week in weeks:
        if _direction(words, week.start) != "from":
            dates.update(week.dates)
            continue
        first = week.dates[0]
        if _after(words, week.start):
            first = monday_of(first) + timedelta(days=7)
        dates.update(workdays_between(first, first + timedelta(days=_HORIZON_DAYS - 1)))
    return dates


def _in_month(days: list[SaidDay]) -> list[SaidDay]:
    """«En mandag i januar»: a bare weekday beside a month means that month's."""
    months = [day for day in days if day.is_month]
    bare = {day.weekday for day in days if day.weekday is not None}
    periods = [day for day in days if len(day.dates) > 2 and not day.is_month]
    if not months and len(periods) == 1 and len(days) == 2 and bare:  # «tirsdag i romjula»
        dates = tuple(day for day in periods[0].dates if day.weekday() in bare)
        return [replace(periods[0], dates=dates[:1], ambiguous=())] if dates else days
    if len(months) != 1 or not bare or len(bare) + 1 != len(days):
        return days
    dates = tuple(day for day in months[0].dates if day.weekday() in bare)
    return [replace(months[0], dates=dates, ambiguous=("week",))]


def _refined(days: list[SaidDay], words: list[str]) -> list[SaidDay]:
    """«Etter ferien mandag den fjerde»: the day that a period, or a weekday, is said again as."""
    kept: list[SaidDay] = []
    for index, day in enumerate(days):
        others = [other for other in days if len(other.dates) == 1 and other is not day]
        inside = len(day.dates) > 2 and any(set(other.dates) <= set(day.dates) for other in others)
        following = days[index + 1] if index + 1 < len(days) else None
        again = (
            following is not None
            and following.weekday is None
            and all(word in _AGAIN for word in words[day.end : following.start])
            and len(following.dates) == 1 == len(day.dates)
            and following.dates[0].weekday() == day.dates[0].weekday()
        )
        period = (
            following is not None
            and following.weekday is None
            and len(following.dates) == 1
            and len(day.dates) > 2
            and all(word in _AGAIN for word in words[day.end : following.start])
        )
        before = kept[-1] if kept else None
        explained = (
            before is not None
            and before.weekday is None
            and day.weekday == before.dates[0].weekday()
            and len(before.dates) == 1
            and all(
                word in _EXPLAINS or _OF_CLOCK.fullmatch(word)
                for word in words[before.end : day.start]
            )
        )
        if not (inside or again or period or explained):
            kept.append(day)
    return kept


_OF_CLOCK = re.compile(r"klokka|kvart|halv|over|\d[\d.:]*")
_EXPLAINS = ("ja", "det", "er", "jo", "vel", "en", "altså", "på", "da", "og", "som", "blir")
_AGAIN = ("altså", "det", "vil", "si", "nøyaktig", "da", "nemlig", "eh", "akkurat", "ja")


def _in_week(day: SaidDay, mondays: list[date]) -> SaidDay:
    """A bare weekday moved into the one week that was said beside it."""
    if day.weekday is None or len(mondays) != 1:
        return day
    moved = mondays[0] + timedelta(days=day.weekday)
    return replace(day, dates=(moved,), ambiguous=(), weekday=None)


def _sharing_weeks(days: list[SaidDay], words: list[str]) -> list[SaidDay]:
    """«mandag eller tirsdag i uke 50», «mandag neste uke eller tirsdag»: the week is of both.

    Only where the days go up as in a week: «fredag eller mandag neste uke» are two weeks.
    """
    shared = list(days)
    for place in (*range(len(days) - 2, -1, -1), *range(1, len(days))):
        for other in (place + 1, place - 1):
            if not 0 <= other < len(shared) or not shared[other].in_week:
                continue
            day, beside = shared[place], shared[other]
            first, second = sorted((day, beside), key=lambda one: one.start)
            between = words[first.end : second.start]
            if day.weekday is None or not _JOINING.issuperset(between):
                continue
            step = day.weekday - beside.dates[0].weekday()
            if (step < 0) == (day is first) and step:
                dates = (beside.dates[0] + timedelta(days=step),)
                shared[place] = replace(day, dates=dates, ambiguous=(), weekday=None, in_week=True)
    return shared


_JOINING = frozenset(("eller", "og", "på", "kanskje", "til", "enten"))


def _direction(words: list[str], start: int) -> str:
    one, two = (
        " ".join(words[max(0, start - 1) : start]),
        " ".join(words[max(0, start - 2) : start]),
    )
    three = " ".join(words[max(0, start - 3) : start])
    before = words[max(0, start - 4) : start]
    if two in ("ikke etter", "ikke senere"):
        return "until"
    if (
        three == "fra og med"
        or two == "ikke før"
        or (one == "før" and "ikke" in before)
        or one in ("fra", "tidligst", "etter")
    ):
        return "from"
    if one in ("innen", "senest", "før") or two in ("fram til", "til og", "frem til"):
        return "until"
    return ""


def _after(words: list[str], start: int) -> bool:
    return words[start - 1 : start] == ["etter"]


def _inclusive(words: list[str], start: int) -> bool:
    return words[start - 1] in ("innen", "senest", "til", "etter")


def _is_range(words: list[str], left: SaidDay, right: SaidDay) -> bool:
    between = words[left.end : right.start]
    if between in (["til"], ["til", "og", "med"], ["og", "fram", "til"], ["fram", "til"]):
        return left.dates[0] < right.dates[-1]
    return (
        between == ["og"]
        and words[max(0, left.start - 1) : left.start] == ["mellom"]
        and left.dates[0] < right.dates[-1]
    )
