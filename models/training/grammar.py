"""What callers of a Norwegian business line say, as rewriting rules. Data; no code.

Notation: alternatives are separated by ``|`` at the top level or inside round brackets; square
brackets are optional (even chance); ``<rule>`` is another rule or a terminal that
:mod:`models.training.sentences` makes up (names, numbers, times). The dialect pass there respells
some words afterwards. A text on the left of ``=>`` is what is spoken, on the right what is written.
"""

# ruff: noqa: E501 (rules are read by the line, not by the column)

from __future__ import annotations

ANSWERS: dict[str, str] = {
    "yes": "ja|ja|ja|jo|ja takk|ja da|joda|jepp|jada|ja gjerne|gjerne|veldig gjerne|ja absolutt|"
    "absolutt|selvfølgelig|selvsagt|ja det stemmer|det stemmer|stemmer|stemmer det|riktig|"
    "helt riktig|det er riktig|korrekt|ja det er riktig|ja det er greit|det er greit|greit|helt greit|"
    "ja det går fint|det går fint|går fint|det passer bra|det passer fint|ja det passer|passer bra|"
    "ja det passer bra|det høres bra ut|høres bra ut|det kan vi gjøre|ja det kan vi|ja det gjør jeg|"
    "ja det har jeg|ja det har vi|ja det vil jeg|ja det kan jeg|ja det er det|ja det er meg|det er meg|"
    "ok|okay|ja ok|ja okay|fint|supert|flott|perfekt|kjempefint|topp|ja vær så god|vær så god|ja ja|"
    "ja bare gjør det|ja det er jeg|ja helt klart|helt klart|enig|ja sikkert|sikkert|den er grei|"
    "ja det gjør vi|jo det stemmer|jo da|ja nettopp|nettopp|ja men det er greit|ja kjør på|kjør på|"
    "ja selvfølgelig|ja det er fint|ja fint|ja det er bra|det er bra|bra|ja det vil vi|ja det skal vi|"
    "ja det stemmer bra|ja takk det vil jeg gjerne|ja vi bruker det|ja vi har det|ja jeg har tid|"
    "ja jeg har noen minutter|ja det har jeg tid til|ja bare spør|bare spør|ja hva gjelder det",
    "no": "nei|nei|nei|nei takk|neida|nei da|nei det stemmer ikke|det stemmer ikke|nei det er feil|"
    "det er feil|ikke riktig|nei det er ikke riktig|nei det passer ikke|det passer ikke|passer ikke|"
    "passer dårlig|det passer dårlig|nei det går ikke|det går ikke|nei ikke nå|ikke nå|nei aldri|"
    "nei absolutt ikke|absolutt ikke|overhodet ikke|ikke i det hele tatt|nei det vil jeg ikke|"
    "nei det har vi ikke|nei det har jeg ikke|nei vi har ikke det|nei det gjør vi ikke|nei ikke ennå|"
    "ikke ennå|ikke enda|nei dessverre|dessverre ikke|nei det er ikke meg|nei jeg tror ikke det|"
    "jeg tror ikke det|tror ikke det|nei egentlig ikke|egentlig ikke|niks|nei det tror jeg ikke|"
    "nei det kan jeg ikke|nei det kan vi ikke|nei det er det ikke|helst ikke|nei helst ikke|"
    "nei det trenger vi ikke|nei ingen av dem|ingen av dem|nei det blir ikke noe av|nei det er for dyrt",
    "maybe": "kanskje|kanskje det|muligens|vet ikke|jeg vet ikke|vet ikke helt|jeg er usikker|usikker|"
    "det kommer an på|det kommer an på prisen|jeg må tenke på det|må tenke litt|jeg må sjekke|"
    "det må jeg sjekke|jeg må snakke med sjefen først|litt usikker|både og|tja|tja kanskje|"
    "ikke sikkert|det er ikke sikkert|det er mulig|jeg tror det|tror det|ja jeg tror det|"
    "det har jeg ikke tenkt på|det vet jeg ikke|aner ikke|ingen anelse|vanskelig å si|har ikke bestemt oss",
    "backchannel": "mm|mhm|mm mm|ja|ja ja|akkurat|nettopp|ok|okay|aha|javel|jaha|åja|å ja|greit|fint|"
    "skjønner|jeg skjønner|forstår|jeg forstår|jaså|ja vel|nei vel|mm ja|ja akkurat|bra|flott|eh|hm",
    "hello": "hei|hei|hallo|god dag|god morgen|hei hei|heisann|ja hallo|hei du|morn|god kveld|hei der|"
    "ja hei|ja det er <first>|det er <first>|<first> her|<first> <last>|hallo er det noen der|"
    "ja god dag|hei det er <first>|hei dette er <first>",
    "bye": "ha det|ha det bra|hadet|takk for hjelpen|takk for praten|tusen takk|takk|takk skal du ha|"
    "mange takk|takk og ha det|takk for nå|vi snakkes|ha en fin dag|ha en god dag|takk ha det bra|"
    "ok takk ha det|fint takk for hjelpen|tusen takk for hjelpen|takk i like måte|i like måte|"
    "takk det var alt|nei det var alt|det var alt|det var det hele|nei takk det var alt|ha det fint|"
    "snakkes|på gjenhør|adjø|da sier vi det|da snakkes vi|god helg|takk for at du ringte|takk for tiden",
}

