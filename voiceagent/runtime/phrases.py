"""Phrases that were said before, kept as line audio, so that saying them again costs nothing.

Bounded in bytes; the phrase used longest ago goes first. A key names engine, voice and text, so
changing the voice never plays the old one.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from voiceagent.core.events import SpokenWord


@dataclass(frozen=True, slots=True)
class Phrase:
    """A clause as line audio, with the times of its words."""

    ulaw: bytes
    words: tuple[SpokenWord, ...]


class PhraseCache:
    """Shared by all calls of a process."""

    def __init__(self, *, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._size_bytes = 0
        self._phrases: OrderedDict[tuple[str, str], Phrase] = OrderedDict()

    def get(self, voice: str, text: str) -> Phrase | None:
        """The phrase, if it is known."""
        key = (voice, text)
        phrase = self._phrases.get(key)
        if phrase is not None:
            self._phrases.move_to_end(key)
        return phrase

    def put(self, voice: str, text: str, phrase: Phrase) -> None:
        """Keep a phrase; one larger than a quarter of the cache is not kept."""
        if len(phrase.ulaw) * 4 > self._limit_bytes or (voice, text) in self._phrases:
            return
        self._phrases[(voice, text)] = phrase
        self._size_bytes += len(phrase.ulaw)
        while self._size_bytes > self._limit_bytes:
            _, oldest = self._phrases.popitem(last=False)
            self._size_bytes -= len(oldest.ulaw)
