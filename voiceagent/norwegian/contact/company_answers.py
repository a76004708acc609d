"""What surrounds a company's name in the answer to the question for it.

«nei fjordlys», «det heter ikke fjordtek men fjordlys», «kari nordmann i fjordtek», «den norske
kirke»: where the name begins, and whose it is. «vi bruker visma» and «er dette fjordlys» tell of no
company of the caller's.

Invariants: pure; a name behind a bare «nei» is none that people say every day.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.contact.company_names import company_at
from voiceagent.norwegian.contact.company_phrases import BESIDE_CORRECTION
from voiceagent.norwegian.contact.company_tables import TRADES
from voiceagent.norwegian.contact.renaming import CORRECTING
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, PLACES, SURNAMES
from voiceagent.norwegian.words.plain_words import FUNCTION_WORDS, PLAIN
from voiceagent.norwegian.words.reading import Reading, Text, word_set

_QUESTION = re.compile(
    r"^(?:hei |hallo |ja |men )*"
    r"(?:er (?:dette|det|du|dere) (?!jo )|heter dere|snakker? jeg|hvem er)"
)
_SPEAKERS = word_set("vi jeg me eg")
_JOINTS = word_set("i fra hos på ved for")
ARTICLES = word_set("den det de")
_DEFINITE = word_set(
    "norske nye gamle lille store små blå grønne hvite røde sorte svarte gode glade kongelige"
    " frie søte beste første siste rette nordiske danske svenske internasjonale evangeliske"
)
_HOUSES = ("et", "en", "a")
_OPENING = word_set("vi det me firmaet selskapet bedriften navnet jeg er heter")
_CALLINGS = ("er", "ist", "ør", "ent", "mann", "kunde", "ing")
_LEAST_PERSON = 2


def asks_back(tokens: Text) -> bool:
    """«er dette fjordlys», «snakker jeg med fjordlys»: a question, and no answer."""
    return _QUESTION.match(tokens.line) is not None


def is_doing(tokens: Text, start: int) -> bool:
    """Whether a verb stands where a name would: «vi bruker visma», «jeg ringte …»."""
    if not start or tokens.norm[start - 1] not in _SPEAKERS:
        return False
    following = tokens.norm[start]
    return following in PLAIN and following.endswith(("r", "te", "de", "et"))


def past_denial(tokens: Text, start: int) -> int:
    """Where the name begins that «nei …» or «… ikke fjordtek men …» leads to; else the start."""
    place = start
    while place < len(tokens) and tokens.norm[place] in CORRECTING | BESIDE_CORRECTION | _OPENING:
        if tokens.norm[place] == "ikke":
            break
        place += 1
    if place < len(tokens) and tokens.norm[place] == "ikke":
        denied = company_at(tokens, place + 1)
        if denied is None or tokens.norm[denied.end : denied.end + 1] != ("men",):
            return start
        place = denied.end
        while place < len(tokens) and tokens.norm[place] in BESIDE_CORRECTION | _OPENING:
            place += 1
    elif not CORRECTING.intersection(tokens.norm[:place]):
        return start
    return place if place < len(tokens) and is_own_word(tokens, place) else start


def is_own_word(tokens: Text, place: int) -> bool:
    """Whether a word is none that people say every day, so that it may be a name by itself."""
    word, norm = tokens.raw[place], tokens.norm[place]
    everyday = PLAIN | FUNCTION_WORDS | FIRST_NAMES | PLACES
    return word not in everyday and norm not in everyday


def past_person(tokens: Text, start: int) -> int:
    """The place after «kari nordmann» where more follows than one trade; else the start."""
    place = start
    while place < len(tokens) and place < start + 4 and _is_person(tokens, place, start):
        place += 1
    if place - start < _LEAST_PERSON or place == len(tokens):
        return start
    if tokens.norm[place] in _JOINTS:
        return place + 1
    return start if tokens.raw[place] in TRADES or not is_own_word(tokens, place) else place


def _is_person(tokens: Text, place: int, start: int) -> bool:
    word = tokens.raw[place]
    return word in FIRST_NAMES or (place > start and word in SURNAMES)


def with_article(tokens: Text, name: Reading[str]) -> Reading[str]:
    """«den norske kirke»: an article in front of «norske» is part of the name."""
    before = name.start - 1
    opens = before >= 0 and tokens.norm[before] in ARTICLES
    words = tokens.raw[name.start : name.end]
    if not opens or len(words) < 2 or words[0] not in _DEFINITE or words[-1].endswith(_HOUSES):
        return name
    article = tokens.norm[before].capitalize()
    return tokens.reading(f"{article} {name.value}", before, name.end)


def is_placed(tokens: Text, name: Reading[str]) -> bool:
    """Whether a single word is told to lie somewhere: «fjordtek i bergen», but no «student i …»."""
    rest = tokens.raw[name.end :]
    place = rest[1:] if rest[:1] == ("her",) else rest
    somewhere = len(place) == 2 and place[0] in ("i", "på", "ved") and place[1] in PLACES
    word = tokens.raw[name.start]
    return somewhere and is_own_word(tokens, name.start) and not word.endswith(_CALLINGS)
