"""What the caller's words lead to: an ordered list of rules, of which the first that fits decides.

First what ends or turns a call (a human, wrong number, never again), then what interrupts it for a
moment (wait, repeat), then the answer to what was asked together with everything else that was
said, then questions from the caller, and last the misunderstanding. Mixed initiative comes from the
order: facts are kept before a side question is answered, and the pending question follows it.
"""

from __future__ import annotations

from collections.abc import Callable

from voiceagent.dialog.leading import (
    additions,
    answering,
    asides,
    asking,
    changing,
    closing,
    dealings,
    gatekeepers,
    interpreting,
    looking_up,
    mailing,
    messages,
    noting,
    objections,
    rights,
    trouble,
)
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.leading.learning import learn
from voiceagent.dialog.moves import WordsHeard
from voiceagent.dialog.state import Pending, Topic
from voiceagent.dialog.understanding.languages import is_nynorsk
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.reading import Heard, read
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.numbers.numbers import read_cardinal

Rule = Callable[[Draft, Heard], bool]

_DONE = (
    "ellers takk",
    "det var alt",
    "det var det jeg lurte på",
    "det var bare det",
    "ingenting mer",
)
_DONE_WORDS = 6
_NYNORSK_TURNS = 2
_SPOKEN_KEYS = (1, 2)


def hear(draft: Draft, words: WordsHeard) -> None:
    """Take in an utterance."""
    state = draft.state
    if not words.text.strip() or words.confidence < draft.policy.limits.min_confidence:
        _not_believed(draft)
        return
    draft.change(turns=state.turns + 1)
    heard = read(draft.policy, state, words)
    _follow_language(draft, heard)
    if draft.state.turns > draft.policy.limits.turns and not draft.state.transfers:
        draft.hand_over("limit.turns", "handover.trouble")
        return
    for rule in _RULES:
        if rule(draft, heard):
            return
    if not interpreting.ask_model(draft, heard):
        asking.miss(draft, "no_answer_in_it")


def _not_believed(draft: Draft) -> None:
    if draft.state.ended:
        draft.decide("close.again")
        draft.end_silently()
    else:
        asking.miss(draft, "too_uncertain")


def _follow_language(draft: Draft, heard: Heard) -> None:
    if not draft.policy.follow_nynorsk or "nn" not in draft.policy.languages:
        return
    if draft.state.language == "nn" or not is_nynorsk(heard.tokens.raw):
        return
    turns = draft.state.nynorsk_turns + 1
    draft.change(nynorsk_turns=turns)
    if turns >= _NYNORSK_TURNS:
        draft.decide("language.nynorsk", f"{turns} turns")
        draft.change(language="nn")


# ---------------------------------------------------------------- rules, in their order


def _after_the_end(draft: Draft, heard: Heard) -> bool:
    """Words over our goodbye: end all the same, unless they want something."""
    state = draft.state
    if state.pending.topic is Topic.HUMAN:
        draft.decide("human.on_the_way")
        return True
    if not state.ended:
        return False
    wants = bool(heard.faq) or heard.does(
        Act.WANTS_HUMAN,
        Act.CORRECTION,
        Act.IS_ROBOT,
        Act.WHO_IS_CALLING,
        Act.WAIT,
        Act.STOP,
    )
    wants = wants or changing.wants_change(draft, heard)
    wants = wants or looking_up.asks_after_all(draft, heard)
    if not wants:
        draft.decide("close.again")
        draft.end_silently()
        return True
    draft.decide("close.reopened", "the caller is not done")
    draft.change(ended=False, outcome=state.undecided, pending=Pending())
    return False


def _learn(draft: Draft, heard: Heard) -> bool:
    """Keep everything that was said about the caller. Decides nothing by itself."""
    learn(draft, heard)
    return False


def _hesitates(draft: Draft, heard: Heard) -> bool:
    """«eh», «mm»: not an answer; keep listening."""
    if heard.verdict is not None or not heard.only(Act.HESITATION, Act.BACKCHANNEL):
        return False
    if heard.facts:
        return False
    draft.decide("listen.on", "more will come")
    if heard.unheard.strip():
        # They broke in with nothing to say, and our question went unheard.
        asking.repeat(draft)
    return True


def _goodbye(draft: Draft, heard: Heard) -> bool:
    if not (heard.does(Act.GOODBYE) or _is_done(draft, heard)) or heard.faq:
        return False
    closing.close_goodbye(draft)
    return True


def _is_done(draft: Draft, heard: Heard) -> bool:
    """«ellers takk», «det var alt»: said to a question of ours, it ends the talk."""
    asked = draft.state.pending.topic in (Topic.SLOT, Topic.OPENING, Topic.NOTHING)
    short = len(heard.tokens) <= _DONE_WORDS and not draft.learned
    return asked and short and find_phrase(heard.tokens, _DONE) is not None


def _mail(draft: Draft, heard: Heard) -> bool:
    """«send heller en e-post»: whose address is, and back to where we were."""
    if mailing.wants(draft, heard):
        asking.advance(draft)
    elif not mailing.is_withdrawn(draft, heard):
        return False
    elif draft.state.pending.topic is Topic.NOTHING:
        asking.advance(draft)
    return True


def _spoken_key(draft: Draft, heard: Heard) -> bool:
    """«to», said where we asked for key two."""
    if draft.state.pending.misses < draft.policy.limits.clarify_times or len(heard.tokens) > 1:
        return False
    number = read_cardinal(heard.text)
    if number not in _SPOKEN_KEYS or asking.is_digits(draft):
        return False
    trouble.pressed(draft, str(number))
    return True


_RULES: tuple[Rule, ...] = (
    interpreting.withdraw,
    additions.takes,
    _after_the_end,
    _spoken_key,
    messages.note_recipient,
    messages.leaves,
    messages.wants_somebody,
    gatekeepers.answers_for_somebody,
    changing.asked_for,
    rights.claims,
    objections.route,
    objections.wants_human,
    objections.wrong_number,
    objections.other_language,
    objections.never_again,
    dealings.takes,
    objections.waits,
    objections.repeats,
    _learn,
    asides.answers,
    objections.is_rude,
    _mail,
    noting.other_number,
    objections.wants_call,
    objections.must_check,
    noting.forbids_recording,
    noting.attends,
    noting.only_prefers,
    objections.not_interested,
    answering.side_question,
    answering.pending,
    _goodbye,
    _hesitates,
    answering.unknown_question,
)
