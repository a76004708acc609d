"""How long callers wait for an answer, and what they wait for.

The shipped scenarios ring a service of its own, all at the same time, as in ``voiceagent demo``.
What a caller feels is measured at the caller's socket. The stages come from the service's own
flight recorder, in milliseconds after the caller's last sound::

    asked       the pause was long enough to ask the engines
    words       the recogniser answered
    decided     the turn was held for over, and the answer chosen
    sounded     the first sample of the answer left

Recognising and speaking are asked for while the caller may still go on, so ``words`` lies before
``decided`` where the engines are fast enough to cost nothing.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from benchmarks.percentiles import percentile
from benchmarks.report import Outcome, ProgressLine, table
from telephony.loopback.report import CallEvent, EventKind, summarize
from voiceagent.core.commands import Command, Speak, TranscribeSpan
from voiceagent.core.events import Event, SpeakingStarted, TranscriptionFailed, TurnTranscribed
from voiceagent.core.timeline import PROBES, decode_command, decode_events
from voiceagent.ports import TimelineEntry
from voiceagent.rehearsal import Verdict, rehearse, scenarios, service
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database

QUICK = ("books_a_meeting", "changes_the_time", "corrects_an_answer")


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait of a caller; each stage in milliseconds after the last sound.

    Attributes:
        asked_kind: The kind of answer that had been asked for.
        words_ms: None where there never were words.
    """

    asked_kind: str
    asked_ms: int
    words_ms: int | None
    decided_ms: int
    sounded_ms: int


def latency(quick: bool, progress: ProgressLine) -> Outcome:
    """Have the callers ring, and read the books afterwards.

    Raises:
        ProviderError: The service did not become ready.
    """
    return asyncio.run(_measure(quick, progress))


async def _measure(quick: bool, progress: ProgressLine) -> Outcome:
    chosen = scenarios(QUICK if quick else ())
    over: set[str] = set()

    def note(scenario: str, event: CallEvent) -> None:
        if event.kind is EventKind.HUNG_UP:
            over.add(scenario)
            progress(f"{len(over)} of {len(chosen)} calls are over")

    progress(f"{len(chosen)} callers")
    with tempfile.TemporaryDirectory(prefix="voiceagent-latency-") as folder:
        async with service(Path(folder) / "service") as stage:
            verdicts = await rehearse(stage, chosen, on_event=note)
        waits = await _waits(stage.database_url, verdicts)
    return outcome(verdicts, waits)


def outcome(verdicts: Sequence[Verdict], waits: Sequence[Wait]) -> Outcome:
    """Figures and tables of a run."""
    by_kind: defaultdict[str, list[Wait]] = defaultdict(list)
    for wait in waits:
        by_kind[wait.asked_kind].append(wait)
    figures = {"demo.failed_calls": float(sum(bool(verdict.failures) for verdict in verdicts))}
    felt = summarize(verdict.report for verdict in verdicts)
    if felt is not None:
        figures |= {
            "demo.turns": felt.count,
            "demo.p50_ms": felt.p50_ms,
            "demo.p95_ms": felt.p95_ms,
            "demo.max_ms": felt.max_ms,
        }
    for kind, ones in by_kind.items():
        sounded = [wait.sounded_ms for wait in ones]
        figures[f"latency.{kind}.p50_ms"] = percentile(sounded, 0.5)
        figures[f"latency.{kind}.p95_ms"] = percentile(sounded, 0.95)
    return Outcome(("demo", "latency"), figures, (_waterfall(by_kind, waits), *_failed(verdicts)))


def _waterfall(by_kind: Mapping[str, Sequence[Wait]], waits: Sequence[Wait]) -> Table:
    shown = table("asked for", "turns", "asked", "words", "decided", "sounded", "p95")
    for kind, ones in (*sorted(by_kind.items()), ("all", waits)):
        stages = (
            [wait.asked_ms for wait in ones],
            [wait.words_ms for wait in ones if wait.words_ms is not None],
            [wait.decided_ms for wait in ones],
            [wait.sounded_ms for wait in ones],
        )
        medians = [f"{percentile(stage, 0.5):.0f} ms" for stage in stages]
        longest = f"{percentile(stages[3], 0.95):.0f} ms"
        shown.add_row(kind, str(len(ones)), *medians, longest)
    return shown


def _failed(verdicts: Sequence[Verdict]) -> Iterator[Table]:
    if not any(verdict.failures for verdict in verdicts):
        return
    shown = table("calls that did not go as their file says")
    for verdict in verdicts:
        if verdict.failures:
            shown.add_row(f"{verdict.scenario.name}: {'; '.join(verdict.failures)}")
    yield shown


# ---------------------------------------------------------------- the flight recorder


async def _waits(database_url: str, verdicts: Sequence[Verdict]) -> list[Wait]:
    database = Database(database_url)
    try:
        store = SqlCallStore(database)
        return [
            wait
            for verdict in verdicts
            for wait in waits_in(await store.timeline(verdict.report.call_sid))
        ]
    finally:
        await database.close()


def waits_in(entries: Iterable[TimelineEntry]) -> Iterator[Wait]:
    """The caller's waits in a call's timeline, in order.

    What we say of our own accord answers no one; nor does an utterance that goes on after a hold.
    """
    asked: tuple[int, TranscribeSpan] | None = None
    words_ms: int | None = None
    answer: tuple[int, int] | None = None
    for at_ms, item in _items(entries):
        match item:
            case TranscribeSpan():
                asked, words_ms, answer = (at_ms, item), None, None
            case TurnTranscribed(_, span) | TranscriptionFailed(_, span):
                if asked is not None and span == asked[1].span:
                    words_ms = at_ms
            case Speak(utterance):
                if asked is not None and answer is None:
                    answer = (at_ms, utterance)
            case SpeakingStarted(_, utterance, 0):
                if asked is not None and answer is not None and utterance == answer[1]:
                    end_ms = asked[1].span.end_ms
                    yield Wait(
                        asked_kind=asked[1].expectation.kind.value,
                        asked_ms=asked[0] - end_ms,
                        words_ms=None if words_ms is None else words_ms - end_ms,
                        decided_ms=answer[0] - end_ms,
                        sounded_ms=at_ms - end_ms,
                    )
                    asked = None


def _items(entries: Iterable[TimelineEntry]) -> Iterator[tuple[int, Event | Command]]:
    for entry in entries:
        if entry.kind == "command":
            yield entry.at_ms, decode_command(entry.name, entry.body)
        elif entry.kind == "event" and entry.name != PROBES:
            for event in decode_events(entry.name, entry.body):
                yield entry.at_ms, event
