"""Which of the days and times in an utterance are wanted, which are ruled out, which taken back.

«Ikke» may stand before what it denies («ikke mandag») or after it («mandag kan jeg ikke»), may
belong to a question («kan vi ikke ta mandag») or to an idiom («ikke noe problem»), and spreads over
«eller» and «og» («mandag og tirsdag er jeg opptatt»). A correction word between two values of a
kind («mandag nei tirsdag») takes the first back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from voiceagent.norwegian.reading import words_pattern


class Polarity(Enum):
    """How a value was meant."""

    WANTED = 1
    RULED_OUT = 2
    TAKEN_BACK = 3
    """Corrected, or merely compared with («heller torsdag enn fredag»)."""


_IDIOMS = words_pattern(
    r"ikke (?:noe |noen |ett )?(?:problem|sant|dumt|feil|verst|i veien)",
    r"ikke så (?:verst|dumt|galt)",
    r"hvorfor ikke",
    r"om ikke annet",
    r"hvis ikke",
    r"ikke noe i veien",
    r"kan (?:vi|dere|du) ikke",
    r"skal (?:vi|dere) ikke",
    r"passer det ikke",
    r"går det ikke",
    r"har (?:du|dere) ikke",
    r"er det ikke",
    r"ikke minst",
)
_CONNECTIVES = frozenset({"men", "heller", "helst", "kanskje", "enn", "derimot", "bedre", "hvis"})
_DENIAL = words_pattern(
    "ikke",
    "aldri",
    "unntatt",
    r"bortsett fra",
    "utenom",
    "foruten",
    "utanom",
    "verken",
    "hverken",
    "korkje",
)
_BORDER = re.compile(r"(?<!\S)ikke (?:før|etter|senere enn|tidligere enn)(?: på| den| i)?$")
_BUSY = words_pattern(
    r"(?:passer|går) (?:det )?(?:veldig |litt |ganske |svært |så )?(?:dårlig|dårleg)(?: for "
    r"meg| for oss)?",
    "umulig",
    "umogleg",
    "opptatt",
    "bortreist",
    r"på (?:ferie|reise|kurs)",
    r"(?:vanskelig|vanskeleg)",
    r"(?:er|jeg) borte",
    r"fullt (?:program|booket)",
    r"(?:har|tar) (?:ferie|fri|avspasering)",
    r"unna",
)
_UNTIL_FREE = re.compile(
    r"(?:opptatt|ferie|borte|bortreist|reise|møter|møte|kurs)(?: \S+)? til(?: på)?$"
)
_DENIED_AFTER = words_pattern(
    "ikke",
    "umulig",
    "umogleg",
    "opptatt",
    "dårlig",
    "dårleg",
    "vanskelig",
    "vanskeleg",
    "verre",
    "stengt",
    "fullt",
    "ferie",
    "borte",
    "bortreist",
    "uaktuelt",
    "utelukket",
    "reise",
    "syk",
    "sjuk",
    "fullbooket",
    "booket",
    "møter",
    "kurs",
    "nei",
    "håpløst",
    r"(?:for|litt|altfor|vel) (?:tidlig|sent|seint)",
    "full",
)
_GOOD = words_pattern(
    r"(?:passer|går|er|funker|høres|hadde vært|ville vært|hadde|blir|ser) (?:det |nok |vel |jo "
    r"|helt |"
    r"veldig |ganske |kjempe|mye |best |ut som )*(?:bedre|bra|fint|best|greit|mulig|fin|ok|okei|ja|"
    r"perfekt|topp|godt|betre|supert|ledig|flott|bedre)",
)
_PRAISE = words_pattern(
    _GOOD.pattern,
    r"(?:passer|går|funker|kan jeg|kan vi|har jeg ledig|har jeg tid|kan vi ta|er ledig)",
)
_VERB_FIRST = words_pattern(
    "kan",
    "går",
    "passer",
    "er",
    "funker",
    "har",
    "blir",
    "får",
    "skal",
    "rekker",
    "vil",
    "kunne",
    "ser",
    "var",
    "må",
    "nei",
    "da",
    "fungerer",
    "klarer",
    "heller",
)
_CORRECTION = words_pattern(
    "nei",
    "unnskyld",
    r"jeg (?:mente|mener|meiner|meinte)",
    r"rettere sagt",
    "vent",
    "sorry",
    "beklager",
    r"jeg sa feil",
    r"(?:men|aller|eller) helst",
    "feil",
)
_TRAILING = re.compile(r"(?:nei|unnskyld|rettere sagt|jeg (?:mente|mener))\s+(?!takk)\S")
_JOINS = re.compile(r"(?:(?:eller|og|på|den|i|verken|hverken|både)\s*)*")


def polarities(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[Polarity]:
    """The polarity of each value, given its span of words; spans are in order."""
    before = [_gap(words, spans[i - 1][1] if i else 0, span[0]) for i, span in enumerate(spans)]
    after = [*before[1:], _gap(words, spans[-1][1], len(words))] if spans else []
    result = [Polarity.WANTED] * len(spans)
    spent = False  # whether the denial before this value belongs to the value before it
    for index in range(len(spans)):
        denied_before = not spent and _denies_next(before[index]) and not _praises(after[index])
        last = index == len(spans) - 1
        denied_after = not denied_before and _denies_previous(after[index], last=last)
        spent = denied_after
        if denied_before or denied_after:
            result[index] = Polarity.RULED_OUT
        if before[index].split()[-1:] == ["enn"] or _UNTIL_FREE.search(before[index]):
            result[index] = Polarity.TAKEN_BACK
    _spread(result, before)
    return result


def corrected(words: Sequence[str], earlier_end: int, later_start: int) -> bool:
    """Whether a correction stands between two values."""
    return _CORRECTION.search(" ".join(words[earlier_end:later_start])) is not None


def ends_corrected(words: Sequence[str], end: int) -> bool:
    """Whether a correction follows a value, with words behind it that nobody understood."""
    behind = " ".join(words[end:])
    return _TRAILING.match(behind) is not None and _GOOD.search(behind) is None


def _gap(words: Sequence[str], start: int, end: int) -> str:
    return _IDIOMS.sub("", " ".join(words[start:end])).strip()


def _denies_next(gap: str) -> bool:
    """Whether a denial in front reaches the value: no turn of thought stands between."""
    if _BORDER.search(gap):
        return False
    busy = _BUSY.search(gap)
    if busy is not None:
        return not {"men", "til", "heller"}.intersection(gap[busy.end() :].split())
    matches = list(_DENIAL.finditer(gap))
    if not matches:
        return False
    rest = gap[matches[-1].end() :].split()
    if "nei" in rest:
        return False
    return len(rest) <= 6 and not _CONNECTIVES.intersection(rest)


def _denies_previous(gap: str, *, last: bool) -> bool:
    """Whether a denial behind belongs to the value in front of it."""
    match = _DENIED_AFTER.search(gap)
    if match is not None and match[0] == "nei" and match.start() == 0 and last:
        match = _DENIED_AFTER.search(gap, match.end()) or match
    if match is None:
        return False
    rest = gap[: match.start()].split()
    if len(rest) > 5 or {"men", "eller", "enn", "så"}.intersection(rest):
        return False
    if not last and match.end() == len(gap) and _GOOD.match(gap):
        return False  # «torsdag passer bra ikke fredag»: it denies what follows
    if match[0] == "nei":
        return last and not gap[match.end() :].strip()
    if last and not rest and match[0] == "ikke":
        return True
    return bool(rest) and _VERB_FIRST.match(gap) is not None


def _praises(gap: str) -> bool:
    match = _PRAISE.match(gap)
    return match is not None and _DENIED_AFTER.search(gap) is None


def _spread(result: list[Polarity], before: Sequence[str]) -> None:
    """Carry a denial over «eller» and «og», in both directions."""
    for index in range(1, len(result)):
        joined = bool(before[index]) and _JOINS.fullmatch(before[index] + " ") is not None
        if joined and Polarity.RULED_OUT in (result[index - 1], result[index]):
            result[index - 1] = result[index] = Polarity.RULED_OUT
    for index in range(len(result) - 1, 0, -1):
        joined = bool(before[index]) and _JOINS.fullmatch(before[index] + " ") is not None
        if joined and result[index] is Polarity.RULED_OUT:
            result[index - 1] = Polarity.RULED_OUT
