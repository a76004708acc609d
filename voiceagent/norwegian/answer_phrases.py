"""The phrases by which callers agree, decline, ask and object, as patterns over common forms.

Data for ``answers``: each pattern matches whole words of ``Text.line``, where dialect and Nynorsk
have been brought to one form («æ veit itj» reads ``jeg vet ikke``).
"""

from __future__ import annotations

import re

from voiceagent.norwegian.reading import words_pattern

_GOOD = (
    r"(?:fint|bra|greit|godt|topp|supert|perfekt|utmerket|flott|ok|okei|kjempebra|"
    r"kjempefint|glimrende)"
)
_VERY = (
    r"(?:(?:helt|veldig|kjempe|sikkert|nok|vel|jo|egentlig|faktisk|også|for meg|for oss|da|"
    r"utmerket) )*"
)

UNDECIDED = words_pattern(
    r"(?:vet|husker|aner) (?:jeg |vi |da |nå |sannelig |virkelig |egentlig |\S+ ?)?ikke",
    r"ikke (?:helt |så |veldig )?sikker(?:t)?",
    "usikker",
    "usikkert",
    "kanskje",
    "muligens",
    "tja",
    "nja",
    "kanhende",
    r"kan hende",
    r"kommer (?:litt |helt |jo )?an på",
    r"det spørs",
    "spørs",
    r"(?:både )?ja og nei",
    r"ja eller nei",
    r"må (?:jeg |vi )?(?:tenke|sjekke|se|høre|spørre|undersøke|diskutere)",
    r"ingen anelse",
    r"ikke peiling",
    r"la meg (?:tenke|se|sjekke)",
    r"skal (?:jeg )?(?:tenke|sjekke)",
    r"vanskelig å si",
    r"(?:har )?ikke (?:bestemt|tenkt|tatt stilling)\S*",
    r"litt (?:både )?òg",
    r"jaså",
    "jasså",
)

