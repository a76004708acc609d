"""What an utterance means at this point of the conversation.

All readers see the whole utterance, because callers answer several things at once. What was asked
decides two things only: a bare answer counts for the slot that was asked, and while a time is being
arranged numbers are times, not budgets. Free text (the need) is what remains of an utterance, or
what follows one of the policy's markers.

Invariant: the words come from the engine, which has masked national identity numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from voiceagent.dialog.moves import WordsHeard
from voiceagent.dialog.policies.policy import Policy, SlotType
from voiceagent.dialog.state import DialogState, Goal, Pending, Topic
from voiceagent.dialog.understanding import principals
from voiceagent.dialog.understanding.contrasts import contrasts, keep_surnames
from voiceagent.dialog.understanding.early_wishes import apart_from, wishes_early
from voiceagent.dialog.understanding.entries import question_asked, route_taken
from voiceagent.dialog.understanding.framed_times import read_time
from voiceagent.dialog.understanding.free_text import EMPTY, Request, free_texts, is_question
from voiceagent.dialog.understanding.halves import completed
from voiceagent.dialog.understanding.meeting_terms import attends, read_attendee, without_counts
from voiceagent.dialog.understanding.numbers_given import without_numbers
from voiceagent.dialog.understanding.own_firms import add_own_firm
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.preferences import (
    Preference,
    around_obstacles,
    meeting_by_phone,
    read_preference,
)
from voiceagent.dialog.understanding.principals import read_principal
from voiceagent.dialog.understanding.questions import before_questions
from voiceagent.dialog.understanding.seasons import names_season
from voiceagent.dialog.understanding.shifts import not_this_week
from voiceagent.dialog.understanding.slots import ABSENT, Asked, SlotReading, read_slot
from voiceagent.dialog.understanding.small_talk import Aside, read_aside
from voiceagent.norwegian.acts.answers import Act, read_acts, read_yes_no
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Reading, Text, read_text

ARRANGING = frozenset(
    {
        Topic.OFFER,
        Topic.WISH,
        Topic.MEETING,
        Topic.CANCEL,
        Topic.CALLBACK,
        Topic.CALLBACK_TIME,
        Topic.CALLBACK_OFFER,
    }
)
"""Topics in which numbers are times."""

CLOSED = ARRANGING | {Topic.MESSAGE, Topic.MESSAGE_OFFER, Topic.FOLLOW_UP, Topic.LAST_WORD}
"""Topics in which free talk is not a need."""

_MEETING_TOPICS = frozenset({Topic.OFFER, Topic.WISH, Topic.MEETING, Topic.PROBE})
"""Topics in which others may be told to attend."""

_WHO = frozenset({SlotType.PERSON, SlotType.COMPANY, SlotType.ROLE})

INSTEAD = ("ringe meg heller", "ringe heller", "heller ringe", "heller ringer")
"""A call at another time instead of this one."""

_HOW_LONG = frozenset({"måneder", "måned", "uker", "uke", "snart", "fort"})

_FIRM_WORDS = 3
_NEAR = 4
"""Words between a time and what it is the time of."""

_TIMELESS = frozenset({SlotType.HORIZON, SlotType.AMOUNT, SlotType.NUMBER, SlotType.WHEN})

MEETING = ("møte", "demo", "avtale time", "avtale tid", "booke", "ledig tid", "en prat")


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance, read.

    Attributes:
        text: The words, masked.
        tokens: The same, tokenised.
        apart: The same without telephone numbers, which choose nothing and name no time.
        acts: What it does.
        verdict: Yes, no, or neither.
        facts: Slots and what was said about them.
        asked: Slots that the pending question is about.
        put_right: Slots whose known value was denied, with another named beside it.
        when: A time, where one was said.
        faq: The question of the policy's list that it asks; empty for none.
        route: The policy's route that it takes; empty for none.
        wants_meeting: It asks for a meeting.
        preference: How the caller likes to be reached, where it says so.
        aside: What it says to us besides business.
        attends: It says who else is to be in the meeting, or that the caller is not.
        attendee: Their name, where one was said.
        unheard: What the caller had not heard of our words.
        confidence: 0…1.
    """

    text: str
    tokens: Text
    apart: Text
    acts: tuple[Reading[Act], ...]
    verdict: bool | None
    facts: dict[str, SlotReading]
    asked: tuple[str, ...]
    put_right: frozenset[str]
    when: Reading[When] | None
    faq: str
    route: str
    wants_meeting: bool
    preference: Preference | None
    aside: Aside | None
    unheard: str
    confidence: float
    attends: bool = False
    attendee: str = ""

    def does(self, *acts: Act) -> bool:
        """Whether the utterance does one of these."""
        return any(reading.value in acts for reading in self.acts)

    def only(self, *acts: Act) -> bool:
        """Whether the utterance does these and holds hardly another word."""
        covered: set[int] = set()
        for reading in self.acts:
            if reading.value in acts:
                covered.update(range(reading.start, reading.end))
        rest = [
            word
            for place, word in enumerate(self.tokens.norm)
            if place not in covered and word not in EMPTY
        ]
        return bool(covered) and not rest

    @property
    def text_apart(self) -> str:
        """The words as they were said, but for telephone numbers."""
        return self.text if self.apart is self.tokens else " ".join(self.apart.raw)

    @property
    def asks(self) -> bool:
        """Whether it is a question to us, as far as its first word tells."""
        return is_question(self.tokens)

    @property
    def clear_verdict(self) -> bool | None:
        """The verdict, where «ja» and «nei» are not said in one breath: for what matters."""
        both = "ja" in self.tokens.norm and "nei" in self.tokens.norm
        return None if both else self.verdict

    @property
    def corrects(self) -> bool:
        """Whether it takes something back: «nei, jeg mente …»."""
        first = self.tokens.norm[:1]
        return self.does(Act.CORRECTION) or first == ("nei",)


