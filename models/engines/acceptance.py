"""Which of Whisper's guesses may be acted on.

Whisper invents words where there are none, and runs in circles; on turns under a second the words
that it adds outnumber those that were said. Each filter here costs next to nothing. What does not
pass is kept for the log and not accepted: the caller is asked again.

Source: thresholds from conversational Norwegian (of 44 hypotheses faster than six words a second 43
were wrong; 95 % of true utterances are slower).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

LEAST_SPEECH_MS = 200
"""Under so much speech Whisper is not even asked."""

_MOST_NO_SPEECH = 0.6
_LEAST_LOG_PROBABILITY = -1.0
_MOST_COMPRESSION = 2.4
_LOOP_COMPRESSION = 2.0
_MOST_WORDS_PER_S = 6.0

_CREDITS = re.compile(
    r"\b(?:teksting|undertekst(?:er|et|ing)?|tekstet|oversatt|oversettelse) av\b"
    r"|\b(?:nicolai winther|ai media|amara org|scandinavian text service)\b"
)
"""Subtitle credits; wherever they stand, nobody says them on a telephone."""
_SIGN_OFFS = (
    "takk for at du så",
    "takk for at dere så",
    "takk for at du fulgte med",
    "takk for at dere fulgte med",
    "takk for meg og ha en fin dag videre",
    "abonner på kanalen",
    "husk å abonnere",
    "lik og abonner",
)
_CIRCLES = re.compile(r"\b(\w+)(?: \1){5,}\b|\b(\w+ \w+(?: \w+)?)(?: \2){3,}\b")
"""A word six times or a few words four times on end; compression misses it in a short text."""


@dataclass(frozen=True, slots=True)
class WhisperGuess:
    """What one decode gave.

    Attributes:
        text: Lower-case words without punctuation.
        log_probability: Mean per token.
        no_speech: Probability that nobody spoke.
        at_cap: Whether the token limit ended it.
    """

    text: str
    log_probability: float
    no_speech: float
    at_cap: bool

    @property
    def compression(self) -> float:
        """Length against its zlib length: high for loops."""
        encoded = self.text.encode()
        return len(encoded) / len(zlib.compress(encoded)) if encoded else 0.0

    @property
    def is_loop(self) -> bool:
        """Whether the decoder ran in circles or did not stop."""
        circles = _CIRCLES.search(self.text) is not None
        return self.at_cap or self.compression > _LOOP_COMPRESSION or circles


def plain(text: str) -> str:
    """Lower-case words and digits, single spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", text.lower()).split())


def acceptable(guess: WhisperGuess, speech_ms: int, phrases: tuple[str, ...]) -> bool:
    """Whether a guess may be acted on."""
    words = guess.text.split()
    if not words or guess.is_loop or guess.compression > _MOST_COMPRESSION:
        return False
    if guess.no_speech > _MOST_NO_SPEECH and guess.log_probability < _LEAST_LOG_PROBABILITY:
        return False
    if guess.log_probability < 1.5 * _LEAST_LOG_PROBABILITY:
        return False
    if len(words) > 2 and len(words) * 1000 / speech_ms > _MOST_WORDS_PER_S:
        return False
    if _CREDITS.search(guess.text) or guess.text.startswith(_SIGN_OFFS):
        return False
    return not _is_echo(guess.text, [plain(phrase) for phrase in phrases])


def _is_echo(text: str, phrases: list[str]) -> bool:
    """Whether two or more of the phrases that it was told come back as a list, in their order."""
    return any(
        text == " ".join(phrases[first:end])
        for first in range(len(phrases))
        for end in range(first + 2, len(phrases) + 1)
    )
