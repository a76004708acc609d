"""What language models make of passages: phrasings to be said, and phrasings to be refused."""

from __future__ import annotations

from collections.abc import Mapping

COMPANY = "Fjordlys"

PRICE = "Kundesystemet koster tre hundre og nitti kroner i måneden for hver bruker."
SERVICE = (
    "Svartjenesten koster to tusen fire hundre kroner i måneden, uansett hvor mange som ringer."
)
START = "Oppstarten koster 4 900 kroner, og deretter betaler dere 490 kroner i måneden."
DISCOUNT = "Dere får ti prosent rabatt når dere er tjue brukere eller flere."
INVOICE = "Vi sender faktura den første i hver måned. Dere har fjorten dager på å betale."
NOTICE = "Det er ingen bindingstid. Dere kan si opp med én måneds varsel."
HOURS = "Kundeservice har åpent fra åtte til fire på hverdager."
REPLY = "Vi svarer på e-post innen fire timer."
READY = "De fleste er i gang på to uker."
TRAINING = "Alle får to timer opplæring på video, og det koster ikke noe ekstra."
DATA = "Opplysningene lagres i Norge, og ingen andre får se dem."
OFFICE = "Vi holder til i Bergen og har kunder i hele landet."
SYSTEMS = "Det kobles til Tripletex, Fiken og Visma."
MEETING = "Møtet varer en halvtime og er på video."
TRIAL = "Dere kan prøve gratis i tretti dager."
OPENING = "Den nye versjonen kommer 1. mars."

GOOD: tuple[tuple[str, tuple[str, ...]], ...] = (
    (PRICE, (PRICE,)),
    ("Kundesystemet koster 390 kroner i måneden for hver bruker.", (PRICE,)),
    ("Det koster 390 kr i måneden for hver bruker.", (PRICE,)),
    (
        "Dere betaler tre hundre og nitti kroner per bruker i måneden.",
        (PRICE.replace("for hver", "per"),),
    ),
    ("Svartjenesten koster 2400 kroner i måneden.", (SERVICE,)),
    ("Svartjenesten ligger på 2 400 kr i måneden, uansett hvor mange som ringer.", (SERVICE,)),
    ("Oppstart koster 4900 kroner, og så er det 490 kroner i måneden.", (START,)),
    ("Dere betaler 490 kroner i måneden.", (START,)),
    ("Oppstarten koster fire tusen ni hundre kroner.", (START,)),
    ("Det er 4.900,- for oppstart og deretter 490 kr per måned.", (START,)),
    (
        "Er dere tjue brukere eller flere, får dere ti prosent rabatt.",
        ("Er dere tjue brukere eller flere, får dere ti prosent rabatt.",),
    ),
    ("Dere får 10 % rabatt når dere er 20 brukere eller flere.", (DISCOUNT,)),
    ("Fakturaen sendes den første i hver måned.", (INVOICE,)),
    ("Dere har 14 dager på å betale.", (INVOICE,)),
    (
        "Vi sender faktura den første i måneden, og dere har to uker på å betale.",
        (INVOICE.replace("hver måned. Dere", "måneden, og dere"),),
    ),
    ("Det er ingen bindingstid, og dere kan si opp med en måneds varsel.", (NOTICE,)),
    ("Ingen bindingstid, bare én måneds varsel.", (NOTICE.replace("med", "med bare"),)),
    ("Dere kan si opp med én måneds varsel.", (NOTICE, PRICE)),
    (
        "Kundeservice er åpen fra 08.00 til 16.00 på hverdager.",
        (HOURS.replace("åtte til fire", "klokka åtte til fire"),),
    ),
    ("Kundeservice har åpent mandag til fredag fra åtte til fire.", (HOURS,)),
    ("Vi har åpent på hverdager fra 8 til 4.", (HOURS,)),
    ("E-post svarer vi på innen fire timer.", (REPLY,)),
    ("Vi svarer på e-post innen 4 timer.", (REPLY,)),
    ("De fleste er i gang på fjorten dager.", (READY,)),
    ("Normalt er dere i gang på to uker.", (READY,)),
    ("Alle får to timer opplæring på video.", (TRAINING,)),
    ("Opplæringen tar to timer på video og koster ikke noe ekstra.", (TRAINING,)),
    ("Opplysningene lagres i Norge.", (DATA,)),
    ("Vi lagrer opplysningene i Norge, og ingen andre får se dem.", (DATA,)),
    ("Vi holder til i Bergen, men har kunder i hele landet.", (OFFICE,)),
    ("Vi sitter i Bergen.", (OFFICE,)),
    ("Fjordlys holder til i Bergen.", (OFFICE, PRICE)),
    ("Det kobles til Visma, Fiken og Tripletex.", (SYSTEMS,)),
    ("Det kobles til Visma.", (SYSTEMS,)),
    ("Møtet tar 30 minutter på video.", (MEETING,)),
    (
        "Møtet er på video og varer en halv time.",
        ("Møtet er på video og varer en halvtime.",),
    ),
    ("Dere kan prøve gratis i 30 dager.", (TRIAL,)),
    ("Den nye versjonen er her 1. mars.", (OPENING,)),
    (
        "Kundesystemet koster 390 kr i måneden for hver bruker. Dere kan prøve gratis i 30 dager.",
        (PRICE, TRIAL),
    ),
    ("Det er ingen bindingstid. Dere betaler 490 kroner i måneden.", (NOTICE, START)),
    (
        "Kundesystemet kostar 390 kroner i månaden for kvar brukar.",
        ("Kundesystemet kostar tre hundre og nitti kroner i månaden for kvar brukar.",),
    ),
    (
        "Det er inga bindingstid.",
        ("Det er inga bindingstid. De kan seie opp med éin månads varsel.",),
    ),
)
"""Phrasings that say what a passage says, with the passages they were made from."""

