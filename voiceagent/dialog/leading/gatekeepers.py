"""Whoever answers for somebody else: a switchboard, a colleague, a spouse (QUA-13).

    the question                    the answer
    «snakker jeg med Kari?»         yes ─▶ it is her, and on
                                    somebody else ─▶ «kan jeg få snakke med Kari?»
    «kan jeg få snakke med Kari?»   yes, wait ─▶ we wait ─▶ a new listener, asked anew
                                    no, away ─▶ «når er det best å treffe Kari?»
    «når er det best å treffe …»    a time ─▶ our call; «jeg henter henne» ─▶ we wait
                                    «jeg er jo her» ─▶ it is her, and on

Only where we ring and ask for a person by name. Three things may come of it: we are put through, we
learn when the person can be had, or we ask to be put through. What it is about is for that person
alone (GDP-09): a gatekeeper hears who we are and no more. Whoever is put on is a new listener, who
is told again that this is a machine. Nobody's name takes the place of the one on the form.
"""

from __future__ import annotations

import re
from dataclasses import replace

from voiceagent.dialog.leading import asking, calling_back, objections
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import AnswerKind, Say
from voiceagent.dialog.policies.prompts import render
from voiceagent.dialog.state import Goal, Pending, Topic
from voiceagent.dialog.understanding.framed_times import read_time
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.wishes import say_so
from voiceagent.norwegian.acts.answers import Act

_PUTS_THROUGH = (
    *("setter deg over", "sette deg over", "setter over", "set deg over", "sender deg videre"),
    *("skal hente", "henter ham", "henter henne", "hente han", "hente ho", "her kommer"),
    *("du skal få snakke med", "skal se om", "her er han", "her er hun"),
)
_AWAY = (
    *("er ikke her", "er ikke inne", "er ikke på jobb", "er ikke til stede", "er ute"),
    *("er i møte", "sitter i møte", "sit i møte", "er på ferie", "har fri", "er borte"),
    *("har gått for dagen", "er syk", "er opptatt", "er på reise", "ikke tilgjengelig"),
    *("er tilbake", "kommer tilbake", "kommer igjen", "kommer inn", "er her igjen"),
    *("ta imot en beskjed", "ta en beskjed", "ta imot beskjed", "skal jeg hilse"),
    *(
        "i permisjon",
        "på permisjon",
        "er sykmeldt",
        "er på kurs",
        "har gått hjem",
        "slutter klokka",
    ),
)
_BACK = re.compile(r"(?<!\S)(?:tilbake|igjen|inn|på jobb)(?: igjen| først)? (.+)$")
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
_THEM = r"(?:ham|han|henne|hun|ho|sjefen|vedkommende)"
_FETCHES = re.compile(
    rf"(?<!\S)(?:(?:hente|henter|hentar|rope på|roper på|finne|finner|få tak i|får tak i)"
    rf" (?:\S+ )?{_THEM}"
    rf"|(?:gir|gi|gjev|rekker) (?:deg |over |fra meg )*(?:telefonen|røret|ordet|{_THEM})"
    r"|(?:hun|han|ho) (?:sitter|sit|står|er|kommer|kjem) (?:rett |like )?(?:straks|nå|no|snart"
    r"|ved sid(?:en|a) av|rett her|her (?:borte|nå|no)|på ve[ig](?! (?:hjem|heim|til|ut)))"
    rf"|her (?:er|har du) {_THEM})(?!\S)"
)
_MACHINE = re.compile(
    r"(?<!\S)(?:(?<!en )(?<!ein )telefonsvarer\w*|mobilsvar\w*|talepost\w*"
    r"|(?:etter|ved) (?:pipe)?tonen|pipetonen"
    r"|legg (?:gjerne )?igjen (?:en |ei )?(?:beskjed|melding)|abonnenten (?:\S+ ){0,4}?ikke"
    r"|(?:personen|nummeret) du (?:ringer|har ringt)|når du hører tonen)(?!\S)"
)
"""Nobody speaks so but a machine that records."""
_IS_ME = re.compile(
    r"(?<!\S)(?:det er (?:jo )?(?:meg|jeg)|jeg er (?:jo )?her"
    r"|du snakker? med (?:meg|henne|ham|hun|han)"
    r"|(?:ham|han|henne|hun|ho) snakker? du med"
    r"|det er (?:hun|han|henne|ham) (?:her|du snakker med)"
    r"|selv|sjøl|sjølv|jeg er (?:henne|hun|han|ham))(?!\S)"
)
_IS_NAME = re.compile(r"(?<!\S)(?:det er|dette er|her er|jeg heter|jeg er|du snakker? med)(?!\S)")
_RELATED = re.compile(
    r"(?<!\S)(?:det|dette|her) er (?:bare )?(?:\S+ )?(?:mannen|kona|kone|samboeren|kjæresten"
    r"|sønnen|dattera|datteren|mora|moren|faren|broren|søsteren|søstera|sekretæren|assistenten"
    r"|naboen|(?:kollegaen|en kollega))(?: (?:hennes|hans|hennar|til|av|hos|min|deres))?(?!\S)"
)
_ASKS = (
    *("hvem kan jeg hilse fra", "hvem skal jeg hilse fra", "hvor ringer du fra"),
    *("kan jeg spørre hva det gjelder", "hva dreier det seg om", "gjelder det noe spesielt"),
)


