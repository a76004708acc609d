"""Titles and duties as patterns over common forms: the data of ``roles``.

Codes are those of ``Role``; an earlier row wins where two match the same words.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.words.reading import words_pattern

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
        "økonomi|finans|regnskaps|rekneskaps|lønns|lønnings|"
        "økonomi og finans|økonomi og administrasjons",
        r"økonomi(?:en)?|finans(?:en|ene)?|regnskap(?:et)?|rekneskap(?:et)?|lønn(?:a|en)?",
    ),
    "cto_it": (
        "it|ikt|i t|ki|data|teknologi|teknisk|tekniske|utviklings|digital|digitaliserings|"
        "nettverks|system|"
        "applikasjons|programvare|itsikkerhets|it sikkerhets",
        r"it|itn|ikt|dataen|nettverket|data|teknologi(?:en)?|"
        r"utvikling(?:en|a)?|digitalisering(?:en|a)?|it drift",
    ),
    "sales": (
        "salgs|salg|sals|kunde|key account|eksport|region|kommersiell|distrikts",
        r"salg(?:et)?|sal(?:et)?|kundene|kunder|kundeoppfølging(?:en)?|eksport(?:en)?",
    ),
    "marketing": (
        "markeds|marknads|marked|markedsførings|kommunikasjons|merkevare|marketing|innholds|"
        "reklame|informasjons|presse|some|pr|profil",
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
        "kontor|service|daglig drift|operativ|operasjonell|hms|vedlikeholds|miljø",
        r"drift(?:en|a)?|produksjon(?:en)?|lager(?:et)?|logistikk(?:en)?|verksted(?:et)?|"
        r"verkstaden|butikk(?:en)?|avdelingen|avdelinga|fabrikk(?:en)?|transport(?:en)?|"
        r"kjøkkenet|anlegget",
    ),
    "project": (
        "prosjekt|prosjekterings|produkt",
        r"prosjekt(?:et|ene|er|a)?",
    ),
}
_TITLES_BESIDES: dict[str, tuple[str, ...]] = {
    "cfo": (
        r"(?:finance|financial|accounting) (?:manager|director|controller)",
        r"(?:head|director|vp) of (?:finance|accounting)",
        r"(?:regnskaps|rekneskaps|økonomi|lønns)(?:medarbeider|medarbeidar|konsulent|rådg(?:iver|ivar|jevar))(?:en)?",
        r"rekneskapsførar(?:en)?",
        r"chief financial officer",
        "cfo",
        r"\S*controller(?:en)?",
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
        r"system(?:ansvarlig|administrator|eier)",
        r"(?:it|ikt|data|nettverks|drifts) ?"
        r"(?:\S*tekniker|teknikar|arkitekt|utvikler|supporter)(?:en)?"
        r"(?: (?:på|i) (?:it|ikt))?",
        r"(?:it|ikt)(?:sjef|ansvarlig|leder|leiar|direktør)",
    ),
    "operations": (
        r"(?:operations?|plant|site|store|office|facility|warehouse|restaurant|general)"
        r" (?:manager|director)",
        r"(?:head|director|vp) of operations",
        r"(?<=jeg er )(?:\S*hage|\S*hus|skole|bolig|)styr(?:er|ar)(?:en)?(?= i| på| for| her|$)",
        "coo",
        r"chief operat(?:ing|ions) officer",
        r"(?!styre)\S*formann(?:en)?",
        "bas",
        r"(?:fag|team|skift|gruppe|enhets|seksjons|stasjons|transport|kvalitets|kjøkken|vakt)"
        r"(?:leder|leiar|sjef)(?:en)?",
        r"plass?sjef",
        r"(?:verks?|drifts|produksjons|arbeids|hov)mester(?:en)?",
        r"(?:restaurant|hotell)sjef",
        "rektor",
        r"(?<=jeg er )\S*bestyrer(?:en)?",
    ),
    "sales": (
        r"chief (?:revenue|commercial|sales|customer) officer",
        r"(?:sales|key account|account|business development) (?:manager|executive|director)",
        r"(?:(?:head|director|vp|leder) (?:of|for)|vp) (?:sales|business development|partnerships)",
        "forretningsutvikler",
        r"(?!dritt)\S*(?:selger|seljar|sælger)(?:en)?(?! (?:dere|du|vi|de|til|produkter|inn|"
        r"på(?! he?i?ltid| deltid))(?!\S))",
        "kam",
        "cso",
        "account manager",
        r"(?:salgs|kunde|sals)(?:konsulent|medarbeider|medarbeidar|rådg(?:iver|ivar|jevar)|representant|ingeniør)(?:en)?",
        r"(?<=jeg )selger$",
        r"(?<=jeg er )(?:en )?selger",
    ),
    "marketing": (
        r"(?:brand|marketing|content|product marketing|communications?) (?:manager|director|lead)",
        r"(?:head|director|vp) of (?:marketing|brand|communications?|growth)",
        "cmo",
        r"chief marketing officer",
        "markedsfører",
        r"(?:markeds|marknads|kommunikasjons|some)(?:konsulent|medarbeider|rådg(?:iver|ivar|jevar))(?:en)?",
    ),
    "purchasing": (
        r"chief (?:procurement|purchasing|supply chain) officer",
        r"(?:procurement|purchasing|category|sourcing) (?:manager|director|lead)",
        r"(?:head|director|vp) of (?:procurement|purchasing|sourcing)",
        r"strategisk innkjøp(?:er|ar)",
        r"innkjøp(?:er|ar)(?:en)?",
        r"innkjøps(?:konsulent|medarbeider|rådg(?:iver|ivar|jevar))(?:en)?",
    ),
    "hr": (
        r"(?:hr|people|talent) (?:manager|director|partner|business partner|lead)",
        r"(?:head|director|vp) of (?:hr|people|human resources|talent)",
        r"hr(?:sjef|ansvarlig|leder|direktør)",
        "chro|rekrutterer",
        r"people (?:and|og|&) culture(?: manager| lead| partner)?",
        r"chief (?:people|human resources) officer",
        r"personalansvar(?:et)?",
        r"(?:hr|personal|rekrutterings) ?(?:konsulent|medarbeider|rådg(?:iver|ivar|jevar))(?:en)?",
    ),
    "project": (
        r"(?:project|program|programme|product|portfolio) (?:manager|director|lead|owner)",
        "prosjektmedarbeider",
        r"(?:program|bygge|anleggs)leder",
        r"pro(?:dukt|sjekt)eier",
        "scrum master",
    ),
}


_SPECIALIST = (
    r"(?:{first}) ?(?:konsulent|medarbeider|medarbeidar|rådg(?:iver|ivar|jevar)|spesialist)(?:en)?"
)
_WITH_SPECIALISTS = ("sales", "marketing", "purchasing", "hr", "cto_it")


def _domain(role: str) -> tuple[str, re.Pattern[str]]:
    """A role that answers for a thing: its titles, and the verbs and nouns of answering for it."""
    first, thing = _DOMAINS[role]
    desk = role != "operations"  # Who works in the shop or the store has no say in it.
    the_thing = rf"{_PART}(?:(?:{thing})|(?:{first}) ?{_UNIT})"
    return role, words_pattern(
        rf"(?:{first}) ?{_HEAD}(?: (?:for|i|på|innen) (?:{thing}))?",
        rf"{_ANY_HEAD} (?:(?:for|på|av|innen|over) )?{the_thing}(?: og \S+)?",
        *([_SPECIALIST.format(first=first)] if role in _WITH_SPECIALISTS else []),
        rf"(?:leder|styrer|driver)(?: for| med)? (?!butikken){the_thing}",
        rf"(?:har |med )?(?:hoved)?ansvar(?:et|lig|leg)? for {the_thing}",
        rf"{the_thing} (?:er|ligger) (?:\S+ )?(?:mitt|min) (?:ansvar|bord|felt|område)\S*",
        *(
            [rf"(?:arbeider|sitter) (?:(?!ikke)\S+ )?(?:på|i|med|innen) {the_thing}"]
            if desk
            else []
        ),
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
            r"dag(?:li|lig|leg|le) ?(?:leder|leiar|leda|ledar)(?:en)?",
            r"kommunedirektør(?:en)?|rådmann(?:en)?|ordførar?(?:en)?|lands?sjef|country manager",
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
            r"(?<!jeg )(?<!som )(?<!vi )"
            r"(?:med|ene|del|hoved|alene|aleine|majoritets)?(?:eier|eigar|eiar)(?:en)?(?= |$)",
            r"(?:(?:en|ein|den ene) (?:av )?(?:\S+ )?|vi er (?:to|tre|fire) )"
            r"(?:med)?(?:eierne|eiere|eigarane|eigarar|eigaran|gründerne|gründere)",
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
            r"(?:grunnlegger|stifter|innehaver|(?:hoved|med|stor|ene)?aksjonær)(?:en)?",
            r"(?:en av )?grunnleggerne|(?:co ?)?founder",
            rf"eier (?:hele )?{_COMPANY}\S*",
            r"eig (?:firmaet|selskapet|bedrifta)",
            r"s(?:elv|jølv?)stendig(?: næringsdriv[ae]nde|$)",
            rf"(?:har |driver )(?:eget|mitt eget|eige) {_A_COMPANY}",
            r"driver (?:for )?meg selv",
            r"enkelt(?:person|manns)foretak|enmanns(?:foretak|bedrift|firma)",
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
            r"(?:\S+)?(?:konsulent|ingeniør|utvikler|utviklar|rådg(?:iver|ivar|jevar)|spesialist|"
            r"analytiker|arkitekt|tekniker|designer|elektriker|advokat|(?<!s)lege|lærer|forsker|"
            r"programmerer|montør|mekaniker|snekker|tømrer|rørlegger|sykepleier|revisor|jurist|"
            r"tannlege|fysioterapeut|frisør|kokk|helsefagarbeider|hjelpepleier|baker|apoteker|gartner|fagperson)(?:en)?",
        ),
    ),
    (
        "other",
        words_pattern(
            r"(?:\S+)?medarbeider(?:en)?",
            r"vanlig ansatte?",
            r"(?:saks|kunde)behandl(?:er|ar)",
            r"(?:fag|lager|industri|anleggs|bygnings|produksjons|fabrikk|hjelpe)arbeider",
            r"verneombud|tillitsvalgte?|(?<=jeg er )\S*operatør|altmuligmann",
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
    r"jeg (?:er|arbeider som|blir|sitter som) (?:en |ei )?"
    rf"(?!nest|topp|\S*veileder)\S{{3,}}{_HEAD}",
    rf"^(?:ja |det er |som |eh )*(?!nest|topp|for|mann|\S*veileder)\S{{3,}}{_HEAD}"
    r"(?: her| takk| i \S+)?$",
)
"""A title of no known thing, said by itself or of the speaker: who leads something, runs it."""
GENERAL_HEAD = words_pattern(
    r"^(?:ja |det er )?sjefen(?: her| selv| i firmaet)?$",
    r"^(?:ja |jo |nei |hei )?(?:sjefen|lederen)(?: det)? er (?:det )?jeg(?: som er| det)?"
    r"(?!\S* (?:som|ikke))",
    r"jeg (?:er|som er) sjefen(?: her| selv| i firmaet)?$",
    r"jeg er (?:lederen|(?:leder|sjef) her)$",
)
C_WORDS = re.compile(
    r"(?<!\S)(?:c[a-z]o|chief(?: \S+)*|styreleder|styreleiar|styreformann|grunnlegger"
    r"|stifter|adm\.?|administrer\S*|enehaver|ceo|"
    r"konsernsjef|kommunedirektør\S*|rådmann\S*|lands?sjef|country manager|"
    r"managing director|daglig leder|dagligleder|"
    r"(?!\S*pleier|system|applikasjon|prosjekt|produkt)\S*eier|\S*gründer|"
    r"innehaver)(?!\S)"
)
