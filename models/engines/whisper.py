"""Whisper in time: any CTranslate2 Whisper folder as a Transcriber, with a cut context.

faster-whisper's own ``transcribe`` pads every turn to thirty seconds. CTranslate2 does not need
that: we encode the turn and 2.56 s of tail (ten times faster for a turn of four seconds), decode
greedily, and go back to thirty seconds once when the result looks like a loop. What passes the
acceptance filters is lower-case words; the rest is kept for the log and not accepted.

Source: CTranslate2 src/layers/whisper.cc (short features are allowed); padding with 0.0 in the
normalised mel domain as OpenAI does.
"""

from __future__ import annotations

import math
from pathlib import Path

import ctranslate2
import numpy as np
import tokenizers
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from models.engines.acceptance import LEAST_SPEECH_MS, WhisperGuess, acceptable, plain
from models.engines.worker import EngineThread
from voiceagent.core.events import Transcript
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ConfigurationError
from voiceagent.ports import TurnAudio

ENGINE = "whisper"
FULL_FRAMES = 3_000
_TAIL_FRAMES = 256
_LEAST_FRAMES = 500
_BUCKET_FRAMES = 100
_FRAMES_PER_S = 100
_RATE_HZ = 16_000
_TOKENS_PER_S = 8
_SPARE_TOKENS = 8
_HINT_TOKENS = 40


class WhisperTranscriber:
    """The Transcriber port on a CTranslate2 Whisper model.

    Args:
        folder: A converted model with ``model.bin``, ``config.json`` and ``tokenizer.json``.
        thread: Where it runs, one turn at a time.
        device: ``"cpu"``, ``"cuda"`` or ``"auto"``.
        compute_type: CTranslate2's; ``"int8"`` on a processor, ``"float16"`` on a GPU.
        threads: Processor threads per turn; 0 lets CTranslate2 choose.

    Raises:
        ConfigurationError: The folder is not such a model.
    """

    def __init__(
        self,
        folder: Path,
        thread: EngineThread,
        *,
        device: str = "cpu",
        compute_type: str = "default",
        threads: int = 0,
    ) -> None:
        for name in ("model.bin", "config.json", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ConfigurationError(f"whisper_model: the folder has no {name}")
        try:
            self._model = ctranslate2.models.Whisper(
                str(folder), device=device, compute_type=compute_type, intra_threads=threads
            )
            self._tokens = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # both libraries raise bare Exceptions and RuntimeErrors
            raise ConfigurationError("whisper_model: the model cannot be loaded") from error
        self._extractor = FeatureExtractor(feature_size=self._model.n_mels)
        self._thread = thread
        self._task = [
            self._special(name)
            for name in ("startoftranscript", "no", "transcribe", "notimestamps")
        ]
        self._previous = self._special("startofprev")
        self._end = self._special("endoftext")

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """Words of the turn; expected phrases are given to the model as context.

        Raises:
            ProviderError: The engine failed, was late, or its queue is full.
        """
        if audio.speech_ms < LEAST_SPEECH_MS or not len(audio.samples):
            return Transcript(text="", confidence=0.0, accepted=False, engine=ENGINE)
        return await self._thread.run(lambda: self._hear(audio, expectation))

    def _hear(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        hint = self._hint(expectation)
        features = self._extractor(audio.samples[-30 * _RATE_HZ :])
        guess = self.decode(features, context_frames(features.shape[1]), hint)
        if guess.is_loop:
            guess = self.decode(features, FULL_FRAMES, hint)
        accepted = acceptable(guess, audio.speech_ms, expectation.phrases)
        confidence = round(min(1.0, math.exp(guess.log_probability)), 3)
        return Transcript(guess.text, confidence if guess.text else 0.0, accepted, engine=ENGINE)

    def decode(self, features: NDArray[np.float32], frames: int, hint: list[int]) -> WhisperGuess:
        """One greedy decode of log-mel features, cut or padded to so many frames."""
        prompt = [*hint, *self._task]
        limit = math.ceil(_TOKENS_PER_S * features.shape[1] / _FRAMES_PER_S) + _SPARE_TOKENS
        (result,) = self._model.generate(
            ctranslate2.StorageView.from_array(fit(features, frames)[None]),
            [prompt],
            beam_size=1,
            no_repeat_ngram_size=3,
            max_length=min(448, len(prompt) + limit),
            return_scores=True,
            return_no_speech_prob=True,
        )
        tokens = result.sequences_ids[0]
        spoken = [token for token in tokens if token < self._end]
        return WhisperGuess(
            text=plain(self._tokens.decode(spoken)),
            log_probability=float(result.scores[0]),
            no_speech=float(result.no_speech_prob),
            at_cap=len(tokens) >= limit,
        )

    def _hint(self, expectation: Expectation) -> list[int]:
        if not expectation.phrases:
            return []
        text = " " + ", ".join(expectation.phrases)
        tokens: list[int] = self._tokens.encode(text, add_special_tokens=False).ids
        return [self._previous, *tokens[:_HINT_TOKENS]]

    def _special(self, name: str) -> int:
        token = self._tokens.token_to_id(f"<|{name}|>")
        if token is None:
            raise ConfigurationError(f"whisper_model: its tokenizer has no <|{name}|>")
        return int(token)


def context_frames(frames: int) -> int:
    """How much context to encode for so many frames of audio: 500…3 000, in steps of 100."""
    wanted = -(-(frames + _TAIL_FRAMES) // _BUCKET_FRAMES) * _BUCKET_FRAMES
    return min(FULL_FRAMES, max(_LEAST_FRAMES, wanted))


def fit(features: NDArray[np.float32], frames: int) -> NDArray[np.float32]:
    """Cut or pad with 0.0 to ``frames``."""
    kept = features[:, :frames]
    padded = np.pad(kept, ((0, 0), (0, frames - kept.shape[1])))
    return np.ascontiguousarray(padded, dtype=np.float32)
