"""What a caller waits for, stage by stage, from the two ends of the wire.

The caller knows its last sound to the sample and when the answer's first sound came; the flight
recorder knows what happened between, in the time of the audio; the service's stopwatch knows how
long engines worked. A wait is the sum of its stages::

    silence      the pause itself: until the engines are asked, or, where the words were there
                 before the pause was long enough, until it was
    recognising  engines at work on the words, as far as the answer waited for them
    scoring      the turn scorer, as far as the answer waited for it
    dialog       from the words to the answer's text, as far as the answer waited for it
    voice        the answer's first clause, as far as it was not ready
    queue        for an engine's thread or the event loop
    wire         both sockets, and what of the callers' audio lay unread

What is done during the pause costs nothing and is counted to nothing. A service that gets no
processor hears a pause later, which is counted to the pause: look at how long it was starved.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.latency.stopwatch import TurnTimes
from telephony.loopback.report import ResponseLatency
from voiceagent.core.commands import Command, ScoreTurn, Speak, TranscribeSpan
from voiceagent.core.events import (
    ClauseSynthesized,
    Event,
    Span,
    SpeakingStarted,
    TranscriptionFailed,
    TurnTranscribed,
)
from voiceagent.core.timeline import PROBES, decode_command, decode_events
from voiceagent.ports import TimelineEntry

STAGES = ("silence", "recognising", "scoring", "dialog", "voice", "queue", "wire")
_PROBE_MS = 32
_SAME_TURN_MS = 500


@dataclass(frozen=True, slots=True)
class Answered:
    """A turn and its answer in the flight recorder; times are the call's.

    Attributes:
        asked_for: The kind of answer that had been asked for.
        asked_ms: When the words were asked for.
        words_ms: When they came; None where they never did.
        scoring_ms: When the turn's score was asked for; None where it never was.
        decided_ms: When the answer was decided on.
        decided_by: Name of the event that did it.
        voiced_ms: When the answer's first clause was ready; None where it was not noted.
        sounded_ms: When its first sample left.
    """

    asked_for: str
    span: Span
    asked_ms: int
    words_ms: int | None
    scoring_ms: int | None
    decided_ms: int
    decided_by: str
    voiced_ms: int | None
    sounded_ms: int


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait of a caller, felt at its socket, with its stages in milliseconds.

    Attributes:
        stages: None where the flight recorder holds no turn that it could be.
    """

    felt_ms: float
    asked_for: str = ""
    stages: Mapping[str, float] | None = None


def waits(
    felt: Sequence[ResponseLatency],
    opened_ms: float,
    entries: Sequence[TimelineEntry],
    times: Mapping[tuple[int, int], TurnTimes],
) -> list[Wait]:
    """A call's waits, as felt, each with the stages that the service knows of.

    Args:
        felt: As the caller measured them.
        opened_ms: When the caller's stream began, by the caller's clock.
        entries: The call's flight record.
        times: The stopwatch's times by turn and revision.
    """
    turns = list(answered(entries))
    began_ms = opened_ms - _offset_ms(entries)
    found = []
    for latency in felt:
        ended_ms = latency.ended_ms - began_ms
        near = [turn for turn in turns if abs(turn.span.end_ms - ended_ms) <= _SAME_TURN_MS]
        if not near:
            found.append(Wait(latency.socket_ms))
            continue
        turn = min(near, key=lambda each: abs(each.span.end_ms - ended_ms))
        own = times.get((turn.span.turn, turn.span.revision))
        stages = stages_of(turn, own, ended_ms=ended_ms, felt_ms=latency.socket_ms)
        found.append(Wait(latency.socket_ms, turn.asked_for, stages))
    return found


