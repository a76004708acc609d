"""«X, ikke Y» puts right what is known, whatever was asked, and nothing else."""

from __future__ import annotations

import pytest

from tests.dialog.test_talks import OFFERED
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.understanding.contrasts import with_surname


@pytest.mark.parametrize("before", [(), ("den første",)])
@pytest.mark.parametrize(
    ("words", "slot", "value"),
    [
        ("det heter Fjordteknikk, ikke Fjordtek", "company", "Fjordteknikk"),
        ("ikkje fjordtek, firmaet heiter fjordbygg", "company", "Fjordbygg"),
        ("nei jeg heter Karin, ikke Kari", "name", "Karin Nordmann"),
        ("nei jeg heter Karin", "name", "Karin Nordmann"),
        ("eg heiter Nordby, ikkje Nordmann", "name", "Kari Nordby"),
        ("nei, det er ikke crm, det er telefoni vi skal snakke om", "need", "telefoni"),
        ("det gjeld ikkje crm men telefoni", "need", "telefoni"),
    ],
)
def test_a_contrast_corrects_what_is_known(
    chat: Chat, before: tuple[str, ...], words: str, slot: str, value: str
) -> None:
    """QUA-21: a correction while the time is found is kept, and refuses no time."""
    chat.play((*OFFERED, *before, words))
    assert chat.state.slots[slot].display == value, chat.transcript()
    asked = "confirm.meeting.again" if before else "offer.slots"
    assert chat.keys[-1] == asked, chat.transcript()


@pytest.mark.parametrize("words", ["ikke tirsdag", "jeg kan ikke det", "det er ikke så viktig"])
def test_a_plain_denial_corrects_nothing(chat: Chat, words: str) -> None:
    """Only a known value with another beside it is put right."""
    chat.play(OFFERED)
    before = {name: value.value for name, value in chat.state.slots.items()}
    chat.play((words,))
    after = {name: value.value for name, value in chat.state.slots.items() if name in before}
    assert after == before


def test_another_name_takes_no_surname_with_it() -> None:
    """Karin may be Kari Hansen misheard; Petter is somebody else."""
    assert with_surname("Karin", "Kari Hansen") == "Karin Hansen"
    assert with_surname("Petter", "Kari Hansen") == "Petter"
    assert with_surname("Karin Berg", "Kari Hansen") == "Karin Berg"
