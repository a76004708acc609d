"""The embedded recogniser as a Transcriber: our own head on the turn scorer's network.

A turn up to eight seconds takes one encoder pass, which whoever else asks for the same audio
shares. A longer turn is read in windows of eight seconds that overlap by one and a half; of the
overlap each window keeps the half that is farther from its edge.

It knows the calls that we hold and was trained on synthetic speech alone: real callers need
Whisper or a cloud engine (models/weights/MODEL_CARD.md).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.engines.log_mel import WINDOW_SAMPLES
from models.engines.recogniser import OUTPUT_MS, Heard, Recogniser
from models.engines.smart_turn import SharedPasses
from models.engines.turn_encoder import FRAME_SAMPLES
from models.engines.worker import EngineThread
from voiceagent.core.events import HeardWord, Transcript
from voiceagent.dialog.moves import Expectation
from voiceagent.ports import TurnAudio

ENGINE = "embedded"

_OVERLAP_FRAMES = 76
_STEP_SAMPLES = WINDOW_SAMPLES - _OVERLAP_FRAMES * FRAME_SAMPLES
_LEAST_SAMPLES = 3_200


class EmbeddedTranscriber:
    """The Transcriber port on the embedded recogniser.

    Args:
        recogniser: The loaded head.
        passes: The encoder's passes; the front of the network is enough.
        thread: Where the head and the search run.
    """

    def __init__(self, recogniser: Recogniser, passes: SharedPasses, thread: EngineThread) -> None:
        self._recogniser = recogniser
        self._passes = passes
        self._thread = thread

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """Words of the turn; audio under 200 ms is not listened to.

        Raises:
            ProviderError: The engine failed, was late, or its queue is full.
        """
        if len(audio.samples) < _LEAST_SAMPLES:
            return Transcript(text="", confidence=0.0, accepted=False, engine=ENGINE)
        windows = [(await self._passes.of(piece)).frames for piece in (*_earlier(audio), audio)]
        heard = await self._thread.run(lambda: self._hear(windows, expectation))
        return Transcript(
            text=heard.text,
            confidence=round(heard.confidence, 3),
            accepted=heard.accepted,
            words=_from_start(heard.words, audio.duration_ms),
            engine=ENGINE,
        )

    def _hear(self, windows: list[NDArray[np.float32]], expectation: Expectation) -> Heard:
        expected = self._recogniser.words.for_question(expectation.kind, expectation.phrases)
        scores = join([self._recogniser.scores(frames) for frames in windows])
        return self._recogniser.recognise(scores, expected)


def _earlier(audio: TurnAudio) -> list[TurnAudio]:
    """The windows before the last eight seconds, in order; none for most turns."""
    ends: list[int] = []
    end = len(audio.samples) - _STEP_SAMPLES
    while end > _OVERLAP_FRAMES * FRAME_SAMPLES:
        ends.append(end)
        end -= _STEP_SAMPLES
    return [
        TurnAudio(audio.samples[max(0, end - WINDOW_SAMPLES) : end], speech_ms=audio.speech_ms)
        for end in reversed(ends)
    ]


def join(windows: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """One row of scores from overlapping windows: half of each overlap from either side."""
    half = _OVERLAP_FRAMES // 2
    last = len(windows) - 1
    return np.concatenate(
        [
            scores[half if place else 0 : len(scores) - half if place < last else None]
            for place, scores in enumerate(windows)
        ]
    )


def _from_start(words: tuple[HeardWord, ...], duration_ms: int) -> tuple[HeardWord, ...]:
    """Times counted from the end of the audio, counted from its start instead."""
    return tuple(
        HeardWord(
            word.text,
            start_ms=max(0, duration_ms + word.start_ms),
            end_ms=max(OUTPUT_MS, duration_ms + word.end_ms),
            confidence=word.confidence,
        )
        for word in words
    )
