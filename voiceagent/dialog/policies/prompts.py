"""Prompt keys and the texts behind them: which keys exist, what may be filled in, and the filling.

A prompt may have several variants. The engine takes the next one, in turn, whose placeholders are
all bound; the checker demands one that needs only what is bound whenever the key is said. So a text
with something left to fill in never reaches a caller.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from voiceagent.dialog.policies.policy import Confirm, Language, Otherwise, Policy, Prompt, SlotType
from voiceagent.dialog.state import DialogState, Offer
from voiceagent.dialog.understanding.phrases import listed
from voiceagent.norwegian.speaking.speak import say_date, say_time

ALWAYS = frozenset({"company", "about"})
"""Placeholders that every text may use."""


def often(policy: Policy) -> frozenset[str]:
    """Placeholders that are bound once the caller has said it: for variants only."""
    return frozenset({"first_name", "caller_company"}) | (policy.slots.keys() - {"company"})


def bound_in(policy: Policy, key: str) -> frozenset[str]:
    """Placeholders that are bound whenever ``key`` is said."""
    safe = ALWAYS | BOUND.get(key, frozenset())
    step, _, name = key.partition(".")
    if step in ("gate", "clarify", "narrow") and name in policy.gates:
        needs = frozenset(policy.gates[name].needs)
        safe |= needs - {"company"}
        safe |= {"first_name"} if "name" in needs else frozenset()
        safe |= {"caller_company"} if "company" in needs else frozenset()
    return safe


BOUND: Mapping[str, frozenset[str]] = {
    "handover": frozenset({"label"}),
    "confirm.phone": frozenset({"value"}),
    "confirm.email": frozenset({"value"}),
    "clarify.confirm_phone": frozenset({"value"}),
    "clarify.confirm_email": frozenset({"value"}),
    "offer.slots": frozenset({"first", "second"}),
    "offer.other": frozenset({"first", "second"}),
    "offer.one": frozenset({"first"}),
    "offer.other.one": frozenset({"first"}),
    "clarify.offer": frozenset({"first", "second"}),
    "narrow.offer": frozenset({"first", "second"}),
    "clarify.offer_one": frozenset({"first"}),
    "narrow.offer_one": frozenset({"first"}),
    "confirm.meeting": frozenset({"when", "agenda"}),
    "confirm.meeting.again": frozenset({"when", "agenda"}),
    "clarify.meeting": frozenset({"when", "agenda"}),
    "narrow.meeting": frozenset({"when", "agenda"}),
    "closing.booked": frozenset({"when"}),
    "ask.follow_up": frozenset({"follow_up"}),
    "clarify.follow_up": frozenset({"follow_up"}),
    "narrow.follow_up": frozenset({"follow_up"}),
    "closing.follow_up": frozenset({"follow_up"}),
    "closing.callback": frozenset({"callback"}),
    "confirm.callback": frozenset({"callback"}),
    "offer.callback.time": frozenset({"callback"}),
    "clarify.callback_time": frozenset({"callback"}),
    "narrow.callback_time": frozenset({"callback"}),
    "gatekeeper.please": frozenset({"name"}),
    "gatekeeper.away": frozenset({"name"}),
    "answer.private": frozenset({"name"}),
    "closing.moved": frozenset({"when"}),
    "meeting.stands": frozenset({"standing"}),
    "confirm.cancel": frozenset({"standing"}),
    "clarify.cancel": frozenset({"standing"}),
    "narrow.cancel": frozenset({"standing"}),
}
"""Placeholders that are bound whenever the key is said, besides the ones of ``ALWAYS``."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")

_NYNORSK_WORDS = {
    "mandag": "måndag",
    "tirsdag": "tysdag",
    "lørdag": "laurdag",
    "søndag": "sundag",
    "ett": "eitt",
    "morgen": "morgon",
    "morgenen": "morgonen",
    "formiddag": "føremiddag",
    "formiddagen": "føremiddagen",
    "uke": "veke",
    "uka": "veka",
    "uken": "veka",
    "måned": "månad",
    "måneden": "månaden",
    "fra": "frå",
}


_EVERY_POLICY = listed("""
    ack clarify.yes_no silence.first silence.second closing.silence closing.goodbye
    closing.wrong_number closing.not_interested closing.opted_out objection.not_interested
    answer.robot answer.who answer.wait answer.unknown tool.slow tool.failed handover
    handover.trouble handover.complaint handover.language transfer.failed ask.message
    clarify.message closing.message offer.callback ask.callback ask.callback.other clarify.callback
    confirm.callback offer.callback.time clarify.callback_time closing.callback ack.preference
    """)
_GATEKEEPERS = ("gatekeeper.please", "gatekeeper.thanks", "gatekeeper.away")
_MAILING = listed("""
    ask.email clarify.email narrow.email confirm.email clarify.confirm_email
    email.noted email.missed
    """)
_BOOKING = listed("""
    offer.slots offer.other offer.one offer.other.one offer.taken time.closed time.beyond
    ask.name.meeting clarify.offer narrow.offer
    clarify.offer_one narrow.offer_one ask.other_time clarify.other_time narrow.other_time
    confirm.meeting confirm.meeting.again clarify.meeting narrow.meeting closing.booked
    confirm.cancel clarify.cancel closing.moved closing.cancelled meeting.stands
    """)


