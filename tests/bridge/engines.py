"""Bridged engines on a vendor of the test's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from models.bridge.loading import bridged_synthesizer, bridged_transcriber
from models.bridge.synthesizer import PipecatSynthesizer
from models.bridge.transcriber import PipecatTranscriber
from tests.support.vendors import KEY
from voiceagent.ports import Synthesizer, TurnAudio, VoiceChunk

ENVIRON = {"VENDOR_KEY": KEY, "WRONG_KEY": "another"}
CARTESIA_VOICE = "pipecat:pipecat.services.cartesia.tts.CartesiaTTSService"
DEEPGRAM_VOICE = "pipecat:pipecat.services.deepgram.tts.DeepgramTTSService"


@contextmanager
def hearing(
    url: str, *, key: str = "env:VENDOR_KEY", **bridge: int
) -> Iterator[PipecatTranscriber]:
    """Cartesia's recogniser at ``url``; ours under ``bridge``, patient for busy machines."""
    options = {"api_key": key, "base_url": url, "bridge": {"deadline_ms": 20_000} | bridge}
    transcriber, loop = bridged_transcriber("pipecat:cartesia", json.dumps(options), ENVIRON)
    try:
        yield transcriber
    finally:
        loop.close()


@contextmanager
def speaking(
    url: str, *, service: str = CARTESIA_VOICE, key: str = "env:VENDOR_KEY", **bridge: int
) -> Iterator[PipecatSynthesizer]:
    """A voice at ``url``."""
    options = {"api_key": key, "bridge": {"deadline_ms": 20_000} | bridge}
    if service == CARTESIA_VOICE:
        options |= {"url": f"{url}/tts/websocket", "settings": {"voice": "kari"}}
    else:
        options |= {"base_url": url}
    synthesizer, loop = bridged_synthesizer(service, json.dumps(options), ENVIRON)
    try:
        yield synthesizer
    finally:
        loop.close()


def turn(duration_ms: int = 1_500, speech_ms: int | None = None) -> TurnAudio:
    """A hum at 16 kHz."""
    samples = np.sin(np.arange(duration_ms * 16) * 0.1) * 0.3
    spoken_ms = duration_ms if speech_ms is None else speech_ms
    return TurnAudio(samples.astype(np.float32), speech_ms=spoken_ms)


async def said(voice: Synthesizer, text: str) -> list[VoiceChunk]:
    """Everything that a voice makes of a text."""
    return [chunk async for chunk in voice.synthesize(text)]


def duration_ms(chunks: list[VoiceChunk]) -> int:
    """How long it sounds."""
    return sum(len(chunk.samples) for chunk in chunks) // 8
