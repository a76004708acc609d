"""Broken policies: the checker must refuse each for the right reason at the right place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dialog.conftest import POLICIES
from voiceagent.dialog.policies.checker import check
from voiceagent.dialog.policies.loading import load_policy, parse_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.policies.schema import policy_schema
from voiceagent.errors import ConfigurationError

Data = dict[str, Any]
Break = Callable[[Data], object]

LEAD: Data = yaml.safe_load((POLICIES / "b2b_lead.yaml").read_text(encoding="utf-8"))


def both(text: str) -> dict[str, str]:
    """A prompt that is the same in both languages."""
    return {"nb": text, "nn": text}


def put(data: Data, path: str, value: object) -> None:
    """Set a field; steps of ``path`` are parted by ``|`` because prompt keys have dots."""
    *parents, last = path.split("|")
    for step in parents:
        data = data[step]
    data[last] = value


def drop(data: Data, path: str) -> None:
    """Remove a field."""
    *parents, last = path.split("|")
    for step in parents:
        data = data[step]
    del data[last]


BROKEN = [
    ("prompts|ask.role", "prompt.missing", "prompts.ask.role"),
    ("prompts|closing.booked", "prompt.missing", "prompts.closing.booked"),
    ("prompts|clarify.meeting", "prompt.missing", "prompts.clarify.meeting"),
    ("prompts|handover", "prompt.missing", "prompts.handover"),
    ("prompts|silence.second", "prompt.missing", "prompts.silence.second"),
    ("prompts|confirm.phone", "prompt.missing", "prompts.confirm.phone"),
    ("prompts|probe.authority", "prompt.missing", "prompts.probe.authority"),
    ("prompts|ask.follow_up", "prompt.missing", "prompts.ask.follow_up"),
    ("prompts|ask.timing|nn", "language.missing", "prompts.ask.timing"),
    ("faq|price|answer|nn", "language.missing", "faq.price.answer"),
    ("booking|agenda|nn", "language.missing", "booking.agenda"),
    ("humans|default", "human.missing", "humans"),
    ("humans|default", "flow.no_human", "ask.role"),
    ("humans|support", "human.unknown", "routes.support"),
    ("outcomes|meeting_booked", "outcome.missing", "outcomes"),
    ("outcomes|meeting_booked", "flow.no_meeting", "booking"),
    ("outcomes|no_answer", "outcome.missing", "outcomes"),
    ("outcomes|opted_out", "outcome.missing", "routes.opt_out"),
    ("criteria|timing", "criteria.incomplete", "criteria"),
    ("criteria|authority", "criteria.incomplete", "criteria"),
    ("reasons|no_need", "reason.unknown", "criteria.need"),
    ("reasons|out_of_scope", "reason.unknown", "routes.private"),
    ("routes|private|stop", "route.ways", "routes.private"),
    ("slots|need|markers", "slot.no_markers", "slots.need"),
    ("slots|phone|confirm", "slot.unconfirmed", "slots.phone"),
    ("slots|role|if_given_up", "criterion.skippable", "criteria.role"),
    ("criteria|timing|within_months", "criterion.threshold", "criteria.timing"),
]

PUT: list[tuple[str, object, str, str]] = [
    ("routes|private|end", "hung_up", "route.ways", "routes.private"),
    ("opening", "wish", "slot.unknown", "opening"),
    ("order", ["need", "role", "sector"], "slot.unknown", "order"),
    (
        "order",
        ["need", "role", "authority", "timing", "name", "company", "phone"],
        "slot.never_asked",
        "slots.budget",
    ),
    ("order", [*LEAD["order"], "need"], "order.twice", "order"),
    ("groups|both", {"slots": ["name", "email"]}, "group.unknown", "groups.both"),
    (
        "slots|authority|implied_by",
        {"rank": {"high": "decides"}},
        "slot.unknown",
        "slots.authority.implied_by.rank",
    ),
    (
        "slots|authority|implied_by",
        {"role": {"boss": "decides"}},
        "code.unknown",
        "slots.authority.implied_by.role",
    ),
    (
        "slots|authority|implied_by",
        {"role": {"ceo": "rules"}},
        "code.unknown",
        "slots.authority.implied_by.role",
    ),
    ("slots|role|ask", False, "criterion.never_asked", "criteria.role"),
    ("slots|phone|ask", False, "booking.contact", "slots"),
    ("criteria|authority|rejects", ["nobody"], "code.unknown", "criteria.authority"),
    ("criteria|authority|probe_value", "none", "criterion.probe", "criteria.authority"),
    ("criteria|authority|probe_value", "yes", "criterion.probe", "criteria.authority"),
    ("criteria|role|within_months", 6, "criterion.threshold", "criteria.role"),
    ("criteria|role|at_least", 6, "criterion.threshold", "criteria.role"),
    ("criteria|role|slot", "title", "slot.unknown", "criteria.role"),
    ("outcomes|hung_up|disposition", "gone", "outcome.disposition", "outcomes.hung_up"),
    ("faq|price|phrases", ["og"], "phrase.too_broad", "faq.price"),
    ("faq|price|phrases", ["takk"], "phrase.too_broad", "faq.price"),
    ("faq|price|phrases", ["bindingstid"], "phrase.twice", "faq.binding"),
    ("faq|price|phrases", ["…"], "phrase.empty", "faq.price"),
    ("faq|price|answer", both("Det koster {price} kroner."), "prompt.unbound", "faq.price.answer"),
    (
        "prompts|ask.role",
        both("Hva gjør du i {caller_company}?"),
        "prompt.unbound",
        "prompts.ask.role",
    ),
    (
        "prompts|greeting",
        both("Hei {first_name}, hva gjelder det?"),
        "prompt.unbound",
        "prompts.greeting",
    ),
    (
        "prompts|offer.slots",
        both("Jeg har {first}. Passer det?"),
        "prompt.incomplete",
        "prompts.offer.slots",
    ),
    (
        "prompts|confirm.meeting",
        both("Da blir det {when}. Stemmer det?"),
        "prompt.incomplete",
        "prompts.confirm.meeting",
    ),
    (
        "prompts|confirm.phone",
        both("Stemmer nummeret?"),
        "prompt.incomplete",
        "prompts.confirm.phone",
    ),
    (
        "prompts|ask.need",
        both("Fortell hva dere trenger."),
        "prompt.no_question",
        "prompts.ask.need",
    ),
    (
        "prompts|ask.need",
        both("Hva trenger dere? " + "Fortell gjerne mer om det. " * 6 + "Ja?"),
        "prompt.too_long",
        "prompts.ask.need",
    ),
    (
        "prompts|closing.booked",
        both("Fint. Da er det booket. Ha det bra!"),
        "prompt.too_long",
        "prompts.closing.booked",
    ),
    (
        "prompts|disclosure",
        both("Hei, {company} her. Jeg er en kunstig intelligens" + "!" * 50),
        "prompt.too_long",
        "prompts.disclosure",
    ),
    ("prompts|answer.wait", both(" "), "prompt.empty", "prompts.answer.wait"),
    ("prompts|answer.wait", both("Vennligst vent."), "prompt.tone", "prompts.answer.wait"),
    ("prompts|closing.bookd", both("Da er det booket."), "prompt.unknown", "prompts.closing.bookd"),
    (
        "prompts|disclosure",
        both("Hei, dette er {company}."),
        "disclosure.silent",
        "prompts.disclosure",
    ),
    (
        "prompts|disclosure",
        both("Hei, jeg er en kunstig intelligens."),
        "disclosure.silent",
        "prompts.disclosure",
    ),
    (
        "prompts|answer.robot",
        both("Nei, jeg heter Eva."),
        "disclosure.silent",
        "prompts.answer.robot",
    ),
    (
        "gates",
        {"identity": {"needs": ["nobody"], "callback": True}},
        "slot.unknown",
        "gates.identity",
    ),
    ("gates", {"identity": {}}, "gate.ways", "gates.identity"),
    ("gates", {"identity": {"callback": True, "end": "gone"}}, "gate.ways", "gates.identity"),
    ("gates", {"identity": {"end": "gone"}}, "outcome.missing", "gates.identity"),
    ("gates", {"need": {"forget": "need"}}, "gate.name", "gates.need"),
    ("gates", {"identity": {"callback": True}}, "prompt.missing", "prompts.gate.identity"),
    (
        "slots|role|keys",
        {"1": {"value": "boss", "display": "sjef"}},
        "code.unknown",
        "slots.role.keys",
    ),
    ("slots|role|keys", {"1": {"display": "sjef"}}, "keys.value", "slots.role.keys"),
    (
        "slots|timing|keys",
        {"1": {"value": "soon", "display": "snart"}},
        "keys.value",
        "slots.timing.keys",
    ),
    (
        "prompts|narrow.role",
        both("Er du daglig leder?"),
        "keys.untold",
        "prompts.narrow.role",
    ),
    (
        "slots|name|keys",
        {"1": {"value": "x", "display": "x"}},
        "keys.untold",
        "slots.name.keys",
    ),
    ("slots|role|means", {"boss": ["sjefen sjøl"]}, "code.unknown", "slots.role.means"),
    ("slots|email|ask", True, "slot.never_asked", "slots.email"),
    ("slots|email", {"type": "email", "ask": True}, "slot.unconfirmed", "slots.email"),
    ("booking", None, "booking.missing", "booking"),
    ("criteria|authority|otherwise", "follow_up", "criterion.threshold", "criteria.authority"),
    ("disclosure", {"ai": False}, "disclosure.off", "disclosure.ai"),
    ("disclosure", {"recording": True}, "prompt.missing", "prompts.disclosure.recording"),
]

CASES = [
    pytest.param(lambda data, path=path: drop(data, path), rule, place, id=f"drop {path}: {rule}")
    for path, rule, place in BROKEN
] + [
    pytest.param(
        lambda data, path=path, value=value: put(data, path, value),
        rule,
        place,
        id=f"put {path} {number}: {rule}",
    )
    for number, (path, value, rule, place) in enumerate(PUT)
]


def policy_of(data: Data) -> Policy:
    """The policy that ``data`` describes."""
    return Policy.model_validate(data)


@pytest.mark.parametrize(("break_it", "rule", "place"), CASES)
def test_a_broken_policy_is_refused_for_the_right_reason(
    break_it: Break, rule: str, place: str
) -> None:
    """The checker names the rule and the place of each fault (DIA-06, QUA-08)."""
    data = copy.deepcopy(LEAD)
    break_it(data)
    found = {(finding.rule, finding.place) for finding in check(policy_of(data))}
    assert (rule, place) in found, sorted(found)


def test_the_suite_of_broken_policies_is_large() -> None:
    """At least forty different faults are proved to be found."""
    assert len(CASES) >= 40


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_our_own_policies_are_clean(path: Path) -> None:
    """Every policy that we ship passes its own proofs."""
    assert [str(finding) for finding in check(load_policy(path))] == []


def test_a_finding_of_the_flow_names_the_way_there() -> None:
    """A node without a human comes with the path that leads to it."""
    data = copy.deepcopy(LEAD)
    drop(data, "humans|default")
    finding = next(one for one in check(policy_of(data)) if one.rule == "flow.no_human")
    assert finding.path[0] == "start"
    assert finding.path[-1] == finding.place
    assert "→" in str(finding)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("schema: 1\n  name: x", "line", id="no YAML"),
        pytest.param("schema: 1\nschema: 1", "twice", id="a key twice"),
        pytest.param("- 1", "holds no fields", id="no mapping"),
        pytest.param("schema: 2", "schema", id="another schema"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text: str, words: str) -> None:
    """The message names the file and the line or field."""
    with pytest.raises(ConfigurationError, match=r"broken\.yaml") as caught:
        parse_policy(text, name="broken.yaml")
    assert words in str(caught.value)


def test_a_misspelled_field_is_named() -> None:
    """Unknown fields are errors, so a typing mistake cannot switch a rule off."""
    data = copy.deepcopy(LEAD)
    put(data, "slots|role|if_givn_up", "human")
    text = yaml.safe_dump(data, allow_unicode=True)
    with pytest.raises(ConfigurationError, match=r"slots\.role\.if_givn_up"):
        parse_policy(text, name="broken.yaml")


def test_a_file_that_is_not_there_is_a_configuration_error(tmp_path: Path) -> None:
    """The message names the file, not the machine's folders."""
    with pytest.raises(ConfigurationError, match=r"^none\.yaml"):
        load_policy(tmp_path / "none.yaml")


def test_the_schema_file_is_up_to_date() -> None:
    """Editors see what the loader accepts."""
    assert (POLICIES / "policy.schema.json").read_text(encoding="utf-8") == policy_schema()
