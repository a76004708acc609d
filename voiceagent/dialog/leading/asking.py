"""What to ask next, and what to do when the answer could not be used.

The plan is the same at every turn: stop where a criterion fails, ask for what is missing in the
policy's order, read back what is risky, then go for the goal. So nothing known is asked for, and
any order of answers works. A question is asked again in other words, then narrower or by keys, and
then given up: the slot is skipped or a human takes over, as the policy says.
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading import booking, calling_back, closing, mailing
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.learning import imply
from voiceagent.dialog.leading.qualifying import Finding, Standing, judge
from voiceagent.dialog.moves import AnswerKind, SlotValue
from voiceagent.dialog.policies.policy import Confirm, Finish, GivenUp, SlotType
from voiceagent.dialog.state import Goal, Pending, Topic
from voiceagent.dialog.understanding.slots import RULES
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Reading


def advance(draft: Draft) -> None:
    """The next move towards the goal."""
    if mailing.go_on(draft) or draft.state.waiting:
        return
    imply(draft)
    if draft.state.goal is not Goal.MEETING:
        _advance_desk(draft)
        return
    if draft.state.booking.moving:
        if not _confirm(draft):
            booking.go_on(draft)
        return
    if draft.state.booking.made:
        closing.close_booked(draft)
        return
    if ask_gate(draft) or _stop_or_probe(draft) or _confirm(draft) or _ask_missing(draft):
        return
    match draft.policy.finish:
        case Finish.MEETING if not _ask_whose(draft):
            booking.go_on(draft)
        case Finish.MEETING:
            pass
        case Finish.TRANSFER if not draft.state.transfers:
            draft.hand_over("human.all_known")
        case _:
            closing.ask_message(draft)


def ask_gate(draft: Draft) -> bool:
    """Ask the next yes/no question that comes before everything else."""
    for name, gate in draft.policy.gates.items():
        known = all(slot in draft.state.slots for slot in gate.needs)
        if name in draft.state.passed or not known:
            continue
        draft.decide(f"gate.{name}")
        draft.ask(
            Topic.GATE,
            f"gate.{name}",
            AnswerKind.YES_NO,
            name=name,
            phrases=("ja", "nei", "ja det er meg", "det passer fint"),
        )
        return True
    return False


def _advance_desk(draft: Draft) -> None:
    """A message or a call back needs a name and a number, and nothing else."""
    if _ask_who(draft, SlotType.PERSON, SlotType.PHONE):
        return
    if _confirm(draft):
        return
    if draft.state.goal is Goal.CALLBACK and not calling_back.agreed(draft):
        calling_back.ask_again(draft)
    else:
        closing.leave_message(draft)


def propose_call(draft: Draft, when: Reading[When] | None) -> None:
    """Read the time of our call back. Whom to ask for comes first, so that the yes is the last."""
    key = calling_back.keep(draft, when)
    if key != calling_back.CONFIRM or not _ask_who(draft, SlotType.PERSON):
        calling_back.read_back(draft, key)


def _ask_who(draft: Draft, *kinds: SlotType) -> bool:
    asked = [name for name in draft.policy.order if draft.policy.slots[name].type in kinds]
    missing = next((name for name in asked if _missing(draft, name)), None)
    if missing is None:
        return False
    ask_slots(draft, (missing,), missing)
    return True


def _stop_or_probe(draft: Draft) -> bool:
    for finding in judge(draft.policy, draft.state):
        criterion = draft.policy.criteria[finding.criterion]
        insists = finding.criterion in draft.state.probed
        if finding.standing is Standing.LATER and finding.value is not None and not insists:
            _follow_up(draft, finding)
            return True
        if finding.standing is not Standing.FAILED:
            continue
        if criterion.probe and finding.criterion not in draft.state.probed:
            draft.decide(f"probe.{finding.criterion}", "one more question before a refusal")
            draft.change(probed=(*draft.state.probed, finding.criterion))
            draft.ask(
                Topic.PROBE,
                f"probe.{criterion.slot}",
                AnswerKind.YES_NO,
                name="yes_no",
                slots=(criterion.slot,),
                phrases=("ja", "nei"),
            )
            return True
        closing.close_not_qualified(draft, finding.reason, finding.criterion)
        return True
    return False


def _follow_up(draft: Draft, finding: Finding) -> None:
    """A later call is agreed on first; then we ask whom we are to call (QUA-05)."""
    agreed = draft.state.slots.get("follow_up")
    if agreed is None or not agreed.confirmed:
        closing.offer_follow_up(draft, finding)
        return
    who = (SlotType.PERSON, SlotType.COMPANY)
    asked = [name for name in draft.policy.order if draft.policy.slots[name].type in who]
    if not _ask_first(draft, [name for name in asked if _missing(draft, name)]):
        closing.close_follow_up(draft)


def failed_by(draft: Draft, slots: set[str]) -> bool:
    """Whether what is known of these slots ends the qualification."""
    return any(
        finding.standing is Standing.FAILED
        and draft.policy.criteria[finding.criterion].slot in slots
        for finding in judge(draft.policy, draft.state)
    )


def _confirm(draft: Draft) -> bool:
    """Read back a value that was dictated."""
    for name, slot in draft.policy.slots.items():
        value = draft.state.slots.get(name)
        if value is None or value.confirmed or slot.confirm is Confirm.NEVER:
            continue
        draft.decide(f"confirm.{name}", "dictated values are read back")
        draft.ask(
            Topic.CONFIRM_SLOT,
            f"confirm.{name}",
            AnswerKind.YES_NO,
            name=f"confirm_{name}",
            slots=(name,),
            values={"value": spoken_value(draft, name)},
            phrases=("ja", "nei"),
        )
        return True
    return False


def spoken_value(draft: Draft, name: str) -> str:
    """A slot's value as it is read back."""
    rules = RULES[draft.policy.slots[name].type]
    return rules.speak(draft.state.slots[name].value)


