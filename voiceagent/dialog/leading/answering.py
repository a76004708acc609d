"""How an utterance answers the question that is pending, one function for each topic.

Each returns whether it could use the words; words that none could use are a misunderstanding, and
are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from voiceagent.dialog.leading import (
    asking,
    booking,
    calling_back,
    changing,
    choosing,
    closing,
    following_up,
    gates,
    listed,
    looking_up,
    messages,
    withholding,
)
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.learning import needs_confirming
from voiceagent.dialog.leading.qualifying import reopened
from voiceagent.dialog.policies.policy import SlotType
from voiceagent.dialog.state import Goal, Pending, Topic
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.questions import asks_for_firm
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.slots import written_phone
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.contact.contact import read_phone, read_phone_part

_PHONE_DIGITS = 8
MAX_UNKNOWN = 2
"""After so many admissions a question counts as a misunderstanding, and leads to a human."""

_SHORT_QUESTION = 6
_WILL_ASK = re.compile(
    r"(?<!\S)(?:kan|skal|får)(?: (?:jeg|vi|nok|jo|vel|sikkert|godt|alltids|da|gjerne|bare))* "
    r"(?:spørre|høre|prøve|undersøke|forhøre|invitere|få (?:med|han|ham|hun|ho|henne|dem))(?!\S)"
)
"""«det kan jeg spørre om», said to whether another may come along."""
_IS_THIS = ("er dette", "snakker jeg med", "har jeg kommet til", "er jeg kommet til")
_IS_IT_YOU = ("er det", "er dette", "snakker jeg med", "har jeg kommet til")


def side_question(draft: Draft, heard: Heard) -> bool:
    """A question from the caller: answer it, then return to ours."""
    key = ""
    opens = draft.state.pending.topic is Topic.OPENING and draft.has("answer.other_firm")
    if heard.does(Act.IS_ROBOT):
        key = "answer.robot"
    elif heard.faq:
        return _on_the_list(draft, heard)
    elif opens and asks_for_firm(heard.tokens, draft.policy.company.name):
        key = "answer.other_firm"
    elif heard.does(Act.WHO_IS_CALLING) or _asks_for_us(draft, heard):
        key = "answer.who"
    if not key:
        return False
    draft.decide(key)
    draft.say(key)
    take_up(draft, heard)
    return True


def _on_the_list(draft: Draft, heard: Heard) -> bool:
    """A question on the policy's list; where that covers only a part of it, the texts may more."""
    if not listed.find(draft.policy, heard.text)[0]:  # «hvor er det», said of the meeting
        listed.answer(draft, heard.faq)
        take_up(draft, heard)
        return True
    asked = looking_up.asked_with(draft, heard, heard.faq)
    if looking_up.asks_more(draft, heard, heard.faq):
        if asked == heard.text:
            listed.answer(draft, heard.faq)
        if not looking_up.ask(draft, heard):
            listed.answer_all(draft, heard.tokens)
            take_up(draft, heard)
        return True
    if listed.answers_whole(draft.policy, asked) or not looking_up.ask(draft, heard, also=asked):
        listed.answer(draft, heard.faq)
        take_up(draft, heard)
    return True


def take_up(draft: Draft, heard: Heard | None = None) -> None:
    """After an answer of ours: the pending question again, unless it is settled by now."""
    pending_now = draft.state.pending
    settled = bool(pending_now.slots) and all(
        name in draft.state.slots for name in pending_now.slots
    )
    if pending_now.topic is Topic.OPENING and not settled:
        draft.change(pending=Pending())
        asking.advance(draft)
    elif pending_now.topic is Topic.SLOT and settled:
        if heard is None:
            asking.advance(draft)
        else:
            pending(draft, heard)
    elif pending_now.topic in (Topic.NOTHING, Topic.OPENING, Topic.LAST_WORD):
        asking.advance(draft)
    elif pending_now.topic is Topic.MEETING:
        booking.ask_meeting(draft, "confirm.meeting.again")
    else:
        draft.say_again(pending_now.says)


def _asks_for_us(draft: Draft, heard: Heard) -> bool:
    """«er det Fjordlys?»."""
    if len(heard.tokens) > _SHORT_QUESTION:
        return False
    opens = draft.state.pending.topic in (Topic.OPENING, Topic.GATE)
    if opens and not heard.facts and find_phrase(heard.tokens, _IS_THIS) == (0, 2):
        return True  # «Er dette Pizzabakeren?»: no, and who we are instead.
    asked = find_phrase(heard.tokens, _IS_IT_YOU)
    return asked is not None and find_phrase(heard.tokens, (draft.policy.company.name,)) is not None


