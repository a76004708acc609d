"""Titles and duties as patterns over common forms: the data of ``roles``.

Codes are those of ``Role``; an earlier row wins where two match the same words.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.reading import word_set, words_pattern

_HEAD = (
    r"(?:sjef(?:en)?|leder(?:en)?|leiar(?:en)?|ansvarlig(?:e)?|ansvarleg|direktør(?:en)?|"
    r"manager|koordinator)"
)
ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "assistant",
        words_pattern(
            r"(?:\S+)?sekretær(?:en)?",
            r"\S*(?:vikar|praktikant|trainee|hospitant)(?:en)?",
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
            r"dag(?:lig?|leg) (?:leder|leiar)(?:en)?",
            r"chief executive(?: officer)?",
            "dagligleder",
            "daglegleiar",
            r"adm(?:inistrer[ae]nde)?\.? ?dir(?:ektør)?",
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
            r"(?:leder|styrer|sjef for|leder for) (?:hele )?(?:økonomi|regnskaps|finans) "
            r"?(?:avdelingen|avdelinga|teamet)",
            r"(?:arbeider|sitter) (?:på|i|med|innen) (?:økonomi|regnskap|finans)(?:en|et|a|"
            r"s?avdelingen|s?avdelinga)?",
            rf"(?:økonomi|finans|regnskaps|rekneskaps) ?{_HEAD}",
            r"(?:regnskaps|rekneskaps|økonomi|lønns)(?:medarbeider|medarbeidar|konsulent)(?:en)?",
            r"rekneskapsførar(?:en)?",
            r"chief financial officer",
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
            r"(?:leder|styrer|sjef for|leder for) (?:hele )?(?:it|ikt|data|utvikling|utviklings) "
            r"?(?:avdelingen|avdelinga|teamet)",
            r"(?:arbeider|sitter) (?:på|i|med|innen) (?:it|ikt|data|utvikling|teknologi)(?:en|et|"
            r"a|s?avdelingen|s?avdelinga)?",
            r"(?:it|ikt|ki|data|teknologi|teknisk|tekniske|utviklings|digital|digitaliserings|"
            rf"i t) ?{_HEAD}",
            "cto",
            "cio",
            r"chief (?:technology|information|technical) officer",
            r"(?:leder|leiar|sjef) for (?:it|ikt|data|teknologi|utvikling)",
            r"(?:hoved)?ansvar(?:et|lig)? for (?:it|ikt|data|teknologi)(?: her)?",
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
            r"(?:leder|styrer|sjef for|leder for) (?:hele )?(?:drifts|lager|produksjons|"
            r"logistikk) ?(?:avdelingen|avdelinga|teamet)",
            r"(?:arbeider|sitter) (?:på|i|med|innen) (?:drift|lager|produksjon|logistikk|"
            r"verksted)(?:en|et|a|s?avdelingen|s?avdelinga)?",
            r"(?:drifts|produksjons|drift|produksjon|logistikk|lager|verksted|fabrikk|butikk|"
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
            r"(?:leder|styrer|sjef for|leder for) (?:hele )?(?:salgs|salg) ?(?:avdelingen|"
            r"avdelinga|teamet)",
            r"(?:arbeider|sitter) (?:på|i|med|innen) (?:salg)(?:en|et|a|s?avdelingen|s?avdelinga)?",
            rf"(?:salgs|salg|sals|kunde|key account|eksport|region) ?{_HEAD}",
            r"selger(?:en)?(?! (?:dere|du|vi|de|på|til|produkter|inn)(?!\S))",
            r"seljar(?:en)?",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:salget|salg|kundene)",
            "kam",
            "cso",
            "account manager",
            "kundeansvarlig",
            r"leder for salg\S*",
            r"(?:salgs|kunde|sals)(?:konsulent|medarbeider|medarbeidar|rådgiver|representant)(?:en)?",
        ),
    ),
    (
        "marketing",
        words_pattern(
            r"(?:leder|styrer|sjef for|leder for) (?:hele )?(?:markeds|marked|kommunikasjons) "
            r"?(?:avdelingen|avdelinga|teamet)",
            r"(?:arbeider|sitter) (?:på|i|med|innen) (?:marked|markedsføring|kommunikasjon)(?:en|"
            r"et|a|s?avdelingen|s?avdelinga)?",
            rf"(?:markeds|marknads|marked|kommunikasjons|merkevare|marketing|innholds) ?{_HEAD}",
            "cmo",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:markedsføring|markedsføringen|marked|"
            r"kommunikasjon)\S*",
            "markedsfører",
            r"(?:markeds|marknads|kommunikasjons|some)(?:konsulent|medarbeider|rådgiver)(?:en)?",
            r"leder (?:for )?(?:marked|markedsføring|kommunikasjon)(?:en)?",
        ),
    ),
    (
        "purchasing",
        words_pattern(
            r"(?:leder|styrer|sjef for|leder for) (?:hele )?(?:innkjøps) ?(?:avdelingen|avdelinga|"
            r"teamet)",
            r"(?:arbeider|sitter) (?:på|i|med|innen) (?:innkjøp)(?:en|et|a|s?avdelingen|"
            r"s?avdelinga)?",
            rf"(?:innkjøps|innkjøp|anskaffelses|kategori) ?{_HEAD}",
            r"innkjøper(?:en)?",
            "innkjøpar",
            r"arbeider med innkjøp",
            r"innkjøps(?:konsulent|medarbeider|rådgiver)(?:en)?",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:innkjøp|innkjøpene|anskaffelser)\S*",
        ),
    ),
    (
        "hr",
        words_pattern(
            r"(?:leder|styrer|sjef for|leder for) (?:hele )?(?:hr|personal) ?(?:avdelingen|"
            r"avdelinga|teamet)",
            r"(?:arbeider|sitter) (?:på|i|med|innen) (?:hr|personal)(?:en|et|a|s?avdelingen|"
            r"s?avdelinga)?",
            rf"(?:hr|personal|personell|h r) ?{_HEAD}",
            "hrsjef",
            "hransvarlig",
            "hrleder",
            "hrdirektør",
            r"(?:har )?ansvar(?:et|lig|leg)? for (?:personal|personalet|hr|folkene)",
            "chro",
            r"(?:hr|personal) ?(?:konsulent|medarbeider|rådgiver)(?:en)?",
        ),
    ),
    (
        "project",
        words_pattern(
            rf"prosjekt ?{_HEAD}",
            r"prosjektmedarbeider",
            r"(?:som )?(?:leder|styrer) (?:prosjektet|prosjektene|prosjekter)",
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
            r"(?:med|ene|del|hoved)?(?:eier|eigar)(?:en)?(?= |$)",
            r"(?:en|ein) av (?:med)?(?:eierne|eigarane|eigaran|gründerne)",
            r"(?<=jeg )(?:eier|eig|eige|eie|eide) (?:\S+ )?(?:firmaet|selskapet|bedriften|bedrifta|"
            r"sjappa|butikken|verkstedet|gården|hele|heile|halve|restauranten|byrået)\S*",
            r"(?<=jeg )(?:har )?(?:overtok|overtatt|overtatte|tok over|startet|starta|grunnla|"
            r"bygde opp) (?:dette |hele )?(?:firmaet|selskapet|bedriften|bedrifta|butikken|"
            r"sjappa|gården)",
            r"(?:med)?gründer(?:en)?",
            r"(?:grunnlegger|stifter|innehaver)(?:en)?",
            r"en av (?:med)?eierne",
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
            r"driver (?:mitt |eget |et |en |ei |lite |liten |eige )+(?:firma|selskap|bedrift|"
            r"foretak|"
            r"butikk|verksted|salong|byrå|restaurant|kafé|gård)\S*",
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
    r"jeg er (?:lederen|(?:leder|sjef) her)$",
)
PAST = words_pattern(
    r"(?:har|hadde) (?:\S+ )?(?:jobbet|jobba|arbeidet|arbeida|vært|vore)",
    r"(?:var|jobbet|arbeidet|jobba) (?:\S+ )?(?:som )?",
    r"(?:tidligere|eks|forhenværende|pensjonert)",
)
SUBJECT = re.compile(
    r"(?<!\S)(?P<who>\S+)(?: (?P<own>min|mi|mitt|vår|vårt))? (?:som )?(?:er|var|blir|heter|"
    r"arbeider som)"
    r"(?: (?:en|ei|et|vår|min|ny|nye|egentlig|faktisk|nå|jo|også))*$"
)
SPEAKER = word_set(
    "jeg eg det dette og men som her tittelen stillingen rollen jobben tittel stilling rolle vi nå"
)
C_WORDS = re.compile(
    r"(?<!\S)(?:c[a-z]o|chief(?: \S+)*|styreleder|styreleiar|grunnlegger|stifter|adm\S*|ceo|"
    r"konsernsjef|daglig leder|dagligleder|\S*eier|\S*gründer|"
    r"innehaver)(?!\S)"
)
OF_OTHERS = words_pattern(
    r"snakke \S+(?: \S+)?",
    r"(?:sjefen|lederen) (?:min|vår)",
    r"(?:dere|du|vi|de) har (?:\S+ ){0,2}\S+",
    r"(?:svar|beskjed|ordre|hilsen|godkjenning|ja) (?:fra|av)",
    r"ingen(?: \S+)?",
    r"har jeg(?: en| time hos)?",
    r"(?:broren|bror|søsteren|faren|far|mannen|kona|moren|mor|onkelen|svigerfar|samboeren|"
    r"kjæresten|sønnen|datteren)(?: min| mi| vår)?(?: som)?(?: er)?",
    r"(?:fra|gift med|sønnen til|kollega av)",
    r"(?:hva|vi|dere|de|du|jeg og|og)$",
    r"(?:leter etter|trenger|søker|ansette|vi har|mangler|ikke)"
    r"(?: en| ei| egen| to| flere| noen| ny| nye| dyktig| eigen)*$",
    r"(?:min|vår) (?:sjef|leder|kollega)(?: som| er)*",
    r"(?:spør|spørre|sjekke med|ta det med|ringe|kontakte|vår|rapporterer til|sammen med|under|"
    r"til|hos|med|mannen min er|kona er|ikke)",
)

DECIDES_AFTER = re.compile(
    r"(?: som| alltid| nok)* (?:bestemmer|beslutter|avgjør|tar|godkjenner)(?!\S)"
)
"""What follows the title of somebody else: «daglig leder bestemmer»."""
TOLD_AFTER = re.compile(
    r" (?:(?:er|har|skal|kan|må|vil|sitter|kommer|var|ble) (?!(?:jeg|meg|her|det|vel)(?!\S))|"
    r"som (?:kan|må|skal|har|tar|vet|svarer|sitter|styrer))"
)
"""What follows the title of somebody who is told about: «daglig leder er i utlandet»."""
