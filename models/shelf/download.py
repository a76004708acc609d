"""One file over HTTP, whole and checked, however often the line breaks.

What has arrived lies in ``NAME.part`` with a note of the server's validator beside it. After a
break the rest is asked for with Range and If-Range, so that bytes of two versions are never joined;
a server that gives the whole file instead is taken at its word. A file is done when its length is
what the server said and its SHA-256 what is expected; wrong bytes are thrown away and fetched once
more.

Waiting between attempts doubles from half a second to half a minute; an attempt that brought
anything new starts the count again. A server's Retry-After is obeyed up to a minute.

Source: RFC 9110, sections 13.1.5 (If-Range) and 14 (ranges); the hub's ``X-Linked-ETag`` (SHA-256
of large files) and ``X-Repo-Commit``.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import httpx2

from voiceagent.errors import ConfigurationError, ProviderError

_ATTEMPTS = 6
_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 30.0
_LONGEST_RETRY_AFTER_S = 60.0
_SHA256 = re.compile(r'^"?([0-9a-f]{64})"?$')
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})

Report = Callable[[str, int, int | None], None]
"""Told a file's name, how many bytes are there, and how many there will be where that is known."""


class NotThereError(ProviderError):
    """The server does not have the file."""


class _Interrupted(Exception):  # noqa: N818 - never leaves this module
    """The attempt failed; another may succeed."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


class _WrongBytes(Exception):  # noqa: N818 - never leaves this module
    """The file is whole and not what was expected."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has arrived.

    Attributes:
        sha256: Of its bytes.
        size_bytes: Its length.
        stated: Whether the server had stated this digest beforehand.
        commit: Revision that the server says it came from; empty where it does not say.
    """

    sha256: str
    size_bytes: int
    stated: bool
    commit: str


def download(
    client: httpx2.Client,
    url: str,
    path: Path,
    *,
    sha256: str = "",
    report: Report,
    sleep: Callable[[float], None] = time.sleep,
) -> Arrived:
    """Fetch ``url`` into ``path``; its folder exists.

    Args:
        client: Follows redirects.
        url: What to fetch.
        path: Appears when the file is whole and right, and not before. If it came from this URL
            in an earlier run, it is not asked for again.
        sha256: What it must be; empty accepts what the server states, or whatever comes.
        report: Told how far it is.
        sleep: Waits so many seconds.

    Raises:
        NotThereError: The server does not have it.
        ProviderError: It could not be fetched, or its bytes are wrong.
        ConfigurationError: There is no room, or no right to write.
    """
    if (before := _arrived_before(path, url)) is not None:
        return before
    part = path.with_name(path.name + ".part")
    failures, wrong = 0, 0
    while True:
        there = _size(part)
        try:
            with _writing(path.parent):
                return _attempt(client, url, path, part, sha256, report)
        except _WrongBytes as error:
            _forget(part)
            wrong += 1
            if wrong > 1:
                raise ProviderError(f"{path.name}: {error}, twice") from error
        except (_Interrupted, httpx2.TransportError) as error:
            failures = 1 if _size(part) > there else failures + 1
            if failures >= _ATTEMPTS:
                raise ProviderError(
                    f"{path.name}: gave up after {failures} attempts without a byte "
                    f"({_reason(error)}); what has arrived is kept for the next fetch",
                    retryable=True,
                ) from error
            sleep(_wait_s(error, failures))


def sha256_of(path: Path) -> str:
    """A file's digest."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _attempt(
    client: httpx2.Client, url: str, path: Path, part: Path, sha256: str, report: Report
) -> Arrived:
    have, validator = _resumable(part, url)
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": validator}
    with client.stream("GET", url, headers=headers) as response:
        _require_content(response, path.name)
        resumed = response.status_code == 206
        if resumed and not _continues(response, have):
            _forget(part)
            raise _Interrupted("another range than asked for")
        start = have if resumed else 0
        total = _total(response, start)
        _require_room(path.parent, (total or 0) - start)
        _take_note(part, url, response)
        with part.open("r+b" if resumed else "wb") as file:
            file.seek(start)
            there = start
            for piece in response.iter_raw():
                file.write(piece)
                there += len(piece)
                report(path.name, there, total)
        if total is not None and there != total:
            raise _Interrupted("the connection ended early")
        stated, commit = _stated(response)
    arrived = Arrived(sha256_of(part), there, False, commit)
    expected = sha256 or stated
    if expected and arrived.sha256 != expected:
        raise _WrongBytes(f"SHA-256 {arrived.sha256[:12]}… came instead of {expected[:12]}…")
    arrived = replace(arrived, stated=bool(stated))
    part.replace(path)
    _arrival(path).write_text(json.dumps({"url": url, "arrived": asdict(arrived)}))
    _note(part).unlink(missing_ok=True)
    return arrived


