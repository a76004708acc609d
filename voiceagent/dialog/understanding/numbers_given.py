"""Telephone numbers in what is said while something else was asked (BOO-12, DIA-07).

A number is one long name for a telephone: its digits are no hour, no date and no choice between two
offers. So what reads times and choices reads the words without it. A wish for another number than
the one we have counts without digits as well: we ask for them.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.contact.contact import read_phone
from voiceagent.norwegian.numbers.numbers import digit_groups
from voiceagent.norwegian.words.reading import Text, read_text, word_set

_PART = 5
"""Digits; no hour and no date has so many."""
_BETWEEN_TIMES = word_set("og eller til klokka halv kvart over på den ikke men fra i uke")
_INERT = "nummeret"
"""Stands for each word of a number, so that all other words keep their places."""

_NUMBER = r"(?:tele|tlf|mobil)?(?:fon)?(?:nummer|nummeret|nr|telefon|mobil)"
_OTHER = re.compile(
    r"(?<!\S)(?:"
    rf"(?:et|på|til|det|mitt|bruke?|ha) (?:annet|anna|andre|nytt|nye|private|feil|gale?) {_NUMBER}"
    rf"|(?:annet|anna|feil|galt) {_NUMBER}"
    rf"|ikke (?:på |bruke? |ring(?:e|er)? )*(?:det|dette|denne) {_NUMBER}(?:et)?"
    rf"|(?:nytt|bytta|byttet|skiftet|skifta) {_NUMBER}"
    rf"|{_NUMBER} (?:mitt |vårt )?er (?:feil|galt|et annet|et anna|ikke riktig|ikke rett)"
    r")(?!\S)"
)


def without_numbers(text: str) -> str:
    """The words with each word of a telephone number made inert; the places stay."""
    found = read_phone(text)
    if found is None:
        return text
    tokens = read_text(text)
    return " ".join(
        _INERT if found.start <= place < found.end else word
        for place, word in enumerate(tokens.raw)
    )


def gives_part_of_number(tokens: Text) -> bool:
    """Whether digits were told of which a recogniser lost some: too few to dial, too many to miss.

    Hours and dates have few, and words between them; the digits of a number stand side by side, but
    for one that was heard as another word.
    """
    row, reached = "", 0
    for digits, start, end in digit_groups(tokens):
        between = tokens.norm[reached:start]
        near = not between or (len(between) == 1 and between[0] not in _BETWEEN_TIMES)
        row = row + digits if near else digits
        reached = end
        if len(row) >= _PART:
            return True
    return False


def wants_other_number(tokens: Text) -> bool:
    """«ring meg på et annet nummer»: the one we have is not the one to use."""
    return _OTHER.search(tokens.line) is not None or _OTHER.search(" ".join(tokens.raw)) is not None
