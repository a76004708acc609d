"""Wishes for something in writing: «send helst e-post», «kan du ikke sende en mail i stedet».

Read is what asks *us* to write to *them*. «Vi sender e-post til kundene våre» is a need, and «ikke
send e-post» the opposite. Both written languages and the dialects meet in the readers' common form,
where a mail is an «epost».
"""

from __future__ import annotations

import re

from voiceagent.norwegian.words.reading import Text

_MAIL = r"(?:epost|er post)(?!\S)"
_PAPERS = (
    r"(?:informasjon|informasjonen|info|brosjyre|brosjyren|dokumentasjon|materiell|presentasjon|"
    r"noe skriftlig|skriftlig)(?!\S)"
)
_OFFER = r"(?:pris)?(?:tilbud|tilbudet|tilbod|tilbodet|overslag|liste|lista|listen)(?!\S)"
_WRITE = r"(?:sende|skrive|svare|ta|gi|få|maile|oversende)"
_TO_THIRD = r"(?:epost|er post) (?:ut )?til (?!meg|oss|sjefen|kollegaen|min|adressen|adresse)\S+"
_WANTED = tuple(
    re.compile(rf"(?<!\S)(?:{pattern})", re.ASCII)
    for pattern in (
        # «send meg heller en e-post», «skriv til meg på mail»
        rf"(?:send|skriv|svar|ta)(?: (?!ut )\S+){{0,5}}? (?:{_MAIL}|{_PAPERS})",
        # «kan dere ikke bare sende en mail», «dere må sende meg noe skriftlig»
        rf"(?:kan|kunne|vil|ville|må|får|bør|skal) (?:ikke )?(?:du|dere|de|noen)(?: (?!å |ut )\S+)"
        rf"{{0,3}}? {_WRITE}(?: (?!ut )\S+){{0,5}}? (?:{_MAIL}|{_PAPERS})",
        rf"(?:du|dere|de|noen) (?:kan|kunne|må|får|bør)(?: (?!å |ut )\S+){{0,3}}? {_WRITE}"
        rf"(?: (?!ut )\S+){{0,5}}? (?:{_MAIL}|{_PAPERS})",
        # «kan vi ta det på mail», «kan jeg få det tilsendt på e-post»
        rf"(?:kan|kunne|får|skal)(?: ikke)? (?:jeg|vi)(?: \S+){{0,3}}? (?:få|ta)(?: \S+){{0,4}}? "
        rf"(?:{_MAIL}|{_PAPERS})",
        rf"hva med(?: \S+){{0,3}}? sende(?: \S+){{0,4}}? {_MAIL}",
        r"(?:kan|kunne|vil|får)(?: ikke)? (?:du|dere|de|noen)(?: \S+){0,2}? maile(?!\S)",
        # «nei, bare send tilbudet», «ikke noe møte, bare et tilbud»
        rf"send(?: (?!ut )\S+){{0,4}}? {_OFFER}",
        rf"(?:kan|kunne|vil) (?:ikke )?(?:du|dere|de)(?: \S+){{0,3}}? sende(?: \S+){{0,4}}? "
        rf"{_OFFER}",
        rf"(?:ikke|slippe|uten)(?: \S+){{0,3}}? møte(?:t)?(?: \S+){{0,4}}? {_OFFER}",
        # «jeg vil ha noe skriftlig først», «det går på mail»
        r"(?:vil|ville|ønsker|trenger|gjerne|må|skulle)(?: (?!ikke )\S+){0,2}? (?:ha|hatt|få|fått|"
        r"se|lese)(?: \S+){0,2}? skriftl[ie]g(?!\S)",
        rf"(?:det|den|dette)(?: \S+)?? (?:går|holder|er (?:greit|best|fint|nok))(?: \S+){{0,2}}? "
        rf"på {_MAIL}",
        # «heller på mail», «mail er best»
        rf"(?:heller|helst|foretrekker)(?: \S+){{0,4}}? {_MAIL}",
        rf"{_MAIL}(?: \S+){{0,3}}? "
        r"(?:heller|i stedet|i staden|er best|passer best|er enklest)(?!\S)",
    )
)
_TO_OTHERS = re.compile(rf"(?<!\S){_TO_THIRD}")
_GIVES_ADDRESS = re.compile(r"krøll|snabel|grisehale|@")
_NOT_TO_THEM = re.compile(
    rf"(?<!\S)(?:(?:ikke|aldri)(?: \S+)? (?:send|sende|skriv|bruk|på|noe|noen|en)?"
    rf" ?{_MAIL}(?! heller)|(?:vi|å|hjelpe oss) sende(?:r)? (?:\S+ )?{_MAIL})"
)
_ASKS_POLITELY = re.compile(r"(?<!\S)(?:kan|kunne|vil|får|må|bør) (?:du|dere|de|noen) ikke(?!\S)")
_INSTEAD = re.compile(
    r"(?<!\S)(?:i stedet|i staden|istedenfor|isteden|istaden|heller|bare|slippe|dropper)(?!\S)"
)


def wants_mail(text: Text) -> bool:
    """Whether an utterance asks for an e-mail, or for something that can only come as one."""
    # «kan du ikke sende …» is a wish in the shape of a denial.
    line = _ASKS_POLITELY.sub("kan du", text.line)
    if _NOT_TO_THEM.search(line) is not None:
        return False
    if _TO_OTHERS.search(line) is not None and _GIVES_ADDRESS.search(line) is None:
        return False
    return any(pattern.search(line) is not None for pattern in _WANTED)


def instead_of_talk(text: Text) -> bool:
    """Whether the mail is wanted in place of this call, and not beside it."""
    return _INSTEAD.search(text.line) is not None
