"""What sounds like an act and is none: questions about a product, and the callers' own troubles."""

from __future__ import annotations

import pytest

from voiceagent.norwegian.acts.answers import Act, read_acts

TURNING = {
    Act.WANTS_HUMAN,
    Act.COMPLAINT,
    Act.PROFANITY,
    Act.NOT_INTERESTED,
    Act.OTHER_LANGUAGE,
    Act.GOODBYE,
    Act.IS_ROBOT,
}


@pytest.mark.parametrize(
    "text",
    [
        "hvilke språk har systemet",
        "hva skjer hvis vi ikke er fornøyd",
        "hvor lenge må vi vente på svar",
        "må jeg vente lenge på telefon",
        "kan det kobles til outlook",
        "kan systemet kobles til visma",
        "kan svartjenesten sette over til meg",
        "får vi snakke med folk når vi ringer support",
        "er det mennesker på kundeservice",
        "jeg er bare en vanlig ansatt",
        "eg er berre ein vanleg tilsett",
        "får vi hjelp på engelsk",
        "får vi opplæring på svensk",
        "dette er ikke noe jeg vil svare på",
        "systemet vi har er ræva",
        "vi er misfornøyd med dagens løsning",
        "me er lei av leverandøren vår, dei svarer aldri",
        "sjefen er frustrert over det gamle systemet",
        "vi har hatt det samme systemet siden to tusen og åtte og det er jo helt håpløst",
    ],
)
def test_what_is_about_something_else_turns_no_call(text: str) -> None:
    """A question about a product and a trouble that is why they ring end no talk (DIA-13)."""
    assert not TURNING & {act.value for act in read_acts(text)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("kan det settes over til et menneske", Act.WANTS_HUMAN),
        ("kan du sette meg over", Act.WANTS_HUMAN),
        ("kan vi snakke med en selger", Act.WANTS_HUMAN),
        ("får vi snakke med noen", Act.WANTS_HUMAN),
        ("dere svarer aldri", Act.COMPLAINT),
        ("hvor lenge har jeg ventet på svar nå", Act.COMPLAINT),
        ("det er helt håpløst å få tak i dere", Act.COMPLAINT),
        ("jeg er misfornøyd med systemet deres", Act.COMPLAINT),
        ("kan vi ta det på engelsk", Act.OTHER_LANGUAGE),
        ("snakker du engelsk", Act.OTHER_LANGUAGE),
        ("er det en ekte person jeg snakker med", Act.IS_ROBOT),
        ("vi er ikke interessert", Act.NOT_INTERESTED),
    ],
)
def test_what_is_aimed_at_us_still_is(text: str, act: Act) -> None:
    """A human is one sentence away, and a complaint about us is heard (DIA-05)."""
    assert act in {found.value for found in read_acts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "må jeg ha det",
        "må du ha det nå",
        "treng du å ha det",
        "må dokker ha det",
        "vi vil gjerne ha det før jul",
        "kan jeg få ha det til mandag",
    ],
)
def test_to_have_something_is_no_goodbye(text: str) -> None:
    """DIA-13: «må jeg ha det» asks; nobody takes leave in the middle of a clause."""
    assert Act.GOODBYE not in {act.value for act in read_acts(text)}


@pytest.mark.parametrize(
    "text",
    ["ha det", "jeg må løpe ha det", "da får du ha det bra", "du får ha det godt", "takk ha det"],
)
def test_a_goodbye_stays_one(text: str) -> None:
    """A wish («ha det bra») is a goodbye after «får» too."""
    assert Act.GOODBYE in {act.value for act in read_acts(text)}


def test_what_happens_after_we_have_left_is_a_question() -> None:
    """DIA-13: «… etter at vi har sluttet» asks about the product, from the right number."""
    asked = "hvor lenge beholder dere opplysninger etter at vi har sluttet"
    assert Act.WRONG_NUMBER not in {act.value for act in read_acts(asked)}
    assert Act.WRONG_NUMBER in {act.value for act in read_acts("nei hun har sluttet")}