def required_prompts(policy: Policy) -> dict[str, str]:
    """Every prompt that a call under this policy may need, with what needs it."""
    needed = dict.fromkeys(_EVERY_POLICY, "every call")
    if policy.disclosure.ai:
        needed["disclosure"] = "disclosure.ai"
    if policy.disclosure.recording:
        needed["disclosure.recording"] = "disclosure.recording"
        if "recording" in policy.slots:
            needed["recording.off"] = "slots.recording"
    if not policy.gates:
        needed["greeting"] = "opening"
    for name in policy.gates:
        needed |= {f"gate.{name}": f"gates.{name}", f"clarify.{name}": f"gates.{name}"}
    if any(entry.private for entry in policy.faq.values()):
        needed["answer.private"] = "faq that is private"
    if any(gate.callback and "name" in gate.needs for gate in policy.gates.values()):
        needed |= dict.fromkeys(_GATEKEEPERS, "gates that ask for a person")
    if policy.booking is not None:
        needed |= dict.fromkeys(_BOOKING, "booking")
    asked = {name: f"slots.{name}" for name in policy.order if name in policy.slots}
    asked |= {name: f"groups.{name}" for name in policy.groups}
    for name, place in asked.items():
        needed |= {f"ask.{name}": place, f"clarify.{name}": place}
    for name, slot in policy.slots.items():
        if slot.confirm is not Confirm.NEVER:
            needed |= dict.fromkeys(
                (f"confirm.{name}", f"clarify.confirm_{name}"), f"slots.{name}.confirm"
            )
        if slot.type is SlotType.PHONE and slot.ask:
            needed[f"ask.{name}.rest"] = f"slots.{name}"
    for name, criterion in policy.criteria.items():
        if criterion.probe:
            needed[f"probe.{criterion.slot}"] = f"criteria.{name}.probe"
        if criterion.otherwise is Otherwise.FOLLOW_UP:
            keys = ("ask.follow_up", "clarify.follow_up", "closing.follow_up")
            needed |= dict.fromkeys(keys, f"criteria.{name}.otherwise")
    if policy.criteria:
        needed["closing.not_qualified"] = "criteria"
    if "email_requested" in policy.outcomes:
        needed |= dict.fromkeys(_MAILING, "outcomes.email_requested")
    for name, outcome in policy.outcomes.items():
        if outcome.closing is not None:
            needed.setdefault(outcome.closing, f"outcomes.{name}.closing")
    return needed


def missing_prompts(policy: Policy) -> tuple[str, ...]:
    """Required prompts that the policy lacks, in any of its languages."""
    lacking = []
    for key in required_prompts(policy):
        prompt = policy.prompts.get(key)
        if prompt is None or any(language not in prompt for language in policy.languages):
            lacking.append(key)
    return tuple(lacking)


@lru_cache(maxsize=1024)
def placeholders(text: str) -> frozenset[str]:
    """The names between braces."""
    return frozenset(_PLACEHOLDER.findall(text))


def common_values(policy: Policy, state: DialogState) -> dict[str, str]:
    """What may be filled in wherever it is known."""
    values: dict[str, str] = {"company": policy.company.name}
    if about := policy.company.about.get(language_of(policy, state)):
        values["about"] = about[0]
    values |= {slot: value.display for slot, value in state.slots.items() if slot != "company"}
    if (name := state.slots.get("name")) is not None:
        values["first_name"] = name.display.split()[0] if name.display else ""
    if (company := state.slots.get("company")) is not None:
        values["caller_company"] = company.display
    return {key: value for key, value in values.items() if value}


def language_of(policy: Policy, state: DialogState) -> Language:
    """The language to speak: the state's, where the policy offers it."""
    wanted: Language = "nn" if state.language == "nn" else "nb"
    return wanted if wanted in policy.languages else policy.languages[0]


def prompt_of(policy: Policy, key: str) -> Prompt:
    """The prompt behind a key; ``answer.NAME`` may stand in the list of questions."""
    prompt = policy.prompts.get(key)
    if prompt is None:
        prompt = policy.faq[key.removeprefix("answer.")].answer
    return prompt


def render(policy: Policy, state: DialogState, key: str, values: Mapping[str, str]) -> str:
    """The text of a prompt, ready to be said.

    Args:
        policy: Where the texts are.
        state: Language, what is known, and how often the key was said.
        key: The prompt; it must exist.
        values: What belongs to this line alone, such as the offered times.
    """
    prompt = prompt_of(policy, key)
    variants = next(texts for code, texts in prompt.items() if code == language_of(policy, state))
    bound = common_values(policy, state) | dict(values)
    usable = [text for text in variants if placeholders(text) <= bound.keys()] or list(variants[:1])
    text = usable[state.said.get(key, 0) % len(usable)]
    return _PLACEHOLDER.sub(lambda match: bound.get(match[1], ""), text)


def in_language(text: str, language: str) -> str:
    """Weekdays and hours in the language; the speakers know Bokmål."""
    if language != "nn":
        return text
    return " ".join(_NYNORSK_WORDS.get(word, word) for word in text.split(" "))


def say_offer(offer: Offer, now: datetime, language: str) -> str:
    """A time on offer: the weekday within a week, else with its date."""
    moment = offer.moment
    day = say_date(moment.date(), now)
    if 0 < (moment.date() - now.date()).days < 7:
        day = day.split()[0]
    return in_language(f"{day} klokka {say_time(moment.hour * 60 + moment.minute)}", language)


def say_two_offers(first: Offer, second: Offer, now: datetime, language: str) -> tuple[str, str]:
    """Two times on offer; the day is said once when it is the same."""
    one, other = say_offer(first, now, language), say_offer(second, now, language)
    if first.moment.date() == second.moment.date():
        other = "klokka" + other.partition("klokka")[2]
    return one, other


def say_meeting(offer: Offer, now: datetime, language: str) -> str:
    """A time to be confirmed: weekday, date and clock time."""
    moment = offer.moment
    time = say_time(moment.hour * 60 + moment.minute)
    return in_language(f"{say_date(moment.date(), now)} klokka {time}", language)
