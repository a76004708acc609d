"""Who rings and what they do over our voice: the trials of ``barge``, dealt out to callers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random

from benchmarks.barge import sounds
from benchmarks.barge.dialog import ASKED_NUMBER, TOLD_NUMBER
from models.voices import CALLER_VOICES
from telephony.loopback.audio import Voice, at_level, first_audible_ms, silence

VOICES = tuple(CALLER_VOICES)


class Kind(StrEnum):
    """What a caller does."""

    WORDS = "words"
    """Breaks in."""
    BURST = "burst"
    BACKCHANNEL = "backchannel"
    YES = "yes"
    """Answers a yes/no question."""
    LONG = "long"
    """Breaks in and keeps talking for seconds."""
    GOES_ON = "goes on"
    """Pauses, is answered too early, and goes on talking for seconds."""
    NOTHING = "nothing"
    """Is silent, for as long as ``sound`` is behind the line; it may be our own echo."""


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """One thing that a caller does, once we have spoken for a while.

    Attributes:
        name: What it is, for a table.
        size: Its length or its level, where a curve is drawn over it.
        sound: Voice audio.
        after_ms: How much of our speech goes before it; for an answer to a question, how long
            after the question's end it comes (before it: negative).
        lead_ms: Where in ``sound`` a listener would first notice it.
        then: Said once we have answered the first part for ``then_after_ms``.
        echo: For an echo: how far it lies below our own voice (dB), and how late it comes (ms).
    """

    kind: Kind
    name: str
    sound: Voice
    after_ms: int
    size: float = 0.0
    lead_ms: int = 0
    then: Voice | None = None
    then_after_ms: int = 0
    echo: tuple[float, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One caller.

    Attributes:
        behind: A loop that is heard under everything.
    """

    name: str
    number: str
    behind: Voice
    cues: tuple[Cue, ...] = field(default_factory=tuple)


async def plans(*, quick: bool, seed: int = 5) -> list[Plan]:
    """All callers, the longest calls first.

    Raises:
        ProviderError: A voice failed.
    """
    rng = Random(seed)
    quiet = sounds.behind("quiet line", seed)
    made = [await _interrupter(voice, place, rng, quick) for place, voice in enumerate(VOICES)]
    dealt = [
        (await _bursts(rng, quick), 2 if quick else 6),
        (await _backchannels(rng, quick), 1 if quick else 4),
        (await _long_talks(rng, quick), 1 if quick else 4),
        (await _strangers(quick), 3 if quick else 6),
    ]
    for cues, callers in dealt:
        for place in range(callers):
            own = tuple(cues[place::callers])
            made.append(Plan(f"{own[0].kind} {place + 1}", TOLD_NUMBER, quiet, own))
    for place in range(1 if quick else 2):
        answers = await _answers(rng, 6 if quick else 10, place)
        made.append(Plan(f"answers {place + 1}", ASKED_NUMBER, quiet, answers))
    return sorted(made, key=lambda plan: -_length_ms(plan))


def _length_ms(plan: Plan) -> float:
    return sum(4_000 + cue.after_ms + len(cue.sound) / 8 for cue in plan.cues)


def _cue(kind: Kind, name: str, sound: Voice, after_ms: int, size: float = 0.0) -> Cue:
    return Cue(kind, name, sound, after_ms, size, lead_ms=first_audible_ms(sound) or 0)


async def _interrupter(voice: str, place: int, rng: Random, quick: bool) -> Plan:
    names = list(sounds.BEHIND)
    line = sounds.behind(names[place % len(names)], place)
    texts = sounds.INTERRUPTIONS[place % 2 :: 2 if quick else 1][: 4 if quick else 12]
    cues = []
    for number, text in enumerate(texts):
        level_db = (-20, -26)[number % 2]
        sound = await sounds.spoken(text, voice, level_db)
        cues.append(_cue(Kind.WORDS, text, sound, rng.randrange(1_400, 3_600)))
    return Plan(f"{voice}, {names[place % len(names)]}", TOLD_NUMBER, line, tuple(cues))


async def _bursts(rng: Random, quick: bool) -> list[Cue]:
    speech = [
        await sounds.spoken(text, VOICES[place]) for place, text in enumerate(sounds.LONG_TALK)
    ]
    makers = sounds.bursts(speech)
    lengths = sounds.BURSTS_MS[::2] if quick else sounds.BURSTS_MS
    cues = [
        _cue(Kind.BURST, name, sound, rng.randrange(1_200, 2_200), duration_ms)
        for level_db in sounds.LEVELS_DB[: 1 if quick else 2]
        for duration_ms in lengths
        for name, make in makers.items()
        for sound in [at_level(make(duration_ms, rng.randrange(99)), level_db)]
    ]
    rng.shuffle(cues)
    return cues


async def _backchannels(rng: Random, quick: bool) -> list[Cue]:
    voices = VOICES[:1] if quick else VOICES
    cues = [
        _cue(Kind.BACKCHANNEL, text, await sounds.spoken(text, voice), rng.randrange(1_200, 2_400))
        for text in sounds.BACKCHANNELS
        for voice in voices
    ]
    rng.shuffle(cues)
    return cues


async def _long_talks(rng: Random, quick: bool) -> list[Cue]:
    cues = []
    for place, voice in enumerate(VOICES[:1] if quick else VOICES):
        for number, text in enumerate(sounds.LONG_TALK[: 1 if quick else 3]):
            long = await sounds.spoken(text, voice)
            after_ms = rng.randrange(1_400, 3_000)
            cues.append(_cue(Kind.LONG, text, long, after_ms))
            first = await sounds.spoken(sounds.FIRST_PARTS[(number + place) % 3], voice)
            waits_ms = (100, 300, 600)[number]
            cue = _cue(Kind.GOES_ON, f"{waits_ms} ms into our answer", first, after_ms, waits_ms)
            cues.append(replace(cue, then=long, then_after_ms=waits_ms))
    return cues


async def _answers(rng: Random, count: int, place: int) -> tuple[Cue, ...]:
    said = ("ja", "nei", "ja", "ja", "jo", "ja")
    # The first comes after the question, from whose length the others are timed.
    at_ms = [250, *(rng.choice((-250, -120, 60, 200, 400, 900)) for _ in range(count - 1))]
    cues = []
    for number, wait_ms in enumerate(at_ms):
        text, voice = said[number % len(said)], VOICES[(number + place) % len(VOICES)]
        cues.append(_cue(Kind.YES, text, await sounds.spoken(text, voice), wait_ms))
    return tuple(cues)


async def _strangers(quick: bool) -> list[Cue]:
    duration_ms = 6_000 if quick else 16_000
    cues = [
        Cue(Kind.NOTHING, name, sound, 500)
        for name, sound in (await sounds.backgrounds(duration_ms)).items()
    ]
    silent = silence(duration_ms)
    cues += [
        Cue(Kind.NOTHING, f"echo −{down_db} dB", silent, 500, down_db, echo=(down_db, delay_ms))
        for down_db, delay_ms in _echoes(quick)
    ]
    return cues


def _echoes(quick: bool) -> Iterator[tuple[int, int]]:
    levels: Sequence[int] = (20, 30, 40) if quick else (20, 25, 30, 35, 40, 45)
    delays: Sequence[int] = (120,) if quick else (60, 120, 250)
    for down_db in levels:
        for delay_ms in delays:
            yield down_db, delay_ms
