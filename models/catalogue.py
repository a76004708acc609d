"""Which models there are, where each comes from, under what licence, and whether it is here.

Packaged models come with a dependency and are checked by their hash; a file with another hash still
works as long as its graph has what we read, but ``models list`` says so. Models to be fetched are
named with their source only: we publish no hash that we have not computed ourselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import espeakng_loader

from models.engines.turn_encoder import pipecat_file
from voiceagent.errors import ConfigurationError

_WEIGHTS = Path(__file__).parent / "weights"


class Presence(StrEnum):
    """Whether a model can be used."""

    HERE = "here"
    OTHER_VERSION = "another version"
    MISSING = "missing"
    BY_PATH = "by path"
    """Given by a setting, not looked for."""


@dataclass(frozen=True, slots=True)
class Model:
    """One model.

    Attributes:
        id: Short name.
        engine: Setting and value that use it, e.g. ``"asr=embedded"``.
        source: Where it comes from.
        revision: Version there.
        licence: SPDX expression.
        sha256: Of the file we know; empty where we ship or fetch nothing.
        locate: Finds the file; raises ConfigurationError. None for models given by path.
        note: What an operator should know.
    """

    id: str
    engine: str
    source: str
    revision: str
    licence: str
    sha256: str = ""
    locate: Callable[[], Path] | None = None
    note: str = ""

    def presence(self) -> Presence:
        """Look for the file and compare its hash."""
        if self.locate is None:
            return Presence.BY_PATH
        try:
            path = self.locate()
        except ConfigurationError:
            return Presence.MISSING
        if not self.sha256:
            return Presence.HERE
        same = hashlib.sha256(path.read_bytes()).hexdigest() == self.sha256
        return Presence.HERE if same else Presence.OTHER_VERSION


def _weights(name: str) -> Path:
    path = _WEIGHTS / name
    if not path.is_file():
        raise ConfigurationError(f"models/weights has no {name}")
    return path


MODELS: tuple[Model, ...] = (
    Model(
        id="silero-vad",
        engine="vad=silero",
        source="pipecat-ai, pipecat/audio/vad/data/silero_vad.onnx",
        revision="pipecat-ai 1.14.0",
        licence="MIT",
        sha256="1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3",
        locate=lambda: pipecat_file("audio/vad/data/silero_vad.onnx"),
    ),
    Model(
        id="smart-turn-v3.2",
        engine="turn score; asr=embedded",
        source="pipecat-ai, pipecat/audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx",
        revision="pipecat-ai 1.14.0",
        licence="BSD-2-Clause",
        sha256="2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f",
        locate=lambda: pipecat_file("audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx"),
        note="The embedded recogniser was trained on this file's inner frames.",
    ),
    Model(
        id="embedded-recogniser",
        engine="asr=embedded",
        source="models/weights (ours)",
        revision="1",
        licence="Apache-2.0",
        locate=lambda: _weights("head.onnx"),
        note="Synthetic speech only; real callers need Whisper. See models/weights/MODEL_CARD.md.",
    ),
    Model(
        id="espeak-ng",
        engine="tts=espeak",
        source="espeakng-loader, libespeak-ng and its data",
        revision="espeakng-loader 0.2.4 (espeak-ng 1.52)",
        licence="GPL-3.0-or-later",
        locate=lambda: Path(espeakng_loader.get_library_path()),
    ),
    Model(
        id="nb-whisper-small-verbatim",
        engine="asr=whisper",
        source="NbAiLab/nb-whisper-small-verbatim, converted (int8)",
        revision="the one you convert",
        licence="Apache-2.0",
        note="For a processor. Any CTranslate2 Whisper folder works: VOICEAGENT_WHISPER_MODEL.",
    ),
    Model(
        id="nb-whisper-large-verbatim",
        engine="asr=whisper",
        source="NbAiLab/nb-whisper-large-verbatim, converted (float16)",
        revision="the one you convert",
        licence="Apache-2.0",
        note="For a GPU.",
    ),
    Model(
        id="no_NO-talesyntese-medium",
        engine="tts=piper",
        source="rhasspy/piper-voices, no/no_NO/talesyntese/medium",
        revision="the one you fetch",
        licence="MIT",
        note="Needs the extra voiceagent[piper] (GPL-3.0-or-later): VOICEAGENT_PIPER_VOICE.",
    ),
)
"""Everything that the engines can use."""
