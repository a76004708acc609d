"""What listens, scores, recognises and speaks.

Audio shapes, everywhere: *line audio* is µ-law bytes, 8 000 Hz mono, 160 bytes per 20 ms; *speech
audio* is float32, shape (samples,), −1…1, mono at 16 000 Hz; *voice audio* is int16, shape
(samples,), mono at 8 000 Hz.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from voiceagent.core.events import SpokenWord, Transcript
from voiceagent.dialog.moves import Expectation


class SpeechDetector(Protocol):
    """Voice activity of one call. Keeps that call's state; the model behind it is shared."""

    @property
    def frame_samples(self) -> int:
        """Samples of line audio per verdict (256 for Silero: 32 ms)."""
        ...

    def probe(self, frame: bytes) -> float:
        """Probability 0…1 that ``frame``, line audio of ``frame_samples``, holds speech.

        Raises:
            ValueError: The frame has another length.
        """
        ...


class SpeechDetectors(Protocol):
    """Opens a detector for a call; loaded once per process."""

    def open(self) -> SpeechDetector:
        """A detector with fresh state."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class TurnAudio:
    """The audio of a span with its pre-roll, float32 at 16 000 Hz.

    Compared by identity: the scorer and the recogniser get the same object, so that an engine
    that serves both can share one pass over it.
    """

    samples: NDArray[np.float32]
    speech_ms: int

    @property
    def duration_ms(self) -> int:
        """Length of the audio in milliseconds."""
        return len(self.samples) * 1000 // 16_000


class TurnScorer(Protocol):
    """Judges by sound whether a speaker has finished."""

    async def score(self, audio: TurnAudio) -> float:
        """Probability 0…1 of a finished turn.

        Raises:
            ProviderError: The engine failed, or its queue is full.
        """
        ...


class Transcriber(Protocol):
    """Recognises a caller's turn."""

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """Words of the turn.

        Raises:
            ProviderError: The engine failed, or its queue is full.
        """
        ...


@dataclass(frozen=True, slots=True)
class VoiceChunk:
    """A piece of our voice: int16, shape (samples,), mono at 8 000 Hz, with the words in it.

    Word times are milliseconds from the start of the whole text that was asked for.
    """

    samples: NDArray[np.int16]
    words: tuple[SpokenWord, ...] = ()


class Synthesizer(Protocol):
    """Speaks Norwegian."""

    @property
    def voice(self) -> str:
        """Engine, voice and manner in one string: the phrase cache's key."""
        ...

    def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        """Speak one clause of Norwegian whose numbers and abbreviations are words, chunk by chunk.

        Closing the iterator stops the engine as soon as it can.

        Raises:
            ProviderError: The engine failed.
        """
        ...
