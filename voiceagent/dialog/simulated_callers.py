"""Who calls in a simulation, and what they say: aims, facts and many ways to put them.

A caller has facts that imply one ending. Their phrases are written as a recogniser delivers them.
The tables are data; ``simulating`` draws from them with a seeded generator.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    """What a caller wants, and with it how the call should end."""

    MEETING = "meeting"
    OTHER_DAY = "other_day"
    LATER = "later"
    DECIDES_NOTHING = "decides_nothing"
    NO_NEED = "no_need"
    NO_MONEY = "no_money"
    PRIVATE = "private"
    HUMAN = "human"
    CALLBACK = "callback"
    WRONG_NUMBER = "wrong_number"
    NOT_INTERESTED = "not_interested"
    NEVER_AGAIN = "never_again"
    SILENT = "silent"
    ENGLISH = "english"
    ANGRY = "angry"


OUTCOMES: dict[Aim, str] = {
    Aim.MEETING: "meeting_booked",
    Aim.OTHER_DAY: "meeting_booked",
    Aim.LATER: "follow_up",
    Aim.DECIDES_NOTHING: "not_qualified",
    Aim.NO_NEED: "not_qualified",
    Aim.NO_MONEY: "not_qualified",
    Aim.PRIVATE: "not_qualified",
    Aim.HUMAN: "handed_over",
    Aim.CALLBACK: "callback_requested",
    Aim.WRONG_NUMBER: "wrong_number",
    Aim.NOT_INTERESTED: "not_interested",
    Aim.NEVER_AGAIN: "opted_out",
    Aim.SILENT: "no_answer",
    Aim.ENGLISH: "handed_over",
    Aim.ANGRY: "handed_over",
}
"""The ending that a caller's facts imply."""

WEIGHTS: dict[Aim, int] = {
    Aim.MEETING: 40,
    Aim.OTHER_DAY: 14,
    Aim.LATER: 7,
    Aim.DECIDES_NOTHING: 7,
    Aim.NO_NEED: 3,
    Aim.NO_MONEY: 5,
    Aim.PRIVATE: 3,
    Aim.HUMAN: 5,
    Aim.CALLBACK: 3,
    Aim.WRONG_NUMBER: 3,
    Aim.NOT_INTERESTED: 3,
    Aim.NEVER_AGAIN: 2,
    Aim.SILENT: 2,
    Aim.ENGLISH: 1,
    Aim.ANGRY: 2,
}

NEEDS = (
    "vi trenger et nytt crm system",
    "vi ser etter et nytt kundesystem",
    "vi vil ha flere leads",
    "vi har problemer med kundeservicen vår",
    "vi vurderer å bytte telefonløsning",
    "vi mister henvendelser når ingen tar telefonen",
    "jeg ringer fordi vi trenger hjelp med møtebooking",
    "vi skal bytte leverandør av sentralbord",
    "det gjelder en svartjeneste",
    "vi treng eit nytt kundesystem",
)
DECIDERS = (
    "jeg er daglig leder",
    "daglig leder",
    "jeg eier firmaet",
    "eg er dagleg leiar",
    "jeg er administrerende direktør",
)
OTHERS = (
    "jeg er salgssjef",
    "jeg er it sjef",
    "jeg jobber som markedssjef",
    "økonomisjef",
    "jeg er prosjektleder",
    "jeg er driftsleder her",
)
DECIDE_YES = (
    "ja det er jeg som bestemmer",
    "ja",
    "ja det gjør jeg",
    "jeg og styret",
    "ja det er meg",
)
DECIDE_NO = ("nei det gjør jeg ikke", "nei", "nei det er sjefen som bestemmer")
PROBE_NO = ("nei det går ikke", "nei", "nei det kan jeg ikke")
SOON = (
    "innen tre måneder",
    "så fort som mulig",
    "om to måneder",
    "i løpet av et halvt år",
    "neste måned",
    "innan tre månader",
)
LATE = ("om et år", "ikke før om to år", "om halvannet år", "om ti måneder")
MONEY = (
    "rundt hundre tusen kroner",
    "hundre tusen",
    "to hundre tusen",
    "femti tusen i måneden",
    "mellom femti og hundre tusen",
    "vi har ikke budsjett",
    "vet ikke",
    "nei ikke ennå",
)
LITTLE = ("fem tusen kroner", "vi har bare to tusen kroner", "rundt tre tusen kroner")
PEOPLE = (
    "kari nordmann",
    "ola hansen",
    "ingrid berg",
    "henrik lie",
    "solveig dahl",
    "anne larsen",
    "per johansen",
    "marit olsen",
)
COMPANIES = ("fjordtek", "nordlys regnskap", "bergen bygg", "vestland elektro as", "havbruk nord")
FIRST_CHOICE = ("den første", "den første passer fint", "ta den første", "det første")
SECOND_CHOICE = ("den andre", "den andre passer best", "den siste")
AGREES = ("ja det stemmer", "ja", "ja det er fint", "stemmer det", "ja det passer", "det er riktig")
REFUSES = ("nei", "nei det passer ikke", "ingen av dem passer", "nei dessverre")
QUESTIONS = (
    "hva koster det",
    "hvor lenge varer møtet",
    "er det noe bindingstid",
    "er du en robot",
    "hvor holder dere til",
    "hvem er dette",
)
FILLERS = ("eh ", "ja ", "altså ", "hm ", "ja eh ")
THANKS = ("takk skal du ha", "takk ha det bra", "supert takk", "ha det")

