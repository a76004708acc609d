"""One encoder pass for the turn score and the words."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from numpy.typing import NDArray

from models.engines.smart_turn import SharedPasses, SmartTurnScorer
from models.engines.turn_encoder import TurnPass
from models.engines.worker import EngineThread
from tests.support.engines import turn_audio
from voiceagent.errors import ProviderError


class _CountingEncoder:
    """Counts passes; fails as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.passes = 0
        self._failures = failures

    def encode(self, samples: NDArray[np.float32]) -> TurnPass:
        self.passes += 1
        if self.passes <= self._failures:
            raise ProviderError("encoder: broken")
        return TurnPass(0.25, np.zeros((len(samples) // 320, 384), np.float32))


def _shared(encoder: _CountingEncoder, thread: EngineThread) -> SharedPasses:
    return SharedPasses(encoder, thread)  # type: ignore[arg-type]


async def test_the_same_audio_is_encoded_once(thread: EngineThread) -> None:
    """Scorer and recogniser ask with one object and share one pass."""
    encoder = _CountingEncoder()
    passes = _shared(encoder, thread)
    audio = turn_audio()
    score, passed = await asyncio.gather(SmartTurnScorer(passes).score(audio), passes.of(audio))
    assert (score, len(passed.frames)) == (0.25, 50)
    assert await passes.of(audio) is passed
    assert encoder.passes == 1


async def test_equal_audio_in_another_object_is_another_pass(thread: EngineThread) -> None:
    """Identity decides: audio is never compared sample by sample."""
    encoder = _CountingEncoder()
    passes = _shared(encoder, thread)
    await passes.of(turn_audio())
    await passes.of(turn_audio())
    assert encoder.passes == 2


async def test_a_failed_pass_is_not_remembered(thread: EngineThread) -> None:
    """Asking again tries again."""
    encoder = _CountingEncoder(failures=1)
    passes = _shared(encoder, thread)
    audio = turn_audio()
    with pytest.raises(ProviderError):
        await passes.of(audio)
    assert (await passes.of(audio)).probability == 0.25


async def test_who_goes_away_does_not_take_the_pass_with_them(thread: EngineThread) -> None:
    """Cancelling the words leaves the score its pass."""
    encoder = _CountingEncoder()
    passes = _shared(encoder, thread)
    audio = turn_audio()
    words = asyncio.ensure_future(passes.of(audio))
    score = asyncio.ensure_future(passes.of(audio))
    await asyncio.sleep(0)
    words.cancel()
    assert (await score).probability == 0.25
    assert encoder.passes == 1


async def test_a_pass_that_nobody_waits_for_is_dropped(thread: EngineThread) -> None:
    """The last one to go cancels it, and it is not remembered."""
    encoder = _CountingEncoder()
    passes = _shared(encoder, thread)
    audio = turn_audio()
    only = asyncio.ensure_future(passes.of(audio))
    await asyncio.sleep(0)
    only.cancel()
    with pytest.raises(asyncio.CancelledError):
        await only
    assert (await passes.of(audio)).probability == 0.25


async def test_old_passes_are_forgotten(thread: EngineThread) -> None:
    """Memory holds a bounded number of turns."""
    encoder = _CountingEncoder()
    passes = _shared(encoder, thread)
    first = turn_audio(100)
    await passes.of(first)
    for _ in range(40):
        await passes.of(turn_audio(100))
    await passes.of(first)
    assert encoder.passes == 42
