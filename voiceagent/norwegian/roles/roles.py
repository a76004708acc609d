"""What a caller does in the company, at what level, and who decides.

A role is read only from words that say it about the speaker, or as a bare answer; «snakk med
daglig leder» names another person. Who decides is read from statements about deciding, signing and
being asked, in the first person, in the plural, or about somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from voiceagent.norwegian.roles import authority_phrases, role_phrases
from voiceagent.norwegian.roles.duties import read_duties, spans_of_others
from voiceagent.norwegian.roles.role_subjects import is_about_others
from voiceagent.norwegian.words.frames import load_frames
from voiceagent.norwegian.words.likeness import load_model
from voiceagent.norwegian.words.reading import REMEMBERED, Reading, Text, read_text

_FRAMES = load_frames(Path(__file__).with_name("authority.frames"))
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


@dataclass(frozen=True, slots=True)
class _Told:
    """A role, and the rank where its words tell that too."""

    role: Reading[Role]
    level: Level | None

    def rank(self) -> tuple[bool, int, int, bool]:
        """What is taken first of several: the first that is said, and the longest of those."""
        length = self.role.end - self.role.start
        return self.role.value is Role.OTHER, self.role.start, -length, self.level is None


class Authority(StrEnum):
    """What a person has to say in the decision."""

    DECIDES = "decides"
    SHARES = "shares"
    INFLUENCES = "influences"
    NONE = "none"


def read_role(text: str) -> Reading[Role] | None:
    """The role that a caller names for themselves; None where none is named."""
    told = _told(read_text(text))
    return None if told is None else told.role


@lru_cache(maxsize=REMEMBERED)
def _told(tokens: Text) -> _Told | None:
    found: list[_Told] = []
    denied = spans_of_others(tokens)
    of_others = list(denied)
    for code, pattern in role_phrases.ROLES:
        for match in tokens.finditer(pattern):
            reading = tokens.matched(Role(code), match)
            if is_about_others(tokens, reading.start, reading.end):
                of_others.append((reading.start, reading.end))
            else:
                found.append(_Told(reading, None))
    found = [one for one in found if not _touches(one.role, of_others)]
    found.extend(
        told
        for one in read_duties(tokens)
        if not _touches(
            (
                told := _Told(tokens.reading(Role(one.role), one.start, one.end), Level(one.level))
            ).role,
            denied,
        )
    )
    if not found:
        headed = _headed(tokens)
        return None if headed is None or _touches(headed, of_others) else _Told(headed, None)
    correction = next((i for i, word in enumerate(tokens.norm) if word == "nei" and i), None)
    if correction is not None and any(one.role.start > correction for one in found):
        found = [one for one in found if one.role.start > correction]
    return min(found, key=_Told.rank)


def _touches(reading: Reading[Role], spans: Iterable[tuple[int, int]]) -> bool:
    return any(reading.start < end and start < reading.end for start, end in spans)


def _headed(tokens: Text) -> Reading[Role] | None:
    """The role of a title that names no known thing: «jeg er sjefen», «kjøkkensjef»."""
    if (match := role_phrases.GENERAL_HEAD.search(tokens.line)) is not None:
        return tokens.matched(Role.CEO, match)
    if (match := role_phrases.OTHER_HEAD.search(tokens.line)) is None:
        return None
    start, end = tokens.span(match)
    return None if is_about_others(tokens, start, end) else tokens.matched(Role.OPERATIONS, match)


def read_level(text: str) -> Reading[Level] | None:
    """The rank that a title implies: «it-sjef» is a manager, «cto» is C-level."""
    told = _told(read_text(text))
    if told is None:
        return None
    role = told.role
    if told.level is not None:
        return Reading(told.level, role.words, role.start, role.end)
    words = " ".join(read_text(role.words).norm)
    level = role.value.level
    if role.value in (Role.ASSISTANT, Role.OTHER):
        return Reading(level, role.words, role.start, role.end)
    if role.value is Role.CFO and re.search(
        r"medarbeid|konsulent|rådg|koordinator|controller(?! manager)", words
    ):
        return Reading(Level.SPECIALIST, role.words, role.start, role.end)
    if re.match(r"(?:arbeider|sitter) ", words) or (
        role.value in (Role.CTO_IT, Role.OPERATIONS)
        and re.search(
            r"konsulent|rådg|medarbeid|spesial|admin(?!is)|administrator|koordinator|tekni[kc]"
            r"(?:er|ar)|arkitekt|utvikler|support",
            words,
        )
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
    like = load_model(Path(__file__).with_name("authority.likeness")).likeness(tokens.norm)
    if like.label == "nothing" or like.share < _LIKE_AT_LEAST or like.known < _KNOWN_AT_LEAST:
        return None
    return tokens.reading(Authority(like.label.rstrip("_")), 0, len(tokens))
