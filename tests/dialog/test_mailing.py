"""Who wants an e-mail: the address is asked for, read back and kept before anything is promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted, NothingUnderstood
from voiceagent.dialog.policies.checker import check
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.visibility import hidden_from
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.understanding.mail_wishes import instead_of_talk, wants_mail
from voiceagent.norwegian.words.reading import read_text

POLICIES = Path(__file__).parents[2] / "dialog_policies"
FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt kundesystem"}
NEED = "vi trenger et nytt kundesystem"
ADDRESS = "kari krøllalfa fjordtek punktum no"
BEFORE: dict[str, dict[str, tuple[str, ...]]] = {
    "b2b_lead": {"nb": (NEED,), "nn": ("vi treng eit nytt kundesystem",)},
    "callback": {"nb": ("ja", "ja"), "nn": ("ja", "ja")},
    "reception": {"nb": ("det gjelder en faktura sak",), "nn": ("det gjeld ei sak",)},
    "rebooking": {"nb": ("ja",), "nn": ("ja",)},
}
"""What is said before the wish, in each policy."""


def talk(name: str = "b2b_lead", language: str = "nb", **known: str) -> Chat:
    """A talk that has begun."""
    policy = load_policy(POLICIES / f"{name}.yaml")
    facts = {**FORM, **known} if policy.direction == "outbound" else {}
    chat = Chat.open(DialogEngine(policy, language=language), Office())
    chat.observe(CallStarted(NOW, policy.direction, "+4798765432", facts))
    return chat


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("name", ["b2b_lead", "callback", "reception", "rebooking"])
def test_a_mail_is_promised_to_an_address_that_was_read_back(name: str, language: str) -> None:
    """Asked for, read back, accepted, kept as a task with its channel, and only then promised."""
    wish = {
        "nb": "kan du ikke sende en mail i stedet",
        "nn": "kan du ikkje sende ein mail i staden",
    }
    before = BEFORE[name][language] if name != "reception" else ()
    chat = talk(name, language).play((*before, wish[language]))
    assert chat.keys[-1] == "ask.email", chat.transcript()
    chat.hear(ADDRESS)
    assert chat.keys[-1] == "confirm.email"
    assert "kari@fjordtek.no" in chat.lines[-1].text
    assert not any(line.key in ("email.noted", "closing.email") for line in chat.lines)
    chat.hear("ja")
    assert (chat.keys[-1], chat.outcome) == ("closing.email", "email_requested")
    task = chat.state.slots["follow_up_task"]
    assert isinstance(task.value, dict)
    assert (task.value["channel"], task.value["to"]) == ("email", "kari@fjordtek.no")
    assert task.words == wish[language]
    assert "consent" in chat.state.slots


@pytest.mark.parametrize("name", ["b2b_lead", "callback", "reception", "rebooking"])
def test_every_policy_is_fit_to_promise_a_mail(name: str) -> None:
    """It has the prompts in both languages, and the outcome."""
    policy = load_policy(POLICIES / f"{name}.yaml")
    assert "email_requested" in policy.outcomes
    assert check(policy) == ()


def test_a_mail_beside_the_talk_is_noted_and_the_talk_goes_on() -> None:
    """Who does not want to be let go is asked on where we were."""
    chat = talk().play((NEED, "send meg gjerne en mail også", ADDRESS, "ja"))
    assert chat.keys[-2:] == ("email.noted", "ask.role"), chat.transcript()
    assert chat.ended is None


def test_a_question_of_ours_that_waited_is_asked_again() -> None:
    """Two times were on offer when the mail came up: they still are."""
    told = (NEED, "daglig leder", "innen tre måneder", "hundre tusen", "kari nordmann fra fjordtek")
    chat = talk().play(told)
    assert chat.keys[-1] == "offer.slots", chat.transcript()
    offers = chat.state.booking.offers
    chat.play(("kan du sende meg en mail", ADDRESS, "ja"))
    assert chat.keys[-2:] == ("email.noted", "offer.slots"), chat.transcript()
    assert chat.state.booking.offers == offers
    chat.play(("den første", "ja"))
    assert chat.outcome == "meeting_booked"
    assert "follow_up_task" in chat.state.slots


def test_an_address_from_the_form_is_read_back_too() -> None:
    """It may be old, and somebody else's; a no gets the right one."""
    chat = talk("callback", email="kari@gammelt.no").play(("ja", "nei send heller en mail"))
    assert chat.keys[-1] == "confirm.email"
    assert "kari@gammelt.no" in chat.lines[-1].text
    chat.play(("nei", ADDRESS, "ja"))
    assert chat.outcome == "email_requested"
    assert chat.state.slots["email"].value == "kari@fjordtek.no"


