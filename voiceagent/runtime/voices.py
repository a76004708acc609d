"""Utterances on their way from text to line audio, clause by clause, ahead of being said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from voiceagent.core.audio import ULAW_BYTES_PER_MS, encode_ulaw
from voiceagent.core.events import (
    ClauseSynthesized,
    Event,
    SpokenWord,
    SynthesisFailed,
    Utterance,
)
from voiceagent.errors import DeadlineExceeded, ProviderError
from voiceagent.norwegian.speaking.speak import sayable
from voiceagent.ports import Synthesizer
from voiceagent.runtime.call_clock import CallClock
from voiceagent.runtime.phrases import Phrase, PhraseCache


@dataclass(slots=True)
class Voiced:
    """An utterance's sound, as far as it has been made.

    Attributes:
        utterance: What is said.
        ulaw: Line audio so far.
        clause_ends: Byte offsets in ``ulaw`` where finished clauses end.
        complete: Whether there is no more to come.
    """

    utterance: Utterance
    ulaw: bytearray = field(default_factory=bytearray)
    clause_ends: list[int] = field(default_factory=list)
    complete: bool = False

    @property
    def duration_ms(self) -> int:
        """Length of the sound made so far."""
        return len(self.ulaw) // ULAW_BYTES_PER_MS


class VoiceOver:
    """Makes the sound of a call's utterances and reports each finished clause."""

    def __init__(
        self,
        synthesizer: Synthesizer,
        phrases: PhraseCache,
        clock: CallClock,
        emit: Callable[[Event], None],
        *,
        clause_deadline_s: float,
    ) -> None:
        self._synthesizer = synthesizer
        self._phrases = phrases
        self._clock = clock
        self._emit = emit
        self._clause_deadline_s = clause_deadline_s

    async def voice(self, voiced: Voiced, grown: Callable[[], None]) -> None:
        """Synthesise all clauses, calling ``grown`` whenever there is more.

        On failure the utterance ends with what there is.
        """
        utterance = voiced.utterance
        try:
            for index, clause in enumerate(utterance.clauses):
                spoken = sayable(clause, utterance.language)
                phrase = self._phrases.get(self._synthesizer.voice, spoken)
                if phrase is None:
                    phrase = await self._synthesize(voiced, spoken, grown)
                else:
                    voiced.ulaw += phrase.ulaw
                voiced.clause_ends.append(len(voiced.ulaw))
                grown()
                duration_ms = len(phrase.ulaw) // ULAW_BYTES_PER_MS
                self._emit(
                    ClauseSynthesized(
                        self._clock.now_ms(), utterance.id, index, duration_ms, phrase.words
                    )
                )
        except ProviderError as error:
            self._emit(SynthesisFailed(self._clock.now_ms(), utterance.id, error.code))
        finally:
            voiced.complete = True
            grown()

    async def _synthesize(self, voiced: Voiced, spoken: str, grown: Callable[[], None]) -> Phrase:
        begins = len(voiced.ulaw)
        words: list[SpokenWord] = []
        chunks = self._synthesizer.synthesize(spoken)
        try:
            async with asyncio.timeout(self._clause_deadline_s):
                async for chunk in chunks:
                    voiced.ulaw += encode_ulaw(chunk.samples)
                    words += chunk.words
                    grown()
        except TimeoutError as error:
            raise DeadlineExceeded("the voice did not finish a clause in time") from error
        phrase = Phrase(bytes(voiced.ulaw[begins:]), tuple(words))
        self._phrases.put(self._synthesizer.voice, spoken, phrase)
        return phrase
