"""What a simulated caller says to each prompt, and after the goodbye.

A caller goes by the key of the last prompt. They know what they have accepted, so that a booking
can be judged: a yes to a time that was read back is an acceptance, a yes to cancelling takes it
back.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from voiceagent.dialog.policies.policy import SlotType
from voiceagent.dialog.simulation.chat import Chat, Office
from voiceagent.dialog.simulation.simulated_callers import Aim, Kind, Person
from voiceagent.dialog.simulation.simulated_questions import CompanyQuestion
from voiceagent.dialog.simulation.simulated_words import (
    DAYS,
    E164,
    EMAIL,
    FILLERS,
    NB,
    NUMBER,
    OTHER_E164,
)
from voiceagent.norwegian.times.timing import read_horizon

_OF_THE_TEXTS = 0.7
"""How many of the callers' own questions are about what the company has written."""

_OFFERS = ("offer.slots", "offer.other", "clarify.offer", "offer.one", "offer.other.one")
_GATES = ("identity", "permission", "form", "again")
_SINGLE = ("offer.one", "offer.other.one")
_CALL_TIMES = ("ask.callback", "ask.callback.other", "clarify.callback", "gatekeeper.away")
_YES = ("confirm.phone", "confirm.callback", "offer.callback.time", "clarify.callback_time")


@dataclass(frozen=True, slots=True)
class Library:
    """The company's texts in a simulation.

    Attributes:
        open: Makes an office that also looks things up.
        questions: What callers ask of them.
    """

    open: Callable[[Office], Office]
    questions: Sequence[CompanyQuestion]


@dataclass(slots=True)
class Mind:
    """What a caller remembers during the call.

    Attributes:
        accepted: Starts of the times that they said yes to, in order; empty after a cancellation.
        day: The weekday that they want.
        changed: They have asked for the change that they had in mind.
    """

    person: Person
    generator: random.Random
    accepted: list[str] = field(default_factory=list)
    refused_once: bool = False
    day: str = ""
    asked: int = 0
    silences: int = 0
    changed: bool = False
    preferred: bool = False
    told_number: bool = False
    dithered: bool = False
    wondered: bool = False
    library: Library | None = None
    question: CompanyQuestion | None = None

    @property
    def reached_at(self) -> str:
        """The number at which they want to be reached, as it is written."""
        return OTHER_E164 if self.told_number else E164


def answer(mind: Mind, chat: Chat, key: str) -> str:
    """What the caller says to the last prompt."""
    person, pick = mind.person, mind.generator.choice
    mind.question = None
    gate = _at_the_gate(mind, key)
    if gate:
        return gate
    if person.only_says or person.aim in (Aim.NOT_THERE, Aim.BUSY):
        return _single_minded(mind, key)
    if mind.generator.random() < person.curious and mind.asked < 2 and key.startswith("ask."):
        return _question(mind)
    if person.prefers and not mind.preferred and key.startswith("ask."):
        mind.preferred = True
        return person.prefers
    words = _about_the_meeting(mind, chat, key) or _read_back(mind, chat, key)
    words = words or _fact(mind, chat, key)
    if mind.generator.random() < 0.15 and not words.isdigit():
        words = pick(FILLERS) + words
    return words


def _question(mind: Mind) -> str:
    mind.asked += 1
    pick = mind.generator.choice
    if mind.library is not None and mind.generator.random() < _OF_THE_TEXTS:
        mind.question = pick(mind.library.questions)
        return mind.question.words
    return pick(mind.person.words.questions)


def afterwards(mind: Mind, chat: Chat) -> str:
    """What the caller says over our goodbye; empty for nothing."""
    person, pick = mind.person, mind.generator.choice
    if chat.ended != "meeting_booked":
        return ""
    if mind.changed:
        return ""
    mind.changed = True
    if person.aim is Aim.MOVES:
        booked = chat.state.booking.standing
        weekday = booked.moment.weekday() if booked is not None else 0
        mind.day = DAYS[(weekday + pick((1, 2, 3))) % len(DAYS)]
        return pick(person.words.moves).format(day=mind.day)
    if person.aim is Aim.CANCELS:
        return pick(person.words.cancels)
    return pick(person.words.leaves)


def _at_the_gate(mind: Mind, key: str) -> str:
    """Answers to whom we speak with, whether it suits, and whether the form still holds."""
    person, pick = mind.person, mind.generator.choice
    step, _, name = key.partition(".")
    asks = step in ("gate", "clarify", "narrow") and name in _GATES
    if person.aim is Aim.SILENT or not asks:
        return ""
    here = person.aim not in (Aim.WRONG_NUMBER, Aim.ANGRY, Aim.ENGLISH, Aim.NEVER_AGAIN)
    if name == "identity" and here:
        return pick(person.words.not_me if person.aim is Aim.NOT_THERE else person.words.is_me)
    if name == "permission" and person.aim is Aim.BUSY:
        return pick(person.words.busy)
    if name == "again" and person.aim is Aim.NO_MORE:
        return pick(person.words.no_more)
    return "" if person.only_says else pick(person.words.agrees)


def _single_minded(mind: Mind, key: str) -> str:
    person, pick = mind.person, mind.generator.choice
    if key in _CALL_TIMES:
        return pick(person.words.call_times)
    if key == "objection.not_interested":
        return pick(person.words.no_more)
    if key in ("ask.phone", "clarify.phone", "ask.phone.rest"):
        return NUMBER
    if key in _YES:
        return "ja"
    if person.aim is Aim.NOT_INTERESTED and key == "greeting":
        return person.need
    return pick(person.only_says or person.words.call_times)


