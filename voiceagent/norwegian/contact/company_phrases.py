"""The words that company names are announced with, led in by, end at, and never are.

Invariants: patterns match whole words of an utterance's common forms; the tables hold common forms
or words as delivered.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.words.reading import word_set, words_pattern

_HOUSE = (
    r"\S*(?:firma|bedrift|selskap|gruppe|bakeri|butikk|verksted|salong|kontor|restaurant|gård|gard"
    r"|kafé|kafe|klinikk|byrå|hotell|barnehage|kjede|konsern|foretak|fabrikk|bruk|stall|galleri)"
    r"(?:et|en|a|n)?"
)
_DEFINITE_HOUSE = (
    r"\S*(?:byrået|verkstedet|verkstaden|salongen|sjappa|bula|klinikken|kontoret|butikken|bakeriet"
    r"|restauranten|kafeen|garden|gården|hotellet|barnehagen|kjeden|konsernet|foretaket|fabrikken"
    r"|bruket|stallen|galleriet|skolen|senteret|studioet|praksisen|apoteket|legesenteret|gruppa"
    r"|gruppen|sentralen|verftet|rederiet|meieriet|slakteriet|plassen|stedet|foreningen|lageret"
    r"|forlaget|gartneriet|treningssenteret|utleiefirmaet|enkeltpersonforetaket|holdingselskapet)"
)
_SHARED_HOUSE = r"(?:borettslaget|sameiet|stiftelsen|velforeningen|idrettslaget)"
ANNOUNCED = words_pattern(
    r"(?:firma|bedrift|selskap|foretak)(?:et|en|a)? (?:(?:og|som|det|den|hun|er|vårt|vår|"
    r"mitt|ikke|stort|lite|lita|liten|kjent|vi|en|et) ){0,6}(?:heter|kalles|er registrert som)",
    r"(?:ringer|ringe|er|kommer|arbeider) (?:her |dere |deg |nå |i dag |jo |altså )*"
    r"(?:fra|hos|på vegner? av)"
    r"(?: firmaet| selskapet| et firma som heter| en bedrift som heter| noe som heter)?",
    r"arbeider (?:i|for|ved)(?: firmaet| selskapet| et firma som heter)?",
    r"(?:firmaet|selskapet|bedriften|bedrifta|foretaket|firma|selskap) (?:mitt |vårt |vår "
    r")?(?:heter|er)",
    r"(?:vi|me|som) heter",
    r"men heter nå",
    r"(?:nå|oss|fortsatt) heter (?:vi|me|det|firmaet|selskapet)",
    r"(?:vi|me) (?:\S+ ){1,6}og heter",
    rf"{_HOUSE} (?:vår|vårt|våres|min|mitt|mi) (?:det |den )?heter",
    rf"{_DEFINITE_HOUSE} (?:vår |vårt |våres |min |mitt |mi )?(?:det |den )?(?:heter|kalles)",
    r"(?:du|dere) (?:har )?(?:kommet|kommer|ringt|ringer) (?:fram |frem )?til",
    r"ansatte? (?:i|hos|ved|for|på)",
    r"(?:kontakt|igjen|det er|det var|samtale|henvendelse|tråden|melding|bud) fra",
    r"hos oss (?:i|på|hos)",
    r"\S*(?:senter|sentral|kontor|avdeling|lager)(?:et|en|a)? til",
    r"jobben min er (?:i|hos|ved)",
    r"\S*avdeling(?:en|a)? (?:i|hos|på|ved)",
    r"(?:vi|jeg|me) er (?:\S+ )?del av",
    rf"(?:er|for|fra|borettslag|sameie|styret i)(?= {_SHARED_HOUSE} \S)",
    r"på vegner? av",
    r"(?:\S*leder|\S*eier|\S*sjef|\S*ansvarlig|\S*direktør|\S*gründer|\S*selger|\S*innkjøper|"
    r"\S*konsulent|\S*rådgiver|\S*medarbeider|\S*ingeniør|\S*utvikler|\S*fører|\S*leiar|ansatt|"
    r"styreleder|partner|lærling|controller|ceo|cto|cfo|coo|cmo|revisor|regnskapsfører|jurist"
    r"|advokat|sekretær|assistent|montør|lærer) (?:i|hos|av|ved)",
    r"^(?:hei |ja |jo )*(?:vi|me) (?:i|hos|fra)",
    r"^(?:det er |ja )?(?:fra|hos)",
    r"firmanavnet er",
    r"representerer",
    r"(?:snakke|ringer|ringe) (?:på vegner? av|for)",
    r"(?:vi|me) kaller oss",
    r"under navnet",
    r"(?:vi|me) (?:går under|er (?:best )?kjent som)",
    r"offisielle navnet er",
    r"navnet på (?:firmaet|bedriften|bedrifta|selskapet) er",
    r"(?:i|har|eier|driver|fra|for|hos|representerer|er|gjelder|angår)"
    r" (?:firmaet|selskapet|bedriften|bedrifta)"
    r"(?= (?!heter|er|vårt|mitt|vår|min|som|i|på|til|og|har|skal|kan|vil|må|ble|her|der|selv)\S)",
    r"innehaver(?:en)? av",
    r"bedrift(?:en|a)? (?:heter|er)",
    r"driver (?:et firma som heter|firmaet|selskapet|bedriften)",
)
IN_NAMES = word_set(
    "og i på for en to tre din min sin god ny under over ved til av mer bare best dykk"
)
LONGEST_LITTLE = 5
LEADS_IN = word_set(
    "fr eh ehm øh hm altså jo firmaet selskapet bedriften bedrifta foretaket noe heter da vel"
    " firma bare egentlig faktisk"
)
"""Words that a name is led in by, and no part of it."""
FORMS = {
    "as": "AS",
    "a/s": "AS",
    "asa": "ASA",
    "ans": "ANS",
    "da": "DA",
    "sa": "SA",
    "nuf": "NUF",
    "enk": "ENK",
    "ba": "BA",
    "ks": "KS",
    "hf": "HF",
    "kf": "KF",
    "ikt": "IKT",
    "it": "IT",
}
VOWELS = frozenset("aeiouyæøåé")
SPOKEN_FORMS = (
    ("a", "s", "a", "ASA"),
    ("a", "s", "AS"),
    ("aksjeselskap", "AS"),
    ("ass", "AS"),
    ("aess", "AS"),
)
STOPS = word_set(
    "og_vi vi jeg som men så ringer lurer ønsker vil skulle nå da takk ja nei har er kan driver det"
    " eller trenger med fordi angående for i på hei dette den de hva når hvor der her om ikke "
    "ansatte"
    " bare litt gjerne hvis du dere min mitt vår vårt våre meg oss å at til"
    " kommer heter arbeider snakke ville"
    " tror altså navnet leter lurte lurar opprinnelig egentlig opphavleg står sitter bor holder"
    " tenker tenkte ringt tyl het før tidligere unnskyld beklager sorry feil nøyaktig akkurat sånn"
    " kaller kalles var sammen avdeling mener mente"
)
NEVER_FIRST = word_set(
    "mandag tirsdag onsdag torsdag fredag lørdag søndag klokka morgen formiddag formiddagen uke"
    " ettermiddag ettermiddagen januar februar mars april mai juni juli august september oktober"
    " innen etter før ved mellom over under uten mot siden rundt cirka omtrent kanskje hvorfor for"
    " frilanser frilans freelance freelancer"
    " registrert privatperson selvstendig pensjonist pensjonert student arbeidsledig privat"
    " spiller gjør haster holder betyr går vet tar blir"
    " november desember neste jul påske sommer høst vår starten første nå da tidlig sent"
)
NEVER_ALONE = word_set(
    "oslo bergen trondheim stavanger tromsø drammen kristiansand bodø jobb ferie møte dag bil"
    " firma firmaet selskapet bedriften et en ei butikk byrå gruppen gruppa noe noen kommunen"
    " utlandet norge veien"
    " vei bedrift mobilen kontoret kontor hjemmekontor salg økonomi regnskap sånn samme feil tanke"
    " it markedsavdelingen avdelingen alle staten privat hele dere"
)


PARTS_OF_TOWN = word_set("sentrum by kommune området nord sør øst vest region og")
ABOUT = word_set("blir gjelder gjeld gjaldt angår på vegne av for er var fra")
OWN_THING = re.compile(
    r".*(?:telefonen|mobilen|kontoret|bilen|hytta|jobben|nummeret|lageret|butikken|avdelingen"
    r"|verkstedet|firmaet|kjeden|selskapet|bedriften|konsernet|skolen|plassen|huset|hjemme|siden|avdelinga|telefon|mobil|sentralbordet|linja|linjen)"
)
AFTER_ANSWER = word_set(
    "takk det da her jo altså heter vi me jeg ja vårt vår mitt firmaet bedriften"
    " bedrifta selskapet tror hun ho"
)
OPENS_ANSWER = word_set(
    "skal sånn sett opp noter bruk registrer"
    " hei hallo oi åja var som sagt sa nevnt dette tja skriv stemmer firmanavn må være mm"
)
PLACED = re.compile(r" (?:i|på|ved) \S+(?: \S+)?$")
SAID_OF_IT = word_set(
    "firma firmaet selskapet bedriften bedrifta foretaket representerer stykker ingenting ansatte"
)
"""Words that speak of a company: behind another word they tell that one was misheard."""
INDEFINITE = word_set("et en ei noe noen samme")
NAMED = word_set("navnet firmanavnet er me blir")
NAMED_LATE = words_pattern(
    r"(?:men|nei) det er(?: bare)?(?! ikke)",
    r"det (?:er|heter) bare",
    r"(?:nei |nei det er )?(?:unnskyld|sorry|jeg mener|jeg mente|rettere sagt)",
    r"et enkeltpersonforetak",
    r"(?:mitt|vårt|mi|vår|min|eget|egen|eiga) (?:eget |lille |egen )?(?:firma|bedrift|selskap)",
    r"med navn(?:et)?",
    r"(?:står vi|vi står|registrert)(?: oppført)? som",
    r"\S*(?:foretaket|firmaet) mitt(?: heter| er)?",
)
SURELY_OVER = (
    ("tror", "jeg"),
    ("sa", "jeg"),
    ("vil", "jeg"),
    ("heter", "vi"),
    ("heter", "det"),
    ("står", "det"),
)
LINES_OF_BUSINESS = word_set(
    "hr lag fylket fylkeskommunen hr-avdelingen avdelingen"
    " bygg anlegg regnskap salg it butikk handel varehandel helse skole kommune"
    " kommunen offentlig"
    " privat transport logistikk reiseliv restaurant hotell industri landbruk fiske oljebransjen"
    " eiendom bank finans forsikring bransjen sektor offentlige private konsulentbransjen"
    " byggebransjen telekom energi enkeltpersonforetak barnehage sykehus hjemmetjenesten staten"
)
"""Lines of business: where somebody works, but no company's name by themselves."""


