"""Names of people, out of free speech or as the whole answer.

Three kinds of ground, from firm to soft: an announcement («jeg heter …»), a known first name next
to a surname, and the plain answer to the question for a name. The softer the ground, the more a
word must look like a name: function words, numbers and verbs never are.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.garbling import clear_length
from voiceagent.norwegian.name_tables import FIRST_NAMES, NEVER_NAMES, SURNAMES
from voiceagent.norwegian.number_words import word_pieces
from voiceagent.norwegian.plain_words import PLAIN
from voiceagent.norwegian.reading import Reading, Text, read_text, word_set, words_pattern
from voiceagent.norwegian.spelling import read_letter

_ANNOUNCED = words_pattern(
    r"(?:jeg|æ|eg) heter(?: egentlig| faktisk| altså| jo| da)?",
    r"navnet (?:mitt )?(?:er|var)",
    r"namnet (?:mitt )?er",
    r"mitt (?:fornavn|etternavn|fulle navn|navn) er",
    r"fullt navn er",
    r"(?:fornavnet|etternavnet) (?:mitt )?er",
    r"jeg heiter",
    r"kontaktpersonen (?:er|heter)",
    r"hun heter",
    r"han heter",
    r"vedkommende heter",
    r"(?:jeg |æ )?kalles(?: bare)?",
    r"her er det",
    r"(?:jeg |det er jeg )som heter",
)
_NAMED_FIRST = words_pattern(
    r"heter (?:jeg|eg|æ)",
    r"er navnet(?: mitt)?",
    r"er namnet(?: mitt)?",
    r"er etternavnet mitt",
    r"mitt navn$",
    r"(?:er|var) mitt navn",
)
_BOTH_PARTS = words_pattern(
    r"fornavn(?:et)? (?:mitt )?(?:er )?(?P<first>\S+(?: \S+)?) (?:og )?etternavn(?:et)? (?:mitt )?"
    r"(?:er )?(?P<last>\S+)"
)
_PARTS_FIRST = words_pattern(
    r"(?P<first>\S+) er fornavnet(?: mitt)? og (?P<last>\S+)(?: er)? etternavnet(?: mitt)?"
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
    r"skriv(?: på)?",
    r"bare skriv",
    r"kalle? meg",
    r"kan kalle meg",
    r"(?:kall|kalle) meg bare",
    r"det blir",
    r"(?:bare |tja )?si",
    r"(?:^|(?<=jeg )|(?<=og )|(?<=det )|(?<=ja ))heter",
    r"sett opp",
    r"på",
)
_ADDRESS_SIGNS = word_set("krøllalfa alfakrøll punktum bindestrek understrek @")
_DOTS = word_set("dot punktum prikk punkt")
_CORRECTING = word_set("nei unnskyld beklager feil sorry mente")
_SPEAKING = re.compile(r"^(?:\S+ ){1,4}(?:som (?:snakker?|ringer)|på (?:tråden|linja|linjen))")
_AFTER_ANSWER = word_set("takk her da det heter jeg a ass altså sant ja vel jo")
_PARTICLES = word_set("von van de der den af al el la le di")
_BEFORE_A_NAME = word_set("jo da altså eh øh ehm hm vel nok bare fullt navn meg egentlig")
_SURNAME_NOTE = re.compile(
    r"(?:(?:og|med|så) )?(?:jeg )?(?:har )?etternavn(?:et)?(?: mitt)?(?: er| heter)? "
    r"(?P<last>\S+)(?!\S)"
)
_SPELT_OTHERWISE: dict[str, tuple[tuple[str, str], ...]] = {
    "c": (("kr", "chr"), ("k", "c"), ("s", "c")),
    "k": (("ch", "k"), ("c", "k")),
    "ch": (("k", "ch"),),
    "w": (("v", "w"),),
    "v": (("w", "v"),),
    "z": (("s", "z"),),
    "th": (("t", "th"),),
}


LEADING = word_set("ja jo eh øh det er den vi jeg heter i hos fra ehm altså hm mm ok okei firmaet")
"""What an answer to the question for a name may open with."""


def read_person(text: str, *, expected: bool = False) -> Reading[str] | None:
    """A person's name in title case: «jeg heter kari nordmann».

    Of a name whose surname was garbled, the first name is read; of a garbled first name, nothing.

    Args:
        text: The utterance.
        expected: A name was asked for, so that a bare «kari nordmann» counts.
    """
    found = _read_person(text, expected=expected)
    if found is None:
        return None
    words = found.value.split()
    clear = clear_length(found.value.lower().split())
    if not clear or words == ["Andre"]:  # «Det er andre som bestemmer.»
        return None
    return Reading(" ".join(words[:clear]), found.words, found.start, found.end)


def _read_person(text: str, *, expected: bool) -> Reading[str] | None:
    tokens = read_text(text)
    announced = [
        name
        for match in tokens.finditer(_ANNOUNCED)
        if (name := _name_at(tokens, tokens.span(match)[1], firm=True)) is not None
    ]
    if announced:
        first, last = announced[0], announced[-1]
        if (whole := _said_again_in_full(tokens, first)) is not None:
            return whole
        between = tokens.norm[first.end : last.start]
        return last if _CORRECTING.intersection(between) else _corrected(tokens, first)
    if (named := _named_first(tokens, expected=expected)) is not None:
        return named
    candidates = [tokens.span(match)[1] for match in tokens.finditer(_MAYBE_ANNOUNCED)]
    for start in candidates:
        name = _name_at(tokens, start, firm=_speaks(tokens, start))
        if name is not None and (
            expected
            or _speaks(tokens, start)
            or _is_known(tokens, name)
            or _says_here(tokens, name)
        ):
            return name
    return _bare_name(tokens, expected=expected)


# ---------------------------------------------------------------- people


def _said_again_in_full(tokens: Text, name: Reading[str]) -> Reading[str] | None:
    """«jeg heter ivar … ivar stokke»: the first name, and later the whole."""
    if name.end - name.start != 1:
        return None
    said = tokens.raw[name.start]
    for place in range(name.end, len(tokens) - 1):
        if tokens.raw[place] == said and tokens.raw[place + 1] in SURNAMES:
            return tokens.reading(_titled(tokens.raw[place : place + 2]), place, place + 2)
    return None


def _named_first(tokens: Text, *, expected: bool) -> Reading[str] | None:
    """«kari heter jeg», «fornavn kari etternavn nordmann»."""
    match = _BOTH_PARTS.search(tokens.line) or _PARTS_FIRST.search(tokens.line)
    if match is not None:
        start, end = tokens.span(match)
        places = [*range(*tokens.span(match, "first")), *range(*tokens.span(match, "last"))]
        if all(_may_be_name(tokens, place) for place in places):
            return tokens.reading(_titled(tuple(tokens.raw[i] for i in places)), start, end)
    match = _NAMED_FIRST.search(tokens.line)
    if match is None:
        return None
    end = tokens.span(match)[0]
    start = end
    while start > 0 and end - start < 4 and _may_be_name(tokens, start - 1):
        start -= 1
    known = start < end and tokens.raw[start] in FIRST_NAMES
    asked = expected and end - start > 1 and start == 0
    if not known and not asked:
        return None
    return tokens.reading(_titled(tokens.raw[start:end]), start, end)


def _name_at(tokens: Text, start: int, *, firm: bool) -> Reading[str] | None:
    """The name that begins at a token: up to four words that can be one."""
    start = _past_fillers(tokens, start)
    end = start
    if start < len(tokens) and _is_plain(tokens.raw[start]):
        return None
    while end < len(tokens) and _is_short(tokens, start, end) and _may_be_name(tokens, end):
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
    if tokens.raw[end : end + 1] == ("at",) and _DOTS.intersection(tokens.raw[end:]):
        return None
    words, noted = _spelling_noted(tokens, start, end)
    words, noted = _surname_noted(tokens, words, noted)
    return tokens.reading(_titled(words), start, noted)


def _past_fillers(tokens: Text, start: int) -> int:
    """Where the name begins that fillers lead in: «det er jo da …»; «jo» itself may be a name."""
    place = start
    while place + 1 < len(tokens) and tokens.raw[place] in _BEFORE_A_NAME:
        following = tokens.raw[place + 1]
        if tokens.raw[place] in FIRST_NAMES and following not in _BEFORE_A_NAME:
            named = following in FIRST_NAMES or _is_plain(following)
            return place + 1 if named else start
        place += 1
    return place


def _is_short(tokens: Text, start: int, end: int) -> bool:
    return sum(word not in _PARTICLES for word in tokens.raw[start:end]) < 4


def _surname_noted(tokens: Text, words: tuple[str, ...], end: int) -> tuple[tuple[str, ...], int]:
    """«espen med etternavn …», «sondre og etternavnet er …»."""
    match = _SURNAME_NOTE.match(tokens.line, tokens.starts[end]) if end < len(tokens) else None
    if match is None:
        return words, end
    place = tokens.span(match, "last")[0]
    if not _may_be_name(tokens, place) or _is_plain(tokens.raw[place]):
        return words, end
    return (*words, tokens.raw[place]), place + 1


def _may_be_name(tokens: Text, index: int) -> bool:
    word, norm = tokens.raw[index], tokens.norm[index]
    if word in FIRST_NAMES or word in SURNAMES or word in _PARTICLES:
        return True
    if norm in NEVER_NAMES or word in NEVER_NAMES or word in _ADDRESS_SIGNS:
        return False
    if word_pieces(word) or word_pieces(norm) or len(word) < 2:
        return False
    return re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", word) is not None


def _is_plain(word: str) -> bool:
    """Whether a word is an everyday one that nobody is called by."""
    return word in PLAIN and word not in FIRST_NAMES and word not in SURNAMES


def _is_known(tokens: Text, name: Reading[str]) -> bool:
    if tokens.raw[name.start] in FIRST_NAMES:
        return True
    return name.end - name.start > 1 and tokens.raw[name.end - 1] in SURNAMES


def _says_here(tokens: Text, name: Reading[str]) -> bool:
    return tokens.raw[name.end : name.end + 1] == ("her",)


def _speaks(tokens: Text, start: int) -> bool:
    """Whether a name that begins here is said to be the speaker's: «… som snakker»."""
    return _SPEAKING.search(" ".join(tokens.norm[start : start + 7])) is not None