def confirmed(value: SlotValue) -> SlotValue:
    """The value after it was read back and accepted."""
    return replace(value, confirmed=True)


def _missing(draft: Draft, name: str) -> bool:
    return (
        draft.policy.slots[name].ask
        and name not in draft.state.slots
        and name not in draft.state.skipped
    )


def _ask_missing(draft: Draft) -> bool:
    return _ask_first(draft, [name for name in draft.policy.order if _missing(draft, name)])


def _ask_first(draft: Draft, missing: list[str]) -> bool:
    """Ask for the first of what is missing, with what one question asks for besides."""
    if not missing:
        return False
    for group_name, group in draft.policy.groups.items():
        if missing[0] in group.slots and all(name in missing for name in group.slots):
            ask_slots(draft, group.slots, group_name)
            return True
    ask_slots(draft, (missing[0],), missing[0])
    return True


def ask_no_more_than_needed(draft: Draft) -> None:
    """Leave out what a meeting does not need: neither who is calling nor a required criterion."""
    needed = {one.slot for one in draft.policy.criteria.values() if one.required}
    who = (SlotType.PERSON, SlotType.COMPANY, SlotType.PHONE, SlotType.EMAIL)
    spare = [
        name
        for name in draft.policy.order
        if name not in needed and draft.policy.slots[name].type not in who
        if _missing(draft, name) and draft.policy.slots[name].if_given_up is GivenUp.SKIP
    ]
    draft.change(skipped=(*draft.state.skipped, *spare))


def _ask_whose(draft: Draft) -> bool:
    """A meeting needs a name: one that was kept back is asked for once more, then a human calls."""
    slots, state = draft.policy.slots, draft.state
    asked = (name for name in draft.policy.order if slots[name].type is SlotType.PERSON)
    name = next((one for one in asked if slots[one].ask), "")
    if not name or name in state.slots or state.booking.standing is not None:
        return False
    if state.said.get("ask.name.meeting"):
        closing.offer_callback(draft, "book.no_name", "a meeting needs a name")
        return True
    draft.decide("book.whose", "a meeting needs a name")
    draft.ask(
        Topic.SLOT,
        "ask.name.meeting",
        kind_of(draft, (name,)),
        name=name,
        slots=(name,),
        phrases=likely_phrases(draft, (name,)),
    )
    return True


def ask_slots(draft: Draft, slots: tuple[str, ...], name: str) -> None:
    """Ask for one slot, or for several by one question.

    Asked again because the caller told us something else, it keeps its misunderstandings, and the
    words that we had come to: nobody hears the first wording after the narrowest.
    """
    before = draft.state.pending
    again = before.topic is Topic.SLOT and before.name == name
    misses = before.misses if again else 0
    draft.decide(f"ask.{name}", "not known yet")
    draft.ask(
        Topic.SLOT,
        _reworded(draft, before, misses) if misses else f"ask.{name}",
        kind_of(draft, slots),
        name=name,
        slots=slots,
        phrases=likely_phrases(draft, slots),
        misses=misses,
    )


