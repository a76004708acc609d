"""Answers with a value: what is said, what was asked, and what the dialog must understand.

Carrier sentences and numbers are made here, independent of the grammar that the recogniser learned
from; names of «unknown» kinds are in none of its lists. A case is *right* when the reader that the
dialog uses finds the value in the words recognised. Every case is read right when its words are
heard perfectly (a test proves it), so what is lost is lost in hearing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.norwegian.acts.answers import read_yes_no
from voiceagent.norwegian.contact.companies import read_company
from voiceagent.norwegian.contact.contact import read_email, read_phone
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.times.when import read_when

NOW = datetime.fromisoformat("2026-11-18T09:30:00+01:00")

Value = object
Read = Callable[[str], Value]


@dataclass(frozen=True, slots=True)
class Case:
    """One answer.

    Attributes:
        kind: Name of the kind in the report.
        said: Words as they are spoken.
        expectation: What was asked, and what the call knows.
        meant: The value.
        read: The dialog's reader of this kind.
    """

    kind: str
    said: str
    expectation: Expectation
    meant: Value
    read: Read


def _listed(text: str) -> tuple[str, ...]:
    """Phrases between bars."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


_YES = _listed(
    """
    ja | ja takk | ja gjerne | jo | ja det stemmer | det stemmer | ja det er riktig | ja det
    passer bra | ja da | ja absolutt | ja selvfølgelig | ja det går fint | helt riktig | ja
    det er meg | ja det er greit
    """
)
_NO = _listed(
    """
    nei | nei takk | nei det stemmer ikke | nei det er feil | det stemmer ikke | nei det
    passer ikke | nei det går ikke | nei dessverre | nei ikke nå | nei det er ikke meg | nei
    det har vi ikke | nei da
    """
)
_DAYS = _listed("mandag | tirsdag | onsdag | torsdag | fredag")
_ON_DAY = _listed(
    """
    {} | {} | på {} | helst {} | {} passer best | {} passer fint | kan vi ta det på {} | hva
    med {} | det må bli {} | ja {} | da tar vi {}
    """
)
_HOURS = _listed(
    """
    ett | to | tre | fire | fem | seks | sju | åtte | ni | ti | elleve | tolv
    """
)
_AT = _listed(
    """
    klokka {} | klokka {} | kan vi ta det klokka {} | klokka {} passer bra | helst klokka {}
    """
)
_MONTHS = _listed(
    """
    januar | februar | mars | april | mai | juni | juli | august | september | oktober |
    november | desember
    """
)
_ORDINALS = _listed(
    """
    første | andre | tredje | fjerde | femte | sjette | sjuende | åttende | niende | tiende
    | ellevte | tolvte | trettende | fjortende | femtende | sekstende | syttende | attende |
    nittende | tjuende | tjueførste | tjueandre | tjuetredje | tjuefjerde | tjuefemte |
    tjuesjette | tjuesjuende | tjueåttende | tjueniende | trettiende
    """
)
_ON_DATE = _listed("{} | den {} | {} passer bra | hva med den {} | kan vi ta det {}")
_DIGITS = _listed("null | en | to | tre | fire | fem | seks | sju | åtte | ni")
_TEENS = _listed(
    """
    ti | elleve | tolv | tretten | fjorten | femten | seksten | sytten | atten | nitten
    """
)
_TENS = _listed(
    """
    null | ti | tjue | tretti | førti | femti | seksti | sytti | åtti | nitti
    """
)
_PHONE = _listed("{} | {} | {} | nummeret er {} | det er {} | mobilen er {}")

