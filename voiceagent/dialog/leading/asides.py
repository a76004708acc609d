"""A word back to what is no business: «hører du meg?», «enda en robot», bad news.

The question that waits stays. Whoever has had a death need not be qualified today: a colleague may
call another time. Whoever needs an ambulance needs the line, so we give it free.
"""

from __future__ import annotations

from voiceagent.dialog.leading import answering, closing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.policies.policy import SlotType
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.small_talk import Aside


def answers(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: words that are no business get a word back, and are no need."""
    aside = heard.aside
    if aside is None or (aside.value and not draft.has(aside.value)):
        return False
    slots = draft.policy.slots
    needs = any(slots[one].type is SlotType.TEXT for one in draft.learned if one in slots)
    business = bool(draft.learned) or heard.when is not None or heard.verdict is not None
    match aside:
        case Aside.GRIEF:
            draft.decide("aside.grief")
            draft.say(aside.value)
            closing.offer_callback(draft, "aside.another_time")
        case Aside.EMERGENCY if not needs:
            draft.decide("aside.emergency", "the line is given free")
            draft.end("wrong_number", aside.value)
        case _ if business or heard.faq:
            return False
        case _:
            draft.decide(f"aside.{aside.name.lower()}")
            if aside.value:
                draft.say(aside.value)
            answering.take_up(draft, heard)
    return True
