"""The words that the guard goes by: what commits the company, what gives a machine away as rude,
foreign or talkative, and what is too plain to be a fact.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.words.reading import word_set


def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)(?:" + "|".join(words) + r")(?!\S)")


COMMITTING = _pattern(
    r"garant\w*",
    r"lov(?:er|ar|e|et|a|ord|nad)",
    r"gratis\w*",
    r"kostnadsfri\w*",
    r"\w*rabatt\w*",
    r"avslag\w*",
    r"prisavslag\w*",
    r"\w*bindende",
    r"bindande",
    r"forplikt\w*",
    r"alltid|aldri|uansett|evig|livet",
    r"\w*refus\w*|\w*refund\w*|tilbakebetal\w*",
    r"pengene tilbake|pengane tilbake",
    r"tilbud\w*|tilbod\w*|kampanje\w*|spesialpris\w*",
    r"billig\w*|lavest\w*|best|beste|raskest\w*|størst\w*|eneste|ledende",
    r"ubegrense\w*|ubegrensa|fritt|uten (?:ekstra )?(?:kostnad\w*|binding\w*)",
    r"inkluder\w*|inkl|medfølg\w*|følger med|følgjer med|iberegnet",
    r"sørg\w*|ordn\w*|fiks\w*|bekreft\w*|stadfest\w*|avtal(?:er|t)",
    r"ringer|ringjer|sender|bestiller|booker|leverer|kontakter",
    r"sikker(?:t|het)?|trygg\w*|hundre prosent|helt klart|selvsagt|selvfølgelig|selvfølgeleg",
    r"erstatt\w*|kompens\w*|ansvar\w*|juridisk\w*|kontrakt\w*|signer\w*",
    r"må|skal|kreves|påkrevd|obligatorisk\w*|forbudt\w*|plikt\w*",
    r"med i prisen|ekstra",
    r"kun|bare|alle|samtlige|ingen|hele|fullt",
)
"""Whoever says this binds the company, or claims more than was written."""

HEDGING = _pattern(
    r"(?:de |dei )?fleste|(?<!hvor )(?<!kor )mange|enkelte|noen|nokre|ofte|vanligvis",
    r"vanlegvis|normalt|typisk|som regel|kanskje|omtrent|rundt|cirka|ca|stort sett|gjerne",
)
"""Words that keep a statement from holding for everybody."""

DENYING = word_set("ikke ikkje ingen ingenting inga inkje aldri uten utan verken hverken unntatt")
OPENERS = word_set("ja jo nei jada neida jepp joda")

SELF = word_set("jeg eg meg mitt mine personlig")
HUMAN = _pattern(
    r"(?:et |eit )?menneske",
    r"ekte (?:person|menneske|stemme)",
    r"(?:ikke|ikkje|ingen) (?:en |ein |noen )?(?:robot|maskin|datamaskin|ki|ai)",
    r"jeg heter|eg heiter|mitt navn|navnet mitt",
    r"levende|av kjøtt og blod|virkelig person|vanlig person",
)
META = _pattern(
    r"\w*språkmodell\w*",
    r"instruks\w*|instruksjon\w*",
    r"prompt\w*|system(?:melding|prompt)\w*|json|assistent(?:en)?",
    r"ignorer\w*|overstyr\w*",
    r"passasje\w*|utdrag\w*|kontekst\w*|tekst(?:en|ene|er)?|dokument\w*|opplysningene|kilde\w*",
    r"beklager|dessverre|unnskyld|orsak",
    r"openai|chatgpt|gpt|claude|llama|mistral|gemini",
)
INSULTS = _pattern(
    r"dum(?:me|t|t?ing)?|teit\w*|idiot\w*|tosk\w*|tåpelig\w*|latterlig\w*|håpløs\w*|patetisk\w*",
    r"taper\w*|stygg\w*|ekkel\w*|udugelig\w*|inkompetent\w*|svindl\w*|løgn\w*|lyver|tulling\w*",
    r"kjeft\w*|dra til|gå og|masete|mas|bryr (?:meg|oss) ikke|slutt å|kjedelig\w*",
)
ASKING = frozenset(
    {
        *("vil du", "vil dere", "kan du", "kan jeg", "kan vi", "skal jeg", "skal vi", "ønsker du"),
        *("ønsker dere", "hva", "hvem", "hvilken", "hvilke", "hvorfor", "hvordan", "hvor"),
        *("passer det", "høres det", "si fra", "fortell"),
    }
)
"""Beginnings of a question, in the readers' common form."""

FOREIGN = word_set(
    "the is are you your we our and with can this that will have not yes please free of price month"
    " meeting cost costs contact us hello sorry they their from about would"
    " och är inte att för kronor månad från jag vill också"
    " af jer hvad nogle uge"
    " und ist nicht wir für monat preis sie haben kein"
    " est pour vous nous una por"
)
"""Words of other languages that are none of ours."""

PLAIN = word_set(
    "være vere blir bli blei vart vært hadde have ville vil kunne skulle måtte denne dette desse"
    " disse noen nokon noe noko annen andre anna hver hvert kvar kvart hvis dersom fordi også òg"
    " eller samt både derfor deretter etterpå først siden sidan etter innen mellom omtrent rundt"
    " cirka vanligvis normalt typisk gjerne ganske litt mest mer mindre flere fleire dere dykk"
    " deres dykkar deg dine vårt våre våra hans hennes altså imidlertid derimot selve hos oss"
    " koster kostar betaler betalar ligger ligg finnes finst finner finn varer varar tar tek"
    " bruker brukar holder held gjelder gjeld består gjør gjer kommer kjem får fekk gir gjev gis"
    " snakke helt hele heile ellers elles når hvor som enn over under ved uten utan selv sjølv"
    " kroner kroners måned måneden måneder månedlig året årlig prosent dager timer minutter uker"
    " hvordan slik sånn slike dessuten tillegg utenom totalt samlet dermed totalen mens fram frem"
    " betale koste vare vera gjennom via per ifølge hver gang ganger klokka klokken timen dagen"
    " åpent åpen ikke ikkje ingen inga ingenting sender sendes sitter sit starte"
)
"""Words without substance of their own: the answer may use them as it likes."""
