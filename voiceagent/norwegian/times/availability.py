"""The words by which people say that they have time, are there, have something done, or are busy.

One vocabulary for all who ask: a day somebody is *available* on is wished for («torsdag er jeg på
lageret», «mellom ni og ti er det stille her»), where any other statement only tells about the day.
Invariant: «ha fri» is time off, «være fri» is time for us.
"""

from __future__ import annotations

_WORKPLACE = (
    r"(?:kontoret|jobben|jobb|plass|plassen|lageret|butikken|verkstedet|fabrikken|hovedkontoret"
    r"|arbeid|arbeidet|skrivebordet|pulten|hjemmekontor)"
)
DEGREE = (
    r"(?:helt|ganske|veldig|stort sett|litt|nok|jo|vel|bare|hele|dagen|god|godt|fin|fint|noe|noen"
    r"|en|et|ei|også|faktisk|rimelig|hvertfall|egentlig|nokså|ennå|da|igjen|mer|mest|bra|kjempe"
    r"|fortsatt|foreløpig|sikkert|trolig|nå|allerede|ganske så|par|små|lite|kun|som regel"
    r"|som oftest|vanligvis|normalt|gjerne)"
)
FREE = (
    r"(?:ledige?|tilgjengelige?|åpent?(?! (?:hus|møte|dag))|åpne|"
    r"åpen|luft|roligere|roligst|rolig|roleg|stille|fritt|tomt|"
    r"blankt|tynt|bedre tid|tid|rom|plass|hull|luker?|glipper?|åpninger?|ro|hjemme|her|inne|"
    r"tilbake|framme|fremme|klare?|ferdig|fleksibel|pause|mulighet|anledning|kapasitet|overskudd"
    r"|ute av"
    r"|i byen|i huset|på beina|frisk|i form|disponibel|til stede|ingenting|ingen|lite på|lite å"
    r" gjøre|ikke noe(?! tid)"
    r"|(?<!om )(?<!på )en (?:lita |liten |knapp |god |ledig )?(?:kvart|halvtime|halv time|stund)"
    r"(?! (?:over|på \d))|(?:satt|sett|holdt|lagt) av|avsatt|hjemmekontor|å treffe"
    rf"|(?<!har )(?<!har jeg )(?<!har vi )(?<!tar )fri|på {_WORKPLACE})"
)
AVAILABLE = rf"(?:{DEGREE} ){{0,3}}{FREE}(?!\S)"
"""What follows «er jeg», «har vi», «er det» where that says that there is time."""
BAD = (
    r"(?:dårlig|dårleg|vanskelig|vanskeleg|umulig|umogleg|krøll|krise|kaos|trangt|tett|fullt"
    r"|fulle?|"
    r"kræsj|krasj|kollisjon|trøbbel|fulltegnet|"
    r"tungt|verre|verste?|uaktuelt|utelukket|skeis|i vasken|stengt|håpløst|krevende|tøft|travelt?|"
    r"travle|"
    r"hektisk|hektiskt|opptatt|booket|fullbooket|fullbooka|tatt|dumt|uheldig|kjipt)"
)
ELSEWHERE = (
    r"(?:opptatt|opptekne|bortreist|utenlands|syk|sjuk|sykmeldt|borte|vekke|vekkreist|sperret|"
    r"hos (?:legen|tannlegen|frisøren|kunde|en kunde)|ute på \S+|ute og (?:reiser|kjører|flyr)|"
    r"(?:er|sitter|drar|reiser|skal) (?:jeg |vi |me )?(?:til|i|nede i|oppe i|over til) (?:oslo"
    r"|bergen"
    r"|trondheim|stavanger|tromsø|bodø|kristiansand|london|stockholm|københavn|danmark|sverige"
    r"|tyskland|spania|syden)|"
    r"(?:i|på) (?:\S+ )?(?:\S*møte|møter|møtene|ferie|reise|reisefot|kurs|kurset|hytta|hytte|"
    r"konferanse|hytten|"
    r"messe|seminar|jobbreise|tur|farten|permisjon|sykehus|sykehuset|begravelse|bryllup|befaring|"
    r"utlandet|syden|fjellet|oppdrag|samling|kundebesøk|vakt|jakt|retten|styremøte|fagdag|stand|"
    r"tjenestereise|studietur|teambuilding|planleggingsdager|barnevakt))"
)
ENGAGEMENT = (
    r"(?:(?!halvtime)\S*(?:julebord|sommerfest|fest|selskap|besøk|samling|tur|møte|møter|avtale|avtaler|time"
    r"|kurs|bryllup|begravelse|konfirmasjon|seminar|"
    r"konferanse|planleggingsdag|frist|legen?|frisøren?|eksamen|besøk|fysio\S*|eksamen|vakt"
    r"|levering|befaring|opptak|medarbeidersamtaler)|"
    r"noe(?: annet| anna)?(?! ledig))"
)
