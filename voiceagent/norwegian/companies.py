"""Names of companies, out of free speech or as the whole answer.

A company is named after «fra», «hos», «heter», a title with «i», or by its form («as»); where one
was asked for, a bare name or one spelled letter by letter counts. Places, lines of business and
words that only speak of a company («et lite firma») are none.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.company_tables import ACRONYMS, BRANDS, COMPANY_WORDS, TRADES
from voiceagent.norwegian.garbling import clear_length, is_trade_garbled
from voiceagent.norwegian.name_tables import FIRST_NAMES, NEVER_NAMES, PLACES, SURNAMES
from voiceagent.norwegian.names import LEADING, spelled_name
from voiceagent.norwegian.number_words import word_pieces
from voiceagent.norwegian.plain_words import FUNCTION_WORDS, PLAIN
from voiceagent.norwegian.reading import Reading, Text, read_text, word_set, words_pattern

_HOUSE = (
    r"\S*(?:firma|bedrift|selskap|gruppe|bakeri|butikk|verksted|salong|kontor|restaurant|gård|gard"
    r"|kafé|kafe|klinikk|byrå|hotell|barnehage|kjede|konsern|foretak|fabrikk|bruk|stall|galleri)"
    r"(?:et|en|a|n)?"
)
_SHARED_HOUSE = r"(?:borettslaget|sameiet|stiftelsen|velforeningen|idrettslaget)"
_COMPANY = words_pattern(
    r"(?:firma|bedrift|selskap|foretak)(?:et|en|a)? (?:(?:og|som|det|den|hun|er|vårt|vår|"
    r"mitt|ikke|stort|lite|lita|liten|kjent|vi|en|et) ){0,6}(?:heter|kalles|er registrert som)",
    r"(?:ringer|ringe|er|kommer|arbeider) (?:her |dere |deg |nå |i dag |jo |altså )*"
    r"(?:fra|hos|på vegner? av)"
    r"(?: firmaet| selskapet| et firma som heter| en bedrift som heter| noe som heter)?",
    r"arbeider (?:i|for|ved)(?: firmaet| selskapet| et firma som heter)?",
    r"(?:firmaet|selskapet|bedriften|bedrifta|foretaket|firma|selskap) (?:mitt |vårt |vår "
    r")?(?:heter|er)",
    r"(?:vi|me|som) heter",
    r"(?:nå|oss|fortsatt) heter (?:vi|me|det|firmaet|selskapet)",
    r"(?:vi|me) (?:\S+ ){1,6}og heter",
    rf"{_HOUSE} (?:vår|vårt|våres|min|mitt|mi) heter",
    r"(?:du|dere) (?:har )?(?:kommet|kommer|ringt|ringer) (?:fram |frem )?til",
    r"ansatte? (?:i|hos|ved|for)",
    r"(?:kontakt|igjen|det er|det var|samtale|henvendelse|tråden|melding|bud) fra",
    r"hos oss (?:i|på|hos)",
    r"\S*(?:senter|sentral|kontor|avdeling|lager)(?:et|en|a)? til",
    r"jobben min er (?:i|hos|ved)",
    r"(?:vi|jeg|me) er (?:\S+ )?del av",
    rf"(?:er|for|fra|borettslag|sameie|styret i)(?= {_SHARED_HOUSE} \S)",
    r"på vegner? av",
    r"(?:\S*leder|\S*eier|\S*sjef|\S*ansvarlig|\S*direktør|\S*gründer|\S*selger|\S*innkjøper|"
    r"\S*konsulent|\S*rådgiver|\S*medarbeider|\S*ingeniør|\S*utvikler|\S*fører|\S*leiar|ansatt|"
    r"styreleder|partner|lærling|controller) (?:i|hos|av|ved)",
    r"^(?:hei |ja |jo )*(?:vi|me) (?:i|hos|fra)",
    r"^(?:det er |ja )?(?:fra|hos)",
    r"firmanavnet er",
    r"representerer",
    r"(?:snakke|ringer|ringe) (?:på vegner? av|for)",
    r"(?:vi|me) kaller oss",
    r"under navnet",
    r"(?:vi|me) (?:går under|er (?:best )?kjent som)",
    r"offisielle navnet er",
    r"navnet på (?:firmaet|bedriften|bedrifta|selskapet) er",
    r"(?:i|har|eier|driver|fra|for|hos|representerer|er|gjelder|angår)"
    r" (?:firmaet|selskapet|bedriften|bedrifta)"
    r"(?= (?!heter|er|vårt|mitt|vår|min|som|i|på|til|og|har|skal|kan|vil|må|ble|her|der|selv)\S)",
    r"innehaver(?:en)? av",
    r"bedrift(?:en|a)? (?:heter|er)",
    r"driver (?:et firma som heter|firmaet|selskapet|bedriften)",
)
_IN_NAMES = word_set("og i på for en to tre din min sin god ny under over ved til av mer bare best")
_LONGEST_LITTLE = 5
_LEADS_IN = word_set(
    "fr eh ehm øh hm altså jo firmaet selskapet bedriften bedrifta foretaket noe heter da vel"
    " firma bare egentlig faktisk"
)
"""Words that a name is led in by, and no part of it."""
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
_VOWELS = frozenset("aeiouyæøåé")
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
    " bare litt gjerne hvis du dere min mitt vår vårt våre meg oss å at til"
    " kommer heter arbeider snakke ville"
    " tror altså navnet leter lurte lurar opprinnelig egentlig opphavleg står sitter bor holder"
    " tenker tenkte ringt tyl het"
)
_NEVER_FIRST = word_set(
    "mandag tirsdag onsdag torsdag fredag lørdag søndag klokka morgen formiddag formiddagen uke"
    " ettermiddag ettermiddagen januar februar mars april mai juni juli august september oktober"
    " innen etter før ved mellom over under uten mot siden rundt cirka omtrent kanskje hvorfor for"
    " registrert privatperson selvstendig pensjonist pensjonert student arbeidsledig privat"
    " spiller gjør haster holder betyr går vet tar blir"
    " november desember neste jul påske sommer høst vår starten første nå da tidlig sent"
)
_COMPANY_NEVER = word_set(
    "oslo bergen trondheim stavanger tromsø drammen kristiansand bodø jobb ferie møte dag bil"
    " firma firmaet selskapet bedriften et en ei butikk byrå gruppen gruppa noe noen kommunen"
    " utlandet norge veien"
    " vei bedrift mobilen kontoret kontor hjemmekontor salg økonomi regnskap sånn samme feil tanke"
    " it markedsavdelingen avdelingen alle staten privat hele dere"
)


_PARTS_OF_TOWN = word_set("sentrum by kommune området nord sør øst vest region og")
_ABOUT = word_set("blir gjelder gjeld gjaldt angår på vegne av for er var fra")
_OWN_THING = re.compile(
    r".*(?:telefonen|mobilen|kontoret|bilen|hytta|jobben|nummeret|lageret|butikken|avdelingen"
    r"|verkstedet|firmaet|kjeden|selskapet|bedriften|konsernet|skolen|plassen|huset|hjemme|siden|avdelinga|telefon|mobil|sentralbordet|linja|linjen)"
)
_AFTER_ANSWER = word_set(
    "takk det da her jo altså heter vi me jeg ja vårt vår mitt firmaet bedriften"
    " bedrifta selskapet tror hun ho"
)
_OPENS_ANSWER = word_set(
    "hei hallo oi åja var som sagt sa nevnt dette tja skriv stemmer firmanavn må være mm"
)
_PLACED = re.compile(r" (?:i|på|ved) \S+(?: \S+)?$")
_INDEFINITE = word_set("et en ei noe noen samme")
_NAMED = word_set("navnet firmanavnet er me blir")
_NAMED_LATE = words_pattern(
    r"(?:men|nei) det er(?: bare)?(?! ikke)",
    r"det (?:er|heter) bare",
    r"(?:nei |nei det er )?(?:unnskyld|sorry|jeg mener|jeg mente|rettere sagt)",
    r"et enkeltpersonforetak",
    r"(?:mitt|vårt|mi|vår|min|eget|egen|eiga) (?:eget |lille |egen )?(?:firma|bedrift|selskap)",
    r"med navn(?:et)?",
    r"(?:står vi|vi står|registrert)(?: oppført)? som",
    r"\S*(?:foretaket|firmaet) mitt(?: heter| er)?",
)
_SURELY_OVER = (
    ("tror", "jeg"),
    ("sa", "jeg"),
    ("vil", "jeg"),
    ("heter", "vi"),
    ("heter", "det"),
    ("står", "det"),
)
_TRADES = word_set(
    "hr lag fylket fylkeskommunen hr-avdelingen avdelingen"
    " bygg anlegg regnskap salg it butikk handel varehandel helse skole kommune"
    " kommunen offentlig"
    " privat transport logistikk reiseliv restaurant hotell industri landbruk fiske oljebransjen"
    " eiendom bank finans forsikring bransjen sektor offentlige private konsulentbransjen"
    " byggebransjen telekom energi enkeltpersonforetak barnehage sykehus hjemmetjenesten staten"
)
"""Lines of business: where somebody works, but no company's name by themselves."""


