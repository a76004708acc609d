"""One file over a bad line: real HTTP on this machine."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest

from models.shelf.download import Arrived, NotThereError, download, sha256_of
from tests.support.file_server import FileServer, Mishap
from voiceagent.errors import ConfigurationError, ProviderError

_CONTENT = bytes(range(256)) * 20_000
_SHA256 = hashlib.sha256(_CONTENT).hexdigest()
_BUSY: tuple[Mishap, ...] = ("busy",) * 9


@pytest.fixture
def client() -> Iterator[httpx2.Client]:
    with httpx2.Client(follow_redirects=True, timeout=10) as opened:
        yield opened


class _Fetching:
    """Fetches ``/model`` into a folder and remembers waits and reports."""

    def __init__(self, hub: FileServer, client: httpx2.Client, folder: Path) -> None:
        hub.files.setdefault("/model", _CONTENT)
        self.hub, self.client, self.path = hub, client, folder / "model.bin"
        self.waits: list[float] = []
        self.there: list[int] = []

    def fetch(self, *mishaps: Mishap, sha256: str = "") -> Arrived:
        self.hub.mishaps["/model"] = list(mishaps)
        return download(
            self.client,
            f"{self.hub.url}/model",
            self.path,
            sha256=sha256,
            report=lambda name, there, total: self.there.append(there),
            sleep=self.waits.append,
        )

    @property
    def ranges(self) -> list[str]:
        return [wanted for _, wanted in self.hub.asked]


@pytest.fixture
def fetching(hub: FileServer, client: httpx2.Client, tmp_path: Path) -> _Fetching:
    return _Fetching(hub, client, tmp_path)


def test_a_file_arrives_whole_with_its_digest(fetching: _Fetching) -> None:
    """Only the file is left, and the note of what arrived."""
    arrived = fetching.fetch()
    assert arrived == Arrived(_SHA256, len(_CONTENT), stated=False, commit="")
    assert fetching.path.read_bytes() == _CONTENT
    assert fetching.there[-1] == len(_CONTENT)
    assert {path.name for path in fetching.path.parent.iterdir()} == {
        "model.bin",
        "model.bin.arrived",
    }


@pytest.mark.parametrize("mishap", ["reset", "short"])
def test_a_broken_line_is_taken_up_where_it_broke(fetching: _Fetching, mishap: Mishap) -> None:
    """The rest is asked for, not the whole: the second request names what is there."""
    assert fetching.fetch(mishap, mishap).sha256 == _SHA256
    assert fetching.ranges[0] == ""
    assert len(fetching.ranges) == 3
    firsts = [int(wanted[6:-1]) for wanted in fetching.ranges[1:]]
    assert 0 < firsts[0] <= firsts[1] < len(_CONTENT)


def test_a_fetch_that_was_killed_is_taken_up_by_the_next(fetching: _Fetching) -> None:
    """What arrived before lies in the .part file, with the validator of what it is a part of."""
    with pytest.raises(ProviderError, match="kept for the next fetch") as caught:
        fetching.fetch("short", *_BUSY)
    assert caught.value.retryable
    before = len(fetching.ranges)
    assert fetching.fetch().sha256 == _SHA256
    assert fetching.ranges[before] == f"bytes={len(_CONTENT) // 2}-"


def test_bytes_of_two_versions_are_never_joined(fetching: _Fetching) -> None:
    """If-Range: when the file has changed meanwhile, all of the new one comes."""
    with pytest.raises(ProviderError):
        fetching.fetch("short", *_BUSY)
    changed = b"new" + _CONTENT
    fetching.hub.files["/model"] = changed
    assert fetching.fetch().sha256 == hashlib.sha256(changed).hexdigest()


@pytest.mark.parametrize("mishap", ["ignore range", "bad range"])
def test_a_server_that_gives_something_else_is_not_believed(
    fetching: _Fetching, mishap: Mishap
) -> None:
    """The whole file instead of the rest, or a range that nobody asked for."""
    assert fetching.fetch("short", mishap).sha256 == _SHA256


def test_without_a_strong_validator_a_file_begins_anew(fetching: _Fetching) -> None:
    """A weak ETag says alike, not equal."""
    fetching.hub.etags["/model"] = 'W/"alike"'
    assert fetching.fetch("short").sha256 == _SHA256
    assert fetching.ranges == ["", ""]


def test_wrong_bytes_are_fetched_once_more_and_never_kept(fetching: _Fetching) -> None:
    """One bad transfer mends itself; two are the server's fault."""
    assert fetching.fetch("wrong", sha256=_SHA256).sha256 == _SHA256
    (fetching.path.parent / "model.bin.arrived").unlink()
    fetching.path.unlink()
    with pytest.raises(ProviderError, match="twice"):
        fetching.fetch("wrong", "wrong", sha256=_SHA256)
    assert list(fetching.path.parent.iterdir()) == []