def read(policy: Policy, state: DialogState, words: WordsHeard) -> Heard:
    """Read an utterance against the state of the conversation."""
    text = words.text
    tokens = read_text(text)
    acts = _without_markers(policy, read_acts(text))
    attending = state.pending.topic in _MEETING_TOPICS and attends(tokens)
    if attending:  # «Det er ikke meg som skal i møtet»: still the right number.
        acts = tuple(act for act in acts if act.value is not Act.WRONG_NUMBER)
    faq = question_asked(policy, state.pending.topic, tokens)
    route = route_taken(policy, tokens)
    facts = _facts(policy, state, text)
    if attending:
        facts = {name: fact for name, fact in facts.items() if policy.slots[name].type not in _WHO}
    if faq is not None and not state.said.get(f"answer.{faq[0]}"):
        _drop_absent_needs(policy, facts)
    principal, told = None, set[int]()
    if state.pending.topic in (Topic.OPENING, Topic.SLOT):
        principal = read_principal(tokens)
    if principal is not None:
        facts, told = principals.apart(policy, facts, tokens, principal)
    wants_meeting = find_phrase(tokens, MEETING) is not None
    arranging = state.pending.topic in ARRANGING
    calls = _is_about_our_call(state, tokens) or any(act.value is Act.CALL_BACK for act in acts)
    timed = arranging or wants_meeting or calls or state.booking.standing is not None
    timed = timed or state.pending.topic is Topic.GATE or state.goal is Goal.CALLBACK
    apart = without_numbers(text)
    said_when = read_time(apart, now=state.moment)
    if said_when is not None and wants_meeting and not (arranging or calls):
        said_when = _of_the_meeting(policy, facts, tokens, said_when, state.moment)
    if calls:
        _drop_times_of_our_call(policy, facts, tokens)
    preference, aside = read_preference(tokens, said_when), read_aside(tokens)
    if preference is None and state.pending.topic in _MEETING_TOPICS:
        preference = meeting_by_phone(tokens)
    if said_when is not None:
        said_when = around_obstacles(tokens, said_when)
        said_when = replace(said_when, value=without_counts(tokens, said_when.value))
    elif (ruled_out := not_this_week(tokens, state.moment)) is not None:
        said_when = Reading(ruled_out, tokens.line, 0, 0)
    when = said_when if timed or _calls_us_off(preference, tokens) else None
    if when is None and said_when is not None and wishes_early(policy, state, tokens, said_when):
        when, facts = said_when, apart_from(facts, said_when)
    if words.confidence >= policy.limits.free_confidence:
        spent = told if when is None else told.union(range(when.start, when.end))
        for entry in (faq, route):
            spent.update(range(*entry[1:]) if entry is not None else ())
        passing = faq is not None or preference is not None or aside is not None
        bare = () if passing else expected_slots(state)
        opening = state.pending.topic is Topic.OPENING
        closed = state.pending.topic in CLOSED
        known = frozenset(state.slots)
        request = Request(policy, tokens, acts, frozenset(spent), bare, opening, closed, known)
        facts |= free_texts(request, facts)
    put_right: dict[str, SlotReading] = {}
    if state.pending.topic is not Topic.GATE:
        put_right = contrasts(policy, state.slots, tokens)
        facts |= put_right
        keep_surnames(policy, state.slots, facts)
    return Heard(
        text=text,
        tokens=tokens,
        apart=tokens if apart == text else read_text(apart),
        acts=acts,
        verdict=read_yes_no(text),
        facts=facts,
        asked=state.pending.slots,
        put_right=frozenset(put_right),
        when=when,
        faq=faq[0] if faq else "",
        route=route[0] if route else "",
        wants_meeting=wants_meeting,
        preference=preference,
        aside=aside,
        unheard=words.interrupted,
        confidence=words.confidence,
        attends=attending or principal is not None,
        attendee=principal.name if principal else read_attendee(tokens) if attending else "",
    )


