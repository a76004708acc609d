"""What the company's texts say to a question, told to the caller; or that they say nothing."""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.leading import answering, asking, listed, looking_up
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import ToolAnswered
from voiceagent.dialog.state import Question, Topic

KEY = "answer.looked_up"
"""The key of sentences that come from the texts and not from the policy's prompts."""


def take(draft: Draft, answer: ToolAnswered) -> None:
    """An answer has come, or none: say so, go on with the next question, return to ours."""
    if not draft.state.questions:
        draft.decide("tool.late", answer.tool)
        return
    question, *others = draft.state.questions
    draft.change(questions=tuple(others))
    text = answer.value.get("answer") if answer.ok else None
    if draft.state.ended or draft.state.pending.topic is Topic.HUMAN:
        draft.decide("tool.late", answer.tool)
        looking_up.keep_open(draft, question)
        draft.change(questions=())
        return
    text = text.strip() if isinstance(text, str) else ""
    if listed.beats(draft.policy, question, _score(answer) if text else 0.0):
        listed.answer(draft, listed.find(draft.policy, question.words)[0])
        owes = question.owes
    elif text:
        draft.decide(KEY, _source(answer))
        draft.say_text(text, KEY)
        owes = question.owes
    else:
        owes = _not_found(draft, question, answer) or question.owes
    if others:
        draft.change(questions=(replace(others[0], owes=owes), *others[1:]))
        looking_up.start(draft)
    elif owes:
        _admit(draft)
    else:
        answering.take_up(draft)


def _score(answer: ToolAnswered) -> float:
    score = answer.value.get("score", 0.0)
    return float(score) if isinstance(score, int | float) else 0.0


def _source(answer: ToolAnswered) -> str:
    """Where the answer stands, and why it was not put into other words, where it was to be."""
    source, fault = answer.value.get("source", ""), answer.value.get("phrasing_fault", "")
    return f"{source} ({fault})" if fault else str(source)


def _not_found(draft: Draft, question: Question, answer: ToolAnswered) -> bool:
    """Whether we owe the caller a word about it."""
    detail = "not in the texts" if answer.ok else f"{answer.tool}: {answer.code}"
    if question.by_the_way:
        draft.decide("look_up.nothing", detail)
        return False
    draft.decide("answer.unknown", detail)
    looking_up.keep_open(draft, question)
    return True


def _admit(draft: Draft) -> None:
    """«Det vet jeg ikke», once for all that was asked; whoever asks on and on gets a human."""
    if draft.state.said.get("answer.unknown", 0) < answering.MAX_UNKNOWN:
        draft.say("answer.unknown")
        answering.take_up(draft)
    else:
        asking.miss(draft, "answer.unknown_again")
