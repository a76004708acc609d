"""Messages: whom they are for, what they say, and who leaves them.

Whoever rings in may leave one at any time, and is offered to where nobody could be reached. What is
said then is the message, but for a question, which gets its answer. A message nobody can place is
of no use: the name of whoever leaves it is asked for, and whom it is for stands before it.
"""

from __future__ import annotations

from voiceagent.dialog.leading import asking, closing, looking_up
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.summary import RECIPIENT
from voiceagent.dialog.state import Goal, Pending, Topic
from voiceagent.dialog.understanding.questions import asks_outright
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.wanted_people import (
    asks_for_somebody,
    content,
    passes_on,
    read_teller,
    read_wanted,
)
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.words.reading import read_text

_LEAST_WORDS = 3
_ASKED = frozenset({Topic.MESSAGE, Topic.MESSAGE_OFFER})


def note_recipient(draft: Draft, heard: Heard) -> bool:
    """Keep whom the caller wants to reach. A rule of hearing that decides nothing by itself."""
    wanted = read_wanted(heard.tokens) if draft.state.direction == "inbound" else ""
    if wanted:
        draft.fill_now(RECIPIENT, wanted, wanted)
        draft.learned.discard(RECIPIENT)
        draft.decide("recipient.noted", wanted)
    return False


def wants_somebody(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: «er Ida Berg der?» We cannot see that, and a colleague can."""
    if draft.state.direction != "inbound" or not asks_for_somebody(heard.tokens):
        return False
    if draft.state.transfers:
        closing.ask_message(draft)
    else:
        draft.hand_over("human.somebody")
    return True


def leaves(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: «gi Ida en beskjed», and whatever is said where we asked for one."""
    topic = draft.state.pending.topic
    if topic is Topic.MESSAGE:
        return not heard.does(Act.REPEAT, Act.WRONG_NUMBER) and take(draft, heard)
    if draft.state.direction != "inbound" or not passes_on(heard.tokens):
        return False
    bare_at = heard.tokens.norm[:1] in (("at",), ("om",))
    if bare_at and topic is not Topic.MESSAGE_OFFER:
        return False
    told = content(heard.tokens)
    if told:
        _keep(draft, told)
    else:
        closing.ask_message(draft)
    return True


def answer_offer(draft: Draft, heard: Heard) -> bool:
    """Whether a message is wanted; whoever just says it is believed."""
    if heard.verdict is False:
        closing.close_goodbye(draft)
    elif heard.verdict is True and heard.only(Act.YES, Act.THANKS, Act.BACKCHANNEL):
        closing.ask_message(draft)
    else:
        return take(draft, heard)
    return True


def take(draft: Draft, heard: Heard) -> bool:
    """Take the words for the message; a question is none."""
    to_us = heard.aside is not None or heard.does(Act.IS_ROBOT, Act.WHO_IS_CALLING)
    if to_us or len(heard.tokens) < _LEAST_WORDS:
        return False
    if asks_outright(heard.tokens) or (heard.faq and heard.asks):
        return not heard.faq and looking_up.ask(draft, heard)
    _keep(draft, content(heard.tokens) if passes_on(heard.tokens) else heard.text)
    return True


def _keep(draft: Draft, text: str) -> None:
    text = text or draft.evidence.words
    if "name" in draft.policy.slots and "name" not in draft.state.slots:
        teller = read_teller(read_text(draft.evidence.words))
        if teller:
            draft.fill_now("name", teller, teller)
    draft.change(goal=Goal.MESSAGE, message=text, pending=Pending())
    draft.fill_now("message", text, text)
    draft.fill_now("consent", "contact", "beskjed tatt imot")
    asking.advance(draft)
