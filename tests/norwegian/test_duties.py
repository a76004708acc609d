"""Duties in everyday words, and times of which no need lies."""

from __future__ import annotations

from datetime import datetime

import pytest

from voiceagent.norwegian.roles.roles import Level, Role, read_level, read_role
from voiceagent.norwegian.times.timing import read_horizon

_NOW = datetime(2026, 11, 18, 9, 30)


@pytest.mark.parametrize(
    ("said", "role", "level"),
    [
        ("jeg er hun som styrer med regnskapet", Role.CFO, Level.MANAGER),
        ("det er jeg som tar meg av data'n", Role.CTO_IT, Level.MANAGER),
        ("innkjøp går gjennom meg", Role.PURCHASING, Level.MANAGER),
        ("æ e sjefen i it-avdelinga", Role.CTO_IT, Level.MANAGER),
        ("eg sit på lønn", Role.CFO, Level.SPECIALIST),
        ("jeg jobber på lageret", Role.OTHER, Level.USER),
        ("kona og jeg driver det sammen", Role.OWNER, Level.C_LEVEL),
        ("folk kaller meg sjefen", Role.CEO, Level.C_LEVEL),
    ],
)
def test_a_duty_in_everyday_words_is_a_role_with_its_rank(
    said: str, role: Role, level: Level
) -> None:
    """Whoever leads a department is its manager; whoever works in it is not."""
    found, rank = read_role(said), read_level(said)
    assert found is not None
    assert rank is not None
    assert (found.value, rank.value) == (role, level)


@pytest.mark.parametrize(
    "said",
    [
        "hun som styrer med regnskapet er på ferie",
        "vi har en kar som styrer med data",
        "det er svigersønnen som styrer med it",
        "det er ikke jeg som eier det",
        "jeg jobber ikke med innkjøp",
        "jeg bruker en konsulent til det",
        "innkjøp ligger på hovedkontoret",
        "jeg eier en hytte på fjellet",
        "jeg er på lageret akkurat nå",
    ],
)
def test_what_others_do_and_what_is_no_work_is_no_role(said: str) -> None:
    """Nothing rather than something wrong (DIA-13)."""
    assert read_role(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "kona mi har termin i mars",
        "sjefen er tilbake om to uker",
        "ring igjen om et halvt år",
        "firmaet feiret tretti år i sommer",
        "vi har ferie i juli",
    ],
)
def test_times_at_which_nothing_is_needed_are_no_horizon(said: str) -> None:
    """Life, holidays, absence and what has happened lie beside the need."""
    assert read_horizon(said, now=_NOW) is None


def test_what_is_put_right_counts() -> None:
    """The words after the last «nei» are what is meant."""
    found = read_horizon("øh seks måneder sa jeg seks nei ni måneder må jeg nok si", now=_NOW)
    assert found is not None
    assert (found.value.low_months, found.value.high_months) == (9, 9)
