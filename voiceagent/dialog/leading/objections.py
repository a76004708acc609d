"""What turns a call: a human, wrong number, no interest, swearing, another language, «vent litt».

A human is called at once from anywhere. Lack of interest is met with one polite question and never
with pressure; objections are kept (QUA-12). Whoever asks not to be called again is believed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from voiceagent.dialog.leading import asking, calling_back, closing, noting
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import AnswerKind
from voiceagent.dialog.policies.policy import SlotType
from voiceagent.dialog.state import Goal, Topic
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import ARRANGING, INSTEAD, Heard
from voiceagent.dialog.understanding.seasons import read_season
from voiceagent.dialog.understanding.slots import ABSENT
from voiceagent.dialog.understanding.wishes import CHANGED_MIND
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.words.reading import Text, read_text

_MAX_REPEATS = 2
_NOT = frozenset({"ikke", "ikkje", "itj", "aldri"})
_TELEPHONE = ("ring", "ringe", "ringer", "ta kontakt", "kontakt meg", "snakkes", "høres")
_NO_MORE = ("glem det", "dropp det", "dropper det", "lar det være", "la det være", "gidder ikke")
_MUST_CHECK = re.compile(
    r"(?<!\S)(?:må|burde|bør|skal|vil|får|lyt) (?:\S+ ){0,2}?"
    r"(?:sjekke|spørre|avklare|høre|drøfte|diskutere|rådføre|snakke|klarere|ta (?:det|dette|opp))"
    r" (?:\S+ ){0,2}?(?:med|hos|sjefen|ledelsen|styret|kona|mannen|partneren|kollegaen|daglig)"
    r"(?!\S)(?! (?:deg|dere|dykk|en kollega|kalenderen))"
)
"""Somebody else must be asked; «snakke med deg» is no such thing."""
_OUR_CALL = (
    *("ring", "ringe", "ringer", "ringt", "oppringt", "kontakt", "kontakte", "ta kontakt"),
    *("snakkes", "annen gang", "igjen", "tilbake", "beskjed"),
)
"""Said while a time is chosen, they ask for a call instead of a meeting."""
_WANTS_AFTER_ALL = re.compile(
    r"(?<!\S)(?:(?:må|burde|bør|lyt|skulle)(?: \S+){0,2}? (?:ha|få|hatt|fått|bytte|gjøre)"
    r"(?: \S+)?? (?:noe|nytt|ny|en|et|ei|på|orden|bedre|annet)"
    r"|(?:kontrakt|avtale|lisens|abonnement|bindingstid)\w*(?: \S+){0,3}? (?:går ut|gikk ut"
    r"|går mot slutten|løper ut|utløper|er ute|tar slutt|opphører|fornyes|fornye))(?!\S)"
)
"""«… men kontrakten går ut i juni»: what is good enough today will not be for long."""
_DEAD = (
    *("er død", "er dø", "har gått bort", "er gått bort", "gikk bort", "døde", "avdød"),
    *("lever ikke", "er borte for alltid", "sovnet inn", "omkom", "har dødd"),
)
_LINES = ("linja", "linjen", "telefonen", "mobilen", "batteriet", "lyden")
"""They die too, and nobody grieves."""
_OURSELVES = (
    *("tar kontakt selv", "tar kontakt sjølv", "tar kontakt sjølve", "tar selv kontakt"),
    *("ringer dere selv", "ringer dere heller", "ringer dere opp selv", "tar heller kontakt"),
    *("tar kontakt med dere", "tar kontakt hvis", "tar kontakt om", "tar kontakt når"),
)
"""They will call us, and not we them."""
_LOOKS_UP = re.compile(
    r"(?<!\S)(?:(?:må|skal|får|bør|lyt|vil|kan|la meg)(?! (?:du|dere|de)(?!\S)) (?:\S+ ){0,3}?"
    r"(?:sjekke|se|sjå|kikke|titte|finne|slå|hente|åpne)|jeg (?:sjekker|ser|kikker|titter))"
    r" (?:\S+ ){0,3}?(?:kalender|timeplan|avtalebok|almanakk)\w*(?!\S)"
)
"""«jeg må se i kalenderen»: the caller's own, and we wait for it."""
_NO_MONEY = ("har ikke råd", "ikke råd til", "altfor dyrt for oss")


def route(draft: Draft, heard: Heard) -> bool:
    """One of the policy's own ways out: another queue, a stop criterion, an ending."""
    if not heard.route:
        return False
    chosen = draft.policy.routes[heard.route]
    draft.decide(f"route.{heard.route}")
    if chosen.hand_over is not None:
        draft.hand_over("human.route", "handover", chosen.hand_over)
    elif chosen.stop is not None:
        closing.close_not_qualified(draft, chosen.stop, heard.route)
    elif chosen.end is not None:
        closing.close_with(draft, chosen.end)
    return True


