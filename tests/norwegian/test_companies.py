"""Names of companies: corrections, clauses around the name, and words that are no name."""

from __future__ import annotations

import pytest

from voiceagent.norwegian.contact.companies import read_company


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "vi heter nordfjord bygg nei unnskyld nordfjord entreprenør as",
            "Nordfjord Entreprenør AS",
        ),
        ("jeg ringer fra nordlys regnskap nei jeg har ikke tid", "Nordlys Regnskap"),
        ("vi het tromsø frakt før nå heter vi lyngen logistikk", "Lyngen Logistikk"),
        ("byrået heter konfekt", "Konfekt"),
        ("bare skriv skagerrak marine as", "Skagerrak Marine AS"),
    ],
)
def test_the_company_that_is_meant_is_read(said: str, meant: str) -> None:
    """A correction counts, a refusal behind the name does not change it (DIA-13)."""
    reading = read_company(said)
    assert reading is not None
    assert reading.value == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("pettersen rør det er faren min sitt firma egentlig", "Pettersen Rør"),
        ("nordkapp turistbusser sånn heter det", "Nordkapp Turistbusser"),
        ("jeg driver kvam bilservice sammen med broren min", "Kvam Bilservice"),
        ("skal du ha firmaet òg det er ringsaker potet", "Ringsaker Potet"),
    ],
)
def test_an_answer_may_say_more_than_the_name(said: str, meant: str) -> None:
    """A name that closes with a trade tells itself, whatever follows."""
    reading = read_company(said, expected=True)
    assert reading is not None
    assert reading.value == meant


@pytest.mark.parametrize(
    "said", ["du snakker med kari", "vi driver med bygg", "jeg eier ingenting"]
)
def test_an_answer_without_a_name_holds_none(said: str) -> None:
    """Nothing rather than something wrong."""
    assert read_company(said, expected=True) is None