def pending(draft: Draft, heard: Heard) -> bool:
    """Take the words as an answer to the pending question."""
    if _reopened(draft):
        draft.decide("qualify.again", "what the meeting rested on was corrected")
        draft.change(pending=Pending())
        asking.advance(draft)
        return True
    return _BY_TOPIC[draft.state.pending.topic](draft, heard)


def _reopened(draft: Draft) -> bool:
    """Whether a correction while a time is arranged undoes what the meeting rests on (QUA-21)."""
    arranging = draft.state.pending.topic in (Topic.OFFER, Topic.WISH, Topic.MEETING)
    if not (arranging and draft.learned) or draft.state.booking.standing is not None:
        return False
    return reopened(draft.policy, draft.state)


# ---------------------------------------------------------------- slots


def _opening(draft: Draft, heard: Heard) -> bool:
    """Any first words lead on to the first thing that is missing."""
    if heard.does(Act.GOODBYE) and not heard.facts:
        return False
    if draft.learned:
        if looking_up.ask(draft, heard, by_the_way=True):
            return True
        draft.acknowledge()
    elif not heard.wants_meeting and unknown_question(draft, heard):
        return True
    elif heard.wants_meeting and draft.has("ack.meeting"):
        draft.say("ack.meeting")
    draft.change(pending=Pending())
    asking.advance(draft)
    return True


def unknown_question(draft: Draft, heard: Heard) -> bool:
    """A question that the policy has no answer to: look it up or say so, and return to ours."""
    if draft.learned or heard.does(Act.REPEAT):
        return False
    if looking_up.ask(draft, heard):
        return True
    if not heard.asks or draft.state.pending.topic in (Topic.NOTHING, Topic.TOOL):
        return False
    if draft.state.said.get("answer.unknown", 0) >= MAX_UNKNOWN:
        return False
    draft.decide("answer.unknown", "not among the answers")
    draft.say("answer.unknown")
    take_up(draft, heard)
    return True


def _slot(draft: Draft, heard: Heard) -> bool:
    state = draft.state
    open_slots = [name for name in state.pending.slots if name not in state.slots]
    if open_slots and _part_of_number(draft, heard):
        return True
    if withholding.is_the_firm(draft, heard, open_slots):
        return True
    if open_slots and state.goal is Goal.CALLBACK and heard.when is not None:
        if not draft.learned.intersection(open_slots):
            asking.propose_call(draft, heard.when)
            return True
        calling_back.keep(draft, heard.when)
    if open_slots and not draft.learned and heard.when is not None:
        return choosing.note_early_wish(draft, heard.when)
    if open_slots and not draft.learned:
        return withholding.withheld(draft, heard, open_slots) or _in_a_hurry(draft, heard)
    if looking_up.ask(draft, heard, by_the_way=True):
        return True
    draft.acknowledge()
    draft.change(digits="")
    asking.advance(draft)
    return True


def _in_a_hurry(draft: Draft, heard: Heard) -> bool:
    """«kan du ikke bare booke et møte»: a word to that, and only the questions that we must."""
    hurried = draft.has("ack.meeting") and not draft.state.said.get("ack.meeting")
    if not (heard.wants_meeting and hurried):
        return False
    draft.decide("hurry", "the caller wants the meeting")
    draft.say("ack.meeting")
    asking.ask_no_more_than_needed(draft)
    draft.change(pending=Pending())
    asking.advance(draft)
    return True


def _part_of_number(draft: Draft, heard: Heard) -> bool:
    """A telephone number may come in pieces."""
    slots = draft.state.pending.slots
    if len(slots) != 1 or draft.policy.slots[slots[0]].type is not SlotType.PHONE:
        return False
    digits = draft.state.digits + read_phone_part(heard.text)
    whole = read_phone(digits) if digits else None
    if whole is not None:
        take_number(draft, slots[0], whole.value)
        return True
    if not digits or len(digits) >= _PHONE_DIGITS or digits == draft.state.digits:
        draft.change(digits="")
        return False
    draft.change(digits=digits)
    draft.decide("number.in_parts", f"{len(digits)} digits so far")
    draft.ask(
        Topic.SLOT,
        "ask.phone.rest",
        asking.kind_of(draft, slots),
        name=draft.state.pending.name,
        slots=slots,
        misses=draft.state.pending.misses,
    )
    return True


def take_number(draft: Draft, name: str, number: str) -> None:
    """A whole telephone number, from words or keys."""
    confirmed = not needs_confirming(draft, name, draft.evidence.utterance_id)
    draft.decide(f"filled.{name}", "a whole number")
    draft.fill_now(name, number, written_phone(number), confirmed=confirmed)
    draft.change(pending=Pending(), digits="")
    asking.advance(draft)


