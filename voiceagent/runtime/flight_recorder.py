"""Everything that a call decided on, in order, so that it can be replayed.

Entries are numbered from 0. The first holds what the conversation was built from (policy, its
fingerprint, language, manners); then events and the commands that answered them.
"""

from __future__ import annotations

from collections.abc import Iterable

from voiceagent.core.commands import Command, SaveDecision, SaveFact, SaveLine
from voiceagent.core.events import Event, SpeechProbed
from voiceagent.core.timeline import encode, encode_probes
from voiceagent.ports import CallRecord, DecisionRecord, FactRecord, LineRecord, TimelineEntry
from voiceagent.runtime.books import Books

_PROBES_PER_ENTRY = 64


class FlightRecorder:
    """One call's recorder; writes through the process's books."""

    def __init__(self, call_id: str, books: Books) -> None:
        self._call_id = call_id
        self._books = books
        self._sequence = 0
        self._probes: list[SpeechProbed] = []

    def setup(self, body: str) -> None:
        """Note, as JSON, what the conversation was built from."""
        self._books.keep([self._entry(0, "setup", "Setup", body)])

    def note(self, event: Event, commands: Iterable[Command]) -> None:
        """Note an event and the commands that answered it."""
        answers = tuple(commands)
        if isinstance(event, SpeechProbed):
            self._probes.append(event)
            if not answers and len(self._probes) < _PROBES_PER_ENTRY:
                return
            records = self._flushed()
        else:
            records = self._flushed()
            records.append(self._entry(event.at_ms, "event", *encode(event)))
        for command in answers:
            records.append(self._entry(event.at_ms, "command", *encode(command)))
            if (kept := _kept(self._call_id, event.at_ms, command)) is not None:
                records.append(kept)
        self._books.keep(records)

    def close(self) -> None:
        """Note what has not been noted yet."""
        self._books.keep(self._flushed())

    def _flushed(self) -> list[CallRecord]:
        if not self._probes:
            return []
        probes, self._probes = self._probes, []
        return [self._entry(probes[-1].at_ms, "event", *encode_probes(probes))]

    def _entry(self, at_ms: int, kind: str, name: str, body: str) -> TimelineEntry:
        entry = TimelineEntry(self._call_id, self._sequence, at_ms, kind, name, body)
        self._sequence += 1
        return entry


def _kept(call_id: str, at_ms: int, command: Command) -> CallRecord | None:
    match command:
        case SaveFact(slot, value, display, confirmed, utterance_id, words, confidence):
            return FactRecord(
                call_id, at_ms, slot, value, display, confirmed, utterance_id, words, confidence
            )
        case SaveDecision(rule, detail, utterance_id, words):
            return DecisionRecord(call_id, at_ms, rule, detail, utterance_id, words)
        case SaveLine(speaker, text, from_ms, to_ms, utterance_id, complete):
            return LineRecord(call_id, speaker, from_ms, to_ms, text, utterance_id, complete)
        case _:
            return None
