"""What an utterance means at this point of the conversation.

All readers see the whole utterance, because callers answer several things at once. What was asked
decides two things only: a bare answer counts for the slot that was asked, and while a time is being
arranged numbers are times, not budgets. Free text (the need) is what remains of an utterance, or
what follows one of the policy's markers.

Invariant: the words come from the engine, which has masked national identity numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from voiceagent.dialog.moves import WordsHeard
from voiceagent.dialog.phrases import best_entry, earliest_phrase, find_phrase, listed
from voiceagent.dialog.policy import Policy, SlotType
from voiceagent.dialog.slots import Asked, SlotReading, read_slot
from voiceagent.dialog.state import DialogState, Topic
from voiceagent.norwegian.answers import Act, read_acts, read_yes_no
from voiceagent.norwegian.reading import Reading, Text, read_text
from voiceagent.norwegian.when import When, read_when

ARRANGING = frozenset(
    {Topic.OFFER, Topic.WISH, Topic.MEETING, Topic.CALLBACK, Topic.CALLBACK_OFFER}
)
"""Topics in which numbers are times."""

CLOSED = ARRANGING | {Topic.MESSAGE, Topic.MESSAGE_OFFER, Topic.FOLLOW_UP, Topic.LAST_WORD}
"""Topics in which free talk is not a need."""

_TIMELESS = frozenset({SlotType.HORIZON, SlotType.AMOUNT, SlotType.NUMBER, SlotType.WHEN})

_MEETING = ("møte", "demo", "avtale time", "avtale tid", "booke", "ledig tid", "en prat")
_BEGINNINGS = ("vi", "jeg", "vårt", "min", "vår", "det")
_EMPTY = frozenset(
    listed("""
    hei hallo heisann god dag morgen kveld ja jo nei takk tusen eh øh ehm altså men og så at som
    er jeg du vi de det den dette heter navnet navn mitt min meg oss dere deg fra på i med til
    av for ringer ringte her kommer en et ei har hadde vil ville gjerne kan kunne skal bare litt
    noe nok booke bestille avtale møte demo time tid prat snakke hjelp hjelpe lurer lurte spørre
    spør om firma firmaet selskap bedrift bedriften jobber ønsker trenger ha få da nå vel okei
    ok greit fint bra flott skjønner akkurat mm
    """)
)
"""Words that make no need by themselves."""

_MIN_WORD = 3

_ABOUT_THE_CALL = frozenset(
    {
        Act.PROFANITY,
        Act.COMPLAINT,
        Act.OTHER_LANGUAGE,
        Act.DONT_KNOW,
        Act.IS_ROBOT,
        Act.WHO_IS_CALLING,
        Act.REPEAT,
        Act.WAIT,
        Act.STOP,
        Act.GOODBYE,
        Act.NOT_INTERESTED,
        Act.CALL_BACK,
    }
)
"""Acts whose words are no answer to an open question."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance, read.

    Attributes:
        text: The words, masked.
        tokens: The same, tokenised.
        acts: What it does.
        verdict: Yes, no, or neither.
        facts: Slots and what was said about them.
        asked: Slots that the pending question is about.
        when: A time, where one was said.
        faq: The question of the policy's list that it asks; empty for none.
        route: The policy's route that it takes; empty for none.
        wants_meeting: It asks for a meeting.
        unheard: What the caller had not heard of our words.
        confidence: 0…1.
    """

    text: str
    tokens: Text
    acts: tuple[Reading[Act], ...]
    verdict: bool | None
    facts: dict[str, SlotReading]
    asked: tuple[str, ...]
    when: Reading[When] | None
    faq: str
    route: str
    wants_meeting: bool
    unheard: str
    confidence: float

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
            if place not in covered and word not in _EMPTY
        ]
        return bool(covered) and not rest

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
    faq = best_entry(tokens, {name: entry.phrases for name, entry in policy.faq.items()})
    route = best_entry(tokens, {name: entry.phrases for name, entry in policy.routes.items()})
    facts = _facts(policy, state, text)
    wants_meeting = find_phrase(tokens, _MEETING) is not None
    _add_free_text(policy, state, tokens, acts, facts, words.confidence, asks=faq is not None)
    arranging = state.pending.topic in ARRANGING
    timed = arranging or wants_meeting or any(act.value is Act.CALL_BACK for act in acts)
    when = read_when(text, now=state.moment) if timed else None
    return Heard(
        text=text,
        tokens=tokens,
        acts=acts,
        verdict=read_yes_no(text),
        facts=facts,
        asked=state.pending.slots,
        when=when,
        faq=faq[0] if faq else "",
        route=route[0] if route else "",
        wants_meeting=wants_meeting,
        unheard=words.interrupted,
        confidence=words.confidence,
    )


def _facts(policy: Policy, state: DialogState, text: str) -> dict[str, SlotReading]:
    pending = state.pending
    arranging = pending.topic in ARRANGING
    now: datetime = state.moment
    found: dict[str, SlotReading] = {}
    for name, slot in policy.slots.items():
        if arranging and slot.type in _TIMELESS:
            continue
        expected = name in expected_slots(state)
        tries = pending.misses if expected else 0
        value = read_slot(text, Asked(now, expected, slot, tries))
        if value is not None:
            found[name] = value
    _drop_overlaps(found, expected_slots(state))
    return found


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


def _add_free_text(
    policy: Policy,
    state: DialogState,
    tokens: Text,
    acts: tuple[Reading[Act], ...],
    facts: dict[str, SlotReading],
    confidence: float,
    *,
    asks: bool,
) -> None:
    for name, slot in policy.slots.items():
        if slot.type is not SlotType.TEXT or name in facts:
            continue
        taken = {place for fact in facts.values() for place in range(fact.start, fact.end)}
        marked = earliest_phrase(tokens, slot.markers)
        if marked is not None and state.pending.topic not in CLOSED:
            cut = _marked_text(tokens, marked, taken)
            if cut is not None:
                facts[name] = cut
                continue
        if name not in expected_slots(state) or asks or _is_about_the_call(acts):
            continue
        if confidence < policy.limits.free_confidence:
            continue
        for act in acts:
            taken.update(range(act.start, act.end))
        cut = _remaining_text(tokens, taken)
        if cut is not None:
            facts[name] = cut


def _without_markers(policy: Policy, acts: tuple[Reading[Act], ...]) -> tuple[Reading[Act], ...]:
    """Acts but for words that are the policy's own subject: «sentralbord» where one is sold."""
    subjects = {
        marker
        for slot in policy.slots.values()
        if slot.type is SlotType.TEXT
        for marker in slot.markers
    }
    return tuple(act for act in acts if act.words not in subjects)