def test_what_the_server_states_is_held_to(fetching: _Fetching) -> None:
    """The hub names a large file's digest and commit on the redirect to its bytes."""
    fetching.hub.stated.add("/model")
    fetching.hub.commit = "c" * 40
    arrived = fetching.fetch("wrong")
    assert arrived == Arrived(_SHA256, len(_CONTENT), stated=True, commit="c" * 40)
    assert len(fetching.ranges) == 2


def test_a_busy_server_is_asked_again_after_a_while(fetching: _Fetching) -> None:
    """Its Retry-After is obeyed."""
    assert fetching.fetch("busy", "busy").sha256 == _SHA256
    assert fetching.waits == [0.0, 0.0]


def test_a_server_that_is_gone_is_given_up_in_growing_steps(fetching: _Fetching) -> None:
    """Six attempts without a byte, half a second at first and twice as long each time."""
    fetching.hub.url = "http://127.0.0.1:9"
    with pytest.raises(ProviderError, match="ConnectError"):
        fetching.fetch()
    assert fetching.waits == [0.5, 1.0, 2.0, 4.0, 8.0]


def test_a_file_that_is_not_there_is_told_apart(fetching: _Fetching) -> None:
    """Another set of files may be; a refusal is final."""
    with pytest.raises(ProviderError, match="403"):
        fetching.fetch("forbidden")
    fetching.hub.files.clear()
    with pytest.raises(NotThereError):
        fetching.fetch()
    assert fetching.waits == []


def test_what_came_in_an_earlier_run_is_not_asked_for_again(fetching: _Fetching) -> None:
    """A model has several files; those that are whole stay."""
    assert fetching.fetch() == fetching.fetch()
    assert len(fetching.ranges) == 1


def test_more_bytes_here_than_there_begin_anew(fetching: _Fetching) -> None:
    """A longer .part than the file is of something else."""
    with pytest.raises(ProviderError):
        fetching.fetch("short", *_BUSY)
    part = fetching.path.with_name("model.bin.part")
    part.write_bytes(_CONTENT + b"more")
    assert fetching.fetch().sha256 == _SHA256


def test_too_little_room_is_told_before_anything_is_written(
    fetching: _Fetching, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what is free and what is needed."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2_000_000))
    with pytest.raises(ConfigurationError, match="2 MB free, 6 MB are needed"):
        fetching.fetch()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "no room is left"),
        (errno.EACCES, "cannot be written"),
        (errno.EROFS, "cannot be written"),
    ],
)
def test_a_disk_that_does_not_take_it_is_named(
    fetching: _Fetching, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    """Full, forbidden or read-only: the operator reads which folder."""
    opened = Path.open

    def refuse(path: Path, mode: str = "r", **more: object) -> object:
        if path.suffix == ".part" and "b" in mode:
            raise OSError(number, "no")
        return opened(path, mode, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigurationError, match=told):
        fetching.fetch()


def test_a_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    """As everybody else computes it."""
    (tmp_path / "x").write_bytes(b"abc")
    assert sha256_of(tmp_path / "x").startswith("ba7816bf8f01cfea")
