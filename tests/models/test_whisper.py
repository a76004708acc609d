"""Whisper with a cut context, on real CTranslate2 models with hand-set weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.engines.acceptance import WhisperGuess
from models.engines.whisper import WhisperTranscriber, context_frames, fit
from models.engines.worker import EngineThread
from tests.support.engines import turn_audio
from tests.support.whisper_models import speaking_whisper
from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.errors import ConfigurationError

_VOCABULARY = ["ja", "nei", "takk", "onsdag", "klokka", "ti"]
_GOOD = WhisperGuess("ja det passer bra", log_probability=-0.2, no_speech=0.05, at_cap=False)


@pytest.mark.parametrize(
    ("frames", "wanted"),
    [(0, 500), (100, 500), (400, 700), (401, 700), (2_744, 3_000), (2_999, 3_000), (9_000, 3_000)],
)
def test_context_is_the_turn_and_a_tail_in_steps(frames: int, wanted: int) -> None:
    """A turn of four seconds is encoded in seven, not in thirty."""
    assert context_frames(frames) == wanted


def test_features_are_padded_with_zero_and_cut() -> None:
    """Zero in the normalised mel domain, as Whisper was trained."""
    features = np.ones((80, 400), np.float32)
    padded = fit(features, 500)
    assert padded.shape == (80, 500)
    assert padded[:, 400:].max() == 0
    assert fit(features, 300).shape == (80, 300)


async def test_the_models_words_arrive(tmp_path: Path, thread: EngineThread) -> None:
    """Audio to features to tokens to text, on a model that says one thing."""
    folder = speaking_whisper(tmp_path / "m", ["onsdag", "klokka", "ti"], _VOCABULARY)
    whisper = WhisperTranscriber(folder, thread)
    heard = await whisper.transcribe(turn_audio(1_500), Expectation(AnswerKind.WHEN))
    assert (heard.text, heard.accepted, heard.engine) == ("onsdag klokka ti", True, "whisper")
    assert heard.confidence > 0.9


async def test_a_click_is_not_transcribed(tmp_path: Path, thread: EngineThread) -> None:
    """Under 200 ms of speech Whisper invents words; it is not asked."""
    whisper = WhisperTranscriber(speaking_whisper(tmp_path / "m", ["ja"], _VOCABULARY), thread)
    heard = await whisper.transcribe(turn_audio(150), Expectation())
    assert (heard.text, heard.accepted) == ("", False)


async def test_a_loop_is_tried_again_with_full_context(
    tmp_path: Path, thread: EngineThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One retry at thirty seconds; if it loops again, nothing is accepted."""
    whisper = WhisperTranscriber(speaking_whisper(tmp_path / "m", ["ja"], _VOCABULARY), thread)
    asked: list[int] = []

    def decode(features: object, frames: int, hint: list[int]) -> WhisperGuess:
        asked.append(frames)
        return replace(_GOOD, at_cap=True)

    monkeypatch.setattr(whisper, "decode", decode)
    heard = await whisper.transcribe(turn_audio(1_500), Expectation())
    assert asked == [500, 3_000]
    assert not heard.accepted


async def test_expected_phrases_are_given_as_context(tmp_path: Path, thread: EngineThread) -> None:
    """The prompt grows by the hint; this model speaks by position and so ends early."""
    whisper = WhisperTranscriber(speaking_whisper(tmp_path / "m", ["ja"], _VOCABULARY), thread)
    told = Expectation(AnswerKind.WHEN, phrases=("onsdag klokka ti",))
    assert (await whisper.transcribe(turn_audio(1_500), told)).text == ""


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "tokenizer.json"])
def test_an_incomplete_folder_is_told(tmp_path: Path, thread: EngineThread, missing: str) -> None:
    """Start-up names the file; nothing is fetched from anywhere."""
    folder = speaking_whisper(tmp_path / "m", ["ja"], _VOCABULARY)
    (folder / missing).unlink()
    with pytest.raises(ConfigurationError, match=missing):
        WhisperTranscriber(folder, thread)


def test_a_broken_model_is_told(tmp_path: Path, thread: EngineThread) -> None:
    """A truncated download is the operator's to mend, not a crash."""
    folder = speaking_whisper(tmp_path / "m", ["ja"], _VOCABULARY)
    (folder / "model.bin").write_bytes(b"\0" * 64)
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        WhisperTranscriber(folder, thread)
