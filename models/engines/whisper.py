"""Whisper in time: any CTranslate2 Whisper folder as a Transcriber, with a cut context.

faster-whisper's own ``transcribe`` pads every turn to thirty seconds. CTranslate2 does not need
that: we encode the turn and 2.56 s of tail (ten times faster for a turn of four seconds), decode
greedily, and go back to thirty seconds once when the result looks like a loop, if that can still be
in time. What passes the acceptance filters is lower-case words; the rest is kept for the log and
not accepted.

Turns of several calls that wait for the same context share a pass.

Source: CTranslate2 src/layers/whisper.cc (short features are allowed; of ``max_length`` only half
is ever generated); padding with 0.0 in the normalised mel domain as OpenAI does.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
import tokenizers
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from models.engines.acceptance import LEAST_SPEECH_MS, WhisperGuess, acceptable, plain
from models.engines.gathering import SharedPass
from models.engines.placement import Device, Placement, place
from models.engines.worker import EngineThread
from voiceagent.core.events import Transcript
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ConfigurationError
from voiceagent.ports import TurnAudio

ENGINE = "whisper"
FULL_FRAMES = 3_000
FILES = ("model.bin", "config.json", "tokenizer.json")
"""What a model's folder must hold."""

_TAIL_FRAMES = 256
_LEAST_FRAMES = 500
_FRAMES_PER_S = 100
_RATE_HZ = 16_000
_HOP_SAMPLES = 160
_LONGEST_SAMPLES = 30 * _RATE_HZ
_TOKENS_PER_S = 8
_SPARE_TOKENS = 8
_HINT_TOKENS = 40
_MOST_TOKENS = 448
_RETRY_WITHIN_S = 2.0
"""A second decode that would end later than this after the asking is not begun: the call has moved
on by then."""


