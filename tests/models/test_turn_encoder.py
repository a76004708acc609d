"""The picture of the audio and the pass over it."""

from __future__ import annotations

import numpy as np
import pytest
from pipecat.audio.turn.smart_turn._whisper_features import compute_whisper_log_mel_features

from models.engines import turn_encoder
from models.engines.log_mel import WINDOW_SAMPLES, log_mel
from models.engines.turn_encoder import FEATURES, TurnEncoder, frames_of, pipecat_file
from voiceagent.errors import ConfigurationError


@pytest.mark.parametrize("samples", [0, 1, 199, 200, 321, 16_001, 127_801, 128_000, 140_000])
def test_the_picture_is_the_one_that_the_network_was_trained_with(samples: int) -> None:
    """Ours equals Whisper's feature extractor on the audio padded to eight seconds."""
    noise = np.random.default_rng(samples).standard_normal(samples)
    audio = (noise * 0.1 + 0.01).astype(np.float32)
    last = audio[-WINDOW_SAMPLES:]
    padded = np.pad(last, (WINDOW_SAMPLES - len(last), 0))
    wanted = compute_whisper_log_mel_features(padded, do_normalize=True)
    np.testing.assert_allclose(log_mel(audio), wanted, atol=2e-5)


def test_a_pass_gives_a_probability_and_the_frames_of_the_audio_alone(encoder: TurnEncoder) -> None:
    """50 frames a second, none for the padding."""
    audio = np.random.default_rng(1).standard_normal(24_000).astype(np.float32) * np.float32(0.05)
    passed = encoder.encode(audio)
    assert 0 <= passed.probability <= 1
    assert passed.frames.shape == (75, FEATURES)


def test_training_and_calls_see_the_same_frames(encoder: TurnEncoder) -> None:
    """The short graph for training computes what the whole one does."""
    audio = np.random.default_rng(2).standard_normal(16_000).astype(np.float32) * np.float32(0.05)
    short = TurnEncoder(features_only=True).encode(audio)
    np.testing.assert_allclose(short.frames, encoder.encode(audio).frames, atol=1e-4)


def test_no_more_frames_than_the_window_holds() -> None:
    """Eight seconds are 400 frames."""
    assert [frames_of(count) for count in (0, 1, 320, 321, 10_000_000)] == [0, 1, 1, 2, 400]


def test_a_missing_model_is_the_operators_to_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pipecat-ai, or with a file that it no longer has, start-up says so."""
    with pytest.raises(ConfigurationError, match=r"nothing\.onnx"):
        pipecat_file("audio/nothing.onnx")
    monkeypatch.setattr(turn_encoder, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match="pipecat-ai"):
        pipecat_file("audio/vad/data/silero_vad.onnx")


def test_a_graph_without_our_layer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later Smart-Turn with other names must not be read wrongly."""
    monkeypatch.setattr(turn_encoder, "FEATURE_NODE", "layer_norm_99")
    with pytest.raises(ConfigurationError, match="layer_norm_99"):
        TurnEncoder()
