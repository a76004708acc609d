"""Phrases on the disk, so that a restart need not make them again.

Only :class:`~voiceagent.runtime.prompt_sounds.PromptSounds` writes here, and only what a policy
says to everybody: nothing of a call ever reaches this folder. A file's name is a digest of voice
and text; inside are a digest of the rest, the words' times and µ-law. A file that is damaged,
foreign or half is as if it were not there. The folder is bounded: what was used longest ago goes
first.

Layout: ``VAP1``, SHA-256 of all that follows, the length of the words' JSON (four bytes,
little-endian), the JSON, µ-law.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from voiceagent.core.events import SpokenWord
from voiceagent.runtime.phrases import Phrase

_MAGIC = b"VAP1"
_DIGEST_BYTES = 32
_HEAD_BYTES = len(_MAGIC) + _DIGEST_BYTES
_SUFFIX = ".phrase"


class PhraseFiles:
    """A folder of phrases.

    Args:
        folder: Made when something is first written.
        limit_bytes: How much it may hold.
    """

    def __init__(self, folder: Path, *, limit_bytes: int) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes

    def read(self, voice: str, text: str) -> Phrase | None:
        """The phrase, if it is there and whole; reading it makes it the latest used."""
        path = self._path(voice, text)
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return _unpacked(content)

    def write(self, voice: str, text: str, phrase: Phrase) -> None:
        """Keep a phrase; readers see it whole or not at all.

        Raises:
            OSError: The disk does not take it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(voice, text)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            draft.write_bytes(_packed(phrase))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def trim(self) -> None:
        """Go back under the limit, and clear away what a crash left half.

        Raises:
            OSError: The folder cannot be read.
        """
        if not self._folder.is_dir():
            return
        files = []
        for path in self._folder.iterdir():
            if path.name.startswith("."):
                path.unlink(missing_ok=True)
            elif path.suffix == _SUFFIX:
                files.append((path.stat().st_mtime_ns, path.stat().st_size, path))
        size_bytes = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if size_bytes <= self._limit_bytes:
                break
            path.unlink(missing_ok=True)
            size_bytes -= size

    def _path(self, voice: str, text: str) -> Path:
        key = hashlib.sha256(f"{voice}\0{text}".encode()).hexdigest()
        return self._folder / f"{key}{_SUFFIX}"


def _packed(phrase: Phrase) -> bytes:
    words = [(word.text, word.start_ms, word.end_ms) for word in phrase.words]
    described = json.dumps(words, ensure_ascii=False).encode()
    body = len(described).to_bytes(4, "little") + described + phrase.ulaw
    return _MAGIC + hashlib.sha256(body).digest() + body


def _unpacked(content: bytes) -> Phrase | None:
    body = content[_HEAD_BYTES:]
    if content[:_HEAD_BYTES] != _MAGIC + hashlib.sha256(body).digest():
        return None
    end = 4 + int.from_bytes(body[:4], "little")
    words = tuple(SpokenWord(text, start, last) for text, start, last in json.loads(body[4:end]))
    return Phrase(body[end:], words)