@dataclass(frozen=True, slots=True, eq=False)
class WhisperTurn:
    """A turn as it is asked for.

    Attributes:
        samples: At most thirty seconds of speech audio.
        hint: Tokens of what may be said, to stand before the task.
        asked_s: When, on the monotonic clock.
    """

    samples: NDArray[np.float32]
    hint: tuple[int, ...]
    asked_s: float

    @property
    def frames(self) -> int:
        """Length in frames of ten milliseconds."""
        return len(self.samples) // _HOP_SAMPLES + 1

    @property
    def token_limit(self) -> int:
        """More tokens than anybody says in that time."""
        wanted = math.ceil(_TOKENS_PER_S * self.frames / _FRAMES_PER_S) + _SPARE_TOKENS
        return min(wanted, _MOST_TOKENS // 2)


def machine_placement(device: Device) -> Placement:
    """Where Whisper runs on this machine.

    Raises:
        ConfigurationError: A GPU is wanted and there is none.
    """
    gpus = 0 if device is Device.CPU else ctranslate2.get_cuda_device_count()
    return place(device, gpus=gpus, cores=len(os.sched_getaffinity(0)))


class WhisperTranscriber:
    """The Transcriber port on a CTranslate2 Whisper model.

    Args:
        folder: A converted model with ``model.bin``, ``config.json`` and ``tokenizer.json``.
        thread: Where it runs, one pass at a time.
        placement: Device, number format, threads; this machine's processor unless told.

    Raises:
        ConfigurationError: The folder is not such a model.
    """

    def __init__(
        self, folder: Path, thread: EngineThread, placement: Placement | None = None
    ) -> None:
        self._placement = placement or machine_placement(Device.CPU)
        for name in FILES:
            if not (folder / name).is_file():
                raise ConfigurationError(f"whisper_model: the folder has no {name}")
        try:
            self._model = ctranslate2.models.Whisper(
                str(folder),
                device=self._placement.device,
                compute_type=self._placement.compute_type,
                intra_threads=self._placement.threads,
            )
            self._tokens = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # both libraries raise bare Exceptions and RuntimeErrors
            raise ConfigurationError("whisper_model: the model cannot be loaded") from error
        self._extractor = FeatureExtractor(feature_size=self._model.n_mels)
        self._passes = SharedPass(thread, self.hear, self._kind, most=self._placement.batch)
        self._task = [
            self._special(name)
            for name in ("startoftranscript", "no", "transcribe", "notimestamps")
        ]
        self._previous = self._special("startofprev")
        self._end = self._special("endoftext")
        self._full_pass_s = self._time_full_pass()

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """Words of the turn; expected phrases are given to the model as context.

        Raises:
            ProviderError: The engine failed, was late, or its queue is full.
        """
        if audio.speech_ms < LEAST_SPEECH_MS or not len(audio.samples):
            return Transcript(text="", confidence=0.0, accepted=False, engine=ENGINE)
        samples = audio.samples[-_LONGEST_SAMPLES:]
        turn = WhisperTurn(samples, self._hint(expectation), time.monotonic())
        guess = await self._passes.ask(turn)
        accepted = acceptable(guess, audio.speech_ms, expectation.phrases)
        confidence = round(min(1.0, math.exp(guess.log_probability)), 3)
        return Transcript(guess.text, confidence if guess.text else 0.0, accepted, engine=ENGINE)

    def hear(self, turns: Sequence[WhisperTurn]) -> list[WhisperGuess]:
        """Turns of one kind in one pass; those that loop once more on their own."""
        begun_s = time.monotonic()
        frames, _ = self._kind(turns[0])
        features = [self._extractor(turn.samples) for turn in turns]
        guesses = self.decode(features, frames, turns)
        pass_s = time.monotonic() - begun_s + self._full_pass_s
        for index, turn in enumerate(turns):
            in_time = time.monotonic() + pass_s - turn.asked_s < _RETRY_WITHIN_S
            if guesses[index].is_loop and frames < FULL_FRAMES and in_time:
                (guesses[index],) = self.decode([features[index]], FULL_FRAMES, [turn])
        return guesses

    def decode(
        self, features: Sequence[NDArray[np.float32]], frames: int, turns: Sequence[WhisperTurn]
    ) -> list[WhisperGuess]:
        """One greedy decode of log-mel features, cut or padded to so many frames."""
        prompts = [[*turn.hint, *self._task] for turn in turns]
        limits = [turn.token_limit for turn in turns]
        # CTranslate2 generates at most half of max_length, and no more than the prompt leaves.
        most = max(limits)
        results = self._model.generate(
            ctranslate2.StorageView.from_array(np.stack([fit(one, frames) for one in features])),
            prompts,
            beam_size=1,
            no_repeat_ngram_size=3,
            max_length=min(_MOST_TOKENS, max(2 * most, len(prompts[0]) + most)),
            return_scores=True,
            return_no_speech_prob=True,
        )
        return [self._guess(result, limit) for result, limit in zip(results, limits, strict=True)]

    def _guess(
        self, result: ctranslate2.models.WhisperGenerationResult, limit: int
    ) -> WhisperGuess:
        tokens = result.sequences_ids[0]
        spoken = [token for token in tokens if token < self._end]
        return WhisperGuess(
            text=plain(self._tokens.decode(spoken)),
            log_probability=float(result.scores[0]),
            no_speech=float(result.no_speech_prob),
            at_cap=len(tokens) >= limit,
        )

    def _kind(self, turn: WhisperTurn) -> tuple[int, int]:
        """Turns of one context and equally long prompts may share a pass."""
        return context_frames(turn.frames, self._placement.bucket_frames), len(turn.hint)

    def _time_full_pass(self) -> float:
        """Seconds that thirty seconds of context take here."""
        silence = np.zeros((1, self._model.n_mels, FULL_FRAMES), np.float32)
        begun_s = time.monotonic()
        encoded = self._model.encode(ctranslate2.StorageView.from_array(silence), to_cpu=True)
        return time.monotonic() - begun_s if encoded.shape else 0.0

    def _hint(self, expectation: Expectation) -> tuple[int, ...]:
        if not expectation.phrases:
            return ()
        text = " " + ", ".join(expectation.phrases)
        tokens: list[int] = self._tokens.encode(text, add_special_tokens=False).ids
        return (self._previous, *tokens[:_HINT_TOKENS])

    def _special(self, name: str) -> int:
        token = self._tokens.token_to_id(f"<|{name}|>")
        if token is None:
            raise ConfigurationError(f"whisper_model: its tokenizer has no <|{name}|>")
        return int(token)


def context_frames(frames: int, bucket_frames: int = 100) -> int:
    """How much context to encode for so many frames of audio: 500…3 000, in whole buckets."""
    wanted = -(-(frames + _TAIL_FRAMES) // bucket_frames) * bucket_frames
    return min(FULL_FRAMES, max(_LEAST_FRAMES, wanted))


def fit(features: NDArray[np.float32], frames: int) -> NDArray[np.float32]:
    """Cut or pad with 0.0 to ``frames``."""
    kept = features[:, :frames]
    padded = np.pad(kept, ((0, 0), (0, frames - kept.shape[1])))
    return np.ascontiguousarray(padded, dtype=np.float32)
