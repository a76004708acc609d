"""Names of people, out of free speech or as the whole answer.

Three kinds of ground, from firm to soft: an announcement («jeg heter …»), a known first name next
to a surname, and the plain answer to the question for a name. The softer the ground, the more a
word must look like a name: function words, numbers and verbs never are.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.contact.company_tables import TRADES
from voiceagent.norwegian.contact.garbling import clear_length
from voiceagent.norwegian.contact.name_parts import named_by_parts, surname_noted
from voiceagent.norwegian.contact.name_spelling import spelled_after, spelled_name, spelling_noted
from voiceagent.norwegian.contact.name_words import (
    ADDRESS_SIGNS,
    PARTICLES,
    is_plain,
    may_be_name,
    name_from,
    titled,
)
from voiceagent.norwegian.contact.renaming import (
    CORRECTING,
    corrected,
    opens_firm,
    past_denial,
    said_again_in_full,
    unstuttered,
)
from voiceagent.norwegian.numbers.number_words import word_pieces
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.words.reading import Reading, Text, read_text, word_set, words_pattern

_ANNOUNCED = words_pattern(
    r"(?:jeg|æ|eg) heter(?: egentlig| faktisk| altså| jo| da)?",
    r"navnet (?:mitt )?(?:er|var)",
    r"namnet (?:mitt )?er",
    r"mitt (?:fornavn|etternavn|fulle navn|navn) er",
    r"fullt navn er",
    r"(?:fornavnet|etternavnet) (?:mitt )?er",
    r"jeg heiter",
    r"kontaktpersonen (?:er|heter)",
    r"vedkommende heter",
    r"(?:jeg |æ )?kalles(?: bare)?",
    r"her er det",
    r"(?:jeg |det er jeg )som heter",
    r"(?:nå|så|derfor|egentlig|og) heter (?:jeg|eg|æ)",
)
_NAMED_FIRST = words_pattern(
    r"heter (?:jeg|eg|æ)",
    r"er navnet(?: mitt)?",
    r"er namnet(?: mitt)?",
    r"er etternavnet mitt",
    r"mitt navn$",
    r"(?:er|var) mitt navn",
)
_OF_OTHERS = word_set("med ned met til etter om av hos for kjenner mot uten enn og")
_MAYBE_ANNOUNCED = words_pattern(
    r"(?:det|dette) er",
    r"her er",
    r"du snakke med",
    r"jeg er",
    r"det var",
    r"(?:ja |hei )(?:det )?(?:er )?",
    r"navn",
    r"skrive?(?: på)?",
    r"bare skriv",
    r"kalle? meg",
    r"kan kalle meg",
    r"(?:kall|kalle) meg bare",
    r"det blir",
    r"(?:bare |tja )?si",
    r"jeg sa",
    r"(?:^|(?<=jeg )|(?<=og )|(?<=det )|(?<=ja ))heter",
    r"sett opp",
    r"på",
)
_DOTS = word_set("dot punktum prikk punkt")
_SPEAKING = re.compile(r"^(?:\S+ ){1,4}(?:som (?:snakker?|ringer)|på (?:tråden|linja|linjen))")
_AFTER_ANSWER = re.compile(
    r"(?:(?:takk|her|da|det|heter|jeg|a|ass|altså|sant|ja|vel|jo|sa|sier|svarer|sånn|så|som sagt|"
    r"ikke \S+|er det|var det|var navnet|er navnet|kan du skrive|skriv(?:e|er)? du|"
    r"er nok|rett og slett|med (?:to |dobbelt? |enkel )?\S(?:-er)?|"
    r"du snakke med|det er meg|må du skrive|står det) ?)*"
)
"""What may follow the answer to the question for a name."""
_RELATED = (
    r"(?:\S*(?:sjef|leder|leiar|eier|direktør|fører|ansvarlig|kollega|kompis|partner)(?:en|n)?"
    r"|kompanjongen|kona|mannen|broren|søsteren|faren|moren|sønnen|datteren|svigerfaren)"
)
_OTHERS_BEFORE = re.compile(
    r"(?:tak i|fatt i|ringe|ring|spør|spørre|kontakte|treffe|prøve|prøv|høre med|melding til"
    r"|(?<!jeg )(?<!som )(?<!mitt )heter|(?<!jeg er )(?:min|mi|vår) \S*(?:kollega|sjef|partner)"
    rf"|{_RELATED} (?:min|mi|vår|våres)|{_RELATED} (?:(?:min|mi|vår|våres) )?er"
    r"|(?:han|hun|den) som (?:\S+ ){1,4}er|hils(?:e)?(?: til| på)?|si hei til|(?:han|hun|ho) er"
    rf"|{_RELATED} (?:din|di|deres|hans|hennes))(?: \S+)?$"
)
_SOMEBODY = re.compile(r"som (?:er|har|bestemmer|tar|styrer|avgjør|eier|driver)(?!\S)")
_OTHERS_BEHIND = re.compile(
    r"(?:bestemmer|er (?:ikke|ute|syk|borte|opptatt|sjef|daglig|på|den|han|hun|eier|sjefen|som)"
    r"|(?:han|hun) (?:er|har|tar|som)|sluttet"
    r"|(?:har )?(?:ringte?|kontakta|kontaktet) (?!fra|her|for)"
    r"|sendte|skrev|tok kontakt|lovet|lovte|ba (?:meg|oss)|sa (?:at|til|han|hun)|arbeider her"
    r"|(?:har|skal|kan|kommer|tar|styrer|vet|pleier) (?!du|dere|jeg|vi|det))"
)
"""What tells that a name is somebody else's."""
_BEFORE_A_NAME = word_set(
    "jo da altså eh øh ehm hm vel nok bare fullt navn meg egentlig nå hun ho han"
)
_QUALITY = re.compile(r".{3,}(?:lig|ielt|onelt|messig|aktig|belagt|uviktig|anonym|irrelevant)t?")
"""What «det er hemmelig» answers instead of a name."""
_LONGEST = 4
_LEAST_FRAMED = 2


