"""Sounds that hold no word for us: English, music, noise, hum. For calibration and measuring."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

from models.engines.espeak_library import EspeakLibrary
from models.training.line import LINE_RATE_HZ, LineCondition, draw_condition, through_line
from models.training.speakers import draw_validation_voice

_FOREIGN = (
    "the quarterly report will be ready before the end of next week",
    "could you please hold the line while i look for my glasses",
    "we have been driving through the mountains all morning",
    "my grandmother used to bake bread every single sunday",
    "there is a strange noise coming from the engine room",
    "please leave your message after the tone thank you",
    "they painted the old house yellow and the fence green",
    "nobody told me that the train would be this late",
    "i think we should order some more coffee for the office",
    "good afternoon everybody and welcome to the museum",
)


def negatives(amount: int, seed: int, library: EspeakLibrary) -> Iterator[NDArray[np.float32]]:
    """Speech audio without a word for us: English, music, noise, hum, tones."""
    rng = Random(seed)
    for number in range(amount):
        condition = draw_condition(rng, least_snr_db=10.0)
        if number % 2:
            voice = draw_validation_voice(rng)
            text = " ".join(rng.choice(_FOREIGN).split()[rng.randrange(4) :])
            spoken = library.speak(text, voice, language="en-us")
            yield through_line(spoken.samples, spoken.rate_hz, condition, rng)
        else:
            kind = rng.choice(["music", "white", "pink", "hum"])
            quiet = np.zeros(int(rng.uniform(0.4, 4.0) * LINE_RATE_HZ), np.int16)
            quiet[0] = 1
            noisy = LineCondition(noise_kind=kind, snr_db=0.0, level_db=rng.uniform(-30, -12))
            yield through_line(quiet, LINE_RATE_HZ, noisy, rng)
