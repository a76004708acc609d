"""Everyday Norwegian words: what an utterance is made of besides names, values and rare nouns.

The list answers one question: is this a word that people say, or what a recogniser made of one? A
word that stands here is never mended into another, and a string that is no word but sounds like
exactly one of these is read as that one (``mending``). It is no dictionary: leaving a word out
costs nothing but a chance to mend.

Source: everyday knowledge of spoken Bokmål and Nynorsk; checked against no list.
"""

from __future__ import annotations

_LITTLE = """
jeg eg æ du han hun ho hen vi me de dere dykk den det dette disse denne der her hit dit hjem
hjemme meg deg seg oss dem ham henne min mi mitt mine din di ditt dine sin si sitt sine vår vårt
våre hans hennes deres en ei et ein eit ett én annen annet andre anna sånn sånt sånne slik slikt
slike samme selv sjøl sjølv egen eget egne hver hvert alle alt all mange mye noe noen nokon noko
ingen inget ingenting flere fleire færre mer meir mest mindre minst få litt lite liten små hva
hvem hvor hvorfor hvordan når hvilken hvilket hvilke kva kven kor korleis kvifor at om å og eller
men for fordi så da då hvis dersom enn som både enten verken hverken heller selvom mens før etter
siden sidan til fra frå på i av med mot ved under over mellom gjennom uten foruten utenom unntatt
hos blant rundt omkring langs bak foran inne inn ute ut opp oppe ned nede bort borte fram frem
tilbake igjen ikke ikkje aldri alltid ofte sjelden nå no snart straks allerede fortsatt ennå enda
enno bare berre også òg jo vel nok visst kanskje muligens trolig sikkert egentlig faktisk liksom
altså akkurat nettopp omtrent cirka ganske veldig svært helt heilt nesten altfor særlig spesielt
dessverre heldigvis forresten iallfall uansett ellers derimot likevel dermed derfor slett absolutt
overhodet definitivt virkelig verkeleg vanligvis normalt eventuelt helst gjerne ja nei jaha javel
ok okei greit takk hei hallo hæ mm hm eh øh ehm oi uff nja tja jepp nope niks klart hvorav
hvorvidt ifølge angående pluss minus per pr ca hjemmefra innen inntil utover opptil maks maksimum
minimum høyst knapt snaut drøyt godt
"""
_VERBS = """
er var vært være vere blir ble blei blitt bli har hadde hatt ha kan kunne kunnet skal skulle
skullet vil ville villet må måtte måttet bør burde får fikk fått få går gikk gått gå kommer kom
kommet komme tar tok tatt ta gir ga gitt gi gjør gjorde gjort gjøre ser så sett se sier sa sagt si
sitter satt sittet sitte står sto stod stått stå ligger lå ligget ligge legger la lagt legge
setter satte sette holder holdt holde finner fant funnet finne finnes fins heter het hett hete
jobber jobba jobbet jobbe arbeider arbeidet arbeide ringer ringte ringt ringe ring svarer svarte
svart svare spør spurte spurt spørre sender sendte sendt sende send skriver skrev skrevet skrive
skriv leser leste lest lese snakker snakket snakka snakke prater pratet prata prate hører hørte
hørt høre høres tror trodde trodd tro tru trur vet visste visst vite tenker tenkte tenkt tenke
mener mente ment mene ønsker ønsket ønske trenger trengte trengt trenge bruker brukte brukt bruke
betaler betalte betalt betale koster kostet koste kjøper kjøpte kjøpt kjøpe selger solgte solgt
selge bestiller bestilte bestilt bestille bestemmer bestemte bestemt bestemme avgjør avgjorde
avgjort avgjøre beslutter besluttet beslutte signerer signerte signert signere godkjenner godkjent
godkjenne velger valgte valgt velge passer passa passet passe funker funka funket funke fungerer
fungerte fungert fungere stemmer stemte stemt stemme klarer klarte klart klare rekker rakk rekke
prøver prøvde prøvd prøve prøv venter ventet venta vente vent møter møtte møtt møtes møte treffer
traff truffet treffe treffes starter startet starta starte begynner begynte begynt begynne slutter
slutta sluttet slutte åpner åpnet åpne stenger stengte stengt stenge leder ledet lede driver drev
drevet drive eier eide eid eie styrer styrte styrt styre leverer leverte levert levere leier leide
leid leie bytter byttet bytta bytte flytter flyttet flytta flytte endrer endret endra endre
sjekker sjekket sjekka sjekke ordner ordnet ordna ordne hjelper hjalp hjulpet hjelpe forstår
forsto forstått forstå skjønner skjønte skjønt skjønne husker huska husket huske glemmer glemte
glemt glemme kjenner kjente kjent kjenne synes syntes liker likte likt like håper håpet håpe
vurderer vurderte vurdert vurdere anbefaler anbefalte anbefalt anbefale foreslår foreslo foreslått
foreslå planlegger planla planlagt planlegge forventer regner regnet regna regne kontakter
kontaktet kontakta kontakte nevner nevnte nevnt nevne snakkes sees ses høyres kaller kalte kalt
kalle bor bodde bodd bo reiser reiste reist reise kjører kjørte kjørt kjøre drar dro dratt dra
flyr spiser spiste spist spise sover sov sovet sove trives gjelder gjaldt gjelde haster hastet
haste gidder orker savner mangler manglet mangle stiller stilte stilt stille følger fulgte fulgt
følge viser viste vist vise lager laget laga lage bygger bygde bygd bygge selv-staver staver stave
stav gjentar gjenta repeter repetere slett slette fjern fjerne stopp stoppe avslutt avslutte
avtale avtaler avtalte avtalt booke booker booket hopper hoppe utsette utsetter satser satse
sikter siktet sikte ansetter ansette ansatt omsetter omsette tjener tjene sparer spare dekker
dekket dekke tåler tåle krever krevde krevd kreve skjer skjedde skjedd skje lurer lurte lurt lure
bryr høyre kjem fekk gjekk vart veit likar tenkjer brukar treng tek gjev seier ligg sit bur
"""
_NOUNS = """
dag dager dagen dagene dagar uke uker uka uken ukene veke veker måned måneder måneden år året
årene time timer timen minutt minutter minuttet sekund sekunder øyeblikk stund gang ganger gangen
tid tida tiden tider tidspunkt tidspunktet klokka klokken klokke morgen morgenen morgon formiddag
ettermiddag kveld kvelden natt natta middag lunsj lunsjen frokost pause helg helga helgen ferie
ferien jul jula påske påsken pinse nyttår nyåret romjul sommer sommeren høst høsten haust vinter
vinteren vår våren januar februar mars april mai juni juli august september oktober november
desember mandag tirsdag onsdag torsdag fredag lørdag søndag kvartal halvår årsskiftet dato datoen
kalender kalenderen avtale avtalen møte møtet møter møterom kontor kontoret kontorer jobb jobben
arbeid arbeidet firma firmaet firmaer bedrift bedriften bedrifter selskap selskapet foretak byrå
butikk butikken lager lageret verksted fabrikk avdeling avdelingen hovedkontoret konsern konsernet
kommune kommunen staten styret styre ledelsen ledergruppa ledergruppen sjef sjefen leder lederen
direktør direktøren eier eieren eierne kollega kollegaen kolleger kollegaer kunde kunden kunder
kundene leverandør leverandøren partner ansatt ansatte folk mann mannen menn dame kone kona sønn
datter bror broren søster far faren mor moren familie barn barna venn menneske mennesker person
personer stykker hode hoder årsverk medarbeider medarbeidere selger selgeren rådgiver konsulent
ingeniør utvikler regnskapsfører revisor advokat sekretær resepsjon resepsjonen sentralbord robot
maskin datamaskin automat telefon telefonen nummer nummeret mobil mobilen epost mail mailen
adresse adressen melding meldingen beskjed sms brev navn navnet fornavn etternavn bokstav
bokstaver ord ordet setning spørsmål svar grunn grunnen problem problemer problemet løsning
løsningen løsninger system systemet systemer program programmet verktøy nettside nettsiden data it
drift økonomi regnskap regnskapet salg salget innkjøp marked markedsføring personal produksjon
prosjekt prosjektet prosjekter oppdrag oppdraget tilbud tilbudet pris prisen priser kostnad
kostnader penger pengene budsjett budsjettet kroner krone tusenlapp tusenlapper lapper moms
faktura fakturaer kontrakt kontrakten avgjørelse avgjørelsen beslutning beslutningen fullmakt
ansvar ansvaret behov behovet interesse hjelp informasjon demo demonstrasjon presentasjon samtale
samtalen samtaler anbud plan planen planer mål ide idé forslag forslaget tanke tanken mening del
delen resten slutten starten begynnelsen midten løpet utgangen sted stedet plass plassen vei veien
bil bilen biler tog fly båt buss by byen land landet norge hus huset leilighet hytta hytte skole
barnehage lege legen tannlege legetime sykehus permisjon kurs kurset konferanse messe reise reisen
tur turen trening bryllup begravelse konfirmasjon flyet kø køen linje linja linjen lyd dekning
forbindelse lista listen register privat ting tingen tinga måte måten side siden slag type par
rekke halvtime kvarter hverdag hverdager ukedag ukedager arbeidsdag arbeidsdager virkedag
virkedager helligdag fridag dagtid kveldstid arbeidstid kontortid lunsjtid møtetid ledelse lønn
lønna enhet enheter lisens lisenser bruker brukere brukerne sete seter bygg bygget anlegg bransje
bransjen konkurrent sak saken tilfelle tvil håp feil feilen skyld råd rett anledning mulighet
muligheten sjanse erfaring kunnskap forhold punktum bindestrek understrek krøllalfa alfakrøll
komma postnummer organisasjonsnummer orgnummer personnummer fødselsnummer kontonummer etasje
etasjen slutt slutten
"""
_QUALITIES = """
god godt gode bedre betre best beste bra fin fint fine dårlig dårlige dårleg verre verst verste
stor stort store større størst liten lita lite små mindre minst lang langt lange lengre lengst
kort korte høy høyt høye lav lavt lave ny nytt nye gammel gammelt gamle tidlig tidligere tidligst
sen sent seint senere seinere senest først første neste siste sist forrige denne kommende
førstkommende påfølgende annenhver rask raskt raske raskest fort fortere fortest treg tregt ledig
ledige opptatt opptatte fri fritt full fullt fulle tom tomt åpen åpent stengt fast faste løs klar
klart klare sikker sikkert sikre usikker usikkert enig uenig mulig umulig aktuelt uaktuelt aktuell
viktig viktige vanskelig vanskelige enkel enkelt enkle lett lette tung tungt interessert
interesserte uinteressert interessant fornøyd fornøyde misfornøyd skuffet irritert sint glad lei
trist trøtt syk sjuk frisk ekte levende virkelig kunstig vanlig spesiell egentlig ordentlig
skikkelig grei greie topp supert perfekt flott kjempefint kjempebra utmerket strålende glimrende
hyggelig koselig riktig rett galt gal feil korrekt sann sant ærlig dum dumt rar rart billig
billige dyr dyrt dyre gratis halv halvt halve hel hele helt begge felles alene åleine sammen saman
privat offentlig norsk norske engelsk svensk dansk lokal lokale teknisk tekniske daglig daglige
ukentlig månedlig årlig ansvarlig administrerende selvstendig fleksibel fleksible travel travelt
stressa forsinket ferdig ferdige relevant nødvendig passende tilgjengelig tilgjengelige bortreist
utenlands hjemme midt nærmeste nærmere nær langsom presis blank cirka omtrentlig dobbel dobbelt
ekstra total totalt samlet bestemt usikre håpløst uheldig heldig synd kjedelig kjekt greit greiast
finast seinare
"""

