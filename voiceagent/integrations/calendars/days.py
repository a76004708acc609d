"""Which days nobody in Norway wants a business meeting.

*Holidays* are the legal ones. *Quiet days* are those when offices are empty all the same: 24 and
31 December, the Wednesday before Easter, and squeezed days, that is a single working day between
two days off. The common summer holiday (weeks 28 to 30) is told apart, since not every trade
keeps it.

Source: the ``holidays`` package for the legal days (lov om 1. og 17. mai, lov om helligdager); the
quiet days are custom.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5
THURSDAY = 3
SUMMER_WEEKS = range(28, 31)

_DAY = timedelta(days=1)


def is_holiday(day: date) -> bool:
    """Whether it is a legal holiday other than an ordinary Sunday."""
    return day in _holidays(day.year)


def is_quiet(day: date) -> bool:
    """Whether it is a working day by law on which offices are nevertheless empty."""
    if _is_off(day):
        return False
    return _is_eve(day) or (_is_free(day - _DAY) and _is_free(day + _DAY))


def is_common_holiday(day: date) -> bool:
    """Whether it falls in the common summer holiday."""
    return day.isocalendar().week in SUMMER_WEEKS


def _is_off(day: date) -> bool:
    return day.weekday() >= SATURDAY or is_holiday(day)


def _is_eve(day: date) -> bool:
    return (day.month, day.day) in {(12, 24), (12, 31)} or day == _easter_eve(day.year)


def _is_free(day: date) -> bool:
    return _is_off(day) or _is_eve(day)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year))


@lru_cache(maxsize=64)
def _easter_eve(year: int) -> date:
    """The Wednesday before Easter: before the year's first two holidays on Thursday and Friday."""
    legal = _holidays(year)
    return min(day for day in legal if day.weekday() == THURSDAY and day + _DAY in legal) - _DAY
