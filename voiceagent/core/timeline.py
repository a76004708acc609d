"""A call's events and commands as text and back, and the figures that follow from them.

An entry is the class's name and a JSON body. Speech probabilities come 31 times a second, so a run
of them is one entry: their times, and their values in 255ths, which is how they were decided on.

Response latency is counted as the caller feels it: from the end of their last sound to the first
sample of the answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from voiceagent.core.commands import Command, Speak, TranscribeSpan
from voiceagent.core.events import (
    Event,
    SpeakingStarted,
    SpeechProbed,
    TranscriptionFailed,
    TurnTranscribed,
)
from voiceagent.errors import ProtocolError

PROBES = "SpeechProbed"
_STEPS = 255
_EVENTS: dict[str, type] = {kind.__name__: kind for kind in get_args(Event)}
_COMMANDS: dict[str, type] = {kind.__name__: kind for kind in get_args(Command)}


@cache
def _adapter(kind: type) -> TypeAdapter[object]:
    return TypeAdapter(kind)


def encode(item: Event | Command) -> tuple[str, str]:
    """Name and JSON body of an event or command."""
    if isinstance(item, SpeechProbed):
        return encode_probes([item])
    kind: type = type(item)
    return kind.__name__, _adapter(kind).dump_json(item).decode()


def encode_probes(probes: Sequence[SpeechProbed]) -> tuple[str, str]:
    """Name and JSON body of a run of the detector's verdicts."""
    body = {
        "at": [probe.at_ms for probe in probes],
        "p": [round(probe.probability * _STEPS) for probe in probes],
        "db": [probe.level_db for probe in probes],
    }
    return PROBES, json.dumps(body, separators=(",", ":"))


def decode_events(name: str, body: str) -> tuple[Event, ...]:
    """The event of an entry, or the events of a run.

    Raises:
        ProtocolError: No such event, or a body that is not one.
    """
    try:
        if name == PROBES:
            run = json.loads(body)
            probes = zip(run["at"], run["p"], run["db"], strict=True)
            return tuple(SpeechProbed(at, step / _STEPS, level) for at, step, level in probes)
        return (_adapter(_EVENTS[name]).validate_json(body),)  # type: ignore[return-value]
    except (KeyError, ValueError, TypeError, ValidationError) as error:
        raise ProtocolError(f"not an event: {name}") from error


def decode_command(name: str, body: str) -> Command:
    """The command of an entry.

    Raises:
        ProtocolError: No such command, or a body that is not one.
    """
    try:
        return _adapter(_COMMANDS[name]).validate_json(body)  # type: ignore[return-value]
    except (KeyError, ValidationError) as error:
        raise ProtocolError(f"not a command: {name}") from error


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of ours to a turn of the caller; milliseconds.

    Attributes:
        turn: The caller's turn.
        silent_from_ms: Where the caller's last sound ended.
        latency_ms: From there to the first sample of the answer.
        words_after_ms: From there until the words were known; None where they never were.
        asked: The kind of answer that had been asked for.
    """

    turn: int
    silent_from_ms: int
    latency_ms: int
    words_after_ms: int | None
    asked: str


def responses(timeline: Iterable[Event | Command]) -> Iterator[Response]:
    """The answers in a call's events and commands, in order.

    Only answers to a turn count: what we say of our own accord (a greeting, a prompt after
    silence, what a tool brought) has no one waiting since a last sound.
    """
    asked: TranscribeSpan | None = None
    words_ms: int | None = None
    answering: int | None = None
    for item in timeline:
        match item:
            case TranscribeSpan():
                asked, words_ms, answering = item, None, None
            case TurnTranscribed(at_ms, span) | TranscriptionFailed(at_ms, span):
                if asked is not None and span == asked.span:
                    words_ms = at_ms
            case Speak(utterance):
                if asked is not None and answering is None:
                    answering = utterance
            case SpeakingStarted(at_ms, utterance, 0):
                if asked is not None and utterance == answering:
                    end_ms = asked.span.end_ms
                    yield Response(
                        turn=asked.span.turn,
                        silent_from_ms=end_ms,
                        latency_ms=at_ms - end_ms,
                        words_after_ms=None if words_ms is None else words_ms - end_ms,
                        asked=asked.expectation.kind.value,
                    )
                    asked = None
