"""What the callers of the load benchmark sound like, made once before anything is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.loading import caller_voice
from telephony.loopback.audio import NoiseKind, Voice, at_level, noise, silence, through_line, trim
from telephony.loopback.playout import FRAME_BYTES, FRAME_MS
from voiceagent.core.audio import encode_ulaw, silence_ulaw
from voiceagent.ports import Synthesizer

_SENTENCES = {
    "kari": "Hei, kan du gjenta det du sa nå?",
    "ola": "Unnskyld, jeg hørte ikke helt hva du sa.",
    "ingrid": "Beklager, kan du si det en gang til?",
    "henrik": "Hva var det du spurte om?",
}
_NOISE_LEVEL_DB = -55.0
_NOISE_MS = 4_000

Frames = Sequence[bytes]
"""Line audio in frames of 160 bytes."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """A sentence per voice, and the line behind them."""

    sentences: Sequence[Frames]
    quiet: Frames


async def make_sounds() -> Sounds:
    """Have the callers' voices speak.

    Raises:
        ProviderError: A voice failed.
    """
    sentences = [
        _frames(at_level(trim(through_line(await _speak(text, caller_voice(name))))))
        for name, text in _SENTENCES.items()
    ]
    return Sounds(sentences, _frames(noise(NoiseKind.PINK, _NOISE_MS, _NOISE_LEVEL_DB, seed=1)))


async def _speak(text: str, voice: Synthesizer) -> Voice:
    return np.concatenate([silence(0)] + [piece.samples async for piece in voice.synthesize(text)])


def _frames(samples: Voice) -> Frames:
    ulaw = encode_ulaw(samples)
    ulaw += silence_ulaw(FRAME_MS)[: -len(ulaw) % FRAME_BYTES]
    return [ulaw[start : start + FRAME_BYTES] for start in range(0, len(ulaw), FRAME_BYTES)]
