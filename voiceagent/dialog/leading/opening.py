"""The first words of a call: who we are, that we are a machine, and an open question.

What is known beforehand (the caller's number, a form) is put into slots and never asked for. Legal
text comes first and cannot be interrupted.
"""

from __future__ import annotations

from voiceagent.dialog.leading import asking
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import CallStarted, SlotValue
from voiceagent.dialog.policies.policy import SlotType
from voiceagent.dialog.state import Offer, Topic
from voiceagent.dialog.understanding.slots import RULES, Asked, written_phone


def begin(draft: Draft, started: CallStarted) -> None:
    """Open the call."""
    draft.change(now=started.now, direction=started.direction, caller=started.caller)
    _take_known(draft, started)
    policy = draft.policy
    draft.decide("open", started.direction)
    if policy.disclosure.ai:
        draft.say("disclosure", interruptible=False)
    if policy.disclosure.recording:
        draft.say("disclosure.recording", interruptible=False)
    if asking.ask_gate(draft):
        return
    slots = (policy.opening,)
    draft.ask(
        Topic.OPENING,
        "greeting",
        asking.kind_of(draft, slots),
        name=policy.opening,
        slots=slots,
        phrases=asking.likely_phrases(draft, slots),
    )


MEETING_FACTS = ("meeting_id", "meeting_seller", "meeting_start", "meeting_end")
"""Facts of a meeting that stands and may be moved in this call; ends in ISO 8601."""


def _take_meeting(draft: Draft, started: CallStarted) -> None:
    """A coming meeting that is known beforehand; one that is over stands for nothing."""
    name, seller, start, end = (started.facts.get(fact, "") for fact in MEETING_FACTS)
    if not (name and start and end):
        return
    standing = Offer(seller, start, end)
    if standing.moment > draft.state.moment:
        draft.book(meeting_id=name, standing=standing)
        draft.decide("meeting.known", start)


def _take_known(draft: Draft, started: CallStarted) -> None:
    for name, text in started.facts.items():
        slot = draft.policy.slots.get(name)
        if slot is None or not text.strip():
            continue
        asked = Asked(draft.state.moment, expected=True, slot=slot)
        found = None if slot.type is SlotType.TEXT else RULES[slot.type].read(text.lower(), asked)
        value, display = (found.value, found.display) if found else (text, text)
        if slot.type in (SlotType.PERSON, SlotType.COMPANY):
            value = display = text
        draft.fill(name, SlotValue(value, display, text, "form", 1.0, True))
    _take_meeting(draft, started)
    number = started.caller
    if number and "phone" in draft.policy.slots and "phone" not in draft.state.slots:
        draft.fill("phone", SlotValue(number, written_phone(number), "", "caller", 1.0, True))
