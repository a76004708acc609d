"""Amounts of money in Norwegian kroner, as callers name budgets.

An amount is always a range; a single number is a range of one. A number counts as money only with
a reason: a money word beside it («kroner», «lapper»), or a scale word («tusen», «millioner») and no
other noun that claims it («to tusen ansatte»). A small bare number («rundt femti») is left alone:
fifty kroner or fifty thousand is the dialog's question. Other currencies are not converted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from voiceagent.norwegian.numbers.money_talk import (
    REJECTED,
    Said,
    is_paid_now,
    said_about,
    times_a_year,
)
from voiceagent.norwegian.numbers.numbers import Number, numbers_in
from voiceagent.norwegian.words.frames import load_frames
from voiceagent.norwegian.words.plain_words import FUNCTION_WORDS
from voiceagent.norwegian.words.reading import Reading, Text, read_text, word_set, words_pattern

Period = Literal["once", "month", "year"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in whole kroner.

    Attributes:
        low: Lower end; 0 for «maks …».
        high: Upper end; the same as ``low`` for one number.
        approximate: «rundt», «et par», «mellom», «over».
        period: ``"once"`` unless a month or a year was said.
        below: «under …», «mindre enn …»: ``high`` itself is already too much.
    """

    low: int
    high: int
    approximate: bool = False
    period: Period = "once"
    below: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Money:
    """A number that is money.

    Attributes:
        place: Its place among the numbers.
        low: Lower end in kroner.
        high: Upper end in kroner.
        said: What is said about it.
        end: The token after it, where that is not the number's own.
    """

    place: int
    low: int
    high: int
    said: Said | None
    end: int | None = None


_MONTHLY = words_pattern(
    r"(?:i|per|pr|hver|kvar|om) måned(?:er)?", "månedlig", "månedleg", "månedlige", "måned"
)
_YEARLY = words_pattern(
    r"(?:per|pr|hvert|kvart) (?:år|året)",
    r"(?:i|om) året",
    "årlig",
    "årleg",
    "årlege",
    "årlige",
    "årets",
)
_CAP = words_pattern(
    "maks",
    "maksimum",
    "maksimalt",
    r"opp ?(?:til|mot)",
    r"inntil(?! videre)",
    "under",
    r"ikke (?:\S+ )?(?:mer|over|overstige)(?: enn)?",
    "høyst",
    "toppen",
    r"i høyden",
    "innenfor",
    r"mindre enn",
    "tak på",
    r"oppad begrenset til",
    r"(?:holde seg|ligge|være) under",
)
_BELOW = words_pattern(r"(?<!ikke )(?:under|mindre enn|lavere enn|billigere enn)")
_ROUGHLY_BEFORE = words_pattern(
    r"(?:godt og vel|sånn|rundt regnet|i overkant av|i underkant av|noe over|litt over|bortimot"
    r"|kanskje|rundt|tipper|regner med|anslagsvis|i størrelsesorden)(?: \S+)?$"
)
_OR_MORE = words_pattern(r"^(?:eller )?kanskje (?:en|to|tre|fire|fem|seks|ti|\d+)$")
_FLOOR = words_pattern("over", "minst", r"mer enn", "minimum", r"oppover", r"pluss")
_ROUGHLY_AFTER = words_pattern(
    r"^(?:\S+ ){0,2}(?:cirka|omtrent|rundt|sånn|plussminus|pluss minus|kanskje|eller noe|"
    r"eller så|og noe|i underkant|i overkant|pi ganger)"
)
_LOST_DECIMAL = re.compile(r"\d,\s+mill")
"""«1, millioner»: what stood after the comma is lost."""
_CORRECTION = words_pattern(
    "nei", "unnskyld", "mente", "mener", "meiner", "rettere sagt", "eller nei"
)
_KRONER = word_set("kroner kr kronar nok krone spenn")
_THOUSANDS = word_set(
    "lapper lappar lappa tusenlappa tusenlapper tusenlappar laken tusenlapp k papp"
)
_HUNDREDS = word_set("hundrelapper hundrelappar hundrelapp")
_OTHER_CURRENCY = word_set("euro dollar pund svenske danske sek dkk usd eur prosent %")
_NOT_MONEY = word_set(
    "ansatte brukere brukarar kunder kundar personer stykker stykk folk timer time dager måneder"
    " kvadrat kvadratmeter meter ordre ordrer ordrar enheter einingar lisenser lisensar kilometer"
    " mennesker elever studenter artikler produkter fakturaer bilag samtaler leads medlemmer kilo"
    " tonn liter samtalar medlemer fakturaar rader besøk besøkende besøkande"
)
_BY = word_set("i per pr hver hvert kvart om for på til")
_FRAMES = load_frames(Path(__file__).with_name("budget.frames"))
_JOINT = 4
"""Words between a sum and the bare number that mends it, at most."""
_PHONE_LENGTH = 8
_AFTER_MONEY = word_set(
    "måned månedlig månedlige månedleg år året årlig årleg årlige budsjett budsjettet totalt eks"
    " ink eksklusiv inklusiv eksklusive inklusive uten mva moms pris prisen ramme rammen kostnad"
    " investering avsatt investert maksimalt ish omtrent sum stykket samlet tilsammen uke kvartal"
    " blank fast første en fordelt delt kvartalsvis engangs engangskostnad inkludert ekskludert"
    " blankt neste unnskyld orsak beklager maks holder rekker går"
    " a ass altså snart lapper takk pluss minus støtte eh liksom sirka halvår hvert"
)
_ABSENT = words_pattern(
    r"(?:har|finnes|er|finst|hatt) (?:vi |jeg |det )?(?:foreløpig |egentlig |eigentleg )?ikke"
    r" (?:noe |noen |satt av |sett av |lagt |et |eit |fått )*(?:fast |eget |eige |konkret |stort )?"
    r"(?:budsjett|budsjettet|penger|pengar|budsjettert|midler|midlar)\S*",
    r"ikke (?:satt|sett|sett av|satt av|avsatt|lagt av) (?:av )?(?:noe|penger|pengar|midler|"
    r"noen(?! dato))\b.*",
    r"ikke (?:noe |noen )?(?:budsjett|budsjettert)\S*",
    r"(?:null|inget|ingen|ikke noen|ikkje noko) (?:budsjett|penger|pengar|midler|midlar)",
    r"(?:budsjettet|budsjett) (?:er )?(?:ikke (?:på plass|bestemt|satt|avklart|klart|vedtatt|"
    r"vedteke)"
    r"|uavklart|null|har vi ikke)",
    r"(?:budsjettet|pengene|midlene) (?:\S+ )?(?:er |har vi )?(?:allerede )?(?:brukt opp|oppbrukt|"
    r"tomt|"
    r"brukt|sprengt|disponert)",
    r"null (?:kroner )?(?:i|på) budsjett\S*",
    r"ikke (?:\S+ ){0,3}(?:budsjettert|budsjett(?! på)|midler)",
    r"(?:har|finnes|finst) (?:vi )?(?:ingen|inget|ikke) (?:midler|midlar|penger|pengar|budsjett)",
)


