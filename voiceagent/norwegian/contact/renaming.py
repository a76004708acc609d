"""Names said more than once: begun again, said again in full, or put right.

«jan erik jan erik holte», «bente her bente lunde», «lars olsen nei ikke olsen larsen»: the fullest
form wins, and of a correction what was said last. A single word takes the place of the one that was
denied, else of the part it can be, else of the one it sounds like.

Invariants: pure; a name that nothing is said about again stays as it is.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from voiceagent.norwegian.contact.company_tables import TRADES
from voiceagent.norwegian.contact.name_words import name_from, titled
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.words.reading import Reading, Text, word_set

CORRECTING = word_set("nei unnskyld beklager feil sorry mente mener rettere oi ups")
_BESIDE_CORRECTION = word_set(
    "jeg det er mente mener vent litt sa si men heter altså eh øh nå sagt skal være skulle navnet"
    " etternavnet fornavnet mitt da jo å eller rettere ble tuller blir så"
)
_HESITATIONS = word_set("eh øh ehm øhm hm mm")
_LONGEST_STUTTER = 3
_FORMS = word_set("as asa ans enk")


def unstuttered(tokens: Text) -> tuple[int, ...]:
    """The places of the words that remain when names begun twice are said once."""
    kept = list(range(len(tokens)))
    for length in range(_LONGEST_STUTTER, 0, -1):
        place = 0
        while place + 2 * length <= len(kept):
            once = [tokens.raw[i] for i in kept[place : place + length]]
            twice = [tokens.raw[i] for i in kept[place + length : place + 2 * length]]
            named = any(word in FIRST_NAMES or word in SURNAMES for word in once)
            if once == twice and named and not opens_firm(tokens.raw, kept[place + length]):
                del kept[place : place + length]
            else:
                place += 1
    return tuple(kept)


def opens_firm(words: tuple[str, ...], place: int) -> bool:
    """Whether a word begins the name of a firm: «(odd berge) berge transport», «… berge as»."""
    following = words[place + 1 : place + 2]
    return bool(following) and (following[0] in TRADES or following[0] in _FORMS)


def said_again_in_full(tokens: Text, name: Reading[str]) -> Reading[str] | None:
    """«jeg heter ivar … ivar stokke», «olsen … kari olsen»: a part first, and later the whole."""
    part = tuple(name.value.lower().split())
    for place in range(name.end, len(tokens)):
        if tokens.raw[place : place + len(part)] != part:
            continue
        whole = name_from(tokens, place)
        if len(whole) > len(part) and (whole[-1] in SURNAMES or place + len(whole) == len(tokens)):
            return tokens.reading(titled(whole), place, place + len(whole))
        before = place
        while before > name.end and tokens.raw[before - 1] in FIRST_NAMES:
            before -= 1
        if before < place and len(part) == 1 and part[0] not in FIRST_NAMES:
            return tokens.reading(titled(tokens.raw[before : place + 1]), before, place + 1)
    return None


def corrected(tokens: Text, name: Reading[str]) -> Reading[str]:
    """The name with what «nei …» behind it puts right."""
    place, denied = name.end, ""
    while place < len(tokens) and tokens.norm[place] in _HESITATIONS:
        place += 1
    if place == len(tokens) or tokens.norm[place] not in CORRECTING:
        return name
    while place < len(tokens) and (
        tokens.norm[place] in CORRECTING | _BESIDE_CORRECTION or tokens.norm[place] == "ikke"
    ):
        if tokens.norm[place] == "ikke" and place + 1 < len(tokens):
            denied = tokens.raw[place + 1]
            place += 1
        place += 1
    later = name_from(tokens, place)
    if not later:
        return name
    words = _put_right(tuple(name.value.lower().split()), later, denied)
    return tokens.reading(titled(words), name.start, place + len(later))


def past_denial(tokens: Text, start: int) -> int:
    """Where the name begins that «nei …», «ikke ola men …» lead to; only a known name counts.

    Args:
        tokens: The utterance.
        start: Where the answer begins.
    """
    place = start
    while place < len(tokens) and tokens.norm[place] in CORRECTING | _BESIDE_CORRECTION:
        place += 1
    if tokens.norm[place : place + 1] == ("ikke",):
        denied = name_from(tokens, place + 1)
        place += 1 + len(denied)
        if not denied or place == len(tokens) or tokens.norm[place] not in _BESIDE_CORRECTION:
            return start
        while place < len(tokens) and tokens.norm[place] in _BESIDE_CORRECTION:
            place += 1
    known = place < len(tokens) and (
        tokens.raw[place] in FIRST_NAMES or tokens.raw[place] in SURNAMES
    )
    return place if known else start


def _put_right(words: tuple[str, ...], later: tuple[str, ...], denied: str) -> tuple[str, ...]:
    if len(words) == 1:
        return later
    if len(later) > 1:
        firsts = all(word in FIRST_NAMES and word not in SURNAMES for word in later)
        return (*later, words[-1]) if firsts and words[-1] in SURNAMES else later
    new = later[0]
    if denied in words:
        index = words.index(denied)
    elif new in FIRST_NAMES and new not in SURNAMES:
        index = 0
    elif new in SURNAMES and new not in FIRST_NAMES:
        index = len(words) - 1
    else:
        index = min(range(len(words)), key=lambda place: OSA.distance(words[place], new))
    return (*words[:index], new, *words[index + 1 :])
