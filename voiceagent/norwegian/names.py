"""Names of people and companies, out of free speech or as the whole answer.

Three kinds of ground, from firm to soft: an announcement («jeg heter …»), a known first name next
to a surname, and the plain answer to the question for a name. The softer the ground, the more a
word must look like a name: function words, numbers and verbs never are.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.number_words import word_pieces
from voiceagent.norwegian.reading import Reading, Text, read_text, word_set, words_pattern
from voiceagent.norwegian.spelling import read_letter

_ANNOUNCED = words_pattern(
    r"(?:jeg|æ|eg) heter(?: egentlig| faktisk| altså| jo| da)?",
    r"navnet (?:mitt )?(?:er|var)",
    r"namnet (?:mitt )?er",
    r"mitt navn er",
    r"fullt navn er",
    r"(?:fornavnet|etternavnet) (?:mitt )?er",
    r"jeg heiter",
    r"kontaktpersonen (?:er|heter)",
    r"hun heter",
    r"han heter",
    r"vedkommende heter",
)
_MAYBE_ANNOUNCED = words_pattern(
    r"(?:det|dette) er",
    r"her er",
    r"du snakke med",
    r"jeg er",
    r"det var",
    r"(?:ja |hei )(?:det )?(?:er )?",
    r"navn",
    r"skriv(?: på)?",
    r"bare skriv",
    r"kall meg",
    r"heter",
    r"sett opp",
    r"på",
)
_NEVER = word_set(
    "jeg du han hun vi dere de den det dette er var har kan vil skal ikke ja nei jo og eller "
    "men som"
    " en et ei i på til fra for med av om at å hei hallo takk god dag her der nå da så hva "
    "hvem hvor"
    " når hvorfor hvordan bare også litt mye veldig ganske helt fint bra greit ok okei daglig leder"
    " sjef eier ansvarlig selger ring ringe snakke prøve si kanskje gjerne mm eh øh altså meg deg"
    " oss dem min din vår mitt firma firmaet selskapet bedriften bedrift jobb arbeider ansatte vet"
    " kommer heter går må bør navn navnet mann dame person kunde noen ingen alle feil riktig "
    "stemmer"
    " mandag tirsdag onsdag torsdag fredag lørdag søndag klokka uke morgen dag kveld robot menneske"
    " samme privat interessert opptatt på ferie møte sein hjelp spørsmål telefon nummer tror synes"
    " unnskyld beklager igjen allerede fortsatt ansvaret økonomi salg drift lager butikk kontor"
    " hvilken noe sikker vent trenger ønsker lurer ville kunne skulle hadde være blir ble får fått"
    " gang ganger tid bil hos ved under over etter før mot uten mellom gjennom langs mellomnavn"
    " fornavn etternavn bokstav bokstaver staves skrives dobbel dobbelt alt bedre verre dårlig"
    " hyggelig takker bor bodd norsk engelsk svensk ærlig sant usikker vanskelig sykt ute inne "
    "hjemme"
)
_ADDRESS_SIGNS = word_set("krøllalfa alfakrøll punktum bindestrek understrek @")
_PARTICLES = word_set("von van de der af al el la le di")
_SPELT_OTHERWISE: dict[str, tuple[tuple[str, str], ...]] = {
    "c": (("kr", "chr"), ("k", "c"), ("s", "c")),
    "k": (("ch", "k"), ("c", "k")),
    "ch": (("k", "ch"),),
    "w": (("v", "w"),),
    "v": (("w", "v"),),
    "z": (("s", "z"),),
    "th": (("t", "th"),),
}
_COMPANY = words_pattern(
    r"(?:ringer|ringe|er|kommer|arbeider) (?:her )?(?:fra|hos|på vegne av)"
    r"(?: firmaet| selskapet| et firma som heter| en bedrift som heter| noe som heter)?",
    r"arbeider (?:i|for|ved)(?: firmaet| selskapet| et firma som heter)?",
    r"(?:firmaet|selskapet|bedriften|bedrifta|foretaket|firma|selskap) (?:mitt |vårt |vår "
    r")?(?:heter|er)",
    r"(?:vi|som) heter",
    r"på vegne av",
    r"(?:\S*leder|eier|\S*sjef|\S*ansvarlig|\S*direktør|gründer|selger) (?:i|hos|av|ved)",
    r"^(?:det er |ja )?(?:fra|hos)",
    r"firmanavnet er",
    r"representerer",
    r"bedrift(?:en|a)? (?:heter|er)",
    r"driver (?:et firma som heter|firmaet|selskapet|bedriften)",
)
_FORMS = {
    "as": "AS",
    "a/s": "AS",
    "asa": "ASA",
    "ans": "ANS",
    "da": "DA",
    "sa": "SA",
    "nuf": "NUF",
    "enk": "ENK",
    "ba": "BA",
    "ks": "KS",
    "hf": "HF",
    "kf": "KF",
    "ikt": "IKT",
    "it": "IT",
}
_SPOKEN_FORMS = (
    ("a", "s", "a", "ASA"),
    ("a", "s", "AS"),
    ("aksjeselskap", "AS"),
    ("ass", "AS"),
    ("aess", "AS"),
)
_COMPANY_STOPS = word_set(
    "og_vi vi jeg som men så ringer lurer ønsker vil skulle nå da takk ja nei har er kan driver det"
    " eller trenger med fordi angående for i på hei dette den de hva når hvor der her om ikke "
    "ansatte"
    " bare litt gjerne hvis du dere min mitt meg oss å at til kommer heter arbeider snakke ville"
    " leter lurte lurar står sitter bor holder tenker tenkte"
)
_NEVER_FIRST = word_set(
    "mandag tirsdag onsdag torsdag fredag lørdag søndag klokka morgen formiddag formiddagen uke"
    " ettermiddag ettermiddagen januar februar mars april mai juni juli august september oktober"
    " november desember neste jul påske sommer høst vår starten første nå da tidlig sent"
)
_COMPANY_NEVER = word_set(
    "oslo bergen trondheim stavanger tromsø drammen kristiansand bodø jobb ferie møte dag bil"
    " firma firmaet selskapet bedriften et en ei butikk byrå noe noen kommunen utlandet norge veien"
    " vei bedrift mobilen kontoret kontor hjemmekontor salg økonomi regnskap sånn samme feil tanke"
    " it markedsavdelingen avdelingen alle staten privat hele dere"
)


def read_person(text: str, *, expected: bool = False) -> Reading[str] | None:
    """A person's name in title case: «jeg heter kari nordmann».

    Args:
        text: The utterance.
        expected: A name was asked for, so that a bare «kari nordmann» counts.
    """
    tokens = read_text(text)
    for match in tokens.finditer(_ANNOUNCED):
        end = tokens.span(match)[1]
        if (name := _name_at(tokens, end, firm=True)) is not None:
            return name
    candidates = [tokens.span(match)[1] for match in tokens.finditer(_MAYBE_ANNOUNCED)]
    for start in candidates:
        name = _name_at(tokens, start, firm=False)
        if name is not None and (expected or _is_known(tokens, name) or _says_here(tokens, name)):
            return name
    return _bare_name(tokens, expected=expected)


def read_company(text: str, *, expected: bool = False) -> Reading[str] | None:
    """A company's name as it is written: «vi er fra nordlys regnskap as» → Nordlys Regnskap AS.

    Args:
        text: The utterance.
        expected: A company was asked for, so that a bare «fjordtek» counts.
    """
    tokens = read_text(text)
    for match in tokens.finditer(_COMPANY):
        end = tokens.span(match)[1]
        if (name := _company_at(tokens, end)) is not None:
            return name
    for index in range(1, len(tokens) - 1):
        named = tokens.raw[index - 1] in FIRST_NAMES or tokens.raw[index - 1] in SURNAMES
        if named and tokens.norm[index] == "fra" and (name := _company_at(tokens, index + 1)):
            return name
    with_form = next(
        (index for index, word in enumerate(tokens.raw) if word in ("as", "asa") and index), None
    )
    if with_form is not None:
        start = with_form
        while start > 0 and tokens.norm[start - 1] not in _COMPANY_STOPS and with_form - start < 4:
            start -= 1
        if (name := _company_at(tokens, start)) is not None and name.end > with_form:
            return name
    if expected:
        start = 0
        while start < len(tokens) and tokens.norm[start] in _LEADING:
            start += 1
        name = _company_at(tokens, start)
        if name is not None and name.end == len(tokens):
            single = name.end - name.start == 1
            return None if single and tokens.norm[name.start] in _NEVER else name
    return None


_LEADING = word_set("ja jo eh øh det er den vi jeg heter i hos fra ehm altså hm mm ok okei firmaet")


# ---------------------------------------------------------------- people


def _name_at(tokens: Text, start: int, *, firm: bool) -> Reading[str] | None:
    """The name that begins at a token: up to four words that can be one."""
    end = start
    while end < len(tokens) and end - start < 4 and _may_be_name(tokens, end):
        if end > start and tokens.norm[end] in ("her", "fra", "i"):
            break
        if tokens.raw[end] == "og":
            break
        end += 1
    while end > start and tokens.raw[end - 1] in _PARTICLES:
        end -= 1
    if end == start or (not firm and end - start == 1 and tokens.raw[start] not in FIRST_NAMES):
        return None
    if not firm and not (tokens.raw[start] in FIRST_NAMES or tokens.raw[end - 1] in SURNAMES):
        return None
    if tokens.raw[end : end + 1] and tokens.raw[end] in _ADDRESS_SIGNS:
        return None
    words, noted = _spelling_noted(tokens, start, end)
    return tokens.reading(_titled(words), start, noted)


def _may_be_name(tokens: Text, index: int) -> bool:
    word, norm = tokens.raw[index], tokens.norm[index]
    if word in FIRST_NAMES or word in SURNAMES or word in _PARTICLES:
        return True
    if norm in _NEVER or word in _NEVER or word in _ADDRESS_SIGNS:
        return False
    if word_pieces(word) or len(word) < 2:
        return False
    return re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", word) is not None


def _is_known(tokens: Text, name: Reading[str]) -> bool:
    return tokens.raw[name.start] in FIRST_NAMES


def _says_here(tokens: Text, name: Reading[str]) -> bool:
    return tokens.raw[name.end : name.end + 1] == ("her",)


def _bare_name(tokens: Text, *, expected: bool) -> Reading[str] | None:
    """«kari nordmann her», or the whole answer to the question for a name."""
    for start in range(len(tokens)):
        if tokens.raw[start] not in FIRST_NAMES:
            continue
        end = start + 1
        while (
            end < len(tokens)
            and end - start < 4
            and (
                tokens.raw[end] in FIRST_NAMES
                or tokens.raw[end] in SURNAMES
                or tokens.raw[end] in _PARTICLES
            )
        ):
            end += 1
        surname = tokens.raw[end - 1] in SURNAMES
        here = tokens.raw[end : end + 1] == ("her",)
        if (end - start >= 2 and (surname or here)) or here:
            words, noted = _spelling_noted(tokens, start, end)
            return tokens.reading(_titled(words), start, noted)
    if not expected:
        return None
    start = 0
    while start < len(tokens) and tokens.norm[start] in _LEADING:
        start += 1
    if spelled := _spelled_name(tokens, start):
        return spelled
    end = start
    while end < len(tokens) and _may_be_name(tokens, end):
        end += 1
    words, noted = _spelling_noted(tokens, start, end)
    rest = tokens.norm[noted:]
    if not 1 <= end - start <= 4 or any(word not in ("takk", "her", "da") for word in rest):
        return None
    return tokens.reading(_titled(words), start, noted)


def _spelled_name(tokens: Text, start: int) -> Reading[str] | None:
    """«k a r i»: letters alone make a name where one was asked for."""
    letters, index = "", start
    while index < len(tokens) and (found := read_letter(tokens.raw, index)) is not None:
        letters += found[0]
        index = found[1]
    if len(letters) < 2 or index != len(tokens) or index - start < 2:
        return None
    return tokens.reading(letters.capitalize(), start, index)


def _spelling_noted(tokens: Text, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """Apply «med k», «med c», «med to l-er» to the words before; unknown notes change nothing."""
    words = list(tokens.raw[start:end])
    while end + 1 < len(tokens) and tokens.raw[end] == "med" and words:
        found = read_letter(tokens.raw, end + 1)
        if found is None:
            break
        index = next((i for i, word in enumerate(words) if _noted(word, found[0]) != word), None)
        if index is not None and not any(found[0] in word for word in words):
            words[index] = _noted(words[index], found[0])
        end = found[1]
    return tuple(words), end


def _noted(word: str, letters: str) -> str:
    for sound, written in _SPELT_OTHERWISE.get(letters, ()):
        if sound in word:
            return word.replace(sound, written, 1)
    if (
        len(letters) == 2
        and letters[0] == letters[1]
        and letters[0] in word
        and letters not in word
    ):
        return word.replace(letters[0], letters, 1)
    return word


def _titled(words: tuple[str, ...]) -> str:
    return " ".join(
        word
        if word in ("von", "van", "de", "af")
        else "-".join(part.capitalize() for part in word.split("-"))
        for word in words
    )


# ---------------------------------------------------------------- companies


def _company_at(tokens: Text, start: int) -> Reading[str] | None:
    words: list[str] = []
    index = start
    while index < len(tokens) and len(words) < 5:
        form = _spoken_form(tokens, index) if words else None
        if form is not None:
            words.append(form[0])
            index = form[1]
            break
        raw, norm = tokens.raw[index], tokens.norm[index]
        if raw in _FORMS and words:
            words.append(_FORMS[raw])
            index += 1
            if raw != "it":
                break
            continue
        joined = raw in ("og", "&") and words and index + 1 < len(tokens)
        stops = raw in _COMPANY_STOPS or norm in _COMPANY_STOPS
        if (joined and tokens.norm[index + 1] in _COMPANY_STOPS) or (stops and not joined):
            break
        words.append("og" if raw == "og" else raw.capitalize())
        index += 1
    while words and words[-1] in ("og", "&"):
        words.pop()
        index -= 1
    if not words or (len(words) == 1 and words[0].lower() in _COMPANY_NEVER):
        return None
    if tokens.norm[start] in _NEVER_FIRST:
        return None
    if words[0].lower() in _COMPANY_NEVER and tokens.raw[start] in (
        "et",
        "en",
        "ei",
        "noe",
        "noen",
        "samme",
    ):
        return None
    if all(word_pieces(word.lower()) for word in words):
        return None
    return tokens.reading(" ".join(words), start, index)


def _spoken_form(tokens: Text, index: int) -> tuple[str, int] | None:
    for *letters, written in _SPOKEN_FORMS:
        if tokens.raw[index : index + len(letters)] == tuple(letters):
            return written, index + len(letters)
    return None
