"""A vendor's voice through Pipecat's own class for it, over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from tests.bridge.engines import CARTESIA_VOICE, DEEPGRAM_VOICE, duration_ms, said, speaking
from tests.support.vendors import Manner, Vendor, letters, vendor
from voiceagent.errors import DeadlineExceeded, ProviderError

_TEXT = "Jeg kan tilby onsdag klokka ti, eller i dag."
VOICES = pytest.mark.parametrize("service", [CARTESIA_VOICE, DEEPGRAM_VOICE])


@pytest.fixture
def house() -> Iterator[Vendor]:
    """A vendor that serves for the test."""
    with vendor() as serving:
        yield serving


@VOICES
async def test_a_clause_is_heard_in_full_at_line_rate(house: Vendor, service: str) -> None:
    """All of the vendor's sound, to a few milliseconds, as loud as it was."""
    with speaking(house.url, service=service) as voice:
        chunks = await said(voice, _TEXT)
    assert duration_ms(chunks) == pytest.approx(letters(_TEXT) * 60, abs=3)
    sound = np.concatenate([chunk.samples for chunk in chunks])
    assert sound.dtype == np.int16
    assert np.abs(sound[800:-800]).max() == pytest.approx(12_000, rel=0.02)


async def test_the_first_sound_does_not_wait_for_the_rest(house: Vendor) -> None:
    """The vendor stops after 100 ms and never goes on: 77 of them are here."""
    house.manner = Manner.ENDLESS
    with speaking(house.url) as voice:
        speech = voice.synthesize(_TEXT)
        first = await anext(speech)
        await speech.aclose()  # type: ignore[attr-defined]
    assert len(first.samples) == 620


@VOICES
async def test_whoever_stops_listening_interrupts_the_vendor(house: Vendor, service: str) -> None:
    """It is told to stop, and its voice speaks the next clause without a rest of this one."""
    house.manner, house.times = Manner.ENDLESS, 1
    with speaking(house.url, service=service) as voice:
        speech = voice.synthesize(_TEXT)
        await anext(speech)
        await speech.aclose()  # type: ignore[attr-defined]
        while not house.cancelled:  # noqa: ASYNC110 - the vendor has a loop of its own
            await asyncio.sleep(0.005)
        house.manner = Manner.PROPER
        assert duration_ms(await said(voice, "Hei på deg.")) == pytest.approx(8 * 60, abs=3)


async def test_the_vendors_word_times_are_ours(house: Vendor) -> None:
    """What was heard before a caller broke in is known to the word."""
    with speaking(house.url) as voice:
        words = [word for chunk in await said(voice, _TEXT) for word in chunk.words]
    assert [word.text for word in words] == _TEXT.split()
    assert [word.start_ms for word in words[:3]] == pytest.approx([0, 180, 360], abs=2)


async def test_clauses_at_once_have_a_connection_each(house: Vendor) -> None:
    """Calls speak at the same time, and none waits for another or hears it."""
    texts = ["Hei.", "Hei på deg.", "God dag, dette er Fjordlys."]
    with speaking(house.url) as voice:
        spoken = await asyncio.gather(*(said(voice, text) for text in texts))
    lengths = [letters(text) * 60 for text in texts]
    assert [duration_ms(chunks) for chunks in spoken] == pytest.approx(lengths, abs=3)


@VOICES
async def test_a_connection_lost_before_any_sound_is_made_again(
    house: Vendor, service: str
) -> None:
    """The clause is asked for once more on a fresh connection."""
    house.manner, house.times = Manner.DROPPING, 1
    with speaking(house.url, service=service, deadline_ms=5_000) as voice:
        assert duration_ms(await said(voice, "Hei på deg.")) == pytest.approx(8 * 60, abs=3)


@pytest.mark.parametrize("manner", [Manner.FAULTY, Manner.DROPPING, Manner.GARBLED])
async def test_trouble_that_lasts_is_an_error_and_passes(house: Vendor, manner: Manner) -> None:
    """Tried twice, told without the vendor's words; the next clause is spoken."""
    house.manner, house.times = manner, 2
    with speaking(house.url) as voice:
        with pytest.raises(ProviderError) as raised:
            await said(voice, _TEXT)
        assert "onsdag" not in str(raised.value)
        assert await said(voice, "Hei.")


async def test_a_refused_key_is_not_tried_again(house: Vendor) -> None:
    """Only the operator can mend it."""
    refused = pytest.raises(ProviderError, match="authentication")
    with speaking(house.url, key="env:WRONG_KEY") as voice, refused as raised:
        await said(voice, _TEXT)
    assert not raised.value.retryable


async def test_silence_for_ever_is_a_missed_deadline(house: Vendor) -> None:
    """A caller is not left waiting; the next clause is spoken."""
    house.manner, house.times = Manner.SILENT, 1
    with speaking(house.url, deadline_ms=300) as voice:
        with pytest.raises(DeadlineExceeded):
            await said(voice, _TEXT)
        assert await said(voice, "Hei.")


async def test_the_cache_key_tells_voices_apart_and_holds_no_secret(house: Vendor) -> None:
    """Class and options decide how a phrase sounds; the key does not."""
    with speaking(house.url) as one, speaking(house.url, spare=2) as other:
        assert one.voice.startswith("pipecat:CartesiaTTSService/")
        assert one.voice != other.voice
