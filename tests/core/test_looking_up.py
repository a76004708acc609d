"""A call in which something is looked up: what the caller waits, and that it replays."""

from __future__ import annotations

from pathlib import Path

from tests.support.stage import Stage, texts
from voiceagent.conversations import make_conversation, setup_body
from voiceagent.core.commands import RunTool, SaveDecision
from voiceagent.core.manners import Manners
from voiceagent.core.timeline import encode
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.ports import TimelineEntry
from voiceagent.replay import replay
from voiceagent.settings import read_settings

POLICY = load_policy(Path(__file__).parents[2] / "dialog_policies" / "b2b_lead.yaml")
STORED = "Alle opplysninger lagres i Norge."
SILENCE_MS = 700


def asked(*, tool_ms: int, answer: str = STORED) -> Stage:
    """A call up to a question of the caller's, just asked."""
    stage = Stage(DialogEngine(POLICY), Manners())  # type: ignore[arg-type]
    stage.tool_ms = tool_ms
    stage.tool_values["look_up"] = {"answer": answer, "source": "sikkerhet.md#Lagring"}
    stage.connect()
    stage.wait(8_000)
    stage.speak(1_600, "vi trenger et nytt crm system")
    stage.wait(6_000)
    stage.speak(1_600, "hvor lagres dataene våre")
    return stage


def rules(stage: Stage) -> list[str]:
    return [command.rule for _, command in stage.of(SaveDecision)]


def test_an_answer_is_heard_as_fast_as_any_other() -> None:
    """The tool runs when the turn is over, once, and its two milliseconds are not noticed."""
    stage = asked(tool_ms=2)
    last_sound_ms = stage.now_ms
    stage.wait(8_000)
    ((_, tool),) = stage.of(RunTool)
    assert (tool.tool, tool.arguments["question"]) == ("look_up", "hvor lagres dataene våre")
    pause_ms = stage.started_after(last_sound_ms) - last_sound_ms
    plain = asked(tool_ms=0)
    plain_from_ms = plain.now_ms
    plain.wait(8_000)
    assert pause_ms - (plain.started_after(plain_from_ms) - plain_from_ms) <= 20
    assert texts(stage.said(), "agent")[-2:] == [STORED, "Hvilken rolle har du hos dere?"]


def test_a_slow_look_up_is_covered_by_one_moment() -> None:
    """Once the caller has the answer coming, silence lasts no longer than 700 ms (DIA-13)."""
    stage = asked(tool_ms=2_500)
    stage.wait(10_000)
    (ran_ms, _), *_ = stage.of(RunTool)
    assert stage.started_after(ran_ms) - ran_ms <= SILENCE_MS + 20
    assert "tool.slow" in rules(stage)
    assert texts(stage.said(), "agent")[-3:] == [
        "Et øyeblikk.",
        STORED,
        "Hvilken rolle har du hos dere?",
    ]


def test_the_caller_may_answer_meanwhile_and_hears_both() -> None:
    """What they said counts, and what they asked is answered before the next question."""
    stage = asked(tool_ms=5_000)
    stage.wait(1_500)
    stage.speak(1_200, "daglig leder")
    stage.wait(9_000)
    assert "filled.role" in rules(stage)
    assert texts(stage.said(), "agent")[-2:] == [STORED, "Når bør det være på plass?"]


def test_a_call_with_a_look_up_replays_without_the_texts() -> None:
    """The answer is an event of the record: the index may have changed since."""
    stage = asked(tool_ms=40)
    stage.wait(6_000)
    settings = read_settings()
    conversation = make_conversation(settings, POLICY, interprets=False)
    entries = [
        TimelineEntry("c", 0, 0, "setup", "Setup", setup_body(settings, POLICY, interprets=False))
    ]
    for event in stage.events:
        entries.append(TimelineEntry("c", len(entries), event.at_ms, "event", *encode(event)))
        for command in conversation.handle(event):
            entry = TimelineEntry("c", len(entries), event.at_ms, "command", *encode(command))
            entries.append(entry)
    found = replay(entries, make_conversation(settings, POLICY, interprets=False))
    assert found.differences == []
    assert any("look_up" in entry.body for entry in entries)
