"""Whose a title is: the speaker's, or that of somebody whom they tell of or ask for.

What stands before and after a title tells: «jeg er …», «du har nådd …» against «snakk med …»,
«… vår er på ferie», «det bestemmer …».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from voiceagent.norwegian.words.reading import Text, word_set

_BEFORE = 5
"""Words before a title that tell whose it is."""
_BORDERS = word_set("men så fordi mens")
_THE_ONE = re.compile(
    r"(?<!\S)(?:jeg er|det er jeg|er det jeg) (?:(?!ikke)\S+ ){0,3}?(?:han|hun|den"
    r"|dama|fyren|mannen|vedkommende) som(?= )"
)
"""How a speaker points at themselves: «jeg er han som er daglig leder»."""
_TO_THE_SPEAKER = re.compile(
    r"(?:forfremmet|opprykk) til$"
    r"|(?<!\S)du (?:har nådd|har ringt(?: til)?|har kommet til|har fått tak i"
    r"|treffer)(?: selveste)?$"
)
"""What stands before a title that is the speaker's after all: «du har nådd salgssjefen»."""
_WITH_THE_SPEAKER = re.compile(r" (?:som )?du snakke med")
_SPOKEN_WITH = re.compile(
    r"(?<!må )(?<!får )(?<!kan )(?<!bør )(?<!\S)du snakke (?:nå )?med(?: selveste| en av)?$"
)
_HAS_AND_USES = word_set(
    "har hadde bruker brukte ansatte ansetter trenger skal vil møter møtte hilser kjenner må leter"
    " søker fikk får ringer venter liker bestilte leier leide spurte sender ber betaler"
)
"""How a speaker comes to somebody with a title: «jeg bruker en konsulent»."""
_IS_OR_AS = word_set(
    "er som være vært blitt bli begynt rollen tittelen stillingen stilling jobben stillinga"
)
"""What makes such a title the speaker's: «jeg har rollen som daglig leder»."""
_STILL = re.compile(
    r"(?!.*(?:før|tidligere|en gang)(?!\S)).*(?<!\S)(?:siden|nå|i (?:\S+ )?år)(?!\S)"
)
"""What follows a title that the speaker has had and has: «har vært daglig leder i ti år»."""
_OTHER_SUBJECT = re.compile(r"(?:ja |nei )?\S+ (?:min|mi|mitt|vår) ")
_PAST = re.compile(
    r"(?<!\S)(?:(?:har|hadde) (?:\S+ )?(?:jobbet|jobba|arbeidet|arbeida|vært|vore)(?: \S+)?|"
    r"(?:var|jobbet|arbeidet|jobba)(?: \S+){0,2}|tidligere|eks|forhenværende|pensjonert)$"
)
_SUBJECT = re.compile(
    r"(?<!\S)(?P<who>\S+)(?: (?P<own>min|mi|mitt|vår|vårt))? (?:som )?(?:er|var|blir|heter|"
    r"høres ut som|virker som|arbeider som)"
    r"(?: (?:en|ei|et|vår|min|ny|nye|egentlig|faktisk|nå|jo|også|vel|nok|visst|kanskje|"
    r"bare|altså))*$"
)
_SPEAKER = word_set(
    "jeg eg meg det dette og men som her tittelen stillingen rollen jobben tittel stilling rolle vi"
    " nå stillingstittelen jobbtittelen stillinga yrkestittelen"
)
_OTHERS = (
    r"snakke\S* \S+(?: \S+)?",
    r"snakke jeg med (?:en|ei)",
    r"(?:bestemmer|tar|ordner|håndterer|fikser|svarer|godkjenner|beslutter|signerer|gjør|vet|kan)"
    r"(?: nok| jo| vel| da| alltid| bare| gjerne)*",
    r"(?:fikk|får|fått|ansatt|hyret|ansetter)(?: en| ei| oss| ny| nye)*",
    r"ringe?(?: heller| da| til)*",
    r"(?:han|hun|de|den|dem|mannen|dama|dame|noen|folk|kollegaen|\S+en (?:min|vår)) som",
    r"(?:kjenner|kjente|møtte|traff|ringte|hørte)(?: \S+)?",
    r"(?:sjefen|lederen) (?:min|vår)",
    r"(?:dere|du|vi|de) har (?:\S+ ){0,2}\S+",
    r"(?:svar|beskjed|ordre|hilsen|godkjenning|ja) (?:fra|av)",
    r"ingen(?: \S+)?",
    r"få(?: meg)?(?: en| ei)?(?: \S+)?",
    r"^(?:har|kan|skal|vil|er|får|må|kunne)",
    r"har jeg(?: en| time hos)?",
    r"(?:broren|bror|søsteren|faren|far|mannen|kona|moren|mor|onkelen|svigerfar|samboeren|"
    r"kjæresten|sønnen|datteren)(?: min| mi| vår)?(?: som)?(?: er)?",
    r"(?:fra|gift med|sønnen til|kollega av)",
    r"(?:hva|vi|dere|de|du|jeg og)$",
    r"(?<!\S)(?:annen|andre|anna|kar|en) som",
    r"det er (?!jeg |meg )\S+ som",
    r"gift med(?: en| ei)?",
    r"(?:kunne|skulle|ville) (?:gjerne )?(?:vært|blitt)(?: en| ei)?",
    r"(?<!en )(?<!del )(?<!ansvarlig )av",
    r"(?:arbeider|ringer?|jobben) for",
    r"(?:leter etter|bytter|trenger|søker|ansette|vi har|mangler|ikke)"
    r"(?: en| ei| egen| to| flere| noen| ny| nye| dyktig| eigen)*$",
    r"(?:min|vår) (?:sjef|leder|kollega)(?: som| er)*",
    r"(?:spør|spørre|sjekke med|ta det med|ringe|kontakte|vår|rapporterer til|sammen med|under|"
    r"til|hos|med|mannen min er|kona er|ikke)",
)
_OF_OTHERS = re.compile(rf"(?<!\S)(?:{'|'.join(_OTHERS)})$")
"""What stands before the title of somebody else."""

