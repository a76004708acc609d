"""Random weights of a real shape: they cost what they should and end where they are told."""

from __future__ import annotations

from pathlib import Path

from benchmarks.whisper.shapes import PROMPT, SHAPES, Shape, write_shape
from models.engines.whisper import WhisperTranscriber
from models.engines.worker import EngineThread
from tests.support.engines import turn_audio
from voiceagent.dialog.moves import Expectation


async def test_a_shape_says_as_many_tokens_as_it_was_told(tmp_path: Path) -> None:
    """Seven different words and the end: no loop, so no second decode is in the figure."""
    thread = EngineThread("test", deadline_ms=30_000)
    folder = write_shape(Shape("small world", 64, 1, 1), tmp_path / "model", tokens=7)
    heard = await WhisperTranscriber(folder, thread).transcribe(turn_audio(4_000), Expectation())
    assert len(set(heard.text.split())) == 7
    thread.close()


def test_the_prompt_is_whispers_own() -> None:
    """Start, Norwegian, transcribe, no timestamps, at the ids of the multilingual models."""
    assert PROMPT == [50258, 50288, 50359, 50363]
    assert SHAPES["base"].width == 512