WHO: dict[str, str] = {
    "role": "daglig leder|daglig leder|it sjef=>it sjef|it ansvarlig=>it ansvarlig|økonomisjef|innkjøpsleder|innkjøpssjef|"
    "innkjøpsansvarlig|markedssjef|markedsleder|markedsansvarlig|salgssjef|salgsleder|salgsansvarlig|"
    "driftssjef|driftsleder|kontorsjef|kontorleder|personalsjef|hr sjef|prosjektleder|avdelingsleder|"
    "administrerende direktør|direktør|teknisk sjef|teknisk direktør|økonomiansvarlig|regnskapsfører|"
    "regnskapsansvarlig|eier|medeier|gründer|grunnlegger|styreleder|partner|konsulent|rådgiver|selger|"
    "sekretær|resepsjonist|butikksjef|butikkleder|kundeansvarlig|kundeservicesjef|produktsjef|"
    "finansdirektør|utviklingssjef|utvikler|ingeniør|logistikksjef|verkstedleder|byggeleder|assistent|"
    "kvalitetssjef|kommunikasjonssjef|digitaliseringssjef|rektor|formann|lærling|vikar|medarbeider|"
    "ansatt|regnskapssjef|salgsdirektør|markedsdirektør|økonomidirektør|innkjøper|lagersjef|ceo|cto|cfo|"
    "økonomisjefen|eierne|broren min|kollegaen min|kundebehandler|fagansvarlig|systemansvarlig|kontormedarbeider|lønnsansvarlig|leder|sjef|sjefen",
    "area": "salg|marked|innkjøp|økonomi|drift|personal|kundeservice|regnskap|produksjon|lager|it|logistikk|"
    "administrasjon|prosjekt|telefoni|markedsføring|sikkerhet|utvikling|support|butikken|lønn|anlegg",
    "i_am_role": "jeg er <role>|jeg er <role>|<role>|<role> her|jeg er <role> i <company>|jeg er <role> her|"
    "jeg jobber som <role>|jeg jobber med <area>|jeg har ansvar for <area>|jeg er ansvarlig for <area>|"
    "jeg driver <company>|jeg eier <company>|jeg leder <area>|jeg er leder for <area>|min rolle er <role>|"
    "jeg sitter som <role>|jeg er både <role> og <role>|jeg er ny <role>|jeg er bare <role>|"
    "det er jeg som er <role>|jeg er <role> og har ansvar for <area>|jeg driver firmaet|"
    "jeg eier firmaet|jeg jobber i <area>|tittelen min er <role>|jeg har rollen som <role>",
    "authority": "det er jeg som bestemmer|jeg bestemmer|jeg bestemmer selv|jeg tar avgjørelsen|"
    "jeg tar beslutningen|det gjør jeg|det er meg|jeg og styret|jeg sammen med styret|styret|"
    "styret bestemmer|det er styret som bestemmer|sjefen min avgjør|sjefen min|sjefen bestemmer|"
    "det er <role> som bestemmer|<role> bestemmer|det er <role> som tar avgjørelsen|jeg og <role>|"
    "jeg og <role> sammen|det må jeg ta med <role>|jeg må spørre <role>|jeg må ta det med styret|"
    "vi er flere som bestemmer|det er flere som skal være med|jeg kan bestemme|jeg kan ta avgjørelsen|"
    "jeg har fullmakt|jeg har ikke fullmakt|det er ikke jeg som bestemmer|jeg bestemmer ikke det|"
    "ledergruppa bestemmer|ledelsen|det er ledelsen som bestemmer|jeg anbefaler og styret bestemmer|"
    "jeg bestemmer sammen med <role>|det er opp til <role>|det bestemmer <role>|den avgjørelsen tar jeg|"
    "det er kona mi og jeg som bestemmer|vi er to eiere som bestemmer|det er jeg som avgjør|jeg avgjør|"
    "både jeg og <role>|hovedkontoret bestemmer|eierne bestemmer|styret må godkjenne|det må godkjennes av styret|jeg har budsjettansvaret|"
    "det er jeg som signerer|jeg kan påvirke det|jeg innstiller og styret bestemmer|jeg må spørre sjefen|"
    "vi bestemmer i fellesskap|det er <first> som styrer det|det går gjennom innkjøp|ja det er jeg som bestemmer|"
    "nei det er <role> som bestemmer|det er mitt ansvar|jeg har siste ordet|<first> bestemmer",
    "my_name": "jeg heter <person>|mitt navn er <person>|navnet er <person>|<person>|<person>|dette er <person>|"
    "det er <person>|du snakker med <person>|jeg heter <first>|navnet mitt er <person>|<first>|<last>|"
    "<person> her|ja det er <person>|etternavnet er <last>|fornavnet er <first>|jeg er <person>",
    "my_company": "<company>|<company>|vi heter <company>|firmaet heter <company>|selskapet heter <company>|"
    "bedriften heter <company>|jeg ringer fra <company>|jeg er fra <company>|jeg jobber i <company>|"
    "jeg jobber for <company>|det er <company>|fra <company>|vi er <company>|jeg representerer <company>|"
    "<company> i <place>|vi holder til i <place>|vi er i <place>|i <place>|<place>|"
    "jeg ringer på vegne av <company>|firmaet er <company>|i <company>",
    "introduction": "hei jeg heter <person> og ringer fra <company>|hei dette er <person> fra <company>|"
    "hei du snakker med <person> fra <company>|jeg heter <person> og er <role> i <company>|"
    "<person> fra <company>|hei <first> fra <company>|hei det er <person> i <company>|"
    "jeg heter <person> og jobber i <company>|god dag mitt navn er <person> og jeg ringer fra <company>|"
    "hei jeg heter <person> og jeg er <role> i <company>|<person> <role> i <company>|"
    "hallo dette er <person> jeg ringer fra <company> i <place>|jeg er <person> og er <role>",
    "team_size": "vi er <small> ansatte|vi er <small>|<small> ansatte|vi er rundt <small> ansatte|"
    "omtrent <small> personer|vi har <small> ansatte|vi er <small> personer|cirka <small>|<small> stykker|"
    "det er <small> brukere|<small> brukere|vi trenger <small> lisenser|mellom <small> og <small>|"
    "vi er bare <small>|jeg er alene|bare meg|vi er over <small>|under <small>|rundt <small>|<small>|"
    "vi er <small> på kontoret|et par stykker|vi er ganske få|<small> selgere|<small> på salg",
}

