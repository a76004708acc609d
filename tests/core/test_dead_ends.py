"""States from which nothing would ever be said again, and endings that would lose something."""

from __future__ import annotations

from dataclasses import replace

from tests.core.test_conversation import FREE, LONG, YES_NO, observed, opening, staged
from tests.support.stage import NOW, Answer, ScriptedDialog, Stage, texts
from voiceagent.core.commands import (
    Discard,
    HangUp,
    Resume,
    SaveDecision,
    SaveLine,
    Speak,
    Transfer,
)
from voiceagent.core.conversation import Conversation
from voiceagent.core.events import (
    CallConnected,
    ClauseSynthesized,
    KeyPressed,
    LineClosed,
    SpeakingSent,
    SpeakingStarted,
    SupervisorActed,
    SynthesisFailed,
    Ticked,
    ToolReturned,
    TransferEnded,
)
from voiceagent.core.manners import Manners
from voiceagent.dialog.moves import (
    CallStarted,
    EndCall,
    HandOver,
    KeysPressed,
    Observation,
    Say,
    SilenceElapsed,
    ToolAnswered,
    ToolSlow,
    TransferFailed,
    UseTool,
    WordsHeard,
)
from voiceagent.dialog.state import DialogState


def test_a_call_that_a_supervisor_gives_back_is_heard_again() -> None:
    """What the caller said to the supervisor does not leave the agent deaf."""
    stage = staged()
    stage.wait(1_500)
    stage.tell(SupervisorActed(stage.now_ms, "took_over"))
    stage.speak(640, "hva koster det")
    stage.wait(1_000)
    stage.tell(SupervisorActed(stage.now_ms, "gave_back", "ja"))
    stage.wait(2_000)
    stage.speak(640, "da er jeg her igjen")
    stage.wait(2_000)
    assert [seen.text for seen in observed(stage, WordsHeard)][-1:] == ["da er jeg her igjen"]


def test_who_talks_over_the_last_sentence_does_not_prolong_the_call() -> None:
    """The limit of a call's length holds whatever the caller says (RUN: per-call limits)."""
    stage = staged(opening, replace(Manners(), longest_call_ms=5_000))
    stage.wait(5_500)
    for _ in range(12):
        stage.speak(640, "nei vent nå litt")
        stage.wait(600)
    assert [command for _, command in stage.of(HangUp)] == [HangUp("time_limit")]
    assert texts(stage.said(), "agent")[-1] == Manners().limit_sentence


def test_a_key_does_not_cut_legal_text() -> None:
    """The disclosure is heard in full; the key is answered after it."""

    def disclosing(observation: Observation) -> Answer:
        if isinstance(observation, CallStarted):
            legal = Say("Du snakker med en kunstig intelligens", "disclosure", interruptible=False)
            return Answer((legal,), YES_NO)
        return Answer((Say("Fint", "ack"),), YES_NO)

    stage = staged(disclosing)
    stage.wait(300)
    stage.tell(KeyPressed(stage.now_ms, "1"))
    stage.wait(3_000)
    assert texts(stage.said(), "agent") == ["Du snakker med en kunstig intelligens", "Fint"]
    assert observed(stage, KeysPressed) == [KeysPressed("1")]


def transferring(observation: Observation) -> Answer:
    match observation:
        case CallStarted():
            return Answer((Say("Et øyeblikk", "handover"), HandOver("default", "Kari")))
        case TransferFailed():
            return Answer((Say("Ingen svarte", "transfer.failed"),))
        case _:
            return Answer((LONG,))


def test_what_was_being_said_when_the_stream_ended_does_not_block_the_return() -> None:
    """A stream that a transfer ends takes the sentence in its mouth with it."""
    stage = staged(transferring)
    stage.wait(1_500)
    stage.speak(640, "er du der")
    stage.wait(1_200)
    assert stage.started_after(1_500)
    stage._due.clear()  # the stream is gone, and with it all that it would have reported
    stage.now_ms += 10_000
    stage.tell(TransferEnded(stage.now_ms, "no_answer"))
    stage.wait(3_000)
    assert texts(stage.said(), "agent")[-1] == "Ingen svarte"


