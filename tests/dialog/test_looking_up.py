"""Questions that the policy has no answer to: looked up, told with their source, or kept open."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import (
    CallStarted,
    Say,
    ToolAnswered,
    ToolSlow,
    TransferFailed,
    UseTool,
    WordsHeard,
)
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.state import Topic

STORED = "Alle opplysninger lagres i Norge."
APP = "Det finnes en app for både iPhone og Android."


@dataclass(slots=True)
class Library(Office):
    """An office with a few texts.

    Attributes:
        texts: A word of the question → what is answered.
        score: How much of it the passage covers.
    """

    texts: dict[str, str] = field(default_factory=lambda: {"lagres": STORED, "app": APP})
    score: float = 0.9

    def __call__(self, use: UseTool) -> ToolAnswered:
        # Not ``super()``: a dataclass with slots is made anew, and the old one has no such cell.
        answer = Office.__call__(self, use)
        if use.tool != "look_up" or not answer.ok:
            return answer
        question = str(use.arguments["question"])
        for word, text in self.texts.items():
            if word in question:
                value = {"answer": text, "source": f"tekst.md#{word}", "score": self.score}
                return ToolAnswered(use.tool, ok=True, value=value)
        value = {"answer": "", "source": "", "score": 0.0, "passages": []}
        return ToolAnswered(use.tool, ok=True, value=value)


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def talk(engine: DialogEngine, library: Library) -> Chat:
    """A talk after our greeting, with texts to look things up in."""
    chat = Chat.open(engine, library)
    chat.observe(CallStarted(NOW, caller="+4798765432"))
    return chat


def since(chat: Chat, count: int) -> list[str]:
    """Keys that were said after the first ``count``."""
    return list(chat.keys[count:])


def rules(chat: Chat) -> list[str]:
    """Rules that decided, in order."""
    return [decision.rule for decision in chat.decisions]


def detail(chat: Chat, rule: str) -> str:
    """The detail of a rule's last decision."""
    return next(one.detail for one in reversed(chat.decisions) if one.rule == rule)


def test_a_question_is_answered_from_the_texts_with_its_source(talk: Chat) -> None:
    """The sentence as it stands, the source in the log, and our question again (DIA-06)."""
    talk.hear("vi trenger et nytt kundesystem")
    talk.hear("hvor lagres dataene våre")
    assert since(talk, -2) == ["answer.looked_up", "ask.role"]
    assert talk.lines[-2].text == STORED
    assert detail(talk, "answer.looked_up") == "tekst.md#lagres"
    evidence = next(one for one in talk.decisions if one.rule == "answer.looked_up")
    assert evidence.words == "hvor lagres dataene våre"
    assert talk.state.pending.slots == ("role",)


def test_the_answer_can_be_interrupted(engine: DialogEngine, talk: Chat, library: Library) -> None:
    """It is no legal text."""
    step = engine.step(talk.state, WordsHeard("hvor lagres dataene våre", "t1.1"))
    (use,) = step.moves
    assert isinstance(use, UseTool)
    told = engine.step(step.state, library(use)).moves[0]
    assert told == Say(STORED, "answer.looked_up", interruptible=True, language="nb")


def test_what_the_texts_do_not_hold_is_admitted_and_kept(talk: Chat) -> None:
    """«Det vet jeg ikke, men …», and the question is there for the colleague (DIA-13)."""
    talk.hear("vi trenger et nytt kundesystem")
    talk.hear("kan vi betale med vipps")
    assert since(talk, -2) == ["answer.unknown", "ask.role"]
    assert "kollega" in talk.lines[-2].text
    assert talk.state.unanswered == ("kan vi betale med vipps",)
    kept = talk.state.slots["open_questions"]
    assert (kept.value, kept.words) == (["kan vi betale med vipps"], "kan vi betale med vipps")


def test_the_answers_of_the_policy_come_first(talk: Chat, library: Library) -> None:
    """A question of its list is not looked up."""
    talk.hear("hvor holder dere til")
    assert "answer.office" in talk.keys
    assert not any(use.tool == "look_up" for use in library.log)


def test_a_sentence_of_the_texts_beats_a_general_answer_of_the_list(
    talk: Chat, library: Library
) -> None:
    """«per bruker» is not on the list: the passage that covers it is said alone (DIA-06)."""
    library.texts = {"per bruker": "Det koster fire hundre kroner per bruker."}
    talk.hear("vi trenger et nytt kundesystem")
    talk.hear("hva koster det per bruker")
    assert since(talk, -2) == ["answer.looked_up", "ask.role"]
    assert "answer.price" not in talk.keys