def wants_human(draft: Draft, heard: Heard) -> bool:
    """A human, at once."""
    if not heard.does(Act.WANTS_HUMAN):
        return False
    if draft.state.transfers:
        closing.ask_message(draft)
    else:
        draft.hand_over("human.wanted")
    return True


def wrong_number(draft: Draft, heard: Heard) -> bool:
    """No harm done; and whoever we rang may be dead."""
    grieves = _tells_of_a_death(draft, heard)
    if not heard.does(Act.WRONG_NUMBER) and not grieves:
        return False
    draft.end("wrong_number", "closing.grief" if grieves else "closing.wrong_number")
    return True


def _tells_of_a_death(draft: Draft, heard: Heard) -> bool:
    """«ho er død», where we ask for somebody by name."""
    pending = draft.state.pending
    if pending.topic is not Topic.GATE or not draft.has("closing.grief"):
        return False
    asked = "name" in draft.policy.gates[pending.name].needs
    dead = find_phrase(heard.tokens, _DEAD) is not None
    return asked and dead and find_phrase(heard.tokens, _LINES) is None


def other_language(draft: Draft, heard: Heard) -> bool:
    """A sentence in Norwegian and a colleague: we speak nothing else."""
    if not heard.does(Act.OTHER_LANGUAGE):
        return False
    draft.hand_over("human.language", "handover.language")
    return True


def never_again(draft: Draft, heard: Heard) -> bool:
    """«slutt å ringe»: honoured at once. A bare «stopp» only asks us to be quiet."""
    if not heard.does(Act.STOP):
        return False
    if len(heard.tokens) == 1 and draft.state.direction == "inbound":
        draft.decide("wait.stopped")
        draft.say("answer.wait")
        return True
    note(draft, "opted_out", heard)
    draft.end("opted_out", "closing.opted_out")
    return True


def is_rude(draft: Draft, heard: Heard) -> bool:
    """Complaints and swearing get a human; an oath in an answer is only an oath."""
    complains = heard.does(Act.COMPLAINT)
    swears = heard.does(Act.PROFANITY) and not heard.facts and heard.verdict is None
    # «Er dette en jævla robot?» is a question first of all, and has an answer.
    swears = swears and not heard.does(Act.IS_ROBOT)
    if not (complains or swears) or draft.state.transfers:
        return False
    note(draft, "complaint" if complains else "profanity", heard)
    draft.hand_over("human.complaint", "handover.complaint")
    return True


def waits(draft: Draft, heard: Heard) -> bool:
    """«et øyeblikk»: take your time. The question stays; where there is none we ask one."""
    if draft.state.pending.topic is Topic.NOTHING:
        return False
    asked = heard.does(Act.WAIT) and heard.only(
        Act.WAIT, Act.HESITATION, Act.BACKCHANNEL, Act.YES, Act.THANKS
    )
    if not (asked or _looks_up(draft, heard)):
        return False
    draft.decide("wait.asked")
    draft.say("answer.wait")
    return True


def _looks_up(draft: Draft, heard: Heard) -> bool:
    """«vent, jeg må sjekke kalenderen»: no answer yet to the time that was asked about."""
    arranging = draft.state.pending.topic in ARRANGING
    if not arranging or heard.when is not None or heard.does(Act.CALL_BACK):
        return False
    line = heard.tokens.line
    return _LOOKS_UP.search(line) is not None and _MUST_CHECK.search(line) is None


def repeats(draft: Draft, heard: Heard) -> bool:
    """«hva sa du?»: the same words again."""
    pending = draft.state.pending
    names_again = pending.topic is Topic.OFFER and heard.tokens.norm[:2] == ("hva", "var")
    if not (heard.does(Act.REPEAT) or names_again) or any(
        name in heard.facts for name in pending.slots
    ):
        return False
    if pending.repeats >= _MAX_REPEATS:
        return False
    draft.decide("repeat.asked")
    draft.change(pending=replace(pending, repeats=pending.repeats + 1))
    draft.say_again(pending.says)
    return True


