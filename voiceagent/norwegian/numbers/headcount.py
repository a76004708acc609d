"""How many people an utterance speaks of: «vi er rundt tjue stykker», «det er bare meg».

A number counts people where it says so («ansatte», «stykker»), where «vi er» stands before it and
no noun behind it, or as the end of an answer. A number before another noun is none («tre
kontorer»), unless people are counted as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from voiceagent.norwegian.numbers.number_context import words_around
from voiceagent.norwegian.numbers.number_words import word_pieces
from voiceagent.norwegian.numbers.numbers import Number, numbers_in, read_cardinal
from voiceagent.norwegian.words.frames import Heard, load_frames
from voiceagent.norwegian.words.reading import Reading, Text, read_text, word_set, words_pattern

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
    " men fordi pluss cirka rundt omtrent vel tror ja kanskje nei da"
)
_CORRECTED = words_pattern("nei", "unnskyld", r"jeg mente?", "rettere sagt", "mener")
_ALONE = words_pattern(
    r"(?:er|arbeider|driver) (?:jeg )?(?:helt |bare |det )?(?:alene|for meg selv)(?: i firmaet| "
    r"her)?$",
    r"(?<!ikke )(?:er )?(?<!ikke )(?:bare|kun) (?:meg|jeg)(?: her| selv| alene| ennå)?$",
    r"en(?:kelt)?(?:manns?|persons?)(?:bedrift|foretak|føretak|firma|selskap|forretning)\S*",
)
_PAIR = words_pattern(
    r"(?:meg|jeg) og (?:(?:en|ein) (?:til|annen|annan|ansatte?|kollega|medarbeider|medarbeidar)|"
    r"kona|mannen|broren min|sønnen min)$"
)

_FRAMES = load_frames(Path(__file__).with_name("count.frames"))
_CLAUSES = word_set("men mens")
_TRADES = re.compile(
    r"\S*(?:ere|ører|ister|enter|orer|arar|ørar|istar|entar|brødre|søsken|søstre|brør|venner|"
    r"kompiser|damer|jenter|gutter|karer)"
)
"""What a word for people ends in: «selgere», «montører», «konsulenter»."""
_NO_TRADES = words_pattern(r"\S*(?:kontor|motor|traktor|element|dokument|segment|sent)er\S*")
_PLACE_BY_PLACE = re.compile(r"i (?!fjor|år|dag|går|høst|vår|vinter|sommer|helga|uke|måned)\S+")
_ROUND_SUM = re.compile(r"(?<!\S)(?:et|eit|ett) (?P<n>\S+?)tall?s?(?: (?P<who>\S+))?(?= |$)")
_DOZENS = re.compile(r"(?<!\S)(?P<n>\S+) dusin$")
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
    everything = numbers_in(tokens)
    if (told := _told_without_digits(tokens)) is not None:
        return told
    if (both := _in_two_places(tokens, everything)) is not None:
        return both
    heard = [_heard(tokens, everything, place) for place in range(len(everything))]
    kept = [place for place, one in enumerate(heard) if "rejected" not in one]
    for place in kept:
        if (told := _with_speaker(tokens, everything, place, heard[place])) is not None:
            return told
    numbers = [_rounded(everything[place], heard[place]) for place in kept]
    if len(everything) == len(kept) == 1 and "all_told" in heard[0] and _is_whole(numbers[0]):
        return numbers[0]
    return _of_numbers(tokens, numbers)


def _of_numbers(tokens: Text, numbers: Sequence[Reading[Number]]) -> Reading[Number] | None:
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
    if not chosen and len(numbers) == 1 and _counts_trades(tokens, numbers[0]):
        return numbers[0]
    if len(chosen) != 1 or (not people and len(numbers) > 1):
        return None
    return chosen[0]


def _heard(tokens: Text, numbers: Sequence[Reading[Number]], place: int) -> Heard:
    return _FRAMES.heard_in(words_around(tokens, numbers, place, clauses=_CLAUSES))


def _told_without_digits(tokens: Text) -> Reading[Number] | None:
    """«ingen ansatte», «et tjuetalls», «to dusin»."""
    heard = _FRAMES.heard_in(tokens.norm)
    for section, count in (("only_me", 1.0), ("nobody", 0.0)):
        if span := heard.span(section):
            return tokens.reading(Number(count, count), *span)
    if (match := _ROUND_SUM.search(tokens.line)) and word_pieces(match["n"]):
        value = read_cardinal(match["n"])
        if value is not None and (match["who"] is None or match["who"] in _PEOPLE):
            return tokens.matched(Number(value, value, True), match)
    if match := _DOZENS.search(tokens.line):
        dozens = 0.5 if match["n"] == "halvt" else read_cardinal(match["n"])
        if dozens:
            return tokens.matched(Number(12.0 * dozens, 12.0 * dozens, True), match)
    return None


def _with_speaker(
    tokens: Text, numbers: Sequence[Reading[Number]], place: int, heard: Heard
) -> Reading[Number] | None:
    """«jeg og to ansatte» are three."""
    number = numbers[place]
    if not _is_whole(number):
        return None
    for section, more in (("and_us_two", 2), ("and_me", 1)):
        if section in heard:
            value = number.value.low + more
            return tokens.reading(replace(number.value, low=value, high=value), 0, len(tokens))
    return None


def _is_whole(number: Reading[Number]) -> bool:
    return number.value.whole is not None and number.value.high <= _MOST_PEOPLE


def _rounded(number: Reading[Number], heard: Heard) -> Reading[Number]:
    """A number as rough as it is said: «under tjue», «noen og tjue»."""
    value = number.value
    if "some_and" in heard and value.whole in range(20, 100, 10):
        return replace(number, value=Number(value.low, value.low + 9, True))
    return replace(number, value=replace(value, approximate=True)) if "about" in heard else number


def _in_two_places(tokens: Text, numbers: Sequence[Reading[Number]]) -> Reading[Number] | None:
    """«fem i Oslo og ti i Bergen»."""
    if len(numbers) != 2 or not all(_is_whole(one) for one in numbers):
        return None
    first, second = numbers
    between, after = (
        " ".join(words[1:] if words[:1] and words[0] in _PEOPLE else words)
        for words in (tokens.norm[first.end : second.start], tokens.norm[second.end :])
    )
    if not between.endswith(" og") or not _PLACE_BY_PLACE.fullmatch(between.removesuffix(" og")):
        return None
    if not _PLACE_BY_PLACE.fullmatch(after):
        return None
    value = first.value.low + second.value.low
    return tokens.reading(Number(value, value), first.start, len(tokens))


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


def _counts_trades(text: Text, number: Reading[Number]) -> bool:
    """«vi er ti selgere», but not «vi har tre kontorer»."""
    following = " ".join(text.norm[number.end : number.end + 1])
    if not _TRADES.fullmatch(following) or _NO_TRADES.fullmatch(following):
        return False
    return _WE_ARE.search(" ".join(text.norm[: number.start])) is not None
