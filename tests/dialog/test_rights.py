"""What a caller may demand by law, and what we tell nobody but the one it is about."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted, HandOver, Observation, TransferFailed
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.understanding.rights import Claim, read_claim
from voiceagent.norwegian.words.reading import read_text

FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt crm-system"}
NAMES = ("b2b_lead", "callback", "rebooking", "reception")
ENGINES = {name: DialogEngine(load_policy(POLICIES / f"{name}.yaml")) for name in NAMES}


def talk(policy: str, *script: str | Observation) -> tuple[Chat, Office]:
    """The conversation after a script, and the office that answered its tools."""
    office = Office()
    chat = Chat.open(ENGINES[policy], office)
    outbound = policy in ("callback", "rebooking")
    direction, facts = ("outbound", FORM) if outbound else ("inbound", {})
    chat.observe(CallStarted(NOW, direction, "+4798765432", facts))
    return chat.play(script), office


def told(chat: Chat) -> str:
    """All that we have said."""
    return " ".join(line.text for line in chat.lines if line.speaker == "agent")


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("jeg krever innsyn i hvilke opplysninger dere har lagret om meg", Claim.ACCESS),
        ("hvilke opplysninger har dere om meg", Claim.ACCESS),
        ("kva opplysningar har de om meg", Claim.ACCESS),
        ("kan jeg få en kopi av alt dere har om meg", Claim.ACCESS),
        ("ka dokker har lagra om mæ", Claim.ACCESS),
        ("jeg vil vite hva dere har registrert på meg", Claim.ACCESS),
        ("slett nummeret mitt og alt dere har", Claim.ERASURE),
        ("nei og slutt å ringe meg, og slett opplysningene mine", Claim.ERASURE),
        ("eg vil at de slettar opplysningane mine", Claim.ERASURE),
        ("jeg ønsker at opplysningene mine blir slettet", Claim.ERASURE),
        ("jeg vil bli glemt", Claim.ERASURE),
        ("kan vi slette data selv", None),
        ("vi trenger å slette alt i det gamle systemet", None),
        ("kan vi få innsyn i rapportene", None),
        ("hvilke opplysninger trenger dere om meg", None),
        ("hva gjør dere med opplysningene", None),
        ("slett nummeret mitt", None),
        ("slett møtet", None),
    ],
)
def test_a_demand_names_what_is_kept_and_whose_it_is(words: str, claim: Claim | None) -> None:
    """GDP-06: a right needs no fixed words, and a question about a product is none."""
    assert read_claim(read_text(words)) is claim


@pytest.mark.parametrize("policy", NAMES)
def test_a_demand_for_access_goes_to_a_human_and_is_kept(policy: str) -> None:
    """GDP-06: whoever is put through need not explain it again, and no need is made of it."""
    chat, _ = talk(policy, "jeg krever innsyn i hvilke opplysninger dere har lagret om meg")
    assert isinstance(chat.handed_over, HandOver)
    assert "innsyn" in chat.handed_over.summary
    assert chat.state.slots["rights"].value == "access"
    assert policy == "callback" or "need" not in chat.state.slots


def test_a_demand_that_no_human_takes_is_written_down() -> None:
    """GDP-06: nobody at the desk loses no demand."""
    words = "jeg vil ha innsyn i opplysningene mine"
    chat, office = talk("b2b_lead", words, TransferFailed("no-answer"), words)
    assert chat.state.outcome == "message_taken"
    assert words in str(office.log[-1].arguments["text"])


@pytest.mark.parametrize("policy", NAMES)
@pytest.mark.parametrize(
    "words",
    [
        "slett nummeret mitt og alt dere har",
        "nei og slutt å ringe meg, og slett opplysningene mine",
        "slett alt dere har om meg",
    ],
)
def test_deletion_is_written_down_and_ends_our_calls_too(policy: str, words: str) -> None:
    """GDP-06: both are done, both are said, and a colleague has it in writing."""
    chat, office = talk(policy, words)
    assert chat.state.outcome == "erasure_requested"
    assert "opted_out" in chat.state.objections
    assert words in str(office.log[-1].arguments["text"])
    assert "ringer deg ikke igjen" in told(chat)
    assert "slettet" in told(chat)


@pytest.mark.parametrize(
    "words", ["hvor har dere nummeret mitt fra", "hvordan fikk dere nummeret mitt"]
)
def test_nobody_is_told_of_a_form_before_they_have_said_who_they_are(words: str) -> None:
    """GDP-09: that somebody filled in a form is theirs to know, before and after a no."""
    for before in ((), ("nei",)):
        chat, _ = talk("callback", *before, words)
        assert "skjema" not in told(chat), chat.transcript()
    chat, _ = talk("callback", "ja det er meg", words)
    assert "answer.source" in chat.keys


@pytest.mark.parametrize(
    "words",
    [
        "dere har ringt meg fire ganger denne uka, nå får dere gi dere",
        "nå må dere gi dere",
        "no får de gi dykk",
        "kan dere ikke bare gi dere",
    ],
)
def test_whoever_has_had_enough_of_our_calls_gets_no_more(words: str) -> None:
    """QUA-12: enough is enough, and no colleague is put on to say so."""
    chat, _ = talk("callback", words)
    assert chat.state.outcome == "opted_out"


@pytest.mark.parametrize(
    "words",
    [
        "nei hun vil ikke snakke med selgere",
        "han ønsker ikke å bli oppringt",
        "Kari er ikke interessert",
        "nei ho vil ikkje ha nokon telefonar frå seljarar",
        "vi kan ikke sette over, hun tar ikke imot selgere",
    ],
)
def test_a_no_on_somebody_elses_behalf_is_not_pushed(words: str) -> None:
    """QUA-12, QUA-13: asked when she can be had, a gatekeeper who refused would be pushed."""
    chat, _ = talk("callback", words)
    assert chat.state.outcome in ("not_interested", "opted_out"), chat.transcript()
    assert "gatekeeper.away" not in chat.keys


@pytest.mark.parametrize("policy", NAMES)
@pytest.mark.parametrize(
    "words", ["tar dere opp dette", "blir samtalen tatt opp", "gjør du opptak av dette"]
)
def test_whoever_asks_about_recording_is_told(policy: str, words: str) -> None:
    """GDP-09: «tar dere opp dette» has an answer in every policy."""
    chat, _ = talk(policy, words)
    assert "answer.privacy" in chat.keys, chat.transcript()