def _of_the_meeting(
    policy: Policy,
    facts: dict[str, SlotReading],
    tokens: Text,
    when: Reading[When],
    now: datetime,
) -> Reading[When] | None:
    """The meeting's time where the project's is told too: «før jul, gjerne møte onsdag»."""
    meeting = find_phrase(tokens, MEETING)
    project = _horizon_in(policy, facts)
    if meeting is None or project is None or project.end <= project.start:
        return when
    if meeting[0] <= project.start < meeting[1] + _NEAR:
        return when  # «et møte neste uke»: it is the meeting's.
    rest = (*tokens.raw[: project.start], *tokens.raw[project.end :])
    found = read_time(" ".join(rest), now=now)
    if found is None:
        return when if project.end <= meeting[0] < project.end + _NEAR else None
    return replace(found, start=0, end=0)


def _drop_times_of_our_call(policy: Policy, facts: dict[str, SlotReading], tokens: Text) -> None:
    """«ring meg om to uker» says nothing of when the need comes."""
    call = find_phrase(tokens, ("ring", "ringe", "ringer", "kontakte", "ta kontakt", "snakkes"))
    told = _horizon_in(policy, facts)
    if call is not None and told is not None and call[0] <= told.start < call[1] + _NEAR:
        for name in [one for one, fact in facts.items() if fact is told]:
            del facts[name]


def _horizon_in(policy: Policy, facts: dict[str, SlotReading]) -> SlotReading | None:
    found = (fact for name, fact in facts.items() if policy.slots[name].type is SlotType.HORIZON)
    return next(found, None)


def _facts(policy: Policy, state: DialogState, text: str) -> dict[str, SlotReading]:
    pending = state.pending
    tokens = read_text(text)
    arranging = (
        pending.topic in ARRANGING or state.booking.made or _is_about_our_call(state, tokens)
    )
    now: datetime = state.moment
    told = before_questions(tokens)
    found: dict[str, SlotReading] = {}
    for name, slot in policy.slots.items():
        if arranging and slot.type in _TIMELESS:
            continue
        expected = name in expected_slots(state) or (
            slot.type is SlotType.HORIZON and _says_how_long(state, tokens)
        )
        tries = pending.misses if expected else 0
        asked = Asked(now, expected, slot, tries)
        value = _read(pending, text, asked)
        if value is None and expected and told:
            value = read_slot(told, asked)
        if value is not None:
            found[name] = value
    _add_firm(policy, found, tokens, expected_slots(state), now)
    add_own_firm(policy, state.slots, found, tokens, expected_slots(state))
    _drop_overlaps(found, expected_slots(state))
    return found


