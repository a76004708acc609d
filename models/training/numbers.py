"""Numbers, clock times and dates in Norwegian words, for synthetic sentences.

Independent of the reader in ``voiceagent.norwegian`` on purpose: the forms people use are drawn at
random here, and the recogniser learns all of them.
"""

from __future__ import annotations

from random import Random

_ONES = [
    "null",
    "en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "sju",
    "åtte",
    "ni",
    "ti",
    "elleve",
    "tolv",
    "tretten",
    "fjorten",
    "femten",
    "seksten",
]
_ONES += ["sytten", "atten", "nitten"]
_TENS = ("", "", "tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti")
_OLD = {"sju": "syv", "tjue": "tyve", "tretti": "tredve"}
_ORDINALS = [
    "første",
    "andre",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "sjuende",
    "åttende",
    "niende",
    "tiende",
    "ellevte",
    "tolvte",
    "trettende",
    "fjortende",
    "femtende",
    "sekstende",
    "syttende",
    "attende",
    "nittende",
    "tjuende",
    "tjueførste",
    "tjueandre",
    "tjuetredje",
    "tjuefjerde",
    "tjuefemte",
    "tjuesjette",
    "tjuesjuende",
    "tjueåttende",
    "tjueniende",
    "trettiende",
    "trettiførste",
]
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
WEEKDAYS = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
NYNORSK_WEEKDAYS = ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"]


def digit(rng: Random, value: int | None = None) -> str:
    """One digit as a word."""
    number = rng.randrange(10) if value is None else value
    if number == 7:
        return rng.choice(["sju", "sju", "syv"])
    if number == 1:
        return rng.choice(["en", "en", "ein"]) if rng.random() < 0.2 else "en"
    return _ONES[number]


def cardinal(number: int, rng: Random) -> str:
    """A number from 0 to 999 999 999 as people say it."""
    if number >= 1_000_000:
        millions, rest = divmod(number, 1_000_000)
        head = "en million" if millions == 1 else f"{cardinal(millions, rng)} millioner"
        return head + _tail(rest, rng)
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = (
            rng.choice(["tusen", "ett tusen"])
            if thousands == 1
            else f"{cardinal(thousands, rng)} tusen"
        )
        return head + _tail(rest, rng)
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = (
            rng.choice(["hundre", "ett hundre"]) if hundreds == 1 else f"{_ONES[hundreds]} hundre"
        )
        return head + _tail(rest, rng)
    if number < 20:
        return digit(rng, number) if number == 7 else _ONES[number]
    tens, ones = divmod(number, 10)
    if rng.random() < 0.06 and ones:
        return f"{'en' if ones == 1 else _ONES[ones]}og{_old(_TENS[tens], rng, 0.6)}"
    head = _old(_TENS[tens], rng, 0.1)
    return head + (_old(_ONES[ones], rng, 0.2) if ones else "")


def _tail(rest: int, rng: Random) -> str:
    if rest == 0:
        return ""
    joiner = " og " if rest < 100 and rng.random() < 0.8 else " "
    return joiner + cardinal(rest, rng)


def _old(word: str, rng: Random, share: float) -> str:
    return _OLD[word] if word in _OLD and rng.random() < share else word


def amount(rng: Random) -> str:
    """A sum of money, without or with the currency."""
    kind = rng.randrange(8)
    if kind == 0:
        return rng.choice(
            [
                "halvannen million",
                "en halv million",
                "en million",
                "to millioner",
                "en kvart million",
                "halvannet tusen",
                "noen tusenlapper",
                "noen hundre tusen",
                "et par hundre tusen",
                "et par millioner",
                "en og en halv million",
                "to og en halv million",
                "hundre tusen",
            ]
        )
    if kind <= 3:
        value = rng.choice([5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 80, 90, 100, 120, 150, 180, 200])
        return cardinal(value * 1000, rng) + _currency(rng)
    if kind == 4:
        value = rng.choice([250, 300, 350, 400, 450, 500, 600, 700, 750, 800, 900])
        return cardinal(value * 1000, rng) + _currency(rng)
    if kind == 5:
        return cardinal(rng.randrange(1, 10) * 1_000_000, rng) + _currency(rng)
    if kind == 6:
        return cardinal(rng.randrange(1, 1000) * rng.choice([1, 10, 100, 1000]), rng) + _currency(
            rng
        )
    low = rng.choice([20, 50, 80, 100, 150, 200])
    high = low + rng.choice([10, 20, 50, 100])
    return f"mellom {cardinal(low, rng)} og {cardinal(high, rng)} tusen" + _currency(rng)


