"""Every figure in a written text: numbers with their units, amounts with their rates, clock times,
weekdays, months.

Two texts say the same when their figures do, however they are spelled: «4 900 kr», «4.900,-» and
«fire tusen ni hundre kroner» are one figure; «en halvtime» and «30 minutter» too. What changes a
figure's meaning is part of it: what it counts, how often it is due («i måneden», «per bruker»), and
whether it is a floor («fra»), a ceiling («inntil») or about.

Invariant: no digit of the text is left out; what is no number stands as a figure of its own
(«24/7»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voiceagent.norwegian.numbers.digitised import digitise
from voiceagent.norwegian.numbers.numbers import numbers_in, ordinals_in
from voiceagent.norwegian.times.calendar_days import DEFAULT_HOURS
from voiceagent.norwegian.times.clock import times_in
from voiceagent.norwegian.times.dates import MONTHS
from voiceagent.norwegian.words.reading import Text, read_text, word_set

_HALF_DAY = 720
_STEM = 4
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text.

    Attributes:
        kind: What is counted: ``"krone"``, ``"percent"``, ``"minute"``, ``"day"``, ``"month"``;
            ``"number"`` without a unit; ``"clock"``, ``"weekday"``, ``"name_of_month"``,
            ``"ordinal"``, ``"share"``, ``"moment"`` or ``"sign"`` for the others.
        value: What it is worth, in that unit; for a sign, a share or a moment its words.
        rate: What it is due for, in alphabetical order; not for lengths of time.
        bound: ``"from"``, ``"to"``, ``"about"``, ``"low"`` and ``"high"`` for the ends of a
            range, or empty.
        of: The noun that a number without a unit counts, in the readers' common form.
        at: Its first token.
        end: The token after its last.
    """

    kind: str
    value: float | str | tuple[int | None, int | None]
    rate: tuple[str, ...] = ()
    bound: str = ""
    of: str = ""
    at: int = 0
    end: int = 0

    def agrees_with(self, other: Figure) -> bool:
        """Whether it says no more than ``other`` does."""
        if self.kind == "number":
            return self._counts_like(other)
        if self.kind == "clock" and other.kind == "clock":
            return self.value == other.value or self._is_end_of(other)
        mine = (self.kind, self.value, self.rate, self.bound)
        return mine == (other.kind, other.value, other.rate, other.bound)

    def _counts_like(self, other: Figure) -> bool:
        """A bare number may leave its unit to the listener, also that it is an hour."""
        if other.kind == "clock" and isinstance(other.value, tuple):
            hours = {end // 60 for end in other.value if end is not None and end % 60 == 0}
            said = self.value if isinstance(self.value, float) else _HOURS + 1
            return said <= _HOURS and said % 12 in {hour % 12 for hour in hours}
        if other.kind == "ordinal" or not _counts_alike(self.of, other.of):
            return False
        if other.kind == "number" and self.rate != other.rate:
            return False
        return (self.value, self.bound) == (other.value, other.bound)

    def _is_end_of(self, other: Figure) -> bool:
        mine, others = self.value, other.value
        if not isinstance(mine, tuple) or not isinstance(others, tuple) or None in others:
            return False
        return mine[1] is None and mine[0] in others


_KRONER = word_set("kroner kr kronar nok krone")
_PERCENT = word_set("prosent % pst")
_MINUTES = (
    {"minutt": 1.0, "minutter": 1.0, "minutters": 1.0, "min": 1.0, "kvarter": 15.0, "kvart": 15.0}
    | dict.fromkeys(word_set("halvtime halvtimen halvtima halvtimer"), 30.0)
    | dict.fromkeys(word_set("time timer timen timar times timers"), 60.0)
)
_DAYS = dict.fromkeys(
    word_set("dag dager dagar dagen dags dagers døgn døgnet"), 1.0
) | dict.fromkeys(word_set("uke uker uka uken veke veker veka ukes ukers"), 7.0)
_MONTHS = (
    dict.fromkeys(
        word_set("måned måneder måneden månad månader månaden måneds måneders månads"), 1.0
    )
    | dict.fromkeys(word_set("kvartal kvartaler kvartalet"), 3.0)
    | dict.fromkeys(word_set("halvår halvåret"), 6.0)
    | dict.fromkeys(word_set("år året års årets"), 12.0)
)
_UNITS: dict[str, tuple[str, float]] = (
    dict.fromkeys(_KRONER, ("krone", 1.0))
    | dict.fromkeys(_PERCENT, ("percent", 1.0))
    | {word: ("minute", size) for word, size in _MINUTES.items()}
    | {word: ("day", size) for word, size in _DAYS.items()}
    | {word: ("month", size) for word, size in _MONTHS.items()}
    | dict.fromkeys(word_set("virkedager virkedag arbeidsdager arbeidsdag"), ("workday", 1.0))
)
_ARTICLES = word_set("en ei et én ett ein eit eitt")
_UNCOUNTED = word_set("halvtime halvtimen halvtima kvarter")
"""Units that are a figure without a number before them."""

_NO_NOUNS = word_set("eller samt over under etter innen siden fram ganger gang første andre")
_PER = word_set("i per pr hver hvert kvar kvart om")
_RATES = {
    "måned": "month", "månedlig": "month", "månedlige": "month", "månedleg": "month",
    "månaden": "month", "måneden": "month",
    "år": "year", "året": "year", "årlig": "year", "årlige": "year", "årleg": "year",
    "uke": "week", "uken": "week", "uka": "week", "veka": "week", "ukentlig": "week",
    "dag": "day", "dagen": "day", "daglig": "day", "døgn": "day", "døgnet": "day",
    "time": "hour", "timen": "hour", "kvartal": "quarter", "kvartalet": "quarter",
    "minutt": "minute", "minuttet": "minute",
}  # fmt: skip
_ALONE = word_set("månedlig månedlige månedleg årlig årlige årleg ukentlig")
_SHARERS = word_set(
    "bruker brukeren person personen ansatt ansatte lisens lisensen stykk stk møte samtale leads"
    " lead kunde sete enhet avdeling bedrift medarbeider brukar tilsett"
)
_FROM = word_set("fra frå minst over minimum tidligst etter siden sidan")
_TO = word_set("inntil opptil maks maksimalt maksimum under høyst senest innen innan før")
_THAN = {"mer": "from", "meir": "from", "flere": "from", "mindre": "to", "færre": "to"}
_ABOUT = word_set("rundt cirka ca omtrent omkring nesten snaut drøyt knapt om")
_WEEKDAYS = {
    name + ending: place
    for place, names in enumerate(
        ("mandag måndag", "tirsdag tysdag", "onsdag", "torsdag", "fredag", "lørdag laurdag",
         "søndag sundag")
    )
    for name in names.split()
    for ending in ("", "en", "er", "ene", "ar", "ane", "s")
}  # fmt: skip
_WORKDAYS = word_set("hverdag hverdager hverdagene kvardag kvardagar kvardagane ukedager ukedagene")
_WEEKEND = word_set("helg helga helgen helger helgene")
_MONTH_NAMES = word_set(
    "januar februar mars april mai juni juli august september oktober november desember"
)
_SHARES = word_set(
    "halvparten dobbelt dobbel doble tredobbelt tredjedel tredjedelen tredjedeler fjerdedel kvarte"
    " halve halv dobbelte femtedel tidobbelt hundrevis tusenvis dusin"
)
_MOMENTS = re.compile(
    r"(?<!\S)(?:i (?:dag|morgen|overmorgen|går|kveld|natt|ettermiddag|formiddag|fjor)"
    r"|(?:neste|forrige|denne|samme|i løpet av) (?:uke|uka|uken|veke|måned|år|dag|kvartal|sommer"
    r"|høst|vinter|dagen|uken)|straks|umiddelbart|omgående|øyeblikkelig|med en gang|på dagen"
    r"|døgnet rundt|rundt klokka|jul(?:a|en)?|påske(?:n|a)?|sommer(?:en)?|høst(?:en)?|vinter(?:en)?"
    r"|romjul(?:a|en)?|nyttår|ferien|fellesferien)(?!\S)"
)
_PRICE_SIGN = re.compile(r"(\d),[-–](?!\d)")
_CODES = {"mnok": " mill kroner", "tnok": " tusen kroner", "tkr": " tusen kroner", "k": " tusen"}
_MONEY_CODE = re.compile(r"(?<=\d)\s?(mnok|tnok|tkr|(?<=\d)k)\b")
_SHORT_DATE = re.compile(r"(?<![\d.,])(\d{1,2})\.(\d{1,2})\.(?![\d])")
_LAST_DAY = 31
_CLOCK_SIGN = re.compile(r"\bkl\.? (?=\d)")
_PER_SIGN = re.compile(r"(?<=[a-zæøå,.\d])\s?/\s?(?=(?:mnd|måned|år|bruker|stk|time|dag)\b)")


def _counts_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) < _STEM or longer.startswith(shorter[:_STEM])


