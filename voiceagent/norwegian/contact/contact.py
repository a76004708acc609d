"""Contact data as it is dictated: telephone numbers, e-mail, organisation numbers, postcodes.

Everything is checked against what makes it valid: eight digits in a range that Norwegian numbers
come from, the check digit of an organisation number, both sides of an e-mail address. What does not
hold is not read. National identity numbers are recognised only to be masked.

Source: the Norwegian numbering plan E.164 (Nkom); Brønnøysund's modulus 11 for organisation
numbers; Skatteetaten's two check digits for identity numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise, product

from voiceagent.norwegian.contact.emails import read_email
from voiceagent.norwegian.contact.redialling import (
    Group,
    multiplied,
    second_thoughts,
    uncounted,
    with_ones,
)
from voiceagent.norwegian.contact.regrouping import org_in_hundreds, phone_in_hundreds
from voiceagent.norwegian.numbers.number_words import word_pieces
from voiceagent.norwegian.numbers.numbers import digit_groups
from voiceagent.norwegian.words.mishearing import may_be_number
from voiceagent.norwegian.words.reading import REMEMBERED, Reading, Text, read_text, word_set

__all__ = [
    "is_org_number",
    "is_phone_number",
    "mask_national_id",
    "read_email",
    "read_org_number",
    "read_phone",
    "read_phone_part",
    "read_postcode",
]

_PHONE = re.compile(
    r"(?:2[1-4]|3[1-3578]|4[0-9]|5[1-35-7]|6[1-4679]|7[0-9]|9[0-9])\d{6}|8[0-9]\d{6}"
)
_ORG_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_ID_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
_ID_WORDS = word_set("personnummer fødselsnummer personnummeret fødselsnummeret fødselsnr")
_BESIDES = re.compile(
    r"(?: (?:og )?(?:du kan )?(?:ring|ringe|helst|bare|prøv|jeg svarer|treffes)"
    r"(?: meg| helst| bare)*)?"
    r" (?:etter|før|fram til|frem til|innen|mellom|fra|til|når|hvis|klokka|pluss førtisju)"
    r"(?: klokka)?(?: \S+){1,6}$"
)
"""What is said of when to ring, behind the number."""
_HOW_MANY = re.compile(r"^(?:\S+ ){0,4}(?:åtte siffer|åtte tall)(?: altså| nemlig)? (?=\S)")
_CORRECTING = word_set("nei unnskyld beklager feil")
_BETWEEN_GROUPS = word_set(
    "og så eh øh ehm mm ja deretter komma dobbel dobbelt er altså hm til slutt endelig jo det de"
    " kommer videre siste sist etterpå neste først bindestrek strek mellomrom pause"
)
_MAX_SPLITS = 5
_OF_A_TIME = word_set("klokka kl rundt før etter innen året år")
_COUNTED = word_set("kroner krone ansatte stykker kunder brukere timer personer folk stykk meter")
_COUNTING = re.compile(
    r"(?<!\S)(?:(?:vi|me|dere|de) (?:er|var|har)|(?:er|var|har) (?:vi|me|dere))$"
)
_TO_THE_END = (" til slutt", " til sist")
_TENS = ("tjue", "tyve", "tretti", "tredve", "førti", "femti", "seksti", "sytti", "åtti", "nitti")
_OLD_UNITS = ("en", "to", "tre", "fire", "fem", "seks", "sju", "syv", "åtte", "ni")


def is_phone_number(digits: str) -> bool:
    """Whether eight digits can be a Norwegian telephone number."""
    return _PHONE.fullmatch(digits) is not None


@lru_cache(maxsize=REMEMBERED)
def read_phone(text: str) -> Reading[str] | None:
    """A whole Norwegian telephone number in E.164; None for too few, too many or no digits.

    «Førti to» is 42 unless only 40 and 2 make eight digits; where both could, nothing is read. A
    correction («nei …») throws away what was said before it, if a whole number follows.
    """
    whole = read_text(text)
    behind = _BESIDES.search(whole.line)
    last = whole.span(behind)[0] + 1 if behind is not None else len(whole)
    ahead = _HOW_MANY.match(whole.line)
    first = whole.span(ahead)[1] if ahead is not None else 0
    for start, end in dict.fromkeys(((0, len(whole)), (0, last), (first, len(whole)))):
        if found := _phone_in(read_text(whole.words(start, end))):
            return whole.reading(found.value, start + found.start, start + found.end)
    return None


def _phone_in(tokens: Text) -> Reading[str] | None:
    heard = multiplied(tokens, digit_groups(tokens))
    groups = uncounted(tokens, heard)
    for said in (groups, with_ones(tokens, groups)):
        restart = _last_correction(tokens, said)
        for candidates in (said, said[restart:]) if restart else (said,):
            if not _is_unbroken(tokens, candidates, apart=set(heard) - set(groups)):
                continue
            digits = _eight_digits(tokens, candidates)
            if digits is not None and is_phone_number(digits):
                return tokens.reading("+47" + digits, candidates[0][1], candidates[-1][2])
        meant = {digits for digits in second_thoughts(tokens, said) if is_phone_number(digits)}
        if len(meant) == 1:
            return tokens.reading("+47" + meant.pop(), said[0][1], said[-1][2])
    counted = phone_in_hundreds(tokens, is_phone_number)
    return None if counted is None else tokens.reading("+47" + counted[0], *counted[1:])


def read_phone_part(text: str) -> str:
    """The digits of a number that is given in pieces, as far as this piece goes.

    What tells when to ring is none of them; a last group that is put right («elleve nei tolv») is
    replaced. Empty where a group may be missing or it is open what a correction leaves.
    """
    whole = read_text(text)
    behind = _BESIDES.search(whole.line)
    hours = behind is not None and not behind[0].startswith(_TO_THE_END)
    tokens = whole
    if behind is not None and hours:
        tokens = read_text(whole.words(0, whole.span(behind)[0] + 1))
    groups = list(digit_groups(tokens))
    said = with_ones(tokens, uncounted(tokens, multiplied(tokens, groups)))
    if any(_is_lost_digit(word) for word in tokens.raw):
        return ""
    restart = _last_correction(tokens, said)
    if not restart:
        return "".join(digits for digits, _, _ in said)
    before, after = said[:restart], said[restart:]
    replaced = len(after) == 1 and len(after[0][0]) == len(before[-1][0])
    return "".join(digits for digits, _, _ in (*before[:-1], *after)) if replaced else ""


def _is_lost_digit(word: str) -> bool:
    """Whether a word that is no number was one, or was made of some: «åttenognitti»."""
    if word_pieces(word) or word[0].isdigit():
        return False
    return any(word.startswith(one) and word.endswith(_TENS) for one in _OLD_UNITS)


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
    if not _is_unbroken(tokens, list(groups)):
        return None
    digits = "".join(group[0] for group in groups)
    if not is_org_number(digits):
        counted = org_in_hundreds(tokens, is_org_number)
        return None if counted is None else tokens.reading(*counted)
    return tokens.reading(digits, groups[0][1], groups[-1][2])


def mask_national_id(text: str) -> str:
    """The text with every national identity number replaced by ``***``, written or spoken.

    Eleven digits in a row whose date and check digits fit are masked; so are eleven digits after a
    word that asks for them, right or wrong, because a misheard number is still personal.
    """
    tokens = read_text(text)
    named = bool(_ID_WORDS.intersection(tokens.norm))
    for run in _runs(digit_groups(tokens)):
        digits = "".join(group[0] for group in run)
        if (named and 7 <= len(digits) <= 12) or (len(digits) == 11 and _is_national_id(digits)):
            end = run[-1][2]
            while named and end < len(tokens) and may_be_number(tokens.raw[end]):
                end += 1
            kept = [*tokens.raw[: run[0][1]], "***", *tokens.raw[end:]]
            return mask_national_id(" ".join(kept))
    return re.sub(r"(?<!\d)\d{6}[ -]?\d{5}(?!\d)", "***", text)


def _runs(groups: tuple[tuple[str, int, int], ...]) -> list[list[tuple[str, int, int]]]:
    """Groups of digits that stand side by side, at most two other words between."""
    runs: list[list[tuple[str, int, int]]] = []
    for group in groups:
        if runs and group[1] - runs[-1][-1][2] <= 2:
            runs[-1].append(group)
        else:
            runs.append([group])
    return runs


def read_postcode(text: str) -> Reading[str] | None:
    """A postcode of four digits, said as digits or in pairs («null en femti», «femti femten»).

    A single word behind it is the place: it belongs to the evidence, not to the value.
    """
    tokens = read_text(text)
    groups = digit_groups(tokens)
    if not _is_unbroken(tokens, list(groups)):
        return None
    digits = "".join(group[0] for group in groups)
    if len(digits) != 4 or groups[-1][2] - groups[0][1] > len(groups) + 3 or digits == "0000":
        return None
    first, last = groups[0][1], groups[-1][2]
    if first and (may_be_number(tokens.raw[first - 1]) or _OF_A_TIME & {tokens.norm[first - 1]}):
        return None
    if _COUNTED.intersection(tokens.norm[last : last + 1]) or _COUNTING.search(
        " ".join(tokens.norm[:first])
    ):
        return None
    place = groups[-1][2] + 1 if groups[-1][2] == len(tokens) - 1 else groups[-1][2]
    return tokens.reading(digits, groups[0][1], place)


def _is_unbroken(
    tokens: Text, groups: Sequence[Group], *, apart: Collection[Group] = frozenset()
) -> bool:
    """Whether only small words stand between the groups: an unknown one may be a digit misheard.

    Args:
        tokens: The utterance.
        groups: The digits of the number.
        apart: Groups that are none of it, though they may stand between.
    """
    counted = {place for _, start, end in apart for place in range(start, end)}
    return all(
        tokens.norm[place] in _BETWEEN_GROUPS or place in counted
        for left, right in pairwise(groups)
        for place in range(left[2], right[1])
    )


def _last_correction(tokens: Text, groups: list[tuple[str, int, int]]) -> int:
    """Index of the first group after the last correcting word; 0 without one."""
    places = [index for index, word in enumerate(tokens.norm) if word in _CORRECTING]
    if not places or not groups:
        return 0
    after = [index for index, group in enumerate(groups) if group[1] > places[-1]]
    return after[0] if after else 0


def _eight_digits(tokens: Text, groups: list[tuple[str, int, int]]) -> str | None:
    if not groups:
        return None
    digits = _without_country("".join(group[0] for group in groups))
    if len(digits) == 8:
        return digits
    if len(digits) > 8:
        return None
    found = {
        candidate
        for pieces in _splits(tokens, groups)
        if len(candidate := _without_country("".join(pieces))) == 8
    }
    return found.pop() if len(found) == 1 else None


def _splits(tokens: Text, groups: list[tuple[str, int, int]]) -> list[tuple[str, ...]]:
    """The groups with «førti to» read as 42 or as 40 and 2, in all mixtures."""
    choices = []
    for digits, start, end in groups:
        torn = end - start == 2 and len(digits) == 2 and not tokens.raw[start][0].isdigit()
        choices.append(
            (digits, digits[0] + "0" + digits[1]) if torn and digits[1] != "0" else (digits,)
        )
    if sum(len(choice) > 1 for choice in choices) > _MAX_SPLITS:
        return []
    return list(product(*choices))


def _without_country(digits: str) -> str:
    if len(digits) == 12 and digits.startswith("0047"):
        return digits[4:]
    if len(digits) == 10 and digits.startswith("47"):
        return digits[2:]
    return digits


def _is_national_id(digits: str) -> bool:
    if not (1 <= int(digits[:2]) % 40 <= 31 and 1 <= int(digits[2:4]) % 40 <= 12):
        return False
    return all(
        sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 == 0
        for weights in _ID_WEIGHTS
    )
