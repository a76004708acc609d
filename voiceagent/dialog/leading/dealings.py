"""Callers who have something going with us already are no leads: a colleague takes them.

a customer's errand         ─▶ the policy's route ``support``, where it has one
a meeting from before       ─▶ a colleague, who sees it; one that we know is changed by us
our call, rung back         ─▶ a colleague
a promise that we broke     ─▶ an apology first, and the complaint is kept (DIA-13)
"""

from __future__ import annotations

from voiceagent.dialog.leading import closing, objections
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.understanding.dealings import Dealing, read_dealing
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.norwegian.acts.answers import Act

_SUPPORT = "support"


def takes(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: whoever rings us about what is going already speaks with a human."""
    if draft.state.direction != "inbound" or heard.does(Act.COMPLAINT):
        return False
    dealing = read_dealing(heard.tokens)
    known_meeting = draft.state.booking.standing is not None
    if dealing is None or (dealing is Dealing.MEETING and known_meeting):
        return False
    draft.decide(f"dealing.{dealing.name.lower()}")
    if draft.state.transfers:
        closing.ask_message(draft)
        return True
    match dealing:
        case Dealing.PROMISE:
            objections.note(draft, "complaint", heard)
            draft.hand_over("human.complaint", "handover.complaint")
        case Dealing.CUSTOMER if _SUPPORT in draft.policy.routes:
            queue = draft.policy.routes[_SUPPORT].hand_over
            draft.hand_over("human.route", "handover", queue or "default")
        case _:
            draft.hand_over("human.route")
    return True
