"""What a caller hears, and when, from what a system sends: a carrier's play-out in exact time.

Sound plays in the order it came, without gaps where it came in time; a clear drops what has not
played. The network costs nothing. Times are seconds of the event loop's clock until
:meth:`Ear.since` counts them from a call's beginning.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from telephony.loopback.audio import AUDIBLE_RMS
from voiceagent.core.audio import decode_ulaw

RATE_HZ = 8_000
_WINDOW = RATE_HZ // 100
_BREATH_MS = 250.0


@dataclass(slots=True)
class _Piece:
    at_s: float
    ulaw: bytes

    @property
    def end_s(self) -> float:
        return self.at_s + len(self.ulaw) / RATE_HZ


@dataclass(slots=True)
class Ear:
    """One caller's ear.

    Attributes:
        clears_s: When the system had the line cleared.
        dropped_bytes: What was sent and never played.
    """

    clears_s: list[float] = field(default_factory=list)
    dropped_bytes: int = 0
    _pieces: list[_Piece] = field(default_factory=list)

    @property
    def free_s(self) -> float:
        """When everything sent so far will have played; 0 before any sound."""
        return self._pieces[-1].end_s if self._pieces else 0.0

    @property
    def cut(self) -> bool:
        """Whether nothing was sent since the last clear."""
        last_s = self._pieces[-1].at_s if self._pieces else 0.0
        return bool(self.clears_s) and last_s < self.clears_s[-1]

    def play(self, now_s: float, ulaw: bytes) -> None:
        """Line audio arrived."""
        self._pieces.append(_Piece(max(now_s, self.free_s), ulaw))

    def clear(self, now_s: float) -> None:
        """Drop what has not played."""
        self.clears_s.append(now_s)
        kept: list[_Piece] = []
        for piece in self._pieces:
            bytes_played = max(round((now_s - piece.at_s) * RATE_HZ), 0)
            self.dropped_bytes += max(len(piece.ulaw) - bytes_played, 0)
            if bytes_played:
                kept.append(_Piece(piece.at_s, piece.ulaw[:bytes_played]))
        self._pieces = kept

    def played_ms(self, since_s: float, until_ms: float) -> float:
        """How much sound played before ``until_ms``, both counted from ``since_s``."""
        until_s = since_s + until_ms / 1000
        lengths_s = (min(piece.end_s, until_s) - piece.at_s for piece in self._pieces)
        return sum(max(length_s, 0.0) for length_s in lengths_s) * 1000

    def audible_ms(self, since_s: float) -> list[tuple[float, float]]:
        """Stretches in which something was heard, in milliseconds after ``since_s``.

        Pauses shorter than a breath do not part them.
        """
        found: list[tuple[float, float]] = []
        for at_s, ulaw in self._runs():
            samples = decode_ulaw(ulaw).astype(np.float64)
            for start in range(0, len(samples), _WINDOW):
                window = samples[start : start + _WINDOW]
                if float(np.sqrt(np.mean(np.square(window)))) < AUDIBLE_RMS:
                    continue
                from_ms = (at_s - since_s) * 1000 + start * 1000 / RATE_HZ
                to_ms = from_ms + len(window) * 1000 / RATE_HZ
                if found and from_ms - found[-1][1] <= _BREATH_MS:
                    found[-1] = (found[-1][0], to_ms)
                else:
                    found.append((from_ms, to_ms))
        return found

    def _runs(self) -> list[tuple[float, bytes]]:
        """Sound that played without a gap, joined."""
        runs: list[tuple[float, bytearray]] = []
        end_s = -1.0
        for piece in self._pieces:
            if runs and piece.at_s - end_s < 0.001:
                runs[-1][1].extend(piece.ulaw)
            else:
                runs.append((piece.at_s, bytearray(piece.ulaw)))
            end_s = piece.end_s
        return [(at_s, bytes(ulaw)) for at_s, ulaw in runs]
