"""Which time is meant where the words lean away from the ones on offer, or choose none of them."""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import FREE, NOW, Office
from tests.dialog.test_talks import OFFERED
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

EARLY = (
    *("2026-11-23T08:00", "2026-11-23T10:30", "2026-11-23T13:00"),
    *("2026-11-24T08:00", "2026-11-24T11:00", "2026-11-27T09:00"),
    *("2026-12-02T10:00", "2026-12-04T09:00"),
)
"""Monday and Tuesday from eight on, that Friday, and a Wednesday and a Friday later."""


def offered(engine: DialogEngine, *words: str) -> Chat:
    """A talk in which Monday and Tuesday at eight were offered."""
    chat = Chat.open(engine, Office(free=list(EARLY)))
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    return chat.play((*OFFERED, *words))


def starts(chat: Chat) -> list[str]:
    """The times on offer."""
    return [offer.start[:16] for offer in chat.state.booking.offers]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mandag går, men ikke så tidlig", ["2026-11-23T10:30", "2026-11-23T13:00"]),
        ("måndag er fint men ikkje så tidleg", ["2026-11-23T10:30", "2026-11-23T13:00"]),
        ("det er litt tidlig for meg", ["2026-11-23T10:30", "2026-11-24T11:00"]),
        ("har du noe senere", ["2026-11-23T10:30", "2026-11-24T11:00"]),
        ("har de noko seinare", ["2026-11-23T10:30", "2026-11-24T11:00"]),
        ("har du noe senere i uka", ["2026-11-27T09:00", "2026-12-02T10:00"]),
    ],
)
def test_words_that_lean_away_are_another_wish(
    engine: DialogEngine, words: str, found: list[str]
) -> None:
    """BOO-12: «mandag, men ikke så tidlig» is no yes to Monday at eight."""
    chat = offered(engine, words)
    assert chat.state.booking.chosen is None, chat.transcript()
    assert starts(chat) == found, chat.transcript()


def test_the_friday_after_is_a_week_later(engine: DialogEngine) -> None:
    """A day is told by its distance from the one just offered."""
    chat = offered(engine, "fredag", "nei jeg mente fredagen etter")
    assert starts(chat) == ["2026-12-04T09:00"], chat.transcript()


def test_not_so_late_is_earlier_on_the_day_read_back(engine: DialogEngine) -> None:
    """The read-back is changed, not confirmed."""
    chat = offered(engine, "mandag klokka ett", "ja men ikke så sent")
    assert starts(chat) == ["2026-11-23T08:00", "2026-11-23T10:30"], chat.transcript()


@pytest.mark.parametrize("words", ["ikke denne uka, jeg er på ferie", "ikkje denne veka"])
def test_a_reason_against_this_week_keeps_the_meeting(engine: DialogEngine, words: str) -> None:
    """On leave this week is no wish for a call: the times of the next week are free."""
    chat = Chat.open(engine, Office(free=["2026-11-19T08:00", "2026-11-20T08:00", *EARLY]))
    chat.observe(CallStarted("2026-11-18T10:00:00+01:00", caller="+4798765432"))
    chat.play((*OFFERED, words))
    assert starts(chat) == ["2026-11-23T08:00", "2026-11-24T08:00"], chat.transcript()


def test_days_ruled_out_that_were_not_offered_leave_the_offer(engine: DialogEngine) -> None:
    """«ikke denne uka» on a Saturday: both times are next week's."""
    chat = offered(engine, "ikke denne uka, da er jeg på ferie")
    assert starts(chat) == ["2026-11-23T08:00", "2026-11-24T08:00"], chat.transcript()
    assert "ask.callback" not in chat.keys


def test_a_second_bare_yes_takes_the_first_time(chat: Chat) -> None:
    """A caller who says «ja» to both is not sent to the keys; the read-back asks once more."""
    chat.play((*OFFERED, "ja", "ja"))
    assert chat.keys[-1] == "confirm.meeting", chat.transcript()
    assert chat.state.booking.chosen is not None
    assert chat.state.booking.chosen.start[:16] == FREE[0]


@pytest.mark.parametrize("words", ["det bestemmer du", "samme for meg", "det kan du bestemme"])
def test_who_leaves_the_time_to_us_agrees_to_it(chat: Chat, words: str) -> None:
    """QUA-06: the time was read back, and the caller leaves it at that."""
    chat.play((*OFFERED, "begge passer", words))
    assert chat.outcome == "meeting_booked", chat.transcript()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "ja men jeg må sjekke med sjefen først"),
        ("nb", "jeg skal bare høre med kona"),
        ("nb", "det må jeg ta opp med ledelsen"),
        ("nn", "eg lyt snakke med mannen min først"),
        ("nn", "ja men eg må spørje styret med det same"),
    ],
)
@pytest.mark.parametrize("before", [(), ("den første",)])
def test_who_must_ask_somebody_is_offered_a_call(
    language: str, words: str, before: tuple[str, ...]
) -> None:
    """QUA-06: a yes that hangs on somebody else books nothing."""
    engine = DialogEngine(load_policy(POLICIES / "b2b_lead.yaml"), language=language)
    chat = Chat.open(engine, Office())
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    chat.play((*OFFERED, *before, words))
    assert chat.keys[-1] == "offer.callback", chat.transcript()
    chat.play(("ja", "torsdag klokka ti", "ja"))
    assert chat.outcome == "callback_requested", chat.transcript()
