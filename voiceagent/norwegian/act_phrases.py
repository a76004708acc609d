"""What callers want of us or tell about the call: a human, another time, never again …

Data for ``answers``: each pattern matches whole words of ``Text.line``, where dialect and Nynorsk
have been brought to one form.
"""

from __future__ import annotations

from voiceagent.norwegian.reading import words_pattern

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
    r"^(?:ja |nei |hei |til )?(?:kundebehandler|kundeservice|sentralbord|sentralbordet|operatør)"
    r"(?: takk)?$",
    r"til (?:en |ei )?(?:kundebehandler|kundeservice|sentralbordet|operatør)(?: takk)?",
    r"ikke (?:vil |gidder |orker |ønsker )?(?:å )?snakke med (?:en |ei )?(?:robot|maskin|"
    r"datamaskin|bot|automat|ki)",
    r"(?:vil|gidder|orker|ønsker) (?:jeg )?ikke (?:å )?snakke med (?:en |ei )?(?:robot|maskin|"
    r"datamaskin|bot|automat)",
    r"noen (?:annen |andre )?jeg kan snakke med",
    r"få (?:tak i|snakke med) (?:noen|en|et|sjefen|avdelingen)\S*",
    r"til en kollega",
    r"(?:vil|kan) (?:jeg )?(?:heller )?(?:ha|få) (?:en|et) (?:person|menneske)\S*",
    r"(?:kan|kunne|får|vil|ønsker|gjerne|heller|få|håpet) (?:jeg |å )*(?:få )?(?:heller |"
    r"gjerne |lov til |å )*snakke (?:litt |direkte )*med (?!deg(?!\S)|dere(?!\S)|(?:en "
    r")?(?:robot|maskin|styret|kona|mannen))\S+",
    r"(?:er|finnes|har) (?:det |dere |du )?(?:noen |et |ingen |en )?(?:ekte |levende |"
    r"virkelig\S* |ordentlig\S* |vanlig\S* )+(?:menneske\S*|folk|person\S*)",
    r"(?:har|er) (?:dere |det )?(?:noen |en )(?:der )?(?:jeg kan|som kan hjelpe|å snakke med)",
    r"(?:sett|sette|setter|koble|kobl) (?:du |dere )?(?:meg |oss )?(?:videre|over|gjennom|inn|til)",
    r"få (?:en |ei )?(?:person|kollega|ansatt|selger|rådgiver)(?: på (?:tråden|linja|telefon))?",
    r"(?:bli|blir|få) (?:satt|koblet|overført) (?:videre |over |gjennom )*(?:til)?(?: \S+)?",
    r"noen (?:som )?(?:arbeider|kan svare|kan hjelpe)(?: der| hos dere)?",
    r"(?:kan|få) (?:jeg )?(?:få )?(?:en |et )(?:kundebehandler|person|menneske|rådgiver|selger|"
    r"kollega)",
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
    r"rekker (?:jeg |vi )?(?:det |dette )?ikke(?: \S+)*",
    r"bli (?:ringt|oppringt) (?:opp|tilbake)?",
    r"legg igjen (?:en )?beskjed",
    r"be (?:noen|\S+) ringe",
    r"(?<!ikke )(?<!å )(?<!hvorfor )(?:ringe|kontakte) (?:du |dere )?(?:meg|oss)(?! (?:ikke|"
    r"aldri|mer|flere|fra|om noe|på (?!\S*dag)))",
    r"(?<!ikke )(?:ringe|ringer|kontakte|prøve|prøv) (?:du |dere |på |igjen |tilbake |heller "
    r")*(?:i morgen|i ettermiddag|i kveld|senere|etter|neste uke|over helg|på \S*dag|\S*dag|"
    r"om \S+ (?:minutter|timer|time|kvart|dager|uke))",
    r"(?:ta|tar|snakke|snakkes|snakkast) (?:vi |oss |om )?(?:det |dette |den )?(?:heller )?"
    r"(?:litt )?(?:en annen (?:gang|dag)|ein annan (?:gong|dag)|senere|etterpå)",
    r"snakkes (?:heller )?(?:i morgen|over helg|neste uke|på \S*dag)",
    r"passer (?:\S+ ){0,4}(?:dårlig|ikke|ubeleilig)(?: \S+){0,2} (?:nå|no)",
    r"ikke (?:noe |særlig )?(?:tid|anledning|mulighet) (?:akkurat )?(?:nå|no|til å "
    r"snakke)(?!\S)",
    r"(?:har|er) (?:jeg )?(?:litt |veldig |så |ganske )?(?:det travelt|dårlig tid|det hektisk)",
    r"(?:er|sitter|står) (?:jeg )?(?:ute og |på vei|på farten|midt oppi|midt i|opptatt|i møte|"
    r"i bilen|på jobb|på bussen|på toget)(?: \S+){0,3} (?:nå|no|akkurat nå)",
    r"(?:er|sitter|står) (?:jeg )?(?:nå |akkurat nå |dessverre )?(?:i et møte|i møte|"
    r"på vei (?:til|inn|ut)|bak rattet|i bilen|på toget|på bussen|ute og kjører|midt i)",
    r"(?:får|kan) (?:jeg )?ringe (?:deg|dere) (?:opp )?(?:igjen|senere|tilbake)",
    r"(?:bedre|beleilig|annet) tidspunkt",
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
    r"(?<!ikke )(?<!ikke helt )(?<!ikke veldig )fornøyd(?:e)? med (?:det|den|dagens|leverandøren|"
    r"løsningen)\S*",
    r"ikke lyst",
    r"uinteressert",
    r"kjøper (?:jeg |vi )?(?:ikke|aldri) (?:noe )?(?:på|over) telefon",
    r"nei takk til (?:salg|selgere)",
    r"har (?:allerede |jo )?(?:en )?(?:avtale|løsning|leverandør) (?:fra før|allerede)",
    r"ikke (?:\S+ ){0,4}(?:interessert|interesserte|interessant|aktuelt|aktuell|interesse)",
    r"ikke (?:\S+ ){0,4}noe for (?:oss|meg|vår\S*)",
    r"(?:nettopp|akkurat|nylig|allerede) (?:har )?(?:byttet|bytta|kjøpt|skiftet|skifta|"
    r"signert|inngått|fått|bestilt|anskaffet|fornyet)",
    r"klarer (?:vi |jeg )?(?:oss|meg) (?:fint |godt |helt |bra )*(?:uten|med|som)",
    r"(?:er )?(?<!ikke )(?:(?!ikke)\S+ )?fornøyde? (?:med|som|slik)\S*",
    r"har (?:vi |jeg )?(?:allerede|alt|jo|nå) (?:en |et )?(?:fast |god |eget )?(?:leverandør|"
    r"avtale|system|løsning|opplegg)",
    r"(?:bundet|binding|låst) (?:i|til|hos|på)\S*",
    r"(?:skal|kommer|tenker|planlegger) (?:vi |jeg )?ikke (?:til å |på å |å )?(?:ha|kjøpe|"
    r"bytte|skifte|investere|bruke)\S*",
    r"(?:blir|er) (?:et )?nei (?:herfra|fra oss|fra meg|fra vår side)",
    r"(?:vi|jeg) (?:står over|takker nei|takka nei|dropper|avstår)",
    r"(?:trenger|treng) (?:vi |jeg |det )*ikke(?! (?:å|mer|så|hjelp))",
    r"ikke (?:\S+ )?(?:på jakt|på utkikk|ute) etter(?: \S+)*",
    r"lite (?:interessert|aktuelt|interessant)",
    r"vi (?:har det|bruker det) vi (?:trenger|har)",
    r"uinteressant",
    r"frister (?:det )?ikke",
    r"(?:det )?ligger (?:ikke an|langt unna)",
    r"ikke noe (?:å|som) \S+ (?:oss|meg)$",
    r"ingenting (?:for|vi) \S+$",
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
    r"ingen (?:\S+ )?(?:med|ved|av|på) (?:det|dette) (?:navnet|namnet)",
    r"(?:her|dette|det) er (?:det |jo )?(?:et |bare )?(?:privat(?: ?(?:nummer|telefon|person|"
    r"hus\S*|mobil))?)(?! \S*sak)",
    r"bor (?:det )?(?:ikke |ingen )(?:noen )?(?:her|som|\S+$)",
    r"privat(?:nummer|person|telefon)\S*",
    r"(?:ikke|ingen|inget) (?:noe |noen )?(?:firma|bedrift|selskap) (?:her|dette)",
    r"(?:det|dette) er ikke (?:noe |noen |et |en )?(?:firma|bedrift|selskap)(?: her)?",
    r"(?:ikke|ingen) (?:her )?(?:hos oss )?(?:som heter|ved det navnet)",
    r"(?:har )?(?:du |dere )?(?:ringt|kommet|havnet|slått|tastet) (?:til )?(?:nok |visst "
    r")?(?:feil|galt)\S*",
    r"(?:han|hun|vedkommende|ho) (?:har sluttet|arbeider ikke)(?: her)?\S*",
    r"kjenner (?:jeg )?ikke (?:noen|til)\S*",
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
    r"hvor (?:ringer|ringe|kommer|er) (?:du|dere)(?: fra)?(?: hen)?",
    r"hva (?:gjaldt|var) (?:det|saken|grunnen)(?: \S+)?$",
    r"hva (?:driver|arbeider|gjør|tilbyr|selger|leverer) (?:du|dere)(?: med| på| egentlig)*",
    r"hva (?:var|er|het|heter) (?:det )?(?:navnet|firmaet|du|dere|namnet)(?: ditt| deres| på "
    r"firmaet| sa du| het| heter| igjen)*$",
    r"hvem (?:er|var|arbeider) (?:dere|du|det)(?: for| igjen| egentlig)?",
    r"(?:si|fortelle?) (?:meg )?(?:igjen )?(?:hvem|hvor) du (?:er|ringer)(?: fra)?",
    r"hva (?:vil|ønsker|skal) (?:du|dere)(?: meg| med dette| ha| egentlig)*$",
    r"på vegne av hvem",
    r"(?:hvilken|hva for) (?:et |en )?(?:firma|selskap|bedrift)\S*",
    r"hva (?:går|handler|dreier) (?:det|dette)(?: her)? (?:seg )?(?:ut på|om)",
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
    r"(?:er|snakke|snakker|høres) (?:jeg med |det |dette |du |ut som )*(?:en |ei |et "
    r")?(?:data|pc|maskinstemme|datastemme|robotstemme|chatgpt|program|datagreie|opptak|"
    r"innspilling|automatisk\S*)(?!\S*(?:system|sikker))",
    r"er (?:du|dette|det) (?:et |en |ei )?(?:virkelig |ekte |ordentlig |levende )*(?:menneske|"
    r"person|mann|dame|levende|ordentlig|ekte|virkelig)$",
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
    r"slutte (?:nå )?(?:å|og|med å) (?:ringe|mase|kontakte|plage|sende)\S*",
    r"ikke (?:mer )?(?:ringe|kontakte|ring|kontakt|oppringe) (?:meg |oss |hit |mer |igjen |"
    r"noe |flere ganger |lenger |fleire gonger )*(?:mer|igjen|flere ganger|lenger|hit|fleire "
    r"gonger)",
    r"reserver(?:e|t|er)?(?: meg| oss)?(?: mot)?\S*",
    r"(?:vil|ønsker|ynskjer) (?:jeg |vi )?ikke (?:ha |få |bli )?(?:flere |noen |slike |sånne "
    r")*(?:telefoner|oppringninger|henvendelser|samtaler|anrop|telefonsalg|oppringt|ringt|"
    r"kontaktet)\S*",
    r"(?:ta|tar|fjern|fjerne|stryk|stryke|slett|slette) (?:dere |du )?(?:meg|oss|nummeret|"
    r"navnet|dataene)(?: mitt| mine| vårt)?(?: bort)?(?: fra| av| i| ut)?\S*",
    r"aldri (?:ringe|kontakte|ring)(?: meg| oss| hit)?(?: mer| igjen)?",
)
COMPLAINT = words_pattern(
    r"(?:dere|du) maser(?: fælt| veldig)?",
    r"klag(?:e|er|et|a)(?: på| over)?",
    r"(?:veldig |svært |ikke |lite )?(?:misfornøyd|misnøgd|skuffet|irritert|forbannet|"
    r"frustrert)(?:e)?",
    r"ikke (?:noe |særlig |veldig |helt )?fornøyd(?! med (?:det vi|systemet|leverandøren|dagens|"
    r"løsningen|"
    r"den vi|dem vi|det gamle))",
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
    r"(?:plager|forstyrrer) (?:meg|oss)",
    r"(?:forferdelig|elendig|håpløs|skandaløs|ræva|grusom|dårlig) (?:service|system|opplegg|"
    r"løsning|opplevelse|support|hjelp)",
    r"(?:har )?(?:ventet|venta) (?:i )?(?:\S+ )?(?:uke|måneder|dager|timer|evigheter|"
    r"lenge)(?: på (?:svar|hjelp|dere))?",
    r"(?:svarer|ringer|hjelper) (?:\S+ )?aldri(?: \S+)*",
    r"(?:ingen|aldri) (?:har )?(?:svart|svarer|å få svar|ringt tilbake|ringer tilbake|hjulpet|"
    r"følger "
    r"opp|fulgt opp)\S*",
    r"(?:dette|det) (?:er|var) (?:jo |bare |helt |under |rett og slett )*(?:håpløst|uholdbart|"
    r"for galt|for dårlig|elendig|frekt|uforskammet)",
    r"(?:tredje|fjerde|femte|tiende|hundrede|3\.) gang(?:en)? (?:dere|du|jeg)",
)
