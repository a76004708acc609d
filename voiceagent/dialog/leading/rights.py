"""What a caller may demand by law: to see what we keep, to have it deleted (GDP-06).

    access   ─▶ a colleague, who is told what for
    erasure  ─▶ written down for a colleague ─▶ said back, and never called again

Both are kept as the slot ``rights`` with the caller's words as evidence, whatever becomes of the
call. Whoever wants everything deleted wants no more calls either.
"""

from __future__ import annotations

from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.state import Goal, Topic
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.rights import Claim, read_claim

SLOT = "rights"
ERASED = "erasure_requested"
_NOTES = {
    Claim.ACCESS: {"nb": "ber om innsyn i egne opplysninger", "nn": "ber om innsyn i eigne data"},
    Claim.ERASURE: {"nb": "ber om sletting av alle data", "nn": "ber om sletting av alle data"},
}


def claims(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: a right is made use of."""
    claim = read_claim(heard.tokens)
    if claim is None and heard.route and draft.policy.routes[heard.route].end == ERASED:
        claim = Claim.ERASURE
    if claim is None or draft.state.pending.topic is Topic.HUMAN:
        return False
    note = _NOTES[claim]["nn" if draft.language == "nn" else "nb"]
    draft.decide(f"rights.{claim}", note)
    draft.fill_now(SLOT, claim.value, note)
    if claim is Claim.ERASURE:
        _erase(draft, note)
    elif draft.state.transfers:
        draft.change(goal=Goal.MESSAGE, message=_message(draft, note))
        _write_down(draft)
    else:
        draft.hand_over("rights.access")
    return True


def _erase(draft: Draft, note: str) -> None:
    objections = (*draft.state.objections, "opted_out")
    draft.change(objections=objections, goal=Goal.MESSAGE, message=_message(draft, note))
    draft.fill_now("objections", list(objections), draft.evidence.words)
    _write_down(draft)


def _message(draft: Draft, note: str) -> str:
    """For a colleague: what is asked, and in which words."""
    return f"{note[:1].upper()}{note[1:]}: «{draft.evidence.words}»"


def _write_down(draft: Draft) -> None:
    """At once and without another question: a right is no errand that can wait."""
    state = draft.state
    phone = state.slots["phone"].value if "phone" in state.slots else state.caller or ""
    name = state.slots["name"].display if "name" in state.slots else ""
    draft.use("take_message", {"text": state.message, "name": name, "phone": str(phone)})


def erasure_is_noted(draft: Draft) -> bool:
    """Whether the message that was written down asks for deletion; then that is how we part."""
    kept = draft.state.slots.get(SLOT)
    if kept is None or kept.value != Claim.ERASURE:
        return False
    if ERASED in draft.policy.outcomes:
        draft.end(ERASED, draft.policy.outcomes[ERASED].closing or "closing.opted_out")
    else:
        draft.end("opted_out", "closing.opted_out")
    return True