def kind_of(draft: Draft, slots: tuple[str, ...]) -> AnswerKind:
    """The kind of answer; a question for several things is answered freely."""
    if len(slots) != 1:
        return AnswerKind.FREE
    return RULES[draft.policy.slots[slots[0]].type].kind


def likely_phrases(draft: Draft, slots: tuple[str, ...]) -> tuple[str, ...]:
    """What the recogniser should listen for: usual answers, and the names that this call knows."""
    likely = [phrase for name in slots for phrase in draft.policy.slots[name].phrases]
    if kind_of(draft, slots) is AnswerKind.YES_NO:
        likely[:0] = ["ja", "nei"]
    return (*likely, *_known_names(draft))


def _known_names(draft: Draft) -> tuple[str, ...]:
    """People and companies of this call; no reader needs them, but a recogniser spells by them."""
    kinds = {name: slot.type for name, slot in draft.policy.slots.items()}
    return tuple(
        value.display
        for name, value in draft.state.slots.items()
        if kinds.get(name) in (SlotType.PERSON, SlotType.COMPANY)
    )


# ---------------------------------------------------------------- misunderstandings


def miss(draft: Draft, rule: str) -> None:
    """The answer could not be used: ask differently, then narrower, then give up."""
    pending = draft.state.pending
    if pending.topic in (Topic.NOTHING, Topic.TOOL, Topic.HUMAN) or draft.state.waiting:
        draft.decide(f"{rule}.ignored", "nothing was asked")
        return
    misses = pending.misses + 1
    if misses > draft.policy.limits.clarify_times:
        _give_up(draft, pending)
        return
    step = "clarify" if misses == 1 else "narrow"
    draft.decide(f"{step}.{pending.name}", rule)
    _ask_over(draft, _reworded(draft, pending, misses), misses)


def _reworded(draft: Draft, pending: Pending, misses: int) -> str:
    """The key of a question that was misunderstood so often."""
    step = "clarify" if misses == 1 else "narrow"
    keys = [f"{step}.{pending.name}", f"clarify.{pending.name}"]
    if step == "narrow" and pending.kind is AnswerKind.YES_NO:
        keys.insert(1, "narrow.yes_no")
    return _first_existing(draft, *keys)


def _ask_over(draft: Draft, key: str, misses: int) -> None:
    pending = draft.state.pending
    said = draft.say(key, booking.values_for(draft))
    unused = draft.evidence.words
    draft.change(pending=replace(pending, says=(said,), misses=misses, unused=unused))


def _first_existing(draft: Draft, *keys: str) -> str:
    return next((key for key in keys if draft.has(key)), "clarify.yes_no")


def _give_up(draft: Draft, pending: Pending) -> None:
    skippable = pending.topic in (Topic.SLOT, Topic.OPENING) and all(
        draft.policy.slots[name].if_given_up is GivenUp.SKIP for name in pending.slots
    )
    if pending.topic is Topic.GATE and draft.policy.gates[pending.name].go_on:
        draft.decide(f"gate.{pending.name}.unanswered", "which is no yes")
        draft.change(passed=(*draft.state.passed, pending.name), pending=Pending())
        advance(draft)
    elif skippable and pending.topic is Topic.SLOT:
        draft.decide(f"skip.{pending.name}", "clarified in vain")
        draft.change(skipped=(*draft.state.skipped, *pending.slots), pending=Pending())
        advance(draft)
    elif draft.state.transfers:
        # A human has been tried already and nobody answered: do not send them round again.
        draft.decide("give_up.no_human", "nobody took the call before")
        closing.close_goodbye(draft)
    else:
        draft.hand_over("give_up." + (pending.name or "call"), "handover.trouble")


def set_aside(draft: Draft, name: str, display: str) -> None:
    """Keep that the caller does not know the answer, so that we do not ask again."""
    draft.decide(f"skip.{name}", "the caller does not know")
    evidence = draft.evidence
    draft.fill(
        name,
        SlotValue("unknown", display, evidence.words, evidence.utterance_id, 1.0, True),
    )


def repeat(draft: Draft) -> None:
    """Say the pending question once more, in the same words."""
    draft.say_again(draft.state.pending.says)


def is_digits(draft: Draft) -> bool:
    """Whether a number was asked for, so that keys are digits."""
    slots = draft.state.pending.slots
    return len(slots) == 1 and draft.policy.slots[slots[0]].type is SlotType.PHONE
