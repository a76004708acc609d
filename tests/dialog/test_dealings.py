"""Callers who have something going with us, or rang the wrong firm, and what is no refusal."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.understanding.dealings import Dealing, read_dealing
from voiceagent.norwegian.words.reading import read_text

FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt crm-system"}
ENGINES = {
    name: DialogEngine(load_policy(POLICIES / f"{name}.yaml")) for name in ("b2b_lead", "callback")
}


def talk(*script: str, policy: str = "b2b_lead") -> Chat:
    """The conversation after a script."""
    chat = Chat.open(ENGINES[policy], Office())
    direction, facts = ("outbound", FORM) if policy == "callback" else ("inbound", {})
    chat.observe(CallStarted(NOW, direction, "+4798765432", facts))
    return chat.play(script)


@pytest.mark.parametrize(
    ("words", "dealing"),
    [
        ("vi bestilte crm hos dere forrige uke", Dealing.CUSTOMER),
        ("vi har kjøpt av dere og får ikke logget inn", Dealing.CUSTOMER),
        ("jeg har glemt passordet mitt", Dealing.CUSTOMER),
        ("eg har gløymt passordet mitt", Dealing.CUSTOMER),
        ("æ får ikkje logga inn på systemet", Dealing.CUSTOMER),
        ("hei jeg skal si opp avtalen vår", Dealing.CUSTOMER),
        ("vi ønsker å si opp abonnementet", Dealing.CUSTOMER),
        ("systemet vi har fra dere er nede", Dealing.CUSTOMER),
        ("det er feil på fakturaen vi fikk", Dealing.CUSTOMER),
        ("jeg har en avtale med ida berg klokka ti i morgen men rekker det ikke", Dealing.MEETING),
        ("vi har et møte med dere på torsdag som vi må flytte", Dealing.MEETING),
        ("jeg fikk en sms om at dere prøvde å ringe meg", Dealing.OUR_CALL),
        ("jeg har et ubesvart anrop fra dette nummeret", Dealing.OUR_CALL),
        ("de har ringt meg i dag", None),
        (
            "jeg snakket med en selger for to uker siden som skulle ringe meg tilbake men det har"
            " ikke skjedd",
            Dealing.PROMISE,
        ),
        ("en av dere lovte å ringe meg men jeg har ikke hørt noe", Dealing.PROMISE),
        ("vi skulle bli kontaktet av dere men ingen har ringt", Dealing.PROMISE),
    ],
)
def test_what_a_caller_has_going_with_us_is_told(words: str, dealing: Dealing | None) -> None:
    """DIA-13: a customer, a meeting, our call rung back, a promise that was broken."""
    assert read_dealing(read_text(words)) is dealing


@pytest.mark.parametrize(
    "words",
    [
        "vi skal si opp avtalen med leverandøren vår",
        "vi vil si opp avtalen med telia og trenger sentralbord",
        "kan vi si opp avtalen når som helst",
        "vi får ikke logget inn på det gamle systemet",
        "vi vil kjøpe crm av dere",
        "jeg vil bestille et møte med dere",
        "jeg har et møte nå og kan ikke snakke",
        "vi har en avtale med telenor som ikke passer oss lenger",
        "leverandøren vår skulle ringe oss tilbake men de har ikke gjort det",
        "kundene skulle ringe oss men de kom aldri igjennom",
        "kan dere ringe meg tilbake i morgen",
        "jeg skulle ringe dere om et nytt crm",
        "vi trenger nytt crm",
    ],
)
def test_what_goes_on_elsewhere_or_is_still_to_come_is_no_dealing_with_us(words: str) -> None:
    """QUA-04: trouble with another supplier, and what is only wanted, is a lead."""
    assert read_dealing(read_text(words)) is None


def test_a_customer_gets_the_support_queue_and_is_sold_nothing() -> None:
    """DIA-13: whoever has bought already needs the people who help."""
    for words in ("vi bestilte crm hos dere forrige uke", "eg har gløymt passordet mitt"):
        chat = talk(words)
        assert chat.handed_over is not None
        assert chat.handed_over.target == "support"
        assert "need" not in chat.state.slots


def test_a_promise_that_we_broke_is_apologised_for() -> None:
    """QUA-12: the complaint is kept, and a human takes it."""
    chat = talk("dere skulle ringe meg tilbake i går men jeg har ikke hørt noe")
    assert chat.keys[-1] == "handover.complaint"
    assert chat.state.objections == ("complaint",)


@pytest.mark.parametrize(
    "words",
    [
        "vi trenger crm men jeg vil ikke snakke med deg jeg vil ha et menneske",
        "vi trenger telefoni men jeg vil snakke med et menneske",
        "me treng crm men eg vil ha eit menneske",
    ],
)
def test_a_human_asked_for_behind_a_need_is_got(words: str) -> None:
    """QUA-26: the path to a human is open in any sentence."""
    chat = talk(words)
    assert chat.handed_over is not None


@pytest.mark.parametrize(
    "words",
    ["hallo er det rørleggeren", "hei er det fjordline", "er det telenor", "er dette elkjøp"],
)
def test_who_asks_for_another_firm_hears_who_we_are(words: str) -> None:
    """GDP-09: nobody goes on talking to the wrong firm; and no colleague is promised."""
    chat = talk(words)
    assert chat.keys[-2:] == ("answer.other_firm", "ask.need")


@pytest.mark.parametrize(
    "words",
    ["er det dyrt", "er det noen der", "er det en robot", "er det mulig", "er det fjordlys"],
)
def test_a_question_that_names_no_firm_is_no_wrong_number(words: str) -> None:
    """DIA-13: «er det dyrt» asks about us."""
    assert "answer.other_firm" not in talk(words).keys


@pytest.mark.parametrize(
    "words",
    [
        "nei jeg skulle hatt noen til å se på varmtvannsberederen",
        "hei det er strømregningen min det gjelder",
        "eg skulle hatt ein elektrikar",
    ],
)
def test_another_trade_is_let_go_and_not_put_through(words: str) -> None:
    """QUA-10: it is not us they need, and none of our people either."""
    chat = talk(words)
    assert chat.handed_over is None
    assert chat.state.outcome == "not_qualified"


@pytest.mark.parametrize(
    "words",
    [
        "jeg er bare nysgjerrig på hva dere gjør",
        "kan du fortelle litt om hva dere gjør først",
        "eg lurer berre på kva de driv med",
    ],
)
def test_whoever_is_curious_is_told_and_asked(words: str) -> None:
    """DIA-13: a question about us is answered before anybody is let go."""
    chat = talk(words)
    assert chat.ended is None
    assert chat.keys[-2:] == ("answer.what", "ask.need")


@pytest.mark.parametrize(
    "words",
    [
        "nei vi har alt på papir og lapper i bilen så kona sier vi må ha noe på data",
        "vi er fornøyde med det vi har men vi burde hatt noe bedre",
        "vi er fornøyde med det vi har men kontrakten går ut i mars",
        "vi har det vi trenger men avtalen utløper til sommeren",
        "me har alt i ein perm",
    ],
)
def test_content_for_now_is_no_refusal(words: str) -> None:
    """QUA-12: what is wanted behind the «men» counts."""
    chat = talk(words)
    assert "objection.not_interested" not in chat.keys, chat.transcript()
    assert chat.ended is None


def test_the_month_named_for_our_call_is_taken() -> None:
    """QUA-05: «i juni da» to «skal vi ringe deg i mai» is the day."""
    chat = talk("vi trenger crm", "daglig leder", "om ett år", "om åtte måneder da")
    assert chat.state.slots["follow_up"].confirmed, chat.transcript()


@pytest.mark.parametrize(
    "words",
    [
        "hei vi vurderer crm men jeg vil ha noe skriftlig først",
        "det går på e-post",
        "eg vil gjerne få noko skriftleg",
        "den kan dere ta på mail",
    ],
)
def test_something_in_writing_is_asked_an_address_for(words: str) -> None:
    """QUA-12: a wish for a mail is a wish, and wants an address."""
    assert talk("vi trenger crm", words).keys[-1] == "ask.email"


@pytest.mark.parametrize("words", ["dette svarte jeg jo på i skjemaet", "det svarte eg på i stad"])
def test_to_have_answered_is_no_oath(words: str) -> None:
    """QUA-12: «svarte» is the verb where somebody answers."""
    chat = talk("ja", words, policy="callback")
    assert chat.handed_over is None
    assert not chat.state.objections


def test_told_to_ring_us_is_no_wish_to_be_rung() -> None:
    """DIA-07: whoever rings because their son said so is here already."""
    chat = talk("ja sønnen min sa jeg skulle ringe dere om det der telefongreiene i butikken")
    assert "need" in chat.state.slots
    assert "ask.callback" not in chat.keys


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("det var dyrt kan dere gå ned i pris", "answer.discount"),
        ("hva er vanlig å bruke", "answer.price"),
        ("kva er vanleg å bruke", "answer.price"),
        ("hvor lenge lagres opplysningene om meg fra denne samtalen", "answer.privacy"),
    ],
)
def test_questions_on_the_list_are_known_in_other_words(words: str, answer: str) -> None:
    """DIA-13: the list's own answer, and nothing that only sounds alike."""
    assert answer in talk("vi trenger crm", words).keys


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("er det dere som ringte i går også", "answer.earlier_call"),
        ("hvem er det som har gitt dere nummeret mitt", "answer.source"),
    ],
)
def test_whom_we_ring_may_ask_about_our_calls(words: str, answer: str) -> None:
    """GDP-09: where a number is from is told to whom it belongs."""
    assert answer in talk("ja", words, policy="callback").keys