def answers_for_somebody(draft: Draft, heard: Heard) -> bool:
    """A rule of hearing: the one we asked for is not the one who speaks."""
    gate = _gate(draft)
    if not gate:
        return False
    if not heard.asks and _MACHINE.search(heard.tokens.line) is not None:
        draft.decide("gatekeeper.machine", "nobody listens")
        key = "gatekeeper.machine"
        draft.end("no_answer", key if draft.has(key) else "closing.silence")
        return True
    if draft.state.put_through:
        return _new_listener(draft, heard, gate)
    if draft.state.pending.topic is not Topic.GATE:
        return _fetches(draft, heard, gate) or _is_here_after_all(draft, heard, gate)
    speaks_for_self = heard.verdict is True or "jeg" in heard.tokens.norm[:1]
    if _refuses_for(draft, heard):
        draft.decide("gatekeeper.refused", "the one we asked for does not want to talk")
        objections.note(draft, "not_interested", heard)
        draft.end("not_interested", "closing.not_interested")
        return True
    if _fetches(draft, heard, gate):
        return True
    if find_phrase(heard.tokens, _ASKS) is not None:
        draft.decide("gatekeeper.asks", "who we are, and no more")
        draft.say("answer.who")
        draft.say("gatekeeper.please")
        return True
    if find_phrase(heard.tokens, _AWAY) is not None and not speaks_for_self:
        draft.decide("gatekeeper.away")
        back = _BACK.search(heard.tokens.line)
        when = None if back is None else read_time(back[1], now=draft.state.moment)
        if when is not None and say_so(when.value):
            calling_back.propose(draft, when)
        else:
            calling_back.ask(draft, "gatekeeper.away")
        return True
    if (_asked_for(draft) or _answers_by_name(draft, heard)) and _is_here_after_all(
        draft, heard, gate
    ):
        return True
    desk = find_phrase(heard.tokens, _DESK) is not None and not speaks_for_self
    if desk or _is_another(draft, heard):
        _ask_for(draft, "gatekeeper.desk")
        return True
    return False


def _ask_for(draft: Draft, rule: str) -> None:
    """«kan jeg få snakke med Kari?», and from now on a yes means that she is fetched."""
    draft.decide(rule, "somebody else speaks")
    asked = draft.say("gatekeeper.please")
    draft.change(pending=replace(draft.state.pending, says=(asked,)))


def _fetches(draft: Draft, heard: Heard, gate: str) -> bool:
    """«jeg skal hente henne», or a yes to being put through: we wait."""
    agrees = (
        _asked_for(draft) and heard.verdict is True and _IS_ME.search(heard.tokens.line) is None
    )
    if not (agrees or _is_fetching(heard)):
        return False
    draft.decide("gatekeeper.puts_through")
    _await(draft, gate)
    return True


def _asked_for(draft: Draft) -> bool:
    """Whether we have asked to be put through."""
    return any(said.key == "gatekeeper.please" for said in draft.state.pending.says)


def _is_fetching(heard: Heard) -> bool:
    told = find_phrase(heard.tokens, _PUTS_THROUGH) is not None
    told = told and find_phrase(heard.tokens, _AWAY) is None
    return told or _FETCHES.search(heard.tokens.line) is not None


def _answers_by_name(draft: Draft, heard: Heard) -> bool:
    """«Kari her», as people answer their telephone."""
    first = draft.state.slots["name"].display.lower().split()[0]
    return find_phrase(heard.tokens, (f"{first} her", f"{first} snakker")) is not None


