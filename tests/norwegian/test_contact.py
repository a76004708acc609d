"""Contact data: check digits, corrections, and identity numbers that must not be kept."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.norwegian.contact.contact import (
    is_org_number,
    mask_national_id,
    read_email,
    read_org_number,
    read_phone,
    read_phone_part,
)


@given(st.from_regex(r"[89][0-9]{7}", fullmatch=True))
@settings(max_examples=100, deadline=None)
def test_at_most_one_check_digit_makes_an_organisation_number(stem: str) -> None:
    """Mod-11: one last digit fits, or none (CRM-07)."""
    assert sum(is_org_number(stem + str(digit)) for digit in range(10)) <= 1


def test_an_organisation_number_with_a_wrong_digit_is_not_read() -> None:
    """One digit misheard is found out."""
    assert read_org_number("923 609 016") is not None
    assert read_org_number("923 609 017") is None


def test_a_number_in_pieces_is_collected_piece_by_piece() -> None:
    """Half a number is no number, but its digits are known (TEL-03)."""
    assert read_phone("ni åtte null fire") is None
    assert read_phone_part("ni åtte null fire") == "9804"


def test_a_piece_of_a_number_holds_no_time_and_no_digit_that_was_taken_back() -> None:
    """When to ring is no digit, «elleve nei tolv» is twelve, and a lost group makes it nothing."""
    assert read_phone_part("tjueto elleve ring etter klokka to") == "2211"
    assert read_phone_part("to to en en klokka ti") == "2211"
    assert read_phone_part("to to til slutt en en") == "2211"
    assert read_phone_part("nittiåtte nullfire") == "9804"
    assert read_phone_part("tjueto elleve nei tolv") == "2212"
    assert read_phone_part("ni åtte nei ni sju null fire") == ""
    assert read_phone_part("åttenognitti null fire") == ""


def test_torn_compounds_are_joined_only_where_eight_digits_leave_no_doubt() -> None:
    """«Førti to» is 42 in a full number; where both readings fit, nothing is read."""
    reading = read_phone("nitti to femti seks sytti to tretti")
    assert reading is not None
    assert reading.value == "+4792567230"
    assert read_phone("førti to tjue en tre fire fem") is None


def test_an_unknown_word_between_the_digits_makes_a_number_unreadable() -> None:
    """«Tog» may have been «to»: better asked again than dialled wrong."""
    assert read_phone("nitti to femti seks sytti tog tretti") is None


def test_a_correction_within_a_number_starts_it_again() -> None:
    """What was said before «nei» does not count when a whole number follows."""
    reading = read_phone("ni åtte null nei ni to null en åtte fire seks tre")
    assert reading is not None
    assert reading.value == "+4792018463"


def test_second_thoughts_replace_as_many_digits_as_there_are_too_many() -> None:
    """«Det siste sifferet er …» mends the end, a new beginning the whole (DIA-13)."""
    ending = read_phone("ni åtte null fire to to en en nei vent det siste sifferet er to")
    begun_again = read_phone("ni åtte null eh ni åtte null fire to to en en")
    assert ending is not None
    assert ending.value == "+4798042212"
    assert begun_again is not None
    assert begun_again.value == "+4798042211"
    assert read_phone("ni to null en nei ni to null to åtte fire seks") is None


def test_identity_numbers_are_masked_written_and_spoken() -> None:
    """No transcript keeps one (GDP-09)."""
    assert mask_national_id("det er 010190 12345 takk") == "det er *** takk"
    spoken = "fødselsnummer null en null en ni null en to tre fire fem"
    assert mask_national_id(spoken) == "fødselsnummer ***"
    assert mask_national_id("ring 98 04 22 11") == "ring 98 04 22 11"


def test_an_address_with_a_letter_that_mail_cannot_take_is_asked_again() -> None:
    """Whether «å» is «a» or «aa» only the caller knows."""
    assert read_email("håvard krøllalfa fjordtek punktum no") is None
    assert read_email("to krøllalfa her krøllalfa der punktum no") is None


def test_what_is_said_about_an_address_is_no_part_of_it() -> None:
    """Notes are passed over, spelled words are written once (DIA-13)."""
    joined = read_email("altså det er info krøllalfa haugenmaskin i ett ord punktum no")
    spelled = read_email("wenche w e n c h e krøllalfa online punktum no")
    assert joined is not None
    assert joined.value == "info@haugenmaskin.no"
    assert spelled is not None
    assert spelled.value == "wenche@online.no"
    assert joined.start == 3


def test_a_correction_of_an_address_replaces_the_part_that_it_resembles() -> None:
    """Where it fits nowhere, the address is asked for again."""
    address = "kari punktum lie krøllalfa gmail punktum com"
    host = read_email(f"{address} nei hotmail")
    ending = read_email(f"{address} nei no")
    refused = read_email(f"{address} nei takk")
    assert host is not None
    assert host.value == "kari.lie@hotmail.com"
    assert ending is not None
    assert ending.value == "kari.lie@gmail.no"
    assert refused is not None
    assert refused.value == "kari.lie@gmail.com"
    assert read_email(f"{address} nei fjordtek") is None
