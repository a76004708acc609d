"""What a caller takes back about themselves, and what they say about somebody else."""

from __future__ import annotations

import pytest

from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.simulation.chat import Chat

NEED = "vi trenger nytt crm"
OFFERED = (NEED, "daglig leder", "snarest", "hundre tusen", "anne berg fra berg as")


def talk(engine: DialogEngine, *script: str) -> Chat:
    """The conversation after a script."""
    chat = Chat.open(engine, Office())
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    return chat.play(script)


def known(chat: Chat) -> dict[str, object]:
    """Slots and their values."""
    return {name: value.value for name, value in chat.state.slots.items()}


@pytest.mark.parametrize(
    "correction",
    [
        "nei vent, jeg er ikke daglig leder, jeg er markedssjef",
        "jeg er egentlig markedssjef",
        "altså jeg er ikke daglig leder, jeg er økonomisjef",
        "e e ikkje daglig leder, e e markedssjef",
    ],
)
def test_a_corrected_role_takes_its_authority_along(engine: DialogEngine, correction: str) -> None:
    """QUA-21: what followed from a role that was taken back is asked for, not assumed."""
    chat = talk(engine, NEED, "daglig leder", correction)
    assert "authority" not in known(chat)
    assert chat.state.pending.slots == ("authority",)


@pytest.mark.parametrize("so_far", [OFFERED, (*OFFERED, "den første")])
def test_a_correction_at_the_offer_is_asked_about_before_we_go_on(
    engine: DialogEngine, so_far: tuple[str, ...]
) -> None:
    """QUA-21: no meeting rests on a role that was taken back; the times wait meanwhile."""
    chat = talk(engine, *so_far, "og jeg er egentlig ikke daglig leder, jeg er markedssjef")
    assert chat.state.pending.slots == ("authority",)
    before = chat.state.booking
    chat = chat.play(("ja",))
    assert chat.state.booking.offers == before.offers
    assert chat.state.booking.chosen == before.chosen


def test_an_answer_of_their_own_outlives_the_role(engine: DialogEngine) -> None:
    """Only what was implied goes: who said «ja» about deciding has said it themselves."""
    chat = talk(engine, NEED, "markedssjef", "ja", "nei jeg mener jeg er salgssjef")
    assert known(chat)["authority"] == "decides"


@pytest.mark.parametrize(
    "words",
    [
        "nei det er daglig leder",
        "nei, det er daglig leder Kari Berg",
        "det er økonomisjefen det",
        "nei det er det daglig leder som gjør",
    ],
)
def test_who_decides_instead_is_not_the_caller(engine: DialogEngine, words: str) -> None:
    """QUA-02: somebody else's role and name are not the caller's."""
    chat = talk(engine, NEED, "jeg er sekretær", words)
    assert chat.state.slots["role"].display == "sekretær"
    assert "name" not in known(chat)


def test_a_yes_to_the_second_question_says_what_it_was_a_yes_to(engine: DialogEngine) -> None:
    """HND-16: a colleague reads who decides, not «ja det går fint»."""
    chat = talk(engine, NEED, "jeg er sekretær", "nei det er daglig leder", "ja det går fint")
    told = chat.state.slots["authority"].display
    assert told == "nei det er daglig leder; tar med den som bestemmer"


@pytest.mark.parametrize(
    "words",
    [
        "jeg ringer på vegne av sjefen min Kari Nordmann, hun vil ha et møte om crm",
        "eg ringjer for sjefen min Kari Nordmann, ho vil ha eit møte om crm",
        "sjefen vår Kari Nordmann vil ha et nytt crm",
        "æ ringe på vegne av Kari Nordmann, vi treng nytt crm",
    ],
)
def test_the_name_of_whom_they_ring_for_is_not_theirs(engine: DialogEngine, words: str) -> None:
    """Whoever rings for somebody else is asked for a name of their own."""
    assert "name" not in known(talk(engine, words))


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("mindre enn ti tusen", True),
        ("under ti tusen", True),
        ("godt under ti tusen kroner", True),
        ("maks ti tusen", False),
        ("rundt ti tusen", False),
        ("under tjue tusen", False),
    ],
)
def test_less_than_the_least_budget_is_not_enough(
    engine: DialogEngine, policy: Policy, words: str, *, asked: bool
) -> None:
    """QUA-18: «under ti tusen» is below a limit of ten thousand; «maks ti tusen» reaches it."""
    assert policy.criteria["budget"].at_least == 10_000
    chat = talk(engine, NEED, "daglig leder", "snarest", words)
    assert ("budget" in chat.state.probed) is asked
