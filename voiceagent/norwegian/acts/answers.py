"""What a caller does with words: agrees, declines, hesitates, asks for a human, says goodbye …

An utterance may hold several acts («ja men hvem er du»); each comes with its own words. What is
read here is the surface: whether «ja» answers the question or only keeps the line open is the
dialog's to know.

A verdict is found in this order, and the first that speaks decides:

1. Doubt anywhere («kanskje», «vet ikke», «ja og nei») gives no verdict.
2. A phrase that is an answer by itself («nei det går fint», «det har vi ikke»); of two that
   disagree the one after «men» counts, else neither.
3. The word it opens with («ja …», «nei …»); «ja nei» gives none.
4. The word that a clause closes with: «eg har tid ja», «no kan eg ikkje nei».

What none of this reads is compared with what callers have said (``likeness``), and read as what it
is surely like.

Thinking aloud before an answer («hm la meg se ja …») is no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from voiceagent.norwegian.acts import answer_phrases, other_languages
from voiceagent.norwegian.acts.aims import is_aside
from voiceagent.norwegian.words.frames import Heard, load_frames
from voiceagent.norwegian.words.likeness import load_model
from voiceagent.norwegian.words.reading import REMEMBERED, Reading, Text, read_text, word_set


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
    """Asks who we are or what it is about."""
    IS_ROBOT = "is_robot"
    COMPLAINT = "complaint"
    PROFANITY = "profanity"
    OTHER_LANGUAGE = "other_language"
    GREETING = "greeting"
    THANKS = "thanks"
    CORRECTION = "correction"
    """«nei, jeg mente …», «det er feil»."""


_BACKCHANNELS = word_set(
    "mm mhm mmhm mmm hm ja jo jaha jasså jaså akkurat nettopp okei ok oki okay greit"
    " skjønner forstår flott fint riktig nemlig åja jada joda sant jøss oi javel ah aha åh bra"
    " supert selvfølgelig klart jaja jepp heh hehe"
)
_ONLY_TOGETHER = word_set("det er jeg vel så ikke da helt men")
_OPENINGS = word_set("eh øh ehm hmm hm altså hei nei men å åh ah og mm liksom jaha ok okei vel så")
_ACTS = (
    Act.IS_ROBOT,
    Act.WANTS_HUMAN,
    Act.STOP,
    Act.CALL_BACK,
    Act.NOT_INTERESTED,
    Act.WRONG_NUMBER,
    Act.WHO_IS_CALLING,
    Act.REPEAT,
    Act.WAIT,
    Act.GOODBYE,
    Act.DONT_KNOW,
    Act.MAYBE,
    Act.COMPLAINT,
    Act.PROFANITY,
    Act.THANKS,
    Act.GREETING,
    Act.CORRECTION,
    Act.HESITATION,
)
"""What the frames tell, in the order in which the more telling shuts out the weaker."""
_TURNS = word_set("men nei jo")
_FRAMES = load_frames(Path(__file__).with_name("acts.frames"))
_VERDICTS = load_frames(Path(__file__).with_name("verdicts.frames"))
_TURNING = frozenset(
    {
        Act.IS_ROBOT,
        Act.WANTS_HUMAN,
        Act.CALL_BACK,
        Act.NOT_INTERESTED,
        Act.WRONG_NUMBER,
        Act.WHO_IS_CALLING,
        Act.STOP,
        Act.REPEAT,
        Act.WAIT,
        Act.GOODBYE,
        Act.DONT_KNOW,
        Act.COMPLAINT,
        Act.CORRECTION,
        Act.OTHER_LANGUAGE,
    }
)
_SOFT = frozenset(
    {Act.YES, Act.NO, Act.BACKCHANNEL, Act.THANKS, Act.GREETING, Act.HESITATION, Act.MAYBE}
)
_LIKE_VERDICT = 0.8
_LIKE_ELSE = 0.55
_LIKE_COSTLY = 0.65
_COSTLY = frozenset(
    {
        Act.STOP,
        Act.GOODBYE,
        Act.WANTS_HUMAN,
        Act.WRONG_NUMBER,
        Act.NOT_INTERESTED,
        Act.COMPLAINT,
        Act.PROFANITY,
        Act.OTHER_LANGUAGE,
    }
)
_LIKE_CALL_BACK = 0.8
"""«Kan vi ta det en time senere» is near to a wish to be rung later, and is none."""
_ASKING = word_set("hva hvor hvordan når hvilken hvem hvorfor")
_LIKE_BESIDE_OTHERS = 0.75
_KNOWN_AT_LEAST = 0.85
_SHORTEST_LIKE = 3
_SHUTS_OUT: dict[Act, tuple[Act, ...]] = {
    # The more telling act keeps the weaker one, read from the same words, away.
    Act.WAIT: (Act.HESITATION,),
    Act.MAYBE: (Act.HESITATION,),
    Act.STOP: (Act.CALL_BACK,),
    Act.WANTS_HUMAN: (Act.CALL_BACK,),
    Act.IS_ROBOT: (Act.WHO_IS_CALLING, Act.WANTS_HUMAN),
    Act.COMPLAINT: (Act.PROFANITY,),
    Act.GOODBYE: (Act.GREETING,),
}


@lru_cache(maxsize=REMEMBERED)
def read_acts(text: str) -> tuple[Reading[Act], ...]:
    """Everything that an utterance does, in the order it is said."""
    tokens = read_text(text)
    heard = _FRAMES.heard_in(tokens.norm)
    found: list[Reading[Act]] = []
    told = _tells_of_others(heard)
    for act in _ACTS:
        if (told and act in _TURNING) or f"unless_{act}" in heard:
            continue
        excepted = heard.spans(f"except_{act}")
        for start, end in heard.spans(act):
            if any(first < end and start < last for first, last in excepted):
                continue
            reading = tokens.reading(act, start, end)
            if reading.end > reading.start and not _is_shut_out(reading, found):
                found.append(reading)
    if (language := _other_language(tokens)) is not None:
        return (language,)
    verdict = verdict_in(tokens)
    if verdict is not None:
        act = Act.YES if verdict.value else Act.NO
        found.append(Reading(act, verdict.words, verdict.start, verdict.end))
    if not told and all(reading.value in _SOFT for reading in found):
        alike = _alike(tokens, "acts", _LIKE_BESIDE_OTHERS if found else _LIKE_ELSE)
        found.extend(one for one in alike if f"except_{one.value}" not in heard)
    if is_backchannel(text):
        found.append(tokens.reading(Act.BACKCHANNEL, 0, len(tokens)))
    acts = {reading.value for reading in found}
    kept = [one for one in found if not is_aside(tokens, one.value, one.start, one.end, acts)]
    return tuple(sorted(kept, key=lambda reading: (reading.start, reading.end)))


def _alike(tokens: Text, kind: str, least: float) -> Iterator[Reading[Act]]:
    """The act that an utterance of known words is surely like, if it is like any."""
    if len(tokens) < _SHORTEST_LIKE:
        return
    like = load_model(Path(__file__).with_name(f"{kind}.likeness")).likeness(tokens.norm)
    if like.label == "nothing" or like.known < _KNOWN_AT_LEAST or like.share < least:
        return
    act = Act(like.label)
    if act is Act.CALL_BACK and like.share < _LIKE_CALL_BACK:
        return
    if act in _COSTLY and (like.share < _LIKE_COSTLY or tokens.norm[0] in _ASKING):
        return
    if (act in (Act.YES, Act.NO)) == (kind == "yes_no") and act not in _SOFT - {Act.YES, Act.NO}:
        yield tokens.reading(act, 0, len(tokens))


def _tells_of_others(heard: Heard) -> bool:
    return "of_others" in heard and "spoken_to" not in heard


def read_yes_no(text: str) -> bool | None:
    """The verdict of an utterance as an answer to a yes/no question; None where it gives none."""
    verdict = verdict_in(read_text(text))
    return None if verdict is None else verdict.value


@lru_cache(maxsize=REMEMBERED)
def verdict_in(tokens: Text) -> Reading[bool] | None:
    """:func:`read_yes_no` on tokens, with its evidence."""
    thinking = answer_phrases.THINKING.match(tokens.line)
    if thinking is not None:
        skipped = tokens.span(thinking)[1]
        found = verdict_in(read_text(tokens.words(skipped, len(tokens))))
        return found and tokens.reading(found.value, skipped + found.start, skipped + found.end)
    return _closing_verdict(tokens) or _verdict_in(tokens)


def _closing_verdict(tokens: Text) -> Reading[bool] | None:
    """«nei … så nei», «det kan vi ikke nei»: a clause that closes with its verdict."""
    match = answer_phrases.CLOSING.search(tokens.line)
    if match is None or answer_phrases.HALFWAY.search(tokens.line):
        return None
    agrees = match["yes"] is not None
    denied = {"ikke", "aldri", "ingen"}.intersection(tokens.norm)
    opening = tokens.norm[0]
    if agrees and (denied or opening == "nei"):
        return None
    if not agrees and not denied and opening != "nei":
        return None
    return tokens.matched(agrees, match)


def _verdict_in(tokens: Text) -> Reading[bool] | None:
    line = tokens.line
    if line == "ikke sant":
        return None
    if answer_phrases.HALFWAY.search(line) or "undecided" in _VERDICTS.heard_in(tokens.norm):
        return None
    if answer_phrases.UNDECIDED.search(line) or _other_language(tokens) is not None:
        return None
    heard = _FRAMES.heard_in(tokens.norm)
    if Act.REPEAT in heard or (Act.WAIT in heard and f"unless_{Act.WAIT}" not in heard):
        return None
    found = _strong_verdict(tokens) or _opening_verdict(tokens)
    if found is not None:
        return found
    alike = next(_alike(tokens, "yes_no", _LIKE_VERDICT), None)
    return None if alike is None else tokens.reading(alike.value is Act.YES, 0, len(tokens))


def is_backchannel(text: str) -> bool:
    """Whether the whole utterance only keeps the line open: «mm», «ja akkurat»."""
    tokens = read_text(text)
    if "backchannel" in _FRAMES.heard_in(tokens.norm):
        return True
    if not 0 < len(tokens) <= 4:
        return False
    if " ".join(tokens.norm) in (
        "ikke sant",
        "ja ikke sant",
        "ja vel",
        "nei vel",
        "det forstår jeg",
        "det er klart",
    ):
        return True
    marks = [
        raw in _BACKCHANNELS or norm in _BACKCHANNELS
        for raw, norm in zip(tokens.raw, tokens.norm, strict=True)
    ]
    together = [
        mark or norm in _ONLY_TOGETHER for mark, norm in zip(marks, tokens.norm, strict=True)
    ]
    if not all(together) or "ikke" in tokens.norm or tokens.norm[-1] == "men":
        return False
    return marks[0] or tokens.norm[-1] == "forstår"


def _strong_verdict(tokens: Text) -> Reading[bool] | None:
    heard = _VERDICTS.heard_in(tokens.norm)
    agreed, declined = heard.spans("yes"), heard.spans("no")
    declined = [no for no in declined if not any(_covers(yes, no) for yes in agreed)]
    agreed = [yes for yes in agreed if not any(_covers(no, yes) for no in declined)]
    verdicts = [(start, end, True) for start, end in agreed]
    verdicts += [(start, end, False) for start, end in declined]
    if not verdicts:
        return None
    *earlier, last = sorted(verdicts, key=lambda verdict: verdict[0])
    start, end, agrees = last
    contrary = [before for before in earlier if before[2] is not agrees]
    if contrary and not _TURNS.intersection(tokens.norm[contrary[-1][1] : start]):
        return None
    return tokens.reading(agrees, start, end)


def _covers(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    wider = outer[1] - outer[0] > inner[1] - inner[0]
    return wider and outer[0] <= inner[0] and inner[1] <= outer[1]


def _opening_verdict(tokens: Text) -> Reading[bool] | None:
    start = 0
    openings = _OPENINGS - {"nei", "ok", "okei"}
    while start < len(tokens) - 1 and tokens.norm[start] in openings:
        start += 1
    if start >= len(tokens):
        return None
    offset = tokens.starts[start]
    yes = answer_phrases.YES_WORD.match(tokens.line, offset)
    no = answer_phrases.NO_WORD.match(tokens.line, offset)
    opening = yes or no
    if opening is None:
        return None
    rest = tokens.line[opening.end() :].strip()
    other = answer_phrases.NO_WORD if yes else answer_phrases.YES_WORD
    contrary = other.match(rest)
    if contrary is not None and rest.split(" ")[0] not in ("greit", "riktig", "sikkert"):
        return None
    if yes and re.search(r"(?<!\S)men(?!\S).*(?<!\S)(?:ikke|nei)(?!\S)", rest):
        return None
    if no and re.match(r"(?:(?:men )?(?:hei|så|jøss)|du)(?!\S)", rest):
        return None
    return tokens.matched(yes is not None, opening)


def _is_shut_out(reading: Reading[Act], found: list[Reading[Act]]) -> bool:
    return any(
        (reading.value is other.value or reading.value in _SHUTS_OUT.get(other.value, ()))
        and other.start < reading.end
        and reading.start < other.end
        for other in found
    )


def _other_language(tokens: Text) -> Reading[Act] | None:
    heard = _FRAMES.heard_in(tokens.norm)
    if _tells_of_others(heard):
        return None
    for words in (other_languages.ENGLISH, other_languages.SWEDISH):
        known = [word for word in tokens.raw if word in words]
        telling = [word for word in known if word not in other_languages.SHARED_WITH_NORWEGIAN]
        if len(known) >= 2 and telling and 2 * len(known) > len(tokens):
            return tokens.reading(Act.OTHER_LANGUAGE, 0, len(tokens))
    if other_languages.ASKS_LANGUAGE.search(" ".join(tokens.raw)) or Act.OTHER_LANGUAGE in heard:
        if is_aside(tokens, Act.OTHER_LANGUAGE, 0, len(tokens), ()):
            return None
        return tokens.reading(Act.OTHER_LANGUAGE, 0, len(tokens))
    return None
