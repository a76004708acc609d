"""Speech for the contract suites: a synthesised sentence as the runtime would hand it over."""

from __future__ import annotations

import numpy as np
import soxr

from voiceagent.ports import Synthesizer, TurnAudio


async def spoken(voice: Synthesizer, text: str, *, pause_ms: int = 300) -> TurnAudio:
    """A turn at 16 kHz with ``pause_ms`` of near-silence on both sides."""
    line = np.concatenate([chunk.samples async for chunk in voice.synthesize(text)])
    wide = soxr.resample(line.astype(np.float32) / 32768 * 0.3, 8_000, 16_000)
    pause = np.random.default_rng(0).standard_normal(pause_ms * 16).astype(np.float32) * 1e-4
    samples = np.concatenate([pause, wide, pause]).astype(np.float32)
    return TurnAudio(samples, speech_ms=len(wide) // 16)