def _is_about_the_call(acts: tuple[Reading[Act], ...]) -> bool:
    return any(act.value in _ABOUT_THE_CALL for act in acts)


def _marked_text(tokens: Text, marked: tuple[int, int], taken: set[int]) -> SlotReading | None:
    """From the clause that the marker begins to the next thing that is something else."""
    start, end = marked
    if start > 0 and tokens.norm[start - 1] in _BEGINNINGS and start - 1 not in taken:
        start -= 1
    stop = end
    while stop < len(tokens) and stop not in taken:
        stop += 1
    if not _has_content(tokens, start, stop, taken, marked):
        return None
    words = tokens.words(start, stop)
    return SlotReading(words, words, words, start, stop)


def _has_content(
    tokens: Text, start: int, stop: int, taken: set[int], marked: tuple[int, int]
) -> bool:
    """A marker that is a thing («crm») suffices; one that is a verb («trenger») needs a thing."""
    if any(tokens.norm[place] not in _EMPTY for place in range(*marked)):
        return True
    return any(
        place not in taken
        and tokens.norm[place] not in _EMPTY
        and len(tokens.norm[place]) >= _MIN_WORD
        for place in range(start, stop)
    )


def _remaining_text(tokens: Text, taken: set[int]) -> SlotReading | None:
    """What is left of an utterance when everything understood is taken out of it."""
    content = [
        place
        for place, word in enumerate(tokens.norm)
        if place not in taken and word not in _EMPTY and len(word) >= _MIN_WORD
    ]
    if not content:
        return None
    start = content[0]
    while start > 0 and start - 1 not in taken and tokens.norm[start - 1] not in ("hei", "hallo"):
        start -= 1
    stop = start
    while stop < len(tokens) and stop not in taken:
        stop += 1
    words = tokens.words(start, stop)
    return SlotReading(words, words, words, start, stop)
