"""Whisper with a cut context, on real CTranslate2 models with hand-set weights."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.engines.acceptance import WhisperGuess
from models.engines.whisper import WhisperTranscriber, WhisperTurn, context_frames, fit
from models.engines.worker import EngineThread
from tests.support.engines import turn_audio
from tests.support.whisper_models import speaking_whisper
from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.errors import ConfigurationError

_VOCABULARY = ["ja", "nei", "takk", "onsdag", "klokka", "ti"]


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


def _contexts(whisper: WhisperTranscriber, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The context of every decode from now on."""
    asked: list[int] = []
    decode = whisper.decode

    def counted(
        features: Sequence[NDArray[np.float32]], frames: int, turns: Sequence[WhisperTurn]
    ) -> list[WhisperGuess]:
        asked.append(frames)
        return decode(features, frames, turns)

    monkeypatch.setattr(whisper, "decode", counted)
    return asked


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


async def test_a_long_answer_is_not_cut_short(tmp_path: Path, thread: EngineThread) -> None:
    """CTranslate2 generates half of the length that it is given; thirty words are thirty words."""
    said = (
        "vi er et lite firma med tolv ansatte og trenger nytt system før jul fordi dagens avtale "
        "går ut i desember men budsjettet må styret godkjenne neste onsdag klokka halv"
    )
    words = said.split()
    whisper = WhisperTranscriber(speaking_whisper(tmp_path / "m", words, words), thread)
    heard = await whisper.transcribe(turn_audio(8_000), Expectation())
    assert (heard.text, heard.accepted) == (said, True)


async def test_a_loop_is_tried_again_with_full_context(
    tmp_path: Path, thread: EngineThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that does not end on a short context ends on a long one."""
    folder = speaking_whisper(tmp_path / "m", ["ja", "takk"], _VOCABULARY, needs_context=True)
    whisper = WhisperTranscriber(folder, thread)
    asked = _contexts(whisper, monkeypatch)
    heard = await whisper.transcribe(turn_audio(1_500), Expectation())
    assert asked == [500, 3_000]
    assert (heard.text, heard.accepted) == ("ja takk", True)


async def test_a_retry_that_would_be_late_is_not_begun(
    tmp_path: Path, thread: EngineThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What did not stop is not accepted; the caller is asked again instead of kept waiting."""
    folder = speaking_whisper(tmp_path / "m", ["ja", "takk"], _VOCABULARY, needs_context=True)
    whisper = WhisperTranscriber(folder, thread)
    monkeypatch.setattr(whisper, "_full_pass_s", 10.0)
    asked = _contexts(whisper, monkeypatch)
    heard = await whisper.transcribe(turn_audio(1_500), Expectation())
    assert asked == [500]
    assert not heard.accepted


async def test_expected_phrases_are_given_as_context(tmp_path: Path, thread: EngineThread) -> None:
    """The phrases stand in the prompt before the task, and change what is heard."""
    said = speaking_whisper(
        tmp_path / "m", ["ja"], _VOCABULARY, after_hint=(3, ["onsdag", "klokka", "ti"])
    )
    whisper = WhisperTranscriber(said, thread)
    told = Expectation(AnswerKind.WHEN, phrases=("onsdag klokka ti",))
    assert (await whisper.transcribe(turn_audio(1_500), told)).text == "onsdag klokka ti"
    assert (await whisper.transcribe(turn_audio(1_500), Expectation())).text == "ja"


async def test_an_echo_of_what_it_was_told_is_not_an_answer(
    tmp_path: Path, thread: EngineThread
) -> None:
    """A model that only gives its hint back has heard nothing."""
    said = speaking_whisper(tmp_path / "m", ["ja"], _VOCABULARY, after_hint=(2, ["nei", "takk"]))
    whisper = WhisperTranscriber(said, thread)
    told = Expectation(AnswerKind.NAME, phrases=("nei", "takk"))
    heard = await whisper.transcribe(turn_audio(1_500), told)
    assert (heard.text, heard.accepted) == ("nei takk", False)


async def test_turns_that_wait_share_a_pass_and_keep_their_own_words(
    tmp_path: Path, thread: EngineThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three waiting turns of one length are decoded together; one with a hint goes by itself."""
    said = speaking_whisper(
        tmp_path / "m", ["ja"], _VOCABULARY, after_hint=(3, ["onsdag", "klokka", "ti"])
    )
    whisper = WhisperTranscriber(said, thread)
    asked = _contexts(whisper, monkeypatch)
    told = Expectation(AnswerKind.WHEN, phrases=("onsdag klokka ti",))
    gate = threading.Event()
    busy = asyncio.ensure_future(thread.run(lambda: gate.wait(10)))
    await asyncio.sleep(0)
    waiting = [
        asyncio.ensure_future(whisper.transcribe(turn_audio(1_500), expectation))
        for expectation in (Expectation(), told, Expectation(), Expectation())
    ]
    await asyncio.sleep(0)
    gate.set()
    texts = [heard.text for heard in await asyncio.gather(*waiting)]
    await busy
    assert texts == ["ja", "onsdag klokka ti", "ja", "ja"]
    assert len(asked) == 2


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
