"""What every Synthesizer owes the runtime."""

from __future__ import annotations

from collections.abc import AsyncIterator

import numpy as np
import pytest

from models.engines.espeak import EspeakSynthesizer
from models.engines.worker import EngineThread
from models.loading import WARM_UP
from tests.bridge.engines import CARTESIA_VOICE, DEEPGRAM_VOICE, speaking
from tests.support.engines import ToneVoice
from tests.support.vendors import vendor
from voiceagent.ports import Synthesizer, VoiceChunk

_TEXT = "Jeg kan tilby onsdag klokka ti, eller i dag."


@pytest.fixture(params=["espeak", "bridged", "bridged, words untold", "fake"])
async def synthesizer(request: pytest.FixtureRequest) -> AsyncIterator[Synthesizer]:
    """Each voice in turn, warmed up as the service does."""
    if request.param == "fake":
        yield ToneVoice()
        return
    if request.param.startswith("bridged"):
        service = DEEPGRAM_VOICE if "untold" in request.param else CARTESIA_VOICE
        with vendor() as house, speaking(house.url, service=service) as bridged:
            await _chunks(bridged, WARM_UP)
            yield bridged
        return
    thread = EngineThread("voice", deadline_ms=30_000)
    yield EspeakSynthesizer(thread)
    thread.close()


async def _chunks(voice: Synthesizer, text: str) -> list[VoiceChunk]:
    return [chunk async for chunk in voice.synthesize(text)]


async def test_speech_comes_as_line_rate_integers_in_short_pieces(synthesizer: Synthesizer) -> None:
    """int16 at 8 kHz, no piece longer than 250 ms, so that stopping is quick."""
    chunks = await _chunks(synthesizer, _TEXT)
    assert all(chunk.samples.dtype == np.int16 and chunk.samples.ndim == 1 for chunk in chunks)
    assert all(0 < len(chunk.samples) <= 2_000 for chunk in chunks)
    assert max(int(np.abs(chunk.samples.astype(int)).max()) for chunk in chunks) > 3_000


async def test_every_written_word_is_timed_once_and_in_order(synthesizer: Synthesizer) -> None:
    """What the caller heard before breaking in is known word for word."""
    chunks = await _chunks(synthesizer, _TEXT)
    words = [word for chunk in chunks for word in chunk.words]
    duration_ms = sum(len(chunk.samples) for chunk in chunks) // 8
    assert [word.text for word in words] == _TEXT.split()
    times = [time for word in words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert times[-1] <= duration_ms


async def test_a_word_comes_with_the_piece_that_it_begins_in(synthesizer: Synthesizer) -> None:
    """So that words of pieces that were never sent are never taken as heard."""
    begin = 0
    for chunk in await _chunks(synthesizer, _TEXT):
        end = begin + len(chunk.samples)
        assert all(begin // 8 <= word.start_ms <= end // 8 for word in chunk.words)
        begin = end


async def test_the_same_text_sounds_alike(synthesizer: Synthesizer) -> None:
    """The phrase cache relies on it; a voice's own flutter may move words by milliseconds."""
    first, second = await _chunks(synthesizer, _TEXT), await _chunks(synthesizer, _TEXT)
    starts = [[w.start_ms for chunk in said for w in chunk.words] for said in (first, second)]
    np.testing.assert_allclose(starts[0], starts[1], atol=40)
    assert synthesizer.voice


async def test_a_voice_that_was_stopped_speaks_again(synthesizer: Synthesizer) -> None:
    """Closing the iterator after one piece leaves the engine whole."""
    speaking = synthesizer.synthesize(_TEXT)
    await anext(speaking)
    await speaking.aclose()  # type: ignore[attr-defined]
    assert len(await _chunks(synthesizer, _TEXT)) > 1


async def test_nothing_to_say_is_silence_not_an_error(synthesizer: Synthesizer) -> None:
    """An empty clause gives no piece."""
    assert await _chunks(synthesizer, "") == []
