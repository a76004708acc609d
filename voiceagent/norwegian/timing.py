"""How far ahead a need lies: «innen tre måneder», «til høsten», «ikke før om et par år».

A horizon is a span of months from now. Seasons and quarters are calendar spans: spring is March to
May, and so on. What only says that there is no hurry names no horizon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from voiceagent.norwegian import horizon_spans as spans
from voiceagent.norwegian.dates import MONTHS
from voiceagent.norwegian.digitised import digitise
from voiceagent.norwegian.evidence import is_about_the_past
from voiceagent.norwegian.horizon_spans import Builder, Span
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


_NUMBER = r"(?:3 kvart|en par|noen(?: få)?|en halvt?|halvannen|halvt?|en|\d{1,3})"
_AMOUNT = (
    rf"(?:{_NUMBER} (?:nei|eller nei|unnskyld)(?: vent| forresten| unnskyld"
    rf"| om)* )?(?:en (?=\d))?(?P<n>{_NUMBER})"
    r"(?: (?:til|eller) (?P<to>\d{1,3})| (?P<near>\d{1,3}))?"
    r"(?P<half> og en halv)?"
)
_UNIT = r"(?P<unit>dag|dager|uke|måned|måneder|kvartal(?:er)?|halvår|år|åra|årene)s?(?: tid)?"
_WITHIN = (
    r"(?:innen(?:for)?|(?:i løpet av |innen )?(?:de|dei) (?:neste|nærmeste|første|1\.|kommende)"
    r"|i løpet av|under|maks|på|neste|opptil)"
)
_IN = r"(?:om|til om)"
_LEADS = (
    r"(?:si|tror|tru|vil tro|tipper|anslår|gjetter|regn|regner|sett|sett for oss|tar"
    r"|ta|tenker|snakker|blir|er|fort|trenger|går|bruke)"
)
_MONTHS_LISTED = (
    rf"(?P<month>{'|'.join(MONTHS)})(?: {'| '.join(MONTHS)})?"
    rf"(?: (?:eller|og|til)(?: kanskje)?(?: i)?)? (?P<last>{'|'.join(MONTHS)})"
)
_LATER = r"(?P<later>minimum|ikke før|ikke på|tidligst|først|mer enn|minst|lenger enn)"
_PERIOD_SIDE = (
    r"(?:(?P<side>(?<!er det )ikke (?:aktuelt|noe|klart|ferdig|mulig|interessant|av) før"
    r"|før|innen|etter|fra og med|fra|over|ikke før|tidligst|først|(?<!er det )ikke|utover|til"
    r"|i løpet av|i"
    r"|ikke (?:\S+ ){1,4}?før"
    r"|senest|(?:i )?(?:starten|begynnelsen|midten|slutten) av|utpå|ut på|mot|rundt|en gang i|en"
    r" gang til|allerede|denne|gjennom)"
    r"(?: (?:til|i|på|ut i|utgangen av|slutten av|starten av|midten av|løpet av))?)"
)
_HALF_SAID = re.compile(rf"\S+ eller (?:i )?(?:{'|'.join(MONTHS)})(?!\S)")
_UNWANTED = re.compile(r" (?:er|blir) (?:helt )?(?:uaktuelt|utelukket|for (?:tidlig|sent)|umulig)")
_DENIED_AFTER = re.compile(
    r" (?:blir|skjer|rekker|går|kommer|får|klarer)(?: (?:det|vi|jeg|nok|dessverre))* ikke(?!\S)"
)
_NOT_SOONER = re.compile(r"(?: en gang| tidligst| men)* (?:ikke før|tidligst)(?: det| da)?$")
_CORRECTED = words_pattern(
    "nei", "eller nei", "rettere sagt", r"jeg (?:mente|mener)", r"men (?:\S+ ){0,3}heller", "altså"
)
_OURS = (
    r"(?! (?:\S*(?:bransje|bedrift|avdeling|gruppe|familie|verden|region|butikk|størrelse|situasjon"
    r"|organisasjon|virksomhet|sektor|forening|kjede|interesse|hverdag|ende|by|kommune|drift"
    r"|produksjon|økonomi|måte|regi|tid|jobb|daglige|egen|lille|del)(?:en|a)?(?!\S)))"
)
"""What follows «vår» where that is no spring: «i vår bransje»."""
_OF_LIFE = words_pattern(
    r"(?:jeg|han|hun|sjefen|kona|mannen|kollegaen) (?:\S+ ){0,2}?(?:blir|er)"
    r" (?:pensjonist|pensjonert|pappa|mamma|far|mor|bestefar|bestemor|gift|\d\d(?: år)?$)",
    r"går av(?: med pensjon)?", r"pensjonerer(?: meg| seg)", r"fyller (?:jeg |vi )?\d+",
    r"i fjor(?!.*(?:nå|men|skal|blir)(?!\S))",
)  # fmt: skip
"""What tells of somebody's life, or of last year: no need lies there."""