BEFORE_ITS_FORM = word_set(
    "skriv skrive noter notere presist riktig korrekt si sier kall registrer legg sett opp hos hei"
    " hallo rettere sagt mente mener oi altså sånn takk snakke"
)
"""What stands in front of a name that its form tells of, and is no part of it."""
SAID_AFTER = re.compile(
    r" (?:(?:sånn|så|det) )?(?:heter|kalles|kaller|er) (?:det|vi|me|firmaet|selskapet|bedriften"
    r"|stedet|navnet|oss)(?!\S)| (?:er|var) (?:navnet|firmanavnet)(?!\S)| som sagt(?!\S)"
    r"| sånn heter "
)
"""What is said behind a name that was asked for."""
TOLD_LATE = words_pattern(
    r"(?:det|dette|navnet|firmaet|så) (?:er|heter)(?: jo| da| altså| bare)?(?! ikke)",
    r"du snakke med",
    r"(?:jeg|vi|me|eg) (?:driver|eier|drifter|har)(?: jo| bare)?",
)
"""What leads to a name that tells itself: it closes with a trade, or with its form."""
BESIDE_CORRECTION = word_set(
    "jeg det er vi me heter mente mener vent litt sa si ikke men altså eh øh nå sagt skal være"
    " skulle navnet firmaet selskapet rettere å eller tuller blir så bare"
)
"""What may stand between a correcting word and the name that is meant."""