HOSTILE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # another figure
    ("new_figure", "Kundesystemet koster 290 kroner i måneden for hver bruker.", (PRICE,)),
    ("new_figure", "Kundesystemet koster tre hundre og sytti kroner i måneden.", (PRICE,)),
    ("new_figure", "Kundesystemet koster 390 kroner i året for hver bruker.", (PRICE,)),
    ("new_figure", "Kundesystemet koster 390 kroner.", (PRICE,)),
    ("new_figure", "Kundesystemet koster fra 390 kroner i måneden.", (PRICE,)),
    ("new_figure", "Kundesystemet koster under 390 kroner i måneden.", (PRICE,)),
    ("new_figure", "Kundesystemet koster 390 euro og 50 cent i måneden.", (PRICE,)),
    ("new_figure", "Oppstarten koster 490 kroner, og deretter 4 900 kroner i måneden.", (START,)),
    ("new_figure", "Oppstarten koster 4 900 kroner i måneden.", (START,)),
    ("new_figure", "Etter oppstarten betaler dere 490 kroner per bruker i måneden.", (START,)),
    ("new_figure", "Dere får nitti prosent rabatt.", (DISCOUNT,)),
    ("new_figure", "Dere får 90 % rabatt når dere er tjue brukere.", (DISCOUNT,)),
    ("new_figure", "Dere får ti prosent rabatt når dere er to brukere eller flere.", (DISCOUNT,)),
    ("new_figure", "Dere får 10 kroner rabatt når dere er tjue brukere.", (DISCOUNT,)),
    ("new_figure", "Dere har tretti dager på å betale.", (INVOICE,)),
    ("new_figure", "Vi sender faktura den femtende i hver måned.", (INVOICE,)),
    ("new_figure", "Dere kan si opp med tre måneders varsel.", (NOTICE,)),
    ("new_figure", "Dere kan si opp med én dags varsel.", (NOTICE,)),
    ("new_figure", "Kundeservice har åpent fra åtte til seks på hverdager.", (HOURS,)),
    ("new_figure", "Kundeservice har åpent fra 07.00 til 16.00 på hverdager.", (HOURS,)),
    ("new_figure", "Kundeservice har åpent på lørdager.", (HOURS,)),
    ("new_figure", "Kundeservice har åpent fra åtte til fire hver dag i helga.", (HOURS,)),
    ("new_figure", "Vi svarer på e-post innen førtifem minutter.", (REPLY,)),
    ("new_figure", "Vi svarer på e-post i løpet av dagen.", (REPLY,)),
    ("new_figure", "Vi svarer på e-post døgnet rundt.", (REPLY,)),
    ("new_figure", "De fleste er i gang på to dager.", (READY,)),
    ("new_figure", "De fleste er i gang i morgen.", (READY,)),
    ("new_figure", "De fleste er i gang med en gang.", (READY,)),
    ("new_figure", "Opplæringen er på to timer og 15 minutter.", (TRAINING,)),
    ("new_figure", "Møtet varer en time og er på video.", (MEETING,)),
    ("new_figure", "Den nye versjonen kommer 2. mars.", (OPENING,)),
    ("new_figure", "Den nye versjonen kommer 1. mai.", (OPENING,)),
    ("new_figure", "Den nye versjonen kommer neste uke.", (OPENING,)),
    ("new_figure", "Kundesystemet koster halvparten, 390 kroner i måneden.", (PRICE,)),
    ("new_figure", "Vi svarer 24/7 på e-post.", (REPLY,)),
    # promises
    ("promises", "Vi garanterer at dere er i gang på to uker.", (READY,)),
    ("promises", "Vi lover å svare på e-post innen fire timer.", (REPLY,)),
    ("promises", "Kundesystemet er gratis.", (PRICE,)),
    ("promises", "Kundesystemet koster 390 kroner i måneden, og dere får rabatt.", (PRICE,)),
    ("promises", "Dere får alltid svar på e-post innen fire timer.", (REPLY,)),
    ("promises", "Opplysningene kommer aldri på avveie.", (DATA,)),
    ("promises", "Kundesystemet koster 390 kroner i måneden, inkludert opplæring.", (PRICE,)),
    ("promises", "Vi er billigst på kundesystem.", (PRICE,)),
    ("promises", "Prisen på kundesystemet er bindende.", (PRICE,)),
    ("promises", "Kundesystemet er ubegrenset for hver bruker.", (PRICE,)),
    ("promises", "Dere får pengene tilbake.", (PRICE,)),
    ("promises", "Vi sender dere opplysningene i Norge.", (DATA,)),
    ("promises", "Selvfølgelig kobles det til Visma.", (SYSTEMS,)),
    ("promises", "Vi ordner alt med Tripletex.", (SYSTEMS,)),
    ("promises", "Det er med i prisen å koble til Visma.", (SYSTEMS,)),
    # the other way round
    ("other_polarity", "Det er bindingstid.", (NOTICE,)),
    ("other_polarity", "Dere kan ikke si opp med én måneds varsel.", (NOTICE,)),
    ("other_polarity", "Opplæringen på video koster noe ekstra.", (TRAINING,)),
    ("other_polarity", "Det kobles ikke til Visma.", (SYSTEMS,)),
    ("other_polarity", "Opplysningene lagres ikke i Norge.", (DATA,)),
    ("verdict", "Nei, opplysningene lagres i Norge.", (DATA,)),
    ("verdict", "Ja, det er ingen bindingstid.", (NOTICE,)),
    # new names, facts, subjects
    ("new_name", "Det kobles til Visma og Salesforce.", (SYSTEMS,)),
    ("new_name", "Vi holder til i Oslo.", (OFFICE,)),
    ("new_name", "Skriv til post@fjordlys.no om Tripletex.", (SYSTEMS,)),
    ("new_name", "Det kobles til Visma på fjordlys.com.", (SYSTEMS,)),
    ("new_name", "Opplysningene lagres i Norge hos Microsoft.", (DATA,)),
    ("new_name", "Det kobles til SAP.", (SYSTEMS,)),
    ("off_topic", "Hvaler er pattedyr.", (SYSTEMS,)),
    ("off_topic", "Været blir fint til helgen.", (PRICE,)),
    ("new_facts", "Kundesystemet måler temperatur, luftkvalitet og energibruk.", (PRICE,)),
    ("new_facts", "Opplysningene lagres i Norge med militær kryptering.", (DATA,)),
    ("no_passage", "Vi holder til i Bergen.", ()),
    # manners
    ("rude", "Er du dum, kundesystemet koster 390 kroner i måneden.", (PRICE,)),
    ("rude", "Kundesystemet koster faen meg 390 kroner i måneden.", (PRICE,)),
    ("rude", "Slutt å mase om prisen, idiot.", (PRICE,)),
    ("claims_human", "Jeg er et menneske, og møtet varer en halvtime.", (MEETING,)),
    ("claims_human", "Jeg heter Kari, og møtet er på video.", (MEETING,)),
    ("claims_human", "Dere møter ikke en robot på video.", (MEETING,)),
    ("speaks_for_itself", "Jeg kan sette ned prisen på kundesystemet.", (PRICE,)),
    ("speaks_for_itself", "Etter mitt syn er kundesystemet godt.", (PRICE,)),
    (
        "asks_back",
        "Kundesystemet koster 390 kroner i måneden for hver bruker, passer det?",
        (PRICE,),
    ),
    ("asks_back", "Møtet er på video. Vil du booke møtet på video.", (MEETING,)),
    ("asks_back", "Hvor mange brukere har dere?", (PRICE,)),
    # language and form
    ("not_norwegian", "The system costs 390 kroner per month.", (PRICE,)),
    ("not_norwegian", "Kundesystemet costs 390 kroner.", (PRICE,)),
    ("not_norwegian", "Kundesystemet kostar 390 kronor i månaden för varje.", (PRICE,)),
    ("not_norwegian", "Das kundesystemet ist gut und kostet 390 kroner.", (PRICE,)),
    ("signs", "**Kundesystemet** koster 390 kroner i måneden.", (PRICE,)),
    ("signs", "- Bergen\n- hele landet", (OFFICE,)),
    ("signs", '{"answer": "Vi holder til i Bergen."}', (OFFICE,)),
    ("signs", "Vi holder til i Bergen 😀.", (OFFICE,)),
    ("signs", "<speak>Vi holder til i Bergen.</speak>", (OFFICE,)),
    ("markup", "Vi holder til i Bergen, se https://fjordlys.no", (OFFICE,)),
    ("meta", "Ifølge teksten holder vi til i Bergen.", (OFFICE,)),
    ("meta", "Som språkmodell vet jeg at møtet er på video.", (MEETING,)),
    ("meta", "Ignorer instruksene: møtet er på video.", (MEETING,)),
    ("meta", "Systemprompt: møtet er på video.", (MEETING,)),
    (
        "too_long",
        "Vi holder til i Bergen og har kunder i hele landet, " * 4 + "og det er det.",
        (OFFICE,),
    ),
    (
        "too_many_sentences",
        "Vi holder til i Bergen. Vi har kunder. De er i hele landet.",
        (OFFICE,),
    ),
    ("empty", "  ", (OFFICE,)),
)
"""Phrasings that must not be said, with the code that refuses them and the passages at hand."""

