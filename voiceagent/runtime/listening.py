"""The caller's audio on its way in: µ-law frames become speech probabilities and, on demand, turns.

Keeps the last stretch of the call as line audio (8 kB per second), not as floats: a turn is decoded
when an engine asks for it. The detector runs in the event loop, because a frame takes it less than
a tenth of a millisecond, and a hop to another thread and back takes longer.
"""

from __future__ import annotations

from collections.abc import Iterator

from voiceagent.core.audio import (
    ULAW_BYTES_PER_MS,
    level_db,
    ulaw_to_speech,
)
from voiceagent.core.events import Span, SpeechProbed
from voiceagent.ports import SpeechDetector, TurnAudio
from voiceagent.runtime.echo import EchoGate

_KEPT_MS = 60_000
_STEPS = 255
_HOLE_MS = 20
"""Places in time are whole milliseconds of audio that need not be whole: less is no hole."""


class Listening:
    """One call's ear."""

    def __init__(
        self,
        detector: SpeechDetector,
        *,
        pre_roll_ms: int,
        post_roll_ms: int,
        gate: EchoGate | None = None,
    ) -> None:
        """A turn is cut with ``pre_roll_ms`` before its first sound and ``post_roll_ms`` after.

        What ``gate`` knows for an echo of ours is no speech.
        """
        self.gate = gate
        self._detector = detector
        self._pre_roll_ms = pre_roll_ms
        self._post_roll_ms = post_roll_ms
        self._pending = bytearray()
        self._probed_ms = 0.0
        self._kept = bytearray()
        self._kept_from_ms = 0
        self._stream_from_ms: int | None = None
        self._skipped = False

    @property
    def heard_ms(self) -> int:
        """Up to where the call's audio is known."""
        return self._kept_from_ms + len(self._kept) // ULAW_BYTES_PER_MS

    def hear(self, ulaw: bytes) -> Iterator[SpeechProbed]:
        """Take in line audio; yields a verdict for each full frame of the detector.

        What was skipped since is one silent frame before them.
        """
        self._keep(ulaw)
        if self._skipped:
            self._skipped = False
            yield SpeechProbed(round(self._probed_ms), 0.0, level_db(b""))
        self._pending += ulaw
        size = self._detector.frame_samples
        while len(self._pending) >= size:
            frame = bytes(self._pending[:size])
            del self._pending[:size]
            self._probed_ms += size / ULAW_BYTES_PER_MS
            probability = self._detector.probe(frame)
            if self.gate is not None and self.gate.is_echo(frame, self._probed_ms):
                probability = 0.0
            # Rounded to 8 bits, so that the flight recorder can keep exactly what was decided on.
            probability = round(probability * _STEPS) / _STEPS
            yield SpeechProbed(round(self._probed_ms), probability, level_db(frame))

    def begin_stream(self) -> None:
        """What comes next belongs to another stream, whose time begins at 0 again."""
        self._stream_from_ms = None

    def place(self, at_ms: int, ulaw: bytes, *, now_ms: int) -> int:
        """Make ready for audio that begins ``at_ms`` in its stream.

        A hole that the line has not filled counts as silence; else all that is heard after it
        would be too early for good. A stream's first audio ends now.

        Args:
            at_ms: As the line gives it.
            ulaw: The audio, which is not taken in yet.
            now_ms: The call's time.

        Returns:
            Length of the hole in milliseconds, 0 for none.
        """
        if self._stream_from_ms is None:
            length_ms = len(ulaw) // ULAW_BYTES_PER_MS
            self._stream_from_ms = max(now_ms - length_ms, self.heard_ms) - at_ms
        hole_ms = self._stream_from_ms + at_ms - self.heard_ms
        if hole_ms < _HOLE_MS:
            return 0
        self.skip_to(self.heard_ms + hole_ms)
        return hole_ms

    def skip_to(self, at_ms: int) -> None:
        """Nothing was heard until ``at_ms``: silence stands in its place."""
        missing_ms = at_ms - self.heard_ms
        if missing_ms > 0:
            self._keep(b"\xff" * min(missing_ms, _KEPT_MS) * ULAW_BYTES_PER_MS)
            self._kept_from_ms = at_ms - len(self._kept) // ULAW_BYTES_PER_MS
            self._probed_ms = float(at_ms)
            self._skipped = True
            self._pending.clear()

    def cut(self, span: Span) -> TurnAudio:
        """The audio of a span, with pre-roll and post-roll as far as they are known."""
        start_ms = max(span.start_ms - self._pre_roll_ms, self._kept_from_ms)
        end_ms = min(span.end_ms + self._post_roll_ms, self.heard_ms)
        first = (start_ms - self._kept_from_ms) * ULAW_BYTES_PER_MS
        last = (end_ms - self._kept_from_ms) * ULAW_BYTES_PER_MS
        samples = ulaw_to_speech(bytes(self._kept[first:last]))
        return TurnAudio(samples, speech_ms=span.end_ms - span.start_ms)

    def _keep(self, ulaw: bytes) -> None:
        self._kept += ulaw
        surplus_ms = len(self._kept) // ULAW_BYTES_PER_MS - _KEPT_MS
        if surplus_ms > 5_000:
            # Dropped in steps, because each drop moves the whole buffer.
            del self._kept[: surplus_ms * ULAW_BYTES_PER_MS]
            self._kept_from_ms += surplus_ms
