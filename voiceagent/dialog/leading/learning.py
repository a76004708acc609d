"""What is kept of what a caller says about themselves.

Facts are kept from anywhere in an utterance, before anything is answered or asked. A known value
gives way to a correction or to an answer, never to a passing remark; what follows from a fact is
filled on the same evidence.
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.summary import RECIPIENT
from voiceagent.dialog.moves import AnswerKind, SlotValue
from voiceagent.dialog.policies.policy import Confirm, SlotType
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.preferences import SLOT, Preference, as_value
from voiceagent.dialog.understanding.reading import ARRANGING, Heard
from voiceagent.dialog.understanding.slots import ABSENT
from voiceagent.dialog.understanding.wishes import narrowed

_KNOWN_BEFOREHAND = frozenset({"form", "caller", "keys", "rule"})
"""Sources of a value that need no reading back."""

_BREAKS = frozenset({"men", "mens", "for", "fordi", "så", "som"})
"""Words that begin a clause in which somebody else may be meant."""


def needs_confirming(draft: Draft, name: str, utterance_id: str) -> bool:
    """Whether a value with this source must be read back."""
    slot = draft.policy.slots[name]
    return slot.confirm is Confirm.DICTATED and utterance_id not in _KNOWN_BEFOREHAND


def learn(draft: Draft, heard: Heard) -> None:
    """Keep everything that an utterance says about the caller."""
    for name, found in heard.facts.items():
        known = draft.state.slots.get(name)
        if _is_somebody_else(draft, heard, name):
            continue
        expected = name in heard.asked
        same = known is not None and known.value == found.value
        if same or (known is not None and not _may_replace(draft, heard, name, expected=expected)):
            continue
        evidence = draft.evidence
        value = SlotValue(
            found.value,
            found.display,
            found.words,
            evidence.utterance_id,
            evidence.confidence,
            not needs_confirming(draft, name, evidence.utterance_id),
        )
        draft.fill(name, value)
        draft.decide(f"{'corrected' if known else 'filled'}.{name}", found.display)
        if known is not None:
            _drop_implied(draft, heard, name, known)
    imply(draft)
    if heard.wants_meeting and not draft.state.booking.wanted:
        draft.book(wanted=True)
    if heard.preference is not None:
        _keep_preference(draft, heard.preference)
    about_our_call = heard.preference is not None and heard.preference.about_calls
    arranging = draft.state.pending.topic in ARRANGING or draft.state.booking.standing is not None
    if heard.when is not None and not arranging and not about_our_call:
        draft.book(wish=narrowed(draft.state.booking.wish, heard.when.value))


def _keep_preference(draft: Draft, preference: Preference) -> None:
    evidence, kept = draft.evidence, draft.state.slots.get(SLOT)
    value = as_value(
        preference, words=evidence.words, utterance_id=evidence.utterance_id, kept=kept
    )
    display = evidence.words if kept is None else f"{kept.display}; {evidence.words}"
    draft.fill_now(SLOT, value, display)
    draft.decide("preference.kept", evidence.words)


def _may_replace(draft: Draft, heard: Heard, name: str, *, expected: bool) -> bool:
    """A known value gives way to a correction or to an answer, never to a passing remark."""
    if name in heard.put_right:
        return True
    match draft.policy.slots[name].type:
        case SlotType.TEXT:
            takes_back = heard.corrects and draft.state.pending.kind is not AnswerKind.YES_NO
            return expected or takes_back or heard.facts[name].value == ABSENT
        case SlotType.YES_NO if heard.facts[name].value is False:
            return True  # A consent may be taken back at any time.
        case SlotType.PERSON if _introduces(draft, heard, name):
            return True
        case SlotType.PHONE | SlotType.EMAIL:
            return True  # Dictated in full: nobody does that in passing, and it is read back.
        case _:
            pass
    return expected or heard.corrects or _denies(heard, draft.state.slots[name])


def _introduces(draft: Draft, heard: Heard, name: str) -> bool:
    """«arne bakken fra bakken sport» to «hvilket firma?»: whoever says so is called so."""
    firms = (
        heard.facts[one]
        for one in heard.asked
        if one in heard.facts and draft.policy.slots[one].type is SlotType.COMPANY
    )
    person = heard.facts[name]
    whole = len(person.display.split()) > 1
    return whole and any(0 < firm.start - person.end <= 1 for firm in firms)


def _denies(heard: Heard, known: SlotValue) -> bool:
    """«jeg er ikke daglig leder, jeg er markedssjef»: what we know is denied in as many words."""
    denied = (f"ikke {known.display}", f"ikke {known.words}")
    return find_phrase(heard.tokens, denied) is not None or "egentlig" in heard.tokens.norm


def _is_somebody_else(draft: Draft, heard: Heard, name: str) -> bool:
    """«nei, det er daglig leder» to «er det du som bestemmer?»: somebody else's role or name."""
    slots = draft.policy.slots
    wanted = draft.state.slots.get(RECIPIENT)
    if wanted is not None and heard.facts[name].value == wanted.value and name not in heard.asked:
        return True
    about_deciding = any(slots[one].type is SlotType.AUTHORITY for one in heard.asked)
    return (
        about_deciding
        and slots[name].type in (SlotType.ROLE, SlotType.PERSON)
        and heard.verdict is not True
        and not _is_own(heard, name)
    )


def _is_own(heard: Heard, name: str) -> bool:
    """Whether a role or name stands behind «jeg» in its clause: «… men jeg er innkjøper»."""
    found, words = heard.facts[name], heard.tokens.norm
    breaks = [place for place in range(found.start) if words[place] in _BREAKS]
    return "jeg" in words[max(breaks, default=0) : found.end]


def _drop_implied(draft: Draft, heard: Heard, name: str, before: SlotValue) -> None:
    """What followed from a value that was taken back is known no more (QUA-21)."""
    for other, slot in draft.policy.slots.items():
        held = draft.state.slots.get(other)
        if name not in slot.implied_by or held is None or other in heard.facts:
            continue
        if (held.utterance_id, held.words) == (before.utterance_id, before.words):
            draft.forget(other)
            draft.decide(f"dropped.{other}", f"{name} was corrected")


def imply(draft: Draft) -> None:
    """Fill what follows from other slots: a managing director decides."""
    for name, slot in draft.policy.slots.items():
        if name in draft.state.slots:
            continue
        for other, values in slot.implied_by.items():
            known = draft.state.slots.get(other)
            if known is None or not isinstance(known.value, str) or known.value not in values:
                continue
            draft.fill(name, replace(known, value=values[known.value], confirmed=True))
            draft.decide(f"implied.{name}", f"by {other}")
