"""Policies that are based on others, and the two that we ship: five questions, and recording."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialog.conftest import POLICIES
from tests.dialog.office import NOW, Office
from tests.dialog.test_talks import CONTACT, NEED, QUALIFIED, Script, talk
from voiceagent.core.commands import Command, Prepare, SaveFact, SaveLine
from voiceagent.core.events import Utterance
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.checker import check
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.errors import ConfigurationError
from voiceagent.runtime.consent import RecordingConsent

RECORDED = DialogEngine(load_policy(POLICIES / "b2b_lead_recorded.yaml"))
FIVE = DialogEngine(load_policy(POLICIES / "b2b_five_questions.yaml"))


# ---------------------------------------------------------------- what a variant is


def variant(folder: Path, text: str) -> Path:
    """A variant of the lead policy in a folder of its own."""
    base = (POLICIES / "b2b_lead.yaml").read_text(encoding="utf-8")
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    path = folder / "variant.yaml"
    path.write_text(f"based_on: base.yaml\n{text}", encoding="utf-8")
    return path


def test_a_variant_says_only_what_differs(tmp_path: Path) -> None:
    """QUA-07, DIA-11: one customer's threshold is two lines, and the rest stays as it is."""
    path = variant(tmp_path, "criteria: {timing: {within_months: 3}}\ncompany: {name: Nordbygg}\n")
    changed, base = load_policy(path), load_policy(POLICIES / "b2b_lead.yaml")
    assert changed.criteria["timing"].within_months == 3
    assert changed.criteria["timing"].reason == base.criteria["timing"].reason
    assert changed.company.name == "Nordbygg"
    assert changed.prompts == base.prompts
    assert check(changed) == ()


def test_null_removes_and_lists_are_replaced(tmp_path: Path) -> None:
    """What a customer does not ask for is gone, and not merely unused."""
    path = variant(tmp_path, "languages: [nb]\nfaq: {binding: null}\n")
    policy = load_policy(path)
    assert policy.languages == ("nb",)
    assert "binding" not in policy.faq


def test_a_circle_of_variants_is_an_error(tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / "a.yaml").write_text("based_on: b.yaml\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("based_on: a.yaml\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"a\.yaml: is based on itself"):
        load_policy(tmp_path / "a.yaml")
    (tmp_path / "c.yaml").write_text("based_on: nobody.yaml\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"nobody\.yaml: cannot be read"):
        load_policy(tmp_path / "c.yaml")


def test_a_policy_that_nobody_approved_is_not_fit(tmp_path: Path) -> None:
    """DIA-08, DIA-10: who has approved the texts, and when, is part of them."""
    draft = load_policy(variant(tmp_path, "approved_by: ''\n"))
    assert "approval.missing" in {finding.rule for finding in check(draft)}
    hours = load_policy(variant(tmp_path, 'market: {opens: "16:00", closes: "08:00"}\n'))
    assert "market.hours" in {finding.rule for finding in check(hours)}


# ---------------------------------------------------------------- five questions


def test_the_five_example_questions_are_asked() -> None:
    """QUA-09: why now, who decides, what if nothing is done, when, does a meeting make sense."""
    script = (
        NEED,
        "kontrakten vår går ut",
        "jeg er salgssjef",
        "ja det er jeg som bestemmer",
        "bare meg og styret",
        "da mister vi kunder",
        "innen tre måneder",
        CONTACT,
        "ja det gir mening",
        "den første",
        "ja",
    )
    chat = talk(FIVE, script)
    asked = [key for key in chat.keys if key.startswith("ask.")]
    assert asked == [
        "ask.why_now",
        "ask.role",
        "ask.authority",
        "ask.deciders",
        "ask.consequence",
        "ask.timing",
        "ask.contact",
        "ask.worth_it",
    ], chat.transcript()
    assert chat.state.outcome == "meeting_booked"
    for slot in ("why_now", "deciders", "consequence", "timing", "worth_it"):
        assert chat.state.slots[slot].utterance_id, slot


def test_whoever_sees_no_use_in_a_meeting_is_not_pressed() -> None:
    """QUA-09, QUA-10, QUA-12: the no has its category, and nothing is offered."""
    script = (NEED, "fordi vi vokser", "daglig leder", "bare meg", "ingenting")
    chat = talk(FIVE, (*script, "innen tre måneder", CONTACT, "nei jeg ser ikke vitsen"))
    assert chat.state.outcome == "not_qualified", chat.transcript()
    assert chat.state.slots["not_qualified_reason"].value == "no_meeting_wanted"


# ---------------------------------------------------------------- recording with consent


def verdicts(script: Script) -> tuple[Chat, list[bool | None]]:
    """What the recording is told after the notice and after each of the caller's turns."""
    chat = Chat.open(RECORDED, Office())
    consent = RecordingConsent(asks="recording" in RECORDED.policy.slots)
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    notice = Utterance(2, (chat.lines[1].text,), False, chat.lines[1].key)
    heard: list[Command] = [Prepare(notice), SaveLine("agent", "", 0, 900, "a2", True)]
    told = [consent.verdict(heard)]
    known: object = None
    for words in script:
        assert isinstance(words, str)
        chat.hear(words)
        value = chat.state.slots.get("recording")
        facts: list[Command] = []
        if value is not None and value != known:
            facts.append(
                SaveFact("recording", value.value, "", value.confirmed, value.utterance_id, "", 1.0)
            )
        known = value
        told.append(consent.verdict(facts))
    return chat, told


@pytest.mark.parametrize(
    ("script", "told"),
    [
        pytest.param(("ja det er greit", NEED), [None, True, None], id="yes"),
        pytest.param(("nei helst ikke", NEED), [None, False, None], id="no"),
        pytest.param(
            ("ja", NEED, "ikke ta opp samtalen"), [None, True, None, False], id="later no"
        ),
        pytest.param((NEED, "jeg er daglig leder"), [None, None, None], id="no answer to it"),
        pytest.param(("tja", "hm ja nei", "vet ikke", NEED), [None] * 5, id="unclear"),
    ],
)
def test_recording_needs_a_clear_yes_and_ends_with_a_no(
    script: Script, told: list[bool | None]
) -> None:
    """GDP-08, GDP-09: the notice alone begins nothing, and the talk goes on in any case."""
    chat, verdict = verdicts(script)
    assert verdict == told, chat.transcript()
    assert chat.keys[:3] == ("disclosure", "disclosure.recording", "gate.may_record")
    assert chat.ended is None


def test_a_caller_who_takes_the_consent_back_is_told_so() -> None:
    """GDP-09: and the question that was open follows."""
    chat, _ = verdicts(("ja", NEED, "dere får ikke ta opp dette"))
    assert chat.keys[-2:] == ("recording.off", "ask.role"), chat.transcript()
    evidence = chat.state.slots["recording"]
    assert (evidence.value, evidence.utterance_id) == (False, "t3.1")


def test_a_recorded_call_ends_in_a_meeting_as_any_other() -> None:
    """The consent changes nothing else."""
    chat, _ = verdicts(("ja", *QUALIFIED, CONTACT, "den første", "ja"))
    assert chat.ended == "meeting_booked", chat.transcript()


@pytest.mark.parametrize("who", ["økonomisjefen", "daglig leder", "it sjefen og meg"])
def test_who_else_decides_may_be_a_title(who: str) -> None:
    """QUA-09: the caller's own role is known, so a title is the answer to what was asked."""
    said = talk(FIVE, (NEED, "kontrakten går ut", "jeg er salgssjef", "ja", who))
    assert said.state.slots["deciders"].words == who
    assert said.state.slots["role"].words == "salgssjef"
