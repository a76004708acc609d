"""Both sides of a call as sound, kept where the policy records.

Each side is appended to a file of raw µ-law while the call goes on, so that a crash loses little;
``close`` joins them into one stereo WAV (caller left, agent right) and removes the raw files. The
agent's side is aligned to the caller's by what had been heard when it was sent.

Until the recording is allowed, silence stands in its place; a refusal erases what there was.

A disk that takes no more ends the recording, never the call; what came before is kept if it can be.
The files are readable by their owner alone.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import structlog

from voiceagent.core.audio import ULAW_SILENCE
from voiceagent.core.commands import Command
from voiceagent.runtime.consent import RecordingConsent

_log = structlog.get_logger()
_BUFFER_BYTES = 32_768
_WAVE_FORMAT_MULAW = 7
_RATE_HZ = 8_000


class Tracks:
    """One call's recording."""

    def __init__(self, folder: Path, call_id: str, consent: RecordingConsent) -> None:
        self._consent = consent
        self._allowed = False
        self._paths = [folder / f"{call_id}.{side}.ulaw" for side in ("caller", "agent")]
        self._files: list[BinaryIO] = []
        self._sizes = [0, 0]
        self._failed = False
        self.path = folder / f"{call_id}.wav"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path in self._paths:
                self._files.append(_appending(path))
        except OSError as error:
            self._note_failure(error)

    def note(self, commands: Iterable[Command]) -> None:
        """Begin when what the call does allows it; erase when it forbids it."""
        match self._consent.verdict(commands):
            case True:
                self._allowed = True
            case False:
                self._erase()
            case None:
                pass

    def caller(self, ulaw: bytes) -> None:
        """Sound from the line."""
        self._write(0, ulaw)

    def agent(self, ulaw: bytes) -> None:
        """Sound to the line; it begins where the caller's side stands, or after what was sent."""
        gap = self._sizes[0] - self._sizes[1]
        if gap > 0:
            self._write(1, bytes([ULAW_SILENCE]) * gap)
        self._write(1, ulaw)

    def close(self) -> Path | None:
        """Join the sides; returns the recording, None where there is none to keep.

        Takes a good part of a second for a long call.
        """
        if not self._allowed:
            self._erase()
            return None
        try:
            return self._join()
        except OSError as error:
            self._note_failure(error)
            return None

    def _join(self) -> Path:
        with ExitStack() as stack:
            for file in self._files:
                stack.callback(file.close)
        left, right = (path.read_bytes() for path in self._paths)
        length = max(len(left), len(right))
        stereo = bytearray(2 * length)
        stereo[0::2] = left.ljust(length, bytes([ULAW_SILENCE]))
        stereo[1::2] = right.ljust(length, bytes([ULAW_SILENCE]))
        with open(self.path, "wb", opener=_private) as file:
            file.write(_wave_header(len(stereo)) + stereo)
        for path in self._paths:
            path.unlink()
        return self.path

    def _write(self, side: int, ulaw: bytes) -> None:
        if self._failed:
            return
        try:
            kept = ulaw if self._allowed else bytes([ULAW_SILENCE]) * len(ulaw)
            self._files[side].write(kept)
        except OSError as error:
            self._note_failure(error)
        self._sizes[side] += len(ulaw)

    def _erase(self) -> None:
        self._allowed = False
        self._failed = True
        for file in self._files:
            file.close()
        for path in self._paths:
            path.unlink(missing_ok=True)

    def _note_failure(self, error: OSError) -> None:
        if self._failed:
            return
        self._failed = True
        _log.error("a recording broke off", code="disk", fault=type(error).__name__)


def _appending(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    return os.fdopen(_private(os.fspath(path), flags), "ab", _BUFFER_BYTES)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _wave_header(data_bytes: int) -> bytes:
    shape = struct.pack("<HHIIHHH", _WAVE_FORMAT_MULAW, 2, _RATE_HZ, 2 * _RATE_HZ, 2, 8, 0)
    fact = struct.pack("<4sII", b"fact", 4, data_bytes // 2)
    chunks = struct.pack("<4sI", b"fmt ", len(shape)) + shape + fact
    chunks += struct.pack("<4sI", b"data", data_bytes)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(chunks) + data_bytes, b"WAVE") + chunks
