"""People and firms that are named in one breath, and words that only look like a name."""

from __future__ import annotations

import pytest

from voiceagent.norwegian.contact.companies import read_company
from voiceagent.norwegian.contact.names import read_person


@pytest.mark.parametrize(
    ("text", "person", "firm"),
    [
        ("tor eide fra eide bygg", "Tor Eide", "Eide Bygg"),
        ("lise krogh fra krogh regnskap", "Lise Krogh", "Krogh Regnskap"),
        ("lise krogh fra krogh regnskap as", "Lise Krogh", "Krogh Regnskap AS"),
        ("siv fra el-service", "Siv", "El-service"),
        ("hilde fra bakeren", "Hilde", "Bakeren"),
        ("per ås fra ås as", "Per Ås", "Ås AS"),
        ("nils fra hansens bilpleie", "Nils", "Hansens Bilpleie"),
        ("vi heter nilsens bakeri og jeg er nils", "Nils", "Nilsens Bakeri"),
    ],
)
def test_both_are_heard_where_both_were_asked_for(text: str, person: str, firm: str) -> None:
    """A firm that bears its owner's name, or an everyday word, hides neither of the two."""
    named, told = read_person(text, expected=True), read_company(text, expected=True)
    assert named is not None
    assert told is not None
    assert (named.value, told.value) == (person, firm)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("jeg er ceo i nordic shipping og vi trenger telefoni", "Nordic Shipping"),
        ("jeg er salgssjef i tine og vi trenger crm", "Tine"),
        ("eg er dagleg leiar i tine", "Tine"),
        ("jeg ringer fra helse stavanger vi skal ha nytt kundesystem", "Helse Stavanger"),
        ("det er nilsens bakeri", "Nilsens Bakeri"),
    ],
)
def test_a_firm_that_is_told_in_passing_is_heard(text: str, firm: str) -> None:
    """A title, «ringer fra» and «det er» lead to it, whatever else its words mean."""
    told = read_company(text)
    assert told is not None
    assert told.value == firm


@pytest.mark.parametrize(
    "text", ["jeg er jo pensjonist men jeg eier butikken ennå", "jeg er jo pensjonist", "eide bygg"]
)
def test_a_filler_or_a_firm_is_nobody(text: str) -> None:
    """«jo» is a name beside a surname, and a filler everywhere else."""
    assert read_person(text, expected=True) is None


def test_jo_beside_a_surname_is_somebody() -> None:
    """«jeg er jo hansen» keeps both words."""
    named = read_person("jeg er jo hansen")
    assert named is not None
    assert named.value == "Jo Hansen"


@pytest.mark.parametrize("text", ["hilsen fra tine", "jeg er fra bergen", "vi eide bygg før"])
def test_no_firm_grows_out_of_everyday_talk(text: str) -> None:
    """Nothing rather than something wrong."""
    assert read_company(text) is None