def _is_here_after_all(draft: Draft, heard: Heard, gate: str) -> bool:
    """«jeg er jo her», said to when she can be had: it is her, and our call is now."""
    line, ours = heard.tokens.line, draft.state.slots["name"].display.lower().split()
    named = _IS_NAME.search(line) is not None or _answers_by_name(draft, heard)
    named = named and ours[0] in heard.tokens.norm
    presents = named and heard.verdict is not False and not _has_another_name(draft, heard)
    says_so = _IS_ME.search(line) is not None and "ikke" not in heard.tokens.norm
    if not (presents or says_so):
        return False
    draft.decide(f"gate.{gate}.passed", "they are here after all")
    draft.change(goal=Goal.MEETING, pending=Pending(), passed=(*draft.state.passed, gate))
    asking.advance(draft)
    return True


def _is_another(draft: Draft, heard: Heard) -> bool:
    """«det er mannen hennes», «nei, jeg heter Kari Hansen»: not the one that we asked for."""
    if _RELATED.search(heard.tokens.line) is not None or _is_denied(draft, heard):
        return True
    return heard.verdict is not True and _has_another_name(draft, heard)


def _is_denied(draft: Draft, heard: Heard) -> bool:
    """«dette er ikke Kari, men jeg kan svare for henne»."""
    first = draft.state.slots["name"].display.lower().split()[0]
    denied = (f"er ikke {first}", f"ikke {first} men", f"ikke {first} her")
    return find_phrase(heard.tokens, (*denied, "svare for henne", "svare for ham")) is not None


def _has_another_name(draft: Draft, heard: Heard) -> bool:
    """Another first name; or, where ours was denied, another surname."""
    told = heard.facts.get("name")
    ours = draft.state.slots["name"].display.lower().split()
    said = str(told.value).lower().split() if told is not None else []
    if not said:
        return False
    return said[0] != ours[0] or (heard.corrects and said != ours and len(said) > 1)


def _refuses_for(draft: Draft, heard: Heard) -> bool:
    """«nei, hun vil ikke snakke med selgere»: taken as her answer, and not pushed (QUA-12)."""
    name = draft.state.slots["name"].display.lower().split()
    of_them = _OF_THEM.intersection(heard.tokens.norm) or set(name).intersection(heard.tokens.norm)
    if not of_them or "jeg" in heard.tokens.norm:
        return False
    return find_phrase(heard.tokens, _REFUSES) is not None


def _gate(draft: Draft) -> str:
    """The gate that asks for a person by name, while it is open; empty for none."""
    pending, gates = draft.state.pending, draft.policy.gates
    if not draft.has("gatekeeper.please") or "name" not in draft.state.slots:
        return ""
    if pending.topic is Topic.GATE:
        return pending.name if "name" in gates[pending.name].needs else ""
    if pending.topic not in (Topic.CALLBACK, Topic.CALLBACK_TIME):
        return ""
    asked = (name for name, gate in gates.items() if "name" in gate.needs)
    return next((name for name in asked if name not in draft.state.passed), "")


def _await(draft: Draft, gate: str) -> None:
    """Wait for whoever comes to the telephone; they are asked whether it is them."""
    key = f"gate.{gate}"
    asked = Say(render(draft.policy, draft.state, key, {}), key, language=draft.language)
    pending = Pending(Topic.GATE, gate, AnswerKind.YES_NO, says=(asked,), phrases=("ja", "nei"))
    draft.change(put_through=True, goal=Goal.MEETING, pending=pending)
    draft.say("gatekeeper.thanks")


def _new_listener(draft: Draft, heard: Heard, gate: str) -> bool:
    """Somebody has been put on: the law's sentence again, and the question if it is open."""
    if _is_fetching(heard) or heard.only(Act.WAIT, Act.HESITATION):
        draft.decide("gatekeeper.still_fetching")
        draft.say("gatekeeper.thanks")
        return True
    draft.change(put_through=False)
    draft.decide("gatekeeper.put_through", "a new listener")
    draft.say("disclosure", interruptible=False)
    if _is_here_after_all(draft, heard, gate):
        return True
    if heard.verdict is True or "name" in heard.facts or heard.does(Act.STOP, Act.WRONG_NUMBER):
        return False
    draft.say_again(draft.state.pending.says)
    return True