def test_sound_without_end_is_nobodys_turn() -> None:
    """Music on the line: we go on speaking, prompt, and the call comes to an end (design §3)."""

    def explaining(observation: Observation) -> Answer:
        return Answer((LONG,)) if isinstance(observation, CallStarted) else Answer()

    stage = staged(explaining)
    stage.wait(992)
    stage.speak(60_000)
    assert stage.of(Resume)
    assert texts(stage.said(), "agent") == [LONG.text]
    assert len(observed(stage, SilenceElapsed)) >= 2
    stage.wait(500)
    stage.speak(640, "hallo er du der")
    stage.wait(1_500)
    assert [seen.text for seen in observed(stage, WordsHeard)][-1] == "hallo er du der"


def test_short_noises_do_not_put_off_the_prompt_for_ever() -> None:
    """A dog that barks every four seconds is silence all the same."""
    stage = staged()
    stage.wait(1_500)
    for _ in range(4):
        stage.wait(4_000)
        stage.speak(200, "", accepted=False)
    assert observed(stage, SilenceElapsed)


def handing_on_request(observation: Observation) -> Answer:
    """Hands over; to what is said meanwhile it has nothing to say, as the real dialog."""
    match observation:
        case CallStarted():
            return Answer((Say("Jeg setter deg over til en kollega", "h"), HandOver("sales", "")))
        case _:
            return Answer()


def test_thanks_over_the_announcement_of_a_transfer_do_not_undo_it() -> None:
    """What the dialog has no answer to lets us go on where we were."""
    stage = staged(handing_on_request)
    stage.wait(500)
    stage.speak(640, "tusen takk skal du ha")
    stage.wait(4_000)
    assert texts(stage.said(), "agent") == ["Jeg setter deg over til en kollega"]
    assert texts(stage.said(), "caller") == ["tusen takk skal du ha"]
    assert [command for _, command in stage.of(Transfer)] == [Transfer("sales", "")]


def test_a_key_over_the_announcement_of_a_transfer_does_not_undo_it() -> None:
    """Who presses zero twice wants a human, and gets one."""
    stage = staged(handing_on_request)
    stage.wait(500)
    stage.tell(KeyPressed(stage.now_ms, "0"))
    stage.wait(4_000)
    assert len(stage.of(Transfer)) == 1


def test_a_voice_that_fails_in_the_middle_is_heard_as_far_as_it_came() -> None:
    """What was made is not cut in mid-word, and what was not made does not count as heard."""

    def saying(observation: Observation) -> Answer:
        return Answer((Say("Vi hjelper bedrifter. Det har vi gjort i ti år nå.", "pitch"),))

    conversation = Conversation(ScriptedDialog(saying), Manners())  # type: ignore[arg-type]
    conversation.handle(CallConnected(0, "inbound", NOW))
    conversation.handle(ClauseSynthesized(10, 1, 0, 900))
    conversation.handle(SpeakingStarted(20, 1))
    assert conversation.handle(SynthesisFailed(300, 1, "deadline")) == ()
    conversation.handle(SpeakingSent(760, 1, 900))
    (line,) = conversation.handle(Ticked(930))
    assert line == SaveLine("agent", "Vi hjelper bedrifter.", 20, 930, "a1", complete=False)


def open_question(observation: Observation) -> Answer:
    """Asks what may be answered at length, and so is waited for."""
    answer = opening(observation)
    return Answer(answer.moves, FREE)