FIXED: dict[Aim, tuple[str, ...]] = {
    Aim.NO_NEED: (
        "vi trenger ingenting",
        "jeg har ikke behov for noe",
        "nei vi har ikke noe behov",
    ),
    Aim.PRIVATE: ("jeg ringer som privatperson", "jeg er student", "jeg ringer privat"),
    Aim.HUMAN: (
        "kan jeg få snakke med et menneske",
        "jeg vil snakke med en person",
        "sett meg over til noen",
        "jeg vil heller snakke med et menneske",
    ),
    Aim.CALLBACK: ("kan dere ringe meg tilbake", "ring meg senere", "kan du ringe meg opp igjen"),
    Aim.WRONG_NUMBER: (
        "beklager jeg har ringt feil",
        "oi feil nummer",
        "jeg har ringt feil nummer",
    ),
    Aim.NOT_INTERESTED: ("jeg er ikke interessert", "nei takk ikke interessert"),
    Aim.NEVER_AGAIN: ("slutt å ringe meg", "ikke ring meg igjen"),
    Aim.ENGLISH: ("do you speak english", "sorry i do not speak norwegian"),
    Aim.ANGRY: ("dette er helt jævlig", "faen ta dere", "jeg vil klage på dere"),
}
"""What callers with one thing on their mind say, whatever was asked."""


@dataclass(frozen=True, slots=True)
class Person:
    """A simulated caller.

    Attributes:
        aim: What they want.
        need, role, authority, timing, budget, name, company: What they answer.
        talkative: 0…1: how much they tell unasked.
        curious: 0…1: how often they ask back.
        withheld: Their number is not shown.
        wants: 0 or 1, the offered time they take; -1 for another day first.
    """

    aim: Aim
    need: str
    role: str
    authority: str
    timing: str
    budget: str
    name: str
    company: str
    talkative: float
    curious: float
    withheld: bool
    wants: int


def draw(generator: random.Random) -> Person:
    """A caller with consistent facts."""
    aim = generator.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    pick = generator.choice
    decides = aim is not Aim.DECIDES_NOTHING
    role = pick(DECIDERS) if decides and generator.random() < 0.6 else pick(OTHERS)
    return Person(
        aim=aim,
        need=pick(NEEDS),
        role=role,
        authority=pick(DECIDE_YES) if decides else pick(DECIDE_NO),
        timing=pick(LATE) if aim is Aim.LATER else pick(SOON),
        budget=pick(LITTLE) if aim is Aim.NO_MONEY else pick(MONEY),
        name=pick(PEOPLE),
        company=pick(COMPANIES),
        talkative=generator.random(),
        curious=generator.random() * 0.25,
        withheld=generator.random() < 0.1,
        wants=-1 if aim is Aim.OTHER_DAY else generator.randrange(2),
    )
