"""Parts of the day, «før lunsj», «om en time» and «når som helst», as ranges of minutes.

Borders follow the office's hours and lunch, so «etter lunsj» moves with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from voiceagent.norwegian.numbers.digitised import Line
from voiceagent.norwegian.times.calendar_days import OfficeHours

_EVENING_ENDS = 21 * 60


@dataclass(frozen=True, slots=True)
class SaidPart:
    """A part of the day where it stands in a line.

    Attributes:
        start: First word of the line.
        end: Word after the last.
        part: Its code, as in :class:`~voiceagent.norwegian.times.when.When`.
        from_minute: Its beginning; None for «så tidlig som mulig» and the like.
        to_minute: Its end.
        afternoon: Which half of the day it lies in; None where it spans noon.
        today: Whether it names today as well («i ettermiddag»).
    """

    start: int
    end: int
    part: str
    from_minute: int | None
    to_minute: int | None
    afternoon: bool | None
    today: bool = False


@dataclass(frozen=True, slots=True)
class SaidDelay:
    """«om en halvtime», «med en gang»: minutes from now."""

    start: int
    end: int
    minutes: int


def _rule(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{body})(?!\S)")


_ON = r"(?:(?:på|om|til|i løpet av|utpå|ut på) )?"
_PARTS = (
    ("before_lunch", _rule(r"(?P<near>litt |rett |like |kort |rett |rundt )?(?:før|innen) lunsj")),
    ("after_lunch", _rule(r"(?P<near>litt |rett |like |kort |straks )?etter lunsj")),
    (
        "lunch",
        _rule(
            r"(?:rundt|i|ved|til|over) lunsj(?:tider|tid|en|pausen)?|midt på dagen|midt på dag"
            r"|i lunsjpausen|lunsjtider"
        ),
    ),
    (
        "start_of_day",
        _rule(
            r"(?:først|fyrst|tidlig) på (?:dagen|dag)|starten av dagen|(?:tidlig|"
            r"tidligst mulig) (?:på|om) morgenen|på morgenkvisten|grytidlig"
        ),
    ),
    (
        "end_of_day",
        _rule(
            r"(?:sent|senere|seint|slutten|sist) (?:på|av) (?:dagen|ettermiddagen|dag)"
            r"|mot slutten av dagen|(?<!for )(?<!litt )(?<!altfor )sent|utpå dagen|ut på dagen"
        ),
    ),
    (
        "morning",
        _rule(
            rf"{_ON}(?:morgenen|morningen|morgenane|morgontimane)|(?<=dag )morgen|"
            r"(?<=dags )morgen|(?<=i morgen )tidlig|(?<=imorgen )tidlig"
            r"|(?<=dag )tidlig|(?P<today>i dag tidlig)"
        ),
    ),
    (
        "forenoon",
        _rule(
            rf"{_ON}(?:formiddagen|formiddagene|formiddag|formiddagane|føremiddagane)"
            r"|(?P<today>i formiddag)|på formiddagstid"
        ),
    ),
    (
        "afternoon",
        _rule(
            rf"{_ON}(?:ettermiddagen|ettermiddagene|ettermiddag|ettermiddagane)"
            r"|(?P<today>i ettermiddag)"
        ),
    ),
    ("night", _rule(r"(?:om|på) (?:natta|natten)")),
    (
        "evening",
        _rule(
            rf"{_ON}(?:kvelden|kveld|kveldene|kveldstid)|(?P<today>i kveld)"
            r"|etter (?:jobb|jobben|arbeidstid|arbeid|kontortid|stengetid)"
        ),
    ),
)
_CHOOSE = r"(?:velge?|ta|finne?|sette?|plukke?|bestemme?|bruke?|foreslå|si)"
_SLOT = r"(?:tid|tida|tiden|dag|klokkeslett|tidspunkt|tidspunktet|time)"
_ANY = _rule(
    r"når som helst(?! (?:før|etter|mellom|fra)(?!\S))"
    r"|når det (?:måtte )?(?:passer?|er)(?: best)? (?:for )?(?:dere|deg|dykk)"
    r"|(?:klokka|tida|tiden|tidspunktet|dagen|klokkeslettet) (?:er|har|betyr) (?:\S+"
    r" )?(?:uvesentlig"
    r"|likegyldig|uviktig|underordnet|valgfri|valgfritt|samme|lite å si|ingenting)(?: for meg)?"
    r"|retter? (?:jeg |vi )?(?:meg|oss) etter (?:deg|dere)|åpen for (?:forslag|alt|det meste)"
    r"|(?:ingenting|lite|ikke noe) på (?:programmet|tapetet|planen)|slenge? inn noe"
    r"|velge? (?:bare |helt )?(?:selv|fritt|dere(?= |$))"
    r"|(?:er )?ikke så (?:nøye|farlig|viktig)|alt (?:er )?like (?:bra|greit|fint)"
    r"|er alt like (?:bra|greit|fint)|(?:det|du|dere|vi) (?:får )?bestemmer? (?:du|dere|selv|tida)"
    rf"|{_CHOOSE} (?:bare |du |da |dere |gjerne )*(?:(?:det|den|noe) (?=som )|noe"
    rf"|(?:en|et|den|det) {_SLOT}"
    rf"|{_SLOT})(?: (?:du|selv|dere|som (?:passer|er ledig|funker)(?: best)?"
    r"(?: for)?(?: deg| dere)?(?: best)?))*(?= (?:så|for|da|hvis|altså|vel)(?!\S)|$)"
    r"|(?:det )?(?:er )?(?:helt )?(?:samme|det samme|likegyldig|likegyldig|ett fett|ett|"
    r"like greit|en fett|hipp som happ|hipp som hann)(?: det)?(?: for meg| for oss|$)"
    r"|(?:\S+ende )?likegyldig(?= (?:når|hvilken|hva|om))"
    r"|(?:det )?samme når på dagen"
    r"|alle (?:tider|tidspunkt|klokkeslett)(?= (?:er|passer|går|funker|duger)(?!\S)|$)"
    r"|alle (?:tider|tidspunkt) (?:er )?like (?:gode?|bra|fine?)"
    r"|all verdens? (?:av )?tid|god tid hele (?:dagen|uke)"
    r"|spiller ingen rolle|speler inga rolle|(?:hvilken|hva) (?:dag |tid )?som helst(?: dag| tid)?"
    r"|samme (?:hva|når|hvilken)(?: tid| dag| time)?(?= |$)"
    r"|er alt (?:annet )?(?:greit|fint|bra|mulig|ok)|(?:passer|går) alt(?: annet)?"
    r"|hvilken dag som helst|(?:alle|hver) dager?|alle dagene|(?:jeg |vi )?er (?:jeg |vi )?"
    r"(?:ganske |veldig |helt |rimelig )?fleksib(?:el|le)"
    r"|så (?:fort|snart|raskt|tidlig) som mulig|snarest(?: mulig)?|(?:fortest|tidligst|"
    r"raskest) mulig"
    r"|hele(?= (?:mandag|tirsdag|onsdag|torsdag|fredag)(?: |$))|hele (?:dagen|dag)|heile dagen|"
    r"første (?:ledige|og beste|mulighet)|1\. (?:ledige|mulighet)"
    r"|(?:velg|ta|finn|si) (?:det|den|tida|tiden|en tid|tidspunktet|noe) som passer(?: best)?"
    r"(?: for)?(?: deg| dere)?(?: best)?|når du vil|når dere vil|du kan velge|velg du|bestem du|"
    r"(?:du|dere) (?:kan|får|må) (?:nesten |gjerne |bare |selv )*(?:velge|bestemme)(?! over)"
    r"|(?:må|får) (?:du|dere) (?:nesten |gjerne |bare |selv )*(?:velge|bestemme)(?! over)"
    r"|(?:^|(?<=da )|(?<=det er ))(?:du|dere) (?:som )?bestemmer$"
)
_NOW = _rule(
    r"(?:nå |no )?(?:med en gang|med en gong|med det samme|straks)|straks|(?<=akkurat )nå|^nå$"
    r"|(?:(?<=passer )|(?<=passer det )|(?<=passer bra )|(?<=ringe )|(?<=ta det )|(?<=snakke )"
    r"|(?<=ja )|(?<=gjerne )|(?<=går bra )|(?<=tid ))nå(?= |$)|nå(?= passer| går)"
)
_DELAY = _rule(
    r"om (?P<half>en halvtime|(?:en )?halv time(?:s tid)?|en (?:halvtime|halvtimes|halv times|"
    r"halvtime s) tid)|om (?P<quarter>(?:en "
    r")?kvart)|om halvannen time(?P<ha>)"
    r"|om (?P<quarters>3) kvart|om (?P<n>en par|en|\d{1,2})(?P<over> og en halv)?(?:s)? "
    r"(?P<unit>time|timer|times tid|"
    r"minutter|minutt)(?! eller)"
    r"|(?:gi meg|trenger|vent) (?P<half2>en halvtime|en halv time)"
    r"|(?:(?:gi meg|trenger|vent) )?(?P<n2>en|\d{1,2})s? (?P<unit2>times?|timer|minutter|minutt)"
    r"(?: tid)? til(?= (?:så|da|og så|før)(?!\S))"
)


def parts_in(line: Line, claimed: set[int], hours: OfficeHours) -> list[SaidPart]:
    """All parts of the day in a line; their words are added to ``claimed``."""
    found: list[SaidPart] = []
    for part, pattern in _PARTS:
        for match in pattern.finditer(line.line):
            start, end = line.words(match)
            groups = match.groupdict()
            today = groups.get("today") is not None
            taken = not claimed.isdisjoint(range(start, end))
            if taken and (not today or part == "morning"):
                continue
            claimed.update(range(start, end))
            low, high, afternoon = _span(part, hours, near=bool(groups.get("near")))
            found.append(SaidPart(start, end, _CODES.get(part, part), low, high, afternoon, today))
    return sorted(found, key=lambda part: part.start)


def any_time_in(line: Line, claimed: set[int]) -> list[tuple[int, int]]:
    """Words that leave the time to us; they are added to ``claimed``."""
    return _spans(_ANY, line, claimed)


def delays_in(line: Line, claimed: set[int]) -> list[SaidDelay]:
    """«om ti minutter» and «med en gang»; their words are added to ``claimed``."""
    found = [SaidDelay(start, end, 0) for start, end in _spans(_NOW, line, claimed)]
    for match in _DELAY.finditer(line.line):
        start, end = line.words(match)
        if claimed.isdisjoint(range(start, end)):
            claimed.update(range(start, end))
            found.append(SaidDelay(start, end, _delay_minutes(match)))
    return sorted(found, key=lambda delay: delay.start)


def _delay_minutes(match: re.Match[str]) -> int:
    if match["half"] or match["half2"]:
        return 30
    if match["quarter"]:
        return 15
    if match["quarters"]:
        return 45
    number, unit = match["n"] or match["n2"], match["unit"] or match["unit2"]
    if number is None:
        return 90
    count = {"en": 1, "en par": 2}.get(number) or int(number)
    size = 1 if unit.startswith("min") else 60
    return count * size + (size // 2 if match["over"] else 0)


def _spans(pattern: re.Pattern[str], line: Line, claimed: set[int]) -> list[tuple[int, int]]:
    spans = []
    for match in pattern.finditer(line.line):
        start, end = line.words(match)
        if claimed.isdisjoint(range(start, end)):
            claimed.update(range(start, end))
            spans.append((start, end))
    return spans


_CODES = {
    "before_lunch": "forenoon",
    "after_lunch": "afternoon",
    "start_of_day": "morning",
    "end_of_day": "afternoon",
}


def _span(part: str, hours: OfficeHours, *, near: bool) -> tuple[int, int, bool | None]:
    opens, closes = hours.open_minute, hours.close_minute
    noon = 12 * 60
    match part:
        case "before_lunch":
            return (hours.lunch_from - 60 if near else opens), hours.lunch_from, False
        case "after_lunch":
            return hours.lunch_to, (hours.lunch_to + 60 if near else closes), True
        case "lunch":
            return hours.lunch_from, hours.lunch_to + 60, None
        case "start_of_day" | "morning":
            return opens, max(opens + 60, 10 * 60), False
        case "end_of_day":
            return closes - 120, closes, True
        case "forenoon":
            return opens, noon, False
        case "afternoon":
            return noon, closes, True
        case "night":
            return 0, 5 * 60, False
        case _:
            return closes, _EVENING_ENDS, True
