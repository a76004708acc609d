"""How horizons are said, as patterns over digitised lines: the data of ``timing``.

Each rule has the builder that makes a span of its match; an earlier rule takes its words first.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.times import horizon_spans as spans
from voiceagent.norwegian.times.dates import MONTHS
from voiceagent.norwegian.times.horizon_spans import Builder

_NUMBER = r"(?:3 kvart|en par|noen(?: få)?|en halvt?|halvannen|halvt?|en|\d{1,3})"
_AMOUNT = (
    rf"(?:{_NUMBER} (?:nei|eller nei|unnskyld)(?: vent| forresten| unnskyld"
    rf"| om)* )?(?:en (?=\d))?(?P<n>{_NUMBER})"
    r"(?: (?:til|eller|kanskje|opp mot) (?P<to>\d{1,3})| (?P<near>\d{1,3}))?"
    r"(?P<half> og en halv)?(?: (?:gode?|drøye?|knappe?|snaue?))?"
)
_ABOUT = (
    r"(?:(?:rundt|kanskje|sånn|drøyt|drøye|knapt|knappe|nøyaktig|bortimot|nærmere|noe|som"
    r"|godt og vel|litt over|litt under|snaut) ){0,4}"
)
_UNIT = (
    r"(?P<unit>dag|dager|uke|veke|månad|måned|måneder|kvartal(?:er)?|halvår|år|åra|årene)"
    r"s?(?: tid)?"
)
_WITHIN = (
    r"(?:innen(?:for)?|inna(?:n)?for|mindre enn|ikke (?:mer|lenger|senere) enn(?: om)?|høyst"
    r"|maksimalt|maksimum|på det meste|opp til|inntil|"
    r"(?:i løpet av |innen )?(?:de|dei) (?:neste|nærmeste|første|1\.|kommende)"
    r"|i løpet av|under|maks|på|neste|opptil)"
)
_IN = r"(?:om|til om)"
_LEADS = (
    r"(?:si|tror|tru|vil tro|tipper|anslår|gjetter|regn|regner|sett|sett for oss|tar"
    r"|ta|tenker|snakker?|blir|er|fort|trenger|går|bruke)"
)
_MONTHS_LISTED = (
    rf"(?P<month>{'|'.join(MONTHS)})(?: {'| '.join(MONTHS)})?"
    rf"(?: (?:eller|og|til)(?: kanskje)?(?: i)?)? (?P<last>{'|'.join(MONTHS)})"
)
_LATER = (
    r"(?P<later>minimum|ikke før|ikke på|tidligst|først|"
    r"(?<!ikke )mer enn|minst|(?<!ikke )lenger enn)"
)
_PERIOD_SIDE = (
    r"(?:(?P<side>(?<!er det )ikke (?:aktuelt|noe|klart|ferdig|mulig|interessant|av) før"
    r"|før|innen|etter|fra og med|fra|over|ikke før|tidligst|først|(?<!er det )ikke|utover|til"
    r"|i løpet av|i"
    r"|ikke (?:\S+ ){1,4}?før"
    r"|senest|(?:i )?(?:starten|begynnelsen|midten|slutten) av|utpå|ut på|mot|rundt|en gang i|en"
    r" gang til|tidlig på|sent på|tidlig i|sent i|medio|ultimo|primo|ikke senere enn"
    r"|på (?:den )?2\. sid(?:a|en) av|på denne sid(?:a|en) av|allerede|denne|gjennom)"
    r"(?: (?:til|i|på|ut i|utgangen av|slutten av|starten av|midten av|løpet av))?)"
)
_OURS = (
    r"(?! (?:\S*(?:bransje|bedrift|avdeling|gruppe|familie|verden|region|butikk|størrelse|situasjon"
    r"|organisasjon|virksomhet|sektor|forening|kjede|interesse|hverdag|ende|by|kommune|drift"
    r"|produksjon|økonomi|måte|regi|tid|jobb|daglige|egen|lille|del)(?:en|a)?(?!\S)))"
)
"""What follows «vår» where that is no spring: «i vår bransje»."""


def _rule(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{body})(?!\S)")


_YEAR_SAID = r"(?P<year>20\d\d|neste år|i år|året)"
_SOON = (
    r"(?:så|helst så) (?:fort|snart|raskt|tidlig|kjapt) (?:som |så |at )?"
    r"(?:overhodet |praktisk |menneskelig )?(?:mulig|råd|det (?:går|lar seg gjøre)"
    r"|(?:du|dere|de|vi) (?:kan|klarer))|kan ikke vente|det brenner|på (?:flekken|dagen)"
    r"|skulle (?:\S+ )?hatt (?:det|den|dette|noe) (?:på plass )?(?:allerede|for lenge siden)"
    r"|snarest(?: mulig)?|"
    r"fort(?:e|a)st (?:mulig|råd)|i går helst$|umiddelbart|omgående"
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
    r"|snakker?|lander|aktuelt|peker|blir|starter|ønsker|planen er|målet er|håpet er)"
)
_HEDGES = (
    r"^(?:(?:kanskje|vel|sånn|cirka|rundt|tror|vil tro|tipper|ja|nei|en gang|jeg|la oss|si|sier|vi"
    r"|vil si|regner med|realistisk|sett|antakelig|sikkert|nok|det blir|anslår|gjetter på|eh|tja"
    r"|hm) )*"
)
_HEDGES_AFTER = (
    r"(?: (?:kanskje|vel|sånn|cirka|rundt|tror jeg|tenker jeg|eller så|da|fra nå|til|en gang"
    r"|mener jeg|det|må jeg|vil jeg|nok|si|måned|realistisk|trenger|vi|om ikke lenge|pluss minus))*"
    r"(?:$|(?= (?:hvis|dersom|forutsatt|så lenge|om alt|om det|om vi|når)(?!\S)))"
)
RULES: tuple[tuple[re.Pattern[str], Builder], ...] = (
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
            r"ikke (?:om )?\S+ (?P<unit>dager|uke|måned|måneder|år) men (?:heller )?(?:om )?"
            r"(?P<n>\d{1,2})(?: (?P<unit2>uke|måned|måneder|år))?"
        ),
        spans.rather_in,
    ),
    (
        _rule(
            r"(?:om |(?P<within>innen|i løpet av) |^(?:(?:ja|tja|eh|vel|kanskje|sånn|rundt) )*)"
            r"(?P<n>\d{1,3}) (?P<unit>dager|uke|måneder|år)"
            r" (?:eller|kanskje|til)(?: kanskje)? (?P<to>\d{1,2})"
            r"(?=$| (?:hvis|tror|tenker|vil|så|da|fra|omtrent|kanskje|en)(?!\S))"
        ),
        spans.or_more,
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
    (_rule(rf"{_AMOUNT} {_UNIT} (?:minimum|minst|eller mer|pluss(?! minus))"), spans.not_before),
    (_rule(rf"(?:{_WITHIN}|senest om|innen om) {_AMOUNT} {_UNIT}"), spans.within),
    (
        _rule(rf"{_IN} {_ABOUT}{_AMOUNT} {_UNIT}(?: eller (?:mer|så))?"),
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
            r")?(?P<day>\d{1,2})\.? "
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
            r"|(?:før|innen) månedsskiftet"
        ),
        spans.end_of_month,
    ),
    (_rule(r"(?:etter|over) månedsskiftet"), spans.after_month),
    (
        _rule(
            r"(?:innen |før |i løpet av |ut )(?:utgangen av |slutten av )?"
            r"(?:dette |inneværende )?kvartalet?(?: er (?:omme|over|slutt|ute))?"
        ),
        spans.end_of_quarter,
    ),
    (
        _rule(
            r"(?:(?P<side>ikke før|tidligst|først|innen|før|fra) )?(?:i |på |mot |ut i )?"
            r"(?P<part>tidlig|starten|begynnelsen|midten|midt|sent|slutten) (?:i |på |av )?"
            r"(?P<year>neste år|20\d\d)"
        ),
        spans.third_of_year,
    ),
    (
        _rule(rf"(?:i )?(?:de|årets) (?P<n>\d) 1\. måneder (?:av |i )?{_YEAR_SAID}"),
        spans.first_months,
    ),
    (
        _rule(rf"(?:om )?(?:mellom|fra) (?P<n>\d{{1,3}}) (?:og|til) (?P<to>\d{{1,3}}) {_UNIT}"),
        spans.from_to,
    ),
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
            rf"(?:{_PERIOD_SIDE} )?(?:(?P<part>[1-4]\.|siste) (?:kvartal|halvår)|(?:q|kvartal)"
            rf" ?(?P<q>[1-4]))(?: "
            rf"(?:i )?{_YEAR_SAID})?"
        ),
        spans.part_of_year,
    ),
    (
        _rule(
            r"(?:i løpet av |innen )?det (?:neste|nærmeste|kommende|1\.)"
            r" (?P<unit>halvår|kvartal|år)et"
        ),
        spans.within_one,
    ),
    (
        _rule(
            r"(?:satser|satsar|sikter|siktar|håper|tenker|går|snakke)"
            r" (?:(?:vi|nok|vel|jeg) )*(?:på )?"
            r"(?P<season>vår|høst|vinter|sommer)(?P<side>)(?P<later>)(?P<next>)(?P<next2>)(?P<year>)"
        ),
        spans.season,
    ),
    (
        _rule(
            r"(?:i løpet av |i |til )?(?P<side>fra(?: og med)? |tidligst |ikke før |først |innen )?"
            r"(?P<which>neste|dette|inneværende) (?P<size>kvartal|halvår)(?:et)?"
        ),
        spans.quarter,
    ),
    (
        _rule(
            rf"ikke (?:i )?(?:{'|'.join(MONTHS)}) men (?:heller |i )*(?P<side>)"
            rf"{_MONTH_SAID}(?P<year>)"
        ),
        spans.month,
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
            rf"(?: av(?!\S))?(?: {_YEAR_SAID})?"
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
            r"|i løpet av|til|(?:klart?|ferdig|på plass|i drift|i gang) til|fra og med"
            r"|på (?:den )?2\. sid(?:a|en) av|på denne sid(?:a|en) av"
            r"|fra) "
            r"(?P<feast>(?:jul|nyttår|årsskiftet|påske)(?!\S)|(?:sommer|felles|påske|jule)?ferien?)"
        ),
        spans.feast,
    ),
    (
        _rule(r"(?P<side>tidligst|ikke før)? ?(?:ut)?på nyåret"),
        spans.early_in_the_year,
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
    (_rule(rf"{_HEDGES}{_AMOUNT} {_UNIT}{_HEDGES_AFTER}"), spans.in_months),
    (_rule(rf"{_LEADS} (?:\S+ ){{0,2}}?{_AMOUNT} {_UNIT}"), spans.roughly_in),
    (
        _rule(r"(?P<n>\d{1,2}) (?P<unit>måneder|uke|år) (?:kanskje|opp mot) (?P<to>\d{1,2})$"),
        spans.from_to,
    ),
    (
        _rule(
            rf"{_HEDGES}(?:på )?(?P<season>vår|høst|vinter|sommer)(?P<side>)(?P<later>)(?P<next>)"
            rf"(?P<next2>)(?P<year>){_HEDGES_AFTER}"
        ),
        spans.season,
    ),
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
)