NEEDS: dict[str, str] = {
    "system": "crm system|crm|crm system|kundesystem|regnskapssystem|økonomisystem|lønnssystem|"
    "telefonsystem|sentralbord|bookingsystem|timeregistrering|timeføring|ordresystem|lagersystem|"
    "kassasystem|nettbutikk|nettside|hjemmeside|nye nettsider|prosjektsystem|erp system|chatbot|"
    "kundeportal|intranett|dokumentsystem|fakturasystem|fakturering|rapportering|journalsystem|"
    "støtteverktøy|salgsverktøy|analyseverktøy|planleggingsverktøy|verktøy|system|program|løsning|"
    "telefonløsning|kundeserviceløsning|skyløsning|betalingsløsning|backup|datasystem|møterom",
    "service": "flere leads|flere kunder|nye kunder|møtebooking|flere møter|kundeservice|bedre kundeservice|"
    "telefoni|mobiltelefoni|regnskap|regnskapshjelp|regnskapsfører|markedsføring|digital markedsføring|"
    "hjelp til salg|mer salg|bedre oppfølging|oppfølging av kunder|oppfølging av leads|it drift|it hjelp|"
    "support|rådgivning|opplæring|kurs|svarservice|telefonsvar|kundebehandling|rekruttering|bemanning|"
    "strøm|internett|fiber|bredbånd|forsikring|renhold|transport|vaktmester|automatisering|integrasjoner|"
    "datasikkerhet|sikkerhet|annonsering|synlighet|bedre oversikt|bedre rapporter|en bedre løsning|"
    "bedre kontroll|mindre manuelt arbeid|noen som tar telefonen|noen som svarer kundene|"
    "en som kan booke møter|noen som kan ringe|hjelp med telefonen|hjelp med regnskapet|"
    "hjelp til markedsføring|hjelp til møtebooking|hjelp til kundeservice|kvalifiserte leads|"
    "bedre kundeoppfølging|et system for oppfølging|en ny leverandør|ny leverandør|nye lokaler",
    "vendor": "leverandøren|leverandøren vår|den vi har i dag|dagens løsning|dagens system|systemet vi har|"
    "det vi har i dag|excel|regneark|visma|tripletex|fiken|poweroffice|salesforce|hubspot|superoffice|"
    "telenor|telia|microsoft|outlook|teams|google|et gammelt system|noe vi har laget selv|penn og papir",
    "problem": "vi mister kunder|vi mister for mange henvendelser|vi rekker ikke å svare|vi har for lite tid|"
    "telefonen ringer hele tiden|det tar for lang tid|det er for tungvint|systemet er gammelt|"
    "systemet er tregt|det er for dyrt|kundene venter for lenge|vi får ikke fulgt opp kundene|"
    "vi får ikke svart kundene|vi har ikke oversikt|vi sliter med oppfølging|vi bruker for mye tid|"
    "vi svarer for sent|ingen følger opp|vi har mistet en selger|vi vokser fort|avtalen går ut|"
    "avtalen vår går ut snart|vi er ikke fornøyd med <vendor>|vi er misfornøyd med <vendor>|"
    "det fungerer ikke|det fungerer dårlig|det er mye manuelt arbeid|dataene ligger overalt|"
    "alt ligger i <vendor>|vi gjør alt i <vendor>|kundene klager|supporten er dårlig|"
    "vi har for få ansatte|vi får for få møter|selgerne booker for få møter|vi har dårlig oppfølging|"
    "vi bruker mye tid på <area>|det er vanskelig å få tak i kunder|vi drukner i epost",
    "need": "vi trenger <thing>|vi trenger <thing>|jeg trenger <thing>|vi ønsker <thing>|vi vil ha <thing>|"
    "jeg vil gjerne ha <thing>|vi ser etter <thing>|jeg ser etter <thing>|vi er på jakt etter <thing>|"
    "vi vurderer <thing>|vi skal ha <thing>|vi skal kjøpe <thing>|vi skal bytte <system>|vi må bytte <system>|"
    "vi vil bytte leverandør|vi tenker på å bytte leverandør|vi skal bytte ut <vendor>|vi vil bytte ut <vendor>|"
    "vi bruker <vendor> i dag|i dag bruker vi <vendor>|vi har <vendor> i dag|vi har ikke noe system i dag|"
    "vi har ingenting|<problem>|<problem>|<problem> og trenger <thing>|<thing>|<thing>|<service>|"
    "det gjelder <thing>|det er <thing>|jeg ringer om <thing>|jeg ringer angående <thing>|"
    "jeg lurer på <thing>|vi lurer på om dere kan hjelpe oss med <service>|kan dere hjelpe oss med <service>|"
    "vi trenger hjelp|vi trenger hjelp med <service>|vi trenger hjelp til <service>|vi trenger hjelp med <system>|"
    "jeg er interessert i <thing>|vi er interessert i <thing>|vi er interessert|jeg er interessert|"
    "vi vil effektivisere <area>|vi vil ha bedre oversikt over kundene|vi vil forbedre <service>|"
    "jeg så annonsen deres|jeg fylte ut et skjema|jeg fylte ut skjemaet på nettsiden|"
    "jeg vil vite mer om <thing>|fortell meg mer om <thing>|vi trenger noe for <area>|"
    "vi trenger et system for <area>|vi trenger <system> til <small> ansatte|vi trenger både <service> og <service>|"
    "først og fremst <service>|mest <service>|bare <service>|vi vil gjerne bestille|jeg vil bestille <thing>|"
    "det viktigste er <service>|vi ønsker å komme i gang med <service>|vi ønsker å spare tid|"
    "vi ønsker å spare penger|vi vil øke salget|vi vil vokse|vi trenger noe som er enkelt|"
    "vi trenger noe som fungerer sammen med <vendor>|det må fungere med <vendor>|vi har prøvd <vendor>",
    "thing": "et nytt <system>|et <system>|et bedre <system>|nytt <system>|<system>|en ny <system>|<service>|"
    "<service>|<service>|en <system>|et enklere <system>|et <system> til <small> ansatte|"
    "et nytt <system> for <area>|et system for <area>|et system som virker|tilbud på <system>|"
    "tilbud på <service>|pris på <service>|informasjon om <service>",
}