_DECIDES_AFTER = re.compile(
    r"(?: som| alltid| nok)* (?:bestemmer|beslutter|avgjør|tar|godkjenner)(?!\S)"
)
"""What follows the title of somebody else: «daglig leder bestemmer»."""
_TOLD_AFTER = re.compile(
    r" (?:(?:er|har|skal|kan|må|vil|sitter|kommer|var|ble) (?!(?:jeg|meg|her|det|vel|tittelen|"
    r"stillingen|rollen)(?!\S))|som (?:\S+ )?(?:kan|må|skal|har|tar|vet|svarer|sitter|styrer|"
    r"håndterer|ordner|steller))"
)
"""What follows the title of somebody who is told about: «daglig leder er i utlandet»."""
_DEFINITE_AFTER = word_set(
    "her i på for hos av ved og jeg det da ja takk selv som er har skal kan må vil sitter kommer"
    " var ble med eh altså men så nå om til akkurat fortsatt også bare"
)
"""What may follow a title in the definite form that is the speaker's own."""
_ASKED_FOR = re.compile(
    r"(?:ja |hei |nei )*(?:kan|kunne|er (?:det|dette|du)|har|vil|koble|kobl|sett|få|gi|hent)"
    r"(?!\S)(?!.*jeg er)"
)
"""How somebody asks for one with a title."""
_OF_OTHERS_AFTER = re.compile(
    r" (?:deres|dykkar|din|hans|hennes|hos dere|vår|ringte|var her)(?!\S)"
)
"""What makes a title somebody else's: «selgeren deres»."""


def is_about_others(tokens: Text, start: int, end: int) -> bool:
    """Whether the title in a span of words is somebody else's than the speaker's."""
    before = _THE_ONE.sub("jeg", " ".join(tokens.norm[max(0, start - _BEFORE) : start]))
    after = " " + " ".join(tokens.norm[end:])
    if tokens.norm[0] == "er" and tokens.norm[-1] == "jeg":  # «er leder for økonomi jeg»
        return False
    if _TO_THE_SPEAKER.search(before) or _WITH_THE_SPEAKER.match(after):
        return False
    if _SPOKEN_WITH.search(before):
        return False
    if _is_past(before, after) or _is_met(before.split()):
        return True
    subject = _SUBJECT.search(before)
    if subject is not None and subject["who"] not in _SPEAKER:
        return True
    if before.endswith(" og") and "jeg er" not in tokens.line[: tokens.starts[start]]:
        return True
    if re.match(r"(?:vi|dere|de) har (?!ansvar)", tokens.line) and "jeg" not in tokens.norm:
        return True
    if _ASKED_FOR.match(tokens.line) and start > 1:
        return True
    if not _names_the_speaker(tokens.norm[:start]) and _is_told_of(tokens, start, end, before):
        return True
    return _OF_OTHERS.search(before) is not None


def _is_past(before: str, after: str) -> bool:
    if before.endswith("har vært") and _STILL.match(after):
        return False
    gone = re.match(r" (?:tidligere(?!\S)|før(?:$| men(?!\S)))", after)
    return _PAST.search(before) is not None or gone is not None


def _is_met(before: list[str]) -> bool:
    """Whether the speaker has to do with the one who has the title: «jeg bruker en konsulent»."""
    if "jeg" not in before:
        return False
    between = before[len(before) - before[::-1].index("jeg") :]
    return not _HAS_AND_USES.isdisjoint(between[:2]) and _IS_OR_AS.isdisjoint(between)


def _names_the_speaker(before: Sequence[str]) -> bool:
    """Whether the clause so far is about the speaker."""
    border = max((place for place, word in enumerate(before) if word in _BORDERS), default=0)
    return "jeg" in before[border:]


def _is_told_of(tokens: Text, start: int, end: int, before: str) -> bool:
    """Whether a title without «jeg» is that of somebody told of: «daglig leder er på ferie»."""
    after = " " + " ".join(tokens.norm[end:])
    if before.endswith("og er") and _OTHER_SUBJECT.match(tokens.line):
        return True
    if _OF_OTHERS_AFTER.match(after) or _DECIDES_AFTER.match(after):
        return True
    ends = tokens.norm[end - 1].endswith("en")
    follows = tokens.norm[end] if end < len(tokens) else "her"
    if ends and follows not in _DEFINITE_AFTER:
        return True
    definite = ends or tokens.norm[start].startswith("dagl")
    return definite and _TOLD_AFTER.match(after) is not None
