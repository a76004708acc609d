"""Which words name a date, and the builder in ``dates`` that says which date it is.

The table is ordered: a word that an earlier rule has taken is out of reach for a later one, so the
long forms stand before the short («første mandag i juni» before «mandag»). Patterns run over a
digitised line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from voiceagent.norwegian.numbers.digitised import Line
from voiceagent.norwegian.times import dates, feast_days, month_days
from voiceagent.norwegian.times.dates import MONTHS, SaidDay, follow
from voiceagent.norwegian.times.feast_days import NAMED_DAYS

Builder = Callable[[re.Match[str], date], SaidDay | None]

_WD = r"(?P<wd>mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)s?"
_MO = rf"(?P<mo>{'|'.join(MONTHS)})"
_COUNT = r"(?P<n>en|en par|\d{1,3})"
_DAY = r"(?P<d>\d{1,2})"
_NUMBER_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_YEAR = r"(?P<y>20 ?\d\d)"
_WEEK_NAME = (
    r"(?:i |til |på )?(?:(?P<wk>neste|kommende|denne|førstkommende|påfølgende) uke)|til uke"
)
_WEEK_NUMBER = (
    r"(?:i )?uke (?:nummer |nr )?(?P<week>\d{1,2}|en(?= (?:er|blir|i|på|da|passer)(?!\S)|$))"
)
_OTHER_WEEK = r" (?P<join>eller|og|til) (?:i )?(?:uke )?(?P<week2>\d{1,2})(?=$| (?!\d))"
_PART = (
    r"(?:(?:i |på |mot )?(?P<part>starten|begynnelsen|byrjinga|midten|slutten|utgangen|enden)"
    r" (?:av |på )|(?:i løpet av|resten av|hele|heile|en gang|gjennom) "
    r"|(?P<part2>tidlig|sent|først|midt|medio|siste del|1\. del) (?:i |på |av )?)?"
)
_FEASTS = (
    r"(?P<feast>påske|påskeferien?|pinse|jul|juleferien?|romjul|romjula|nyttår|sommer|sommerferie"
    r"|fellesferie|høstferie|vinterferie|ferie|17\. mai)n?"
)
_AFTER_DEN = (
    r"(?= (?:klokka|på|om|kan|passer|går|er det|eller|og|den|hvis|før|etter|så|da|mellom|rundt"
    r"|formiddag|ettermiddag|funker|hadde|nei|ja|det|altså|tror|helst|blir|fungerer|som"
    r"|er (?:jo |nok |også |helt |veldig |mye )?(?:bra|best|bedre|fin|grei|fint|greit|ledig|mulig"
    r"|ok|topp|perfekt|flott|umulig|vanskelig|verre|uaktuelt|opptatt|full|fullt|travel))(?!\S)|$)"
)


def _rule(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{body})(?!\S)")


_NAMED = rf"(?P<name>(?:{'|'.join(map(re.escape, NAMED_DAYS))})(?:en)?)"
_BESIDE = (
    r"(?:på )?(?:den )?(?P<nth>[1-3]\. |siste |aller siste )?(?P<unit>mandag|tirsdag|onsdag"
    r"|torsdag|fredag|uke|dagen"
    r"|dag|arbeidsdag|arbeidsdagen|virkedag|virkedagen)s? (?:rett |like |i uke |uke )?"
    r"(?P<side>etter|før|over|på)"
)

RULES: tuple[tuple[re.Pattern[str], Builder], ...] = (
    # What has gone by, or is no time to meet, names no date.
    (_rule(rf"natta? til {_WD}"), dates.nothing),
    (
        _rule(rf"(?:ha (?:en|ei|fin|riktig)|god|riktig|fortsatt) (?:\S+ )?{_WD}(?: videre)?"),
        dates.nothing,
    ),
    (_rule(rf"(?!(?:møtes|treffes|ses|sees|snakkes|tas|settes) )\S+es i {_MO}"), dates.nothing),
    (
        _rule(rf"(?:løper|går|utløper|varer|gjelder|slutter) (?:ut|til|av)?(?: \S+)? ?i {_MO}"),
        dates.nothing,
    ),
    (_rule(r"i ?går|i forgårs|i fjor"), dates.nothing),
    (
        _rule(rf"(?:{_WD} )?(?:i )?(?:forrige|sist|siste) (?:uke|måned|år)(?! (?:i|før|på) )"),
        dates.nothing,
    ),
    (_rule(rf"(?:forrige|sist) {_WD}"), dates.nothing),
    (
        _rule(
            r"(?:den |i )?uke (?:\d\d? )?(?:(?:som|det|er|vel|den|altså) )*(?:begynner|starter)"
            rf"(?: med| på)?(?: {_WD})?(?: den)? {_DAY}\. {_MO}"
        ),
        month_days.week_of_day,
    ),
    # Days of the month.
    (
        _rule(rf"(?P<nth>[1-5]\.|siste) {_WD} i (?:(?P<mwhich>neste|denne) måned|måned|{_MO})"),
        dates.nth_weekday,
    ),
    (
        _rule(rf"(?:den )?{_DAY}\. (?P<join>eller|og|til) (?:den )?(?P<d2>\d{{1,2}})\. {_MO}"),
        month_days.two_days,
    ),
    (
        _rule(
            rf"(?:den )?{_DAY}\. (?:i )?{_MO} (?P<join>eller|og|til) (?:den )?(?P<d2>\d{{1,2}})\."
            rf"(?! (?:i )?(?:{'|'.join(MONTHS)}|uke|\d))"
        ),
        month_days.two_days,
    ),
    (_rule(rf"(?:{_WD} )?(?:den )?{_DAY}\.? {_MO}(?: {_YEAR})?"), month_days.day_of_month),
    (
        _rule(rf"(?:{_WD} )?(?:den )?{_DAY}\. (?:i |av )(?:måned )?{_MO}(?: {_YEAR})?"),
        month_days.day_of_month,
    ),
    (
        _rule(rf"(?:{_WD} )?(?:den )?{_DAY}\. (?:i |av )?(?P<mwhich>neste) måned"),
        month_days.day_of_next_month,
    ),
    (
        _rule(rf"(?:{_WD} )?den siste (?:dagen )?i (?:{_MO}|(?P<mwhich>neste) måned|måned)"),
        month_days.last_of_month,
    ),
    (_rule(rf"(?:{_WD} )?(?:den )?{_DAY}\. {_NUMBER_MONTH}\. {_YEAR}"), month_days.day_of_month),
    (
        _rule(rf"{_MO} (?:{_WD} )?(?:den )?{_DAY}\.(?! {_MO.replace('mo', 'mo2')})"),
        month_days.day_of_month,
    ),
    (
        _rule(rf"(?:{_WD} )?(?:den )?{_DAY}\. i {_NUMBER_MONTH}\.(?: {_YEAR})?"),
        month_days.day_of_month,
    ),
    (_rule(rf"(?:{_WD} |den ){_DAY} i {_NUMBER_MONTH}\.(?: {_YEAR})?"), month_days.day_of_month),
    (
        _rule(rf"(?:{_WD} )?(?:den )?{_DAY}[./]{_NUMBER_MONTH}[./](?P<y>20\d\d|\d\d)"),
        month_days.day_of_month,
    ),
    (_rule(rf"{_DAY}\.(?P<m>1[0-2]|0?[1-9])(?= klokka)"), month_days.day_of_month),
    (_rule(rf"{_DAY}\. {_NUMBER_MONTH}\.(?= klokka|$)"), month_days.day_of_month),
    (
        _rule(rf"{_WD} (?:den )?\d+\. (?:eller )?(?:nei|unnskyld)(?: \S+)? (?:den )?{_DAY}\."),
        month_days.day_of_month,
    ),
    (_rule(r"(?P<d>2[4-9]|3[01])\.(?P<m>1[0-2]|0?[1-9])"), month_days.day_of_month),
    (_rule(rf"{_YEAR} (?P<m>0[1-9]|1[0-2]) (?P<d>\d\d)"), month_days.day_of_month),
    (_rule(rf"(?:{_WD} )?den {_DAY}[./]{_NUMBER_MONTH}"), month_days.day_of_month),
    (_rule(rf"(?:{_WD} )?{_DAY}/{_NUMBER_MONTH}"), month_days.day_of_month),
    (_rule(rf"(?:{_WD} )?{_DAY}\.(?P<m>[1-9])"), month_days.day_of_month),
    (_rule(rf"(?:{_WD} )?{_DAY}\.{_NUMBER_MONTH}\."), month_days.day_of_month),
    (_rule(rf"{_WD} {_DAY}\.{_NUMBER_MONTH}"), month_days.day_of_month),
    (
        _rule(rf"(?:{_WD} |den |{_WD.replace('wd', 'wd2')} den ){_DAY}\. {_NUMBER_MONTH}\."),
        month_days.day_of_month,
    ),
    (_rule(rf"{_WD} (?:den )?{_DAY}\."), month_days.day_of_month),
    (_rule(rf"{_WD} den {_DAY}(?=$| klokka| på| i)"), month_days.day_of_month),
    (_rule(r"(?:den )?(?P<d>[1-9]|[12]\d|3[01])\.? (?:i )?denne måned"), month_days.day_of_month),
    (
        _rule(r"^(?:ja |jo |kanskje |på |eh |hm )*(?P<d>1[1-9]|2\d|3[01])\.$"),
        month_days.day_of_month,
    ),
    (_rule(rf"den {_DAY}\.{_AFTER_DEN}"), month_days.day_of_named_month),
    (
        _rule(rf"den (?P<d>[3-9]|[12]\d|3[01])(?:\.|(?= klokka)){_AFTER_DEN}"),
        month_days.day_of_month,
    ),
    (
        _rule(
            r"(?P<d>1[1-9]|2\d|3[01])\.(?= (?:går|passer|funker|hadde|er (?:bedre|best|fin))(?!\S))"
        ),
        month_days.day_of_month,
    ),
    (_rule(rf"{_BESIDE} (?:hele )?{_FEASTS}"), feast_days.beside_feast),
    (_rule(rf"{_BESIDE} {_NAMED}"), feast_days.beside_feast),
    (_rule(rf"(?:på )?{_NAMED}"), feast_days.named_day),
    # Weekdays that say which one they are.
    (_rule(rf"{_WD} (?:om )?(?:{_COUNT} uke|(?P<days>8|14|21) dager)"), dates.weekday_later),
    (_rule(rf"om {_COUNT} uke (?:på )?{_WD}"), dates.weekday_in_weeks),
    (
        _rule(rf"{_WD} (?:{_WEEK_NUMBER}|{_WEEK_NAME}|(?:i |på )?uke (?P<wk3>etter neste))"),
        dates.weekday_in_week,
    ),
    # Weeks.
    (
        _rule(r"1\. uke (?:på |i |av )?(?:det )?(?:nye (?:år|året)|nyåret)"),
        dates.first_week_of_year,
    ),
    (_rule(rf"(?P<nth>[1-4]\.|siste) uke i (?:(?P<mwhich>neste) måned|{_MO})"), dates.nth_week),
    (_rule(_PART + _WEEK_NUMBER + _OTHER_WEEK), dates.weeks),
    (_rule(_WEEK_NUMBER + r" (?:i )?(?P<y>neste år|20\d\d)"), dates.week),
    (_rule(_PART + _WEEK_NUMBER + r"(?: (?:over|etter|på) (?:nyttår|nyåret|jul))?"), dates.week),
    (
        _rule(
            r"(?:i |til )?uke (?:etter(?: (?:der|det|den|igjen|neste))*|deretter)"
            r"(?=$| (?:klokka|på|om|kan|passer|går|er|da|hvis|altså|for|så|hadde|med)(?!\S))"
        ),
        dates.week_after,
    ),
    (_rule(_PART + rf"(?:{_WEEK_NAME})"), dates.week),
    (_rule(r"(?<=uke men )(?:den |i |til )?(?P<wk>neste)(?! \S*dag)"), dates.week),
    (_rule(r"(?:i løpet av|resten av|senere i|hele|heile|seinare i) uke"), dates.this_week),
    (
        _rule(r"(?:i |på |mot )?(?P<part>slutten|midten|starten) av uke|(?:sent|midt) i uke"),
        dates.this_week,
    ),
    (_rule(r"(?P<side>etter|over|før) helg"), dates.around_weekend),
    (_rule(r"(?:i|til|denne|på) helg"), dates.weekend),
    # Days from now.
    (
        _rule(
            rf"{_COUNT} (?P<unit>dag|dager|uke|måned|måneder) (?:fra (?:nå|i dag)|fr[ae]m i tid)"
        ),
        dates.in_days,
    ),
    (
        _rule(
            r"(?:i |i over |over )?(?P<rel>overmorgen)|(?:i |(?<!hopp )(?<!hoppe ))over ?i ?morgen"
        ),
        dates.relative,
    ),
    (_rule(r"(?P<rel>dagen etter) i morgen"), dates.relative),
    (_rule(r"(?<=i morgen men )(?P<rel>dagen etter)"), dates.relative),
    (_rule(r"i ?(?P<rel>dag|morgen)"), dates.relative),
    (
        _rule(
            rf"om (?:akkurat |rundt |kanskje |sånn |cirka |en (?=\d))*{_COUNT}"
            r" (?P<unit>dag|dager|uke|måned|måneder)s?(?: tid)?"
        ),
        dates.in_days,
    ),
    # Weekdays.
    (
        _rule(rf"(?P<which>neste|førstkommende|kommende|nå på|nå|denne|1\.) {_WD}"),
        dates.weekday_alone,
    ),
    (_rule(r"(?P<wd>mandag|tirsdag|onsdag|torsdag|fredag)er"), dates.weekday_plural),
    (_rule(rf"{_WD} (?P<wk>neste)(?! (?:uke|måned|år|gang)(?!\S))"), dates.weekday_in_week),
    (_rule(rf"{_WD}(?: nå)? som kommer"), dates.weekday_alone),
    (
        _rule(
            rf"{_WD} etter(?=$| (?:igjen|det|der|den|passer|går|er|funker|kan|da|hadde|så)(?!\S))"
        ),
        dates.weekday_after,
    ),
    (_rule(_WD), dates.weekday_alone),
    # Feasts and months.
    (_rule(r"(?:i |til |på )?romjul(?:a|en)?|mellom jul og nyttår"), feast_days.between_feasts),
    (_rule(rf"(?P<side>etter|før|over) (?:hele )?{_FEASTS}"), feast_days.feast),
    (_rule(r"(?P<side>på|utpå|ut på) (?:det )?(?:nye )?(?P<feast>nyår)et"), feast_days.feast),
    (_rule(rf"{_PART}(?:i )?(?P<mwhich>neste|denne) måned"), dates.month),
    (
        _rule(rf"(?:i )?(?P<part>starten|begynnelsen|midten|slutten|utgangen) av (?:{_MO}|måned)"),
        dates.month,
    ),
    (_rule(rf"(?:i|i løpet av|medio|en gang i|(?P<part>tidlig|sent) i) {_MO}"), dates.month),
)


def days_in(line: Line, today: date) -> tuple[list[SaidDay], set[int]]:
    """All days of a line in order, and the words that belong to dates.

    Words of what is no date after all («i går», «31. februar») are among the words, so that no
    other grammar makes something of their pieces.
    """
    found: list[SaidDay] = []
    claimed: set[int] = set()
    for pattern, build in RULES:
        for match in pattern.finditer(line.line):
            start, end = line.words(match)
            if not claimed.isdisjoint(range(start, end)) or _lacks_month(build, match):
                continue
            claimed.update(range(start, end))
            day = build(match, today)
            if day is not None:
                found.append(replace(day, start=start, end=end))
    return follow(sorted(found, key=lambda day: day.start)), claimed


def _lacks_month(build: Builder, match: re.Match[str]) -> bool:
    """Whether a day is read by a month named before it, and none was."""
    if build is not month_days.day_of_named_month:
        return False
    named = month_days.named_before(match)
    # «den andre» is the other one as well, unless it follows the first.
    return named is None or (match["d"] in ("1", "2") and int(match["d"]) <= named[0])
