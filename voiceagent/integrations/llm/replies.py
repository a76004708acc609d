"""What a model wrote, taken out of what a server sent; tolerant in form, strict in content.

Models that were asked for JSON put it into code fences, talk around it, or think aloud first; the
first JSON object in the text counts. Everything else that is not as agreed is nothing: a value of
another type, a slot that nobody asked about, a text without end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from voiceagent.ports import OpenSlot, Understood

_MAX_WORDS = 300
_MAX_TRIES = 20
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)


def text_of(body: bytes) -> str | None:
    """The text of a chat completion; None where it is none."""
    try:
        reply = json.loads(body)
        content = reply["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, KeyError, IndexError, TypeError):
        return None
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else None


def object_in(text: str) -> Mapping[str, object] | None:
    """The first JSON object in a text; None where there is none."""
    plain = _THOUGHT.sub("", text)
    decoder = json.JSONDecoder()
    place = plain.find("{")
    for _ in range(_MAX_TRIES):
        if place < 0:
            return None
        try:
            found, _end = decoder.raw_decode(plain, place)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        place = plain.find("{", place + 1)
    return None


def answer_in(text: str) -> str | None:
    """The phrased answer, on one line; None where the reply is not as agreed."""
    found = object_in(text)
    answer = found.get("answer") if found is not None else None
    return answer.strip() if isinstance(answer, str) else None


def understood_in(text: str, slots: Sequence[OpenSlot]) -> Mapping[str, Understood] | None:
    """What was understood of the slots that were asked about; None where nothing is as agreed."""
    found = object_in(text)
    entries = found.get("slots", found) if found is not None else None
    if not isinstance(entries, dict):
        return None
    understood = {}
    for slot in slots:
        entry = _entry(entries.get(slot.name), slot)
        if entry is not None:
            understood[slot.name] = entry
    return understood


def _entry(value: object, slot: OpenSlot) -> Understood | None:
    words, choice = (
        (value.get("words"), value.get("choice")) if isinstance(value, dict) else (value, "")
    )
    if not isinstance(words, str) or not words.strip() or len(words) > _MAX_WORDS:
        return None
    known = choice if isinstance(choice, str) and choice in slot.choices else ""
    return Understood(words.strip(), known)
