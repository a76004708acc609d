"""What a caller does in the company, at what level, and who decides.

A role is read only from words that say it about the speaker, or as a bare answer; «snakk med
daglig leder» names another person. Who decides is read from statements about deciding, signing and
being asked, in the first person, in the plural, or about somebody else.
"""

from __future__ import annotations

import re
from enum import StrEnum

from voiceagent.norwegian import authority_phrases, role_phrases
from voiceagent.norwegian.frames import load_frames
from voiceagent.norwegian.likeness import load_model
from voiceagent.norwegian.reading import Reading, Text, read_text

_FRAMES = load_frames("authority")
_LIKE_AT_LEAST = 0.6
_KNOWN_AT_LEAST = 0.75
_SHORTEST_LIKE = 3


class Level(StrEnum):
    """The buying role by rank."""

    C_LEVEL = "c_level"
    DIRECTOR = "director"
    MANAGER = "manager"
    SPECIALIST = "specialist"
    USER = "user"


class Role(StrEnum):
    """What a person answers for."""

    OWNER = "owner"
    CEO = "ceo"
    CFO = "cfo"
    CTO_IT = "cto_it"
    OPERATIONS = "operations"
    SALES = "sales"
    MARKETING = "marketing"
    PURCHASING = "purchasing"
    HR = "hr"
    PROJECT = "project"
    SPECIALIST = "specialist"
    ASSISTANT = "assistant"
    OTHER = "other"

    @property
    def level(self) -> Level:
        """The usual rank of the role; a title that was said may give another (``read_level``)."""
        return _LEVELS[self]


_LEVELS = {
    Role.OWNER: Level.C_LEVEL,
    Role.CEO: Level.C_LEVEL,
    Role.CFO: Level.C_LEVEL,
    Role.CTO_IT: Level.MANAGER,
    Role.OPERATIONS: Level.MANAGER,
    Role.SALES: Level.MANAGER,
    Role.MARKETING: Level.MANAGER,
    Role.PURCHASING: Level.MANAGER,
    Role.HR: Level.MANAGER,
    Role.PROJECT: Level.MANAGER,
    Role.SPECIALIST: Level.SPECIALIST,
    Role.ASSISTANT: Level.USER,
    Role.OTHER: Level.USER,
}


class Authority(StrEnum):
    """What a person has to say in the decision."""

    DECIDES = "decides"
    SHARES = "shares"
    INFLUENCES = "influences"
    NONE = "none"


def read_role(text: str) -> Reading[Role] | None:
    """The role that a caller names for themselves; None where none is named."""
    tokens = read_text(text)
    found: list[tuple[int, Reading[Role]]] = []
    for code, pattern in role_phrases.ROLES:
        for match in tokens.finditer(pattern):
            reading = tokens.matched(Role(code), match)
            if not _is_about_others(tokens, reading.start, reading.end):
                found.append((reading.start, reading))
    if not found:
        return _headed(tokens)
    correction = next((i for i, word in enumerate(tokens.norm) if word == "nei" and i), None)
    if correction is not None and any(start > correction for start, _ in found):
        found = [one for one in found if one[0] > correction]
    return min(
        found, key=lambda one: (one[1].value is Role.OTHER, one[0], one[1].start - one[1].end)
    )[1]


def _headed(tokens: Text) -> Reading[Role] | None:
    """The role of a title that names no known thing: «jeg er sjefen», «kjøkkensjef»."""
    if (match := role_phrases.GENERAL_HEAD.search(tokens.line)) is not None:
        return tokens.matched(Role.CEO, match)
    if (match := role_phrases.OTHER_HEAD.search(tokens.line)) is None:
        return None
    start, end = tokens.span(match)
    return None if _is_about_others(tokens, start, end) else tokens.matched(Role.OPERATIONS, match)


