"""Piper's neural voices, for production: sentence by sentence, on a processor or a GPU.

Piper is GPL-3 and an extra (``pip install voiceagent[piper]``), so it is imported when a voice is
loaded, and start-up says so when it is missing. Every sentence is one job; closing the iterator
stops before the next one. Piper does not time its words, so they are spread over a sentence by
their letters.

The session is ours and not the one that Piper would open, which takes a thread for every core.

Source: piper-tts 1.8 (OHF-Voice/piper1-gpl), ``PiperVoice`` and ``PiperConfig``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import soxr
from numpy.typing import NDArray

from models.engines.espeak import CHUNK_MS, VOICE_RATE_HZ
from models.engines.loudness import levelled
from models.engines.placement import Device, place
from models.engines.pronunciation import fingerprint, in_letters
from models.engines.worker import EngineThread
from voiceagent.core.events import SpokenWord
from voiceagent.errors import ConfigurationError
from voiceagent.ports import VoiceChunk

_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_CUDA = "CUDAExecutionProvider"
_REVISION = 1
"""Grows when the same file begins to sound otherwise: old cached phrases are then not used."""


class PiperSynthesizer:
    """The Synthesizer port on Piper.

    Args:
        path: The voice's ``.onnx``; its ``.onnx.json`` lies beside it.
        thread: Where it runs.
        device: What it runs on; ``auto`` takes a GPU if onnxruntime can use one.
        own_words: How a policy wants its names said, in ordinary letters.

    Raises:
        ConfigurationError: Piper is not installed, the voice cannot be loaded, or there is no GPU.
    """

    def __init__(
        self,
        path: Path,
        thread: EngineThread,
        device: Device = Device.CPU,
        own_words: Mapping[str, str] | None = None,
    ) -> None:
        described = path.with_name(path.name + ".json")
        if not path.is_file() or not described.is_file():
            raise ConfigurationError("piper_voice: the .onnx file or its .onnx.json is missing")
        try:
            piper = import_module("piper")
        except ImportError as error:
            raise ConfigurationError("piper: install the extra, voiceagent[piper]") from error
        session = _session(path, device)
        try:
            config = piper.PiperConfig.from_dict(json.loads(described.read_text()))
            self._voice: Any = piper.PiperVoice(session=session, config=config)
        except Exception as error:  # whatever Piper throws on a bad description
            raise ConfigurationError("piper_voice: the voice cannot be loaded") from error
        self._name = path.stem
        self._sha256 = hashlib.sha256(path.read_bytes() + described.read_bytes()).hexdigest()
        self._own_words = own_words or {}
        self._thread = thread

    @property
    def voice(self) -> str:
        """Engine, voice file, its bytes, and own words."""
        words = fingerprint(self._own_words)
        return f"piper{_REVISION}/{self._name}/{self._sha256[:8]}{words}"

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
        said = in_letters(sentence, self._own_words).text
        pieces = [_line_rate(piece) for piece in self._voice.synthesize(said)]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)


def _session(path: Path, device: Device) -> onnxruntime.InferenceSession:
    gpus = int(_CUDA in onnxruntime.get_available_providers())
    placement = place(device, gpus=gpus, cores=len(os.sched_getaffinity(0)))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = placement.threads
    options.inter_op_num_threads = 1
    providers = [_CUDA] if placement.on_gpu else []
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=[*providers, "CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime throws its own kinds on a bad file
        raise ConfigurationError("piper_voice: the voice cannot be loaded") from error


def _line_rate(piece: Any) -> NDArray[np.int16]:
    samples = np.frombuffer(piece.audio_int16_bytes, np.int16).astype(np.float32) / 32768
    narrow = levelled(soxr.resample(samples, piece.sample_rate, VOICE_RATE_HZ))
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
