"""Telephone numbers and e-mail addresses to words, as people dictate them."""

from __future__ import annotations

import re

from voiceagent.norwegian.numbers.number_words import word_pieces
from voiceagent.norwegian.speaking.counting import say_digits, say_number
from voiceagent.norwegian.words.dialect import COMMON_FORM
from voiceagent.norwegian.words.reading import word_set

_DIGITS = 8
_SWITCHBOARD_DIGITS = 5
_SIGNS = {".": "punktum", "-": "bindestrek", "_": "understrek", "+": "pluss", "@": "krøllalfa"}
_MISHEARD = word_set(
    "er på til ja det den min mi epost adresse mail jobb blir send skriv da så hei takk bruk"
    " heter kalles står nei og var privat kommer her med at som dot strek minus punkt prikk no com"
    " net org se dk eu io ai as biz info nu co uk de fi tech cloud dev app pluss dobbel dobbelt"
    " alt ett ord eller ikke men liten stor bokstav mellomrom tror vår deres epostadressen altså"
    " krøllalfa alfakrøll krølla snabela grisehale underscore bunnstrek punktum bindestrek mine"
    " understrek jobbmail skrives"
)


def say_phone(number: str) -> str:
    """A telephone number in pairs with commas between: «nittiåtte, null fire, tjueto, elleve».

    A foreign number keeps its «pluss»; the five digits of a switchboard are said one by one.
    """
    digits = re.sub(r"\D", "", number)
    if not number.strip().startswith("+"):
        return say_digits(digits, group=1 if len(digits) == _SWITCHBOARD_DIGITS else 2)
    if digits.startswith("47") and len(digits) == len("47") + _DIGITS:
        return say_digits(digits[2:])
    return "pluss " + say_digits(digits)


def say_email(address: str) -> str:
    """An e-mail address as it is dictated: «kari punktum nordmann krøllalfa fjordtek punktum no».

    What would be heard as another word («to», «er») is spelled, letter by letter.
    """
    local, _, domain = address.lower().rpartition("@")
    host, _, top = domain.rpartition(".")
    return f"{_dictated(local)} krøllalfa {_dictated(host)} punktum {top}"


def _dictated(part: str) -> str:
    pieces = re.findall(r"[a-zæøå]+|\d+|[.\-_+]", part)
    return " ".join(_piece(piece) for piece in pieces)


def _piece(piece: str) -> str:
    if piece in _SIGNS:
        return _SIGNS[piece]
    if piece.isdigit():
        return " ".join(say_number(int(digit)) for digit in piece)
    heard = COMMON_FORM.get(piece, piece)
    if {piece, heard} & _MISHEARD or word_pieces(piece) or len(piece) == 1:
        return " ".join(piece)
    return piece
