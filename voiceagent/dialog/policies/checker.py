"""What can be proved about a policy before it answers a telephone.

Each rule yields findings that name the place in the file and the reason; a policy without findings
may be used. The proofs of the conversation (endings, a human within one turn) walk the graph of
``flow`` and give the path that fails; the rest looks at texts, names and numbers.

Source: requirements QUA-01, QUA-04…QUA-08, QUA-10, DIA-05, DIA-06, GDP-08, BOO-12.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from voiceagent.dialog.policies import checking_texts
from voiceagent.dialog.policies.findings import Finding
from voiceagent.dialog.policies.flow import END, HUMAN, flow_of
from voiceagent.dialog.policies.policy import (
    Confirm,
    Criterion,
    Finish,
    GivenUp,
    Otherwise,
    Policy,
    Slot,
    SlotType,
)
from voiceagent.dialog.policies.visibility import roles_of
from voiceagent.dialog.understanding.phrases import listed, phrase_tokens
from voiceagent.dialog.understanding.slots import ABSENT, ENOUGH, LITTLE, RULES, UNKNOWN
from voiceagent.norwegian.roles.roles import Authority, Role

DISPOSITIONS = frozenset(
    {
        "meeting_booked",
        "follow_up",
        "not_qualified",
        "transferred",
        "message",
        "callback",
        "wrong_number",
        "not_interested",
        "do_not_call",
        "no_answer",
        "caller_hung_up",
        "not_reached",
        "rebooked",
        "cancelled",
    }
)
"""Standard codes (CRM-11): the same in every policy, so that reports can be added up."""

_ALWAYS_OUTCOMES = (
    "handed_over",
    "not_reached",
    "message_taken",
    "callback_requested",
    "wrong_number",
    "not_interested",
    "opted_out",
    "no_answer",
    "hung_up",
)
_CRITERIA = ("need", "role", "authority", "timing")
"""With the meeting itself as the next step these are the five of QUA-01."""

_CODES: dict[SlotType, frozenset[str]] = {
    SlotType.ROLE: frozenset(Role) | {UNKNOWN},
    SlotType.AUTHORITY: frozenset(Authority) | {UNKNOWN},
    SlotType.TEXT: frozenset({ABSENT, UNKNOWN}),
    SlotType.AMOUNT: frozenset({ABSENT, ENOUGH, LITTLE, UNKNOWN}),
}
_SHORT_PHRASE = 4
Rule = Callable[[Policy], Iterator[Finding]]


def check(policy: Policy) -> tuple[Finding, ...]:
    """Everything that is wrong with a policy; empty when it may answer a telephone."""
    return tuple(finding for rule in _RULES for finding in rule(policy))


# ---------------------------------------------------------------- names that must mean something


def _slots(policy: Policy) -> Iterator[Finding]:
    if policy.opening not in policy.slots:
        yield Finding("slot.unknown", "opening", f"no slot is called {policy.opening}")
    for name in policy.order:
        if name not in policy.slots:
            yield Finding("slot.unknown", "order", f"no slot is called {name}")
    if len(set(policy.order)) != len(policy.order):
        yield Finding("order.twice", "order", "a slot is asked for twice")
    for name, slot in policy.slots.items():
        place = f"slots.{name}"
        if slot.ask and name not in policy.order:
            yield Finding("slot.never_asked", place, "it is to be asked for, but not in order")
        if slot.type not in RULES:
            yield Finding("slot.no_reader", place, f"nothing reads a {slot.type}")
        if slot.type is SlotType.TEXT and slot.ask and not slot.markers:
            yield Finding("slot.no_markers", place, "free text without markers is never noticed")
        if slot.type is SlotType.EMAIL and slot.ask and slot.confirm is Confirm.NEVER:
            yield Finding("slot.unconfirmed", place, "a dictated address must be read back")
        if slot.type is SlotType.PHONE and slot.confirm is Confirm.NEVER:
            yield Finding("slot.unconfirmed", place, "a dictated number must be read back")
        codes = _CODES.get(slot.type)
        for value in slot.means:
            if codes is not None and value not in codes:
                yield Finding("code.unknown", f"{place}.means", f"{value} is no value of {name}")
        yield from _keys(name, slot)
        for other, values in slot.implied_by.items():
            yield from _implied(policy, name, other, dict(values))
    for name, group in policy.groups.items():
        for slot_name in group.slots:
            if slot_name not in policy.order:
                yield Finding("group.unknown", f"groups.{name}", f"{slot_name} is never asked for")


def _keys(name: str, slot: Slot) -> Iterator[Finding]:
    place, codes = f"slots.{name}.keys", _CODES.get(slot.type)
    for key, meaning in slot.keys.items():
        if slot.type is SlotType.HORIZON:
            if meaning.low_months is None:
                yield Finding("keys.value", place, f"key {key} needs low_months")
        elif meaning.value is None:
            yield Finding("keys.value", place, f"key {key} needs a value")
        elif codes is not None and meaning.value not in codes:
            yield Finding("code.unknown", place, f"{meaning.value} is no value of {name}")


def _implied(policy: Policy, name: str, other: str, values: dict[str, str]) -> Iterator[Finding]:
    place = f"slots.{name}.implied_by.{other}"
    if other not in policy.slots:
        yield Finding("slot.unknown", place, f"no slot is called {other}")
        return
    source = _CODES.get(policy.slots[other].type)
    target = _CODES.get(policy.slots[name].type)
    for value, implied in values.items():
        if source is not None and value not in source:
            yield Finding("code.unknown", place, f"{value} is no value of {other}")
        if target is not None and implied not in target:
            yield Finding("code.unknown", place, f"{implied} is no value of {name}")


def _criteria(policy: Policy) -> Iterator[Finding]:
    # A meeting that is only moved was qualified when it was first booked: such policies have none.
    for wanted in _CRITERIA if policy.criteria and policy.booking is not None else ():
        if wanted not in policy.criteria:
            yield Finding("criteria.incomplete", "criteria", f"{wanted} is missing (QUA-01)")
    for name, criterion in policy.criteria.items():
        place = f"criteria.{name}"
        if criterion.reason not in policy.reasons:
            yield Finding("reason.unknown", place, f"no reason is called {criterion.reason}")
        slot = policy.slots.get(criterion.slot)
        if slot is None:
            yield Finding("slot.unknown", place, f"no slot is called {criterion.slot}")
            continue
        if criterion.required and not slot.ask:
            yield Finding("criterion.never_asked", place, f"{criterion.slot} is never asked for")
        if criterion.required and slot.if_given_up is GivenUp.SKIP:
            reason = f"{criterion.slot} may be skipped, and the meeting would lack evidence"
            yield Finding("criterion.skippable", place, reason)
        yield from _thresholds(place, criterion, slot.type)


def _thresholds(place: str, criterion: Criterion, kind: SlotType) -> Iterator[Finding]:
    codes = _CODES.get(kind)
    for code in criterion.rejects:
        if codes is None or code not in codes:
            yield Finding("code.unknown", place, f"rejects {code}, which is no value of the slot")
    if criterion.within_months is not None and kind is not SlotType.HORIZON:
        yield Finding("criterion.threshold", place, "within_months needs a horizon")
    if criterion.at_least is not None and kind is not SlotType.AMOUNT:
        yield Finding("criterion.threshold", place, "at_least needs an amount")
    if criterion.otherwise is Otherwise.FOLLOW_UP and criterion.within_months is None:
        yield Finding("criterion.threshold", place, "a follow-up needs within_months (QUA-05)")
    if criterion.probe and criterion.probe_value in criterion.rejects:
        yield Finding("criterion.probe", place, "a yes to the probe is rejected all the same")
    if criterion.probe and codes is not None and criterion.probe_value not in codes:
        yield Finding("criterion.probe", place, "probe_value is no value of the slot")


def _gates(policy: Policy) -> Iterator[Finding]:
    for name, gate in policy.gates.items():
        place = f"gates.{name}"
        for slot in (*gate.needs, *((gate.forget,) if gate.forget else ())):
            if slot not in policy.slots:
                yield Finding("slot.unknown", place, f"no slot is called {slot}")
        ways = sum((gate.callback, gate.forget is not None, gate.end is not None, gate.go_on))
        if ways != 1:
            yield Finding("gate.ways", place, f"a no has one way on, it has {ways}")
        filled = policy.slots.get(gate.fills) if gate.fills is not None else None
        if gate.fills is not None and (filled is None or filled.type is not SlotType.YES_NO):
            yield Finding("gate.fills", place, f"{gate.fills} is no yes/no slot")
        if gate.end is not None and gate.end not in policy.outcomes:
            yield Finding("outcome.missing", place, f"no outcome is called {gate.end}")
        if name in policy.slots or name in policy.groups:
            yield Finding("gate.name", place, "a slot or group has the same name")


def _approval(policy: Policy) -> Iterator[Finding]:
    if not policy.approved_by or policy.approved_on is None:
        reason = "nobody has approved what is said (DIA-08)"
        yield Finding("approval.missing", "approved_by", reason)
    if policy.market.opens_minute >= policy.market.closes_minute:
        yield Finding("market.hours", "market", "it closes before it opens")


def _humans(policy: Policy) -> Iterator[Finding]:
    if "default" not in policy.humans:
        yield Finding("human.missing", "humans", "nobody is called default (DIA-05)")


def _visibility(policy: Policy) -> Iterator[Finding]:
    roles = roles_of(policy)
    for name, slot in policy.slots.items():
        if policy.humans and not roles & set(slot.seen_by):
            reason = f"nobody has a role that may see {name}"
            yield Finding("slot.unseen", f"slots.{name}.seen_by", reason)


def _routes(policy: Policy) -> Iterator[Finding]:
    for name, route in policy.routes.items():
        place = f"routes.{name}"
        ways = [way for way in (route.hand_over, route.stop, route.end) if way is not None]
        if len(ways) != 1:
            yield Finding("route.ways", place, f"one way on is wanted, it has {len(ways)}")
        if route.hand_over is not None and route.hand_over not in policy.humans:
            yield Finding("human.unknown", place, f"nobody is called {route.hand_over}")
        if route.stop is not None and route.stop not in policy.reasons:
            yield Finding("reason.unknown", place, f"no reason is called {route.stop}")
        if route.end is not None and route.end not in policy.outcomes:
            yield Finding("outcome.missing", place, f"no outcome is called {route.end}")


def _outcomes(policy: Policy) -> Iterator[Finding]:
    wanted = list(_ALWAYS_OUTCOMES)
    if policy.booking is not None:
        wanted += ["meeting_booked", "meeting_cancelled"]
    if policy.criteria or any(route.stop for route in policy.routes.values()):
        wanted.append("not_qualified")
    if any(one.otherwise is Otherwise.FOLLOW_UP for one in policy.criteria.values()):
        wanted.append("follow_up")
    for name in wanted:
        if name not in policy.outcomes:
            yield Finding("outcome.missing", "outcomes", f"a call may end in {name}")
    if "email_requested" in policy.outcomes and not _keeps_address(policy):
        reason = "a mail needs the slot email, of its type and read back when dictated"
        yield Finding("outcome.address", "outcomes.email_requested", reason)
    for name, outcome in policy.outcomes.items():
        if outcome.disposition not in DISPOSITIONS:
            reason = f"{outcome.disposition} is no standard disposition (CRM-11)"
            yield Finding("outcome.disposition", f"outcomes.{name}", reason)


def _keeps_address(policy: Policy) -> bool:
    slot = policy.slots.get("email")
    return slot is not None and slot.type is SlotType.EMAIL and slot.confirm is Confirm.DICTATED


def _booking(policy: Policy) -> Iterator[Finding]:
    if policy.booking is None:
        if policy.finish is Finish.MEETING:
            yield Finding("booking.missing", "booking", "the call is to end in a meeting")
        return
    kinds = {slot.type for name, slot in policy.slots.items() if slot.ask}
    for kind in (SlotType.PERSON, SlotType.PHONE):
        if kind not in kinds:
            yield Finding("booking.contact", "slots", f"a meeting needs a {kind} (GDP-08)")
    for name, prompt in (("title", policy.booking.title), ("agenda", policy.booking.agenda)):
        for language in policy.languages:
            if language not in prompt:
                yield Finding("language.missing", f"booking.{name}", f"{language} is missing")


# ---------------------------------------------------------------- phrases that must not collide


@dataclass(frozen=True, slots=True)
class _Phrase:
    place: str
    tokens: tuple[str, ...]


def _phrases(policy: Policy) -> Iterator[Finding]:
    listed = [
        _Phrase(f"{kind}.{name}", phrase_tokens(phrase))
        for kind, entries in (("routes", policy.routes), ("faq", policy.faq))
        for name, entry in entries.items()
        for phrase in entry.phrases
    ]
    seen: dict[tuple[str, ...], str] = {}
    for phrase in listed:
        if not phrase.tokens:
            yield Finding("phrase.empty", phrase.place, "a phrase has no words")
            continue
        text = " ".join(phrase.tokens)
        if len(text) < _SHORT_PHRASE or (len(phrase.tokens) == 1 and text in _EVERYDAY):
            yield Finding("phrase.too_broad", phrase.place, f"«{text}» is said for other reasons")
        other = seen.setdefault(phrase.tokens, phrase.place)
        if other != phrase.place:
            yield Finding("phrase.twice", phrase.place, f"«{text}» belongs to {other} too")


_EVERYDAY = frozenset(listed("takk greit møte jeg ikke kanskje gjerne heter trenger onsdag"))


# ---------------------------------------------------------------- the conversation itself


def _endings(policy: Policy) -> Iterator[Finding]:
    if set(policy.order) - policy.slots.keys():
        return
    flow = flow_of(policy)
    good = flow.reaches_ending()
    for node in flow.nodes:
        if node in good or node.startswith(END):
            continue
        path = flow.path_to(node)
        if path:
            yield Finding("flow.no_ending", node, "no way leads to an ending", path)
    for node in flow.waiting:
        targets = {edge.target for edge in flow.from_node(node)}
        if HUMAN not in targets and flow.path_to(node):
            reason = "a human is not within one turn (DIA-05)"
            yield Finding("flow.no_human", node, reason, flow.path_to(node))
    if policy.booking is not None and not flow.path_to(f"{END}meeting_booked"):
        yield Finding("flow.no_meeting", "booking", "no way leads to a booked meeting (DIA-07)")


_RULES: tuple[Rule, ...] = (
    _approval,
    _slots,
    _criteria,
    _gates,
    _humans,
    _visibility,
    _routes,
    _outcomes,
    _booking,
    _phrases,
    _endings,
    *checking_texts.RULES,
)
