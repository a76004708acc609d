"""Names of companies, out of free speech or as the whole answer.

A company is named after «fra», «hos», «heter», a title with «i», or by its form («as»); where one
was asked for, a bare name or one spelled letter by letter counts. Places, lines of business and
words that only speak of a company («et lite firma») are none.
"""

from __future__ import annotations

from voiceagent.norwegian.company_phrases import (
    ABOUT,
    AFTER_ANSWER,
    ANNOUNCED,
    BEFORE_ITS_FORM,
    BESIDE_CORRECTION,
    FORMS,
    IN_NAMES,
    INDEFINITE,
    LEADS_IN,
    LINES_OF_BUSINESS,
    LONGEST_LITTLE,
    NAMED,
    NAMED_LATE,
    NEVER_ALONE,
    NEVER_FIRST,
    OPENS_ANSWER,
    OWN_THING,
    PARTS_OF_TOWN,
    PLACED,
    SAID_AFTER,
    SPOKEN_FORMS,
    STOPS,
    SURELY_OVER,
    TOLD_LATE,
    VOWELS,
)
from voiceagent.norwegian.company_tables import ACRONYMS, BRANDS, COMPANY_WORDS, TRADES
from voiceagent.norwegian.garbling import clear_length, is_trade_garbled
from voiceagent.norwegian.name_spelling import spelled_name
from voiceagent.norwegian.name_tables import FIRST_NAMES, NEVER_NAMES, PLACES, SURNAMES
from voiceagent.norwegian.names import LEADING
from voiceagent.norwegian.number_words import word_pieces
from voiceagent.norwegian.plain_words import FUNCTION_WORDS, PLAIN
from voiceagent.norwegian.reading import Reading, Text, read_text, word_set, words_pattern
from voiceagent.norwegian.renaming import CORRECTING


def read_company(text: str, *, expected: bool = False) -> Reading[str] | None:
    """A company's name as it is written: «vi er fra nordlys regnskap as» → Nordlys Regnskap AS.

    Args:
        text: The utterance.
        expected: A company was asked for, so that a bare «fjordtek» counts.
    """
    found = _read_company(text, expected=expected)
    if found is None:
        return None
    words = [word for word in found.value.lower().split() if word not in FORMS]
    if clear_length(words) < len(words) or is_trade_garbled(words) or _is_swallowed(words):
        return None
    return found


def _is_swallowed(words: list[str]) -> bool:
    """Whether a verb or a little word stands in a name, which was another: «trøndelag ta»."""
    return len(words) > 1 and any(
        len(word) < LONGEST_LITTLE
        and word in FUNCTION_WORDS
        and word not in IN_NAMES
        and word not in COMPANY_WORDS
        for word in words
    )


def _read_company(text: str, *, expected: bool) -> Reading[str] | None:
    tokens = read_text(text)
    name = _told(tokens) or (_answered(tokens) if expected else None)
    return None if name is None else _put_right(tokens, name)


def _told(tokens: Text) -> Reading[str] | None:
    """A company that is announced, or that tells itself by its trade or its form."""
    for match in tokens.finditer(ANNOUNCED):
        end = tokens.span(match)[1]
        if (name := _company_at(tokens, end)) is not None:
            return _said_again(tokens, name)
    for index in range(1, len(tokens) - 1):
        before = index - 2 if tokens.norm[index - 1] == "her" else index - 1
        named = before >= 0 and (
            tokens.raw[before] in FIRST_NAMES or tokens.raw[before] in SURNAMES
        )
        if named and (name := _joined_company(tokens, index)) is not None:
            return name
    return _bare_trade(tokens) or _before_its_form(tokens)


