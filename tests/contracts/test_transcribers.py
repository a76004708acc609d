"""What every Transcriber owes the runtime."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from models.engines.embedded import EmbeddedTranscriber
from models.engines.recogniser import Recogniser
from models.engines.smart_turn import SharedPasses
from models.engines.turn_encoder import TurnEncoder
from models.engines.whisper import WhisperTranscriber
from models.engines.worker import EngineThread
from models.loading import EMBEDDED_WEIGHTS, caller_voice
from tests.bridge.engines import hearing
from tests.contracts.speech import spoken
from tests.support.engines import AudioTranscriber, ScriptedTranscriber
from tests.support.vendors import vendor
from tests.support.whisper_models import speaking_whisper
from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.ports import Transcriber, TurnAudio

_SAID = "Ja, det passer fint."
_HEARD = "ja det passer fint"


@pytest.fixture(params=["embedded", "whisper", "bridged", "scripted", "by audio"])
def transcriber(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Transcriber]:
    """Each recogniser in turn; the fakes are told what the sentence is."""
    if request.param == "scripted":
        yield ScriptedTranscriber([_HEARD] * 3)
        return
    if request.param == "by audio":
        yield AudioTranscriber(lambda audio: _HEARD if audio.samples.std() > 1e-3 else "")
        return
    if request.param == "bridged":
        with vendor() as cartesia, hearing(cartesia.url) as bridged:
            yield bridged
        return
    thread = EngineThread("transcriber", deadline_ms=30_000)
    if request.param == "whisper":
        words = _HEARD.split()
        yield WhisperTranscriber(speaking_whisper(tmp_path / "model", words, words), thread)
        thread.close()
        return
    passes = SharedPasses(TurnEncoder(), thread)
    recognising = EngineThread("recognising", deadline_ms=30_000)
    yield EmbeddedTranscriber(Recogniser(EMBEDDED_WEIGHTS), passes, recognising)
    thread.close()
    recognising.close()


async def test_a_sentence_is_heard_in_lower_case_without_punctuation(
    transcriber: Transcriber,
) -> None:
    """The dialog's readers take words, nothing else."""
    audio = await spoken(caller_voice("ingrid"), _SAID)
    heard = await transcriber.transcribe(audio, Expectation(AnswerKind.YES_NO))
    assert heard.text == _HEARD
    assert heard.accepted
    assert 0 < heard.confidence <= 1
    assert heard.engine


async def test_words_lie_within_the_turn_and_in_order(transcriber: Transcriber) -> None:
    """Where an engine gives word times, they are those of the text, inside the audio."""
    audio = await spoken(caller_voice("ola"), _SAID)
    heard = await transcriber.transcribe(audio, Expectation(AnswerKind.YES_NO))
    if not heard.words:
        return
    assert " ".join(word.text for word in heard.words) == heard.text
    starts = [word.start_ms for word in heard.words]
    assert starts == sorted(starts)
    assert all(0 <= w.start_ms < w.end_ms <= audio.duration_ms for w in heard.words)
    assert all(0 <= word.confidence <= 1 for word in heard.words)


async def test_the_same_audio_is_heard_the_same(transcriber: Transcriber) -> None:
    """A recorded call replays to the same words."""
    audio = await spoken(caller_voice("ola"), _SAID)
    first = await transcriber.transcribe(audio, Expectation())
    second = await transcriber.transcribe(TurnAudio(audio.samples.copy(), 900), Expectation())
    assert (first.text, first.accepted) == (second.text, second.accepted)


@pytest.mark.parametrize("engine", ["embedded", "by audio"])
@pytest.mark.parametrize("duration_ms", [0, 40, 3_000])
async def test_silence_is_not_accepted(engine: str, duration_ms: int) -> None:
    """No words are made of nothing."""
    thread = EngineThread("silence", deadline_ms=30_000)
    hearing: Transcriber = (
        EmbeddedTranscriber(
            Recogniser(EMBEDDED_WEIGHTS), SharedPasses(TurnEncoder(), thread), thread
        )
        if engine == "embedded"
        else AudioTranscriber(lambda audio: "")
    )
    quiet = TurnAudio(np.zeros(duration_ms * 16, np.float32), speech_ms=0)
    heard = await hearing.transcribe(quiet, Expectation(AnswerKind.YES_NO))
    assert not heard.accepted
    thread.close()
