"""The meeting: search, offer two times, take the choice, read it back, book.

```
search ──► offer ──choice──► hold ──► read back ──yes──► book ──► closing
  ▲          │ other wish      │ taken     │ no, other time   │ taken
  └──────────┴─────────────────┴───────────┴──────────────────┘
```

Nothing is booked that the caller has not heard in full (day, time and agenda) and accepted
(QUA-06). Exactly two times are offered first (BOO-12). A wish for one free day and time needs no
further choice. After the policy's number of searches a colleague calls instead.
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading import closing
from voiceagent.dialog.leading.closed_times import days_onwards, is_beyond, is_far, open_instead
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.qualifying import qualified
from voiceagent.dialog.leading.terms import in_agenda
from voiceagent.dialog.moves import AnswerKind, ToolAnswered
from voiceagent.dialog.policies.policy import Booking as BookingRules
from voiceagent.dialog.policies.prompts import say_meeting, say_offer, say_two_offers
from voiceagent.dialog.state import Booking, Offer, Topic, Wish
from voiceagent.dialog.understanding.preferences import about_meetings, bent
from voiceagent.dialog.understanding.slots import RULES
from voiceagent.dialog.understanding.wishes import fits, narrowed, relaxed, say_so, search_arguments
from voiceagent.norwegian.times.when import When

_FIRST_FAILURE = 1
_OFFER_KEYS = {
    (False, True): "offer.slots",
    (False, False): "offer.one",
    (True, True): "offer.other",
    (True, False): "offer.other.one",
}
"""By whether the wish had to be left, and whether there are two times."""


def rules_of(draft: Draft) -> BookingRules:
    """The policy's booking rules; a policy without them never comes here."""
    rules = draft.policy.booking
    return rules if rules is not None else BookingRules(title={}, agenda={})


def go_on(draft: Draft) -> None:
    """The caller qualifies: find times, or take up where we were."""
    booking = draft.state.booking
    if booking.chosen is not None:
        read_back(draft)
    elif booking.offers:
        offer(draft)
    else:
        rule = "book.qualified" if qualified(draft.policy, draft.state) else "book.enough_known"
        draft.decide(rule, "criteria met" if rule == "book.qualified" else "nothing left to ask")
        search(draft)


# ---------------------------------------------------------------- searching and offering


def search(draft: Draft) -> None:
    """Ask the calendar for times that fit the wish."""
    rules, booking = rules_of(draft), draft.state.booking
    if booking.searches >= rules.max_searches:
        closing.offer_callback(draft, "book.give_up", f"{booking.searches} searches")
        return
    draft.decide("book.search", f"search {booking.searches + 1}")
    moving = booking.standing is not None
    draft.book(searches=booking.searches + 1, offers=(), chosen=None, moving=moving)
    _find(draft)


def _find(draft: Draft) -> None:
    rules, booking = rules_of(draft), draft.state.booking
    preferences = () if booking.unbound else about_meetings(draft.state.slots)
    arguments = search_arguments(
        bent(booking.wish, preferences, draft.state.moment),
        duration_minutes=rules.duration_minutes,
        count=rules.offers,
        refused=booking.refused,
    )
    draft.use("find_slots", {**arguments, "instead_of": booking.meeting_id})


def wish(draft: Draft, when: When) -> None:
    """The caller wants another time."""
    booking = draft.state.booking
    wanted, refused = narrowed(booking.wish, when), booking.refused
    if not say_so(when):
        # «Noe annet?» is about the times just named; another day is nothing against them.
        refused = (*refused, *(offer.start for offer in booking.offers))
    if wanted.exact:
        # What they name themselves is not refused, whatever they said before.
        refused = tuple(start for start in refused if not fits(Offer("", start, start), when))
    draft.book(wish=wanted, refused=refused, relaxed=False, closed=False, onwards=False)
    search(draft)


def found(draft: Draft, answer: ToolAnswered) -> None:
    """The calendar has answered a search."""
    booking = draft.state.booking
    free = tuple(slot for slot in _slots(answer) if slot.start not in booking.refused)
    if not free and booking.refused:
        # What was named before may be offered again rather than nothing at all, but never the
        # time that the meeting has already.
        stands = booking.standing.start if booking.standing is not None else ""
        again = _slots(answer) if booking.relaxed else ()
        free = tuple(slot for slot in again if slot.start != stands)
    if free:
        exact = booking.wish.exact and not booking.relaxed and len(free) == 1
        draft.book(offers=free[: rules_of(draft).offers])
        if exact:
            draft.decide("book.wish_is_free", free[0].start)
            hold(draft, free[0])
        else:
            offer(draft)
        return
    if not booking.unbound and about_meetings(draft.state.slots):
        draft.decide("book.widen", "nothing free where the caller prefers it")
        draft.book(unbound=True, relaxed=True)
        _find(draft)
        return
    if not booking.relaxed and _is_closed(draft):
        return
    if booking.onwards and is_far(booking.wish, draft.state.moment.date()):
        closing.offer_call_beyond(draft, "time.beyond")
        return
    onwards = None if booking.onwards else days_onwards(booking.wish, draft.state.moment.date())
    if onwards is not None:
        draft.decide("book.widen", "nothing free that day, the next ones")
        draft.book(wish=onwards, relaxed=True, onwards=True)
        _find(draft)
        return
    wider = relaxed(booking.wish)
    if wider is not None:
        draft.decide("book.widen", "nothing free for the wish")
        draft.book(wish=wider, relaxed=True)
        _find(draft)
        return
    closing.offer_callback(draft, "book.nothing_free")