def stages_of(
    turn: Answered, times: TurnTimes | None, *, ended_ms: float, felt_ms: float
) -> dict[str, float]:
    """A wait's stages; together they are ``felt_ms``.

    Args:
        turn: As the flight recorder has it.
        times: As the stopwatch has it.
        ended_ms: The caller's last sound, by the call's time.
        felt_ms: From there to the answer's first sound, at the caller's socket.
    """
    stages = dict.fromkeys(STAGES, 0.0)
    ready_ms = float(turn.decided_ms)
    if turn.decided_by in ("TurnTranscribed", "TranscriptionFailed"):
        stages["silence"] = turn.asked_ms - ended_ms
        took_ms = ready_ms - turn.asked_ms
        stages["recognising"] = min(times.worked_ms, took_ms) if times else took_ms
        stages["queue"] = took_ms - stages["recognising"]
        stages["dialog"] = min(times.dialog_ms if times else 0, turn.sounded_ms - ready_ms)
    elif turn.decided_by == "TurnScored" and turn.scoring_ms is not None:
        stages["silence"] = turn.scoring_ms - ended_ms
        stages["scoring"] = ready_ms - turn.scoring_ms
    else:
        stages["silence"] = ready_ms - ended_ms
    ready_ms += stages["dialog"]
    if turn.voiced_ms is not None:
        stages["voice"] = max(turn.voiced_ms - ready_ms, 0)
    stages["queue"] += max(turn.sounded_ms - ready_ms - stages["voice"], 0)
    stages["wire"] = felt_ms - sum(stages.values())
    return stages


def mean_stages(found: Sequence[Wait]) -> dict[str, float]:
    """The mean of each stage over the waits that have stages; empty where none has."""
    known = [wait.stages for wait in found if wait.stages is not None]
    if not known:
        return {}
    return {stage: sum(each[stage] for each in known) / len(known) for stage in STAGES}


def answered(entries: Iterable[TimelineEntry]) -> Iterator[Answered]:
    """The answered turns of a call, in order.

    What we say of our own accord answers no one; nor does an utterance that goes on after a hold.
    """
    asked: tuple[int, TranscribeSpan] | None = None
    words_ms = scoring_ms = None
    answer: tuple[int, str, int] | None = None
    voiced: dict[int, int] = {}
    latest = ""
    for at_ms, item in _items(entries):
        match item:
            case TranscribeSpan():
                asked, words_ms, scoring_ms, answer = (at_ms, item), None, None, None
            case ScoreTurn():
                scoring_ms = at_ms
            case TurnTranscribed(_, span) | TranscriptionFailed(_, span):
                if asked is not None and span == asked[1].span:
                    words_ms = at_ms
            case ClauseSynthesized(_, utterance, 0):
                voiced[utterance] = at_ms
            case Speak(utterance):
                if asked is not None and answer is None:
                    answer = (at_ms, latest, utterance)
            case SpeakingStarted(_, utterance, 0):
                if asked is not None and answer is not None and utterance == answer[2]:
                    yield Answered(
                        asked_for=asked[1].expectation.kind.value,
                        span=asked[1].span,
                        asked_ms=asked[0],
                        words_ms=words_ms,
                        scoring_ms=scoring_ms,
                        decided_ms=answer[0],
                        decided_by=answer[1],
                        voiced_ms=voiced.get(utterance),
                        sounded_ms=at_ms,
                    )
                    asked = None
            case _:
                pass
        if not isinstance(item, Command):
            latest = type(item).__name__


def _items(entries: Iterable[TimelineEntry]) -> Iterator[tuple[int, Event | Command]]:
    for entry in entries:
        if entry.kind == "command":
            yield entry.at_ms, decode_command(entry.name, entry.body)
        elif entry.kind == "event" and entry.name == PROBES:
            yield entry.at_ms, decode_events(PROBES, entry.body)[-1]
        elif entry.kind == "event":
            for event in decode_events(entry.name, entry.body):
                yield entry.at_ms, event


def _offset_ms(entries: Iterable[TimelineEntry]) -> int:
    """The call's time at the first sample of its stream.

    The call begins before its stream does; what lies between counts as silence, whose one verdict
    comes first. Without it the first verdict is the detector's on the first frame.
    """
    for entry in entries:
        if entry.name == PROBES:
            first = int(json.loads(entry.body)["at"][0])
            return 0 if first == _PROBE_MS else first
    return 0
