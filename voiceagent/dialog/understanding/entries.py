"""Which entry of a policy an utterance is about: a question on its list, or a way out."""

from __future__ import annotations

from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.state import Topic
from voiceagent.dialog.understanding.free_text import is_question
from voiceagent.dialog.understanding.phrases import best_entry
from voiceagent.norwegian.words.reading import Text, read_text

_DESK = "default"
"""The queue of whoever is for nobody in particular."""


def question_asked(policy: Policy, topic: Topic, tokens: Text) -> tuple[str, int, int] | None:
    """«hvor er det?» beside a time for the meeting asks where the meeting is."""
    entries = {name: entry.phrases for name, entry in policy.faq.items()}
    found = best_entry(tokens, entries)
    about_it = topic in (Topic.OFFER, Topic.WISH, Topic.MEETING)
    if found is not None or not (about_it and is_question(tokens)):
        return found
    said = ("møtet" if word == "det" else word for word in tokens.norm)
    return best_entry(read_text(" ".join(said)), entries)


def route_taken(policy: Policy, tokens: Text) -> tuple[str, int, int] | None:
    """The route that is taken: «snakke med noen på salg» names a queue; the desk yields."""
    found = best_entry(tokens, {name: entry.phrases for name, entry in policy.routes.items()})
    if found is None or policy.routes[found[0]].hand_over != _DESK:
        return found
    queues = {
        name: entry.phrases
        for name, entry in policy.routes.items()
        if entry.hand_over not in (None, _DESK)
    }
    return best_entry(tokens, queues) or found
