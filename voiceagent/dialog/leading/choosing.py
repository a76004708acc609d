"""Which time the caller means: answers to the offered times, to «when, then?», to the read-back.

A time is taken only when the words point at exactly one; anything else is a new wish, a refusal, or
a misunderstanding. A yes to what was not heard confirms nothing (QUA-06).
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading import asking, booking, closing, terms
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.state import Offer
from voiceagent.dialog.understanding.meeting_terms import asks_a_favour, wants_several
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.preferences import SLOT as PREFERENCES
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.shifts import leaning, stepped_from
from voiceagent.dialog.understanding.wishes import (
    meant,
    narrowed,
    ordinal,
    refuses_all,
    say_so,
    takes_either,
)
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Reading


def note_early_wish(draft: Draft, when: Reading[When]) -> bool:
    """«helst torsdag» to another question: noted for the search, and the question again."""
    draft.decide("wish.noted", when.words)
    draft.say("ack.preference")
    draft.say_again(draft.state.pending.says)
    return True


def answer_offer(draft: Draft, heard: Heard) -> bool:
    when = heard.when.value if heard.when is not None else None
    shifted = _shifted(heard, draft.state.booking.offers)
    chosen = _pick(draft, heard) if shifted is None else None
    if shifted is not None:
        draft.decide("book.shifted")
        booking.wish(draft, shifted)
    elif chosen is not None:
        if terms.keep_remark(draft, heard):
            draft.say("ack.preference")
        booking.hold(draft, chosen)
    elif when is not None and say_so(when) and not meant(draft.state.booking.offers, when):
        if wants_several(heard.tokens) and terms.keep_remark(draft, heard):
            draft.say("ack.preference")
        booking.wish(draft, when)
    elif heard.preference is not None and heard.verdict is not True:
        draft.say("ack.preference")
        booking.offer(draft)
    elif when is not None and when.not_dates and heard.verdict is not True:
        # The days ruled out are others: «ikke denne uka» to times of the next.
        draft.book(wish=narrowed(draft.state.booking.wish, when))
        booking.offer(draft)
    elif draft.learned and when is None and not refuses_all(heard.tokens):
        draft.acknowledge()
        asking.advance(draft)
    elif refuses_all(heard.tokens) or (heard.verdict is False and when is None):
        booking.ask_other_time(draft, "book.refused")
    else:
        return False
    return True


def _shifted(heard: Heard, named: tuple[Offer, ...]) -> When | None:
    """Another time, told by its distance from the ones that were named."""
    if not named or ordinal(heard.apart) is not None:
        return None
    when = heard.when.value if heard.when is not None else None
    moments = tuple(offer.moment for offer in named)
    stepped = stepped_from(heard.apart, moments[-1])
    if stepped is not None and stepped == When(dates=stepped.dates):
        return stepped
    return leaning(heard.apart, moments, when)


def _pick(draft: Draft, heard: Heard) -> Offer | None:
    """The offered time that the words choose, where they choose exactly one."""
    offers = draft.state.booking.offers
    when = heard.when.value if heard.when is not None else None
    if when is not None and say_so(when):
        fitting = meant(offers, when)
        if len(fitting) <= 1:
            return fitting[0] if fitting else None
    place = ordinal(heard.apart)
    if place is not None and place < len(offers):
        return offers[place]
    if takes_either(heard.tokens) or (when is not None and when.any_time):
        return offers[0]
    # A second bare yes will not be a choice the third time either; the read-back asks once more.
    insists = draft.state.pending.misses > 0 and heard.clear_verdict is True and when is None
    if heard.verdict and (len(offers) == 1 or insists or _broke_in_on_the_first(draft, heard)):
        return offers[0]
    return None


def _broke_in_on_the_first(draft: Draft, heard: Heard) -> bool:
    """«ja, den!» before the second time had been heard."""
    second = booking.values_for(draft).get("second", "")
    return bool(second) and second in heard.unheard


def answer_wish(draft: Draft, heard: Heard) -> bool:
    when = heard.when
    place, named = ordinal(heard.apart), draft.state.booking.named
    if when is None and place is not None and place < len(named):
        booking.hold(draft, named[place])
        return True
    shifted = _shifted(heard, named)
    if shifted is not None:
        booking.wish(draft, shifted)
        return True
    if when is not None and (say_so(when.value) or when.value.any_time):
        booking.wish(draft, when.value)
        return True
    if heard.does(Act.DONT_KNOW) or heard.verdict is False:
        closing.offer_callback(draft, "book.no_time")
        return True
    return False


def _leaves_it_to_us(heard: Heard) -> bool:
    """«det bestemmer du», «samme for meg»: said to a time that is read back, it is a yes."""
    return heard.verdict is not False and takes_either(heard.tokens)


def _stepped(heard: Heard, chosen: Offer, when: When | None) -> When | None:
    """«en time senere», «ikke så tidlig»: seen from the time that is read back, on its day."""
    stepped = stepped_from(heard.apart, chosen.moment)
    if stepped is not None:
        return stepped
    leaned = leaning(heard.apart, (chosen.moment,), when)
    if leaned is None or leaned.dates or leaned.not_dates:
        return leaned
    return replace(leaned, dates=(chosen.moment.date(),))


def answer_meeting(draft: Draft, heard: Heard) -> bool:
    chosen = draft.state.booking.chosen
    when = heard.when.value if heard.when is not None and say_so(heard.when.value) else None
    if chosen is not None:
        when = _stepped(heard, chosen, when) or when
    differs = when is not None and chosen is not None and not meant((chosen,), when)
    if heard.clear_verdict is True and (wants_several(heard.tokens) or asks_a_favour(heard.tokens)):
        differs = False  # «Ja, og et møte til på torsdag»: besides this one.
    if differs and when is not None:
        draft.decide("book.changed")
        fitting = meant(draft.state.booking.offers, when)
        if len(fitting) == 1:
            booking.hold(draft, fitting[0])
        else:
            booking.wish(draft, when)
        return True
    if draft.learned - {PREFERENCES} or (draft.learned and heard.clear_verdict is not True):
        asking.advance(draft)
        return True
    place = ordinal(heard.apart)
    if place is not None and place < len(draft.state.booking.offers):
        draft.decide("book.changed")
        booking.hold(draft, draft.state.booking.offers[place])
        return True
    favour = heard.preference is not None or asks_a_favour(heard.tokens)
    if heard.clear_verdict is True and heard.asks and not favour:
        # «Ja, og hva skal vi snakke om?»: who still asks has not agreed yet (QUA-06).
        return False
    if heard.clear_verdict is True or _leaves_it_to_us(heard):
        if not booking.read_back_was_heard(draft, heard.unheard):
            draft.decide("book.not_heard", "read back again")
            booking.ask_meeting(draft, "confirm.meeting.again")
        else:
            if terms.keep_remark(draft, heard) or heard.preference is not None:
                draft.say("ack.preference")
            booking.book(draft)
        return True
    if heard.clear_verdict is False or refuses_all(heard.tokens):
        booking.ask_other_time(draft, "book.not_accepted")
        return True
    return False


def names_another_day(draft: Draft, heard: Heard) -> bool:
    """«neste fredag, da?» after a closed day: another time for the meeting, and none for a call."""
    names_day = heard.when is not None and say_so(heard.when.value)
    calls = heard.verdict is True or find_phrase(heard.tokens, ("ring", "ringe", "ringer"))
    return draft.state.booking.closed and names_day and not calls
