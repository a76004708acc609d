"""What a caller has going with us already: a customer's errand, a meeting, our call, a promise.

«Vi bestilte crm hos dere forrige uke», «jeg har glemt passordet mitt», «jeg har en avtale med Ida i
morgen, men rekker det ikke», «dere prøvde å ringe meg», «selgeren skulle ringe tilbake, men det har
ikke skjedd»: none of these is a new lead, whatever product they name. What somebody has going with
another supplier is none of it: «vi skal si opp avtalen med leverandøren vår» is why they ring.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from voiceagent.norwegian.words.name_tables import FIRST_NAMES
from voiceagent.norwegian.words.reading import Text


class Dealing(Enum):
    """What a caller has going with us."""

    CUSTOMER = auto()
    MEETING = auto()
    """Agreed on before this call, and to be changed."""
    OUR_CALL = auto()
    """We have rung, and they ring back."""
    PROMISE = auto()
    """We were to call or send something, and did not."""


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)(?:" + "|".join(parts) + r")(?!\S)")


_MEET = r"(?:avtale|avtala|avtalen|møte|møtet|time|timen|demo|demoen|samtale|videomøte)"
_DEAL = (
    r"(?:avtale\w*|abonnement\w*|kontrakt\w*|kundeforhold\w*|lisens\w*|svartjeneste\w*"
    r"|kundesystem\w*)"
)
_BILL = r"(?:faktura\w*|regning\w*|purring\w*|inkasso\w*)"
_SYSTEM = r"(?:systemet|kundesystemet|appen|svartjenesten|løsningen|programmet|crm)"
_CUSTOMER = _pattern(
    r"(?:vi|jeg) (?:er|har vært|har vore)(?: \S+){0,3}? kunder? (?:hos|av|til|i) dere",
    r"(?:kjøpt|kjøpte|bestilt|bestilte|tegnet|tegna|signert|signerte|leier|abonnerer)"
    rf"(?: (?!{_MEET}|tilbud)\S+){{0,4}}? (?:av|hos|fra|med) dere",
    r"ikke(?: \S+){0,2}? logg\w*(?: \S+)?? (?:inn|på)",
    r"(?:glemt|glemte|mistet|mista)(?: \S+){0,2}? (?:passord\w*|brukernavn\w*)",
    r"passordet (?:mitt|vårt|virker|funker|fungerer)(?: ikke)?",
    r"(?:trenger|få|vil ha) (?:et )?nytt passord|(?:brukeren|kontoen) (?:min|vår)(?: \S+)? "
    r"(?:låst|sperret|sperra|stengt)",
    r"(?:skal|vil|må|tenker|tenkte|ønsker|gjerne)(?: \S+){0,2}? si opp"
    rf"(?: \S+)?? {_DEAL}(?: (?:vår|våre|min|mi|vårt|mitt|her))?"
    r"(?!(?: vi har)? (?:med|hos|til|fra) (?!dere))",
    rf"{_BILL}(?: \S+){{0,3}}? fra dere|feil (?:på|i) {_BILL}",
    rf"{_SYSTEM} (?:(?:vi|jeg) (?:har|fikk|kjøpte|leier)(?: \S+)?? (?:fra|av|hos)|fra) dere",
    rf"{_SYSTEM} deres(?: \S+){{0,2}}? (?:virker|fungerer|funker|henger|er nede)(?: ikke)?",
)
_OF_ANOTHER = _pattern(
    r"gamle|dagens|(?:nåværende|annen|andre) leverandør\w*|leverandøren (?:vår|vi har)",
    r"(?:kan|hvis|om|når|dersom) (?:vi|jeg|man|en)(?: \S+){0,3}? si opp",
)
_HAS_MEETING = re.compile(
    rf"(?<!\S)(?:har|hadde|skulle|fikk)(?: \S+){{0,4}}? {_MEET}(?: \S+){{0,4}}? (?:med|hos) (\S+)"
)
_OUR_PEOPLE = frozenset({"dere", "en", "ei", "selgeren", "rådgiveren", "konsulenten", "kollegaen"})
_CANNOT = _pattern(
    r"(?:rekker|kan|kommer|passer|får|klarer|greier|går|blir)(?: \S+){0,3}? ikke",
    r"ikke (?:\S+ )?(?:rekker|kan|kommer|passer|får|klarer|greier|rekke|komme)",
    r"(?:flytte|flyttet|flytta|avlyse|utsette|avbestille|endre|forsinket|forsinka|forhindret)",
)
_TALK = frozenset({"snakke", "prate", "nå", "telefonen"})
_OUR_CALL = _pattern(
    r"dere (?:har )?(?:prøvd|prøvde|forsøkt|forsøkte)(?: \S+){0,2}? (?:ringe|nå|kontakte|få tak i)",
    r"dere (?:har )?(?:ringte|ringt)(?: til)? (?:meg|oss|hit)(?! ikke)",
    r"(?:ubesvart|tapt|ubesvarte|tapte) (?:anrop|oppringning|samtale)\w*(?: \S+){0,4}? "
    r"(?:fra|på) (?:dere|dette|det)",
    r"(?:noen|en|ei|han|hun|som)(?: \S+){0,4}? (?:ringte|ringt) (?:meg|oss) (?:fra|på) "
    r"(?:dette|det|dere)",
    r"(?:ble|blitt) (?:ringt|oppringt|kontaktet|kontakta)(?: opp)? (?:av|fra) (?:dere|dette)",
)
_WE_WERE_TO = _pattern(
    r"(?:dere|selger\w*|rådgiver\w*|noen|en av dere|som|han|hun|de)(?: \S+){0,2}? "
    r"(?:skulle|lovet|lovte|lova|sa)(?: \S+){0,4}? "
    r"(?:ringe|ringt|kontakte|kontaktet|ta kontakt|sende|sendt|gi lyd)",
    r"(?:jeg|vi)(?: \S+)?? skulle(?: \S+){0,2}? (?:bli|blitt) (?:ringt|oppringt|kontaktet)",
    r"(?:jeg|vi)(?: \S+)?? skulle(?: \S+){0,2}? (?:høre|hørt)(?: \S+)?? (?:fra|av) dere",
)
_WE_DID_NOT = _pattern(
    r"(?:ikke|aldri)(?: \S+){0,2}? (?:skjedd|hørt|ringt|kommet|fått|gjort|ringte|hørte|kom)",
    r"(?:hører|hørte|fikk|skjedde|har hørt)(?: \S+)?? (?:ikke|aldri|ingenting)",
    r"ingen(?:ting)?(?: \S+){0,2}? (?:ringte|ringt|ringer|hørt|skjedd|skjer|kommet|tatt)",
    r"venter (?:fortsatt|ennå|enda|fremdeles)",
)
_OUR_SALES = _pattern(r"dere|selger\w*|rådgiver\w*|kollega\w*", r"tilbake")
_SUPPLIERS = _pattern(r"\S*leverandør\w*", r"kund(?:en|ene|er)")


def read_dealing(tokens: Text) -> Dealing | None:
    """What the caller has going with us already; None for nothing that can be told."""
    line = " ".join(tokens.norm)
    broken = _WE_WERE_TO.search(line) and _WE_DID_NOT.search(line) and _OUR_SALES.search(line)
    if broken and _SUPPLIERS.search(line) is None:
        return Dealing.PROMISE
    if _has_meeting(line) and _CANNOT.search(line) and _TALK.isdisjoint(tokens.norm):
        return Dealing.MEETING
    if _CUSTOMER.search(line) is not None and _OF_ANOTHER.search(line) is None:
        return Dealing.CUSTOMER
    return Dealing.OUR_CALL if _OUR_CALL.search(line) is not None else None


def _has_meeting(line: str) -> bool:
    """«en avtale med Ida»: with one of us by name, or with us."""
    return any(
        found[1] in _OUR_PEOPLE or found[1] in FIRST_NAMES for found in _HAS_MEETING.finditer(line)
    )
