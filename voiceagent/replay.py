"""``voiceagent replay``: runs a recorded call through the pure core again and compares.

The same events must give the same commands. Where they do not, the code, the policy or the settings
have changed since; each difference is shown with its moment in the call, and the replay goes on
from the recorded events, so that one change is seen by everything that it leads to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from voiceagent.core.commands import Command
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import Event
from voiceagent.core.timeline import decode_command, decode_events
from voiceagent.errors import ProtocolError
from voiceagent.ports import TimelineEntry


@dataclass(frozen=True, slots=True)
class Difference:
    """A moment that went otherwise.

    Attributes:
        at_ms: When, in the call.
        event: What had happened.
        recorded: What the call did then.
        replayed: What it would do now.
    """

    at_ms: int
    event: str
    recorded: tuple[Command, ...]
    replayed: tuple[Command, ...]


@dataclass(slots=True)
class Replay:
    """What a replay found.

    Attributes:
        events: Events that were replayed.
        commands: Commands that they gave in the recording.
        differences: Moments that went otherwise, in order.
    """

    events: int = 0
    commands: int = 0
    differences: list[Difference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Moment:
    event: Event
    commands: tuple[Command, ...]


def recorded_setup(timeline: Sequence[TimelineEntry]) -> Mapping[str, object]:
    """What the recorded conversation was built from.

    Raises:
        ProtocolError: The timeline does not begin with it.
    """
    if not timeline or timeline[0].kind != "setup":
        raise ProtocolError("the call has no flight record")
    try:
        body = json.loads(timeline[0].body)
    except ValueError as error:
        raise ProtocolError("the flight record's setup is malformed") from error
    if not isinstance(body, dict):
        raise ProtocolError("the flight record's setup is malformed")
    return body


def recorded_items(timeline: Sequence[TimelineEntry]) -> Iterator[Event | Command]:
    """A call's events and commands, in order.

    Raises:
        ProtocolError: The timeline holds what is no event and no command.
    """
    for entry in timeline:
        if entry.kind == "event":
            yield from decode_events(entry.name, entry.body)
        elif entry.kind == "command":
            yield decode_command(entry.name, entry.body)


def replay(timeline: Sequence[TimelineEntry], conversation: Conversation) -> Replay:
    """Run recorded events through a fresh conversation.

    Raises:
        ProtocolError: The timeline has a gap, or holds what is no event and no command.
    """
    found = Replay()
    for moment in _moments(timeline):
        replayed = conversation.handle(moment.event)
        found.events += 1
        found.commands += len(moment.commands)
        if replayed != moment.commands:
            name = type(moment.event).__name__
            found.differences.append(
                Difference(moment.event.at_ms, name, moment.commands, replayed)
            )
    return found


def _moments(timeline: Sequence[TimelineEntry]) -> Iterator[_Moment]:
    """Events with the commands that followed each of them."""
    event: Event | None = None
    commands: list[Command] = []
    for place, entry in enumerate(timeline):
        if entry.sequence != place:
            raise ProtocolError(f"the flight record has a gap before entry {entry.sequence}")
        if entry.kind == "command":
            commands.append(decode_command(entry.name, entry.body))
        elif entry.kind == "event":
            for following in decode_events(entry.name, entry.body):
                if event is not None:
                    yield _Moment(event, tuple(commands))
                event, commands = following, []
    if event is not None:
        yield _Moment(event, tuple(commands))