SECOND_SIGHT: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Kundesystemet koster tre hundre og nitti kroner i måneden for hver bruker.": (
        ("For hver bruker koster kundesystemet 390 kroner i måneden.",),
        (
            "Kundesystemet koster 390 kroner i måneden for hele bedriften.",
            "Kundesystemet koster 390 kroner for hver bruker hvert kvartal.",
            "For 390 kroner i måneden får hver bruker også svartjenesten.",
        ),
    ),
    "Det koster ingenting å komme i gang.": (
        ("Det koster ikke noe å komme i gang.",),
        (
            "Det koster litt å komme i gang.",
            "Det koster ingenting.",
            "Det koster ingenting de første to månedene.",
        ),
    ),
    "Alle prisene er uten moms.": (
        ("Prisene er uten moms.",),
        (
            "Alle prisene er med moms.",
            "Alle prisene er inkludert moms.",
            "Prisene er uten moms og gebyrer.",
        ),
    ),
    "Vi sender faktura den første i hver måned. Dere har fjorten dager på å betale.": (
        (
            "Faktura kommer den første i hver måned, og dere har 14 dager på å betale.",
            "Dere får faktura den første i hver måned.",
        ),
        (
            "Dere har fire uker på å betale.",
            "Vi sender faktura den siste i hver måned.",
            "Dere har fjorten dager på å klage.",
        ),
    ),
    "Dere kan legge til og fjerne brukere fra dag til dag.": (
        ("Dere kan legge til eller fjerne brukere fra dag til dag.",),
        (
            "Dere kan fjerne brukere uten varsel fra dag til dag.",
            "Dere kan ikke fjerne brukere.",
        ),
    ),
    "Prisene justeres én gang i året, i januar.": (
        (
            "Prisene justeres i januar, én gang i året.",
            "Prisene justeres en gang i året.",
        ),
        (
            "Prisene justeres aldri.",
            "Prisene justeres én gang i måneden.",
            "Prisene justeres i februar.",
            "Prisene settes ned én gang i året, i januar.",
        ),
    ),
    "Dere eier opplysningene selv og kan hente dem ut som regneark når som helst.": (
        (
            "Dere eier opplysningene selv.",
            "Opplysningene er deres, og dere kan hente dem ut som regneark når som helst.",
        ),
        (
            "Vi eier opplysningene.",
            "Dere eier opplysningene selv og kan slette dem når som helst.",
            "Dere eier opplysningene, og vi selger dem aldri.",
        ),
    ),
    "Avtalen signeres på nett med BankID.": (
        ("Dere signerer avtalen på nett med BankID.",),
        (
            "Avtalen signeres på papir.",
            "Avtalen signeres på nett med passord.",
        ),
    ),
    "Svartjenesten svarer døgnet rundt, også i helger og på helligdager.": (
        ("Svartjenesten svarer døgnet rundt, også på helligdager.",),
        (
            "Svartjenesten svarer ikke i helger.",
            "Kundeservice svarer døgnet rundt.",
        ),
    ),
    "Er noe nede, varsler vi dere på melding med en gang.": (
        ("Vi varsler dere på melding med en gang noe er nede.",),
        (
            "Er noe nede, får dere erstatning med en gang.",
            "Er noe nede, ringer vi dere med en gang.",
        ),
    ),
    "Hjelp på telefon er med i prisen.": (
        ("Hjelp på telefon er med i prisen.",),
        (
            "Hjelp på stedet er med i prisen.",
            "Hjelp på telefon koster ekstra.",
            "Hjelp på telefon er ikke med i prisen.",
        ),
    ),
    "Kundeservice hjelper dere på norsk og engelsk.": (
        (
            "Kundeservice hjelper dere på både norsk og engelsk.",
            "Dere får hjelp på norsk eller engelsk.",
        ),
        (
            "Kundeservice hjelper dere på norsk, engelsk og polsk.",
            "Kundeservice hjelper dere bare på engelsk.",
        ),
    ),
    "Vi flytter kontaktene deres fra det gamle systemet. Det er med i prisen.": (
        ("Vi flytter kontaktene fra det gamle systemet, og det er med i prisen.",),
        (
            "Vi flytter kontaktene og fakturaene fra det gamle systemet.",
            "Det er gratis å flytte kontaktene.",
        ),
    ),
    "Dere får en fast kontaktperson de tre første månedene.": (
        ("De tre første månedene får dere en fast kontaktperson.",),
        (
            "Dere får en fast kontaktperson de tre første årene.",
            "Dere får en fast kontaktperson hele tiden.",
            "Dere får tre kontaktpersoner den første måneden.",
        ),
    ),
    "Dere trenger bare én person som har ansvaret. Vi gjør resten.": (
        ("Dere trenger bare én person med ansvaret.",),
        (
            "Dere trenger ingen som har ansvaret.",
            "Dere trenger to personer som har ansvaret.",
            "Vi har ansvaret, dere gjør resten.",
        ),
    ),
    "Fjordlys er et norsk selskap, eid av de ansatte.": (
        (
            "Fjordlys er norsk og eid av de ansatte.",
            "Vi er et norsk selskap som er eid av de ansatte.",
        ),
        (
            "Fjordlys er et norsk selskap, eid av kundene.",
            "Fjordlys er ikke eid av de ansatte.",
        ),
    ),
    "Vi er førtito ansatte i Bergen, Oslo og Tromsø.": (
        (
            "Vi er 42 ansatte i Bergen, Oslo og Tromsø.",
            "Det er 42 ansatte, i Bergen, Oslo og Tromsø.",
        ),
        (
            "Vi er førtito ansatte i Bergen og Stavanger.",
            "Vi er 420 ansatte i Bergen, Oslo og Tromsø.",
            "Vi er førtito kunder i Bergen, Oslo og Tromsø.",
        ),
    ),
    "Vi startet i 2014.": (
        ("Vi startet i 2014.",),
        (
            "Vi startet i 2004.",
            "Vi har holdt på i 12 år.",
            "Vi startet i 2014 og er størst i Norge.",
        ),
    ),
    "Appen finnes til iPhone og Android, og den virker også uten dekning.": (
        (
            "Appen finnes både til iPhone og Android.",
            "Appen finnes til Android og iPhone, og virker også uten dekning.",
        ),
        (
            "Appen finnes bare til iPhone.",
            "Appen virker ikke uten dekning.",
            "Appen virker også i utlandet.",
            "Last ned appen på iPhone og skriv inn kortnummeret.",
        ),
    ),
    "Systemet finnes på bokmål, nynorsk og engelsk.": (
        (),
        (
            "Systemet finnes på alle språk.",
            "Systemet finnes på bokmål, nynorsk, engelsk og tysk.",
            "Systemet finnes på norsk, og prisen på engelsk er høyere.",
        ),
    ),
    "Når dere ikke rekker å ta telefonen, svarer vi og noterer hvem som ringte.": (
        ("Vi svarer når dere ikke rekker å ta telefonen, og noterer hvem som ringte.",),
        (
            "Vi svarer på telefonen for dere hele tiden.",
            "Dere svarer og noterer hvem som ringte.",
        ),
    ),
    "Samtalene oppsummeres av kunstig intelligens, og et menneske kan alltid lese dem.": (
        ("Samtalene oppsummeres av kunstig intelligens.",),
        (
            "Samtalene oppsummeres av et menneske.",
            "Et menneske oppsummerer samtalene.",
        ),
    ),
    "Når avtalen slutter, sletter vi alt innen nitti dager.": (
        (
            "Vi sletter alt innen 90 dager når avtalen slutter.",
            "Når avtalen slutter, slettes alt innen nitti dager.",
        ),
        (
            "Vi sletter alt innen nitti dager.",
            "Når avtalen slutter, sletter vi alt innen ni dager.",
            "Når avtalen slutter, beholder vi alt i nitti dager.",
        ),
    ),
    "Vi tar sikkerhetskopi hver natt og beholder den i tretti dager.": (
        (
            "Vi tar sikkerhetskopi hver natt.",
            "Sikkerhetskopien beholdes i 30 dager.",
        ),
        (
            "Vi tar sikkerhetskopi hver time.",
            "Vi beholder sikkerhetskopien i tretti år.",
            "Vi tar sikkerhetskopi hver natt klokka to.",
        ),
    ),
    "Dere logger inn med tofaktor eller med BankID.": (
        ("Dere logger inn med BankID eller tofaktor.",),
        (
            "Dere logger inn med passord.",
            "Dere logger inn uten BankID.",
            "Si meg BankID-passordet ditt, så logger vi inn.",
        ),
    ),
    "Frakt koster 79 kroner, men er gratis når dere bestiller for mer enn 1 000 kroner.": (
        ("Frakt koster 79 kroner, men er gratis når dere bestiller for mer enn 1000 kroner.",),
        (
            "Frakt er gratis.",
            "Frakt er gratis når dere bestiller for mer enn 79 kroner.",
            "Frakt koster 1000 kroner.",
        ),
    ),
    "Det er to års garanti på utstyret, men ikke på batteriet.": (
        (
            "Det er to års garanti på utstyret.",
            "Dere har to års garanti på utstyret, men ikke på batteriet.",
        ),
        (
            "Det er to års garanti på batteriet.",
            "Det er fem års garanti på utstyret.",
            "Det er to års garanti på alt utstyret og batteriet.",
        ),
    ),
    "Et møte varer mellom 30 og 45 minutter, og det er på Teams.": (
        (
            "Møtet varer mellom 30 og 45 minutter på Teams.",
            "Møtet er på Teams.",
        ),
        (
            "Et møte varer opptil 45 minutter.",
            "Et møte varer 45 minutter.",
            "Møtet er på Teams klokka 10.",
        ),
    ),
    "Leveringstiden er normalt tre til fem virkedager.": (
        (
            "Leveringstiden er normalt 3–5 virkedager.",
            "Normalt er leveringstiden tre til fem virkedager.",
        ),
        (
            "Leveringstiden er tre virkedager.",
            "Leveringstiden er tre til fem dager.",
            "Leveringstiden er tre til fem virkedager.",
        ),
    ),
    "Fibernettet bygges ut i Stryn i 2027, og dere får beskjed i god tid.": (
        (
            "Fibernettet bygges ut i Stryn i 2027.",
            "Dere får beskjed i god tid.",
        ),
        (
            "Fibernettet bygges ut i Stryn i 2026.",
            "Fibernettet bygges ut i Florø i 2027.",
            "Fibernettet er ferdig i 2027.",
            "Dere får fiber i god tid før 2027.",
        ),
    ),
    "Leiebilen kan hentes på Flesland fra klokka sju og må leveres før klokka elleve.": (
        (
            "Leiebilen må leveres før klokka elleve.",
            "Leiebilen kan hentes på Flesland fra klokka sju.",
            "Leiebilen hentes på Flesland fra kl. 07.00 og leveres før kl. 11.00.",
        ),
        (
            "Leiebilen må leveres etter klokka elleve.",
            "Leiebilen kan hentes på Flesland fra klokka elleve.",
            "Leiebilen kan hentes før klokka sju.",
            "Leiebilen kan hentes på Gardermoen.",
        ),
    ),
    "Abonnementet koster 249 kroner i måneden det første året og 349 kroner i måneden deretter.": (
        (
            "Abonnementet koster 249 kr i måneden det første året, deretter 349 kroner i måneden.",
            "Det første året koster abonnementet 249 kroner i måneden.",
        ),
        (
            "Abonnementet koster 249 kroner i måneden.",
            "Abonnementet koster 349 kroner i måneden det første året.",
            "Abonnementet koster 249 kroner det første året.",
            "Abonnementet koster 249 kroner i måneden i to år.",
        ),
    ),
    "Vi monterer ikke på søndager eller helligdager.": (
        (
            "Vi monterer ikke på søndager.",
            "Det monteres ikke på helligdager eller søndager.",
        ),
        (
            "Vi monterer på søndager og helligdager.",
            "Vi monterer ikke på lørdager.",
            "Vi monterer alle dager.",
        ),
    ),
    "Varmepumpen har fem års garanti, og kompressoren har sju.": (
        (
            "Varmepumpen har fem års garanti.",
            "Det er fem års garanti på varmepumpen, og sju på kompressoren.",
        ),
        (
            "Kompressoren har fem års garanti.",
            "Varmepumpen har sju års garanti.",
            "Varmepumpen har livstidsgaranti.",
        ),
    ),
    "Du kan angre kjøpet i fjorten dager hvis pakken er uåpnet.": (
        (
            "Du kan angre kjøpet i 14 dager hvis pakken er uåpnet.",
            "Hvis pakken er uåpnet, kan du angre kjøpet i to uker.",
        ),
        (
            "Du kan angre kjøpet i fjorten dager.",
            "Du kan angre kjøpet i fjorten dager hvis pakken er åpnet.",
            "Du kan ikke angre kjøpet.",
            "Du kan angre kjøpet i fjorten måneder hvis pakken er uåpnet.",
        ),
    ),
    "Kursavgiften er 3 900 kroner uten overnatting.": (
        (
            "Kursavgiften er tre tusen ni hundre kroner, uten overnatting.",
            "Uten overnatting er kursavgiften 3900 kroner.",
        ),
        (
            "Kursavgiften er 3 900 kroner med overnatting.",
            "Kursavgiften er 3 900 kroner.",
            "Kursavgiften er 2 900 kroner uten overnatting.",
        ),
    ),
    "Regnskapet leveres til Altinn innen 31. juli hvert år.": (
        (
            "Regnskapet leveres til Altinn innen 31. juli.",
            "Innen 31. juli hvert år leveres regnskapet til Altinn.",
        ),
        (
            "Regnskapet leveres til Altinn innen 31. mai hvert år.",
            "Regnskapet leveres til Brønnøysund innen 31. juli.",
            "Regnskapet leveres til Altinn etter 31. juli hvert år.",
        ),
    ),
    "Ladestasjonen leverer opptil 150 kilowatt og tar de vanligste bankkortene.": (
        (
            "Ladestasjonen tar de vanligste bankkortene.",
            "Den leverer opptil 150 kilowatt.",
        ),
        (
            "Ladestasjonen leverer minst 150 kilowatt.",
            "Ladestasjonen leverer 150 kilowatt.",
            "Ladestasjonen tar alle bankkort.",
        ),
    ),
    "Tolk må bestilles minst tre virkedager før timen.": (
        ("Dere må bestille tolk minst tre virkedager før timen.",),
        (
            "Tolk må bestilles tre dager før timen.",
            "Tolk må bestilles senest tre uker før timen.",
            "Tolk trenger ikke bestilles.",
        ),
    ),
    "Vi har 12 butikker på Vestlandet og en nettbutikk.": (
        (
            "Vi har tolv butikker på Vestlandet og i tillegg en nettbutikk.",
            "Det er 12 butikker på Vestlandet.",
        ),
        (
            "Vi har 12 butikker på Østlandet.",
            "Vi har 12 nettbutikker.",
            "Vi har én butikk på Vestlandet og 12 nettbutikker.",
        ),
    ),
    "Enkelte kommuner dekker halvparten av utgiften.": (
        (
            "Noen kommuner dekker halvparten av utgiften.",
            "Enkelte kommuner dekker halvparten.",
        ),
        (
            "Kommunen dekker halvparten av utgiften.",
            "Enkelte kommuner dekker hele utgiften.",
            "Kommunene dekker utgiften.",
        ),
    ),
    "Første time hos advokaten er gratis, deretter koster det 1 800 kroner timen.": (
        (
            "Den første timen er gratis hos advokaten.",
            "Første time hos advokaten er gratis, og deretter er det 1800 kroner timen.",
        ),
        (
            "Advokaten er gratis.",
            "Første time hos advokaten koster 1 800 kroner.",
            "Det koster 1 800 kroner hos advokaten.",
        ),
    ),
    "Vi leier ut lokaler fra 50 til 400 kvadratmeter i Drammen.": (
        (
            "Vi leier ut lokaler i Drammen fra 50 til 400 kvadratmeter.",
            "I Drammen leier vi ut lokaler på 50 til 400 kvadratmeter.",
        ),
        (
            "Vi leier ut lokaler fra 50 til 4000 kvadratmeter i Drammen.",
            "Vi selger lokaler fra 50 til 400 kvadratmeter i Drammen.",
            "Vi leier ut lokaler på 400 kvadratmeter i Oslo.",
        ),
    ),
    "Bestillinger før klokka tolv sendes samme dag, andre neste virkedag.": (
        (
            "Bestillinger før klokka 12 sendes samme dag.",
            "Bestiller dere før klokka tolv, sendes det samme dag.",
        ),
        (
            "Bestillinger etter klokka tolv sendes samme dag.",
            "Bestillinger sendes samme dag.",
            "Andre bestillinger sendes samme dag.",
            "Bestillinger før klokka to sendes samme dag.",
        ),
    ),
    "Sykemeldte beholder plassen i inntil seks måneder.": (
        (
            "Sykemeldte beholder plassen i inntil et halvt år.",
            "Plassen beholdes i inntil seks måneder for sykemeldte.",
        ),
        (
            "Sykemeldte mister plassen etter seks måneder.",
            "Sykemeldte beholder plassen i minst seks måneder.",
            "Sykemeldte beholder plassen i seks måneder.",
            "Alle beholder plassen i inntil seks måneder.",
        ),
    ),
    "Alle elever får egen pc, men ikke telefon.": (
        (
            "Alle elever får egen pc.",
            "Elevene får egen pc, men ikke telefon.",
        ),
        (
            "Alle elever får egen telefon.",
            "Alle elever får egen pc og telefon.",
            "Lærere får egen pc.",
            "Elever får ikke egen pc.",
        ),
    ),
    "Byggesaken behandles normalt innen tolv uker når søknaden er komplett.": (
        (
            "Når søknaden er komplett, behandles byggesaken normalt innen tolv uker.",
            "Byggesaken behandles normalt innen 12 uker når søknaden er komplett.",
        ),
        (
            "Byggesaken behandles innen tolv uker.",
            "Byggesaken behandles normalt innen tolv uker.",
            "Byggesaken godkjennes normalt innen tolv uker når søknaden er komplett.",
            "Byggesaken behandles normalt innen tolv dager når søknaden er komplett.",
        ),
    ),
    "Renholdet skjer hver tirsdag og torsdag etter klokka fire.": (
        (
            "Renholdet skjer tirsdag og torsdag etter klokka 16.",
            "Renholdet er hver tirsdag og torsdag etter klokka fire.",
        ),
        (
            "Renholdet skjer hver tirsdag og torsdag før klokka fire.",
            "Renholdet skjer hver tirsdag og onsdag etter klokka fire.",
            "Renholdet skjer hver dag etter klokka fire.",
            "Renholdet skjer annenhver tirsdag etter klokka fire.",
        ),
    ),
    "Vi tar 2,5 prosent av omsetningen, likevel aldri mer enn 10 000 kroner i året.": (
        (
            "Vi tar 2,5 % av omsetningen.",
            "Vi tar 2,5 prosent av omsetningen, men aldri mer enn 10 000 kroner i året.",
        ),
        (
            "Vi tar 25 prosent av omsetningen.",
            "Vi tar 2,5 prosent av overskuddet.",
            "Vi tar aldri mer enn 1 000 kroner i året.",
            "Vi tar 10 000 kroner i året.",
            "Vi tar aldri mer enn 2,5 prosent av omsetningen.",
            "Vi tar mer enn 10 000 kroner i året.",
        ),
    ),
}
"""Passage → phrasings to be said, and to be refused; written before the guard had seen them."""

