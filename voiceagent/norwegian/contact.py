"""Contact data as it is dictated: telephone numbers, e-mail, organisation numbers, postcodes."""

from __future__ import annotations

import re

from voiceagent.norwegian.numbers import digit_groups, read_digits
from voiceagent.norwegian.reading import Reading, read_text

_NATIONAL = re.compile(r"(?:2[1-4]|3[1-3578]|4\d|5[1-35-79]|6[1-4679]|7[0-9]|8[0125]|9\d)\d{6}")
_ORG_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def read_phone(text: str) -> Reading[str] | None:
    """A whole Norwegian telephone number in E.164; None for too few, too many or no digits."""
    tokens = read_text(text)
    groups = digit_groups(tokens)
    digits = "".join(group[0] for group in groups)
    if len(digits) == 10 and digits.startswith("47"):
        digits = digits[2:]
    if not _NATIONAL.fullmatch(digits):
        return None
    return tokens.reading("+47" + digits, groups[0][1], groups[-1][2])


def read_phone_part(text: str) -> str:
    """The digits of a number that is given in pieces, as far as this piece goes."""
    return read_digits(text)


def read_email(text: str) -> Reading[str] | None:
    """An e-mail address, written or dictated; None unless it is whole."""
    tokens = read_text(text)
    for index, word in enumerate(tokens.raw):
        if "@" in word and len(word) > 1:
            return tokens.reading(word, index, index + 1)
    return None


def is_org_number(digits: str) -> bool:
    """Whether nine digits are a Norwegian organisation number (mod-11, first digit 8 or 9)."""
    if len(digits) != 9 or not digits.isdigit() or digits[0] not in "89":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:8], _ORG_WEIGHTS, strict=True))
    check = (11 - total % 11) % 11
    return check < 10 and check == int(digits[8])


def read_org_number(text: str) -> Reading[str] | None:
    """An organisation number whose check digit is right, as nine digits."""
    tokens = read_text(text)
    groups = digit_groups(tokens)
    digits = "".join(group[0] for group in groups)
    if not is_org_number(digits):
        return None
    return tokens.reading(digits, groups[0][1], groups[-1][2])


def mask_national_id(text: str) -> str:
    """The text with every national identity number (eleven digits) replaced by ``***``."""
    return re.sub(r"\b\d{6}\s?\d{5}\b", "***", text)


def read_postcode(text: str) -> Reading[str] | None:
    """A postcode of four digits."""
    tokens = read_text(text)
    groups = digit_groups(tokens)
    digits = "".join(group[0] for group in groups)
    return tokens.reading(digits, groups[0][1], groups[-1][2]) if len(digits) == 4 else None
