"""Brings a model to the shelf: fetch, check, convert where needed, put in place, write down.

Everything arrives in ``.incoming/NAME`` and is moved file by file when all of it is there; the
ledger is written last, so a model without a whole entry is not there. Two fetches of one model take
turns: the second finds the work of the first.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx2

from models.shelf.conversion import convert_whisper
from models.shelf.download import Arrived, NotThereError, Report, download, sha256_of
from models.shelf.ledger import Ledger, faults, read_ledger, write_ledger
from models.shelf.sources import HUB_URL, Source, Wanted, Way
from voiceagent.errors import ConfigurationError, ProviderError

_CONNECT_S = 15.0
_READ_S = 60.0


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How models are fetched.

    Attributes:
        shelf: The models' folder.
        report: Told how far each file is.
        say: Told what happens, a line each.
        hub_url: The hub, or a mirror with its layout.
        accept_change: Whether digests that differ from the ledger's are taken.
        sleep: Waits so many seconds.
    """

    shelf: Path
    report: Report
    say: Callable[[str], None]
    hub_url: str = HUB_URL
    accept_change: bool = False
    sleep: Callable[[float], None] = time.sleep

    def fetch(self, source: Source) -> Ledger:
        """Have the model on the shelf; nothing is asked of the network if it is there and whole.

        Raises:
            ProviderError: It could not be fetched; what has arrived is kept.
            ConfigurationError: No room, no right to write, or the model is not what it was.
        """
        with self._alone(source.name):
            known = read_ledger(self.shelf, source.name)
            if known is not None and not self.accept_change and _is_of(source, known):
                wrong = faults(self.shelf, known)
                if not wrong:
                    self.say(f"{source.name} is here already, and whole")
                    return known
                self.say(f"{source.name}: {'; '.join(wrong)}")
            return self._bring(source, known)

    def _bring(self, source: Source, known: Ledger | None) -> Ledger:
        incoming = self.shelf / ".incoming" / source.name
        incoming.mkdir(parents=True, exist_ok=True)
        timeout = httpx2.Timeout(_CONNECT_S, read=_READ_S)
        with httpx2.Client(timeout=timeout, follow_redirects=True) as client:
            way, arrived = self._first_way(client, source, known, incoming)
        ready = incoming
        if way.converted:
            self.say(f"{source.name}: converting the publisher's weights")
            ready = incoming / "ready"
            convert_whisper(incoming, ready)
        names = _names(way, ready)
        ledger = Ledger(
            name=source.name,
            repository=source.repository,
            revision=source.revision,
            commit=next((one.commit for one in arrived.values() if one.commit), ""),
            trust=_trust(way, arrived),
            sources={path: one.sha256 for path, one in arrived.items()},
            files={name: sha256_of(ready / name) for name in names},
        )
        folder = self.shelf / source.name
        folder.mkdir(exist_ok=True)
        for name in names:
            (ready / name).replace(folder / name)
        write_ledger(self.shelf, ledger)
        shutil.rmtree(incoming)
        return ledger

    def _first_way(
        self, client: httpx2.Client, source: Source, known: Ledger | None, incoming: Path
    ) -> tuple[Way, dict[str, Arrived]]:
        """The first way whose files the repository has, with what came."""
        missing = ""
        for way in source.ways:
            try:
                return way, self._take(client, source, way, known, incoming)
            except NotThereError as error:
                missing = str(error)
        where = f"{source.repository} at {source.revision}"
        raise ProviderError(f"{source.name}: {where} lacks what makes it ({missing})")

    def _take(
        self,
        client: httpx2.Client,
        source: Source,
        way: Way,
        known: Ledger | None,
        incoming: Path,
    ) -> dict[str, Arrived]:
        arrived: dict[str, Arrived] = {}
        waiting = list(way.files)
        revision = source.revision
        while waiting:
            wanted = waiting.pop(0)
            one = self._one(client, replace(source, revision=revision), wanted, known, incoming)
            arrived[wanted.path] = one
            # A branch may move while we fetch; all files are to be of one commit.
            revision = one.commit or revision
            if wanted.name.endswith(".index.json"):
                waiting += _shards(incoming / wanted.name)
        return arrived

    def _one(
        self,
        client: httpx2.Client,
        source: Source,
        wanted: Wanted,
        known: Ledger | None,
        incoming: Path,
    ) -> Arrived:
        url = (
            f"{self.hub_url.rstrip('/')}/{source.repository}/resolve/"
            f"{source.revision}/{wanted.path}"
        )
        arrived = download(
            client,
            url,
            incoming / wanted.name,
            sha256=wanted.sha256,
            report=self.report,
            sleep=self.sleep,
        )
        trusted = known.sources.get(wanted.path) if known is not None else None
        if trusted and trusted != arrived.sha256 and not self.accept_change:
            shutil.rmtree(incoming)
            raise ConfigurationError(
                f"{source.name}: {wanted.path} is not what was fetched before "
                f"(SHA-256 {arrived.sha256[:12]}…, was {trusted[:12]}…); if the publisher "
                "changed it on purpose, fetch with --accept-change"
            )
        return arrived

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        try:
            self.shelf.mkdir(parents=True, exist_ok=True)
            lock = (self.shelf / f".{name}.fetching").open("w")
        except OSError as error:
            raise ConfigurationError(f"models_dir: {self.shelf} cannot be written to") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.say(f"{name}: another fetch is at it; waiting for its end")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _is_of(source: Source, ledger: Ledger) -> bool:
    return (ledger.repository, ledger.revision) == (source.repository, source.revision)


def _names(way: Way, ready: Path) -> Sequence[str]:
    if way.converted:
        return sorted(path.name for path in ready.iterdir())
    return [wanted.name for wanted in way.files]


def _trust(way: Way, arrived: dict[str, Arrived]) -> str:
    if all(wanted.sha256 for wanted in way.files):
        return "pinned"
    largest = max(arrived.values(), key=lambda one: one.size_bytes)
    return "stated" if largest.stated else "first use"


def _shards(index: Path) -> list[Wanted]:
    """The files that a sharded model's index names; only names, no paths, are believed."""
    try:
        names = {str(name) for name in json.loads(index.read_text())["weight_map"].values()}
    except (ValueError, KeyError, AttributeError) as error:
        raise ProviderError(f"{index.name}: not an index of weights") from error
    if any(Path(name).name != name or not name.endswith(".safetensors") for name in names):
        raise ProviderError(f"{index.name}: names files outside the model")
    return [Wanted(name, name) for name in sorted(names)]
