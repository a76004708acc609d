"""When each written word is spoken, from what a voice says about its words, or without that.

Words are known to the caller of the port by the piece of sound that they begin in, while a vendor
tells the times of *its* words: some ahead of the sound, some never. So written words are found by
their letters in the vendor's, whatever it does with case and punctuation; what it has not told by
the time that its sound is there is put where a voice at this one's pace would be.

Invariants: every written word comes once, in order; each ends no later than the next begins; none
goes beyond the sound unless the voice said so.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from voiceagent.core.events import SpokenWord

_FIRST_GUESS_MS = 75.0
"""Per letter, before anything was heard of a voice."""


class Pace:
    """How fast a voice speaks, learnt from what it has said."""

    def __init__(self) -> None:
        self._letters = 0
        self._ms = 0

    @property
    def letter_ms(self) -> float:
        """Milliseconds per letter."""
        return self._ms / self._letters if self._letters >= 20 else _FIRST_GUESS_MS

    def learn(self, letters: int, duration_ms: int) -> None:
        """A clause of so many letters took so long."""
        self._letters += letters
        self._ms += duration_ms


class SpokenWords:
    """The words of one clause.

    Args:
        text: As it was asked for.
        pace: The voice's.
    """

    def __init__(self, text: str, pace: Pace) -> None:
        self._words = text.split()
        self._pace = pace
        self._begins: list[int] = []
        letters = 0
        for word in self._words:
            self._begins.append(letters)
            letters += _letters(word)
        self.letters = letters
        self._told_letters: list[int] = []
        self._told_ms: list[int] = []
        self._heard_letters = 0
        self._given = 0
        self._end_ms = 0

    def tell(self, word: str, start_ms: int) -> None:
        """The voice says that a word of its own begins there."""
        self._told_letters.append(self._heard_letters)
        self._told_ms.append(max(start_ms, self._told_ms[-1] if self._told_ms else 0))
        self._heard_letters += _letters(word)

    def until(self, sound_ms: int) -> tuple[SpokenWord, ...]:
        """The words that begin before the end of the sound so far.

        Where nobody has said how long the last of them takes, it counts to the end of the sound.
        """
        given: list[SpokenWord] = []
        while self._given < len(self._words):
            start_ms = max(self._start_ms(self._given), self._end_ms)
            if start_ms >= sound_ms:
                break
            end_ms = self._start_ms(self._given + 1)
            if not self._is_told(self._given + 1):
                end_ms = min(end_ms, sound_ms)
            given.append(self._give(start_ms, end_ms))
        return tuple(given)

    def rest(self, last_ms: int, duration_ms: int) -> tuple[SpokenWord, ...]:
        """The words that are left: where the voice said, else within the last piece."""
        places = range(self._given, len(self._words))
        starts: list[int] = []
        for place in places:
            spread_ms = last_ms + (duration_ms - last_ms) * len(starts) // len(places)
            start_ms = self._start_ms(place) if self._is_told(place) else spread_ms
            earliest_ms = starts[-1] if starts else self._end_ms
            starts.append(max(min(start_ms, duration_ms), earliest_ms))
        return tuple(self._give(*times) for times in pairwise([*starts, duration_ms]))

    def _give(self, start_ms: int, end_ms: int) -> SpokenWord:
        word = SpokenWord(self._words[self._given], start_ms, max(start_ms, end_ms))
        self._given += 1
        self._end_ms = word.end_ms
        return word

    def _is_told(self, place: int) -> bool:
        return place < len(self._words) and self._begins[place] < self._heard_letters

    def _start_ms(self, place: int) -> int:
        letters = self._begins[place] if place < len(self._words) else self.letters
        found = bisect_right(self._told_letters, letters) - 1
        if found < 0:
            return round(letters * self._pace.letter_ms)
        if letters < self._heard_letters:
            return self._told_ms[found]
        beyond = letters - self._told_letters[found]
        return self._told_ms[found] + round(beyond * self._pace.letter_ms)


def _letters(word: str) -> int:
    return max(sum(character.isalnum() for character in word), 1)