def read_company(text: str, *, expected: bool = False) -> Reading[str] | None:
    """A company's name as it is written: «vi er fra nordlys regnskap as» → Nordlys Regnskap AS.

    Args:
        text: The utterance.
        expected: A company was asked for, so that a bare «fjordtek» counts.
    """
    found = _read_company(text, expected=expected)
    if found is None:
        return None
    words = [word for word in found.value.lower().split() if word not in _FORMS]
    if clear_length(words) < len(words) or is_trade_garbled(words) or _is_swallowed(words):
        return None
    return found


def _is_swallowed(words: list[str]) -> bool:
    """Whether a verb or a little word stands in a name, which was another: «trøndelag ta»."""
    return len(words) > 1 and any(
        len(word) < _LONGEST_LITTLE
        and word in FUNCTION_WORDS
        and word not in _IN_NAMES
        and word not in COMPANY_WORDS
        for word in words
    )


def _read_company(text: str, *, expected: bool) -> Reading[str] | None:
    tokens = read_text(text)
    for match in tokens.finditer(_COMPANY):
        end = tokens.span(match)[1]
        if (name := _company_at(tokens, end)) is not None:
            return _said_again(tokens, name)
    for index in range(1, len(tokens) - 1):
        before = index - 2 if tokens.norm[index - 1] == "her" else index - 1
        named = before >= 0 and (
            tokens.raw[before] in FIRST_NAMES or tokens.raw[before] in SURNAMES
        )
        if named and (name := _joined_company(tokens, index)) is not None:
            return name
    if (name := _bare_trade(tokens)) is not None:
        return name
    with_form = next(
        (index for index, word in enumerate(tokens.raw) if word in ("as", "asa") and index), None
    )
    if with_form is not None:
        start = with_form
        stops = _COMPANY_STOPS | _ABOUT
        while start > 0 and with_form - start < 4:
            of_place = (
                start > 1 and tokens.raw[start - 1] == "i" and _is_of_place(tokens, start - 1)
            )
            if tokens.norm[start - 1] in stops and not of_place:
                break
            start -= 1
        start += tokens.norm[start] == "og"
        if (name := _company_at(tokens, start)) is not None and name.end > with_form:
            return name
    if expected:
        start = 0
        leading = LEADING | _LEADS_IN | _NAMED | _OPENS_ANSWER
        while start < len(tokens) and tokens.norm[start] in leading:
            start += 1
        if spelled := spelled_name(tokens, start):
            return spelled
        late_name = next(iter(tokens.finditer(_NAMED_LATE)), None)
        if late_name and (late := _company_at(tokens, tokens.span(late_name)[1])):
            return late
        name = _company_at(tokens, start)
        if name is not None and (
            tokens.norm[name.end : name.end + 2] in _SURELY_OVER
            or all(word in _AFTER_ANSWER for word in tokens.norm[name.end :])
            or (name.end - name.start > 1 and _PLACED.fullmatch(_rest(tokens, name)))
        ):
            single = name.end - name.start == 1
            return None if single and tokens.norm[name.start] in NEVER_NAMES else name
    return None


