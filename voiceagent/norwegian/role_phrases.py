"""Titles, duties and words about deciding, as patterns over common forms: the data of ``roles``.

Codes are those of ``Role`` and ``Authority``; an earlier row wins where two match the same words.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.reading import words_pattern

_HEAD = (
    r"(?:sjef(?:en)?|leder(?:en)?|leiar(?:en)?|ansvarlig(?:e)?|ansvarleg|direktør(?:en)?|"
    r"manager|koordinator)"
)
ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "assistant",
        words_pattern(
            r"(?:\S+)?sekretær(?:en)?",
            "resepsjonist",
            "resepsjonisten",
            r"assistent(?:en)?",
            r"(?:jeg )?(?:sitter|arbeider) (?:i|på) (?:resepsjonen|sentralbordet)",
            "kontormedarbeider",
            "vikar",
            "lærling",
            "personlig assistent",
        ),
    ),
    (
        "ceo",
        words_pattern(
            r"dag(?:lig|leg) (?:leder|leiar)(?:en)?",
            "dagligleder",
            "daglegleiar",
            r"adm(?:inistrerende)?\.? ?dir(?:ektør)?",
            r"administrerende",
            "ceo",
            r"toppsjef(?:en)?",
            r"konsernsjef(?:en)?",
            r"(?:øverste )?sjef for (?:hele )?(?:firmaet|selskapet|bedriften|sjappa)",
            "managing director",
        ),
    ),
    (
        "cfo",
        words_pattern(
            rf"(?:økonomi|finans|regnskaps) ?{_HEAD}",
            "cfo",
            r"finansdirektør",
            r"(?:jeg )?(?:har |med )?ansvar(?:et|lig|leg)? for (?:økonomien|økonomi|regnskapet)",
            "controller",
            "regnskapsfører",
            "styrer økonomien",
        ),
    ),
    (
        "cto_it",
        words_pattern(
            rf"(?:it|ikt|ki|data|teknologi|teknisk|tekniske|utviklings|digital|digitaliserings|"
            rf"i t) ?{_HEAD}",
            "cto",
            "cio",
            "it drift",
            r"teknisk (?:sjef|leder|direktør)",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:it|data|teknologi|ikt)\S*",
            "systemansvarlig",
            r"(?:leder|leiar) (?:for )?(?:it|ikt) ?avdeling\S*",
            "systemadministrator",
            "itsjef",
            "itansvarlig",
            "itleder",
            "itdirektør",
            "iktansvarlig",
            "iktsjef",
            "iktleder",
        ),
    ),
    (
        "operations",
        words_pattern(
            rf"(?:drifts|produksjons|drift|produksjon|logistikk|lager|verksted|fabrikk|butikk|"
            rf"avdelings|kontor|anleggs|service|daglig drift) ?{_HEAD}",
            "coo",
            "formann",
            "formannen",
            "bas",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:driften|drifta|drift|produksjonen|lageret|"
            r"butikken|"
            r"avdelingen)",
            r"fagleder",
            r"teamleder",
            "plassjef",
            "operativ leder",
            "kontorsjef",
            "restaurantsjef",
            "hotellsjef",
            "rektor",
        ),
    ),
    (
        "sales",
        words_pattern(
            rf"(?:salgs|salg|sals|kunde|key account|eksport|region) ?{_HEAD}",
            r"selger(?:en)?(?! (?:dere|du|vi|de|på|til|produkter|inn)(?!\S))",
            r"seljar(?:en)?",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:salget|salg|kundene)",
            "kam",
            "cso",
            "account manager",
            "kundeansvarlig",
            r"leder for salg\S*",
        ),
    ),
    (
        "marketing",
        words_pattern(
            rf"(?:markeds|marknads|marked|kommunikasjons|merkevare|marketing|innholds) ?{_HEAD}",
            "cmo",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:markedsføring|markedsføringen|marked|"
            r"kommunikasjon)\S*",
            "markedsfører",
        ),
    ),
    (
        "purchasing",
        words_pattern(
            rf"(?:innkjøps|innkjøp|anskaffelses|kategori) ?{_HEAD}",
            r"innkjøper(?:en)?",
            "innkjøpar",
            r"arbeider med innkjøp",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:innkjøp|innkjøpene|anskaffelser)\S*",
        ),
    ),
    (
        "hr",
        words_pattern(
            rf"(?:hr|personal|personell|h r) ?{_HEAD}",
            "hrsjef",
            "hransvarlig",
            "hrleder",
            "hrdirektør",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:personal|personalet|hr|folkene)",
            "chro",
        ),
    ),
    (
        "project",
        words_pattern(
            rf"prosjekt ?{_HEAD}",
            r"prosjektmedarbeider",
            r"programleder",
            "byggeleder",
            "anleggsleder",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:prosjektet|prosjekter|prosjektene)",
            "produkteier",
            "scrum master",
        ),
    ),
    (
        "owner",
        words_pattern(
            r"(?:med)?eier(?:en)?",
            r"eigar(?:en)?",
            r"(?:med)?gründer(?:en)?",
            "innehaver",
            r"en av (?:med)?eierne",
            "innehaveren",
            r"eier (?:firmaet|selskapet|bedriften|sjappa|butikken|hele)\S*",
            r"eig (?:firmaet|selskapet|bedrifta)",
            "selvstendig næringsdrivende",
            r"(?:har |driver )(?:eget|mitt eget|eige) (?:firma|selskap)",
            r"driver (?:for )?meg selv",
            "enkeltpersonforetak",
            r"(?<=jeg er )partner",
            r"^partner$",
            "styreleder",
            "styreleiar",
            r"det er (?:mitt|min) (?:firma|bedrift|selskap)",
            r"startet (?:firmaet|selskapet|bedriften)",
        ),
    ),
    (
        "specialist",
        words_pattern(
            r"(?:\S+)?(?:konsulent|ingeniør|utvikler|utviklar|rådgiver|rådgivar|spesialist|"
            r"analytiker|arkitekt|tekniker|designer|elektriker|advokat|lege|lærer|forsker|"
            r"programmerer|montør|mekaniker|snekker|tømrer|rørlegger|sykepleier|revisor|jurist|"
            r"tannlege|fysioterapeut|frisør|kokk)(?:en)?"
        ),
    ),
    (
        "other",
        words_pattern(
            r"(?:\S+)?medarbeider(?:en)?",
            r"vanlig ansatte?",
            "saksbehandler",
            "saksbehandlar",
            "fagarbeider",
            r"(?:er|bare) (?:en )?ansatte?(?: her)?",
            r"student",
            "sjåfør",
            "styremedlem",
            "frivillig",
        ),
    ),
)
GENERAL_HEAD = words_pattern(
    r"^(?:ja |det er )?sjefen(?: her| selv| i firmaet)?$",
    r"jeg (?:er|som er) sjefen(?: her| selv| i firmaet)?$",
    r"jeg er (?:leder|sjef)(?:en)?(?: her)?$",
)
C_WORDS = re.compile(
    r"(?<!\S)(?:c[a-z]o|adm\S*|ceo|konsernsjef|daglig leder|dagligleder|\S*eier|\S*gründer|"
    r"innehaver)(?!\S)"
)
OF_OTHERS = words_pattern(
    r"snakke \S+(?: \S+)?",
    r"(?:sjefen|lederen) (?:min|vår)",
    r"(?:hva|vi|dere|de|du|jeg og|og)$",
    r"(?:leter etter|trenger|søker|ansette|vi har|mangler|ikke)"
    r"(?: en| ei| egen| to| flere| noen)*$",
    r"(?:min|vår) (?:sjef|leder|kollega)(?: som| er)*",
    r"(?:spør|spørre|sjekke med|ta det med|ringe|kontakte|vår|rapporterer til|sammen med|under|"
    r"til|hos|med|mannen min er|kona er|ikke)",
)

_THEY = (
    r"(?:styret|sjefen(?: min)?|ledelsen|leiinga|daglig leder|dagligleder|eieren|eierne|"
    r"hovedkontoret|konsernet|morselskapet|økonomisjefen|"
    r"ledergruppa|ledergruppen|andre|noen andre|han|hun|ho|de|kommunen|it|itsjefen|it "
    r"avdelingen|rektor|eigaren|sjef|leder|direktøren|kollegaen min|en annen|mannen min|kona|"
    r"innkjøp|andre enn meg)"
)
_DECIDE = (
    r"(?:bestemmer|beslutter|tar (?:den )?(?:endelige )?(?:avgjørelsen|avgjørelser|"
    r"beslutningen|beslutninger|avgjerda|stilling)|har siste ord\S*|signerer|godkjenner|"
    r"skriver under|vedtar)"
)
AUTHORITIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "shares",
        words_pattern(
            rf"(?:vi|me) (?:som )?{_DECIDE}(?: (?:det|dette|sånt|slikt))?(?: (?:sammen|i "
            rf"fellesskap|i lag))?",
            r"(?:bestemmer|beslutter|tar) (?:vi|me) (?:det )?(?:sammen|i fellesskap|i lag|i "
            r"ledergruppa|i styret)?",
            r"(?:jeg|vi) (?:og|sammen med) \S+(?: \S+)? (?:som )?bestemmer",
            r"(?:jeg )?(?:bestemmer|avgjør|tar det|gjør det)(?: det)? (?:sammen|i samråd|i "
            r"fellesskap|saman) med",
            r"vi er (?:to|tre|fire|flere|flere som|noen) (?:stykker )?(?:som )?(?:bestemmer|om "
            r"det|beslutter|tar)\S*",
            r"(?:må|skal|vil) (?:jeg |vi )?(?:diskutere|ta|drøfte|forankre|klarere|avklare|"
            r"lufte)(?: det| dette)? (?:med|i) (?:\S+)",
            r"(?:jeg er )?(?:en av|en del av|del av) (?:de|dem|flere|ledergruppa|ledergruppen|"
            r"styret)(?: som bestemmer)?",
            r"sammen med (?:styret|sjefen|ledelsen|daglig leder|\S+)(?: \S+)? ?(?:bestemmer|tar)?",
            r"(?:sitter|er) (?:jeg )?i (?:ledergruppa|ledergruppen|ledelsen|styret)",
            r"felles (?:beslutning|avgjørelse)",
            r"både (?:jeg|meg) og \S+",
            r"i fellesskap",
            r"ikke (?:det |noe |dette )?alene",
        ),
    ),
    (
        "influences",
        words_pattern(
            r"(?:jeg )?(?:kan |skal |bare |vil )?(?:anbefaler|anbefale|anbefalar|foreslår|"
            r"foreslå|innstiller|innstille|rådgi|rådgir|påvirke|påvirker|evaluerer|evaluere|"
            r"kartlegger|kartlegge|utreder|utrede|vurderer|vurdere|forbereder|samler inn|"
            r"undersøker markedet|gir (?:mine )?råd|legger? (?:det )?fram)(?: det| dette| noe| "
            r"en løsning| for| overfor| til)*",
            r"(?:blir|er) (?:jeg )?(?:med på å|med å|spurt|hørt|rådspurt|tatt med på råd)\S*",
            r"(?:har|får) (?:jeg )?(?:noe |mye |en del |litt )?(?:innflytelse|påvirkning|å "
            r"si)(?: i saken)?",
            r"gir (?:jeg )?(?:innspill|råd|anbefaling)\S*",
            r"gir (?:min|mine|ei|en) (?:anbefaling|anbefalinger|råd|vurdering)",
            r"kommer? med (?:innspill|anbefaling|forslag)\S*",
            r"(?:min )?(?:innstilling|anbefaling) (?:blir|teller|veier)\S*",
        ),
    ),
    (
        "none",
        words_pattern(
            rf"(?:nei )?(?:det er |det blir |er det )?{_THEY} (?:som )?(?:alltid |til slutt |"
            rf"nok |vel )?{_DECIDE}",
            rf"(?:det )?(?:bestemmer|avgjør|beslutter) {_THEY}(?! og jeg)(?! sammen)",
            r"(?:jeg )?bestemmer (?:jeg )?(?:nok |dessverre |egentlig )?ikke(?! alene)"
            r"(?: det| noe| dette)*(?! alene)",
            r"kan (?:jeg )?(?:nok |dessverre )?ikke bestemme(?: det| noe)*(?! alene)",
            r"(?:det er )?ikke (?:jeg|meg|min) som (?:bestemmer|tar|avgjør|beslutter)\S*",
            r"ikke (?:jeg|meg|mitt bord|min avdeling|min avgjørelse|mitt ansvar|mi avgjerd)(?: "
            r"som)?",
            rf"(?:det )?(?:ligger|ligg|må|går) (?:hos|opp til|via|gjennom|til|tas av|avgjøres "
            rf"av|besluttes av|godkjennes av) {_THEY}",
            rf"(?:det )?er (?:det )?{_THEY} som (?:\S+ )?(?:bestemmer|styrer|har ansvaret|tar)\S*",
            r"har (?:jeg )?ingen(?:ting)? (?:myndighet|fullmakt|innflytelse|å si)\S*",
            r"over mitt hode",
            r"ingenting jeg skulle ha sagt",
            rf"opp til {_THEY}",
            r"ikke opp til meg",
            rf"(?:få |ha )?(?:det |dette )?godkjent av {_THEY}",
        ),
    ),
    (
        "decides",
        words_pattern(
            rf"(?:det er )?(?:jo |bare |nok |vel |kun )?(?:jeg|meg) (?:som )?(?:alene |selv "
            rf")?{_DECIDE}(?! ikke)(?!.* (?:sammen|ikke))(?:(?: det| dette| sånt| alene| selv| "
            rf"alt| her)*)",
            r"(?:det )?(?:bestemmer|avgjør|tar|beslutter) (?:jeg|eg)(?! ikke)(?: det| alene| "
            r"selv| sånt|"
            r" slikt)*(?! sammen)",
            r"(?:det er )?(?:bare|kun) (?:meg|jeg)(?: alene| selv)?$",
            r"(?:meg|jeg) (?:alene|selv)$",
            r"(?:min|mi) (?:avgjørelse|beslutning|avgjerd)",
            r"(?:jeg )?(?:har|sitter med) (?:full |alle )?(?:fullmakt\S*|myndighet|"
            r"budsjettansvar(?:et)?|siste ord\S*|beslutningsmyndighet|det siste ordet|"
            r"avgjørelsen|budsjettet)",
            r"jeg (?:kan|tar) (?:bestemme|avgjøre|beslutte|ta) (?:det|dette|alt|den|"
            r"beslutningen|avgjørelsen)(?: selv| alene)?",
            r"(?:helt )?(?:alene|selv)$",
            r"jeg alene",
            r"jeg er (?:sjefen|beslutningstaker|beslutningstakeren)",
            r"jeg signerer",
            "beslutningstaker",
            r"(?<!ikke )opp til meg",
        ),
    ),
)

DECIDES_AFTER = re.compile(
    r"(?: som| alltid| nok)* (?:bestemmer|beslutter|avgjør|tar|godkjenner)(?!\S)"
)
"""What follows the title of somebody else: «daglig leder bestemmer»."""
