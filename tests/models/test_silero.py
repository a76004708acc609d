"""The speech detector gives the verdicts of the model's own file."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from models.engines.silero import FRAME_SAMPLES, MODEL_FILE, SileroDetectors
from models.engines.turn_encoder import pipecat_file
from models.loading import caller_voice
from voiceagent.core.audio import encode_ulaw, ulaw_to_speech

Frames = NDArray[np.float32]


async def _speech() -> Frames:
    pieces = caller_voice("kari").synthesize("Hei, jeg ringer fra Fjordtek om en ny løsning.")
    voice = np.concatenate([piece.samples async for piece in pieces])
    return _framed(ulaw_to_speech(encode_ulaw(voice)))


def _noise(level: float) -> Frames:
    rng = np.random.default_rng(7)
    return _framed((rng.standard_normal(64 * FRAME_SAMPLES) * level).astype(np.float32))


def _framed(samples: Frames) -> Frames:
    return samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)


def _by_the_file(frames: Frames) -> list[float]:
    session = onnxruntime.InferenceSession(
        pipecat_file(MODEL_FILE).read_bytes(), providers=["CPUExecutionProvider"]
    )
    state = np.zeros((2, 1, 128), np.float32)
    rate = np.array(16_000, dtype=np.int64)
    verdicts = []
    for before, frame in pairwise([np.zeros(FRAME_SAMPLES, np.float32), *frames]):
        heard = np.concatenate([before[-64:], frame])[np.newaxis]
        inputs = {"input": heard, "state": state, "sr": rate}
        verdict, state = session.run(None, inputs)
        verdicts.append(float(verdict[0, 0]))
    return verdicts


async def test_speech_gets_the_verdicts_of_the_models_own_file() -> None:
    """Speech through the line: as onnxruntime judges it, frame by frame, and found to be speech."""
    frames = await _speech()
    detector = SileroDetectors().open()
    verdicts = [detector.probe(frame) for frame in frames]
    assert verdicts == pytest.approx(_by_the_file(frames), abs=1e-5)
    assert max(verdicts) > 0.9


@pytest.mark.parametrize("level", [0.0, 1e-6, 0.01, 0.3, 1.0])
def test_noise_and_silence_get_the_verdicts_of_the_models_own_file(level: float) -> None:
    """So does what is no speech, at any level."""
    frames = _noise(level)
    detector = SileroDetectors().open()
    verdicts = [detector.probe(frame) for frame in frames]
    assert verdicts == pytest.approx(_by_the_file(frames), abs=1e-5)


async def test_two_calls_share_the_model_and_nothing_else() -> None:
    """What one call hears does not change what another one's detector says."""
    frames = await _speech()
    detectors = SileroDetectors()
    alone = detectors.open()
    expected = [alone.probe(frame) for frame in frames]
    one, other = detectors.open(), detectors.open()
    noise = np.resize(_noise(0.3), frames.shape)
    heard = []
    for place in range(len(frames)):
        heard.append(one.probe(frames[place]))
        other.probe(noise[place])
    assert heard == expected


def test_a_frame_of_another_length_is_refused() -> None:
    """A detector judges 32 ms at a time."""
    with pytest.raises(ValueError, match="shape"):
        SileroDetectors().open().probe(np.zeros(160, np.float32))
