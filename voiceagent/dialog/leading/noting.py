"""What is noted at once and changes nothing else: preferences, a no to being recorded, a number."""

from __future__ import annotations

from voiceagent.dialog.leading import answering, asking, calling_back, terms
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.policies.policy import Policy, SlotType
from voiceagent.dialog.state import Topic
from voiceagent.dialog.understanding.numbers_given import gives_part_of_number, wants_other_number
from voiceagent.dialog.understanding.preferences import SLOT
from voiceagent.dialog.understanding.reading import ARRANGING, Heard
from voiceagent.dialog.understanding.wishes import ordinal

RECORDING = "recording"

_ARRANGED = frozenset({Topic.OFFER, Topic.WISH, Topic.MEETING, Topic.CALLBACK, Topic.CALLBACK_TIME})
_MAY_NUMBER = _ARRANGED | {Topic.SLOT, Topic.PROBE, Topic.OPENING}


def forbids_recording(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: «ikke ta opp samtalen», said at any time, ends the recording (GDP-09).

    The slot's new value is what ends it; here the caller is told so.
    """
    known = draft.state.slots.get(RECORDING)
    pending = draft.state.pending
    asked = pending.topic is Topic.GATE and draft.policy.gates[pending.name].fills == RECORDING
    if RECORDING not in draft.learned or known is None or known.value is not False or asked:
        return False
    draft.decide("recording.forbidden")
    draft.say("recording.off")
    answering.take_up(draft, heard)
    return True


def phone_slot(policy: Policy) -> str:
    """The slot of the caller's number; empty where none is kept."""
    return next((name for name, slot in policy.slots.items() if slot.type is SlotType.PHONE), "")


def other_number(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: «ring meg på et annet nummer» to anything we asked, the caller ID or not.

    A number that was told in full has been learned by now; it is read back before we go on.
    """
    pending, name = draft.state.pending, phone_slot(draft.policy)
    if not name or pending.topic not in _MAY_NUMBER or name in pending.slots:
        return False
    if name not in draft.learned:
        lost = pending.topic in _ARRANGED and gives_part_of_number(heard.tokens)
        if not (wants_other_number(heard.tokens) or lost):
            return False
        if pending.topic is Topic.CALLBACK_TIME and heard.clear_verdict:
            calling_back.answer(draft, heard)
        draft.decide("number.other", "not the one we have")
        draft.forget(name)
        draft.change(digits="")
        asking.ask_slots(draft, (name,), name)
        return True
    alone = draft.learned == {name} and heard.verdict is None and heard.when is None
    if pending.topic not in _ARRANGED or not alone or ordinal(heard.apart) is not None:
        return False
    asking.advance(draft)
    return True


def attends(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: «det er Stine som møter i stedet for meg». Said alone, it is noted."""
    if not heard.attends:
        return False
    terms.keep_attendee(draft, heard)
    answers = heard.verdict is True or heard.when is not None or ordinal(heard.apart) is not None
    if answers or heard.faq or draft.learned or draft.state.pending.topic is Topic.PROBE:
        return False
    draft.say("ack.preference")
    answering.take_up(draft, heard)
    return True


def only_prefers(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: a preference that answers nothing is acknowledged (DIA-09)."""
    agrees = heard.verdict is not None or heard.tokens.norm[:1] == ("ja",)
    answers = draft.learned != {SLOT} or agrees or bool(heard.faq)
    answers = answers or ordinal(heard.apart) is not None
    arranges = heard.when is not None and draft.state.pending.topic in ARRANGING
    if heard.preference is None or answers or arranges:
        return False
    draft.decide("preference.noted")
    draft.say("ack.preference")
    answering.take_up(draft, heard)
    return True
