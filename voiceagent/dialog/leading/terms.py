"""What is wanted of the meeting besides its time, kept for the one who holds it.

Who attends and what was added to the yes go with the booking, in the caller's own words, so that
nothing agreed to is lost with the call. Invariant: it changes neither the time nor whose meeting it
is.
"""

from __future__ import annotations

from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.understanding.meeting_terms import read_remark, said_of_it, wants_several
from voiceagent.dialog.understanding.preferences import kept_in
from voiceagent.dialog.understanding.reading import Heard

ATTENDEES = "attendees"
"""Who is to be in the meeting, besides the caller or instead."""

REMARKS = "remarks"
"""What the caller added to the meeting, in their own words."""


def keep_attendee(draft: Draft, heard: Heard) -> None:
    """Keep who is to attend: the name, or the words where there is none."""
    if heard.attendee:
        _add(draft, ATTENDEES, heard.attendee)
        draft.decide("meeting.attendee", heard.attendee)
    else:
        said = said_of_it(heard.tokens)
        _add(draft, REMARKS, said)
        draft.decide("meeting.remark", said)


def keep_remark(draft: Draft, heard: Heard) -> bool:
    """Keep what was added to a yes or a choice; whether there was anything."""
    several = wants_several(heard.tokens)
    spent = range(heard.when.start, heard.when.end) if heard.when is not None else range(0)
    added = said_of_it(heard.tokens) if several else read_remark(heard.tokens, heard.acts, spent)
    if heard.attends or heard.preference is not None or not added:
        return heard.attends
    _add(draft, REMARKS, added)
    draft.decide("meeting.remark", added)
    return True


def in_agenda(draft: Draft) -> str:
    """What the agenda says of it; empty where nothing was wanted."""
    slots = draft.state.slots
    label = "Deltakar" if draft.language == "nn" else "Deltaker"
    told = _by_telephone(draft)
    told += f" {label}: {slots[ATTENDEES].display}." if ATTENDEES in slots else ""
    return told + (f" Ønske: {slots[REMARKS].display}." if REMARKS in slots else "")


def _by_telephone(draft: Draft) -> str:
    """A wish to be rung instead of a video meeting, for the one who holds it."""
    if not any(one.not_channel == "video" for one in kept_in(draft.state.slots)):
        return ""
    return {"nn": " Ønskjer telefon i staden for video."}.get(
        draft.language, " Ønsker telefon i stedet for video."
    )


def _add(draft: Draft, slot: str, said: str) -> None:
    kept = draft.state.slots.get(slot)
    before = kept.value if kept is not None and isinstance(kept.value, list) else []
    values = list(dict.fromkeys((*before, said)))
    draft.fill_now(slot, values, "; ".join(values))
    draft.learned.discard(slot)
