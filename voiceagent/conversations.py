"""What a conversation is built from, for a call and for the replay of one."""

from __future__ import annotations

import hashlib
import json

from voiceagent.core.conversation import Conversation
from voiceagent.core.floor import FloorSettings
from voiceagent.core.manners import Manners
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.policies.policy import Policy
from voiceagent.settings import Settings


def make_conversation(settings: Settings, policy: Policy, *, interprets: bool) -> Conversation:
    """A conversation by the policy, as the settings want it.

    Args:
        settings: Its language and manners.
        policy: Its rules.
        interprets: Whether a language model may be asked about what the grammar cannot read.
    """
    engine = DialogEngine(policy, language=settings.language, interprets=interprets)
    return Conversation(engine, manners(settings))


def manners(settings: Settings) -> Manners:
    """The conversation's patience."""
    return Manners(
        floor=FloorSettings(tentative_end_ms=settings.tentative_end_ms),
        silence_ms=settings.silence_ms,
        tool_slow_ms=settings.tool_slow_ms,
        longest_call_ms=settings.longest_call_s * 1000,
    )


def setup_body(settings: Settings, policy: Policy, *, interprets: bool) -> str:
    """What a conversation is built from, for the flight recorder."""
    own = manners(settings)
    return json.dumps(
        {
            "policy": policy.name,
            "policy_sha256": policy_fingerprint(policy),
            "language": settings.language,
            "tentative_end_ms": own.floor.tentative_end_ms,
            "silence_ms": own.silence_ms,
            "tool_slow_ms": own.tool_slow_ms,
            "longest_call_s": settings.longest_call_s,
            "interprets": interprets,
        }
    )


def policy_fingerprint(policy: Policy) -> str:
    """What tells one version of a policy from another."""
    return hashlib.sha256(policy.model_dump_json().encode()).hexdigest()
