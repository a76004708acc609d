"""Times at which no need lies: somebody's life, holidays, and what has happened.

«kona har termin i mars», «firmaet feiret tretti år i sommer»: what is told of is not asked for.
"""

from __future__ import annotations

from pathlib import Path

from voiceagent.norwegian.times.evidence import is_about_the_past
from voiceagent.norwegian.words.frames import load_frames
from voiceagent.norwegian.words.reading import words_pattern

_FRAMES = load_frames(Path(__file__).with_name("horizon.frames"))
_OF_LIFE = words_pattern(
    r"(?:jeg|han|hun|sjefen|kona|mannen|kollegaen) (?:\S+ ){0,2}?(?:blir|er)"
    r" (?:pensjonist|pensjonert|pappa|mamma|far|mor|bestefar|bestemor|gift|\d\d(?: år)?$)",
    r"går av(?: med pensjon)?", r"pensjonerer(?: meg| seg)", r"fyller (?:jeg |vi )?\d+",
    r"i fjor(?!.*(?:nå|men|skal|blir)(?!\S))",
)  # fmt: skip
"""What tells of somebody's life, or of last year: no need lies there."""


def is_about_other_times(line: str) -> bool:
    """Whether a digitised utterance tells only of times at which nothing is needed."""
    return is_about_the_past(line.split(" ")) or _OF_LIFE.search(line) is not None


def told_of(line: str) -> tuple[tuple[int, int], ...]:
    """Words of a digitised utterance that tell when something else is, was or will be."""
    return tuple(_FRAMES.heard_in(tuple(line.split(" "))).spans("elsewhere"))
