"""How far ahead a need lies: «innen tre måneder», «til høsten», «ikke før om et par år».

A horizon is a span of months from now. Seasons and quarters are calendar spans: spring is March to
May, and so on. What only says that there is no hurry names no horizon.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from voiceagent.norwegian.calendar_days import easter_sunday
from voiceagent.norwegian.dates import MONTHS, add_months, monday_of
from voiceagent.norwegian.digitised import digitise
from voiceagent.norwegian.reading import Reading, words_pattern


@dataclass(frozen=True, slots=True)
class Horizon:
    """When something is needed, counted from now.

    Attributes:
        low_months: Earliest.
        high_months: Latest; None where it is open («ikke før neste år»).
        text: The caller's words for it, for reading back and for the record.
    """

    low_months: float
    high_months: float | None
    text: str


Span = tuple[float, float | None]
Days = tuple[date, date]
Builder = Callable[[re.Match[str], date], Span | None]

_DAYS_A_MONTH = 30.4
_NUMBER = r"(?:en par|noen(?: få)?|en halvt?|halvannen|halvt?|en|\d{1,3})"
_AMOUNT = (
    rf"(?:en (?=\d))?(?P<n>{_NUMBER})(?: (?:til|eller) (?P<to>\d{{1,3}})| (?P<near>\d{{1,3}}))?"
    r"(?P<half> og en halv)?"
)
_UNIT = r"(?P<unit>dag|dager|uke|måned|måneder|kvartal|halvår|år|åra|årene)s?(?: tid)?"
_UNIT_MONTHS = {"da": 1 / 30.4, "uk": 12 / 52, "må": 1.0, "kv": 3.0, "ha": 6.0, "år": 12.0}
_SEASONS = {"vår": 3, "sommer": 6, "høst": 9, "vinter": 12}
_THIS_SEASON = ("i", "i løpet av", "innen", "denne", "etter", "over", "gjennom", "allerede", "fra")
_WITHIN = r"(?:innen(?:for)?|i løpet av|de neste|dei neste|de første|under|maks|på|neste|opptil)"
_IN = r"(?:om|til om)"
_LATER = r"(?P<later>ikke før|tidligst|først|mer enn|minst|lenger enn)"
_PERIOD_SIDE = (
    r"(?:(?P<side>før|innen|etter|fra|over|ikke før|tidligst|først|ikke|utover|til|i løpet av|i"
    r"|utpå|mot|en gang i|en gang til|allerede|denne|gjennom)"
    r"(?: (?:til|i|på|ut i|utgangen av|slutten av|starten av|midten av|løpet av))?)"
)
_HALF_SAID = re.compile(rf"\S+ eller (?:i )?(?:{'|'.join(MONTHS)})(?!\S)")
_CORRECTED = words_pattern("nei", "eller nei", "rettere sagt", r"jeg (?:mente|mener)")


def read_horizon(text: str, *, now: datetime) -> Reading[Horizon] | None:
    """The horizon that an utterance gives; None where it gives none, or two that differ."""
    line = digitise(text)
    claimed: set[int] = set()
    found: list[tuple[int, int, Span]] = []
    for pattern, build in _RULES:
        for match in pattern.finditer(line.line):
            start, end = line.words(match)
            if not claimed.isdisjoint(range(start, end)):
                continue
            span = build(match, now.date())
            claimed.update(range(start, end))
            if span is not None:
                found.append((start, end, span))
    found.sort(key=lambda one: one[0])
    if found and _HALF_SAID.match(line.line[line.starts[found[-1][1] - 1] :]):
        return None
    if len(found) > 1 and _CORRECTED.search(line.line):
        found = found[-1:]
    if not found or len({span for _, _, span in found}) > 1:
        return None
    start, end, (low, high) = found[0]
    first, last = line.spans[start][0], line.spans[end - 1][1]
    horizon = Horizon(
        _rounded(low), None if high is None else _rounded(high), line.text.words(first, last)
    )
    return line.text.reading(horizon, first, last)


def _rounded(months: float) -> float:
    return round(max(0.0, months), 1)


def _until(day: date, today: date) -> float:
    return max(0.0, (day - today).days / _DAYS_A_MONTH)


def _between(days: Days, today: date, side: str | None) -> Span | None:
    """A calendar span, or one side of it."""
    first, last = days
    if last < today:
        return None
    match side:
        case "før" | "innen":
            return 0.0, _until(first if side == "før" else last, today)
        case "etter" | "over" | "ikke":
            return _until(last, today), None if side == "ikke" else _until(last, today) + 3
        case "fra" | "ikke før" | "tidligst" | "først" | "utover":
            return _until(first, today), None
    return _until(first, today), _until(last, today)


# ---------------------------------------------------------------- builders


def _soon(_: re.Match[str], __: date) -> Span | None:
    return 0.0, 1.0


def _nothing(_: re.Match[str], __: date) -> Span | None:
    return None


def _length(match: re.Match[str]) -> tuple[float, float] | None:
    unit = _UNIT_MONTHS[match["unit"][:2]]
    low = {
        "en par": 2.0,
        "noen": 2.0,
        "noen få": 2.0,
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
        low, high = low + 0.5, high + 0.5
    if high < low or low == 0:
        return None
    return low * unit, high * unit


def _within(match: re.Match[str], _: date) -> Span | None:
    length = _length(match)
    return None if length is None else (0.0, length[1])


def _in(match: re.Match[str], _: date) -> Span | None:
    return _length(match)


def _not_before(match: re.Match[str], _: date) -> Span | None:
    length = _length(match)
    return None if length is None else (length[0], None)


def _year(match: re.Match[str], today: date) -> Days:
    groups = match.groupdict()
    said = groups.get("year") or ""
    number = int(said) if said.isdigit() else today.year + (1 if "neste" in said else 0)
    return date(number, 1, 1), date(number, 12, 31)


def _half_of_year(match: re.Match[str], today: date) -> Span | None:
    """«siste halvdel av neste år», «rundt årsskiftet»."""
    start = _year(match, today)[0]
    first = start if match["half"].startswith(("1.", "første")) else add_months(start, 6)
    return _between((first, add_months(first, 6) - timedelta(days=1)), today, match["side"])


def _date(match: re.Match[str], today: date) -> Span | None:
    """«til første februar», «før 1. mai»: a day on one side of which the need lies."""
    month = MONTHS.index(match["month"]) + 1
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            return None
        if day >= today:
            later = match["side"] in ("fra", "etter", "tidligst", "ikke før")
            return (_until(day, today), None) if later else (0.0, _until(day, today))
    return None


def _turn_of_year(_: re.Match[str], today: date) -> Span | None:
    return _between((date(today.year, 12, 15), date(today.year + 1, 1, 31)), today, None)


def _or_two(match: re.Match[str], _: date) -> Span | None:
    unit = _UNIT_MONTHS[match["unit"][:2]]
    return unit, 2 * unit


def _calendar_year(match: re.Match[str], today: date) -> Span | None:
    return _between(_year(match, today), today, match["side"])


def _part_of_year(match: re.Match[str], today: date) -> Span | None:
    size = 3 if "kvartal" in match[0] or match["q"] else 6
    place = int((match["part"] or match["q"]).rstrip("."))
    if place > 12 // size:
        return None
    first = add_months(_year(match, today)[0], size * (place - 1))
    last = add_months(first, size) - timedelta(days=1)
    if last < today and not match["year"]:
        first, last = add_months(first, 12), add_months(last, 12)
    return _between((first, last), today, match["side"])


def _quarter(match: re.Match[str], today: date) -> Span | None:
    size = 3 if match["size"] == "kvartal" else 6
    first = date(today.year, size * ((today.month - 1) // size) + 1, 1)
    if match["which"] == "neste":
        first = add_months(first, size)
    return _between((first, add_months(first, size) - timedelta(days=1)), today, None)


def _season(match: re.Match[str], today: date) -> Span | None:
    start = date(today.year, _SEASONS[match["season"]], 1)
    days = start, add_months(start, 3) - timedelta(days=1)
    running = start <= today <= days[1]
    gone = days[1] < today or (running and match["side"] not in _THIS_SEASON)
    if match["year"]:
        first = date(_year(match, today)[0].year, _SEASONS[match["season"]], 1)
        return _between((first, add_months(first, 3) - timedelta(days=1)), today, match["side"])
    if gone or (
        (match["next"] or match["next2"]) and days[0].year == today.year and days[0] <= today
    ):
        days = add_months(days[0], 12), add_months(days[1], 12)
    return _between(days, today, match["side"])


def _month(match: re.Match[str], today: date) -> Span | None:
    first = date(today.year, MONTHS.index(match["month"]) + 1, 1)
    if match["year"]:
        first = first.replace(year=_year(match, today)[0].year)
    elif add_months(first, 1) <= today:
        first = add_months(first, 12)
    return _between((first, add_months(first, 1) - timedelta(days=1)), today, match["side"])


def _near_period(match: re.Match[str], today: date) -> Span | None:
    next_one = match["which"] in ("neste", "kommende")
    if match["period"] == "uke":
        first = monday_of(today) + timedelta(days=7 if next_one else 0)
        return _between((first, first + timedelta(days=6)), today, match["side"])
    first = add_months(today.replace(day=1), 1 if next_one else 0)
    return _between((first, add_months(first, 1) - timedelta(days=1)), today, match["side"])


def _next_week(_: re.Match[str], today: date) -> Span | None:
    first = monday_of(today) + timedelta(days=7)
    return _between((first, first + timedelta(days=6)), today, None)


def _feast(match: re.Match[str], today: date) -> Span | None:
    for year in (today.year, today.year + 1):
        easter = easter_sunday(year)
        first, last = {
            "jul": (date(year, 12, 23), date(year, 12, 31)),
            "nyttår": (date(year, 12, 31), date(year + 1, 1, 1)),
            "påske": (easter - timedelta(days=6), easter + timedelta(days=1)),
            "ferie": (date(year, 6, 22), date(year, 8, 14)),
        }[re.sub(r".*ferien?", "ferie", match["feast"])]
        if last >= today and not (match["side"] == "før" and first <= today):
            span = _between((first, last), today, match["side"])
            return (span[0], None) if span is not None and match["later"] else span
    return None


def _rule(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{body})(?!\S)")


_YEAR_SAID = r"(?P<year>20\d\d|neste år|i år|året)"
_SOON = (
    r"(?:så|helst så) (?:fort|snart|raskt|tidlig) (?:som )?(?:mulig|råd)|snarest(?: mulig)?|"
    r"fortest mulig|umiddelbart|omgående"
    r"|(?:nå )?med en gang|med det samme|straks|(?:det )?haster(?! ikke)(?: veldig| litt)?|"
    r"akutt|helst i går|før heller enn senere"
    r"|jo før jo (?:bedre|heller)|veldig snart|ganske snart|(?:det )?(?<!så )snart(?! vi)|i disse "
    r"dager|"
    r"(?:trenger det |trenger noe |helst |^)"
    r"nå(?: snart)?$|asap|omgåande|så snøgt som råd"
)
_HEDGES = r"^(?:(?:kanskje|vel|sånn|cirka|rundt|tror|vil tro|tipper|ja|nei|en gang|jeg) )*"
_HEDGES_AFTER = (
    r"(?: (?:kanskje|vel|sånn|cirka|rundt|tror jeg|tenker jeg|eller så|da|fra nå|til))*$"
)
_RULES: tuple[tuple[re.Pattern[str], Builder], ...] = (
    (
        _rule(
            r"(?:for|siden|i snart|har|i|de siste|i over) "
            + _AMOUNT
            + " "
            + _UNIT
            + r"(?: siden| sidan)?"
        ),
        _nothing,
    ),
    (
        _rule(
            _AMOUNT
            + " "
            + _UNIT
            + r" (?:siden|sidan|gammel|gamle|erfaring|avtale|binding|kontrakt)"
        ),
        _nothing,
    ),
    (_rule(rf"{_LATER} (?:{_IN} )?{_AMOUNT} {_UNIT}"), _not_before),
    (_rule(rf"{_WITHIN} {_AMOUNT} {_UNIT}"), _within),
    (_rule(rf"{_IN} (?:rundt |kanskje |sånn )?{_AMOUNT} {_UNIT}(?: eller (?:mer|så))?"), _in),
    (
        _rule(
            rf"(?:{_PERIOD_SIDE} )?(?P<half>(?:1\.|2\.|siste) halv(?:del(?:en)?|år(?:et)?|"
            rf"part(?:en)?)) "
            rf"(?:av |i )?{_YEAR_SAID}"
        ),
        _half_of_year,
    ),
    (
        _rule(
            r"(?P<side>til|før|innen|fra|etter|ikke før|tidligst|senest) (?:den "
            r")?(?P<day>\d{1,2})\. "
            rf"(?P<month>{'|'.join(MONTHS)})"
        ),
        _date,
    ),
    (_rule(r"(?:rundt|ved|omkring) (?:årsskiftet|nyttår)"), _turn_of_year),
    (
        _rule(
            rf"(?:{_PERIOD_SIDE} )?(?:(?P<part>[1-4]\.) (?:kvartal|halvår)|q ?(?P<q>[1-4]))(?: "
            rf"(?:i )?{_YEAR_SAID})?"
        ),
        _part_of_year,
    ),
    (
        _rule(
            r"(?:i løpet av |i |til )?(?P<which>neste|dette|inneværende) (?P<size>kvartal|halvår)"
        ),
        _quarter,
    ),
    (
        _rule(
            rf"{_PERIOD_SIDE} (?:den )?(?P<month>{'|'.join(MONTHS)})(?: (?P<year>20\d\d|neste år))?"
        ),
        _month,
    ),
    (
        _rule(
            rf"(?:{_PERIOD_SIDE} (?P<next>neste )?|(?P<next2>neste ))"
            rf"(?P<season>{'|'.join(_SEASONS)})(?: {_YEAR_SAID})?"
        ),
        _season,
    ),
    (
        _rule(
            r"(?P<later>tidligst |ikke før |først )?(?P<side>før|etter|over|innen|i løpet av|til) "
            r"(?P<feast>jul|nyttår|påske|(?:sommer|felles)?ferien?)"
        ),
        _feast,
    ),
    (
        _rule(r"på nyåret"),
        lambda _, today: _between(
            (date(today.year + 1, 1, 1), date(today.year + 1, 3, 1)), today, None
        ),
    ),
    (
        _rule(rf"(?:{_PERIOD_SIDE} )?(?P<which>neste|denne|kommende) (?P<period>uke|måned)"),
        _near_period,
    ),
    (
        _rule(rf"(?:{_PERIOD_SIDE} )?(?P<year>neste år|20\d\d|i år|dette år|inneværende år)"),
        _calendar_year,
    ),
    (
        _rule(
            r"(?P<side>i løpet av|innen|før|utgangen av|resten av|ut) (?:utgangen av |slutten "
            r"av )?(?P<year>året)"
        ),
        _calendar_year,
    ),
    (_rule(r"til uke"), _next_week),
    (_rule(_SOON), _soon),
    (_rule(r"en (?P<unit>uke|måned|år) eller 2"), _or_two),
    (_rule(rf"{_HEDGES}{_AMOUNT} {_UNIT}{_HEDGES_AFTER}"), _in),
)
