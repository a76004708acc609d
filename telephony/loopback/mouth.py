"""What the caller sends: noise for ever, and sounds laid over it.

Time is the count of frames asked for. A sound begins at the first sample of the next frame, so
its beginning and end are known to the sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from telephony.loopback.audio import RATE_HZ, SAMPLES_PER_MS, Voice
from telephony.loopback.playout import FRAME_MS
from voiceagent.core.audio import encode_ulaw

FRAME_SAMPLES = FRAME_MS * SAMPLES_PER_MS


@dataclass(frozen=True, slots=True)
class Frame:
    """20 ms of the caller's line.

    Attributes:
        ulaw: Line audio.
        began: Whether a sound begins with the frame.
        ended_ms: Where in the frame the sound ends, if it does: above 0, at most 20.
    """

    ulaw: bytes
    began: bool = False
    ended_ms: float | None = None


class Mouth:
    """The caller's track.

    Args:
        noise: Voice audio that is repeated under everything; at least one frame.
    """

    def __init__(self, noise: Voice) -> None:
        usable = len(noise) - len(noise) % FRAME_SAMPLES
        if not usable:
            raise ValueError(f"noise: {FRAME_SAMPLES} samples or more wanted, got {len(noise)}")
        self._noise = noise[:usable]
        self._noise_ulaw = encode_ulaw(self._noise)
        self._place = 0
        self._sound: Voice | None = None
        self._sound_place = 0

    @property
    def busy(self) -> bool:
        """Whether a sound is being made."""
        return self._sound is not None

    def say(self, sound: Voice) -> None:
        """Begin a sound with the next frame.

        Raises:
            ValueError: Another sound is not at its end, or this one is empty.
        """
        if self._sound is not None:
            raise ValueError("sound: another one is being made")
        if not len(sound):
            raise ValueError("sound: empty")
        self._sound = sound
        self._sound_place = 0

    def frame(self) -> Frame:
        """The next 20 ms."""
        start = self._place
        self._place = (start + FRAME_SAMPLES) % len(self._noise)
        if self._sound is None:
            return Frame(self._noise_ulaw[start : start + FRAME_SAMPLES])
        sound, begin = self._sound, self._sound_place
        piece = sound[begin : begin + FRAME_SAMPLES].astype(np.int32)
        mixed = self._noise[start : start + FRAME_SAMPLES].astype(np.int32)
        mixed[: len(piece)] += piece
        ulaw = encode_ulaw(np.clip(mixed, -32_768, 32_767).astype(np.int16))
        self._sound_place = begin + len(piece)
        ended = self._sound_place >= len(sound)
        if ended:
            self._sound = None
        return Frame(
            ulaw,
            began=begin == 0,
            ended_ms=len(piece) * 1000 / RATE_HZ if ended else None,
        )