def spelled_out(text: str) -> str:
    """The text in lower case with «,-», «/mnd» and «kl.» as words, as the figures are read from."""
    plain = _PER_SIGN.sub(" per ", _PRICE_SIGN.sub(r"\1 kroner", text.lower()))
    plain = _MONEY_CODE.sub(lambda match: _CODES[match[1]], plain)
    plain = _SHORT_DATE.sub(_in_words, plain)
    return _CLOCK_SIGN.sub("klokka ", plain)


def _in_words(match: re.Match[str]) -> str:
    """«25.11.» as «25. november»; what is no date stays."""
    day, month = int(match[1]), int(match[2])
    is_date = 1 <= day <= _LAST_DAY and 1 <= month <= len(MONTHS)
    return f"{day}. {MONTHS[month - 1]}" if is_date else match[0]


def figures(text: str) -> tuple[Figure, ...]:
    """All figures of a text, in order."""
    plain = spelled_out(text)
    tokens = read_text(plain)
    taken: set[int] = set()
    found = [
        *_clocks(plain, tokens, taken),
        *_ordinals(tokens, taken),
        *_counted(tokens, taken),
        *_units_alone(tokens, taken),
        *_days(tokens, taken),
        *_words(tokens, taken),
        *_signs(tokens, taken),
    ]
    return tuple(sorted(found, key=lambda figure: figure.at))