def test_where_the_texts_say_nothing_the_list_answers_after_all(talk: Chat) -> None:
    """A question on the list is never «det vet jeg ikke», and nothing is left for a colleague."""
    talk.hear("vi trenger et nytt kundesystem")
    talk.hear("hva koster det per kontor")
    assert since(talk, -2) == ["answer.price", "ask.role"]
    assert detail(talk, "answer.price") == "prisliste"
    assert talk.state.unanswered == ()


def test_a_passage_that_covers_no_more_leaves_it_to_the_list(talk: Chat, library: Library) -> None:
    """What the policy's author wrote stands where the texts fit no better."""
    library.texts, library.score = {"kontor": "Vi har kontor."}, 0.5
    talk.hear("hva koster det per kontor")
    assert "answer.price" in talk.keys
    assert "answer.looked_up" not in talk.keys


def test_a_look_up_that_fails_leaves_it_to_the_list(talk: Chat, library: Library) -> None:
    """The caller gets the general answer, and no apology."""
    library.failing["look_up"] = 1
    talk.hear("hva koster det per bruker")
    assert "answer.price" in talk.keys
    assert "answer.unknown" not in talk.keys


def test_two_questions_of_which_the_list_has_one_are_both_answered(talk: Chat) -> None:
    """Each by what covers it, in their order."""
    talk.hear("vi trenger et nytt kundesystem")
    talk.hear("hva koster det per kontor og hvor lagres dataene våre")
    assert since(talk, -3) == ["answer.price", "answer.looked_up", "ask.role"]


def test_in_the_opening_a_question_is_answered_before_ours(talk: Chat) -> None:
    """The first words may be a question."""
    talk.hear("hei hvor lagres dataene våre")
    assert since(talk, -2) == ["answer.looked_up", "ask.need"]


def test_a_question_beside_an_answer_is_answered_too(talk: Chat) -> None:
    """Both count: the fact is kept and the question looked up."""
    talk.hear("vi trenger et nytt kundesystem")
    talk.hear("jeg er it-sjef og hvor lagres dataene våre")
    assert talk.state.slots["role"].value != ""
    assert since(talk, -2) == ["answer.looked_up", "ask.authority"]


def test_a_question_beside_an_answer_that_is_not_found_is_passed_over(talk: Chat) -> None:
    """«kan dere hjelpe oss med …» is a need in the shape of a question."""
    talk.hear("kan dere hjelpe oss med et nytt kundesystem")
    assert "need" in talk.state.slots
    assert "answer.unknown" not in talk.keys
    assert talk.keys[-1] == "ask.role"
    assert talk.state.unanswered == ()
    assert "look_up.nothing" in rules(talk)


def test_two_questions_in_one_breath_are_answered_in_their_order(talk: Chat) -> None:
    """Then our question, once."""
    talk.hear("har dere en app og hvor lagres dataene")
    assert since(talk, -3) == ["answer.looked_up", "answer.looked_up", "ask.need"]
    assert [line.text for line in talk.lines[-3:-1]] == [APP, STORED]


@pytest.mark.parametrize(
    ("words", "keys", "kept"),
    [
        pytest.param(
            "kan vi betale med vipps og hvor lagres dataene",
            ["answer.looked_up", "answer.unknown", "ask.need"],
            1,
            id="the first is unknown",
        ),
        pytest.param(
            "hvor lagres dataene og kan vi betale med vipps",
            ["answer.looked_up", "answer.unknown", "ask.need"],
            1,
            id="the second is unknown",
        ),
        pytest.param(
            "kan vi betale med vipps og har dere kontor i oslo",
            ["answer.unknown", "ask.need"],
            2,
            id="both are unknown",
        ),
    ],
)
def test_what_is_unknown_of_two_questions_is_admitted_once(
    talk: Chat, words: str, keys: list[str], kept: int
) -> None:
    """The answer that we have comes first."""
    before = len(talk.keys)
    talk.hear(words)
    assert since(talk, before) == keys
    assert len(talk.state.unanswered) == kept


