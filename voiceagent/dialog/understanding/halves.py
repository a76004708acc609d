"""A sum that is said in two breaths: «rundt femti», and, when we ask, «tusen».

A scale word by itself is no sum of its own while the number before it stands unanswered: it
completes that number. Where the two make no sum, there is none, and we ask again; nobody who said
«åtti» and «tusen» has a budget of a thousand.

Invariant: only words that nothing was read from are completed, and only where they end in a number.
"""

from __future__ import annotations

from voiceagent.dialog.understanding.phrases import listed
from voiceagent.norwegian.numbers.numbers import read_numbers
from voiceagent.norwegian.words.reading import read_text

_SCALES = frozenset(
    listed("tusen tusener tusenlapper tusenlapp lapper lappar laken k mill million millioner")
)
_FILLERS = frozenset(listed("ja jo eh øh ehm altså det er blir jeg mener mente vi da liksom sånn"))
_JOINTS = frozenset(listed("og eller til"))


def completed(before: str, text: str) -> str | None:
    """Both breaths as one utterance; None where the second stands by itself.

    Args:
        before: The last answer to the same question, from which nothing was read.
        text: What is said now.
    """
    first, second = read_text(before), read_text(text)
    start = next((at for at, word in enumerate(second.norm) if word not in _FILLERS), len(second))
    end = len(first)
    while end and first.norm[end - 1] in _FILLERS:
        end -= 1
    numbers = read_numbers(first.words(0, end)) if end else ()
    if not numbers or start == len(second):
        return None
    last = numbers[-1].end
    scaled = second.norm[start] in _SCALES and last == end
    joined = last == end - 1 and first.norm[last] in _JOINTS and _opens_with_number(text, start)
    if not (scaled or joined):
        return None
    return f"{first.words(0, end)} {second.words(start, len(second))}"


def _opens_with_number(text: str, start: int) -> bool:
    numbers = read_numbers(text)
    return bool(numbers) and numbers[0].start == start