def _joined_company(tokens: Text, index: int) -> Reading[str] | None:
    """«kari fra …», «kari i …»: the company that a person's name is joined to."""
    joint = tokens.norm[index]
    if joint not in ("fra", "i", "hos", "på"):
        return None
    name = _company_at(tokens, index + 1)
    if name is None or joint == "fra":
        return name
    if name.end - name.start == 1 or joint == "på":
        return name if _is_telling(tokens, name) else None
    return name


def _is_telling(tokens: Text, name: Reading[str]) -> bool:
    """Whether the words by themselves say that they name a company: «ski dekk», «norconsult»."""
    words = tokens.raw[name.start : name.end]
    return " ".join(words) in BRANDS or (len(words) > 1 and words[-1] in TRADES)


_WE_ARE = words_pattern(r"^(?:hei |ja |hallo |jo )*(?:vi|me|dette|det) er", r"arbeider på", "i")
"""What a name may follow that tells itself."""


def _bare_trade(tokens: Text) -> Reading[str] | None:
    for match in tokens.finditer(_WE_ARE):
        name = _company_at(tokens, tokens.span(match)[1])
        if name is None or "fra" in tokens.norm[name.start :]:
            continue
        if name.end == len(tokens) and _is_telling(tokens, name):
            return name
    return None


