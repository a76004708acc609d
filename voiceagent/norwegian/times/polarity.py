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

from voiceagent.norwegian.times.availability import (
    AVAILABLE,
    BAD,
    DEGREE,
    ELSEWHERE,
    ENGAGEMENT,
    FREE,
)
from voiceagent.norwegian.times.doubts import is_disbelieved, is_doubted
from voiceagent.norwegian.words.reading import words_pattern


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
    r"har (?:du|dere) ikke",
    r"er det ikke",
    r"ikke minst",
)
_OPENING_QUESTION = words_pattern(
    r"^(?:\S+ )?(?:passer|går|kunne|skulle|kan) (?:det|vi|dere|du) ikke"
)
_CONNECTIVES = frozenset({"men", "heller", "helst", "kanskje", "enn", "derimot", "bedre", "hvis"})
_OTHER_THAN = r"(?:(?:annen|anna|annan|andre|2\.) (?:dag|dager|ukedag)|alt (?:annet|anna)) enn"
_DENIAL = words_pattern(
    "ikke",
    "aldri",
    "unntatt",
    r"bortsett fra",
    r"så nær som",
    _OTHER_THAN,
    r"med unntak av",
    "utenom",
    "foruten",
    "utanom",
    "verken",
    "hverken",
    "korkje",
    r"(?:dropp|slett|stryk|skipp|kutt ut|glem|hopp over|styr unna|la være)e?(?! det)",
    r"unngå(?: helst| for all del)?",
    r"(?:helst |gjerne )?slippe",
    r"verste",
    r"(?:kutte|hoppe|styre|ligge) (?:ut|over|unna)",
    r"(?:avlyse|kansellere|avbud)(?: på| til)?",
)
_BORDER = re.compile(
    r"(?<!\S)ikke (?:(?:tid|mulighet|anledning|ledig|tilgjengelig|inne|på (?:plass|jobb|kontoret)"
    r"|tilbake|hjemme|fri|klar|ferdig) )?(?:før|etter|senere enn|tidligere enn)(?: "
    r"på| den| i)?$"
)
_BUSY = words_pattern(
    r"(?:passer|går|er|blir|ble|blei|ser) (?:det )?(?:veldig |litt |ganske |svært |så |helt )?"
    rf"{BAD}"
    r"(?: for meg| for oss)?",
    "umulig",
    "umogleg",
    ELSEWHERE,
    r"(?:vanskelig|vanskeleg)",
    r"fullt (?:program|booket)",
    r"(?:har|ta|tar|tek) (?:jeg |vi )?(?:ferie|fri|avspasering)",
    rf"(?:jeg|vi|me) har (?:allerede |dessverre |jo |nok )*(?:en |et |ei |noen |satt opp )*"
    rf"(?:annet |annen |anna |viktig |viktige )?{ENGAGEMENT}",
    r"unna",
)
_UNTIL_FREE = re.compile(
    r"(?:jobb i \S+|offshore|opptatt|ferie|borte|bortreist|reise|møter|møte|kurs)(?: \S+)?"
    r" til(?: på)?$"
)
_DENIED_AFTER = words_pattern(
    "ikke",
    BAD,
    ELSEWHERE,
    rf"(?<!du )(?<!dere )har (?:jeg |vi |me )?(?:allerede |dessverre |jo |nok )*(?:en |et |ei "
    rf"|noen |satt opp )*"
    rf"(?:annet |annen |anna |viktig |viktige )?{ENGAGEMENT}",
    "ferie",
    "reise",
    "møter",
    "kurs",
    "nei",
    r"(?<!helt )(?<!er jeg )(?<!er vi )fri(?! til)",
    r"(?:går|faller|ryker) ut",
    r"skjærer seg",
    "kolliderer",
    "ryker",
    r"(?:for|litt|altfor|vel) (?:tidlig|sent|seint|knapt|snaut|brått|kort varsel)",
)
_GOOD = words_pattern(
    r"(?:passer|går|er|funker|høres|hadde vært|ville vært|hadde|blir|ser) (?:det |nok |vel |jo "
    r"|helt |"
    r"veldig |ganske |kjempe|mye |best |ut som )*(?:bedre|bra|fint|best|greit|mulig|fin|ok|okei|ja|"
    r"perfekt|topp|godt|betre|supert|ledig|flott|bedre)",
)
_NOT_BUSY = re.compile(
    r"(?<!\S)ikke (?:så |veldig |helt )?(?:opptatt|borte|bortreist|fullt|travelt)(?!\S)"
)
_NOT_GOOD = re.compile(
    r"(?:er )?ikke (?:så |noe |helt |veldig |noe særlig )*"
    r"(?:bra|fint?|god|godt|greit?|mulig|ledig|aktuelt?|best|tid|anledning|lett)(?= (?:men|så|da))"
)
_PRAISE = words_pattern(
    _GOOD.pattern,
    r"(?:passer|går|funker|kan jeg|kan vi|har jeg ledig|har jeg tid|kan vi ta|er ledig)",
)
_ASKS_NEXT = re.compile(
    r"(?<!\S)(?:(?:kan|skal|kunne) (?:vi|du|dere) (?!ikke)|hva med|hva om|går det|passer det|prøv)"
    r"(?:\S+ ?){0,3}$"
)
_LEADS_ON = re.compile(
    r"kan (?:vi|jeg|du|dere)(?: (?:si|ta|heller|prøve|ikke|det|på|den|heller ta))*"
)
_VERB_FIRST = words_pattern(
    "kan",
    "går",
    "passer",
    "er",
    "funker",
    "har",
    "blir",
    "ble",
    "blei",
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
    "lar",
    "lèt",
    "let",
    "rekk",
    "duger",
    "kommer",
    "står",
    "ligger",
    "sitter",
    "drar",
    "reiser",
    "flyr",
)
_STATEMENT_AFTER = re.compile(
    r"(?:er|har|skal|må|sitter|arbeider|blir|drar|reiser|kjører) (?:jeg|vi|det)(?!\S)"
    rf"(?! (?:det )?(?:{AVAILABLE}|(?:{DEGREE} )?(?:mulig|best|ikke|fint|bra|greit)"
    r"|bare|kun|ganske|helt|veldig|i \S+ fra|bli|være|passe|gå|kan|samme|ett fett|likegyldig"
    r"|si(?!\S)|snakkes|møtes|sees|ses|prøve|ringes|ta(?: det| den| en prat|$)))"
)
_STATEMENT_BEFORE = re.compile(
    r"(?<!\S)(?:jeg|vi|hun|han|sjefen|de) (?:er|har|skal|må|sitter|drar|reiser|flyr)(?!\S)"
    rf"(?! (?:{AVAILABLE}|ikke|veldig|ganske|helt|litt|bare|best|jo|vel|nok|fint|flere|kanskje"
    r"|fri))(?!.*(?:bare|kun|er)$)"
    rf"(?!.*(?:{FREE} |ringe|ta |møte|møtes|snakke|prøve|si|gjøre|få|se|høre|svare|avtale|ha ))"
)
_TURNS = re.compile(r"(?<!\S)så (?:kan|skal|la|vi|da|kunne|heller)(?!\S)")
_TAKEN_UP = re.compile(
    r"(?<!\S)(?:så|og|men) (?:da|den dagen|der) (?:kan|går|passer|har|er|blir|ringe?|tar|vil|kunne)"
    r"(?!\S)"
)
_DENIED_ANAPHOR = re.compile(
    r"(?:\S+ ){0,5}?(?:men|så) (?:den|det|da|den dagen|den avtalen|den tida) (?:\S+ ){0,3}?"
    r"(?:ikke|ryker|utgår|(?:går|faller|ryker) ut|må (?:jeg|vi) (?:droppe|flytte|avlyse"
    r"|hoppe over|stryke|kutte))(?!\S)"
)
_COMPARED = re.compile(
    r"(?:enn|(?:kort|liten|lite|knapp|dårlig) tid til|rekker det ikke til"
    r"|i ?stede(?:n|t)? ?for|i staden for|fram ?for|frem ?for|ikke)(?: på| den| i)?$"
)
_BUSY_UNTIL = frozenset(
    ("opptatt", "møte", "møter", "møtet", "kurs", "borte", "bortreist", "stengt")
)
_MOVED = re.compile(
    r"(?<!\S)(?:flytt|flytte|flytta|endre|bytte|skyve|utsette)(?!\S).*(?<!\S)fra(?: klokka)?$"
)
_CORRECTION = words_pattern(
    "nei",
    "neida",
    r"(?:du|dere) mener",
    r"men (?:jeg|vi) (?:sa|mente|mener|må be om)",
    r"(?:flytt|flytte|flyttes|skyve|skyves|utsette|utsettes|endre|bytte)(?: \S+){0,3}? (?:til|mot)",
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
_RATHER = re.compile(r"(?<!\S)(?<!som )(?:helst|fortrinnsvis)(?: på| den)?$")
_TRAILING = re.compile(r"(?:nei|unnskyld|rettere sagt|jeg (?:mente|mener))\s+(?!takk)\S")
_GETTING = re.compile(r"å (?:få|rekke|komme|ringe|snakke)(?: \S+)? til(?!\S)")
_QUOTED = re.compile(
    r"(?<!\S)(?:du|dere) (?:sa|foreslo|nevnte|skrev|spurte om|tilbød)(?: (?:at|på|det))*$"
)
_OBJECTS = words_pattern("men", "heller", r"(?:kan|kunne|skal|skulle|går|hva) (?:vi|det|om|med)")
_JOINS = re.compile(r"(?:(?:eller|og|på|den|i|verken|hverken|både)\s*)*")


def polarities(
    words: Sequence[str], spans: Sequence[tuple[int, int]], days: Sequence[bool]
) -> list[Polarity]:
    """The polarity of each value, given its span of words; spans are in order.

    Args:
        words: The words of the line.
        spans: First word and the word after the last of each value.
        days: Whether each value holds a day rather than a time alone.
    """
    before = [_gap(words, spans[i - 1][1] if i else 0, span[0]) for i, span in enumerate(spans)]
    before[:1] = [_OPENING_QUESTION.sub("", gap).strip() for gap in before[:1]]
    after = [*before[1:], _gap(words, spans[-1][1], len(words))] if spans else []
    result = [Polarity.WANTED] * len(spans)
    spent = False  # whether the denial before this value belongs to the value before it
    for index in range(len(spans)):
        denied_before = not spent and _denies_next(before[index])
        if re.search(rf"{_OTHER_THAN}$", before[index]) is None and _praises(after[index]):
            denied_before = False
        last = index == len(spans) - 1
        denied_after = not denied_before and (
            _denies_previous(after[index], last=last)
            or _DENIED_ANAPHOR.match(after[index]) is not None
        )
        disbelieved = is_disbelieved(before[index])
        if disbelieved and "ikke" not in after[index].split():
            denied_before = True
        if _takes_up(after[index]):
            denied_before = denied_after = False
        spent = denied_after
        if denied_before or denied_after:
            result[index] = Polarity.RULED_OUT
        if _takes_up(after[index]) and (last or not days[index + 1]) and not denied_after:
            continue  # «… er jeg her så da kan du komme klokka ti»
        if words[spans[index][0]] in _BUSY_UNTIL and days[index]:
            continue  # «opptatt til klokka to på torsdag» says from when
        if result[index] is Polarity.WANTED and _is_told(before[index], after[index], last=last):
            result[index] = Polarity.TAKEN_BACK
        if (
            (
                index + 1 < len(spans)
                and _TURNS.search(before[index + 1])
                and (days[index + 1] or not days[index])
            )
            or _is_compared(before[index])
            or is_doubted(before[index])
            or _UNTIL_FREE.search(before[index])
            or (_MOVED.search(before[index]) and not last)
            or (not last and _QUOTED.search(before[index]) and _OBJECTS.search(after[index]))
        ):
            result[index] = Polarity.TAKEN_BACK
    _spread(result, before)
    return result


def corrected(words: Sequence[str], earlier_end: int, later_start: int) -> bool:
    """Whether a correction stands between two values."""
    return _CORRECTION.search(" ".join(words[earlier_end:later_start])) is not None


def preferred(words: Sequence[str], earlier_end: int, later_start: int) -> bool:
    """Whether «helst» puts a value before all that were named: «mandag eller tirsdag helst …»."""
    return _RATHER.search(" ".join(words[earlier_end:later_start])) is not None


def ends_corrected(words: Sequence[str], end: int) -> bool:
    """Whether a correction follows a value, with words behind it that nobody understood."""
    behind = " ".join(words[end:])
    return _TRAILING.match(behind) is not None and _GOOD.search(behind) is None


def _is_compared(gap: str) -> bool:
    match = None if re.search(_OTHER_THAN, gap) else _COMPARED.search(gap)
    return match is not None and not match[0].startswith("ikke")


def _is_told(before: str, after: str, *, last: bool) -> bool:
    """Whether a day is only told about: «torsdag skal jeg på hytta», «jeg har legetime fredag»."""
    if _STATEMENT_AFTER.match(after):
        return True
    before = re.split(r"(?<!\S)(?:så|altså)(?!\S)", before)[-1]  # the wish begins anew there
    return last and not after and _STATEMENT_BEFORE.search(before) is not None


def _gap(words: Sequence[str], start: int, end: int) -> str:
    return _IDIOMS.sub("", " ".join(words[start:end])).strip()


def _denies_next(gap: str) -> bool:
    """Whether a denial in front reaches the value: no turn of thought stands between."""
    if _BORDER.search(gap):
        return False
    if _ASKS_NEXT.search(gap):
        return False
    busy = _BUSY.search(gap)
    if busy is not None:
        between = _GETTING.sub("", gap[busy.end() :])
        return not {"men", "til", "heller", "så"}.intersection(between.split())
    matches = list(_DENIAL.finditer(gap))
    if not matches:
        return False
    rest = gap[matches[-1].end() :].split()
    if "nei" in rest:
        return False
    return len(rest) <= 6 and not _CONNECTIVES.intersection(rest)


def _denies_previous(gap: str, *, last: bool) -> bool:
    """Whether a denial behind belongs to the value in front of it."""
    if _NOT_GOOD.match(gap):
        return True
    if _NOT_BUSY.search(gap):
        return False
    match = _DENIED_AFTER.search(gap)
    if match is not None and match[0] == "nei" and match.start() == 0 and last:
        match = _DENIED_AFTER.search(gap, match.end()) or match
    if match is None:
        return False
    rest = gap[: match.start()].split()
    if len(rest) > 5 or {"men", "eller", "enn", "så", "ellers"}.intersection(rest):
        return False
    if not last and match.end() == len(gap) and _GOOD.match(gap):
        return False  # «torsdag passer bra ikke fredag»: it denies what follows
    if match[0] == "nei":
        return last and not gap[match.end() :].strip()
    if last and match[0] == "ikke" and (not rest or match.end() == len(gap)):
        return True
    own_verb = match[0].split()[0] in ("har", "skjærer", "kolliderer", "ryker", "går", "faller")
    return own_verb or (bool(rest) and _VERB_FIRST.match(gap) is not None)


def _takes_up(gap: str) -> bool:
    """Whether what follows a day goes on with it: «fredag har jeg fri så da kan du ringe»."""
    match = _TAKEN_UP.search(gap)
    return match is not None and _DENIED_AFTER.search(gap, match.start()) is None


def _praises(gap: str) -> bool:
    match = _PRAISE.match(gap)
    leads_on = _LEADS_ON.fullmatch(gap) is not None  # «… kan vi si», about the next value
    return match is not None and not leads_on and _DENIED_AFTER.search(gap) is None


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
