"""The tone of what we say: a trouble is understood, not praised; a far day is said by its month."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, said


@pytest.mark.parametrize(
    ("language", "words", "understood"),
    [
        ("nb", "vi har et kundesystem som er helt håpløst", "Skjønner."),
        ("nb", "vi har problemer med telefonen, kundene kommer ikke fram", "Skjønner."),
        ("nb", "vi mister kunder hver dag", "Skjønner."),
        ("nb", "vi trenger nytt crm", "Skjønner."),
        ("nn", "vi slit med kundesystemet vårt", "Skjønar."),
    ],
)
def test_a_need_is_understood_and_never_called_fine(
    language: str, words: str, understood: str
) -> None:
    """DIA-08: a need is often a trouble, and nobody says «Fint.» to a trouble."""
    chat = call("b2b_lead", words, language=language)
    assert said(chat)[2] == understood, chat.transcript()
    assert "Fint." not in said(chat)


@pytest.mark.parametrize(
    ("horizon", "month"),
    [
        ("om et år", "i oktober neste år"),
        ("ikke før om ti måneder", "i august neste år"),
        ("ikke før om to år", "i oktober 2028"),
    ],
)
def test_a_follow_up_far_ahead_is_proposed_by_its_month(horizon: str, month: str) -> None:
    """QUA-05: a dated follow-up; what is said is the month, and what is kept is the day."""
    chat = call("b2b_lead", "vi trenger nytt crm", "jeg er daglig leder", horizon)
    assert said(chat)[-1] == f"Da venter vi litt. Skal vi ringe deg {month}?"
    kept = chat.state.slots["follow_up"].value
    assert isinstance(kept, str)
    assert kept.count("-") == 2


def test_a_follow_up_soon_is_proposed_by_its_day() -> None:
    """QUA-05: a few weeks ahead people have their calendars open."""
    chat = call("b2b_lead", "vi trenger nytt crm", "jeg er daglig leder", "om syv måneder")
    assert "i mai" in said(chat)[-1]