def read_amount(text: str) -> Reading[Amount] | None:
    """The amount that an utterance names; None where there is none, or two that do not agree."""
    if _LOST_DECIMAL.search(text):
        return None
    tokens = read_text(text)
    numbers = numbers_in(tokens)
    money = _chosen(tokens, numbers)
    if money is None or (money.place and _is_torn(tokens, numbers, money.place)):
        return None
    number = numbers[money.place]
    if _OR_MORE.search(" ".join(tokens.norm[number.end :])):
        return None
    before = " ".join(tokens.norm[max(0, number.start - 4) : number.start])
    amount = _bounded(tokens, number, money, before)
    times = times_a_year(tokens, numbers, money.place)
    if times is not None:
        amount = replace(amount, low=amount.low * times, high=amount.high * times, period="year")
    return tokens.reading(amount, number.start, money.end or number.end)


def _chosen(tokens: Text, numbers: Sequence[Reading[Number]]) -> _Money | None:
    """The one sum that is meant: what is refused or something else than a budget is left out."""
    found = [
        _Money(place, kroner[0], kroner[1], said)
        for place, number in enumerate(numbers)
        if (kroner := _kroner(tokens, number)) is not None
        and (said := said_about(tokens, numbers, place)) not in REJECTED
    ]
    if len(found) > 1 and _CORRECTION.search(
        _between(tokens, numbers[found[-2].place], numbers[found[-1].place])
    ):
        found = found[-1:]
    if (span := _between_bounds(tokens, numbers, found)) is not None:
        return span
    if len(found) > 1:
        found = [one for one in found if not is_paid_now(tokens, numbers, one.place)]
    if len(found) != 1:
        return None
    return _with_bare(tokens, numbers, found[0])


def _between_bounds(
    tokens: Text, numbers: Sequence[Reading[Number]], found: Sequence[_Money]
) -> _Money | None:
    """«over femti men under hundre tusen», where both ends may have their scale."""
    if not found or not found[-1].place:
        return None
    upper = found[-1]
    lower, number = numbers[upper.place - 1], numbers[upper.place]
    joint = _between(tokens, lower, number)
    before = " ".join(tokens.norm[max(0, lower.start - 2) : lower.start])
    if not _FLOOR.search(before) or len(joint.split()) > _JOINT or not _CAP.search(joint):
        return None
    scale = number.value.scale if lower.value.scale == 1.0 else 1.0
    low = round(lower.value.low * scale)
    if not all(word in _KRONER or _may_follow(word) for word in joint.split()):
        return None
    if low >= upper.high or len(found) > 2 or upper.low != upper.high:
        return None
    return replace(upper, low=low, said=None)


