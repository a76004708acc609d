"""The time of one call: milliseconds of call audio, also when no audio comes.

Audio leads: a frame that ends at 5 020 ms sets the clock to 5 020. Between frames the clock runs on
with the monotonic clock, so that engines' answers and ticks have a time of their own. It never goes
back.
"""

from __future__ import annotations

from voiceagent.ports import Clock


class CallClock:
    """Counts from 0 at the first use."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._anchor_audio_ms = 0
        self._anchor_ms = clock.monotonic_ms()
        self._latest_ms = 0
        self._offset_ms: int | None = None

    def now_ms(self) -> int:
        """The call's time now."""
        elapsed_ms = self._clock.monotonic_ms() - self._anchor_ms
        self._latest_ms = max(self._latest_ms, self._anchor_audio_ms + int(elapsed_ms))
        return self._latest_ms

    def hear(self, audio_end_ms: int) -> int:
        """Audio up to ``audio_end_ms`` (of the stream) has come.

        Returns:
            The call's time of that audio. A second stream of the same call goes on where the
            clock stands.
        """
        if self._offset_ms is None:
            self._offset_ms = self.now_ms() - audio_end_ms if self._latest_ms else 0
        self._anchor_audio_ms = max(audio_end_ms + self._offset_ms, 0)
        self._anchor_ms = self._clock.monotonic_ms()
        self._latest_ms = max(self._latest_ms, self._anchor_audio_ms)
        return self._anchor_audio_ms

    def new_stream(self) -> None:
        """The next audio belongs to another stream, counted from 0 again."""
        self._offset_ms = None
        self._latest_ms = max(self.now_ms(), 1)
