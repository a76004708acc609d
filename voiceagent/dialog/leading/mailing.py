"""An e-mail that the caller wants: whose address we have, read back, before anything is promised.

    wish ─▶ address known? ─ no ─▶ asked for ─┬▶ given ─┐
                    └ yes ─────────────────────────────┴▶ read back ─ yes ─▶ noted as a task
                                               └▶ not given ─▶ no promise, and on as before

What is noted is the slot ``follow_up_task``: the channel, the address and what it is about, on the
words that asked for it; a colleague writes the mail. Who wants it *instead of* the talk is let go
with that (QUA-12), and who wants it beside is asked on where we were. A policy whose outcomes hold
``email_requested`` offers this; others leave it to their list of questions.

Invariant: no address that was not read back, heard and accepted in this call gets a promise.
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.summary import TASK
from voiceagent.dialog.moves import AnswerKind, SlotValue
from voiceagent.dialog.state import MailWish, Pending, Topic
from voiceagent.dialog.understanding.mail_wishes import instead_of_talk, wants_mail
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.slots import RULES

SLOT = "email"
OUTCOME = "email_requested"
_MOST_TRIES = 3
"""An address that was refused so often when read back will not be understood."""

_ASKED_TO_TALK = frozenset(
    {Topic.GATE, Topic.LAST_WORD, Topic.CALLBACK, Topic.CALLBACK_TIME, Topic.CALLBACK_OFFER}
)
"""To these a wish for a mail is a no."""

_GOES_ON_BY_ITSELF = frozenset({Topic.NOTHING, Topic.OPENING, Topic.SLOT, Topic.TOOL})


def wants(draft: Draft, heard: Heard) -> bool:
    """Take note of a wish for a mail; :func:`go_on` asks for what it needs."""
    if draft.state.mail.words:
        return False
    if OUTCOME not in draft.policy.outcomes or SLOT not in draft.policy.slots:
        return False
    if not wants_mail(heard.tokens) or _to_a_stranger(draft):
        return False
    aside = draft.state.pending
    refuses = aside.topic in _ASKED_TO_TALK and heard.verdict is not True
    instead = refuses or instead_of_talk(heard.tokens)
    wish = MailWish(draft.evidence.words, draft.evidence, instead, aside)
    draft.decide("email.wanted", "instead of the talk" if instead else "beside the talk")
    draft.change(mail=wish, pending=Pending())
    known = draft.state.slots.get(SLOT)
    if known is not None and "@" in str(known.value):
        # Known from a form or from before: confirmed for that, not for this.
        draft.fill(SLOT, replace(known, confirmed=False))
    elif known is not None:
        draft.forget(SLOT)
    draft.change(skipped=tuple(name for name in draft.state.skipped if name != SLOT))
    return True


def go_on(draft: Draft) -> bool:
    """The next step of a wish; False where there is none, or none any more."""
    wish = draft.state.mail
    if not wish.words:
        return False
    address = draft.state.slots.get(SLOT)
    if SLOT in draft.state.skipped or (address is not None and "@" not in str(address.value)):
        return _give_up(draft, wish)
    if address is None and wish.tries >= _MOST_TRIES:
        return _give_up(draft, wish)
    if address is None:
        draft.change(mail=replace(wish, tries=wish.tries + 1))
        draft.decide("ask.email", "no mail without an address")
        draft.ask(Topic.SLOT, "ask.email", AnswerKind.SPELLING, name=SLOT, slots=(SLOT,))
        return True
    if not address.confirmed:
        _read_back(draft, address)
        return True
    return _note(draft, wish, address)


def is_withdrawn(draft: Draft, heard: Heard) -> bool:
    """«nei, det trengs ikke» to the question for the address: on with what was asked before."""
    pending = draft.state.pending
    asked = pending.topic is Topic.SLOT and pending.slots == (SLOT,)
    wish = draft.state.mail
    if not (asked and wish.words) or heard.verdict is not False or SLOT in heard.facts:
        return False
    draft.decide("email.withdrawn")
    _take_up(draft, wish)
    return True


def _to_a_stranger(draft: Draft) -> bool:
    """Whether we do not know yet whom we speak with: an address from a form is theirs (GDP-09)."""
    pending = draft.state.pending
    return pending.topic is Topic.GATE and "name" in draft.policy.gates[pending.name].needs


def _read_back(draft: Draft, address: SlotValue) -> None:
    draft.decide("confirm.email", "read back before a mail is promised")
    draft.ask(
        Topic.CONFIRM_SLOT,
        "confirm.email",
        AnswerKind.YES_NO,
        name="confirm_email",
        slots=(SLOT,),
        values={"value": RULES[draft.policy.slots[SLOT].type].speak(address.value)},
        phrases=("ja", "nei"),
    )


def _note(draft: Draft, wish: MailWish, address: SlotValue) -> bool:
    about = draft.state.slots["need"].display if "need" in draft.state.slots else ""
    value = {"channel": "email", "to": address.value, "about": about}
    display = f"e-post til {address.display}" + (f": {about}" if about else "")
    said = wish.evidence
    draft.fill(
        TASK, SlotValue(value, display, said.words, said.utterance_id, said.confidence, True)
    )
    draft.decide("email.noted", "a task for a colleague")
    draft.consent("contact", "ønsker e-post")
    if wish.instead and not draft.state.settled:
        draft.change(mail=MailWish())
        draft.end(OUTCOME, draft.policy.outcomes[OUTCOME].closing or "closing.goodbye")
        return True
    draft.say("email.noted")
    return _take_up(draft, wish)


def _give_up(draft: Draft, wish: MailWish) -> bool:
    """No address: nothing is promised, and the talk goes on where it was."""
    draft.decide("email.given_up", "no address")
    draft.say("email.missed")
    return _take_up(draft, wish)


def _take_up(draft: Draft, wish: MailWish) -> bool:
    """Back to the question that waited; False where whoever called us asks the next one."""
    draft.change(mail=MailWish())
    if wish.aside.topic in _GOES_ON_BY_ITSELF:
        draft.change(pending=Pending())
        return False
    draft.change(pending=wish.aside)
    draft.say_again(wish.aside.says)
    return True
