"""Words that the grammar read nothing from, read with a language model's help.

```
a slot's question ─ words without a reading ─▶ tool «interpret», the question still pending
   the model names the caller's own words ─▶ the slot's reader, or one of the policy's choices
                                            ─▶ filled: «interpreted.SLOT», with less confidence
   it names none, fails, or is late ─▶ the clarification that would have come without it
   the caller says more meanwhile ─▶ its answer counts no more
```

The model only points: its words must stand in what the caller said, in that order, and the readers
that read everything else make the value of them. Never read this way: names, numbers and addresses
(their questions' answers do not even leave the house), times for a meeting, amounts, consent, and
every yes or no. And it turns nobody away: a value by which a caller would fail, or be put off to
later, is asked for in our own words instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from voiceagent.dialog.leading import asking
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.learning import needs_confirming
from voiceagent.dialog.leading.qualifying import Standing, judge
from voiceagent.dialog.moves import SlotValue, ToolAnswered, UseTool
from voiceagent.dialog.policies.policy import Slot, SlotType
from voiceagent.dialog.state import Evidence, Topic
from voiceagent.dialog.understanding.free_text import EMPTY
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.slots import Asked, is_about_the_call, read_slot
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.contact.masking import mask_identity
from voiceagent.norwegian.roles.roles import Authority, Role

INTERPRET = "interpret"
"""The tool's name."""

_HELPED = frozenset(
    {SlotType.TEXT, SlotType.ROLE, SlotType.AUTHORITY, SlotType.HORIZON, SlotType.COMPANY}
)
_PERSONAL = frozenset({SlotType.PERSON, SlotType.PHONE, SlotType.EMAIL})
_CODES: Mapping[SlotType, tuple[str, ...]] = {
    SlotType.ROLE: tuple(role.value for role in Role),
    SlotType.AUTHORITY: tuple(authority.value for authority in Authority),
}
_MIN_WORDS = 2
_MIN_LETTERS = 3
_TRUST = 0.6
"""Of the recogniser's confidence, so much is left in a value that a model pointed at."""

_WORD = re.compile(r"\w+(?:[.@+'’-]\w+)*")


# ---------------------------------------------------------------- asking


def ask_model(draft: Draft, heard: Heard) -> bool:
    """Have the words interpreted, where that may help; the question stays pending."""
    slots = _open_slots(draft)
    if not draft.interprets or not slots or not _is_answer(draft, heard):
        return False
    draft.decide(INTERPRET, "the grammar read nothing")
    draft.change(waiting=INTERPRET, unread=draft.evidence)
    names = _known_names(draft)
    question = draft.state.pending.says[-1].text if draft.state.pending.says else ""
    asked = [
        {
            "name": name,
            "kind": draft.policy.slots[name].type.value,
            "question": mask_identity(question, names=names),
            "choices": list(choices(draft.policy.slots[name])),
        }
        for name in slots
    ]
    draft.moves.append(
        UseTool(
            INTERPRET,
            {
                "utterance": draft.evidence.utterance_id,
                "words": mask_identity(heard.text, names=names),
                "language": draft.language,
                "slots": asked,
            },
        )
    )
    return True


def _open_slots(draft: Draft) -> tuple[str, ...]:
    """Slots of the pending question that may be read this way; none beside a personal one."""
    pending = draft.state.pending
    if pending.topic is not Topic.SLOT:
        return ()
    types = {name: draft.policy.slots[name].type for name in pending.slots}
    if _PERSONAL & set(types.values()):
        return ()
    return tuple(
        name for name, kind in types.items() if kind in _HELPED and name not in draft.state.slots
    )


def _is_answer(draft: Draft, heard: Heard) -> bool:
    """Whether words that nothing was read from may be an answer all the same."""
    believed = heard.confidence >= draft.policy.limits.free_confidence
    enough = len(heard.tokens) >= _MIN_WORDS and not draft.learned
    return believed and enough and not heard.asks and not is_about_the_call(heard.acts)


def _known_names(draft: Draft) -> tuple[str, ...]:
    return tuple(
        value.display
        for name, value in draft.state.slots.items()
        if name in draft.policy.slots and draft.policy.slots[name].type is SlotType.PERSON
    )