def read_horizon(text: str, *, now: datetime) -> Reading[Horizon] | None:
    """The horizon that an utterance gives; None where it gives none, or two that differ."""
    line = digitise(text)
    if is_about_the_past(line.line.split(" ")) or _OF_LIFE.search(line.line):
        return None
    claimed: set[int] = set()
    found: list[tuple[int, int, Span]] = []
    for pattern, build in _RULES:
        for match in pattern.finditer(line.line):
            start, end = line.words(match)
            if not claimed.isdisjoint(range(start, end)):
                continue
            span = build(match, now.date())
            if span is not None and _DENIED_AFTER.match(line.line, match.end()):
                span = None if span[1] is None else (span[1], None)
            if span is not None and _NOT_SOONER.match(line.line, match.end()):
                span = (span[0], None)
            if _UNWANTED.match(line.line, match.end()):
                span = None
            claimed.update(range(start, end))
            if span is not None:
                found.append((start, end, span))
    found.sort(key=lambda one: one[0])
    if found and _HALF_SAID.match(line.line[line.starts[found[-1][1] - 1] :]):
        return None
    if len(found) > 1 and _CORRECTED.search(
        line.line, line.starts[found[0][1] - 1], line.starts[found[-1][1] - 1]
    ):
        found = found[-1:]
    if any(span != spans.SOON for _, _, span in found):  # «helst i går men innen to måneder»
        found = [one for one in found if one[2] != spans.SOON]
    if not found:
        return None
    start, end, (low, high) = min(found, key=lambda one: _width(one[2]))
    if not all(_is_within((low, high), span) for _, _, span in found):
        return None
    first, last = line.spans[start][0], line.spans[end - 1][1]
    horizon = Horizon(
        _rounded(low), None if high is None else _rounded(high), line.text.words(first, last)
    )
    return line.text.reading(horizon, first, last)


def _width(span: Span) -> float:
    return float("inf") if span[1] is None else span[1] - span[0]


def _is_within(inner: Span, outer: Span) -> bool:
    """Whether one horizon narrows the other: «i sommer, juni juli»."""
    if inner[1] is not None and outer[1] is not None:  # «i august, etter ferien»
        shared = min(inner[1], outer[1]) - max(inner[0], outer[0])
        if shared >= _width(inner) / 2 > 0:
            return True
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1] + 0.1)
    return outer[0] <= inner[0] + 0.1 and ends


def _rounded(months: float) -> float:
    return round(max(0.0, months), 1)


def _rule(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{body})(?!\S)")


