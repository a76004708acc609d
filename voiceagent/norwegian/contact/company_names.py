"""The name of a company where one begins: how many words it has, and how it is written.

Invariants: places, lines of business and everyday words by themselves are no names; a form («as»)
closes a name, and a stray letter spoils it.
"""

from __future__ import annotations

from voiceagent.norwegian.contact.company_phrases import (
    FORMS,
    INDEFINITE,
    LEADS_IN,
    LINES_OF_BUSINESS,
    NEVER_ALONE,
    NEVER_FIRST,
    OWN_THING,
    PARTS_OF_TOWN,
    SPOKEN_FORMS,
    STOPS,
    VOWELS,
)
from voiceagent.norwegian.contact.company_tables import ACRONYMS, BRANDS, TRADES
from voiceagent.norwegian.numbers.number_words import word_pieces
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, PLACES, SURNAMES
from voiceagent.norwegian.words.plain_words import PLAIN
from voiceagent.norwegian.words.reading import Reading, Text, word_set

_PRONOUNS = word_set("dere")
_SEASONS = word_set("våren sommeren høsten vinteren")
_LIMITED = (("as",), ("asa",))
_FORMS_BEFORE = word_set("as asa")


def company_at(tokens: Text, start: int) -> Reading[str] | None:
    """The name that begins at a token, words that lead it in apart; None where none does."""
    words: list[str] = []
    while start + 1 < len(tokens) and tokens.norm[start] in LEADS_IN:
        start += 1
    index = start
    while index < len(tokens) and len(words) < 5:
        form = _spoken_form(tokens, index) if words else None
        if form is not None:
            words.append(form[0])
            index = form[1]
            break
        raw, norm = tokens.raw[index], tokens.norm[index]
        if raw == "da" and words and index + 1 == len(tokens) and not _is_registered(tokens, words):
            break
        if raw == "sa" and words and tokens.norm[index + 1 : index + 2] == ("jeg",):
            break
        if raw in FORMS and words:
            words.append(FORMS[raw])
            index += 1
            if raw != "it":
                break
            continue
        joined = raw in ("og", "&") and words and index + 1 < len(tokens)
        if raw == "i" and words and is_of_place(tokens, index):
            words.append("i")
            index += 1
            continue
        stops = raw in STOPS or (norm in STOPS and raw not in TRADES and raw not in _SEASONS)
        stops = stops and not (words and has_form(tokens, index))
        if (joined and tokens.norm[index + 1] in STOPS) or (stops and not joined):
            break
        before = raw in _FORMS_BEFORE and not words  # «as fjordtek»
        words.append("og" if raw == "og" else FORMS[raw] if before else written(raw))
        index += 1
    while words and words[-1] in ("og", "&"):
        words.pop()
        index -= 1
    alone = words[0].lower() if len(words) == 1 else ""
    if not words or alone in NEVER_ALONE or _is_person(tokens, start, alone):
        return None
    if tokens.norm[start] in NEVER_FIRST and not (
        len(words) > 2 and words[-1] in FORMS.values()  # «våren arkitekter as»
    ):
        return None
    if tokens.norm[start] in INDEFINITE:
        return None
    if word_pieces(words[0].lower()) and not (len(words) > 2 and words[-1] in FORMS.values()):
        return None
    if alone in FORMS:
        return None
    if alone and tokens.norm[index : index + 1] in (("opprinnelig",), ("opphavleg",)):
        return None
    if _names_no_company([word.lower() for word in words]) or _is_torn(words):
        return None
    return tokens.reading(" ".join(words), start, index)


def _is_person(tokens: Text, start: int, alone: str) -> bool:
    """Whether a single word is somebody's name: «fra siv»; «i tine» nobody works in a person."""
    works_in = start > 0 and tokens.norm[start - 1] in ("i", "hos", "ved")
    return alone in FIRST_NAMES and not (works_in and alone in BRANDS)


def written(word: str) -> str:
    """«dnb» and «vvs» are written in capitals."""
    acronym = 2 < len(word) < 5 and not set(word) & VOWELS
    return word.upper() if acronym or word in ACRONYMS else word.capitalize()


def _is_registered(tokens: Text, words: list[str]) -> bool:
    """Whether a closing «da» is a form of company, and not the little word."""
    return "og" in words or any(word in tokens.norm for word in ("heter", "firmaet", "selskapet"))


def _names_no_company(words: list[str]) -> bool:
    """Whether all words are places, trades or everyday ones; «sunnfjord maskin» may be a name."""
    if " ".join(words) in BRANDS or (words[-1] == "kommune" and words[0] in PLACES):
        return False
    if (
        len(words) > 1
        and words[-1] in TRADES
        and (words[0] in SURNAMES or words[0] not in PLAIN | LINES_OF_BUSINESS | PLACES)
    ):
        return False
    if len(words) == 2 and words[0] in _BRANCHED and words[1] in PLACES:
        return False
    of_a_place = len(words) > 1 and words[0] in PLACES
    if of_a_place and words[1] not in PLACES and words[1] not in PARTS_OF_TOWN:
        return False
    return all(_is_no_name(word) for word in words)


_BRANCHED = word_set("helse sparebank sparebanken bilia møller nav coop")
"""What names itself by its place: «helse stavanger»."""


def _is_no_name(word: str) -> bool:
    """Whether a word names a place, a trade or an everyday thing: «fra hytta», «nord norge»."""
    if OWN_THING.fullmatch(word):
        return True
    return word in LINES_OF_BUSINESS or word in PLACES or (word in PLAIN and word not in SURNAMES)


def _is_torn(words: list[str]) -> bool:
    """Whether a stray letter says that a piece of the name was lost: «bygg a», «fr nordlys»."""
    return len(words[-1]) == 1 or (len(words) > 1 and len(words[0]) == 1)


def is_of_place(tokens: Text, index: int) -> bool:
    """«snekkergutta i moss as»: the place is part of the name."""
    following = tokens.raw[index + 1 : index + 3]
    return len(following) == 2 and following[0] in PLACES and following[1] in FORMS


def has_form(tokens: Text, index: int) -> bool:
    """Whether a word stands right before a form, and so belongs to the name: «florø dykk as»."""
    return tokens.norm[index] in _PRONOUNS and tokens.raw[index + 1 : index + 2] in _LIMITED


def _spoken_form(tokens: Text, index: int) -> tuple[str, int] | None:
    for *letters, written in SPOKEN_FORMS:
        if tokens.raw[index : index + len(letters)] == tuple(letters):
            return written, index + len(letters)
    return None