def _require_content(response: httpx2.Response, name: str) -> None:
    status = response.status_code
    if status in (200, 206):
        return
    if status == 416:
        raise _WrongBytes("the server knows of fewer bytes than are here")
    if status in (404, 410):
        raise NotThereError(f"{name}: the server does not have it ({status})")
    if status in _PASSING:
        raise _Interrupted(f"status {status}", _retry_after_s(response))
    raise ProviderError(f"{name}: the server refused it (status {status})")


def _continues(response: httpx2.Response, have: int) -> bool:
    return response.headers.get("content-range", "").startswith(f"bytes {have}-")


def _total(response: httpx2.Response, start: int) -> int | None:
    length = response.headers.get("content-length", "")
    return start + int(length) if length.isdecimal() else None


def _stated(response: httpx2.Response) -> tuple[str, str]:
    """Digest and commit, from whichever of the redirects named them."""
    digest, commit = "", ""
    for answer in (*response.history, response):
        found = _SHA256.match(answer.headers.get("x-linked-etag", ""))
        digest = found[1] if found else digest
        commit = answer.headers.get("x-repo-commit", commit)
    return digest, commit


# ------------------------------------------------------------ what has arrived so far


def _note(part: Path) -> Path:
    return part.with_name(part.name + ".note")


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _resumable(part: Path, url: str) -> tuple[int, str]:
    """How much is there to be continued, and the validator of what it is a part of."""
    try:
        note = json.loads(_note(part).read_text())
        if note["url"] == url and note["validator"]:
            return _size(part), str(note["validator"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return 0, ""


def _take_note(part: Path, url: str, response: httpx2.Response) -> None:
    etag = response.headers.get("etag", "")
    validator = "" if etag.startswith("W/") else etag
    validator = validator or response.headers.get("last-modified", "")
    _note(part).write_text(json.dumps({"url": url, "validator": validator}))


def _arrival(path: Path) -> Path:
    return path.with_name(path.name + ".arrived")


def _arrived_before(path: Path, url: str) -> Arrived | None:
    try:
        written = json.loads(_arrival(path).read_text())
        arrived = Arrived(**written["arrived"])
        if written["url"] == url and path.stat().st_size == arrived.size_bytes:
            return arrived
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _note(part).unlink(missing_ok=True)


# ------------------------------------------------------------ trouble


def _retry_after_s(response: httpx2.Response) -> float | None:
    seconds = response.headers.get("retry-after", "")
    return min(float(seconds), _LONGEST_RETRY_AFTER_S) if seconds.isdecimal() else None


def _wait_s(error: Exception, failures: int) -> float:
    if isinstance(error, _Interrupted) and error.wait_s is not None:
        return error.wait_s
    return float(min(_FIRST_WAIT_S * 2.0 ** (failures - 1), _LONGEST_WAIT_S))


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, _Interrupted) else type(error).__name__


def _require_room(folder: Path, wanted_bytes: int) -> None:
    free = shutil.disk_usage(folder).free
    if wanted_bytes > free:
        raise ConfigurationError(
            f"models_dir: {folder} has {free // 1_000_000} MB free, "
            f"{wanted_bytes // 1_000_000 + 1} MB are needed"
        )


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Name what keeps us from writing."""
    try:
        yield
    except PermissionError as error:
        raise ConfigurationError(f"models_dir: {folder} cannot be written to") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ConfigurationError(f"models_dir: no room is left in {folder}") from error
        if error.errno == errno.EROFS:
            raise ConfigurationError(f"models_dir: {folder} cannot be written to") from error
        raise
