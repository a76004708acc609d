"""Numbers to words: cardinals, ordinals, years, decimals and strings of digits."""

from __future__ import annotations

_UNITS = (
    "null", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv",
    "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten",
)  # fmt: skip
_TENS = ("", "", "tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti")
_ORDINALS = (
    "nullte", "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende",
    "niende", "tiende", "ellevte", "tolvte", "trettende", "fjortende", "femtende", "sekstende",
    "syttende", "attende", "nittende",
)  # fmt: skip
_ORDINAL_TENS = ("", "", "tjuende", "trettiende", "førtiende", "femtiende", "sekstiende",
                 "syttiende", "åttiende", "nittiende")  # fmt: skip
_SCALES = ((10**9, "milliard"), (10**6, "million"))


def say_number(value: int, *, neuter: bool = False) -> str:
    """A whole number in words; ``neuter`` gives «ett» for one («ett år», «tjueett kontorer»)."""
    if value < 0:
        return "minus " + say_number(-value, neuter=neuter)
    for size, word in _SCALES:
        if value >= size:
            count, rest = divmod(value, size)
            head = f"{say_number(count)} {word}{'er' if count > 1 else ''}"
            return _with_rest(head, rest, neuter=neuter)
    if value >= 1000:
        count, rest = divmod(value, 1000)
        head = "tusen" if count == 1 and rest < 100 else f"{say_number(count, neuter=True)} tusen"
        return _with_rest(head, rest, neuter=neuter)
    if value >= 100:
        count, rest = divmod(value, 100)
        head = "hundre" if count == 1 else f"{_UNITS[count]} hundre"
        return _with_rest(head, rest, neuter=neuter)
    if value >= 20:
        tens, unit = divmod(value, 10)
        return _TENS[tens] + (_unit(unit, neuter=neuter) if unit else "")
    return _unit(value, neuter=neuter)


def say_decimal(whole: int, decimals: str) -> str:
    """A decimal number: «to komma fem», «null komma null fem»."""
    zeros = len(decimals) - len(decimals.lstrip("0"))
    rest = decimals[zeros:]
    words = ["null"] * zeros + ([say_number(int(rest))] if rest else [])
    return f"{say_number(whole)} komma {' '.join(words)}"


def say_ordinal(value: int) -> str:
    """An ordinal: «tredje», «tjueførste», «hundre og andre»."""
    if value < 20:
        return _ORDINALS[value]
    if value < 100:
        tens, unit = divmod(value, 10)
        return _TENS[tens] + _ORDINALS[unit] if unit else _ORDINAL_TENS[tens]
    rest = value % 100
    head = say_number(value - rest)
    return f"{head} og {say_ordinal(rest)}" if rest else head + "de"


def say_year(year: int) -> str:
    """A year as people say it: «nittennittisju», «to tusen og fem», «tjuetjueseks»."""
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return "to tusen" + (f" og {say_number(rest)}" if rest else "")
    if not rest:
        return f"{say_number(century)} hundre"
    return say_number(century) + (say_number(rest) if rest >= 10 else f" null {say_number(rest)}")


def say_digits(digits: str, *, group: int = 2) -> str:
    """Digits in groups with commas between: pairs as numbers, longer groups digit by digit."""
    pieces = [digits[index : index + group] for index in range(0, len(digits), group)]
    if len(pieces) > 1 and _would_join(pieces[-2], pieces[-1]):
        return ", ".join(_single(piece) for piece in pieces)
    return ", ".join(_group(piece) for piece in pieces)


def _would_join(piece: str, following: str) -> bool:
    """Whether a last pair and a last single would be heard as one: «tjue», «en»."""
    return len(following) == 1 and following != "0" and piece[-1] == "0" and piece > "19"


def _single(digits: str) -> str:
    return " ".join(_UNITS[int(digit)] for digit in digits)


def _group(digits: str) -> str:
    if len(digits) == 2 and digits[0] != "0":
        return say_number(int(digits))
    return _single(digits)


def _with_rest(head: str, rest: int, *, neuter: bool) -> str:
    if not rest:
        return head
    words = say_number(rest, neuter=neuter)
    if 100 <= rest < 200 or 1000 <= rest < 1100:
        words = "ett " + words
    return f"{head}{' og ' if rest < 100 else ' '}{words}"


def _unit(value: int, *, neuter: bool) -> str:
    return "ett" if value == 1 and neuter else _UNITS[value]
