"""Simple engines that keep the ports' contracts: for the runtime's tests, without any weights.

They are deterministic and instant. Each says in its docstring what it decides from the audio.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from voiceagent.core.audio import ulaw_levels
from voiceagent.core.events import SpokenWord, Transcript
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ProviderError
from voiceagent.ports import SpeechDetector, TurnAudio, VoiceChunk

VOICE_RATE_HZ = 8_000
SPEECH_RATE_HZ = 16_000


class EnergyDetector:
    """Speech is what is louder than ``threshold`` (root mean square, full scale is 1)."""

    def __init__(self, threshold: float = 0.01, frame_samples: int = 256) -> None:
        self._threshold = threshold
        self._frame_samples = frame_samples

    @property
    def frame_samples(self) -> int:
        return self._frame_samples

    def probe(self, frame: bytes) -> float:
        if len(frame) != self._frame_samples:
            raise ValueError(f"frame: {self._frame_samples} bytes wanted, got {len(frame)}")
        loudness = float(np.sqrt(np.mean(np.square(ulaw_levels(frame)))))
        return 1.0 if loudness > self._threshold else 0.0


class EnergyDetectors:
    """Opens an :class:`EnergyDetector` per call and counts them in ``opened``."""

    def __init__(self, threshold: float = 0.01) -> None:
        self._threshold = threshold
        self.opened = 0

    def open(self) -> SpeechDetector:
        self.opened += 1
        return EnergyDetector(self._threshold)


class FixedScorer:
    """Answers ``probability``, or ``by_turn``[n] for the n-th question (the last one repeats)."""

    def __init__(self, probability: float = 0.9, by_turn: Sequence[float] = ()) -> None:
        self._probability = probability
        self._by_turn = tuple(by_turn)
        self.asked: list[TurnAudio] = []

    async def score(self, audio: TurnAudio) -> float:
        self.asked.append(audio)
        if not self._by_turn:
            return self._probability
        return self._by_turn[min(len(self.asked), len(self._by_turn)) - 1]


@dataclass(slots=True)
class ScriptedTranscriber:
    """Hears what the script says, one entry per question; "" when the script is spent.

    Attributes:
        script: Words, a whole transcript, or an error to raise; in order.
        asked: What was asked for, in order.
    """

    script: Sequence[str | Transcript | ProviderError] = ()
    asked: list[tuple[TurnAudio, Expectation]] = field(default_factory=list)

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        self.asked.append((audio, expectation))
        place = len(self.asked) - 1
        entry = self.script[place] if place < len(self.script) else ""
        if isinstance(entry, ProviderError):
            raise entry
        if isinstance(entry, Transcript):
            return entry
        return Transcript(
            text=entry, confidence=0.9 if entry else 0.0, accepted=bool(entry), engine="scripted"
        )


@dataclass(slots=True)
class AudioTranscriber:
    """Hears what ``hear`` makes of the audio: for calls in which words travel as tones."""

    hear: Callable[[TurnAudio], str]

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        text = self.hear(audio)
        return Transcript(
            text=text, confidence=0.9 if text else 0.0, accepted=bool(text), engine="audio"
        )


class ToneVoice:
    """Speaks every word as ``word_ms`` of a tone, in chunks of one word.

    Attributes:
        spoken: Texts that were asked for, in order.
        stopped: How many texts were closed before their end.
    """

    def __init__(self, word_ms: int = 200, tone_hz: float = 440.0, fail_on: str = "") -> None:
        self._word_ms = word_ms
        self._tone_hz = tone_hz
        self._fail_on = fail_on
        self.spoken: list[str] = []
        self.stopped = 0

    @property
    def voice(self) -> str:
        return f"tone/{self._tone_hz:g}/{self._word_ms}"

    async def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        self.spoken.append(text)
        if self._fail_on and self._fail_on in text:
            raise ProviderError("the tone voice was told to fail")
        finished = False
        try:
            for place, word in enumerate(text.split()):
                start_ms = place * self._word_ms
                spoken = SpokenWord(text=word, start_ms=start_ms, end_ms=start_ms + self._word_ms)
                yield VoiceChunk(samples=tone(self._word_ms, self._tone_hz), words=(spoken,))
            finished = True
        finally:
            if not finished:
                self.stopped += 1


def tone(
    duration_ms: int, tone_hz: float = 440.0, level: float = 0.3, rate_hz: int = VOICE_RATE_HZ
) -> NDArray[np.int16]:
    """A sine as voice audio: int16, shape (samples,), mono at ``rate_hz``."""
    time_s = np.arange(duration_ms * rate_hz // 1000) / rate_hz
    return (np.sin(2 * np.pi * tone_hz * time_s) * level * 32767).astype(np.int16)


def speech_tone(
    duration_ms: int, tone_hz: float = 440.0, level: float = 0.3
) -> NDArray[np.float32]:
    """The same as speech audio: float32, −1…1, at 16 kHz."""
    samples = tone(duration_ms, tone_hz, level, SPEECH_RATE_HZ)
    return (samples / np.float32(32768)).astype(np.float32)


def turn_audio(duration_ms: int = 1000, level: float = 0.3) -> TurnAudio:
    """A turn that is all tone."""
    return TurnAudio(samples=speech_tone(duration_ms, level=level), speech_ms=duration_ms)
