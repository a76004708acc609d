"""Answers that a caller does not give: «vet ikke», «det vil jeg ikke si».

Both are respected where the policy can do without: the question is not asked again. What it cannot
do without is explained once; then a colleague may call instead of us, and nobody is pressed.
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading import asking, closing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.policies.policy import GivenUp, SlotType
from voiceagent.dialog.state import Pending
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.reticence import keeps_back
from voiceagent.norwegian.acts.answers import Act


def withheld(draft: Draft, heard: Heard, open_slots: list[str]) -> bool:
    """Whether the words say that there will be no answer, and were taken so."""
    return _will_not_say(draft, heard, open_slots) or _does_not_know(draft, heard, open_slots)


_OWN_FIRM = (
    *("eget firma", "eige firma", "eigent firma", "mitt eget", "enkeltpersonforetak"),
    *("enkeltpersonføretak", "enkeltmannsforetak", "enkeltmannsføretak", "personlig foretak"),
    *("for meg selv", "for meg sjølv", "driver det selv", "driver alene", "driver det alene"),
    *("selvstendig", "sjølvstendig", "bare meg", "berre meg", "bare jeg", "frilanser", "frilansar"),
    *("ikke noe navn", "ikke noe firmanavn", "ikke noe firma", "ikke noe eget navn"),
)
"""Whoever is the firm has no other name for it."""


def is_the_firm(draft: Draft, heard: Heard, open_slots: list[str]) -> bool:
    """«det er eget firma»: no name but the caller's own, so it is not asked for again."""
    slots = draft.policy.slots
    firms = [name for name in open_slots if slots[name].type is SlotType.COMPANY]
    if not firms or find_phrase(heard.tokens, _OWN_FIRM) is None:
        return False
    if any(slots[name].if_given_up is not GivenUp.SKIP for name in firms):
        return False
    draft.decide(f"skip.{firms[0]}", "the caller is the firm")
    draft.acknowledge()
    draft.change(skipped=(*draft.state.skipped, *firms), pending=Pending())
    asking.advance(draft)
    return True


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