_YEAR_SAID = r"(?P<year>20\d\d|neste år|i år|året)"
_SOON = (
    r"(?:så|helst så) (?:fort|snart|raskt|tidlig|kjapt) (?:som |så |at )?(?:mulig|råd|det går"
    r"|(?:du|dere|de|vi) (?:kan|klarer))|kan ikke vente|det brenner|på (?:flekken|dagen)"
    r"|skulle (?:\S+ )?hatt (?:det|den|dette|noe) (?:på plass )?(?:allerede|for lenge siden)"
    r"|snarest(?: mulig)?|"
    r"fortest mulig|umiddelbart|omgående"
    r"|(?:nå )?(?:med|vi) en gang|med det samme|straks|(?:det )?haster(?! ikke)(?: veldig| litt)?|"
    r"akutt|helst i går|før heller enn senere"
    r"|jo før jo (?:bedre|heller)|veldig snart|ganske snart|(?:det )?(?<!så )snart(?! vi)|i disse "
    r"dager|"
    r"(?:trenger det |trenger noe |helst |^)"
    r"nå(?: snart)?$|asap|omgåande|så snøgt som råd"
)
_MONTH_SAID = rf"(?P<month>{'|'.join(MONTHS)})"
_AIMS = (
    r"(?:sikter|satser|siktar|satsar|håper|planlegger|planlegg|regner|tenker|tenkt|sett|ser|går"
    r"|snakker|lander|aktuelt|peker|blir|starter|ønsker|planen er|målet er)"
)
_HEDGES = r"^(?:(?:kanskje|vel|sånn|cirka|rundt|tror|vil tro|tipper|ja|nei|en gang|jeg) )*"
_HEDGES_AFTER = (
    r"(?: (?:kanskje|vel|sånn|cirka|rundt|tror jeg|tenker jeg|eller så|da|fra nå|til|en gang"
    r"|mener jeg|det))*$"
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
        spans.nothing,
    ),
    (
        _rule(
            _AMOUNT
            + " "
            + _UNIT
            + r" (?:siden|sidan|gammel|gamle|erfaring|avtale|binding|kontrakt)"
        ),
        spans.nothing,
    ),
    (_rule(r"(?P<side>)ikke i år men (?P<year>neste)(?: år)?"), spans.calendar_year),
    (_rule(rf"{_LATER} (?:{_IN} )?{_AMOUNT} {_UNIT}"), spans.not_before),
    (
        _rule(
            r"ikke om \S+ (?:uke|måned|måneder|år) men (?:om )?(?P<n>\d{1,2})(?P<to>)(?P<near>)"
            r"(?P<half>)(?: (?P<unit2>uke|måned|måneder|år))?"
        ),
        spans.rather_in,
    ),
    (_rule(rf"{_WITHIN} en (?P<unit>uke|måned|år) eller (?:2|en par)"), spans.within_two),
    (_rule(r"(?:om )?en (?P<unit>uke|måned|år) eller 2"), spans.or_two),
    (_rule(r"(?:om )?en (?P<unit>måned|år) (?:eller |kanskje )+halvannen"), spans.or_one_and_half),
    (_rule(rf"(?:\S*horisont|sikt|perspektiv|tidsramme) på {_AMOUNT} {_UNIT}"), spans.in_months),
    (
        _rule(
            r"(?P<n>en|\d{1,2}) (?P<unit>dag|dager|uke|måned|måneder) til (?P<to>en|\d{1,2}) "
            r"(?P<unit2>uke|måned|måneder|år)"
        ),
        spans.from_unit_to_unit,
    ),
    (_rule(r"en halvt? til en (?:helt? )?(?P<unit>år|måned)"), spans.half_to_whole),
    (
        _rule(
            r"\S+ (?P<unit>uke|måned|måneder|år) (?:eller )?(?:nei|unnskyld)"
            r"(?: (?:forresten|si|sier|jeg|mener|heller|da|vi))* (?P<n>\d{1,2})(?= |$)(?! \S*)"
        ),
        spans.rather_in,
    ),
    (_rule(rf"{_AMOUNT} {_UNIT} (?:maks|maksimalt|maksimum|høyst|på det meste)"), spans.within),
    (_rule(rf"{_AMOUNT} {_UNIT} (?:minimum|minst|eller mer|pluss)"), spans.not_before),
    (_rule(rf"(?:{_WITHIN}|senest om|innen om) {_AMOUNT} {_UNIT}"), spans.within),
    (
        _rule(rf"{_IN} (?:rundt |kanskje |sånn )?{_AMOUNT} {_UNIT}(?: eller (?:mer|så))?"),
        spans.in_months,
    ),
    (
        _rule(
            rf"(?:{_PERIOD_SIDE} )?(?P<half>(?:1\.|2\.|siste) halv(?:del(?:en)?|år(?:et)?|"
            rf"part(?:en)?)) "
            rf"(?:av |i )?{_YEAR_SAID}"
        ),
        spans.half_of_year,
    ),
    (
        _rule(
            r"(?P<side>til|før|innen|fra|etter|ikke før|tidligst|senest) (?:den "
            r")?(?P<day>\d{1,2})\. "
            rf"(?P<month>{'|'.join(MONTHS)})"
        ),
        spans.on_date,
    ),
    (
        _rule(
            r"(?:før|innen) (?:årsskiftet|årsslutt|(?:året|år) er (?:omme|over|slutt|ute))"
            r"|(?:ut|innen) året|på denne sida av (?:nyttår|årsskiftet)"
        ),
        spans.end_of_year,
    ),
    (
        _rule(
            r"(?:innen |før |i )?(?:utgangen|slutten|løpet) av (?:denne )?måned"
            r"|(?:før|innen) måned er (?:omme|over|slutt|ute)|ut måned"
        ),
        spans.end_of_month,
    ),
    (
        _rule(rf"(?:i )?(?:de|årets) (?P<n>\d) 1\. måneder (?:av |i )?{_YEAR_SAID}"),
        spans.first_months,
    ),
    (_rule(rf"(?:om )?mellom (?P<n>\d{{1,3}}) og (?P<to>\d{{1,3}}) {_UNIT}"), spans.from_to),
    (_rule(r"(?:rundt|ved|omkring) (?:årsskiftet|nyttår)"), spans.turn_of_year),
    (
        _rule(
            r"(?:i )?(?:q ?(?P<q>[1-4])|(?P<part>[1-4])\.(?: kvartal)?) (?:eller|og|til) (?:i )?"
            rf"(?:q ?(?P<q2>[1-4])|(?P<part2>[1-4])\. kvartal)(?: (?:i )?{_YEAR_SAID})?"
        ),
        spans.quarters_listed,
    ),
    (
        _rule(
            rf"(?:{_PERIOD_SIDE} )?(?:(?P<part>[1-4]\.) (?:kvartal|halvår)|(?:q|kvartal)"
            rf" ?(?P<q>[1-4]))(?: "
            rf"(?:i )?{_YEAR_SAID})?"
        ),
        spans.part_of_year,
    ),
    (
        _rule(
            r"(?:i løpet av |i |til )?(?P<which>neste|dette|inneværende) (?P<size>kvartal|halvår)"
        ),
        spans.quarter,
    ),
    (
        _rule(rf"(?:{_PERIOD_SIDE} )?{_MONTHS_LISTED}(?P<year> (?:neste år|20\d\d))?"),
        spans.months_listed,
    ),
    (
        _rule(
            rf"{_PERIOD_SIDE} (?:den )?(?P<month>{'|'.join(MONTHS)})(?: (?P<year>20\d\d|neste år))?"
        ),
        spans.month,
    ),
    (_rule(rf"(?P<side>){_MONTH_SAID} {_YEAR_SAID}"), spans.month),
    (
        _rule(rf"{_AIMS} (?:\S+ ){{0,3}}?(?P<side>){_MONTH_SAID}(?P<year>)"),
        spans.month,
    ),
    (_rule(rf"(?:nei|unnskyld) (?P<side>){_MONTH_SAID}(?P<year>)"), spans.month),
    (
        _rule(
            rf"{_HEDGES}(?P<side>){_MONTH_SAID}(?P<year>) (?:er|blir|hadde|ville|passer|står)"
            r" (?:det|nok|vel|planen|målet|aktuelt|realistisk|fristen|best|bra|fint|vært)"
        ),
        spans.month,
    ),
    (
        _rule(rf"{_HEDGES}(?P<side>){_MONTH_SAID}(?P<year>){_HEDGES_AFTER}"),
        spans.month,
    ),
    (
        _rule(rf"når (?P<season>{'|'.join(spans.SEASONS)}) er (?:over|ferdig|slutt|omme)"),
        spans.season_over,
    ),
    (
        _rule(
            rf"(?P<later>(?:ikke før|tidligst|først) (?=etter|over))?{_PERIOD_SIDE} "
            rf"(?P<next>neste )?(?P<next2>)(?P<season>{'|'.join(spans.SEASONS)}){_OURS}"
            rf"(?: {_YEAR_SAID})?"
        ),
        spans.season,
    ),
    (
        _rule(
            rf"(?P<side>)(?P<later>)(?P<next>)(?:når (?=\S+ kommer)|(?=\S+ (?:20|neste))"
            rf"|(?P<next2>neste ))(?P<season>{'|'.join(spans.SEASONS)})(?: {_YEAR_SAID})?"
        ),
        spans.season,
    ),
    (
        _rule(
            r"(?P<later>tidligst |ikke (?=før)|ikke før |først )?(?P<side>før|etter|over|innen"
            r"|i løpet av|til"
            r"|fra) "
            r"(?P<feast>jul|nyttår|påske|(?:sommer|felles)?ferien?)"
        ),
        spans.feast,
    ),
    (
        _rule(r"på nyåret"),
        lambda _, today: spans.between(
            (date(today.year + 1, 1, 1), date(today.year + 1, 3, 1)), today, None
        ),
    ),
    (
        _rule(rf"(?:{_PERIOD_SIDE} )?(?P<which>neste|denne|kommende) (?P<period>uke|måned)"),
        spans.near_period,
    ),
    (
        _rule(rf"(?:{_PERIOD_SIDE} )?(?P<year>neste år|20\d\d|i år|dette år|inneværende år)"),
        spans.calendar_year,
    ),
    (
        _rule(
            r"(?P<side>i løpet av|innen|før|utgangen av|resten av|ut) (?:utgangen av |slutten "
            r"av )?(?P<year>året)"
        ),
        spans.calendar_year,
    ),
    (_rule(r"til uke"), spans.next_week),
    (_rule(_SOON), spans.soon),
    (_rule(rf"{_AMOUNT} {_UNIT} (?:fram|frem)(?: i tid)?"), spans.in_months),
    (_rule(rf"{_LEADS} (?:\S+ ){{0,2}}?{_AMOUNT} {_UNIT}"), spans.roughly_in),
    (_rule(rf"nærmere(?: bestemt)? {_AMOUNT} {_UNIT}"), spans.in_months),
    (
        _rule(
            rf"{_AMOUNT} {_UNIT} (?:(?:går|er|holder|hadde vært|ville vært) (?:fint|greit|bra|passe"
            r"|realistisk|ideelt|best)|(?:tenker|tror|regner|sier|tipper) (?:vi|jeg))"
        ),
        spans.in_months,
    ),
    (_rule(rf"{_AMOUNT} {_UNIT} (?:før (?:det|vi|den|alt)|er det (?:vi|som))"), spans.in_months),
    (_rule(rf"(?P<side>)(?:den )?(?P<day>\d{{1,2}})\. {_MONTH_SAID}"), spans.on_date),
    (_rule(rf"{_HEDGES}{_AMOUNT} {_UNIT}{_HEDGES_AFTER}"), spans.in_months),
)