def _is_closed(draft: Draft) -> bool:
    """Whether the wish names closed times or a day too far ahead; then that is said, not «taken».

    The search for what is open instead is ours, and does not count as one of theirs.
    """
    booking, today = draft.state.booking, draft.state.moment.date()
    instead = open_instead(booking.wish, today, draft.policy.market)
    if is_beyond(booking.wish, today):
        closing.offer_call_beyond(draft, "time.beyond" if instead is None else "time.closed")
        return True
    if instead is None:
        return False
    draft.decide("book.closed", "nobody works then")
    closed_days = instead.dates != booking.wish.dates
    draft.book(
        wish=instead,
        relaxed=True,
        closed=True,
        onwards=closed_days,
        searches=max(0, booking.searches - 1),
    )
    _find(draft)
    return True


def _slots(answer: ToolAnswered) -> tuple[Offer, ...]:
    slots = answer.value.get("slots", ())
    if not isinstance(slots, list | tuple):
        return ()
    by_start: dict[str, Offer] = {}
    for slot in slots:
        if isinstance(slot, dict) and {"seller", "start", "end"} <= slot.keys():
            start = str(slot["start"])
            by_start.setdefault(start, Offer(str(slot["seller"]), start, str(slot["end"])))
    return tuple(by_start.values())


def offer(draft: Draft) -> None:
    """Name the free times and ask which one."""
    booking = draft.state.booking
    two = len(booking.offers) >= rules_of(draft).offers
    closed = booking.closed and draft.has("time.closed")
    if closed:
        draft.say("time.closed")
    key = _OFFER_KEYS[booking.relaxed and not closed, two]
    draft.decide("book.offer", " ".join(slot.start for slot in booking.offers))
    values = values_for(draft)
    draft.ask(
        Topic.OFFER,
        key,
        AnswerKind.CHOICE if two else AnswerKind.YES_NO,
        name="offer" if two else "offer_one",
        values=values,
        phrases=_offer_phrases(values, two=two),
    )
    draft.book(relaxed=False, closed=False)


def _offer_phrases(values: dict[str, str], *, two: bool) -> tuple[str, ...]:
    spoken = [values[name] for name in ("first", "second") if name in values]
    parts = [part for text in spoken for part in text.split(" klokka ")]
    general = ("den første", "den andre") if two else ("ja", "nei")
    return (*spoken, *parts, *general, "passer best", "ingen av dem")


def values_for(draft: Draft) -> dict[str, str]:
    """What the pending question's prompts may name."""
    state, language = draft.state, draft.language
    booking, now = state.booking, state.moment
    values: dict[str, str] = {}
    match booking.offers:
        case (first,):
            values["first"] = say_offer(first, now, language)
        case (first, second, *_):
            values["first"], values["second"] = say_two_offers(first, second, now, language)
        case _:
            pass
    if booking.chosen is not None:
        values["when"] = say_meeting(booking.chosen, now, language)
    agenda = rules_of(draft).agenda
    values["agenda"] = next((text[0] for code, text in agenda.items() if code == language), "")
    if booking.standing is not None:
        values["standing"] = say_meeting(booking.standing, now, language)
    for name in ("follow_up", "callback"):
        if (agreed := state.slots.get(name)) is not None:
            values[name] = agreed.display
    if state.pending.topic is Topic.CONFIRM_SLOT:
        name = state.pending.slots[0]
        value = state.slots[name].value
        values["value"] = RULES[draft.policy.slots[name].type].speak(value)
    return values


def ask_other_time(draft: Draft, rule: str) -> None:
    """Neither time fits: when does?"""
    booking = draft.state.booking
    refused = tuple(dict.fromkeys((*booking.refused, *(slot.start for slot in booking.offers))))
    draft.decide(rule)
    draft.book(
        refused=refused,
        offers=(),
        named=booking.offers or booking.named,
        chosen=None,
        wish=Wish(),
        relaxed=False,
        closed=False,
        onwards=False,
    )
    draft.ask(Topic.WISH, "ask.other_time", AnswerKind.WHEN, name="other_time")


# ---------------------------------------------------------------- holding, reading back, booking


def hold(draft: Draft, slot: Offer) -> None:
    """The caller chose: keep the time while we read it back."""
    draft.decide("book.chosen", slot.start)
    draft.book(chosen=slot)
    times = {"seller": slot.seller, "start": slot.start, "end": slot.end}
    draft.use("hold_slot", {**times, "instead_of": draft.state.booking.meeting_id})


def held(draft: Draft, answer: ToolAnswered) -> bool:
    """Whether the calendar keeps the time; somebody may have been quicker."""
    if answer.value.get("held") is False:
        taken(draft)
        return False
    return True


