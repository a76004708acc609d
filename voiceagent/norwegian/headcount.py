"""How many people an utterance speaks of: «vi er rundt tjue stykker», «det er bare meg».

A number counts people where it says so («ansatte», «stykker»), where «vi er» stands before it and
no noun behind it, or as the end of an answer. A number before another noun is none («tre
kontorer»), unless people are counted as well.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.numbers import Number, numbers_in
from voiceagent.norwegian.reading import Reading, Text, read_text, word_set, words_pattern

_MOST_PEOPLE = 200_000
_NOT_BEFORE_COUNT = word_set(
    "klokka uke etter før på over halv kvart den mandag tirsdag onsdag torsdag fredag i nummer kl"
    " ved nei"
)
_PEOPLE = word_set(
    "ansatte personer folk mann stykker stykk hoder årsverk brukere medarbeidere tilsette brukarar"
    " kolleger kollegaer seter lisenser lisensar kolleger mennesker menneske hovud stk "
    "kontorplasser oss faste fast heltid deltid lønningslista lønningslisten sjeler hode"
)
_WE_ARE = re.compile(
    r"(?<!\S)(?:(?:vi|me|der|gjengen|staben|bemanninga|bemanningen|teamet|arbeidsstokken|firmaet|"
    r"bedriften|det)(?: \S+)? (?:er|ble|var|teller|sysselsetter|ligger|har vært|har blitt)|"
    r"har (?:vi|me) (?:blitt|vært))(?: (?:på|i|vel|nok|jo|bare|nå|rundt|totalt|en|sånn|"
    r"til sammen|i alt|cirka|kanskje|vel rundt|omtrent|altså|egentlig|drøyt|godt))*$"
)
_NO_NOUN = word_set(
    "på i her totalt nå hos alt inkludert fordelt med til sammen fast akkurat for om eller og som"
    " når hvis medregnet inklusive minus etter siden heltid over utenom unntatt da medrekna"
    " pluss cirka rundt omtrent vel tror ja kanskje nei da"
)
_CORRECTED = words_pattern("nei", "unnskyld", r"jeg mente?", "rettere sagt", "mener")
_ALONE = words_pattern(
    r"(?:er|arbeider|driver) (?:jeg )?(?:helt |bare |det )?(?:alene|for meg selv)(?: i firmaet| "
    r"her)?$",
    r"(?:er )?(?:bare|kun) (?:meg|jeg)(?: her| selv| alene| ennå)?$",
    r"enmannsbedrift\S*",
    r"enkeltpersonforetak\S*",
)
_PAIR = words_pattern(
    r"(?:meg|jeg) og (?:en (?:til|annen|ansatt|kollega|medarbeider)|kona|mannen|broren min|sønnen "
    r"min)$"
)


_TRAILING = re.compile(
    r"(?: (?:tror jeg|vil jeg tro|trur eg|trur æ|vel|nå|kanskje|omtrent|cirka|"
    r"regner jeg med|ja|da))+$"
)
_ALL_TOLD = ("til sammen", "totalt", "i alt", "sammenlagt", "til saman")
_AGE = words_pattern("fylt", "fylte", "fyller", "født", r"år gammel", r"års?dag\S*")
_AND_ME = words_pattern(r"(?P<n>\S+) (?:pluss|i tillegg til|og så) (?:meg|jeg)$")
_ARE_NOW = re.compile(r"(?:men|og|nå|så) (?:\S+ ){0,3}(?:er|blitt)(?: \S+){0,2}$|nå$")
_MONEY = words_pattern(r"kost\S*", r"pris\S*", r"betal\S*", r"krone\S*", r"budsjett\S*")
_ON_A_NUMBER = words_pattern(
    r"(?:er|ligger|teller|oppe|nede|kommet|landet|vært) "
    r"(?:\S+ ){0,2}på(?: (?:rundt|cirka|omtrent|vel))?$"
)
_ME_AND = words_pattern(r"(?:meg|jeg) og (?P<n>\S+) til$", r"(?:meg|jeg) og (?P<n2>\S+) andre$")


def read_count(text: str) -> Reading[Number] | None:
    """How many people (or seats) an utterance speaks of: «vi er rundt tjue stykker», «tretti».

    A number before another noun is none («tre kontorer»), unless people are counted as well.
    """
    tokens = read_text(_TRAILING.sub("", text.lower()) or text)
    for pattern, count in ((_PAIR, 2.0), (_ALONE, 1.0)):
        if match := pattern.search(tokens.line):
            return tokens.matched(Number(count, count), match)
    numbers = numbers_in(tokens)
    if (match := _ME_AND.search(tokens.line)) and len(numbers) == 1 and numbers[0].value.whole:
        others = numbers[0].value.low
        return tokens.matched(Number(others + 1, others + 1), match)
    if (match := _AND_ME.search(tokens.line)) and len(numbers) == 1 and numbers[0].value.whole:
        others = numbers[0].value.low
        return tokens.matched(Number(others + 1, others + 1), match)
    if len(numbers) == 2 and _ARE_NOW.search(
        " ".join(tokens.norm[numbers[0].end : numbers[1].start])
    ):
        return numbers[1]
    if len(numbers) == 2 and _CORRECTED.search(
        " ".join(tokens.norm[numbers[0].end : numbers[1].start])
    ):
        return numbers[1]
    people = [number for number in numbers if _counts_people(tokens, number)]
    told = [
        one for one in numbers if " ".join(tokens.norm[one.end : one.end + 2]).startswith(_ALL_TOLD)
    ]
    if len(numbers) > 1 and len(told) == 1:
        return told[0]
    if len(numbers) == 2 and tokens.norm[max(0, numbers[0].start - 1)] == "ikke":
        return numbers[1]
    if not people and (_MONEY.search(tokens.line) or _AGE.search(tokens.line)):
        return None
    chosen = people or [number for number in numbers if _may_be_count(tokens, number)]
    shared = [one for one in numbers if tokens.norm[one.end : one.end + 1] == ("fordelt",)]
    if not people and len(shared) == 1 and numbers[0] is shared[0]:
        return shared[0]
    if len(chosen) != 1 or (not people and len(numbers) > 1):
        return None
    return chosen[0]


def _may_be_count(text: Text, number: Reading[Number]) -> bool:
    """Whether a number at the end of an utterance may count people: no clock time, no digits."""
    first = text.raw[number.start]
    before = text.norm[number.start - 1] if number.start else ""
    whole = number.value.low == int(number.value.low)
    following = text.norm[number.end : number.end + 1]
    stands = not following or (
        following[0] in _NO_NOUN and _WE_ARE.search(" ".join(text.norm[: number.start])) is not None
    )
    return (
        stands
        and whole
        and number.value.high <= _MOST_PEOPLE
        and not first.startswith("0")
        and (
            before not in _NOT_BEFORE_COUNT
            or _ON_A_NUMBER.search(" ".join(text.norm[: number.start])) is not None
        )
    )


def _counts_people(text: Text, number: Reading[Number]) -> bool:
    following = text.norm[number.end : number.end + 2]
    return any(word in _PEOPLE for word in following) and following[:1] != ("og",)
