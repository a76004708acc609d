"""Where a piece of the caller's audio belongs in time.

A carrier numbers its pieces and stamps them with the stream's time. Pieces can be missing (a slow
reader makes Twilio drop some, warning 31930), come twice, or carry a clock that leaps. What leaves
this module is audio whose place in time is true::

    off by < 20 ms     jitter of the stamps: goes on where the last piece ended
    20 ms … 1 s late   a gap: filled with silence, so that positions can be counted in samples
    1 s … 60 s ahead   a hole: not filled, ``at_ms`` leaps with the stamp
    else               the stamps cannot be meant: our clock goes on, theirs is re-anchored to it

A piece is dropped when its number and its stamp have both been passed; one of the two alone may
be a carrier that does not count.

Invariants: ``at_ms`` never goes back and pieces never overlap; at most one second of silence is
made per piece.

Source: Twilio, Media Streams: ``timestamp`` is milliseconds from the start of the stream, ``chunk``
counts from 1; µ-law silence is 0xFF.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

SAMPLES_PER_MS = 8
SILENCE = b"\xff"

JITTER_MS = 20
MAX_FILL_MS = 1_000
MAX_LEAP_MS = 60_000


class Fit(Enum):
    """How a piece fitted what came before it."""

    NEXT = "next"
    FILLED = "filled"
    REPEATED = "repeated"
    LEAPT = "leapt"
    REANCHORED = "re-anchored"


@dataclass(frozen=True, slots=True)
class Placement:
    """A piece in its place; empty when it was dropped.

    ``off_ms`` is how far the stamp was ahead of the end of the audio so far, or behind it.
    """

    at_ms: int
    ulaw: bytes
    fit: Fit
    off_ms: int


@dataclass(slots=True)
class AudioClock:
    """Places the pieces of one stream, in the order in which they arrive."""

    _samples: int = 0
    _anchor_ms: int = 0
    _last_chunk: int = 0
    _last_stamp_ms: int = -1

    def place(self, ulaw: bytes, *, chunk: int, timestamp_ms: int) -> Placement:
        """Advance by one piece; ``chunk`` and ``timestamp_ms`` are -1 where unknown."""
        if 0 <= chunk <= self._last_chunk and 0 <= timestamp_ms <= self._last_stamp_ms:
            return Placement(self._end_ms, b"", Fit.REPEATED, 0)
        self._last_chunk = max(self._last_chunk, chunk)
        self._last_stamp_ms = timestamp_ms
        if timestamp_ms < 0:
            return self._append(ulaw, Fit.NEXT, 0)
        off_ms = timestamp_ms + self._anchor_ms - self._end_ms
        if abs(off_ms) < JITTER_MS:
            return self._append(ulaw, Fit.NEXT, off_ms)
        if 0 < off_ms <= MAX_FILL_MS:
            silence = SILENCE * (off_ms * SAMPLES_PER_MS)
            return self._append(silence + ulaw, Fit.FILLED, off_ms)
        if 0 < off_ms <= MAX_LEAP_MS:
            self._samples += off_ms * SAMPLES_PER_MS
            return self._append(ulaw, Fit.LEAPT, off_ms)
        self._anchor_ms -= off_ms
        return self._append(ulaw, Fit.REANCHORED, off_ms)

    @property
    def _end_ms(self) -> int:
        return self._samples // SAMPLES_PER_MS

    def _append(self, ulaw: bytes, fit: Fit, off_ms: int) -> Placement:
        at_ms = self._end_ms
        self._samples += len(ulaw)
        return Placement(at_ms, ulaw, fit, off_ms)
