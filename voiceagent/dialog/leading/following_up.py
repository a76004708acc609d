"""Answers to «skal vi ringe deg i august?»: a day for our call, the need, or a meeting now.

a meeting    ─▶ booked now, though the need comes later: nobody is sent away for that
a time       ─▶ our call is moved there; «nei, om to måneder» is the need's instead
yes          ─▶ agreed
no           ─▶ another day, where only the day was wrong; else goodbye
"""

from __future__ import annotations

import re

from voiceagent.dialog.leading import asking, closing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.qualifying import Standing, judge
from voiceagent.dialog.state import Pending
from voiceagent.dialog.understanding.framed_times import read_time
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import MEETING, Heard
from voiceagent.dialog.understanding.seasons import names_season, read_season
from voiceagent.norwegian.times.dates import MONTHS

_ANOTHER_DAY = (
    *("tidlig", "for tidlig", "senere", "seinare", "sent", "for sent", "tidligere", "ikke før"),
    *("ikke da", "passer ikke", "annen dag", "annet tidspunkt", "ikke den dagen", "litt før"),
)
"""Against the day that we proposed, and not against our calling."""
_MEET = ("møtes", "møtast", "ta praten")
_CALLS = ("ring", "ringe", "ringer", "kontakte", "ta kontakt", "snakkes")
_DENIALS = frozenset({"ikke", "ingen", "aldri"})
_DENIED_WITHIN = 3
_FROM = re.compile(rf"(?<!\S)(?:fra|frå)(?: og med)? ({'|'.join(MONTHS)})(?: av)?(?!\S)")
"""«fra september av» is as good as September."""


def answer(draft: Draft, heard: Heard) -> bool:
    """Take the words as an answer to the day that we proposed for our call."""
    if _meets_now(heard):
        _meet_instead(draft)
        return True
    when, now = heard.when, draft.state.moment
    if "follow_up" not in draft.state.slots or names_season(heard.tokens):
        # The day was wrong, and now any time is one; or a month was named instead of ours.
        text = _FROM.sub(r"i \1", heard.text)
        when = when or read_time(text, now=now) or read_season(text, now=now)
    elif heard.verdict is None and "timing" not in draft.learned:  # «til neste år», and not ours.
        when = when or read_season(heard.text, now=now)
    if when is not None and when.value.dates:
        closing.move_follow_up(draft, when.value.dates[0])
        asking.advance(draft)
        return True
    if "timing" in draft.learned:
        asking.advance(draft)
        return True
    if heard.clear_verdict is None:
        return False
    if heard.clear_verdict and "follow_up" not in draft.state.slots:
        return False
    if heard.clear_verdict:
        closing.agree_follow_up(draft)
        asking.advance(draft)
    elif find_phrase(heard.tokens, _ANOTHER_DAY) is not None and "follow_up" in draft.state.slots:
        closing.ask_follow_up_day(draft)
    else:
        draft.forget("follow_up")
        closing.close_not_qualified(draft, "timing", "timing")
    return True


def _meets_now(heard: Heard) -> bool:
    """«nei, jeg vil ha møte nå», said to a call much later."""
    place = find_phrase(heard.tokens, (*MEETING, *_MEET))
    if place is None or heard.verdict is True or find_phrase(heard.tokens, _CALLS) is not None:
        return False
    before = heard.tokens.norm[max(0, place[0] - _DENIED_WITHIN) : place[0]]
    return heard.asks or _DENIALS.isdisjoint(before)


def _meet_instead(draft: Draft) -> None:
    later = [one for one in judge(draft.policy, draft.state) if one.standing is Standing.LATER]
    draft.decide("follow_up.meeting", "wanted now, though the need comes later")
    draft.forget("follow_up")
    probed = (*draft.state.probed, *(one.criterion for one in later))
    draft.change(probed=probed, pending=Pending())
    asking.advance(draft)
