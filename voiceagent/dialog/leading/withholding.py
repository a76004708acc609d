"""Answers that a caller does not give: «vet ikke», «det vil jeg ikke si».

Both are respected where the policy can do without: the question is not asked again.
"""

from __future__ import annotations

from voiceagent.dialog.leading import asking
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.policies.policy import GivenUp
from voiceagent.dialog.state import Pending
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.norwegian.answers import Act

_KEEPS_BACK = (
    *("vil ikke si", "vil ikke oppgi", "ikke oppgi", "helst ikke si", "vil jeg ikke si"),
    *("har du ikke noe med", "vil ikke dele", "ønsker ikke å si", "er hemmelig"),
)


def withheld(draft: Draft, heard: Heard, open_slots: list[str]) -> bool:
    """Whether the words say that there will be no answer, and were taken so."""
    return _will_not_say(draft, heard, open_slots) or _does_not_know(draft, heard, open_slots)


def _will_not_say(draft: Draft, heard: Heard, open_slots: list[str]) -> bool:
    """«det vil jeg ikke si»: respected, where the policy can do without."""
    can_do_without = all(
        draft.policy.slots[name].if_given_up is GivenUp.SKIP for name in open_slots
    )
    if not can_do_without or find_phrase(heard.tokens, _KEEPS_BACK) is None:
        return False
    draft.decide(f"skip.{draft.state.pending.name}", "the caller will not say")
    draft.change(skipped=(*draft.state.skipped, *open_slots), pending=Pending())
    asking.advance(draft)
    return True


def _does_not_know(draft: Draft, heard: Heard, open_slots: list[str]) -> bool:
    """«vet ikke»: not asked again where the policy can do without."""
    if not heard.does(Act.DONT_KNOW, Act.MAYBE) or len(open_slots) != 1:
        return False
    name = open_slots[0]
    if draft.policy.slots[name].if_given_up is GivenUp.HUMAN:
        return False
    asking.set_aside(draft, name, heard.text)
    draft.change(pending=Pending())
    asking.advance(draft)
    return True
