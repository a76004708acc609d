"""Makes the sound of everything that a policy says to everybody, ahead of the first call.

Runs once in the background when the service starts: what lies on the disk is taken from there, the
rest is synthesised clause by clause and written down. A call that needs a clause meanwhile makes it
itself, behind at most one clause of ours in the engine's queue. Trouble with the disk or the voice
costs nothing but this head start.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import structlog

from voiceagent.core.audio import encode_ulaw
from voiceagent.core.events import SpokenWord
from voiceagent.errors import ProviderError
from voiceagent.norwegian.speaking.speak import sayable, split_clauses
from voiceagent.ports import Synthesizer
from voiceagent.runtime.phrase_files import PhraseFiles
from voiceagent.runtime.phrases import Phrase, PhraseCache

_log = structlog.get_logger()
_REPORT_EVERY = 50


class PromptSounds:
    """The fixed prompts' way into the phrase cache.

    Args:
        texts: What is said to everybody; nothing of a caller's may be in it.
        synthesizer: The voice.
        phrases: Where calls look.
        files: Where they outlive us; None keeps them in memory alone.
    """

    def __init__(
        self,
        texts: Iterable[str],
        synthesizer: Synthesizer,
        phrases: PhraseCache,
        files: PhraseFiles | None,
    ) -> None:
        self._clauses = tuple(
            dict.fromkeys(sayable(c) for text in texts for c in split_clauses(text))
        )
        self._synthesizer = synthesizer
        self._phrases = phrases
        self._files = files

    async def run(self) -> None:
        """Have every clause in the cache; ends when that is so, or cannot be."""
        missing = await self._take_from_disk()
        if missing:
            _log.info(
                "making the sound of the fixed prompts",
                clauses=len(self._clauses),
                missing=len(missing),
            )
        try:
            for done, clause in enumerate(missing, start=1):
                await self._make(clause)
                if done % _REPORT_EVERY == 0:
                    _log.info("fixed prompts", made=done, of=len(missing))
        except ProviderError as error:
            _log.warning("the fixed prompts are made as calls need them", code=error.code)
        await self._trim()
        _log.info("fixed prompts are ready", clauses=len(self._clauses), made=len(missing))

    async def _take_from_disk(self) -> list[str]:
        """Clauses that are not there."""
        voice, files = self._synthesizer.voice, self._files
        if files is None:
            return list(self._clauses)
        found = await asyncio.to_thread(lambda: [files.read(voice, c) for c in self._clauses])
        missing = []
        for clause, phrase in zip(self._clauses, found, strict=True):
            if phrase is None:
                missing.append(clause)
            else:
                self._phrases.put(voice, clause, phrase)
        return missing

    async def _make(self, clause: str) -> None:
        voice = self._synthesizer.voice
        phrase = self._phrases.get(voice, clause) or await self._synthesized(clause)
        self._phrases.put(voice, clause, phrase)
        if self._files is not None:
            try:
                await asyncio.to_thread(self._files.write, voice, clause, phrase)
            except OSError as error:
                _log.warning("fixed prompts stay in memory alone", reason=type(error).__name__)
                self._files = None

    async def _synthesized(self, clause: str) -> Phrase:
        ulaw = bytearray()
        words: list[SpokenWord] = []
        async for chunk in self._synthesizer.synthesize(clause):
            ulaw += encode_ulaw(chunk.samples)
            words += chunk.words
        return Phrase(bytes(ulaw), tuple(words))

    async def _trim(self) -> None:
        if self._files is not None:
            try:
                await asyncio.to_thread(self._files.trim)
            except OSError as error:
                _log.warning("the phrases' folder cannot be tidied", reason=type(error).__name__)
