"""How a call ends: the closing lines, follow-ups, messages and calls back.

Every ending is polite, says what happens next, and leaves its outcome and its reason as slots with
evidence, so that reports need no transcript.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from voiceagent.dialog.leading import rights
from voiceagent.dialog.leading.callbacks import written_window
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.qualifying import Finding, follow_up_date, say_about
from voiceagent.dialog.leading.summary import RECIPIENT, open_questions, summarise
from voiceagent.dialog.moves import AnswerKind
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.policies.prompts import in_language, say_meeting
from voiceagent.dialog.policies.visibility import hidden_from, role_of
from voiceagent.dialog.state import MESSAGE_TAKEN, DialogState, Goal, Pending, Topic, Wish
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.seasons import next_coming
from voiceagent.norwegian.speaking.speak import say_date
from voiceagent.norwegian.words.reading import read_text

_TOO_EARLY = ("tidlig", "for tidlig", "senere", "seinare", "ikke før", "litt lenger fram")
"""Against a day that we proposed for our call: another one, and a later one."""


def close_booked(draft: Draft) -> None:
    """The meeting stands."""
    chosen = draft.state.booking.chosen
    when = say_meeting(chosen, draft.state.moment, draft.language) if chosen else ""
    draft.end("meeting_booked", "closing.booked", {"when": when})


def let_stand(draft: Draft, rule: str) -> None:
    """No other time after all: say that the meeting stands."""
    draft.decide(rule, "the meeting stands as before")
    draft.book(moving=False, chosen=draft.state.booking.standing, offers=(), refused=())
    draft.say("meeting.stands", {"standing": say_standing(draft)})


def say_standing(draft: Draft) -> str:
    """The time of the meeting in the calendar, as it is said."""
    standing = draft.state.booking.standing
    return say_meeting(standing, draft.state.moment, draft.language) if standing else ""


def close_not_qualified(draft: Draft, reason: str, criterion: str) -> None:
    """Thanks, but not now; the category is kept (QUA-10)."""
    draft.decide(f"not_qualified.{reason}", f"criterion {criterion}")
    draft.fill_now("not_qualified_reason", reason, draft.policy.reasons.get(reason, reason))
    key = f"closing.not_qualified.{reason}"
    draft.end("not_qualified", key if draft.has(key) else "closing.not_qualified")


def close_with(draft: Draft, outcome: str) -> None:
    """End with one of the policy's outcomes and its own closing line."""
    draft.end(outcome, draft.policy.outcomes[outcome].closing or "closing.goodbye")


def close_goodbye(draft: Draft) -> None:
    """The caller ends the talk, or we have nothing left to offer."""
    draft.end("hung_up", "closing.goodbye")


# ---------------------------------------------------------------- later


def offer_follow_up(draft: Draft, finding: Finding) -> None:
    """The need lies beyond the horizon: agree on a date instead of refusing (QUA-05)."""
    value = finding.value.value if finding.value else None
    low = value.get("low_months", 0.0) if isinstance(value, dict) else 0.0
    day = follow_up_date(draft.state, float(low))
    spoken = in_language(say_about(day, draft.state.moment), draft.language)
    draft.decide("follow_up.offer", f"beyond the horizon: {day.isoformat()}")
    draft.fill_now("follow_up", day.isoformat(), spoken, confirmed=False)
    draft.ask(
        Topic.FOLLOW_UP,
        "ask.follow_up",
        AnswerKind.YES_NO,
        name="follow_up",
        values={"follow_up": spoken},
        phrases=("ja", "nei"),
    )


def ask_follow_up_day(draft: Draft) -> None:
    """«nei, ikke så tidlig»: the day was wrong, and not that we call (QUA-05)."""
    draft.decide("follow_up.when", "another day")
    draft.change(call_after=_too_early(draft))
    draft.forget("follow_up")
    draft.ask(Topic.FOLLOW_UP, "ask.callback.other", AnswerKind.WHEN, name="callback")


