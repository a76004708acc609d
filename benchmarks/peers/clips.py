"""What the callers of the comparison sound like, written to files for the booths.

Turns are those of :mod:`benchmarks.turns.cases`. For what is said over our voice, a sound is put
behind a stretch of comfort noise at a known sample: sentences that mean it, the same sentences cut
short after so many milliseconds, and sounds that are no turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np

from benchmarks.barge.sounds import BURSTS_MS
from benchmarks.peers.script import Hearing, Script
from benchmarks.turns.cases import Turn, labelled_turns
from benchmarks.turns.sounds import TurnSound, render
from models.loading import caller_voice
from telephony.loopback.audio import (
    QUIET_LINE_DB,
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
from voiceagent.dialog.moves import AnswerKind

GREETING = (
    "Takk for at du tar telefonen. Vi hjelper små bedrifter med å svare på alle henvendelser "
    "samme dag. Da mister dere ingen kunder når alle er opptatt."
)
"""Eight seconds in three sentences, none of them a question."""

TURN_EVERY_S = 7
"""How often a caller who is load takes a turn."""

_PATIENCE_MS = 6_000
_ENDS_APART_MS, _OVER_APART_MS = 400, 150
_AFTER_MS = 2_500
_FADE = 80
_FIRST_ONSET_MS, _ONSET_STEP_MS = 2_200, 190
_MEANT = (
    "vent litt kan du gjenta det",
    "nei vi trenger ikke det",
    "hva koster det egentlig",
    "jeg har ikke tid akkurat nå",
)
_AGREEING = ("ja", "mm", "akkurat", "ok", "ja vel", "mhm")
_CUT_SHORT = "nei men hør her vent litt"
_VOICES = ("kari", "ola", "ingrid", "henrik")


@dataclass(frozen=True, slots=True)
class TurnClip:
    """A labelled turn; its last sound ends ``end_ms`` after its first sample."""

    turn: Turn
    end_ms: int
    script: Script


class Sort(StrEnum):
    """What is heard over our voice."""

    MEANT = "meant"
    """An interruption, with words."""
    BURST = "burst"
    """Speech that breaks off, of which no words are made."""
    WORDLESS = "wordless"
    """«mm», «ja», a cough, of which no words are made."""
    AGREEING = "agreeing"
    """«mm», «ja», understood."""


@dataclass(frozen=True, slots=True)
class OverClip:
    """A sound over our voice, from ``onset_ms`` to ``end_ms``."""

    sort: Sort
    name: str
    onset_ms: int
    end_ms: int
    script: Script

    @property
    def length_ms(self) -> int:
        """How long it lasts."""
        return self.end_ms - self.onset_ms


def chosen_turns(*, quick: bool) -> list[Turn]:
    """Half of the short answers to yes/no questions, and an eighth of the rest."""
    turns = labelled_turns()
    short = [turn for turn in turns if _is_short_yes_no(turn)]
    others = [turn for turn in turns if not _is_short_yes_no(turn)]
    return [*short[:3], *others[::62]] if quick else [*short[:20], *others[::8]]


def _is_short_yes_no(turn: Turn) -> bool:
    return turn.tag == "short answer" and turn.asked.kind is AnswerKind.YES_NO


async def turn_clips(
    turns: Sequence[Turn], folder: Path, progress: Callable[[float], None]
) -> list[TurnClip]:
    """Speak turns, shortest first, so that those of one block last about as long.

    Raises:
        ProviderError: A voice failed.
    """
    clips = []
    for place, turn in enumerate(turns):
        progress(place / len(turns))
        sound = await render(turn, seed=place)
        clips.append(
            TurnClip(turn, sound.end_ms, _turn_script(sound, folder / f"turn{place}.ulaw"))
        )
    return sorted(clips, key=lambda clip: clip.end_ms)


def _turn_script(sound: TurnSound, path: Path) -> Script:
    path.write_bytes(b"".join(sound.frames))
    asked = sound.turn.asked
    return Script(
        clip=str(path),
        kind=asked.kind.value,
        slot=asked.slot,
        phrases=asked.phrases,
        until_answered=True,
        limit_ms=sound.end_ms + _PATIENCE_MS,
    )


async def over_clips(folder: Path, *, quick: bool) -> list[OverClip]:
    """Sounds over our voice.

    Raises:
        ProviderError: A voice failed.
    """
    clips = []
    for place, (sort, name, sound) in enumerate([one async for one in _sounds(quick=quick)]):
        onset_ms = _FIRST_ONSET_MS + place * 7 % 13 * _ONSET_STEP_MS
        path = folder / f"over{place}.ulaw"
        path.write_bytes(_on_the_line(sound, onset_ms, seed=place))
        end_ms = onset_ms + len(sound) // 8
        deaf = sort in (Sort.BURST, Sort.WORDLESS)
        script = Script(
            clip=str(path),
            kind=AnswerKind.FREE.value,
            greeting=GREETING,
            hearing=Hearing.NOTHING if deaf else Hearing.TRUSTED,
            least_ms=end_ms + 1_500,
            limit_ms=16_000,
        )
        clips.append(OverClip(sort, name, onset_ms, end_ms, script))
    return clips


async def _sounds(*, quick: bool):  # type: ignore[no-untyped-def]
    for place in range(2 if quick else 12):
        text = _MEANT[place % len(_MEANT)]
        yield Sort.MEANT, text, await _spoken(text, _VOICES[(place + place // 4) % 4])
    for voice in _VOICES[: 1 if quick else 2]:
        whole = await _spoken(_CUT_SHORT, voice)
        for length_ms in BURSTS_MS[:: 4 if quick else 1]:
            yield Sort.BURST, f"{length_ms} ms", _cut(whole, length_ms)
    for place in range(1 if quick else 2):
        yield Sort.WORDLESS, "cough", trim(through_line(cough(350, place)))
        yield Sort.WORDLESS, "mm", await _spoken("mm", _VOICES[place])
        yield Sort.WORDLESS, "ja", await _spoken("ja", _VOICES[place])
    for place, text in enumerate(_AGREEING[:1] if quick else _AGREEING):
        yield Sort.AGREEING, text, await _spoken(text, _VOICES[place % 4])


async def _spoken(text: str, voice: str) -> Voice:
    chunks = [chunk.samples async for chunk in caller_voice(voice).synthesize(text)]
    return trim(at_level(through_line(np.concatenate(chunks))))


def _cut(sound: Voice, length_ms: int) -> Voice:
    short = sound[: length_ms * 8].astype(np.float64)
    short[-_FADE:] *= np.linspace(1, 0, _FADE)
    return short.astype(np.int16)


def _on_the_line(sound: Voice, onset_ms: int, seed: int) -> bytes:
    parts = [silence(onset_ms), sound, silence(_AFTER_MS)]
    whole = np.concatenate(parts).astype(np.int32)
    behind = noise(NoiseKind.PINK, len(whole) // 8 + 1, QUIET_LINE_DB, seed)
    whole += behind[: len(whole)]
    return encode_ulaw(np.clip(whole, -32_768, 32_767).astype(np.int16))


async def talk(folder: Path) -> Script:
    """A caller who takes a turn every :data:`TURN_EVERY_S`, for load; it is always heard alike.

    Raises:
        ProviderError: A voice failed.
    """
    spoken = await _spoken("vi trenger et nytt kundesystem", "kari")
    quiet_ms = TURN_EVERY_S * 1_000 - len(spoken) // 8
    path = folder / "talk.ulaw"
    path.write_bytes(_on_the_line(spoken, quiet_ms - _AFTER_MS, seed=1))
    return Script(
        clip=str(path),
        reply="Takk, det er notert hos oss nå.",
        hearing=Hearing.SAME,
        limit_ms=float("inf"),
    )


def turn_blocks(clips: Sequence[TurnClip], size: int) -> Iterator[list[Script]]:
    """Turns in blocks that are held at the same time, their ends apart from each other.

    Where all ended at once, what scores a turn would be waited for in a queue.
    """
    for start in range(0, len(clips), size):
        block = clips[start : start + size]
        longest_ms = max(clip.end_ms for clip in block)
        yield [
            replace(clip.script, delay_ms=longest_ms - clip.end_ms + place * _ENDS_APART_MS)
            for place, clip in enumerate(block)
        ]


def over_blocks(clips: Sequence[OverClip], size: int) -> Iterator[list[Script]]:
    """Sounds over our voice in blocks that are held at the same time."""
    for start in range(0, len(clips), size):
        block = clips[start : start + size]
        yield [
            replace(clip.script, delay_ms=place * _OVER_APART_MS)
            for place, clip in enumerate(block)
        ]
