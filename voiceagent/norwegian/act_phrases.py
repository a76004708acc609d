"""The phrases of every act other than agreeing and declining, as patterns over common forms."""

from __future__ import annotations

import re

from voiceagent.norwegian.reading import word_set, words_pattern

_SOMEONE = (
    r"(?:en |et |ett |ei |noen |den )?(?:ekte |levende |virkelig |ordentlig |vanlig |annen )*"
    r"(?:menneske|mennesker|person|kundebehandler|rådgiver|selger|seljar|saksbehandler|sjefen|"
    r"sjef|leder|leiar|kollega|"
    r"medarbeider|operatør|ansatte|konsulent|tekniker|kundeservice|kundekonsulent|ekspeditør|"
    r"resepsjonen|sentralbordet|"
    r"folk|mann|dame|kar|noen|noen andre|en annen|andre|support|salg|salgsavdelingen|avdelingen)"
)
_ME = r"(?:meg |oss |hit |her |dette nummeret |på dette nummeret )*"

WANTS_HUMAN = words_pattern(
    r"(?:finnes|finst|er) det (?:noen |ingen |et )?(?:menneske|mennesker|folk|levende)\S*",
    rf"snakke(?:s)? (?:litt |heller |direkte )?med {_SOMEONE}",
    r"(?:ekte|levende|virkelig|ordentlig) (?:menneske|person|folk)",
    r"et menneske",
    r"(?:sett|sette|settes|setter|kobl|koble|kobles|kobler|overfør|overføre|flytt|send) (?:meg "
    r"|du meg |oss )?"
    r"(?:videre |over|gjennom|til|inn)",
    r"(?:kundebehandler|kundeservice|sentralbord|sentralbordet|operatør)(?: takk)?",
    r"ikke (?:vil |gidder |orker |ønsker )?(?:å )?snakke med (?:en |ei )?(?:robot|maskin|"
    r"datamaskin|bot|automat|ki)",
    r"(?:vil|gidder|orker|ønsker) (?:jeg )?ikke (?:å )?snakke med (?:en |ei )?(?:robot|maskin|"
    r"datamaskin|bot|automat)",
    r"noen (?:annen |andre )?jeg kan snakke med",
    r"få (?:tak i|snakke med) (?:noen|en|et|sjefen|avdelingen)\S*",
    r"til en kollega",
    r"(?:vil|kan) (?:jeg )?(?:heller )?(?:ha|få) (?:en|et) (?:person|menneske)\S*",
)
CALL_BACK = words_pattern(
    r"(?:får|kan|må) (?:du |dere )?prøve (?:igjen|senere|på nytt|en annen gang)\S*",
    rf"(?:ringe|ringer|ringes|kontakte|kontakt) (?:du |dere |vi |jeg |deg )*{_ME}(?:heller |"
    rf"opp |opp att )*"
    r"(?:igjen |tilbake |att )*(?:en annen gang|en anna gong|en annen dag|senere|tilbake|igjen|"
    r"attende|seinare|litt senere|"
    r"om (?:en|et|ei|ti|fem|litt|to|noen|halv)\S*|i morgen|i ettermiddag|i kveld|over helg|"
    r"neste uke|på \S*dag|etter (?:lunsj|klokka))",
    r"(?:ta|snakke|snakkes) (?:vi |om )?(?:det |dette )?(?:litt )?(?:en annen gang|senere)",
    r"(?:ringe|ringer) (?:deg |dere )?(?:opp )?tilbake",
    r"passer (?:det )?(?:litt |veldig |ganske |så )?(?:dårlig|ikke)(?: så bra)?(?: akkurat)? "
    r"(?:nå|for øyeblikket|i øyeblikket)",
    r"(?:har|rekker) (?:jeg )?ikke tid (?:akkurat )?(?:nå|til dette nå)",
    r"(?:sitter|er|står) (?:jeg )?(?:midt )?i (?:et )?(?:møte|noe)",
    r"(?:kjører|køyrer) (?:jeg )?(?:bil)?(?: nå)?",
    r"(?:opptatt) (?:akkurat )?nå",
    r"dårlig tidspunkt",
    r"ikke et godt tidspunkt",
    r"midt i noe",
    r"(?:står|sitter|er) (?:jeg )?i (?:kø|butikken|bilen|bil|køen)",
    r"bli (?:ringt|oppringt) (?:opp|tilbake)?",
    r"legg igjen (?:en )?beskjed",
    r"be (?:noen|\S+) ringe",
)
NOT_INTERESTED = words_pattern(
    r"(?:er )?(?:godt |fullt |alt |allerede )?dekket",
    r"ikke (?:\S+ ){0,3}interessert",
    r"ingen interesse",
    r"ikke (?:\S+ ){0,3}interesserte",
    r"ikke interesse",
    r"ikke aktuelt",
    "uaktuelt",
    r"ikke noe for (?:oss|meg)",
    r"(?:har|vi har) (?:ikke|ingen|null) (?:noe |noen |egentlig )?(?:behov|bruk)",
    r"ikke (?:noe |noen )?(?:behov|bruk) for",
    r"har (?:alt |det )?vi trenger",
    r"(?:trenger|treng) (?:jeg |vi |det |dette )*ikke(?: noe)?(?: sånt| slikt| mer| dette| det)?$",
    r"ikke noe vi trenger",
    r"(?:vil|ønsker) (?:jeg |vi )?ikke (?:ha (?:noe|dette|det)|å (?:kjøpe|bytte)|kjøpe|dette|noe)",
    r"(?:er )?(?:veldig |godt |helt )?fornøyd(?:e)? med (?:det|den|dagens|leverandøren|"
    r"løsningen)\S*",
    r"ikke lyst",
    r"uinteressert",
    r"kjøper (?:jeg |vi )?(?:ikke|aldri) (?:noe )?(?:på|over) telefon",
    r"nei takk til (?:salg|selgere)",
    r"har (?:allerede |jo )?(?:en )?(?:avtale|løsning|leverandør) (?:fra før|allerede)",
)
WRONG_NUMBER = words_pattern(
    r"ikke (?:jeg |den |rett person )+(?:som )?(?:du|dere) skal (?:snakke|ha|prate)\S*(?: med| "
    r"tak i)?",
    r"feil (?:nummer|person|sted|firma|mann|plass)",
    r"(?:ringt|ringer|kommet|slått|tastet|havnet) (?:nok )?(?:feil|galt)",
    r"ingen (?:her )?(?:her )?som heter",
    r"(?:det|dette) er ikke (?:meg|mitt nummer)",
    r"jeg heter ikke \S+",
    r"(?:arbeider|er) ikke her (?:lenger|mer)",
    r"(?:har|er) (?:dessverre )?sluttet(?: her)?",
    r"galt nummer",
    r"nummeret er feil",
    r"kjenner ingen som heter",
    r"har ikke (?:bedt om|bestilt|fylt ut|sendt) (?:noe|noen|dette)\S*",
)
WHO_IS_CALLING = words_pattern(
    r"hvem (?:er|snakker|snakke|var|sa du|ringer|ringe) (?:det |dette |du |jeg |at du )*(?:med|"
    r"som ringer|du er|var|igjen|fra|er)?",
    r"hvem er (?:du|det|dette)(?: da| igjen| egentlig)?",
    r"hvor (?:ringer|ringe) (?:du|dere) fra",
    r"hva(?:r)? heter (?:du|firmaet|dere)",
    r"hvilken (?:firma|selskap|bedrift)",
    r"hva (?:gjelder|dreier|handler|angår|gjeld) (?:det|dette|seg|samtalen)(?: seg)?(?: om)?",
    r"hva (?:er|var) det (?:du|dette|de|dere) (?:ringer|ville|vil|lurer|selger)\S*(?: om)?",
    r"hvorfor (?:ringer|ringe) (?:du|dere)",
    r"(?:hvor|hvordan) (?:har|fikk|fekk) (?:du|dere) (?:fått )?(?:nummeret|navnet|tak i)\S*",
    r"hva (?:er|selger) (?:dette|dere|du)(?: for noe)?$",
    r"fra hvilken (?:firma|selskap)",
    r"hva (?:vil|ville) du",
    r"hva (?:er|var) dette",
    r"hva heter firmaet",
    r"hvem representerer du",
)
IS_ROBOT = words_pattern(
    r"(?:telefonsvarer|talerobot|automatisk (?:svar|stemme))",
    r"(?:er|snakker jeg med|snakke jeg med|er dette|er det|prater jeg med) (?:du |det |dette |"
    r"deg )?(?:egentlig |bare |faktisk |virkelig )?(?:en |ei |et )?"
    r"(?:ekte |levende |kunstig |slags )?(?:robot|maskin|datamaskin|ki|ai|bot|chatbot|menneske|"
    r"person|automat|intelligens|opptak|"
    r"telefonsvarer|båndopptaker|dataprogram|talerobot)(?: eller \S+.*)?",
    r"(?:høres|låter) (?:du )?ut som (?:en )?(?:robot|maskin)",
    r"er du (?:ekte|virkelig|levende|menneskelig|kunstig)",
    r"kunstig intelligens",
    r"snakke jeg med (?:en |ei )?(?:robot|maskin|datamaskin|ki|ai|bot|automat)",
)
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
    r")?(?:deg |du |det )?(?:ikke|dårlig)"
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
)
STOP = words_pattern(
    r"slutt (?:nå )?med (?:disse |å |denne )?(?:telefon|mas|ring|oppring|samtal)\S*",
    r"^stopp(?: da| nå)?$",
    r"slutt (?:å|og|med å|med) (?:ringe|ring|mase|plage)\S*",
    rf"ikke (?:ring|ringe|kontakt|kontakte) {_ME}(?:mer|flere ganger|igjen|noe mer|lenger|"
    rf"fleire gonger)?$",
    r"ring(?:e)? (?:meg |oss )?(?:aldri|ikke)(?: mer| igjen| meg)*",
    r"(?:fjern|fjerne|slett|slette|stryk|stryke|ta) (?:meg|oss|nummeret|mitt nummer|navnet|alt|"
    r"opplysningene|informasjonen)\S*"
    r"(?: mitt)?(?: fra| av| i)?(?: lista| listen| listene| listene deres| registeret| "
    r"systemet| listet)?(?: deres)?",
    r"reservert(?: meg)?(?: mot)?",
    r"reservasjonsregisteret",
    r"(?:vil|ønsker) (?:jeg |vi )?ikke (?:ha )?flere (?:samtaler|telefoner|oppringninger|anrop)",
    r"la (?:meg|oss) være(?: i fred)?",
    r"^slutt(?: nå| da)?$",
    r"(?:vil|ønsker) (?:jeg )?ikke (?:bli )?(?:oppringt|kontaktet|ringt)\S*",
    r"ikke (?:mer )?kontakt(?:et|es)? (?:mer|igjen)",
    r"avslutt(?: samtalen)?",
    r"ikke (?:bli )?(?:ringt|oppringt|kontaktet)(?: mer| igjen| flere ganger)*",
)
GOODBYE = words_pattern(
    r"(?:da sier vi )?takk for i dag",
    r"ha det(?: bra| godt| fint| så bra| så lenge| da)?(?! travelt)",
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
    r"vi får se",
    r"sannsynligvis",
    r"litt både og",
    "truleg",
    "mogleg",
)
COMPLAINT = words_pattern(
    r"(?:dere|du) maser(?: fælt| veldig)?",
    r"klag(?:e|er|et|a)(?: på| over)?",
    r"(?:veldig |svært |ikke |lite )?(?:misfornøyd|misnøgd|skuffet|irritert|forbannet|"
    r"frustrert)(?:e)?",
    r"ikke (?:noe |særlig |veldig |helt )?fornøyd",
    r"(?:dårlig|elendig|dårleg) (?:service|oppfølging|kundeservice|behandling)",
    r"(?:er |var )(?:for|altfor) dårlig",
    r"irriterende",
    r"dritt? ?lei",
    r"(?:har )?ringt (?:meg |oss )?(?:nå )?(?:mange|flere|tre|fire|fem|ti|hundre|gjentatte) ganger",
    r"(?:hele tid\S*|stadig vekk) (?:ringer|ringe)",
    r"(?:ringer|ringe) (?:dere |du )?(?:meg |oss )?hele tid\S*",
    r"(?:er )?(?:så |drit|dritt)?lei (?:av|dere|dette|alle)",
    "trakassering",
    "masete",
    "masing",
    "spam",
    r"uakseptabelt",
    r"helt håpløst",
    r"under enhver kritikk",
    r"slutt å mase",
    "reklamasjon",
    r"mangelfull",
    r"dette (?:er|var) (?:bare )?(?:tull|tøys|latterlig|skandale|useriøst)",
    "useriøst",
    "useriøse",
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
)

ENGLISH = word_set(
    "the you your speak english please what who is this calling sorry don't dont do not "
    "understand are can could would"
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
    r"|(?:på|in) (?:engelsk|english|svensk|dansk|polsk)|english please|do you speak|don't "
    r"speak|pratar du|prata svenska|no norwegian)(?!\S)"
)