KNOWN_NAMES = _listed(
    """
    kari nordmann | ola hansen | ingrid berg | jon lie | per nygaard | anne nygård | tor
    haugen | kristoffer aas | marte ødegård | christian wiik | thea vik | silje brekke |
    henrik solberg | katrine moe | torill bakke | lars mathisen | mats matisen | eva
    sørensen | camilla dahl | karina kvamme | sindre hovde | philip bjørnstad | aksel rognan
    | benedicte tronstad | cecilie wold | jarle skjelbred | mette stokke | ragnar tveter |
    susann kjelstad | terese hegdal
    """
)
"""Names that the call knows beforehand; half of them are in no list of the recogniser's."""
KNOWN_COMPANIES = _listed(
    """
    fjordtek | nordlys regnskap | havgruppen | brattbakken maskin | vestby elektro |
    kvernberg bygg | ullandhaug energi | sjøtun sjømat | romerike renhold | glomma transport
    | kragerø båtservice | eidsvåg mekaniske | tindved design | heimdal kulde | norkyst data
    | solvang eiendom | rosendal hotell | jæren betong | halvorsen og lien | skjærgård
    catering | dovre tre | lofoten fisk | byåsen bakeri | nøtterøy bil | alnabru lager |
    granlund arkitekter | stordal gartneri | mjøsa trykk | varanger it | blåfjell kraft
    """
)
UNKNOWN_NAMES = _listed(
    """
    karina kvamme | sindre hovde | jarle skjelbred | mette stokke | ragnar tveter | terese
    hegdal | norvald brandal | gjertrud sveen | borghild heimdal | torleif kvinge | edel
    framnes | kolbjørn ytterdal | annbjørg tangvik | oddgeir hustad | magnhild rolland |
    steinar grimsmo | torfinn lysberg | aslaug nerland | halldis skorpen | jomar elvestad |
    runar vassbotn | sunniva trones | vebjørn hatlen | heidrun solbakk | emil furuset |
    jonathan risberg | adrian lindås | elida storhaug | nelly granheim | ronny tofte
    """
)
"""Surnames, and mostly first names, that no list of the recogniser's holds."""
UNKNOWN_COMPANIES = _listed(
    """
    brattbakken maskin | vestby elektro | kvernberg bygg | sjøtun sjømat | romerike renhold
    | glomma transport | eidsvåg mekaniske | heimdal kulde | solvang eiendom | rosendal
    hotell | jæren betong | dovre tre | lofoten fisk | byåsen bakeri | alnabru lager |
    granlund arkitekter | stordal gartneri | mjøsa trykk | blåfjell kraft | storvollen
    snekkerverksted | løvenskiold skog | hunderfossen kafe | rindal saueavl | tysnes
    båtbyggeri | snåsa bruk | valdres steinhogg | namdal potet | sotra fiskeutstyr | trysil
    hytteservice | lyngdal kjøtt
    """
)
_I_AM = _listed(
    """
    jeg heter {} | jeg heter {} | {} | det er {} | navnet er {} | mitt navn er {}
    """
)
_WE_ARE = _listed(
    """
    {} | {} | firmaet heter {} | jeg ringer fra {} | vi heter {} | selskapet heter {}
    """
)
_MAILBOXES = _listed(
    """
    post | kontakt | info | salg | kari | ola | ingrid | jonas | firmapost | silje
    """
)
_HOSTS = _listed(
    """
    gmail | hotmail | outlook | online | fjordtek | nordvik | havgruppen | icloud
    """
)

_NAME_CONTEXT = ("jeg heter", "det er")
_COMPANY_CONTEXT = ("fra", "jeg ringer fra")


def cases(kind: str, seed: int) -> Iterator[Case]:
    """An endless stream of one kind."""
    rng = Random(f"{kind} {seed}")
    while True:
        yield _MAKERS[kind](rng)


def _yes_no(rng: Random) -> Case:
    meant = rng.random() < 0.5
    expectation = Expectation(AnswerKind.YES_NO, phrases=("ja", "nei"))
    return Case("yes_no", rng.choice(_YES if meant else _NO), expectation, meant, read_yes_no)


def _weekday(rng: Random) -> Case:
    day = rng.randrange(len(_DAYS))
    said = rng.choice(_ON_DAY).format(_DAYS[day])
    return Case("weekday", said, Expectation(AnswerKind.WHEN), day, read_weekday)


def _clock(rng: Random) -> Case:
    hour, form = rng.randrange(12), rng.randrange(6)
    words, minute = {
        0: (_HOURS[hour], 0),
        1: (_HOURS[hour], 0),
        2: (f"halv {_HOURS[hour]}", -30),
        3: (f"kvart over {_HOURS[hour]}", 15),
        4: (f"kvart på {_HOURS[hour]}", -15),
        5: (f"ti over {_HOURS[hour]}", 10),
    }[form]
    meant = ((hour + 1) * 60 + minute) % 720
    said = rng.choice(_AT).format(words)
    return Case("clock", said, Expectation(AnswerKind.WHEN), meant, read_half_day_minute)


def _date(rng: Random) -> Case:
    month, day = rng.randrange(12), rng.randrange(28)
    said = rng.choice(_ON_DATE).format(f"{_ORDINALS[day]} {_MONTHS[month]}")
    return Case("date", said, Expectation(AnswerKind.WHEN), (month + 1, day + 1), read_date)


def _phone(rng: Random) -> Case:
    digits = rng.choice("49") + "".join(rng.choice("0123456789") for _ in range(7))
    said = rng.choice(_PHONE).format(rng.choice((_singly, _singly, _paired, _grouped))(digits))
    return Case("phone", said, Expectation(AnswerKind.DIGITS), f"+47{digits}", read_number)