def _with_bare(tokens: Text, numbers: Sequence[Reading[Number]], money: _Money) -> _Money | None:
    """A sum mended or widened by a bare number after it: «femti tusen nei hundre»."""
    if money.place + 1 >= len(numbers):
        return money
    number, following = numbers[money.place], numbers[money.place + 1]
    joint = _between(tokens, number, following)
    after = tokens.norm[following.end : following.end + 1]
    bare = following.value.scale == 1.0 < number.value.scale and following.value.high < 1000
    if not bare or (after and not _may_follow(after[0])):
        return money
    low, high = (
        round(end * number.value.scale) for end in (following.value.low, following.value.high)
    )
    if _CORRECTION.search(joint) and len(joint.split()) <= _JOINT:
        return replace(money, low=low, high=high, end=following.end)
    if joint in ("eller", "til", "kanskje", "eller kanskje"):
        return replace(money, high=high, end=following.end) if money.low < high else None
    return money


def _is_torn(tokens: Text, numbers: Sequence[Reading[Number]], place: int) -> bool:
    """Whether a number that is no end of a range touches this one: «tretti hundre tusen»."""
    return (
        numbers[place - 1].end == numbers[place].start
        and _kroner(tokens, numbers[place - 1]) is None
    )


def _bounded(tokens: Text, number: Reading[Number], money: _Money, before: str) -> Amount:
    low, high, said = money.low, money.high, money.said
    approximate = number.value.approximate or low != high
    below = said is Said.SHORT or (said is not Said.FLOOR and _BELOW.search(before) is not None)
    if said is Said.FLOOR:
        approximate = True
    elif low == high and (below or said is Said.CAP or _CAP.search(before)):
        low, approximate = 0, True
    elif (
        _FLOOR.search(before)
        or _ROUGHLY_BEFORE.search(before)
        or _ROUGHLY_AFTER.search(" ".join(tokens.norm[number.end :]))
    ):
        approximate = True
    return Amount(low, high, approximate, _period(tokens, number), below)


def read_budget_absent(text: str) -> bool:
    """Whether a caller says that there is no budget: «vi har ikke satt av noe»."""
    tokens = read_text(text)
    heard = _FRAMES.heard_in(tokens.norm)
    if "present" in heard:
        return False
    return _ABSENT.search(tokens.line) is not None or "absent" in heard


def _kroner(tokens: Text, number: Reading[Number]) -> tuple[int, int] | None:
    """Both ends in kroner, where the words make the number money."""
    following = tokens.norm[number.end : number.end + 2]
    first = following[0] if following else ""
    before = tokens.norm[number.start - 1] if number.start else ""
    value = number.value
    if _OTHER_CURRENCY.intersection(following) or before in _OTHER_CURRENCY:
        return None
    if before.isdigit() or (first.isdigit() and not value.is_range):
        return None  # «1 25 000», «12 00 kr»: digits are lost
    if first == "k" and value.low >= 1000:
        return round(value.low), round(value.high)
    if first in _THOUSANDS:
        return round(value.low * 1000), round(value.high * 1000)
    if first in _HUNDREDS:
        return round(value.low * 100), round(value.high * 100)
    named = first in _KRONER or before in _KRONER
    digits = any(word[0].isdigit() for word in tokens.raw[number.start : number.end])
    written = digits and value.low >= 10_000 and value.low % 100 == 0
    joined = "".join(tokens.raw[number.start : number.end])
    written = written and not (len(joined) == _PHONE_LENGTH and joined[0] in "49")
    counted = first in _NOT_MONEY or (
        first not in _BY and following[1:] and following[1] in _NOT_MONEY
    )
    if not named and (counted or first == "år" or not (value.scale > 1.0 or written)):
        return None
    if not named and first and not _may_follow(first):
        return None
    if not named and value.scale == 1000.0 and 1900 <= value.low < 2100 and value.low % 100:
        return None  # «to tusen og tjueseks» is a year
    return round(value.low), round(value.high)


def _may_follow(word: str) -> bool:
    """Whether money may stand before this word; any other noun counts something else."""
    return word in FUNCTION_WORDS or word in _AFTER_MONEY


def _period(tokens: Text, number: Reading[Number]) -> Period:
    near = " ".join(tokens.norm[max(0, number.start - 5) : number.end + 5])
    if _YEARLY.search(near):
        return "year"
    return "month" if _MONTHLY.search(near) else "once"


def _between(tokens: Text, first: Reading[Number], second: Reading[Number]) -> str:
    return " ".join(tokens.norm[first.end : second.start])
