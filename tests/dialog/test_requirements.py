"""What the dialog owes the rest of the house: the data that leads, reports and sellers live on.

The lifecycle of leads, scores, segments and credits are built elsewhere; these tests hold the
dialog to delivering what they need: every criterion with its evidence, every refusal with its
category, every objection with its words.
"""

from __future__ import annotations

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import Office
from tests.dialog.test_talks import CONTACT, NEED, OFFERED, Script, talk
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.leading.qualifying import Standing, judge, qualified
from voiceagent.dialog.policies.flow import HUMAN, flow_of
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.policies.prompts import required_prompts
from voiceagent.norwegian.roles.roles import read_level

SHIPPED = sorted(POLICIES.glob("*.yaml"))
BANT = ("budget", "authority", "need", "timing")


def test_a_booked_call_delivers_each_criterion_with_its_evidence(engine: DialogEngine) -> None:
    """QUA-01, QUA-14, QUA-21, QUA-22, QUA-23, QUA-25: what a score or a dispute rests on."""
    chat = talk(engine, (*OFFERED, "den første", "ja det stemmer"))
    assert qualified(engine.policy, chat.state)
    for name in ("need", "role", "authority", "timing", "budget", "next_step", "consent"):
        fact = chat.state.slots[name]
        assert fact.utterance_id, name
        assert fact.words, name
        assert 0 < fact.confidence <= 1


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("vi mister kunder fordi ingen tar telefonen", id="a problem"),
        pytest.param("vi har et prosjekt der vi vurderer et nytt kundesystem", id="a project"),
        pytest.param("vi skal bytte crm", id="a change"),
        pytest.param("vi ønsker flere leads", id="a goal"),
    ],
)
def test_a_concrete_need_counts_with_its_words(engine: DialogEngine, told: str) -> None:
    """QUA-04: a problem, a project, a change or a goal is the need, and not asked for again."""
    chat = talk(engine, (told,))
    fact = chat.state.slots["need"]
    assert fact.words in told
    standing = {one.criterion: one.standing for one in judge(engine.policy, chat.state)}
    assert standing["need"] is Standing.MET
    assert "ask.need" not in chat.keys


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        pytest.param("vi trenger ingenting jeg er bare nysgjerrig", "no_need", id="no need"),
        pytest.param("jeg vil selge dere strøm", "out_of_scope", id="a need of another kind"),
        pytest.param("jeg er student og har en skoleoppgave", "out_of_scope", id="nobody's need"),
    ],
)
def test_what_does_not_match_the_offer_is_no_need(
    engine: DialogEngine, told: str, reason: str
) -> None:
    """QUA-04, QUA-10: no trigger, no meeting, and the category says why."""
    chat = talk(engine, (told,))
    assert chat.state.slots["not_qualified_reason"].value == reason, chat.transcript()


def test_need_budget_and_decision_are_what_an_sql_is_defined_by(engine: DialogEngine) -> None:
    """QUA-14, QUA-18, QUA-19: a budget in kroner, a time in months, who decides, as codes."""
    chat = talk(engine, OFFERED)
    slots = chat.state.slots
    assert slots["authority"].value == "decides"
    timing, budget = slots["timing"].value, slots["budget"].value
    assert isinstance(timing, dict)
    assert isinstance(budget, dict)
    assert set(timing) == {"low_months", "high_months"}
    assert {"low", "high", "period"} <= set(budget)


@pytest.mark.parametrize(
    ("words", "authority", "standing"),
    [
        ("ja det er jeg som bestemmer", "decides", Standing.MET),
        ("jeg og styret", "shares", Standing.MET),
        ("jeg anbefaler det til ledelsen", "influences", Standing.MET),
        ("jeg er med på å bestemme", "influences", Standing.MET),
        ("jeg bestemmer ikke", "none", Standing.FAILED),
    ],
)
def test_a_clear_influencer_counts(
    engine: DialogEngine, words: str, authority: str, standing: Standing
) -> None:
    """QUA-03: decision-maker or clear influencer; whoever decides nothing does not count."""
    chat = talk(engine, (NEED, "jeg er salgssjef", words))
    assert chat.state.slots["authority"].value == authority, chat.transcript()
    found = {finding.criterion: finding.standing for finding in judge(engine.policy, chat.state)}
    assert found["authority"] is standing


def test_a_boss_is_asked_whether_they_decide(engine: DialogEngine) -> None:
    """QUA-02, QUA-03: «jeg er sjef» may be any boss; only a managing director implies the rest."""
    chat = talk(engine, (NEED, "jeg er sjef"))
    assert "authority" not in chat.state.slots, chat.transcript()
    assert chat.keys[-1] in ("ask.authority", "clarify.role")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("jeg er daglig leder", "c_level"),
        ("jeg er it-sjef", "manager"),
        ("jeg er salgsdirektør", "director"),
        ("jeg er konsulent", "specialist"),
    ],
)
def test_a_title_tells_the_buying_role(title: str, level: str) -> None:
    """QUA-17, BOO-08: the rank is read from the words that the role's evidence keeps."""
    reading = read_level(title)
    assert reading is not None
    assert reading.value == level