_NOT_DENIED = r"(?<!ikke )(?<!ikke helt )(?<!ikke så )(?<!ikke noe )"
YES_STRONG = words_pattern(
    _NOT_DENIED
    + "(?:"
    + "|".join(
        (
            r"ja takk",
            r"ja (?:veldig )?gjerne",
            r"(?:veldig |mer enn |kjempe)?gjerne(?! ikke)",
            rf"(?:nei |neida |nei da )?(?:det|da|den|dette) (?:passer|går|høres|klinger|funker|"
            rf"fungerer) {_VERY}{_GOOD}(?: ut)?",
            rf"^(?:ja |jo |jada )?(?:passer|går) {_VERY}{_GOOD}",
            rf"^{_VERY}{_GOOD}(?: det| for meg| for oss)?$",
            r"(?:det )?(?:stemmer|stemte)(?: det)?(?: helt| bra| godt| det| nok| fint| på en "
            r"prikk)*(?! ikke)(?! dårlig)",
            r"(?:det er |det var )?(?:helt |så |nok |vel )?(?:riktig|korrekt|rett|sant)(?: det|"
            r" oppfattet| forstått)?$",
            r"(?:nei |neida )?(?:det er )?ikke (?:noe |noen |et )?problem(?:er)?",
            rf"^(?:ja |jo |ok |okei )?(?:det|den|dette|da) (?:er|blir|hadde vært) {_VERY}{_GOOD}"
            r"(?: det| for meg| for oss)*$",
            r"hvorfor ikke",
            r"^ikke meg (?:i ?)?mot",
            r"har (?:jeg |vi )?ikke noe (?:i ?)?mot",
            r"helt i orden",
            r"ikke noe i veien(?: for det)?",
            r"ingenting i ?mot",
            r"^(?:det er )?i orden",
            r"^avtale$",
            r"^(?:nei |ja |ok |okei |greit )*(?:bare )?(?:kjør|køyr)(?: på| i gang| vei| løs| "
            r"ivei)?$",
            r"sett i gang",
            r"bare spør",
            r"^(?:ja )?(?:gjør|gjer) (?:det|gjerne)(?: du| da)?$",
            r"la oss (?:gjøre det|si det|ta det)",
            r"^(?:ja )?(?:vi|da) (?:sier|tar|gjør|gjør) (?:vi )?det(?: da| sånn)?$",
            r"den er grei",
            r"den er god",
            r"(?:klart|selvsagt|selvfølgelig|sjølvsagt|sjølvfølgelig|naturligvis|såklart)(?: det)?",
            r"så klart",
            r"absolutt(?! ikke)(?: ikke noe)?",
            r"definitivt(?! ikke)",
            r"uten tvil",
            r"^(?:ja |jo )?det (?:skal|bør|må) (?:nok |vel )?gå (?:helt )?(?:bra|fint|greit)",
            r"javisst",
            r"visst",
            r"^(?:ja |jo |jo da |jada )*(?:det|jo|ja) (?:har|er|gjør|kan|vil|skal|stemmer|"
            r"ønsker|tror|bør|må|får|kunne|hadde|var) "
            r"(?:jeg|vi|det|du|dere|me|de|den|han|hun)(?: nok| jo| absolutt| gjerne| godt| vel|"
            r" faktisk| her)*$",
            r"^(?:jeg|vi) (?:er |kan |vil |har |tror |håper )(?:det|gjerne|godt)(?: ja| jo)?$",
            r"^stemmer$",
            r"^hvis det går an$",
            r"^hvis (?:du|dere) kan$",
            r"^(?:helst|aller helst)$",
            r"det (?:kan|må) du (?:gjerne|godt|bare)\S*",
            r"^nettopp(?: det)?$",
            r"^akkurat(?: det)?$",
            r"^nemlig$",
            r"^(?:ja )?(?:tipp )?topp$",
            r"^den tar vi$",
            r"^det (?:hadde|ville) vært (?:veldig |kjempe)?(?:fint|bra|flott|topp|supert)",
            r"^fint for (?:meg|oss)$",
            r"(?:det|der) har du (?:helt |jo |nok |faktisk )?rett(?: i)?(?: det)?",
            r"det kan du (?:tro|banne på|skrive under på|godt si)",
            r"det (?:skulle|vil|tør|må) jeg (?:mene|tro|si|påstå)$",
            r"(?:^|(?<=ja )|(?<=så ))(?:absolutt|hundre prosent|helt klart|helt enig)(?: "
            r"(?!ikke)\S+)?$",
            r"i (?:aller )?høyeste grad",
            r"med (?:glede|stor glede|den største \S+)",
            r"(?:hadde|ville) ikke vært (?:så |helt )?(?:dumt|feil|verst|galt)",
            r"^(?:nei )?(?:det (?:er|var) )?ikke (?:så )?(?:dumt|verst|galt|feil)(?: det)?$",
            r"(?:høres|høyrest|låter) (?:\S+ )?(?:bra|fint|fornuftig|greit|flott|interessant)\S*",
            r"^(?:ok|okei|ja|greit)? ?(?:la gå|fyr løs|vær så god|gå for det|deal)$",
            r"^(?:det|den|dette) (?:er|blir|var) (?:helt )?(?:greit|fint|ok|okei|bra|riktig)"
            r"(?: for (?:meg|oss|min del|vår del))?(?: det)?$",
            r"for (?:min|vår) del (?:er det|går det|passer det) \S+$",
            r"^(?:ja )?det (?:er|har|gjør|kan|vil|skal|stemmer) (?:jeg |vi )?(?:ja|jo|absolutt|"
            r"visst|definitivt|riktig)$",
            r"^(?:ja |jo )*(?:jeg|vi) (?:er|har|gjør|kan|vil|skal) (?:jo |nok )?det$",
        )
    )
    + ")"
)