def _corrected(tokens: Text, name: Reading[str]) -> Reading[str]:
    """«jeg heter siri nei unnskyld sigrid»: the name after the correction."""
    place = name.end
    while place < len(tokens) and tokens.norm[place] in _CORRECTING | {"jeg", "det", "er", "mente"}:
        place += 1
    if place == name.end or tokens.norm[name.end] not in _CORRECTING:
        return name
    later = _name_at(tokens, place, firm=False)
    if later is None:
        return name
    if " " in name.value and " " not in later.value:
        return name
    return later


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
                or tokens.raw[end] in _PARTICLES
            )
        ):
            end += 1
        if end + 1 < len(tokens) and tokens.raw[end + 1] == "her" and _may_be_name(tokens, end):
            end += 0 if tokens.raw[end] == "her" or _is_plain(tokens.raw[end]) else 1
        surname = tokens.raw[end - 1] in SURNAMES
        here = tokens.raw[end : end + 1] == ("her",)
        if (end - start >= 2 and (surname or here)) or here:
            words, noted = _spelling_noted(tokens, start, end)
            return tokens.reading(_titled(words), start, noted)
    if not expected:
        return None
    start = 0
    while start < len(tokens) and tokens.norm[start] in LEADING:
        start += 1
    if spelled := spelled_name(tokens, start):
        return spelled
    start = _past_fillers(tokens, start)
    end = start
    if start < len(tokens) and _is_plain(tokens.raw[start]):
        return None
    while end < len(tokens) and _may_be_name(tokens, end):
        end += 1
    words, noted = _spelling_noted(tokens, start, end)
    words, noted = _surname_noted(tokens, words, noted)
    words, noted = _spelled_after(tokens, words, noted)
    rest = tokens.norm[noted:]
    if rest and tokens.raw[start] in FIRST_NAMES and word_pieces(rest[0]):
        rest = ()
    if not 1 <= end - start <= 4 or any(word not in _AFTER_ANSWER for word in rest):
        return None
    return tokens.reading(_titled(words), start, noted)


