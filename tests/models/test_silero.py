"""The speech detector gives the verdicts of the model's own file."""

from __future__ import annotations

from itertools import cycle, pairwise

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from models.engines.silero import FORGET_AFTER_MS, FRAME_SAMPLES, MODEL_FILE, SileroDetectors
from models.engines.turn_encoder import pipecat_file
from models.loading import caller_voice
from voiceagent.core.audio import RAISING_PAST, encode_ulaw, raise_rate, silence_ulaw, ulaw_levels

Frames = list[bytes]


async def _speech() -> Frames:
    pieces = caller_voice("kari").synthesize("Hei, jeg ringer fra Fjordtek om en ny løsning.")
    voice = np.concatenate([piece.samples async for piece in pieces])
    return _framed(encode_ulaw(voice))


def _noise(level: float) -> Frames:
    rng = np.random.default_rng(7)
    noise = np.clip(rng.standard_normal(64 * FRAME_SAMPLES) * level, -1, 1)
    return _framed(encode_ulaw((noise * 32_767).astype(np.int16)))


def _framed(line: bytes) -> Frames:
    last = len(line) - FRAME_SAMPLES
    return [line[at : at + FRAME_SAMPLES] for at in range(0, last + 1, FRAME_SAMPLES)]


def _raised(frames: Frames) -> NDArray[np.float32]:
    """The same frames at 16 000 Hz, as the model's file wants them."""
    past = np.zeros(RAISING_PAST, np.float32)
    raised = raise_rate(np.concatenate([past, ulaw_levels(b"".join(frames))]))
    return raised.reshape(len(frames), 2 * FRAME_SAMPLES)


def _by_the_file(frames: Frames) -> list[float]:
    session = onnxruntime.InferenceSession(
        pipecat_file(MODEL_FILE).read_bytes(), providers=["CPUExecutionProvider"]
    )
    state = np.zeros((2, 1, 128), np.float32)
    rate = np.array(16_000, dtype=np.int64)
    verdicts = []
    for before, frame in pairwise([np.zeros(64, np.float32), *_raised(frames)]):
        heard = np.concatenate([before[-64:], frame])[np.newaxis]
        inputs = {"input": heard, "state": state, "sr": rate}
        verdict, state = session.run(None, inputs)
        verdicts.append(float(verdict[0, 0]))
    return verdicts


async def test_speech_gets_the_verdicts_of_the_models_own_file() -> None:
    """Speech through the line: as onnxruntime judges it, frame by frame, and found to be speech."""
    frames = await _speech()
    detector = SileroDetectors(forget_after_ms=None).open()
    verdicts = [detector.probe(frame) for frame in frames]
    assert verdicts == pytest.approx(_by_the_file(frames), abs=1e-5)
    assert max(verdicts) > 0.9


@pytest.mark.parametrize("level", [0.0, 0.001, 0.01, 0.3, 1.0])
def test_noise_and_silence_get_the_verdicts_of_the_models_own_file(level: float) -> None:
    """So does what is no speech, at any level."""
    frames = _noise(level)
    detector = SileroDetectors(forget_after_ms=None).open()
    verdicts = [detector.probe(frame) for frame in frames]
    assert verdicts == pytest.approx(_by_the_file(frames), abs=1e-5)


async def test_a_long_quiet_does_not_make_it_deaf() -> None:
    """After a quiet it is as if it had heard nothing but the last 640 ms."""
    quiet = [silence_ulaw(32)] * 120
    speech = await _speech()
    forgetful, fresh = SileroDetectors().open(), SileroDetectors().open()
    for frame in quiet[: FORGET_AFTER_MS // 32 + 1]:
        forgetful.probe(frame)
    for frame in quiet[:20]:
        fresh.probe(frame)
    heard, expected = [
        [detector.probe(frame) for frame in speech] for detector in (forgetful, fresh)
    ]
    assert heard == pytest.approx(expected, abs=1e-3)


async def test_a_pause_in_speech_is_not_forgotten() -> None:
    """Only two seconds of quiet are: within a turn its memory is whole."""
    frames = [*await _speech(), *[silence_ulaw(32)] * 50, *await _speech()]
    forgetful, whole = SileroDetectors().open(), SileroDetectors(forget_after_ms=None).open()
    heard, expected = [
        [detector.probe(frame) for frame in frames] for detector in (forgetful, whole)
    ]
    assert heard == expected


async def test_two_calls_share_the_model_and_nothing_else() -> None:
    """What one call hears does not change what another one's detector says."""
    frames = await _speech()
    detectors = SileroDetectors()
    alone = detectors.open()
    expected = [alone.probe(frame) for frame in frames]
    one, other = detectors.open(), detectors.open()
    heard = []
    for frame, noise in zip(frames, cycle(_noise(0.3)), strict=False):
        heard.append(one.probe(frame))
        other.probe(noise)
    assert heard == expected


def test_a_frame_of_another_length_is_refused() -> None:
    """A detector judges 32 ms at a time."""
    with pytest.raises(ValueError, match="bytes"):
        SileroDetectors().open().probe(silence_ulaw(20))
