"""A turn that was answered too early goes on as the same turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.support.stage import Answer, ScriptedDialog, Stage, texts
from voiceagent.core.answered import is_final
from voiceagent.core.commands import Discard, HangUp, Resume, SaveFact, Speak, TranscribeSpan
from voiceagent.dialog.moves import (
    AnswerKind,
    CallStarted,
    EndCall,
    Expectation,
    HandOver,
    Move,
    NothingUnderstood,
    Observation,
    Say,
    SlotValue,
    UseTool,
    WordsHeard,
)
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step

YES_NO = Expectation(AnswerKind.YES_NO, "authority")
TIMING = Expectation(AnswerKind.WHEN, "timing")
ALONE = Say("Fint, da spør jeg om når dere trenger det.", "next")
SHARED = Say("Den er grei, hvem er det da som bestemmer hos dere?", "shared")


def deciding(observation: Observation) -> Answer:
    """Asks who decides; whoever names others is asked for them."""
    match observation:
        case CallStarted():
            return Answer((), YES_NO)
        case WordsHeard(text) if "styret" in text:
            return Answer((SHARED,), TIMING)
        case WordsHeard():
            return Answer((ALONE,), TIMING)
        case _:
            return Answer((), YES_NO)


def staged(react: Callable[[Observation], Answer] = deciding) -> Stage:
    stage = Stage(ScriptedDialog(react))
    stage.connect()
    stage.wait(1_000)
    return stage


def observed(stage: Stage) -> list[str]:
    return [seen.text for seen in stage.dialog.seen if isinstance(seen, WordsHeard)]


def lines(stage: Stage) -> dict[str, str]:
    """The caller's lines as they stand: a later one under the same name takes the place."""
    return {line.utterance_id: line.text for line in stage.said() if line.speaker == "caller"}


def test_who_goes_on_after_a_quick_answer_is_heard_whole() -> None:
    """«Ja … sammen med styret» is one turn, understood from before it was answered (DIA-03)."""
    stage = staged()
    stage.speak(320, "ja")
    stage.wait(420)
    assert len(stage.of(Speak)) == 1
    stage.speak(800, "ja sammen med styret")
    stage.wait(4_000)
    spans = [command.span for _, command in stage.of(TranscribeSpan)]
    assert spans[0].start_ms == spans[-1].start_ms
    assert spans[0].turn == spans[-1].turn
    asked = [command.expectation for _, command in stage.of(TranscribeSpan)]
    assert asked[-1] == YES_NO
    assert observed(stage)[-1] == "ja sammen med styret"
    assert texts(stage.said(), "agent")[-1] == SHARED.text


def test_the_transcript_holds_the_turn_once() -> None:
    """The line of the first part is replaced by that of the whole."""
    stage = staged()
    stage.speak(320, "ja")
    stage.wait(420)
    stage.speak(800, "ja sammen med styret")
    stage.wait(2_000)
    assert list(lines(stage).values()) == ["ja sammen med styret"]
    first, last = (line for line in stage.said() if line.speaker == "caller")
    assert (first.from_ms, first.utterance_id) == (last.from_ms, last.utterance_id)


def test_where_going_on_changes_nothing_our_answer_goes_on_too() -> None:
    """«Ja … det er jeg»: what we began to say is still the answer; nothing is said twice."""
    stage = staged()
    stage.speak(320, "ja")
    stage.wait(420)
    stage.speak(640, "ja det er jeg som bestemmer")
    stage.wait(4_000)
    assert len(stage.of(Speak)) == 1
    assert len(stage.of(Resume)) == 1
    assert texts(stage.said(), "agent") == [ALONE.text]
    assert stage.conversation._thread.expectation == TIMING


def test_a_cough_after_an_answer_costs_nothing() -> None:
    """Sound without words leaves the answered turn as it was, and our answer goes on."""
    stage = staged()
    stage.speak(320, "ja")
    stage.wait(420)
    stage.speak(200, "", accepted=False)
    stage.wait(4_000)
    assert list(lines(stage).values()) == ["ja"]
    assert texts(stage.said(), "agent") == [ALONE.text]


def test_speech_after_more_of_our_answer_is_a_turn_of_its_own() -> None:
    """Whoever has heard us for a second speaks about what we say."""
    stage = staged()
    stage.speak(320, "ja")
    stage.wait(1_400)
    stage.speak(640, "om en måned")
    stage.wait(3_000)
    spans = [command.span for _, command in stage.of(TranscribeSpan)]
    assert spans[-1].turn == spans[0].turn + 1
    assert stage.of(TranscribeSpan)[-1][1].expectation == TIMING


def test_what_cannot_be_taken_back_is_not() -> None:
    """A tool at work goes on; the words after it are a new turn."""

    def booking(observation: Observation) -> Answer:
        if isinstance(observation, WordsHeard):
            return Answer((Say("Da booker jeg.", "book"), UseTool("book", {})), TIMING)
        return Answer((), YES_NO)

    stage = staged(booking)
    stage.tool_ms = 5_000
    stage.speak(320, "ja")
    stage.wait(420)
    stage.speak(640, "ja det passer")
    stage.wait(2_000)
    spans = [command.span for _, command in stage.of(TranscribeSpan)]
    assert spans[-1].turn == spans[0].turn + 1