def _currency(rng: Random) -> str:
    return rng.choice([" kroner", " kroner", "", "", " i året", " i måneden", " kroner i året"])


def clock(rng: Random) -> str:
    """A time of day without «klokka»."""
    hour = rng.randrange(1, 13)
    if rng.random() < 0.7:
        hour = rng.choice([8, 9, 10, 11, 12, 1, 2, 3, 4])
    name = cardinal(hour, rng) if hour != 1 else rng.choice(["ett", "ett", "en"])
    kind = rng.randrange(11)
    if kind <= 2:
        return name
    if kind <= 4:
        return f"halv {name}"
    if kind == 5:
        return f"{rng.choice(['kvart', 'kvart', 'kvarter'])} {rng.choice(['på', 'over'])} {name}"
    if kind == 6:
        minutes = rng.choice(["fem", "ti", "tjue", "fem", "ti"])
        side = rng.choice(["på", "over", "på halv", "over halv"])
        return f"{minutes} {side} {name}"
    hour24 = rng.choice([8, 9, 10, 11, 12, 13, 14, 15, 16, 17])
    if kind == 7:
        return cardinal(hour24, rng)
    if kind == 8:
        return (
            f"{cardinal(hour24, rng)} {rng.choice(['null null', 'tretti', 'femten', 'førtifem'])}"
        )
    if kind == 9:
        return f"{cardinal(hour24, rng)} {cardinal(rng.randrange(1, 12) * 5, rng)}"
    return f"{name} presis"


def day_of_month(rng: Random) -> str:
    """An ordinal, first to thirty-first."""
    return _ORDINALS[rng.randrange(31)]


def calendar_date(rng: Random) -> str:
    """A date by day and month."""
    month = rng.choice(MONTHS)
    kind = rng.randrange(4)
    if kind == 0:
        return f"den {day_of_month(rng)} {month}"
    if kind == 1:
        return f"{rng.choice(WEEKDAYS)} den {day_of_month(rng)}"
    if kind == 2:
        return f"{rng.choice(WEEKDAYS)} {day_of_month(rng)} {month}"
    return f"{day_of_month(rng)} {month}"


def phone(rng: Random) -> str:
    """Eight digits: in singles, pairs, three groups, or with the country code."""
    digits = [rng.choice([2, 3, 4, 4, 4, 5, 6, 7, 9, 9, 9])] + [rng.randrange(10) for _ in range(7)]
    kind = rng.randrange(6)
    if kind <= 1:
        words = [digit(rng, value) for value in digits]
    elif kind <= 3:
        words = [_pair(digits[place], digits[place + 1], rng) for place in range(0, 8, 2)]
    elif kind == 4:
        words = [digit(rng, value) for value in digits[:3]]
        words += [_pair(digits[3], digits[4], rng)] + [digit(rng, value) for value in digits[5:]]
    else:
        words = [digit(rng, value) for value in digits[: rng.randrange(2, 7)]]
    if rng.random() < 0.08:
        words.insert(0, "pluss førtisju")
    return " ".join(words)


def _pair(first: int, second: int, rng: Random) -> str:
    if first == 0:
        return f"null {digit(rng, second)}"
    return cardinal(first * 10 + second, rng)