def read_back(draft: Draft) -> None:
    """Say the day, the time and the agenda, and ask whether that is right."""
    again = draft.state.said.get("confirm.meeting", 0) > 0
    ask_meeting(draft, "confirm.meeting.again" if again else "confirm.meeting")


def ask_meeting(draft: Draft, key: str) -> None:
    """Ask for the yes that a booking needs."""
    draft.decide("book.read_back", "day, time and agenda")
    draft.ask(
        Topic.MEETING,
        key,
        AnswerKind.YES_NO,
        name="meeting",
        values=values_for(draft),
        phrases=("ja", "nei", "det stemmer", "ja det passer"),
    )


def read_back_was_heard(draft: Draft, unheard: str) -> bool:
    """Whether day, time and agenda were heard; only the closing question may be missing."""
    values = values_for(draft)
    return all(was_heard(values.get(name, ""), unheard) for name in ("when", "agenda"))


def was_heard(told: str, unheard: str) -> bool:
    """Whether the end of ``told`` had been said before the caller broke in."""
    last = [word.strip(".,?!").lower() for word in told.split()][-1:]
    missing = {word.strip(".,?!").lower() for word in unheard.split()}
    return not set(last) & missing


def book(draft: Draft) -> None:
    """The caller accepted: book, with what the calendar needs."""
    state, language = draft.state, draft.language
    chosen, rules = state.booking.chosen, rules_of(draft)
    if chosen is None:
        search(draft)
        return
    when = say_meeting(chosen, state.moment, language)
    draft.decide("book.accepted", chosen.start)
    if state.booking.standing is not None:
        draft.consent("meeting", "møte og innkalling")
        times = {"seller": chosen.seller, "start": chosen.start, "end": chosen.end}
        draft.use("move_meeting", {"meeting_id": state.booking.meeting_id, **times})
        return
    draft.fill_now("next_step", chosen.start, when)
    draft.fill_now("consent", "meeting", "møte og innkalling")
    shown = {name: value.display for name, value in state.slots.items()}
    phone = state.slots["phone"].value if "phone" in state.slots else state.caller or ""
    draft.use(
        "book_meeting",
        {
            "seller": chosen.seller,
            "start": chosen.start,
            "end": chosen.end,
            "title": _filled(rules.title, draft, shown),
            "agenda": _filled(rules.agenda, draft, shown) + in_agenda(draft),
            "name": shown.get("name", ""),
            "company": shown.get("company", ""),
            "phone": str(phone),
            "email": shown.get("email", ""),
        },
    )


def _filled(prompt: object, draft: Draft, shown: dict[str, str]) -> str:
    texts = prompt.get(draft.language) if isinstance(prompt, dict) else None
    text = texts[0] if texts else ""
    # Who it is with, for the seller's calendar: the firm, or the one who called.
    caller = shown.get("company") or shown.get("name", "")
    filled = text.replace("{caller}", caller).replace("{company}", draft.policy.company.name)
    return filled.replace("{caller_company}", shown.get("company", ""))


def booked(draft: Draft, answer: ToolAnswered) -> None:
    """The meeting stands, or the time was taken while we talked."""
    if not answer.value.get("booked"):
        draft.forget("next_step")
        taken(draft)
        return
    meeting_id = str(answer.value.get("meeting_id", "")) or "booked"
    chosen = draft.state.booking.chosen
    seller = str(answer.value.get("seller", chosen.seller if chosen else ""))
    standing = replace(chosen, seller=seller) if chosen is not None else None
    draft.book(meeting_id=meeting_id, standing=standing, made=True, refused=())
    closing.close_booked(draft)


def taken(draft: Draft) -> None:
    """Somebody was quicker: say so, and look for another time."""
    booking: Booking = draft.state.booking
    start = booking.chosen.start if booking.chosen else ""
    draft.decide("book.taken", start)
    draft.say("offer.taken")
    wish_without_time = replace(booking.wish, minute=None)
    draft.book(refused=(*booking.refused, start), chosen=None, offers=(), wish=wish_without_time)
    search(draft)


# ---------------------------------------------------------------- when the calendar does not answer


def failed(draft: Draft, answer: ToolAnswered) -> None:
    """A calendar tool failed: once more, then a colleague calls."""
    if draft.state.failures <= _FIRST_FAILURE:
        draft.decide("tool.again", f"{answer.tool}: {answer.code}")
        _repeat_tool(draft, answer.tool)
        return
    draft.say("tool.failed")
    closing.offer_callback(draft, "tool.gave_up", f"{answer.tool}: {answer.code}")


def _repeat_tool(draft: Draft, tool: str) -> None:
    chosen = draft.state.booking.chosen
    if tool in ("book_meeting", "move_meeting"):
        book(draft)
    elif tool == "cancel_meeting":
        draft.use("cancel_meeting", {"meeting_id": draft.state.booking.meeting_id})
    elif tool == "hold_slot" and chosen is not None:
        # Booking itself is safe without a hold, so a missing hold does not stop us.
        read_back(draft)
    else:
        _find(draft)
