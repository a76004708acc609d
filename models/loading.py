"""Builds the engines that the settings name: once per process, warmed up, sharing what they can.

Choices: detector ``silero`` or ``webrtcvad``; recogniser ``embedded`` or ``whisper``; voice
``espeak`` or ``piper``; for either of these also ``pipecat:…``, a vendor's class. The turn scorer
is always Smart-Turn. Words need only the front of its network (12 ms a pass on one core), the score
all of it (40 ms) and not for every turn; so each has a session and a thread of its own, and words
never wait for a score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from models.engines.embedded import EmbeddedTranscriber
from models.engines.espeak import EspeakSynthesizer
from models.engines.piper import PiperSynthesizer
from models.engines.placement import Device
from models.engines.recogniser import Recogniser
from models.engines.silero import SileroDetectors
from models.engines.smart_turn import SharedPasses, SmartTurnScorer
from models.engines.turn_encoder import TurnEncoder
from models.engines.webrtc import WebrtcDetectors
from models.engines.worker import EngineThread, Watch
from models.shelf.find import find_model
from models.shelf.sources import Kind
from models.voices import CALLER_VOICES
from voiceagent.core.audio import ULAW_SILENCE
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ConfigurationError, DeadlineExceeded
from voiceagent.ports import SpeechDetectors, Synthesizer, Transcriber, TurnAudio, TurnScorer

EMBEDDED_WEIGHTS = Path(__file__).parent / "weights"
"""Our own weights."""

WARM_UP = "Hei, og velkommen til oss."
"""Said to nobody: long enough for a voice's pace to be known."""

_BRIDGED = "pipecat:"

_HUM = (np.sin(np.arange(32_000) * 0.08) * 0.1).astype(np.float32)


class Closing(Protocol):
    """Runs until it is closed: an engine's thread."""

    def close(self) -> None:
        """End it; twice does nothing more."""
        ...


@dataclass(frozen=True, slots=True)
class Engines:
    """Everything with weights that a process needs."""

    detectors: SpeechDetectors
    scorer: TurnScorer
    transcriber: Transcriber
    synthesizer: Synthesizer
    threads: tuple[Closing, ...]

    async def warm_up(self) -> None:
        """Use every engine once, so that the first call is as fast as the next.

        Raises:
            ProviderError: An engine does not work.
        """
        detector = self.detectors.open()
        detector.probe(bytes([ULAW_SILENCE]) * detector.frame_samples)
        audio = TurnAudio(_HUM, speech_ms=2_000)
        await self.scorer.score(audio)
        with suppress(DeadlineExceeded):  # a vendor may have nothing to say to a hum
            await self.transcriber.transcribe(audio, Expectation())
        async for _ in self.synthesizer.synthesize(WARM_UP):
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
    whisper_model: str = "",
    piper_voice: str = "",
    models_dir: Path = Path("models"),
    device: Device = Device.AUTO,
    own_words: Mapping[str, str] | None = None,
    asr_options: str = "",
    tts_options: str = "",
    watch: Watch | None = None,
) -> Engines:
    """Load what was named.

    Args:
        vad: Speech detector.
        asr: Recogniser.
        tts: Voice.
        whisper_model: Name of a fetched model, or a folder; for ``whisper``.
        piper_voice: Name of a fetched voice, or its file; for ``piper``.
        models_dir: Where fetched models lie.
        device: What Whisper and Piper run on.
        own_words: How a policy wants its names said.
        asr_options: For a vendor's recogniser.
        tts_options: For a vendor's voice.
        watch: Is told of each job that the engines' threads have done.

    Raises:
        ConfigurationError: A name is unknown, or a model that it needs is missing.
    """
    encoding, scoring, hearing, speaking = (
        EngineThread("encoder", watch=watch),
        EngineThread("scorer", watch=watch),
        EngineThread("recogniser", deadline_ms=5_000, watch=watch),
        EngineThread("voice", watch=watch),
    )
    threads: list[Closing] = [encoding, scoring, hearing, speaking]
    try:
        whole, front = TurnEncoder(), TurnEncoder(features_only=True)
        for encoder in (whole, front):
            encoder.encode(_HUM)  # the first pass is slow, and no deadline counts here
        passes = SharedPasses(front, encoding)
        return Engines(
            detectors=_detectors(vad),
            scorer=SmartTurnScorer(SharedPasses(whole, scoring)),
            transcriber=_bridged_transcriber(asr, asr_options, threads)
            or _transcriber(
                asr, passes, hearing, lambda: _whisper(whisper_model, models_dir, hearing, device)
            ),
            synthesizer=_bridged_synthesizer(tts, tts_options, threads)
            or _synthesizer(
                tts,
                lambda: EspeakSynthesizer(speaking, own_words=own_words),
                lambda: PiperSynthesizer(
                    find_model(piper_voice, Kind.PIPER, models_dir), speaking, device, own_words
                ),
            ),
            threads=tuple(threads),
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


# Imported here: Pipecat costs a second, and nobody needs it who has not chosen it.


def _bridged_transcriber(name: str, options: str, threads: list[Closing]) -> Transcriber | None:
    if not name.startswith(_BRIDGED):
        _require_no_options("asr_options", options)
        return None
    from models.bridge.loading import bridged_transcriber

    transcriber, loop = bridged_transcriber(name, options)
    threads.append(loop)
    return transcriber


def _bridged_synthesizer(name: str, options: str, threads: list[Closing]) -> Synthesizer | None:
    if not name.startswith(_BRIDGED):
        _require_no_options("tts_options", options)
        return None
    from models.bridge.loading import bridged_synthesizer

    synthesizer, loop = bridged_synthesizer(name, options)
    threads.append(loop)
    return synthesizer


def _require_no_options(setting: str, options: str) -> None:
    if options:
        raise ConfigurationError(f"{setting}: only a pipecat:… engine takes options")


def _detectors(name: str) -> SpeechDetectors:
    if name == "silero":
        return SileroDetectors()
    if name == "webrtcvad":
        return WebrtcDetectors()
    raise ConfigurationError("vad: silero or webrtcvad")


def _transcriber(
    name: str, passes: SharedPasses, thread: EngineThread, whisper: Callable[[], Transcriber]
) -> Transcriber:
    if name == "embedded":
        return EmbeddedTranscriber(Recogniser(EMBEDDED_WEIGHTS), passes, thread)
    if name == "whisper":
        return whisper()
    raise ConfigurationError("asr: embedded, whisper or pipecat:…")


def _whisper(value: str, shelf: Path, thread: EngineThread, device: Device) -> Transcriber:
    folder = find_model(value, Kind.WHISPER, shelf)
    # Imported here: CTranslate2 costs half a second, and the other engines do without.
    from models.engines.whisper import WhisperTranscriber, machine_placement

    return WhisperTranscriber(folder, thread, machine_placement(device))


def _synthesizer(
    name: str, espeak: Callable[[], Synthesizer], piper: Callable[[], Synthesizer]
) -> Synthesizer:
    if name == "espeak":
        return espeak()
    if name == "piper":
        return piper()
    raise ConfigurationError("tts: espeak, piper or pipecat:…")
