"""Each colleague sees what is theirs: in a transfer, in a message, in a record (GDP-04)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import NEED, talk
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.checker import check
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.policies.visibility import hidden_from, roles_of
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.errors import ConfigurationError
from voiceagent.inspection import seen_as
from voiceagent.ports import DecisionRecord, FactRecord, HandoffRecord, LineRecord, MessageRecord
from voiceagent.store.reports import CallReport, CallSummary

TOLD = (NEED, "jeg er daglig leder", "innen tre måneder", "rundt hundre tusen kroner")


def test_sales_hears_what_was_found_out(engine: DialogEngine) -> None:
    """HND-16: the summary before a transfer holds need, role, time and budget."""
    chat = talk(engine, (*TOLD, "kan jeg få snakke med et menneske"))
    assert chat.handed_over is not None
    assert "Budsjett: hundre tusen" in chat.handed_over.summary


def test_support_hears_who_and_what_about_and_no_more(engine: DialogEngine) -> None:
    """GDP-04: the budget is none of customer service's business."""
    chat = talk(engine, (*TOLD, "send helst e-post", "forresten det gjelder en faktura"))
    assert chat.handed_over is not None
    assert chat.handed_over.target == "support"
    assert "crm" in chat.handed_over.summary
    for unseen in ("Budsjett", "Rolle", "hundre tusen", "e-post"):
        assert unseen not in chat.handed_over.summary


def test_a_message_tells_its_reader_what_they_may_see(policy: Policy) -> None:
    """The desk that takes messages has a role as well."""
    human = policy.humans["default"].model_copy(update={"role": "support"})
    blind = policy.model_copy(update={"humans": {**policy.humans, "default": human}})
    office = Office()
    chat = Chat.open(DialogEngine(blind), office)
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    chat.play((*TOLD, "ring meg tilbake", "tirsdag klokka ti", "kari nordmann", "ja"))
    text = str(office.log[-1].arguments["text"])
    assert "crm" in text
    assert "hundre tusen" not in text


def test_a_slot_that_nobody_may_see_is_a_mistake(policy: Policy) -> None:
    """What is asked for is for somebody."""
    slot = policy.slots["budget"].model_copy(update={"seen_by": ("board",)})
    wrong = policy.model_copy(update={"slots": {**policy.slots, "budget": slot}})
    assert {finding.rule for finding in check(wrong)} == {"slot.unseen"}


@pytest.mark.parametrize("name", ["b2b_lead", "callback", "rebooking", "reception"])
def test_every_role_that_may_be_rung_can_see_who_is_calling(name: str) -> None:
    """A transfer without a name would be rude."""
    policy = load_policy(POLICIES / f"{name}.yaml")
    for role in roles_of(policy):
        assert not {"name", "phone"} & hidden_from(policy, role)


def report(policy: Policy) -> CallReport:
    """A call in which a need and a budget were learned."""
    at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    summary = CallSummary(
        "c1", "CA1", "inbound", "+4798765432", "+4722000000", policy.name, "nb", at, "l1", "raw",
        at, 9000, "handed_over", "transferred", "transferred",
    )  # fmt: skip

    def fact(slot: str, display: str) -> FactRecord:
        return FactRecord("c1", 10, slot, display, display, True, "t1.1", f"vi sa {display}", 0.9)

    return CallReport(
        summary=summary,
        lines=(LineRecord("c1", "caller", 0, 900, "vi har hundre tusen", "t1.1", True),),
        facts=(fact("need", "crm"), fact("budget", "hundre tusen"), fact("consent", "transfer")),
        decisions=(DecisionRecord("c1", 10, "filled.budget", "hundre tusen", "t1.1", "x"),),
        meetings=(),
        cancelled=(),
        handoffs=(
            HandoffRecord("c1", at, "support", "Kari om crm", "answered"),
            HandoffRecord("c1", at, "default", "Budsjett: hundre tusen", "no-answer"),
            HandoffRecord("c1", at, "gone", "Budsjett: hundre tusen", "no-answer"),
        ),
        messages=(MessageRecord("c1", at, "hundre tusen", "Kari", "+4798765432"),),
    )


def test_a_call_is_shown_to_a_role_without_what_is_not_theirs(policy: Policy) -> None:
    """GDP-04: neither the value, nor the words, the reasons or the message that would tell it."""
    whole = report(policy)
    assert seen_as(whole, policy, "sales") is whole
    seen = seen_as(whole, policy, "support")
    assert [fact.slot for fact in seen.facts] == ["need", "consent"]
    assert "hundre tusen" not in repr(seen)
    assert seen.handoffs[0].summary == "Kari om crm"


@pytest.mark.parametrize(
    ("role", "held_by", "why"),
    [("boss", "b2b_lead", "known are sales, support"), ("support", "other", "policy other")],
)
def test_nothing_is_shown_by_rules_that_do_not_fit(
    policy: Policy, role: str, held_by: str, why: str
) -> None:
    """An unknown role, or a call that was held by another policy."""
    whole = report(policy.model_copy(update={"name": held_by}))
    with pytest.raises(ConfigurationError, match=why):
        seen_as(whole, policy, role)
