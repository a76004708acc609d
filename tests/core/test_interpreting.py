"""A call in which a language model is asked: what the caller waits, and that it replays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.stage import Stage, texts
from voiceagent.conversations import make_conversation, setup_body
from voiceagent.core.commands import RunTool, SaveDecision, SaveFact
from voiceagent.core.conversation import Conversation
from voiceagent.core.manners import Manners
from voiceagent.core.timeline import encode
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.ports import TimelineEntry
from voiceagent.replay import recorded_setup, replay
from voiceagent.settings import read_settings

POLICY = load_policy(Path(__file__).parents[2] / "dialog_policies" / "b2b_lead.yaml")
FOUND = {"role": {"words": "holder ballene", "choice": "ceo"}}


def asked(*, tool_ms: int, found: object) -> Stage:
    """A call up to the odd answer, after which the caller is silent for three seconds."""
    engine = DialogEngine(POLICY, interprets=True)
    stage = Stage(engine, Manners())  # type: ignore[arg-type]
    stage.tool_ms = tool_ms
    stage.connect()
    stage.wait(8_000)
    stage.speak(1_600, "vi trenger et nytt crm system")
    stage.wait(6_000)
    stage.tool_values["interpret"] = {"utterance": "t2.1", "found": found}
    stage.speak(1_600, "jeg holder ballene i lufta her på huset")
    return stage


def rules(stage: Stage) -> list[str]:
    return [command.rule for _, command in stage.of(SaveDecision)]


def test_the_caller_hears_the_next_question_within_two_seconds() -> None:
    """Pause and model together, the model at its very deadline; nothing is said meanwhile."""
    stage = asked(tool_ms=600, found=FOUND)
    last_sound_ms = stage.now_ms
    stage.wait(3_000)
    assert stage.started_after(last_sound_ms) - last_sound_ms < 2_000
    assert "tool.slow" not in rules(stage)
    facts = {command.slot: command for _, command in stage.of(SaveFact)}
    assert facts["role"].words == "holder ballene"
    assert facts["role"].utterance_id == "t2.1"
    assert texts(stage.said(), "agent")[-1] == "Når bør det være på plass?"


def test_a_deadline_set_longer_gets_one_moment() -> None:
    """Nobody waits in silence, whatever the operator has set."""
    stage = asked(tool_ms=1_800, found=FOUND)
    stage.wait(6_000)
    assert "tool.slow" in rules(stage)
    assert "interpreted.role" in rules(stage)


def test_a_model_that_finds_nothing_costs_its_time_and_no_more() -> None:
    """Then comes the clarification that would have come."""
    stage = asked(tool_ms=600, found={})
    last_sound_ms = stage.now_ms
    stage.wait(4_000)
    assert stage.started_after(last_sound_ms) - last_sound_ms < 2_000
    assert texts(stage.said(), "agent")[-1] == "Hva jobber du som?"


def test_a_caller_who_goes_on_is_answered_on_what_they_said_last() -> None:
    """The model's answer comes while they speak, and counts no more once they have."""
    stage = asked(tool_ms=5_000, found={"role": {"words": "holder ballene", "choice": "hr"}})
    stage.wait(1_500)
    assert stage.of(RunTool)
    stage.speak(1_600, "jeg er salgssjef")
    stage.wait(8_000)
    roles = [command.value for _, command in stage.of(SaveFact) if command.slot == "role"]
    assert roles == ["sales"]
    assert "tool.late" in rules(stage)


def timeline(stage: Stage, conversation: Conversation) -> list[TimelineEntry]:
    entries = [
        TimelineEntry(
            "c", 0, 0, "setup", "Setup", setup_body(read_settings(), POLICY, interprets=True)
        )
    ]
    for event in stage.events:
        entries.append(TimelineEntry("c", len(entries), event.at_ms, "event", *encode(event)))
        for command in conversation.handle(event):
            entry = TimelineEntry("c", len(entries), event.at_ms, "command", *encode(command))
            entries.append(entry)
    return entries


@pytest.mark.parametrize("interprets", [True, False])
def test_a_call_with_a_model_replays_from_its_record(interprets: bool) -> None:
    """The record says whether the engine might ask; a replay without it goes otherwise."""
    stage = asked(tool_ms=600, found=FOUND)
    stage.wait(4_000)
    settings = read_settings()
    entries = timeline(stage, make_conversation(settings, POLICY, interprets=True))
    assert recorded_setup(entries)["interprets"] is True
    found = replay(entries, make_conversation(settings, POLICY, interprets=interprets))
    assert (found.differences == []) is interprets