TIMING: dict[str, str] = {
    "horizon": "innen tre måneder|innen <few> måneder|innen <few> uker|om <few> måneder|om <few> uker|"
    "til høsten|til våren|til sommeren|til vinteren|neste år|neste måned|neste uke|denne uka|denne uken|"
    "denne måneden|i år|så fort som mulig|så snart som mulig|med en gang|nå|nå med en gang|i løpet av året|"
    "i løpet av våren|i løpet av høsten|i løpet av <few> måneder|i løpet av sommeren|i løpet av måneden|"
    "om et halvt år|innen et halvt år|om et år|innen et år|innen utgangen av året|før jul|etter jul|"
    "før sommeren|etter sommeren|før påske|etter påske|etter ferien|før ferien|over nyttår|ved nyttår|"
    "etter nyttår|på nyåret|i <month>|i begynnelsen av <month>|i slutten av <month>|innen <month>|"
    "fra <month>|<month>|første kvartal|andre kvartal|tredje kvartal|fjerde kvartal|neste kvartal|"
    "<few> til <few> måneder|om <few> til <few> måneder|<few> måneder|et halvt år|et år|halvannet år|"
    "om halvannet år|ikke før neste år|ikke før <month>|vi har god tid|ingen hast|det haster|"
    "det haster ikke|det haster litt|helst i går|når som helst|vet ikke ennå|ikke bestemt|"
    "har ikke bestemt det|når avtalen går ut|når kontrakten går ut|kontrakten går ut i <month>|"
    "vi har avtale til <month>|om noen måneder|om noen uker|om kort tid|snart|ganske snart|"
    "i løpet av neste år|neste sommer|neste høst|neste vår|helst innen <month>|helst før sommeren",
    "when_answer": "<horizon>|<horizon>|<horizon>|vi vil starte <horizon>|vi må ha det på plass <horizon>|"
    "vi trenger det <horizon>|det bør være på plass <horizon>|vi tenker <horizon>|helst <horizon>|"
    "vi skal bestemme oss <horizon>|avgjørelsen tas <horizon>|vi håper å komme i gang <horizon>|"
    "vi ønsker å starte <horizon>|planen er <horizon>|kanskje <horizon>|tidligst <horizon>|senest <horizon>|"
    "det må skje <horizon>|vi planlegger å bytte <horizon>|vi skal i gang <horizon>|målet er <horizon>|"
    "det blir nok <horizon>|sikkert <horizon>|vi vil ha det klart <horizon>|jeg tenker <horizon>",
    "budget": "<amount>|<amount>|rundt <amount>|cirka <amount>|omtrent <amount>|opptil <amount>|under <amount>|"
    "maks <amount>|maksimalt <amount>|minst <amount>|over <amount>|budsjettet er <amount>|"
    "vi har satt av <amount>|vi har <amount>|vi har et budsjett på <amount>|budsjettet er på <amount>|"
    "har ikke budsjett|vi har ikke budsjett|vi har ikke noe budsjett|ikke noe budsjett|"
    "det har vi ikke bestemt|budsjettet er ikke bestemt|budsjettet er ikke klart|det kommer an på prisen|"
    "det vil jeg ikke si|det vil jeg helst ikke si|det er hemmelig|det vet jeg ikke|vi kan bruke <amount>|"
    "vi kan betale <amount>|vi betaler <amount> i dag|nei vi har ikke satt av noe|det må vi komme tilbake til|"
    "ja <amount>|jeg vil tro <amount>|kanskje <amount>|noe sånt som <amount>|mellom fem og ti tusen|"
    "så billig som mulig|det spiller ingen rolle|vi har penger|budsjettet er godkjent|vi har budsjett",
}

