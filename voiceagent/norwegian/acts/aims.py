"""Whether what sounds like an act is one: aimed at us and at this call.

The same words serve to ask about a product and to describe what somebody has today: «kan det kobles
til Outlook» wants no colleague, «hvor lenge må vi vente på svar» and «systemet vårt er helt
håpløst» are no complaints about us, «jeg er bare en vanlig ansatt» is a role. An act is taken away
where the words around it show that it is about something else; in doubt it stays.
"""

from __future__ import annotations

from collections.abc import Collection

from voiceagent.norwegian.words.reading import Text, word_set, words_pattern

_LEADS_IN = word_set("ja nei jo men og hei hallo ok okei eh øh hm altså du så da forresten")
_QUESTION_WORDS = word_set("hva hvor hvem når hvordan hvilken hvilke hvilket")
_VERBS = word_set("kan får må er har blir skal går finnes finst vil kunne tilbyr støtter gir")
_THINGS = word_set(
    "det den dette disse systemet løsningen appen svartjenesten kundesystemet kalenderen crm"
    " programmet telefonen integrasjonen dataene svartenesta roboten den"
)
_PEOPLE = word_set(
    "menneske mennesker person kollega selger rådgiver noen folk kundeservice sjefen ansatt"
    " kundebehandler sentralbordet support salg vedkommende jeg meg"
)
_WHEN_WE_RING = words_pattern(
    r"(?:når|hvis|om|viss|dersom) (?:vi|man|en|de|kundene|folk|noen) (?:ringer|trenger)",
    r"som svarer (?:på|når|i)",
    r"(?:på|hos|i) (?:kundeservice|support|supporten)$",
)
_WE_ARE_TOLD = words_pattern(r"(?:vi|man|kundene|brukerne|ansatte|folk|de)")
_SERVICES = word_set(
    "hjelp support opplæring systemet svartjenesten kundeservice brukerstøtte menyer kundene"
    " dokumentasjon veiledning manual brukerveiledning løsningen appen oppfølging kurs"
)
_SELF = words_pattern(r"jeg er (?:(?:bare|kun|jo|egentlig|nå|en|ein|ei|et|av|helt) )*$")
_NO_ANSWER = words_pattern(r"(?:svare|svarer|si noe|si|oppgi|dele|ut med|snakke om|inn på)(?: på)?")
_OURS = word_set("dere deres dykk dykkar")
_THEIR_OWN = words_pattern(
    r"\S*system(?:et|er|a)?", r"\S*løsning(?:en|a)?", r"\S*leverandør(?:en)?", "crm", "dagens",
    r"(?:den|det|de) (?:vi|me) har(?: nå| i dag)?", r"har (?:jo |nå |i dag )*(?:hatt|brukt)",
    r"\S*programmet", r"verktøy(?:et)?", r"det gamle", r"den gamle", r"sentralbord(?:et)?",
    r"kundene (?:våre|vår)", r"regneark\S*", "excel",
)  # fmt: skip
_OWNED = words_pattern(r"(?:vi|me|jeg) har", r"har (?:vi|me)", r"(?:vårt|våre|vår|dagens|gamle)")
_TO_MEET = word_set("kontakt ringe ring ringer prøve prøv snakkes snakkast møtes høres kontakte")
_MAY_HAVE = words_pattern(
    r"(?:må|skal|kan|kunne|vil|ville|bør|skulle|trenger|behøver|ønsker|(?:kan|vil|skal) \S+ få)"
    r"(?: (?:jeg|du|vi|dere|de|man|en|han|hun))?"
    r"(?: (?:å|få|ikke|gjerne|virkelig|egentlig|absolutt|altså|også|jo|bare|alltid|helst|da|nå))*$"
)
"""Ends where «ha det» has somebody who has it."""
_FAREWELL = word_set("bra godt fint fortreffelig riktig kjekt topp så")
_NEAR = 6


