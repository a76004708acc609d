"""From audio to trusted words: the head, long turns, calibration, loading."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.catalogue import MODELS, Presence
from models.engines.embedded import EmbeddedTranscriber, join
from models.engines.espeak import EspeakSynthesizer
from models.engines.letters import SYMBOLS
from models.engines.recogniser import Recogniser
from models.engines.smart_turn import SharedPasses
from models.engines.turn_encoder import FEATURES, TurnEncoder
from models.engines.worker import EngineThread
from models.loading import EMBEDDED_WEIGHTS, caller_voice, load_engines
from tests.contracts.speech import spoken
from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.errors import ConfigurationError
from voiceagent.ports import TurnAudio


@pytest.mark.parametrize("frames", [1, 2, 3, 150, 400])
def test_two_rows_of_scores_for_every_two_frames(recogniser: Recogniser, frames: int) -> None:
    """Log-probabilities: every row sums to one."""
    scores = recogniser.scores(np.zeros((frames, FEATURES), np.float32))
    assert scores.shape == (2 * ((frames + 1) // 2), SYMBOLS)
    np.testing.assert_allclose(np.exp(scores).sum(1), 1, atol=1e-4)


@pytest.mark.parametrize(
    ("caller", "said", "kind"),
    [
        ("kari", "Jeg heter Kari Nordmann og ringer fra Fjordtek.", AnswerKind.NAME),
        ("ola", "Vi trenger et nytt crm-system.", AnswerKind.FREE),
        ("arne", "Nei, heller torsdag klokka ti.", AnswerKind.CHOICE),
        ("ingrid", "Rundt hundre tusen kroner.", AnswerKind.AMOUNT),
        ("henrik", "Kan jeg få snakke med et menneske?", AnswerKind.YES_NO),
    ],
)
async def test_callers_are_understood(
    encoder: TurnEncoder,
    recogniser: Recogniser,
    thread: EngineThread,
    caller: str,
    said: str,
    kind: AnswerKind,
) -> None:
    """Voices that training never heard, saying what callers say."""
    transcriber = EmbeddedTranscriber(recogniser, SharedPasses(encoder, thread), thread)
    audio = await spoken(caller_voice(caller), said)
    heard = await transcriber.transcribe(audio, Expectation(kind))
    wanted = said.lower().translate(str.maketrans("-", " ", ".,?!"))
    assert (heard.text, heard.accepted) == (wanted, True)


async def test_a_turn_longer_than_the_window_is_heard_from_its_first_word(
    encoder: TurnEncoder, recogniser: Recogniser, thread: EngineThread
) -> None:
    """Windows of eight seconds overlap; nothing is lost or said twice at a seam."""
    transcriber = EmbeddedTranscriber(recogniser, SharedPasses(encoder, thread), thread)
    parts = ["Vi trenger et nytt crm-system.", "Jeg er daglig leder.", "Det er jeg som bestemmer."]
    audio = await spoken(caller_voice("ola"), " ".join([*parts, *parts]))
    assert audio.duration_ms > 9_000
    heard = await transcriber.transcribe(audio, Expectation(AnswerKind.FREE))
    once = "vi trenger et nytt crm system jeg er daglig leder det er jeg som bestemmer"
    assert heard.text == f"{once} {once}"
    assert heard.words[0].start_ms < 1_000
    assert heard.words[-1].end_ms <= audio.duration_ms


async def test_noise_is_not_an_answer(
    encoder: TurnEncoder, recogniser: Recogniser, thread: EngineThread
) -> None:
    """What is not speech is not accepted, whatever was asked."""
    transcriber = EmbeddedTranscriber(recogniser, SharedPasses(encoder, thread), thread)
    noise = np.random.default_rng(4).standard_normal(24_000).astype(np.float32)
    for level in (0.003, 0.05):
        audio = TurnAudio(noise * np.float32(level), speech_ms=1_000)
        assert not (await transcriber.transcribe(audio, Expectation(AnswerKind.YES_NO))).accepted


def test_windows_are_joined_without_a_frame_lost_or_doubled() -> None:
    """Of an overlap of 76 frames each side gives 38."""

    def window(first: int, count: int) -> NDArray[np.float32]:
        return np.arange(first, first + count, dtype=np.float32)[:, None]

    joined = join([window(0, 400), window(324, 400), window(648, 400)])
    np.testing.assert_array_equal(joined[:, 0], np.arange(1_048))
    np.testing.assert_array_equal(join([window(0, 90)])[:, 0], np.arange(90))


def test_missing_or_foreign_weights_are_told(tmp_path: Path) -> None:
    """At start-up, as a setting to mend."""
    with pytest.raises(ConfigurationError, match="weights"):
        Recogniser(tmp_path)
    for path in EMBEDDED_WEIGHTS.iterdir():
        shutil.copy(path, tmp_path)
    stored = json.loads((tmp_path / "recogniser.json").read_text())
    (tmp_path / "recogniser.json").write_text(json.dumps({**stored, "trust": [1.0]}))
    with pytest.raises(ConfigurationError, match="does not fit"):
        Recogniser(tmp_path)


def test_our_weights_stay_small() -> None:
    """At most 8 MB travel with the code."""
    assert sum(path.stat().st_size for path in EMBEDDED_WEIGHTS.iterdir()) <= 8 * 1024 * 1024


async def test_loaded_engines_work_together_and_close() -> None:
    """The default profile needs no download; warming up uses each engine once."""
    engines = load_engines()
    await engines.warm_up()
    assert isinstance(engines.synthesizer, EspeakSynthesizer)
    engines.close()


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"vad": "energy"}, "vad: silero"),
        ({"asr": "telepathy"}, "asr: embedded"),
        ({"tts": "parrot"}, "tts: espeak"),
        ({"asr": "whisper"}, "whisper_model"),
        ({"tts": "piper"}, "piper_voice"),
    ],
)
def test_a_choice_that_cannot_be_met_is_told(choice: dict[str, str], told: str) -> None:
    """Unknown names, and engines whose model was not given."""
    with pytest.raises(ConfigurationError, match=told):
        load_engines(**choice)  # type: ignore[arg-type]


def test_webrtcvad_can_be_chosen() -> None:
    """For tiny hosts."""
    engines = load_engines(vad="webrtcvad")
    assert engines.detectors.open().frame_samples == 240
    engines.close()


def test_the_embedded_profile_is_complete() -> None:
    """Every packaged model is installed in the version that we know."""
    assert {model.presence() for model in MODELS} == {Presence.HERE}


def test_a_model_that_is_not_there_or_another_is_told(tmp_path: Path) -> None:
    """By its hash, and by name."""
    file = tmp_path / "model.onnx"
    file.write_bytes(b"another")
    known = next(model for model in MODELS if model.id == "silero-vad")

    def missing() -> Path:
        raise ConfigurationError("not there")

    kinds = {
        "id": known.id,
        "engine": known.engine,
        "source": known.source,
        "revision": known.revision,
        "licence": known.licence,
        "sha256": known.sha256,
    }
    assert type(known)(**kinds, locate=lambda: file).presence() is Presence.OTHER_VERSION
    assert type(known)(**kinds, locate=missing).presence() is Presence.MISSING
