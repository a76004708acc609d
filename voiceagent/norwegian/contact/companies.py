"""Names of companies, out of free speech or as the whole answer.

A company is named after «fra», «hos», «heter», a title with «i», or by its form («as»); where one
was asked for, a bare name or one spelled letter by letter counts. Places, lines of business and
words that only speak of a company («et lite firma») are none.
"""

from __future__ import annotations

from voiceagent.norwegian.contact.company_answers import (
    ARTICLES,
    asks_back,
    is_doing,
    is_own_word,
    is_placed,
    past_denial,
    past_person,
    with_article,
)
from voiceagent.norwegian.contact.company_names import company_at, has_form, is_of_place, written
from voiceagent.norwegian.contact.company_phrases import (
    ABOUT,
    AFTER_ANSWER,
    ANNOUNCED,
    BEFORE_ITS_FORM,
    BESIDE_CORRECTION,
    FORMS,
    IN_NAMES,
    LEADS_IN,
    LONGEST_LITTLE,
    NAMED,
    NAMED_LATE,
    OPENS_ANSWER,
    PLACED,
    SAID_AFTER,
    SAID_OF_IT,
    STOPS,
    SURELY_OVER,
    TOLD_LATE,
)
from voiceagent.norwegian.contact.company_tables import BRANDS, COMPANY_WORDS, TRADES
from voiceagent.norwegian.contact.garbling import clear_length, is_trade_garbled
from voiceagent.norwegian.contact.name_spelling import spelled_name
from voiceagent.norwegian.contact.names import LEADING
from voiceagent.norwegian.contact.renaming import CORRECTING
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, NEVER_NAMES, PLACES, SURNAMES
from voiceagent.norwegian.words.plain_words import FUNCTION_WORDS, PLAIN
from voiceagent.norwegian.words.reading import Reading, Text, read_text, words_pattern


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
    if SAID_OF_IT.intersection(words[1:]):  # «fårt firma fosen …»
        return True
    return len(words) > 1 and any(
        len(word) < LONGEST_LITTLE
        and word in FUNCTION_WORDS
        and word not in IN_NAMES
        and word not in COMPANY_WORDS
        and word not in SURNAMES
        for word in words[words[0] in ARTICLES :]
    )


def _read_company(text: str, *, expected: bool) -> Reading[str] | None:
    tokens = read_text(text)
    name = _told(tokens) or (_answered(tokens) if expected else None)
    return None if name is None else _put_right(tokens, name)


def _told(tokens: Text) -> Reading[str] | None:
    """A company that is announced, or that tells itself by its trade or its form."""
    for match in tokens.finditer(ANNOUNCED):
        end = tokens.span(match)[1]
        if (name := company_at(tokens, end)) is not None:
            return _said_again(tokens, name)
    for index in range(1, len(tokens) - 1):
        before = index - 2 if tokens.norm[index - 1] == "her" else index - 1
        named = before >= 0 and (
            tokens.raw[before] in FIRST_NAMES
            or tokens.raw[before] in SURNAMES
            or (before > 0 and tokens.raw[before - 1] in FIRST_NAMES)
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
        of_place = start > 1 and tokens.raw[start - 1] == "i" and is_of_place(tokens, start - 1)
        if tokens.norm[start - 1] in stops and not of_place and not has_form(tokens, start - 1):
            break
        start -= 1
    start += tokens.norm[start] == "og"
    name = company_at(tokens, start)
    return name if name is not None and name.end > with_form else None


def _answered(tokens: Text) -> Reading[str] | None:
    """The name that a question for it is answered with."""
    if asks_back(tokens):
        return None
    start = 0
    leading = LEADING | LEADS_IN | NAMED | OPENS_ANSWER
    while start < len(tokens) and tokens.norm[start] in leading:
        start += 1
    if spelled := spelled_name(tokens, start):
        return tokens.reading(written(spelled.value.lower()), spelled.start, spelled.end)
    late_name = next(iter(tokens.finditer(NAMED_LATE)), None)
    if late_name and (late := company_at(tokens, tokens.span(late_name)[1])):
        return late
    begin = past_denial(tokens, past_person(tokens, start))
    doing = begin < len(tokens) and is_doing(tokens, begin)
    name = None if doing else company_at(tokens, begin)
    if name is not None and _is_over(tokens, name):
        single = name.end - name.start == 1
        never = single and tokens.norm[name.start] in NEVER_NAMES
        return None if never else with_article(tokens, name)
    if begin > start:
        return None
    for match in tokens.finditer(TOLD_LATE):
        name = company_at(tokens, tokens.span(match)[1])
        if name is not None and match[0].endswith("har") and name.words in BRANDS:
            continue  # «vi har visma»
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
    denied = tokens.norm[name.end] == "ikke" and company_at(tokens, name.end + 1)
    if denied and denied.end == len(tokens) and is_own_word(tokens, name.end + 1):
        return True  # «fjordlys ikke fjordtek»
    if name.end - name.start == 1:
        later = _put_right(tokens, name)
        if later is None or later is name or not is_own_word(tokens, later.start):
            return is_placed(tokens, name)
        return _is_over(tokens, later)
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
    later = company_at(tokens, place)
    if later is None or (tokens.norm[place] in PLAIN and not _is_telling(tokens, later)):
        return name
    shortened = later.end - later.start == 1 and name.end - name.start > 1
    return None if shortened and later.words not in BRANDS else later


def _joined_company(tokens: Text, index: int) -> Reading[str] | None:
    """«kari fra …», «kari i …»: the company that a person's name is joined to."""
    joint = tokens.norm[index]
    if joint not in ("fra", "i", "hos", "på"):
        return None
    name = company_at(tokens, index + 1)
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
_WE_ARE = words_pattern(
    r"^(?:hei |ja |hallo |jo )*(?:vi|me|dette|det) er",
    r"(?:arbeider|leder|sjef|rektor|lærer|styrer) på",
    "i",
    r"(?:jeg|vi|me) (?:driver|eier|drifter)",
)
"""What a name may follow that tells itself."""


def _bare_trade(tokens: Text) -> Reading[str] | None:
    for match in tokens.finditer(_WE_ARE):
        name = company_at(tokens, tokens.span(match)[1])
        if name is None or "fra" in tokens.norm[name.start :]:
            continue
        if name.end == len(tokens) and _is_telling(tokens, name):
            return name
    return None


def _said_again(tokens: Text, name: Reading[str]) -> Reading[str]:
    """«vi heter hansen altså hansen vvs»: what was said again in full wins."""
    if name.end - name.start > 1 or tokens.norm[name.end : name.end + 1] != ("altså",):
        return name
    whole = company_at(tokens, name.end + 1)
    again = whole is not None and tokens.raw[whole.start] == tokens.raw[name.start]
    return whole if whole is not None and again else name


def _rest(tokens: Text, name: Reading[str]) -> str:
    return "".join(f" {word}" for word in tokens.norm[name.end :])