def _clocks(plain: str, tokens: Text, taken: set[int]) -> Iterator[Figure]:
    line = digitise(plain)
    for time in times_in(line, set(), DEFAULT_HOURS):
        start, end = line.spans[time.start][0], line.spans[time.end - 1][1]
        if not time.strong or (tokens.norm[end : end + 1] and tokens.norm[end] in _UNITS):
            continue
        taken.update(range(start, end))
        ends = tuple(None if at is None else at % _HALF_DAY for at in (time.low, time.high))
        # One time is exact; «før tolv» and «etter to» are borders, and never the same as one.
        bound = "" if time.exact or None not in ends else "border"
        yield Figure("clock", (ends[0], ends[1]), (), bound, "", start, end)


def _ordinals(tokens: Text, taken: set[int]) -> Iterator[Figure]:
    for ordinal in ordinals_in(tokens):
        if ordinal.start not in taken:
            taken.update(range(ordinal.start, ordinal.end))
            bound = _bound(tokens, ordinal.start)
            yield Figure("ordinal", float(ordinal.value), (), bound, "", ordinal.start, ordinal.end)


def _counted(tokens: Text, taken: set[int]) -> Iterator[Figure]:
    numbers = [number for number in numbers_in(tokens) if number.start not in taken]
    for place, number in enumerate(numbers):
        taken.update(range(number.start, number.end))
        following = tokens.norm[number.end] if number.end < len(tokens) else ""
        before = tokens.norm[number.start - 1] if number.start else ""
        kind, size = _UNITS.get(following, ("number", 1.0))
        if before in _KRONER:
            kind, size = "krone", 1.0
        end_at = number.end + (following in _UNITS)
        taken.update(range(number.end, end_at))
        until = numbers[place + 1].start if place + 1 < len(numbers) else len(tokens)
        rate: tuple[str, ...] = ()
        if kind in ("krone", "percent", "number"):
            begin = number.start if place else 0
            rate = tuple(sorted({*_rate(tokens, begin, until)}))
        of = _noun(tokens, number.end) if kind == "number" else ""
        ends = dict.fromkeys((number.value.low, number.value.high))
        borders = ("low", "high") if len(ends) > 1 else (_bound(tokens, number.start),)
        for end, bound in zip(ends, borders, strict=True):
            yield Figure(kind, float(end) * size, rate, bound, of, number.start, end_at)


