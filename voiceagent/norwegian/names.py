"""Names of people and companies, out of free speech or as the whole answer."""

from __future__ import annotations

import re

from voiceagent.norwegian.reading import Reading, read_text, words_pattern

_PERSON = words_pattern(
    r"(?:jeg heter|navnet (?:mitt )?er|det er|dette er|her er) (?P<name>\S+(?: \S+){0,2})"
)
_COMPANY = words_pattern(
    r"(?:ringer fra|vi er fra|jeg er fra|kommer fra|firmaet heter|firma) (?P<name>\S+(?: \S+){0,3})"
)


def read_person(text: str, *, expected: bool = False) -> Reading[str] | None:
    """A person's name in title case: «jeg heter kari nordmann».

    Args:
        text: The utterance.
        expected: A name was asked for, so that a bare «kari nordmann» counts.
    """
    tokens = read_text(text)
    match = _PERSON.search(tokens.line)
    if match is not None:
        return tokens.reading(_display(match["name"]), *tokens.span(match, "name"))
    if expected and 1 <= len(tokens) <= 3:
        return tokens.reading(_display(" ".join(tokens.raw)), 0, len(tokens))
    return None


def read_company(text: str, *, expected: bool = False) -> Reading[str] | None:
    """A company's name as it is written: «vi er fra nordlys regnskap as» → Nordlys Regnskap AS.

    Args:
        text: The utterance.
        expected: A company was asked for, so that a bare «fjordtek» counts.
    """
    tokens = read_text(text)
    match = _COMPANY.search(tokens.line)
    if match is not None:
        return tokens.reading(_display(match["name"]), *tokens.span(match, "name"))
    if expected and 1 <= len(tokens) <= 4:
        return tokens.reading(_display(" ".join(tokens.raw)), 0, len(tokens))
    return None


def _display(words: str) -> str:
    titled = " ".join(word.capitalize() for word in words.split())
    return re.sub(r"\b(As|Asa|Ans|Da|Sa|Nuf)$", lambda match: match[0].upper(), titled)
