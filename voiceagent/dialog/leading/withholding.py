"""Answers that a caller does not give: «vet ikke», «det vil jeg ikke si».

Both are respected where the policy can do without: the question is not asked again. What it cannot
do without is explained once; then a colleague may call instead of us, and nobody is pressed.
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading import asking, closing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.policies.policy import GivenUp
from voiceagent.dialog.state import Pending
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.reticence import keeps_back
from voiceagent.norwegian.answers import Act


def withheld(draft: Draft, heard: Heard, open_slots: list[str]) -> bool:
    """Whether the words say that there will be no answer, and were taken so."""
    return _will_not_say(draft, heard, open_slots) or _does_not_know(draft, heard, open_slots)


def _will_not_say(draft: Draft, heard: Heard, open_slots: list[str]) -> bool:
    """«det vil jeg ikke si»: respected, where the policy can do without."""
    can_do_without = all(
        draft.policy.slots[name].if_given_up is GivenUp.SKIP for name in open_slots
    )
    if not keeps_back(heard.tokens):
        return False
    if not can_do_without:
        _explain(draft)
        return True
    draft.decide(f"skip.{draft.state.pending.name}", "the caller will not say")
    draft.change(skipped=(*draft.state.skipped, *open_slots), pending=Pending())
    asking.advance(draft)
    return True


def _explain(draft: Draft) -> None:
    """Why we ask, and the question again; after that we ask no more."""
    pending = draft.state.pending
    if pending.misses:
        closing.offer_callback(draft, f"withheld.{pending.name}", "the caller will not say")
        return
    if "why" not in draft.policy.faq:
        asking.miss(draft, "will_not_say")
        return
    draft.decide(f"why.{pending.name}", "the caller will not say")
    draft.say("answer.why")
    draft.change(pending=replace(pending, misses=1))
    draft.say_again(pending.says)


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