def choices(slot: Slot) -> tuple[str, ...]:
    """The values that a model may choose among; none where it can only point at words."""
    codes = (*_CODES.get(slot.type, ()), *slot.means)
    return tuple(dict.fromkeys(codes)) or tuple(key.display for key in slot.keys.values())


# ---------------------------------------------------------------- meanwhile


def withdraw(draft: Draft, heard: Heard) -> bool:
    """The caller says more: that is the answer now. Decides nothing by itself."""
    only_sounds = heard.verdict is None and heard.only(Act.HESITATION, Act.BACKCHANNEL)
    if not only_sounds or heard.facts:
        give_up(draft)
    return False


def give_up(draft: Draft) -> None:
    """Wait for the model no longer."""
    if draft.state.waiting == INTERPRET:
        draft.decide("interpret.withdrawn", "something else came first")
        draft.change(waiting="", unread=Evidence())


# ---------------------------------------------------------------- the answer


def answered(draft: Draft, answer: ToolAnswered) -> None:
    """Take what the model pointed at; or clarify, as we would have without it."""
    unread = draft.state.unread
    if answer.ok and answer.value.get("utterance") != unread.utterance_id:
        draft.decide("tool.late", answer.tool)
        return
    draft.evidence = unread
    draft.change(waiting="", unread=Evidence())
    found = answer.value.get("found") if answer.ok else None
    entries = found if isinstance(found, Mapping) else {}
    filled = [name for name in _open_slots(draft) if _fill(draft, name, entries.get(name))]
    if not filled:
        asking.miss(draft, "no_answer_in_it")
        return
    draft.acknowledge()
    draft.change(digits="")
    asking.advance(draft)


def _fill(draft: Draft, name: str, entry: object) -> bool:
    """Fill a slot from what was pointed at; whether it holds."""
    if not isinstance(entry, Mapping):
        return False
    words = own_words(draft.evidence.words, entry.get("words"))
    if not words:
        draft.decide("interpret.unsaid", name)
        return False
    slot = draft.policy.slots[name]
    value = _value(draft, slot, words, entry.get("choice"))
    if value is None:
        draft.decide("interpret.unreadable", name)
        return False
    evidence = draft.evidence
    confirmed = not needs_confirming(draft, name, evidence.utterance_id)
    confidence = round(evidence.confidence * _TRUST, 3)
    kept = SlotValue(value, words, words, evidence.utterance_id, confidence, confirmed)
    draft.fill(name, kept)
    if _turns_away(draft, name):
        draft.forget(name)
        draft.learned.discard(name)
        draft.decide("interpret.dismissed", f"{name}: only plain words may end it")
        return False
    draft.decide(f"interpreted.{name}", words)
    return True


def own_words(said: str, pointed: object) -> str:
    """The caller's words that were pointed at, as the caller said them; empty where unsaid."""
    if not isinstance(pointed, str):
        return ""
    words, wanted = _WORD.findall(said), [word.lower() for word in _WORD.findall(pointed)]
    lowered = [word.lower() for word in words]
    for start in range(len(words) - len(wanted) + 1):
        if wanted and lowered[start : start + len(wanted)] == wanted:
            return " ".join(words[start : start + len(wanted)])
    return ""


def _value(draft: Draft, slot: Slot, words: str, choice: object) -> object | None:
    """The slot's reader first, then the choice; a text is its words."""
    reading = read_slot(words, Asked(draft.state.moment, expected=True, slot=slot))
    if reading is not None:
        return reading.value
    if not _has_substance(words):
        return None
    if slot.type is SlotType.TEXT and not slot.means:
        return words
    if not isinstance(choice, str) or choice not in choices(slot):
        return None
    for key in slot.keys.values():
        if choice == key.display and key.low_months is not None:
            return {"low_months": key.low_months, "high_months": key.high_months}
        if choice == key.display:
            return key.value
    return choice


def _has_substance(words: str) -> bool:
    return any(word not in EMPTY and len(word) >= _MIN_LETTERS for word in words.lower().split())


def _turns_away(draft: Draft, name: str) -> bool:
    """Whether the value would end or put off the qualification."""
    return any(
        finding.standing in (Standing.FAILED, Standing.LATER)
        and draft.policy.criteria[finding.criterion].slot == name
        for finding in judge(draft.policy, draft.state)
    )
