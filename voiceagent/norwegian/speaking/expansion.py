"""What an expansion of written text is: a pattern and the words for what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from voiceagent.norwegian.speaking.sentence_ends import is_sentence_end

_Words = Callable[[re.Match[str]], str]
Expansion = tuple[re.Pattern[str], _Words]


def expand(text: str, expansions: Iterable[Expansion]) -> str:
    """The text with each expansion made in turn."""
    for pattern, words in expansions:
        text = pattern.sub(words, text)
    return text


def kept_point(match: re.Match[str]) -> str:
    """The point that ends the sentence as well as the abbreviation matched, or nothing.

    A piece of a sentence (it begins small) has no point of its own at its end.
    """
    if not match[0].endswith("."):
        return ""
    at = match.end() - 1
    last = not match.string[match.end() :].strip()
    ends = match.string[:1].isupper() if last else is_sentence_end(match.string, at)
    return "." if ends else ""
