"""Arranging our call back: when, read back as a time in our hours, agreed (DIA-07).

The caller's words are made into a window of opening hours (``callbacks``) and read back as a
question; a time when nobody is at work is answered by the nearest that is. What was agreed is kept
with both ends in ISO 8601 and with the words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from voiceagent.dialog.leading import booking
from voiceagent.dialog.leading.callbacks import Window, as_value, say_window, window_for
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import AnswerKind, SlotValue
from voiceagent.dialog.policies.prompts import in_language
from voiceagent.dialog.state import Goal, Pending, Topic
from voiceagent.dialog.understanding.preferences import kept_in
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Reading

SLOT = "callback"
CONFIRM = "confirm.callback"
_ABOUT = re.compile(r"(?<!\S)(?:uk\w*|vek\w*|måned\w*|månad\w*|år\w*)(?!\S)")
"""A week, a month: any day of it will do."""
_BARE = re.compile(r"^(?:på )?(?:man|måne?n?|tirs|tys|ons|tors|fre)da(?:g|gen)?$", re.IGNORECASE)
_MOST_PROPOSALS = 4
"""Then the last one stands, unasked: a colleague finds out the rest."""


def ask(draft: Draft, key: str = "ask.callback") -> None:
    """Ask when we may call back; ``key`` asks for the first time."""
    draft.change(goal=Goal.CALLBACK)
    draft.decide("callback.ask")
    key = key if SLOT not in draft.state.slots else "ask.callback.other"
    draft.ask(Topic.CALLBACK, key, AnswerKind.WHEN, name="callback")


def propose(draft: Draft, when: Reading[When] | None) -> None:
    """Read back what was said as a time in our hours."""
    read_back(draft, keep(draft, when))


def keep(draft: Draft, when: Reading[When] | None) -> str:
    """Note the time that was said; it still wants its yes. The prompt that reads it back."""
    window = _keep(draft, when)
    # «Om to uker» names no closed day, though two weeks from today may be a Sunday.
    about = when is not None and when.value.minute is None and _ABOUT.search(when.words.lower())
    closed = window.moved and not about
    return "offer.callback.time" if closed else CONFIRM


def agreed(draft: Draft) -> bool:
    """Whether a time has had its yes."""
    return SLOT in draft.state.slots and draft.state.slots[SLOT].confirmed


def ask_again(draft: Draft) -> None:
    """Take up our call back after something else was settled: the time kept, or when."""
    if SLOT in draft.state.slots:
        read_back(draft, CONFIRM)
    else:
        ask(draft)


def read_back(draft: Draft, key: str) -> None:
    """Ask whether the time that is kept suits."""
    draft.ask(
        Topic.CALLBACK_TIME,
        key,
        AnswerKind.YES_NO,
        name="callback_time",
        values={SLOT: draft.state.slots[SLOT].display},
        phrases=("ja", "nei", "ja det passer"),
    )


def _keep(draft: Draft, when: Reading[When] | None) -> Window:
    """Note the window that was said; it still wants its yes."""
    now, slots = draft.state.moment, draft.state.slots
    said = _on_kept_day(when, slots.get(SLOT), now) if when is not None else None
    window = window_for(said, now, draft.policy.market, kept_in(slots))
    draft.change(goal=Goal.CALLBACK, pending=Pending())
    draft.decide("callback.window", f"{window.start.isoformat()} {window.end.isoformat()}")
    words = when.words if when is not None else ""
    of_week = _ABOUT.search(words.lower()) is not None
    spoken = in_language(say_window(window, now, of_week=of_week), draft.language)
    draft.fill_now(SLOT, as_value(window, words), spoken, confirmed=False)
    return window


def _on_kept_day(when: Reading[When], kept: SlotValue | None, now: datetime) -> When:
    """A time said after a day, and a weekday said after a week, complete what was said before."""
    said = when.value
    if kept is None or not isinstance(kept.value, dict):
        return said
    start = datetime.fromisoformat(str(kept.value["from"]))
    day = start.date()
    ahead = day > now.astimezone(start.tzinfo).date()
    if not said.dates:
        timed = (said.minute, said.from_minute, said.to_minute) != (None, None, None)
        return replace(said, dates=(day,)) if timed and ahead else said
    monday = day - timedelta(days=day.weekday())
    a_week = _ABOUT.search(str(kept.value["words"]).lower())
    if a_week and len(said.dates) == 1 and said.dates[0] < monday and _BARE.search(when.words):
        return replace(said, dates=(monday + timedelta(days=said.dates[0].weekday()),))
    return said


def answer(draft: Draft, heard: Heard) -> bool | None:
    """Whether a time is agreed by now; None where the words could not be used."""
    kept = draft.state.slots[SLOT]
    if heard.when is not None and heard.when.words != kept.words:
        if not _enough(draft):
            propose(draft, heard.when)
            return False
        _keep(draft, heard.when)
        kept = draft.state.slots[SLOT]
    if heard.clear_verdict is None and not _enough(draft):
        return None
    if heard.clear_verdict is False and not _enough(draft):
        ask(draft)
        return False
    if heard.clear_verdict and not booking.was_heard(kept.display, heard.unheard):
        draft.decide("callback.not_heard", "read back again")
        draft.say_again(draft.state.pending.says)
        return False
    draft.decide("callback.agreed", kept.display)
    draft.change(pending=Pending())
    draft.fill_now(SLOT, kept.value, kept.display)
    draft.fill_now("consent", "contact", "ønsker å bli ringt")
    return True


def _enough(draft: Draft) -> bool:
    said = draft.state.said
    return said.get("confirm.callback", 0) + said.get("offer.callback.time", 0) >= _MOST_PROPOSALS