def _probe(draft: Draft, heard: Heard) -> bool:
    """The second question before a refusal."""
    name = draft.state.pending.slots[0]
    agreed = heard.clear_verdict
    if agreed is None and draft.policy.slots[name].type is SlotType.AUTHORITY:
        agreed = True if _WILL_ASK.search(heard.tokens.line) is not None else None
    if agreed is None:
        if name in draft.learned:
            return _slot(draft, heard)
        # Whoever says meanwhile that there is no need has answered enough.
        failed = asking.failed_by(draft, draft.learned)
        if failed:
            asking.advance(draft)
        return failed
    if agreed:
        criterion = next(one for one in draft.policy.criteria.values() if one.slot == name)
        draft.decide(f"probe.{name}.passed")
        known = draft.state.slots.get(name)
        told = criterion.probe_display or heard.text
        display = told if known is None else f"{known.display}; {told}"
        draft.fill_now(name, criterion.probe_value or heard.text, display)
    draft.change(pending=Pending())
    asking.advance(draft)
    return True


def _confirm_slot(draft: Draft, heard: Heard) -> bool:
    name = draft.state.pending.slots[0]
    value = draft.state.slots[name]
    if name in heard.facts and heard.facts[name].value == value.value:
        asking.advance(draft)
        return True
    told = asking.spoken_value(draft, name)
    if heard.clear_verdict is None:
        return False
    if heard.clear_verdict and not booking.was_heard(told, heard.unheard):
        draft.decide(f"confirm.{name}", "it had not been heard")
        draft.say_again(draft.state.pending.says)
        return True
    if heard.clear_verdict:
        draft.decide(f"confirmed.{name}")
        draft.fill(name, asking.confirmed(value))
        draft.change(pending=Pending())
        asking.advance(draft)
        return True
    draft.decide(f"rejected.{name}")
    draft.forget(name)
    draft.change(pending=Pending())
    asking.advance(draft)
    return True


# ---------------------------------------------------------------- endings


def _callback(draft: Draft, heard: Heard) -> bool:
    if heard.when is None and not heard.does(Act.YES, Act.DONT_KNOW):
        return False
    asking.propose_call(draft, heard.when)
    return True


def _callback_time(draft: Draft, heard: Heard) -> bool:
    agreed = calling_back.answer(draft, heard)
    if agreed:
        asking.advance(draft)
    return agreed is not None


def _callback_offer(draft: Draft, heard: Heard) -> bool:
    if heard.when is not None and choosing.names_another_day(draft, heard):
        booking.wish(draft, heard.when.value)
        return True
    if heard.when is not None:
        return _callback(draft, heard)
    if heard.verdict is None:
        return False
    if heard.verdict:
        calling_back.ask(draft)
    else:
        closing.close_goodbye(draft)
    return True


def _last_word(draft: Draft, heard: Heard) -> bool:
    """After «ikke interessert»: a fact or a yes opens the talk again, all else ends it."""
    if looking_up.ask(draft, heard):
        return True
    if heard.verdict is True or (draft.learned and heard.verdict is None):
        draft.decide("objection.reopened")
        draft.change(pending=Pending())
        asking.advance(draft)
    else:
        draft.end("not_interested", "closing.not_interested")
    return True


def _nothing(draft: Draft, heard: Heard) -> bool:
    if not heard.does(Act.GOODBYE, Act.REPEAT) and looking_up.ask(draft, heard):
        return True
    if draft.state.waiting:
        draft.decide("tool.wait", f"{draft.state.waiting} is at work")
        return True
    if heard.does(Act.GOODBYE):
        return False
    asking.advance(draft)
    return True


_BY_TOPIC: Mapping[Topic, Callable[[Draft, Heard], bool]] = {
    Topic.NOTHING: _nothing,
    Topic.TOOL: _nothing,
    Topic.HUMAN: _nothing,
    Topic.GATE: gates.answer,
    Topic.OPENING: _opening,
    Topic.SLOT: _slot,
    Topic.PROBE: _probe,
    Topic.CONFIRM_SLOT: _confirm_slot,
    Topic.OFFER: choosing.answer_offer,
    Topic.WISH: choosing.answer_wish,
    Topic.MEETING: choosing.answer_meeting,
    Topic.CANCEL: changing.answer_cancel,
    Topic.FOLLOW_UP: following_up.answer,
    Topic.CALLBACK: _callback,
    Topic.CALLBACK_TIME: _callback_time,
    Topic.CALLBACK_OFFER: _callback_offer,
    Topic.MESSAGE_OFFER: messages.answer_offer,
    Topic.MESSAGE: messages.take,
    Topic.LAST_WORD: _last_word,
}
