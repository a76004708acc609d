"""A vendor's recogniser through Pipecat's own class for it, over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.bridge.engines import hearing, turn
from tests.support.vendors import Manner, Vendor, vendor
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import DeadlineExceeded, ProviderError


@pytest.fixture
def cartesia() -> Iterator[Vendor]:
    """A vendor that serves for the test."""
    with vendor() as serving:
        yield serving


async def test_a_turn_goes_out_and_its_words_come_back(cartesia: Vendor) -> None:
    """All of the turn and a little silence, in Norwegian; words in lower case with their times."""
    with hearing(cartesia.url) as asr:
        heard = await asr.transcribe(turn(1_500), Expectation())
    assert (heard.text, heard.accepted) == ("ja det passer fint", True)
    assert heard.engine == "pipecat:cartesia"
    assert [word.text for word in heard.words] == heard.text.split()
    assert cartesia.received_ms == 1_700
    assert cartesia.queries[0]["language"] == ["no"]


async def test_a_slow_answer_is_waited_for(cartesia: Vendor) -> None:
    """Within the deadline."""
    cartesia.manner = Manner.SLOW
    with hearing(cartesia.url) as asr:
        assert (await asr.transcribe(turn(), Expectation())).accepted


async def test_a_turn_reaches_nobody_elses_transcript(cartesia: Vendor) -> None:
    """Turns at once have a connection each, and one that has not said it was done is not reused."""
    with hearing(cartesia.url) as asr:
        turns = [asr.transcribe(turn(1_000 + place), Expectation()) for place in range(4)]
        heard = await asyncio.gather(*turns)
        assert {transcript.text for transcript in heard} == {"ja det passer fint"}
        await asr.transcribe(turn(), Expectation())
    assert cartesia.requests == 5
    assert cartesia.connections >= 5


async def test_a_connection_lost_in_the_turn_is_made_again_for_it(cartesia: Vendor) -> None:
    """The turn is sent once more on a fresh connection, and the caller notices nothing."""
    cartesia.manner, cartesia.times = Manner.DROPPING, 1
    with hearing(cartesia.url) as asr:
        assert (await asr.transcribe(turn(), Expectation())).accepted
    assert cartesia.requests == 2


async def test_a_connection_lost_twice_is_an_error_and_the_next_turn_is_heard(
    cartesia: Vendor,
) -> None:
    """Retryable: the vendor may be back, and is."""
    cartesia.manner, cartesia.times = Manner.DROPPING, 2
    with hearing(cartesia.url) as asr:
        with pytest.raises(ProviderError, match="connection was lost") as raised:
            await asr.transcribe(turn(), Expectation())
        assert raised.value.retryable
        assert (await asr.transcribe(turn(), Expectation())).accepted


async def test_an_error_of_the_vendor_is_ours_without_its_words(cartesia: Vendor) -> None:
    """What a vendor says in an error may quote the caller."""
    cartesia.manner, cartesia.heard = Manner.FAULTY, "hemmelig"
    with hearing(cartesia.url) as asr, pytest.raises(ProviderError) as raised:
        await asr.transcribe(turn(), Expectation())
    assert "hemmelig" not in str(raised.value)


async def test_a_refused_key_is_not_tried_again(cartesia: Vendor) -> None:
    """Only the operator can mend it."""
    refused = pytest.raises(ProviderError, match="authentication")
    with hearing(cartesia.url, key="env:WRONG_KEY") as asr, refused as raised:
        await asr.transcribe(turn(), Expectation())
    assert not raised.value.retryable
    assert cartesia.connections == 0


async def test_a_vendor_that_is_not_there_is_an_error(cartesia: Vendor) -> None:
    """A refused connection is told at once."""
    with hearing("ws://127.0.0.1:1") as asr, pytest.raises(ProviderError) as raised:
        await asr.transcribe(turn(), Expectation())
    assert raised.value.retryable


@pytest.mark.parametrize("manner", [Manner.SILENT, Manner.GARBLED])
async def test_no_answer_to_speech_is_a_missed_deadline(cartesia: Vendor, manner: Manner) -> None:
    """Silence for ever, or what is no message: the next turn is heard all the same."""
    cartesia.manner, cartesia.times = manner, 1
    with hearing(cartesia.url, deadline_ms=300) as asr, pytest.raises(DeadlineExceeded):
        await asr.transcribe(turn(1_500), Expectation())
    with hearing(cartesia.url) as asr:
        assert (await asr.transcribe(turn(), Expectation())).accepted


async def test_a_short_sound_without_words_was_no_speech(cartesia: Vendor) -> None:
    """A cough makes a recogniser say nothing; that is no failure."""
    cartesia.manner = Manner.SILENT
    with hearing(cartesia.url, patience_ms=50) as asr:
        heard = await asr.transcribe(turn(700, speech_ms=300), Expectation())
    assert (heard.text, heard.accepted) == ("", False)


async def test_a_cancelled_turn_leaves_the_engine_whole(cartesia: Vendor) -> None:
    """The caller went on speaking: what was asked is dropped, the whole turn is asked anew."""
    cartesia.manner, cartesia.times = Manner.SILENT, 1
    with hearing(cartesia.url) as asr:
        asked = asyncio.ensure_future(asr.transcribe(turn(), Expectation()))
        while not cartesia.requests:  # noqa: ASYNC110 - the vendor has a loop of its own
            await asyncio.sleep(0.005)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert (await asr.transcribe(turn(), Expectation())).accepted


async def test_less_than_200_ms_is_not_sent(cartesia: Vendor) -> None:
    """Recognisers make words of clicks."""
    with hearing(cartesia.url) as asr:
        assert not (await asr.transcribe(turn(150), Expectation())).accepted
    assert cartesia.requests == 0


async def test_an_engine_that_was_closed_says_so(cartesia: Vendor) -> None:
    """The process ends while a call still asks."""
    with hearing(cartesia.url) as asr:
        pass
    with pytest.raises(ProviderError, match="closed"):
        await asr.transcribe(turn(), Expectation())
