"""Questions that the policy has no answer to: looked up in the company's texts, or kept open.

    question ─▶ look_up ─┬▶ found       ─▶ said as it stands, its source in the log
                         ├▶ not found, but on the policy's list (``listed``) ─▶ the list's answer
                         └▶ not found   ─▶ «det vet jeg ikke, men …», kept for a colleague

One question is looked up at a time and the others wait, so that answers come in the order of the
questions. The pending question stays as it is meanwhile: the caller may answer it, or ask on.
"""

from __future__ import annotations

from voiceagent.dialog.leading import listed
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import UseTool
from voiceagent.dialog.state import Question
from voiceagent.dialog.understanding.questions import MOST_QUESTIONS, asks_outright, questions_in
from voiceagent.dialog.understanding.reading import Heard

TOOL = "look_up"


def asked_with(draft: Draft, heard: Heard, entry: str) -> str:
    """The question that an entry of the policy's list was found in; else all that was said."""
    asked = questions_in(heard.tokens)
    return next((one for one in asked if listed.find(draft.policy, one)[0] == entry), heard.text)


def asks_more(draft: Draft, heard: Heard, entry: str) -> bool:
    """Whether something else is asked in the same breath as an entry of the policy's list."""
    return any(listed.find(draft.policy, one)[0] != entry for one in questions_in(heard.tokens))


def ask(draft: Draft, heard: Heard, *, by_the_way: bool = False, also: str = "") -> bool:
    """Have what the caller asks looked up; False where nothing was asked, or nothing can be.

    Args:
        draft: The step.
        heard: What was said.
        by_the_way: Something else was said as well, which is enough of an answer: then a question
            that is not found is passed over in silence.
        also: Words that ask for something on the policy's list, whatever their form.
    """
    if draft.policy.knowledge is None:
        return False
    asked = questions_in(heard.tokens) or ((heard.text,) if heard.asks else ())
    if also and also not in asked:
        asked = (also,)
    asked = tuple(words for words in asked if not listed.is_answered(draft, words))
    before = draft.state.questions
    known = {question.words for question in before}
    new = tuple(Question(words, by_the_way) for words in asked if words not in known)
    if not asked:
        return False
    waiting = (*before, *new)[:MOST_QUESTIONS]
    draft.change(questions=waiting)
    draft.decide("look_up", f"{len(asked)} asked, {len(waiting)} open")
    if not before:
        start(draft)
    return True


def asks_after_all(draft: Draft, heard: Heard) -> bool:
    """Whether the words ask something that could be looked up, even after a goodbye."""
    return draft.policy.knowledge is not None and asks_outright(heard.tokens)


def start(draft: Draft) -> None:
    """Look the first open question up."""
    words = draft.state.questions[0].words
    draft.moves.append(UseTool(TOOL, {"question": words, "language": draft.language}))


def keep_open(draft: Draft, question: Question) -> None:
    """Keep a question that nobody has answered, for a colleague."""
    if question.words in draft.state.unanswered:
        return
    unanswered = (*draft.state.unanswered, question.words)
    draft.change(unanswered=unanswered)
    draft.fill_now("open_questions", list(unanswered), "; ".join(unanswered))