def _read_back(mind: Mind, chat: Chat, key: str) -> str:
    """Yes to a number that is ours, no to another; empty where no number is read back."""
    if key != "confirm.phone":
        return ""
    noted = str(chat.state.slots["phone"].value) if "phone" in chat.state.slots else ""
    words = mind.person.words
    return mind.generator.choice(words.agrees if noted == mind.reached_at else words.refuses)


def _fact(mind: Mind, chat: Chat, key: str) -> str:
    person, pick = mind.person, mind.generator.choice
    name = key.rsplit(".", 1)[-1]
    if key == "greeting":
        return _first_words(mind)
    match name:
        case "role" | "timing" | "budget" if key.startswith("narrow"):
            return _by_key(person, name)
        case "need" if person.kind is Kind.DESK:
            return pick(person.words.matters)
        case "need" | "role" | "timing" | "budget" if not key.startswith("probe"):
            return str(getattr(person, name))
        case "authority" if not key.startswith("probe"):
            return person.authority
        case "contact":
            return pick((f"{person.name} fra {person.company}", _both(person)))
        case "name":
            return pick((person.name, person.words.name.format(name=person.name)))
        case "company":
            return pick((person.company, person.words.company.format(company=person.company)))
        case "phone" if key == "narrow.phone":
            return mind.reached_at.removeprefix("+47")
        case "phone" | "rest" if not key.startswith("confirm"):
            return person.other_number if mind.told_number else NUMBER
        case "email" if not key.startswith("confirm"):
            return EMAIL
        case _ if key.startswith(("ask.", "clarify.")) and (told := _listed(chat, name)):
            return pick(told)
        case _:
            refuses = _must_refuse(person, key)
            return pick(person.words.probe_no if refuses else person.words.agrees)


def _listed(chat: Chat, name: str) -> Sequence[str]:
    """What the policy expects to hear about a slot of free text, but for what tells a time."""
    slot = chat.engine.policy.slots.get(name)
    if slot is None or slot.type is not SlotType.TEXT:
        return ()
    now = chat.state.moment
    return [phrase for phrase in slot.phrases if read_horizon(phrase, now=now) is None]


def _by_key(person: Person, name: str) -> str:
    """The telephone key that the narrower question names."""
    first = {
        "role": person.role in (*NB.deciders, *person.words.deciders),
        "timing": person.aim is not Aim.LATER,
        "budget": person.aim is not Aim.NO_MONEY,
    }
    return "1" if first[name] else "2"


def _must_refuse(person: Person, key: str) -> bool:
    """Whether the honest answer to a second question is no."""
    asked = {Aim.DECIDES_NOTHING: "authority", Aim.NO_MONEY: "budget"}.get(person.aim, "?")
    return key.startswith("probe") and key.endswith(asked)


def _both(person: Person) -> str:
    return person.words.both.format(name=person.name, company=person.company)


def _first_words(mind: Mind) -> str:
    person = mind.person
    parts = ["hei"] if mind.generator.random() < 0.6 else []
    if person.kind is Kind.DESK:
        return " ".join((*parts, mind.generator.choice(person.words.matters)))
    if person.talkative > 0.5:
        parts.append(_both(person))
    if person.talkative > 0.75:
        parts.append(person.role)
    parts.append(person.need)
    if person.talkative > 0.85 and person.aim is not Aim.LATER:
        parts.append(person.timing)
    return " ".join(parts)


def _about_the_meeting(mind: Mind, chat: Chat, key: str) -> str:
    person, pick = mind.person, mind.generator.choice
    if key in _OFFERS:
        if person.other_number and not mind.told_number:
            mind.told_number = True
            return pick(person.words.use_other_number).format(number=person.other_number)
        if person.dithers and not mind.dithered:
            mind.dithered = True
            return person.dithers
        return _choose(mind, key)
    if key == "narrow.offer":
        return str(max(person.wants, 0) + 1)
    if key in ("ask.other_time", "clarify.other_time", "narrow.other_time"):
        mind.day = mind.day or pick(DAYS)
        return mind.day
    if key.endswith(".cancel"):
        # The question is answered by whom it was meant for; nobody else is asked it by chance.
        if person.aim is not Aim.CANCELS:
            return pick(person.words.no_more)
        mind.accepted.clear()
        return "1" if key.startswith("narrow") else pick(person.words.agrees)
    if key == "confirm.meeting" and person.wonders and not mind.wondered:
        mind.wondered = True
        return person.wonders
    if key.endswith(".meeting") or key == "confirm.meeting.again":
        chosen = chat.state.booking.chosen
        mind.accepted.append(chosen.start if chosen is not None else "")
        return "1" if key.startswith("narrow") else pick(person.words.agrees)
    return ""


def _choose(mind: Mind, key: str) -> str:
    person, pick = mind.person, mind.generator.choice
    if person.wants < 0 and not mind.refused_once:
        mind.refused_once = True
        mind.day = pick(DAYS)
        wishes = (f"nei har dere noe på {mind.day}", f"heller {mind.day}")
        return pick((*person.words.refuses, *wishes))
    if key in _SINGLE:
        return pick(("ja det passer", "ja", "ja gjerne"))
    place = max(person.wants, 0)
    return pick(person.words.second if place else person.words.first)
