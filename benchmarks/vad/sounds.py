"""What a speech detector hears on a line: callers who pause, and everything that is no caller.

Callers are synthesised; where they sound is known from the clean voice, to 10 ms, before anything
is put behind it. Pauses are of two kinds: *natural* ones stand between clauses, *cut* ones in the
middle of one, where the speaker thinks. Everything is µ-law at 8 000 Hz.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from models.loading import caller_voice
from models.voices import CALLER_VOICES
from telephony.loopback.audio import (
    QUIET_LINE_DB,
    RATE_HZ,
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
from voiceagent.core.audio import encode_ulaw
from voiceagent.ports import Synthesizer

STEP_MS = 10
_STEP = STEP_MS * RATE_HZ // 1000
_LEAD_MS, _TRAIL_MS = 1_000, 1_200
_NATURAL_MS, _CUT_MS = (350, 800), (200, 500)

CLAUSES = (
    ("hei jeg er daglig leder i fjordtek", "og vi trenger et nytt crm system"),
    ("budsjettet er hundre tusen kroner", "men det kan bli litt mer"),
    ("onsdag passer ikke så godt", "har dere noe på torsdag"),
    ("ja det stemmer", "klokka ti er fint for meg"),
    ("nummeret mitt er førti tjue tretti femti", "og jeg er som regel her før fire"),
    ("vi er tolv ansatte", "og to av dem jobber hjemmefra"),
)
CUT = (
    ("jeg vil gjerne", "bestille et møte"),
    ("det må være på plass", "innen tre måneder"),
    ("adressen er storgata", "fjorten i bergen"),
    ("da tror jeg", "vi tar den første"),
)
BEHIND: dict[str, tuple[NoiseKind, float] | None] = {
    "quiet line": None,
    "white 20 dB": (NoiseKind.WHITE, 20),
    "pink 10 dB": (NoiseKind.PINK, 10),
    "traffic 10 dB": (NoiseKind.TRAFFIC, 10),
    "babble 10 dB": (NoiseKind.BABBLE, 10),
    "white 5 dB": (NoiseKind.WHITE, 5),
}
"""What is behind a caller, and how far below them."""


@dataclass(frozen=True, slots=True, eq=False)
class Caller:
    """One caller's turn on the line.

    Attributes:
        behind: A key of :data:`BEHIND`.
        ulaw: The line audio.
        sounding: For each 10 ms, whether the clean voice is heard in it.
        start_ms: Where the first sound begins.
        end_ms: Where the last one ends.
        pauses_ms: Where the caller pauses: kind, from, to.
    """

    behind: str
    ulaw: bytes
    sounding: NDArray[np.bool_]
    start_ms: int
    end_ms: int
    pauses_ms: tuple[tuple[str, int, int], ...]


async def callers(*, quick: bool, seed: int = 1) -> list[Caller]:
    """Every sentence by callers in turn, in front of everything in :data:`BEHIND`.

    Raises:
        ProviderError: The voice failed.
    """
    rng = Random(seed)
    names = list(CALLER_VOICES)
    made: list[Caller] = []
    sentences = [("natural", *pair) for pair in CLAUSES] + [("cut", *pair) for pair in CUT]
    for place, (kind, first, second) in enumerate(sentences[:: 3 if quick else 1]):
        for turn in range(1 if quick else 3):
            voice = caller_voice(names[(place + turn) % len(names)])
            sounds = await _sounds(voice, [first, second])
            between = rng.randrange(*(_NATURAL_MS if kind == "natural" else _CUT_MS))
            made += [
                _caller(sounds, kind, between, behind, rng.getrandbits(30)) for behind in BEHIND
            ]
    return made


def _caller(sounds: list[Voice], kind: str, pause_ms: int, behind: str, seed: int) -> Caller:
    first, second = sounds
    parts = [silence(_LEAD_MS), first, silence(pause_ms), second, silence(_TRAIL_MS)]
    ends_ms = np.cumsum([len(part) * 1000 // RATE_HZ for part in parts]).tolist()
    clean = np.concatenate(parts)
    steps = clean[: len(clean) // _STEP * _STEP].reshape(-1, _STEP).astype(np.float64)
    levels = np.sqrt(np.mean(np.square(steps), axis=1))
    what = BEHIND[behind]
    back = (NoiseKind.PINK, QUIET_LINE_DB) if what is None else (what[0], SPEECH_LEVEL_DB - what[1])
    return Caller(
        behind=behind,
        ulaw=_on_line(clean, noise(back[0], len(clean) * 1000 // RATE_HZ + 1, back[1], seed)),
        sounding=levels > levels.max() / 30,
        start_ms=ends_ms[0],
        end_ms=ends_ms[3],
        pauses_ms=((kind, ends_ms[1], ends_ms[2]),),
    )


async def strangers(duration_ms: int, agent: Synthesizer, seed: int = 2) -> dict[str, bytes]:
    """Sounds in which nobody speaks to us, each ``duration_ms`` long, by name.

    Raises:
        ProviderError: A voice failed.
    """
    count = duration_ms * RATE_HZ // 1000
    quiet = noise(NoiseKind.PINK, duration_ms, QUIET_LINE_DB, seed)
    words = ["God dag, du snakker med en kunstig intelligens hos Fjordlys.", "Hva heter du?"]
    ours = _repeated(list(await _sounds(agent, words)), 700, count)
    room = [
        _repeated(list(await _sounds(caller_voice(name), CLAUSES[place])), 300, count)
        for place, name in enumerate(list(CALLER_VOICES)[:5])
    ]
    sounds = {
        "quiet line": silence(duration_ms),
        "white noise −30 dB": noise(NoiseKind.WHITE, duration_ms, -30, seed),
        "traffic −30 dB": noise(NoiseKind.TRAFFIC, duration_ms, -30, seed),
        "room −30 dB": noise(NoiseKind.BABBLE, duration_ms, -30, seed),
        "five talking −35 dB": _at_db(sum(room, np.zeros(count, np.int32)), -35),
        "hold music": _at_db(_music(count, np.random.default_rng(seed)), -20),
        "keys": _repeated(list(_keys()), 120, count),
        "ringing tone": _repeated([_tones((425,), 1_000, -15)], 4_000, count),
        "beep": _repeated([_tones((1_000,), 500, -12)], 2_500, count),
        "clicks": _repeated([_click(seed)], 430, count),
        "coughs": _repeated(
            [through_line(cough(300, seed + place)) for place in range(4)], 1_700, count
        ),
    }
    for below in (20, 30, 40):
        sounds[f"our echo −{below} dB"] = _at_db(ours, SPEECH_LEVEL_DB - below)
    return {name: _on_line(sound, quiet) for name, sound in sounds.items()}


async def _sounds(voice: Synthesizer, texts: list[str] | tuple[str, ...]) -> list[Voice]:
    sounds = []
    for text in texts:
        chunks = [chunk.samples async for chunk in voice.synthesize(text)]
        sounds.append(trim(at_level(through_line(np.concatenate(chunks)))))
    return sounds


def _on_line(sound: NDArray[np.integer], behind: Voice) -> bytes:
    whole = sound.astype(np.int32) + behind[: len(sound)]
    return encode_ulaw(np.clip(whole, -32_768, 32_767).astype(np.int16))


def _repeated(sounds: list[Voice], gap_ms: int, count: int) -> Voice:
    parts: list[Voice] = []
    length = place = 0
    while length < count:
        parts += [silence(gap_ms), sounds[place % len(sounds)]]
        length += len(parts[-1]) + len(parts[-2])
        place += 1
    return np.concatenate(parts)[:count]


def _at_db(sound: NDArray[np.integer], level_db: float) -> Voice:
    loudest = max(int(np.abs(sound).max()), 1)
    return at_level((sound / loudest * 20_000).astype(np.int16), level_db)


def _tones(tones_hz: tuple[int, ...], duration_ms: int, level_db: float) -> Voice:
    time_s = np.arange(duration_ms * RATE_HZ // 1000) / RATE_HZ
    wave = np.sum([np.sin(2 * np.pi * hz * time_s) for hz in tones_hz], axis=0)
    return at_level((wave * 9_000).astype(np.int16), level_db)


def _keys() -> Iterator[Voice]:
    """The sixteen tones of a telephone's keys."""
    for row_hz in (697, 770, 852, 941):
        for column_hz in (1209, 1336, 1477, 1633):
            yield _tones((row_hz, column_hz), 100, -12)


def _click(seed: int) -> Voice:
    """Four milliseconds of a bad contact."""
    burst = np.random.default_rng(seed).standard_normal(4 * RATE_HZ // 1000)
    return through_line((burst * 12_000).clip(-32_000, 32_000).astype(np.int16))


def _music(count: int, rng: np.random.Generator) -> Voice:
    """Chords of fading notes over a bass, two a second."""
    made = np.zeros(count)
    step = RATE_HZ // 2
    for start in range(0, count, step):
        time_s = np.arange(min(step, count - start)) / RATE_HZ
        for lowest, overtones in ((220.0, 3), (220.0, 3), (330.0, 3), (82.0, 6)):
            note_hz = lowest * 2 ** (int(rng.integers(0, 12)) / 12)
            for overtone in range(1, overtones + 1):
                sound = np.sin(2 * np.pi * note_hz * overtone * time_s) / overtone
                made[start : start + len(time_s)] += sound * np.exp(-3 * time_s)
    return through_line((made / np.abs(made).max() * 20_000).astype(np.int16))
