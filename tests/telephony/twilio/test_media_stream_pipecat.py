"""The codec against one written by others: pipecat's serializer for the same wire.

Run at the line's own rate, so that audio goes through pipecat's µ-law tables and no resampling. It
knows media, DTMF and clear only, hence no start, stop or mark here.
"""

from __future__ import annotations

import importlib
import warnings
from types import ModuleType
from typing import Any

import pytest

from telephony.twilio.media_stream import ClearAudio, PlayAudio, encode
from telephony.twilio.media_stream_peer import StreamWriter, decode_order

STREAM = "MZ18ad3ab5a668481ce02b83e7395059f0"
CALL = "CA0123456789abcdef0123456789abcdef"
# Every µ-law value but 0x7F, the negative zero, which no encoder gives back.
ULAW = bytes(value for value in range(256) if value != 0x7F)


def load(name: str) -> ModuleType:
    """A module of pipecat's, whose import warns about the standard library's audioop."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return importlib.import_module(name)


@pytest.fixture(scope="module")
def frames() -> ModuleType:
    """Pipecat's frame classes."""
    return load("pipecat.frames.frames")


@pytest.fixture(scope="module")
def serializer() -> Any:
    """Pipecat's agent side of the wire."""
    made = load("pipecat.serializers.twilio").TwilioFrameSerializer
    one = made(STREAM, params=made.InputParams(auto_hang_up=False))
    one._sample_rate = 8_000
    return one


async def test_pipecat_hears_what_our_carrier_sends(serializer: Any) -> None:
    """The simulated carrier's media is read by pipecat, sample by sample."""
    writer = StreamWriter(STREAM, CALL, "AC1")
    frame = await serializer.deserialize(writer.media(ULAW))
    assert (frame.sample_rate, frame.num_channels, len(frame.audio)) == (8_000, 1, 2 * len(ULAW))
    sent_back = decode_order(await serializer.serialize(frame))
    assert sent_back == PlayAudio(STREAM, ULAW)


async def test_pipecat_reads_our_carriers_keys(serializer: Any) -> None:
    """A key from the simulated carrier is that key to pipecat."""
    frame = await serializer.deserialize(StreamWriter(STREAM, CALL, "AC1").dtmf("#"))
    assert frame.button.value == "#"


async def test_pipecat_and_we_write_the_same_clear(serializer: Any, frames: ModuleType) -> None:
    """An interruption there and a clear here are the same message."""
    theirs = await serializer.serialize(frames.InterruptionFrame())
    assert decode_order(theirs) == ClearAudio(STREAM) == decode_order(encode(ClearAudio(STREAM)))