MEETING: dict[str, str] = {
    "daypart": "morgenen|formiddagen|ettermiddagen|kvelden|lunsj|tidlig|sent|midt på dagen|dagen",
    "day": "<weekday>|<weekday>|<weekday>|neste <weekday>|førstkommende <weekday>|på <weekday>|"
    "i morgen|i dag|i overmorgen|i morra|neste uke|neste uke på <weekday>|<weekday> neste uke|"
    "<weekday> morgen|<weekday> formiddag|<weekday> ettermiddag|<weekday> kveld|<date>|"
    "den <dayofmonth>|i morgen tidlig|i morgen formiddag|i morgen ettermiddag|i ettermiddag|i kveld|"
    "tidlig neste uke|sent neste uke|slutten av uka|begynnelsen av uka|midten av uka|om en uke|"
    "om fjorten dager|om to uker|over helgen|etter helgen|uke <week>",
    "time": "klokka <clock>|klokken <clock>|<clock>|klokka <clock>|rundt klokka <clock>|ved <clock> tida|"
    "etter klokka <clock>|før klokka <clock>|etter <clock>|før <clock>|mellom <clock> og <clock>|"
    "tidlig på dagen|sent på dagen|om <daypart>|på <daypart>|på formiddagen|på ettermiddagen|"
    "etter lunsj|før lunsj|midt på dagen|når som helst|helst <clock>|kl <clock>=>klokka <clock>",
    "choice": "den første|den første|den andre|den siste|den siste|den tredje|det første|det andre|det siste|"
    "den første passer best|den første passer bra|den andre passer best|den andre er best|den første er best|"
    "jeg tar den første|jeg tar den andre|jeg tar den siste|vi tar den første|vi tar den andre|"
    "ja den første|ja den andre|helst den første|helst den andre|nummer en|nummer to|alternativ en|"
    "alternativ to|det første alternativet|det siste alternativet|den tidligste|den seneste|begge passer|"
    "begge deler|samme for meg|det spiller ingen rolle|ingen av delene|ingen av dem passer|"
    "<weekday> passer best|<weekday> passer bra|<weekday> passer fint|<weekday> er best|"
    "<weekday> klokka <clock>|<weekday> klokka <clock>|da tar vi <weekday>|jeg tar <weekday>|"
    "vi tar <weekday>|vi tar <weekday> klokka <clock>|jeg tar klokka <clock>|klokka <clock> passer best|"
    "klokka <clock> passer bra|klokka <clock> er fint|klokka <clock> er best|<clock> passer bra|"
    "<weekday> <clock>|<weekday> da|ja <weekday>|ja <weekday> passer bra|ja klokka <clock>|heller <weekday>|"
    "helst <weekday>|<weekday> er fint|<weekday> går bra|<weekday> går fint|da sier vi <weekday>|"
    "da sier vi <weekday> klokka <clock>|<date> passer bra|<date> klokka <clock>|ja takk <weekday>",
    "wish": "<day>|<day>|<time>|<time>|<day> <time>|<day> <time>|<weekday> klokka <clock>|kan vi ta <day>|"
    "kan vi ta det <day>|kan vi si <day> <time>|hva med <day>|hva med <day> <time>|går det <day>|"
    "passer det <day>|passer <day> for dere|har dere noe <day>|har du noe ledig <day>|er det ledig <day>|"
    "jeg kan <day>|jeg kan <day> <time>|jeg kan bare <day>|jeg kan ikke <day>|jeg kan når som helst|"
    "ikke <weekday>|alle dager unntatt <weekday>|helst <day>|helst <time>|helst ikke <weekday>|"
    "det passer best <day>|det passer best <time>|det må bli <day>|da må det bli <day>|jeg er opptatt <day>|"
    "jeg er bortreist <day>|jeg er på ferie til <date>|kan vi ta det <time>|litt senere|litt tidligere|"
    "noe senere|noe tidligere|senere på dagen|tidligere på dagen|en annen dag|en annen dag passer bedre|"
    "har dere noe annet|har du andre tider|en halvtime holder|en time|på teams|på telefon|over telefon|"
    "fysisk møte|video|hos oss|på kontoret deres|dere kan komme til oss|jeg vil ha møte <day>|"
    "jeg vil gjerne ha et møte <day>|jeg vil booke et møte|kan vi booke et møte <day>|book meg inn <day>|"
    "fra klokka <clock> til klokka <clock>|<weekday> eller <weekday>|<day> eller <day>|uka etter",
    "date_answer": "<date>|<date>|den <dayofmonth>|den <dayofmonth> <month>|<dayofmonth> <month>|<date> passer bra|"
    "kan vi ta det <date>|hva med <date>|hva med den <dayofmonth>|helst <date>|det må bli <date>|<month>|"
    "den <dayofmonth> <month> klokka <clock>|<dayofmonth> <month> passer fint|kan vi si den <dayofmonth> <month>|"
    "kan vi ta den <dayofmonth> <month>|jeg kan den <dayofmonth>|ja <date>|tidligst <date>|etter <date>",
    "correction": "nei heller <weekday>|nei <weekday>|nei jeg mente <weekday>|nei klokka <clock>|nei <clock>|"
    "nei vent|vent litt|vent <weekday> er bedre|nei det var <weekday>|nei det skal være <weekday>|"
    "nei det skal være klokka <clock>|unnskyld <weekday>|unnskyld jeg mente <weekday>|nei heller <day>|"
    "eller forresten <weekday>|forresten <weekday> er bedre|nei ikke <weekday> men <weekday>|"
    "ikke <weekday> <weekday>|nei jeg heter <person>|nei jeg heter <first>|nei firmaet heter <company>|"
    "nei vi heter <company>|nei det er <company>|nei det er <person>|nei <few> måneder|nei <small> ansatte|"
    "<horizon> nei <horizon>|<choice> nei <choice>|<amount> nei <amount>|<first> nei <first>|nei <amount>|nei feil|det ble feil|du misforstod|du hørte feil|nei det var ikke det jeg sa|"
    "det var ikke det jeg mente|jeg sa <weekday>|jeg sa <clock>|jeg sa <first>|jeg sa nei|jeg sa ja|"
    "jeg mente <clock>|nei nummeret er <phone>|siste siffer er <digit>|nei det slutter på <digit> <digit>|"
    "kan vi endre til <weekday>|kan jeg endre til <weekday>|kan vi flytte det til <day>|"
    "jeg må flytte møtet|jeg må avlyse|jeg må avbestille|jeg vil flytte møtet til <day>|glem det",
}

CONTACT: dict[str, str] = {
    "phone_answer": "<phone>|<phone>|<phone>|<phone>|nummeret er <phone>|nummeret mitt er <phone>|"
    "telefonnummeret er <phone>|det er <phone>|mobilen er <phone>|ring meg på <phone>|ja <phone>|"
    "du kan ringe <phone>|samme nummer|bruk dette nummeret|det samme som jeg ringer fra|"
    "det nummeret jeg ringer fra|dette nummeret|du har nummeret|nummeret dere ringte på",
    "email_answer": "<email>|<email>|<email>|eposten er <email>|epost <email>|epostadressen er <email>|"
    "det er <email>|adressen er <email>|send til <email>|min epost er <email>|jeg har ikke epost|"
    "<email>|du kan sende det til <email>|mailen min er <email>|det staves <letters>",
    "spelling": "<letters>|<letters>|<letters>|det staves <letters>|<first> <letters>|med <letter>|"
    "<first> med <letter>|med to <letter> er|<letter> som i <first>|med <letter> ikke <letter>|"
    "dobbel <letter>|bindestrek|understrek|punktum|krøllalfa|alfakrøll",
    "organisation": "organisasjonsnummeret er <orgnumber>|<orgnumber>|org nummer <orgnumber>|"
    "bestillingsnummer <digits>|kundenummer <digits>|saksnummer <digits>|koden er <digits>|<digits>",
}

