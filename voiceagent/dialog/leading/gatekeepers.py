"""Whoever answers for somebody else: a switchboard, a colleague, a spouse (QUA-13).

Only where we ring and ask for a person by name. Three things may come of it: we are put through, we
learn when the person can be had, or we ask to be put through. What it is about is for that person
alone (GDP-09): a gatekeeper hears who we are and no more. Whoever is put on is a new listener, who
is told again that this is a machine.
"""

from __future__ import annotations

from voiceagent.dialog.leading import calling_back, objections
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.state import Topic
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.norwegian.answers import Act

_PUTS_THROUGH = (
    *("setter deg over", "sette deg over", "setter over", "set deg over", "sender deg videre"),
    *("skal hente", "henter ham", "henter henne", "hente han", "hente ho", "her kommer"),
    *("du skal få snakke med", "skal se om", "her er han", "her er hun"),
)
_AWAY = (
    *("er ikke her", "er ikke inne", "er ikke på jobb", "er ikke til stede", "er ute"),
    *("er i møte", "sitter i møte", "sit i møte", "er på ferie", "har fri", "er borte"),
    *("har gått for dagen", "er syk", "er opptatt", "er på reise", "ikke tilgjengelig"),
    *("ta imot en beskjed", "ta en beskjed", "ta imot beskjed", "skal jeg hilse"),
)
_REFUSES = (
    *("vil ikke snakke", "ønsker ikke å snakke", "vil ikke bli", "ønsker ikke å bli"),
    *("vil ikke ha", "ønsker ikke noe", "ikke interessert", "ikke interesse", "ikke behov"),
    *("tar ikke imot", "tar ikke telefoner fra", "tar ikke telefon fra", "snakker ikke med"),
    *("vil ikke forstyrres", "ønsker ikke å forstyrres", "har bedt om å slippe", "vil slippe"),
)
"""Said of the one we asked for."""
_OF_THEM = frozenset({"han", "hun", "ho", "hu", "de", "vedkommende", "sjefen"})
_DESK = (
    *("sentralbordet", "resepsjonen", "du har kommet til", "du er kommet til", "kundesenteret"),
    *("assistenten hans", "assistenten hennes", "kollegaen hans", "kollegaen hennes"),
)
_ASKS = (
    *("hvem kan jeg hilse fra", "hvem skal jeg hilse fra", "hvor ringer du fra"),
    *("kan jeg spørre hva det gjelder", "hva dreier det seg om", "gjelder det noe spesielt"),
)


def answers_for_somebody(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: the one we asked for is not the one who speaks."""
    if not _asks_for_somebody(draft):
        return False
    speaks_for_self = heard.verdict is True or "jeg" in heard.tokens.norm[:1]
    if draft.state.put_through:
        return _new_listener(draft, heard)
    if _refuses_for(draft, heard):
        draft.decide("gatekeeper.refused", "the one we asked for does not want to talk")
        objections.note(draft, "not_interested", heard)
        draft.end("not_interested", "closing.not_interested")
        return True
    if find_phrase(heard.tokens, _PUTS_THROUGH) is not None:
        draft.decide("gatekeeper.puts_through")
        draft.change(put_through=True)
        draft.say("gatekeeper.thanks")
        return True
    if find_phrase(heard.tokens, _ASKS) is not None:
        draft.decide("gatekeeper.asks", "who we are, and no more")
        draft.say("answer.who")
        draft.say("gatekeeper.please")
        return True
    if find_phrase(heard.tokens, _AWAY) is not None and not speaks_for_self:
        draft.decide("gatekeeper.away")
        calling_back.ask(draft, "gatekeeper.away")
        return True
    if find_phrase(heard.tokens, _DESK) is not None and not speaks_for_self:
        draft.decide("gatekeeper.desk")
        draft.say("gatekeeper.please")
        return True
    return False


def _refuses_for(draft: Draft, heard: Heard) -> bool:
    """«nei, hun vil ikke snakke med selgere»: taken as her answer, and not pushed (QUA-12)."""
    name = draft.state.slots["name"].display.lower().split()
    of_them = _OF_THEM.intersection(heard.tokens.norm) or set(name).intersection(heard.tokens.norm)
    if not of_them or "jeg" in heard.tokens.norm:
        return False
    return find_phrase(heard.tokens, _REFUSES) is not None


def _asks_for_somebody(draft: Draft) -> bool:
    pending = draft.state.pending
    if pending.topic is not Topic.GATE:
        return False
    return draft.has("gatekeeper.please") and "name" in draft.policy.gates[pending.name].needs


def _new_listener(draft: Draft, heard: Heard) -> bool:
    """Somebody has been put on: the law's sentence again, and the question if it is open."""
    draft.change(put_through=False)
    draft.decide("gatekeeper.put_through", "a new listener")
    draft.say("disclosure", interruptible=False)
    if heard.verdict is True or "name" in heard.facts or heard.does(Act.STOP, Act.WRONG_NUMBER):
        return False
    draft.say_again(draft.state.pending.says)
    return True
