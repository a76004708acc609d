"""What a caller does with words: agrees, declines, hesitates, asks for a human, says goodbye …

An utterance may hold several acts («ja men hvem er du»); each comes with its own words. What is
read here is the surface: whether «ja» answers the question or only keeps the line open is the
dialog's to know.
"""

from __future__ import annotations

from enum import StrEnum

from voiceagent.norwegian.reading import Reading, read_text, words_pattern


class Act(StrEnum):
    """What an utterance, or a part of it, does."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"
    HESITATION = "hesitation"
    """«eh», «altså», «la meg se»: more will come."""
    BACKCHANNEL = "backchannel"
    """«mm», «akkurat»: go on, I am listening."""
    DONT_KNOW = "dont_know"
    REPEAT = "repeat"
    WAIT = "wait"
    STOP = "stop"
    """«slutt å ringe», «stopp»: never again."""
    GOODBYE = "goodbye"
    WANTS_HUMAN = "wants_human"
    CALL_BACK = "call_back"
    NOT_INTERESTED = "not_interested"
    WRONG_NUMBER = "wrong_number"
    WHO_IS_CALLING = "who_is_calling"
    IS_ROBOT = "is_robot"
    COMPLAINT = "complaint"
    PROFANITY = "profanity"
    OTHER_LANGUAGE = "other_language"
    GREETING = "greeting"
    THANKS = "thanks"
    CORRECTION = "correction"
    """«nei, jeg mente …», «det er feil»."""


_YES = words_pattern("ja", "jo", "jepp", "jada", "joda", "gjerne", "stemmer", "javisst", "absolutt")
_NO = words_pattern("nei", "nope", "neida", "ikke", "aldri")
_BACKCHANNELS = frozenset(
    [
        "mm",
        "mhm",
        "hm",
        "ja",
        "jo",
        "jaha",
        "jasså",
        "akkurat",
        "nettopp",
        "okei",
        "ok",
        "oki",
        "greit",
        "skjønner",
        "forstår",
        "flott",
        "fint",
        "riktig",
        "nemlig",
        "åja",
        "jada",
        "joda",
        "sant",
    ]
)
_ACTS = (
    (
        Act.WANTS_HUMAN,
        words_pattern(r"snakke med (?:et |en )?(?:menneske|person|noen)", "kundebehandler"),
    ),
    (
        Act.CALL_BACK,
        words_pattern(r"ringe? (?:meg )?(?:opp )?(?:igjen |tilbake )?(?:senere|tilbake)"),
    ),
    (Act.NOT_INTERESTED, words_pattern(r"ikke (?:\S+ )?interessert")),
    (Act.WRONG_NUMBER, words_pattern(r"feil nummer", "ringt feil", "slått feil")),
    (Act.WHO_IS_CALLING, words_pattern(r"hvem (?:er|snakker|var) (?:det|dette|du|jeg)")),
    (Act.IS_ROBOT, words_pattern(r"er (?:du|det|dette) (?:en )?(?:robot|maskin|datamaskin|ki|ai)")),
    (
        Act.REPEAT,
        words_pattern(
            r"hva sa du", "gjenta", r"si det (?:en gang til|igjen)", "hæ", "unnskyld hva"
        ),
    ),
    (
        Act.WAIT,
        words_pattern(r"vent(?:e)? (?:litt|et øyeblikk)?", "et øyeblikk", "et sekund", "vent"),
    ),
    (Act.STOP, words_pattern(r"stopp", "slutt å ringe", "ikke ring meg")),
    (Act.GOODBYE, words_pattern(r"ha det", "hadet", "adjø", "snakkes", "på gjenhør")),
    (Act.DONT_KNOW, words_pattern(r"vet (?:jeg )?ikke", "aner ikke", "ikke sikker", "usikker")),
    (Act.MAYBE, words_pattern("kanskje", "muligens", "tja", "kan hende")),
    (Act.THANKS, words_pattern("takk")),
    (Act.GREETING, words_pattern("hei", "god dag", "god morgen")),
    (Act.HESITATION, words_pattern("eh", "øh", "ehm", "hmm", "altså", "la meg se")),
)


def read_acts(text: str) -> tuple[Reading[Act], ...]:
    """Everything that an utterance does, in the order it is said."""
    tokens = read_text(text)
    found = [
        tokens.matched(act, match) for act, pattern in _ACTS for match in tokens.finditer(pattern)
    ]
    verdict = read_yes_no(text)
    if verdict is not None:
        pattern = _YES if verdict else _NO
        found.extend(
            tokens.matched(Act.YES if verdict else Act.NO, match)
            for match in tokens.finditer(pattern)
        )
    if is_backchannel(text):
        found.append(tokens.reading(Act.BACKCHANNEL, 0, len(tokens)))
    return tuple(sorted(found, key=lambda reading: (reading.start, reading.end)))


def read_yes_no(text: str) -> bool | None:
    """The verdict of an utterance as an answer to a yes/no question; None where it gives none."""
    tokens = read_text(text)
    yes = _YES.search(tokens.line)
    no = _NO.search(tokens.line)
    if yes and no:
        return None
    if yes or no:
        return yes is not None
    return None


def is_backchannel(text: str) -> bool:
    """Whether the whole utterance only keeps the line open: «mm», «ja akkurat»."""
    tokens = read_text(text)
    return 0 < len(tokens) <= 4 and all(
        raw in _BACKCHANNELS or norm in _BACKCHANNELS
        for raw, norm in zip(tokens.raw, tokens.norm, strict=True)
    )
