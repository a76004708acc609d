"""Whom a caller rings for: «jeg skal booke et møte for sjefen min, han heter Trond Vik».

Whoever is named so attends the meeting and is not the caller; their title is none of the caller's,
and how they were introduced is no need. A firm that is named with them is the caller's as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from voiceagent.dialog.policies.policy import Policy, SlotType
from voiceagent.dialog.understanding.phrases import listed
from voiceagent.dialog.understanding.slots import SlotReading
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.words.reading import Text

_FOR = re.compile(
    r"(?<!\S)(?:på vegner? av|for|til|at)"
    r" (?:(?:daglige? )?\S*(?:sjef|leder|leiar|direktør|eier|eigar)(?:en)?"
    r"|kollegaen|partneren|mannen|kona|broren|søsteren|faren|moren) (?:min|mi|vår|våres|mine)(?!\S)"
)
_INTRODUCED = frozenset(listed("han hun ho som og heter det er da altså eh"))
_MOST_NAMES = 4
_THEIRS = frozenset({SlotType.ROLE, SlotType.AUTHORITY, SlotType.PERSON})


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody that the caller rings for.

    Attributes:
        name: As it is written.
        start: First token of the introduction.
        end: The token after the name.
    """

    name: str
    start: int
    end: int


def read_principal(tokens: Text) -> Principal | None:
    """Whom the caller rings for, by name; None where nobody is named."""
    line = " ".join(tokens.norm)
    found = _FOR.search(line)
    if found is None:
        return None
    start = len(line[: found.start()].split())
    at = len(line[: found.end()].split())
    while at < len(tokens) and tokens.norm[at] in _INTRODUCED:
        at += 1
    for end in range(min(len(tokens), at + _MOST_NAMES), at, -1):
        person = read_person(" ".join(tokens.raw[at:end]), expected=True)
        if person is not None and (person.start, person.end) == (0, end - at):
            return Principal(person.value, start, end)
    return None


def apart(
    policy: Policy, facts: Mapping[str, SlotReading], tokens: Text, principal: Principal
) -> tuple[dict[str, SlotReading], set[int]]:
    """The facts that are the caller's, and the words that tell of the other one."""
    told = set(range(principal.start, principal.end))
    kept = dict(facts)
    for name, fact in facts.items():
        behind = (
            fact.start >= principal.start and "jeg" not in tokens.norm[principal.end : fact.end]
        )
        if policy.slots[name].type in _THEIRS and behind:
            del kept[name]
            told.update(range(principal.start, fact.end))
    return kept, told
