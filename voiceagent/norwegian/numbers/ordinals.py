"""Ordinal words up to the 31st, in Bokmål, Nynorsk and spoken forms, joined compounds included."""

from __future__ import annotations

_SINGLE: dict[int, str] = {
    1: "første fyrste fysste",
    2: "andre annen anna aindre",
    3: "tredje tredi tredde",
    4: "fjerde fjære",
    5: "femte",
    6: "sjette sjætte sette",
    7: "sjuende syvende sjuande",
    8: "åttende åttande",
    9: "niende niande",
    10: "tiende tiande",
    11: "ellevte ellefte",
    12: "tolvte tolte",
    13: "trettende trettande",
    14: "fjortende fjortande",
    15: "femtende femtande",
    16: "sekstende sekstande seistande",
    17: "syttende syttande",
    18: "attende attande",
    19: "nittende nittande",
    20: "tjuende tjuande tyvende",
    30: "trettiende trettiande tredevte",
}
_TENS = {20: ("tjue", "tyve", "tjuge"), 30: ("tretti", "tredve")}
_OLD_TENS = {20: ("tyvende", "tjuende", "tjuande"), 30: ("tredevte", "trettiende", "trettiande")}
_OLD_UNITS = {
    1: "en ein", 2: "to", 3: "tre", 4: "fire", 5: "fem",
    6: "seks", 7: "syv sju", 8: "åtte", 9: "ni",
}  # fmt: skip


def _table() -> dict[str, int]:
    table = {word: value for value, words in _SINGLE.items() for word in words.split()}
    for tens, heads in _TENS.items():
        for unit in range(1, 10):
            for word in _SINGLE[unit].split():
                for head in heads:
                    table[head + word] = tens + unit
    for tens, tails in _OLD_TENS.items():
        for unit, words in _OLD_UNITS.items():
            for word in words.split():
                for tail in tails:
                    table[f"{word}og{tail}"] = tens + unit
    return table


ORDINALS: dict[str, int] = _table()
"""Ordinal word → its number."""