def test_who_was_cut_in_on_is_given_longer_the_next_time() -> None:
    """A pause that we once answered in is waited out from then on, for a few turns."""
    stage = staged()
    stage.speak(320, "ja")
    ended_ms = stage.now_ms
    stage.wait(420)
    quick_ms = stage.of(Speak)[-1][0] - ended_ms
    stage.speak(800, "ja sammen med styret")
    stage.wait(6_000)
    stage.speak(320, "innen tre måneder")
    ended_ms = stage.now_ms
    stage.wait(3_000)
    patient_ms = stage.of(Speak)[-1][0] - ended_ms
    assert quick_ms < 300 < 440 <= patient_ms


def test_a_turn_may_go_on_twice() -> None:
    """Three parts, two of them answered too early: one line, one understanding."""
    stage = staged()
    stage.speak(320, "ja")
    stage.wait(420)
    stage.speak(640, "ja det er jeg")
    stage.wait(700)
    stage.speak(640, "ja det er jeg sammen med styret")
    stage.wait(4_000)
    assert list(lines(stage).values()) == ["ja det er jeg sammen med styret"]
    assert observed(stage)[-1] == "ja det er jeg sammen med styret"
    dropped = {command.utterance for _, command in stage.of(Discard)}
    assert stage.of(Speak)[0][1].utterance in dropped


def test_a_fact_that_the_whole_turn_does_not_bear_out_is_withdrawn() -> None:
    """«Ja …» said who decides; «ja … sammen med styret» does not: the fact is taken back."""
    decides = SlotValue("decides", "ja", "ja", "t1.1", 0.9, confirmed=False)

    def reaction(observation: Observation) -> Answer:
        answer = deciding(observation)
        alone = isinstance(observation, WordsHeard) and "styret" not in observation.text
        return replace(answer, state=DialogState(slots={"authority": decides} if alone else {}))

    stage = staged(reaction)
    stage.speak(320, "ja")
    stage.wait(420)
    stage.speak(800, "ja sammen med styret")
    stage.wait(2_000)
    assert [fact.value for _, fact in stage.of(SaveFact)] == ["decides", None]


def test_nobody_is_answered_in_the_moment_they_go_on() -> None:
    """Two frames decide whether speech resumes; if the wait ends between them, it is prolonged."""
    stage = staged()
    stage.speak(320, "ja")
    stage.wait(160)
    stage.speak(640, "ja det stemmer")
    stage.wait(100)
    assert stage.of(Speak) == []


@pytest.mark.parametrize(
    ("move", "stays"),
    [
        (Say("Fint."), False),
        (UseTool("find_slots", {}), False),
        (UseTool("book_meeting", {}), True),
        (HandOver("sales", "vil snakke med noen"), True),
        (EndCall("not_qualified"), True),
    ],
)
def test_what_stays_is_done_a_little_later(move: Move, *, stays: bool) -> None:
    """A look into the calendar is at once; a booking, a transfer, a farewell take their time."""
    step = Step(DialogState(), (Say("Fint."), move), TIMING, ())
    assert is_final(step) is stays


def test_a_correction_is_no_agreement_with_what_we_have_begun() -> None:
    """«Nei» was misheard; the whole is «ja det stemmer»: that is answered, not «nei»."""

    def reaction(observation: Observation) -> Answer:
        match observation:
            case WordsHeard(text) if text.startswith("ja"):
                return Answer((SHARED,), TIMING)
            case WordsHeard():
                return Answer((ALONE,), TIMING)
            case _:
                return Answer((), YES_NO)

    stage = staged(reaction)
    stage.speak(320, "nei")
    stage.wait(420)
    stage.speak(640, "ja det stemmer")
    stage.wait(5_000)
    assert texts(stage.said(), "agent")[-1] == SHARED.text


def test_speech_without_words_after_a_short_answer_is_asked_about() -> None:
    """Where nothing of ours is under way any more, a second and a half is a turn, not a cough."""

    def asking(observation: Observation) -> Answer:
        match observation:
            case WordsHeard():
                return Answer((Say("Ja?", "yes"),), TIMING)
            case NothingUnderstood():
                return Answer((Say("Jeg hørte ikke det.", "again"),), TIMING)
            case _:
                return Answer((), YES_NO)

    stage = staged(asking)
    stage.speak(320, "hallo")
    stage.wait(700)
    stage.speak(1_500, "mumling", accepted=False)
    stage.wait(2_500)
    assert texts(stage.said(), "agent")[-1] == "Jeg hørte ikke det."


def test_a_television_does_not_reopen_its_turn_for_ever() -> None:
    """A turn that has lasted its longest is over for good; what follows is another."""
    stage = staged()
    for _ in range(16):
        stage.speak(1_900, "nå til været")
        stage.wait(224)
    first = stage.of(TranscribeSpan)[0][1].span.turn
    for _ in range(4):
        stage.speak(1_900, "nå til været")
        stage.wait(224)
    assert stage.of(TranscribeSpan)[-1][1].span.turn > first


def test_nobody_is_hung_up_on_while_they_speak() -> None:
    """Who speaks into the end of our farewell is heard, and answered instead of hung up on."""

    def leaving(observation: Observation) -> Answer:
        match observation:
            case WordsHeard(text) if "vent" in text:
                return Answer((Say("Ja?", "yes"),), TIMING)
            case WordsHeard():
                return Answer((Say("Ha det.", "bye"), EndCall("done")), TIMING)
            case _:
                return Answer((), YES_NO)

    stage = staged(leaving)
    stage.speak(320, "nei takk")
    stage.wait(700)
    stage.speak(900, "vent litt")
    stage.wait(3_000)
    assert stage.of(HangUp) == []
    assert texts(stage.said(), "agent")[-1] == "Ja?"
