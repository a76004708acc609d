"""What somebody does at work, told in everyday words: «jeg er hun som styrer med regnskapet».

Titles stand in ``role_phrases``. Here a verb says how (leads it, works with it) and a noun says of
which department; who owns, runs or answers the telephone says it by the verb alone.

Invariant: only the speaker is told of; each construction names them, or opens the utterance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from voiceagent.norwegian.words.frames import Heard, load_frames
from voiceagent.norwegian.words.reading import Text

_FRAMES = load_frames(Path(__file__).with_name("roles.frames"))
_DEPARTMENTS = (
    "cto_it",
    "cfo",
    "sales",
    "marketing",
    "purchasing",
    "hr",
    "operations",
    "place",
    "project",
)
_ALONE = (
    ("owner", "c_level"),
    ("ceo", "c_level"),
    ("cfo", "specialist"),
    ("purchasing", "specialist"),
    ("cto_it", "manager"),
    ("cto_it", "specialist"),
    ("assistant", "user"),
    ("other", "user"),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the speaker's.

    Attributes:
        role: Code of the role that it makes.
        level: Code of the rank.
        start: First word.
        end: Word after the last.
    """

    role: str
    level: str
    start: int
    end: int


def read_duties(tokens: Text) -> Iterator[Duty]:
    """What the speaker says to do."""
    heard = _FRAMES.heard_in(tokens.norm)
    for role, level in _ALONE:
        for start, end in heard.spans(f"{role} {level}"):
            yield Duty(role, level, start, end)
    for start, end in heard.spans("leads"):
        if led := _department(heard, start, end):
            role = "operations" if led == "place" else led
            director = any("direktør" in word for word in tokens.norm[start:end])
            yield Duty(role, "director" if director else "manager", start, end)
    for start, end in heard.spans("works"):
        department = _department(heard, start, end)
        match department:
            case "operations":  # Who works in the shop or the store has no say in it.
                yield Duty("other", "user", start, end)
            case str() if department != "place":
                yield Duty(department, "specialist", start, end)


def spans_of_others(tokens: Text) -> tuple[tuple[int, int], ...]:
    """Words that name what the speaker is not, is no longer, or only wants to be."""
    return tuple(_FRAMES.heard_in(tokens.norm).spans("others"))


def _department(heard: Heard, start: int, end: int) -> str | None:
    """The department that is named first within a span."""
    named = [
        (place, role)
        for role in _DEPARTMENTS
        for place, last in heard.spans(f"thing of {role}")
        if start <= place and last <= end
    ]
    return min(named)[1] if named else None
