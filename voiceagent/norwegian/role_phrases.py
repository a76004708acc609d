"""Titles and duties as patterns over common forms: the data of ``roles``.

Codes are those of ``Role``; an earlier row wins where two match the same words.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.reading import word_set, words_pattern

_HEAD = (
    r"(?:sjef(?:en|n)?|leder(?:en|n)?|leiar(?:en|n)?|leda|ledar|ansvarlige?|ansvarleg|direktør(?:en)?|manager|"
    r"koordinator)"
)
_ANY_HEAD = r"(?:\S*(?:sjef|leder|leiar|leda)(?:en)?|\S*ansvarlige?|\S*direktør|koordinator)"
_UNIT = r"(?:s?avdeling(?:en|a)?|steam(?:et)?|teamet|sgruppen?|sida|siden)"
_PART = r"(?:den |det |hele |heile |all |alt |vår |våre |daglige? )*"

_DOMAINS: dict[str, tuple[str, str]] = {
    # role: the first part of its titles · the thing itself, as it stands after «for», «med», «i»
    "cfo": (
        "økonomi|finans|regnskaps|rekneskaps|lønns|økonomi og finans|økonomi og administrasjons",
        r"økonomi(?:en)?|finans(?:en|ene)?|regnskap(?:et)?|rekneskap(?:et)?|lønn(?:a|en)?",
    ),
    "cto_it": (
        "it|ikt|i t|ki|data|teknologi|teknisk|tekniske|utviklings|digital|digitaliserings",
        r"it|itn|ikt|dataen|nettverket|data|teknologi(?:en)?|"
        r"utvikling(?:en|a)?|digitalisering(?:en|a)?|it drift",
    ),
    "sales": (
        "salgs|salg|sals|kunde|key account|eksport|region|kommersiell|distrikts",
        r"salg(?:et)?|sal(?:et)?|kundene|kunder|kundeoppfølging(?:en)?|eksport(?:en)?",
    ),
    "marketing": (
        "markeds|marknads|marked|markedsførings|kommunikasjons|merkevare|marketing|innholds",
        r"marked(?:et)?|marknad|(?:markeds|marknads)føring(?:en|a)?|kommunikasjon(?:en)?|reklame",
    ),
    "purchasing": (
        "innkjøps|innkjøp|anskaffelses|kategori",
        r"(?:innkjøp|anskaffelse)(?:et|ene|a|r)?",
    ),
    "hr": (
        "hr|h r|personal|personell|rekrutterings",
        r"hr|personal(?:et)?|personell(?:et)?|folkene|rekruttering(?:en|a)?",
    ),
    "operations": (
        "drifts|drift|produksjons|produksjon|logistikk|lager|verksted|fabrikk|butikk|avdelings|"
        "kontor|service|daglig drift|operativ|operasjonell",
        r"drift(?:en|a)?|produksjon(?:en)?|lager(?:et)?|logistikk(?:en)?|verksted(?:et)?|"
        r"verkstaden|butikk(?:en)?|avdelingen|avdelinga|fabrikk(?:en)?|transport(?:en)?|"
        r"kjøkkenet|anlegget",
    ),
    "project": (
        "prosjekt",
        r"prosjekt(?:et|ene|er|a)?",
    ),
}
_TITLES_BESIDES: dict[str, tuple[str, ...]] = {
    "cfo": (
        r"(?:finance|financial|accounting) (?:manager|director|controller)",
        r"(?:head|director|vp) of (?:finance|accounting)",
        r"(?:regnskaps|rekneskaps|økonomi|lønns)(?:medarbeider|medarbeidar|konsulent)(?:en)?",
        r"rekneskapsførar(?:en)?",
        r"chief financial officer",
        "cfo",
        "controller",
        "regnskapsfører",
    ),
    "cto_it": (
        r"chief (?:digital|data|product|security) officer",
        r"(?:it|engineering|technical|technology) (?:manager|director|lead)",
        r"(?:head|director|vp) of (?:it|technology|engineering|data|digital|development)",
        r"(?:tech lead|teknisk leder)",
        "cto",
        "cio",
        r"chief (?:technology|information|technical) officer",
        "it drift",
        r"system(?:ansvarlig|administrator)",
        r"(?:it|ikt)(?:sjef|ansvarlig|leder|leiar|direktør)",
    ),
    "operations": (
        r"(?:operations?|plant|site|store|office|facility|warehouse|restaurant|general)"
        r" (?:manager|director)",
        r"(?:head|director|vp) of operations",
        r"(?<=jeg er )(?:\S*hage|\S*hus|skole|bolig|)styr(?:er|ar)(?:en)?(?= i| på| for| her|$)",
        "coo",
        r"chief operat(?:ing|ions) officer",
        r"(?:arbeids)?formann(?:en)?",
        "bas",
        r"(?:fag|team|skift|gruppe|enhets|seksjons|stasjons|transport|kvalitets|kjøkken|vakt)"
        r"(?:leder|leiar|sjef)(?:en)?",
        r"plass?sjef",
        r"verksmester(?:en)?",
        r"(?:restaurant|hotell)sjef",
        "rektor",
    ),
    "sales": (
        r"chief (?:revenue|commercial|sales|customer) officer",
        r"(?:sales|key account|account|business development) (?:manager|executive|director)",
        r"(?:head|director|vp|leder) (?:of|for) (?:sales|business development|partnerships)",
        "forretningsutvikler",
        r"(?!dritt)\S*(?:selger|seljar)(?:en)?(?! (?:dere|du|vi|de|til|produkter|inn|"
        r"på(?! he?i?ltid| deltid))(?!\S))",
        "kam",
        "cso",
        "account manager",
        r"(?:salgs|kunde|sals)(?:konsulent|medarbeider|medarbeidar|rådgiver|representant)(?:en)?",
        r"(?<=jeg )selger$",
        r"(?<=jeg er )(?:en )?selger",
    ),
    "marketing": (
        r"(?:brand|marketing|content|product marketing|communications?) (?:manager|director|lead)",
        r"(?:head|director|vp) of (?:marketing|brand|communications?|growth)",
        "cmo",
        r"chief marketing officer",
        "markedsfører",
        r"(?:markeds|marknads|kommunikasjons|some)(?:konsulent|medarbeider|rådgiver)(?:en)?",
    ),
    "purchasing": (
        r"chief (?:procurement|purchasing|supply chain) officer",
        r"(?:procurement|purchasing|category|sourcing) (?:manager|director|lead)",
        r"(?:head|director|vp) of (?:procurement|purchasing|sourcing)",
        r"strategisk innkjøp(?:er|ar)",
        r"innkjøp(?:er|ar)(?:en)?",
        r"innkjøps(?:konsulent|medarbeider|rådgiver)(?:en)?",
    ),
    "hr": (
        r"(?:hr|people|talent) (?:manager|director|partner|business partner|lead)",
        r"(?:head|director|vp) of (?:hr|people|human resources|talent)",
        r"hr(?:sjef|ansvarlig|leder|direktør)",
        "chro",
        r"chief (?:people|human resources) officer",
        r"personalansvar(?:et)?",
        r"(?:hr|personal|rekrutterings) ?(?:konsulent|medarbeider|rådgiver)(?:en)?",
    ),
    "project": (
        r"(?:project|program|programme|product|portfolio) (?:manager|director|lead|owner)",
        "prosjektmedarbeider",
        r"(?:program|bygge|anleggs)leder",
        "produkteier",
        "scrum master",
    ),
}


_SPECIALIST = (
    r"(?:{first}) ?(?:konsulent|medarbeider|medarbeidar|rådgiver|rådgivar|spesialist)(?:en)?"
)
_WITH_SPECIALISTS = ("sales", "marketing", "purchasing", "hr", "cto_it")


def _domain(role: str) -> tuple[str, re.Pattern[str]]:
    """A role that answers for a thing: its titles, and the verbs and nouns of answering for it."""
    first, thing = _DOMAINS[role]
    the_thing = rf"{_PART}(?:(?:{thing})|(?:{first}) ?{_UNIT})"
    return role, words_pattern(
        rf"(?:{first}) ?{_HEAD}(?: (?:for|i|på|innen) (?:{thing}))?",
        rf"{_ANY_HEAD} (?:(?:for|på|av|innen|over) )?{the_thing}(?: og \S+)?",
        *([_SPECIALIST.format(first=first)] if role in _WITH_SPECIALISTS else []),
        rf"(?:leder|styrer|driver)(?: for| med)? (?!butikken){the_thing}",
        rf"(?:har |med )?(?:hoved)?ansvar(?:et|lig|leg)? for {the_thing}",
        rf"{the_thing} (?:er|ligger) (?:\S+ )?(?:mitt|min) (?:ansvar|bord|felt|område)\S*",
        rf"(?:arbeider|sitter) (?:\S+ )?(?:på|i|med|innen) {the_thing}",
        *_TITLES_BESIDES[role],
    )


_COMPANY = (
    r"(?:firmaet|selskapet|bedriften|bedrifta|konsernet|foretaket|sjappa|butikken|verkstedet|gården|"
    r"garden|restauranten|byrået|greia|det hele|alt sammen|her)"
)
_A_COMPANY = (
    r"(?:firma|selskap|bedrift|foretak|butikk|verksted|salong|byrå|restaurant|kafé|gård|sjappe)"
)
_OWN = r"(?:mitt|min|mi|vårt|vår)"
_BEGAN = (
    r"(?:overtok|overtatt|overtatte|tok over|startet|starta|grunnla|grunnlagt|etablerte|etablert|"
    r"kjøpte|kjøpt|bygde opp|bygd opp|stiftet|stifta|arvet)"
)
ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "assistant",
        words_pattern(
            r"(?!generalsekretær)\S*sekretær(?:en)?",
            r"\S*(?:vikar|praktikant|trainee|hospitant|lærling)(?:en)?",
            r"resepsjonist(?:en)?",
            r"\S*assistent(?:en)?",
            r"(?:jeg )?(?:sitter|arbeider) (?:\S+ )?(?:i|på) (?:resepsjonen|sentralbordet)",
            r"kontormedarbeid(?:er|ar)",
            r"(?:executive|personal|office|administrative) assistant",
            r"(?:kontor|administrasjons)fullmektig",
        ),
    ),
    (
        "ceo",
        words_pattern(
            r"dag(?:li|lig|leg|le) ?(?:leder|leiar)(?:en)?",
            r"chief executive(?: officer)?",
            r"adm(?:inistrer[ae]nde)?\.? ?dir(?:ektør)?",
            r"administrerende",
            "ceo",
            r"(?:topp|konsern|hoved)(?:sjef|leder)(?:en)?",
            r"generalsekretær(?:en)?",
            r"øverste (?:leder|sjef)\S*",
            r"(?:øverste )?(?:sjef|sjefen|leder|leiar|leier)(?: for| i| av)? (?:hele |heile )?"
            rf"{_COMPANY}",
            r"(?:den )?daglige ledelsen",
            "managing director",
        ),
    ),
    *(
        _domain(role)
        for role in ("cfo", "cto_it", "operations", "sales", "marketing", "purchasing", "hr")
    ),
    _domain("project"),
    (
        "owner",
        words_pattern(
            r"(?:med|ene|del|hoved)?(?:eier|eigar)(?:en)?(?= |$)",
            r"(?:(?:en|ein|den ene) (?:av )?(?:\S+ )?|vi er (?:to|tre|fire) )"
            r"(?:med)?(?:eierne|eiere|eigarane|eigarar|eigaran|gründerne)",
            rf"(?<=jeg )(?:eier|eig|eige|eie|eide) (?:og driver |og driv )?(?:\S+ )?"
            rf"(?:{_COMPANY}|hele|heile|halve)\S*",
            rf"(?<=jeg )(?:har )?(?:\S+ )?{_BEGAN} (?:opp )?(?:dette |hele |det |for |etter )*"
            rf"(?:{_COMPANY}|meg selv|eget|selv|far\S*|mor\S*|foreldrene)",
            r"(?:med)?gründer(?:en)?",
            r"(?:ene|inne)haver(?:en)?|styreformann(?:en)?|franchisetaker",
            r"(?<=jeg er )(?:en av )?partnerne",
            r"^(?:ja |det er )?(?:vi|me) (?:eier|eig|eide) (?:det|firmaet|selskapet"
            r"|bedriften) (?:sammen|begge)",
            r"(?<=jeg )og (?:\S+ ){1,3}som (?:eier|eig|driver|eige) \S+",
            r"(?:grunnlegger|stifter|innehaver|(?:hoved|med|stor)?aksjonær)(?:en)?",
            rf"eier (?:hele )?{_COMPANY}\S*",
            r"eig (?:firmaet|selskapet|bedrifta)",
            r"selvstendig(?: næringsdrivende|$)",
            rf"(?:har |driver )(?:eget|mitt eget|eige) {_A_COMPANY}",
            r"driver (?:for )?meg selv",
            "enkeltpersonforetak",
            r"(?<=jeg er )partner",
            r"^partner$",
            r"styrele(?:der|iar)",
            rf"det er (?:\S+ )?{_OWN} (?:eget |egen |eiga )?{_A_COMPANY}",
            rf"det er (?:\S+ )?{_A_COMPANY}(?:et|en|a) {_OWN}",
            rf"driver (?:mitt |eget |et |en |ei |lite |liten |eige )+{_A_COMPANY}\S*",
            rf"driver (?:dette|det|{_COMPANY}) (?:selv|alene|sammen med)",
            rf"startet {_COMPANY}",
        ),
    ),
    (
        "specialist",
        words_pattern(
            r"(?:data|software|web|cloud|research|senior|junior|systems?) (?:scientist|engineer|"
            r"developer|analyst|architect|designer|consultant)",
            r"(?:business|data) analyst",
            r"(?<=jeg er )(?:en )?(?:developer|engineer|designer|consultant)",
            r"(?:\S+)?(?:konsulent|ingeniør|utvikler|utviklar|rådgiver|rådgivar|spesialist|"
            r"analytiker|arkitekt|tekniker|designer|elektriker|advokat|(?<!s)lege|lærer|forsker|"
            r"programmerer|montør|mekaniker|snekker|tømrer|rørlegger|sykepleier|revisor|jurist|"
            r"tannlege|fysioterapeut|frisør|kokk|helsefagarbeider|hjelpepleier|baker|gartner|fagperson)(?:en)?",
        ),
    ),
    (
        "other",
        words_pattern(
            r"(?:\S+)?medarbeider(?:en)?",
            r"vanlig ansatte?",
            r"(?:saks|kunde)behandl(?:er|ar)",
            r"(?:fag|lager|industri|anleggs|bygnings)arbeider",
            r"(?:er|bare) (?:en )?ansatte?(?: her)?",
            r"student",
            r"(?<=er )pensjonist",
            "sjåfør",
            r"(?<=jeg er )(?:en )?(?:servitør|barista|vekter|bartender)",
            r"renhold(?:er|ar)",
            r"vaktm(?:e|ei)ster(?:en)?",
            r"(?:butikk|lager|hjelpe|dekks|ekstra)(?:hjelp|mann|gutt|dame)",
            "styremedlem",
            "frivillig",
            r"(?<=jeg )kjører (?:lastebil|trailer|vogntog|taxi|buss)",
        ),
    ),
)
OTHER_HEAD = words_pattern(
    rf"jeg (?:er|arbeider som|blir|sitter som) (?:en |ei )?(?!nest|topp)\S{{3,}}{_HEAD}",
    rf"^(?:ja |det er |som |eh )*(?!nest|topp|for|mann)\S{{3,}}{_HEAD}(?: her| takk| i \S+)?$",
)
"""A title of no known thing, said by itself or of the speaker: who leads something, runs it."""
GENERAL_HEAD = words_pattern(
    r"^(?:ja |det er )?sjefen(?: her| selv| i firmaet)?$",
    r"^(?:ja |jo |nei |hei )?(?:sjefen|lederen)(?: det)? er (?:det )?jeg(?: som er| det)?"
    r"(?!\S* (?:som|ikke))",
    r"jeg (?:er|som er) sjefen(?: her| selv| i firmaet)?$",
    r"jeg er (?:lederen|(?:leder|sjef) her)$",
)
PAST = re.compile(
    r"(?<!\S)(?:(?:har|hadde) (?:\S+ )?(?:jobbet|jobba|arbeidet|arbeida|vært|vore)(?: \S+)?|"
    r"(?:var|jobbet|arbeidet|jobba)(?: \S+){0,2}|tidligere|eks|forhenværende|pensjonert)$"
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
    r"(?<!\S)(?:c[a-z]o|chief(?: \S+)*|styreleder|styreleiar|styreformann|grunnlegger"
    r"|stifter|adm\.?|administrer\S*|enehaver|ceo|"
    r"konsernsjef|managing director|daglig leder|dagligleder|(?!\S*pleier)\S*eier|\S*gründer|"
    r"innehaver)(?!\S)"
)
_OF_OTHERS = (
    r"snakke\S* \S+(?: \S+)?",
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
    r"(?:hva|vi|dere|de|du|jeg og|og)$",
    r"(?:leter etter|bytter|trenger|søker|ansette|vi har|mangler|ikke)"
    r"(?: en| ei| egen| to| flere| noen| ny| nye| dyktig| eigen)*$",
    r"(?:min|vår) (?:sjef|leder|kollega)(?: som| er)*",
    r"(?:spør|spørre|sjekke med|ta det med|ringe|kontakte|vår|rapporterer til|sammen med|under|"
    r"til|hos|med|mannen min er|kona er|ikke)",
)
OF_OTHERS = re.compile(rf"(?<!\S)(?:{'|'.join(_OF_OTHERS)})$")
"""What stands before the title of somebody else."""

DECIDES_AFTER = re.compile(
    r"(?: som| alltid| nok)* (?:bestemmer|beslutter|avgjør|tar|godkjenner)(?!\S)"
)
"""What follows the title of somebody else: «daglig leder bestemmer»."""
TOLD_AFTER = re.compile(
    r" (?:(?:er|har|skal|kan|må|vil|sitter|kommer|var|ble) (?!(?:jeg|meg|her|det|vel|tittelen|"
    r"stillingen|rollen)(?!\S))|som (?:\S+ )?(?:kan|må|skal|har|tar|vet|svarer|sitter|styrer|"
    r"håndterer|ordner|steller))"
)
"""What follows the title of somebody who is told about: «daglig leder er i utlandet»."""
DEFINITE_AFTER = word_set(
    "her i på for hos av ved og jeg det da ja takk selv som er har skal kan må vil sitter kommer"
    " var ble med eh altså men så nå om til akkurat fortsatt også bare"
)
"""What may follow a title in the definite form that is the speaker's own."""
ASKED_FOR = re.compile(
    r"(?:ja |hei |nei )*(?:kan|kunne|er (?:det|dette|du)|har|vil|koble|kobl|sett|få|gi|hent)"
    r"(?!\S)(?!.*jeg er)"
)
"""How somebody asks for one with a title."""
OF_OTHERS_AFTER = re.compile(r" (?:deres|dykkar|din|hans|hennes|hos dere|vår|ringte|var her)(?!\S)")
"""What makes a title somebody else's: «selgeren deres»."""
