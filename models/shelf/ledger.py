"""What was fetched, written down beside the model: digests that must not change unnoticed.

``NAME.lock.json`` lies beside the folder ``NAME``, so that it outlives the folder. It holds the
digests of what came over the line (``sources``) and of what lies in the folder (``files``: the same
unless it was converted). The first fetch is trusted where neither we nor the server knew a digest;
from then on another digest is refused until the operator says that the change is meant.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from models.shelf.download import sha256_of
from voiceagent.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Ledger:
    """One model's entry.

    Attributes:
        name: The model.
        repository: Where it came from.
        revision: What was asked for.
        commit: What the server said that was; empty where it did not say.
        trust: ``"pinned"`` (a digest of ours), ``"stated"`` (by the server), ``"first use"``.
        sources: Path in the repository → SHA-256.
        files: Name in the folder → SHA-256.
    """

    name: str
    repository: str
    revision: str
    commit: str
    trust: str
    sources: dict[str, str]
    files: dict[str, str]


def read_ledger(shelf: Path, name: str) -> Ledger | None:
    """The entry, if there is one.

    Raises:
        ConfigurationError: It is damaged.
    """
    path = _path(shelf, name)
    try:
        return Ledger(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise ConfigurationError(
            f"{path} is damaged: remove it to trust the next fetch anew"
        ) from error


def write_ledger(shelf: Path, ledger: Ledger) -> None:
    """Enter a model; the old entry stays until the new one is whole."""
    path = _path(shelf, ledger.name)
    draft = path.with_name(path.name + ".new")
    with draft.open("w") as file:
        json.dump(asdict(ledger), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def faults(shelf: Path, ledger: Ledger) -> tuple[str, ...]:
    """What is wrong with the folder: files that are missing or were changed."""
    found = []
    for name, sha256 in ledger.files.items():
        path = shelf / ledger.name / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif sha256_of(path) != sha256:
            found.append(f"{name} was changed since it was fetched")
    return tuple(found)


def _path(shelf: Path, name: str) -> Path:
    return shelf / f"{name}.lock.json"
