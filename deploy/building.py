"""Executes a Dockerfile's instructions in clean roots, one root for each stage.

What an engine does with layers, caches and volumes is left out; what decides whether the service
runs (files, owners, environment, user, working folder) is done as the instructions say.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from deploy.clean_root import ProofError, User, copy_root, find_user, mounted, run_inside
from deploy.dockerfile import Ignored, Instruction, Stage, replaced

ROOT_USER = User(0, 0, "/root")
WHEELS = "/mnt/wheels"
_IMAGE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_RUN_LIMIT_S = 900.0


@dataclass(slots=True)
class Built:
    """A stage after its instructions."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": _IMAGE_PATH})
    folder: str = "/"
    user: User = ROOT_USER


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds the stages of one Dockerfile.

    Attributes:
        project: The folder that is copied from, less what is ignored.
        base: The clean root that stands for every FROM; it is never changed.
        into: Where the stages' roots are made.
        wheels: What pip installs from: there is no index inside.
        step: Is told each instruction and does it by calling what it is given.
    """

    project: Path
    ignored: Ignored
    base: Path
    into: Path
    wheels: Path
    step: Callable[[str, Callable[[], object]], None]

    def build(self, stages: Iterable[Stage]) -> Built:
        """The last stage, built.

        Raises:
            ProofError: An instruction failed.
        """
        done: dict[str, Built] = {}
        built = None
        for stage in stages:
            built = Built(self.into / f"stage-{stage.name}")
            copy_root(self.base, built.root)
            done[stage.name] = built
            for one in stage.instructions:
                self._do(one, built, done)
        if built is None:
            raise ProofError("the Dockerfile has no stage")
        return built

    def _do(self, one: Instruction, built: Built, done: Mapping[str, Built]) -> None:
        actions: dict[str, Callable[[], object]] = {
            "RUN": lambda: self._run(one, built),
            "COPY": lambda: self._copy(one, built, done),
            "VOLUME": lambda: _inside(built, one.text).mkdir(parents=True, exist_ok=True),
        }
        match one.word:
            case "RUN" | "COPY" | "VOLUME":
                self.step(str(one), actions[one.word])
            case "ENV":
                built.environment |= one.pairs(built.environment)
            case "WORKDIR":
                built.folder = _joined(built.folder, replaced(one.text, built.environment))
                _inside(built, built.folder).mkdir(parents=True, exist_ok=True)
            case "USER":
                built.user = find_user(built.root, one.text)
            case _:  # what only an engine reads: EXPOSE, STOPSIGNAL, HEALTHCHECK, CMD, LABEL
                pass

    def _run(self, one: Instruction, built: Built) -> None:
        pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": WHEELS, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        with mounted(built.root, bound={self.wheels: WHEELS}):
            run_inside(
                built.root,
                ["/bin/sh", "-c", one.text],
                environment=built.environment | pip,
                user=built.user,
                folder=built.folder,
                timeout_s=_RUN_LIMIT_S,
            )

    def _copy(self, one: Instruction, built: Built, done: Mapping[str, Built]) -> None:
        sources, target = one.copied()
        stage = one.flags.get("from")
        top = done[stage].root if stage else self.project
        owner = one.flags.get("chown")
        user = find_user(built.root, owner.partition(":")[0]) if owner else ROOT_USER

        def stays_out(path: Path) -> bool:
            return stage is None and path.relative_to(top).as_posix() in self.ignored

        place = _inside(built, _joined(built.folder, target))
        for source in sources:
            origin = top / source.strip("/")
            if not origin.exists() or stays_out(origin):
                raise ProofError(f"COPY {source}: not there, or kept out by .dockerignore")
            whole = origin.is_dir() or not target.endswith("/")
            _copy_tree(origin, place if whole else place / origin.name, user, stays_out)


def _joined(folder: str, path: str) -> str:
    return str(PurePosixPath(folder) / path)


def _inside(built: Built, path: str) -> Path:
    return built.root / path.lstrip("/")


def _copy_tree(origin: Path, place: Path, user: User, stays_out: Callable[[Path], bool]) -> None:
    """Copy a file or a folder's content; what is copied belongs to the user."""
    if origin.is_dir() and not origin.is_symlink():
        place.mkdir(parents=True, exist_ok=True)
        for child in sorted(origin.iterdir()):
            if not stays_out(child):
                _copy_tree(child, place / child.name, user, stays_out)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_symlink():
            place.unlink()
        shutil.copy2(origin, place, follow_symlinks=False)
    os.chown(place, user.uid, user.gid, follow_symlinks=False)
