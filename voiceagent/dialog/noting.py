"""What a caller says about how to be reached, and nothing else: noted, and on with the question."""

from __future__ import annotations

from voiceagent.dialog import answering
from voiceagent.dialog.draft import Draft
from voiceagent.dialog.preferences import SLOT
from voiceagent.dialog.reading import ARRANGING, Heard


def only_prefers(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: a preference that answers nothing is acknowledged (DIA-09)."""
    answers = draft.learned != {SLOT} or heard.verdict is not None or bool(heard.faq)
    arranges = heard.when is not None and draft.state.pending.topic in ARRANGING
    if heard.preference is None or answers or arranges:
        return False
    draft.decide("preference.noted")
    draft.say("ack.preference")
    answering.take_up(draft, heard)
    return True
