"""The engines of a booth: the same for every system, with an ear for what the voice was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from benchmarks.peers.script import Hearing
from voiceagent.core.events import Transcript
from voiceagent.dialog.moves import Expectation
from voiceagent.ports import Synthesizer, Transcriber, TurnAudio, VoiceChunk

SAME_WORDS = "det er litt vanskelig å si"
_NOTHING = Transcript("", 0.0, accepted=False, engine="deaf")
_SAME = Transcript(SAME_WORDS, 0.95, accepted=True, engine="same")


@dataclass(slots=True)
class Spoken:
    """What the voice was asked to say: its words with the milliseconds at which they end."""

    text: str
    words: list[tuple[str, float]] = field(default_factory=list)
    duration_ms: float = 0.0


class NotingVoice:
    """A voice that notes what it says; one per call."""

    def __init__(self, voice: Synthesizer) -> None:
        self._voice = voice
        self.spoken: list[Spoken] = []

    @property
    def voice(self) -> str:
        """The name of the voice behind it."""
        return self._voice.voice

    async def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        """See ``Synthesizer``."""
        spoken = Spoken(text)
        self.spoken.append(spoken)
        async for chunk in self._voice.synthesize(text):
            spoken.words += [(word.text, float(word.end_ms)) for word in chunk.words]
            spoken.duration_ms += len(chunk.samples) / 8
            yield chunk


class CannedVoice:
    """Says each text from memory after the first time: a voice that costs nothing."""

    def __init__(self, voice: Synthesizer) -> None:
        self._voice = voice
        self._said: dict[str, list[VoiceChunk]] = {}

    @property
    def voice(self) -> str:
        """The name of the voice behind it."""
        return self._voice.voice

    async def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        """See ``Synthesizer``."""
        if text not in self._said:
            self._said[text] = [chunk async for chunk in self._voice.synthesize(text)]
        for chunk in self._said[text]:
            yield chunk


class HearingAs:
    """A recogniser that hears as a script says."""

    def __init__(self, transcriber: Transcriber, hearing: Hearing) -> None:
        self._transcriber = transcriber
        self._hearing = hearing

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """See ``Transcriber``."""
        match self._hearing:
            case Hearing.NOTHING:
                return _NOTHING
            case Hearing.SAME:
                return _SAME
            case _:
                return await self._transcriber.transcribe(audio, expectation)