def test_a_question_asked_while_the_first_is_looked_up_waits_its_turn(
    engine: DialogEngine, talk: Chat
) -> None:
    """One tool at a time, answers in the order of the questions."""
    first = engine.step(talk.state, WordsHeard("har dere en app", "t1.1"))
    second = engine.step(first.state, WordsHeard("hvor lagres dataene", "t2.1"))
    assert second.moves == ()
    third = engine.step(
        second.state, ToolAnswered("look_up", ok=True, value={"answer": APP, "source": "a"})
    )
    say, use = third.moves
    assert isinstance(say, Say)
    assert isinstance(use, UseTool)
    assert (say.text, use.arguments["question"]) == (APP, "hvor lagres dataene")
    last = engine.step(
        third.state, ToolAnswered("look_up", ok=True, value={"answer": STORED, "source": "b"})
    )
    assert [move.key for move in last.moves if isinstance(move, Say)] == [
        "answer.looked_up",
        "ask.need",
    ]
    assert last.state.questions == ()


def test_the_same_question_asked_again_meanwhile_is_one_question(
    engine: DialogEngine, talk: Chat
) -> None:
    """Impatience is no second question."""
    first = engine.step(talk.state, WordsHeard("har dere en app", "t1.1"))
    second = engine.step(first.state, WordsHeard("har dere en app", "t2.1"))
    assert len(second.state.questions) == 1


def test_the_pending_question_may_be_answered_meanwhile(engine: DialogEngine, talk: Chat) -> None:
    """A slow look-up stops nobody; what is asked then follows the answer."""
    talk.hear("vi trenger et nytt kundesystem")
    asked = engine.step(talk.state, WordsHeard("har dere en app", "t2.1"))
    assert asked.state.pending.slots == ("role",)
    answered = engine.step(asked.state, WordsHeard("daglig leder", "t3.1"))
    told = engine.step(
        answered.state, ToolAnswered("look_up", ok=True, value={"answer": APP, "source": "a"})
    )
    keys = [move.key for move in told.moves if isinstance(move, Say)]
    assert keys == ["answer.looked_up", "ask.timing"]


def test_while_times_are_looked_for_a_question_is_answered(
    engine: DialogEngine, talk: Chat, library: Library
) -> None:
    """Another tool at work is no reason to be deaf."""
    talk.hear("vi trenger et nytt kundesystem og jeg er daglig leder")
    talk.hear("innen tre måneder og budsjettet er hundre tusen kroner")
    searching = engine.step(
        talk.state, WordsHeard("jeg heter kari nordmann og ringer fra fjordtek", "t9.1")
    )
    assert searching.state.waiting == "find_slots"
    asked = engine.step(searching.state, WordsHeard("hvor lagres dataene våre", "t10.1"))
    (use,) = asked.moves
    assert isinstance(use, UseTool)
    told = engine.step(asked.state, library(use))
    assert [move.key for move in told.moves if isinstance(move, Say)] == ["answer.looked_up"]
    assert told.state.waiting == "find_slots"
    find = next(move for move in searching.moves if isinstance(move, UseTool))
    offered = engine.step(told.state, library(find))
    assert offered.state.pending.topic is Topic.OFFER


def offering(talk: Chat) -> None:
    """Lead the talk to the offer of two times."""
    talk.hear("vi trenger et nytt kundesystem og jeg er daglig leder")
    talk.hear("innen tre måneder og budsjettet er hundre tusen kroner")
    talk.hear("jeg heter kari nordmann og ringer fra fjordtek")
    assert talk.state.pending.topic is Topic.OFFER


def test_while_times_are_offered_a_question_is_answered_and_the_offer_said_again(
    talk: Chat,
) -> None:
    """The offer stands."""
    offering(talk)
    talk.hear("hvor lagres dataene våre")
    assert since(talk, -2) == ["answer.looked_up", "offer.slots"]
    talk.hear("den første")
    assert talk.state.pending.topic is Topic.MEETING


def test_before_the_meeting_is_accepted_a_question_is_answered(talk: Chat) -> None:
    """And day, time and agenda are read back again (QUA-06)."""
    offering(talk)
    talk.hear("den første")
    talk.hear("hvor lagres dataene våre")
    assert since(talk, -2) == ["answer.looked_up", "confirm.meeting.again"]


def test_the_last_question_before_a_goodbye_is_answered(talk: Chat) -> None:
    """«Er det noe du lurer på før vi gir oss?» means it."""
    talk.hear("jeg er ikke interessert")
    talk.hear("hvor lagres dataene våre")
    assert "answer.looked_up" in talk.keys
    assert talk.ended is None


