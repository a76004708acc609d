"""A model by name or by path, as a setting gives it; what was fetched is checked before it is used.

A value that names something on the disk is that. Anything else is a model's name: its folder on the
shelf must hold what its ledger says, byte for byte. A folder that an operator filled by hand has no
ledger and is used as it is.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from models.shelf.download import sha256_of
from models.shelf.ledger import Ledger, faults, read_ledger, write_ledger
from models.shelf.sources import SOURCES, Kind, Source
from voiceagent.errors import ConfigurationError

_NEEDED = {Kind.WHISPER: ("model.bin", "config.json", "vocabulary.json", "tokenizer.json")}


class State(StrEnum):
    """Whether a fetched model can be used."""

    WHOLE = "here"
    UNCHECKED = "here, by hand"
    """All files are there; nobody wrote down what they should be."""
    FAULTY = "damaged"
    MISSING = "not fetched"


def find_model(value: str, kind: Kind, shelf: Path) -> Path:
    """What an engine of this kind is given for a setting's value.

    Raises:
        ConfigurationError: It is not there or not what was fetched; the message says what to do.
    """
    path = Path(value)
    if value and path.exists():
        return path
    setting = f"{kind}_{'voice' if kind is Kind.PIPER else 'model'}"
    if path.is_absolute():
        raise ConfigurationError(f"{setting}: there is no {value}")
    known = {source.name: source for source in SOURCES if source.kind is kind}
    source = known.get(value.removesuffix("-verbatim"))
    if source is None:
        raise ConfigurationError(
            f"{setting}: {value!r} is neither a file nor one of {', '.join(known)}"
        )
    found, reasons = state_of(source, shelf)
    if found is State.MISSING:
        raise ConfigurationError(
            f"{setting}: {source.name} is not in {shelf}; voiceagent models fetch {source.name}"
        )
    if found is State.FAULTY:
        raise ConfigurationError(
            f"{setting}: {source.name}: {'; '.join(reasons)}; voiceagent models fetch {source.name}"
        )
    return place_of(source, shelf)


def place_of(source: Source, shelf: Path) -> Path:
    """Where a model lies, or would."""
    return shelf / source.name / source.main_file


def state_of(source: Source, shelf: Path) -> tuple[State, tuple[str, ...]]:
    """Whether a model is on the shelf, and what is wrong with it."""
    ledger = read_ledger(shelf, source.name)
    folder = shelf / source.name
    lacking = [name for name in needed(source) if not (folder / name).is_file()]
    if ledger is None:
        return (State.MISSING, ()) if lacking else (State.UNCHECKED, ())
    if not folder.is_dir():
        return State.MISSING, ()
    wrong = faults(shelf, ledger)
    return (State.FAULTY, wrong) if wrong else (State.WHOLE, ())


def adopt(source: Source, shelf: Path) -> Ledger:
    """Write down what an operator put on the shelf by hand, and hold it to that from now on."""
    folder = shelf / source.name
    files = {path.name: sha256_of(path) for path in sorted(folder.iterdir()) if path.is_file()}
    ledger = Ledger(source.name, source.repository, source.revision, "", "by hand", {}, files)
    write_ledger(shelf, ledger)
    return ledger


def needed(source: Source) -> tuple[str, ...]:
    """Files that the model cannot do without."""
    return _NEEDED.get(source.kind, (source.main_file, source.main_file + ".json"))
