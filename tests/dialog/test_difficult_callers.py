"""People as they ring: in one breath, contradictory, silent, hostile, drunk, somebody's child.

Each talk must end as a good receptionist would end it, and in no more turns than she would need.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import FREE, NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    CallStarted,
    KeysPressed,
    NothingUnderstood,
    Observation,
    SilenceElapsed,
    TransferFailed,
)
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

NOISE, NOBODY = NothingUnderstood("t0.1"), TransferFailed("no-answer")
SILENT = (SilenceElapsed(1), SilenceElapsed(2), SilenceElapsed(3))
FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt crm-system"}
NEED, ROLE, SOON, MONEY = "vi trenger crm", "daglig leder", "snart", "hundre tusen"
WHO = "kari nordmann fra fjordtek"
OFFERED = (NEED, ROLE, SOON, MONEY, WHO)
NN_OFFERED = (
    "me treng eit nytt kundesystem",
    "eg er dagleg leiar",
    "innan tre månader",
    "hundre tusen kroner",
    "eg heiter olav vik og ringjer frå vestland elektro",
)
TUESDAY, WEDNESDAY, THURSDAY = "2026-11-24T10:00", "2026-11-25T13:30", "2026-11-26T09:00"
_ENGINES: dict[tuple[str, str], DialogEngine] = {}


@dataclass(frozen=True)
class Talk:
    """A script with what must come of it.

    Attributes:
        outcome: How the call must end; empty for one that goes on.
        heard: Prompt keys that must have been said.
        unsaid: Prompt keys that must not.
        facts: Slots and their values afterwards.
        stands: When the meeting stands in the calendar; None where nothing is said of it.
        caller: The number that is shown.
    """

    script: tuple[str | Observation, ...]
    outcome: str
    heard: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)
    stands: str | None = None
    caller: str | None = "+4798765432"


def hold(policy: str, language: str, talk: Talk, facts: dict[str, str]) -> tuple[Chat, Office]:
    """The talk, held."""
    engine = _ENGINES.setdefault(
        (policy, language),
        DialogEngine(load_policy(POLICIES / f"{policy}.yaml"), language=language),
    )
    office = Office(free=list(FREE))
    chat = Chat.open(engine, office)
    direction = "outbound" if facts else "inbound"
    chat.observe(CallStarted(NOW, direction, talk.caller, facts))
    return chat.play(talk.script), office


def judge(chat: Chat, office: Office, talk: Talk) -> None:
    """What must be true of a talk."""
    story = chat.transcript()
    assert chat.state.outcome == talk.outcome, story
    assert set(talk.heard) <= set(chat.keys), story
    assert not set(talk.unsaid) & set(chat.keys), story
    for slot, value in talk.facts.items():
        assert chat.state.slots[slot].value == value, story
    if talk.stands is not None:
        assert office.calendar == ({"m1": talk.stands} if talk.stands else {}), story


LEAD: dict[str, Talk] = {
    "all in one breath": Talk(
        (
            "hei jeg heter kari nordmann fra fjordtek vi trenger et nytt crm system jeg er daglig "
            "leder innen tre måneder og budsjettet er hundre tusen",
            "torsdag klokka ni",
            "ja",
        ),
        "meeting_booked",
        unsaid=("ask.role", "ask.timing", "ask.budget", "ask.contact"),
        stands=THURSDAY,
    ),
    "takes the need back": Talk(
        (NEED, "nei vent vi trenger ikke crm vi trenger telefoni", ROLE),
        "",
        unsaid=("objection.not_interested",),
    ),
    "corrects the role at once": Talk(
        (NEED, "jeg er selger nei jeg er daglig leder"),
        "",
        unsaid=("ask.authority",),
        facts={"role": "ceo", "authority": "decides"},
    ),
    "wants a meeting after all": Talk(
        (*OFFERED, "nei", "den første da", "ja"), "meeting_booked", stands=TUESDAY
    ),
    "says nothing": Talk(SILENT, "no_answer", ("silence.first", "closing.silence")),
    "swears at once": Talk(("hva faen er dette",), "handing_over", ("handover.complaint",)),
    "is rude later": Talk(
        (NEED, "du er dum", "drittsekk"), "handing_over", ("handover.complaint",)
    ),
    "is a child": Talk(("hei mamma er ikke hjemme",), "wrong_number"),
    "tells an age": Talk((NEED, "jeg er sju år"), "", ("clarify.role",)),
    "wanted pizza": Talk(
        ("er dette pizzabakeren", "oi feil nummer"),
        "wrong_number",
        ("answer.other_firm",),
        unsaid=("answer.unknown",),
    ),
    "is drunk": Talk((NEED, "hehe", "eg vil ha en øl", "hade"), "hung_up", ("closing.goodbye",)),
    "speaks English": Talk(("hello do you speak english",), "handing_over", ("handover.language",)),
    "wants a discount": Talk(
        (NEED, "kan jeg få rabatt", ROLE, "er det billigere hvis jeg betaler kontant"),
        "",
        ("answer.discount", "ask.timing"),
        unsaid=("answer.unknown", "clarify.timing"),
    ),
    "wants to be deleted": Talk(
        ("kan dere slette alt dere har om meg",), "erasure_requested", ("closing.erasure",)
    ),
    "never again": Talk((NEED, "slutt å ringe meg"), "opted_out"),
    "rings for the boss": Talk(
        (
            "jeg ringer på vegne av sjefen min han trenger et nytt crm",
            "jeg er assistenten hans",
            "nei det er sjefen",
            "ja han kan være med",
            "innen tre måneder",
            "vet ikke",
            "per olsen fra nordbygg",
            "onsdag",
            "ja",
        ),
        "meeting_booked",
        ("probe.authority",),
        facts={"authority": "influences"},
        stands=WEDNESDAY,
    ),
    "changes the time three times": Talk(
        (
            *OFFERED,
            "har dere noe på torsdag",
            "nei fredag",
            "nei heller onsdag",
            "ja",
            "ja",
            "kan vi flytte det til torsdag klokka ni",
            "ja",
        ),
        "meeting_booked",
        ("closing.moved",),
        unsaid=("offer.other", "offer.other.one"),
        stands=THURSDAY,
    ),
    "corrects the name at the offer": Talk(
        (*OFFERED, "nei jeg heter kåre nordmann", "den første", "ja"),
        "meeting_booked",
        unsaid=("ask.other_time",),
        facts={"name": "Kåre Nordmann"},
        stands=TUESDAY,
    ),
    "gives two numbers": Talk(
        (
            *OFFERED,
            "ni åtte sju seks fem fire tre to eller ni ni ni ni åtte åtte åtte åtte",
            "ja",
            "den første",
            "ja",
        ),
        "meeting_booked",
        ("confirm.phone",),
        unsaid=("clarify.phone",),
        facts={"phone": "+4798765432"},
        caller=None,
    ),
    "will not say the budget": Talk(
        (NEED, ROLE, SOON, "det vil jeg ikke si", WHO, "den første", "ja"),
        "meeting_booked",
        unsaid=("clarify.budget", "narrow.budget"),
    ),
    "has no habit of Fridays": Talk(
        (*OFFERED, "ikke på fredager", "onsdag", "ja"),
        "meeting_booked",
        ("ack.preference",),
        unsaid=("clarify.offer",),
    ),
    "forgets what was first": Talk(
        (*OFFERED, "hva var det første", "den første", "ja"),
        "meeting_booked",
        unsaid=("answer.who",),
    ),
    "drops it at the read-back": Talk(
        (*OFFERED, "den første", "nei glem det", "nei"),
        "not_interested",
        ("objection.not_interested",),
        unsaid=("ask.other_time",),
        stands="",
    ),
    "has no money": Talk(
        (NEED, "vi har ikke råd til noe nå", "nei"),
        "not_interested",
        ("objection.not_interested",),
    ),
    "is content": Talk(("vi er godt fornøyd med det vi har", "nei"), "not_interested"),
    "has a meeting already": Talk(
        ("jeg har allerede et møte med dere på torsdag jeg må flytte det",), "handing_over"
    ),
    "is a journalist": Talk(("jeg er journalist og lager en sak om ki",), "handing_over"),
    "wants a job": Talk(("jeg ringer angående stillingen dere har ute",), "handing_over"),
    "only says yes": Talk(("ja", "ja", "ja", "ja"), "handing_over", ("narrow.need",)),
    "hesitates": Talk(
        (NEED, "eh", "mm", ROLE, "vent litt", SOON, "hva sa du", "ja", MONEY),
        "",
        ("answer.wait", "ask.contact"),
        unsaid=("clarify.role", "clarify.timing"),
    ),
    "asks twice before the yes": Talk(
        (*OFFERED, "den første", "hvor er møtet", "hvor lenge varer det", "ja"),
        "meeting_booked",
        ("answer.where", "confirm.meeting.again"),
        stands=TUESDAY,
    ),
    "presses zero": Talk((NEED, KeysPressed("0")), "handing_over"),
    "gets no human": Talk(
        ("jeg vil snakke med et menneske", NOBODY, "ja", "si at kari fra fjordtek ringte"),
        "message_taken",
    ),
    "is cut off by noise": Talk((NEED, NOISE, ROLE, NOISE, SOON), "", ("ask.budget",)),
}


@pytest.mark.parametrize("name", LEAD)
def test_a_caller_who_rings_us_is_met(name: str) -> None:
    """QUA-08, QUA-12, DIA-01, DIA-04, DIA-05: no push, no circle, no question too many."""
    judge(*hold("b2b_lead", "nb", LEAD[name], {}), LEAD[name])


NYNORSK: dict[str, Talk] = {
    "books": Talk((*NN_OFFERED, "den fyrste", "ja det stemmer"), "meeting_booked", stands=TUESDAY),
    "moves": Talk(
        (*NN_OFFERED, "den fyrste", "ja", "kan me flytte det til torsdag klokka ni", "ja"),
        "meeting_booked",
        ("closing.moved",),
        stands=THURSDAY,
    ),
    "cancels": Talk(
        (*NN_OFFERED, "den fyrste", "ja", "nei avlys det", "ja"), "meeting_cancelled", stands=""
    ),
    "is asked whether it is a robot": Talk(
        ("er du ein robot", NN_OFFERED[0]), "", ("answer.robot", "ask.role")
    ),
    "does not decide": Talk(
        (NN_OFFERED[0], "eg er seljar", "nei det er sjefen", "nei det går ikkje"), "not_qualified"
    ),
    "prefers mail": Talk((NN_OFFERED[0], "send heller ein e-post"), "", ("ask.email",)),
    "says no more": Talk((NN_OFFERED[0], "slutt å ringje meg"), "opted_out"),
    "wants a human": Talk(("eg vil snakke med eit menneske",), "handing_over"),
    "wants a call back": Talk(
        (NN_OFFERED[0], "kan de ringje meg attende", "tysdag klokka ti", "kari nordmann", "ja"),
        "callback_requested",
        ("confirm.callback",),
    ),
    "says nothing": Talk(SILENT, "no_answer"),
    "has another day": Talk(
        (*NN_OFFERED, "heller torsdag klokka ni", "ja"), "meeting_booked", stands=THURSDAY
    ),
    "needs it much later": Talk(
        (NN_OFFERED[0], "dagleg leiar", "om to år", "ja det er greitt", WHO), "follow_up"
    ),
}


@pytest.mark.parametrize("name", NYNORSK)
def test_a_caller_who_speaks_nynorsk_is_met(name: str) -> None:
    """The same care in the other written language."""
    judge(*hold("b2b_lead", "nn", NYNORSK[name], {}), NYNORSK[name])


CALLBACK: dict[str, Talk] = {
    "is driving": Talk(
        ("ja det er meg", "nei jeg kjører bil nå", "i morgen klokka ni", "ja"),
        "callback_requested",
        ("ask.callback", "offer.callback.time"),
    ),
    "names a time at once": Talk(
        ("ja", "nei ring tirsdag klokka ti", "ja"), "callback_requested", unsaid=("ask.callback",)
    ),
    "is suspicious": Talk(
        ("hvem er dette", "hva gjelder det", "ja det er kari", "ja", "ja"),
        "",
        ("answer.who", "ask.role"),
    ),
    "never wrote that": Talk(
        ("ja", "ja", "nei jeg har aldri skrevet det"), "", ("gate.form", "ask.need")
    ),
    "never filled in a form": Talk(("ja", "jeg har ikke fylt ut noe skjema"), "wrong_number"),
    "is the husband": Talk(
        ("nei dette er mannen hennes", "hun er på ferie", "mandag klokka ti", "ja"),
        "callback_requested",
        ("gatekeeper.away", "closing.callback"),
    ),
    "is put through": Talk(
        ("et øyeblikk så setter jeg deg over", "hallo", "ja", "ja", "ja"), "", ("ask.role",)
    ),
    "is curious": Talk(
        (
            "ja",
            "ja",
            "ja",
            "hva koster det",
            ROLE,
            "hvorfor spør du om det",
            SOON,
            "nei",
            "den andre",
            "ja",
        ),
        "meeting_booked",
        ("answer.price", "answer.why"),
        stands=WEDNESDAY,
    ),
    "wants no robot": Talk(("ja", "ja", "ja", "jeg vil ikke snakke med en robot"), "handing_over"),
    "asks where the number is from": Talk(
        ("ja", "hvordan fikk dere nummeret mitt", "ja", "ja"), "", ("answer.source", "ask.role")
    ),
    "has no time": Talk(("ja", "nei", "vet ikke", "ja"), "callback_requested"),
    "wants mail": Talk(("ja", "ja", "ja", "send heller en e-post", ROLE), "", ("ask.email",)),
    "says never again": Talk(("ja", "ikke ring meg igjen"), "opted_out"),
    "wants to be deleted": Talk(("ja", "slett alt dere har om meg"), "erasure_requested"),
    "is somebody else and fetches": Talk(("det er ola her", "ja"), "", ("gatekeeper.thanks",)),
    "does not answer": Talk(SILENT, "no_answer"),
    "is in a meeting": Talk(("ja men jeg sitter i møte",), "", ("ask.callback",)),
    "is brisk": Talk(
        ("ja", "ja men fort", "ja", ROLE, SOON, "har ikke budsjett", "onsdag", "ja"),
        "meeting_booked",
        stands=WEDNESDAY,
    ),
    "is no longer interested": Talk(
        ("ja", "ja", "ja", "ikke interessert", "nei"), "not_interested"
    ),
    "wants a discount first": Talk(
        ("ja", "ja", "ja", "kan jeg få rabatt"), "", ("answer.discount", "ask.role")
    ),
    "swears": Talk(("ja", "faen ta dere"), "handing_over"),
}


@pytest.mark.parametrize("name", CALLBACK)
def test_whoever_answers_our_call_is_met(name: str) -> None:
    """QUA-12, QUA-13, DIA-05, GDP-09: leave is asked, and a no is a no."""
    judge(*hold("callback", "nb", CALLBACK[name], FORM), CALLBACK[name])


REBOOKING: dict[str, Talk] = {
    "is sorry": Talk(
        ("ja", "jeg glemte det beklager", "ja gjerne", "den første", "ja"),
        "meeting_booked",
        stands=TUESDAY,
    ),
    "names the time": Talk(
        ("ja", "ja kan vi ta det torsdag klokka ni", "ja"), "meeting_booked", stands=THURSDAY
    ),
    "chose another vendor": Talk(("ja", "nei vi har valgt noen andre"), "not_interested"),
    "cannot say": Talk(("ja", "vet ikke", "kanskje", "nei"), "not_interested"),
    "is the wrong person": Talk(("jeg heter ikke kari",), "wrong_number"),
    "wants the afternoon": Talk(
        ("ja", "ring meg heller på ettermiddagen", "ja"), "callback_requested"
    ),
    "is away": Talk(
        ("hun er ikke inne", "tirsdag klokka ti", "ja"), "callback_requested", ("gatekeeper.away",)
    ),
    "asks how long": Talk(
        ("ja", "hvor lenge varer det", "ja", "den andre", "ja"), "meeting_booked", stands=WEDNESDAY
    ),
    "has another habit": Talk(
        ("ja", "ja men ikke på tirsdager", "onsdag", "ja"), "meeting_booked", stands=WEDNESDAY
    ),
    "finds no time": Talk(("ja", "ja", "nei", "vet ikke", "nei"), "hung_up"),
    "wants a human": Talk(("ja", "kan jeg snakke med selgeren"), "handing_over"),
    "says never again": Talk(("ja", "slutt å ringe"), "opted_out"),
    "says nothing": Talk(SILENT, "no_answer"),
    "asks for a robot": Talk(("ja", "er du en robot", "ja"), "", ("answer.robot",)),
    "presses keys": Talk(
        (KeysPressed("1"), KeysPressed("1"), KeysPressed("2"), KeysPressed("1")),
        "meeting_booked",
        stands=WEDNESDAY,
    ),
    "is interrupted by noise": Talk((NOISE, "ja", NOISE, "ja"), "", ("offer.slots",)),
    "hangs up politely": Talk(("ja", "jeg må legge på nå ha det"), "hung_up"),
    "is not interested any more": Talk(("ja", "det er ikke aktuelt lenger"), "not_interested"),
    "moves it at once again": Talk(
        ("ja", "ja", "den første", "ja", "nei kan vi ta torsdag klokka ni", "ja"),
        "meeting_booked",
        ("closing.moved",),
        stands=THURSDAY,
    ),
    "books and cancels": Talk(
        ("ja", "ja", "den første", "ja", "nei forresten avlys det", "ja"),
        "meeting_cancelled",
        stands="",
    ),
}


@pytest.mark.parametrize("name", REBOOKING)
def test_whoever_missed_a_meeting_is_met(name: str) -> None:
    """BOO-04: a new time, no blame, and no second meeting."""
    judge(*hold("rebooking", "nb", REBOOKING[name], FORM), REBOOKING[name])


RECEPTION: dict[str, Talk] = {
    "wants sales": Talk(("hei kan jeg få snakke med ola på salg",), "handing_over"),
    "has an invoice": Talk(("jeg har et spørsmål om en faktura",), "handing_over"),
    "has an error": Talk(("det virker ikke hos oss",), "handing_over"),
    "wants somebody": Talk(("jeg skal ha tak i ola nordmann",), "handing_over"),
    "asks the hours": Talk(("når har dere åpent", "ellers takk"), "hung_up", ("answer.hours",)),
    "asks and is done": Talk(("hvor holder dere til", "det var alt takk"), "hung_up"),
    "will not say the name": Talk(
        ("det gjelder en privat sak", "vil ikke si navnet mitt"),
        "handing_over",
        unsaid=("clarify.name",),
    ),
    "says nothing": Talk(SILENT, "no_answer"),
    "swears": Talk(("for helvete svar da",), "handing_over"),
    "speaks English": Talk(("do you speak english",), "handing_over", ("handover.language",)),
    "rang the wrong number": Talk(("beklager feil nummer",), "wrong_number"),
    "wants a call back": Talk(
        ("kan dere ringe meg tilbake", "tirsdag klokka ti", "kari nordmann", "ja"),
        "callback_requested",
    ),
    "finds nobody": Talk(
        ("jeg vil snakke med salg", NOBODY, "ja", "si at kari har ringt"), "message_taken"
    ),
    "finds nobody and leaves": Talk(("jeg vil snakke med salg", NOBODY, "nei takk"), "not_reached"),
    "asks whether it is a robot": Talk(("er du en robot",), "", ("answer.robot", "ask.need")),
    "wants to be deleted": Talk(("slett opplysningene mine",), "erasure_requested"),
    "says never again": Talk(("slutt å ringe meg",), "opted_out"),
    "presses zero": Talk((KeysPressed("0"),), "handing_over"),
    "mumbles": Talk((NOISE, NOISE, NOISE), "handing_over", ("narrow.need",)),
    "wants support": Talk(("jeg trenger teknisk hjelp",), "handing_over"),
    "has a delivery": Talk(
        ("det gjelder en pakke til dere", "jeg heter per hansen"), "handing_over"
    ),
}
_QUEUES = {"has an invoice": "accounting", "wants sales": "sales", "wants support": "support"}


@pytest.mark.parametrize("name", RECEPTION)
def test_whoever_rings_the_switchboard_is_met(name: str) -> None:
    """QUA-13, DIA-05: the right queue in one turn where the words say which."""
    chat, office = hold("reception", "nb", RECEPTION[name], {})
    judge(chat, office, RECEPTION[name])
    if name in _QUEUES:
        assert chat.handed_over is not None
        assert chat.handed_over.target == _QUEUES[name], chat.transcript()


OTHER_NYNORSK: dict[str, tuple[str, Talk]] = {
    "callback, driving": (
        "callback",
        Talk(
            ("ja det er eg", "nei eg køyrer bil no", "tysdag klokka ti", "ja"),
            "callback_requested",
        ),
    ),
    "callback, a form becomes a meeting": (
        "callback",
        Talk(
            ("ja", "ja", "ja det stemmer", "dagleg leiar", "innan tre månader", "veit ikkje",
             "den fyrste", "ja"),
            "meeting_booked",
            stands=TUESDAY,
        ),
    ),
    "rebooking, the wrong person": ("rebooking", Talk(("eg heiter ikkje kari",), "wrong_number")),
    "rebooking, another time": (
        "rebooking",
        Talk(("ja", "ja gjerne", "onsdag", "ja"), "meeting_booked", stands=WEDNESDAY),
    ),
    "reception, somebody": ("reception", Talk(("eg skal ha tak i ola nordmann",), "handing_over")),
    "reception, the hours": (
        "reception", Talk(("når har de ope", "elles takk"), "", ("ask.need",))
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER_NYNORSK)
def test_the_other_policies_speak_nynorsk_too(name: str) -> None:
    """Each policy has both written languages."""
    policy, talk = OTHER_NYNORSK[name]
    judge(*hold(policy, "nn", talk, {} if policy == "reception" else FORM), talk)
