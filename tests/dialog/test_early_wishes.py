"""When the meeting suits, said early, told far ahead, or told by what it is not."""

from __future__ import annotations

import pytest

from tests.dialog.office import Office
from tests.dialog.test_meeting_terms import ENGINES, talk
from tests.dialog.test_talks import OFFERED
from voiceagent.dialog.leading.callbacks import say_window, window_for
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.policy import Market
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.norwegian.times.when import read_when

KNOWN = ("vi trenger crm daglig leder", "snarest")
SUNDAY = "2026-11-22T12:00:00+01:00"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("helst torsdag", "2026-11-26"),
        ("onsdag er det ledig da", "2026-11-25"),
        ("kan det vere på torsdag", "2026-11-26"),
        ("gjerne i morgon klokka ti", "2026-11-22"),
        ("den femogtjuende klokka femten tretti", "2026-11-25"),
    ],
)
@pytest.mark.parametrize("known", [KNOWN, (*KNOWN, "hundre tusen", "tor eide")])
def test_a_time_for_the_meeting_may_come_before_its_turn(
    known: tuple[str, ...], words: str, day: str
) -> None:
    """DIA-07: it is noted, is neither a firm nor a sum, and the question is asked again."""
    before = talk("nb", *known)
    chat = talk("nb", *known, words)
    assert tuple(chat.keys[-2:]) == ("ack.preference", before.keys[-1]), chat.transcript()
    assert [one.isoformat() for one in chat.state.booking.wish.dates] == [day]
    assert "company" not in chat.state.slots


def test_an_hour_is_when_we_meet_and_not_when_the_need_comes() -> None:
    """QUA-05: «torsdag formiddag» to when it should be in place is a wish for the meeting."""
    chat = talk("nb", KNOWN[0], "torsdag formiddag")
    assert "timing" not in chat.state.slots, chat.transcript()
    assert chat.keys[-1] == "ask.timing"


@pytest.mark.parametrize("words", ["torsdag", "innen fredag formiddag", "i morgen"])
def test_a_day_is_still_when_the_need_comes(words: str) -> None:
    """QUA-05: where it was asked, a day answers it."""
    assert "timing" in talk("nb", KNOWN[0], words).state.slots


def test_a_sum_with_a_wish_behind_it_is_both() -> None:
    """DIA-07: «hundre tusen, helst på torsdag»."""
    chat = talk("nb", *KNOWN, "hundre tusen helst på torsdag")
    assert "budget" in chat.state.slots
    assert chat.state.booking.wish.dates


@pytest.mark.parametrize("words", ["ellevte desember", "fjortende desember", "tolvte desember"])
def test_a_day_past_the_last_free_one_gets_no_tomorrow(words: str) -> None:
    """BOO-12: nothing is «taken», and nobody is offered the week they did not ask for."""
    chat = talk("nb", *OFFERED, words)
    assert "time.beyond" in chat.keys, chat.transcript()
    assert "offer.other" not in chat.keys


def test_after_a_full_day_come_the_next_ones() -> None:
    """BOO-12: who asks for Monday the 30th is offered the days behind it, not the ones before."""
    chat = talk("nb", *OFFERED, "mandag den trettiende")
    assert [one.start[:10] for one in chat.state.booking.offers] == ["2026-12-01"]


def test_an_hour_of_the_days_named_is_no_day_after() -> None:
    """«en av dagene etter klokka to» bounds the hour."""
    chat = talk("nb", *OFFERED, "en av dagene etter klokka to")
    assert all(one.start[11:13] >= "14" for one in chat.state.booking.offers), chat.transcript()


@pytest.mark.parametrize(
    "words",
    ["kan jeg ha det på telefon i stedet", "kan me ta det over telefon", "helst et telefonmøte"],
)
def test_a_meeting_by_telephone_is_noted(words: str) -> None:
    """DIA-09: asked as a question, too, it is a wish that the seller reads."""
    chat = talk("nb", *OFFERED, words)
    assert "answer.unknown" not in chat.keys, chat.transcript()
    chat.play(("den første", "ja"))
    assert "telefon i stedet for video" in str(chat.tools[-1].arguments["agenda"])


def test_a_choice_with_the_telephone_is_a_choice() -> None:
    """DIA-09: the time that was picked with it is held."""
    chat = talk("nb", *OFFERED, "den andre men da vil jeg ha det på telefon")
    assert chat.keys[-1] == "confirm.meeting", chat.transcript()


@pytest.mark.parametrize("words", ["i desember", "heller i desember", "i desember ein gong"])
def test_a_call_that_was_too_early_comes_later(words: str) -> None:
    """QUA-05: after «ikke så tidlig» to next September, December is the one behind it."""
    chat = talk("nb", KNOWN[0], "i oktober neste år", "nei ikke så tidlig", words)
    assert str(chat.state.slots["follow_up"].value).startswith("2027-12"), chat.transcript()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("onsdag mellom ni og ti", "onsdag mellom ni og ti"),
        ("neste uke", "mandag"),
        ("i morgen formiddag", "i morgen formiddag"),
    ],
)
def test_a_call_is_read_back_as_it_was_named(words: str, said: str) -> None:
    """DIA-07: by its ends where they were named; a week by its day, and never as «i morgen»."""
    chat = Chat.open(ENGINES["nb"], Office())
    chat.observe(CallStarted(SUNDAY, caller="+4798765432"))
    now = chat.state.moment
    when = read_when(words, now=now)
    assert when is not None
    window = window_for(when.value, now, Market(), ())
    assert say_window(window, now, of_week="uke" in words) == said