def test_the_address_is_not_told_to_whom_we_do_not_know() -> None:
    """Before somebody has said that it is them, nothing of the form is theirs (GDP-09)."""
    chat = talk("callback", email="kari@gammelt.no").play(("send heller en mail",))
    assert all("gammelt" not in line.text for line in chat.lines)


def test_an_address_in_the_same_breath_is_not_asked_for() -> None:
    """«send det heller på mail til …»."""
    chat = talk().play((NEED, f"send det heller på mail til {ADDRESS}"))
    assert chat.keys[-1] == "confirm.email", chat.transcript()


@pytest.mark.parametrize(
    "instead",
    [
        pytest.param((NothingUnderstood("t"),) * 3, id="not understood"),
        pytest.param((ADDRESS, "nei", ADDRESS, "nei", ADDRESS, "nei"), id="refused three times"),
    ],
)
def test_without_an_address_nothing_is_promised(
    instead: tuple[str | NothingUnderstood, ...],
) -> None:
    """The agent says so and goes on; no task is kept."""
    chat = talk().play((NEED, "kan du sende meg en mail", *instead))
    assert "email.missed" in chat.keys, chat.transcript()
    assert chat.keys[-1] == "ask.role"
    assert "follow_up_task" not in chat.state.slots


@pytest.mark.parametrize("words", ["nei", "nei det trengs ikke", "det vil jeg ikke si"])
def test_a_wish_that_is_taken_back_is_forgotten(words: str) -> None:
    """«nei, det trengs ikke forresten»: our question again, no word of regret."""
    chat = talk().play((NEED, "send helst en mail", words))
    assert chat.keys[-1] == "ask.role"
    assert "email.missed" not in chat.keys
    assert "follow_up_task" not in chat.state.slots


def test_a_human_can_be_had_while_the_address_is_asked_for() -> None:
    """At once, as everywhere (DIA-05)."""
    chat = talk().play((NEED, "send heller en mail", "jeg vil snakke med et menneske"))
    assert chat.handed_over is not None


def test_whoever_is_told_about_the_caller_is_told_of_the_promise() -> None:
    """The next action stands in the summary (HND-16), for those who may see it all."""
    chat = talk().play((NEED, "kan du sende meg en mail", ADDRESS, "ja"))
    chat.hear("jeg vil snakke med et menneske")
    assert chat.handed_over is not None
    assert "Lovet: e-post til kari@fjordtek.no" in chat.handed_over.summary
    assert "follow_up_task" in hidden_from(load_policy(POLICIES / "b2b_lead.yaml"), "support")


@pytest.mark.parametrize(
    "words",
    [
        "send helst e-post",
        "send meg en mail da",
        "kan du ikke sende en mail i stedet",
        "kan dere ikke bare sende meg noe på mail",
        "kan vi ta det på e-post",
        "jeg vil heller ha det på mail",
        "kan jeg få det tilsendt på mail",
        "kan du maile meg det",
        "dere får sende meg en e-post",
        "send meg litt informasjon først",
        "hva med å bare sende en mail",
        "mail er best for meg",
        "eg vil heller ha det på e-post",
        "kan de ikkje berre sende ein e-post",
        "kan dåkker send mæ en mail i stedet",
    ],
)
def test_a_wish_for_a_mail_is_heard(words: str) -> None:
    """In both written languages and in dialect."""
    assert wants_mail(read_text(words))


@pytest.mark.parametrize(
    "words",
    [
        "vi sender e-post til kundene våre hver uke",
        "vi trenger et system for å sende e-post",
        "kan dere hjelpe oss å sende e-post til kundene",
        "kan systemet sende e-post",
        "ikke send e-post",
        "jeg leser ikke e-post",
        "jeg har sendt dere en mail",
        "jeg fikk en mail fra dere",
        "mailen min er kari krøllalfa fjordtek punktum no",
        "vi bruker mye tid på e-post",
        "send meg over til en kollega",
        "har dere informasjon om prisene",
    ],
)
def test_talk_of_mails_is_no_wish_for_one(words: str) -> None:
    """What they do themselves, what they had, and what they do not want."""
    assert not wants_mail(read_text(words))


def test_instead_is_heard_apart_from_beside() -> None:
    """Only who wants no talk is let go."""
    assert instead_of_talk(read_text("kan du ikkje sende ein mail i staden"))
    assert not instead_of_talk(read_text("send meg gjerne en mail også"))
