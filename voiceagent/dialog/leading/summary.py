"""What a human is told before taking the call, and what goes into a message (HND-16).

Short, because it is whispered while the telephone is still ringing in their ear: who, what about,
what was found out, what comes next.
"""

from __future__ import annotations

from voiceagent.dialog.state import DialogState
from voiceagent.dialog.understanding.preferences import SLOT as PREFERENCES

RECIPIENT = "recipient"
"""Whom the caller wants to reach."""

TASK = "follow_up_task"
"""What a colleague is to do, and has been promised: an e-mail, to whom, about what."""

_LABELS = {
    "nb": {
        "need": "Behov",
        "role": "Rolle",
        "authority": "Beslutning",
        "timing": "Tid",
        "budget": "Budsjett",
        "unknown": "Ukjent innringer",
        "from": "fra",
        "wish": "Ønsker møte",
        "booked": "Møte er booket",
        "asked": "Ubesvart spørsmål",
        "prefers": "Har sagt",
        "task": "Lovet",
        "to": "Vil nå",
    },
    "nn": {
        "need": "Behov",
        "role": "Rolle",
        "authority": "Avgjerd",
        "timing": "Tid",
        "budget": "Budsjett",
        "unknown": "Ukjend innringar",
        "from": "frå",
        "wish": "Ønskjer møte",
        "booked": "Møte er booka",
        "asked": "Ope spørsmål",
        "prefers": "Har sagt",
        "task": "Lova",
        "to": "Vil nå",
    },
}


def summarise(
    state: DialogState, hidden: frozenset[str] = frozenset(), language: str = "nb"
) -> str:
    """One or two sentences about the caller, without the slots that are ``hidden``.

    In the language that the company writes, whatever the call was held in.

    What the caller asked is in their own words, and is left out where anything is hidden.
    """
    labels = _LABELS.get(language, _LABELS["nb"])
    slots = {name: value for name, value in state.slots.items() if name not in hidden}
    who = slots["name"].display if "name" in slots else labels["unknown"]
    if "company" in slots:
        who += f" {labels['from']} {slots['company'].display}"
    parts = [who]
    parts.extend(
        f"{labels[slot]}: {slots[slot].display}"
        for slot in ("need", "role", "authority", "timing", "budget")
        if slot in slots
    )
    if state.booking.meeting_id:
        parts.append(labels["booked"])
    elif state.booking.wanted or state.booking.offers:
        parts.append(labels["wish"])
    if not hidden and TASK in slots:
        parts.append(f"{labels['task']}: {slots[TASK].display}")
    if RECIPIENT in state.slots:
        parts.append(f"{labels['to']}: {state.slots[RECIPIENT].display}")
    if "rights" in state.slots:
        parts.append(state.slots["rights"].display.capitalize())
    if not hidden and "objections" in slots:
        parts.append(f"{labels['prefers']}: {slots['objections'].display}")
    if not hidden and PREFERENCES in slots:
        parts.append(f"{labels['prefers']}: {slots[PREFERENCES].display}")
    if not hidden and (asked := open_questions(state, language)):
        parts.append(asked)
    return ". ".join(part.rstrip(".") for part in parts) + "."


def open_questions(state: DialogState, language: str = "nb") -> str:
    """What the caller asked and nobody has answered yet; empty for nothing."""
    asked = [*state.unanswered, *(question.words for question in state.questions)]
    label = _LABELS.get(language, _LABELS["nb"])["asked"]
    return f"{label}: {'; '.join(dict.fromkeys(asked))}" if asked else ""
