"""What every TurnScorer owes the runtime."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from models.engines.smart_turn import SharedPasses, SmartTurnScorer
from models.engines.turn_encoder import TurnEncoder
from models.engines.worker import EngineThread
from tests.support.engines import FixedScorer, turn_audio
from voiceagent.ports import TurnAudio, TurnScorer


@pytest.fixture(params=["smart_turn", "fake"])
def scorer(request: pytest.FixtureRequest) -> Iterator[TurnScorer]:
    """Each scorer in turn."""
    if request.param == "fake":
        yield FixedScorer(0.7)
        return
    thread = EngineThread("scorer", deadline_ms=30_000)
    yield SmartTurnScorer(SharedPasses(TurnEncoder(), thread))
    thread.close()


@pytest.mark.parametrize("duration_ms", [20, 1_000, 8_000, 20_000])
async def test_a_score_is_a_probability_for_turns_of_any_length(
    scorer: TurnScorer, duration_ms: int
) -> None:
    """From a click to a speech: 0…1."""
    assert 0 <= await scorer.score(turn_audio(duration_ms)) <= 1


async def test_the_same_audio_scores_the_same(scorer: TurnScorer) -> None:
    """A recorded call replays to the same decisions."""
    samples = np.random.default_rng(3).standard_normal(16_000).astype(np.float32) * 0.1
    first = await scorer.score(TurnAudio(samples, 800))
    assert await scorer.score(TurnAudio(samples.copy(), 800)) == pytest.approx(first, abs=1e-6)


async def test_asking_leaves_the_audio_as_it_was(scorer: TurnScorer) -> None:
    """The recogniser gets the same object afterwards."""
    audio = turn_audio()
    before = audio.samples.copy()
    await scorer.score(audio)
    np.testing.assert_array_equal(audio.samples, before)
