"""The embedded voice: espeak-ng's Norwegian, in this process.

A clause of a few seconds takes a few milliseconds, so it is synthesised as a whole on the engine's
thread and handed out in chunks of 80 ms; closing the iterator stops the synthesis at the next
60 ms of audio. Words are timed by espeak-ng's own events.

The voice is :data:`models.voices.AGENT_VOICE` unless told otherwise.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator, Mapping

import numpy as np
import soxr
from numpy.typing import NDArray

from models.engines.espeak_library import EspeakLibrary, EspeakSpeech, espeak_library
from models.engines.loudness import levelled
from models.engines.pronunciation import SayableText, fingerprint, sayable
from models.engines.worker import EngineThread
from models.voices import AGENT_VOICE, EspeakVoice
from voiceagent.core.events import SpokenWord
from voiceagent.ports import VoiceChunk

VOICE_RATE_HZ = 8_000
CHUNK_MS = 80
_REVISION = 2
"""Grows when the same settings begin to sound otherwise: old cached phrases are then not used."""


class EspeakSynthesizer:
    """The Synthesizer port on espeak-ng.

    Args:
        thread: The engine's thread, shared between all voices of the process.
        voice: Variant and manner; ours unless told.
        own_words: How a policy wants its names said.
    """

    def __init__(
        self,
        thread: EngineThread,
        voice: EspeakVoice = AGENT_VOICE,
        own_words: Mapping[str, str] | None = None,
    ) -> None:
        self._library: EspeakLibrary = espeak_library()
        self._thread = thread
        self._voice = voice
        self._own_words = own_words or {}

    @property
    def voice(self) -> str:
        """Engine, variant, manner and own words."""
        manner = self._voice
        return (
            f"espeak{_REVISION}/{manner.espeak_name()}/r{manner.rate_wpm}"
            f"p{manner.pitch}m{manner.pitch_range}{fingerprint(self._own_words)}"
        )

    async def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        """Speak one clause; a text without a word or a digit gives no chunk."""
        stop = threading.Event()
        clause = sayable(text, self._own_words)
        try:
            if not any(character.isalnum() for character in text):
                return
            speech = await self._thread.run(
                lambda: self._library.speak(clause.text, self._voice, stop.is_set)
            )
            for chunk in _chunks(speech, clause):
                yield chunk
        finally:
            stop.set()


def _chunks(speech: EspeakSpeech, clause: SayableText) -> Iterator[VoiceChunk]:
    samples = _line_rate(speech)
    words = _timed_words(speech, clause, len(samples) * 1000 // VOICE_RATE_HZ)
    step = CHUNK_MS * VOICE_RATE_HZ // 1000
    for start in range(0, len(samples), step):
        start_ms, end_ms = start * 1000 // VOICE_RATE_HZ, (start + step) * 1000 // VOICE_RATE_HZ
        inside = tuple(word for word in words if start_ms <= word.start_ms < end_ms)
        yield VoiceChunk(samples[start : start + step], inside)


def _line_rate(speech: EspeakSpeech) -> NDArray[np.int16]:
    """To 8 kHz and the level of all our voices."""
    wide = speech.samples.astype(np.float32) / 32768
    narrow = levelled(soxr.resample(wide, speech.rate_hz, VOICE_RATE_HZ))
    return np.asarray(np.clip(narrow, -1, 1) * 32767).astype(np.int16)


def _timed_words(
    speech: EspeakSpeech, clause: SayableText, duration_ms: int
) -> tuple[SpokenWord, ...]:
    """Written words with their times; each lasts until the next begins.

    espeak-ng runs small words together («i dag») and then marks only the first: such a word's
    start is put between its neighbours' marks by its place in the text.
    """
    places = [float(mark.position) for mark in speech.marks] + [float(len(clause.text))]
    times = [float(mark.start_ms) for mark in speech.marks] + [float(duration_ms)]
    begins = np.minimum(np.interp(clause.starts, places, times), duration_ms).astype(int).tolist()
    ends = [*begins[1:], duration_ms]
    return tuple(
        SpokenWord(word, begin, max(begin, end))
        for word, begin, end in zip(clause.words, begins, ends, strict=True)
    )
