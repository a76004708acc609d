"""Piper's neural voices, for production: a voice file by path, sentence by sentence.

Piper is GPL-3 and an extra (``pip install voiceagent[piper]``), so it is imported when a voice is
loaded, and start-up says so when it is missing. Every sentence is one job; closing the iterator
stops before the next one. Piper does not time its words, so they are spread over a sentence by
their letters.

Source: piper-tts 1.8 (OHF-Voice/piper1-gpl), ``PiperVoice.load`` and ``synthesize``.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from models.engines.espeak import CHUNK_MS, VOICE_RATE_HZ
from models.engines.worker import EngineThread
from voiceagent.core.events import SpokenWord
from voiceagent.errors import ConfigurationError
from voiceagent.ports import VoiceChunk

_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


class PiperSynthesizer:
    """The Synthesizer port on Piper.

    Args:
        path: The voice's ``.onnx``; its ``.onnx.json`` lies beside it.
        thread: Where it runs.

    Raises:
        ConfigurationError: Piper is not installed, or the voice cannot be loaded.
    """

    def __init__(self, path: Path, thread: EngineThread) -> None:
        if not path.is_file() or not path.with_name(path.name + ".json").is_file():
            raise ConfigurationError("piper_voice: the .onnx file or its .onnx.json is missing")
        try:
            piper = import_module("piper")
        except ImportError as error:
            raise ConfigurationError("piper: install the extra, voiceagent[piper]") from error
        try:
            self._voice: Any = piper.PiperVoice.load(str(path))
        except Exception as error:  # whatever Piper and onnxruntime throw on a bad file
            raise ConfigurationError("piper_voice: the voice cannot be loaded") from error
        self._name = path.stem
        self._thread = thread

    @property
    def voice(self) -> str:
        """Engine and voice file."""
        return f"piper/{self._name}"

    async def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        """Speak one clause; a text without a word or a digit gives no chunk."""
        begin_ms = 0
        for sentence in _SENTENCE.findall(text):
            if any(character.isalnum() for character in sentence):
                samples = await self._thread.run(partial(self._speak, sentence))
                for chunk in _chunks(samples, sentence.split(), begin_ms):
                    yield chunk
                begin_ms += len(samples) * 1000 // VOICE_RATE_HZ

    def _speak(self, sentence: str) -> NDArray[np.int16]:
        pieces = [_line_rate(piece) for piece in self._voice.synthesize(sentence)]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)


def _line_rate(piece: Any) -> NDArray[np.int16]:
    samples = np.frombuffer(piece.audio_int16_bytes, np.int16).astype(np.float32) / 32768
    narrow = soxr.resample(samples, piece.sample_rate, VOICE_RATE_HZ)
    return np.asarray(np.clip(narrow, -1, 1) * 32767).astype(np.int16)


def _chunks(samples: NDArray[np.int16], words: list[str], begin_ms: int) -> Iterator[VoiceChunk]:
    timed = _spread(words, begin_ms, len(samples) * 1000 // VOICE_RATE_HZ)
    step = CHUNK_MS * VOICE_RATE_HZ // 1000
    for start in range(0, len(samples), step):
        from_ms = begin_ms + start * 1000 // VOICE_RATE_HZ
        inside = tuple(word for word in timed if from_ms <= word.start_ms < from_ms + CHUNK_MS)
        yield VoiceChunk(samples[start : start + step], inside)


def _spread(words: list[str], begin_ms: int, duration_ms: int) -> tuple[SpokenWord, ...]:
    """Words over a duration, each with a share by its letters."""
    total = sum(len(word) + 1 for word in words)
    timed: list[SpokenWord] = []
    letters = 0
    for word in words:
        start_ms = begin_ms + duration_ms * letters // total
        letters += len(word) + 1
        timed.append(SpokenWord(word, start_ms, begin_ms + duration_ms * letters // total))
    return tuple(timed)
