"""What happens when no words come: silence, noise, keys, slow or failed tools, nobody at the desk.

Nobody is left in silence and nobody is sent in circles: three silences end the call, three
misunderstandings bring a human, and where no human answers a message is taken.
"""

from __future__ import annotations

from voiceagent.dialog.leading import (
    answering,
    asking,
    booking,
    changing,
    closing,
    interpreting,
    looked_up,
    looking_up,
)
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.learning import learn
from voiceagent.dialog.moves import AnswerKind, Say, ToolAnswered, WordsHeard
from voiceagent.dialog.state import Pending, Topic
from voiceagent.dialog.understanding.reading import read
from voiceagent.norwegian.contact.contact import read_phone

_HUMAN_KEY = "0"
_YES_KEY, _NO_KEY = "1", "2"
_SHORT_LINES = 90
"""A question of up to so many characters is repeated in full after a silence."""


def silent(draft: Draft, times: int) -> None:
    """The caller says nothing: ask whether they are there, then say goodbye."""
    state = draft.state
    if state.ended:
        draft.end_silently()
        return
    if state.pending.topic in (Topic.TOOL, Topic.HUMAN) or state.waiting:
        draft.decide("silence.ours", "we are the ones who work")
        return
    if times >= draft.policy.limits.silence_times:
        draft.end("no_answer", "closing.silence")
        return
    key = "silence.first" if times == 1 else "silence.second"
    draft.decide(key)
    draft.say(key)
    # The question comes last, so that a «ja» cannot answer «er du der?» in its place.
    draft.say_again(state.pending.says)


def pressed(draft: Draft, digits: str) -> None:
    """Telephone keys: 0 is a human, 1 and 2 choose or mean yes and no, and digits a number."""
    pending = draft.state.pending
    interpreting.give_up(draft)
    if pending.topic is Topic.HUMAN:
        draft.decide("keys.ignored", "a human is being called")
    elif asking.is_digits(draft) and len(digits) > 1:
        _number_by_keys(draft, digits)
    elif digits[:1] == _HUMAN_KEY:
        if draft.state.transfers:
            closing.ask_message(draft)
        else:
            draft.hand_over("human.key")
    elif digits[:1] in (_YES_KEY, _NO_KEY) and pending.topic is Topic.OFFER:
        _choose_by_key(draft, int(digits[0]) - 1)
    elif _slot_by_key(draft, digits[:1]):
        return
    elif digits[:1] in (_YES_KEY, _NO_KEY) and pending.kind is AnswerKind.YES_NO:
        draft.decide("keys.yes_no", digits[0])
        words = WordsHeard("ja" if digits[0] == _YES_KEY else "nei", "keys")
        heard = read(draft.policy, draft.state, words)
        learn(draft, heard)
        answering.pending(draft, heard)
    else:
        draft.decide("keys.ignored", "they mean nothing here")
        asking.repeat(draft)


def _slot_by_key(draft: Draft, key: str) -> bool:
    """A key that the pending slot gives a meaning."""
    pending = draft.state.pending
    if pending.topic is not Topic.SLOT or len(pending.slots) != 1:
        return False
    name = pending.slots[0]
    meanings = draft.policy.slots[name].keys
    meaning = next((one for code, one in meanings.items() if code == key), None)
    if meaning is None:
        return False
    value: object = meaning.value
    if meaning.low_months is not None:
        value = {"low_months": meaning.low_months, "high_months": meaning.high_months}
    draft.decide(f"keys.{name}", key)
    draft.fill_now(name, value, meaning.display)
    draft.change(pending=Pending())
    asking.advance(draft)
    return True


def _number_by_keys(draft: Draft, digits: str) -> None:
    name = draft.state.pending.slots[0]
    whole = read_phone(digits)
    if whole is None:
        asking.miss(draft, "keys_are_no_number")
    else:
        answering.take_number(draft, name, whole.value)


def _choose_by_key(draft: Draft, place: int) -> None:
    offers = draft.state.booking.offers
    draft.decide("keys.choice", str(place + 1))
    if len(offers) == 1:
        if place == 0:
            booking.hold(draft, offers[0])
        else:
            booking.ask_other_time(draft, "book.refused")
    elif place < len(offers):
        booking.hold(draft, offers[place])


def tool_answered(draft: Draft, answer: ToolAnswered) -> None:
    """A tool has ended; one that nobody waits for any more is ignored."""
    if answer.tool == looking_up.TOOL:
        looked_up.take(draft, answer)
        return
    if draft.state.waiting != answer.tool:
        draft.decide("tool.late", answer.tool)
        return
    if answer.tool == interpreting.INTERPRET:
        interpreting.answered(draft, answer)
        return
    draft.change(waiting="", pending=Pending())
    if not answer.ok:
        draft.change(failures=draft.state.failures + 1)
        _tool_failed(draft, answer)
        return
    draft.change(failures=0)
    match answer.tool:
        case "find_slots":
            booking.found(draft, answer)
        case "hold_slot":
            if booking.held(draft, answer):
                asking.advance(draft)
        case "book_meeting":
            booking.booked(draft, answer)
        case "move_meeting":
            changing.moved(draft, answer)
        case "cancel_meeting":
            changing.cancelled(draft, answer)
        case "take_message":
            closing.message_left(draft)
        case _:
            draft.decide("tool.unknown", answer.tool)


def _tool_failed(draft: Draft, answer: ToolAnswered) -> None:
    if answer.tool != "take_message":
        booking.failed(draft, answer)
    elif draft.state.failures <= 1:
        draft.decide("tool.again", f"{answer.tool}: {answer.code}")
        closing.leave_message(draft)
    elif draft.state.transfers:
        draft.decide("tool.gave_up", answer.tool)
        draft.say("tool.failed")
        closing.close_goodbye(draft)
    else:
        draft.hand_over("tool.gave_up", "handover.trouble")


def tool_slow(draft: Draft, tool: str) -> None:
    """Say that we are working on it."""
    if draft.state.waiting == tool or (tool == looking_up.TOOL and draft.state.questions):
        draft.decide("tool.slow", tool)
        draft.say("tool.slow")


def transfer_failed(draft: Draft, code: str) -> None:
    """Nobody took the call: take a message instead."""
    draft.change(transfers=draft.state.transfers + 1, pending=Pending())
    draft.change(outcome=draft.state.undecided)
    draft.decide("human.nobody", code)
    draft.ask(
        Topic.MESSAGE_OFFER,
        "transfer.failed",
        AnswerKind.YES_NO,
        name="yes_no",
        phrases=("ja", "nei", "ja gjerne"),
    )


def gave_back(draft: Draft) -> None:
    """A supervisor gives the call back: go on where we were, with the question said again."""
    draft.decide("human.gave_back")
    interpreting.give_up(draft)
    says: tuple[Say, ...] = draft.state.pending.says
    draft.change(outcome=draft.state.undecided, ended=False)
    if says:
        draft.say_again(says)
    else:
        draft.change(pending=Pending(), waiting="")
        asking.advance(draft)