LEADING = word_set("ja jo eh øh det er den vi jeg heter i hos fra ehm altså hm mm ok okei firmaet")
"""What an answer to the question for a name may open with."""


def read_person(text: str, *, expected: bool = False) -> Reading[str] | None:
    """A person's name in title case: «jeg heter kari nordmann».

    Of a name whose surname was garbled, the first name is read; of a garbled first name, nothing.

    Args:
        text: The utterance.
        expected: A name was asked for, so that a bare «kari nordmann» counts.
    """
    whole = read_text(text)
    places = unstuttered(whole)
    stuttered = len(places) < len(whole)
    tokens = read_text(" ".join(whole.raw[place] for place in places)) if stuttered else whole
    found = _read_person(tokens, expected=expected)
    if found is None:
        return None
    words = found.value.split()
    if len(words) > _LEAST_FRAMED and words[0] == words[-1]:  # «nordmann kari nordmann»
        words = words[1:]
    clear = clear_length([word.lower() for word in words])
    if not clear or words == ["Andre"]:  # «Det er andre som bestemmer.»
        return None
    start, end = places[found.start], places[found.end - 1] + 1
    return whole.reading(" ".join(words[:clear]), start, end)


def _read_person(tokens: Text, *, expected: bool) -> Reading[str] | None:
    if (parts := named_by_parts(tokens)) is not None:
        return parts
    name = _name_in(tokens, expected=expected)
    if name is None:
        return None
    return said_again_in_full(tokens, name) or corrected(tokens, name)


