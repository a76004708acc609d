"""The caller's sounds, made before the call so that none is late in it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from telephony.loopback.audio import (
    SPEECH_LEVEL_DB,
    Voice,
    at_level,
    cough,
    noise,
    silence,
    through_line,
    trim,
)
from telephony.loopback.lines import Backchannel, Burst, Cough, Say
from telephony.loopback.scenario import LinePart, Scenario
from voiceagent.ports import Synthesizer

Sounding = Say | Backchannel | Cough | Burst
"""Lines that make a sound."""

VoiceSource = Callable[[str], Synthesizer]
"""Gives a caller's voice by its name; raises ConfigurationError for a name it does not know."""

_NOISE_LOOP_MS = 12_000


@dataclass(frozen=True, slots=True, eq=False)
class Repertoire:
    """Everything that a caller can be heard with.

    Attributes:
        noise: The line's noise, to be repeated under the whole call.
        spoken: Texts as voice audio: trimmed, at speech level, in the telephone band.
        seed: Makes this caller's coughs and bursts its own.
    """

    noise: Voice
    spoken: Mapping[str, Voice]
    seed: int

    def sound(self, line: Sounding) -> Voice:
        """A line as voice audio; it begins and ends with sound."""
        match line:
            case Say():
                parts = [self.spoken[line.text]]
                if line.then:
                    parts += [silence(line.pause_ms), self.spoken[line.then]]
                return np.concatenate(parts)
            case Backchannel():
                return self.spoken[line.text]
            case Cough():
                return trim(through_line(cough(line.duration_ms, self.seed)))
            case Burst():
                return noise(line.kind, line.duration_ms, line.level_db, self.seed)


async def rehearse(scenario: Scenario, voice: Synthesizer) -> Repertoire:
    """Speak every line of a scenario once.

    Raises:
        ProviderError: The voice failed.
    """
    seed = zlib.crc32(scenario.name.encode())
    parts = [part for lines in scenario.answers.values() for part in lines] + scenario.fallback
    spoken = {text: await _speak(text, voice) for text in sorted(_texts(parts))}
    level_db = SPEECH_LEVEL_DB - scenario.noise.snr_db
    return Repertoire(noise(scenario.noise.kind, _NOISE_LOOP_MS, level_db, seed), spoken, seed)


def _texts(parts: list[LinePart]) -> set[str]:
    found: set[str] = set()
    for part in parts:
        reply = part.interrupt_reply.say if part.interrupt_reply else None
        found |= {text for text in (part.say, part.then, part.backchannel, reply) if text}
    return found


async def _speak(text: str, voice: Synthesizer) -> Voice:
    pieces = [chunk.samples async for chunk in voice.synthesize(text)]
    whole = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int16)
    return trim(at_level(through_line(whole)))