QUESTIONS: dict[str, str] = {
    "question": "hva koster det|hva koster det|hva er prisen|hvor mye koster det|er det dyrt|hva koster det i måneden|"
    "hva er prisen per bruker|koster det noe|er det gratis|hva gjelder det|hva gjelder det nå|hva er dette|"
    "hvem er du|hvem er det jeg snakker med|hvem snakker jeg med|hvem er det|hvem er det som ringer|"
    "hvor ringer du fra|hvilket firma er dette|hvilket selskap ringer du fra|hva vil du|hva selger dere|"
    "er du en robot|er du et menneske|snakker jeg med en robot|er dette en robot|er det en maskin|"
    "er du kunstig intelligens|er dette kunstig intelligens|er du ekte|er det en ai|snakker jeg med en maskin|"
    "kan jeg få snakke med et menneske|kan jeg snakke med et menneske|jeg vil snakke med et menneske|"
    "jeg vil snakke med en person|kan jeg få snakke med noen|sett meg over|kan du sette meg over|"
    "kan du sette meg over til <role>|kan jeg få snakke med <first>|er <first> der|jeg vil snakke med <person>|"
    "kan jeg få snakke med en selger|få snakke med kundeservice|få snakke med sjefen din|"
    "kan du gjenta|kan du gjenta det|hva sa du|unnskyld hva sa du|si det igjen|en gang til|kan du si det igjen|"
    "hæ|hva|hva behager|unnskyld|jeg hørte ikke|jeg hørte deg ikke|jeg hørte ikke hva du sa|kan du snakke høyere|"
    "kan du snakke saktere|litt saktere|jeg forstår ikke|jeg skjønner ikke|jeg forstod ikke spørsmålet|"
    "hva mener du|hva betyr det|hvordan fungerer det|hvordan virker det|hva gjør dere|hva tilbyr dere|"
    "hva kan dere hjelpe med|hvor lang tid tar det|hvor lenge varer møtet|hvor lang er bindingstiden|"
    "er det bindingstid|kan jeg si opp når som helst|hvem skal jeg møte|hvor er møtet|hvor holder dere til|"
    "hvor er dere|har dere kunder i <place>|hvem bruker dere|har dere referanser|er det trygt|"
    "hva med personvern|hvor lagres dataene|lagres samtalen|tar du opp samtalen|blir samtalen tatt opp|"
    "hvor har dere nummeret mitt fra|hvordan fikk du nummeret mitt|hvorfor ringer du|hvorfor ringer dere|"
    "kan du sende informasjon|kan du sende meg noe på epost|send meg en epost|send meg informasjon|"
    "kan du sende et tilbud|send meg en sms|kan dere ringe tilbake|jeg vil at dere ringer meg|jeg vil at dere ringer meg tilbake|jeg vil at noen ringer meg|be noen ringe meg|si til <first> at jeg ringte|fungerer det med <vendor>|"
    "hvor mange kunder har dere|når kan dere starte|hvor fort kan vi komme i gang|kan vi prøve det|"
    "er det prøveperiode|kan jeg tenke på det|hva er forskjellen|hva er fordelen|hva får vi for pengene|"
    "er dere norske|er det norsk|snakker du engelsk|kan vi ta det på engelsk|hva er klokka|hva skjer nå|"
    "hva blir det neste|hva er adressen|hva er nettsiden|når er møtet|når var det vi skulle møtes|"
    "hvilke tider har dere|når har dere ledig|når har du tid",
    "objection": "jeg er ikke interessert|ikke interessert|vi er ikke interessert|nei vi er ikke interessert|"
    "det er ikke aktuelt|ikke aktuelt|ikke aktuelt for oss|vi trenger ikke noe|vi har det vi trenger|"
    "vi har allerede et system|vi har allerede en leverandør|vi er fornøyd med <vendor>|vi har <vendor>|"
    "det er for dyrt|det har vi ikke råd til|vi har ikke råd|vi har ikke tid|jeg har ikke tid|"
    "jeg har dårlig tid|jeg har ikke tid nå|jeg er opptatt|jeg sitter i møte|jeg er i et møte|jeg kjører bil|"
    "jeg kjører|ring meg senere|ring senere|ring tilbake|kan du ringe senere|kan du ringe tilbake|"
    "kan du ringe meg <day>|ring meg <day>|ring meg <day> <time>|ring meg etter klokka <clock>|"
    "ring meg om <few> uker|ring meg neste uke|passer ikke nå|det passer dårlig nå|det passer ikke nå|"
    "feil nummer|du har ringt feil|du har feil nummer|det er feil nummer|du har ringt feil nummer|"
    "her er det ingen som heter <first>|<first> jobber ikke her|<first> har sluttet|det er ikke meg|"
    "jeg er ikke rett person|det er ikke jeg som har ansvar for det|du må snakke med <role>|"
    "du må snakke med <person>|det er <person> du skal snakke med|ikke ring meg igjen|ikke ring mer|"
    "slutt å ringe|slett nummeret mitt|jeg vil ikke bli ringt|jeg har reservert meg|fjern meg fra lista|"
    "jeg vil ikke snakke med en robot|jeg snakker ikke med roboter|vi har nettopp byttet|"
    "vi har bindingstid til <month>|vi har bindingstid|send heller en epost|jeg må tenke på det|"
    "jeg må diskutere det med <role>|det høres ut som svindel|er dette svindel|jeg kjøper ikke på telefon|"
    "dere har ringt før|dere ringer for ofte|jeg vil klage|dette er dårlig|jeg er ikke fornøyd|nå er jeg sint",
    "hold": "et øyeblikk|vent litt|vent|bare et øyeblikk|ett sekund|et sekund|hold linja|jeg må finne kalenderen|"
    "jeg skal bare sjekke|jeg må sjekke kalenderen|la meg se|skal vi se|la meg tenke|jeg tenker litt|"
    "jeg kommer straks|nå er jeg her|er du der|hallo er du der|hører du meg|hallo hører du meg",
}

