"""A wish for the meeting's time, said while something else is asked: «helst torsdag», «klokka to».

An answer that is nothing but a time answers no question about money, names or roles: it is when the
meeting suits, and is kept for the search. To the question of when the need comes only a time of day
is one. In a longer answer it takes a word of wishing right before the time.
"""

from __future__ import annotations

from voiceagent.dialog.policies.policy import Policy, SlotType
from voiceagent.dialog.state import DialogState, Goal, Topic
from voiceagent.dialog.understanding.phrases import listed
from voiceagent.dialog.understanding.slots import SlotReading
from voiceagent.dialog.understanding.wishes import say_so
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Reading, Text

_WISHES = frozenset(listed("helst gjerne heller aller"))
_BESIDE = _WISHES | frozenset(
    listed("""
    er det da ledig ledige passer best bra fint godt for meg oss jeg vi kan kunne ta på i om den
    hadde vært kanskje ville hvis mulig går an dere har noe tid tider møte møtet og men ja nei eh
    det vil si egentlig altså være bli blir
    """)
)
_FREE = frozenset(listed("ledig ledige"))
_PROJECT = frozenset({SlotType.HORIZON, SlotType.WHEN})
_NEAR = 2
_MOST_DAYS = 6


def wishes_early(policy: Policy, state: DialogState, tokens: Text, when: Reading[When]) -> bool:
    """«helst torsdag», said to another question on the way to a meeting."""
    to_meeting = state.goal is Goal.MEETING and policy.booking is not None
    if not to_meeting or state.pending.topic is not Topic.SLOT:
        return False
    asked = frozenset(policy.slots[name].type for name in state.pending.slots)
    return _is_early_wish(tokens, when, asked)


def _is_early_wish(tokens: Text, when: Reading[When], asked: frozenset[SlotType]) -> bool:
    """Whether ``when`` is a wish for the meeting, where slots of these types were asked for."""
    value = when.value
    of_day = value.part_of_day is not None or value.minute is not None
    of_day = of_day or value.from_minute is not None or value.to_minute is not None
    if not say_so(value) or not asked or when.end <= when.start or len(value.dates) > _MOST_DAYS:
        return False
    rest = (*tokens.norm[: when.start], *tokens.norm[when.end :])
    bare = all(word in _BESIDE for word in rest)
    if _PROJECT & asked:
        return bare and (of_day or not _FREE.isdisjoint(rest))
    before = tokens.norm[max(0, when.start - _NEAR) : when.start]
    wished = not _WISHES.isdisjoint(before)
    clocked = bool(value.dates) or value.part_of_day is not None or "klokka" in tokens.norm
    return wished or (bare and clocked)


def apart_from(facts: dict[str, SlotReading], when: Reading[When]) -> dict[str, SlotReading]:
    """The facts but for those that were read out of the words of a time."""
    return {
        name: fact
        for name, fact in facts.items()
        if not (fact.start < when.end and when.start < fact.end)
    }
