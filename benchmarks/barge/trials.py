"""What became of each thing that a caller did: when we stopped, when we went on, who was lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.barge.books import Book, Held, read_book
from benchmarks.barge.callers import Deed, Played
from benchmarks.barge.dialog import REPLY
from benchmarks.barge.plans import Cue, Kind
from telephony.loopback.playout import FRAME_MS
from voiceagent.ports import TimelineEntry

_OVER_US_MS = 300
_BRIDGED_MS = 300
_SPEECH = 0.5


@dataclass(frozen=True, slots=True)
class Stages:
    """An interruption from its first sound on; each a length in milliseconds."""

    noticed_ms: float
    decided_ms: float
    wire_ms: float


@dataclass(frozen=True, slots=True)
class HeardError:
    """How far the books are from what had sounded; negative: they say less.

    Attributes:
        place_ms: Of the place in the utterance, when our sound stopped.
        words: Of the words, when our sound stopped; None where the utterance went on.
        words_at_onset: The same against what had sounded when the caller began.
    """

    place_ms: float
    words: int | None = None
    words_at_onset: int | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One deed of a caller and what we did.

    Attributes:
        over_us: Whether we were heard when it began.
        stop_ms: From its onset until the carrier was told to be silent; None if we went on.
        last_ms: From its onset to the last of ours that could be heard before that.
        gaps_ms: Each silence of ours that it cost before we went on where we were.
        since_end_ms: From its end until we went on; None where that cannot be said.
        holds: How often we stopped.
        lost: How often we did not go on where we were.
        heard: Of every stop.
        both_ms: The longest that both were heard at once while the caller talked on.
        replied: Whether the words were answered; for an answer to a question.
        reply_ms: From its end until we began to answer.
    """

    cue: Cue
    call: str
    over_us: bool
    stop_ms: float | None = None
    last_ms: float | None = None
    stages: Stages | None = None
    gaps_ms: tuple[float, ...] = ()
    since_end_ms: float | None = None
    holds: int = 0
    lost: int = 0
    heard: tuple[HeardError, ...] = ()
    both_ms: float | None = None
    replied: bool = False
    reply_ms: float | None = None


def judge(played: Played, entries: Sequence[TimelineEntry]) -> list[Trial]:
    """All deeds of a call."""
    book = read_book(entries, played.clears)
    ends = [deed.onset_ms for deed in played.deeds[1:]] + [len(played.offsets) * float(FRAME_MS)]
    return [
        _Judge(played, book, deed, until_ms).trial()
        for deed, until_ms in zip(played.deeds, ends, strict=True)
    ]


class _Judge:
    """One deed, in its time from onset to the next one."""

    def __init__(self, played: Played, book: Book, deed: Deed, until_ms: float) -> None:
        self._played = played
        self._book = book
        self._deed = deed
        self._until_ms = until_ms
        self._held = [held for held in book.held if deed.onset_ms <= held.clear.at_ms < until_ms]

    def trial(self) -> Trial:
        deed, first = self._deed, self._held[0] if self._held else None
        reply = self._reply_ms()
        resumed = [held for held in self._held if held.resumed]
        last = self._held[-1] if self._held else None
        return Trial(
            cue=deed.cue,
            call=self._played.plan.name,
            over_us=self._sounded(deed.onset_ms - _OVER_US_MS, deed.onset_ms) is not None,
            stop_ms=None if first is None else first.clear.at_ms - deed.onset_ms,
            last_ms=None if first is None else self._last_ms(first),
            stages=None if first is None else self._stages(first),
            gaps_ms=tuple(gap for held in resumed if (gap := self._gap_ms(held)) is not None),
            since_end_ms=None if last is None or not last.resumed else self._since_end_ms(last),
            holds=len(self._held),
            lost=len(self._held) - len(resumed),
            heard=tuple(self._heard(held) for held in self._held),
            both_ms=self._both_ms() if deed.cue.kind in (Kind.LONG, Kind.GOES_ON) else None,
            replied=any(key == REPLY for at_ms, key in self._played.marks if self._within(at_ms)),
            reply_ms=None if reply is None else reply - deed.end_ms,
        )

    def _within(self, at_ms: float) -> bool:
        return self._deed.onset_ms <= at_ms < self._until_ms

    # ------------------------------------------------------------ what the caller heard

    def _sounded(self, from_ms: float, to_ms: float) -> float | None:
        """Where the first frame between two times begins in which we were heard."""
        for number in self._frames(from_ms, to_ms):
            if self._played.sounding[number]:
                return float(number * FRAME_MS)
        return None

    def _frames(self, from_ms: float, to_ms: float) -> range:
        """Frames that begin at or after one time and before another."""
        first = max(int(-(-from_ms // FRAME_MS)), 0)
        return range(first, min(int(-(-to_ms // FRAME_MS)), len(self._played.sounding)))

    def _last_ms(self, held: Held) -> float:
        onset_ms = self._deed.onset_ms
        frames = self._frames(onset_ms - FRAME_MS, held.clear.at_ms)
        ends = [(number + 1) * FRAME_MS for number in frames if self._played.sounding[number]]
        return max(ends[-1] - onset_ms, 0.0) if ends else 0.0

    def _gap_ms(self, held: Held) -> float | None:
        again_ms = self._sounded(held.clear.at_ms, self._until_ms)
        return None if again_ms is None else again_ms - held.clear.at_ms

    def _since_end_ms(self, held: Held) -> float | None:
        again_ms = self._sounded(held.clear.at_ms, self._until_ms)
        return None if again_ms is None else again_ms - self._deed.end_ms

    def _both_ms(self) -> float | None:
        """The longest that both talk: frames of ours while the caller talks on, pauses bridged."""
        from_ms, to_ms = self._deed.onset_ms, self._deed.end_ms
        if self._deed.cue.then is not None:
            if self._deed.then_onset_ms is None or not self._deed.then_end_ms:
                return None
            from_ms, to_ms = self._deed.then_onset_ms, self._deed.then_end_ms
        longest = began_ms = last_ms = from_ms
        longest = 0.0
        for number in self._frames(from_ms - FRAME_MS + 1, to_ms):
            if not self._played.sounding[number]:
                continue
            at_ms = float(number * FRAME_MS)
            if at_ms - last_ms > _BRIDGED_MS:
                began_ms = at_ms
            last_ms = at_ms + FRAME_MS
            longest = max(longest, last_ms - began_ms)
        return longest

    # ------------------------------------------------------------ what the books say

    def _stages(self, held: Held) -> Stages | None:
        onset_ms = self._deed.onset_ms
        speech = [
            at_ms
            for at_ms, probability in self._book.probes
            if onset_ms < at_ms <= held.hold_ms and probability >= _SPEECH
        ]
        if not speech:
            return None
        return Stages(
            speech[0] - onset_ms, held.hold_ms - speech[0], held.clear.at_ms - held.hold_ms
        )

    def _heard(self, held: Held) -> HeardError:
        place_ms = held.thought_ms - held.played_ms
        if held.recorded is None:
            return HeardError(place_ms)
        frame = min(int(self._deed.onset_ms // FRAME_MS), len(self._played.offsets) - 1)
        utterance, at_onset_ms = self._book.place(self._played.offsets[frame])
        begun = utterance == held.utterance
        then = self._book.words_until(utterance, at_onset_ms) if begun else 0
        sounded = self._book.words_until(held.utterance, held.played_ms)
        return HeardError(place_ms, held.recorded - sounded, held.recorded - then)

    def _reply_ms(self) -> float | None:
        return next((at_ms for at_ms, _ in self._book.started if self._within(at_ms)), None)
