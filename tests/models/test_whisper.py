"""Whisper with a cut context, on real CTranslate2 models with hand-set weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.engines.whisper import (
    WhisperGuess,
    WhisperTranscriber,
    acceptable,
    context_frames,
    fit,
    plain,
)
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


def test_text_becomes_plain_words() -> None:
    """The dialog's readers take lower-case words."""
    assert plain(" Ja, på Onsdag – kl. 10! ") == "ja på onsdag kl 10"


@pytest.mark.parametrize(
    ("guess", "speech_ms", "phrases"),
    [
        pytest.param(replace(_GOOD, text=""), 900, (), id="no words"),
        pytest.param(replace(_GOOD, at_cap=True), 900, (), id="did not stop"),
        pytest.param(replace(_GOOD, text="takk " * 40), 9_000, (), id="ran in circles"),
        pytest.param(replace(_GOOD, no_speech=0.9, log_probability=-1.1), 900, (), id="silence"),
        pytest.param(replace(_GOOD, log_probability=-1.6), 900, (), id="unlikely"),
        pytest.param(_GOOD, 500, (), id="faster than people speak"),
        pytest.param(replace(_GOOD, text="teksting av noen"), 900, (), id="a subtitle credit"),
        pytest.param(
            replace(_GOOD, text="kari nordmann fjordtek"),
            900,
            ("Kari Nordmann", "Fjordtek"),
            id="an echo of what it was told",
        ),
    ],
)
def test_guesses_that_must_not_be_acted_on(
    guess: WhisperGuess, speech_ms: int, phrases: tuple[str, ...]
) -> None:
    """Each acceptance filter on its own."""
    assert acceptable(_GOOD, 900, ())
    assert not acceptable(guess, speech_ms, phrases)


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
