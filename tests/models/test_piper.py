"""Piper behind our port, on a stand-in with the package's signature."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from models.engines.piper import PiperSynthesizer
from models.engines.worker import EngineThread
from voiceagent.errors import ConfigurationError


@dataclass
class _AudioChunk:
    audio_int16_bytes: bytes
    sample_rate: int = 22_050


class _Voice:
    """One piece of half a second per sentence."""

    @staticmethod
    def load(path: str) -> _Voice:
        if "broken" in path:
            raise RuntimeError("protobuf parsing failed")
        return _Voice()

    def synthesize(self, text: str) -> Iterator[_AudioChunk]:
        for _ in text.rstrip(".").split("."):
            time_s = np.arange(11_025) / 22_050
            yield _AudioChunk((np.sin(time_s * 2_000) * 9_000).astype(np.int16).tobytes())


@pytest.fixture
def voice_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A voice's two files, with Piper installed."""
    monkeypatch.setitem(sys.modules, "piper", SimpleNamespace(PiperVoice=_Voice))
    path = tmp_path / "no_NO-test-medium.onnx"
    path.write_bytes(b"")
    path.with_name(path.name + ".json").write_text("{}")
    return path


async def test_a_clause_comes_at_line_rate_with_its_words(
    voice_file: Path, thread: EngineThread
) -> None:
    """Two sentences of half a second: one second, five words in order."""
    piper = PiperSynthesizer(voice_file, thread)
    chunks = [chunk async for chunk in piper.synthesize("Hei på deg. Ja takk.")]
    assert sum(len(chunk.samples) for chunk in chunks) == pytest.approx(8_000, abs=4)
    words = [word for chunk in chunks for word in chunk.words]
    assert [word.text for word in words] == ["Hei", "på", "deg.", "Ja", "takk."]
    assert words[-1].end_ms == pytest.approx(1_000, abs=1)
    assert piper.voice == "piper/no_NO-test-medium"


async def test_nothing_to_say_gives_nothing(voice_file: Path, thread: EngineThread) -> None:
    """Punctuation alone is not spoken."""
    piper = PiperSynthesizer(voice_file, thread)
    assert [chunk async for chunk in piper.synthesize("…")] == []


def test_without_piper_start_up_says_what_to_install(
    voice_file: Path, thread: EngineThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(ConfigurationError, match="extra"):
        PiperSynthesizer(voice_file, thread)


def test_a_missing_or_broken_voice_is_told(voice_file: Path, thread: EngineThread) -> None:
    """By setting, not by traceback."""
    with pytest.raises(ConfigurationError, match="missing"):
        PiperSynthesizer(voice_file.with_name("none.onnx"), thread)
    broken = voice_file.with_name("broken.onnx")
    broken.write_bytes(b"")
    broken.with_name("broken.onnx.json").write_text("{}")
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        PiperSynthesizer(broken, thread)
