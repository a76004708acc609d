"""The months that a horizon's words span, counted from today.

Each builder turns a match of ``timing``'s rules into a span; None where it names no horizon.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from voiceagent.norwegian.times.calendar_days import easter_sunday
from voiceagent.norwegian.times.dates import MONTHS, add_months, monday_of

Span = tuple[float, float | None]
"""Earliest and latest month from now; the latest is None where it is open."""
Days = tuple[date, date]
Builder = Callable[[re.Match[str], date], Span | None]

_DAYS_A_MONTH = 30.4
_UNIT_MONTHS = {
    "da": 1 / 30.4,
    "uk": 12 / 52,
    "ve": 12 / 52,
    "må": 1.0,
    "kv": 3.0,
    "ha": 6.0,
    "år": 12.0,
}
SEASONS = {"vår": 3, "sommer": 6, "høst": 9, "vinter": 12}
_THIS_SEASON = ("i", "i løpet av", "innen", "denne", "etter", "over", "gjennom", "allerede", "fra")


def until(day: date, today: date) -> float:
    return max(0.0, (day - today).days / _DAYS_A_MONTH)


def between(days: Days, today: date, side: str | None) -> Span | None:
    """A calendar span, or one side of it."""
    first, last = days
    if last < today:
        return None
    if side and side.startswith("ikke ") and side.endswith(" før"):
        side = "ikke før"
    if side and side.startswith("på "):  # «på denne sida av nyttår»
        side = "før" if side.startswith("på denne") else "etter"
    match side:
        case "før" | "innen" | "senest" | "ikke senere enn":
            return 0.0, until(first if side == "før" else last, today)
        case "etter" | "over" | "ikke":
            return until(last, today), None if side == "ikke" else until(last, today) + 3
        case "fra" | "fra og med" | "ikke før" | "tidligst" | "først" | "utover":
            return until(first, today), None
    return until(first, today), until(last, today)


SOON: Span = (0.0, 1.0)


def soon(_: re.Match[str], __: date) -> Span | None:
    return SOON


def nothing(_: re.Match[str], __: date) -> Span | None:
    return None


def length_of(match: re.Match[str]) -> tuple[float, float] | None:
    unit = _UNIT_MONTHS[match["unit"][:2]]
    low = {
        "en par": 2.0,
        "noen": 2.0,
        "noen få": 2.0,
        "3 kvart": 0.75,
        "en halv": 0.5,
        "en halvt": 0.5,
        "halv": 0.5,
        "halvt": 0.5,
        "en": 1.0,
        "halvannen": 1.5,
    }.get(match["n"]) or float(match["n"])
    high = {"en par": 3.0, "noen": 5.0, "noen få": 4.0}.get(match["n"], low)
    further = match["to"] or match["near"]
    if further is not None:
        high = float(further)
    if match["half"]:
        low, high = (low if further else low + 0.5), high + 0.5
    if high < low or low == 0:
        return None
    return low * unit, high * unit


def within(match: re.Match[str], _: date) -> Span | None:
    length = length_of(match)
    return None if length is None else (0.0, length[1])


def in_months(match: re.Match[str], _: date) -> Span | None:
    return length_of(match)


def not_before(match: re.Match[str], _: date) -> Span | None:
    length = length_of(match)
    return None if length is None else (length[0], None)


def rather_in(match: re.Match[str], _: date) -> Span | None:
    """«ikke om tre måneder men om seks»: the unit may be said only once."""
    unit = match.groupdict().get("unit2") or match["unit"]
    length = float(match["n"]) * _UNIT_MONTHS[unit[:2]]
    return length, length


def or_more(match: re.Match[str], _: date) -> Span | None:
    """«om to måneder eller tre», «innen to måneder eller tre»."""
    size, low, high = _UNIT_MONTHS[match["unit"][:2]], float(match["n"]), float(match["to"])
    if not low < high:
        return None
    return (0.0 if match["within"] else low * size), high * size


def half_to_whole(match: re.Match[str], _: date) -> Span | None:
    unit = _UNIT_MONTHS[match["unit"][:2]]
    return unit / 2, unit


def roughly_in(match: re.Match[str], _: date) -> Span | None:
    """«si tre til seks måneder»: a range, since a lone length is said of much else."""
    length = length_of(match)
    return None if length is None or length[0] == length[1] else length


def within_two(match: re.Match[str], _: date) -> Span | None:
    return 0.0, 2 * _UNIT_MONTHS[match["unit"][:2]]


def within_one(match: re.Match[str], _: date) -> Span | None:
    """«i løpet av det neste halvåret»."""
    return 0.0, _UNIT_MONTHS[match["unit"][:2]]


def from_unit_to_unit(match: re.Match[str], _: date) -> Span | None:
    """«to uker til en måned»."""
    low, high = (
        (1.0 if match[count] == "en" else float(match[count])) * _UNIT_MONTHS[match[unit][:2]]
        for count, unit in (("n", "unit"), ("to", "unit2"))
    )
    return (low, high) if low < high else None


def months_listed(match: re.Match[str], today: date) -> Span | None:
    """«februar eller mars», «april mai juni»."""
    first, last = (date(today.year, MONTHS.index(match[name]) + 1, 1) for name in ("month", "last"))
    if add_months(first, 1) <= today or match["year"]:
        first, last = add_months(first, 12), add_months(last, 12)
    if last <= first:
        last = add_months(last, 12)
    if (last - first).days > 200:
        return None
    side = None if match["side"] == "fra" else match["side"]  # «fra mars til mai»
    return between((first, add_months(last, 1) - timedelta(days=1)), today, side)


def early_in_the_year(match: re.Match[str], today: date) -> Span | None:
    """«på nyåret»."""
    year = today.year + 1
    return between((date(year, 1, 1), date(year, 3, 1)), today, match["side"])


def year_of(match: re.Match[str], today: date) -> Days:
    groups = match.groupdict()
    said = groups.get("year") or ""
    number = int(said) if said.isdigit() else today.year + (1 if "neste" in said else 0)
    return date(number, 1, 1), date(number, 12, 31)


def half_of_year(match: re.Match[str], today: date) -> Span | None:
    """«siste halvdel av neste år», «rundt årsskiftet»."""
    start = year_of(match, today)[0]
    first = start if match["half"].startswith(("1.", "første")) else add_months(start, 6)
    return between((first, add_months(first, 6) - timedelta(days=1)), today, match["side"])


def on_date(match: re.Match[str], today: date) -> Span | None:
    """«til første februar», «før 1. mai»: a day on one side of which the need lies."""
    month = MONTHS.index(match["month"]) + 1
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            return None
        if day >= today:
            if not match["side"]:
                return until(day, today), until(day, today)
            later = match["side"] in ("fra", "etter", "tidligst", "ikke før")
            return (until(day, today), None) if later else (0.0, until(day, today))
    return None


def turn_of_year(_: re.Match[str], today: date) -> Span | None:
    return between((date(today.year, 12, 15), date(today.year + 1, 1, 31)), today, None)


def from_to(match: re.Match[str], _: date) -> Span | None:
    """«mellom seks og tolv måneder»."""
    size, low, high = _UNIT_MONTHS[match["unit"][:2]], float(match["n"]), float(match["to"])
    return (low * size, high * size) if low < high else None


def first_months(match: re.Match[str], today: date) -> Span | None:
    """«de tre første månedene neste år»."""
    first = year_of(match, today)[0] if match["year"] else add_months(today.replace(day=1), 0)
    last = add_months(first, int(match["n"])) - timedelta(days=1)
    return between((first, last), today, None)


def end_of_month(_: re.Match[str], today: date) -> Span | None:
    """«innen utgangen av måneden»."""
    return 0.0, until(add_months(today.replace(day=1), 1) - timedelta(days=1), today)


def after_month(_: re.Match[str], today: date) -> Span | None:
    """«etter månedsskiftet»: the month that comes."""
    first = add_months(today.replace(day=1), 1)
    return until(first, today), until(add_months(first, 1) - timedelta(days=1), today)


def end_of_quarter(_: re.Match[str], today: date) -> Span | None:
    """«innen utgangen av kvartalet», «ut kvartalet»."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return 0.0, until(add_months(first, 3) - timedelta(days=1), today)


