"""What a caller wants of a meeting besides its time: who attends, and what must hold for it.

«det er Stine som møter i stedet for meg», «ja, men da må vi bli ferdige før ni», «og send en
påminnelse»: a yes with something added is a yes, and what was added is for the one who holds the
meeting. A name told so is somebody else's, never the caller's own. Politeness («hvis det går an»),
thanks and a repeated time add nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from voiceagent.dialog.understanding.free_text import EMPTY
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.name_tables import FIRST_NAMES
from voiceagent.norwegian.words.reading import Reading, Text

_THERE = (
    r"(?:møter?|deltar?|delta|stiller?|kommer|komme|tar? (?:møtet|den|det)|(?:være|er|bli|blir) med"
    r"|(?:være |sitte |er |sitter )?(?:i|på) møtet)"
)
_NOT_ME = re.compile(
    r"(?<!\S)(?:ikke (?:meg|jeg) som (?:skal|kan|vil|møter|deltar|stiller|kommer|blir|tar)"
    r"|(?:jeg|meg) (?:skal|kan) ikke (?:selv )?(?:være med|delta|i møtet|møte selv))(?!\S)"
)
_INSTEAD = re.compile(r"(?<!\S)(?:i stedet for|istedenfor|på vegne av|i staden for) (?:meg|jeg)\b")
_ATTENDS = re.compile(
    rf"(?<!\S)(?:som (?:skal |vil |kan |må |kommer til å )?{_THERE}"
    r"|(?:tar?|har|få|får) (?:\S+ )?med (?:meg|seg|oss|(?:kollega|sjef|leder|partner)\S*)"
    r"|(?:skal|vil|kan|kommer|blir|må|bør)(?: \S+){0,3}? (?:være med|bli med|delta|i møtet"
    r"|på møtet|ta møtet)|blir med|inviter(?:e)?|kalle? inn)(?!\S)"
)
_NOT_NAMES = frozenset({"per", "may", "else", "bo", "even", "tore"})
_MOST_NAMES = 3

_SEVERAL = re.compile(
    r"(?<!\S)(?:(?:to|tre|flere|fleire) (?:\S+ )?møter|(?:et|ett|eit) møte til"
    r"|(?:enda|et|ett|eit) (?:et |ett |eit )?(?:ekstra|nytt|andre) møte (?:også|i tillegg|til)"
    r"|enda (?:et|ett|eit) møte)(?!\S)"
)

_EACH = re.compile(r"(?<!\S)(?:et|ett|eit|en|ein) (?:på|i) \S+")

_JOINS = frozenset({"men", "og", "hvis", "dersom", "bare", "så", "forutsatt", "om", "viss"})
_IMPERATIVES = frozenset({"send", "ta", "husk", "legg", "inviter", "skriv", "pass", "minn", "hugs"})
_WANTS = _IMPERATIVES | frozenset(
    {
        *("må", "skal", "kan", "kunne", "vil", "ville", "ønsker", "trenger", "bør", "burde"),
        *("hvis", "dersom", "viss", "lenge", "forutsatt", "helst", "gjerne", "ikke", "får", "få"),
        *("sende", "bare", "huske"),
    }
)
_CONDITIONS = frozenset({"hvis", "dersom", "viss", "forutsatt"})
_POLITE = re.compile(
    r"(?<!\S)(?:hvis|om|viss|dersom) (?:(?:det|du|dere|den|jeg|vi) )+(?:går(?: an)?|kan|vil|er|har"
    r"|får|rekker|passer|orker)(?: \S+)?$"
)
_REQUESTS = re.compile(
    r"(?<!\S)(?:kan|kunne|vil) (?:du|dere|de) (?:\S+ )?(?:sende|ta med|invitere|legge|huske|hugse"
    r"|skrive|minne|ordne|notere|kopiere|forberede|vise|kalle inn)(?!\S)"
)
_FAVOURS = re.compile(
    _REQUESTS.pattern
    + r"|(?<=ja )(?:(?:og|men|så|bare) )*(?:send|husk|hugs|minn|legg ved|ta med|skriv)(?!\S)"
)
_AGREEMENT = (*(Act.YES, Act.THANKS, Act.GOODBYE, Act.BACKCHANNEL, Act.GREETING, Act.HESITATION),)
_LEAST_CONTENT = 2


def attends(tokens: Text) -> bool:
    """Whether the words say who else is to be in the meeting, or that the caller is not."""
    line = tokens.line
    return any(one.search(line) is not None for one in (_NOT_ME, _INSTEAD, _ATTENDS))


def read_attendee(tokens: Text) -> str:
    """The name of whoever is to be in the meeting; empty where none is named."""
    if not attends(tokens):
        return ""
    for start, word in enumerate(tokens.norm):
        if word not in FIRST_NAMES or tokens.norm[max(0, start - 1) : start] == ("heter",):
            continue
        for end in range(min(len(tokens), start + _MOST_NAMES), start, -1):
            person = read_person(" ".join(tokens.raw[start:end]), expected=True)
            whole = person is not None and (person.start, person.end) == (0, end - start)
            if whole and person is not None and (end - start > 1 or word not in _NOT_NAMES):
                return person.value
    return ""


def wants_several(tokens: Text) -> bool:
    """«to møter, ett på mandag og ett på torsdag», «et møte til»."""
    return _SEVERAL.search(tokens.line) is not None


def asks_a_favour(tokens: Text) -> bool:
    """«kan du sende en påminnelse»: asked for, and no question to be answered."""
    return _FAVOURS.search(tokens.line) is not None


def without_counts(tokens: Text, when: When) -> When:
    """«to møter, ett på mandag og ett på torsdag»: there the numbers count meetings, no hours."""
    counts = wants_several(tokens) and "klokka" not in tokens.norm
    if not counts or _EACH.search(tokens.line) is None:
        return when
    return replace(when, minute=None, from_minute=None, to_minute=None, ambiguous=())


def read_remark(tokens: Text, acts: tuple[Reading[Act], ...], spent: range) -> str:
    """What is added to a yes or to a choice, in the caller's own words; empty for nothing.

    Args:
        tokens: The utterance.
        acts: What it does.
        spent: The tokens of a time, which says nothing new.
    """
    start = _joined_at(tokens.norm)
    if start is None or _POLITE.search(tokens.line) is not None:
        return ""
    known = set(spent)
    for act in acts:
        if act.value in _AGREEMENT:
            known.update(range(act.start, act.end))
    rest = [place for place in range(start, len(tokens)) if place not in known]
    said = [tokens.norm[place] for place in rest]
    content = [word for word in said if word not in EMPTY and word not in _JOINS]
    conditional = not _CONDITIONS.isdisjoint(said) and len(content) > 0
    if _WANTS.isdisjoint(said) or (len(content) < _LEAST_CONTENT and not conditional):
        return ""
    return said_of_it(tokens, start)


def said_of_it(tokens: Text, start: int = 0) -> str:
    """The words from ``start``, without the yes and the «og» that only lead up to them."""
    while start < len(tokens) - 1 and tokens.norm[start] in ("men", "og", "ja", "jo", "nei"):
        start += 1
    return tokens.words(start, len(tokens))


def _joined_at(norm: tuple[str, ...]) -> int | None:
    """Where something is added: behind «men» and «og», or with a request."""
    for place, word in enumerate(norm):
        if word in _JOINS and (place or word in _CONDITIONS):
            return place
        if word in _IMPERATIVES and place:
            return place
        if word in ("kan", "kunne", "vil") and _REQUESTS.match(" ".join(norm[place:])):
            return place
    return None
