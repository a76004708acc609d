"""What is noted at once and changes nothing else: preferences, and a no to being recorded."""

from __future__ import annotations

from voiceagent.dialog.leading import answering
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.state import Topic
from voiceagent.dialog.understanding.preferences import SLOT
from voiceagent.dialog.understanding.reading import ARRANGING, Heard

RECORDING = "recording"


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


def only_prefers(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: a preference that answers nothing is acknowledged (DIA-09)."""
    agrees = heard.verdict is not None or heard.tokens.norm[:1] == ("ja",)
    answers = draft.learned != {SLOT} or agrees or bool(heard.faq)
    arranges = heard.when is not None and draft.state.pending.topic in ARRANGING
    if heard.preference is None or answers or arranges:
        return False
    draft.decide("preference.noted")
    draft.say("ack.preference")
    answering.take_up(draft, heard)
    return True