def spelled_name(tokens: Text, start: int) -> Reading[str] | None:
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
    while end + 1 < len(tokens) and tokens.norm[end] in ("med", "uten", "utan") and words:
        found = read_letter(tokens.raw, end + 1)
        if found is None:
            break
        if tokens.norm[end] != "med":
            words = [word.replace(found[0], "") if len(word) > 3 else word for word in words]
            end = found[1]
            continue
        index = next((i for i, word in enumerate(words) if _noted(word, found[0]) != word), None)
        if index is not None and not any(found[0] in word for word in words):
            words[index] = _noted(words[index], found[0])
        end = found[1]
    return tuple(words), end


def _spelled_after(tokens: Text, words: tuple[str, ...], end: int) -> tuple[tuple[str, ...], int]:
    """«berit som i b e r i t»: the letters win over the name that they spell."""
    start = end + 2 if tokens.raw[end : end + 2] == ("som", "i") else end
    spelled = spelled_name(tokens, start)
    if spelled is None or not words:
        return words, end
    letters = spelled.value.lower()
    index = next((i for i, word in enumerate(words) if word[:1] == letters[:1]), len(words) - 1)
    return (*words[:index], letters, *words[index + 1 :]), spelled.end


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
        if word in ("von", "van", "de", "af", "der", "den", "la")
        else "-".join(part.capitalize() for part in word.split("-"))
        for word in words
    )