def _said_again(tokens: Text, name: Reading[str]) -> Reading[str]:
    """«vi heter hansen altså hansen vvs»: what was said again in full wins."""
    if name.end - name.start > 1 or tokens.norm[name.end : name.end + 1] != ("altså",):
        return name
    whole = _company_at(tokens, name.end + 1)
    again = whole is not None and tokens.raw[whole.start] == tokens.raw[name.start]
    return whole if whole is not None and again else name


def _rest(tokens: Text, name: Reading[str]) -> str:
    return "".join(f" {word}" for word in tokens.norm[name.end :])


def _company_at(tokens: Text, start: int) -> Reading[str] | None:
    words: list[str] = []
    while start + 1 < len(tokens) and tokens.norm[start] in _LEADS_IN:
        start += 1
    index = start
    while index < len(tokens) and len(words) < 5:
        form = _spoken_form(tokens, index) if words else None
        if form is not None:
            words.append(form[0])
            index = form[1]
            break
        raw, norm = tokens.raw[index], tokens.norm[index]
        if raw == "da" and words and index + 1 == len(tokens) and not _is_registered(tokens, words):
            break
        if raw == "sa" and words and tokens.norm[index + 1 : index + 2] == ("jeg",):
            break
        if raw in _FORMS and words:
            words.append(_FORMS[raw])
            index += 1
            if raw != "it":
                break
            continue
        joined = raw in ("og", "&") and words and index + 1 < len(tokens)
        if raw == "i" and words and _is_of_place(tokens, index):
            words.append("i")
            index += 1
            continue
        stops = raw in _COMPANY_STOPS or (norm in _COMPANY_STOPS and raw not in TRADES)
        if (joined and tokens.norm[index + 1] in _COMPANY_STOPS) or (stops and not joined):
            break
        words.append("og" if raw == "og" else _written(raw))
        index += 1
    while words and words[-1] in ("og", "&"):
        words.pop()
        index -= 1
    alone = words[0].lower() if len(words) == 1 else ""
    if not words or alone in _COMPANY_NEVER or alone in FIRST_NAMES:
        return None
    if tokens.norm[start] in _NEVER_FIRST:
        return None
    if tokens.norm[start] in _INDEFINITE:
        return None
    if word_pieces(words[0].lower()) and not (len(words) > 2 and words[-1] in _FORMS.values()):
        return None
    if alone in _FORMS:
        return None
    if alone and tokens.norm[index : index + 1] in (("opprinnelig",), ("opphavleg",)):
        return None
    if _names_no_company([word.lower() for word in words]) or _is_torn(words):
        return None
    return tokens.reading(" ".join(words), start, index)


def _written(word: str) -> str:
    """«dnb» and «vvs» are written in capitals."""
    acronym = 2 < len(word) < 5 and not set(word) & _VOWELS
    return word.upper() if acronym or word in ACRONYMS else word.capitalize()


def _is_registered(tokens: Text, words: list[str]) -> bool:
    """Whether a closing «da» is a form of company, and not the little word."""
    return "og" in words or any(word in tokens.norm for word in ("heter", "firmaet", "selskapet"))


def _names_no_company(words: list[str]) -> bool:
    """Whether all words are places, trades or everyday ones; «sunnfjord maskin» may be a name."""
    if " ".join(words) in BRANDS or (words[-1] == "kommune" and words[0] in PLACES):
        return False
    if len(words) > 1 and words[-1] in TRADES and words[0] not in PLAIN | _TRADES | PLACES:
        return False
    of_a_place = len(words) > 1 and words[0] in PLACES
    if of_a_place and words[1] not in PLACES and words[1] not in _PARTS_OF_TOWN:
        return False
    return all(_is_no_name(word) for word in words)


def _is_no_name(word: str) -> bool:
    """Whether a word names a place, a trade or an everyday thing: «fra hytta», «nord norge»."""
    if _OWN_THING.fullmatch(word):
        return True
    return word in _TRADES or word in PLACES or (word in PLAIN and word not in SURNAMES)


def _is_torn(words: list[str]) -> bool:
    """Whether a stray letter says that a piece of the name was lost: «bygg a», «fr nordlys»."""
    return len(words[-1]) == 1 or (len(words) > 1 and len(words[0]) == 1)


def _is_of_place(tokens: Text, index: int) -> bool:
    """«snekkergutta i moss as»: the place is part of the name."""
    following = tokens.raw[index + 1 : index + 3]
    return len(following) == 2 and following[0] in PLACES and following[1] in _FORMS


def _spoken_form(tokens: Text, index: int) -> tuple[str, int] | None:
    for *letters, written in _SPOKEN_FORMS:
        if tokens.raw[index : index + len(letters)] == tuple(letters):
            return written, index + len(letters)
    return None
