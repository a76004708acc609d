"""The yes/no questions before everything else: is it you, may I, does the form still hold.

yes                          ─▶ passed
a time («neste uke»)         ─▶ passed with a wish, or our call is moved there
facts about the caller       ─▶ passed: whoever tells us about themselves goes on talking
no                           ─▶ where the gate says
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading import asking, calling_back, closing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.policies.policy import SlotType
from voiceagent.dialog.state import Pending
from voiceagent.dialog.understanding.free_text import marked_text
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import Heard
from voiceagent.dialog.understanding.seasons import read_season
from voiceagent.dialog.understanding.wishes import narrowed, say_so
from voiceagent.norwegian.acts.answers import read_yes_no

_WHY_NOT = (
    *("ble syk", "var syk", "ble dårlig", "var dårlig", "glemte", "gløymde", "gikk i glemmeboka"),
    *("vart sjuk", "vart syk", "blei sjuk", "blei syk", "ble sjuk", "var sjuk", "sykehuset"),
    *("kom ikke", "rakk ikke", "rakk det ikke", "fikk ikke", "kunne ikke", "måtte", "klarte ikke"),
    *("satt i", "satt fast", "satt opptatt", "var opptatt", "var i", "var på", "var bortreist"),
    *("kom noe i veien", "dukket opp noe", "skjedde noe", "oppsto noe", "ble forsinket"),
    *("ble forhindret", "var forhindret", "visste ikke", "så ikke", "fant ikke", "virket ikke"),
    *("hadde ikke", "hadde et annet", "hadde dobbeltbooket", "sov", "forsov"),
)
_REFUSES = (
    *("ikke interessert", "ikke aktuelt", "vil ikke", "trenger ikke", "ønsker ikke", "nei takk"),
    *("ellers takk", "dropper", "har valgt", "valgte", "gidder ikke", "lar det være"),
)

_IN_SHORT = (
    *("kjapt da", "fort da", "bare kjapt", "bare litt", "bare kort", "om det går fort"),
    *("hvis det går fort", "om det er raskt", "hvis det er raskt", "om det er kort"),
)
"""A yes to talking now, with a limit."""
_ABOUT_THEMSELVES = frozenset({SlotType.ROLE, SlotType.TEXT, SlotType.AUTHORITY, SlotType.AMOUNT})


def _explains(draft: Draft, heard: Heard) -> bool:
    """«nei, jeg ble syk»: why they did not come, and no answer to whether they will."""
    if heard.verdict is True or find_phrase(heard.tokens, _WHY_NOT) is None:
        return False
    if find_phrase(heard.tokens, _REFUSES) is not None or draft.state.pending.misses:
        return False
    draft.decide(f"gate.{draft.state.pending.name}.explained", heard.text)
    if draft.has("ack.reason"):
        draft.say("ack.reason")
    asking.miss(draft, "why_and_not_whether")
    return True


def _agrees_after_all(heard: Heard) -> bool:
    """«jeg ble syk, men ja gjerne»: the reason first, and then the answer."""
    _, but, rest = heard.tokens.line.rpartition(" men ")
    return bool(but) and read_yes_no(rest) is True


def _says_what_instead(draft: Draft, heard: Heard, name: str) -> bool:
    """«nei, nå trenger vi telefoni»: what holds now, instead of the form."""
    if heard.verdict is True or draft.policy.slots[name].type is not SlotType.TEXT:
        return False
    told = marked_text(heard.tokens, draft.policy.slots[name].markers)
    if not told or heard.aside is not None or heard.asks:
        return False
    draft.fill_now(name, told, told)
    draft.decide(f"corrected.{name}", told)
    return True


def _tells_of_themselves(draft: Draft) -> bool:
    """Whether what was learned is about the caller: then they go on talking with us.

    Where the question was who they are, a time is not enough: «til august» is of somebody on leave,
    and whoever says it is not told what we ring about (GDP-09).
    """
    if "name" not in draft.policy.gates[draft.state.pending.name].needs:
        return bool(draft.learned)
    slots = draft.policy.slots
    return any(name in slots and slots[name].type in _ABOUT_THEMSELVES for name in draft.learned)


def _hears_the_no(draft: Draft, fills: str | None) -> None:
    """A no to being recorded gets a word, so that the caller knows that it was heard."""
    known = draft.state.slots.get(fills or "")
    if known is not None and known.value is False and draft.has(f"{fills}.off"):
        draft.say(f"{fills}.off")


def answer(draft: Draft, heard: Heard) -> bool:
    """A yes passes; a no leads where the gate says."""
    name = draft.state.pending.name
    gate = draft.policy.gates[name]
    if _agrees_after_all(heard):
        heard = replace(heard, verdict=True)
    when = heard.when if heard.when is not None and say_so(heard.when.value) else None
    if when is not None and gate.callback and heard.verdict is not True:
        calling_back.propose(draft, when)
        return True
    later = None if when is not None else read_season(heard.text, now=draft.state.moment)
    if later is not None and gate.end is not None and heard.verdict is not True:
        calling_back.propose(draft, later)
        return True
    if gate.end is not None and _explains(draft, heard):
        return True
    if gate.forget is not None and _says_what_instead(draft, heard, gate.forget):
        draft.change(pending=Pending(), passed=(*draft.state.passed, name))
        draft.acknowledge()
        asking.advance(draft)
        return True
    if when is not None and gate.end is not None:
        # «nei, ikke denne uka, men neste»: a time is no refusal.
        draft.decide(f"gate.{name}.passed", "by a time")
        draft.book(wish=narrowed(draft.state.booking.wish, when.value))
    elif heard.verdict is None and gate.callback and find_phrase(heard.tokens, _IN_SHORT):
        draft.decide(f"gate.{name}.passed", "in short")
    elif heard.verdict is None:
        if not _tells_of_themselves(draft):
            return False
        draft.decide(f"gate.{name}.passed", "by what was said")
    elif gate.fills is not None and heard.clear_verdict is not None:
        draft.fill_now(gate.fills, heard.clear_verdict, heard.text)
    _hears_the_no(draft, gate.fills)
    draft.change(pending=Pending())
    if heard.verdict is not False or not gate.callback:
        draft.change(passed=(*draft.state.passed, name))
    if heard.verdict is not False or (when is not None and gate.end is not None):
        asking.advance(draft)
    elif gate.callback:
        away = "name" in gate.needs and draft.has("gatekeeper.away")
        calling_back.ask(draft, "gatekeeper.away" if away else "ask.callback")
    elif gate.end is not None:
        closing.close_with(draft, gate.end)
    elif gate.go_on:
        asking.advance(draft)
    else:
        draft.forget(gate.forget or "")
        asking.advance(draft)
    return True
