"""Which models there are, where each comes from, under what licence, and whether it is here.

Packaged models come with a dependency and are checked by their hash; a file with another hash still
works as long as its graph has what we read, but ``models list`` says so. Models to be fetched stand
in :mod:`models.shelf.sources`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import espeakng_loader

from models.engines.turn_encoder import pipecat_file
from models.shelf.find import State, place_of, state_of
from models.shelf.ledger import read_ledger
from models.shelf.sources import SOURCES, Kind, Source
from voiceagent.errors import ConfigurationError

_WEIGHTS = Path(__file__).parent / "weights"


class Presence(StrEnum):
    """Whether a model can be used."""

    HERE = "here"
    OTHER_VERSION = "another version"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Model:
    """One model.

    Attributes:
        id: Short name.
        engine: Setting and value that use it, e.g. ``"asr=embedded"``.
        source: Where it comes from.
        revision: Version there.
        licence: SPDX expression.
        locate: Finds the file; raises ConfigurationError.
        sha256: Of the file we know; empty where any will do.
        note: What an operator should know.
    """

    id: str
    engine: str
    source: str
    revision: str
    licence: str
    locate: Callable[[], Path]
    sha256: str = ""
    note: str = ""

    def presence(self) -> Presence:
        """Look for the file and compare its hash."""
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
)
"""Everything that comes with the packages."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of ``voiceagent models list``.

    Attributes:
        name: Short name.
        engine: Setting and value that use it.
        source: Where it comes from.
        revision: Version there.
        licence: SPDX expression.
        size_mb: Of what is here, else about what would be fetched.
        state: Whether it can be used.
        place: Where it lies, or would.
        advice: What to do; empty where nothing is to be done.
        note: What an operator should know.
    """

    name: str
    engine: str
    source: str
    revision: str
    licence: str
    size_mb: float
    state: str
    place: str
    advice: str
    note: str


def entries(shelf: Path) -> list[Entry]:
    """All models, packaged ones first."""
    return [_packaged(model) for model in MODELS] + [
        _fetchable(source, shelf) for source in SOURCES
    ]


def _packaged(model: Model) -> Entry:
    presence = model.presence()
    path = model.locate() if presence is not Presence.MISSING else None
    advice = {
        Presence.HERE: "",
        Presence.OTHER_VERSION: "works, but figures were measured on another file",
        Presence.MISSING: "install again: make demo, or pip install -r requirements.lock",
    }[presence]
    return Entry(
        name=model.id,
        engine=model.engine,
        source=model.source,
        revision=model.revision,
        licence=model.licence,
        size_mb=_megabytes([path] if path else []),
        state=presence,
        place=str(path or ""),
        advice=advice,
        note=model.note,
    )


def _fetchable(source: Source, shelf: Path) -> Entry:
    state, reasons = state_of(source, shelf)
    ledger = read_ledger(shelf, source.name)
    folder = shelf / source.name
    here = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    fetch = f"voiceagent models fetch {source.name}"
    advice = {
        State.WHOLE: "",
        State.UNCHECKED: f"{fetch} --offline writes down what is there",
        State.MISSING: fetch,
        State.FAULTY: f"{'; '.join(reasons)}: {fetch}",
    }[state]
    trust = f", {ledger.trust}" if ledger is not None else ""
    return Entry(
        name=source.name,
        engine=f"{'asr' if source.kind is Kind.WHISPER else 'tts'}={source.kind}",
        source=source.repository,
        revision=(ledger.commit or ledger.revision) if ledger is not None else source.revision,
        licence=source.licence,
        size_mb=_megabytes(here) if here else source.size_mb,
        state=f"{state}{trust}" if state is State.WHOLE else state,
        place=str(place_of(source, shelf)),
        advice=advice,
        note=source.note,
    )


def _megabytes(paths: list[Path]) -> float:
    return round(sum(path.stat().st_size for path in paths) / 1e6, 1)
