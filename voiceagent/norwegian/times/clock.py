"""Clock times as they are said, resolved by office hours where the half of the day is open.

Works on a digitised line («fem over halv 11»). A time is *strong* when its form alone says that it
is one («klokka ti», «halv tre», «14.30»); a bare number is *weak* and counts only next to a day, or
as the whole answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from voiceagent.norwegian.numbers.digitised import Line, digitise
from voiceagent.norwegian.times.calendar_days import DEFAULT_HOURS, OfficeHours
from voiceagent.norwegian.words.plain_words import FUNCTION_WORDS
from voiceagent.norwegian.words.reading import Reading, word_set

_NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day.

    Attributes:
        minute: Minutes after midnight, after resolving.
        ambiguous: Whether the other half of the day is as likely.
    """

    minute: int
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A clock time or a range of them where it stands in a line.

    Attributes:
        start: First word of the line.
        end: Word after the last.
        low: The time, or the earliest; None for «før tolv».
        high: The latest; None for «etter to» and for one time.
        about: «rundt ti», «ved totida».
        open_half: Whether a half of the day was left open, so that a part of day may settle it.
        strong: Whether its form alone says that it is a time.
        exact: One time rather than a border.
    """

    start: int
    end: int
    low: int | None
    high: int | None = None
    about: bool = False
    open_half: bool = False
    strong: bool = True
    exact: bool = True


_HOUR = r"(?:2[0-4]|1\d|0?\d|en)"
_STRONG = (
    rf"(?:(?:kvart|\d\d?(?: minutter)?) (?:over|på|før) (?:halv )?{_HOUR}"
    rf"|halv {_HOUR}|(?:2[0-3]|[01]?\d)[.:][0-5]\d|{_HOUR} (?:0 0|00)"
    rf"|(?<=klokka ){_HOUR} og (?:2[5-9]|[345]\d)"
    r"|(?<=klokka )(?:2[0-3]|[01]\d)[0-5]\d|0[6-9][0-5]\d)"
)
_WEAK = rf"(?:0 [6-9] (?:[1-5]\d|0 0)|{_HOUR}(?: (?:[1-5]\d|0 \d))?|1(?:[1-7]00|[0-7](?:15|30|45)))"
_ANY = rf"(?:{_STRONG}|{_WEAK})"
_CLOCK = r"(?:klokka )?"


def _rule(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{body})(?!\S)")


_BETWEEN = _rule(rf"mellom {_CLOCK}(?P<a>{_ANY}) (?:og|å) {_CLOCK}(?P<b>{_ANY})")
_FROM_MOVED_TO = _rule(
    rf"(?:flytte?|endre|skyve?|bytte|utsette)(?: \S+){{0,2}}? fra (?P<p2>{_CLOCK}{_ANY})"
    rf" til (?P<k>klokka )?(?P<a>{_ANY})(?P<t>)"
)
_FROM_TO = _rule(
    rf"(?:fra|(?:i )?(?:tidsrommet|perioden)) {_CLOCK}(?P<a>{_ANY}) (?:og |fram )?til"
    rf" {_CLOCK}(?P<b>{_ANY})"
)
_OR_HALF = _rule(
    rf"(?<!ikke )(?:rundt |ved |sånn )?{_CLOCK}(?P<a>{_HOUR}) (?:eller )?(?P<b>halv {_HOUR})"
)
_TO = _rule(rf"(?P<k>klokka )?(?P<a>{_ANY}) til {_CLOCK}(?P<b>{_ANY})")
_AFTER = _rule(
    r"(?P<p>(?<!ikke )etter|fra|fra og med|tidligst|ikke (?:før|tidligere enn)|når som helst etter"
    r"|(?:opptatt|møte|møter|møtet|kurs|borte|bortreist|stengt) (?:fram )?til)"
    rf" (?P<k>klokka )?(?P<a>{_ANY})"
    r"(?: og (?:utover|senere|oppover))?"
)
_BEFORE = _rule(
    r"(?P<p>(?<!ikke )(?<!kvart )(?<!5 )(?<!0 )før|når som helst før|innen|senest|fram til"
    r"|ikke (?:etter|senere enn)"
    r"|(?:(?<=her )|(?<=inne )|(?<=jobb )|(?<=plass )|(?<=kontoret )|(?<=hjemme )|(?<=ledig )"
    r"|(?<=tid )|(?<=tilgjengelig ))til)"
    rf" (?P<k>klokka )?(?P<a>{_ANY})"
)
_ABOUT = _rule(
    rf"(?P<p>rundt|ved|omtrent|sånn|i) (?P<k>klokka )?(?P<a>{_ANY})(?P<t> tida?| tiden)?"
)
_AT = _rule(
    r"(?P<k>klokka (?:er )?|på slaget |presis klokka )?(?:presis |nøyaktig |akkurat )?"
    rf"(?P<a>{_ANY})(?P<t> tida?| tiden| presis| blank| sharp)?"
)

_WEAK_AFTER = FUNCTION_WORDS - word_set(
    "en ei et ett annen annet av per pr pluss minus"
) | word_set("presis tida perfekt supert mandag tirsdag onsdag torsdag fredag vart klarer okei")
_LATER = (
    "etter",
    "fra",
    "fra og med",
    "tidligst",
    "ikke før",
    "ikke tidligere enn",
    "når som helst etter",
)
_RANGE_LEADS = ("mellom", "fra", "i tidsrommet", "tidsrommet", "i perioden", "perioden")
_LEAD_TO_BORDER = word_set(
    "helst gjerne passer best bra fint går kan bli blir skjer må bare kun heller tas"
    " ledig tilgjengelig ringe jobb kontoret hjemme"
    " opptatt møte møter kurs borte bortreist utilgjengelig"
)
_ON_CONDITION = re.compile(
    r"(?<!\S)(?:hvis|dersom|om|når|bare|lenge) (?:det|den|klokka|vi|du|dere) (?:\S+ ){1,3}$"
)
_TWELVE_HOUR_END = 12


def read_clock(text: str, *, hours: OfficeHours = DEFAULT_HOURS) -> Reading[ClockTime] | None:
    """The one clock time of an utterance: «klokka ti», «halv tre», «14.30»; None for several."""
    line = digitise(text)
    said = [time for time in times_in(line, set(), hours) if time.strong]
    if len(said) != 1 or said[0].low is None or not said[0].exact:
        return None
    time = said[0]
    start, end = line.spans[time.start][0], line.spans[time.end - 1][1]
    minute = said[0].low
    return line.text.reading(ClockTime(minute, _is_open(minute, time, hours)), start, end)


def resolve_minute(minute: int, hours: OfficeHours = DEFAULT_HOURS) -> ClockTime:
    """Choose the half of the day for a twelve-hour time by when the office is open."""
    morning = minute % 720
    afternoon = morning + 720
    fitting = [
        candidate
        for candidate in (morning, afternoon)
        if hours.open_minute <= candidate <= hours.close_minute
    ]
    if len(fitting) == 1:
        return ClockTime(fitting[0], ambiguous=False)
    return ClockTime(afternoon if morning < 7 * 60 else morning, ambiguous=True)


def times_in(line: Line, claimed: set[int], hours: OfficeHours) -> list[SaidTime]:
    """All times of a line, in order.

    Args:
        line: The digitised utterance.
        claimed: Words that mean something else already (dates); the words of the times found are
            added.
        hours: Office hours, to resolve the half of the day.
    """
    found: list[SaidTime] = []
    for pattern, build in (
        (_FROM_MOVED_TO, _point),
        (_BETWEEN, _span),
        (_FROM_TO, _span),
        (_OR_HALF, _next_half),
        (_TO, _span),
        (_AFTER, _border),
        (_BEFORE, _border),
        (_ABOUT, _point),
        (_AT, _point),
    ):
        for match in _free_matches(pattern, line, claimed):
            time = build(match, line, hours)
            if time is not None:
                claimed.update(range(time.start, time.end))
                found.append(time)
    return sorted(found, key=lambda time: time.start)


def settle_half(time: SaidTime, *, afternoon: bool) -> SaidTime:
    """The same time in the half of the day that a part of day names («to om ettermiddagen»)."""
    if not time.open_half:
        return time
    shift = _NOON if afternoon else 0

    def settled(minute: int | None) -> int | None:
        return None if minute is None else minute % _NOON + shift

    return replace(time, low=settled(time.low), high=settled(time.high), open_half=False)


def is_half_open(time: SaidTime, hours: OfficeHours) -> bool:
    """Whether office hours leave the half of the day open."""
    return time.open_half and any(
        minute is not None and _is_open(minute, time, hours) for minute in (time.low, time.high)
    )


def _free_matches(
    pattern: re.Pattern[str], line: Line, claimed: set[int]
) -> Iterator[re.Match[str]]:
    position = 0
    while (match := pattern.search(line.line, position)) is not None:
        first, last = line.words(match)
        if claimed.isdisjoint(range(first, last)):
            yield match
            position = match.end()
        else:
            position = match.start() + 1


def _is_open(minute: int, time: SaidTime, hours: OfficeHours) -> bool:
    return time.open_half and resolve_minute(minute, hours).ambiguous


def _span(match: re.Match[str], line: Line, hours: OfficeHours) -> SaidTime | None:
    first, second = _clock(match["a"]), _clock(match["b"])
    if first is None or second is None:
        return None
    low, low_open = _resolved(first, hours)
    high, high_open = _resolved(second, hours)
    if high <= low and high_open and high + _NOON < 24 * 60:
        high += _NOON
    if high <= low:
        return None
    strong = _is_strong(match) or match[0].startswith(_RANGE_LEADS)
    start, end = line.words(match)
    if not strong and not _may_stand(line, end):
        return None
    if match[0].startswith(_RANGE_LEADS) and not _may_stand(line, end):
        return None
    return SaidTime(start, end, low, high, False, low_open or high_open, strong, exact=False)


def _next_half(match: re.Match[str], line: Line, hours: OfficeHours) -> SaidTime | None:
    """«sånn ni halv ti»: the half hour between; of two other times nothing is made here."""
    span = _span(match, line, hours)
    return span if span and span.low is not None and span.high == span.low + 30 else None


def _border(match: re.Match[str], line: Line, hours: OfficeHours) -> SaidTime | None:
    clock = _clock(match["a"])
    start, end = line.words(match)
    if clock is None or not (_may_stand(line, end) or _is_strong(match)):
        return None
    minute, half = _resolved(clock, hours)
    strong = _is_strong(match)
    strong = strong or _word(line, start - 1) in _LEAD_TO_BORDER or match["p"].startswith("når")
    strong = strong or _ON_CONDITION.search(line.line, 0, match.start()) is not None
    until_free = match["p"].endswith(" til") and not match["p"].startswith("fram")
    if match["p"] in _LATER or until_free:
        return SaidTime(start, end, minute, None, False, half, strong, exact=False)
    return SaidTime(start, end, None, minute, False, half, strong, exact=False)


def _point(match: re.Match[str], line: Line, hours: OfficeHours) -> SaidTime | None:
    clock = _clock(match["a"])
    if clock is None:
        return None
    prefix = match.groupdict().get("p")
    strong = _is_strong(match) or (match["t"] or "").strip() != ""
    start, end = line.words(match)
    if match["a"].startswith("en") and not (_is_strong(match) and match["a"] == "en"):
        return None  # «en tid», «en ti femten»
    if not strong and not _may_stand(line, end):
        return None
    strong = strong or line.line.endswith("hva med ", 0, match.start())
    if (prefix == "i" and not match["t"]) or (
        "mellom" in line.line.split(" ")[max(0, start - 3) : start]
    ):
        return None
    if not match.groupdict().get("k") and _word(line, start - 1).isdigit():
        return None  # the tail of a string of digits
    if not strong and (clock[0] == 0 or clock[0] % 5):
        return None
    minute, half = _resolved(clock, hours)
    about = prefix is not None or (match["t"] or "").strip() in ("tid", "tida", "tiden")
    return SaidTime(start, end, minute, None, about, half, strong)


def _is_strong(match: re.Match[str]) -> bool:
    """Whether a match holds «klokka» or a time whose form tells that it is one."""
    groups = match.groupdict()
    forms = [groups[name] for name in ("a", "b") if groups.get(name)]
    return bool(groups.get("k")) or any(re.fullmatch(_STRONG, form) for form in forms)


def _may_stand(line: Line, end: int) -> bool:
    """Whether what follows lets a number be a time: the end, or a word that is no noun."""
    following = _word(line, end)
    return not following or following in _WEAK_AFTER


def _word(line: Line, index: int) -> str:
    words = line.line.split(" ")
    return words[index] if 0 <= index < len(words) else ""


def _resolved(clock: tuple[int, bool], hours: OfficeHours) -> tuple[int, bool]:
    minute, half_open = clock
    return (resolve_minute(minute, hours).minute if half_open else minute), half_open


def _clock(said: str) -> tuple[int, bool] | None:
    """Minutes after midnight and whether the half of the day is open."""
    words = said.replace(" minutter", "").replace(" og ", " ").split(" ")
    if words[0] == "0" and len(words) > 1:  # «null åtte tretti»
        return _valid(int(words[1]), int("".join(words[2:]) or 0), exact=True)
    digital = re.fullmatch(r"(\d\d?)[.:]?(\d\d)", words[0])
    if digital is not None:
        hour, minute = int(digital[1]), int(digital[2])
        return _valid(hour, minute, exact=said.startswith("0"))
    shift = 0
    if len(words) > 2 and words[1] in ("over", "på", "før"):
        amount = 15 if words[0] == "kvart" else int(words[0])
        if amount > 29:
            return None
        shift = amount if words[1] == "over" else -amount
        words = words[2:]
    if words[0] == "halv":
        shift -= 30
        words = words[1:]
    hour = 1 if words[0] == "en" else int(words[0])
    minute = int("".join(words[1:]) or 0)
    clock = _valid(hour, minute, exact=False)
    if clock is None or not shift:
        return clock
    if hour > _TWELVE_HOUR_END:
        return (clock[0] + shift) % (24 * 60), False
    return (clock[0] + shift) % 720, True


def _valid(hour: int, minute: int, *, exact: bool) -> tuple[int, bool] | None:
    if hour == 24:
        hour = 0
        exact = True
    if hour > 23 or minute > 59:
        return None
    return hour * 60 + minute, 0 < hour <= _TWELVE_HOUR_END and not exact
