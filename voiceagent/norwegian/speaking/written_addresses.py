"""Addresses and numbers that are told digit by digit: e-mail, web, telephone, organisation, codes.

What is a label with digits behind it («Ordrenummer 20456», «konto 1234 56 78901») is a code, never
an amount; so are nine digits that are an organisation number and no other figure.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.contact.contact import is_org_number, is_phone_number
from voiceagent.norwegian.speaking.abbreviations import COUNTED
from voiceagent.norwegian.speaking.counting import say_digits
from voiceagent.norwegian.speaking.dictating import say_email, say_phone
from voiceagent.norwegian.speaking.expansion import Expansion
from voiceagent.norwegian.words.name_tables import PLACES

_TOPS = {
    "no": "no", "com": "com", "org": "org", "net": "net", "eu": "e u", "io": "i o", "ai": "a i",
    "se": "s e", "dk": "d k", "app": "app", "dev": "dev", "tech": "tech", "cloud": "cloud",
    "uk": "u k", "info": "info", "shop": "shop", "biz": "biz", "online": "online", "de": "d e",
}  # fmt: skip
_PATH = re.compile(r"(?:/[a-zæøå]+(?:-[a-zæøå]+)*){1,2}/?")
_COUNTED = "|".join((*(re.escape(stem) for stem in COUNTED), "prosent", "%", "mill", "mrd", ",-"))
_NOT_COUNTED = rf"(?! ?(?i:kr\b|NOK|EUR|USD|{_COUNTED}))"
_CODES = (
    r"kode|pinkode|pin|ref(?:eranse)?(?:nr|nummer)?|sak(?:s?nr|snummer)|sak nr|ordre(?:nr|nummer)?"
    r"|kunde(?:nr|nummer)|faktura(?:nr|nummer)?|faktura nr|konto(?:nr|nummer)?|medlems(?:nr|nummer)"
    r"|serie(?:nr|nummer)|avtale(?:nr|nummer)|bestillings(?:nr|nummer)|møte-?id|kid(?:-nummer)?"
    r"|gjelds(?:nr|nummer)|postboks|postnummer|postnr|passord|lisensnøkkel|vare(?:nr|nummer)"
)


def _web(match: re.Match[str]) -> str:
    whole_path = match["path"] or ""
    path = whole_path.rstrip(".!?")
    words = f"{_host(match['host'])} punktum {_TOPS[match['top']]}"
    if _PATH.fullmatch(path):
        words += "".join(f" skråstrek {part}" for part in path.strip("/").split("/"))
    return words + whole_path[len(path) :]


def _host(host: str) -> str:
    return host.replace(".", " punktum ").replace("-", " bindestrek ")


def _phone(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])[-8:]
    return say_phone(digits) if is_phone_number(digits) else match[0]


def _abroad(match: re.Match[str]) -> str:
    return say_phone("+" + re.sub(r"\D", "", match["n"]))


def _called(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match["n"])
    if not 5 <= len(digits) <= 8:
        return match[0]
    triplets = len(digits) == 6 and not re.fullmatch(r"(?:\d\d ?){3}", match["n"].strip())
    triplets = triplets or digits.startswith("116")
    return match["head"] + (say_digits(digits, group=3) if triplets else say_phone(digits))


def _code(match: re.Match[str]) -> str:
    parts = re.split(r"[/-]", re.sub(r"[ .]", "", match["n"]))
    return match["head"] + " skråstrek ".join(say_digits(part) for part in parts if part)


def _org_number(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match["n"])
    head = match["head"]
    head = re.sub(r"(?i)org\.? ?nr\.?", "organisasjonsnummer", head)
    return head + say_digits(digits, group=3)


def _bare_org_number(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    return say_digits(digits, group=3) if is_org_number(digits) else match[0]


def _postcode(match: re.Match[str]) -> str:
    """«5003 Bergen»; a year behind a preposition stays one: «i 2027 Oslo»."""
    year = match["n"].startswith(("19", "20")) and match["head"] != ", "
    known = match["place"].lower() in PLACES
    if year or not (known or match["n"].startswith("0")):
        return match[0]
    return match["head"] + say_digits(match["n"])


ADDRESSES: tuple[Expansion, ...] = (
    (re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"), lambda match: say_email(match[0])),
    (
        re.compile(
            r"\b(?:https?://)?(?:www\.)?(?P<host>[\wæøå-]+(?:\.[\w-]+)*)\.(?P<top>"
            + "|".join(_TOPS)
            + r")\b(?!\.\w)(?P<path>/[^\s,;)]*)?"
        ),
        _web,
    ),
    (
        re.compile(
            r"(?i)\b(?P<head>(?:org\.? ?nr\.?|org(?:anisasjons)?nummer(?:et)?)(?: vårt)?"
            r"(?: er| på)?:? ?)(?:NO ?)?(?P<n>\d{3}[ .]?\d{3}[ .]?\d{3})\b"
        ),
        _org_number,
    ),
    (
        re.compile(rf"(?<![\d.,])(?<!\d )\d{{9}}(?![\d]|[.,]\d){_NOT_COUNTED}"),
        _bare_org_number,
    ),
    (re.compile(r"(?:\+|\b00)47[ -]?(?:\d[ -]?){7}\d\b"), _phone),
    (
        re.compile(r"(?<![\w.,])(?:\+|00)(?P<n>(?!47)[1-9](?:[ -]?\d){7,14})\b"),
        _abroad,
    ),
    (
        re.compile(
            rf"(?i)\b(?P<head>(?:{_CODES})(?:\.|:| nr\.?| nummer| er|#)* ?#?)"
            rf"(?P<n>\d{{3,}}(?:[ .]\d{{2,}})*(?:[/-]\d{{2,}})?)\b(?! ?%|,\d){_NOT_COUNTED}"
        ),
        _code,
    ),
    (
        re.compile(
            r"(?<!\d )(?<!\d[.,] )(?<![\d.,])(?:\d\d \d\d \d\d \d\d|\d{3} \d\d \d{3}|[2-9]\d{7}"
            rf"|\d\d[.-]\d\d[.-]\d\d[.-]\d\d)\b(?![.,]\d){_NOT_COUNTED}"
        ),
        _phone,
    ),
    (
        re.compile(
            r"(?i)\b(?P<head>(?:ring(?:er|e)?|tlf\.?|telefon(?:nummer(?:et)?)?|mobil(?:nummer)?"
            r"|sms til|sentralbord(?:et)?|nummer(?:et)?)(?: oss| meg| dem)?(?: er| på)?:? ?)"
            rf"(?P<n>\d(?: ?\d){{4,7}})\b(?![.,]?\d){_NOT_COUNTED}"
        ),
        _called,
    ),
    (
        re.compile(
            r"(?P<head>(?:^|, |\bi |\btil |\bfra |\bfrå )?)(?P<n>(?<!\d )\b(?:0\d{3}|[1-9]\d{3}))"
            r"(?= (?P<place>[A-ZÆØÅ][a-zæøå]+)(?![\w-]))"
        ),
        _postcode,
    ),
)
