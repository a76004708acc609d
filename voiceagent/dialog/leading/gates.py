"""The yes/no questions before everything else: is it you, may I, does the form still hold.

yes                          ─▶ passed
a time («neste uke»)         ─▶ passed with a wish, or our call is moved there
facts about the caller       ─▶ passed: whoever tells us about themselves goes on talking
no                           ─▶ where the gate says
"""

from __future__ import annotations

from voiceagent.dialog.leading import asking, calling_back, closing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.state import Pending
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.wishes import narrowed, say_so


def answer(draft: Draft, heard: Heard) -> bool:
    """A yes passes; a no leads where the gate says."""
    name = draft.state.pending.name
    gate = draft.policy.gates[name]
    when = heard.when if heard.when is not None and say_so(heard.when.value) else None
    if when is not None and gate.callback and heard.verdict is not True:
        calling_back.propose(draft, when)
        return True
    if when is not None and gate.end is not None and heard.verdict is None:
        draft.decide(f"gate.{name}.passed", "by a time")
        draft.book(wish=narrowed(draft.state.booking.wish, when.value))
    elif heard.verdict is None:
        if not draft.learned:
            return False
        # Whoever tells us about themselves goes on talking with us.
        draft.decide(f"gate.{name}.passed", "by what was said")
    elif gate.fills is not None and heard.clear_verdict is not None:
        draft.fill_now(gate.fills, heard.clear_verdict, heard.text)
    draft.change(pending=Pending())
    if heard.verdict is not False or not gate.callback:
        draft.change(passed=(*draft.state.passed, name))
    if heard.verdict is not False:
        asking.advance(draft)
    elif gate.callback:
        away = "name" in gate.needs and draft.has("gatekeeper.away")
        calling_back.ask(draft, "gatekeeper.away" if away else "ask.callback")
    elif gate.end is not None:
        closing.close_with(draft, gate.end)
    elif gate.go_on:
        asking.advance(draft)
    else:
        draft.forget(gate.forget or "")
        asking.advance(draft)
    return True
