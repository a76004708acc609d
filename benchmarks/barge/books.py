"""The service's own account of a call, laid beside what its caller knows to the sample.

The flight recorder counts the same audio as the caller, a constant later: ``skew_ms``. All that we
sent is one run of bytes; the recorder knows which utterance each stretch of it is from, the caller
how far playing had come in it, so that what had sounded at a moment is known word for word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.barge.callers import Clear
from voiceagent.core.audio import ULAW_BYTES_PER_MS
from voiceagent.core.commands import Command, Discard, Hold, Prepare, Resume, SaveLine
from voiceagent.core.events import (
    ClauseSynthesized,
    Event,
    MarkReached,
    SpeakingHeld,
    SpeakingSent,
    SpeakingStarted,
    SpeechProbed,
    SpokenWord,
    Utterance,
)
from voiceagent.core.playback import Playback
from voiceagent.core.timeline import decode_command, decode_events
from voiceagent.ports import TimelineEntry

_ON_THE_WAY_MS = 15
"""A clear may be this long on the wire before it counts as belonging to something later."""


@dataclass(frozen=True, slots=True)
class Held:
    """One time that we stopped for a sound; times are the caller's.

    Attributes:
        hold_ms: When the core decided it.
        clear: When the caller's carrier was told.
        resumed: Whether the very same utterance went on.
        thought_ms: Where in the utterance the caller had stopped hearing, as the core has it.
        played_ms: Where they really had.
        recorded: Words of it that the books say were heard; None where it went on.
    """

    utterance: int
    hold_ms: float
    clear: Clear
    resumed: bool
    thought_ms: int
    played_ms: float
    recorded: int | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    start_byte: int
    utterance: int
    from_ms: int


@dataclass(slots=True)
class Book:
    """A call as the flight recorder has it, in the caller's time.

    Attributes:
        probes: The detector's verdicts: end of the frame, probability.
        held: Every hold, in order.
        started: When the sound of an utterance began to be sent from its beginning.
    """

    probes: list[tuple[float, float]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    started: list[tuple[float, int]] = field(default_factory=list)
    _stretches: list[_Stretch] = field(default_factory=list)
    _texts: dict[int, Utterance] = field(default_factory=dict)
    _clauses: dict[int, dict[int, ClauseSynthesized]] = field(default_factory=dict)

    def place(self, offset_byte: int) -> tuple[int, float]:
        """The utterance that a byte of ours belongs to, and where in it (milliseconds)."""
        starts = [stretch.start_byte for stretch in self._stretches]
        stretch = self._stretches[max(bisect_right(starts, offset_byte) - 1, 0)]
        into_ms = (offset_byte - stretch.start_byte) / ULAW_BYTES_PER_MS
        return stretch.utterance, stretch.from_ms + into_ms

    def words_until(self, utterance: int, position_ms: float) -> int:
        """How many words of an utterance have ended by a place in it."""
        begins_ms = count = 0
        for _, clause in sorted(self._clauses.get(utterance, {}).items()):
            count += _ended(clause.words, position_ms - begins_ms)
            begins_ms += clause.duration_ms
        return count


def _ended(words: Sequence[SpokenWord], into_ms: float) -> int:
    return sum(word.end_ms <= into_ms for word in words)


def read_book(entries: Iterable[TimelineEntry], clears: Sequence[Clear]) -> Book:
    """Lay a call's timeline beside the clears that its caller was sent."""
    items = list(_items(entries))
    book = Book()
    skew_ms = _skew_ms(items)
    writer = _Writer(book, list(clears), skew_ms)
    for place, (at_ms, item) in enumerate(items):
        writer.note(at_ms, item, items[place + 1 :])
    return book


def _skew_ms(items: Sequence[tuple[int, Event | Command]]) -> int:
    """Time of the call before its first audio: a first verdict that is not 32 ms stands for it."""
    first = next((item for _, item in items if isinstance(item, SpeechProbed)), None)
    return 0 if first is None or first.probability or first.at_ms == 32 else first.at_ms


