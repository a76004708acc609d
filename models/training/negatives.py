"""Sounds that answer nothing, for calibration: other talk, other languages, noise."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

from models.engines.espeak_library import EspeakLibrary
from models.engines.pronunciation import sayable
from models.training.corpus import babble, open_vocabulary
from models.training.line import LINE_RATE_HZ, LineCondition, draw_condition, through_line
from models.training.outsiders import everyday_talk, foreign_talk, random_words
from models.training.speakers import draw_validation_voice

_EVERYDAY, _WORDS, _FOREIGN = 0.5, 0.14, 0.12
_NOISES = ("music", "babble", "babble", "babble", "white", "pink", "hum", "none")
_CLICK = 900
_SAME_CROWD = 150


def negatives(
    amount: int, seed: int, library: EspeakLibrary, least_snr_db: float
) -> Iterator[NDArray[np.float32]]:
    """Speech audio of everyday talk, random words, English, Swedish, music, babble and noise."""
    rng = Random(seed)
    crowd, words = babble(library, rng), open_vocabulary()
    for number in range(1, amount + 1):
        if number % _SAME_CROWD == 0:
            crowd = babble(library, rng)
        kind = rng.random()
        if kind < _EVERYDAY or (kind < _EVERYDAY + _WORDS and not words):
            language, text = "nb", everyday_talk(rng)
        elif kind < _EVERYDAY + _WORDS:
            language, text = "nb", random_words(rng, words)
        elif kind < _EVERYDAY + _WORDS + _FOREIGN:
            language, text = foreign_talk(rng)
        else:
            yield _wordless(rng, crowd)
            continue
        said = sayable(text).text if language == "nb" else text
        spoken = library.speak(said, draw_validation_voice(rng), language=language)
        condition = draw_condition(rng, least_snr_db=least_snr_db)
        yield through_line(spoken.samples, spoken.rate_hz, condition, rng, crowd)


def _wordless(rng: Random, crowd: NDArray[np.float32]) -> NDArray[np.float32]:
    """Half a second to four of one noise; the quiet line has a click in it."""
    noise = rng.choice(_NOISES)
    quiet = np.zeros(int(rng.uniform(0.4, 4.0) * LINE_RATE_HZ), np.int16)
    quiet[len(quiet) // 3] = _CLICK if noise == "none" else 1
    loud = LineCondition(noise_kind=noise, snr_db=0.0, level_db=rng.uniform(-34, -12))
    return through_line(quiet, LINE_RATE_HZ, loud, rng, crowd)
