"""Who calls in a simulation: aims, facts, and the ending that they imply.

Which aims there are depends on what kind of conversation a policy leads. Everything is drawn with a
seeded generator; the phrases are in ``simulated_words``.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from voiceagent.dialog.policies.policy import Finish, Policy
from voiceagent.dialog.simulation.simulated_words import (
    COMPANIES,
    NB,
    NN,
    OTHER_NUMBER,
    PEOPLE,
    Phrases,
    Words,
)


class Kind(StrEnum):
    """What a policy is for, as far as callers can tell."""

    LEAD = "lead"
    """Somebody rings about our products."""
    FORM = "form"
    """We ring somebody who left a form."""
    AGAIN = "again"
    """We ring somebody who missed a meeting."""
    DESK = "desk"
    """The switchboard."""


class Aim(StrEnum):
    """What a caller wants, and with it how the call should end."""

    MEETING = "meeting"
    OTHER_DAY = "other_day"
    MOVES = "moves"
    CANCELS = "cancels"
    LATER = "later"
    DECIDES_NOTHING = "decides_nothing"
    NO_NEED = "no_need"
    NO_MONEY = "no_money"
    PRIVATE = "private"
    MATTER = "matter"
    HUMAN = "human"
    CALLBACK = "callback"
    NOT_THERE = "not_there"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    NOT_INTERESTED = "not_interested"
    NO_MORE = "no_more"
    NEVER_AGAIN = "never_again"
    SILENT = "silent"
    ENGLISH = "english"
    ANGRY = "angry"


OUTCOMES: dict[Aim, str] = {
    Aim.MEETING: "meeting_booked",
    Aim.OTHER_DAY: "meeting_booked",
    Aim.MOVES: "meeting_booked",
    Aim.CANCELS: "meeting_cancelled",
    Aim.LATER: "follow_up",
    Aim.DECIDES_NOTHING: "not_qualified",
    Aim.NO_NEED: "not_qualified",
    Aim.NO_MONEY: "not_qualified",
    Aim.PRIVATE: "not_qualified",
    Aim.MATTER: "handed_over",
    Aim.HUMAN: "handed_over",
    Aim.CALLBACK: "callback_requested",
    Aim.NOT_THERE: "callback_requested",
    Aim.BUSY: "callback_requested",
    Aim.WRONG_NUMBER: "wrong_number",
    Aim.NOT_INTERESTED: "not_interested",
    Aim.NO_MORE: "not_interested",
    Aim.NEVER_AGAIN: "opted_out",
    Aim.SILENT: "no_answer",
    Aim.ENGLISH: "handed_over",
    Aim.ANGRY: "handed_over",
}
"""The ending that a caller's facts imply."""

_SHARE_OTHER_NUMBER = 0.08
_SHARE_DITHERING = 0.2
_ANYWHERE = {
    Aim.HUMAN: 5,
    Aim.CALLBACK: 4,
    Aim.WRONG_NUMBER: 3,
    Aim.NEVER_AGAIN: 2,
    Aim.SILENT: 2,
    Aim.ENGLISH: 1,
    Aim.ANGRY: 2,
}
_BOOKING = {Aim.MEETING: 36, Aim.OTHER_DAY: 14, Aim.MOVES: 8, Aim.CANCELS: 4}
_QUALIFYING = {Aim.LATER: 7, Aim.DECIDES_NOTHING: 7, Aim.NO_MONEY: 5, Aim.NOT_INTERESTED: 3}
WEIGHTS: dict[Kind, Mapping[Aim, int]] = {
    Kind.LEAD: _BOOKING | _QUALIFYING | {Aim.NO_NEED: 3, Aim.PRIVATE: 3} | _ANYWHERE,
    Kind.FORM: _BOOKING | _QUALIFYING | {Aim.NOT_THERE: 4, Aim.BUSY: 5} | _ANYWHERE,
    Kind.AGAIN: _BOOKING | {Aim.NO_MORE: 8, Aim.NOT_THERE: 4, Aim.NOT_INTERESTED: 3} | _ANYWHERE,
    Kind.DESK: {Aim.MATTER: 30} | _ANYWHERE,
}


_ABOUT = {Aim.LATER: "timing", Aim.DECIDES_NOTHING: "authority", Aim.NO_MONEY: "budget"}
"""The slot that a refusal is about: without a criterion on it the facts imply nothing."""


