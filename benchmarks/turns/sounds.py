"""What a labelled turn sounds like at our end of the line, and where its sound really lies.

The pause is cut in at the quietest 10 ms near the boundary of the two words, and filled with what
is behind the speaker. Times are milliseconds from the first frame.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from benchmarks.turns.cases import Turn
from models.engines.espeak import EspeakSynthesizer
from models.engines.worker import EngineThread
from models.voices import CALLER_VOICES
from telephony.loopback.audio import (
    QUIET_LINE_DB,
    SPEECH_LEVEL_DB,
    NoiseKind,
    Voice,
    at_level,
    noise,
    rms,
    silence,
    through_line,
    trim,
)
from telephony.loopback.playout import FRAME_BYTES
from voiceagent.core.audio import ULAW_BYTES_PER_MS, encode_ulaw
from voiceagent.core.events import SpokenWord

LEAD_MS = 600
_TRAIL_MS = 4_200
_LOOK_MS = 60
_WINDOW_MS = 10


@dataclass(frozen=True, slots=True)
class TurnSound:
    """A turn as the line brings it.

    Attributes:
        frames: µ-law, 20 ms each, with quiet before and after the speech.
        pauses_ms: Where the speaker pauses: from, to.
        end_ms: Where their last sound ends.
    """

    turn: Turn
    frames: tuple[bytes, ...]
    pauses_ms: tuple[tuple[int, int], ...]
    end_ms: int


async def render(turn: Turn, seed: int) -> TurnSound:
    """Speak a turn through the line.

    Raises:
        ProviderError: The voice failed.
    """
    own = CALLER_VOICES[turn.voice]
    voice = EspeakSynthesizer(_thread(), replace(own, rate_wpm=round(own.rate_wpm * turn.rate)))
    chunks = [chunk async for chunk in voice.synthesize(" ".join(turn.words))]
    speech = np.concatenate([chunk.samples for chunk in chunks])
    starts = _starts([word for chunk in chunks for word in chunk.words], len(turn.words))
    pieces: list[Voice] = []
    begin = 0
    for after, _ in turn.pauses:
        cut = _quietest(speech, starts[after])
        pieces.append(speech[begin:cut])
        begin = cut
    pieces.append(speech[begin:])
    return _on_the_line(turn, pieces, seed)


def _on_the_line(turn: Turn, pieces: list[Voice], seed: int) -> TurnSound:
    sounds = [trim(piece) for piece in pieces]
    # All pieces by one gain: a speaker is as loud after a pause as before it.
    level = at_level(through_line(np.concatenate(sounds)))
    parts: list[Voice] = [silence(LEAD_MS)]
    pauses_ms: list[tuple[int, int]] = []
    done = 0
    for place, sound in enumerate(sounds):
        parts.append(level[done : done + len(sound)])
        done += len(sound)
        if place < len(turn.pauses):
            begin_ms = _length_ms(parts)
            parts.append(silence(turn.pauses[place][1]))
            pauses_ms.append((begin_ms, _length_ms(parts)))
    end_ms = _length_ms(parts)
    parts.append(silence(_TRAIL_MS))
    whole = np.concatenate(parts).astype(np.int32)
    whole += _behind(turn, len(whole), seed)[: len(whole)]
    ulaw = encode_ulaw(np.clip(whole, -32_768, 32_767).astype(np.int16))
    last = len(ulaw) - FRAME_BYTES
    frames = tuple(ulaw[at : at + FRAME_BYTES] for at in range(0, last, FRAME_BYTES))
    return TurnSound(turn, frames, tuple(pauses_ms), end_ms)


def _behind(turn: Turn, samples: int, seed: int) -> Voice:
    duration_ms = samples // ULAW_BYTES_PER_MS + 1
    if turn.noise is None:
        return noise(NoiseKind.PINK, duration_ms, QUIET_LINE_DB, seed)
    kind, distance_db = turn.noise
    return noise(kind, duration_ms, SPEECH_LEVEL_DB - distance_db, seed)


def _starts(words: list[SpokenWord], count: int) -> list[int]:
    if len(words) != count:
        raise ValueError(f"{count} words were given and {len(words)} spoken")
    return [word.start_ms for word in words]


def _quietest(speech: Voice, about_ms: int) -> int:
    """The sample near ``about_ms`` at which a cut is heard least."""
    size = _WINDOW_MS * ULAW_BYTES_PER_MS
    first = max(0, (about_ms - _LOOK_MS) * ULAW_BYTES_PER_MS)
    last = min(len(speech) - size, (about_ms + _LOOK_MS) * ULAW_BYTES_PER_MS)
    places = range(first, max(last, first + 1), size)
    return min(places, key=lambda place: rms(speech[place : place + size])) + size // 2


def _length_ms(parts: list[Voice]) -> int:
    return sum(len(part) for part in parts) // ULAW_BYTES_PER_MS


@cache
def _thread() -> EngineThread:
    return EngineThread("turns", deadline_ms=10_000)
