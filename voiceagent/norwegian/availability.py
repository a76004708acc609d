"""The words by which people say that they have time, are there, or have got something done.

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