def _weights(policy: Policy) -> dict[Aim, int]:
    judged = {criterion.slot for criterion in policy.criteria.values()}
    weights = WEIGHTS[kind_of(policy)]
    return {
        aim: weight for aim, weight in weights.items() if aim not in _ABOUT or _ABOUT[aim] in judged
    }


def kind_of(policy: Policy) -> Kind:
    """What a policy is for."""
    if policy.finish is not Finish.MEETING:
        return Kind.DESK
    if not any("name" in gate.needs for gate in policy.gates.values()):
        return Kind.LEAD
    return Kind.FORM if policy.criteria else Kind.AGAIN


@dataclass(frozen=True, slots=True)
class Person:
    """A simulated caller.

    Attributes:
        aim: What they want.
        kind: What conversation they are in.
        words: Their language's phrases.
        need, role, authority, timing, budget, name, company: What they answer.
        other_number: Where they want to be reached instead, told at the offer; empty for nowhere.
        dithers: What they say to the first offer before they choose; empty for nothing.
        wonders: What they ask when a time is read back, before they agree; empty for nothing.
        form: What we know before the call.
        talkative: 0…1: how much they tell unasked.
        curious: 0…1: how often they ask back.
        prefers: A preference that they mention once; empty for none.
        withheld: Their number is not shown.
        wants: 0 or 1, the offered time they take; -1 for another day first.
    """

    aim: Aim
    kind: Kind
    words: Words
    need: str
    role: str
    authority: str
    timing: str
    budget: str
    name: str
    company: str
    other_number: str
    dithers: str
    wonders: str
    form: Mapping[str, str]
    talkative: float
    curious: float
    prefers: str
    withheld: bool
    wants: int

    @property
    def only_says(self) -> Phrases:
        """What callers with one thing on their mind say, whatever was asked; empty for others."""
        words = self.words
        phrases: dict[Aim, Phrases] = {
            Aim.NO_NEED: words.no_need,
            Aim.PRIVATE: words.private,
            Aim.HUMAN: words.human,
            Aim.CALLBACK: words.callback,
            Aim.WRONG_NUMBER: words.wrong_number,
            Aim.NOT_INTERESTED: words.not_interested,
            Aim.NEVER_AGAIN: words.never_again,
            Aim.ENGLISH: words.english,
            Aim.ANGRY: words.angry,
        }
        return phrases.get(self.aim, ())


def outcome_of(person: Person) -> str:
    """The ending that a caller's facts imply."""
    return OUTCOMES[person.aim]


def draw(generator: random.Random, policy: Policy, language: str) -> Person:
    """A caller with consistent facts."""
    kind, weights, words = kind_of(policy), _weights(policy), NN if language == "nn" else NB
    aim = generator.choices(list(weights), list(weights.values()))[0]
    pick = generator.choice
    decides = aim is not Aim.DECIDES_NOTHING
    role = pick(words.deciders) if decides and generator.random() < 0.6 else pick(words.others)
    name, company = pick(PEOPLE), pick(COMPANIES)
    known = {"name": name.title(), "company": company.title()}
    form = known | ({"need": "nytt crm-system"} if kind is Kind.FORM else {})
    return Person(
        aim=aim,
        kind=kind,
        words=words,
        need=pick(words.needs),
        role=role,
        authority=pick(words.decide_yes) if decides else pick(words.decide_no),
        timing=pick(words.late) if aim is Aim.LATER else pick(words.soon),
        budget=pick(words.little) if aim is Aim.NO_MONEY else pick(words.money),
        name=name,
        company=company,
        other_number=OTHER_NUMBER if generator.random() < _SHARE_OTHER_NUMBER else "",
        dithers=pick(words.dithers) if generator.random() < _SHARE_DITHERING else "",
        wonders=pick(words.wonders) if generator.random() < _SHARE_DITHERING else "",
        form=form if kind in (Kind.FORM, Kind.AGAIN) else {},
        talkative=generator.random(),
        curious=generator.random() * 0.25,
        prefers=pick(words.preferences) if generator.random() < 0.2 else "",
        withheld=generator.random() < 0.1,
        wants=-1 if aim is Aim.OTHER_DAY else generator.randrange(2),
    )