NO_STRONG = words_pattern(
    r"(?:ja )?nei (?:ellers )?takk",
    r"ellers takk",
    r"^takk (?:men|som spør men) nei(?: takk)?",
    r"(?:absolutt|slett|overhodet|definitivt|selvfølgelig|helst|gjerne|dessverre|nei|egentlig) "
    r"ikke(?! noe (?:problem|i veien))",
    r"ikke (?:i det hele tatt|akkurat|helt|egentlig|direkte|ennå|enda|enno|per nå|for tida|"
    r"lenger|nødvendigvis|som jeg vet|"
    r"det jeg vet|nå|i dag|med det første|tale om|snakk om|så vidt jeg vet|på noen måte|"
    r"spesielt)(?! noe problem)",
    r"(?:det )?(?:passer|går|stemmer|funker|høres|fungerer) (?:det |dette |seg |nok |dessverre "
    r"|jo |vel )*(?:ikke|dårlig|veldig dårlig|litt dårlig)",
    r"^(?:ja |nei |jo )*det (?:har|er|gjør|kan|vil|skal|ønsker|tror|bør|får|kunne|hadde|var|"
    r"trenger|stemmer) "
    r"(?:nok |vel )?(?:jeg|vi|det|du|dere|me|de|den)? ?(?:nok |vel |dessverre |egentlig |"
    r"absolutt )*ikke"
    r"(?=$| men| dessverre| ennå| enda| enno| nå| i dag| jeg| vi| som| lenger| for øyeblikket| "
    r"til)",
    r"(?:jeg|vi) (?:tror|vil|kan|ønsker|orker|gidder|har|skal|trenger|gjør|er|får) (?:nok |vel "
    r"|dessverre |egentlig |helst )*ikke"
    r"(?: det| noe sånt| dette)?$",
    r"har (?:jeg |vi )?ikke (?:tid|mulighet|anledning|lyst|kapasitet|råd)",
    r"^(?:ja |nei )?tror (?:jeg )?(?:nok |vel )?ikke(?: det)?",
    r"(?:det er |det var |dette er )?(?:helt |litt )?(?<!ikke )(?<!noe )(?:feil|galt)$",
    r"(?:er )?ikke (?:helt )?(?:riktig|korrekt|rett|sant det)$",
    r"aldri (?:i livet|i verden)",
    r"^aldri$",
    r"(?:det )?tviler (?:jeg )?(?:sterkt )?på",
    r"ikke aktuelt",
    "uaktuelt",
    r"tvert (?:i )?mot",
    r"^umulig$",
    r"^dessverre$",
    r"det vil jeg ikke",
    r"^ikke$",
    r"^ikke (?:det|noe|meg|for meg|for oss)$",
    r"^ingen(?:ting)?$",
    r"ikke (?:enda|ennå|foreløpig|førebels|akkurat nå|per i dag|i første omgang)(?: nei)?$",
    r"langt (?:i ?fra|derifra|fra(?: det)?)",
    r"(?:på )?ingen måte",
    r"det blir (?:det )?(?:nok |dessverre )?(?:ikke(?: noe av)?|nei)$",
    r"(?:må|vil|får) (?:jeg |vi )?(?:nok |dessverre |bare )*(?:si|takke) nei(?: til det)?",
    r"ikke (?:som|så vidt|det) (?:jeg|vi) (?:vet|kjenner til|har hørt)(?: om)?",
    r"^(?:nei )?(?:det |så )?(?:langt )?(?:derifra|utelukket|uaktuelt|umulig)$",
    r"^(?:nei )?(?:jeg|vi) (?:har|er|gjør|kan|vil|skal) (?:nok |dessverre |jo )?ikke det$",
    r"^(?:nei )?(?:det|dette|den) (?:passer|går|funker|stemmer) (?:\S+ )?ikke(?: \S+){0,3}$",
)
HALFWAY = words_pattern(
    r"^(?:ja|jo)(?: (?!takk)\S+)? men ikke (?:nå|no|i dag|akkurat nå|alene|før|helt)\S*"
)

THINKING = re.compile(
    r"(?:(?:hm+|eh|øh|ehm|tja|nå|ja|jo) )*(?:la meg|lat meg|få|skal vi|må|da må jeg) (?:nå )?"
    r"(?:se|tenke)(?: litt| nå| her| etter)* (?=(?:ja|jo|nei|jada|joda|neida)(?!\S))"
    r"|(?:(?:hm+|eh|øh|nja|tja) )+(?=nei (?!og|eller|ja)\S)"
)
"""Thinking aloud, where the answer follows."""
CLOSING = re.compile(
    r"^(?:(?:ja|nei|no|nå|jo|da|så|men) )*(?:ikke|det|den|jeg|vi|dette|da|så|har|er|kan|vil|skal|"
    r"får|blir|gjør|trenger|tror|må) (?!hender|spørs|kommer an)(?!.*(?<!\S)(?:kanskje|vet|hva|hvem|"
    r"hvor|eller|mulig|men|hvis|usikker)(?!\S)).* (?:så )?"
    r"(?:(?P<yes>ja|jau|joda)|(?P<no>nei|neida))$"
)
"""A clause that closes with its verdict."""

YES_WORD = words_pattern(
    r"ja+",
    r"jo+(?! (?:mer|bedre|\S+er|\S+[er]re) .*(?<!\S)(?:jo|desto|dess)(?!\S))",  # «jo mer jo bedre»
    "jepp",
    "japp",
    "jess",
    "yes",
    "yess",
    "yep",
    "jada",
    "joda",
    "jaja",
    "jovisst",
    "javel",
    "mhm",
    "mmhm",
    "hja",
    "jau",
    "jaddå",
    "jaua",
    "javisst",
    r"ja da",
    r"jo da",
    "okei",
    "ok",
    "oki",
    "okay",
    "greit",
    "riktig",
    "korrekt",
    "stemmer",
    "sikkert",
    "jup",
    "jauda",
    "aye",
)
NO_WORD = words_pattern(
    r"nei+",
    "neida",
    "nehei",
    "næ",
    "nope",
    "niks",
    "nix",
    "nepp",
    "nah",
    r"nei da",
    "neppe",
    "naj",
    "nejj",
    "nehe",
    "næi",
    "no",
    "nope",
)
