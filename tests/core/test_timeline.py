"""Events and commands as text and back; latency as the caller feels it; replay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.test_conversation import explaining, opening
from tests.support.stage import ScriptedDialog, Stage
from voiceagent.core.commands import Command, Prepare, RunTool, SaveFact, Speak, TranscribeSpan
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import (
    CallConnected,
    Event,
    HeardWord,
    KeyPressed,
    LineClosed,
    Span,
    SpeakingStarted,
    SpeechProbed,
    ToolReturned,
    Transcript,
    TurnTranscribed,
    Utterance,
)
from voiceagent.core.manners import Manners
from voiceagent.core.timeline import (
    Response,
    decode_command,
    decode_events,
    encode,
    encode_probes,
    responses,
)
from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.errors import ProtocolError
from voiceagent.ports import TimelineEntry
from voiceagent.replay import recorded_setup, replay

SPAN = Span(1, 2, 1_000, 1_500)


@pytest.mark.parametrize(
    "event",
    [
        CallConnected(0, "inbound", "2026-11-23T10:00:00+01:00", None, {"name": "Kari"}),
        TurnTranscribed(
            9, SPAN, Transcript("ja takk", 0.8, True, (HeardWord("ja", 0, 90, 0.9),), "embedded")
        ),
        ToolReturned(5, 1, "find_slots", True, {"slots": [{"start": "x"}], "n": 2}),
        KeyPressed(3, "#"),
        LineClosed(7, "hangup"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_survives_being_written_down(event: object) -> None:
    """What was read back equals what was decided on, field by field."""
    assert decode_events(*encode(event)) == (event,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "command",
    [
        TranscribeSpan(SPAN, Expectation(AnswerKind.CHOICE, "offer", ("mandag", "tirsdag"), "nn")),
        Prepare(Utterance(3, ("Hei.", "Passer det?"), False, "greeting")),
        RunTool(1, "find_slots", {"dates": ["2026-11-24"], "count": 2, "after": None}),
        SaveFact("budget", {"low": 1}, "én", True, "t1.1", "en krone", 0.5),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_command_survives_being_written_down(command: object) -> None:
    """The same for commands."""
    assert decode_command(*encode(command)) == command  # type: ignore[arg-type]


def test_a_run_of_probabilities_is_one_entry_and_loses_nothing() -> None:
    """Probabilities are 255ths from the start, so the short form is exact."""
    probes = [SpeechProbed(32 * n, round(0.013 * n * 255) / 255, -n) for n in range(1, 60)]
    name, body = encode_probes(probes)
    assert decode_events(name, body) == tuple(probes)
    assert len(body) < 14 * len(probes)


@pytest.mark.parametrize(
    ("name", "body"),
    [("Nonsense", "{}"), ("KeyPressed", "{}"), ("KeyPressed", "no json"), ("SpeechProbed", "[]")],
)
def test_what_is_no_event_is_refused(name: str, body: str) -> None:
    """A damaged record is an error, not a guess."""
    with pytest.raises(ProtocolError):
        decode_events(name, body)


def test_latency_is_counted_from_the_callers_last_sound_to_our_first() -> None:
    """VOX-02: what the caller waits, not what an engine takes."""
    items: list[Event | Command] = [
        TranscribeSpan(SPAN, Expectation(AnswerKind.YES_NO)),
        TurnTranscribed(1_760, SPAN, Transcript("ja", 0.9, True)),
        Speak(4),
        SpeakingStarted(1_790, 4),
        Speak(5),
        SpeakingStarted(3_000, 5),
    ]
    assert list(responses(items)) == [Response(1, 1_500, 290, 260, "yes_no")]


def recorded(stage: Stage) -> list[TimelineEntry]:
    """A stage's call as the flight recorder would have kept it."""
    conversation = Conversation(stage.dialog, Manners())  # type: ignore[arg-type]
    entries = [TimelineEntry("c", 0, 0, "setup", "Setup", '{"policy": "x"}')]
    for event in stage.events:
        entries.append(TimelineEntry("c", len(entries), event.at_ms, "event", *encode(event)))
        for command in conversation.handle(event):
            entry = TimelineEntry("c", len(entries), event.at_ms, "command", *encode(command))
            entries.append(entry)
    return entries


def talk() -> Stage:
    stage = Stage(ScriptedDialog(explaining))
    stage.connect()
    stage.wait(1_500)
    stage.speak(640, "hva koster det")
    stage.wait(3_000)
    return stage


def test_a_recorded_call_replays_to_the_same_decisions() -> None:
    """The core is a function of its events: nothing differs."""
    stage = talk()
    entries = recorded(stage)
    found = replay(entries, Conversation(ScriptedDialog(explaining), Manners()))  # type: ignore[arg-type]
    assert found.differences == []
    assert found.events == len(stage.events)
    assert found.commands == len(stage.log)


def test_a_replay_shows_what_another_policy_would_do() -> None:
    """Each moment that goes otherwise is named, with both sides of it."""
    found = replay(recorded(talk()), Conversation(ScriptedDialog(opening), Manners()))  # type: ignore[arg-type]
    first = found.differences[0]
    assert first.event == "CallConnected"
    assert first.recorded != first.replayed


def test_a_flight_record_with_a_gap_is_refused() -> None:
    """A replay of half a call would prove nothing."""
    entries = recorded(talk())
    del entries[5]
    with pytest.raises(ProtocolError, match="gap"):
        replay(entries, Conversation(ScriptedDialog(explaining), Manners()))  # type: ignore[arg-type]


def test_a_flight_record_says_what_the_conversation_was_built_from() -> None:
    """The first entry names policy and settings; without it there is no replay."""
    entries = recorded(talk())
    assert recorded_setup(entries) == {"policy": "x"}
    with pytest.raises(ProtocolError):
        recorded_setup([replace(entries[1], sequence=0)])
