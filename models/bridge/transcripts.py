"""What a vendor's final results amount to: words in lower case, a confidence, word times.

Pipecat hands on each vendor's own result untouched, so confidence and word times are looked for
where vendors put them: a number called ``confidence`` between 0 and 1, a list called ``words``
whose members have a text, a start and an end in seconds. What is not found is not made up: there
are no word times then, and the confidence is :data:`UNSTATED`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from models.engines.acceptance import plain
from voiceagent.core.events import HeardWord, Transcript

UNSTATED = 0.8
"""Confidence of an engine that states none: enough to be acted on, not enough to be certain."""

_MOST_WORDS_PER_S = 6.0
_DEEP = 5


@dataclass(frozen=True, slots=True)
class Final:
    """One final result: its text as the vendor wrote it, and the vendor's own result."""

    text: str
    result: Any = None


def transcript(
    finals: Sequence[Final], *, engine: str, duration_ms: int, speech_ms: int, timed: bool = True
) -> Transcript:
    """The turn's transcript; without words, or with more than anybody can say, not accepted.

    Args:
        finals: The final results, in order.
        engine: Whose they are.
        duration_ms: Length of the turn's audio.
        speech_ms: Length of the speech in it.
        timed: Whether times count from the beginning of this turn.
    """
    text = plain(" ".join(final.text for final in finals))
    if not text:
        return Transcript("", 0.0, accepted=False, engine=engine)
    stated = [value for final in finals if (value := _confidence(final.result, _DEEP)) is not None]
    confidence = round(min(stated), 3) if stated else UNSTATED
    count = len(text.split())
    hurried = count > 2 and count * 1000 > _MOST_WORDS_PER_S * max(speech_ms, 1)
    return Transcript(
        text,
        confidence=max(confidence, 0.001),
        accepted=not hurried,
        words=_words(finals, text, confidence, duration_ms) if timed else (),
        engine=engine,
    )


def _words(
    finals: Sequence[Final], text: str, confidence: float, duration_ms: int
) -> tuple[HeardWord, ...]:
    """Word times, only if they are those of the whole text, in order and within the audio."""
    words: list[HeardWord] = []
    for final in finals:
        for word in _listed(final.result, _DEEP):
            spoken = plain(str(word.get("word") or word.get("text") or ""))
            start, end = word.get("start"), word.get("end")
            if not spoken:
                continue
            if not (_number(start) and _number(end)):
                return ()
            first = words[-1].end_ms if words else 0
            start_ms = max(round(start * 1000), first)
            end_ms = min(max(round(end * 1000), start_ms + 1), duration_ms)
            if start_ms >= end_ms:
                return ()
            own = _confidence(word, 1)
            words.append(HeardWord(spoken, start_ms, end_ms, confidence if own is None else own))
    return tuple(words) if " ".join(word.text for word in words) == text else ()


def _confidence(result: Any, deep: int) -> float | None:
    for name, value in _named(result):
        if name == "confidence" and _number(value) and 0 <= value <= 1:
            return float(value)
    for _, value in _named(result):
        if deep and (found := _confidence(value, deep - 1)) is not None:
            return found
    return None


def _listed(result: Any, deep: int) -> list[dict[str, Any]]:
    for name, value in _named(result):
        if name == "words" and isinstance(value, list) and value:
            return [dict(_named(word)) for word in value]
    for _, value in _named(result):
        if deep and (found := _listed(value, deep - 1)):
            return found
    return []


def _named(result: Any) -> Iterator[tuple[str, Any]]:
    """Names and values of a dictionary, a list (its first member) or a vendor's object."""
    if isinstance(result, list):
        yield from (("", result[0]),) if result else ()
    elif isinstance(result, dict):
        yield from result.items()
    elif hasattr(result, "__dict__"):
        yield from vars(result).items()


def _number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
