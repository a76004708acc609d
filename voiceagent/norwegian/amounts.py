"""Amounts of money in Norwegian kroner, as callers name budgets.

An amount is always a range; a single number is a range of one. A number counts as money only with
a reason: a money word beside it («kroner», «lapper»), or a scale word («tusen», «millioner») and no
other noun that claims it («to tusen ansatte»). A small bare number («rundt femti») is left alone:
fifty kroner or fifty thousand is the dialog's question. Other currencies are not converted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from voiceagent.norwegian.frames import load_frames
from voiceagent.norwegian.numbers import Number, numbers_in
from voiceagent.norwegian.plain_words import FUNCTION_WORDS
from voiceagent.norwegian.reading import Reading, Text, read_text, word_set, words_pattern

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


_MONTHLY = words_pattern(
    r"(?:i|per|pr|hver|kvar|om) måned(?:er)?", "månedlig", "månedleg", "månedlige", "måned"
)
_YEARLY = words_pattern(
    r"(?:i|per|pr|hvert|kvart|om) (?:år|året)", "årlig", "årleg", "årlege", "årlige", "årets"
)
_CAP = words_pattern(
    "maks",
    "maksimum",
    "maksimalt",
    r"opp ?(?:til|mot)",
    "inntil",
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
_NEVER = words_pattern(
    r"(?:ikke|aldri) (?:bruke|betale|råd til|aktuelt med|snakk om)(?! (?:mer|over|meir))",
    r"(?:omsetter|omsetning|omset|lønn|overskudd|gjeld|verdt|tjener|tjente|omsatte|solgte|selger|"
    r"solgt|fakturerte|kjøpte)(?: \S+)*",
    r"(?<!ikke )koster?(?! (?:over|mer|maks))",
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
    " tonn liter samtalar medlemer fakturaar år rader besøk besøkende besøkande"
)
_FRAMES = load_frames("budget")
_PHONE_LENGTH = 8
_AFTER_MONEY = word_set(
    "måned månedlig månedlige månedleg år året årlig årleg årlige budsjett budsjettet totalt eks"
    " ink eksklusiv inklusiv eksklusive inklusive uten mva moms pris prisen ramme rammen kostnad"
    " investering avsatt investert maksimalt ish omtrent sum stykket samlet tilsammen uke kvartal"
    " blank blankt fast engangs engangskostnad inkludert ekskludert"
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
    money = [
        (number, kroner)
        for number in numbers_in(tokens)
        if (kroner := _kroner(tokens, number)) is not None
    ]
    if len(money) > 1 and _CORRECTION.search(_between(tokens, money[-2][0], money[-1][0])):
        money = money[-1:]
    if len(money) != 1:
        return None
    number, (low, high) = money[0]
    if _OR_MORE.search(" ".join(tokens.norm[number.end :])):
        return None
    before = " ".join(tokens.norm[max(0, number.start - 4) : number.start])
    if _NEVER.search(before) or before.split(" ")[-1:] == ["ikke"]:
        return None
    approximate = number.value.approximate or low != high
    below = _BELOW.search(before) is not None
    if low == high and (below or _CAP.search(before)):
        low, approximate = 0, True
    elif (
        _FLOOR.search(before)
        or _ROUGHLY_BEFORE.search(before)
        or _ROUGHLY_AFTER.search(" ".join(tokens.norm[number.end :]))
    ):
        approximate = True
    amount = Amount(low, high, approximate, _period(tokens, number), below)
    return tokens.reading(amount, number.start, number.end)


def read_budget_absent(text: str) -> bool:
    """Whether a caller says that there is no budget: «vi har ikke satt av noe»."""
    tokens = read_text(text)
    if _ABSENT.search(tokens.line):
        return True
    return "absent" in _FRAMES.heard_in(tokens.norm)


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
    if not named and (_NOT_MONEY.intersection(following) or not (value.scale > 1.0 or written)):
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
