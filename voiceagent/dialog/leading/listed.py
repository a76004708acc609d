"""Questions on the policy's own list, and whether the company's texts answer them better.

The one place that decides between the two. Both are measured by how much of the question they
cover: the list by the words of its phrase, a passage by its score.

    the list covers all of it         ─▶ its answer, at once: whoever wrote the list has decided
    a part, and there are texts       ─▶ looked up ─┬▶ a passage covers more ─▶ the passage
                                                    └▶ else                  ─▶ the list's answer

So «hva koster det» gets what the list says about prices, and «hva koster det per bruker» the
sentence that says it. A question on the list is never left without an answer.
"""

from __future__ import annotations

from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import Say
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.state import Question
from voiceagent.dialog.understanding.phrases import best_entry
from voiceagent.dialog.understanding.questions import questions_in
from voiceagent.norwegian.texts.stems import terms
from voiceagent.norwegian.words.reading import Text, read_text

_WHOLE = 1.0


def find(policy: Policy, words: str) -> tuple[str, float]:
    """The entry of the list that a question asks for, and how much of it that covers, 0…1.

    The empty name and 0 where the list has none.
    """
    tokens = read_text(words)
    found = best_entry(tokens, {name: entry.phrases for name, entry in policy.faq.items()})
    if found is None:
        return "", 0.0
    name, start, end = found
    return name, _coverage(words, tokens.words(start, end))


def answers_whole(policy: Policy, words: str) -> bool:
    """Whether the list covers all of a question, so that nothing need be looked up."""
    return find(policy, words)[1] >= _WHOLE


def beats(policy: Policy, question: Question, score: float) -> bool:
    """Whether the list's answer is to be said rather than a passage of this score."""
    name, covered = find(policy, question.words)
    return bool(name) and covered >= score


def answer_all(draft: Draft, tokens: Text) -> None:
    """Say the list's answer to each of several questions, each once."""
    for words in questions_in(tokens):
        name = find(draft.policy, words)[0]
        if name and not is_answered(draft, words):
            answer(draft, name)


def is_answered(draft: Draft, words: str) -> bool:
    """Whether the list's answer to a question has just been said."""
    key = f"answer.{find(draft.policy, words)[0]}"
    return any(isinstance(move, Say) and move.key == key for move in draft.moves)


def answer(draft: Draft, name: str) -> None:
    """Say the list's answer; a private one only to whom it is about (GDP-09)."""
    if draft.policy.faq[name].private and not _is_known(draft):
        draft.decide(f"answer.{name}.private", "we do not know yet whom we speak with")
        draft.say("answer.private")
        return
    draft.decide(f"answer.{name}", draft.policy.faq[name].source)
    draft.say(f"answer.{name}")


def _is_known(draft: Draft) -> bool:
    """Whether nobody is asked for by name, or they have said that it is them."""
    gates = draft.policy.gates.items()
    return all(name in draft.state.passed for name, gate in gates if "name" in gate.needs)


def _coverage(words: str, phrase: str) -> float:
    """The share of what a question is about that stands in a part of it."""
    asked = {term.stem for term in terms(words)}
    if not asked:
        return _WHOLE
    return len(asked & {term.stem for term in terms(phrase)}) / len(asked)
