"""Numbers that were dictated with second thoughts: said twice, begun again, one digit put right.

People correct a number the way they say it: «… null ni nei vent det siste sifferet er åtte», «fire
fem åtte ja fire fem åtte tre tre …», «… altså nittisju førtifem tjueto åttini». What was said later
wins over as many digits as there are too many. Digits that count something else («jeg har to
nummer») are none of the number.

Invariants: pure; the groups keep their order and their places; nothing is offered where the words
between two groups could themselves have been digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voiceagent.norwegian.words.reading import Text, word_set

Group = tuple[str, int, int]
"""Digits said in one go: the digits, first token, token after."""

_CORRECTING = word_set("nei unnskyld beklager feil sorry oi ups mente mener rettere")
_SAYING_AGAIN = word_set("altså ja jo eh øh ehm mm hm igjen gjentar gjentatt dvs vent hallo")
_BESIDE_AGAIN = word_set("jeg det er den om blir si skal se som sagt så tar fra starten litt takk")
_BESIDE_CORRECTION = word_set(
    "det de den er var blir skal være skulle siste sifferet tallet sifrene sifra tallene talet vent"
    " litt jeg vi sa si altså eh øh ehm hm så ja jo ikke men sagt på nytt og til slutt slutten sist"
    " hva mitt nummeret da her opp om tuller bytte bytter"
)
_COUNTED = word_set(
    "nummer numre nummere telefonnummer telefoner mobiler mobilnummer telefonar linjer siste"
    " minutter måter alternativer"
)
_ONES = word_set("en ein én éin ett eitt")
_HESITATIONS = word_set("eh øh ehm øhm hm hmm mm")
_PLURALS = {
    "nuller": "0", "enere": "1", "einarar": "1", "toere": "2", "treere": "3", "firere": "4",
    "femmere": "5", "seksere": "6", "sjuere": "7", "syvere": "7", "åttere": "8", "niere": "9",
    "nullar": "0",
}  # fmt: skip
_LENGTH = 8
_LEAST_REPEATED = 2
_SURELY_REPEATED = 3


def uncounted(tokens: Text, groups: Sequence[Group]) -> list[Group]:
    """The groups without those that count («to nummer», «de to siste») or are denied at the end."""
    kept = [group for group in groups if not _COUNTED.intersection(tokens.norm[group[2] :][:1])]
    while (
        len(kept) > 1 and tokens.norm[kept[-1][1] - 1] == "ikke" and len(_joined(kept)) >= _LENGTH
    ):
        kept.pop()
    return kept


def multiplied(tokens: Text, groups: Sequence[Group]) -> list[Group]:
    """The groups with «tre nuller» and «to ganger åtte» written out."""
    found: list[Group] = []
    place = 0
    while place < len(groups):
        digits, start, end = groups[place]
        said = tokens.norm[end : end + 1]
        several = len(digits) == 1 and "2" <= digits <= "4" and said
        following = groups[place + 1 : place + 2]
        if several and tokens.raw[end] in _PLURALS:
            found.append((_PLURALS[tokens.raw[end]] * int(digits), start, end + 1))
        elif several and said == ("ganger",) and following and len(following[0][0]) == 1:
            found.append((following[0][0] * int(digits), start, following[0][2]))
            place += 1
        else:
            found.append(groups[place])
        place += 1
    return found


def with_ones(tokens: Text, groups: Sequence[Group]) -> list[Group]:
    """The groups, and each «en» beside a digit, hesitations apart, or beside another «en»."""
    found: list[Group] = []
    for number, group in enumerate(groups):
        found.append(group)
        beside = True
        limit = groups[number + 1][1] if number + 1 < len(groups) else len(tokens)
        for place in range(group[2], limit):
            word = tokens.raw[place]
            doubled = _ONES.intersection(tokens.raw[place + 1 : place + 2])
            leads = number + 1 < len(groups) and place + 1 == limit
            if word in _ONES and (beside or doubled or leads):
                found.append(("1", place, place + 1))
                beside = True
            elif word not in _HESITATIONS:
                beside = False
    return found


def second_thoughts(tokens: Text, groups: Sequence[Group]) -> Iterator[str]:
    """The eight digits that a number with repetitions or corrections may have come to."""
    for border in range(1, len(groups)):
        left, right = _joined(groups[:border]), _joined(groups[border:])
        gap = tokens.norm[groups[border - 1][2] : groups[border][1]]
        if not _is_smooth(tokens, groups, border):
            continue
        if _CORRECTING.intersection(gap) and set(gap) <= _CORRECTING | _BESIDE_CORRECTION:
            yield from _corrected(left, right, groups, border, denied="ikke" in gap)
        elif set(gap) <= _SAYING_AGAIN | _BESIDE_AGAIN:
            yield from _repeated(left, right, marked=bool(gap))


def _is_smooth(tokens: Text, groups: Sequence[Group], border: int) -> bool:
    """Whether on both sides of a border only small words stand between the digits."""
    small = _HESITATIONS | _SAYING_AGAIN | _BESIDE_AGAIN | {"og"}
    return all(
        set(tokens.norm[groups[place - 1][2] : groups[place][1]]) <= small
        for place in range(1, len(groups))
        if place != border
    )


def _corrected(
    left: str, right: str, groups: Sequence[Group], border: int, *, denied: bool
) -> Iterator[str]:
    if denied:
        old = groups[border][0]
        if len(groups) <= border + 1 or not left.endswith(old):
            return
        right = right[len(old) :]
    excess = len(left) + len(right) - _LENGTH
    ends = {len(_joined(groups[:place])) for place in range(border + 1)}
    kept = len(left) - excess
    if not 0 < excess <= len(left) or kept not in ends:
        return
    anew = right[:2] == left[:2]
    if anew and kept:  # begun again, but a digit of one of them was lost
        return
    if excess <= _LEAST_REPEATED or not kept or excess == len(right):
        yield left[:kept] + right


def _repeated(left: str, right: str, *, marked: bool) -> Iterator[str]:
    if left == right and len(left) == _LENGTH:
        yield left
        return
    least = _LEAST_REPEATED if marked else _SURELY_REPEATED
    shared = len(left) + len(right) - _LENGTH
    if shared < least or shared > min(len(left), len(right)):
        return
    if left[-shared:] == right[:shared] and (marked or shared == len(left)):
        yield left + right[shared:]


def _joined(groups: Sequence[Group]) -> str:
    return "".join(digits for digits, _, _ in groups)