def is_aside(tokens: Text, act: str, start: int, end: int, others: Collection[str]) -> bool:
    """Whether an act that was read in tokens ``start`` to ``end`` is none.

    Args:
        tokens: The utterance.
        act: What was read.
        start: Its first token.
        end: The one after its last.
        others: All acts that were read in the utterance.
    """
    match act:
        case "wants_human":
            return _is_about_a_thing(tokens) or _describes_self(tokens, start)
        case "profanity":
            return _is_own_trouble(tokens) and _OWNED.search(tokens.line) is not None
        case "complaint":
            near = tokens.norm[max(0, start - _NEAR) : end + _NEAR]
            own = "du" not in near and _is_own_trouble(tokens)
            return own or _only_asks(tokens, start, end)
        case "not_interested":
            after = " ".join(tokens.norm[end : end + 3])
            return (
                _opens_as_question(tokens)
                or _NO_ANSWER.match(after) is not None
                or ("complaint" in others and _is_own_trouble(tokens))
            )
        case "goodbye":
            # «… har hatt det samme systemet»: «ha det» misheard only where it ends the words.
            misheard = tokens.norm[start:end] == ("hatt", "det") and end < len(tokens)
            return misheard or _has_it(tokens, start, end)
        case "wrong_number":
            # «hvor lenge … etter at vi har sluttet» asks what comes after us.
            subject = tokens.norm[max(0, start - 1) : start]
            return subject in (("vi",), ("man",), ("kundene",)) and _opens_as_question(tokens)
        case "repeat":
            # «ta kontakt igjen til våren» asks to hear from us, and nothing once more.
            near = tokens.norm[max(0, start - 2) : end]
            return "igjen" in near and not _TO_MEET.isdisjoint(near)
        case "other_language":
            return _asks_for_services(tokens)
        case "is_robot":
            return _WHEN_WE_RING.search(tokens.line) is not None
        case _:
            return False


def _has_it(tokens: Text, start: int, end: int) -> bool:
    """«må du ha det nå», «vi vil gjerne ha det før jul»: to have something, and no goodbye."""
    said = tokens.norm[start:end]
    wished = end < len(tokens) and tokens.norm[end] in _FAREWELL
    if said[:2] != ("ha", "det") or wished or not _FAREWELL.isdisjoint(said):
        return False
    return _MAY_HAVE.search(" ".join(tokens.norm[:start])) is not None


def _opens_as_question(tokens: Text) -> bool:
    words = _without_lead_in(tokens)
    if not words:
        return False
    asks_by_verb = len(words) > 1 and words[0] in _VERBS and words[1] in _THINGS | {"vi", "man"}
    return words[0] in _QUESTION_WORDS or asks_by_verb


def _without_lead_in(tokens: Text) -> tuple[str, ...]:
    place = 0
    while place < len(tokens) and tokens.norm[place] in _LEADS_IN:
        place += 1
    return tokens.norm[place:]


def _is_about_a_thing(tokens: Text) -> bool:
    """«kan det kobles til …», «får vi snakke med folk når vi ringer support»."""
    words = _without_lead_in(tokens)
    if not _opens_as_question(tokens):
        return False
    if _WHEN_WE_RING.search(tokens.line):
        return True
    of_thing = len(words) > 1 and words[1] in _THINGS
    serves = of_thing and words[1] not in ("det", "dette")
    return of_thing and words[0] != "er" and (serves or _PEOPLE.isdisjoint(words))


def _describes_self(tokens: Text, start: int) -> bool:
    return _SELF.search(" ".join(tokens.norm[:start]) + " ") is not None


def _is_own_trouble(tokens: Text) -> bool:
    """Trouble with what they have today, which is why they ring."""
    return _OURS.isdisjoint(tokens.norm) and _THEIR_OWN.search(tokens.line) is not None


def _only_asks(tokens: Text, start: int, end: int) -> bool:
    """«hvor lenge må vi vente på svar»: nobody has waited yet."""
    said = tokens.norm[start:end]
    waits = "vente" in said and "ventet" not in said
    return waits and (_opens_as_question(tokens) or _without_lead_in(tokens)[:2] == ("må", "jeg"))


def _asks_for_services(tokens: Text) -> bool:
    """«får vi hjelp på engelsk», asked in Norwegian."""
    words = _without_lead_in(tokens)
    ours = _WE_ARE_TOLD.search(tokens.line) is not None and not {"jeg", "meg"} & set(words)
    return ours and _opens_as_question(tokens) and not _SERVICES.isdisjoint(words)
