"""Says things in the simulated callers' voices through a telephone line, and hears them.

The voices are those that neither training nor calibration ever used; the line is band, µ-law,
noise, babble, some room and lost packets at 10–40 dB. Beside words, milliseconds are measured.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from random import Random

import numpy as np
from numpy.typing import NDArray

from models.engines.espeak_library import EspeakLibrary, espeak_library
from models.engines.pronunciation import sayable
from models.engines.recogniser import Heard, Recogniser
from models.engines.turn_encoder import TurnEncoder
from models.loading import EMBEDDED_WEIGHTS
from models.training.corpus import babble
from models.training.line import LineCondition, draw_condition, through_line
from models.training.speakers import draw_caller_voice
from voiceagent.dialog.moves import Expectation

LEAST_SNR_DB = 10.0


@dataclass(slots=True)
class Ear:
    """Mouth, line and recogniser of the speech benchmarks; same seed, same utterances.

    Attributes:
        rng: Draws voices and lines.
        front_ms: Processor time of each pass of the encoder's front; all work is on one thread.
        words_ms: Processor time of each head and search.
    """

    rng: Random
    least_snr_db: float = LEAST_SNR_DB
    library: EspeakLibrary = field(default_factory=espeak_library)
    encoder: TurnEncoder = field(default_factory=lambda: TurnEncoder(features_only=True))
    recogniser: Recogniser = field(default_factory=lambda: Recogniser(EMBEDDED_WEIGHTS))
    front_ms: list[float] = field(default_factory=list)
    words_ms: list[float] = field(default_factory=list)
    _babble: NDArray[np.float32] | None = None

    def say(self, text: str, *, language: str = "nb") -> NDArray[np.float32]:
        """Speech audio of a caller who says it."""
        written = sayable(text).text if language == "nb" else text
        spoken = self.library.speak(written, draw_caller_voice(self.rng), language=language)
        return through_line(
            spoken.samples, spoken.rate_hz, self.condition(), self.rng, self.babble()
        )

    def condition(self) -> LineCondition:
        """The next line."""
        return draw_condition(self.rng, least_snr_db=self.least_snr_db)

    def babble(self) -> NDArray[np.float32]:
        """Half a minute of talking people."""
        if self._babble is None:
            self._babble = babble(self.library, self.rng)
        return self._babble

    def scores(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Letter scores of speech audio; they serve every question."""
        begun = time.thread_time()
        frames = self.encoder.encode(samples).frames
        between = time.thread_time()
        scores = self.recogniser.scores(frames)
        self.front_ms.append((between - begun) * 1000)
        self.words_ms.append((time.thread_time() - between) * 1000)
        return scores

    def hear(self, scores: NDArray[np.float32], expectation: Expectation) -> Heard:
        """The words under a question."""
        begun = time.thread_time()
        expected = self.recogniser.words.for_question(expectation.kind, expectation.phrases)
        heard = self.recogniser.recognise(scores, expected)
        self.words_ms[-1] += (time.thread_time() - begun) * 1000
        return heard
