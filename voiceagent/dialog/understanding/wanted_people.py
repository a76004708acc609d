"""Who a caller wants to reach, and what is to be passed on to them.

«kan du sette meg over til Petter Dass», «er Ida Berg der», «si til Ola at jeg blir forsinket»: the
name is somebody else's and never the caller's own. Only what the readers of names take for a name
counts: «noen på salg» and «sjefen» name nobody.
"""

from __future__ import annotations

import re

from voiceagent.dialog.understanding.phrases import listed
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.words.name_tables import FIRST_NAMES
from voiceagent.norwegian.words.reading import Text

_TOWARDS = re.compile(
    r"(?<!\S)(?:over (?:til|på)|snakke(?:t)? (?:\S+ )?med|prate med|(?:tak|kontakt) (?:i|med)"
    r"|treffe(?: på)?|(?:beskjed|melding|hilsen|hils|hilse|si|sier) (?:fra )?til"
    r"|fortell(?:e)?|be(?: om at)?|søker) "
)
_IS = re.compile(r"^(?:(?:hei|hallo|god|dag|ja|takk|du) )*er ")
_PRESENT = re.compile(
    r"(?:der|inne|her|hjemme|til ?stede?s?|til stades?|på (?:jobb|kontoret|plass|huset)|ledig"
    r"|kommet|tilgjengelig|tilbake|(?:til )?å (?:treffe|få tak i))(?!\S)"
)
_ENDS = frozenset(
    listed("""
    om at og i på fra hos som når for har ringt ringte ringe ringer komme der inne her til hjemme å
    ledig av jeg meg tilgjengelig ta kontakt med tilstede kommet tilbake er den takk
    """)
)
_MOST_NAMES = 3
_PASSES_ON = re.compile(
    r"(?<!\S)(?:gi|gje|gjeve|sende|formidle|videreformidle|legge (?:igjen|att)|lagt (?:igjen|att)"
    r"|ta imot|ta) (?:\S+ ){0,2}?(?:beskjed|beskjeden|melding|meldinga)(?!\S)"
    r"|(?<!\S)(?:si|hils|hilse|fortell) (?:fra )?(?:til )?(?:\S+ ){1,3}?at(?!\S)"
    r"|^(?:om )?at (?=\S+ \S+)"
)
_TELLER = re.compile(r"(?<!\S)at (?=(?:\S+ ){1,8}?(?:ringte|ringt|ringer)(?!\S))")
_CONTENT = re.compile(r"(?<!\S)(?:om )?at (.+)$")
_LEAST_WORDS = 2


def read_wanted(tokens: Text) -> str:
    """The person that the caller wants to reach; empty for nobody in particular."""
    line = " ".join(tokens.norm)
    names = (_name_at(tokens, found.end())[0] for found in _TOWARDS.finditer(line))
    return next((name for name in names if name), "") or _asked_for(tokens)


def read_teller(tokens: Text) -> str:
    """Who has called, in a message that says so: «si at Kari fra Fjordtek ringte»."""
    line = " ".join(tokens.norm)
    found = _TELLER.search(line)
    return _name_at(tokens, found.end())[0] if found is not None else ""


def asks_for_somebody(tokens: Text) -> bool:
    """«er Ida Berg der?»: whether somebody, by name, can be had."""
    return bool(_asked_for(tokens))


def passes_on(tokens: Text) -> bool:
    """Whether something is to be passed on to somebody here."""
    return _PASSES_ON.search(" ".join(tokens.norm)) is not None


def content(tokens: Text) -> str:
    """What is to be passed on, as far as it was said: behind «at»; empty where it is to come."""
    found = _CONTENT.search(" ".join(tokens.raw))
    return found[1] if found is not None and len(found[1].split()) >= _LEAST_WORDS else ""


def _asked_for(tokens: Text) -> str:
    found = _IS.match(" ".join(tokens.norm))
    name, after = _name_at(tokens, found.end()) if found is not None else ("", "")
    return name if _PRESENT.match(after) is not None else ""


def _name_at(tokens: Text, place: int) -> tuple[str, str]:
    """The name that begins at a place of the line, and what follows it."""
    start = end = len(" ".join(tokens.norm)[:place].split())
    while end < len(tokens) and end - start < _MOST_NAMES and tokens.norm[end] not in _ENDS:
        end += 1
    if end == start or (end - start == 1 and tokens.norm[start] not in FIRST_NAMES):
        return "", ""
    person = read_person(" ".join(tokens.raw[start:end]), expected=True)
    if person is None or (person.start, person.end) != (0, end - start):
        return "", ""
    return person.value, " ".join(tokens.norm[end:])
