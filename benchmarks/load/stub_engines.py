"""Engines that cost nothing, so that what is left to measure is the path the sound takes.

The detector is the real one (Silero, one session for all calls). The scorer is sure, the
recogniser hears every caller ask for a repetition, whatever they say, and the voice hums at the
pace of speech. So a call goes on as long as the caller wants: each turn is answered from the
phrase cache.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import numpy as np
from numpy.typing import NDArray

from models.engines.silero import SileroDetectors
from models.loading import Engines
from voiceagent.core.events import SpokenWord, Transcript
from voiceagent.dialog.moves import Expectation
from voiceagent.ports import TurnAudio, VoiceChunk

_RATE_HZ = 8_000
_CHARACTER_MS = 62
_HUM_HZ = 180.0


class SureScorer:
    """Holds every turn for finished."""

    async def score(self, audio: TurnAudio) -> float:
        """0.95."""
        del audio
        return 0.95


class RepetitionTranscriber:
    """Hears the same request in every turn."""

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """«Kan du gjenta det?»"""
        del audio, expectation
        return Transcript(
            text="kan du gjenta det", confidence=0.95, accepted=True, engine="repetition"
        )


class HummingVoice:
    """Hums each clause for as long as speaking it would take."""

    @property
    def voice(self) -> str:
        """``hum``."""
        return "hum"

    async def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        """One chunk per word."""
        start_ms = 0
        for word in text.split():
            duration_ms = (len(word) + 1) * _CHARACTER_MS
            spoken = SpokenWord(word, start_ms, start_ms + duration_ms)
            yield VoiceChunk(_hum(duration_ms), (spoken,))
            start_ms += duration_ms


def stub_engines() -> Engines:
    """The real detector with the engines above."""
    return Engines(
        detectors=SileroDetectors(),
        scorer=SureScorer(),
        transcriber=RepetitionTranscriber(),
        synthesizer=HummingVoice(),
        threads=(),
    )


def _hum(duration_ms: int) -> NDArray[np.int16]:
    time_s = np.arange(duration_ms * _RATE_HZ // 1000) / _RATE_HZ
    return (np.sin(2 * np.pi * _HUM_HZ * time_s) * 6_000).astype(np.int16)