def _name_in(tokens: Text, *, expected: bool) -> Reading[str] | None:
    announced = [
        name
        for match in tokens.finditer(_ANNOUNCED)
        if (name := _name_at(tokens, tokens.span(match)[1], firm=True)) is not None
    ]
    if announced:
        first, last = announced[0], announced[-1]
        between = tokens.norm[first.end : last.start]
        return last if CORRECTING.intersection(between) else first
    if (named := _named_first(tokens, expected=expected)) is not None:
        return named
    candidates = [tokens.span(match)[1] for match in tokens.finditer(_MAYBE_ANNOUNCED)]
    for start in candidates:
        name = _name_at(tokens, start, firm=_speaks(tokens, start))
        if name is not None and _SOMEBODY.match(" ".join(tokens.norm[name.end : name.end + 2])):
            return None  # «det er kari som bestemmer»
        if name is not None and (
            expected
            or _speaks(tokens, start)
            or _is_known(tokens, name)
            or _says_here(tokens, name)
        ):
            return name
    return _bare_name(tokens, expected=expected)


# ---------------------------------------------------------------- people


def _named_first(tokens: Text, *, expected: bool) -> Reading[str] | None:
    """«kari heter jeg», «kari nordmann er navnet»."""
    match = _NAMED_FIRST.search(tokens.line)
    if match is None:
        return None
    end = tokens.span(match)[0]
    start = end
    while start > 0 and end - start < 4 and may_be_name(tokens, start - 1):
        start -= 1
    known = start < end and tokens.raw[start] in FIRST_NAMES
    asked = expected and end - start > 1 and start == 0
    if not known and not asked:
        return None
    return tokens.reading(titled(tokens.raw[start:end]), start, end)


def _name_at(tokens: Text, start: int, *, firm: bool) -> Reading[str] | None:
    """The name that begins at a token: up to four words that can be one."""
    start = _past_fillers(tokens, start, firm=firm)
    end = start
    if start < len(tokens) and is_plain(tokens.raw[start]):
        return None
    while end < len(tokens) and _is_short(tokens, start, end) and may_be_name(tokens, end):
        if end > start and tokens.norm[end] in ("her", "fra", "i"):
            break
        if tokens.raw[end] == "og":
            break
        end += 1
    while end > start and tokens.raw[end - 1] in PARTICLES:
        end -= 1
    if end == start or (not firm and end - start == 1 and tokens.raw[start] not in FIRST_NAMES):
        return None
    if not firm and not (tokens.raw[start] in FIRST_NAMES or tokens.raw[end - 1] in SURNAMES):
        return None
    if tokens.raw[end : end + 1] and tokens.raw[end] in ADDRESS_SIGNS:
        return None
    if tokens.raw[end : end + 1] == ("at",) and _DOTS.intersection(tokens.raw[end:]):
        return None
    words, noted = spelling_noted(tokens, start, end)
    words, noted = surname_noted(tokens, words, noted)
    words, noted = spelled_after(tokens, words, noted)
    return tokens.reading(titled(words), start, noted)


def _past_fillers(tokens: Text, start: int, *, firm: bool = True) -> int:
    """Where the name begins that fillers lead in: «det er jo da …»; «jo» itself may be a name.

    Behind «jeg heter» it is one; behind «jeg er» only beside a surname: «jeg er jo pensjonist».
    """
    place = start
    while place + 1 < len(tokens) and tokens.raw[place] in _BEFORE_A_NAME:
        following = tokens.raw[place + 1]
        if tokens.raw[place] in FIRST_NAMES and following not in _BEFORE_A_NAME:
            leads_in = following in FIRST_NAMES or is_plain(following)
            leads_in = leads_in or not (firm or following in SURNAMES)
            return place + 1 if leads_in else start
        place += 1
    return place


def _is_short(tokens: Text, start: int, end: int) -> bool:
    return sum(word not in PARTICLES for word in tokens.raw[start:end]) < 4


def _is_known(tokens: Text, name: Reading[str]) -> bool:
    if tokens.raw[name.start] in FIRST_NAMES:
        return True
    return name.end - name.start > 1 and tokens.raw[name.end - 1] in SURNAMES


def _says_here(tokens: Text, name: Reading[str]) -> bool:
    return tokens.raw[name.end : name.end + 1] == ("her",)


