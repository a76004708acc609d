"""What is said over our goodbye and changes what was agreed: told to a human, never lost.

    our call is agreed ─┬▶ «det er ordnet»         ─▶ taken back: a message says so
                        └▶ «ring heller i mai»     ─▶ read back anew, and replaces the first
    anything is agreed ──▶ an address, who comes along, «husk at …» ─▶ a message beside it

What was agreed stands but for the first two. A meeting that is to be moved is ``changing``'s.
"""

from __future__ import annotations

from voiceagent.dialog.leading import asking, changing, closing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.learning import learn
from voiceagent.dialog.leading.summary import summarise
from voiceagent.dialog.policies.policy import SlotType
from voiceagent.dialog.state import Goal, Pending
from voiceagent.dialog.understanding.additions import adds, calls_off
from voiceagent.dialog.understanding.meeting_terms import attends
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.seasons import read_season
from voiceagent.norwegian.acts.answers import Act

_CALLBACK = "callback"
_AGREED = frozenset({"meeting_booked", "callback_requested", "follow_up", "message_taken"})


def takes(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: words after the end that belong to what was agreed."""
    state = draft.state
    if not state.ended or state.outcome not in _AGREED or heard.does(Act.STOP, Act.WANTS_HUMAN):
        return False
    if changing.wants_change(draft, heard):
        return False
    if state.outcome == "callback_requested" and _changes_our_call(draft, heard):
        return True
    if not (_gives_address(draft, heard) or attends(heard.tokens) or adds(heard.tokens)):
        return False
    learn(draft, heard)
    draft.decide("addition.noted", state.outcome)
    _tell(draft, f"Tillegg: {heard.text}. {summarise(draft.state)}")
    return True


def _changes_our_call(draft: Draft, heard: Heard) -> bool:
    if calls_off(heard.tokens):
        draft.decide("callback.withdrawn", "no call after all")
        draft.forget(_CALLBACK)
        _tell(draft, f"Skal ikke ringes likevel («{heard.text}»). {summarise(draft.state)}")
        return True
    if heard.verdict is True:
        return False
    when = heard.when or read_season(heard.text, now=draft.state.moment)
    if when is None:
        return False
    draft.decide("callback.moved", when.words)
    told = f"Gjelder i stedet for forrige tidspunkt. {summarise(draft.state)}"
    draft.change(ended=False, outcome=draft.state.undecided, pending=Pending(), message=told)
    asking.propose_call(draft, when)
    return True


def _gives_address(draft: Draft, heard: Heard) -> bool:
    slots = draft.policy.slots
    return any(slots[name].type is SlotType.EMAIL for name in heard.facts)


def _tell(draft: Draft, text: str) -> None:
    """Leave a message beside what was agreed, and end again when it is safe."""
    draft.change(ended=False, goal=Goal.MESSAGE, message=text)
    closing.leave_message(draft)
