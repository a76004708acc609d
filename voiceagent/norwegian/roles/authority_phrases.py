"""Words about deciding, as patterns over common forms: the data of ``roles.read_authority``.

Codes are those of ``Authority``; an earlier row wins. What is shared stands before what one side
decides, and what is denied before what is claimed, because the longer statement holds the shorter.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.words.reading import words_pattern

_THEY = (
    r"(?:(?:(?:\S*(?:sjefen?|lederen?|leiaren|direktøren?|eieren|eierne|eigaren|styret|ledelsen|"
    r"leiinga|"
    r"konsernet|selskapet|avdelingen|avdelinga|ledergruppa|ledergruppen|innkjøperen?|ansvarlige?)"
    r"|(?:daglig|dagleg) (?:leder|leiar)(?:en)?|hovedkontoret|andre|noen andre|han|hun|ho|de|"
    r"kommunen|it|"
    r"it ?sjefen|it avdelingen|rektor|kollegaen|en annen|mannen|kona|samboeren|broren|søsteren|"
    r"faren|"
    r"kjæresten|innkjøp|økonomi|andre enn meg|generalforsamlinga|generalforsamlingen|kjeden)"
    r"(?: min| mi| vår| vårt| i \S+)?))"
)
_DECIDE = (
    r"(?:bestemmer|beslutter|tar (?:alle |den |denne |slike |sånne |de )?(?:endelige |siste )?"
    r"(?:avgjørelsen|avgjørelser|avgjørelsene|beslutningen|beslutninger|beslutningene|avgjerda|"
    r"stilling|"
    r"valget)|har (?:det )?siste ord\S*|signerer|godkjenner|skriver under|vedtar|skal godkjenne|"
    r"må godkjenne|skal bestemme|må bestemme|må signere|må skrive under|velger)"
)
_DECIDING = (
    r"(?:bestemme|avgjøre|beslutte|godkjenne|signere|ta (?:den |denne )?"
    r"(?:avgjørelsen|beslutningen))"
)
_CONSULT = (
    r"(?:diskutere|ta|tar|drøfte|forankre|klarere|avklare|lufte|snakke|konferere|rådføre|høre|ha|"
    r"gå gjennom|prate|bli enig)"
)
AUTHORITIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "shares",
        words_pattern(
            rf"(?:vi|me) (?:som )?{_DECIDE}(?: (?:det|dette|sånt|slikt))?(?: (?:sammen|i "
            r"fellesskap|i lag))?",
            r"(?:bestemmer|beslutter|tar) (?:vi|me) (?:det )?(?:sammen|i fellesskap|i lag|i "
            r"ledergruppa|i styret)?",
            r"(?:jeg|vi) (?:og|sammen med) \S+(?: \S+)? (?:som )?bestemmer",
            r"(?:jeg )?(?:bestemmer|avgjør|tar det|gjør det)(?: det)? (?:sammen|i samråd|i "
            r"fellesskap|saman) med",
            r"vi er (?:to|tre|fire|flere|flere som|noen) (?:stykker )?(?:som )?(?:bestemmer|om "
            r"det|beslutter|tar)\S*",
            r"(?:må|skal|vil) (?:jeg |vi )?(?:diskutere|ta|drøfte|forankre|klarere|avklare|"
            r"lufte)(?: det| dette)? (?:med|i) (?:\S+)",
            r"(?:jeg er )?(?:en av|en del av|del av) "
            r"(?:(?:ledergruppa|ledergruppen|styret|ledelsen)(?: som bestemmer)?|(?:de|dem|flere) "
            r"som (?:bestemmer|tar|beslutter|avgjør))",
            r"sammen med (?:styret|sjefen|ledelsen|daglig leder|\S+)(?: \S+)? ?(?:bestemmer|tar)?",
            r"(?:sitter|er) (?:jeg )?i (?:ledergruppa|ledergruppen|ledelsen|styret)",
            r"felles (?:beslutning|avgjørelse)",
            r"både (?:jeg|meg) og \S+",
            r"i fellesskap",
            r"ikke (?:det |noe |dette )?alene",
            r"(?<!du )(?<!dere )(?:må|skal|får) (?:jeg |vi )?(?:nok |jo |først |bare |gjerne )*"
            rf"{_CONSULT} "
            r"(?:\S+ ){0,3}(?:med (?:meg )?)(?!deg(?!\S)|dere(?!\S)|noe|på)\S+",
            r"(?:kona|mannen|broren|søsteren|faren|partneren|kompanjongen|samboeren|sjefen|"
            r"\S+en)(?: min| mi| vår)? og (?:jeg|meg|eg)",
            rf"(?:jeg|meg|eg) og (?:\S+ ){{0,2}}(?:som )?(?:{_DECIDE}|avgjør|eier)",
            r"vi (?:er )?(?:to|tre|fire|flere|begge|alle) (?:\S+ ){0,3}(?:bestemmer|enige|eiere|"
            r"tar|beslutter|eier)\S*",
            r"(?:tar|bestemmer|beslutter) (?:vi )?(?:\S+ ){0,3}(?:i (?:styret|ledergruppa|"
            r"ledergruppen|ledermøtet|ledelsen|lag|plenum|fellesskap)|sammen)",
            r"(?:vi )?(?:må|skal) (?:alle |begge )?(?:være|bli) enige?",
            r"ikke (?:helt )?(?:alene|åleine)(?: om (?:det|å \S+))?",
            r"(?:bestemmer|avgjør|tar) (?:jeg|meg) (?:og|sammen med) \S+",
            r"(?:må|skal|vil|får) (?:jeg |vi |me )?(?:\S+ ){0,2}(?:ta|tar|løfte|ha|få) (?:det |"
            r"dette |den |saken )?(?:opp |inn |fram )*(?:i|på|til|for) (?:styret|styremøte\S*|"
            r"ledelsen|ledergruppa|ledergruppen|leiinga|ledermøtet|møtet)",
            r"(?:kona|mannen|kompanjongen|partneren|broren|søsteren|kollegaen) (?:min |mi )?og "
            r"(?:jeg|meg) (?:\S+ )?(?:bestemmer|eier|driver|tar)",
            r"(?:tar|løfter|legger) (?:\S+ )?(?:det |dette |saken )?(?:opp |fram )?(?:med|i) "
            r"(?:styret|ledelsen|ledergruppa|ledergruppen|leiinga|sjefen|kollegaene|kona|mannen)",
        ),
    ),
    (
        "influences",
        words_pattern(
            r"(?<!vi )(?:jeg )?(?:kan |skal |bare |vil )?(?:anbefaler|anbefale|anbefalar|foreslår|"
            r"foreslå|innstiller|innstille|rådgi|rådgir|påvirke|påvirker|evaluerer|evaluere|"
            r"kartlegger|kartlegge|utreder|utrede|vurderer|vurdere|forbereder|samler inn|"
            r"undersøker markedet|gir (?:mine )?råd|legger? (?:det )?fram)(?: det| dette| noe| "
            r"en løsning| for| overfor| til)*",
            r"(?:jeg er|er jeg) med og (?:bestemmer|avgjør|beslutter)",
            r"(?:blir|er) (?:jeg )?(?:med på å|med å|spurt|hørt|rådspurt|tatt med på råd)\S*",
            r"(?:har|får) (?:jeg )?(?:noe |mye |en del |litt )?(?:innflytelse|påvirkning|å "
            r"si)(?: i saken)?",
            r"gir (?:jeg )?(?:innspill|råd|anbefaling)\S*",
            r"gir (?:min|mine|ei|en) (?:anbefaling|anbefalinger|råd|vurdering)",
            r"kommer? med (?:innspill|anbefaling|forslag)\S*",
            r"(?:min )?(?:innstilling|anbefaling) (?:blir|teller|veier)\S*",
            r"(?:har|får) (?:jeg )?(?:en |et )?(?:viktig |stor )?(?:stemme|påvirkningskraft|"
            r"innflytelse)\S*",
            r"(?:lytter|hører|høyrer) (?:\S+ )?(?:til|på) meg",
            r"(?:kan|skal|får) (?:jeg )?(?:komme med|gi|legge fram|legge inn|fremme|spille inn) "
            r"\S+",
            r"(?:legger|legg) (?:\S+ ){0,2}(?:fram|frem) for",
            r"setter? opp (?:\S+ ){0,2}(?:forslag|innstilling|beslutningsgrunnlag)\S*",
            r"finner? (?:\S+ )?(?:alternativer|leverandører|løsninger)",
            r"(?:har|får) (?:jeg )?(?:en |ei )?(?:viss |liten |god |stor |betydelig "
            r")+(?:innflytelse|påvirkning|stemme)",
            r"(?:kommer|kjem) (?:jeg )?med (?:en |ei |et |mine |min )?(?:tilråding|tilråing|"
            r"innstilling|anbefaling|vurdering|innspill|forslag|råd)\S*",
            r"(?:tilrår|rår|rår til|tilrådar)",
            r"(?:skal|må|har) (?:jeg )?(?:bare |fått i oppdrag å )*(?:hente|innhente|samle|finne|"
            r"sjekke|undersøke) (?:inn )?(?:tilbud|priser|informasjon|alternativer|markedet|"
            r"leverandører)",
        ),
    ),
    (
        "none",
        words_pattern(
            rf"ikke (?:jeg|meg|eg) som (?:\S+ ){{0,2}}{_DECIDE}\S*",
            r"(?:kan|får|skal|har lov til å) (?:jeg )?(?:nok |dessverre |jo |egentlig )*ikke "
            rf"{_DECIDING}(?!\S* alene)(?: (?:det|dette|noe|sånt|slikt))*(?! alene)",
            r"(?:har|sitter med) (?:jeg )?(?:nok |dessverre |egentlig )*(?:ikke|ingen) (?:\S+ "
            r"){0,2}(?:fullmakt|myndighet|budsjettansvar|beslutningsmyndighet|siste ordet)\S*",
            rf"(?:det |den |dette )?(?:må|får|skal|pleier) {_THEY} (?:\S+ ){{0,2}}(?:ta|bestemme|"
            r"avgjøre|godkjenne|signere|beslutte|si|svare)",
            r"(?:avgjørelsen|beslutningen|det|den|ansvaret|myndigheten)(?: \S+)? (?:ligger|ligg|"
            r"tas|blir tatt|fattes|hører|avgjøres|bestemmes|besluttes) (?:\S+ )?(?:hos|av|i|på|"
            rf"hjemme hos) {_THEY}",
            r"(?:får|må|kan) (?:du|dere) (?:heller |nesten )?(?:ta|snakke|spørre|høre|kontakte|"
            rf"ringe)(?: opp)?(?: det)?(?: med| hos)? {_THEY}",
            rf"det er {_THEY} (?:som )?(?:\S+ ){{0,2}}(?:seg av|ansvar\S*|bestemmer|signerer|"
            r"beslutter|godkjenner|tar|avgjør|styrer|eier|sitter)\S*",
            rf"jeg (?:\S+ ){{0,2}}ikke (?:\S+ ){{0,2}}{_DECIDE}(?! alene)",
            r"(?:bestemmer|avgjør) (?:\S+ ){0,4}men ikke (?:dette|det|sånt|slikt|her|alt)",
            rf"ikke (?:noe|noko) jeg (?:{_DECIDE}|kan {_DECIDING})",
            rf"{_THEY} (?:må|skal|får) (?:\S+ )?(?:{_DECIDING}|si ja|ta stilling|på bordet)",
            r"(?:trenger|må ha|må få|krever) (?:\S+ )?(?:godkjenning|godkjennelse|klarsignal|ja|"
            rf"aksept|fullmakt) (?:fra|av|hos) {_THEY}",
            r"jeg (?:\S+ )?(?:bare|kun) (?:\S+ )?(?:ansatt|lærling|vikar|assistent)(?! her)",
            rf"(?:nei )?(?:det er |det blir |er det )?{_THEY} (?:som )?(?:alltid |til slutt |"
            rf"nok |vel )?{_DECIDE}",
            rf"(?:det )?(?:bestemmer|avgjør|beslutter) {_THEY}(?! og jeg)(?! sammen)",
            r"(?:jeg )?bestemmer (?:jeg )?(?:nok |dessverre |egentlig )?ikke(?! alene)"
            r"(?: det| noe| dette)*(?! alene)",
            r"kan (?:jeg )?(?:nok |dessverre )?ikke bestemme(?: det| noe)*(?! alene)",
            r"(?:det er )?ikke (?:jeg|meg|min) som (?:bestemmer|tar|avgjør|beslutter)\S*",
            r"ikke (?:(?:jeg|meg) (?:som|så|so)|mitt bord|min avdeling|min avgjørelse)",
            r"ikke (?:mitt ansvar|mi avgjerd|min beslutning)",
            r"(?:det )?(?:ligger|ligg|må|går) (?:hos|opp til|via|gjennom|til|tas av|avgjøres "
            rf"av|besluttes av|godkjennes av) {_THEY}",
            rf"(?:det )?er (?:det )?{_THEY} som (?:\S+ )?(?:bestemmer|styrer|har ansvaret|tar)\S*",
            r"har (?:jeg )?ingen(?:ting)? (?:myndighet|fullmakt|innflytelse|å si)\S*",
            r"over mitt hode",
            r"ingenting jeg skulle ha sagt",
            rf"opp til {_THEY}",
            r"ikke opp til meg",
            rf"(?:få |ha )?(?:det |dette )?godkjent av {_THEY}",
            r"(?:kan|får|har lov til å) (?:jeg )?(?:nok |dessverre )*ikke (?:å )?(?:skrive under|"
            r"signere|si ja|love|forplikte|gå med)(?: \S+)*",
            rf"(?:må|skal|går|tas) (?:\S+ )?(?:gjennom|via|opp til|forbi) {_THEY}",
        ),
    ),
    (
        "decides",
        words_pattern(
            r"(?:det er )?(?:jo |bare |nok |vel |kun )?(?:jeg|meg) (?:som )?(?:alene |selv "
            rf")?{_DECIDE}(?! ikke)(?!.* (?:sammen|ikke))(?:(?: det| dette| sånt| alene| selv| "
            r"alt| her)*)",
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
            r"^(?:ja |nei |det (?:er|gjør|tar) )*(?:jeg |meg )?(?:helt )?(?:alene|selv)$",
            r"jeg alene",
            r"jeg er (?:sjefen|beslutningstaker|beslutningstakeren)",
            r"jeg signerer",
            "beslutningstaker",
            r"(?<!ikke )opp til meg",
            rf"(?:kan|får) (?:jeg )(?:\S+ ){{0,2}}?{_DECIDING}(?: (?:det|dette|selv|alene|alt|"
            r"sånt))*",
            rf"jeg (?:kan|får) (?:jo |fint |godt )*{_DECIDING}(?: (?:det|dette|selv|alene|alt|"
            r"sånt))*",
            rf"(?:det er )(?:\S+ )?jeg (?:som )?(?:\S+ )?(?:{_DECIDE}|avgjør|sitter på pengene|har "
            r"ansvaret|styrer)",
            r"(?:beslutningen|avgjørelsen|valget) (?:er|ligger|tas) (?:hos |av )?(?:min|meg|"
            r"mi)(?! sjef)",
            r"(?:det )?(?:(?:er|ligger) (?:\S+ )?opp til|ligger hos|ligger på) meg",
            r"(?:trenger|må|behøver) (?:jeg )?ikke (?:å )?(?:spørre|avklare|sjekke|ta det)(?: "
            r"det)?(?: med| hos)? (?:noen|andre)(?: om)?(?: \S+)?",
            r"(?:uten å|slipper å) (?:spørre|avklare)\S*(?: \S+)*",
        ),
    ),
)

ASKS_WHO_DECIDES = re.compile(
    r"(?:hvem|hvor|hvordan|hva|når|hvilken|hvorfor|kan (?:du|dere)|har dere|er det (?:jeg|meg|du|"
    r"dere|noen)|må (?:jeg|vi) bestemme)(?!\S)"
)
"""How a question about deciding begins, which says nothing about who does."""