NYNORSK: dict[str, str] = {
    "nynorsk": "eg heiter <person>|eg er <role>|eg er dagleg leiar|eg er leiar for <area>|vi treng <service>|"
    "me treng <service>|me treng eit nytt <system>|vi treng eit nytt <system>|eg ringjer frå <company>|"
    "eg ringer frå <company>|me er interesserte|eg er ikkje interessert|det passar bra|det passar ikkje|"
    "<nnday> passar best|<nnday> passar fint|<nnday> klokka <clock>|eg tek den fyrste|eg tek den første|"
    "den fyrste|neste veke|denne veka|om nokre veker|om nokre månader|innan <few> månader|til hausten|"
    "til våren|neste år|så snart som mogleg|så fort som mogleg|om eit halvt år|det er eg som bestemmer|"
    "det er eg som avgjer|eg og styret|sjefen min avgjer|eg veit ikkje|veit ikkje|eg trur det|eg trur ikkje det|"
    "ja det stemmer|nei det stemmer ikkje|ja det gjer eg|nei takk det treng me ikkje|kva kostar det|"
    "kven er det eg snakkar med|kven snakkar eg med|er du ein robot|kan eg få snakke med eit menneske|"
    "kan du seie det ein gong til|kva sa du|eg høyrde ikkje|kan du ringje seinare|ring meg seinare|"
    "ring meg neste veke|eg har ikkje tid|eg har ikkje tid no|me har ikkje budsjett|me har ikkje noko budsjett|"
    "me er <small> tilsette|vi er <small> tilsette|vi har <small> tilsette|takk for hjelpa|ha det bra|"
    "tusen takk|det er greitt|greitt|ikkje enno|ikkje no|kanskje|nei ikkje <nnday> men <nnday>|"
    "kan me ta det <nnday>|har de noko <nnday>|eg vil gjerne ha eit møte|eg vil snakke med ein person|"
    "kva gjeld det|korleis fungerer det|kor mykje kostar det|kor lang tid tek det|me nyttar <vendor> i dag|"
    "me vil byte leverandør|me skal byte system|me bruker <vendor>|rundt <amount>|i morgon|i dag|"
    "i morgon klokka <clock>|eg kan <nnday>|me må ha det på plass før jul|me må ha det til hausten",
}

NYNORSK |= {
    "nnfew": "to|tre|fire|fem|seks|ni|tolv|nokre|eit par",
    "nnhorizon": "innan <nnfew> månader|innan <nnfew> veker|om <nnfew> månader|om <nnfew> veker|"
    "i løpet av <nnfew> månader|<nnfew> månader|til hausten|til våren|til sommaren|neste veke|neste år|"
    "neste månad|så snart som mogleg|så fort som mogleg|med ein gong|om eit halvt år|innan eit halvt år|"
    "om eit år|innan eit år|før jul|etter jul|før sumaren|etter ferien|i løpet av året|i <month>|"
    "innan <month>|frå <month>|ikkje før <month>|me har god tid|det hastar|det hastar ikkje",
    "nynorsk_when": "<nnhorizon>|<nnhorizon>|<nnhorizon>|me tenkjer <nnhorizon>|helst <nnhorizon>|"
    "me må ha det på plass <nnhorizon>|me vil starte <nnhorizon>|me håpar å kome i gang <nnhorizon>|"
    "vi må ha det <nnhorizon>|kanskje <nnhorizon>|eg trur <nnhorizon>|seinast <nnhorizon>",
    "nynorsk_choice": "den fyrste|den første|den andre|den siste|<nnday>|<nnday> passar best|"
    "<nnday> passar bra|<nnday> passar fint|<nnday> klokka <clock>|eg tek den fyrste|eg tek den andre|"
    "me tek <nnday>|heller <nnday>|nei heller <nnday>|kan me ta det <nnday>|kva med <nnday>|"
    "eg kan <nnday>|eg kan ikkje <nnday>|i morgon|i morgon klokka <clock>|i overmorgon|ja det passar fint|"
    "det passar ikkje|ingen av dei|nei det passar ikkje|ja takk gjerne|den fyrste passar best",
    "nynorsk_need": "me treng <service>|vi treng <service>|me treng eit <system>|me treng eit nytt <system>|"
    "vi treng eit nytt <system>|eg treng <service>|me ynskjer <service>|me ønskjer eit nytt <system>|"
    "me ser etter eit <system>|me skal byte <system>|me vil ha betre oversikt|me treng hjelp med <service>|"
    "me treng fleire kundar|me treng fleire møte|me har ikkje noko system i dag|me brukar <vendor> i dag|"
    "det går for seint|me rekk ikkje å svare|me mistar kundar|eg lurer på kva det kostar",
    "nynorsk_who": "eg heiter <person>|eg heiter <person> og ringer frå <company>|eg heiter <first>|"
    "eg ringer frå <company>|<person> frå <company>|frå <company>|eg er <role>|eg er dagleg leiar|"
    "eg er dagleg leiar i <company>|dagleg leiar|eg er økonomileiar|eg jobbar i <company>|"
    "eg er seljar|eg er innkjøpar|eg eig <company>|hei eg heiter <person> og ringer frå <company>|"
    "det er eg som bestemmer|det er eg som avgjer|eg og styret|styret avgjer|sjefen avgjer|"
    "eg bestemmer sjølv|det gjer eg|me er <small> tilsette|me er <small>",
}

