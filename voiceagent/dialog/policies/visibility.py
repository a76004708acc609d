"""Who may see what a caller said: the roles of colleagues, and the slots of each (GDP-04).

A policy gives every slot its ``seen_by`` and every queue of humans its ``role``. Whoever a call is
put through to, and whoever reads its message or its record as a role, is shown the slots of that
role alone. What the engine fills by itself (next step, consent, wishes for a call) is for every
colleague; the caller's own words, in a transcript or as evidence, may hold anything, so they are
for a role that may see every slot.
"""

from __future__ import annotations

from voiceagent.dialog.policies.policy import Policy

_WORDED = frozenset({"message", "objections", "preferences", "follow_up_task"})
"""Slots of the engine that hold the caller's own words, or an address."""


def roles_of(policy: Policy) -> frozenset[str]:
    """The roles that people have under this policy."""
    return frozenset(human.role for human in policy.humans.values())


def role_of(policy: Policy, target: str) -> str:
    """The role of a queue."""
    return policy.humans[target].role


def hidden_from(policy: Policy, role: str) -> frozenset[str]:
    """The slots that a role may not see."""
    unseen = {name for name, slot in policy.slots.items() if role not in slot.seen_by}
    return frozenset(unseen | _WORDED) if unseen else frozenset()
