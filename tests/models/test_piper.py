"""Piper behind our port: a voice with the real signature, run by onnxruntime.

Where the package is installed, its own code reads the voice; where it is not, a stand-in with the
part of its interface that we use does.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnxruntime
import pytest

from models.engines.piper import PiperSynthesizer
from models.engines.placement import Device
from models.engines.worker import EngineThread
from tests.support.piper_voices import PHONEME_SAMPLES, SAMPLE_RATE_HZ, tone_piper
from voiceagent.errors import ConfigurationError
from voiceagent.ports import VoiceChunk


@dataclass
class _AudioChunk:
    audio_int16_bytes: bytes
    sample_rate: int


@dataclass
class _Config:
    ids: Mapping[str, list[int]]

    @staticmethod
    def from_dict(config: dict[str, Any]) -> _Config:
        return _Config(config["phoneme_id_map"])


@dataclass
class _Voice:
    session: Any
    config: _Config

    def synthesize(self, text: str) -> Iterator[_AudioChunk]:
        ids = [
            1,
            0,
            *(x for c in text if c in self.config.ids for x in (*self.config.ids[c], 0)),
            2,
        ]
        inputs = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array([0.667, 1.0, 0.8], np.float32),
        }
        audio = self.session.run(None, inputs)[0].squeeze()
        yield _AudioChunk((audio * 32767).astype(np.int16).tobytes(), SAMPLE_RATE_HZ)


@pytest.fixture
def voice_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A voice's two files, with Piper installed."""
    if find_spec("piper") is None:
        stand_in = SimpleNamespace(PiperVoice=_Voice, PiperConfig=_Config)
        monkeypatch.setitem(sys.modules, "piper", stand_in)
    return tone_piper(tmp_path / "no_NO-test-medium.onnx")


async def _spoken(piper: PiperSynthesizer, text: str) -> list[VoiceChunk]:
    return [chunk async for chunk in piper.synthesize(text)]


async def test_a_clause_comes_at_line_rate_with_its_words(
    voice_file: Path, thread: EngineThread
) -> None:
    """Two sentences, five words in order, as long as their phonemes."""
    piper = PiperSynthesizer(voice_file, thread)
    chunks = await _spoken(piper, "Hei du der. Ja takk.")
    samples = sum(len(chunk.samples) for chunk in chunks)
    # Each sentence: begin, end, and every letter, all with a pad between.
    phonemes = (3 + 2 * len("Hei du der.")) + (3 + 2 * len("Ja takk."))
    assert samples == pytest.approx(phonemes * PHONEME_SAMPLES * 8_000 / SAMPLE_RATE_HZ, abs=8)
    words = [word for chunk in chunks for word in chunk.words]
    assert [word.text for word in words] == ["Hei", "du", "der.", "Ja", "takk."]
    assert words[-1].end_ms == pytest.approx(samples / 8, abs=2)
    assert max(len(chunk.samples) for chunk in chunks) <= 640


async def test_it_is_as_loud_as_every_voice(voice_file: Path, thread: EngineThread) -> None:
    """Piper gives full scale; a tone at −18 dBFS peaks at 0.18."""
    chunks = await _spoken(PiperSynthesizer(voice_file, thread), "Ja takk.")
    samples = np.concatenate([chunk.samples for chunk in chunks]).astype(float) / 32768
    assert np.sqrt(np.mean(samples**2)) == pytest.approx(10 ** (-18 / 20), rel=0.05)


async def test_closing_stops_before_the_next_sentence(
    voice_file: Path, thread: EngineThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A caller who breaks in costs one sentence at most."""
    piper = PiperSynthesizer(voice_file, thread)
    asked: list[object] = []
    run = thread.run

    async def counted(work: Any, *, deadline_ms: int | None = None) -> Any:
        asked.append(work)
        return await run(work, deadline_ms=deadline_ms)

    monkeypatch.setattr(thread, "run", counted)
    speaking = piper.synthesize("En setning. En til. Og en til.")
    await anext(speaking)
    await speaking.aclose()  # type: ignore[attr-defined]
    assert len(asked) == 1


async def test_two_calls_share_the_voice(voice_file: Path, thread: EngineThread) -> None:
    """Each gets its own words."""
    piper = PiperSynthesizer(voice_file, thread)
    short, long = await asyncio.gather(
        _spoken(piper, "Ja."), _spoken(piper, "Det er jeg som bestemmer.")
    )
    assert len(long) > 2 * len(short)


async def test_a_policys_own_words_are_respelled(voice_file: Path, thread: EngineThread) -> None:
    """In letters; espeak-ng's phonemes are not for this voice. The written word stays."""
    plain = PiperSynthesizer(voice_file, thread)
    own = PiperSynthesizer(
        voice_file, thread, own_words={"Fjordtek": "fjordtekk nå", "CRM": "[[se:]]"}
    )
    before, after = await _spoken(plain, "Fjordtek og CRM."), await _spoken(own, "Fjordtek og CRM.")
    assert sum(len(chunk.samples) for chunk in after) > sum(len(chunk.samples) for chunk in before)
    assert [word.text for chunk in after for word in chunk.words] == ["Fjordtek", "og", "CRM."]
    assert own.voice != plain.voice


async def test_nothing_to_say_gives_nothing(voice_file: Path, thread: EngineThread) -> None:
    """Punctuation alone is not spoken."""
    assert await _spoken(PiperSynthesizer(voice_file, thread), "…") == []


def test_a_voice_leaves_a_core_free(
    voice_file: Path, thread: EngineThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Piper itself would take a thread for every core."""
    options: list[Any] = []
    opened = onnxruntime.InferenceSession

    def open_session(path: str, given: Any, **more: Any) -> Any:
        options.append(given)
        return opened(path, given, **more)

    monkeypatch.setattr(onnxruntime, "InferenceSession", open_session)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(4)))
    PiperSynthesizer(voice_file, thread)
    assert options[0].intra_op_num_threads == 3


def test_a_gpu_that_is_not_there_is_told(voice_file: Path, thread: EngineThread) -> None:
    """It is not quietly slow."""
    with pytest.raises(ConfigurationError, match="no GPU"):
        PiperSynthesizer(voice_file, thread, Device.CUDA)


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
    described = voice_file.with_name(voice_file.name + ".json")
    described.write_text("{}")
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        PiperSynthesizer(voice_file, thread)
    voice_file.write_bytes(b"no model")
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        PiperSynthesizer(voice_file, thread)