class _Writer:
    """Goes through a call's events and commands once."""

    def __init__(self, book: Book, clears: list[Clear], skew_ms: int) -> None:
        self._book = book
        self._clears = clears
        self._skew_ms = skew_ms
        self._playback = Playback()
        self._sent_bytes = 0
        self._open: _Stretch | None = None
        self._held_ms = 0.0

    def note(
        self, at_ms: int, item: Event | Command, later: Sequence[tuple[int, Event | Command]]
    ) -> None:
        book, playback = self._book, self._playback
        time_ms = float(at_ms - self._skew_ms)
        match item:
            case SpeechProbed(probed_ms, probability, _):
                book.probes.append((float(probed_ms - self._skew_ms), probability))
            case Prepare(utterance):
                playback.add(utterance)
                book._texts[utterance.id] = utterance
            case ClauseSynthesized(_, utterance, clause, duration_ms, words):
                playback.clause_ready(utterance, clause, duration_ms=duration_ms, words=words)
                book._clauses.setdefault(utterance, {})[clause] = item
            case MarkReached(_, utterance, position_ms):
                playback.marked(utterance, at_ms=at_ms, position_ms=position_ms)
            case SpeakingStarted(_, utterance, from_ms):
                playback.started(utterance, at_ms=at_ms, from_ms=from_ms)
                self._start(time_ms, utterance, from_ms)
            case SpeakingSent(_, utterance, duration_ms):
                playback.sent(utterance, at_ms=at_ms, duration_ms=duration_ms)
                if self._open is not None:
                    length_ms = duration_ms - self._open.from_ms
                    self._sent_bytes = self._open.start_byte + length_ms * ULAW_BYTES_PER_MS
                    self._open = None
            case Hold():
                self._held_ms = time_ms
            case SpeakingHeld(_, utterance, sent_ms):
                playback.held(utterance, at_ms=at_ms, sent_ms=sent_ms)
                self._hold(at_ms, utterance, later)
            case _:
                pass

    def _start(self, time_ms: float, utterance: int, from_ms: int) -> None:
        late_ms = _ON_THE_WAY_MS if self._open is not None else 0
        while self._clears and self._clears[0].at_ms < time_ms + late_ms:
            self._sent_bytes = self._clears.pop(0).received_bytes
        self._open = _Stretch(self._sent_bytes, utterance, from_ms)
        self._book._stretches.append(self._open)
        if from_ms == 0:
            self._book.started.append((time_ms, utterance))

    def _hold(
        self, at_ms: int, utterance: int, later: Sequence[tuple[int, Event | Command]]
    ) -> None:
        while self._clears and self._clears[0].at_ms < self._held_ms - 1:
            self._clears.pop(0)
        if not self._clears:
            return
        clear = self._clears.pop(0)
        self._sent_bytes, self._open = clear.received_bytes, None
        if not self._book._stretches:
            return
        played_by, played_ms = self._book.place(clear.offset_bytes)
        resumed, recorded = _fate(utterance, later)
        self._book.held.append(
            Held(
                utterance=utterance,
                hold_ms=self._held_ms,
                clear=clear,
                resumed=resumed,
                thought_ms=self._playback.position_ms(utterance, at_ms),
                played_ms=played_ms if played_by == utterance else 0.0,
                recorded=recorded,
            )
        )


def _fate(utterance: int, later: Sequence[tuple[int, Event | Command]]) -> tuple[bool, int | None]:
    """Whether an utterance that was held went on; if not, how many words the books have of it."""
    dropped = False
    for _, item in later:
        match item:
            case Resume(held, _) if held == utterance and not dropped:
                return True, None
            case Discard(held) if held == utterance:
                dropped = True
            case SaveLine(speaker="agent", text=text, utterance_id=name) if name == f"a{utterance}":
                return False, len(text.split())
            case SpeakingStarted() if dropped:
                return False, 0  # nothing of it had been heard
            case _:
                pass
    return False, None


def _items(entries: Iterable[TimelineEntry]) -> Iterator[tuple[int, Event | Command]]:
    for entry in entries:
        if entry.kind == "command":
            yield entry.at_ms, decode_command(entry.name, entry.body)
        elif entry.kind == "event":
            for event in decode_events(entry.name, entry.body):
                yield event.at_ms, event