_BESIDES = """
bitte bord bot dir enden entre fett fytti kam ki kjør køyr leter lete leita meste næ næi sek so
vekk vore æh æhm hørde open or bad bank bake bakke ball band bein benk bind blad blikk bok bolle
dam damp dal dans dekk dikt disk duk dyp dør egg eik enke eple fag fakta fall fat feit fest film
fisk fjell flagg flaske fot frakt frykt frø fugl gate gave gift glass gris gull gutt hage hale
hall hals hav heis hest hull hund hylle is jakt jord jente kaffe kake kald kalv kamp kant kart
kasse katt kilde kjede kjole klær klasse knapp kniv kopp korg kost kraft krig krok kull kåpe lam
lampe lapp last latter ledd lek leke lim luft lukt lus lys løk mat melk mus mur måke nabo nese
nett pakke panne papir park pass penn perm pille plog post potet prat pute rad ramme rand regn rem
ris rom rot rund rute rygg ryke sand sang seil sekk seng ski skip sko skog sky skål slange slott
smør snø sol sopp spill språk stav stein stige stjerne stol storm strand streng strøm støv sukker
sum sverd søm tak tal tann tante tau teppe test tjern topp torg torsk tråd trapp trykk trær tun
tvist tørr ull ulv vann vare vask vegg vekt vest vind vinge vogn våpen ål åre ås øre ørn øy bær
bor bur dere derre dikter fem fek fer fin fink for fore fri går gang gi gikk gutter had ham han
hind hun ikt it jag kat kok kor kors krav krem kul kun led lei lok luk lyst løpe man mann mark med
meg mel men mi min mot nakke nav ned nye nyt ode odd orden pan par pipe pol pris pus pynt rak rein
rik ring rop råd sag sak sal se sekt sett sint skam skum slag slik snar sov sta stank sur sykt syn
tap tema ti tok tom tomt tro tur tut tvang tyr tysk ut vakt vi vik vil visst voks vond værs å
gidder dum dumme tid tide dott matt matte nå hæ
"""
_NYNORSK = """
høver høvar høve høvde kjem kjeme kome augeblikk augneblink fyrst fyrste ynskjer ynskje trur veit
korleis tilråding tilråing verksemd verksemda eigar eigarar leiar leiaren dagleg saman åleine
mogleg umogleg nokon nokre noko mykje meir mindre fleire gjerne dykk dykkar ho han dei desse denne
ikkje berre sidan mellom kvar kvart heile halve sjølv sjølve difor fordi medan anna anten korkje
utanom innan føre førebels truleg kanskje sikkert vonar tykkjer synest likar nyttar brukar treng
søkjer finst finnast vere vera vore vorte blei vart verte skulle ville kunne måtte burde fekk
gjekk kom såg seie seier sa sagt gjere gjer gjorde gjort gå går gje gjev gav ta tek tok teke tala
snakka prata ringt ringer ringje skriv skreiv sende sendt kalla heiter heite arbeider jobbar driv
reknar kostar betalar vekene månader månaden timar dagar åra års neste førre komande morgon
føremiddag ettermiddag kveld helga hausten våren sommaren vinteren tidleg seint seinare snart
straks framleis enno alltid aldri ofte skjønar forstår hugsar gløymer høyrer høyrt lytta vente
ventar møtast møte snakkast interessert nøgd misnøgd leiinga styret avdelinga bedrifta føretak
kontoret tilsett tilsette løyving pengar kroner prisen tilbodet kontrakten avtalen brevet namnet
namn adressa nummeret rett gale
"""
_MORE = """
frister frist fristen egne eventuelle sjekka kikke kikker titte titter ordentlige plutselig
tilfeldig innflytelse grunnlegger stifter kompanjong kompanjongen samboer samboeren kjæreste
svigerfar utlandet syden fjellet byen sentrum hytta bygda øya nord sør øst vest vestlandet
østlandet sørlandet nord-norge oppe nede innimellom iblant hittil hjemover utenfor innenfor
ovenfor nedenfor overalt herfra derfra derav hvorpå idet ettersom slik sådan visse viss enkelte
øvrige ytterste siste forrige fleste begge tretti førtifem frokosten lunsjen middagen skiftet
skift vakta overtid deltid heltid fagfolk håndverker håndverkere rørlegger maler murer tømrer
butikker restaurant hotell kafé kiosk verksteder transport eiendom entreprenør byggmester maskin
maskiner utstyr varer kjøretøy lastebil varebil nøkkel dør nett nettet internett skjerm skjermen
telefoni sentralbord henvendelse henvendelser bestilling bestillinger kvittering betaling faktura
lisensen abonnement abonnementet modul moduler rapport rapporter oversikten listene skjema
skjemaet påmelding invitasjon bekreftelse bekreft bekrefte oppfølging opplæring support
vedlikehold drift oppgradering oppgradere installere integrere sikkerhet personvern strategi
utvikling vekst omsetning resultat overskudd underskudd lån bank heldagsmøte formøte styremøte
avdelingsmøte statusmøte kundemøte foreldremøte teamsmøte videomøte telefonmøte lunsjmøte
frokostmøte personalmøte allmøte ledermøte kundebesøk befaring samling julebord sommerfest
firmafest feire bursdag dugnad fotball trene kjørt hentet hente levere
"""
_NEIGHBOURS = """
bag banne bar bark bass basser bat beng bien bland bod bode bog bris bus dan danke ding dip dorg dur
duren dyne dype dytt eig enge engel ente entrer fad fare farer fart feien fel felge felger fil fille
flir fry fryst fyre galle gant gasse gilde glare go gomme grav greve grever gul hams hat heder
henter hitte hop hope hunt høi id jam kalde kang ken kjerne klemme klemte kode kope kord kutt kutter
kvelt laft lagd lake lank leg leite lenke lid lide lin list log lykt lytt låk løg manke marg mod
mord morsk mote moten mull not nytten nål nøtt ol opne pall pest pil pilen piler pint podd port rag
rant reim ren rigg rike ryk samt sank sel sikt site skild skol slått smart staden stang stål sy syde
sål tab tame tange te teig tekk tel tenne tiner ton tyde tykk tør vant vast vend vende ver vert vin
vink vinke vinne vinner vire visk vri vær
"""
_LONGER = """
registrert registrere misfornøyd misfornøyde telefoner innspill innspillet innstiller innstille
påvirker tilrå råd undertegnede været drittlei altfor byggeplass signerer signere vedtar vedta
godkjenner godkjenne vurderer vurdere anbefaler anbefale anbefalte forbereder forberede forhandler
forhandle innstillingen vurdering vurderingen fullmakt fullmakten avtaler avtalene møteleder
sjåfører sjåførene telefontid bestille avbestille installere installasjon kurset kurs nytt nytte
krise kræsj kvartal halvdel halvår horisont årsskiftet nyåret romjul planleggingsdag fridag
luke luka luker ro hytten hytta tidsrommet eneste etterpå farten sliten sønnen hunden gutten
votter kvadrat nyttig uklart
vinden snu hester frosten skitten åpning åpninger glippe lufta
eks ekskl inkl eiere akutt anbefaling anbefalinger anelse aning antakelig arkitekt assistent
automatisk avdelinger avdelingsleder avsatt avspasering beklager bergen beslutninger bestem
bortimot bortsett butikksjef danske direkte diskutere dollar drammen driften driftsleder
driftssjef eksempel elektriker elendig ellevte endelige enhver erfaring fagleder fellesferie femte
finansdirektør fjerde fordelt foreløpig forgårs formening forsvant frivillig fullbooket
fødselsnummeret goddag grytidlig handler hastverk hende hender hendte hente hjertelig hjemmekontor
hundrelapper håndfull høstferie høyere informasjonen innehaver innenfor inneværende innflytelse
innkjøper innkjøpsansvarlig innkjøpssjef innleide innom innstilling irriterende juleferien
kapasitet kompetanse konkret konsernsjef kontakt kontaktperson kontorsjef kristiansand
kundeansvarlig kundebehandler kundeservice kvadratmeter lagersjef lapper ledere lenge lenger
likegyldig logistikk lærling maksimalt mandags markedet markedsansvarlig markedssjef medeier
medlemmer mekaniker misforsto misforstod montør morgenen morgenkvisten myndighet natten
naturligvis neppe nestleder nittende nærmere nødvendigvis omgående området oppfattet oppfølging
opplysningene oppover oppringt opptak oppunder ordentlig overmorgen oversikt overført
personalansvarlig personalsjef personlig personnummeret produkter produksjonen programmerer
prosent prosjektene prosjektleder påskeferien påvirke regnskapssjef reservert resepsjonist rettere
rimelig romjula saksbehandler sannsynligvis selvfølgelig selvsagt sentralbordet service
salgsansvarlig salgssjef snarest spesialist stavanger stengetid styreleder styremedlem
systemansvarlig sommerferie såklart teamleder tekniker teknologi tiende tilgjengelig tjuende
tolvte tredje trondheim tromsø tyvende umiddelbart undersøke unnskyld useriøst utelukket utlandet
vedkommende vegne verden videre vinterferie vikar voldsomt åttende økonomi økonomiansvarlig
økonomidirektør økonomien økonomisjef økonomisjefen øyeblikket regnskapssystem nettbutikk
nettbutikken oppstart kontrakten fagforening formiddagen ettermiddagen formiddagene ettermiddagene
førstkommende måndag tysdag laurdag tirsdager mandager onsdager torsdager fredager sjuende syvende
niende trettende fjortende sekstende attende oslo eksklusiv eksklusive inklusiv inklusive
interessante samarbeid samarbeidet samarbeider
"""

PLAIN: frozenset[str] = frozenset(
    f"{_LITTLE} {_VERBS} {_NOUNS} {_QUALITIES} {_BESIDES} {_LONGER}"
    f" {_NYNORSK} {_MORE} {_NEIGHBOURS}".split()
)
"""Words that people say, as delivered, before dialect is brought to one form."""

FUNCTION_WORDS: frozenset[str] = frozenset(f"{_LITTLE} {_VERBS}".split())
"""Small words and verbs: what leads in to a value and is never a part of it."""
