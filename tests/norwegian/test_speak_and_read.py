"""Every value that can be said survives being heard: speak → read gives it back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.norwegian.contact.contact import (
    is_phone_number,
    read_email,
    read_org_number,
    read_phone,
)
from voiceagent.norwegian.numbers.amounts import Amount, Period, read_amount
from voiceagent.norwegian.numbers.numbers import read_cardinal, read_digits, read_ordinal
from voiceagent.norwegian.speaking.speak import (
    say_amount,
    say_date,
    say_decimal,
    say_digits,
    say_email,
    say_number,
    say_ordinal,
    say_phone,
    say_time,
    say_when,
    say_year,
    sayable,
)
from voiceagent.norwegian.times.when import read_when

_NOW = datetime(2026, 11, 18, 9, 30)
_FEW = settings(max_examples=150, deadline=None)


@given(st.integers(0, 999_999_999_999))
@_FEW
def test_a_number_survives(value: int) -> None:
    """Any whole number up to a million millions is read back from its words."""
    assert read_cardinal(say_number(value)) == value


@given(st.integers(0, 10_000_000))
@_FEW
def test_a_number_survives_in_the_neuter(value: int) -> None:
    """«Tjueett» is 21 as well."""
    assert read_cardinal(say_number(value, neuter=True)) == value


@pytest.mark.parametrize("value", range(1, 32))
def test_an_ordinal_survives(value: int) -> None:
    """All days of a month can be said."""
    assert read_ordinal(say_ordinal(value)) == value


@given(st.integers(0, 9999), st.from_regex(r"[0-9]{0,2}[1-9]", fullmatch=True))
@_FEW
def test_a_decimal_is_written_as_it_is_said(whole: int, decimals: str) -> None:
    """«12,05» becomes «tolv komma null fem» and never a clock time or a date."""
    assert sayable(f"verdien er {whole},{decimals}") == f"verdien er {say_decimal(whole, decimals)}"


@pytest.mark.parametrize("minute", range(0, 24 * 60))
def test_a_clock_time_survives(minute: int) -> None:
    """Every minute of the day comes back, with the half of the day it was meant in."""
    reading = read_when(f"klokka {say_time(minute)}", now=_NOW)
    assert reading is not None
    assert reading.value.minute == minute
    assert "hour" not in reading.value.ambiguous


@given(st.integers(0, 700))
@_FEW
def test_a_date_survives(ahead: int) -> None:
    """A date within two years comes back, as written and as said."""
    day = (_NOW + timedelta(days=ahead)).date()
    for text in (say_date(day, _NOW), sayable(say_date(day, _NOW))):
        reading = read_when(text, now=_NOW)
        assert reading is not None
        assert reading.value.dates == (day,)
        assert reading.value.ambiguous == ()


@given(st.integers(1, 400), st.integers(8 * 12, 16 * 12))
@_FEW
def test_a_meeting_time_survives(ahead: int, fives: int) -> None:
    """What is read back to the caller is read the same by us (BOO-12)."""
    day = _NOW.replace(hour=0, minute=0) + timedelta(days=ahead)
    moment = day + timedelta(minutes=5 * fives)
    reading = read_when(sayable(say_when(moment, _NOW)), now=_NOW)
    assert reading is not None
    assert reading.value.dates == (moment.date(),)
    assert reading.value.minute == 5 * fives


@given(st.sampled_from(["2", "4", "5", "6", "7", "9"]), st.from_regex(r"[0-9]{7}", fullmatch=True))
@_FEW
def test_a_telephone_number_survives(first: str, rest: str) -> None:
    """Said in pairs, a valid number comes back in E.164; an invalid one is not read."""
    reading = read_phone(say_phone("+47" + first + rest))
    if is_phone_number(first + rest):
        assert reading is not None
        assert reading.value == "+47" + first + rest
    else:
        assert reading is None


_PART = st.from_regex(r"[a-z]{1,9}[0-9]{0,2}", fullmatch=True)
_LOCAL = st.lists(_PART, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([".", "-", "_"]).map(lambda sign: sign.join(parts))
)


@given(_LOCAL, st.from_regex(r"[a-z]{2,12}(-[a-z]{2,6})?", fullmatch=True))
@_FEW
def test_an_email_address_survives(local: str, host: str) -> None:
    """Dictated, spelled where a part is a word of its own, the address comes back."""
    address = f"{local}@{host}.no"
    reading = read_email(say_email(address))
    assert reading is not None
    assert reading.value == address


@given(
    st.integers(1, 9_999).map(lambda thousands: thousands * 1000),
    st.booleans(),
    st.sampled_from(get_args(Period)),
)
@_FEW
def test_an_amount_survives(kroner: int, approximate: bool, period: Period) -> None:
    """Thousands up to ten million kroner, once, by the month and by the year."""
    amount = Amount(kroner, kroner, approximate, period)
    reading = read_amount(say_amount(amount))
    assert reading is not None
    assert reading.value == amount


@given(st.integers(1, 900), st.integers(1, 90), st.sampled_from(get_args(Period)))
@_FEW
def test_a_range_of_money_survives(low: int, more: int, period: Period) -> None:
    """Both ends of a range come back, and a cap keeps its open lower end."""
    for amount in (
        Amount(low * 1000, (low + more) * 1000, True, period),
        Amount(0, low * 1000, True, period),
    ):
        reading = read_amount(say_amount(amount))
        assert reading is not None
        assert reading.value == amount


@given(st.from_regex(r"[0-9]{1,12}", fullmatch=True))
@_FEW
def test_digits_survive_in_pairs_and_triples(digits: str) -> None:
    """No digit is lost or joined with its neighbour, leading zeros included."""
    for group in (2, 3):
        assert read_digits(say_digits(digits, group=group)) == digits


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_year_survives_in_a_date(year: int) -> None:
    """«Tjuetjuesju» is a year where a date stands before it."""
    reading = read_when(f"fjerde desember {say_year(year)}", now=_NOW)
    assert reading is not None
    assert reading.value.dates == (date(year, 12, 4),)


def test_an_organisation_number_survives_in_triples() -> None:
    """As it is read aloud by everybody."""
    reading = read_org_number(sayable("Org.nr. 923 609 016"))
    assert reading is not None
    assert reading.value == "923609016"