def test_a_question_after_our_goodbye_is_answered(talk: Chat) -> None:
    """Then the call ends with the same outcome."""
    offering(talk)
    talk.play(("den første", "ja det stemmer"))
    assert talk.ended == "meeting_booked"
    talk.hear("forresten hvor lagres dataene våre")
    assert "answer.looked_up" in talk.keys
    assert talk.ended == "meeting_booked"


def test_a_look_up_that_fails_is_admitted_like_nothing_found(talk: Chat, library: Library) -> None:
    """The tool's code is in the log, the question is kept."""
    library.failing["look_up"] = 1
    talk.hear("hvor lagres dataene våre")
    assert since(talk, -2) == ["answer.unknown", "ask.need"]
    assert detail(talk, "answer.unknown") == "look_up: provider"
    assert talk.state.unanswered == ("hvor lagres dataene våre",)


def test_a_slow_look_up_gets_one_moment(engine: DialogEngine, talk: Chat) -> None:
    """Nobody waits in silence; a tool that is done is not slow."""
    asked = engine.step(talk.state, WordsHeard("har dere en app", "t1.1"))
    slow = engine.step(asked.state, ToolSlow("look_up"))
    assert [move.key for move in slow.moves if isinstance(move, Say)] == ["tool.slow"]
    assert engine.step(talk.state, ToolSlow("look_up")).moves == ()


def test_an_answer_that_nobody_waits_for_is_let_go(engine: DialogEngine, talk: Chat) -> None:
    """A late tool says nothing."""
    late = engine.step(talk.state, ToolAnswered("look_up", ok=True, value={"answer": APP}))
    assert late.moves == ()


def test_an_answer_that_comes_while_a_human_is_called_is_left_to_the_human(
    engine: DialogEngine, talk: Chat
) -> None:
    """They have the question in their summary."""
    asked = engine.step(talk.state, WordsHeard("har dere en app", "t1.1"))
    called = engine.step(asked.state, WordsHeard("jeg vil snakke med et menneske", "t2.1"))
    assert "har dere en app" in str(called.moves[-1])
    late = engine.step(called.state, ToolAnswered("look_up", ok=True, value={"answer": APP}))
    assert late.moves == ()
    assert late.state.questions == ()


def test_whoever_asks_what_we_do_not_know_again_and_again_gets_a_human(talk: Chat) -> None:
    """We admit it twice; then it is a misunderstanding, which ends at a colleague (DIA-13)."""
    for what in ("kontor i oslo", "egen butikk", "en katalog", "noen hunder", "et verksted"):
        talk.hear(f"har dere {what}")
    assert talk.keys.count("answer.unknown") == 2
    assert talk.handed_over is not None
    assert "har dere kontor i oslo" in talk.handed_over.summary


def test_an_open_question_reaches_the_message(talk: Chat, library: Library) -> None:
    """Nobody answered the telephone: the message holds what was asked (HND-16)."""
    talk.hear("kan vi betale med vipps")
    talk.hear("jeg vil snakke med et menneske")
    talk.observe(TransferFailed("no_answer"))
    talk.hear("ja gjerne")
    talk.hear("si at kari nordmann har ringt om kundesystemet")
    message = next(use for use in library.log if use.tool == "take_message")
    text = str(message.arguments["text"])
    assert "kari nordmann" in text
    assert "Ubesvart spørsmål: kan vi betale med vipps" in text


def test_in_nynorsk_the_texts_are_asked_in_nynorsk(policy: Policy, library: Library) -> None:
    """And the admission is Nynorsk too."""
    chat = Chat.open(DialogEngine(policy, language="nn"), library)
    chat.observe(CallStarted(NOW))
    chat.hear("kan vi betale med vipps")
    assert library.log[-1].arguments["language"] == "nn"
    assert any("veit eg ikkje" in line.text for line in chat.lines)


def test_a_policy_without_texts_says_that_it_does_not_know(
    policy: Policy, library: Library
) -> None:
    """As before: no tool is asked."""
    bare = policy.model_copy(update={"knowledge": None})
    chat = Chat.open(DialogEngine(bare), library)
    chat.observe(CallStarted(NOW))
    chat.hear("hvor lagres dataene våre")
    assert "answer.unknown" in chat.keys
    assert not any(use.tool == "look_up" for use in library.log)


def test_who_asks_what_we_sell_is_not_taken_for_a_seller(talk: Chat) -> None:
    """«selger dere …» is a question, and «jeg vil selge dere …» an offer."""
    talk.hear("selger dere kaffemaskiner")
    assert "answer.unknown" in talk.keys
    assert talk.ended is None