def third_of_year(match: re.Match[str], today: date) -> Span | None:
    """«tidlig neste år», «mot slutten av 2027»: a third of a year."""
    third = {"midten": 1, "midt": 1, "sent": 2, "slutten": 2}.get(match["part"], 0)
    first = add_months(year_of(match, today)[0], 4 * third)
    return between((first, add_months(first, 4) - timedelta(days=1)), today, match["side"])


def end_of_year(_: re.Match[str], today: date) -> Span | None:
    """«før året er omme», «før årsskiftet»."""
    return 0.0, until(date(today.year, 12, 31), today)


def or_two(match: re.Match[str], _: date) -> Span | None:
    unit = _UNIT_MONTHS[match["unit"][:2]]
    return unit, 2 * unit


def or_one_and_half(match: re.Match[str], _: date) -> Span | None:
    unit = _UNIT_MONTHS[match["unit"][:2]]
    return unit, 1.5 * unit


def calendar_year(match: re.Match[str], today: date) -> Span | None:
    return between(year_of(match, today), today, match["side"])


def part_of_year(match: re.Match[str], today: date) -> Span | None:
    size = 3 if "kvartal" in match[0] or match["q"] else 6
    part = "4." if match["part"] == "siste" else match["part"]
    place = int((part or match["q"]).rstrip("."))
    if place > 12 // size:
        return None
    first = add_months(year_of(match, today)[0], size * (place - 1))
    last = add_months(first, size) - timedelta(days=1)
    if size == _HALF and not match["year"] and first <= today <= last and _is_late(first, today):
        return None  # «andre halvår» in November: this one, or the next year's?
    if last < today and not match["year"]:
        first, last = add_months(first, 12), add_months(last, 12)
    return between((first, last), today, match["side"])


