"""Words to us that are no business: whether we hear, how we are, that we are a machine, bad news.

They want a word back and are never a need. What is said besides them counts as ever: «hei, hvordan
går det, vi trenger crm» is a need. Only bad news is answered whatever else is said.
"""

from __future__ import annotations

import re
from enum import StrEnum

from voiceagent.norwegian.words.reading import Text


class Aside(StrEnum):
    """What somebody says to us besides their business; the value is the prompt that answers."""

    HEARS = "answer.here"
    WELFARE = "answer.fine"
    WEATHER = ""
    """Needs no word."""
    MACHINE = "answer.robot"
    GRIEF = "answer.grief"
    EMERGENCY = "answer.emergency"


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)(?:" + "|".join(parts) + r")(?!\S)")


_KIN = (
    r"(?:kona|kone|mannen|samboeren|kjæresten|mora|moren|mor|faren|far|mamma|pappa|sønnen|datteren|"
    r"dattera|barnet|broren|bror|søsteren|søster|søstera|bestemor|bestefar|bestemora|bestefaren|"
    r"svigermor|svigerfar|onkelen|tanta|sjefen|kollegaen|kompisen|venninna)"
)
_DIED = r"(?:død|døde|døydde|døydd|dør|sovna inn|sovnet inn|gikk bort|gått bort|omkom|omkommet)"
_HELP = r"(?:ambulanse\w*|brannvesen\w*|brannbil\w*|politiet|nødetat\w*|nødtelefon\w*|nødnummer\w*)"
_PLACE = r"(?:huset|bygget|kontoret|leiligheten|garasjen|låven|bilen)"

_EMERGENCY = _pattern(
    rf"(?:må|trenger|behøver|send|sende|skaff) (?:\S+ ){{0,3}}?{_HELP}",
    rf"(?:ring|ringe|ringer|tilkall|tilkalle) (?:\S+ ){{0,2}}?{_HELP}",
    rf"{_PLACE} (?:brenner|brenn)|det (?:brenner|brenn) (?:her|i {_PLACE}|hos (?:oss|meg))",
    r"(?:det er|utbrutt) brann|står i brann",
    r"hjerteinfarkt|hjartestans|hjertestans|(?:puster|pustar) ikke",
    r"(?:en|ei) (?:alvorlig )?ulykke (?:her|nå|no)|nettopp vært en ulykke",
    r"(?:dette|det) er (?:en |et )?(?:nødsituasjon|nødstilfelle)",
)
_GRIEF = _pattern(
    rf"{_KIN} (?:\S+ ){{0,4}}?{_DIED}",
    rf"(?:mistet|mista|mistet nettopp) (?:\S+ )?{_KIN}",
    r"dødsfall\w*|i sorg|(?:i|til|fra|på) (?:en |ei )?(?:begravelse(?:n)?|gravferd|bisettelse)",
    rf"{_KIN} (?:\S+ ){{0,3}}?(?:alvorlig syk|kreft|på intensiven|på sykehus|på sykehuset)",
)
_HEARS = _pattern(
    r"(?:kan |klarer )?(?:du|dere) høre(?:r)? (?:du |dere )?meg",
    r"(?:kan )?(?:hører|høre|høyrer) (?:du|dere|de) (?:meg|noe|noko)",
    r"hører (?:du|dere)|er du der|er dere der|er du der ennå|er det noen der|er det noen her",
    r"er det nokon der|er linja der|hører du hva jeg sier",
    r"kommer jeg (?:igjennom|gjennom)|når jeg (?:igjennom|gjennom)",
)
_WELFARE = _pattern(
    r"hvordan (?:går det|har du det|står det til|er det med deg)",
    r"hvordan det (?:går med deg|står til)|alt (?:bra|vel|i orden) med deg|går det bra med deg",
    r"(?:har|får) du (?:en |ein )?(?:fin|god|bra) dag",
)
_WEATHER = _pattern(
    r"(?:fint|flott|godt|dårlig|nydelig|surt|kaldt|varmt) (?:og \S+ )?(?:vær|ver)(?:et)?",
    r"for et (?:vær|ver)|(?:regner|snør|snøar|regnar) (?:\S+ )?i dag",
)
_MACHINE = _pattern(
    r"(?:(?:tale|telefon|svar)?(?:robot|maskin)\w*|datamaskin\w*|datastemme\w*|talebot\w*)"
)
_BUSINESS = frozenset({"vi", "trenger", "ønsker", "gjelder", "lager", "selger", "har", "om", "for"})
_SHORT = 8


def read_aside(tokens: Text) -> Aside | None:
    """What is said to us besides business; the gravest first, None for nothing."""
    line = " ".join(tokens.norm)
    if _EMERGENCY.search(line):
        return Aside.EMERGENCY
    if _GRIEF.search(line):
        return Aside.GRIEF
    if _HEARS.search(line):
        return Aside.HEARS
    if _WELFARE.search(line):
        return Aside.WELFARE
    if _WEATHER.search(line):
        return Aside.WEATHER
    machine = len(tokens) <= _SHORT and _MACHINE.search(line) is not None
    return Aside.MACHINE if machine and _BUSINESS.isdisjoint(tokens.norm) else None
