"""Talks under any of our policies, opened and played; whoever is rung has left a form."""

from __future__ import annotations

from functools import cache

from tests.dialog.conftest import CALLER, POLICIES
from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted, Observation
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat

FORM = {"name": "Kari Nordmann", "company": "Fjordtek AS", "need": "nytt crm-system"}


@cache
def engine(name: str, language: str = "nb") -> DialogEngine:
    """The engine of a policy."""
    return DialogEngine(load_policy(POLICIES / f"{name}.yaml"), language=language)


def call(name: str, *script: str | Observation, language: str = "nb", now: str = NOW) -> Chat:
    """The conversation after a script."""
    chat = Chat.open(engine(name, language), Office())
    outbound = direction_of(name) == "outbound"
    chat.observe(
        CallStarted(now, "outbound" if outbound else "inbound", CALLER, FORM if outbound else {})
    )
    return chat.play(script)


def said(chat: Chat) -> list[str]:
    """What we have said, line by line."""
    return [line.text for line in chat.lines if line.speaker == "agent"]


def known(chat: Chat) -> dict[str, str]:
    """The slots, as they are written."""
    return {name: value.display for name, value in chat.state.slots.items()}


def rules(chat: Chat) -> list[str]:
    """Why we did what we did."""
    return [decision.rule for decision in chat.decisions]


@cache
def direction_of(name: str) -> str:
    """Whether the policy rings or answers."""
    return load_policy(POLICIES / f"{name}.yaml").direction