_HALF = 6


def _is_late(start: date, today: date) -> bool:
    """Whether most of a period that runs is over: more than a third or the half of it."""
    return (today - start).days > _LATE_DAYS


_LATE_DAYS = 60


def quarters_listed(match: re.Match[str], today: date) -> Span | None:
    """«q2 eller q3 neste år», «første eller andre kvartal»."""
    one, two = (
        int((match[q] or match[part]).rstrip(".")) for q, part in (("q", "part"), ("q2", "part2"))
    )
    first, last = (add_months(year_of(match, today)[0], 3 * (place - 1)) for place in (one, two))
    if add_months(first, 3) <= today and not match["year"]:
        first, last = add_months(first, 12), add_months(last, 12)
    if last <= first:
        last = add_months(last, 12)
    return between((first, add_months(last, 3) - timedelta(days=1)), today, None)


def quarter(match: re.Match[str], today: date) -> Span | None:
    size = 3 if match["size"] == "kvartal" else 6
    first = date(today.year, size * ((today.month - 1) // size) + 1, 1)
    if match["which"] == "neste":
        first = add_months(first, size)
    side = (match["side"] or "").strip() or None
    return between((first, add_months(first, size) - timedelta(days=1)), today, side)


def season(match: re.Match[str], today: date) -> Span | None:
    start = date(today.year, SEASONS[match["season"]], 1)
    days = start, add_months(start, 3) - timedelta(days=1)
    side = match["side"]
    running = start <= today <= days[1]
    gone = days[1] < today or (running and side not in _THIS_SEASON)
    if running and side in ("innen", "fra", "fra og med") and _is_late(start, today):
        gone = True  # «innen høsten» in November
    if match["year"]:
        first = date(year_of(match, today)[0].year, SEASONS[match["season"]], 1)
        return between((first, add_months(first, 3) - timedelta(days=1)), today, side)
    if gone or (
        (match["next"] or match["next2"]) and days[0].year == today.year and days[0] <= today
    ):
        days = add_months(days[0], 12), add_months(days[1], 12)
    elif (match["next"] or match["next2"]) and start.year == today.year:
        return None  # «neste vinter» before this one has begun: which?
    span = between(days, today, side)
    return (span[0], None) if span is not None and match["later"] else span


def season_over(match: re.Match[str], today: date) -> Span | None:
    """«når sommeren er over»: the three months after it."""
    start = date(today.year, SEASONS[match["season"]], 1)
    if add_months(start, 3) <= today:
        start = add_months(start, 12)
    return between((start, add_months(start, 3) - timedelta(days=1)), today, "etter")


def month(match: re.Match[str], today: date) -> Span | None:
    first = date(today.year, MONTHS.index(match["month"]) + 1, 1)
    if match["year"]:
        first = first.replace(year=year_of(match, today)[0].year)
    elif add_months(first, 1) <= today:
        first = add_months(first, 12)
    return between((first, add_months(first, 1) - timedelta(days=1)), today, match["side"])


def near_period(match: re.Match[str], today: date) -> Span | None:
    next_one = match["which"] in ("neste", "kommende")
    if match["period"] == "uke":
        first = monday_of(today) + timedelta(days=7 if next_one else 0)
        return between((first, first + timedelta(days=6)), today, match["side"])
    first = add_months(today.replace(day=1), 1 if next_one else 0)
    return between((first, add_months(first, 1) - timedelta(days=1)), today, match["side"])


def next_week(_: re.Match[str], today: date) -> Span | None:
    first = monday_of(today) + timedelta(days=7)
    return between((first, first + timedelta(days=6)), today, None)


def _feast(said: str) -> str:
    """«påskeferien» is Easter, «fellesferien» the summer's."""
    return (
        "nyttår"
        if said == "årsskiftet"
        else next((one for one in ("jul", "nyttår", "påske") if said.startswith(one)), "ferie")
    )


def feast(match: re.Match[str], today: date) -> Span | None:
    for year in (today.year, today.year + 1):
        easter = easter_sunday(year)
        first, last = {
            "jul": (date(year, 12, 23), date(year, 12, 31)),
            "nyttår": (date(year, 12, 31), date(year + 1, 1, 1)),
            "påske": (easter - timedelta(days=6), easter + timedelta(days=1)),
            "ferie": (date(year, 6, 22), date(year, 8, 14)),
        }[_feast(match["feast"])]
        if last >= today and not (match["side"] == "før" and first <= today):
            side = "før" if match["side"] == "innen" else match["side"]
            side = "før" if side.endswith((" til", "denne sida av", "denne siden av")) else side
            if match["later"] and side == "før":
                return until(first, today), None
            span = between((first, last), today, side)
            return (span[0], None) if span is not None and match["later"] else span
    return None