def _add_firm(
    policy: Policy,
    found: dict[str, SlotReading],
    tokens: Text,
    expected: tuple[str, ...],
    now: datetime,
) -> None:
    """«kari nordmann fjordtek», where both were asked for: what follows the name is the firm."""
    kinds = {policy.slots[name].type: name for name in expected}
    person, firm = kinds.get(SlotType.PERSON, ""), kinds.get(SlotType.COMPANY, "")
    if not (person and firm) or person not in found:
        return
    end = found[person].end
    whole = firm not in found or found[firm].start <= found[person].start
    if not whole or found[person].start or not 0 < len(tokens) - end <= _FIRM_WORDS:
        return
    told = read_slot(tokens.words(end, len(tokens)), Asked(now, True, policy.slots[firm]))
    if told is not None:
        found[firm] = replace(told, start=told.start + end, end=told.end + end)


def _read(pending: Pending, text: str, asked: Asked) -> SlotReading | None:
    """A slot's value, of a sum with what was said of it one breath before."""
    summed = asked.expected and asked.slot.type is SlotType.AMOUNT and pending.unused
    whole = completed(pending.unused, text) if summed else None
    if whole is None:
        return read_slot(text, asked)
    found = read_slot(whole, asked)
    return found and replace(found, start=0, end=len(read_text(text)))


def _drop_absent_needs(policy: Policy, facts: dict[str, SlotReading]) -> None:
    """«jeg er bare nysgjerrig på hva dere gjør»: whoever asks is told before they are let go."""
    for name in [one for one, fact in facts.items() if fact.value == ABSENT]:
        if policy.slots[name].type is SlotType.TEXT:
            del facts[name]


def _says_how_long(state: DialogState, tokens: Text) -> bool:
    """«nei, om to måneder» to the day of our call: when the need comes after all."""
    return state.pending.topic is Topic.FOLLOW_UP and not _HOW_LONG.isdisjoint(tokens.norm)


def _is_about_our_call(state: DialogState, tokens: Text) -> bool:
    """«nei, ring heller i mars»: a time for our call, not for the need."""
    asked = state.pending.topic is Topic.FOLLOW_UP
    rings = find_phrase(tokens, ("ring", "ringe", "ta kontakt", "snakkes")) is not None
    return asked and (rings or names_season(tokens))


def _calls_us_off(preference: Preference | None, tokens: Text) -> bool:
    """«ring meg heller på ettermiddagen»: instead of now."""
    about_calls = preference is not None and preference.about_calls
    return about_calls and find_phrase(tokens, INSTEAD) is not None


def expected_slots(state: DialogState) -> tuple[str, ...]:
    """Slots for which a bare answer counts: not where a yes or no is about something else."""
    asking = state.pending.topic in (Topic.OPENING, Topic.SLOT)
    return state.pending.slots if asking else ()


def _drop_overlaps(found: dict[str, SlotReading], expected: tuple[str, ...]) -> None:
    """Where two slots claim the same words, what was asked for wins, then the narrower evidence."""
    names = sorted(
        found,
        key=lambda name: (name not in expected, found[name].end - found[name].start),
    )
    kept: list[SlotReading] = []
    for name in names:
        reading = found[name]
        if any(other.start < reading.end and reading.start < other.end for other in kept):
            del found[name]
        else:
            kept.append(reading)


def _without_markers(policy: Policy, acts: tuple[Reading[Act], ...]) -> tuple[Reading[Act], ...]:
    """Acts but for words that are the policy's own subject: «sentralbord» where one is sold."""
    subjects = {
        marker
        for slot in policy.slots.values()
        if slot.type is SlotType.TEXT
        for marker in slot.markers
    }
    return tuple(act for act in acts if act.words not in subjects)