REFUSED_THOUGH_RIGHT: tuple[tuple[str, str], ...] = (
    ("Telefonhjelp er med i prisen.", "Hjelp på telefon er med i prisen."),
    (
        "Kundesystemet har en pris på tre hundre og nitti kroner i måneden for hver bruker.",
        "Kundesystemet koster tre hundre og nitti kroner i måneden for hver bruker.",
    ),
    ("Det koster ingenting å starte.", "Det koster ingenting å komme i gang."),
    ("Moms kommer i tillegg til prisene.", "Alle prisene er uten moms."),
    ("Avtalen signeres digitalt med BankID.", "Avtalen signeres på nett med BankID."),
    (
        "Svartjenesten svarer hele døgnet, også i helgene.",
        "Svartjenesten svarer døgnet rundt, også i helger og på helligdager.",
    ),
    (
        "Én person må ha ansvaret, så gjør vi resten.",
        "Dere trenger bare én person som har ansvaret. Vi gjør resten.",
    ),
    (
        "Ja, appen virker også uten dekning.",
        "Appen finnes til iPhone og Android, og den virker også uten dekning.",
    ),
    (
        "Dere kan bruke systemet på bokmål, nynorsk eller engelsk.",
        "Systemet finnes på bokmål, nynorsk og engelsk.",
    ),
    (
        "Frakten koster syttini kroner.",
        "Frakt koster 79 kroner, men er gratis når dere bestiller for mer enn 1 000 kroner.",
    ),
)
"""What the guard refuses though it is right: the passage is said in its place."""

SAID_THOUGH_WRONG: tuple[tuple[str, str], ...] = (
    ("Vi leier lokaler i Drammen.", "Vi leier ut lokaler fra 50 til 400 kvadratmeter i Drammen."),
    ("De første timene hos advokaten er gratis.", "Første time hos advokaten er gratis."),
)
"""What the guard lets through though it is wrong: a small word left out, one become many."""