def _known_name(rng: Random) -> Case:
    name, other = rng.sample(KNOWN_NAMES, 2)
    phrases = (*_NAME_CONTEXT, name, rng.choice(KNOWN_COMPANIES), other)
    said = rng.choice(_I_AM).format(name)
    return Case("known_name", said, Expectation(AnswerKind.NAME, phrases=phrases), name, read_name)


def _known_company(rng: Random) -> Case:
    firm, other = rng.sample(KNOWN_COMPANIES, 2)
    phrases = (*_COMPANY_CONTEXT, firm, rng.choice(KNOWN_NAMES), other)
    said = rng.choice(_WE_ARE).format(firm)
    expectation = Expectation(AnswerKind.COMPANY, phrases=phrases)
    return Case("known_company", said, expectation, firm, read_firm)


def _unknown_name(rng: Random) -> Case:
    name = rng.choice(UNKNOWN_NAMES)
    expectation = Expectation(AnswerKind.NAME, phrases=_NAME_CONTEXT)
    return Case("unknown_name", rng.choice(_I_AM).format(name), expectation, name, read_name)


def _unknown_company(rng: Random) -> Case:
    firm = rng.choice(UNKNOWN_COMPANIES)
    expectation = Expectation(AnswerKind.COMPANY, phrases=_COMPANY_CONTEXT)
    return Case("unknown_company", rng.choice(_WE_ARE).format(firm), expectation, firm, read_firm)


def _email(rng: Random) -> Case:
    box, host = rng.choice(_MAILBOXES), rng.choice(_HOSTS)
    spelled = rng.random() < 0.4
    said_box = " ".join(box) if spelled else box
    ending = "com" if host in ("gmail", "hotmail", "outlook", "icloud") else "no"
    said = f"{said_box} krøllalfa {host} punktum {ending}"
    expectation = Expectation(AnswerKind.SPELLING)
    return Case("email", said, expectation, f"{box}@{host}.{ending}", read_address)


_MAKERS: dict[str, Callable[[Random], Case]] = {
    "yes_no": _yes_no,
    "weekday": _weekday,
    "clock": _clock,
    "date": _date,
    "phone": _phone,
    "known_name": _known_name,
    "known_company": _known_company,
    "unknown_name": _unknown_name,
    "unknown_company": _unknown_company,
    "email": _email,
}
KINDS = tuple(_MAKERS)


# ---------------------------------------------------------------- ways to say numbers


def _singly(digits: str) -> str:
    return " ".join(_DIGITS[int(digit)] for digit in digits)


def _paired(digits: str) -> str:
    return " ".join(_two(digits[place : place + 2]) for place in range(0, len(digits), 2))


def _grouped(digits: str) -> str:
    """Three, two and three, as many mobile numbers are said."""
    return f"{_singly(digits[:3])} {_two(digits[3:5])} {_singly(digits[5:])}"


def _two(pair: str) -> str:
    tens, ones = int(pair[0]), int(pair[1])
    if tens == 0:
        return f"null {_DIGITS[ones]}"
    if tens == 1:
        return _TEENS[ones]
    return _TENS[tens] + (_DIGITS[ones] if ones else "")


# ---------------------------------------------------------------- the dialog's readers


def read_weekday(text: str) -> Value:
    """Number of the one weekday that is wanted."""
    when = read_when(text, now=NOW)
    days = {day.weekday() for day in when.value.dates} if when is not None else set()
    return days.pop() if len(days) == 1 else None


def read_half_day_minute(text: str) -> Value:
    """Minutes of the exact time, within half a day."""
    when = read_when(text, now=NOW)
    return None if when is None or when.value.minute is None else when.value.minute % 720


def read_date(text: str) -> Value:
    """Month and day of the one date."""
    when = read_when(text, now=NOW)
    if when is None or len(when.value.dates) != 1:
        return None
    return when.value.dates[0].month, when.value.dates[0].day


def read_number(text: str) -> Value:
    """A whole telephone number."""
    found = read_phone(text)
    return None if found is None else found.value


def read_name(text: str) -> Value:
    """A person's name, lower case."""
    found = read_person(text, expected=True)
    return None if found is None else found.value.lower()


def read_firm(text: str) -> Value:
    """A company's name, lower case."""
    found = read_company(text, expected=True)
    return None if found is None else found.value.lower()


def read_address(text: str) -> Value:
    """An e-mail address."""
    found = read_email(text)
    return None if found is None else found.value
