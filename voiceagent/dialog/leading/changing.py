"""A meeting that stands and is to be moved or cancelled.

```
standing ──other time──► search ► offer ► hold ► read back ──yes──► move ──► closing
   │                                                  └─ nothing fits ──► it stands as before
   └──no more──► «skal jeg avlyse?» ──yes──► cancel ──► closing
                        └─────no─────► it stands as before
```

The meeting was booked in this call, or was known when it began. It stands until the calendar has
taken the new time: whoever hangs up half way has the old one. Only words that ask for a change
start one; «snakkes mandag» over our goodbye does not.
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading import booking, closing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import AnswerKind, ToolAnswered
from voiceagent.dialog.state import Offer, Pending, Topic, Wish
from voiceagent.dialog.understanding.framed_times import read_request
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.shifts import stepped_from
from voiceagent.dialog.understanding.wishes import meant, narrowed, say_so
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.times.when import When

_CANCELS = (
    *("avlys", "avlyse", "avlyses", "avlyst", "avbestill", "avbestille", "kanseller"),
    *("kansellere", "stryk møtet", "stryke møtet", "dropp møtet", "droppe møtet", "dropp det"),
    *("droppe det", "glem møtet", "glem hele møtet", "glem det hele", "ombestemt meg"),
    *("angrer", "ikke ha møte", "ikke noe møte", "ikke ha noe møte", "slett møtet"),
)
_MOVES = (
    *("flytt", "flytte", "flyttes", "endre", "endre tid", "bytte tid", "bytte dag", "annen tid"),
    *("en annen dag", "ny tid", "heller", "senere", "tidligere", "utsett", "utsette", "likevel"),
    *("passer ikke", "kan ikke", "går ikke", "krasjer", "kolliderer", "opptatt", "i stedet"),
    *("skyve på", "forskyve", "kom på at"),
)


def asked_for(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: the caller wants a meeting that stands changed."""
    state = draft.state
    standing = state.booking.standing
    busy = state.pending.topic in (Topic.HUMAN, Topic.CANCEL, Topic.MESSAGE)
    if standing is None or busy or heard.does(Act.WANTS_HUMAN, Act.STOP, Act.CALL_BACK):
        return False
    if state.pending.topic is Topic.GATE and not state.passed and heard.verdict is not True:
        return False  # We do not know yet whom we speak with.
    if find_phrase(heard.tokens, _CANCELS) is not None:
        _ask_cancel(draft, standing)
        return True
    if state.booking.moving:
        return False
    when = _other_time(draft, heard, standing)
    if not _is_move(heard, when):
        return False
    _begin_move(draft, when, standing)
    return True


def wants_change(draft: Draft, heard: Heard) -> bool:
    """Whether words over our goodbye are about the meeting."""
    standing = draft.state.booking.standing
    if standing is None:
        return False
    cancels = find_phrase(heard.tokens, _CANCELS) is not None
    return cancels or _is_move(heard, _other_time(draft, heard, standing))


def _is_move(heard: Heard, when: When | None) -> bool:
    asks = find_phrase(heard.tokens, _MOVES) is not None
    leaves = heard.only(Act.GOODBYE, Act.THANKS, Act.YES, Act.BACKCHANNEL)
    refuses = heard.tokens.norm[:1] == ("nei",) or heard.does(Act.CORRECTION)
    return not leaves and (asks or (refuses and when is not None))


def _other_time(draft: Draft, heard: Heard, standing: Offer) -> When | None:
    """A time that the words name and that is not the one that stands."""
    stepped = stepped_from(heard.apart, standing.moment)
    if stepped is not None:
        return stepped
    asked = read_request(heard.text_apart, now=draft.state.moment)
    when = asked.value if asked is not None else None
    if when is None or not say_so(when) or (meant((standing,), when) and when.minute is not None):
        return None
    return when


# ---------------------------------------------------------------- another time


def _begin_move(draft: Draft, when: When | None, standing: Offer) -> None:
    draft.decide("meeting.move", standing.start)
    wish = Wish() if when is None else narrowed(Wish(), when)
    draft.book(
        moving=True, wish=wish, offers=(), chosen=None, refused=(standing.start,), searches=0
    )
    draft.change(pending=Pending(), ended=False)
    if when is None:
        draft.ask(Topic.WISH, "ask.other_time", AnswerKind.WHEN, name="other_time")
    else:
        booking.search(draft)


def moved(draft: Draft, answer: ToolAnswered) -> None:
    """The calendar has the new time, or somebody was quicker and the old one stands."""
    state = draft.state.booking
    if not answer.value.get("moved"):
        booking.taken(draft)
        return
    draft.decide("meeting.moved", state.chosen.start if state.chosen else "")
    draft.book(standing=standing_after(state.chosen, answer), moving=False, made=True, refused=())
    spoken = closing.say_standing(draft)
    if state.chosen is not None:
        draft.fill_now("next_step", state.chosen.start, spoken)
    draft.end("meeting_booked", "closing.moved", {"when": spoken})


# ---------------------------------------------------------------- no meeting


def _ask_cancel(draft: Draft, standing: Offer) -> None:
    draft.decide("meeting.cancel", standing.start)
    draft.change(ended=False)
    draft.ask(
        Topic.CANCEL,
        "confirm.cancel",
        AnswerKind.YES_NO,
        name="cancel",
        values={"standing": closing.say_standing(draft)},
        phrases=("ja", "nei", "ja avlys det"),
    )


def answer_cancel(draft: Draft, heard: Heard) -> bool:
    """Cancelled only on a clear yes to what was heard; another time is a move instead."""
    state = draft.state.booking
    if state.standing is None:
        return False
    when = _other_time(draft, heard, state.standing)
    if when is not None:
        _begin_move(draft, when, state.standing)
        return True
    agrees = heard.clear_verdict is True or (
        heard.verdict is not False and find_phrase(heard.tokens, _CANCELS) is not None
    )
    if agrees and not booking.was_heard(closing.say_standing(draft), heard.unheard):
        draft.decide("meeting.not_heard", "asked again")
        draft.say_again(draft.state.pending.says)
        return True
    if agrees:
        draft.decide("meeting.cancel_accepted", state.standing.start)
        draft.use("cancel_meeting", {"meeting_id": state.meeting_id})
        return True
    if heard.clear_verdict is False:
        closing.let_stand(draft, "meeting.kept")
        closing.close_goodbye(draft)
        return True
    return False


def cancelled(draft: Draft, answer: ToolAnswered) -> None:
    """The calendar has struck it out; one that was gone already is as good."""
    draft.decide("meeting.cancelled", str(answer.value.get("cancelled", "")))
    draft.book(meeting_id="", standing=None, moving=False, chosen=None, offers=(), made=False)
    draft.forget("next_step")
    draft.fill_now("cancelled", value=True, display="møtet er avlyst")
    draft.end("meeting_cancelled", "closing.cancelled")


def standing_after(chosen: Offer | None, answer: ToolAnswered) -> Offer | None:
    """The time that was booked, with the seller whom the calendar gave it."""
    if chosen is None:
        return None
    return replace(chosen, seller=str(answer.value.get("seller", chosen.seller)))
