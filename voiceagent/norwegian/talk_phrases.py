"""How callers steer the talk itself: ask again, wait, doubt, thank, correct, part.

Data for ``answers``, as patterns over common forms; what callers want of us is in ``act_phrases``.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.reading import word_set, words_pattern

REPEAT = words_pattern(
    r"hva (?:sa|sier|sei|sa'|var det) (?:du|det|at)?(?: du)?(?: sa| at)?",
    "hæ",
    r"hæ hva",
    r"gjenta(?: det)?",
    r"kan du (?:gjenta|si det)\S*",
    r"(?:si|ta|les|lese) (?:det|den|nummeret|tida|datoen|alt|siste|det siste) (?:en gang til|"
    r"en gong til|om igjen|igjen|opp igjen|på nytt|saktere)",
    r"en gang til",
    r"(?:jeg )?(?:hørte|høyrde|oppfattet|fikk|forsto|forstod|forstår|forstå|hører|fekk) (?:jeg "
    r")?(?:deg |du |det )?(?:ikke|dårlig)(?! til)"
    r"(?: med meg)?(?: hva du sa| helt| deg| det)?",
    r"unnskyld(?: hva| meg)?$",
    r"hva behager",
    r"(?:kan|kunne) du snakke (?:høyere|tydeligere|saktere|saktare|litt)\S*",
    r"(?:dårlig|dårleg) (?:linje|dekning|lyd|forbindelse)",
    r"(?:du )?(?:faller|fell) ut",
    r"hva mener du",
    r"hva meiner du",
    r"kom ikke med",
    r"^hva+$",
    r"^(?:unnskyld )?hva$",
    r"om igjen",
    r"^orsak$",
    r"beklager hva",
    r"du (?:ble|blei) borte",
    r"hva da$",
    r"fikk (?:jeg )?ikke (?:helt |riktig )?(?:med meg|tak i)\S*",
    r"(?:du |lyden |det )?(?:forsvant|falt ut|ble borte|blei borte|hakker|hakket|bryter opp|"
    r"brytes opp|skurrer)(?: litt| nå| der| helt)*",
    r"(?:kan|kunne|vil) du (?:være så snill å )?(?:gjenta|repetere)\S*",
    r"(?:si|ta|lese|les) (?:det|den|dette|tidspunktet|navnet|nummeret|spørsmålet|setningen)\S*"
    r"(?: siste)? (?:en gang til|igjen|på nytt|om igjen|saktere)",
    r"(?:hørte|oppfattet|forsto|skjønte|forstår|høyrde) (?:jeg )?(?:deg |det |nå |dessverre |"
    r"litt )*(?:ikke|dårlig)(?: helt| deg| det| hva du sa| spørsmålet)*",
    r"hva (?:for noe|slags|var (?:det|spørsmålet)(?: du sa| igjen)?|sa du \S+.*)$",
    r"(?:snakk|snakke) (?:litt |mye )?(?:høyere|tydeligere|saktere|saktare|seinere)",
    r"(?:det )?gikk (?:litt |vel |for )?(?:for )?fort(?: for meg)?",
    r"^(?:unnskyld|beklager)(?: meg| hva| men)?(?: jeg)? (?:hørte|forsto|fikk|hva).*",
    r"en gang (?:til|te)(?: takk)?",
    r"hører (?:deg |jeg )*(?:nesten |veldig |så |ganske )*(?:ikke|dårlig)(?! til)",
)
WAIT = words_pattern(
    r"vent(?:e)?(?: nå| litt| et øyeblikk| et sekund| ett sekund| et lite øyeblikk| lite grann|"
    r" eit øyeblikk| en liten| litt nå)*(?! på)",
    r"(?:et|ett|bare et|eit|to|lite|bitte lite) (?:lite )?(?:øyeblikk|sekund|minutt|augneblink|"
    r"sekunder)",
    r"(?:bli|heng) (?:på|med|i)(?: tråden)?(?: litt)?",
    r"(?:gi|gje|gi meg) (?:meg )?(?:et|ett|to|litt)(?: lite)? (?:øyeblikk|sekund|sekunder|"
    r"minutt|tid)",
    r"skal bare (?:finne|hente|sjekke|se|stoppe|svinge|lukke|ta)\S*",
    r"bare (?:finne|hente|finn)",
    r"hold (?:linja|linjen|på)",
    r"stopp (?:litt|en halv|nå litt)",
    r"lite(?:n)? (?:øyeblikk|augneblink)",
    r"må bare (?:finne|sjekke|hente)",
    r"(?:et )?øyeblikk",
    r"ligg(?:e)? på tråden",
    r"(?:ett|et|to|bare to|bare et) (?:lite )?sek(?:und|under)?",
    r"(?:hold|heng) (?:linja|linjen|tråden|på|deg)(?: litt| fast)?",
    r"(?:må|skal) (?:jeg )?(?:bare|lige|først) (?:\S+ ){0,2}(?:se|finne|hente|sjekke|lukke|"
    r"svinge|stoppe|slå|åpne|skru|ta|gå)",
    r"(?:jeg )?(?:finner|henter|sjekker|åpner|ser i|slår opp i) (?:fram |bare |opp "
    r")?(?:kalenderen|papirene|brillene|nummeret|den|det|mappa|en penn)",
    r"straks(?: tilbake| klar)",
    r"(?:kan|kunne) du vente",
)
GOODBYE = words_pattern(
    r"(?:da sier vi )?takk for i dag",
    r"(?<!bør )(?<!vil )(?<!må )(?<!skal )(?<!kan )(?<!å )(?<!får )(?<!ville )(?<!burde )"
    r"(?<!de )ha det(?: bra| godt| fint| så bra| så lenge| da)?(?! travelt)(?! på(?! badet))",
    r"hade+t?(?: bra| godt)?",
    "adjø",
    r"(?:vi )?snakkes(?: da| ved| vi)?$",
    r"på gjenhør",
    r"ha (?:en|ein|ei) (?:fortsatt )?(?:fin|god|riktig fin)\S* (?:dag|kveld|helg|uke|"
    r"ettermiddag|formiddag|helg)\S*",
    r"(?:god|fin) (?:helg|dag videre|kveld videre)",
    r"må (?:bare )?(?:legge på|gå|løpe|stikke)(?: nå)?",
    r"(?:jeg )?legger på(?: nå)?",
    r"takk for (?:praten|nå|samtalen|hjelpen|meg)",
    r"vi (?:snakkes|høres|ses|sees|høyrest)",
    "farvel",
    r"vi høres",
    r"(?:legger|legg) (?:jeg |vi )?på",
    "hade",
    r"hei (?:så lenge|da)$",
    "morna",
    r"god natt",
    r"(?:god|fin) (?:dag|kveld|helg|uke) videre",
    r"(?:vi )?(?:snakkes|høres|sees|ses|snakkast)(?: senere| da| i morgen| på| igjen|$)",
    r"ha (?:en|ein|ei) (?:\S+ )?(?:fin|god|strålende|nydelig|super)\S* (?:en|ettermiddag|dag|"
    r"kveld|helg|uke)?\S*",
    r"(?:takk )?(?:det var|var det) alt(?: jeg)?(?: for (?:meg|nå))?",
    r"hade(?:t)? ?bra",
    r"da (?:runder|avslutter) vi",
)
DONT_KNOW = words_pattern(
    r"(?:vet|husker|aner) (?:jeg |vi |da |nå |sannelig |virkelig |egentlig |faktisk |me "
    r")*(?:ikke|rett|lite)",
    r"ikke (?:helt |så |veldig |hundre prosent )*sikker(?:t)?",
    "usikker",
    "usikkert",
    r"ingen (?:anelse|aning|formening)",
    r"ikke (?:peiling|anelse|aning|begrep)",
    r"vanskelig å si",
    r"(?:har|har jeg) ikke (?:oversikt|oversikten|svaret|tallene|tall)\S*",
    r"(?:kan|tør) (?:jeg )?ikke svare(?: på)?\S*",
    r"ikke (?:jeg som vet|min avdeling)",
    r"(?:må|skal) (?:jeg )?(?:sjekke|undersøke|spørre|finne ut av)\S*",
    r"ikke tenkt (?:på|over)\S*",
    r"ikke bestemt\S*",
    r"ikke (?:godt|lett|enkelt) å (?:si|vite|svare)\S*",
    r"(?:har )?(?:jeg )?ikke (?:noe )?(?:svar|oversikt|tall|kontroll|innsikt|greie)(?:en|et|"
    r"ene)? ?(?:på)?",
    r"ikke (?:helt |noe |sikkert )*(?:bestemt|avklart|avgjort|tenkt|vurdert|diskutert|landet)\S*",
    r"(?:tør|våger|kan) (?:jeg )?ikke (?:si|love|svare)\S*",
    r"ante (?:meg|jeg) ikke",
    r"(?:har )?(?:jeg )?ingen (?:ide|idé|formening|tanker)(?: om)?",
    r"(?:må|skal) (?:jeg |vi )?(?:først |bare )?(?:sjekke|undersøke|finne ut|høre med|spørre|"
    r"se på)\S*",
)
MAYBE = words_pattern(
    r"(?:det )?er (?:godt )?(?:mulig|mogleg)(?! å)",
    "kanskje",
    "muligens",
    "kanhende",
    r"kan (?:godt )?hende",
    "tja",
    "nja",
    r"(?:det )?kommer (?:litt |helt |jo )?an på",
    r"(?:det )?spørs",
    r"eventuelt",
    r"kan (?:godt )?være",
    r"(?:både )?ja og nei",
    r"ikke umulig",
    r"ikke utelukket",
    "antageligvis",
    "antakelig",
    "trolig",
    r"(?:vi får|får vi|jeg får|får jeg) se(?: på| an)?",
    r"sannsynligvis",
    r"litt både og",
    "truleg",
    "mogleg",
    r"(?:det )?(?:kan|vil) (?:jeg|vi) (?:vurdere|tenke på|se på)",
    r"(?:det )?(?:avhenger|beror) (?:av|på)",
    r"(?:antagelig|antakelig|formodentlig|visstnok)(?:vis)?",
    r"(?:må|får|skal) (?:jeg |vi )?(?:tenke|sove|gruble)(?: litt)?(?: på| over)",
    r"(?:det )?(?:kan|kunne) (?:godt |jo |nok |vel )*(?:tenkes|være|hende|passe)",
)
PROFANITY = words_pattern(
    r"(?:fy )?f+a+e?n",
    r"faens?",
    r"fanden",
    r"(?:i |til |for )?(?:svarte |heite )?helvete\S*",
    r"helsike",
    r"jævl\S*",
    r"jævv\S*",
    r"j[æe]vel\S*",
    r"dritt?(?:sekk|en|prat|e|kjerring)?",
    r"drit\S*",
    r"kuk\S*",
    r"fitte\S*",
    r"f[uøå]ck\S*",
    r"f[øu]kk\S*",
    r"satans?",
    r"hold (?:kjeft|kjeften|snavla|tåta)\S*",
    r"(?:din |for en )?idiot(?:er|en)?",
    r"ræv\S*",
    r"rassh[øo]l\S*",
    r"forpulte?",
    r"kjerring\S*",
    r"tosk\S*",
    r"dra (?:til|pokker|deg)\S*",
    r"pokker\S*",
    r"dust(?:en|er)?",
    r"shit",
    r"hestkuk",
    r"fytti\S*",
    r"faan",
)
THANKS = words_pattern(
    r"(?:tusen |mange |hjertelig |ja |nei |jo )?takk(?: skal du ha| for (?:det|hjelpen|meg|"
    r"praten|nå)| for at\S*| så (?:mye|lenge))?",
    "takktakk",
)
CORRECTION = words_pattern(
    r"(?:nei )?(?:jeg |æ )?(?:mente|mener|meinte|meiner) (?:egentlig )?(?!det|at|vi|jeg)\S+",
    r"rettere sagt",
    r"(?:jeg )?sa feil",
    r"(?:det|dette) (?:er|var|ble|blei) (?:helt |litt )?(?:feil|galt)",
    "rettelse",
    r"(?:det )?stemmer (?:det |nok )?ikke(?: helt)?",
    r"(?:det )?er ikke (?:helt )?(?:riktig|korrekt|rett)",
    r"(?:du )?(?:hørte|oppfattet|forsto|misforsto|misforstod|hørde) (?:meg |det )?feil",
    r"misforst(?:o|od|ått|åelse)",
    r"nei (?:det (?:er|heter|var|skal være)|jeg (?:sa|heter)|ikke) (?!greit|fint|bra|ok|noe)\S+",
    r"ikke \S+ (?:men|heller) \S+",
    r"(?:det )?skal være \S+",
    r"jeg sa \S+",
    r"vent (?:nå )?(?:jeg|det)",
    r"ikke med \S+ men med \S+",
    r"(?:det )?(?:var|er) ikke det jeg (?:sa|mente|spurte|ba)\S*",
    r"(?:tok|hørte|forsto|oppfattet) (?:du )?(?:meg |det )?(?:helt )?feil",
    r"(?:ikke|nei) (?:helt )?slik jeg (?:sa|mente)",
    r"(?:nei )+jeg (?:sa|mente|mener)(?! (?:ja|nei takk|at))\S*",
    r"(?:jeg )?(?:må|vil) (?:få )?(?:rette|korrigere)\S*",
)

ENGLISH = word_set(
    "the you your speak english please what who is this calling sorry don't dont do not "
    "understand understood are can could would didn't anything anyone speaks you said possible"
    " hello hi good morning thanks thank yes yeah want talk with my name and have don hear "
    "about it's"
    " i'm im how why when where which they we he she that of from because from just only know "
    "think very much number"
    " wrong interested call back later busy right now sure okay speaking norwegian little"
)
SWEDISH = word_set(
    "jag inte vad är pratar svenska hej och tack också något någon mycket bra varför hur vem "
    "vill kan förstår heter från"
    " ringer säger prata ursäkta igen ingen måste göra gör ni mig dig"
)
SHARED_WITH_NORWEGIAN = word_set(
    "i so for me to at is her men under all kan hi vill ringer bra heter ni hej tack of and am "
    "no do on in he we now right call back just sure okay yes hello sorry my hur is"
)
ASKS_LANGUAGE = re.compile(
    r"(?<!\S)(?:(?:snakke|speak|speaking) (?:du |you |på )?(?:engelsk|english|svensk|dansk|"
    r"tysk|polsk|svenska)"
    r"|in english|english please|do you speak|don't "
    r"speak|pratar du|prata svenska|no norwegian)(?!\S)"
)