def test_a_last_word_before_the_click_counts() -> None:
    """«Nei takk» and the receiver goes down: the words were recognised, so they are an answer."""
    stage = staged(open_question)
    stage.wait(2_000)
    stage.speak(400, "nei takk")
    stage.wait(290)
    stage.tell(LineClosed(stage.now_ms, "hangup"))
    assert texts(stage.said(), "caller") == ["nei takk"]
    assert stage.of(SaveDecision)[-1][1].detail == "WordsHeard"


def test_a_last_word_may_be_recognised_after_the_click() -> None:
    """The recogniser is still at work when the line closes: what it finds is kept."""
    stage = staged()
    stage.wait(2_000)
    stage.engine_ms = 400
    stage.speak(400, "nei takk")
    stage.wait(224)
    stage.tell(LineClosed(stage.now_ms, "hangup"))
    stage.wait(1_000)
    assert texts(stage.said(), "caller") == ["nei takk"]
    assert texts(stage.said(), "agent") == ["Hei, passer det nå?"]


def test_a_tool_that_answers_after_the_click_decides_the_outcome() -> None:
    """Who hangs up while we write the meeting down has a meeting."""

    def booking(observation: Observation) -> Answer:
        match observation:
            case CallStarted():
                return Answer((UseTool("book_meeting"),))
            case ToolAnswered():
                booked = DialogState(outcome="meeting_booked", ended=True)
                return Answer((Say("Da er det avtalt", "closing"),), state=booked)
            case _:
                return Answer()

    stage = staged(booking)
    stage.tell(LineClosed(10, "hangup"))
    before = len(stage.of(Discard))
    stage.tell(ToolReturned(200, 1, "book_meeting", ok=True))
    assert stage.conversation.outcome == "meeting_booked"
    assert texts(stage.said(), "agent") == []
    assert len(stage.of(Discard)) == before


def test_who_talks_while_we_hang_up_does_not_change_the_outcome() -> None:
    """The carrier takes a moment to hang up: a farewell said into it opens nothing again."""

    def ending(observation: Observation) -> Answer:
        if isinstance(observation, CallStarted):
            booked = DialogState(outcome="meeting_booked", ended=True)
            return Answer((Say("Ha det", "closing"), EndCall("meeting_booked")), state=booked)
        return Answer((Say("Fint", "ack"),), state=DialogState())

    stage = staged(ending)
    stage.wait(1_500)
    assert stage.ended()
    stage.speak(640, "jo men du")
    stage.wait(1_500)
    assert stage.conversation.outcome == "meeting_booked"
    assert texts(stage.said(), "agent") == ["Ha det"]


def test_a_television_that_pauses_for_breath_does_not_keep_the_floor() -> None:
    """A turn that has lasted half a minute is over at its next pause."""

    def explaining(observation: Observation) -> Answer:
        return Answer((LONG,)) if isinstance(observation, CallStarted) else Answer()

    stage = staged(explaining)
    stage.wait(992)
    stage.speak(32, "", accepted=False)
    for _ in range(20):
        stage.speak(1_920)
        stage.wait(320)
    assert stage.of(Resume)


def test_a_tool_that_is_slow_while_we_speak_is_told_of_after_our_last_word() -> None:
    """«Jeg ser i kalenderen» is not trodden on, and is not followed by silence either."""

    def looking(observation: Observation) -> Answer:
        match observation:
            case CallStarted():
                return Answer((Say("Da ser jeg i kalenderen nå", "look"), UseTool("find_slots")))
            case ToolSlow():
                return Answer((Say("Et øyeblikk", "tool.slow"),))
            case _:
                return Answer()

    stage = Stage(ScriptedDialog(looking))
    stage.tool_ms = 6_000
    stage.connect()
    stage.wait(5_000)
    assert texts(stage.said(), "agent") == ["Da ser jeg i kalenderen nå", "Et øyeblikk"]
    (_, spoken), (later_ms, _) = stage.of(Speak)
    assert spoken == Speak(1)
    assert 1_200 + 700 <= later_ms <= 1_200 + 700 + 2 * 32
