"""Production engines by name, from the settings' words to words out of audio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ctranslate2
import pytest

from models.engines.placement import Device
from models.engines.whisper import WhisperTranscriber, machine_placement
from models.engines.worker import EngineThread
from models.loading import load_engines
from tests.support.engines import turn_audio
from tests.support.whisper_models import speaking_whisper
from voiceagent.bootstrap import load_settings_engines
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ConfigurationError
from voiceagent.settings import read_settings


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a recogniser on its shelf, and the settings that name it."""
    folder = tmp_path / "models"
    words = ["onsdag", "klokka", "ti"]
    speaking_whisper(folder / "nb-whisper-small", words, words)
    monkeypatch.setenv("VOICEAGENT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("VOICEAGENT_ASR", "whisper")
    monkeypatch.setenv("VOICEAGENT_WHISPER_MODEL", "nb-whisper-small")
    return folder


@pytest.mark.parametrize("named", ["nb-whisper-small", "nb-whisper-small-verbatim", "by path"])
async def test_a_recogniser_is_chosen_by_settings(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """By its name, its full name, or the path of its folder."""
    value = str(shelf / "nb-whisper-small") if named == "by path" else named
    monkeypatch.setenv("VOICEAGENT_WHISPER_MODEL", value)
    engines = load_settings_engines(read_settings())
    heard = await engines.transcriber.transcribe(turn_audio(1_500), Expectation())
    assert (heard.text, heard.accepted) == ("onsdag klokka ti", True)
    engines.close()


def test_a_recogniser_that_was_not_fetched_is_told_with_the_command(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At start-up, not in the first call."""
    monkeypatch.setenv("VOICEAGENT_WHISPER_MODEL", "nb-whisper-base")
    with pytest.raises(ConfigurationError, match="voiceagent models fetch nb-whisper-base"):
        load_settings_engines(read_settings())


def test_models_may_lie_elsewhere(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shared folder of the operator's choice."""
    shelf.rename(tmp_path / "shared")
    monkeypatch.setenv("VOICEAGENT_MODELS_DIR", str(tmp_path / "shared"))
    load_settings_engines(read_settings()).close()


def test_a_wanted_gpu_that_is_not_there_keeps_the_service_from_starting(shelf: Path) -> None:
    """On a machine without one, ``cuda`` is an error and ``auto`` is the processor."""
    if ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has a GPU")
    chosen: dict[str, Any] = {"asr": "whisper", "whisper_model": "nb-whisper-small"}
    with pytest.raises(ConfigurationError, match="no GPU"):
        load_engines(**chosen, models_dir=shelf, device=Device.CUDA)
    load_engines(**chosen, models_dir=shelf, device=Device.AUTO).close()


def test_a_gpu_is_asked_for_in_its_own_number_format(
    shelf: Path, thread: EngineThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What CTranslate2 is told where there is a GPU; the model itself then runs here as it can."""
    asked: list[dict[str, Any]] = []
    opened = ctranslate2.models.Whisper

    def open_model(path: str, **options: Any) -> Any:
        asked.append(options)
        return opened(path, device="cpu")

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    monkeypatch.setattr(ctranslate2.models, "Whisper", open_model)
    WhisperTranscriber(shelf / "nb-whisper-small", thread, machine_placement(Device.AUTO))
    assert asked == [{"device": "cuda", "compute_type": "float16", "intra_threads": 1}]


async def test_a_policys_own_words_reach_the_voice() -> None:
    """From the policy by way of the settings' voice."""
    engines = load_engines(own_words={"Fjordlys": "fjorlys"})
    plain = load_engines()
    assert engines.synthesizer.voice != plain.synthesizer.voice
    engines.close()
    plain.close()