def read_level(text: str) -> Reading[Level] | None:
    """The rank that a title implies: «it-sjef» is a manager, «cto» is C-level."""
    role = read_role(text)
    if role is None:
        return None
    words = " ".join(read_text(role.words).norm)
    level = role.value.level
    if role.value in (Role.ASSISTANT, Role.OTHER):
        return Reading(level, role.words, role.start, role.end)
    if role.value is Role.CFO and re.search(r"medarbeid|konsulent", words):
        return Reading(Level.SPECIALIST, role.words, role.start, role.end)
    if re.match(r"(?:arbeider|sitter) ", words) or (
        role.value is Role.CTO_IT and re.search(r"konsulent|rådgiv|medarbeid|spesial|admin", words)
    ):
        return Reading(Level.SPECIALIST, role.words, role.start, role.end)
    if role_phrases.C_WORDS.search(words):
        level = Level.C_LEVEL
    elif "direktør" in words or "director" in words:
        level = Level.DIRECTOR
    elif role.value in (Role.CFO, Role.CTO_IT) or re.search(
        r"sjef|led|leiar|ansvar|manager|styr|head of|(?<!\S)vp(?!\S)|vice president", words
    ):
        level = Level.MANAGER if role.value is not Role.CEO else Level.C_LEVEL
    elif role.value in (Role.SALES, Role.MARKETING, Role.PURCHASING, Role.HR, Role.PROJECT):
        level = Level.SPECIALIST
    return Reading(level, role.words, role.start, role.end)


def read_authority(text: str) -> Reading[Authority] | None:
    """What a caller says about who decides; None where nothing is said, or two things are."""
    tokens = read_text(text)
    if authority_phrases.ASKS_WHO_DECIDES.match(tokens.line):
        return None
    heard = _FRAMES.heard_in(tokens.norm)
    if "nothing" in heard:
        return None
    for surely in (Authority.NONE, Authority.DECIDES):
        if span := heard.span(f"{surely}_anyway"):
            return tokens.reading(surely, *span)
    for code, pattern in authority_phrases.AUTHORITIES:
        if span := heard.span(code):
            return tokens.reading(Authority(code), *span)
        if match := pattern.search(tokens.line):
            return tokens.matched(Authority(code), match)
    return _authority_alike(tokens)


def _authority_alike(tokens: Text) -> Reading[Authority] | None:
    """What a statement that no construction reads is surely like."""
    if len(tokens) < _SHORTEST_LIKE:
        return None
    like = load_model("authority").likeness(tokens.norm)
    if like.label == "nothing" or like.share < _LIKE_AT_LEAST or like.known < _KNOWN_AT_LEAST:
        return None
    return tokens.reading(Authority(like.label.rstrip("_")), 0, len(tokens))


def _is_about_others(tokens: Text, start: int, end: int) -> bool:
    before = " ".join(tokens.norm[max(0, start - 5) : start])
    if re.search(
        r"(?<!må )(?<!får )(?<!kan )(?<!bør )(?<!\S)du snakke (?:nå )?med(?: selveste| en av)?$",
        before,
    ):
        return False
    following = tokens.norm[end : end + 2]
    past = following[:1] == ("tidligere",) or following in (("før",), ("før", "men"))
    if role_phrases.PAST.search(before) or past:
        return True
    subject = role_phrases.SUBJECT.search(before)
    if subject is not None and subject["who"] not in role_phrases.SPEAKER:
        return True
    after = " " + " ".join(tokens.norm[end:])
    if re.match(r"(?:vi|dere|de) har (?!ansvar)", tokens.line) and "jeg" not in tokens.norm:
        return True
    if role_phrases.OF_OTHERS_AFTER.match(after) and "jeg" not in tokens.norm[:start]:
        return True
    definite = tokens.norm[end - 1].endswith("en") or tokens.norm[start].startswith("dagl")
    follows = tokens.norm[end] if end < len(tokens) else "her"
    if role_phrases.ASKED_FOR.match(tokens.line) and start > 1:
        return True
    ends = tokens.norm[end - 1].endswith("en")
    if ends and follows not in role_phrases.DEFINITE_AFTER and "jeg" not in tokens.norm[:start]:
        return True
    told = definite and role_phrases.TOLD_AFTER.match(after) is not None
    if told and "jeg" not in tokens.norm[:start]:
        return True
    if role_phrases.DECIDES_AFTER.match(after) and "jeg" not in tokens.norm[:start]:
        return True
    return role_phrases.OF_OTHERS.search(before) is not None