def _speaks(tokens: Text, start: int) -> bool:
    """Whether a name that begins here is said to be the speaker's: «… som snakker»."""
    return _SPEAKING.search(" ".join(tokens.norm[start : start + 7])) is not None


def _is_of_another(tokens: Text, start: int, end: int) -> bool:
    """Whether the words around tell that the name is not the speaker's: «tak i per hansen»."""
    before = " ".join(tokens.norm[max(0, start - 7) : start])
    behind = " ".join(tokens.norm[end : end + 4])
    told = _SOMEBODY.match(behind) or _OTHERS_BEHIND.match(behind)
    return bool(told or _OTHERS_BEFORE.search(before))


def _is_firm(words: tuple[str, ...]) -> bool:
    """Whether an answer closes with a trade, and so names a firm: «nilsens bakeri»."""
    return len(words) > 1 and words[-1] in TRADES and words[-1] not in SURNAMES


def _is_placed(tokens: Text, start: int, end: int) -> bool:
    """Whether a firm follows the name that answers: «siv fra el-service», «lise krogh i …»."""
    if tokens.norm[end : end + 1] not in (("fra",), ("i",), ("hos",)) or end + 1 == len(tokens):
        return False
    return tokens.raw[start] in FIRST_NAMES and not _is_of_another(tokens, start, end)


def _bare_name(tokens: Text, *, expected: bool) -> Reading[str] | None:
    """«kari nordmann her», or the whole answer to the question for a name."""
    for start in range(len(tokens)):
        if tokens.raw[start] not in FIRST_NAMES:
            continue
        if start and tokens.norm[start - 1] in _OF_OTHERS:
            continue
        end = start + 1
        while (
            end < len(tokens)
            and end - start < 4
            and (
                tokens.raw[end] in FIRST_NAMES
                or tokens.raw[end] in SURNAMES
                or tokens.raw[end] in PARTICLES
            )
            and not (tokens.raw[end] == tokens.raw[end - 1] and opens_firm(tokens.raw, end))
        ):
            end += 1
        if end + 1 < len(tokens) and tokens.raw[end + 1] == "her" and may_be_name(tokens, end):
            end += 0 if tokens.raw[end] == "her" or is_plain(tokens.raw[end]) else 1
        surname = tokens.raw[end - 1] in SURNAMES
        here = tokens.raw[end : end + 1] == ("her",)
        if not here and _is_of_another(tokens, start, end):
            return None
        if (end - start >= 2 and (surname or here)) or here:
            words, noted = spelling_noted(tokens, start, end)
            return tokens.reading(titled(words), start, noted)
    if not expected:
        return None
    start = 0
    while start < len(tokens) and tokens.norm[start] in LEADING:
        start += 1
    start = past_denial(tokens, start)
    if spelled := spelled_name(tokens, start):
        return spelled
    start = _past_fillers(tokens, start)
    end = start
    if start < len(tokens) and is_plain(tokens.raw[start]):
        return None
    while end < len(tokens) and may_be_name(tokens, end):
        end += 1
    words, noted = spelling_noted(tokens, start, end)
    words, noted = surname_noted(tokens, words, noted)
    words, noted = spelled_after(tokens, words, noted)
    rest = tokens.norm[noted:]
    if rest and tokens.raw[start] in FIRST_NAMES and word_pieces(rest[0]):
        rest = ()
    if not 1 <= end - start <= _LONGEST or _is_firm(tokens.raw[start:end]):
        return None
    if _is_placed(tokens, start, noted):
        return tokens.reading(titled(words), start, noted)
    if rest and tokens.raw[end - 1] in rest and name_from(tokens, noted) == tokens.raw[noted:]:
        return tokens.reading(titled(tokens.raw[noted:]), noted, len(tokens))
    if end - start == 1 and _QUALITY.fullmatch(tokens.raw[start]):
        return None
    name = tokens.reading(titled(words), start, noted)
    later = corrected(tokens, name)
    over = rest if later is name else tokens.norm[later.end :]
    return name if _AFTER_ANSWER.fullmatch(" ".join(over)) else None
