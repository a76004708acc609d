"""What simulated callers say, in Bokmål and in Nynorsk: many ways to put the same facts.

Phrases are written as a recogniser delivers them. Data only.
"""

from __future__ import annotations

from dataclasses import dataclass

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language, by what they say."""

    needs: Phrases
    deciders: Phrases
    others: Phrases
    decide_yes: Phrases
    decide_no: Phrases
    probe_no: Phrases
    soon: Phrases
    late: Phrases
    money: Phrases
    little: Phrases
    first: Phrases
    second: Phrases
    agrees: Phrases
    refuses: Phrases
    questions: Phrases
    preferences: Phrases
    moves: Phrases
    cancels: Phrases
    leaves: Phrases
    call_times: Phrases
    matters: Phrases
    is_me: Phrases
    not_me: Phrases
    busy: Phrases
    no_more: Phrases
    no_need: Phrases
    private: Phrases
    human: Phrases
    callback: Phrases
    wrong_number: Phrases
    not_interested: Phrases
    never_again: Phrases
    english: Phrases
    angry: Phrases
    both: str
    name: str
    company: str
    use_other_number: Phrases
    dithers: Phrases
    wonders: Phrases


NB = Words(
    needs=(
        "vi trenger et nytt crm system",
        "vi ser etter et nytt kundesystem",
        "vi vil ha flere leads",
        "vi har problemer med kundeservicen vår",
        "vi vurderer å bytte telefonløsning",
        "vi mister henvendelser når ingen tar telefonen",
        "jeg ringer fordi vi trenger hjelp med møtebooking",
        "vi skal bytte leverandør av sentralbord",
        "det gjelder en svartjeneste",
        "vi treng eit nytt kundesystem",
    ),
    deciders=(
        "jeg er daglig leder",
        "daglig leder",
        "jeg eier firmaet",
        "eg er dagleg leiar",
        "jeg er administrerende direktør",
    ),
    others=(
        "jeg er salgssjef",
        "jeg er it sjef",
        "jeg jobber som markedssjef",
        "økonomisjef",
        "jeg er prosjektleder",
        "jeg er driftsleder her",
    ),
    decide_yes=(
        "ja det er jeg som bestemmer",
        "ja",
        "ja det gjør jeg",
        "jeg og styret",
        "ja det er meg",
        "jeg anbefaler det til ledelsen",
    ),
    decide_no=("nei det gjør jeg ikke", "nei", "nei det er sjefen som bestemmer"),
    probe_no=("nei det går ikke", "nei", "nei det kan jeg ikke"),
    soon=(
        "innen tre måneder",
        "så fort som mulig",
        "om to måneder",
        "i løpet av et halvt år",
        "neste måned",
        "innan tre månader",
    ),
    late=("om et år", "ikke før om to år", "om halvannet år", "om ti måneder"),
    money=(
        "rundt hundre tusen kroner",
        "hundre tusen",
        "to hundre tusen",
        "femti tusen i måneden",
        "mellom femti og hundre tusen",
        "vi har ikke budsjett",
        "vet ikke",
        "nei ikke ennå",
        "det vil jeg ikke si",
    ),
    little=("fem tusen kroner", "vi har bare to tusen kroner", "rundt tre tusen kroner"),
    first=("den første", "den første passer fint", "ta den første", "det første"),
    second=("den andre", "den andre passer best", "den siste"),
    agrees=(
        "ja det stemmer",
        "ja",
        "ja det er fint",
        "stemmer det",
        "ja det passer",
        "det er riktig",
    ),
    refuses=("nei", "nei det passer ikke", "ingen av dem passer", "nei dessverre"),
    questions=(
        "hva koster det",
        "hvor lenge varer møtet",
        "er det noe bindingstid",
        "er du en robot",
        "hvor holder dere til",
        "hvem er dette",
        "kan vi få rabatt",
    ),
    preferences=(
        "send helst e-post",
        "jeg jobber ikke på fredager",
        "jeg sitter i møter før lunsj",
        "ikke på mandager",
        "jeg er som regel opptatt på formiddagen",
        "jeg foretrekker sms",
    ),
    moves=(
        "nei vent kan vi ta {day} i stedet",
        "kan vi flytte det til {day}",
        "jeg kan ikke likevel kan vi ta {day}",
    ),
    cancels=("nei avlys det", "jeg må avbestille møtet", "avlys møtet likevel"),
    leaves=("takk skal du ha", "supert takk ha det", "", ""),
    call_times=(
        "i morgen klokka ti",
        "på mandag",
        "onsdag etter lunsj",
        "i kveld klokka sju",
        "så snart som mulig",
        "mellom ni og elleve på tirsdag",
    ),
    matters=(
        "det gjelder en avtale med en kollega",
        "jeg lurer på noe om en bestilling",
        "det gjelder et møte i morgen",
    ),
    is_me=("ja det er meg", "ja", "ja det stemmer", "det er jeg"),
    not_me=("nei", "nei hun er ikke her", "nei det er mannen hennes"),
    busy=("nei det passer dårlig nå", "nei jeg sitter i møte", "nei kan dere ringe senere"),
    no_more=("nei", "nei takk", "nei det var alt"),
    no_need=("vi trenger ingenting", "jeg har ikke behov for noe", "nei vi har ikke noe behov"),
    private=("jeg ringer som privatperson", "jeg er student", "jeg ringer privat"),
    human=(
        "kan jeg få snakke med et menneske",
        "jeg vil snakke med en person",
        "sett meg over til noen",
        "jeg vil heller snakke med et menneske",
    ),
    callback=("kan dere ringe meg tilbake", "ring meg senere", "kan du ringe meg opp igjen"),
    wrong_number=("beklager jeg har ringt feil", "oi feil nummer", "jeg har ringt feil nummer"),
    not_interested=("jeg er ikke interessert", "nei takk ikke interessert"),
    never_again=("slutt å ringe meg", "ikke ring meg igjen"),
    english=("do you speak english", "sorry i do not speak norwegian"),
    angry=("dette er helt jævlig", "faen ta dere", "jeg vil klage på dere"),
    both="jeg heter {name} og ringer fra {company}",
    name="jeg heter {name}",
    company="jeg ringer fra {company}",
    use_other_number=(
        "dere må bruke et annet nummer det er {number}",
        "ring meg heller på {number}",
        "du kan nå meg på {number}",
    ),
    dithers=(
        "har du noe senere på dagen",
        "er det ikke noe litt tidligere",
        "begge passer egentlig",
        "det bestemmer du",
        "jeg må se i kalenderen",
        "hva var det siste du sa",
        "mandag går bra men ikke så tidlig",
        "hm det var da voldsomt",
    ),
    wonders=(
        "hvor lenge varer det",
        "er det fysisk eller på teams",
        "hva slags møte er det",
        "får jeg en bekreftelse på det",
        "hvem er det jeg skal møte",
    ),
)
NN = Words(
    needs=(
        "me treng eit nytt kundesystem",
        "vi treng eit nytt crm system",
        "me ønskjer fleire leads",
        "me ser etter ei ny telefonløysing",
        "vi mister førespurnader når ingen tek telefonen",
        "det gjeld kundeservice",
    ),
    deciders=("eg er dagleg leiar", "dagleg leiar", "eg eig firmaet"),
    others=("eg er salssjef", "eg er prosjektleiar", "økonomisjef", "eg er seljar"),
    decide_yes=("ja det er eg som bestemmer", "ja", "ja det gjer eg", "eg og styret"),
    decide_no=("nei det gjer eg ikkje", "nei", "nei det er sjefen som bestemmer"),
    probe_no=("nei det går ikkje", "nei"),
    soon=("innan tre månader", "så fort som mogleg", "om to månader", "neste månad"),
    late=("om eit år", "ikkje før om to år", "om ti månader"),
    money=("hundre tusen", "to hundre tusen kroner", "veit ikkje", "me har ikkje budsjett"),
    little=("fem tusen kroner", "berre to tusen kroner"),
    first=("den fyrste", "den første passar fint", "det fyrste"),
    second=("den andre", "den andre passar best", "den siste"),
    agrees=("ja det stemmer", "ja", "ja det er fint", "ja det passar"),
    refuses=("nei", "nei det passar ikkje", "nei diverre"),
    questions=("kva kostar det", "kor lenge varer møtet", "er du ein robot", "kven er dette"),
    preferences=(
        "send helst e-post",
        "fredagar passar dårleg",
        "eg sit i møte før lunsj",
        "ikkje på måndagar",
    ),
    moves=("nei vent kan me ta {day} i staden", "kan me flytte det til {day}"),
    cancels=("nei avlys det", "eg må avlyse møtet"),
    leaves=("takk skal du ha", "ha det", ""),
    call_times=("i morgon klokka ti", "på måndag", "onsdag etter lunsj", "tysdag klokka ni"),
    matters=("det gjeld ein avtale med ein kollega", "det gjeld eit møte i morgon"),
    is_me=("ja det er eg", "ja", "ja det stemmer"),
    not_me=("nei", "nei ho er ikkje her"),
    busy=("nei det passar dårleg no", "nei eg køyrer bil no", "nei kan de ringje seinare"),
    no_more=("nei", "nei takk"),
    no_need=("me treng ingenting", "eg har ikkje behov"),
    private=("eg ringjer privat", "eg er student"),
    human=("kan eg få snakke med eit menneske", "eg vil snakke med ein person"),
    callback=("kan de ringje meg attende", "kan du ringje meg opp att"),
    wrong_number=("orsak eg har ringt feil", "oi feil nummer"),
    not_interested=("eg er ikkje interessert", "nei takk ikkje interessert"),
    never_again=("slutt å ringje meg", "ikkje ring meg igjen"),
    english=("do you speak english", "sorry i do not speak norwegian"),
    angry=("dette er heilt jævlig", "faen ta dykk", "eg vil klage på dykk"),
    both="eg heiter {name} og ringjer frå {company}",
    name="eg heiter {name}",
    company="eg ringjer frå {company}",
    use_other_number=("bruk heller eit anna nummer {number}", "de når meg på {number}"),
    dithers=(
        "har du noko seinare på dagen",
        "begge passar eigentleg",
        "det bestemmer du",
        "eg må sjå i kalenderen",
    ),
    wonders=("kor lenge varer det", "kva slags møte er det", "er det fysisk eller på teams"),
)
NUMBER = "ni åtte sju seks fem fire tre to"
E164 = "+4798765432"
OTHER_NUMBER = "ni to fem null to null tre null"
OTHER_E164 = "+4792502030"
EMAIL = "post krøllalfa fjordtek punktum no"
PEOPLE = (
    "kari nordmann",
    "ola hansen",
    "ingrid berg",
    "henrik lie",
    "solveig dahl",
    "anne larsen",
    "per johansen",
    "marit olsen",
)
COMPANIES = ("fjordtek", "nordlys regnskap", "bergen bygg", "vestland elektro as", "havbruk nord")
FILLERS = ("eh ", "ja ", "altså ", "hm ", "ja eh ")
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
