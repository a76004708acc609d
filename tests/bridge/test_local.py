"""Pipecat's own local services: Whisper in this process, and servers that speak HTTP."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from models.bridge.loading import bridged_synthesizer, bridged_transcriber
from tests.bridge.engines import ENVIRON, duration_ms, said, turn
from tests.support.speech_servers import SpeechServer, speech_server
from tests.support.whisper_models import speaking_whisper
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ConfigurationError, ProviderError

_PATIENT = {"deadline_ms": 60_000}


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    """A server that speaks HTTP."""
    with speech_server() as serving:
        yield serving


async def test_pipecats_whisper_hears_a_turn_and_the_next(tmp_path: Path) -> None:
    """The real service on a real CTranslate2 model, loaded once for all turns."""
    words = ["ja", "det", "passer", "fint"]
    model = speaking_whisper(tmp_path / "model", words, ["–", *words], with_times=True)
    options = {
        "settings": {"model": str(model), "language": "en", "no_speech_prob": 1.1},
        "device": "cpu",
        "bridge": _PATIENT,
    }
    asr, loop = bridged_transcriber("pipecat:whisper", json.dumps(options), {})
    try:
        for _ in range(2):
            heard = await asr.transcribe(turn(), Expectation())
            assert (heard.text, heard.accepted) == ("ja det passer fint", True)
    finally:
        loop.close()


def test_a_model_that_is_not_there_is_told_at_start_up(tmp_path: Path) -> None:
    """By setting; a folder that is no model is not looked for anywhere else."""
    (tmp_path / "none").mkdir()
    options = json.dumps({"settings": {"model": str(tmp_path / "none")}})
    with pytest.raises(ConfigurationError, match="VOICEAGENT_ASR: WhisperSTTService"):
        bridged_transcriber("pipecat:whisper", options, {})


async def test_a_recogniser_by_upload_gets_the_turn_as_one_file(server: SpeechServer) -> None:
    """OpenAI's protocol, as many local servers speak it; 0.5 s of silence are Pipecat's own."""
    options = {"api_key": "env:VENDOR_KEY", "base_url": f"{server.url}/v1", "bridge": _PATIENT}
    asr, loop = bridged_transcriber("pipecat:openai", json.dumps(options), ENVIRON)
    try:
        heard = await asr.transcribe(turn(1_500), Expectation())
        assert (heard.text, heard.accepted) == ("ja det passer fint", True)
        assert server.uploads[0] == pytest.approx((1_500 + 200 + 500) * 32, abs=100)
        server.heard = ""
        assert not (await asr.transcribe(turn(), Expectation())).accepted
        server.status = 500
        with pytest.raises(ProviderError):
            await asr.transcribe(turn(), Expectation())
    finally:
        loop.close()


@pytest.mark.filterwarnings("ignore:.*XTTS.*:DeprecationWarning")
async def test_a_local_server_speaks_through_a_session_that_is_closed(
    server: SpeechServer,
) -> None:
    """XTTS wants an HTTP session, which it gets, and speaks at 24 kHz."""
    options = {"base_url": server.url, "settings": {"voice": "Kari"}, "bridge": _PATIENT}
    voice, loop = bridged_synthesizer("pipecat:xtts", json.dumps(options), {})
    try:
        chunks = await said(voice, "Hei på deg.")
        assert duration_ms(chunks) == pytest.approx(8 * 60, abs=4)
        words = [word.text for chunk in chunks for word in chunk.words]
        assert words == ["Hei", "på", "deg."]
        server.status = 500
        with pytest.raises(ProviderError):
            await said(voice, "Hei på deg.")
    finally:
        loop.close()


async def test_pipecats_piper_speaks_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real service on a stand-in for Piper's package, which is GPL-3 and an extra."""

    def synthesize(text: str) -> Iterator[SimpleNamespace]:
        tone = np.sin(np.arange(22_050 * len(text) // 20) * 0.1) * 9_000
        yield SimpleNamespace(audio_int16_bytes=tone.astype("<i2").tobytes())

    voice = SimpleNamespace(synthesize=synthesize, config=SimpleNamespace(sample_rate=22_050))
    piper, downloading = ModuleType("piper"), ModuleType("piper.download_voices")
    piper.PiperVoice = SimpleNamespace(load=lambda *_, **__: voice)  # type: ignore[attr-defined]
    downloading.download_voice = None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "piper", piper)
    monkeypatch.setitem(sys.modules, "piper.download_voices", downloading)
    monkeypatch.delitem(sys.modules, "pipecat.services.piper.tts", raising=False)
    (tmp_path / "no_NO-test.onnx").write_bytes(b"")
    options = {
        "download_dir": str(tmp_path),
        "settings": {"voice": "no_NO-test"},
        "bridge": _PATIENT | {"output_rate_hz": 22_050},
    }
    speaker, loop = bridged_synthesizer("pipecat:piper", json.dumps(options), {})
    try:
        chunks = await said(speaker, "Hei på deg. Ja.")
        assert duration_ms(chunks) == pytest.approx(750, abs=3)
        assert len([word for chunk in chunks for word in chunk.words]) == 4
    finally:
        loop.close()
        sys.modules.pop("pipecat.services.piper.tts", None)