def wants_call(draft: Draft, heard: Heard) -> bool:
    """«kan dere ringe meg senere?»"""
    instead = heard.when is not None and find_phrase(heard.tokens, INSTEAD) is not None
    agreed = draft.state.goal is Goal.CALLBACK or draft.state.pending.topic is Topic.FOLLOW_UP
    # «Jeg sitter i møter før lunsj» tells a habit; it asks for nothing.
    habit = heard.preference is not None and not heard.preference.about_calls
    # «Jeg er på ferie» says why an offered time does not suit; the meeting is still wanted.
    choosing = draft.state.pending.topic in (Topic.OFFER, Topic.WISH, Topic.MEETING)
    habit = habit or (choosing and find_phrase(heard.tokens, _OUR_CALL) is None)
    # «Ring meg heller på ni åtte …» names a telephone, and no other time than now.
    dials = heard.when is None and noting.phone_slot(draft.policy) in draft.learned
    if (
        agreed
        or dials
        or _names_a_meeting_time(draft, heard)
        or not ((heard.does(Act.CALL_BACK) and not habit) or instead or _tells_when_to_ring(heard))
    ):
        return False
    draft.decide("callback.wanted")
    when = heard.when or read_season(heard.text, now=draft.state.moment)
    if when is not None:
        asking.propose_call(draft, when)
    else:
        calling_back.ask(draft)
    return True


def _tells_when_to_ring(heard: Heard) -> bool:
    """«ikke nå, ring til uka»: told to, with a time."""
    if heard.when is None or not heard.when.value.dates:
        return False
    raw = heard.tokens.raw
    return any(
        word in ("ring", "prøv") and not _NOT.intersection(raw[max(0, place - 1) : place])
        for place, word in enumerate(raw)
    )


def must_check(draft: Draft, heard: Heard) -> bool:
    """«ja, men jeg må sjekke med sjefen først»: no yes yet, so a colleague may call back."""
    arranging = draft.state.pending.topic in (Topic.OFFER, Topic.WISH, Topic.MEETING)
    if not arranging or heard.when is not None or draft.state.booking.standing is not None:
        return False
    if _MUST_CHECK.search(heard.tokens.line) is None:
        return False
    closing.offer_callback(draft, "book.must_check", "somebody else has a say")
    return True


def _names_a_meeting_time(draft: Draft, heard: Heard) -> bool:
    """«passer ikke nå, men neste uke går fint» where another time for a meeting was asked for."""
    pending = draft.state.pending
    if pending.topic is not Topic.GATE or draft.policy.gates[pending.name].end is None:
        return False
    if _tells_when_to_ring(heard):
        return False
    return heard.when is not None and find_phrase(heard.tokens, _TELEPHONE) is None


def not_interested(draft: Draft, heard: Heard) -> bool:
    """One polite question, then goodbye."""
    refuses_a_slot = any(found.value == ABSENT for found in heard.facts.values())
    if refuses_a_slot or not (_declines(draft, heard) or _gives_up(draft, heard)):
        return False
    note(draft, "not_interested", heard)
    if draft.state.pending.topic is Topic.LAST_WORD:
        draft.end("not_interested", "closing.not_interested")
        return True
    draft.decide("objection.once", "asked once, never pushed")
    draft.ask(
        Topic.LAST_WORD,
        "objection.not_interested",
        AnswerKind.YES_NO,
        name="yes_no",
        phrases=("ja", "nei"),
    )
    return True


def _gives_up(draft: Draft, heard: Heard) -> bool:
    """«nei, glem det» while a time is being found, «det har vi ikke råd til» at any time."""
    topic = draft.state.pending.topic
    arranging = topic in (Topic.OFFER, Topic.WISH, Topic.MEETING)
    takes_back = topic is Topic.GATE and find_phrase(heard.tokens, CHANGED_MIND) is not None
    if takes_back and heard.when is None and heard.verdict is not True:
        return not _names_a_need(draft, heard.tokens)
    later = topic in (Topic.FOLLOW_UP, Topic.CALLBACK_OFFER) and heard.verdict is not None
    if find_phrase(heard.tokens, _OURSELVES) is not None and not (later or draft.learned):
        return True
    if find_phrase(heard.tokens, _NO_MONEY) is not None and not draft.learned:
        return True
    return arranging and find_phrase(heard.tokens, _NO_MORE) is not None


def _declines(draft: Draft, heard: Heard) -> bool:
    """No interest, unless a need follows: «vi trenger ikke crm, vi trenger telefoni»."""
    if not heard.does(Act.NOT_INTERESTED):
        return False
    ends = max(act.end for act in heard.acts if act.value is Act.NOT_INTERESTED)
    rest = read_text(heard.tokens.words(ends, len(heard.tokens)))
    return _WANTS_AFTER_ALL.search(rest.line) is None and not _names_a_need(draft, rest)


def _names_a_need(draft: Draft, words: Text) -> bool:
    markers = (slot.markers for slot in draft.policy.slots.values() if slot.type is SlotType.TEXT)
    return any(find_phrase(words, phrases) is not None for phrases in markers)


def note(draft: Draft, objection: str, heard: Heard) -> None:
    """Keep an objection with its words."""
    objections = (*draft.state.objections, objection)
    draft.change(objections=objections)
    draft.fill_now("objections", list(objections), heard.text)
    draft.decide(f"objection.{objection}")
