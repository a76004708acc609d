"""Scenarios made in a test, with what a test does not care about filled in."""

from __future__ import annotations

from collections.abc import Mapping

from telephony.loopback.scenario import Scenario


def scenario(answers: Mapping[str, object], **fields: object) -> Scenario:
    """A scenario with these answers; ``fields`` replace or add others."""
    whole: dict[str, object] = {
        "name": "made_up",
        "description": "Made in a test.",
        "voice": "kari",
        "think_ms": 100,
        "max_ms": 3_000,
        "answers": dict(answers),
        "fallback": "Hva?",
        "expect": {"outcome": "hung_up"},
    }
    return Scenario.model_validate(whole | fields)