def _before_its_form(tokens: Text) -> Reading[str] | None:
    """«… lofoten sjømat as»: the words in front of the form, back to what is no name."""
    with_form = next(
        (index for index, word in enumerate(tokens.raw) if word in ("as", "asa") and index), None
    )
    if with_form is None:
        return None
    start = with_form
    stops = STOPS | ABOUT | BEFORE_ITS_FORM
    while start > 0 and with_form - start < _LONGEST_BEFORE_FORM:
        of_place = start > 1 and tokens.raw[start - 1] == "i" and _is_of_place(tokens, start - 1)
        if tokens.norm[start - 1] in stops and not of_place and not _has_form(tokens, start - 1):
            break
        start -= 1
    start += tokens.norm[start] == "og"
    name = _company_at(tokens, start)
    return name if name is not None and name.end > with_form else None


def _answered(tokens: Text) -> Reading[str] | None:
    """The name that a question for it is answered with."""
    start = 0
    leading = LEADING | LEADS_IN | NAMED | OPENS_ANSWER
    while start < len(tokens) and tokens.norm[start] in leading:
        start += 1
    if spelled := spelled_name(tokens, start):
        written = _written(spelled.value.lower())
        return tokens.reading(written, spelled.start, spelled.end)
    late_name = next(iter(tokens.finditer(NAMED_LATE)), None)
    if late_name and (late := _company_at(tokens, tokens.span(late_name)[1])):
        return late
    name = _company_at(tokens, start)
    if name is not None and _is_over(tokens, name):
        single = name.end - name.start == 1
        return None if single and tokens.norm[name.start] in NEVER_NAMES else name
    for match in tokens.finditer(TOLD_LATE):
        name = _company_at(tokens, tokens.span(match)[1])
        if name is not None and _is_telling(tokens, name) and _is_over(tokens, name):
            return name
    return None


def _is_over(tokens: Text, name: Reading[str]) -> bool:
    """Whether an answer says nothing behind the name, or only more about it."""
    rest = _rest(tokens, name)
    if tokens.norm[name.end : name.end + 2] in SURELY_OVER or SAID_AFTER.match(rest):
        return True
    if all(word in AFTER_ANSWER for word in tokens.norm[name.end :]):
        return True
    if name.end - name.start == 1:
        return False
    if tokens.norm[name.end] in CORRECTING or PLACED.fullmatch(rest):
        return True
    return _is_telling(tokens, name) and "ikke" not in tokens.norm[name.end : name.end + 3]


def _put_right(tokens: Text, name: Reading[str]) -> Reading[str] | None:
    """«nordfjord bygg nei unnskyld nordfjord entreprenør as»: what is said last is the name."""
    if not CORRECTING.intersection(tokens.norm[name.end : name.end + 1]):
        return name
    said = set(name.words.split())
    place = name.end
    while place < len(tokens) and (
        tokens.norm[place] in CORRECTING | BESIDE_CORRECTION
        or (tokens.norm[place - 1] == "ikke" and tokens.raw[place] in said)
    ):
        place += 1
    later = _company_at(tokens, place)
    if later is None or (tokens.norm[place] in PLAIN and not _is_telling(tokens, later)):
        return name
    shortened = later.end - later.start == 1 and name.end - name.start > 1
    return None if shortened and later.words not in BRANDS else later


def _joined_company(tokens: Text, index: int) -> Reading[str] | None:
    """«kari fra …», «kari i …»: the company that a person's name is joined to."""
    joint = tokens.norm[index]
    if joint not in ("fra", "i", "hos", "på"):
        return None
    name = _company_at(tokens, index + 1)
    if name is None or joint == "fra":
        return name
    if name.end - name.start == 1 or joint == "på":
        return name if _is_telling(tokens, name) else None
    return name


def _is_telling(tokens: Text, name: Reading[str]) -> bool:
    """Whether the words by themselves say that they name a company: «ski dekk», «norconsult»."""
    words = tokens.raw[name.start : name.end]
    if " ".join(words) in BRANDS:
        return True
    formed = words[-1] in FORMS and words[-1] not in ("da", "it", "sa")
    placed = len(words) == 2 and words[0] in PLACES
    return len(words) > 1 and ((formed and not placed) or _is_trade(words[-1]))


def _is_trade(word: str) -> bool:
    """Whether a word is a trade or compounded with one: «snekkerservice»."""
    return word in TRADES or any(
        word.endswith(trade) for trade in TRADES if len(trade) >= _LONG_TRADE
    )


