"""Builds the engines that the settings name: once per process, warmed up, sharing what they can.

Choices: detector ``silero`` or ``webrtcvad``; recogniser ``embedded`` or ``whisper``; voice
``espeak`` or ``piper``. The turn scorer is always Smart-Turn. Words need only the front of its
network (12 ms a pass on one core), the score all of it (40 ms) and not for every turn; so each has
a session and a thread of its own, and words never wait for a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from models.engines.embedded import EmbeddedTranscriber
from models.engines.espeak import EspeakSynthesizer
from models.engines.piper import PiperSynthesizer
from models.engines.recogniser import Recogniser
from models.engines.silero import SileroDetectors
from models.engines.smart_turn import SharedPasses, SmartTurnScorer
from models.engines.turn_encoder import TurnEncoder
from models.engines.webrtc import WebrtcDetectors
from models.engines.worker import EngineThread
from models.voices import CALLER_VOICES
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ConfigurationError
from voiceagent.ports import SpeechDetectors, Synthesizer, Transcriber, TurnAudio, TurnScorer

EMBEDDED_WEIGHTS = Path(__file__).parent / "weights"
"""Our own weights."""

_HUM = (np.sin(np.arange(32_000) * 0.08) * 0.1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Engines:
    """Everything with weights that a process needs."""

    detectors: SpeechDetectors
    scorer: TurnScorer
    transcriber: Transcriber
    synthesizer: Synthesizer
    threads: tuple[EngineThread, ...]

    async def warm_up(self) -> None:
        """Use every engine once, so that the first call is as fast as the next.

        Raises:
            ProviderError: An engine does not work.
        """
        detector = self.detectors.open()
        detector.probe(np.zeros(detector.frame_samples, np.float32))
        audio = TurnAudio(_HUM, speech_ms=2_000)
        await self.scorer.score(audio)
        await self.transcriber.transcribe(audio, Expectation())
        async for _ in self.synthesizer.synthesize("Hei."):
            pass

    def close(self) -> None:
        """End the engines' threads; what waits in them fails."""
        for thread in self.threads:
            thread.close()


def load_engines(
    *,
    vad: str = "silero",
    asr: str = "embedded",
    tts: str = "espeak",
    whisper_model: Path | None = None,
    piper_voice: Path | None = None,
) -> Engines:
    """Load what was named.

    Raises:
        ConfigurationError: A name is unknown, or a model that it needs is missing.
    """
    encoding, scoring, hearing, speaking = (
        EngineThread("encoder"),
        EngineThread("scorer"),
        EngineThread("recogniser", deadline_ms=5_000),
        EngineThread("voice"),
    )
    threads = (encoding, scoring, hearing, speaking)
    try:
        whole, front = TurnEncoder(), TurnEncoder(features_only=True)
        for encoder in (whole, front):
            encoder.encode(_HUM)  # the first pass is slow, and no deadline counts here
        passes = SharedPasses(front, encoding)
        return Engines(
            detectors=_detectors(vad),
            scorer=SmartTurnScorer(SharedPasses(whole, scoring)),
            transcriber=_transcriber(asr, passes, hearing, whisper_model),
            synthesizer=_synthesizer(tts, speaking, piper_voice),
            threads=threads,
        )
    except BaseException:
        for thread in threads:
            thread.close()
        raise


def caller_voice(name: str) -> Synthesizer:
    """The voice of a simulated caller; its thread lives as long as the process.

    Raises:
        ConfigurationError: There is no caller of that name.
    """
    if name not in CALLER_VOICES:
        raise ConfigurationError(f"caller voice: one of {', '.join(CALLER_VOICES)}")
    return EspeakSynthesizer(_callers_thread(), CALLER_VOICES[name])


@cache
def _callers_thread() -> EngineThread:
    return EngineThread("callers", deadline_ms=10_000)


def _detectors(name: str) -> SpeechDetectors:
    if name == "silero":
        return SileroDetectors()
    if name == "webrtcvad":
        return WebrtcDetectors()
    raise ConfigurationError("vad: silero or webrtcvad")


def _transcriber(
    name: str, passes: SharedPasses, thread: EngineThread, whisper_model: Path | None
) -> Transcriber:
    if name == "embedded":
        return EmbeddedTranscriber(Recogniser(EMBEDDED_WEIGHTS), passes, thread)
    if name == "whisper":
        if whisper_model is None:
            raise ConfigurationError("whisper_model: the folder of a CTranslate2 Whisper model")
        # Imported here: CTranslate2 costs half a second, and the other engines do without.
        from models.engines.whisper import WhisperTranscriber

        return WhisperTranscriber(whisper_model, thread)
    raise ConfigurationError("asr: embedded or whisper")


def _synthesizer(name: str, thread: EngineThread, piper_voice: Path | None) -> Synthesizer:
    if name == "espeak":
        return EspeakSynthesizer(thread)
    if name == "piper":
        if piper_voice is None:
            raise ConfigurationError("piper_voice: the .onnx file of a Piper voice")
        return PiperSynthesizer(piper_voice, thread)
    raise ConfigurationError("tts: espeak or piper")
