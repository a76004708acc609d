"""The prompts of a policy that sound the same in every call: those without anything of a caller's.

A text counts if all that is filled into it are facts of our own company. So what is kept of these
texts, in memory or on a disk, can hold no personal data, whoever calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from voiceagent.dialog.policies.policy import Policy, Prompt
from voiceagent.dialog.policies.prompts import ALWAYS, placeholders


def fixed_texts(policy: Policy) -> tuple[str, ...]:
    """Each such text once, ready to be said, in the order of the policy."""
    return tuple(dict.fromkeys(_fixed(policy)))


def _fixed(policy: Policy) -> Iterator[str]:
    for prompt in _prompts(policy):
        for language in policy.languages:
            facts = {"company": policy.company.name}
            if about := policy.company.about.get(language):
                facts["about"] = about[0]
            for text in prompt.get(language, ()):
                if placeholders(text) <= facts.keys() & ALWAYS:
                    for name, fact in facts.items():
                        text = text.replace(f"{{{name}}}", fact)
                    yield text


def _prompts(policy: Policy) -> Iterator[Prompt]:
    yield from policy.prompts.values()
    for question in policy.faq.values():
        yield question.answer
