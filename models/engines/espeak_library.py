"""espeak-ng's C library, in this process: text in, samples and word times out.

The library is one per process and not safe to enter twice, so every call holds one lock. It is
about a thousand times faster than speech (3 s in 2 ms), so that the lock is never held for long.

Source: espeak-ng/speak_lib.h of espeak-ng 1.52 (carried by espeakng-loader 0.2.4).
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from models.voices import EspeakVoice
from voiceagent.errors import ConfigurationError, ProviderError

_OUTPUT_SYNCHRONOUS = 2
_BUFFER_MS = 60
_CHARS_UTF8 = 1
_PHONEMES_IN_TEXT = 0x100
_EVENT_LIST_END = 0
_EVENT_WORD = 1
_PARAMETER_RATE, _PARAMETER_VOLUME, _PARAMETER_PITCH, _PARAMETER_RANGE = 1, 2, 3, 4
_POSITION_CHARACTER = 1


class _EventId(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True, slots=True)
class WordMark:
    """Where a word of the text begins in the audio; ``position`` counts characters from 0."""

    position: int
    start_ms: int


@dataclass(frozen=True, slots=True, eq=False)
class EspeakSpeech:
    """int16 samples, mono at ``rate_hz``, with a mark per word."""

    samples: NDArray[np.int16]
    rate_hz: int
    marks: tuple[WordMark, ...]


class EspeakLibrary:
    """The loaded library. Open it through :func:`espeak_library`: there can be only one."""

    def __init__(self, data_path: Path | None = None) -> None:
        path = data_path or Path(espeakng_loader.get_data_path())
        self._lock = threading.Lock()
        try:
            self._c = ctypes.CDLL(espeakng_loader.get_library_path())
        except OSError as error:
            raise ConfigurationError("espeak-ng: the library cannot be loaded") from error
        self._c.espeak_Synth.argtypes = (
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        )
        self.rate_hz = int(
            self._c.espeak_Initialize(_OUTPUT_SYNCHRONOUS, _BUFFER_MS, str(path).encode(), 0)
        )
        if self.rate_hz <= 0:
            raise ConfigurationError("espeak-ng: the voice data cannot be read")
        self._pieces: list[NDArray[np.int16]] = []
        self._marks: list[WordMark] = []
        self._stopped: Callable[[], bool] = _never
        # Kept on self: ctypes does not hold a reference, and C calls it later.
        self._callback = _CALLBACK(self._collect)
        self._c.espeak_SetSynthCallback(self._callback)

    def speak(
        self,
        text: str,
        voice: EspeakVoice,
        stopped: Callable[[], bool] | None = None,
        *,
        language: str = "nb",
    ) -> EspeakSpeech:
        """Synthesise ``text``; ``stopped`` is asked every 60 ms of audio and ends it early.

        Raises:
            ProviderError: espeak-ng does not know the voice, or failed.
        """
        with self._lock:
            self._pieces, self._marks = [], []
            self._stopped = stopped or _never
            self._set(voice, language)
            encoded = text.encode() + b"\0"
            status = self._c.espeak_Synth(
                encoded,
                len(encoded),
                0,
                _POSITION_CHARACTER,
                0,
                _CHARS_UTF8 | _PHONEMES_IN_TEXT,
                None,
                None,
            )
            if status != 0:
                raise ProviderError("espeak-ng: synthesis failed")
            samples = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.int16)
            return EspeakSpeech(samples, self.rate_hz, tuple(self._marks))

    def _set(self, voice: EspeakVoice, language: str) -> None:
        if self._c.espeak_SetVoiceByName(voice.espeak_name(language).encode()) != 0:
            raise ProviderError("espeak-ng: unknown voice")
        for parameter, value in (
            (_PARAMETER_RATE, voice.rate_wpm),
            (_PARAMETER_VOLUME, 100),
            (_PARAMETER_PITCH, voice.pitch),
            (_PARAMETER_RANGE, voice.pitch_range),
        ):
            self._c.espeak_SetParameter(parameter, value, 0)

    def _collect(self, wave: ctypes._Pointer[ctypes.c_short], count: int, events: object) -> int:
        if count > 0:
            self._pieces.append(np.ctypeslib.as_array(wave, shape=(count,)).copy())
        place = 0
        while (event := events[place]).type != _EVENT_LIST_END:  # type: ignore[index]
            if event.type == _EVENT_WORD:
                self._marks.append(WordMark(event.text_position - 1, event.audio_position))
            place += 1
        return 1 if self._stopped() else 0


def _never() -> bool:
    return False


_opened: EspeakLibrary | None = None
_opening = threading.Lock()


def espeak_library(data_path: Path | None = None) -> EspeakLibrary:
    """This process's library; ``data_path`` counts only for the first caller."""
    global _opened
    with _opening:
        if _opened is None:
            _opened = EspeakLibrary(data_path)
        return _opened