def test_script_fields_and_rules_speak_of_the_same_things(policy: Policy) -> None:
    """QUA-20: BANT is one list: a question, a slot and a criterion of one name each."""
    for name in BANT:
        assert name in policy.slots
        assert f"ask.{name}" in policy.prompts
        assert policy.criteria[name].slot == name
    assert set(BANT) <= set(policy.order)


def test_what_is_always_asked_and_what_stops_is_written_down(policy: Policy) -> None:
    """QUA-08, QUA-10: the questions in their order, and each stop with a category for reports."""
    assert policy.order[:4] == ("need", "role", "authority", "timing")
    stops = [route.stop for route in policy.routes.values() if route.stop]
    categories = {criterion.reason for criterion in policy.criteria.values()} | set(stops)
    assert categories <= set(policy.reasons)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (("vi trenger ingenting",), "no_need"),
        ((NEED, "jeg er selger", "nei", "nei"), "no_authority"),
        ((NEED, "daglig leder", "om to år", "nei"), "timing"),
        ((NEED, "daglig leder", "snart", "fem tusen kroner", "nei"), "budget_too_small"),
        (("jeg ringer som privatperson",), "out_of_scope"),
    ],
)
def test_every_refusal_has_a_category_and_its_words(
    engine: DialogEngine, script: Script, reason: str
) -> None:
    """QUA-10, QUA-11: reportable, and open to dispute, because the words are kept."""
    chat = talk(engine, script)
    kept = chat.state.slots["not_qualified_reason"]
    assert (kept.value, chat.ended) == (reason, "not_qualified"), chat.transcript()
    assert kept.words


def test_objections_are_kept_and_nothing_is_pressed(engine: DialogEngine) -> None:
    """QUA-12: one question, both objections with their words, and a goodbye."""
    script = (NEED, "ikke interessert", "ja hva koster det", "nei ikke interessert", "nei")
    chat = talk(engine, script)
    assert chat.state.slots["objections"].value == ["not_interested", "not_interested"]
    assert chat.ended == "not_interested", chat.transcript()
    assert not any(key.startswith("offer") for key in chat.keys)


def test_a_bare_yes_to_being_called_is_no_next_step(engine: DialogEngine) -> None:
    """QUA-06: only the accepted date, time and agenda make one."""
    chat = talk(engine, (NEED, "ring meg tilbake", "tirsdag klokka ti", "kari nordmann", "ja"))
    assert chat.ended == "callback_requested"
    assert "next_step" not in chat.state.slots


def test_exactly_two_times_are_offered_first(engine: DialogEngine) -> None:
    """BOO-12: not one, not three, and of two days where there are two."""
    office = Office()
    chat = talk(engine, OFFERED, office=office)
    assert chat.keys[-1] == "offer.slots"
    assert len(chat.state.booking.offers) == 2
    assert len({offer.moment.date() for offer in chat.state.booking.offers}) == 2


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_human_is_one_turn_away_from_every_question(path: object) -> None:
    """QUA-26, DIA-05, DIA-13: in each shipped policy, from every question that waits."""
    flow = flow_of(load_policy(path))  # type: ignore[arg-type]
    for node in flow.waiting:
        assert HUMAN in {edge.target for edge in flow.from_node(node)}, node


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_policy_names_its_owner_its_approver_and_its_market(path: object) -> None:
    """QUA-07, DIA-08, DIA-10, DIA-11: who answers for the words, which version, and where."""
    policy = load_policy(path)  # type: ignore[arg-type]
    assert policy.owner
    assert policy.version
    assert policy.approved_by
    assert policy.approved_on is not None
    assert policy.market.zone == "Europe/Oslo"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_said_over_and_over_varies(path: object) -> None:
    """DIA-01, DIA-12: no robot's refrain where a line is likely to come twice."""
    policy = load_policy(path)  # type: ignore[arg-type]
    repeated = {"ack", "ack.preference", "answer.wait", "answer.unknown", "silence.first"}
    repeated |= {"offer.slots", "offer.other", "ask.other_time", "clarify.yes_no", "tool.slow"}
    for key in repeated & required_prompts(policy).keys():
        for language, variants in policy.prompts[key].items():
            assert len(variants) > 1, (key, language)


def test_a_segment_has_its_own_page(policy: Policy) -> None:
    """QUA-09, QUA-15, QUA-24: a variant asks other questions and has other criteria."""
    variant = load_policy(POLICIES / "b2b_five_questions.yaml")
    assert variant.order != policy.order
    assert set(variant.criteria) - set(policy.criteria) == {"meeting"}


def test_a_caller_may_answer_in_any_order(engine: DialogEngine) -> None:
    """DIA-01, DIA-07: no menu, and still a booked time at the end."""
    script = (
        CONTACT,
        "vi har hundre tusen kroner",
        "det må være på plass innen tre måneder",
        "vi trenger et nytt crm system",
        "jeg er daglig leder",
        "onsdag",
        "ja",
    )
    chat = talk(engine, script)
    assert chat.ended == "meeting_booked", chat.transcript()
