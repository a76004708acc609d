"""What the callers of ``barge`` are heard with: words, other sounds, and what is behind them.

Everything is made before the first call, from known seeds. A *burst* is of a known length and
level: a cough, a run of clicks, a rush of noise, or speech played backwards, which sounds like a
voice and holds no word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from benchmarks.vad.sounds import strangers
from models.loading import caller_voice
from models.voices import CALLER_VOICES
from telephony.loopback.audio import (
    QUIET_LINE_DB,
    SAMPLES_PER_MS,
    SPEECH_LEVEL_DB,
    NoiseKind,
    Voice,
    at_level,
    cough,
    noise,
    silence,
    through_line,
    trim,
)
from voiceagent.core.audio import decode_ulaw
from voiceagent.ports import Synthesizer

INTERRUPTIONS: Final = (
    "vent litt",
    "nei stopp",
    "unnskyld kan jeg spørre om noe",
    "hva koster det",
    "hallo hører du meg",
    "jeg har ikke tid nå",
    "kan du ringe meg senere",
    "jeg vil snakke med et menneske",
    "det passer ikke så godt",
    "hvem er det som ringer",
    "nei det er ikke aktuelt",
    "kan du gjenta det",
)
BACKCHANNELS: Final = ("mm", "ja", "akkurat", "nettopp", "okei", "ja ja")
LONG_TALK: Final = (
    "nei vet du hva jeg er midt i et møte og har ikke tid til å høre på dette akkurat nå",
    "vi har allerede et system som vi er fornøyd med og vi har ingen planer om å bytte det ut",
    "jeg lurer på om dere også kan hjelpe oss med å flytte kundene over fra det gamle systemet",
)
FIRST_PARTS: Final = ("jeg vil gjerne", "vi er ganske mange", "det er sånn at jeg")
BURSTS_MS: Final = (120, 200, 260, 320, 400, 500, 600, 700)
LEVELS_DB: Final = (-20, -30)

BEHIND: Final[Mapping[str, tuple[NoiseKind, float]]] = MappingProxyType(
    {
        "quiet line": (NoiseKind.PINK, QUIET_LINE_DB),
        "white 20 dB": (NoiseKind.WHITE, SPEECH_LEVEL_DB - 20),
        "pink 10 dB": (NoiseKind.PINK, SPEECH_LEVEL_DB - 10),
        "traffic 15 dB": (NoiseKind.TRAFFIC, SPEECH_LEVEL_DB - 15),
        "babble 15 dB": (NoiseKind.BABBLE, SPEECH_LEVEL_DB - 15),
    }
)
"""What is behind a caller, at which level."""

_STRANGE = (
    "white noise −30 dB",
    "traffic −30 dB",
    "room −30 dB",
    "five talking −35 dB",
    "hold music",
    "ringing tone",
    "clicks",
)
_LOOP_MS = 12_000
_FADE_MS = 8
_CLICK_GAP_MS = 55


async def spoken(text: str, voice: str, level_db: float = SPEECH_LEVEL_DB) -> Voice:
    """Words of a caller through the line; it begins and ends with sound.

    Raises:
        ConfigurationError: There is no caller of that name.
        ProviderError: The voice failed.
    """
    return await _spoken(text, caller_voice(voice), level_db)


async def _spoken(text: str, voice: Synthesizer, level_db: float) -> Voice:
    pieces = [chunk.samples async for chunk in voice.synthesize(text)]
    return trim(at_level(through_line(np.concatenate(pieces)), level_db))


def behind(name: str, seed: int) -> Voice:
    """A loop of what is behind a caller."""
    kind, level_db = BEHIND[name]
    return noise(kind, _LOOP_MS, level_db, seed)


async def backgrounds(duration_ms: int) -> dict[str, Voice]:
    """What comes from lines on which nobody speaks to us.

    Raises:
        ProviderError: A voice failed.
    """
    made = await strangers(duration_ms, caller_voice(next(iter(CALLER_VOICES))))
    return {name: decode_ulaw(made[name]) for name in _STRANGE}


# ---------------------------------------------------------------- bursts


def bursts(speech: Sequence[Voice]) -> Mapping[str, Callable[[int, int], Voice]]:
    """Ways to make a burst of so many milliseconds, by a seed; all at one level.

    Args:
        speech: Sentences, longer than any burst, that are played backwards.
    """

    def backwards(duration_ms: int, seed: int) -> Voice:
        return _faded(speech[seed % len(speech)][::-1][: duration_ms * SAMPLES_PER_MS])

    return {"cough": _cough, "clicks": _clicks, "noise": _rush, "speech-like": backwards}


def _cough(duration_ms: int, seed: int) -> Voice:
    return through_line(cough(duration_ms, seed))


def _clicks(duration_ms: int, seed: int) -> Voice:
    """A bad contact: four milliseconds of noise at a time."""
    made = silence(duration_ms)
    rng = np.random.default_rng(seed)
    size = 4 * SAMPLES_PER_MS
    for begin in range(0, len(made) - size, _CLICK_GAP_MS * SAMPLES_PER_MS):
        made[begin : begin + size] = (rng.standard_normal(size) * 9_000).clip(-32_000, 32_000)
    return through_line(made)


def _rush(duration_ms: int, seed: int) -> Voice:
    return _faded(noise(NoiseKind.WHITE, duration_ms, SPEECH_LEVEL_DB, seed))


def _faded(sound: Voice) -> Voice:
    size = _FADE_MS * SAMPLES_PER_MS
    gain = np.ones(len(sound))
    gain[:size] = np.linspace(0, 1, size)
    gain[-size:] = np.linspace(1, 0, size)
    return np.rint(sound * gain).astype(np.int16)