def move_follow_up(draft: Draft, day: date) -> None:
    """The caller names another day for our call."""
    day = next_coming(day, draft.state.call_after or _too_early(draft), draft.evidence.words)
    spoken = in_language(say_date(day, draft.state.moment), draft.language)
    draft.decide("follow_up.moved", day.isoformat())
    draft.fill_now("follow_up", day.isoformat(), spoken)
    draft.consent("contact", "ønsker å bli ringt")
    draft.change(pending=Pending())


def _too_early(draft: Draft) -> str:
    """The day that we proposed, where the words call it too early; empty otherwise."""
    proposed = draft.state.slots.get("follow_up")
    early = find_phrase(read_text(draft.evidence.words), _TOO_EARLY) is not None
    return str(proposed.value) if proposed is not None and early else ""


def agree_follow_up(draft: Draft) -> None:
    """The caller agrees to be called at the date."""
    agreed = draft.state.slots["follow_up"]
    draft.fill_now("follow_up", agreed.value, agreed.display)
    draft.consent("contact", "ønsker å bli ringt")
    draft.change(pending=Pending())


def close_follow_up(draft: Draft) -> None:
    """The date is agreed, and we know who it is for as far as they will say."""
    agreed = draft.state.slots["follow_up"]
    draft.end("follow_up", "closing.follow_up", {"follow_up": agreed.display})


# ---------------------------------------------------------------- a message or a call back


def ask_message(draft: Draft) -> None:
    """Take a message."""
    draft.change(goal=Goal.MESSAGE)
    draft.decide("message.ask")
    draft.ask(Topic.MESSAGE, "ask.message", AnswerKind.FREE, name="message")


def leave_message(draft: Draft) -> None:
    """Write the message or the wish for a call down, for a human."""
    draft.use("take_message", dict(message_of(draft.policy, draft.state)))


def message_of(policy: Policy, state: DialogState) -> Mapping[str, str]:
    """What a human reads: ``text``, ``name`` and ``phone``."""
    hidden = hidden_from(policy, role_of(policy, "default"))
    written = policy.languages[0]
    text = state.message or summarise(state, hidden, written)
    if state.message and (asked := open_questions(state, written)):
        text = f"{text}. {asked}."
    if state.message and RECIPIENT in state.slots:
        text = f"Til {state.slots[RECIPIENT].display}: {text}"
    if state.goal is Goal.CALLBACK and "callback" in state.slots:
        text = f"Ring tilbake {written_window(state.slots['callback'].value)}. {text}"
    phone = state.slots["phone"].value if "phone" in state.slots else state.caller or ""
    name = state.slots["name"].display if "name" in state.slots else ""
    return {"text": text, "name": name, "phone": str(phone)}


def message_left(draft: Draft) -> None:
    """The message is safe."""
    if rights.erasure_is_noted(draft):
        return
    if draft.state.goal is Goal.CALLBACK:
        callback = draft.state.slots.get("callback")
        display = callback.display if callback else ""
        draft.end("callback_requested", "closing.callback", {"callback": display})
    else:
        # A message beside what was agreed leaves that as it was.
        called = draft.state.slots.get("callback")
        agreed = "callback_requested" if called is not None and called.confirmed else ""
        draft.end(draft.state.settled or agreed or MESSAGE_TAKEN, "closing.message")


def offer_callback(draft: Draft, rule: str, detail: str = "") -> None:
    """We cannot go on by ourselves: shall a colleague call?"""
    if draft.state.booking.moving:
        let_stand(draft, rule)
    draft.decide(rule, detail)
    draft.ask(
        Topic.CALLBACK_OFFER,
        "offer.callback",
        AnswerKind.YES_NO,
        name="yes_no",
        phrases=("ja", "nei"),
    )


def offer_call_beyond(draft: Draft, said: str) -> None:
    """The day lies further ahead than the calendar is open: a colleague calls instead."""
    if draft.has(said):
        draft.say(said)
    searches = max(0, draft.state.booking.searches - 1)
    draft.book(wish=Wish(), relaxed=False, closed=True, onwards=False, searches=searches)
    offer_callback(draft, "book.beyond", "further ahead than the calendar")
