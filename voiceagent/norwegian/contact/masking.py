"""What says who a caller is, taken out of words that are to leave the house.

Telephone numbers, e-mail addresses, organisation and national identity numbers, written or spoken,
and names that the caller gives as theirs («jeg heter …»). In doubt a number goes: six digits in a
row are masked unless they are money.

Invariant: a text with none of these comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from voiceagent.norwegian.contact.contact import mask_national_id, read_email, read_phone
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.numbers.numbers import digit_groups
from voiceagent.norwegian.words.reading import Text, read_text, word_set

_ADDRESS = re.compile(r"\S+@\S+")
_WRITTEN_NUMBER = re.compile(r"\+?\d[\d ()-]{6,}\d")
_MONEY = word_set("kroner kr kronar nok tusen lapper lappar millioner million")
_PERSONAL_DIGITS = 6
_MOST_ROUNDS = 6
_NUMBER, _MAIL, _NAME = "qqnummer", "qqepost", "qqnavn"
"""Words while we work, because they must survive being read as tokens."""

_SIGNS = {_NUMBER: "[nummer]", _MAIL: "[e-post]", _NAME: "[navn]"}


def mask_identity(text: str, *, names: Iterable[str] = ()) -> str:
    """The text without what identifies a person.

    Args:
        text: The words.
        names: Names that are known already, to be masked wherever they stand.
    """
    masked = mask_national_id(_ADDRESS.sub(_MAIL, text))
    masked = _WRITTEN_NUMBER.sub(_mask_written, masked)
    for name in names:
        for part in name.split():
            masked = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", _NAME, masked, flags=re.IGNORECASE)
    for _ in range(_MOST_ROUNDS):
        found = _personal_span(masked)
        if found is None:
            break
        masked = found
    for word, sign in _SIGNS.items():
        masked = masked.replace(word, sign)
    return masked


def _mask_written(match: re.Match[str]) -> str:
    digits = sum(sign.isdigit() for sign in match[0])
    following = read_text(match.string[match.end() : match.end() + 12]).norm[:1]
    money = following and following[0] in _MONEY
    return match[0] if money or digits < _PERSONAL_DIGITS else _NUMBER


def _personal_span(text: str) -> str | None:
    """The text with the first personal thing in it masked; None where there is none."""
    tokens = read_text(text)
    if (address := read_email(text)) is not None:
        return _without(tokens, address.start, address.end, _MAIL)
    if (number := read_phone(text)) is not None:
        return _without(tokens, number.start, number.end, _NUMBER)
    if (run := _digit_run(tokens)) is not None:
        return _without(tokens, *run, _NUMBER)
    person = read_person(text)
    if person is not None and _NAME not in tokens.raw[person.start : person.end]:
        return _without(tokens, person.start, person.end, _NAME)
    return None


def _digit_run(tokens: Text) -> tuple[int, int] | None:
    """Groups of digits side by side that are no amount."""
    start = end = count = 0
    for digits, first, last in digit_groups(tokens):
        if not count or first - end > 1:
            start, count = first, 0
        end, count = last, count + len(digits)
        following = tokens.norm[end] if end < len(tokens) else ""
        if count >= _PERSONAL_DIGITS and following not in _MONEY:
            return start, _run_end(tokens, end)
    return None


def _run_end(tokens: Text, end: int) -> int:
    for _, first, last in digit_groups(tokens):
        if end <= first <= end + 1:
            end = last
    return end


def _without(tokens: Text, start: int, end: int, sign: str) -> str:
    return " ".join((*tokens.raw[:start], sign, *tokens.raw[end:]))