def _noun(tokens: Text, start: int) -> str:
    """What a number counts: the next word that can be a noun."""
    following = [word for word in tokens.norm[start : start + 2] if word not in _NO_NOUNS]
    return following[0] if following and following[0].isalpha() else ""


def _rate(tokens: Text, start: int, stop: int) -> tuple[str, ...]:
    found = set()
    for place in range(start, stop):
        word = tokens.norm[place]
        before = tokens.norm[place - 1] if place else ""
        if word in _ALONE or (word in _RATES and before in _PER):
            found.add(_RATES[word])
        elif word in _SHARERS and before in _PER:
            found.add(word)
    return tuple(sorted(found))


def _bound(tokens: Text, start: int) -> str:
    before = tokens.norm[max(0, start - 2) : start]
    if before[-1:] == ("enn",):
        return _THAN.get(before[0], "")
    for word in before:
        if word in _FROM:
            return "from"
        if word in _TO:
            return "to"
        if word in _ABOUT:
            return "about"
    return ""


def _units_alone(tokens: Text, taken: set[int]) -> Iterator[Figure]:
    """«en måned», «én prosent», «et kvarter»: one of a unit."""
    for place, word in enumerate(tokens.norm):
        if place in taken or word not in _UNITS:
            continue
        article = place > 0 and tokens.norm[place - 1] in _ARTICLES
        if article or word in _UNCOUNTED:
            kind, size = _UNITS[word]
            taken.add(place)
            yield Figure(kind, size, (), _bound(tokens, place - article), "", place, place + 1)


def _days(tokens: Text, taken: set[int]) -> Iterator[Figure]:
    before: tuple[int, int] | None = None
    for place, word in enumerate(tokens.norm):
        days: tuple[int, ...] = ()
        if word in _WEEKDAYS:
            day = _WEEKDAYS[word]
            days = (day,)
            if before and place - before[0] == 2 and tokens.norm[place - 1] == "til":
                days = tuple(range(before[1] + 1, day + 1)) or (day,)
            before = (place, day)
        elif word in _WORKDAYS:
            days = (0, 1, 2, 3, 4)
        elif word in _WEEKEND:
            days = (5, 6)
        taken.update({place} if days else ())
        for one in days:
            yield Figure("weekday", float(one), (), "", "", place, place + 1)
        if word in _MONTH_NAMES:
            yield Figure("name_of_month", word, (), "", "", place, place + 1)


def _words(tokens: Text, taken: set[int]) -> Iterator[Figure]:
    for place, word in enumerate(tokens.norm):
        if word in _SHARES and place not in taken:
            yield Figure("share", word, (), "", "", place, place + 1)
    for match in tokens.finditer(_MOMENTS):
        yield Figure("moment", match[0], (), "", "", *tokens.span(match))


def _signs(tokens: Text, taken: set[int]) -> Iterator[Figure]:
    for place, word in enumerate(tokens.raw):
        if place not in taken and any(sign.isdigit() for sign in word):
            yield Figure("sign", word, (), "", "", place, place + 1)