_LONGEST_BEFORE_FORM = 4
_LONG_TRADE = 5
_PRONOUNS = word_set("dere")
_SEASONS = word_set("våren sommeren høsten vinteren")
_LIMITED = (("as",), ("asa",))
_WE_ARE = words_pattern(
    r"^(?:hei |ja |hallo |jo )*(?:vi|me|dette|det) er",
    r"(?:arbeider|leder|sjef|rektor|lærer|styrer) på",
    "i",
    r"(?:jeg|vi|me) (?:driver|eier|drifter)",
)
"""What a name may follow that tells itself."""


def _bare_trade(tokens: Text) -> Reading[str] | None:
    for match in tokens.finditer(_WE_ARE):
        name = _company_at(tokens, tokens.span(match)[1])
        if name is None or "fra" in tokens.norm[name.start :]:
            continue
        if name.end == len(tokens) and _is_telling(tokens, name):
            return name
    return None


def _said_again(tokens: Text, name: Reading[str]) -> Reading[str]:
    """«vi heter hansen altså hansen vvs»: what was said again in full wins."""
    if name.end - name.start > 1 or tokens.norm[name.end : name.end + 1] != ("altså",):
        return name
    whole = _company_at(tokens, name.end + 1)
    again = whole is not None and tokens.raw[whole.start] == tokens.raw[name.start]
    return whole if whole is not None and again else name


def _rest(tokens: Text, name: Reading[str]) -> str:
    return "".join(f" {word}" for word in tokens.norm[name.end :])


def _company_at(tokens: Text, start: int) -> Reading[str] | None:
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
        if raw == "i" and words and _is_of_place(tokens, index):
            words.append("i")
            index += 1
            continue
        stops = raw in STOPS or (norm in STOPS and raw not in TRADES and raw not in _SEASONS)
        stops = stops and not (words and _has_form(tokens, index))
        if (joined and tokens.norm[index + 1] in STOPS) or (stops and not joined):
            break
        words.append("og" if raw == "og" else _written(raw))
        index += 1
    while words and words[-1] in ("og", "&"):
        words.pop()
        index -= 1
    alone = words[0].lower() if len(words) == 1 else ""
    if not words or alone in NEVER_ALONE or alone in FIRST_NAMES:
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


def _written(word: str) -> str:
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
        and words[0] not in PLAIN | LINES_OF_BUSINESS | PLACES
    ):
        return False
    of_a_place = len(words) > 1 and words[0] in PLACES
    if of_a_place and words[1] not in PLACES and words[1] not in PARTS_OF_TOWN:
        return False
    return all(_is_no_name(word) for word in words)


def _is_no_name(word: str) -> bool:
    """Whether a word names a place, a trade or an everyday thing: «fra hytta», «nord norge»."""
    if OWN_THING.fullmatch(word):
        return True
    return word in LINES_OF_BUSINESS or word in PLACES or (word in PLAIN and word not in SURNAMES)


def _is_torn(words: list[str]) -> bool:
    """Whether a stray letter says that a piece of the name was lost: «bygg a», «fr nordlys»."""
    return len(words[-1]) == 1 or (len(words) > 1 and len(words[0]) == 1)


def _is_of_place(tokens: Text, index: int) -> bool:
    """«snekkergutta i moss as»: the place is part of the name."""
    following = tokens.raw[index + 1 : index + 3]
    return len(following) == 2 and following[0] in PLACES and following[1] in FORMS


def _has_form(tokens: Text, index: int) -> bool:
    """Whether a word stands right before a form, and so belongs to the name: «florø dykk as»."""
    return tokens.norm[index] in _PRONOUNS and tokens.raw[index + 1 : index + 2] in _LIMITED


def _spoken_form(tokens: Text, index: int) -> tuple[str, int] | None:
    for *letters, written in SPOKEN_FORMS:
        if tokens.raw[index : index + len(letters)] == tuple(letters):
            return written, index + len(letters)
    return None
