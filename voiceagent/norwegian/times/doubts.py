"""Days and times that callers doubt, or only ask to hear again.

«jeg tror ikke torsdag går» rules the day out, although the praise behind it is said of a day that
is wanted elsewhere («ikke mandag, torsdag går»); «jeg vet ikke om torsdag går» says nothing about
it; «sa du torsdag» wishes for nothing.
"""

from __future__ import annotations

import re

_THINKS = (
    r"(?:tror|trodde|tru|synes|mener|meiner|ser|håper|forventer|antar|regner med|går ut fra"
    r"|innbiller meg)"
)
_SMALL = r"(?:(?:jeg|vi|me|nok|jo|vel|egentlig|dessverre|da|heller|akkurat|helt|noe) )*"
_DISBELIEVED = re.compile(
    rf"(?<!\S)(?:{_THINKS} {_SMALL}(?:ikke|neppe)|(?:er )?redd(?: for)?|tviler(?: \S+)? på"
    rf"|(?:er )?i tvil om|neppe)(?: {_SMALL.strip()})?(?: at| om)?(?: på| den| det)?$"
)
_DOUBTED = re.compile(
    r"(?<!\S)(?:(?:vet|veit|husker|ser|aner|kan) (?:\S+ )?ikke(?: \S+){0,2}? (?:om|hvordan|når)"
    r"|(?:ikke|u)(?: helt| så| veldig| heilt)? ?sikk(?:er|ert)(?: på)?(?: om| at)?"
    r"|(?:ikke|kan ikke) (?:love|garantere)(?: noe)?(?: om| at| på)?"
    r"|(?:det )?spørs(?: jo| vel| nok)? om|må sjekke om|må (?:se|høre) om)(?: på| den| det)?$"
)
_ASKED_BACK = re.compile(
    r"^(?:(?:hæ|hva|unnskyld|beklager|vent|nei|eh|å|ok|men|altså|litt) )*"
    r"(?:(?:sa|mente|meinte|foreslo|nevnte|mener) (?:du|dere|de)|sa vi|var det|er det)"
    r"(?: \S+){0,6}$"
)
_SAID_BACK = re.compile(
    r"(?<!\S)(?:(?:sa|mente|meinte|foreslo|nevnte|mener) (?:du|dere|de|vi)"
    r"|(?:du|dere|de|vi) (?:sa|mente|meinte|foreslo|nevnte|mener))(?!\S)"
)
_ANSWERS = re.compile(
    r"(?<!\S)(?:passer|går|greit|fint?|bra|ja|kan|ok|okei|perfekt|supert|best|flott|vil|helst"
    r"|heller|men|mulig|ledig|tid|avtalt|bestemt|notert|avtalen?)(?!\S)"
)


def is_disbelieved(gap: str) -> bool:
    """Whether the words before a value say that it will not do: «jeg tror ikke …»."""
    return _DISBELIEVED.search(gap) is not None


def is_doubted(gap: str) -> bool:
    """Whether the words before a value leave open whether it will do: «det spørs om …»."""
    return _DOUBTED.search(gap) is not None


def is_asked_back(line: str) -> bool:
    """Whether an utterance only asks what was said: «sa du torsdag», «var det fredag du sa»."""
    if not _ASKED_BACK.search(line) or not _SAID_BACK.search(line):
        return False
    return _ANSWERS.search(line) is None