EVERYDAY: dict[str, str] = {
    "everyday": "det dreier seg om <service>|det går bra|det går ganske godt|vi har det travelt|det er litt mye nå|"
    "jeg skal se på det|vi får se|det får vi se på|hvis det går fort|hvis prisen er riktig|hvis det passer|"
    "vi har hatt det siden <month>|vi hadde det forrige år|forrige uke|i forrige uke|forrige måned|sist uke|"
    "det tar <few> timer|om <few> timer|en halv time|om en halv time|<few> dager|om <few> dager|"
    "han er ikke her|hun er ikke her|han er ute|hun er på ferie|han er i møte|hun er ikke på jobb i dag|"
    "jeg er hjemme|jeg er på vei|jeg sitter i bilen|jeg er på et oppdrag|jeg er ikke på kontoret|"
    "jeg må gå nå|jeg må løpe|la oss gjøre det|gjør det|kan du hjelpe meg|kan du hjelpe meg med det|"
    "det var bra|det var dumt|det er synd|det er sant|det er klart|det er sikkert fint|ganske raskt|kjapt|"
    "så raskt som mulig|litt kjapt|fort|ta det rolig|ta det med ro|det var ikke meningen|sånn er det|"
    "det var sånn|noe sånt|ellers takk|nei ellers takk|det er ingen fare|ingen fare|alt i orden|i orden|"
    "det er i orden|det er ordnet|det gjør ingenting|bare hyggelig|hyggelig|veldig hyggelig|så bra|"
    "jeg husker ikke|det husker jeg ikke|det sa jeg|det har jeg sagt|jeg har jo sagt det|som jeg sa|"
    "vi er på flere steder|vi har kontorer i <place>|vi har <few> kontorer|vi har avdelinger i <place> og <place>|"
    "vi holder på med <service>|vi driver med <area>|vi selger til bedrifter|vi har mange biler|"
    "vi har et behov|det er behov for det|vi har stort behov for <service>|det er et problem|"
    "det finnes ikke|det virker ikke|det funker ikke|det funker fint|den er fin|den beste|det beste|"
    "er det mulig|er det lov|er det noen andre|finnes det noe annet|hva skjer hvis vi ikke er fornøyd|"
    "slutt å mase|dere maser|jeg er drittlei|jeg er lei av dette|dette er irriterende|faen|helvete|"
    "hold kjeft|dra til helvete|nå får du gi deg|det er useriøst|for en dårlig service|jeg vil ha et ordentlig svar|"
    "koble meg til <area>|koble meg over|koble meg til et menneske|gi meg <area>|gi meg en person|"
    "jeg vil legge igjen en beskjed|jeg vil at han ringer meg|kan hun ringe meg|<first> <last> skal ringe meg|"
    "fornavnet mitt er <first>|etternavnet mitt er <last>|jeg kan stave det|det staves slik|skal jeg stave det|"
    "i stedet|i stedet for <weekday>|enten <weekday> eller <weekday>|hverken <weekday> eller <weekday>|"
    "alle dager bortsett fra <weekday>|fredager går ikke|mandager passer dårlig|torsdagen passer|fredagen|"
    "ikke før klokka <clock>|mellom <clock> og <clock>|ved <clock> tiden|rundt lunsj|i løpet av dagen|"
    "jeg er fleksibel|vi er fleksible|er det ledig noe annet|har dere ledige tider|neste ledige|"
    "jeg har fått en epost|jeg fikk en melding|jeg fikk en sms|jeg har sett på nettsiden deres|"
    "vi ble anbefalt dere|en kollega anbefalte dere|jeg fikk dere anbefalt|jeg snakket med <first> i forrige uke|"
    "jeg har snakket med dere før|vi har hatt et møte|<amount> komma <small>|<digit> komma <digit> millioner|"
    "<digit> komma <digit>|<small> prosent|uten moms|inkludert moms|per måned|i året|til sammen|totalt <amount>|"
    "inntil <amount>|bortimot <amount>|et par tusenlapper|noen tusen i måneden|jeg snakker ikke så godt norsk",
}

COMBINED: dict[str, str] = {
    "combined": "<introduction> og <need>|<introduction> <need>|<yes> <my_name>|<yes> <i_am_role>|"
    "<yes> <need>|<yes> <when_answer>|<no> <need>|<no> <authority>|<yes> <authority>|<hello> <need>|"
    "<hello> <introduction>|<hello> <my_name>|<my_name> og <i_am_role>|<i_am_role> og <authority>|"
    "<need> og <need>|<need> <when_answer>|<need> <when_answer> og budsjettet er <amount>|"
    "<need> og vi har <amount>|<i_am_role> og <need>|<team_size> og <need>|<need> og <team_size>|"
    "<my_company> og <need>|<when_answer> og budsjettet er <amount>|<yes> <choice>|<yes> <wish>|"
    "<no> <wish>|<no> <choice>|<yes> men <question>|<yes> men <objection>|<no> <objection>|<yes> <question>|"
    "<hello> <question>|<hello> <objection>|<choice> takk|<choice> <bye>|<yes> <bye>|<no> <bye>|"
    "<maybe> <question>|<maybe> <wish>|<backchannel> <need>|<backchannel> <question>|<backchannel> <yes>|"
    "<team_size> og budsjettet er <amount>|<hello> <need> og lurer på <question>|<question> og <question>|"
    "eh <need>|ehm <i_am_role>|altså <need>|ja altså <need>|vel <need>|jo altså <need>|tja <need>|"
    "<need> fordi <problem>|<yes> <budget>|<no> <budget>|<authority> og <when_answer>|<need> <horizon>|"
    "<no> men <need>|<no> men <wish>|<i_am_role> så <authority>|<objection> <bye>|<hello> <yes>|"
    "<my_name> <phone_answer>|<yes> <phone_answer>|<yes> <email_answer>|jeg vil gjerne <bookit>|"
    "<hello> jeg vil gjerne <bookit>|kan jeg <bookit>",
    "bookit": "booke et møte|booke et møte <day>|bestille et møte|avtale et møte|avtale en tid|ha et møte|"
    "flytte møtet|flytte møtet til <day>|avlyse møtet|avbestille|snakke med en selger|vite mer|"
    "få et tilbud|ha et tilbud|ha mer informasjon|bli oppringt <day>|snakke med <first>|legge igjen en beskjed",
}

RULES: dict[str, str] = {
    **ANSWERS,
    **WHO,
    **NEEDS,
    **TIMING,
    **MEETING,
    **CONTACT,
    **QUESTIONS,
    **NYNORSK,
    **EVERYDAY,
    **COMBINED,
}

MIX: dict[str, int] = {
    "yes": 6,
    "no": 5,
    "maybe": 3,
    "backchannel": 3,
    "hello": 2,
    "bye": 3,
    "i_am_role": 5,
    "authority": 5,
    "my_name": 10,
    "my_company": 11,
    "introduction": 8,
    "team_size": 3,
    "need": 10,
    "when_answer": 6,
    "budget": 5,
    "choice": 7,
    "wish": 7,
    "date_answer": 5,
    "correction": 4,
    "phone_answer": 6,
    "email_answer": 6,
    "spelling": 6,
    "organisation": 2,
    "question": 7,
    "objection": 6,
    "hold": 2,
    "everyday": 6,
    "nynorsk": 4,
    "nynorsk_when": 2,
    "nynorsk_choice": 2,
    "nynorsk_need": 2,
    "nynorsk_who": 2,
    "combined": 12,
}
"""How often each kind of answer is drawn."""
