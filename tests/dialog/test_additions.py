"""Words over our goodbye that change what was agreed, or add to it."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt crm-system"}
ENGINES = {
    name: DialogEngine(load_policy(POLICIES / f"{name}.yaml")) for name in ("b2b_lead", "callback")
}
OUR_CALL = ("ja", "nei", "i morgen klokka ti", "ja")
BOOKED = (
    "vi trenger nytt crm, jeg er daglig leder, snarest, hundre tusen, jeg heter anne berg fra"
    " berg as",
    "den første",
    "ja",
)


def talk(*script: str, policy: str) -> Chat:
    """The conversation after a script."""
    chat = Chat.open(ENGINES[policy], Office())
    direction, facts = ("outbound", FORM) if policy == "callback" else ("inbound", {})
    chat.observe(CallStarted(NOW, direction, "+4798765432", facts))
    return chat.play(script)


def messages(chat: Chat) -> list[str]:
    """What was left for a human."""
    return [str(use.arguments["text"]) for use in chat.tools if use.tool == "take_message"]


@pytest.mark.parametrize(
    "words",
    [
        "nei forresten det er ordnet",
        "dere trenger ikke ringe likevel",
        "de treng ikkje ringje likevel",
        "glem det",
        "nei det ordna seg, det er løyst",
    ],
)
def test_our_call_is_taken_back_and_a_human_is_told(words: str) -> None:
    """DIA-07: no second call is ordered; the message says that none is wanted."""
    chat = talk(*OUR_CALL, words, policy="callback")
    assert chat.state.outcome == "message_taken", chat.transcript()
    assert "callback" not in chat.state.slots
    assert len(messages(chat)) == 2
    assert messages(chat)[-1].startswith("Skal ikke ringes likevel")


@pytest.mark.parametrize("words", ["nei da kan dere heller ringe i mai", "nei, heller på torsdag"])
def test_another_time_for_our_call_is_read_back_and_replaces_the_first(words: str) -> None:
    """DIA-07: the human hears which of the two holds."""
    chat = talk(*OUR_CALL, words, "ja", policy="callback")
    assert chat.state.outcome == "callback_requested"
    assert "Gjelder i stedet for forrige tidspunkt" in messages(chat)[-1]


@pytest.mark.parametrize("words", ["takk det passer bra", "ja fint ha det", "da sier vi det"])
def test_agreement_over_our_goodbye_orders_nothing_more(words: str) -> None:
    """DIA-07: one call agreed, one message."""
    chat = talk(*OUR_CALL, words, policy="callback")
    assert chat.state.outcome == "callback_requested"
    assert len(messages(chat)) == 1


def test_never_again_is_honoured_over_our_goodbye() -> None:
    """GDP-09: it is never too late to say so."""
    chat = talk(*OUR_CALL, "og slutt å ringe meg", policy="callback")
    assert chat.state.outcome == "opted_out"


@pytest.mark.parametrize(
    "words",
    [
        "anne krøllalfa berg punktum no",
        "kan kollegaen min per være med",
        "forresten husk at vi er tre stykker",
        "å du hugs at me er tre",
    ],
)
def test_what_is_added_to_a_booking_reaches_a_human(words: str) -> None:
    """HND-16: nothing that a caller adds is lost, and the meeting stands."""
    chat = talk(*BOOKED, words, policy="b2b_lead")
    assert chat.state.outcome == "meeting_booked", chat.transcript()
    assert messages(chat)[-1].startswith(f"Tillegg: {words}")
    assert chat.keys[-1] == "closing.message"


@pytest.mark.parametrize("words", ["takk ha det", "den var god", "ja da sees vi", "ha en fin dag"])
def test_a_goodbye_adds_nothing(words: str) -> None:
    """BOO-04: the call ends as it was."""
    chat = talk(*BOOKED, words, policy="b2b_lead")
    assert chat.state.outcome == "meeting_booked"
    assert not messages(chat)
