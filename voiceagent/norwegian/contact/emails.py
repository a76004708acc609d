"""E-mail addresses as they are dictated: «kari punktum nordmann krøllalfa fjordtek punktum no».

The sign is the anchor. To its left the address reaches back to the words that introduce it; to its
right it ends with a top-level domain. Between, words are written together, letters are spelled,
numbers become digits. An address with a letter that mail servers do not take (æ, ø, å) is not read:
whether «å» is written «a» or «aa» is a question for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from voiceagent.norwegian.contact.address_letters import names_letter, with_letters
from voiceagent.norwegian.contact.address_notes import corrected_address, put_right, without_notes
from voiceagent.norwegian.contact.garbling import is_known_name, is_misheard_name
from voiceagent.norwegian.numbers.number_words import word_pieces
from voiceagent.norwegian.numbers.numbers import read_digits
from voiceagent.norwegian.words.dialect import COMMON_FORM
from voiceagent.norwegian.words.mending import mended
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.words.plain_words import FUNCTION_WORDS
from voiceagent.norwegian.words.reading import Reading, Text, read_text, word_set
from voiceagent.norwegian.words.spelling import read_letter

_AT = word_set(
    "krøllalfa alfakrøll krøllalpha krøllalf snabela @ grisehale kræsjalfa krøllalfaen krølla at"
)
_SIGNS = {
    "punktum": ".",
    "prikk": ".",
    "dot": ".",
    "dått": ".",
    "punkt": ".",
    "bindestrek": "-",
    "strek": "-",
    "minus": "-",
    "understrek": "_",
    "underscore": "_",
    "bindestreken": "-",
    "bunnstrek": "_",
    "pluss": "+",
}
_DOMAINS = word_set("no com net org se dk eu io ai as biz info nu co uk de fi tech cloud dev app")
_KNOWN_HOSTS = {"gmail": "com", "hotmail": "com", "outlook": "com", "icloud": "com", "online": "no"}
_HOSTS = frozenset({*_KNOWN_HOSTS, "yahoo"})
_CUT_OFF = word_set("punktum punkt prikk dot bindestrek understrek underscore")
"""Signs in front of an address tell that its beginning was taken for something else."""
_NEARBY = 4
_UNDOTTED = {("no",), ("com",)}
_NAMED = FIRST_NAMES | SURNAMES
_LITTLE_WORDS = FUNCTION_WORDS - _NAMED
_SHORTEST_NAME = 4
_SHORTEST_TAIL = 2
_SOUNDS = ("ch", "th")
_WRITTEN_PAIRS = (("c", "h"), ("t", "h"))
_LEADS_IN = word_set(
    "er på til ja det den min mi vår deres epost adresse epostadressa epostadressen mail min jobb"
    " blir send skriv da så hei takk bruk heter kalles står nei og var privat min jobbmail skrives"
    " kommer her altså noter notere skrive skriver adressen mailadressen mailadresse mailadressa"
    " eposten mailen private vanlige"
)
_SHARED_BOXES = word_set("hei jobb mail privat epost takk hallo")
_SPOKEN_ALONE = word_set("e æ æg i å")
_FILLERS = word_set("eh øh ehm øhm hm hmm mm altså liksom da jo")
_ADDRESS = re.compile(r"[a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_LONGEST_LOCAL = 24


def read_email(text: str) -> Reading[str] | None:
    """An e-mail address, written or dictated; None unless it is whole."""
    tokens = read_text(text)
    for index, word in enumerate(tokens.raw):
        if "@" in word and len(word) > 1:
            valid = _ADDRESS.fullmatch(word) is not None
            return tokens.reading(word, index, index + 1) if valid else None
    written, kept_places = with_letters(tokens.raw)
    spelled = tokens if written == tokens.raw else read_text(" ".join(written))
    noted = without_notes(spelled.raw)
    plain = _only(spelled, noted)
    places = [kept_places[min(place, len(kept_places) - 1)] for place in noted]
    for kept in put_right(plain.raw):
        if (found := _dictated(_only(plain, kept))) is not None:
            return _placed(tokens, found, [places[place] for place in kept])
    found = _dictated(plain)
    if found is None:
        return None
    address = corrected_address(found.value, plain.raw[found.end :])
    if address is None or _ADDRESS.fullmatch(address) is None:
        return None
    return _placed(tokens, plain.reading(address, found.start, found.end), places)


def _only(tokens: Text, places: Sequence[int]) -> Text:
    """The utterance as if only some of its words had been said."""
    if len(places) == len(tokens):
        return tokens
    return read_text(" ".join(tokens.raw[place] for place in places))


def _placed(tokens: Text, found: Reading[str], places: Sequence[int]) -> Reading[str]:
    """A reading of some of the words, with its evidence among all of them."""
    end = places[min(found.end, len(places)) - 1] + 1
    return tokens.reading(found.value, places[found.start], end)


def _dictated(tokens: Text) -> Reading[str] | None:
    """The address of an utterance without notes."""
    signs = [index for index, word in enumerate(_signed(tokens)) if word in _AT and word != "at"]
    if not signs:
        signs = [index for index, word in enumerate(tokens.raw) if word == "at"]
    if len(signs) != 1:
        return None
    local = _local(tokens, signs[0])
    domain = _domain(tokens, signs[0] + 1)
    if local is None or domain is None:
        return None
    if _CUT_OFF.intersection(tokens.raw[max(0, local[1] - _NEARBY) : local[1]]):
        return None  # «kari punktum ok så nordmann krøllalfa …»
    if _is_doubtful(tokens, local[1], signs[0]) or _is_doubtful(tokens, signs[0] + 1, domain[1]):
        return None
    address = f"{local[0]}@{domain[0]}"
    if _ADDRESS.fullmatch(address) is None or ".." in address:
        return None
    return tokens.reading(address, local[1], domain[1])


def _signed(tokens: Text) -> tuple[str, ...]:
    """The words as delivered, with the names of signs mended («punktun», «unterstrek»)."""
    return tuple(
        norm if norm in _SIGNS or norm in _AT else raw
        for raw, norm in zip(tokens.raw, tokens.norm, strict=True)
    )


def _is_doubtful(tokens: Text, start: int, end: int) -> bool:
    """Whether a word of an address was likely misheard: «arfid», «gnail», a lost sign, «ja.erik».

    An unknown word where a sign would stand was the sign: «knut pumpum eide», «firma pumpum no».
    """
    words = tuple(word for word in _signed(tokens)[start:end] if word not in _FILLERS)
    is_local = end < len(tokens) and _signed(tokens)[end] in _AT
    said = [
        place
        for place, word in enumerate(words)
        if len(word) > 1 and word.isalpha() and word not in _SIGNS and word not in _DOMAINS
    ]
    for place in said:
        word = words[place]
        if "som" in words[max(0, place - 1) :]:
            continue
        if len(word) >= _SHORTEST_NAME and (
            is_misheard_name(word) or (not is_local and _is_near_host(word))
        ):
            return True
        named = _NAMED.intersection(words[max(0, place - 2) : place + 3])
        signed = _SIGNS.keys() & set(words[max(0, place - 1) : place + 2])
        if is_local and signed and named and word in _LITTLE_WORDS:
            return True
        between = place - 1 in said and (place + 1 in said or words[place + 1 :] in _UNDOTTED)
        if between and not (is_known_name(word) or word_pieces(word)):
            return True
    return False


def _is_near_host(word: str) -> bool:
    """Whether an unknown word is almost one of the hosts that everybody has an address at."""
    return not is_known_name(word) and any(
        OSA.distance(word, host, score_cutoff=1) == 1 for host in _HOSTS
    )


def _local(tokens: Text, end: int) -> tuple[str, int] | None:
    """What stands before the sign, back to the words that lead in."""
    start = end
    while start > 0 and end - start < _LONGEST_LOCAL and not _leads_in(tokens, start - 1, end):
        start -= 1
    if start == end and end and tokens.raw[end - 1] in _SHARED_BOXES:
        start -= 1
    written = _write(_signed(tokens)[start:end])
    if written and len(written) == 1 and start and tokens.raw[start - 1] not in _LEADS_IN:
        return None  # «jon utæn h»: a letter that was told of
    return (written, start) if written else None


def _leads_in(tokens: Text, index: int, end: int) -> bool:
    word = tokens.raw[index]
    noted = word in ("med", "uten") and index and index + 1 < end
    if noted and (names_letter(tokens.raw, index + 1) or read_letter(tokens.raw, index + 1)):
        return False  # «kristian med c h»
    if index + 1 < end and _is_torn_name(word, tokens.raw[index + 1]):
        return False  # «ka ri»
    norm = COMMON_FORM.get(word, word)  # what was dictated is not mended
    if index + 1 < end and tokens.raw[index + 1] not in _SIGNS and not _is_joined(tokens, index):
        if word in _SPOKEN_ALONE and not _is_spelled(tokens, index):
            return True
        named = (
            word in FIRST_NAMES or word_pieces(word) or "som" in tokens.raw[max(0, index - 3) : end]
        )
        meant = {word, norm, mended(word)}
        if len(word) > 1 and meant & FUNCTION_WORDS and not named:
            return True
    if word not in _LEADS_IN and (len(word) == 1 or norm not in _LEADS_IN):
        return False
    joined = index + 1 < end and tokens.raw[index + 1] in _SIGNS
    return not joined or norm == "er"


def _is_torn_name(left: str, right: str) -> bool:
    """Whether a little word and an unknown one behind it are a name in pieces."""
    least = _SHORTEST_TAIL if left in _LEADS_IN else 1
    return len(right) > least and left + right in _NAMED and not is_known_name(right)


def _is_spelled(tokens: Text, index: int) -> bool:
    """Whether a single letter stands among others, or tells its name: «e som i erik»."""
    beside = tokens.raw[max(0, index - 1) : index] + tokens.raw[index + 1 : index + 2]
    return any(len(word) == 1 or word == "som" for word in beside)


def _is_joined(tokens: Text, index: int) -> bool:
    """Whether a sign binds a word to the one before it."""
    return index > 0 and tokens.raw[index - 1] in _SIGNS


def _domain(tokens: Text, start: int) -> tuple[str, int] | None:
    """What stands after the sign, up to the top-level domain."""
    words = _signed(tokens)
    for end in range(start + 1, min(len(words), start + 16)):
        word = words[end]
        if word not in _DOMAINS:
            continue
        dotted = words[end - 1] in _SIGNS and _SIGNS[words[end - 1]] == "."
        host = _write(words[start : end - 1 if dotted else end])
        if not host or not (dotted or word in ("no", "com")):
            continue
        more = words[end + 1 : end + 2]
        if more and (more[0] in _SIGNS or (dotted and more[0] in _DOMAINS and more[0] == "uk")):
            continue
        return f"{host}.{word}", end + 1
    if start < len(words) and words[start] in _KNOWN_HOSTS and len(words) == start + 1:
        return f"{words[start]}.{_KNOWN_HOSTS[words[start]]}", start + 1
    return None


def _write(words: tuple[str, ...]) -> str | None:
    """Words, letters, signs and numbers as one string; None where a word cannot be written."""
    parts: list[str] = []
    words = tuple(word for word in words if word not in _FILLERS)
    spelled = sum(len(word) == 1 for word in words) >= 2 or "som" in words
    index = 0
    while index < len(words):
        word = words[index]
        if word in _SIGNS:
            parts.append(_SIGNS[word])
            index += 1
        elif word == "med" and index + 1 < len(words) and parts:
            index = _past_spelling_note(words, index, parts)
            if index < 0:
                return None
        elif (len(word) == 1 or spelled or word.startswith("dobbel")) and (
            found := read_letter(words, index)
        ):
            parts.append(found[0])
            index = found[1]
        elif word_pieces(word) or word.isdigit():
            last = index
            while last < len(words) and (word_pieces(words[last]) or words[last].isdigit()):
                last += 1
            digits = read_digits(" ".join(words[index:last]))
            if not digits:
                return None  # «hus og hytte»
            parts.append(digits)
            index = last
        elif re.fullmatch(r"[a-z0-9-]+", word) and not _spoils(word):
            parts.append(word)
            index += 1
        else:
            return None
    return "".join(parts)


def _spoils(word: str) -> bool:
    """Whether a word is none of an address, or a sign that was misheard («pumpum»)."""
    return word in _NEVER_WRITTEN or any(
        OSA.distance(word, sign, score_cutoff=2) <= 2 for sign in _LONG_SIGNS
    )


_LONG_SIGNS = ("punktum", "krøllalfa", "bindestrek", "understrek", "alfakrøll")
_NEVER_WRITTEN = word_set(
    "som alt ett ord eller ikke men nei liten stor bokstav og mellomrom tror fornavn etternavn"
    " fornavnet etternavnet navnet mitt vårt uten firmanavnet firmanavn initialene initialer"
    " forbokstav forbokstaven forbokstavene bokstaven bokstav"
)


def _past_spelling_note(words: tuple[str, ...], index: int, parts: list[str]) -> int:
    """«kristian med k», «med to l-er»: agree with what was written, or give up (-1)."""
    found = read_letter(words, index + 1)
    if found is None:
        return -1
    letters, end = found
    if words[index + 1 : index + 3] in _WRITTEN_PAIRS:
        letters, end = "".join(words[index + 1 : index + 3]), index + 3
    if letters[0] not in parts[-1]:
        sounds = {"k": "ch", "c": "k", "w": "v", "v": "w", "z": "s", "s": "z", "q": "k"}
        similar = sounds.get(letters[0], "")
        if not similar or similar not in parts[-1]:
            return -1
        parts[-1] = parts[-1].replace(similar, letters[:2] if letters in _SOUNDS else letters[0], 1)
    elif len(letters) == 2 and letters not in parts[-1]:
        parts[-1] = parts[-1].replace(letters[0], letters, 1)
    return end
