"""What a caller does in the company, at what level, and who decides."""

from __future__ import annotations

from enum import StrEnum

from voiceagent.norwegian.reading import Reading, read_text, words_pattern


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
    Role.CTO_IT: Level.DIRECTOR,
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


_ROLES = (
    (words_pattern(r"daglig leder", "administrerende", "ceo", "adm dir"), Role.CEO),
    (words_pattern(r"økonomisjef", "økonomiansvarlig", "cfo", "finansdirektør"), Role.CFO),
    (words_pattern(r"it ?sjef", r"it ?ansvarlig", "cto", "cio"), Role.CTO_IT),
    (words_pattern(r"driftsleder", "driftssjef", "coo"), Role.OPERATIONS),
    (words_pattern(r"salgssjef", "salgsleder", "selger"), Role.SALES),
    (words_pattern(r"markedssjef", "markedsansvarlig", "cmo"), Role.MARKETING),
    (words_pattern(r"innkjøpssjef", "innkjøper"), Role.PURCHASING),
    (words_pattern(r"hr ?sjef", "personalsjef"), Role.HR),
    (words_pattern(r"prosjektleder"), Role.PROJECT),
    (words_pattern(r"eier", "gründer", "innehaver"), Role.OWNER),
)
_AUTHORITY = (
    (words_pattern(r"(?:styret|sjefen|ledelsen|andre) (?:som )?bestemmer"), Authority.NONE),
    (words_pattern(r"jeg bestemmer (?:ikke)"), Authority.NONE),
    (words_pattern(r"(?:vi|sammen med \S+) bestemmer"), Authority.SHARES),
    (words_pattern(r"jeg (?:som )?bestemmer", r"det er jeg som bestemmer"), Authority.DECIDES),
)


def read_role(text: str) -> Reading[Role] | None:
    """The role that a caller names for themselves; None where none is named."""
    tokens = read_text(text)
    for pattern, role in _ROLES:
        if match := pattern.search(tokens.line):
            return tokens.matched(role, match)
    return None


def read_level(text: str) -> Reading[Level] | None:
    """The rank that a title implies: «it-sjef» is a manager, «cto» is C-level."""
    role = read_role(text)
    return None if role is None else Reading(role.value.level, role.words, role.start, role.end)


def read_authority(text: str) -> Reading[Authority] | None:
    """What a caller says about who decides; None where nothing is said."""
    tokens = read_text(text)
    for pattern, authority in _AUTHORITY:
        if match := pattern.search(tokens.line):
            return tokens.matched(authority, match)
    return None
